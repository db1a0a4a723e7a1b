//! A link that opens the sheet of one day for whoever has it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "day_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub org_id: Uuid,
    pub tour_id: Uuid,
    pub day_id: Uuid,
    /// The word of the variant that it shows.
    pub variant: String,
    /// The 32 bytes of the token's BLAKE3.
    #[sea_orm(unique)]
    pub token_hash: Vec<u8>,
    pub label: Option<String>,
    pub created_by: Uuid,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
    pub last_opened_at: Option<DateTimeUtc>,
    pub n_opened: i32,
}

impl ActiveModelBehavior for ActiveModel {}
