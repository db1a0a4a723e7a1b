//! A copy of a tour: its records, what is on its way into them, and the groups saved on this device.
//!
//! `record`, `staged` and `replaced` have one shape, and `replaced` says when as well. What a record names stands in columns before
//! the large ones, so that a date's records are found without reading any other's fields.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, blob as bytes, blob_null as bytes_null, boolean, boolean_null,
    integer_null, pk_auto, text, text_null, timestamp_with_time_zone,
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
        mark_as_ours(manager).await?;
        meta(manager).await?;
        scope(manager).await?;
        records(manager).await?;
        logged_group(manager).await?;
        change(manager).await?;
        blob(manager).await
    }
}

async fn mark_as_ours(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = format!("PRAGMA application_id = {}", super::APPLICATION_ID);
    manager.get_connection().execute_unprepared(&sql).await.map(drop)
}

/// What there is one of: whose copy of what this is, and what people like to know of it.
async fn meta(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("meta")
        .col(text("key"))
        .col(text("value"))
        .primary_key(Index::create().name("pk_meta").col("key"))
        .take();
    manager.create_table(table).await
}

/// Where the copy of each scope stands. Pages are on their way while `staging_cursor` is not null.
async fn scope(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("scope")
        .col(uuid("id"))
        .col(text("audience"))
        .col(text("level"))
        .col(text_null("cursor"))
        .col(big_integer("head"))
        .col(bytes("digest"))
        .col(boolean("suspect"))
        .col(boolean_null("staging_whole"))
        .col(text_null("staging_cursor"))
        .col(big_integer_null("staging_head"))
        .col(bytes_null("staging_digest"))
        .col(boolean_null("staging_consented"))
        .primary_key(Index::create().name("pk_scope").col("id"))
        .take();
    manager.create_table(table).await
}

async fn records(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager.create_table(record_table("record").take()).await?;
    // By kind for what is on no date, and for stays by the date of their end.
    manager.create_index(over("ix_record_kind", "record", &["kind", "until_day"])).await?;
    let of_day = over("ix_record_day", "record", &["day", "event", "venue", "subject", "kind"]);
    manager.create_index(of_day).await?;
    for (name, column) in [
        ("ix_record_event", "event"),
        ("ix_record_venue", "venue"),
        ("ix_record_subject", "subject"),
    ] {
        let mut named = over(name, "record", &[column]);
        named.and_where(Expr::col(column).is_not_null());
        manager.create_index(named.take()).await?;
    }
    manager.create_table(record_table("staged").take()).await?;
    // A scope may be replaced a second time before anybody has looked at what the first time took.
    let mut replaced = record_columns("replaced");
    let replaced = replaced
        .col(timestamp_with_time_zone("replaced_at"))
        .primary_key(key_of("replaced").col("replaced_at"))
        .take();
    manager.create_table(replaced).await
}

fn record_table(name: &'static str) -> TableCreateStatement {
    record_columns(name).primary_key(&mut key_of(name)).take()
}

fn key_of(table: &str) -> IndexCreateStatement {
    Index::create().name(format!("pk_{table}")).col("id").col("scope_id").take()
}

fn record_columns(name: &'static str) -> TableCreateStatement {
    Table::create()
        .table(name)
        .col(uuid("id"))
        .col(uuid("scope_id"))
        .col(text("kind"))
        .col(big_integer("ver"))
        .col(big_integer("seq"))
        .col(boolean("deleted"))
        .col(uuid_null("day"))
        .col(uuid_null("event"))
        .col(uuid_null("venue"))
        .col(uuid_null("subject"))
        .col(integer_null("until_day"))
        .col(text("fields"))
        .col(text("stamps"))
        .extra("WITHOUT ROWID")
        .take()
}

/// The groups saved on this device, in their order, with the server's word on each.
async fn logged_group(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("logged_group")
        .col(pk_auto("position"))
        .col(uuid("id"))
        .col(text("body"))
        .col(timestamp_with_time_zone("saved_at"))
        .col(text_null("receipt"))
        .col(text_null("status"))
        .col(boolean("covered"))
        .col(timestamp_with_time_zone_null("acknowledged_at"))
        .col(boolean("dismissed"))
        .take();
    manager.create_table(table).await?;
    manager
        .create_index(over("uq_logged_group_id", "logged_group", &["id"]).unique().take())
        .await?;
    // Read every time: what the base does not contain, and what was not accepted.
    let open = over("ix_logged_group_covered", "logged_group", &["covered"]);
    manager.create_index(open).await?;
    let refused = over("ix_logged_group_status", "logged_group", &["status"]);
    manager.create_index(refused).await
}

/// What pages from the server changed in the base, field by field.
async fn change(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("change")
        .col(pk_auto("position"))
        .col(uuid("scope_id"))
        .col(uuid("record_id"))
        .col(text("kind"))
        .col(text("field"))
        .col(text("old"))
        .col(text("new"))
        .col(boolean("disputed"))
        .col(uuid_null("author"))
        .col(text_null("via"))
        .col(text_null("said_at"))
        .col(big_integer("seq"))
        .col(timestamp_with_time_zone("seen_at"))
        .take();
    manager.create_table(table).await?;
    manager.create_index(over("ix_change_seen_at", "change", &["seen_at"])).await
}

/// Content of files that is on its way, up or down, or here.
async fn blob(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("blob")
        .col(text("hash"))
        .col(big_integer("bytes"))
        .col(text_null("name"))
        .col(text("state"))
        .primary_key(Index::create().name("pk_blob").col("hash"))
        .take();
    manager.create_table(table).await
}

fn over(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
