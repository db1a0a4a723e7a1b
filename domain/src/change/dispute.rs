//! Disputes: how a value that could not take effect is kept beside the one in force.
//!
//! There is at most one dispute per field of a record, in the record's scope, so everyone who sees
//! the field sees both values, their authors and times.

use serde_json::Value;

use super::draft::Draft;
use super::receipt::{EditResult, Status};
use crate::ids::{AccountId, RecordId};
use crate::limits::{DISPUTE_BYTES_MAX, DISPUTE_CANDIDATES_MAX};
use crate::record::kinds::{Candidate, Candidates};
use crate::record::{DELETED, Kind, Record};

impl Draft<'_> {
    /// Keeps a value of the group's author beside the one in force. Whoever goes back to where
    /// they began no longer wants anything else.
    pub(super) fn dispute(&mut self, subject: RecordId, field: &str, from: Value, to: Value) {
        if self.own_candidate(subject, field, &from).is_some_and(|own| own.from == to) {
            return self.withdraw(subject, field, &from);
        }
        let (id, group, author) = (self.edit_id(), self.group.id, self.author);
        let (via, said_at) = (self.group.via.clone(), self.group.said_at.clone());
        self.keep(subject, field, Candidate { id, group, value: to, from, author, via, said_at });
    }

    /// Keeps a candidate. One of the same author whose value is this one's `from` is replaced by
    /// it: the author moved on.
    pub(super) fn keep(&mut self, subject: RecordId, field: &str, mut new: Candidate) {
        let id = self.open_dispute(subject, field);
        let mut candidates = candidates_of(self.record(id));
        let is_before = |c: &Candidate| c.author == new.author && c.value == new.from;
        if let Some(before) = candidates.iter().position(is_before) {
            new.from = candidates.remove(before).from;
        }
        let in_force = in_force_of(self.record(subject), field);
        self.note(subject, field, in_force, new.value.clone(), Status::Disputed);
        if !candidates.iter().any(|c| c.author == new.author && c.value == new.value) {
            candidates.push(new);
        }
        drop_oldest(&mut candidates);
        self.write_candidates(id, candidates);
        self.edits.push(EditResult { index: self.index, dispute: id });
        self.at_least(Status::Disputed);
    }

    /// Takes back a candidate of the group's author, who no longer wants that value.
    pub(super) fn withdraw(&mut self, subject: RecordId, field: &str, value: &Value) {
        let author = self.author;
        self.drop_candidates(subject, field, |c| c.author == author && c.value == *value);
    }

    /// The candidate of the group's author with this value, if the field is disputed.
    pub(super) fn own_candidate(
        &self,
        subject: RecordId,
        field: &str,
        value: &Value,
    ) -> Option<Candidate> {
        let dispute = self.records.get(&RecordId::of_dispute(subject, field))?;
        let own = |c: &Candidate| c.author == self.author && c.value == *value;
        is_open(dispute).then(|| candidates_of(dispute).into_iter().find(own))?
    }

    /// Keeps an open dispute in step with the value in force. A candidate that says the same is
    /// satisfied; without candidates nothing is left to decide.
    pub(super) fn in_force_changed(&mut self, subject: RecordId, field: &str) {
        let id = RecordId::of_dispute(subject, field);
        if !self.records.get(&id).is_some_and(is_open) {
            return;
        }
        self.write_in_force(subject, field);
        let in_force = in_force_of(self.record(subject), field);
        self.drop_candidates(subject, field, |c| c.value == in_force);
    }

    /// Says in the dispute which value is in force now, by whom, and under which name.
    pub(super) fn write_in_force(&mut self, subject: RecordId, field: &str) {
        let value = in_force_of(self.record(subject), field);
        let name = self.name_in_force(subject, field);
        let setter = self.setter(subject, field);
        let dispute = self.change(RecordId::of_dispute(subject, field), "in_force");
        set_or_clear(dispute, "in_force", value);
        set_or_clear(dispute, "in_force_id", name.into());
        set_or_clear(dispute, "in_force_by", text_or_null(setter));
    }

    /// Gives the value in force a new name, because somebody decided for it: who had not seen the
    /// decision has not seen everything.
    pub(super) fn confirm_in_force(&mut self, dispute: RecordId) {
        let name = self.edit_id();
        set_or_clear(self.change(dispute, "in_force_id"), "in_force_id", name.into());
    }

    /// Writes the candidates of a dispute; it is open as long as it has any.
    pub(super) fn write_candidates(&mut self, id: RecordId, candidates: Vec<Candidate>) {
        if candidates == candidates_of(self.record(id)) {
            return;
        }
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
        let Some(dispute) = self.records.get(&id).filter(|dispute| is_open(dispute)) else {
            return;
        };
        let mut candidates = candidates_of(dispute);
        candidates.retain(|candidate| !goes(candidate));
        self.write_candidates(id, candidates);
    }

    /// The dispute about a field, made or opened again if there is none open.
    fn open_dispute(&mut self, subject: RecordId, field: &str) -> RecordId {
        let id = RecordId::of_dispute(subject, field);
        if self.records.get(&id).is_some_and(is_open) {
            return id;
        }
        let Record { scope, kind, .. } = self.record(subject).clone();
        if !self.records.contains_key(&id) {
            self.begin(Record::unborn(scope, Kind::Dispute, id));
        }
        let dispute = self.change(id, "open");
        dispute.deleted = false;
        set_or_clear(dispute, "subject", subject.to_string().into());
        set_or_clear(dispute, "subject_kind", kind.name().into());
        set_or_clear(dispute, "field", field.into());
        set_or_clear(dispute, "open", true.into());
        set_or_clear(dispute, "candidates", Value::Array(Vec::new()));
        self.write_in_force(subject, field);
        id
    }

    /// What names the value in force in `saw`: the edit of this group that set it, or where the
    /// scope's counter stood when it was set.
    pub(super) fn name_in_force(&self, subject: RecordId, field: &str) -> String {
        let seq = || self.record(subject).stamps.get(field).map_or(0, |stamp| stamp.seq);
        self.named_here(subject, field).unwrap_or_else(|| format!("s{}", seq()))
    }

    /// Who set the value in force.
    pub(super) fn setter(&self, subject: RecordId, field: &str) -> Option<AccountId> {
        match self.named_here(subject, field) {
            Some(_) => Some(self.author),
            None => self.record(subject).stamps.get(field)?.by,
        }
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

fn drop_oldest(candidates: &mut Vec<Candidate>) {
    let n_over = candidates.len().saturating_sub(DISPUTE_CANDIDATES_MAX);
    candidates.drain(..n_over);
    let mut n_bytes: usize = candidates.iter().map(bytes_of).sum();
    while n_bytes > DISPUTE_BYTES_MAX && candidates.len() > 1 {
        n_bytes -= bytes_of(&candidates.remove(0));
    }
}

fn bytes_of(candidate: &Candidate) -> usize {
    serde_json::to_string(candidate).map_or(0, |text| text.len())
}

fn set_or_clear(record: &mut Record, field: &str, value: Value) {
    if value.is_null() {
        record.fields.remove(field);
    } else {
        record.fields.insert(field.to_owned(), value);
    }
}

fn text_or_null(account: Option<AccountId>) -> Value {
    account.map_or(Value::Null, |account| account.to_string().into())
}
