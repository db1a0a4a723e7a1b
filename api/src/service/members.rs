//! Who is in a tour's audiences. Nobody learns of an audience that they are not in: not its
//! name, not who is in it, not how many.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::ids::{AccountId, OrgId, ScopeId, TourId};
use domain::permission::Level;
use domain::problem::ErrorCode;

use super::access::{self, Actor, ScopeAccess, TourAccess};
use super::finish::finish_grants;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::{DatabaseTransaction, Engine, accounts, memberships, scopes};

/// Somebody on the tour, as far as the actor may know.
#[derive(Debug)]
pub struct Member {
    /// Their account.
    pub account: AccountId,
    /// What they are called.
    pub name: String,
    /// Their e-mail address, for whoever manages an audience that they are in.
    pub email: Option<String>,
    /// Their level by audience.
    pub audiences: BTreeMap<String, Level>,
}

/// Levels to be given, and `None` to be taken away, by scope.
pub(super) type Wanted = BTreeMap<ScopeId, Option<Level>>;

/// Who is in the audiences that the actor is in, by account, and where the next page begins.
pub async fn list(
    app: &App,
    actor: &Actor,
    tour: TourId,
    after: Option<AccountId>,
    limit: u64,
) -> Result<(Vec<Member>, Option<AccountId>)> {
    let access = access::tour(app, actor, tour).await?;
    let scopes: Vec<_> = access.scopes.iter().map(|scope| scope.id).collect();
    let found = memberships::members(app.store.reader(), access.org, &scopes, after, limit).await?;
    let full = found.len() as u64 == limit;
    let next = if full { found.last().map(|member| member.account.id) } else { None };
    Ok((found.into_iter().map(|member| seen_by(&access, member)).collect(), next))
}

fn seen_by(access: &TourAccess, member: memberships::Member) -> Member {
    let mut managed = false;
    let mut audiences = BTreeMap::new();
    for (scope, level) in member.levels {
        let Some(scope) = access.scope(scope) else { continue };
        managed |= scope.level == Level::Manage;
        audiences.insert(scope.audience.clone(), level);
    }
    let account = member.account;
    let own = account.id == access.account;
    let email = (managed || own).then_some(account.email);
    Member { account: account.id, name: account.name, email, audiences }
}

/// Gives an account levels in audiences that the actor manages, or takes it out of them.
pub async fn set(
    app: &App,
    actor: &Actor,
    tour: TourId,
    account: AccountId,
    audiences: BTreeMap<String, Option<Level>>,
) -> Result<Member> {
    let access = access::tour(app, actor, tour).await?;
    let mut wanted = Wanted::new();
    for (name, level) in audiences {
        wanted.insert(managed(&access, &name)?.id, level);
    }
    if wanted.is_empty() {
        return Err(Error::invalid("audiences", "names no audience"));
    }
    let conn = app.store.reader();
    let found = accounts::by_id(conn, account).await?.ok_or_else(Error::not_found)?;
    if wanted.values().all(Option::is_none) && levels(app, &access, account).await?.is_empty() {
        // Whoever takes nothing from a stranger must not learn from it what they are called.
        return Err(Error::not_found());
    }
    finish_grants(app, put(app.clone(), access.clone(), account, wanted)).await?;
    let levels = levels(app, &access, account).await?;
    // Seen as before the change, so that whoever takes themselves out still gets an answer.
    Ok(seen_by(&access, memberships::Member { account: found.account, levels }))
}

/// The levels of an account in the audiences that the actor is in.
async fn levels(
    app: &App,
    access: &TourAccess,
    account: AccountId,
) -> Result<BTreeMap<ScopeId, Level>> {
    let scopes: Vec<_> = access.scopes.iter().map(|scope| scope.id).collect();
    Ok(memberships::levels_of(app.store.reader(), access.org, &scopes, account).await?)
}

/// The audience of this name, which the actor must manage.
pub(super) fn managed<'a>(access: &'a TourAccess, name: &str) -> Result<&'a ScopeAccess> {
    let scope = access.audience(name).ok_or_else(|| {
        let field = format!("audiences.{name}");
        Error::invalid(field, format!("`{name}` is not an audience that you are in"))
    })?;
    if scope.level == Level::Manage { Ok(scope) } else { Err(not_manager()) }
}

/// Takes an account out of every audience that the actor manages.
pub async fn remove(app: &App, actor: &Actor, tour: TourId, account: AccountId) -> Result<()> {
    let access = access::tour(app, actor, tour).await?;
    let levels = levels(app, &access, account).await?;
    if levels.is_empty() {
        return Err(Error::not_found());
    }
    let managed = access.scopes.iter().filter(|scope| scope.level == Level::Manage);
    let wanted: Wanted = managed
        .filter(|scope| levels.contains_key(&scope.id))
        .map(|scope| (scope.id, None))
        .collect();
    if wanted.is_empty() {
        return Err(not_manager());
    }
    finish_grants(app, put(app.clone(), access, account, wanted)).await
}

async fn put(app: App, access: TourAccess, account: AccountId, wanted: Wanted) -> Result<()> {
    let now = app.clock.now();
    app.store.write(async |txn| change(&app, txn, &access, account, &wanted, now).await).await
}

/// Changes levels, all of them or none. What was known of the actor's own is asked again under
/// the lock.
async fn change(
    app: &App,
    txn: &DatabaseTransaction,
    access: &TourAccess,
    account: AccountId,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<()> {
    let org = access.org;
    let scopes: Vec<_> = wanted.keys().copied().collect();
    lock(app, txn, org, &scopes).await?;
    if !memberships::manages_all(txn, org, &scopes, access.account).await? {
        return Err(not_manager());
    }
    let there = memberships::levels_of(txn, org, &scopes, account).await?;
    for (scope, level) in wanted {
        let managed = there.get(scope) == Some(&Level::Manage);
        if managed && *level != Some(Level::Manage) {
            must_leave_a_manager(txn, access, *scope, account).await?;
        }
        match level {
            Some(level) if there.get(scope) != Some(level) => {
                let levels = (*scope, account, *level);
                memberships::put(txn, org, levels, access.account, now).await?;
            }
            Some(_) => {}
            None => memberships::delete(txn, org, *scope, account).await?,
        }
    }
    Ok(())
}

/// Holds the rows of these scopes until the transaction ends, as everyone does who writes levels
/// or decides by them. On SQLite the transaction is already alone.
pub(super) async fn lock(
    app: &App,
    txn: &DatabaseTransaction,
    org: OrgId,
    ids: &[ScopeId],
) -> Result<()> {
    if app.store.engine() == Engine::Postgres {
        let ids = ids.iter().copied().collect();
        scopes::lock(txn, org, &ids, &BTreeSet::new()).await?;
    }
    Ok(())
}

async fn must_leave_a_manager(
    txn: &DatabaseTransaction,
    access: &TourAccess,
    scope: ScopeId,
    account: AccountId,
) -> Result<()> {
    if memberships::managers_beside(txn, access.org, scope, account).await? > 0 {
        return Ok(());
    }
    let audience = access.scope(scope).map_or("", |scope| scope.audience.as_str());
    let detail = format!("`{audience}` needs somebody who manages it; name another one first");
    Err(Error::problem(ErrorCode::Conflict, detail))
}

pub(super) fn not_manager() -> Error {
    Error::problem(ErrorCode::NotAllowed, "this takes the level `manage` in the audience")
}
