//! What road engines have said, so that each road is asked for once.
//!
//! It belongs to nobody: it holds places on the map and no word on who goes there.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer_null, integer, text, text_null, timestamp_with_time_zone,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut key = Index::create();
        key.name("pk_road");
        for column in ["engine", "profile", "from_lat", "from_lon", "to_lat", "to_lon"] {
            key.col(column);
        }
        let mut table = Table::create();
        table.table("road").col(text("engine")).col(text("profile"));
        // Hundred-thousandths of a degree.
        for column in ["from_lat", "from_lon", "to_lat", "to_lon"] {
            table.col(integer(column));
        }
        table
            .col(big_integer_null("metres"))
            .col(big_integer_null("seconds"))
            .col(text_null("no_answer"))
            .col(timestamp_with_time_zone("asked_at"))
            .primary_key(&mut key);
        manager.create_table(table).await?;
        // For forgetting what nobody has asked for in a long time.
        let by_time = Index::create().name("ix_road_asked_at").table("road").col("asked_at").take();
        manager.create_index(by_time).await
    }
}
