//! Links to the sheets of days. They are not synced: a link opens a page for whoever has it, and a copy
//! of the tour must not hold any.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    blob, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
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
            .table("day_link")
            .col(uuid("id"))
            .col(uuid("org_id"))
            .col(uuid("tour_id"))
            .col(uuid("day_id"))
            .col(text("variant"))
            .col(blob("token_hash"))
            .col(text_null("label"))
            .col(uuid("created_by"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            .col(timestamp_with_time_zone_null("last_opened_at"))
            .col(integer("n_opened"))
            .primary_key(Index::create().name("pk_day_link").col("id"))
            .foreign_key(
                ForeignKey::create()
                    .name("fk_day_link_tour")
                    .from("day_link", "tour_id")
                    .to("tour", "id")
                    .on_delete(ForeignKeyAction::Restrict),
            );
        manager.create_table(table).await?;
        let token = Index::create()
            .name("uq_day_link_token_hash")
            .table("day_link")
            .col("token_hash")
            .unique()
            .take();
        manager.create_index(token).await?;
        let day = Index::create().name("ix_day_link_day").table("day_link").take();
        manager.create_index(day.clone().col("org_id").col("day_id").take()).await
    }
}
