//! One field of one record that a page from the server changed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub position: i64,
    pub scope_id: Uuid,
    pub record_id: Uuid,
    pub kind: String,
    pub field: String,
    /// JSON: the value before.
    pub old: String,
    /// JSON: the value after.
    pub new: String,
    /// The new value is only kept beside the old one.
    pub disputed: bool,
    pub author: Option<Uuid>,
    pub via: Option<String>,
    pub said_at: Option<String>,
    pub seq: i64,
    pub seen_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
