//! One change as a sentence: "Doors moved from 19:00 to 19:30".

use serde::Serialize;
use serde_json::Value;

use super::{Change, advancing};
use crate::book::Book;
use crate::change::Status;
use crate::record::{DELETED, Kind, MergeClass, Record};
use crate::time::When;
use crate::view::words::{label, value_text};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A record was made.
    Added,
    /// A field got another value.
    Changed,
    /// A record was deleted.
    Deleted,
    /// A deleted record was brought back.
    Restored,
    /// A value was kept beside the one in force, for somebody to decide.
    Proposed,
    /// Nothing took effect: held for a manager, or against a rule.
    NotAccepted,
}

/// A change in words.
pub(super) struct Told {
    pub(super) old: String,
    pub(super) new: String,
    pub(super) sentence: String,
}

pub(super) fn action_of(entry: &Change) -> Action {
    match entry.outcome {
        Status::Disputed => Action::Proposed,
        Status::Held | Status::Rejected => Action::NotAccepted,
        Status::Applied | Status::Merged if entry.field != DELETED => Action::Changed,
        Status::Applied | Status::Merged if entry.new == Value::Bool(true) => Action::Deleted,
        Status::Applied | Status::Merged => Action::Restored,
    }
}

pub(super) fn sentence(
    entry: &Change,
    book: &Book,
    action: Action,
    title: &str,
    record: Option<&Record>,
) -> Told {
    let words = |value: &Value| match value {
        Value::Bool(_) if entry.field == DELETED => String::new(),
        value => advancing::words(entry, book, value).unwrap_or_else(|| value_text(book, value)),
    };
    let (old, new) = (words(&entry.old), words(&entry.new));
    let sentence = match action {
        Action::Added if entry.kind == Kind::AdvanceField => {
            return answered(entry, book, title, record);
        }
        Action::Added if entry.kind == Kind::Publication => format!("{title} published"),
        Action::Added => return added(book, title, record),
        Action::Deleted => format!("{title} deleted"),
        Action::Restored => format!("{title} brought back"),
        Action::Changed => changed(entry, book, title, &old, &new),
        Action::Proposed => proposed(entry, title, &old, &new),
        Action::NotAccepted if entry.field == DELETED => format!("{title}: not accepted"),
        Action::NotAccepted => {
            format!("{title}: {} {} not accepted", field_name(entry), or_nothing(&new))
        }
    };
    Told { old, new, sentence }
}

/// An answer is new with its record; without one the sheet has a question of its own.
fn answered(entry: &Change, book: &Book, title: &str, record: Option<&Record>) -> Told {
    let value = record.map(|record| record.value("answer")).filter(|value| !value.is_null());
    let Some(value) = value else { return added(book, title, record) };
    let answer = Change { field: "answer".to_owned(), ..entry.clone() };
    let new = advancing::words(&answer, book, value).unwrap_or_default();
    Told { old: String::new(), sentence: format!("{title} answered: {new}"), new }
}

/// A new row is told with its time as the record has it now.
fn added(book: &Book, title: &str, record: Option<&Record>) -> Told {
    let when = record.map_or(&Value::Null, |record| record.value("when"));
    let new = value_text(book, when);
    let sentence = match new.as_str() {
        "" | "hidden" => format!("{title} added"),
        time => format!("{title} added, {time}"),
    };
    Told { old: String::new(), new, sentence }
}

fn changed(entry: &Change, book: &Book, title: &str, old: &str, new: &str) -> String {
    if let Some(sentence) = advancing::sentence(entry, title, new) {
        return sentence;
    }
    let field = field_name(entry);
    match (entry.field.as_str(), &entry.new) {
        ("when", _) => moved(entry, title, old, new),
        ("title" | "name", _) if !old.is_empty() && !new.is_empty() => {
            format!("{old} is called {new} now")
        }
        ("confirmed", Value::Bool(true)) => format!("{title} confirmed"),
        ("confirmed", _) => format!("{title} no longer confirmed"),
        ("done", Value::Bool(true)) => format!("{title} done"),
        ("done", _) => format!("{title} to be done again"),
        ("status", Value::String(_)) => format!("{title} is {new} now"),
        _ if is_set(entry) => members(entry, book, title),
        _ if entry.outcome == Status::Merged => format!("{title}: {field} merged"),
        _ if is_text(entry) && !old.is_empty() && !new.is_empty() => {
            format!("{title}: {field} rewritten")
        }
        _ => match (old, new) {
            ("", new) => format!("{title}: {field} set to {new}"),
            (old, "") => format!("{title}: {field} cleared, was {old}"),
            (old, new) => format!("{title}: {field} changed from {old} to {new}"),
        },
    }
}

/// How a time moved. What had no time before was not moved by setting one.
fn moved(entry: &Change, title: &str, old: &str, new: &str) -> String {
    let timed = |value: &Value| {
        serde_json::from_value::<When>(value.clone()).is_ok_and(|when| when.has_time())
    };
    match (timed(&entry.old), timed(&entry.new)) {
        (true, true) => format!("{title} moved from {old} to {new}"),
        (false, true) => format!("{title} set to {new}"),
        (true, false) if new.is_empty() => format!("{title} has no time now, was {old}"),
        (true, false) if new == "TBD" => format!("{title} is TBD now, was {old}"),
        (true, false) => format!("{title} shows no time now, was {old}"),
        (false, false) => format!("{title}: time set to {}", or_nothing(new)),
    }
}

fn proposed(entry: &Change, title: &str, old: &str, new: &str) -> String {
    match (entry.field.as_str(), &entry.new) {
        (DELETED, Value::Bool(true)) => format!("{title}: somebody wants it deleted"),
        (DELETED, _) => format!("{title} was edited after it was deleted"),
        _ => format!(
            "{title}: {} {} proposed, {} stays in force until somebody decides",
            field_name(entry),
            or_nothing(new),
            or_nothing(old)
        ),
    }
}

/// Who came and who went, of a set.
fn members(entry: &Change, book: &Book, title: &str) -> String {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let (old, new) = (list(&entry.old), list(&entry.new));
    let told = |members: &[Value], others: &[Value], verb: &str| {
        let members = members.iter().filter(|member| !others.contains(member));
        let names: Vec<_> = members.map(|member| value_text(book, member)).collect();
        (!names.is_empty()).then(|| format!("{} {verb}", names.join(", ")))
    };
    let parts = [told(&new, &old, "added"), told(&old, &new, "removed")];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    format!("{title}: {} {}", field_name(entry), parts.join(", "))
}

fn is_set(entry: &Change) -> bool {
    entry.kind.rule(&entry.field).is_some_and(|rule| rule.class == MergeClass::Set)
}

fn is_text(entry: &Change) -> bool {
    entry.kind.rule(&entry.field).is_some_and(|rule| rule.class == MergeClass::Text)
}

fn field_name(entry: &Change) -> String {
    label(&entry.field).to_lowercase()
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}
