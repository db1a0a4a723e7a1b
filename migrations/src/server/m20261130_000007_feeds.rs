//! Addresses under which a tour is a calendar. None of it is synced: whoever has an address has the
//! calendar, and a copy of the tour must not hold any.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    blob, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("feed")
            .col(uuid("id"))
            .col(uuid("org_id"))
            .col(uuid("tour_id"))
            .col(uuid("account_id"))
            .col(blob("token_hash"))
            .col(text("shape"))
            .col(uuid_null("person_id"))
            .col(text_null("name"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            .col(timestamp_with_time_zone_null("last_used_at"))
            .primary_key(Index::create().name("pk_feed").col("id"))
            .foreign_key(&mut to("fk_feed_tour", "tour_id", "tour", ForeignKeyAction::Restrict))
            .foreign_key(&mut to(
                "fk_feed_account",
                "account_id",
                "account",
                ForeignKeyAction::Cascade,
            ));
        manager.create_table(table).await?;
        let token = Index::create().name("uq_feed_token_hash").table("feed").take();
        manager.create_index(token.clone().col("token_hash").unique().take()).await?;
        let owner = Index::create().name("ix_feed_owner").table("feed").take();
        manager.create_index(owner.clone().col("tour_id").col("account_id").take()).await
    }
}

fn to(
    name: &'static str,
    column: &'static str,
    table: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    ForeignKey::create().name(name).from("feed", column).to(table, "id").on_delete(on_delete).take()
}
