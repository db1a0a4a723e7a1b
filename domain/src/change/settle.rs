//! Settling: a person decides a dispute. It is an edit like any other and works offline, so it can
//! arrive after somebody has said something newer; then the newer value keeps the dispute open.

use serde_json::Value;

use super::dispute::{candidates_of, in_force_of, is_open};
use super::draft::Draft;
use super::group::Settle;
use super::receipt::Status;
use crate::ids::RecordId;
use crate::problem::FieldProblem;
use crate::record::{DELETED, check_field};

impl Draft<'_> {
    pub(super) fn settle(&mut self, settle: &Settle) -> Result<(), FieldProblem> {
        let (subject, field) = self.subject_of(settle.dispute);
        self.check_decision(subject, &field, &settle.to)?;
        let dispute = self.record(settle.dispute);
        let was_open = is_open(dispute);
        let in_force = in_force_of(self.record(subject), &field);
        let saw_force = dispute.value("in_force_id").as_str().is_some_and(|id| saw(settle, id));
        let unseen: Vec<_> =
            candidates_of(dispute).into_iter().filter(|c| !saw(settle, &c.id)).collect();
        if was_open {
            self.write_candidates(settle.dispute, unseen);
        }
        if settle.to == in_force {
            let to = settle.to.clone();
            self.note(subject, &field, in_force, to, Status::Applied);
            return Ok(());
        }
        if !saw_force || !was_open {
            self.dispute(subject, &field, in_force, settle.to.clone());
            return Ok(());
        }
        match settle.to {
            Value::Bool(deleted) if field == DELETED => self.put_deleted(subject, deleted),
            ref to => self.put(subject, &field, to.clone(), Status::Applied),
        }
        self.write_in_force(settle.dispute, settle.to.clone());
        Ok(())
    }

    /// The record and the field that a dispute is about.
    pub(super) fn subject_of(&self, dispute: RecordId) -> (RecordId, String) {
        let dispute = self.record(dispute);
        let subject = dispute.value("subject").as_str().and_then(|id| id.parse().ok());
        let field = dispute.value("field").as_str().unwrap_or_default().to_owned();
        (subject.expect("a dispute's subject was checked before the merge began"), field)
    }

    fn check_decision(
        &self,
        subject: RecordId,
        field: &str,
        to: &Value,
    ) -> Result<(), FieldProblem> {
        if field == DELETED {
            return match to {
                Value::Bool(_) => Ok(()),
                _ => Err(FieldProblem::new("to", "takes true (delete it) or false (keep it)")),
            };
        }
        check_field(&self.record(subject).kind, field, to).map_err(|problem| problem.within("to"))
    }
}

fn saw(settle: &Settle, id: &str) -> bool {
    settle.saw.iter().any(|seen| seen == id)
}
