//! Which records a group has to be merged against. The ledger loads them in two steps, because a
//! dispute names its subject and a record names its parent.

use std::collections::{BTreeMap, BTreeSet};

use super::group::{Edit, Group};
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

/// What the loaded records point at: the subject of a dispute that is settled, and the parents of
/// records, with the disputes that may be written about them.
pub fn more_needs(group: &Group, loaded: &BTreeMap<RecordId, Record>) -> BTreeSet<RecordId> {
    let mut needs = BTreeSet::new();
    for edit in &group.edits {
        if let Edit::Settle(settle) = edit {
            let subject = loaded.get(&settle.dispute).map(|dispute| dispute.value("subject"));
            needs.extend(subject.and_then(|id| id.as_str()?.parse::<RecordId>().ok()));
        }
    }
    for parent in loaded.values().filter(|record| record.deleted).filter_map(Record::parent) {
        needs.insert(parent);
        needs.insert(RecordId::of_dispute(parent, DELETED));
    }
    needs.retain(|id| !loaded.contains_key(id));
    needs
}

/// The parent that the fields of a new record name.
pub(super) fn parent_of(kind: &Kind, fields: &Fields) -> Option<RecordId> {
    fields.get(kind.parent_field()?)?.as_str()?.parse().ok()
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
