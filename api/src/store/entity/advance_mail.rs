//! A mail about an advance sheet: a draft, sent, or not to be sent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "advance_mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub org_id: Uuid,
    pub tour_id: Uuid,
    /// The sheet's audience.
    pub scope_id: Uuid,
    pub advance_id: Uuid,
    /// The link that it carried.
    pub link_id: Option<Uuid>,
    /// For a reminder: for how many days before the show.
    pub lead_days: Option<i32>,
    pub show_on: Date,
    pub to_name: Option<String>,
    pub to_email: String,
    pub subject: String,
    /// With `{link}` where the link stands: a secret is kept nowhere.
    pub body: String,
    /// `draft`, `sending`, `sent`, `copied`, `failed` or `dropped`.
    pub status: String,
    pub problem: Option<String>,
    pub tries: i32,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub changed_at: DateTimeUtc,
    pub sent_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
