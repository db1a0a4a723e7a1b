//! A record as the server sent it. The tables `staged` and `replaced` have the same columns.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub scope_id: Uuid,
    pub kind: String,
    pub ver: i64,
    pub seq: i64,
    pub deleted: bool,
    /// What the record names, as far as a date's records are found by it.
    pub day: Option<Uuid>,
    pub event: Option<Uuid>,
    pub venue: Option<Uuid>,
    pub subject: Option<Uuid>,
    /// The last date that it concerns, in days of the common era.
    pub until_day: Option<i32>,
    /// JSON object, byte for byte as it was sent.
    pub fields: String,
    /// JSON object: who last changed which field.
    pub stamps: String,
}

impl ActiveModelBehavior for ActiveModel {}
