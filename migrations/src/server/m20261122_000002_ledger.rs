//! What the ledger writes: records, their history, receipts, held groups and commit tags.
//!
//! JSON is kept as text on both databases, so that the bytes that come back are the bytes that
//! went in. Records point at each other by ids inside that text, which no foreign key guards:
//! a replica may send a child before the server has seen its parent's return.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, blob, boolean, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        record(manager).await?;
        history(manager).await?;
        receipt(manager).await?;
        held_group(manager).await?;
        commit_tag(manager).await
    }
}

async fn record(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("record")
                .col(uuid("org_id"))
                .col(uuid("id"))
                .col(uuid("scope_id"))
                .col(text("kind"))
                .col(big_integer("ver"))
                .col(big_integer("seq"))
                .col(boolean("deleted"))
                .col(text("fields"))
                .col(text("stamps"))
                .primary_key(Index::create().name("pk_record").col("org_id").col("id"))
                .foreign_key(&mut scope_key("fk_record_scope", "record"))
                .take(),
        )
        .await?;
    let by_seq =
        over("uq_record_scope_seq", "record", &["org_id", "scope_id", "seq"]).unique().take();
    manager.create_index(by_seq).await?;
    manager
        .create_index(over("ix_record_scope_kind", "record", &["org_id", "scope_id", "kind", "id"]))
        .await
}

/// Who changed which field from what to what, and what became of it.
async fn history(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("history")
                .col(uuid("org_id"))
                .col(uuid("scope_id"))
                .col(big_integer("seq"))
                .col(integer("idx"))
                .col(text("kind"))
                .col(uuid("record_id"))
                .col(text("field"))
                .col(text_null("old"))
                .col(text_null("new"))
                .col(uuid_null("author"))
                .col(text_null("via"))
                .col(uuid_null("replica"))
                .col(text_null("said_at"))
                .col(text_null("reason"))
                .col(uuid("group_id"))
                .col(timestamp_with_time_zone("at"))
                .col(text("outcome"))
                .primary_key(
                    Index::create()
                        .name("pk_history")
                        .col("org_id")
                        .col("scope_id")
                        .col("seq")
                        .col("idx"),
                )
                .foreign_key(&mut scope_key("fk_history_scope", "history"))
                .take(),
        )
        .await?;
    manager
        .create_index(over("ix_history_record", "history", &["org_id", "record_id", "seq"]))
        .await?;
    manager.create_index(over("ix_history_group", "history", &["org_id", "group_id"])).await
}

async fn receipt(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("receipt")
                .col(uuid("org_id"))
                .col(uuid("group_id"))
                .col(uuid_null("replica"))
                .col(uuid_null("prev"))
                .col(uuid("author"))
                .col(text("status"))
                .col(text("body"))
                .col(timestamp_with_time_zone("at"))
                .primary_key(Index::create().name("pk_receipt").col("org_id").col("group_id"))
                .take(),
        )
        .await?;
    manager
        .create_index(over("ix_receipt_replica_prev", "receipt", &["org_id", "replica", "prev"]))
        .await
}

/// Groups that were not accepted, with all they said, until a person decides.
async fn held_group(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("held_group")
                .col(uuid("org_id"))
                .col(uuid("group_id"))
                .col(uuid_null("tour_id"))
                .col(uuid("author"))
                .col(text("status"))
                .col(text("content"))
                .col(text("problem"))
                .col(timestamp_with_time_zone("at"))
                .col(text_null("decided"))
                .col(uuid_null("decided_by"))
                .col(timestamp_with_time_zone_null("decided_at"))
                .primary_key(Index::create().name("pk_held_group").col("org_id").col("group_id"))
                .take(),
        )
        .await?;
    manager.create_index(over("ix_held_group_tour", "held_group", &["org_id", "tour_id"])).await
}

/// The tag of every commit: by it a cursor shows that it belongs to this very past.
async fn commit_tag(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("commit_tag")
                .col(uuid("org_id"))
                .col(uuid("scope_id"))
                .col(big_integer("seq"))
                .col(blob("tag"))
                .col(timestamp_with_time_zone("at"))
                .primary_key(
                    Index::create().name("pk_commit_tag").col("org_id").col("scope_id").col("seq"),
                )
                .foreign_key(&mut scope_key("fk_commit_tag_scope", "commit_tag"))
                .take(),
        )
        .await?;
    // Tags are kept for a limited time and the old ones swept by age.
    manager.create_index(over("ix_commit_tag_at", "commit_tag", &["at"])).await
}

fn scope_key(name: &'static str, table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(name)
        .from(table, ("org_id", "scope_id"))
        .to("scope", ("org_id", "id"))
        .on_delete(ForeignKeyAction::Cascade)
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
