//! Settling: a person decides a dispute. It is an edit like any other and works offline, so it can
//! arrive after somebody has said something newer; then the newer value keeps the dispute open.

use serde_json::Value;

use super::dispute::{candidates_of, in_force_of, is_open};
use super::draft::Draft;
use super::group::Settle;
use super::receipt::Status;
use crate::ids::RecordId;
use crate::problem::FieldProblem;
use crate::record::{DELETED, Record, canonical, check_field};

impl Draft<'_> {
    /// Decides. What the decider has not seen is not decided: a newer candidate stays, and over a
    /// newer value in force the decision itself is only one more candidate.
    pub(super) fn settle(&mut self, settle: &Settle) -> Result<(), FieldProblem> {
        let id = settle.dispute;
        let (subject, field) = self.subject_of(id);
        let to = self.decision(subject, &field, &settle.to)?;
        let dispute = self.record(id);
        let was_open = is_open(dispute);
        let in_force = in_force_of(self.record(subject), &field);
        if to != in_force && !saw_in_force(settle, dispute, &in_force) {
            self.dispute(subject, &field, in_force, to);
            return Ok(());
        }
        if was_open {
            let saw = |id: &String| settle.saw.contains(id);
            let newer = candidates_of(dispute).into_iter().filter(|c| !saw(&c.id)).collect();
            self.write_candidates(id, newer);
        }
        if to == in_force {
            if was_open {
                self.note(subject, &field, in_force, to, Status::Applied);
                self.confirm_in_force(id);
            }
            return Ok(());
        }
        match to {
            Value::Bool(deleted) if field == DELETED => self.put_deleted(subject, deleted),
            to => self.put(subject, &field, to, Status::Applied),
        }
        self.write_in_force(subject, &field);
        Ok(())
    }

    /// The record and the field that a dispute is about.
    fn subject_of(&self, dispute: RecordId) -> (RecordId, String) {
        let dispute = self.record(dispute);
        let subject = dispute.value("subject").as_str().and_then(|id| id.parse().ok());
        let field = dispute.value("field").as_str().unwrap_or_default().to_owned();
        (subject.expect("a dispute's subject was checked before the merge began"), field)
    }

    fn decision(&self, subject: RecordId, field: &str, to: &Value) -> Result<Value, FieldProblem> {
        if field == DELETED {
            let rule = "takes true (delete it) or false (keep it)";
            return if to.is_boolean() {
                Ok(to.clone())
            } else {
                Err(FieldProblem::new("to", rule))
            };
        }
        let kind = &self.record(subject).kind;
        check_field(kind, field, to).map_err(|problem| FieldProblem::new("to", problem.rule))?;
        Ok(canonical(kind, field, to))
    }
}

/// Whether the decider has seen the value in force. A closed dispute no longer follows the field,
/// so there the value has to be the one that it was closed with.
fn saw_in_force(settle: &Settle, dispute: &Record, in_force: &Value) -> bool {
    let name = dispute.value("in_force_id").as_str();
    let follows = is_open(dispute) || dispute.value("in_force") == in_force;
    follows && name.is_some_and(|name| settle.saw.iter().any(|seen| seen == name))
}
