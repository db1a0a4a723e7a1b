//! What can be said of a group without knowing any record: shape, kinds, field rules, sizes.

use serde_json::Value;

use super::group::{Edit, FromTo, Group, Member, Settle};
use crate::limits::{GROUP_BYTES_MAX, GROUP_EDITS_MAX, LINE_CHARS_MAX, SETTLE_SAW_MAX};
use crate::problem::FieldProblem;
use crate::record::{Kind, MergeClass, check_carried, check_create, check_field, normalise};

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
    let n_bytes = group.n_bytes();
    if n_bytes > GROUP_BYTES_MAX {
        problems.push(FieldProblem::new(
            "edits",
            format!("the group has {n_bytes} bytes, the limit is {GROUP_BYTES_MAX}"),
        ));
    }
    for (name, label) in
        [("via", &group.via), ("said_at", &group.said_at), ("reason", &group.reason)]
    {
        if label.as_ref().is_some_and(|text| !is_label(text)) {
            let rule = format!("takes up to {LINE_CHARS_MAX} characters, none of them NUL");
            problems.push(FieldProblem::new(name, rule));
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
                .filter_map(|(name, from_to)| check_from_to(kind, name, from_to).err())
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
        Edit::Settle(settle) => check_settle(settle),
    }
}

/// The value that is wanted keeps the rule of its field. The value that was shown may be of an
/// older version, whose rule was another; it only has to be one that can be kept.
fn check_from_to(kind: &Kind, field: &str, from_to: &FromTo) -> Result<(), FieldProblem> {
    let FromTo(from, to) = from_to;
    check_field(kind, field, to)?;
    check_carried(from).map_err(|broken| FieldProblem::new(field, broken))
}

/// The value is judged with the rule of the disputed field, once that is known.
fn check_settle(settle: &Settle) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    if let Err(broken) = check_carried(&settle.to) {
        problems.push(FieldProblem::new("to", broken));
    }
    if settle.saw.len() > SETTLE_SAW_MAX || !settle.saw.iter().all(|name| is_label(name)) {
        let rule = format!("takes up to {SETTLE_SAW_MAX} names of what was seen");
        problems.push(FieldProblem::new("saw", rule));
    }
    problems
}

fn is_label(text: &str) -> bool {
    text.chars().count() <= LINE_CHARS_MAX && !text.contains('\0')
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
