//! What a road engine has said of the way between two places.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "road")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub engine: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub profile: String,
    /// Hundred-thousandths of a degree, like the three after it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_lat: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_lon: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub to_lat: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub to_lon: i32,
    /// Null where `no_answer` says why.
    pub metres: Option<i64>,
    pub seconds: Option<i64>,
    pub no_answer: Option<String>,
    pub asked_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
