//! Disputes: how a value that could not take effect is kept beside the one in force.
//!
//! There is at most one dispute per field of a record, in the record's scope, so everyone who sees
//! the field sees both values, their authors and times.

use serde_json::Value;

use super::draft::Draft;
use super::receipt::{EditResult, Status};
use crate::ids::{AccountId, RecordId};
use crate::limits::DISPUTE_CANDIDATES_MAX;
use crate::record::kinds::{Candidate, Candidates};
use crate::record::{DELETED, Kind, Record};

impl Draft<'_> {
    /// Keeps a value of the group's author beside the one in force.
    pub(super) fn dispute(&mut self, subject: RecordId, field: &str, from: Value, to: Value) {
        let author = self.author;
        self.dispute_by(subject, field, from, to, author);
    }

    /// Keeps somebody's value beside the one in force. A candidate of the same author whose value
    /// is this edit's `from` is replaced by it: the author moved on.
    pub(super) fn dispute_by(
        &mut self,
        subject: RecordId,
        field: &str,
        from: Value,
        to: Value,
        author: AccountId,
    ) {
        let (group, said_at) = (self.group.id, self.group.said_at.clone());
        let new = Candidate { id: self.edit_id(), group, value: to.clone(), from, author, said_at };
        let id = self.open_dispute(subject, field);
        let mut candidates = candidates_of(self.record(id));
        let same = |c: &Candidate| c.author == author && c.value == new.value;
        if !candidates.iter().any(same) {
            let before = |c: &&mut Candidate| c.author == author && c.value == new.from;
            match candidates.iter_mut().find(before) {
                Some(candidate) => *candidate = Candidate { from: candidate.from.clone(), ..new },
                None => candidates.push(new),
            }
        }
        let n_over = candidates.len().saturating_sub(DISPUTE_CANDIDATES_MAX);
        candidates.drain(..n_over);
        self.write_candidates(id, candidates);
        let in_force = in_force_of(self.record(subject), field);
        self.note(subject, field, in_force, to, Status::Disputed);
        self.edits.push(EditResult { index: self.index, dispute: id });
        self.at_least(Status::Disputed);
    }

    /// Takes back a candidate of the group's author, who no longer wants that value.
    pub(super) fn withdraw(&mut self, subject: RecordId, field: &str, value: &Value) {
        let author = self.author;
        self.drop_candidates(subject, field, |c| c.author == author && c.value == *value);
    }

    /// Keeps an open dispute in step with the value in force. A candidate that says the same is
    /// satisfied; without candidates nothing is left to decide.
    pub(super) fn in_force_changed(&mut self, subject: RecordId, field: &str, value: Value) {
        let id = RecordId::of_dispute(subject, field);
        if !self.records.get(&id).is_some_and(is_open) {
            return;
        }
        self.write_in_force(id, value.clone());
        self.drop_candidates(subject, field, |c| c.value == value);
    }

    /// Says in the dispute which value is in force now, by whom, and under which name.
    pub(super) fn write_in_force(&mut self, id: RecordId, value: Value) {
        let (edit_id, author) = (self.edit_id(), self.author.to_string());
        let dispute = self.change(id, "in_force");
        set_or_clear(dispute, "in_force", value);
        set_or_clear(dispute, "in_force_id", edit_id.into());
        set_or_clear(dispute, "in_force_by", author.into());
    }

    /// Writes the candidates of a dispute; it is open as long as it has any.
    pub(super) fn write_candidates(&mut self, id: RecordId, candidates: Vec<Candidate>) {
        let open = !candidates.is_empty();
        let value = serde_json::to_value(Candidates(candidates))
            .expect("candidates are made of JSON values and ids");
        let dispute = self.change(id, "candidates");
        set_or_clear(dispute, "candidates", value);
        set_or_clear(dispute, "open", open.into());
    }

    fn drop_candidates(
        &mut self,
        subject: RecordId,
        field: &str,
        goes: impl Fn(&Candidate) -> bool,
    ) {
        let id = RecordId::of_dispute(subject, field);
        let Some(dispute) = self.records.get(&id) else { return };
        let mut candidates = candidates_of(dispute);
        let n_before = candidates.len();
        candidates.retain(|candidate| !goes(candidate));
        if candidates.len() < n_before {
            self.write_candidates(id, candidates);
        }
    }

    /// The dispute about a field, made or opened again if there is none open.
    fn open_dispute(&mut self, subject: RecordId, field: &str) -> RecordId {
        let id = RecordId::of_dispute(subject, field);
        if self.records.get(&id).is_some_and(is_open) {
            return id;
        }
        let record = self.record(subject).clone();
        self.records.entry(id).or_insert_with(|| Record::unborn(record.scope, Kind::Dispute, id));
        let stamp = record.stamps.get(field);
        let seq = stamp.map_or(0, |stamp| stamp.seq);
        let by = stamp.and_then(|stamp| stamp.by);
        let dispute = self.change(id, "open");
        dispute.deleted = false;
        set_or_clear(dispute, "subject", subject.to_string().into());
        set_or_clear(dispute, "subject_kind", record.kind.name().into());
        set_or_clear(dispute, "field", field.into());
        set_or_clear(dispute, "open", true.into());
        set_or_clear(dispute, "in_force", in_force_of(&record, field));
        set_or_clear(dispute, "in_force_id", format!("s{seq}").into());
        set_or_clear(dispute, "in_force_by", by.map_or(Value::Null, |by| by.to_string().into()));
        set_or_clear(dispute, "candidates", Value::Array(Vec::new()));
        id
    }
}

/// Whether a person still has to decide.
pub(super) fn is_open(dispute: &Record) -> bool {
    dispute.value("open") == &Value::Bool(true) && !dispute.deleted
}

/// The candidates of a dispute; none if there are none.
pub(super) fn candidates_of(dispute: &Record) -> Vec<Candidate> {
    serde_json::from_value(dispute.value("candidates").clone()).unwrap_or_default()
}

/// The value in force: a field's, or whether the record is deleted.
pub(super) fn in_force_of(record: &Record, field: &str) -> Value {
    if field == DELETED { Value::Bool(record.deleted) } else { record.value(field).clone() }
}

fn set_or_clear(record: &mut Record, field: &str, value: Value) {
    if value.is_null() {
        record.fields.remove(field);
    } else {
        record.fields.insert(field.to_owned(), value);
    }
}
