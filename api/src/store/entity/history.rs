//! One change of one field: who moved doors, from what, when, why.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "history")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub scope_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// Tells apart the changes that share a `seq`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub idx: i32,
    pub kind: String,
    pub record_id: Uuid,
    pub field: String,
    /// JSON.
    pub old: Option<String>,
    /// JSON.
    pub new: Option<String>,
    pub author: Option<Uuid>,
    pub via: Option<String>,
    pub replica: Option<Uuid>,
    /// What the author's clock said: a label for people, never compared.
    pub said_at: Option<String>,
    /// Why, in the author's words.
    pub reason: Option<String>,
    pub group_id: Uuid,
    pub at: DateTimeUtc,
    /// `applied`, `merged`, `disputed`, `settled` and the like.
    pub outcome: String,
}

impl ActiveModelBehavior for ActiveModel {}
