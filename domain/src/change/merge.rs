//! The merge: a group of edits against the records as they are. Different fields never conflict;
//! one field edited twice keeps both values, the first stays in force.

use std::collections::BTreeMap;

use serde_json::Value;

use super::draft::{Draft, Sealed, member_text};
use super::group::{Create, Edit, FromTo, Group, Member};
use super::needs::parent_of;
use super::receipt::{EditResult, Status};
use crate::ids::{AccountId, RecordId, ScopeId};
use crate::permission::{Action, Level, level_for};
use crate::problem::{ErrorCode, FieldProblem, Problem};
use crate::record::{DELETED, Kind, MergeClass, Record, check_create, normalise};

/// Who is editing, and what they may do where.
#[derive(Clone, Debug)]
pub struct MergeContext<'a> {
    /// The group's author.
    pub author: AccountId,
    /// Their level in every scope that they see and that the request is about.
    pub levels: &'a BTreeMap<ScopeId, Level>,
}

/// One line of history: who said what, from what, and what became of it, is added by the ledger.
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
    /// The value that was given.
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
    touched: Vec<std::collections::BTreeSet<String>>,
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
        let allowed = match may(&draft, edit, context) {
            Ok(allowed) => allowed,
            Err(problem) => return Outcome::Rejected(problem_here(problem)),
        };
        if let Err(needed) = allowed {
            return Outcome::Held(Problem::new(
                ErrorCode::NotAllowed,
                format!("edit {index} takes the level `{}` in its scope", needed.word()),
            ));
        }
        if let Err(problem) = apply(&mut draft, edit) {
            return Outcome::Rejected(problem_here(problem));
        }
    }
    let sealed = draft.seal();
    match check_result(&sealed) {
        Ok(()) => Outcome::Merged(finish(sealed)),
        Err(problem) => Outcome::Rejected(problem),
    }
}

fn finish(sealed: Sealed) -> Merged {
    let (changed, touched) = sealed.changed.into_iter().unzip();
    let Sealed { history, edits, status, .. } = sealed;
    Merged { status, changed, history, edits, touched }
}

/// The records as they would be stored keep every rule, also where single edits did.
fn check_result(sealed: &Sealed) -> Result<(), Problem> {
    for (record, _) in &sealed.changed {
        check_create(&record.kind, &record.fields).map_err(|problems| {
            let outer = format!("{} {}", record.kind, record.id);
            Problem::invalid(problems.into_iter().map(|p| p.within(&outer)).collect())
        })?;
    }
    Ok(())
}

/// Whether the author may make this edit: an error where its record is not there for them, the
/// level that is missing where it is.
fn may(
    draft: &Draft<'_>,
    edit: &Edit,
    context: &MergeContext<'_>,
) -> Result<Result<(), Level>, FieldProblem> {
    let (scope, kind) = match edit {
        Edit::Create(create) => {
            check_parent(draft, &create.kind, parent_of(&create.kind, &create.fields), context)?;
            match draft.records.get(&create.id) {
                Some(existing)
                    if existing.scope != create.scope || existing.kind != create.kind =>
                {
                    return Err(FieldProblem::new("id", "is taken"));
                }
                _ => (create.scope, create.kind.clone()),
            }
        }
        Edit::Set { kind, id, fields } => {
            let record = known(draft, kind, *id, context)?;
            let parent = kind.parent_field().and_then(|field| fields.get(field));
            let parent = parent.and_then(|FromTo(_, to)| to.as_str()?.parse().ok());
            check_parent(draft, kind, parent, context)?;
            if *kind == Kind::Day && fields.contains_key("date") {
                let rule = "a day is its date; move what is on it to another day";
                return Err(FieldProblem::new("fields.date", rule));
            }
            (record.scope, record.kind.clone())
        }
        Edit::Add(Member { kind, id, .. })
        | Edit::Remove(Member { kind, id, .. })
        | Edit::Delete { kind, id, .. }
        | Edit::Undelete { kind, id } => {
            let record = known(draft, kind, *id, context)?;
            (record.scope, record.kind.clone())
        }
        Edit::Settle(settle) => {
            let dispute = known(draft, &Kind::Dispute, settle.dispute, context)?;
            let subject = dispute.value("subject").as_str().and_then(|id| id.parse().ok());
            let subject = subject.and_then(|id: RecordId| draft.records.get(&id));
            let subject = subject.ok_or_else(|| FieldProblem::new("dispute", "has no subject"))?;
            (subject.scope, subject.kind.clone())
        }
    };
    let level = context.levels.get(&scope);
    let level = level.ok_or_else(|| FieldProblem::new("scope", "is not known here"))?;
    let needed = level_for(&kind, Action::of(edit));
    Ok(if *level >= needed { Ok(()) } else { Err(needed) })
}

/// The record that an edit names, if it exists where the author can see it. Hidden is like absent.
fn known<'d>(
    draft: &'d Draft<'_>,
    kind: &Kind,
    id: RecordId,
    context: &MergeContext<'_>,
) -> Result<&'d Record, FieldProblem> {
    let record = draft.records.get(&id).filter(|r| context.levels.contains_key(&r.scope));
    let record =
        record.ok_or_else(|| FieldProblem::new("id", format!("`{id}` is not known here")))?;
    if record.kind == *kind {
        Ok(record)
    } else {
        Err(FieldProblem::new("kind", format!("`{id}` is a `{}`, not a `{kind}`", record.kind)))
    }
}

fn check_parent(
    draft: &Draft<'_>,
    kind: &Kind,
    parent: Option<RecordId>,
    context: &MergeContext<'_>,
) -> Result<(), FieldProblem> {
    let (Some(field), Some(parent)) = (kind.parent_field(), parent) else { return Ok(()) };
    known(draft, &Kind::Day, parent, context)
        .map(drop)
        .map_err(|problem| FieldProblem::new(format!("fields.{field}"), problem.rule))
}

fn apply(draft: &mut Draft<'_>, edit: &Edit) -> Result<(), FieldProblem> {
    match edit {
        Edit::Create(create) => draft.create(create),
        Edit::Set { id, fields, .. } => draft.set(*id, fields),
        Edit::Add(member) => draft.add(member),
        Edit::Remove(member) => draft.remove(member),
        Edit::Delete { id, ver, .. } => draft.delete(*id, *ver),
        Edit::Undelete { id, .. } if draft.record(*id).deleted => draft.put_deleted(*id, false),
        Edit::Undelete { .. } => {}
        Edit::Settle(settle) => return draft.settle(settle),
    }
    Ok(())
}

impl Draft<'_> {
    fn create(&mut self, create: &Create) {
        let fields = normalise(create.fields.clone());
        if self.records.contains_key(&create.id) {
            let fields =
                fields.into_iter().map(|(name, to)| (name, FromTo(Value::Null, to))).collect();
            return self.set(create.id, &fields);
        }
        let unborn = Record::unborn(create.scope, create.kind.clone(), create.id);
        self.records.insert(create.id, unborn);
        for (field, to) in fields {
            self.put(create.id, &field, to, Status::Applied);
        }
        self.keep_under_deleted_parent(create.id, Value::Null);
    }

    fn set(&mut self, id: RecordId, fields: &BTreeMap<String, FromTo>) {
        if self.record(id).deleted && !self.revive(id) {
            let kept = serde_json::to_value(fields).expect("fields are JSON values");
            return self.keep_under_deleted_parent(id, kept);
        }
        for (field, FromTo(from, to)) in fields {
            self.set_field(id, field, from, to);
        }
    }

    fn set_field(&mut self, id: RecordId, field: &str, from: &Value, to: &Value) {
        let record = self.record(id);
        let current = record.value(field).clone();
        if current == *to {
            return self.withdraw(id, field, from);
        }
        if current == *from {
            return self.put(id, field, to.clone(), Status::Applied);
        }
        let class = record.kind.rule(field).map_or(MergeClass::Review, |rule| rule.class);
        match class {
            MergeClass::Latest => self.put(id, field, to.clone(), Status::Applied),
            MergeClass::Set => {
                let members = merge_members(&current, from, to);
                self.put(id, field, members, Status::Applied);
            }
            MergeClass::Text => match merge_text(&current, from, to) {
                Some(text) => {
                    self.put(id, field, text, Status::Merged);
                    self.at_least(Status::Merged);
                }
                None => self.dispute(id, field, from.clone(), to.clone()),
            },
            MergeClass::Review => self.dispute(id, field, from.clone(), to.clone()),
        }
    }

    /// Brings a record back whose author had not seen that it was deleted. Under a deleted parent
    /// it stays deleted, and the answer is `false`.
    fn revive(&mut self, id: RecordId) -> bool {
        let parent = self.record(id).parent().and_then(|parent| self.records.get(&parent));
        if parent.is_some_and(|parent| parent.deleted) {
            return false;
        }
        let deleter = self.record(id).stamps.get(DELETED).and_then(|stamp| stamp.by);
        self.put_deleted(id, false);
        if let Some(deleter) = deleter.filter(|deleter| *deleter != self.author) {
            self.dispute_by(id, DELETED, Value::Bool(false), Value::Bool(true), deleter);
        }
        true
    }

    /// Keeps an edit under a deleted parent as a candidate on the parent, so that whoever decides
    /// about the parent sees that somebody still works on what it held.
    fn keep_under_deleted_parent(&mut self, id: RecordId, fields: Value) {
        let parent = self
            .record(id)
            .parent()
            .filter(|parent| self.records.get(parent).is_some_and(|parent| parent.deleted));
        if let Some(parent) = parent {
            let kept = serde_json::json!({ "record": id, "fields": fields });
            self.dispute(parent, DELETED, Value::Bool(true), kept);
        }
    }

    fn add(&mut self, member: &Member) {
        if self.record(member.id).deleted && !self.revive(member.id) {
            return self.keep_under_deleted_parent(member.id, member.value.clone());
        }
        let current = self.record(member.id).value(&member.field).clone();
        let mut members = current.as_array().cloned().unwrap_or_default();
        if members.contains(&member.value) {
            return;
        }
        members.push(member.value.clone());
        self.put(member.id, &member.field, members.into(), Status::Applied);
        let stamp = format!("{}[{}]", member.field, member_text(&member.value));
        self.change(member.id, &stamp);
    }

    fn remove(&mut self, member: &Member) {
        let current = self.record(member.id).value(&member.field).clone();
        let mut members = current.as_array().cloned().unwrap_or_default();
        let n_before = members.len();
        members.retain(|value| *value != member.value);
        if members.len() < n_before {
            let to = if members.is_empty() { Value::Null } else { members.into() };
            self.put(member.id, &member.field, to, Status::Applied);
        }
    }

    /// Deletes, unless somebody else has changed the record since the author saw it.
    fn delete(&mut self, id: RecordId, ver: u64) {
        let record = self.record(id);
        if record.deleted {
            return;
        }
        let unseen = |stamp: &crate::record::Stamp| {
            stamp.ver > ver && stamp.by.is_some_and(|by| by != self.author)
        };
        if record.stamps.values().any(unseen) {
            self.dispute(id, DELETED, Value::Bool(false), Value::Bool(true));
        } else {
            self.put_deleted(id, true);
        }
    }
}

/// A whole set given anew says which members came and which went; both apply to what is there.
fn merge_members(current: &Value, from: &Value, to: &Value) -> Value {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let (from, to) = (list(from), list(to));
    let mut members = list(current);
    members.retain(|member| to.contains(member) || !from.contains(member));
    for member in to {
        if !members.contains(&member) && !from.contains(&member) {
            members.push(member);
        }
    }
    if members.is_empty() { Value::Null } else { members.into() }
}

/// Merges lines three ways; nothing where both sides changed the same lines.
fn merge_text(current: &Value, from: &Value, to: &Value) -> Option<Value> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(format!("{text}\n")),
        Value::Null => Some(String::new()),
        _ => None,
    };
    let merged = diffy::merge(&text(from)?, &text(current)?, &text(to)?).ok()?;
    let merged = merged.trim();
    Some(if merged.is_empty() { Value::Null } else { merged.into() })
}
