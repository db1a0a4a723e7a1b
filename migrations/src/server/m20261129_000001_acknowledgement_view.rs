//! The view for reports of who has seen which changes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use super::m20261122_000003_reporting_views::Field::{Number, Text};
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
        let fields = [Text("day"), Number("up_to")];
        let view = view(conn.get_database_backend(), "acknowledgement", &fields);
        conn.execute_unprepared(&view).await.map(drop)
    }
}
