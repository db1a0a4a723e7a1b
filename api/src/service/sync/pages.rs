//! Pages: what is new for a replica in each of its scopes, read from one state of the database.
//!
//! A page holds records as they are now, not what happened to them. A reading that takes several
//! pages goes on to the head of its last page, so where it ends is always some committed state.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AccountId, OrgId, ScopeId, TourId};
use domain::sync::{
    Budget, Cursor, CursorKey, PageState, Pin, RawRecord, ScopeNow, ScopePage, Stale, Tag,
};

use super::purse::Purse;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::scopes::{ScopeState, states};
use crate::store::{DatabaseTransaction, pages};

/// Rows read by one statement.
const ROWS_MAX: u64 = 500;

/// What a replica asks for.
pub(super) struct Asked<'a> {
    /// Whose the tour is.
    pub(super) org: OrgId,
    /// The tour.
    pub(super) tour: TourId,
    /// Who asks.
    pub(super) account: AccountId,
    /// What their cursors are sealed with.
    pub(super) key: &'a CursorKey,
    /// The scopes they want; nothing for all.
    pub(super) wanted: Option<BTreeSet<ScopeId>>,
    /// What they were last told about who they are to whom.
    pub(super) grants: Option<&'a str>,
    /// How much they want.
    pub(super) budget: Budget,
    /// Where they stand.
    pub(super) cursors: &'a BTreeMap<ScopeId, String>,
}

/// What they are answered.
pub(super) struct Reading {
    /// Names the audiences and levels that they have now.
    pub(super) grants: String,
    /// The scopes with news.
    pub(super) scopes: BTreeMap<ScopeId, ScopePage>,
    /// The counter of every scope that they are in.
    pub(super) scopes_seen: BTreeMap<ScopeId, u64>,
    /// Whether the grants are those that they know.
    same_grants: bool,
}

impl Reading {
    /// Whether it says nothing that they do not know.
    pub(super) fn is_old(&self) -> bool {
        self.same_grants && self.scopes.is_empty()
    }
}

/// Where in a scope the reading begins.
struct Start {
    state: PageState,
    after: u64,
    /// Whether nothing is beyond.
    at_head: bool,
}

/// Reads what is new.
pub(super) async fn read(app: &App, asked: &Asked<'_>) -> Result<Reading> {
    app.store.read_snapshot(async |txn| read_in(txn, asked).await).await
}

async fn read_in(txn: &DatabaseTransaction, asked: &Asked<'_>) -> Result<Reading> {
    let mine = scopes_of(txn, asked.org, asked.tour, asked.account).await?;
    let grants = name_of_grants(&mine);
    let same_grants = asked.grants == Some(grants.as_str());
    let opened = open_all(asked, &mine);
    let tags = tags_of_pins(txn, asked.org, &mine, &opened).await?;
    let mut purse = Purse::new(asked.budget);
    let mut scopes = removed(asked, &mine);
    // The new name of the grants says to the replica that it has heard of every scope.
    let all = !same_grants && asked.grants.is_some();
    for scope in mine.iter().filter(|scope| all || asked.wants(scope.id)) {
        let start = start(asked, scope, opened.get(&scope.id), &tags);
        if !(same_grants && start.at_head && start.state == PageState::Ok) {
            scopes.insert(scope.id, page(txn, asked, scope, &start, &mut purse).await?);
        }
    }
    let scopes_seen = mine.iter().map(|scope| (scope.id, scope.head)).collect();
    Ok(Reading { grants, scopes, scopes_seen, same_grants })
}

/// The scopes of a tour that somebody is in, and their organisation's directory if they are in that
/// too. Whoever is in no audience of the tour has no copy of it, and with it none of the directory.
pub(super) async fn scopes_of(
    txn: &DatabaseTransaction,
    org: OrgId,
    tour: TourId,
    account: AccountId,
) -> Result<Vec<ScopeState>> {
    let mut mine = states(txn, org, tour, account).await?;
    mine.retain(|scope| scope.level.is_some());
    if mine.iter().all(|scope| scope.tour.is_none()) {
        mine.clear();
    }
    Ok(mine)
}

/// A short name for who somebody is to whom. It changes when an audience or a level does.
fn name_of_grants(mine: &[ScopeState]) -> String {
    let mut hasher = blake3::Hasher::new();
    for scope in mine {
        hasher.update(scope.id.0.as_bytes());
        hasher.update(scope.audience.as_bytes());
        hasher.update(scope.level.map_or("", domain::permission::Level::word).as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..8].to_owned()
}

impl Asked<'_> {
    fn wants(&self, scope: ScopeId) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.contains(&scope))
    }
}

/// The cursors that can be read, of scopes that the replica's person is in.
fn open_all(asked: &Asked<'_>, mine: &[ScopeState]) -> BTreeMap<ScopeId, Cursor> {
    let open = |scope: &ScopeState| {
        let text = asked.cursors.get(&scope.id)?;
        Some((scope.id, Cursor::open(text, asked.key, asked.account, scope.id)?))
    };
    mine.iter().filter_map(open).collect()
}

/// The tags of the moments under which cursors were given out. The newest one is in the scope's row.
async fn tags_of_pins(
    txn: &DatabaseTransaction,
    org: OrgId,
    mine: &[ScopeState],
    opened: &BTreeMap<ScopeId, Cursor>,
) -> Result<BTreeMap<(ScopeId, u64), Tag>> {
    let old = |scope: &ScopeState| {
        let pin = opened.get(&scope.id)?.pin;
        (pin.head != 0 && pin.head < scope.head).then_some((scope.id, pin.head))
    };
    let moments: Vec<_> = mine.iter().filter_map(old).collect();
    Ok(pages::tags_at(txn, org, &moments).await?)
}

/// What the authority has to say of a scope, for cursors.
pub(super) fn now_of(scope: &ScopeState) -> ScopeNow {
    let pin = Pin { head: scope.head, tag: scope.tag };
    ScopeNow { epoch: scope.epoch, pin, floor: scope.floor }
}

fn start(
    asked: &Asked<'_>,
    scope: &ScopeState,
    opened: Option<&Cursor>,
    tags: &BTreeMap<(ScopeId, u64), Tag>,
) -> Start {
    let whole = |state| Start { state, after: 0, at_head: scope.head == 0 };
    if !asked.cursors.contains_key(&scope.id) {
        return whole(PageState::Added);
    }
    let Some(cursor) = opened else { return whole(PageState::ResetDiverged) };
    let now = now_of(scope);
    match cursor.check(&now, tags.get(&(scope.id, cursor.pin.head)).copied()) {
        Ok(()) => {
            let at_head = cursor.seq == scope.head;
            Start { state: PageState::Ok, after: cursor.seq, at_head }
        }
        Err(Stale::Diverged) => whole(PageState::ResetDiverged),
        Err(Stale::Expired) => whole(PageState::ResetExpired),
    }
}

/// What is told of scopes that the replica has a cursor for and its person is not in: the same,
/// whether they were in it, never were, or it does not exist.
fn removed(asked: &Asked<'_>, mine: &[ScopeState]) -> BTreeMap<ScopeId, ScopePage> {
    let mine: BTreeSet<_> = mine.iter().map(|scope| scope.id).collect();
    let gone = asked.cursors.keys().filter(|scope| !mine.contains(scope));
    let page = ScopePage {
        state: PageState::Removed,
        audience: None,
        level: None,
        records: Vec::new(),
        cursor: None,
        head: 0,
        complete: true,
        digest: None,
    };
    gone.map(|scope| (*scope, page.clone())).collect()
}

async fn page(
    txn: &DatabaseTransaction,
    asked: &Asked<'_>,
    scope: &ScopeState,
    start: &Start,
    purse: &mut Purse,
) -> Result<ScopePage> {
    let (records, complete) = records_after(txn, asked.org, scope, start.after, purse).await?;
    let now = now_of(scope);
    let at = records.last().map_or(start.after, |record| record.seq);
    let cursor = if complete { Cursor::complete(&now) } else { Cursor::partial(&now, at) };
    Ok(ScopePage {
        state: start.state,
        audience: Some(scope.audience.clone()),
        level: scope.level,
        records,
        cursor: Some(cursor.seal(asked.key, asked.account, scope.id)),
        head: cursor.seq,
        complete,
        digest: complete.then(|| scope.digest.to_string()),
    })
}

/// Records for as long as the purse lasts, and whether nothing is beyond them.
async fn records_after(
    txn: &DatabaseTransaction,
    org: OrgId,
    scope: &ScopeState,
    mut after: u64,
    purse: &mut Purse,
) -> Result<(Vec<RawRecord>, bool)> {
    let mut records = Vec::new();
    while after < scope.head {
        let n_rows = purse.rows_worth().min(ROWS_MAX);
        if n_rows == 0 {
            return Ok((records, false));
        }
        let rows = pages::changed_after(txn, org, scope.id, after, n_rows).await?;
        if rows.is_empty() {
            return Err(Error::internal(format!("scope `{}` has no record at its head", scope.id)));
        }
        for row in rows {
            if !purse.pays(row.weight()) {
                return Ok((records, false));
            }
            after = row.seq;
            records.push(row);
        }
    }
    Ok((records, true))
}
