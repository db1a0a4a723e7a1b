//! Links to advance forms, and what was saved through them. A token is never stored, so none can be
//! read back; giving a link out again is a new one.

use chrono::{DateTime, Utc};
use domain::ids::{AccountId, AdvanceLinkId, OrgId, RecordId, ScopeId, TourId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::entity::{advance_link, advance_visit};

/// A link to the form of one advance sheet.
#[derive(Clone, Debug)]
pub struct AdvanceLink {
    /// Its id.
    pub id: AdvanceLinkId,
    /// The organisation.
    pub org: OrgId,
    /// The tour.
    pub tour: TourId,
    /// The sheet's audience.
    pub scope: ScopeId,
    /// The sheet.
    pub advance: RecordId,
    /// Whom it was given to.
    pub recipient: Option<String>,
    /// Who gave it; nobody for what is sent on a schedule.
    pub created_by: Option<AccountId>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Before this moment it opens nothing.
    pub opens_at: Option<DateTime<Utc>>,
    /// From this moment on it opens nothing.
    pub closes_at: Option<DateTime<Utc>>,
    /// From this moment on it opens nothing and is no longer listed.
    pub expires_at: DateTime<Utc>,
    /// When it was opened last.
    pub last_opened_at: Option<DateTime<Utc>>,
    /// How often it was opened.
    pub n_opened: i32,
}

/// Something that was saved through a link.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The link.
    pub link: AdvanceLinkId,
    /// When.
    pub at: DateTime<Utc>,
    /// What they call themselves.
    pub said_by: Option<String>,
    /// The address that it came from.
    pub address: Option<String>,
    /// How many answers.
    pub n_answers: i32,
}

/// Adds a link.
pub async fn insert(
    conn: &impl ConnectionTrait,
    link: &AdvanceLink,
    token_hash: &[u8; 32],
) -> Result<(), DbErr> {
    let row = advance_link::ActiveModel {
        id: Set(link.id.0),
        org_id: Set(link.org.0),
        tour_id: Set(link.tour.0),
        scope_id: Set(link.scope.0),
        advance_id: Set(link.advance.0),
        token_hash: Set(token_hash.to_vec()),
        recipient: Set(link.recipient.clone()),
        created_by: Set(link.created_by.map(|account| account.0)),
        created_at: Set(link.created_at),
        opens_at: Set(link.opens_at),
        closes_at: Set(link.closes_at),
        expires_at: Set(link.expires_at),
        revoked_at: Set(None),
        last_opened_at: Set(None),
        n_opened: Set(0),
    };
    advance_link::Entity::insert(row).exec_without_returning(conn).await.map(drop)
}

/// The link of this token, as long as it opens something.
pub async fn by_hash(
    conn: &impl ConnectionTrait,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<AdvanceLink>, DbErr> {
    let row = alive(now)
        .filter(advance_link::COLUMN.token_hash.eq(token_hash.to_vec()))
        .one(conn)
        .await?;
    let link = row.map(from_row);
    Ok(link.filter(|link| {
        link.opens_at.is_none_or(|opens| opens <= now)
            && link.closes_at.is_none_or(|closes| now < closes)
    }))
}

/// The links of a sheet that are neither revoked nor expired, newest first.
pub async fn of_advance(
    conn: &impl ConnectionTrait,
    org: OrgId,
    advance: RecordId,
    now: DateTime<Utc>,
) -> Result<Vec<AdvanceLink>, DbErr> {
    let rows = alive(now)
        .filter(advance_link::COLUMN.org_id.eq(org.0))
        .filter(advance_link::COLUMN.advance_id.eq(advance.0))
        .order_by_desc(advance_link::Column::CreatedAt)
        .order_by_desc(advance_link::Column::Id)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Closes links of a sheet for good: one of them, or all. Says how many were open.
pub async fn revoke(
    conn: &impl ConnectionTrait,
    org: OrgId,
    advance: RecordId,
    one: Option<AdvanceLinkId>,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let mut update = advance_link::Entity::update_many()
        .col_expr(advance_link::Column::RevokedAt, Expr::value(now))
        .filter(advance_link::COLUMN.org_id.eq(org.0))
        .filter(advance_link::COLUMN.advance_id.eq(advance.0))
        .filter(advance_link::Column::RevokedAt.is_null());
    if let Some(one) = one {
        update = update.filter(advance_link::COLUMN.id.eq(one.0));
    }
    Ok(update.exec(conn).await?.rows_affected)
}

/// Notes that a link was opened.
pub async fn opened(
    conn: &impl ConnectionTrait,
    id: AdvanceLinkId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    advance_link::Entity::update_many()
        .col_expr(advance_link::Column::LastOpenedAt, Expr::value(now))
        .col_expr(advance_link::Column::NOpened, Expr::col(advance_link::Column::NOpened).add(1))
        .filter(advance_link::COLUMN.id.eq(id.0))
        .exec(conn)
        .await
        .map(drop)
}

/// Notes what was saved through a link.
pub async fn note(conn: &impl ConnectionTrait, id: Uuid, visit: &Visit) -> Result<(), DbErr> {
    let row = advance_visit::ActiveModel {
        id: Set(id),
        link_id: Set(visit.link.0),
        at: Set(visit.at),
        said_by: Set(visit.said_by.clone()),
        address: Set(visit.address.clone()),
        n_answers: Set(visit.n_answers),
    };
    advance_visit::Entity::insert(row).exec_without_returning(conn).await.map(drop)
}

/// What was saved last through links, newest first.
pub async fn visits(
    conn: &impl ConnectionTrait,
    links: &[AdvanceLinkId],
    limit: u64,
) -> Result<Vec<Visit>, DbErr> {
    let rows = advance_visit::Entity::find()
        .filter(advance_visit::Column::LinkId.is_in(links.iter().map(|link| link.0)))
        .order_by_desc(advance_visit::Column::Id)
        .limit(limit)
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Visit {
            link: AdvanceLinkId(row.link_id),
            at: row.at,
            said_by: row.said_by,
            address: row.address,
            n_answers: row.n_answers,
        })
        .collect())
}

fn alive(now: DateTime<Utc>) -> sea_orm::Select<advance_link::Entity> {
    advance_link::Entity::find()
        .filter(advance_link::Column::RevokedAt.is_null())
        .filter(advance_link::COLUMN.expires_at.gt(now))
}

fn from_row(row: advance_link::Model) -> AdvanceLink {
    AdvanceLink {
        id: AdvanceLinkId(row.id),
        org: OrgId(row.org_id),
        tour: TourId(row.tour_id),
        scope: ScopeId(row.scope_id),
        advance: RecordId(row.advance_id),
        recipient: row.recipient,
        created_by: row.created_by.map(AccountId),
        created_at: row.created_at,
        opens_at: row.opens_at,
        closes_at: row.closes_at,
        expires_at: row.expires_at,
        last_opened_at: row.last_opened_at,
        n_opened: row.n_opened,
    }
}
