//! What files need: their content in chunks, who has sent which, and the view for reports.
//!
//! Content belongs to an organisation and has one row, under its hash, once all of it has arrived
//! and was found to be what it was announced as. Until then it is an upload of one account.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, blob, integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use super::m20261122_000003_reporting_views::Field::{Number, Text};
use super::m20261122_000003_reporting_views::{Field, view};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const FILE: &[Field] = &[
    Text("name"),
    Text("hash"),
    Number("bytes"),
    Text("media_type"),
    Text("category"),
    Text("note"),
    Text("day"),
    Text("event"),
    Text("venue"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        content(manager).await?;
        chunk(manager).await?;
        upload(manager).await?;
        let conn = manager.get_connection();
        conn.execute_unprepared(&view(conn.get_database_backend(), "file", FILE)).await.map(drop)
    }
}

/// Content that is whole. `content_id` says where its chunks are.
async fn content(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("blob")
                .col(uuid("org_id"))
                .col(text("hash"))
                .col(uuid("content_id"))
                .col(big_integer("bytes"))
                .col(timestamp_with_time_zone("sent_at"))
                .col(timestamp_with_time_zone("named_at"))
                .primary_key(Index::create().name("pk_blob").col("org_id").col("hash"))
                .foreign_key(&mut key("fk_blob_org", "blob", "org_id", "organisation"))
                .take(),
        )
        .await
}

/// The bytes, of what is whole and of what is still arriving.
async fn chunk(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("blob_chunk")
                .col(uuid("org_id"))
                .col(uuid("content_id"))
                .col(integer("idx"))
                .col(blob("data"))
                .col(blob("hash"))
                .primary_key(
                    Index::create()
                        .name("pk_blob_chunk")
                        .col("org_id")
                        .col("content_id")
                        .col("idx"),
                )
                .foreign_key(&mut key("fk_blob_chunk_org", "blob_chunk", "org_id", "organisation"))
                .take(),
        )
        .await?;
    let conn = manager.get_connection();
    if conn.get_database_backend() == DbBackend::Postgres {
        // Plans and photos are compressed already; trying it again costs more than all the rest.
        let sql = "ALTER TABLE blob_chunk ALTER COLUMN data SET STORAGE EXTERNAL";
        conn.execute_unprepared(sql).await?;
    }
    Ok(())
}

/// What an account has sent, or begun to send.
async fn upload(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("upload")
                .col(uuid("org_id"))
                .col(uuid("account_id"))
                .col(text("hash"))
                .col(uuid("content_id"))
                .col(big_integer("length"))
                .col(big_integer("arrived"))
                .col(timestamp_with_time_zone("begun_at"))
                .col(timestamp_with_time_zone("moved_at"))
                .col(timestamp_with_time_zone_null("finished_at"))
                .primary_key(
                    Index::create().name("pk_upload").col("org_id").col("account_id").col("hash"),
                )
                .foreign_key(&mut key("fk_upload_org", "upload", "org_id", "organisation"))
                .foreign_key(&mut key("fk_upload_account", "upload", "account_id", "account"))
                .take(),
        )
        .await?;
    // By hash, for who has sent some content; by time, for what did not go on.
    let by_hash = over("ix_upload_hash", "upload", &["org_id", "hash"]);
    manager.create_index(by_hash).await?;
    manager.create_index(over("ix_upload_moved_at", "upload", &["finished_at", "moved_at"])).await
}

/// A key to another table's `id` that keeps what it points at from being deleted.
fn key(
    name: &'static str,
    table: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(name)
        .from(table, column)
        .to(to, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .take()
}

fn over(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
