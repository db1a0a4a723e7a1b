//! The content of files, once it is whole and is what it was announced as.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "blob")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: Uuid,
    /// 64 hex digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// Where its chunks are.
    pub content_id: Uuid,
    pub bytes: i64,
    pub sent_at: DateTimeUtc,
    /// When something was last known to name it, or somebody sent it.
    pub named_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
