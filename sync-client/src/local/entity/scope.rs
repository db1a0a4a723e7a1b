//! Where the copy of one scope stands.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scope")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub audience: String,
    pub level: String,
    pub cursor: Option<String>,
    pub head: i64,
    /// 16 bytes.
    pub digest: Vec<u8>,
    pub suspect: bool,
    pub staging_whole: Option<bool>,
    /// Pages are on their way while this is not null.
    pub staging_cursor: Option<String>,
    /// With the digest beside it: the pages are complete.
    pub staging_head: Option<i64>,
    pub staging_digest: Option<Vec<u8>>,
    pub staging_consented: Option<bool>,
}

impl ActiveModelBehavior for ActiveModel {}
