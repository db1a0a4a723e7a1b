//! One group, one transaction: lock, load, merge, number, write. Everything it decides is decided
//! by `domain::change::merge`; what is here is the order of the statements.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::change::{
    Edit, Group, MergeContext, Merged, Outcome, Receipt, Status, first_needs, merge, more_needs,
};
use domain::ids::{AccountId, GroupId, OrgId, RecordId, ScopeId};
use domain::limits::GROUPS_UNDECIDED_MAX;
use domain::permission::Level;
use domain::problem::{ErrorCode, FieldProblem, Problem};
use domain::record::Record;
use domain::sync::next_tag;

use super::{Submission, Way, problem_before};
use crate::error::{Error, Result};
use crate::store::receipts::{HeldGroup, HistoryOf};
use crate::store::scopes::{Head, ScopeState};
use crate::store::{
    DatabaseTransaction, Engine, SqlErr, StoreError, locks, receipts, records, scopes,
};

/// What became of one group.
pub(super) enum Committed {
    /// Its `prev` has not arrived. Nothing was written.
    Gap,
    /// It takes no effect, and no more of its author's is kept. Nothing was written.
    Full,
    /// It has a receipt.
    Done { receipt: Receipt, forked: bool, moved: Vec<Moved> },
}

/// A scope that a commit moved on.
#[derive(Clone, Copy, Debug)]
pub struct Moved {
    /// The scope.
    pub scope: ScopeId,
    /// Its newest change.
    pub head: Head,
}

/// A group as it arrives, with what is known of it.
struct Arrival<'a> {
    engine: Engine,
    submission: &'a Submission,
    way: Way,
    group: &'a Group,
    /// Another group of the same replica names the same `prev`.
    forked: bool,
    now: DateTime<Utc>,
}

/// Commits one group inside a transaction that the caller ends.
pub(super) async fn commit_one(
    txn: &DatabaseTransaction,
    engine: Engine,
    submission: &Submission,
    way: Way,
    group: &Group,
    now: DateTime<Utc>,
) -> Result<Committed> {
    if let Way::Accepting(held) = way {
        decide(txn, submission.org, held, ACCEPTED, submission.author, now).await?;
    }
    if engine == Engine::Postgres
        && let (Some(replica), Some(_)) = (group.replica, group.prev)
    {
        // Two copies under one id may write into different scopes, and must see each other all the
        // same.
        locks::one_at_a_time(txn, "replica", &[replica.0]).await?;
    }
    let known = receipts::known(txn, submission.org, group).await?;
    let forked = known.forked;
    if let Some((receipt, author)) = known.receipt {
        let receipt = match way {
            Way::Request if author != submission.author => return Err(id_is_taken().into()),
            Way::Exchange if author != submission.author => taken(group),
            // The id of a group that accepts another follows from that one, whoever accepts it.
            _ => Receipt { dup: true, ..receipt },
        };
        return Ok(done(receipt, forked, Vec::new()));
    }
    if !known.prev_arrived {
        return Ok(Committed::Gap);
    }
    let arrival = Arrival { engine, submission, way, group, forked, now };
    if let Some(problem) = problem_before(group, submission.author) {
        return refuse(txn, &arrival, Status::Rejected, problem).await;
    }
    let Loaded { states, touched, taken } = load(txn, engine, submission, group).await?;
    if let Some(idx) = taken {
        let problem = FieldProblem::new(format!("edits[{idx}].id"), "is taken").into();
        return refuse(txn, &arrival, Status::Rejected, problem).await;
    }
    let levels = states.iter().filter_map(|s| Some((s.id, s.level?))).collect();
    let context = MergeContext { author: submission.author, levels: &levels };
    match merge(group, touched.clone(), &context) {
        Outcome::Merged(merged) => write(txn, &arrival, states, &touched, merged).await,
        Outcome::Held(problem) => refuse(txn, &arrival, Status::Held, problem).await,
        Outcome::Rejected(problem) => refuse(txn, &arrival, Status::Rejected, problem).await,
    }
}

/// The word for a held group whose edits somebody else has made theirs.
pub(super) const ACCEPTED: &str = "accepted";

/// Notes what is decided about a held group, once and for all. To decide the same again changes
/// nothing.
pub(in crate::service) async fn decide(
    txn: &DatabaseTransaction,
    org: OrgId,
    held: GroupId,
    decided: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<()> {
    if receipts::decide(txn, org, held, decided, by, now).await? {
        return Ok(());
    }
    match receipts::held(txn, org, held).await?.and_then(|held| held.decided) {
        Some(before) if before == decided => Ok(()),
        _ => Err(Error::problem(ErrorCode::Conflict, "somebody has decided otherwise before")),
    }
}

fn done(receipt: Receipt, forked: bool, moved: Vec<Moved>) -> Committed {
    Committed::Done { receipt, forked, moved }
}

/// The scopes that a group makes records in; those of existing records are found by the record.
fn created_in(group: &Group) -> BTreeSet<ScopeId> {
    let scope = |edit: &Edit| match edit {
        Edit::Create(create) => Some(create.scope),
        _ => None,
    };
    group.edits.iter().filter_map(scope).collect()
}

/// What a group is merged against.
struct Loaded {
    /// Every scope that the group may touch.
    states: Vec<ScopeState>,
    /// The records that it needs. One of another tour is as good as absent.
    touched: BTreeMap<RecordId, Record>,
    /// The first edit that makes a record under an id that another tour has.
    taken: Option<usize>,
}

/// Loads under the locks of all scopes of what was loaded, so that none of them moves until the
/// transaction ends. On SQLite it is already alone.
async fn load(
    txn: &DatabaseTransaction,
    engine: Engine,
    submission: &Submission,
    group: &Group,
) -> Result<Loaded> {
    let needs = first_needs(group);
    let mut wanted = created_in(group);
    loop {
        let locked = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(scopes::lock(txn, submission.org, &wanted, &needs).await?),
        };
        let loaded = load_now(txn, submission, group, &needs).await?;
        let Some(locked) = locked else { return Ok(loaded) };
        // A record may have been made, or name its parent in another scope, that was not locked.
        let scopes = loaded.touched.values().map(|record| record.scope);
        let missed: Vec<_> = scopes.filter(|scope| !locked.contains(scope)).collect();
        if missed.is_empty() {
            return Ok(loaded);
        }
        wanted.extend(missed);
    }
}

async fn load_now(
    txn: &DatabaseTransaction,
    submission: &Submission,
    group: &Group,
    needs: &BTreeSet<RecordId>,
) -> Result<Loaded> {
    let mut states =
        scopes::states(txn, submission.org, submission.tour, submission.author).await?;
    if let Some(guest_in) = submission.guest_in {
        for state in &mut states {
            state.level = (state.id == guest_in).then_some(Level::Edit);
        }
    }
    let mut touched = records::load(txn, submission.org, needs).await?;
    let more = more_needs(group, &touched);
    touched.extend(records::load(txn, submission.org, &more).await?);
    let here = |record: &Record| states.iter().any(|state| state.id == record.scope);
    let elsewhere = |edit: &Edit| match edit {
        Edit::Create(create) => touched.get(&create.id).is_some_and(|record| !here(record)),
        _ => false,
    };
    let taken = group.edits.iter().position(elsewhere);
    touched.retain(|_, record| here(record));
    Ok(Loaded { states, touched, taken })
}

async fn write(
    txn: &DatabaseTransaction,
    arrival: &Arrival<'_>,
    states: Vec<ScopeState>,
    before: &BTreeMap<RecordId, Record>,
    mut merged: Merged,
) -> Result<Committed> {
    let Arrival { submission, group, now, .. } = *arrival;
    let org = submission.org;
    let mut heads = states.iter().map(|state| (state.id, state.head)).collect();
    merged.sequence(&mut heads);
    let moved = advance(states, before, &merged, group, &heads);
    let at = moved.iter().map(|state| (state.id, state.head)).collect();
    let receipt = Receipt {
        group: group.id,
        status: merged.status,
        dup: false,
        at,
        edits: merged.edits,
        problem: None,
    };
    let seqs = merged.changed.iter().map(|record| (record.id, record.seq)).collect();
    let lines = merged.history.into_iter();
    let lines = lines.filter_map(|line| Some((receipts::seq_of_line(&line, &seqs)?, line)));
    let of = HistoryOf { org, group, author: submission.author, now };
    records::write(txn, org, &merged.changed).await?;
    receipts::write_history(txn, &of, lines.collect()).await?;
    write_receipt(txn, arrival, &receipt).await?;
    receipts::write_tags(txn, org, &moved, now).await?;
    for state in &moved {
        scopes::advance(txn, org, state).await?;
    }
    let moved = moved
        .iter()
        .map(|state| Moved { scope: state.id, head: Head { epoch: state.epoch, seq: state.head } });
    Ok(done(receipt, arrival.forked, moved.collect()))
}

/// The scopes that changed, with their new counter, tag and digest.
fn advance(
    states: Vec<ScopeState>,
    before: &BTreeMap<RecordId, Record>,
    merged: &Merged,
    group: &Group,
    heads: &BTreeMap<ScopeId, u64>,
) -> Vec<ScopeState> {
    let mut moved = Vec::new();
    for mut state in states {
        let head = heads.get(&state.id).copied().unwrap_or(state.head);
        if head == state.head {
            continue;
        }
        for record in merged.changed.iter().filter(|record| record.scope == state.id) {
            if let Some(old) = before.get(&record.id) {
                state.digest.subtract(old);
            }
            state.digest.add(record);
        }
        state.tag = next_tag(state.tag, group.id, crate::random::bytes());
        state.head = head;
        moved.push(state);
    }
    moved
}

/// The word on a group under an id that is somebody else's. It is not kept: under this id there is
/// a receipt already.
fn taken(group: &Group) -> Receipt {
    Receipt {
        group: group.id,
        status: Status::Rejected,
        dup: false,
        at: BTreeMap::new(),
        edits: Vec::new(),
        problem: Some(id_is_taken()),
    }
}

fn id_is_taken() -> Problem {
    Problem::new(ErrorCode::Conflict, "the group's id is taken")
}

/// Gives a group that takes no effect its receipt, and keeps its content for a person, unless too
/// much of its author's waits for one already.
async fn refuse(
    txn: &DatabaseTransaction,
    arrival: &Arrival<'_>,
    status: Status,
    problem: Problem,
) -> Result<Committed> {
    let Arrival { engine, submission, way, group, now, .. } = *arrival;
    let (org, tour, author) = (submission.org, submission.tour, submission.author);
    if submission.guest_in.is_some() {
        // Whoever came by a link is told at once and sends again; nobody would look for what is kept.
        return Err(problem.into());
    }
    if engine == Engine::Postgres {
        // A group that is refused before anything is loaded has locked no scope.
        locks::one_at_a_time(txn, "undecided", &[tour.0, author.0]).await?;
    }
    // What is accepted and then waits in another's name takes the place of what waited before.
    let adds = !matches!(way, Way::Accepting(_));
    if adds && receipts::n_undecided(txn, org, tour, author).await? >= GROUPS_UNDECIDED_MAX {
        return Ok(Committed::Full);
    }
    let held = HeldGroup {
        tour: Some(tour),
        group: group.clone(),
        author,
        status,
        problem: problem.clone(),
        at: now,
        decided: None,
    };
    receipts::hold(txn, org, &held).await.map_err(arrived_twice)?;
    let receipt = Receipt {
        group: group.id,
        status,
        dup: false,
        at: BTreeMap::new(),
        edits: Vec::new(),
        problem: Some(problem),
    };
    write_receipt(txn, arrival, &receipt).await?;
    Ok(done(receipt, arrival.forked, Vec::new()))
}

async fn write_receipt(
    txn: &DatabaseTransaction,
    arrival: &Arrival<'_>,
    receipt: &Receipt,
) -> Result<()> {
    let Arrival { submission, group, now, .. } = *arrival;
    let (org, author) = (submission.org, submission.author);
    let written = receipts::write_receipt(txn, org, group, author, receipt, now).await;
    written.map_err(arrived_twice)
}

/// The same group may arrive by two ways at once. Whoever is second finds its key taken, starts
/// again, and then finds the receipt.
fn arrived_twice(err: StoreError) -> Error {
    match err {
        StoreError::Db(err)
            if matches!(err.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) =>
        {
            Error::Unavailable {
                why: "the same group is being written by another request".to_owned(),
            }
        }
        other => other.into(),
    }
}
