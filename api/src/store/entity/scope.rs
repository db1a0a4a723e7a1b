//! An audience and the counter that orders its changes.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scope")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, unique)]
    pub id: Uuid,
    /// Absent for an organisation's directory.
    pub tour_id: Option<Uuid>,
    /// `directory`, `everyone`, `party`, `management`, `money` or a custom slug.
    pub audience: String,
    /// Changes when the server is restored, so that old cursors are refused.
    pub epoch: Uuid,
    /// The `seq` of the newest change.
    pub head: i64,
    /// The 8 bytes of the newest commit's tag.
    pub tag: Vec<u8>,
    /// The 16 bytes of the sum over all records, deleted ones too.
    pub digest: Vec<u8>,
    /// Cursors below it are too old to be continued.
    pub floor: i64,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "tour_id", to = "id", on_delete = "Restrict")]
    pub tour: BelongsTo<Option<super::tour::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
