//! Groups: the atomic unit of work, as it is sent. A group is immutable once it has left its author.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ids::{AccountId, GroupId, RecordId, ReplicaId, ScopeId};
use crate::limits::{GROUP_BYTES_MAX, GROUP_EDITS_MAX};
use crate::problem::FieldProblem;
use crate::record::{Fields, Kind, MergeClass, check_create, check_field, normalise};

/// `[from, to]`: the value that the author's screen showed and the value that they want.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FromTo(
    #[cfg_attr(feature = "openapi", schema(value_type = Object))] pub Value,
    #[cfg_attr(feature = "openapi", schema(value_type = Object))] pub Value,
);

/// A new record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// The audience it goes to.
    pub scope: ScopeId,
    /// What it is.
    pub kind: Kind,
    /// Its id, a UUIDv7 made by its author.
    pub id: RecordId,
    /// Its values.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Fields,
}

/// One member of a set-valued field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// What the record is.
    pub kind: Kind,
    /// Which record.
    pub id: RecordId,
    /// Which field.
    pub field: String,
    /// The member.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub value: Value,
}

/// The decision of a dispute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Settle {
    /// Which dispute.
    pub dispute: RecordId,
    /// The value that shall be in force.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub to: Value,
    /// The ids of the candidates, and of the value in force, that the decider has seen.
    pub saw: Vec<String>,
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Edit {
    /// A new record.
    Create(Create),
    /// New values of some fields.
    Set {
        /// What the record is.
        kind: Kind,
        /// Which record.
        id: RecordId,
        /// `[from, to]` by field.
        fields: BTreeMap<String, FromTo>,
    },
    /// A new member of a set-valued field.
    Add(Member),
    /// A member less.
    Remove(Member),
    /// The record goes.
    Delete {
        /// What the record is.
        kind: Kind,
        /// Which record.
        id: RecordId,
        /// The newest `ver` that the author has seen.
        ver: u64,
    },
    /// The record comes back.
    Undelete {
        /// What the record is.
        kind: Kind,
        /// Which record.
        id: RecordId,
    },
    /// A dispute is decided.
    Settle(Settle),
}

/// A group of edits: all of them take effect or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its id. Sending it twice has the effect of sending it once.
    pub id: GroupId,
    /// The replica's previous group, which gives the author's order without counters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prev: Option<GroupId>,
    /// The installation that made it; absent for what was made through the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replica: Option<ReplicaId>,
    /// Who made it. The server fills it in from the log-in and refuses another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<AccountId>,
    /// The path by which it came, if not straight: `import`, a hub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// When its author's device said it was. A label for people, never compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<String>,
    /// Why, in the author's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What changes.
    pub edits: Vec<Edit>,
}

/// Checks shape, kinds and field rules before any transaction. Unknown kinds and fields are kept.
pub fn check_group(group: &Group) -> Result<(), Vec<FieldProblem>> {
    let mut problems = Vec::new();
    if group.edits.is_empty() || group.edits.len() > GROUP_EDITS_MAX {
        let n_edits = group.edits.len();
        problems.push(FieldProblem::new(
            "edits",
            format!("has {n_edits} edits, it takes 1 to {GROUP_EDITS_MAX}"),
        ));
    }
    let n_bytes = serde_json::to_string(group).map_or(usize::MAX, |text| text.len());
    if n_bytes > GROUP_BYTES_MAX {
        problems.push(FieldProblem::new(
            "edits",
            format!("the group has {n_bytes} bytes, the limit is {GROUP_BYTES_MAX}"),
        ));
    }
    for (name, label) in
        [("via", &group.via), ("said_at", &group.said_at), ("reason", &group.reason)]
    {
        if label.as_ref().is_some_and(|text| text.chars().count() > 200 || text.contains('\0')) {
            problems.push(FieldProblem::new(name, "takes up to 200 characters, none of them NUL"));
        }
    }
    for (i, edit) in group.edits.iter().enumerate() {
        let outer = format!("edits[{i}]");
        problems.extend(check_edit(edit).into_iter().map(|problem| problem.within(&outer)));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn check_edit(edit: &Edit) -> Vec<FieldProblem> {
    match edit {
        Edit::Create(create) => {
            let fields = normalise(create.fields.clone());
            let found = check_create(&create.kind, &fields).err().unwrap_or_default();
            let mut problems: Vec<_> = found.into_iter().map(|p| p.within("fields")).collect();
            problems.extend(not_written_by_people(&create.kind));
            problems
        }
        Edit::Set { kind, fields, .. } => {
            let mut problems: Vec<_> = fields
                .iter()
                .filter_map(|(name, FromTo(_, to))| check_field(kind, name, to).err())
                .map(|problem| problem.within("fields"))
                .collect();
            if fields.is_empty() {
                problems.push(FieldProblem::new("fields", "names no field"));
            }
            problems.extend(not_written_by_people(kind));
            problems
        }
        Edit::Add(member) | Edit::Remove(member) => check_member(member),
        Edit::Delete { kind, .. } | Edit::Undelete { kind, .. } => {
            not_written_by_people(kind).into_iter().collect()
        }
        Edit::Settle(_) => Vec::new(),
    }
}

fn check_member(member: &Member) -> Vec<FieldProblem> {
    let mut problems: Vec<_> = not_written_by_people(&member.kind).into_iter().collect();
    match member.kind.rule(&member.field) {
        Some(rule) if rule.class != MergeClass::Set => problems.push(FieldProblem::new(
            "field",
            format!("`{}` has one value; set it, do not add to it", member.field),
        )),
        _ => {
            let alone = Value::Array(vec![member.value.clone()]);
            problems.extend(check_field(&member.kind, &member.field, &alone).err());
        }
    }
    problems
}

fn not_written_by_people(kind: &Kind) -> Option<FieldProblem> {
    (*kind == Kind::Dispute)
        .then(|| FieldProblem::new("kind", "a `dispute` is written by the merge; settle it"))
}
