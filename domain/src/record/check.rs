//! The gate: whether the fields of an edit keep the rules of their kind. It runs before any
//! transaction, and on whole records after a merge.

use serde_json::Value;

use super::kind::is_name;
use super::{Fields, Kind};
use crate::limits::{RECORD_BYTES_MAX, RECORD_FIELDS_MAX, VALUE_DEPTH_MAX};
use crate::problem::FieldProblem;

/// Drops the fields that are `null`, because absent and `null` mean the same.
pub fn normalise(fields: Fields) -> Fields {
    fields.into_iter().filter(|(_, value)| !value.is_null()).collect()
}

/// Checks one value. A known field keeps its rule; an unknown one is only kept from being
/// malformed, deep or unprintable.
pub fn check_field(kind: &Kind, field: &str, value: &Value) -> Result<(), FieldProblem> {
    if !is_name(field) {
        return Err(FieldProblem::new(field, "is not a name of a field"));
    }
    match kind.rule(field) {
        Some(rule) if value.is_null() && rule.required => {
            Err(FieldProblem::new(field, "is required"))
        }
        Some(_) if value.is_null() => Ok(()),
        Some(rule) => (rule.check)(value).map_err(|broken| FieldProblem::new(field, broken)),
        None => check_carried(value).map_err(|broken| FieldProblem::new(field, broken)),
    }
}

/// A value as it is stored: a known field's in its one form, an unknown one's as it came.
pub fn canonical(kind: &Kind, field: &str, value: &Value) -> Value {
    let known = kind.rule(field).and_then(|rule| (rule.canonical)(value));
    known.unwrap_or_else(|| value.clone())
}

/// Checks a value whose meaning is not known, or does not matter any more: it can be stored.
pub fn check_carried(value: &Value) -> Result<(), String> {
    check_to_depth(value, 0)
}

/// Checks a whole record as it would be stored: every value, what is required, and its size.
pub fn check_create(kind: &Kind, fields: &Fields) -> Result<(), Vec<FieldProblem>> {
    let mut problems: Vec<_> =
        fields.iter().filter_map(|(name, value)| check_field(kind, name, value).err()).collect();
    let missing = kind.rules().iter().filter(|rule| rule.required);
    problems.extend(
        missing
            .filter(|rule| !fields.contains_key(rule.name))
            .map(|rule| FieldProblem::new(rule.name, "is required")),
    );
    problems.extend(check_size(fields));
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Checks how large a record is as a whole.
pub fn check_size(fields: &Fields) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    if fields.len() > RECORD_FIELDS_MAX {
        let n_fields = fields.len();
        problems.push(FieldProblem::new(
            "",
            format!("has {n_fields} fields, the limit is {RECORD_FIELDS_MAX}"),
        ));
    }
    let n_bytes = serde_json::to_string(fields).map_or(0, |text| text.len());
    if n_bytes > RECORD_BYTES_MAX {
        problems.push(FieldProblem::new(
            "",
            format!("has {n_bytes} bytes, the limit is {RECORD_BYTES_MAX}"),
        ));
    }
    problems
}

/// PostgreSQL cannot read a NUL inside JSON, so no value may carry one.
fn check_to_depth(value: &Value, depth: usize) -> Result<(), String> {
    if depth > VALUE_DEPTH_MAX {
        return Err(format!("is nested deeper than {VALUE_DEPTH_MAX}"));
    }
    match value {
        Value::String(text) if text.contains('\0') => Err("holds a NUL character".to_owned()),
        Value::Array(items) => items.iter().try_for_each(|item| check_to_depth(item, depth + 1)),
        Value::Object(members) => members.iter().try_for_each(|(name, member)| {
            if name.contains('\0') {
                return Err("holds a NUL character".to_owned());
            }
            check_to_depth(member, depth + 1)
        }),
        _ => Ok(()),
    }
}
