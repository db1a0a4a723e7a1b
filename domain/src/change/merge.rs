//! The merge: a group of edits against the records as they are. Different fields never conflict;
//! one field edited twice keeps both values, the first stays in force.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::admit::{Refusal, admit};
use super::apply::apply;
use super::draft::{Draft, Sealed};
use super::group::Group;
use super::receipt::{EditResult, Status};
use crate::ids::{AccountId, RecordId, ScopeId};
use crate::permission::Level;
use crate::problem::{ErrorCode, FieldProblem, Problem};
use crate::record::{Kind, Record, check_create, check_field, check_size};

/// Who is editing, and what they may do where.
#[derive(Clone, Debug)]
pub struct MergeContext<'a> {
    /// The group's author.
    pub author: AccountId,
    /// Their level in every scope that they see and that the request is about: those of one tour
    /// and its organisation's directory. A record of any other scope is as good as absent.
    pub levels: &'a BTreeMap<ScopeId, Level>,
}

/// One line of history. Who said it, when and in which group is added by the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// The record's scope.
    pub scope: ScopeId,
    /// The record's kind.
    pub kind: Kind,
    /// Which record.
    pub record: RecordId,
    /// Which field, or `$deleted`.
    pub field: String,
    /// The value before; for a disputed edit the value in force.
    pub old: Value,
    /// The value that was given; for merged text and members what it came to.
    pub new: Value,
    /// Whether it took effect.
    pub outcome: Status,
}

/// A merged group, ready to be written.
#[derive(Clone, Debug)]
pub struct Merged {
    /// `applied`, `merged` or `disputed`.
    pub status: Status,
    /// The changed records, whole, with their new `ver`. [`Merged::sequence`] gives the `seq`.
    pub changed: Vec<Record>,
    /// What the history says.
    pub history: Vec<HistoryEntry>,
    /// The disputed edits.
    pub edits: Vec<EditResult>,
    touched: Vec<BTreeSet<String>>,
}

/// What a merge comes to. A group is never partly in force.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It can be written.
    Merged(Merged),
    /// The author may not do this; the content is kept for a manager.
    Held(Problem),
    /// A rule is broken; the content is kept for its author.
    Rejected(Problem),
}

impl Merged {
    /// Gives each changed record the next number of its scope and moves the heads on.
    pub fn sequence(&mut self, heads: &mut BTreeMap<ScopeId, u64>) {
        for (record, touched) in self.changed.iter_mut().zip(&self.touched) {
            let head = heads.entry(record.scope).or_default();
            *head += 1;
            record.seq = *head;
            for field in touched {
                if let Some(stamp) = record.stamps.get_mut(field) {
                    stamp.seq = *head;
                }
            }
        }
    }
}

/// Merges a group into the records that it needs (see `first_needs` and `more_needs`). Records that
/// do not exist are simply absent from `records`.
pub fn merge(
    group: &Group,
    records: BTreeMap<RecordId, Record>,
    context: &MergeContext<'_>,
) -> Outcome {
    let mut draft = Draft::new(group, context.author, records);
    for (index, edit) in group.edits.iter().enumerate() {
        draft.index = index;
        let problem_here = |p: FieldProblem| Problem::from(p.within(&format!("edits[{index}]")));
        match admit(&draft, edit, context) {
            Ok(()) => {}
            Err(Refusal::Broken(problem)) => return Outcome::Rejected(problem_here(problem)),
            Err(Refusal::Takes(level)) => {
                return Outcome::Held(Problem::new(
                    ErrorCode::NotAllowed,
                    format!("edit {index} takes the level `{}` in its scope", level.word()),
                ));
            }
        }
        if let Err(problem) = apply(&mut draft, edit) {
            return Outcome::Rejected(problem_here(problem));
        }
    }
    let sealed = draft.seal();
    let problems: Vec<_> = sealed.changed.iter().flat_map(check_result).collect();
    if problems.is_empty() {
        Outcome::Merged(finish(sealed))
    } else {
        Outcome::Rejected(Problem::invalid(problems))
    }
}

fn finish(sealed: Sealed) -> Merged {
    let (changed, touched) = sealed.changed.into_iter().unzip();
    let Sealed { history, edits, status, .. } = sealed;
    Merged { status, changed, history, edits, touched }
}

/// What is wrong with a record as it would be stored, also where each edit alone kept the rules:
/// a set may have grown past its limit. Values that nobody touched are not judged, so that a rule
/// that is newer than they are does not stand in the way. A dispute is the merge's own work.
fn check_result((record, touched): &(Record, BTreeSet<String>)) -> Vec<FieldProblem> {
    if record.kind == Kind::Dispute {
        return Vec::new();
    }
    let problems = if record.ver == 1 {
        check_create(&record.kind, &record.fields).err().unwrap_or_default()
    } else {
        let fields = touched.iter().filter(|name| record.kind.rule(name).is_some());
        let broken = |name: &String| check_field(&record.kind, name, record.value(name)).err();
        fields.filter_map(broken).chain(check_size(&record.fields)).collect()
    };
    let outer = format!("{} {}", record.kind, record.id);
    problems.into_iter().map(|problem| problem.within(&outer)).collect()
}
