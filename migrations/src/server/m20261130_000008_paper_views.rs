//! The views for reports of what goes out on paper: rooms, guests, publications.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use super::m20261122_000003_reporting_views::Field::{Flag, Json, List, Number, Text};
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
        for (kind, fields) in VIEWS {
            let view = view(conn.get_database_backend(), kind, fields);
            conn.execute_unprepared(&view).await?;
        }
        Ok(())
    }
}

const VIEWS: &[(&str, &[Field])] =
    &[("room", ROOM), ("guest_request", GUEST_REQUEST), ("publication", PUBLICATION)];

const ROOM: &[Field] = &[
    Text("stay"),
    Text("room_type"),
    List("occupants"),
    List("guests"),
    Text("alias"),
    Text("check_in_date"),
    Text("check_out_date"),
    Text("times"),
    Flag("day_room"),
    Text("number"),
    Text("confirmation"),
    Text("wishes"),
    Text("billing"),
    Flag("cancelled"),
    Number("position"),
    Text("notes"),
];

const GUEST_REQUEST: &[Field] = &[
    Text("event"),
    Text("name"),
    Text("affiliation"),
    Text("requested_by"),
    Number("quantity"),
    List("companions"),
    Text("passes"),
    Text("tickets"),
    Text("pickup"),
    Text("phone"),
    Text("email"),
    Flag("id_required"),
    Text("payment"),
    Text("status"),
    Text("box_office_note"),
    Text("notes"),
];

const PUBLICATION: &[Field] = &[
    Text("day"),
    Text("what"),
    Text("about"),
    Text("edition"),
    Number("version"),
    Text("reason"),
    Text("severity"),
    Json("lines"),
];
