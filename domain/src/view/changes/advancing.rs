//! Answers of an advance sheet in sentences: "Load-in (advance) answered: 11:00".

use serde_json::Value;

use super::Change;
use crate::advance::asked;
use crate::book::Book;
use crate::record::kinds::{Advance, AdvanceField};
use crate::record::{Decided, Kind, Outcome, Question};

/// A value of an answer's record in words; nothing for other records, and for what needs no words of
/// its own.
pub(super) fn words(entry: &Change, book: &Book, value: &Value) -> Option<String> {
    match (&entry.kind, entry.field.as_str()) {
        (Kind::AdvanceField, "answer") => Some(answer(entry, book, value)),
        (Kind::AdvanceField, "decided") => decided(entry, book, value),
        (Kind::AdvanceField, "question") => Some(value.get("label")?.as_str()?.to_owned()),
        (Kind::Advance | Kind::AdvanceTemplate, "questions") => {
            let n = value.as_array().map_or(0, Vec::len);
            Some(if n == 0 { String::new() } else { format!("{n} questions") })
        }
        _ => None,
    }
}

/// What a change of an answer comes to, where it is not told like any other field.
pub(super) fn sentence(entry: &Change, title: &str, new: &str) -> Option<String> {
    match (&entry.kind, entry.field.as_str()) {
        (Kind::AdvanceField, "answer") if !new.is_empty() => {
            Some(format!("{title} answered: {new}"))
        }
        (Kind::AdvanceField, "answer") => Some(format!("{title}: answer taken back")),
        (Kind::AdvanceField, "decided") if !new.is_empty() => Some(format!("{title} {new}")),
        _ => None,
    }
}

fn answer(entry: &Change, book: &Book, value: &Value) -> String {
    let shown = |question: &Question| question.input.show(value).replace('\n', "; ");
    question(entry, book, shown).unwrap_or_else(|| match value {
        Value::Null => String::new(),
        other => other.to_string(),
    })
}

fn decided(entry: &Change, book: &Book, value: &Value) -> Option<String> {
    let decided: Decided = serde_json::from_value(value.clone()).ok()?;
    Some(match decided.outcome {
        Outcome::Accepted => "accepted".to_owned(),
        Outcome::Refused => "refused".to_owned(),
        Outcome::Changed => {
            let instead = decided.instead.unwrap_or_default();
            format!("changed to {}", answer(entry, book, &instead))
        }
    })
}

fn question<T>(entry: &Change, book: &Book, with: impl FnOnce(&Question) -> T) -> Option<T> {
    let field = book.get::<AdvanceField>(entry.record)?;
    let sheet = book.get::<Advance>(field.advance?)?;
    let sheet = asked(book, sheet);
    let asked = sheet.iter().find(|asked| asked.id == entry.record)?;
    Some(with(asked.question))
}
