//! A record of any kind as the ledger last left it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub scope_id: Uuid,
    pub kind: String,
    pub ver: i64,
    /// Unique within the scope.
    pub seq: i64,
    pub deleted: bool,
    /// JSON object, byte for byte as written.
    pub fields: String,
    /// JSON object: who last changed which field.
    pub stamps: String,
}

impl ActiveModelBehavior for ActiveModel {}
