//! What an edit does to the working copy, by the merge class of its field.

use std::collections::BTreeMap;

use serde_json::Value;

use super::draft::Draft;
use super::group::{Create, Edit, FromTo};
use super::receipt::Status;
use super::text::merge_text;
use crate::ids::RecordId;
use crate::problem::FieldProblem;
use crate::record::{MergeClass, Record, canonical, check_field};

/// Makes an edit that has been admitted. An error is a rule that shows only here.
pub(super) fn apply(draft: &mut Draft<'_>, edit: &Edit) -> Result<(), FieldProblem> {
    match edit {
        Edit::Create(create) => draft.create(create),
        Edit::Set { id, fields, .. } => draft.set(*id, fields),
        Edit::Add(member) => return draft.add(member),
        Edit::Remove(member) => return draft.remove(member),
        Edit::Delete { id, ver, .. } => draft.delete(*id, *ver),
        Edit::Undelete { id, .. } => draft.undelete(*id),
        Edit::Settle(settle) => return draft.settle(settle),
    }
    Ok(())
}

impl Draft<'_> {
    /// Makes a record. One that exists is set field by field, as if its author's screen had been
    /// empty: two people who added the same day have added one.
    fn create(&mut self, create: &Create) {
        let given = create.fields.iter().filter(|(_, to)| !to.is_null());
        if self.records.contains_key(&create.id) {
            let fields = given.map(|(name, to)| (name.clone(), FromTo(Value::Null, to.clone())));
            return self.set(create.id, &fields.collect());
        }
        let unborn = Record::unborn(create.scope, create.kind.clone(), create.id);
        self.begin(unborn);
        for (field, to) in given {
            let to = canonical(&create.kind, field, to);
            if !to.is_null() {
                self.put(create.id, field, to, Status::Applied);
            }
        }
        self.tell_deleted_parent(create.id);
    }

    /// Sets fields. An edit whose author changed nothing says nothing.
    fn set(&mut self, id: RecordId, fields: &BTreeMap<String, FromTo>) {
        if fields.values().all(|FromTo(from, to)| from == to) {
            return;
        }
        let given = serde_json::to_value(fields).expect("fields are JSON values");
        if !self.wake(id, &given) {
            return;
        }
        let parent = self.record(id).parent();
        for (field, FromTo(from, to)) in fields {
            let kind = self.record(id).kind.clone();
            self.set_field(id, field, &canonical(&kind, field, from), &canonical(&kind, field, to));
        }
        if self.record(id).parent() != parent {
            self.tell_deleted_parent(id);
        }
    }

    fn set_field(&mut self, id: RecordId, field: &str, from: &Value, to: &Value) {
        let record = self.record(id);
        let current = record.value(field).clone();
        let class = record.kind.rule(field).map_or(MergeClass::Review, |rule| rule.class);
        if from == to {
            return;
        }
        if class == MergeClass::Set {
            return self.set_members(id, field, from, to);
        }
        if current == *to {
            return self.withdraw(id, field, from);
        }
        if current == *from {
            return self.put(id, field, to.clone(), Status::Applied);
        }
        match class {
            MergeClass::Latest => self.put_unseen(id, field, to.clone(), Status::Applied),
            MergeClass::Text => self.set_text(id, field, from, to),
            MergeClass::Review | MergeClass::Set => {
                self.dispute(id, field, from.clone(), to.clone());
            }
        }
    }

    /// Merges a text into one that has changed meanwhile. An author whose last version is disputed
    /// began where that one began: its lines are not in force, so they have to be merged again.
    fn set_text(&mut self, id: RecordId, field: &str, from: &Value, to: &Value) {
        let record = self.record(id);
        let (kind, current) = (record.kind.clone(), record.value(field).clone());
        let began = self.own_candidate(id, field, from).map(|candidate| candidate.from);
        let merged = merge_text(&current, began.as_ref().unwrap_or(from), to);
        match merged.filter(|text| check_field(&kind, field, text).is_ok()) {
            Some(text) => {
                if text != current {
                    self.put_unseen(id, field, text, Status::Merged);
                    self.at_least(Status::Merged);
                }
                self.withdraw(id, field, from);
            }
            None => self.dispute(id, field, from.clone(), to.clone()),
        }
    }
}
