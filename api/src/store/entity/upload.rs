//! What an account has sent of some content: nobody else knows of it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "upload")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// What the content was announced as: 64 hex digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// Where its chunks are, until it is finished.
    pub content_id: Uuid,
    pub length: i64,
    pub arrived: i64,
    pub begun_at: DateTimeUtc,
    pub moved_at: DateTimeUtc,
    /// When all of it had arrived and was found to be right.
    pub finished_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
