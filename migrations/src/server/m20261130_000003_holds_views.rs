//! The views for reports of holds, and of what vehicles cost.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use super::m20261122_000003_reporting_views::Field::{Json, Number, Place, Text};
use super::m20261122_000003_reporting_views::{Field, view};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let conn = manager.get_connection();
        for (kind, fields) in [("hold", HOLD), ("vehicle_rate", VEHICLE_RATE)] {
            let view = view(conn.get_database_backend(), kind, fields);
            conn.execute_unprepared(&view).await?;
        }
        Ok(())
    }
}

const HOLD: &[Field] = &[
    Text("day"),
    Text("venue"),
    Text("name"),
    Place("place"),
    Number("level"),
    Text("status"),
    Text("expires"),
    Text("challenge_until"),
    Text("agent"),
    Text("event"),
    Number("radius_km"),
    Number("radius_days_before"),
    Number("radius_days_after"),
    Text("notes"),
];

const VEHICLE_RATE: &[Field] = &[
    Text("vehicle"),
    Json("per_day"),
    Json("per_km"),
    Json("per_mile"),
    Json("driver_day"),
    Json("crossing"),
    Text("notes"),
];
