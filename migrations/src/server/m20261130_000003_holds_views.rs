//! The views for reports of holds, of what vehicles cost, and of the dates between which an event may move.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use super::m20261122_000003_reporting_views::Field::{Json, List, Number, Place, Text};
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
        conn.execute_unprepared("DROP VIEW v_event").await?;
        let views = [("event", EVENT), ("hold", HOLD), ("vehicle_rate", VEHICLE_RATE)];
        for (kind, fields) in views {
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

const EVENT: &[Field] = &[
    Text("day"),
    Text("event_type"),
    Text("title"),
    Text("venue"),
    List("billing"),
    Text("stage"),
    Text("status"),
    Text("earliest"),
    Text("latest"),
    Text("party"),
    Number("capacity"),
    Text("ticket_status"),
    Text("age_limit"),
    Text("merch"),
    Text("guest_list"),
    Text("photo_policy"),
    Text("notes"),
];
