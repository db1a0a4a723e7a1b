//! The views for reports say who drives, by which rules, and from when on a drive is flagged.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use super::m20261122_000003_reporting_views::Field::{Number, Text};
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
        for (kind, fields) in [("tour", TOUR), ("vehicle", VEHICLE)] {
            conn.execute_unprepared(&format!("DROP VIEW v_{kind}")).await?;
            let view = view(conn.get_database_backend(), kind, fields);
            conn.execute_unprepared(&view).await?;
        }
        Ok(())
    }
}

const TOUR: &[Field] = &[
    Text("name"),
    Text("artist"),
    Text("home_zone"),
    Text("currency"),
    Text("tour_manager"),
    Text("production_manager"),
    Number("shows_in_a_row_max"),
    Number("overdrive_miles"),
    Number("double_drive_miles"),
    Number("truck_miles"),
    Text("status"),
    Text("notes"),
];

const VEHICLE: &[Field] = &[
    Text("name"),
    Text("vehicle_type"),
    Text("operator"),
    Text("plate"),
    Number("berths"),
    Number("seats"),
    Text("driver"),
    Text("driver_contact"),
    Text("second_driver"),
    Text("second_driver_contact"),
    Text("hours_rules"),
    Text("rested_on"),
    Number("mass_kg"),
    Number("length_cm"),
    Number("height_cm"),
    Text("notes"),
];
