//! Log-ins.

use chrono::{DateTime, Utc};
use domain::ids::AccountId;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::entity::{account, session};

/// A log-in of an account that may still log in.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub account: AccountId,
    /// What its owner calls the device.
    pub label: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the hour.
    pub last_used_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// The log-in of this token, unless its account is disabled.
pub async fn by_hash(
    conn: &impl ConnectionTrait,
    hash: &[u8; 32],
) -> Result<Option<Session>, DbErr> {
    let found = session::Entity::find()
        .find_also_related(account::Entity)
        .filter(session::COLUMN.token_hash.eq(hash.to_vec()))
        .one(conn)
        .await?;
    Ok(found.and_then(|(session, account)| {
        account.filter(|account| account.disabled_at.is_none()).map(|_| from_row(session))
    }))
}

/// The log-ins of an account, newest first.
pub async fn of_account(
    conn: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<Session>, DbErr> {
    use sea_orm::QueryOrder;
    let rows = session::Entity::find()
        .filter(session::COLUMN.account_id.eq(account.0))
        .order_by_desc(session::Column::CreatedAt)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Adds a log-in.
pub async fn insert(
    conn: &impl ConnectionTrait,
    session: &Session,
    token_hash: &[u8; 32],
) -> Result<(), DbErr> {
    let row = session::ActiveModel {
        id: Set(session.id),
        token_hash: Set(token_hash.to_vec()),
        account_id: Set(session.account.0),
        label: Set(session.label.clone()),
        created_at: Set(session.created_at),
        last_used_at: Set(session.last_used_at),
        expires_at: Set(session.expires_at),
    };
    session::Entity::insert(row).exec_without_returning(conn).await.map(drop)
}

/// Notes that a log-in was used.
pub async fn touch(conn: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::LastUsedAt, sea_orm::sea_query::Expr::value(now))
        .filter(session::COLUMN.id.eq(id))
        .exec(conn)
        .await
        .map(drop)
}

/// Ends a log-in of this account; `false` if it has no such log-in.
pub async fn delete(
    conn: &impl ConnectionTrait,
    account: AccountId,
    id: Uuid,
) -> Result<bool, DbErr> {
    let deleted = session::Entity::delete_many()
        .filter(session::COLUMN.id.eq(id))
        .filter(session::COLUMN.account_id.eq(account.0))
        .exec(conn)
        .await?;
    Ok(deleted.rows_affected > 0)
}

/// Ends every log-in of an account but one.
pub async fn delete_others(
    conn: &impl ConnectionTrait,
    account: AccountId,
    kept: Uuid,
) -> Result<(), DbErr> {
    session::Entity::delete_many()
        .filter(session::COLUMN.account_id.eq(account.0))
        .filter(session::COLUMN.id.ne(kept))
        .exec(conn)
        .await
        .map(drop)
}

/// Ends these log-ins.
pub async fn delete_all(conn: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<(), DbErr> {
    if ids.is_empty() {
        return Ok(());
    }
    session::Entity::delete_many().filter(session::Column::Id.is_in(ids)).exec(conn).await.map(drop)
}

fn from_row(row: session::Model) -> Session {
    Session {
        id: row.id,
        account: AccountId(row.account_id),
        label: row.label,
        created_at: row.created_at,
        last_used_at: row.last_used_at,
        expires_at: row.expires_at,
    }
}
