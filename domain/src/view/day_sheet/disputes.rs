//! Two values for one thing, side by side, with who said what and when.

use serde::Serialize;
use serde_json::Value;

use crate::book::{Book, Entry};
use crate::ids::{AccountId, RecordId};
use crate::record::kinds::Dispute;
use crate::record::{DELETED, Kind};
use crate::view::words::{account_name, label, record_title, value_text};

/// Something that somebody has to decide.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisputeBlock {
    /// The dispute's record, to be settled.
    pub id: RecordId,
    /// The record it is about.
    pub record: RecordId,
    /// The kind of that record.
    pub kind: Option<Kind>,
    /// What that record is called.
    pub title: String,
    /// The field, or `$deleted`.
    pub field: String,
    /// The field in words.
    pub label: String,
    /// The value in force.
    pub in_force: DisputedValue,
    /// The other values, oldest first.
    pub candidates: Vec<DisputedValue>,
}

/// A value with whoever said it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisputedValue {
    /// What names it in the `saw` of a settlement.
    pub id: Option<String>,
    /// The value.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub value: Value,
    /// The value in words.
    pub text: String,
    /// The account that said it.
    pub by: Option<AccountId>,
    /// The name of that person, where they are on the tour.
    pub by_name: Option<String>,
    /// When their device said it was.
    pub said_at: Option<String>,
}

/// Everything that somebody still has to decide, also about what is deleted, in the order of what it
/// is about.
pub fn disputes(book: &Book) -> Vec<DisputeBlock> {
    let mut blocks: Vec<_> = book.open_disputes().map(|dispute| block(book, dispute)).collect();
    blocks.sort_by(|a, b| (a.record, &a.field).cmp(&(b.record, &b.field)));
    blocks
}

pub(in crate::view) fn block(book: &Book, dispute: &Entry<Dispute>) -> DisputeBlock {
    let subject_id = dispute.subject.unwrap_or(dispute.id());
    let subject = book.record(subject_id);
    let field = dispute.field.as_ref().map(ToString::to_string).unwrap_or_default();
    let stamp = subject.and_then(|subject| subject.stamps.get(&field));
    let value = |id, value: Value, by: Option<AccountId>, said_at| DisputedValue {
        id,
        text: disputed_text(book, &field, &value),
        value,
        by,
        by_name: by.and_then(|by| account_name(book, by)),
        said_at,
    };
    let in_force = dispute.in_force.clone().map_or(Value::Null, |in_force| in_force.0);
    let in_force = value(
        dispute.in_force_id.as_ref().map(ToString::to_string),
        in_force,
        dispute.in_force_by.map(|by| AccountId(by.0)),
        stamp.and_then(|stamp| stamp.said_at.clone()),
    );
    let candidates = dispute.candidates.clone().unwrap_or_default().0;
    let candidates =
        candidates.into_iter().map(|c| value(Some(c.id), c.value, Some(c.author), c.said_at));
    DisputeBlock {
        id: dispute.id(),
        record: subject_id,
        kind: dispute.subject_kind.as_ref().and_then(|kind| Kind::from_name(kind.as_str())),
        title: subject.map(|subject| record_title(book, subject)).unwrap_or_default(),
        label: label(&field),
        in_force,
        candidates: candidates.collect(),
        field: field.clone(),
    }
}

fn disputed_text(book: &Book, field: &str, value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(true) if field == DELETED => "delete it".to_owned(),
        Value::Bool(false) if field == DELETED => "keep it".to_owned(),
        Value::Object(kept) if field == DELETED => {
            let edited = kept.get("record").map(|id| value_text(book, id)).unwrap_or_default();
            format!("keep it: `{edited}` was edited")
        }
        value => match value_text(book, value) {
            text if text.is_empty() => "nothing".to_owned(),
            text => text,
        },
    }
}
