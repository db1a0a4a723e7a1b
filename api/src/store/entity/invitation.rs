//! A link that grants levels in scopes to whoever opens it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub org_id: Uuid,
    pub tour_id: Option<Uuid>,
    /// The 32 bytes of the token's BLAKE3.
    #[sea_orm(unique)]
    pub token_hash: Vec<u8>,
    /// JSON: `[{"scope_id", "level"}]`.
    pub grants: String,
    pub email: Option<String>,
    pub created_by: Uuid,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub uses_left: i32,
    pub revoked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
