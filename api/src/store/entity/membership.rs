//! What an account may do in a scope.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub scope_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub level: String,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
    #[sea_orm(belongs_to, from = "(org_id, scope_id)", to = "(org_id, id)", on_delete = "Cascade")]
    pub scope: BelongsTo<super::scope::Entity>,
    #[sea_orm(belongs_to, from = "account_id", to = "id", on_delete = "Restrict")]
    pub account: BelongsTo<super::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
