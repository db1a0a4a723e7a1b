//! One group, one transaction: lock, load, merge, number, write. Everything it decides is decided
//! by `domain::change::merge`; what is here is the order of the statements.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::change::{
    Edit, Group, MergeContext, Merged, Outcome, Receipt, Status, first_needs, merge, more_needs,
};
use domain::ids::{RecordId, ScopeId};
use domain::problem::{ErrorCode, Problem};
use domain::record::Record;
use domain::sync::next_tag;
use sea_orm::DatabaseTransaction;

use super::{Submission, problem_before};
use crate::error::{Error, Result};
use crate::store::receipts::{HeldGroup, HistoryOf, Known};
use crate::store::scopes::{Head, ScopeState};
use crate::store::{Engine, receipts, records, scopes};

/// What became of one group.
pub(super) enum Committed {
    /// Its `prev` has not arrived. Nothing was written.
    Gap,
    /// It has a receipt.
    Done {
        receipt: Receipt,
        forked: bool,
        moved: Vec<Moved>,
    },
}

/// A scope that a commit moved on.
#[derive(Clone, Copy, Debug)]
pub struct Moved {
    /// The scope.
    pub scope: ScopeId,
    /// Its newest change.
    pub head: Head,
}

/// Commits one group inside a transaction that the caller ends.
pub(super) async fn commit_one(
    txn: &DatabaseTransaction,
    engine: Engine,
    submission: &Submission,
    group: &Group,
    now: DateTime<Utc>,
) -> Result<Committed> {
    let known = receipts::known(txn, submission.org, group).await?;
    if let Some((receipt, author)) = known.receipt {
        if author != submission.author {
            return Err(Error::problem(ErrorCode::Conflict, "the group's id is taken"));
        }
        return Ok(done(Receipt { dup: true, ..receipt }, known.forked, Vec::new()));
    }
    if !known.prev_arrived {
        return Ok(Committed::Gap);
    }
    if let Some(problem) = problem_before(group, submission.author) {
        return refuse(txn, submission, group, &known, Status::Rejected, problem, now).await;
    }
    let needs = first_needs(group);
    if engine == Engine::Postgres {
        scopes::lock(txn, submission.org, &created_in(group), &needs).await?;
    }
    let states = scopes::states(txn, submission.org, submission.tour, submission.author).await?;
    let touched = load(txn, submission, group, &states, needs).await?;
    let levels = states.iter().filter_map(|s| Some((s.id, s.level?))).collect();
    let context = MergeContext { author: submission.author, levels: &levels };
    match merge(group, touched.clone(), &context) {
        Outcome::Merged(merged) => {
            write(txn, submission, group, &known, states, &touched, merged, now).await
        }
        Outcome::Held(problem) => {
            refuse(txn, submission, group, &known, Status::Held, problem, now).await
        }
        Outcome::Rejected(problem) => {
            refuse(txn, submission, group, &known, Status::Rejected, problem, now).await
        }
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

/// The records that the group needs. One of another tour is as good as absent.
async fn load(
    txn: &DatabaseTransaction,
    submission: &Submission,
    group: &Group,
    states: &[ScopeState],
    needs: BTreeSet<RecordId>,
) -> Result<BTreeMap<RecordId, Record>> {
    let mut touched = records::load(txn, submission.org, &needs).await?;
    let more = more_needs(group, &touched);
    touched.extend(records::load(txn, submission.org, &more).await?);
    touched.retain(|_, record| states.iter().any(|state| state.id == record.scope));
    Ok(touched)
}

#[expect(clippy::too_many_arguments, reason = "what a commit is made of, handed on once")]
async fn write(
    txn: &DatabaseTransaction,
    submission: &Submission,
    group: &Group,
    known: &Known,
    states: Vec<ScopeState>,
    before: &BTreeMap<RecordId, Record>,
    mut merged: Merged,
    now: DateTime<Utc>,
) -> Result<Committed> {
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
    receipts::write_receipt(txn, org, group, submission.author, &receipt, now).await?;
    receipts::write_tags(txn, org, &moved, now).await?;
    for state in &moved {
        scopes::advance(txn, org, state).await?;
    }
    let moved = moved.iter().map(|state| Moved {
        scope: state.id,
        head: Head { epoch: state.epoch, seq: state.head },
    });
    Ok(done(receipt, known.forked, moved.collect()))
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

/// Gives a group that takes no effect its receipt, and keeps its content for a person.
async fn refuse(
    txn: &DatabaseTransaction,
    submission: &Submission,
    group: &Group,
    known: &Known,
    status: Status,
    problem: Problem,
    now: DateTime<Utc>,
) -> Result<Committed> {
    let held = HeldGroup {
        tour: Some(submission.tour),
        group: group.clone(),
        author: submission.author,
        status,
        problem: problem.clone(),
        at: now,
        decided: None,
    };
    receipts::hold(txn, submission.org, &held).await?;
    let receipt = Receipt {
        group: group.id,
        status,
        dup: false,
        at: BTreeMap::new(),
        edits: Vec::new(),
        problem: Some(problem),
    };
    receipts::write_receipt(txn, submission.org, group, submission.author, &receipt, now).await?;
    Ok(done(receipt, known.forked, Vec::new()))
}
