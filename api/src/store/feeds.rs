//! Addresses under which tours are calendars. A token is never stored, so none can be read back.

use chrono::{DateTime, Utc};
use domain::ids::{AccountId, FeedId, OrgId, RecordId, TourId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use super::entity::feed;

/// An address under which a tour is a calendar.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Its id.
    pub id: FeedId,
    /// The organisation.
    pub org: OrgId,
    /// The tour.
    pub tour: TourId,
    /// Who made it, whose audiences it shows.
    pub owner: AccountId,
    /// The word for what one entry is.
    pub shape: String,
    /// The person whose calendar it is; none for the whole tour's.
    pub person: Option<RecordId>,
    /// What its owner calls it.
    pub name: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// From this moment on it is no longer there.
    pub expires_at: DateTime<Utc>,
    /// When it was asked for last, to within an hour.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// Adds a feed.
pub async fn insert(
    conn: &impl ConnectionTrait,
    feed: &Feed,
    token_hash: &[u8; 32],
) -> Result<(), DbErr> {
    let row = feed::ActiveModel {
        id: Set(feed.id.0),
        org_id: Set(feed.org.0),
        tour_id: Set(feed.tour.0),
        account_id: Set(feed.owner.0),
        token_hash: Set(token_hash.to_vec()),
        shape: Set(feed.shape.clone()),
        person_id: Set(feed.person.map(|person| person.0)),
        name: Set(feed.name.clone()),
        created_at: Set(feed.created_at),
        expires_at: Set(feed.expires_at),
        revoked_at: Set(None),
        last_used_at: Set(None),
    };
    feed::Entity::insert(row).exec_without_returning(conn).await.map(drop)
}

/// The feed of this token, as long as it is there.
pub async fn by_hash(
    conn: &impl ConnectionTrait,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Feed>, DbErr> {
    let found = alive(now).filter(feed::COLUMN.token_hash.eq(token_hash.to_vec()));
    Ok(found.one(conn).await?.map(from_row))
}

/// Somebody's feeds of a tour that are neither revoked nor expired, newest first.
pub async fn of_owner(
    conn: &impl ConnectionTrait,
    tour: TourId,
    owner: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<Feed>, DbErr> {
    let rows = alive(now)
        .filter(feed::COLUMN.tour_id.eq(tour.0))
        .filter(feed::COLUMN.account_id.eq(owner.0))
        .order_by_desc(feed::Column::CreatedAt)
        .order_by_desc(feed::Column::Id)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Ends one of somebody's feeds for good; `false` if they have no such feed.
pub async fn revoke(
    conn: &impl ConnectionTrait,
    tour: TourId,
    owner: AccountId,
    id: FeedId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let update = feed::Entity::update_many()
        .col_expr(feed::Column::RevokedAt, Expr::value(now))
        .filter(feed::COLUMN.id.eq(id.0))
        .filter(feed::COLUMN.tour_id.eq(tour.0))
        .filter(feed::COLUMN.account_id.eq(owner.0))
        .filter(feed::Column::RevokedAt.is_null())
        .filter(feed::COLUMN.expires_at.gt(now));
    Ok(update.exec(conn).await?.rows_affected > 0)
}

/// Notes that a feed was asked for.
pub async fn touch(
    conn: &impl ConnectionTrait,
    id: FeedId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    feed::Entity::update_many()
        .col_expr(feed::Column::LastUsedAt, Expr::value(now))
        .filter(feed::COLUMN.id.eq(id.0))
        .exec(conn)
        .await
        .map(drop)
}

fn alive(now: DateTime<Utc>) -> sea_orm::Select<feed::Entity> {
    feed::Entity::find()
        .filter(feed::Column::RevokedAt.is_null())
        .filter(feed::COLUMN.expires_at.gt(now))
}

fn from_row(row: feed::Model) -> Feed {
    Feed {
        id: FeedId(row.id),
        org: OrgId(row.org_id),
        tour: TourId(row.tour_id),
        owner: AccountId(row.account_id),
        shape: row.shape,
        person: row.person_id.map(RecordId),
        name: row.name,
        created_at: row.created_at,
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
    }
}
