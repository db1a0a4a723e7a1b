//! The views for reports of advancing, and of the fields that came with it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use super::m20261122_000003_reporting_views::Field::{Flag, Json, Number, Text};
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
        for kind in ["tour", "file"] {
            conn.execute_unprepared(&format!("DROP VIEW v_{kind}")).await?;
        }
        for (kind, fields) in VIEWS {
            let view = view(conn.get_database_backend(), kind, fields);
            conn.execute_unprepared(&view).await?;
        }
        Ok(())
    }
}

const VIEWS: &[(&str, &[Field])] = &[
    ("tour", TOUR),
    ("file", FILE),
    ("advance_template", ADVANCE_TEMPLATE),
    ("advance", ADVANCE),
    ("advance_field", ADVANCE_FIELD),
    ("handout", HANDOUT),
];

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
    Json("reminder_days"),
    Text("reminders"),
    Text("status"),
    Text("notes"),
];

const FILE: &[Field] = &[
    Text("name"),
    Text("hash"),
    Number("bytes"),
    Text("media_type"),
    Text("category"),
    Text("version"),
    Text("note"),
    Text("day"),
    Text("event"),
    Text("venue"),
];

const ADVANCE_TEMPLATE: &[Field] = &[Text("name"), Json("questions"), Text("notes")];

const ADVANCE: &[Field] = &[
    Text("event"),
    Text("venue"),
    Text("visited"),
    Text("template"),
    Json("questions"),
    Text("recipient_name"),
    Text("recipient_email"),
    Text("owner"),
    Text("sent_on"),
    Flag("no_reminders"),
    Flag("closed"),
    Text("notes"),
];

const ADVANCE_FIELD: &[Field] = &[
    Text("advance"),
    Text("key"),
    Json("question"),
    Json("answer"),
    Json("answered"),
    Json("decided"),
    Text("remark"),
];

const HANDOUT: &[Field] = &[
    Text("advance"),
    Text("file"),
    Text("name"),
    Text("hash"),
    Text("version"),
    Text("recipient"),
    Text("given_on"),
];
