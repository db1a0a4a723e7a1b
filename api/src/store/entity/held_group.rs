//! A group that was not accepted, with all it said, until a person decides.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "held_group")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub group_id: Uuid,
    pub tour_id: Option<Uuid>,
    pub author: Uuid,
    /// `held` or `rejected`.
    pub status: String,
    /// JSON: the whole group.
    pub content: String,
    /// JSON: why it was not accepted.
    pub problem: String,
    pub at: DateTimeUtc,
    /// `accepted` or `discarded`.
    pub decided: Option<String>,
    pub decided_by: Option<Uuid>,
    pub decided_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
