//! Accounts. A disabled one is as good as absent, except that its e-mail address stays taken.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::ids::AccountId;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::entity::account;

/// Somebody who can log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Their id.
    pub id: AccountId,
    /// Their e-mail address, in lower case.
    pub email: String,
    /// What they are called.
    pub name: String,
}

/// An account and the hash that its password is checked against.
pub struct Credentials {
    /// Whose.
    pub account: Account,
    /// The hash as a PHC string.
    pub password_hash: String,
}

/// The credentials of an e-mail address.
pub async fn by_email(
    conn: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<Credentials>, DbErr> {
    let row = account::Entity::find()
        .filter(account::COLUMN.email.eq(email))
        .filter(account::COLUMN.disabled_at.is_null())
        .one(conn)
        .await?;
    Ok(row.map(from_row))
}

/// The credentials of an account.
pub async fn by_id(
    conn: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Option<Credentials>, DbErr> {
    let row = account::Entity::find()
        .filter(account::COLUMN.id.eq(id.0))
        .filter(account::COLUMN.disabled_at.is_null())
        .one(conn)
        .await?;
    Ok(row.map(from_row))
}

/// What people are called, those with a disabled account too.
pub async fn names(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = AccountId>,
) -> Result<HashMap<AccountId, String>, DbErr> {
    let mut ids: Vec<_> = ids.into_iter().map(|id| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(conn).await?;
    Ok(rows.into_iter().map(|row| (AccountId(row.id), row.name)).collect())
}

/// Adds an account; `false` if the e-mail address is taken.
pub async fn insert(
    conn: &impl ConnectionTrait,
    account: &Account,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = account::ActiveModel {
        id: Set(account.id.0),
        email: Set(account.email.clone()),
        name: Set(account.name.clone()),
        password_hash: Set(password_hash.to_owned()),
        created_at: Set(now),
        disabled_at: Set(None),
    };
    let taken = OnConflict::column(account::Column::Email).do_nothing().to_owned();
    match account::Entity::insert(row).on_conflict(taken).exec_without_returning(conn).await {
        Ok(n_rows) => Ok(n_rows > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(err) => Err(err),
    }
}

/// Gives an account another name.
pub async fn rename(conn: &impl ConnectionTrait, id: AccountId, name: &str) -> Result<(), DbErr> {
    account::Entity::update_many()
        .col_expr(account::Column::Name, Expr::value(name))
        .filter(account::COLUMN.id.eq(id.0))
        .exec(conn)
        .await
        .map(drop)
}

/// Changes the password, unless somebody else has done so since `seen` was read.
pub async fn replace_password(
    conn: &impl ConnectionTrait,
    id: AccountId,
    seen: &str,
    password_hash: &str,
) -> Result<bool, DbErr> {
    let updated = account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(password_hash))
        .filter(account::COLUMN.id.eq(id.0))
        .filter(account::COLUMN.password_hash.eq(seen))
        .exec(conn)
        .await?;
    Ok(updated.rows_affected == 1)
}

pub(super) fn account_of(row: account::Model) -> Account {
    Account { id: AccountId(row.id), email: row.email, name: row.name }
}

fn from_row(mut row: account::Model) -> Credentials {
    let password_hash = std::mem::take(&mut row.password_hash);
    Credentials { account: account_of(row), password_hash }
}
