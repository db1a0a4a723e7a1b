//! Deleting and coming back. An edit by somebody who had not seen that the record was deleted
//! brings it back; under a parent that somebody else deleted it stays away, and the edit is kept.

use serde_json::{Value, json};

use super::draft::Draft;
use crate::ids::RecordId;
use crate::record::DELETED;
use crate::record::kinds::Candidate;

impl Draft<'_> {
    /// Deletes, unless somebody else has changed the record since the author saw it.
    pub(super) fn delete(&mut self, id: RecordId, ver: u64) {
        let record = self.record(id);
        if record.deleted {
            return;
        }
        if record.stamps.values().any(|stamp| self.unseen(stamp, ver)) {
            self.dispute(id, DELETED, Value::Bool(false), Value::Bool(true));
        } else {
            self.put_deleted(id, true);
        }
    }

    /// Brings a record back, on purpose. Where it is there, the author no longer wants it gone.
    pub(super) fn undelete(&mut self, id: RecordId) {
        if !self.record(id).deleted {
            self.withdraw(id, DELETED, &Value::Bool(true));
        } else if self.parent_deleted_by_another(id).is_some() {
            self.keep_edit(id, json!({ "record": id, "deleted": false }));
        } else {
            self.put_deleted(id, false);
        }
    }

    /// Makes a record ready for an edit, bringing it back where it was deleted. Where it cannot be
    /// brought back the edit is kept as it was given, and the answer is `false`.
    pub(super) fn wake(&mut self, id: RecordId, given: &Value) -> bool {
        if !self.record(id).deleted {
            return true;
        }
        if self.parent_deleted_by_another(id).is_some() {
            self.keep_edit(id, json!({ "record": id, "fields": given }));
            return false;
        }
        let parent = self.record(id).parent().and_then(|parent| self.records.get(&parent));
        if !parent.is_some_and(|parent| parent.deleted) {
            self.revive(id);
        }
        true
    }

    /// Says at a deleted parent that somebody puts something under it, so that whoever decides
    /// about the parent sees it. Only people who see the record may learn of it there.
    pub(super) fn tell_deleted_parent(&mut self, id: RecordId) {
        let Some(parent) = self.parent_deleted_by_another(id) else { return };
        if self.record(parent).scope == self.record(id).scope {
            self.dispute(parent, DELETED, Value::Bool(true), json!({ "record": id }));
        }
    }

    /// Keeps an edit as a candidate on the deleted parent, or on the record itself where the parent
    /// is shown to others than the record is.
    fn keep_edit(&mut self, id: RecordId, edit: Value) {
        let parent = self.parent_deleted_by_another(id);
        let shown_alike = |parent: &RecordId| self.record(*parent).scope == self.record(id).scope;
        let subject = parent.filter(shown_alike).unwrap_or(id);
        self.dispute(subject, DELETED, Value::Bool(true), edit);
    }

    /// The parent, if it is deleted and its deleter is somebody else than the author.
    fn parent_deleted_by_another(&self, id: RecordId) -> Option<RecordId> {
        let parent = self.record(id).parent()?;
        let deleted = self.records.get(&parent)?.deleted;
        (deleted && self.setter(parent, DELETED) != Some(self.author)).then_some(parent)
    }

    /// Brings a record back whose author had not seen that somebody else deleted it; the delete is
    /// kept as that person's candidate.
    fn revive(&mut self, id: RecordId) {
        let deleter = self.setter(id, DELETED);
        let name = self.name_in_force(id, DELETED);
        let stamp = self.record(id).stamps.get(DELETED);
        let said_at = stamp.and_then(|stamp| stamp.said_at.clone());
        let via = stamp.and_then(|stamp| stamp.via.clone());
        self.put_deleted(id, false);
        if let Some(author) = deleter.filter(|deleter| *deleter != self.author) {
            let (value, from) = (Value::Bool(true), Value::Bool(false));
            let group = self.group.id;
            let kept = Candidate { id: name, group, value, from, author, via, said_at };
            self.keep(id, DELETED, kept);
        }
    }
}
