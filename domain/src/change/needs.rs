//! Which records a group has to be merged against. The ledger loads them in two steps, because a
//! dispute names its subject and a record names its parent.

use std::collections::{BTreeMap, BTreeSet};

use super::group::{Edit, Group};
use serde_json::Value;

use crate::ids::RecordId;
use crate::record::{DELETED, Fields, Kind, Record};

/// The records that a group names, and the disputes that its edits might touch.
pub fn first_needs(group: &Group) -> BTreeSet<RecordId> {
    let mut needs = BTreeSet::new();
    for edit in &group.edits {
        match edit {
            Edit::Create(create) => {
                touch(&mut needs, create.id, create.fields.keys());
                needs.extend(parent_of(&create.kind, &create.fields));
            }
            Edit::Set { kind, id, fields } => {
                touch(&mut needs, *id, fields.keys());
                let moved = kind.parent_field().and_then(|field| fields.get(field));
                needs
                    .extend(moved.and_then(|from_to| from_to.1.as_str()?.parse::<RecordId>().ok()));
            }
            Edit::Add(member) | Edit::Remove(member) => {
                touch(&mut needs, member.id, [&member.field]);
            }
            Edit::Delete { id, .. } | Edit::Undelete { id, .. } => {
                touch(&mut needs, *id, std::iter::empty::<&String>());
            }
            Edit::Settle(settle) => {
                needs.insert(settle.dispute);
            }
        }
    }
    needs
}

/// What the loaded records point at: the subject of a dispute that is settled, the parents of
/// deleted records, and the disputes that may be written about them.
pub fn more_needs(group: &Group, loaded: &BTreeMap<RecordId, Record>) -> BTreeSet<RecordId> {
    let mut needs = BTreeSet::new();
    for edit in &group.edits {
        let Edit::Settle(settle) = edit else { continue };
        let Some(dispute) = loaded.get(&settle.dispute) else { continue };
        needs.extend(id_of(dispute.value("subject")));
        let kind = dispute.value("subject_kind").as_str().and_then(Kind::from_name);
        let parent_field = kind.and_then(|kind| kind.parent_field());
        if parent_field.is_some() && dispute.value("field").as_str() == parent_field {
            needs.extend(id_of(&settle.to));
        }
    }
    for deleted in loaded.values().filter(|record| record.deleted) {
        needs.insert(RecordId::of_dispute(deleted.id, DELETED));
        if let Some(parent) = deleted.parent() {
            needs.insert(parent);
            needs.insert(RecordId::of_dispute(parent, DELETED));
        }
    }
    needs.retain(|id| !loaded.contains_key(id));
    needs
}

fn id_of(value: &Value) -> Option<RecordId> {
    value.as_str()?.parse().ok()
}

/// The parent that the fields of a new record name.
pub(super) fn parent_of(kind: &Kind, fields: &Fields) -> Option<RecordId> {
    id_of(fields.get(kind.parent_field()?)?)
}

fn touch<'a>(
    needs: &mut BTreeSet<RecordId>,
    id: RecordId,
    fields: impl IntoIterator<Item = &'a String>,
) {
    needs.insert(id);
    needs.insert(RecordId::of_dispute(id, DELETED));
    needs.extend(fields.into_iter().map(|field| RecordId::of_dispute(id, field)));
}
