//! The working copy of a merge: the records it was given, what has been changed so far, and what
//! the history will say. Nothing of it takes effect until the whole group has been merged.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::group::Group;
use super::merge::HistoryEntry;
use super::receipt::{EditResult, Status};
use crate::ids::{AccountId, RecordId};
use crate::record::{DELETED, Record, Stamp};

pub(super) struct Draft<'a> {
    pub(super) group: &'a Group,
    pub(super) author: AccountId,
    pub(super) records: BTreeMap<RecordId, Record>,
    /// The touched fields of each changed record, in the order in which records were first touched.
    touched: Vec<(RecordId, BTreeSet<String>)>,
    pub(super) history: Vec<HistoryEntry>,
    pub(super) edits: Vec<EditResult>,
    pub(super) status: Status,
    /// The edit that is being merged.
    pub(super) index: usize,
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        group: &'a Group,
        author: AccountId,
        records: BTreeMap<RecordId, Record>,
    ) -> Self {
        Self {
            group,
            author,
            records,
            touched: Vec::new(),
            history: Vec::new(),
            edits: Vec::new(),
            status: Status::Applied,
            index: 0,
        }
    }

    /// What names the edit that is being merged, as a candidate or as the value in force.
    pub(super) fn edit_id(&self) -> String {
        format!("{}.{}", self.group.id, self.index)
    }

    /// A record that the merge has been given or has made. Its existence was checked beforehand.
    pub(super) fn record(&self, id: RecordId) -> &Record {
        self.records.get(&id).expect("every named record was checked before the merge began")
    }

    /// The same, to change it; the change is noted.
    pub(super) fn change(&mut self, id: RecordId, field: &str) -> &mut Record {
        match self.touched.iter_mut().find(|(touched, _)| *touched == id) {
            Some((_, fields)) => {
                fields.insert(field.to_owned());
            }
            None => self.touched.push((id, BTreeSet::from([field.to_owned()]))),
        }
        self.records.get_mut(&id).expect("every named record was checked before the merge began")
    }

    /// Puts a value in force and says so in the history. `null` clears the field.
    pub(super) fn put(&mut self, id: RecordId, field: &str, to: Value, status: Status) {
        let old = self.record(id).value(field).clone();
        self.note(id, field, old, to.clone(), status);
        let record = self.change(id, field);
        if to.is_null() {
            record.fields.remove(field);
        } else {
            record.fields.insert(field.to_owned(), to.clone());
        }
        self.in_force_changed(id, field, to);
    }

    /// Deletes a record or brings it back, and says so in the history.
    pub(super) fn put_deleted(&mut self, id: RecordId, deleted: bool) {
        let old = Value::Bool(self.record(id).deleted);
        self.note(id, DELETED, old, Value::Bool(deleted), Status::Applied);
        self.change(id, DELETED).deleted = deleted;
        self.in_force_changed(id, DELETED, Value::Bool(deleted));
    }

    /// A line of history without a change of the record, such as a value kept in a dispute.
    pub(super) fn note(
        &mut self,
        id: RecordId,
        field: &str,
        old: Value,
        new: Value,
        outcome: Status,
    ) {
        let record = self.record(id);
        let (scope, kind) = (record.scope, record.kind.clone());
        let field = field.to_owned();
        self.history.push(HistoryEntry { scope, kind, record: id, field, old, new, outcome });
    }

    /// The group's status is that of its gravest edit.
    pub(super) fn at_least(&mut self, status: Status) {
        self.status = self.status.max(status);
    }

    /// Gives every changed record its `ver` and `seq`, and its touched fields their stamps.
    pub(super) fn seal(mut self) -> Sealed {
        let (by, via, said_at) = (self.author, self.group.via.clone(), self.group.said_at.clone());
        let changed = std::mem::take(&mut self.touched).into_iter().map(|(id, fields)| {
            let mut record =
                self.records.remove(&id).expect("a touched record is among the records");
            record.ver += 1;
            let stamp = Stamp {
                seq: 0,
                ver: record.ver,
                by: (record.kind != crate::record::Kind::Dispute).then_some(by),
                via: via.clone(),
                said_at: said_at.clone(),
            };
            for field in &fields {
                record.stamps.insert(field.clone(), stamp.clone());
            }
            record.stamps.retain(|name, _| keeps_its_stamp(&record.fields, name));
            (record, fields)
        });
        let changed = changed.collect();
        Sealed { changed, history: self.history, edits: self.edits, status: self.status }
    }
}

/// A stamp of a member (`assignees[…]`) goes when the member goes; the others stay, also those of
/// cleared fields, because they say who cleared them.
fn keeps_its_stamp(fields: &crate::record::Fields, name: &str) -> bool {
    let Some((field, rest)) = name.split_once('[') else { return true };
    let member = rest.trim_end_matches(']');
    let members = fields.get(field).and_then(Value::as_array);
    members.is_some_and(|members| members.iter().any(|value| member_text(value) == member))
}

/// How a member is written in the name of its stamp.
pub(super) fn member_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

pub(super) struct Sealed {
    pub(super) changed: Vec<(Record, BTreeSet<String>)>,
    pub(super) history: Vec<HistoryEntry>,
    pub(super) edits: Vec<EditResult>,
    pub(super) status: Status,
}
