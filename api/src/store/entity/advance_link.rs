//! A link that opens the form of one advance sheet for whoever has it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "advance_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub org_id: Uuid,
    pub tour_id: Uuid,
    /// The sheet's audience.
    pub scope_id: Uuid,
    pub advance_id: Uuid,
    /// The 32 bytes of the token's BLAKE3.
    #[sea_orm(unique)]
    pub token_hash: Vec<u8>,
    pub recipient: Option<String>,
    pub created_by: Uuid,
    pub created_at: DateTimeUtc,
    pub opens_at: Option<DateTimeUtc>,
    pub closes_at: Option<DateTimeUtc>,
    pub expires_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
    pub last_opened_at: Option<DateTimeUtc>,
    pub n_opened: i32,
}

impl ActiveModelBehavior for ActiveModel {}
