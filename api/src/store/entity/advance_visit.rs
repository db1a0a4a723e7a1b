//! What somebody saved through a link, and from where.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "advance_visit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub link_id: Uuid,
    pub at: DateTimeUtc,
    /// What they call themselves.
    pub said_by: Option<String>,
    /// The address that the request came from.
    pub address: Option<String>,
    pub n_answers: i32,
}

impl ActiveModelBehavior for ActiveModel {}
