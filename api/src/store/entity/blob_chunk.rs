//! A chunk of some content, whole or still arriving.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "blob_chunk")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub content_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub idx: i32,
    pub data: Vec<u8>,
    /// 32 bytes, from which the hash of the whole is made.
    pub hash: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
