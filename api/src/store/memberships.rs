//! Who is in which scope at which level. Whoever writes here holds the scopes' rows, because the
//! ledger decides by these levels under the same lock.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ids::{AccountId, OrgId, ScopeId};
use domain::permission::Level;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::StoreError;
use super::accounts::{Account, account_of};
use super::entity::{account, membership};

/// Somebody in some of a tour's scopes.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub account: Account,
    /// Their level in each scope that was asked about and that they are in.
    pub levels: BTreeMap<ScopeId, Level>,
}

/// Who is in any of these scopes, by account, at most `limit`, and nothing of other scopes.
pub async fn members(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scopes: &[ScopeId],
    after: Option<AccountId>,
    limit: u64,
) -> Result<Vec<Member>, StoreError> {
    let mut select = within(org, scopes).select_only().column(membership::Column::AccountId);
    if let Some(after) = after {
        select = select.filter(membership::COLUMN.account_id.gt(after.0));
    }
    let page = select
        .distinct()
        .order_by_asc(membership::Column::AccountId)
        .limit(limit)
        .into_tuple::<Uuid>()
        .all(conn)
        .await?;
    let rows = within(org, scopes)
        .filter(membership::Column::AccountId.is_in(page))
        .find_also_related(account::Entity)
        .all(conn)
        .await?;
    let mut members = BTreeMap::<AccountId, Member>::new();
    for (row, account) in rows {
        let Some(account) = account.map(account_of) else { continue };
        let level = read_level(row.scope_id, &row.level)?;
        let member = members
            .entry(account.id)
            .or_insert_with(|| Member { account, levels: BTreeMap::new() });
        member.levels.insert(ScopeId(row.scope_id), level);
    }
    Ok(members.into_values().collect())
}

/// The levels of one account in these scopes.
pub async fn levels_of(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scopes: &[ScopeId],
    account: AccountId,
) -> Result<BTreeMap<ScopeId, Level>, StoreError> {
    let rows =
        within(org, scopes).filter(membership::COLUMN.account_id.eq(account.0)).all(conn).await?;
    rows.into_iter()
        .map(|row| Ok((ScopeId(row.scope_id), read_level(row.scope_id, &row.level)?)))
        .collect()
}

/// Whether an account manages each of these scopes.
pub async fn manages_all(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scopes: &[ScopeId],
    account: AccountId,
) -> Result<bool, StoreError> {
    let levels = levels_of(conn, org, scopes, account).await?;
    Ok(scopes.iter().all(|scope| levels.get(scope) == Some(&Level::Manage)))
}

/// How many manage a scope and can still log in, one account aside.
pub async fn managers_beside(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scope: ScopeId,
    account: AccountId,
) -> Result<u64, StoreError> {
    let n_managers = within(org, &[scope])
        .inner_join(account::Entity)
        .filter(membership::COLUMN.level.eq(Level::Manage.word()))
        .filter(membership::COLUMN.account_id.ne(account.0))
        .filter(account::COLUMN.disabled_at.is_null())
        .count(conn)
        .await?;
    Ok(n_managers)
}

/// Gives an account a level in a scope, in the place of the one it may have.
pub async fn put(
    conn: &impl ConnectionTrait,
    org: OrgId,
    (scope, account, level): (ScopeId, AccountId, Level),
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = membership::ActiveModel {
        org_id: Set(org.0),
        scope_id: Set(scope.0),
        account_id: Set(account.0),
        level: Set(level.word().to_owned()),
        created_at: Set(now),
        created_by: Set(by.0),
    };
    let key =
        [membership::Column::OrgId, membership::Column::ScopeId, membership::Column::AccountId];
    let replace = OnConflict::columns(key)
        .update_columns([
            membership::Column::Level,
            membership::Column::CreatedAt,
            membership::Column::CreatedBy,
        ])
        .to_owned();
    membership::Entity::insert(row).on_conflict(replace).exec_without_returning(conn).await?;
    Ok(())
}

/// Takes an account out of a scope.
pub async fn delete(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scope: ScopeId,
    account: AccountId,
) -> Result<(), StoreError> {
    membership::Entity::delete_many()
        .filter(membership::COLUMN.org_id.eq(org.0))
        .filter(membership::COLUMN.scope_id.eq(scope.0))
        .filter(membership::COLUMN.account_id.eq(account.0))
        .exec(conn)
        .await?;
    Ok(())
}

fn within(org: OrgId, scopes: &[ScopeId]) -> sea_orm::Select<membership::Entity> {
    membership::Entity::find()
        .filter(membership::COLUMN.org_id.eq(org.0))
        .filter(membership::Column::ScopeId.is_in(scopes.iter().map(|scope| scope.0)))
}

pub(super) fn read_level(scope: Uuid, word: &str) -> Result<Level, StoreError> {
    Level::from_word(word).ok_or_else(|| StoreError::CorruptRow {
        table: "membership",
        id: scope.to_string(),
        why: format!("`{word}` is no level"),
    })
}
