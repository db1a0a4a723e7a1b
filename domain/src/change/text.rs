//! Texts merged line by line.

use serde_json::Value;

use crate::limits::TEXT_MERGE_LINES_MAX;

/// Merges lines three ways; nothing where both sides changed the same lines, or where there are too
/// many to compare.
pub(super) fn merge_text(current: &Value, from: &Value, to: &Value) -> Option<Value> {
    let (from, current, to) = (lines_of(from)?, lines_of(current)?, lines_of(to)?);
    let merged = diffy::merge(&from, &current, &to).ok()?;
    let merged = merged.trim();
    Some(if merged.is_empty() { Value::Null } else { merged.into() })
}

/// A text with its last line ended like the others, so that a line after it does not change it.
fn lines_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let few = text.lines().count() <= TEXT_MERGE_LINES_MAX;
            few.then(|| format!("{text}\n"))
        }
        Value::Null => Some(String::new()),
        _ => None,
    }
}
