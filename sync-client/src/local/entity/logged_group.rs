//! A group that was saved on this device, with the server's word on it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "logged_group")]
pub struct Model {
    /// The order in which groups were saved.
    #[sea_orm(primary_key)]
    pub position: i64,
    #[sea_orm(unique)]
    pub id: Uuid,
    /// JSON: the group.
    pub body: String,
    pub saved_at: DateTimeUtc,
    /// JSON: the receipt.
    pub receipt: Option<String>,
    /// The receipt's status.
    pub status: Option<String>,
    /// Its effect is in the base, or it has none.
    pub covered: bool,
    pub acknowledged_at: Option<DateTimeUtc>,
    /// A person has seen that it was not accepted.
    pub dismissed: bool,
}

impl ActiveModelBehavior for ActiveModel {}
