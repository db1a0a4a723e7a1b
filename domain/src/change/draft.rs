//! The working copy of a merge: the records it was given, what has been changed so far, and what
//! the history will say. Nothing of it takes effect until the whole group has been merged.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::group::Group;
use super::members::{beside, keeps_its_stamp};
use super::merge::HistoryEntry;
use super::receipt::{EditResult, Status};
use crate::ids::{AccountId, RecordId};
use crate::record::{DELETED, Kind, Record, Stamp};

pub(super) struct Draft<'a> {
    pub(super) group: &'a Group,
    pub(super) author: AccountId,
    pub(super) records: BTreeMap<RecordId, Record>,
    /// The touched fields of each changed record, in the order in which records were first touched.
    touched: Vec<(RecordId, BTreeSet<String>)>,
    /// The edits that put a value in force, by record and field.
    put_by: BTreeMap<(RecordId, String), String>,
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
            put_by: BTreeMap::new(),
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

    /// Takes in a record that this group makes.
    pub(super) fn begin(&mut self, unborn: Record) {
        self.touched.push((unborn.id, BTreeSet::new()));
        self.records.insert(unborn.id, unborn);
    }

    /// Puts a value in force and says so in the history. `null` clears the field.
    pub(super) fn put(&mut self, id: RecordId, field: &str, to: Value, status: Status) {
        let old = self.record(id).value(field).clone();
        self.note(id, field, old, to.clone(), status);
        self.put_by.insert((id, field.to_owned()), self.edit_id());
        let record = self.change(id, field);
        if to.is_null() {
            record.fields.remove(field);
        } else {
            record.fields.insert(field.to_owned(), to);
        }
        self.in_force_changed(id, field);
    }

    /// The same by an author who may not have seen the value before.
    pub(super) fn put_unseen(&mut self, id: RecordId, field: &str, to: Value, status: Status) {
        self.put(id, field, to, status);
        self.stamp_unseen(id, field);
    }

    /// Stamps what somebody else may have stamped unseen. The newest stamp of another author stays
    /// beside, so that a delete or a remove still knows of it.
    pub(super) fn stamp_unseen(&mut self, id: RecordId, name: &str) {
        let author = self.author;
        let record = self.change(id, name);
        let another = record.stamps.get(name).filter(|stamp| stamp.by != Some(author));
        if let Some(another) = another.cloned() {
            record.stamps.insert(beside(name), another);
        }
    }

    /// Deletes a record or brings it back, and says so in the history.
    pub(super) fn put_deleted(&mut self, id: RecordId, deleted: bool) {
        let old = Value::Bool(self.record(id).deleted);
        self.note(id, DELETED, old, Value::Bool(deleted), Status::Applied);
        self.put_by.insert((id, DELETED.to_owned()), self.edit_id());
        self.change(id, DELETED).deleted = deleted;
        self.in_force_changed(id, DELETED);
    }

    /// The edit of this group that put the value in force, if one did.
    pub(super) fn named_here(&self, id: RecordId, field: &str) -> Option<String> {
        self.put_by.get(&(id, field.to_owned())).cloned()
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

    /// Gives every changed record its `ver`, and its touched fields their stamps. A dispute has no
    /// stamps: it says itself who said what.
    pub(super) fn seal(mut self) -> Sealed {
        let touched = std::mem::take(&mut self.touched);
        let changed = touched.into_iter().map(|(id, fields)| {
            let mut record =
                self.records.remove(&id).expect("a touched record is among the records");
            record.ver += 1;
            if record.kind != Kind::Dispute {
                self.stamp(&mut record, &fields);
            }
            (record, fields)
        });
        let changed = changed.collect();
        Sealed { changed, history: self.history, edits: self.edits, status: self.status }
    }

    fn stamp(&self, record: &mut Record, fields: &BTreeSet<String>) {
        let stamp = Stamp {
            seq: 0,
            ver: record.ver,
            by: Some(self.author),
            via: self.group.via.clone(),
            said_at: self.group.said_at.clone(),
        };
        for field in fields {
            record.stamps.insert(field.clone(), stamp.clone());
        }
        let fields = &record.fields;
        record.stamps.retain(|name, _| keeps_its_stamp(fields, name));
    }
}

pub(super) struct Sealed {
    pub(super) changed: Vec<(Record, BTreeSet<String>)>,
    pub(super) history: Vec<HistoryEntry>,
    pub(super) edits: Vec<EditResult>,
    pub(super) status: Status,
}
