//! Groups from outside: submitted, looked up, and, where they took no effect, decided about.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::change::{Edit, Group, Receipt, Settle, first_needs};
use domain::ids::{AccountId, GroupId, RecordId, ScopeId, TourId, derived};
use domain::permission::{Action, Level};
use domain::problem::ErrorCode;
use domain::record::Kind;

use super::access::{self, Actor, TourAccess};
use super::ledger::{self, Submission, Submitted};
use super::resources;
use crate::app::App;
use crate::error::{Error, Result};
pub use crate::store::receipts::HeldGroup;
use crate::store::{accounts, receipts, records};

/// The word for a held group that somebody has let go.
const DISCARDED: &str = "discarded";
/// Groups that wait for a decision, read by one statement: each may be as large as a group that is
/// too large.
const HELD_ROWS: u64 = 20;
/// Statements for one page of those that the actor may see.
const HELD_READS_MAX: usize = 100;
/// Bytes of groups after which a page ends.
const HELD_BYTES: usize = 1024 * 1024;

/// A group's receipt, and its content where it took no effect.
#[derive(Debug)]
pub struct Answered {
    /// The ledger's word.
    pub receipt: Receipt,
    /// The content, for its author and for who may decide about it.
    pub held: Option<HeldGroup>,
}

/// Submits groups of the actor, in order.
pub async fn submit(
    app: &App,
    actor: &Actor,
    tour: TourId,
    groups: Vec<Group>,
) -> Result<Submitted> {
    let access = access::tour(app, actor, tour).await?;
    let (org, author) = (access.org, actor.account);
    let first = groups.first().map(|group| group.id);
    let submitted =
        app.ledger.submit(Submission { org, tour, author, groups, guest_in: None }).await?;
    for receipt in &submitted.receipts {
        app.metrics.group(receipt.status);
    }
    match submitted.gap {
        Some(gap) if Some(gap) == first => Err(Error::problem(
            ErrorCode::Gap,
            format!("the group before `{gap}` has not arrived; send it first"),
        )),
        _ => Ok(submitted),
    }
}

/// What became of a group. Its author may ask, and whoever may decide about it.
pub async fn one(app: &App, actor: &Actor, tour: TourId, group: GroupId) -> Result<Answered> {
    let access = access::tour(app, actor, tour).await?;
    let conn = app.store.reader();
    let (receipt, author) =
        receipts::receipt_of(conn, access.org, group).await?.ok_or_else(Error::not_found)?;
    let held = receipts::held(conn, access.org, group).await?;
    let theirs = author == actor.account;
    match &held {
        Some(held) if held.tour != Some(tour) => return Err(Error::not_found()),
        Some(held) if !theirs && !may_decide(app, &access, held).await? => {
            return Err(Error::not_found());
        }
        None if !theirs => return Err(Error::not_found()),
        _ => {}
    }
    Ok(Answered { receipt, held })
}

/// A page of groups that wait for a decision.
#[derive(Debug, Default)]
pub struct Waiting {
    /// Oldest first.
    pub groups: Vec<HeldGroup>,
    /// The last group that was looked at, if there may be more.
    pub next: Option<GroupId>,
}

/// The groups that took no effect and wait for a decision: the actor's own, and those that they may
/// decide about. A page ends early where its groups are large, or are for others to decide.
pub async fn undecided(
    app: &App,
    actor: &Actor,
    tour: TourId,
    after: Option<GroupId>,
    limit: u64,
) -> Result<Waiting> {
    let access = access::tour(app, actor, tour).await?;
    let conn = app.store.reader();
    let decides = access.scopes.iter().any(|scope| scope.level == Level::Manage);
    let author = (!decides).then_some(actor.account);
    let mut after = match after {
        Some(group) => Some(place_of(app, &access, group).await?),
        None => None,
    };
    let (mut page, mut n_bytes) = (Waiting::default(), 0);
    for _ in 0..HELD_READS_MAX {
        let rows = receipts::undecided(conn, access.org, tour, author, after, HELD_ROWS).await?;
        let is_last = (rows.len() as u64) < HELD_ROWS;
        let needs = rows.iter().flat_map(|held| first_needs(&held.group)).collect();
        let scopes = records::scopes_of(conn, access.org, &needs).await?;
        for held in rows {
            after = Some((held.at, held.group.id));
            page.next = Some(held.group.id);
            if held.author == actor.account || decides_about(&access, &held, &scopes) {
                n_bytes += held.group.n_bytes();
                page.groups.push(held);
            }
            if page.groups.len() as u64 >= limit || n_bytes >= HELD_BYTES {
                return Ok(page);
            }
        }
        if is_last {
            page.next = None;
            return Ok(page);
        }
    }
    Ok(page)
}

/// What the authors of these groups are called.
pub async fn author_names(app: &App, held: &[HeldGroup]) -> Result<HashMap<AccountId, String>> {
    let authors = held.iter().map(|held| held.author);
    Ok(accounts::names(app.store.reader(), authors).await?)
}

/// Where in the list a group stands that was looked at before, decided meanwhile or not.
async fn place_of(
    app: &App,
    access: &TourAccess,
    group: GroupId,
) -> Result<(DateTime<Utc>, GroupId)> {
    let held = receipts::held(app.store.reader(), access.org, group).await?;
    let held = held.filter(|held| held.tour == Some(access.tour));
    let held = held.ok_or_else(|| Error::invalid("after", "is not the `next` of a page"))?;
    Ok((held.at, group))
}

async fn may_decide(app: &App, access: &TourAccess, held: &HeldGroup) -> Result<bool> {
    let needs = first_needs(&held.group);
    let scopes = records::scopes_of(app.store.reader(), access.org, &needs).await?;
    Ok(decides_about(access, held, &scopes))
}

/// Whether the actor manages every scope that a group touches. Somebody who does not see one of
/// them must not learn from the group what is in it.
fn decides_about(
    access: &TourAccess,
    held: &HeldGroup,
    scopes: &BTreeMap<RecordId, ScopeId>,
) -> bool {
    let created = held.group.edits.iter().filter_map(|edit| match edit {
        Edit::Create(create) => Some(create.scope),
        _ => None,
    });
    let needs = first_needs(&held.group);
    let touched = needs.iter().filter_map(|id| scopes.get(id).copied());
    let touched: BTreeSet<_> = created.chain(touched).collect();
    let managed = |id| access.scope(id).is_some_and(|scope| scope.level == Level::Manage);
    !touched.is_empty() && touched.into_iter().all(managed)
}

/// Takes a group over: its edits are made by the actor now. Accepting twice is accepting once.
///
/// Where it then breaks a rule, it waits again, as a group of the actor's own.
pub async fn accept(app: &App, actor: &Actor, tour: TourId, group: GroupId) -> Result<Receipt> {
    let (access, held) = to_decide(app, actor, tour, group).await?;
    let GroupId(key) = accepted_as(group);
    let via = format!("accepted from {}", held.author);
    let taken = resources::made_here(app, actor, held.group.edits, Some(key), Some(&via));
    let (org, author) = (access.org, actor.account);
    let submission = Submission { org, tour, author, groups: vec![taken], guest_in: None };
    resources::only_receipt(app.ledger.accept(submission, group).await?)
}

/// The group that a held one becomes when somebody takes it over.
pub(super) fn accepted_as(group: GroupId) -> GroupId {
    GroupId(derived("buscall 2026 accepted group", &[group.0.as_bytes()]))
}

/// Lets a group go, which its author may do too. Its content stays readable.
pub async fn discard(app: &App, actor: &Actor, tour: TourId, group: GroupId) -> Result<()> {
    let access = access::tour(app, actor, tour).await?;
    // Whoever sees it is its author or may decide about it.
    one(app, actor, tour, group).await?.held.ok_or_else(Error::not_found)?;
    let (org, by, now) = (access.org, actor.account, app.clock.now());
    app.store.write(async |txn| ledger::decide(txn, org, group, DISCARDED, by, now).await).await
}

async fn to_decide(
    app: &App,
    actor: &Actor,
    tour: TourId,
    group: GroupId,
) -> Result<(TourAccess, HeldGroup)> {
    let held = one(app, actor, tour, group).await?.held.ok_or_else(Error::not_found)?;
    let access = access::tour(app, actor, tour).await?;
    if !may_decide(app, &access, &held).await? {
        return Err(Error::problem(
            ErrorCode::NotAllowed,
            "this takes the level `manage` in everything that the group touches",
        ));
    }
    Ok((access, held))
}

/// Decides a dispute.
pub async fn settle(app: &App, actor: &Actor, tour: TourId, settle: Settle) -> Result<Receipt> {
    let access = access::tour(app, actor, tour).await?;
    let id: RecordId = settle.dispute;
    let found = records::load(app.store.reader(), access.org, &[id].into()).await?;
    let dispute = found.get(&id).filter(|dispute| dispute.kind == Kind::Dispute);
    let dispute = dispute.ok_or_else(Error::not_found)?;
    let kind = dispute.value("subject_kind").as_str().and_then(Kind::from_name);
    let kind = kind.unwrap_or(Kind::Dispute);
    resources::must_be_allowed(&access, &kind, dispute.scope, Action::Settle)?;
    resources::submit(app, actor, &access, vec![Edit::Settle(settle)], None, None).await
}
