//! An address under which a tour is a calendar, for whoever has it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub org_id: Uuid,
    pub tour_id: Uuid,
    /// Whose audiences it shows.
    pub account_id: Uuid,
    /// The 32 bytes of the token's BLAKE3.
    #[sea_orm(unique)]
    pub token_hash: Vec<u8>,
    pub shape: String,
    pub person_id: Option<Uuid>,
    pub name: Option<String>,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
    pub last_used_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
