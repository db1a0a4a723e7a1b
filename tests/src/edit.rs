//! Short ways to write groups of edits.

use std::collections::BTreeMap;

use domain::change::{Create, Edit, FromTo, Group, Member, Settle};
use domain::ids::{GroupId, RecordId, ScopeId};
use domain::record::Kind;
use serde_json::Value;
use uuid::Uuid;

/// A group straight from its author, without a past.
pub fn group(id: Uuid, edits: Vec<Edit>) -> Group {
    Group {
        id: GroupId(id),
        prev: None,
        replica: None,
        author: None,
        via: None,
        said_at: None,
        reason: None,
        edits,
    }
}

/// A new record; `fields` is a JSON object.
pub fn create(scope: ScopeId, kind: &str, id: RecordId, fields: Value) -> Edit {
    let Value::Object(fields) = fields else { panic!("fields are an object, not `{fields}`") };
    Edit::Create(Create { scope, kind: kind_of(kind), id, fields })
}

/// A new value of one field, and the one that its author saw.
pub fn set(kind: &str, id: RecordId, field: &str, from: Value, to: Value) -> Edit {
    let fields = BTreeMap::from([(field.to_owned(), FromTo(from, to))]);
    Edit::Set { kind: kind_of(kind), id, fields }
}

/// A new member of a field with many.
pub fn add(kind: &str, id: RecordId, field: &str, value: Value) -> Edit {
    Edit::Add(Member { kind: kind_of(kind), id, field: field.to_owned(), value, ver: None })
}

/// A member less.
pub fn remove(kind: &str, id: RecordId, field: &str, value: Value) -> Edit {
    Edit::Remove(Member { kind: kind_of(kind), id, field: field.to_owned(), value, ver: None })
}

/// The record goes, as its author saw it.
pub fn delete(kind: &str, id: RecordId, ver: u64) -> Edit {
    Edit::Delete { kind: kind_of(kind), id, ver }
}

/// The record comes back.
pub fn undelete(kind: &str, id: RecordId) -> Edit {
    Edit::Undelete { kind: kind_of(kind), id }
}

/// A dispute is decided.
pub fn settle(dispute: RecordId, to: Value, saw: &[&str]) -> Edit {
    let saw = saw.iter().map(|id| (*id).to_owned()).collect();
    Edit::Settle(Settle { dispute, to, saw })
}

fn kind_of(name: &str) -> Kind {
    Kind::from_name(name).unwrap()
}
