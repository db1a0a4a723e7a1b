//! Links to the sheets of days. A token is never stored, so none can be read back; giving a link out
//! again is a new one.

use chrono::{DateTime, Utc};
use domain::ids::{AccountId, DayLinkId, OrgId, RecordId, TourId};
use domain::view::Variant;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder,
};

use super::StoreError;
use super::entity::day_link;

/// A link to the sheet of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLink {
    /// Its id.
    pub id: DayLinkId,
    /// The organisation.
    pub org: OrgId,
    /// The tour.
    pub tour: TourId,
    /// The day.
    pub day: RecordId,
    /// What it shows of that day.
    pub variant: Variant,
    /// What it is for, in the words of who made it.
    pub label: Option<String>,
    /// Who made it.
    pub created_by: AccountId,
    /// When.
    pub created_at: DateTime<Utc>,
    /// From this moment on it opens nothing and is no longer listed.
    pub expires_at: DateTime<Utc>,
    /// When it was opened last.
    pub last_opened_at: Option<DateTime<Utc>>,
    /// How often it was opened.
    pub n_opened: i32,
}

/// Adds a link.
pub async fn insert(
    conn: &impl ConnectionTrait,
    link: &DayLink,
    token_hash: &[u8; 32],
) -> Result<(), DbErr> {
    let row = day_link::ActiveModel {
        id: Set(link.id.0),
        org_id: Set(link.org.0),
        tour_id: Set(link.tour.0),
        day_id: Set(link.day.0),
        variant: Set(link.variant.word().to_owned()),
        token_hash: Set(token_hash.to_vec()),
        label: Set(link.label.clone()),
        created_by: Set(link.created_by.0),
        created_at: Set(link.created_at),
        expires_at: Set(link.expires_at),
        revoked_at: Set(None),
        last_opened_at: Set(None),
        n_opened: Set(0),
    };
    day_link::Entity::insert(row).exec_without_returning(conn).await.map(drop)
}

/// The link of this token, as long as it opens something.
pub async fn by_hash(
    conn: &impl ConnectionTrait,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<DayLink>, StoreError> {
    let row =
        alive(now).filter(day_link::COLUMN.token_hash.eq(token_hash.to_vec())).one(conn).await?;
    row.map(from_row).transpose()
}

/// A link by its id, as long as it opens something.
pub async fn one(
    conn: &impl ConnectionTrait,
    org: OrgId,
    id: DayLinkId,
    now: DateTime<Utc>,
) -> Result<Option<DayLink>, StoreError> {
    let row = alive(now)
        .filter(day_link::COLUMN.org_id.eq(org.0))
        .filter(day_link::COLUMN.id.eq(id.0))
        .one(conn)
        .await?;
    row.map(from_row).transpose()
}

/// The links of a day that are neither revoked nor expired, newest first.
pub async fn of_day(
    conn: &impl ConnectionTrait,
    org: OrgId,
    day: RecordId,
    now: DateTime<Utc>,
) -> Result<Vec<DayLink>, StoreError> {
    let rows = alive(now)
        .filter(day_link::COLUMN.org_id.eq(org.0))
        .filter(day_link::COLUMN.day_id.eq(day.0))
        .order_by_desc(day_link::Column::CreatedAt)
        .order_by_desc(day_link::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Closes a link for good. Says whether it was open.
pub async fn revoke(
    conn: &impl ConnectionTrait,
    org: OrgId,
    id: DayLinkId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let update = day_link::Entity::update_many()
        .col_expr(day_link::Column::RevokedAt, Expr::value(now))
        .filter(day_link::COLUMN.org_id.eq(org.0))
        .filter(day_link::COLUMN.id.eq(id.0))
        .filter(day_link::Column::RevokedAt.is_null());
    Ok(update.exec(conn).await?.rows_affected > 0)
}

/// Notes that a link was opened.
pub async fn opened(
    conn: &impl ConnectionTrait,
    id: DayLinkId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    day_link::Entity::update_many()
        .col_expr(day_link::Column::LastOpenedAt, Expr::value(now))
        .col_expr(day_link::Column::NOpened, Expr::col(day_link::Column::NOpened).add(1))
        .filter(day_link::COLUMN.id.eq(id.0))
        .exec(conn)
        .await
        .map(drop)
}

fn alive(now: DateTime<Utc>) -> sea_orm::Select<day_link::Entity> {
    day_link::Entity::find()
        .filter(day_link::Column::RevokedAt.is_null())
        .filter(day_link::COLUMN.expires_at.gt(now))
}

fn from_row(row: day_link::Model) -> Result<DayLink, StoreError> {
    let variant = Variant::from_word(&row.variant).ok_or_else(|| StoreError::CorruptRow {
        table: "day_link",
        id: row.id.to_string(),
        why: format!("`{}` is not a variant", row.variant),
    })?;
    Ok(DayLink {
        id: DayLinkId(row.id),
        org: OrgId(row.org_id),
        tour: TourId(row.tour_id),
        day: RecordId(row.day_id),
        variant,
        label: row.label,
        created_by: AccountId(row.created_by),
        created_at: row.created_at,
        expires_at: row.expires_at,
        last_opened_at: row.last_opened_at,
        n_opened: row.n_opened,
    })
}
