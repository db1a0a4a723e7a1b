//! The view for reports of dates that venues keep.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use super::m20261122_000003_reporting_views::Field::{Number, Place, Text};
use super::m20261122_000003_reporting_views::view;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let conn = manager.get_connection();
        let fields = [
            Text("day"),
            Text("venue"),
            Text("name"),
            Place("place"),
            Number("level"),
            Text("status"),
            Text("challenge_until"),
            Text("expires"),
            Text("agent"),
            Text("contact"),
            Number("radius_km"),
            Number("radius_days_before"),
            Number("radius_days_after"),
            Text("event"),
            Text("notes"),
        ];
        let view = view(conn.get_database_backend(), "hold", &fields);
        conn.execute_unprepared(&view).await.map(drop)
    }
}
