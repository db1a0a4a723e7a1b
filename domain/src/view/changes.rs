//! What has changed, told to people: lines of history as sentences, by the date that they concern.
//!
//! History is the server's; it hands over the entries. A record that was made shows as one line,
//! not as one for each of its fields.

mod advancing;
mod sentence;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::sentence::Action;
use self::sentence::{action_of, sentence};
use super::words::{label, record_date, record_title, weekday};
use crate::book::Book;
use crate::change::Status;
use crate::ids::{RecordId, ScopeId};
use crate::record::{Kind, Record};

/// One entry of the history: one field of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// When the authority took it in.
    pub at: DateTime<Utc>,
    /// The scope's counter at that change.
    pub seq: u64,
    /// The record's scope.
    pub scope: ScopeId,
    /// What the record is.
    pub kind: Kind,
    /// Which record.
    pub record: RecordId,
    /// Which field, or `$deleted`.
    pub field: String,
    /// The value before; for a disputed edit the value in force.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub old: Value,
    /// The value that was given.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub new: Value,
    /// Who said it, by name.
    pub author_name: Option<String>,
    /// The path by which it came, if not straight.
    pub via: Option<String>,
    /// When their device said it was.
    pub said_at: Option<String>,
    /// Why, in their words.
    pub reason: Option<String>,
    /// Whether it took effect.
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub outcome: Status,
}

/// What has changed, by the date that it concerns.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changes {
    /// The dates in order, then what concerns no date.
    pub days: Vec<ChangeDay>,
}

/// What has changed about one date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeDay {
    /// The date; null for what concerns none.
    pub date: Option<NaiveDate>,
    /// `Friday`.
    pub weekday: Option<String>,
    /// The changes, the newest first.
    pub lines: Vec<ChangeLine>,
}

/// One change for people.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeLine {
    /// When the authority took it in.
    pub at: DateTime<Utc>,
    /// The scope's counter at that change.
    pub seq: u64,
    /// The record's scope.
    pub scope: ScopeId,
    /// What the record is.
    pub kind: Kind,
    /// Which record.
    pub record: RecordId,
    /// What the record is called now.
    pub title: String,
    /// The date of the day that it concerns.
    pub date: Option<NaiveDate>,
    /// What was done.
    pub action: Action,
    /// Which field, or `$deleted`; null for a record that was made.
    pub field: Option<String>,
    /// The field in words.
    pub label: Option<String>,
    /// The value before, in words; for a disputed edit the one in force. Empty for none.
    pub old: String,
    /// The value that was given, in words. Empty for none.
    pub new: String,
    /// The whole change as a sentence without a full stop.
    pub sentence: String,
    /// Who said it, by name.
    pub author_name: Option<String>,
    /// The path by which it came, if not straight.
    pub via: Option<String>,
    /// When their device said it was.
    pub said_at: Option<String>,
    /// Why, in their words.
    pub reason: Option<String>,
    /// Whether it took effect.
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub outcome: Status,
}

/// What has changed, told to people, by date; with `only`, about that date alone. Within a date the
/// newest change comes first.
pub fn changes(entries: &[Change], book: &Book, only: Option<NaiveDate>) -> Changes {
    let mut by_date: BTreeMap<(bool, Option<NaiveDate>), Vec<ChangeLine>> = BTreeMap::new();
    for line in lines(entries, book) {
        if only.is_none() || line.date == only {
            by_date.entry((line.date.is_none(), line.date)).or_default().push(line);
        }
    }
    let days = by_date.into_iter().map(|((_, date), mut lines)| {
        lines.sort_by_key(|line| std::cmp::Reverse((line.at, line.seq)));
        ChangeDay { date, weekday: date.map(weekday), lines }
    });
    Changes { days: days.collect() }
}

fn lines(entries: &[Change], book: &Book) -> Vec<ChangeLine> {
    let mut of_record: BTreeMap<(ScopeId, RecordId, u64), Vec<&Change>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| is_told(entry)) {
        of_record.entry((entry.scope, entry.record, entry.seq)).or_default().push(entry);
    }
    let groups = of_record.into_values();
    groups
        .flat_map(|group| if is_create(&group) { made(&group, book) } else { each(&group, book) })
        .collect()
}

/// That somebody has seen a change is no change of the plan, and who has answered stands with the answer.
fn is_told(entry: &Change) -> bool {
    match entry.kind {
        Kind::Acknowledgement => false,
        Kind::AdvanceField => entry.field != "answered",
        _ => true,
    }
}

/// Whether these entries of one record at one moment are its making: only then can a field that
/// every such record has have had no value before.
fn is_create(group: &[&Change]) -> bool {
    let made = |entry: &&Change| {
        let required = entry.kind.rule(&entry.field).is_some_and(|rule| rule.required);
        required && entry.old.is_null() && entry.outcome < Status::Disputed
    };
    group.iter().any(made) && group.iter().all(|entry| entry.old.is_null())
}

fn each(group: &[&Change], book: &Book) -> Vec<ChangeLine> {
    let line = |entry: &&Change| {
        let action = action_of(entry);
        line(entry, book, action, Some(entry.field.clone()), entry.record(book).as_ref())
    };
    group.iter().map(line).collect()
}

fn made(group: &[&Change], book: &Book) -> Vec<ChangeLine> {
    let fields = group.iter().map(|entry| (entry.field.clone(), entry.new.clone())).collect();
    let entry = group[0];
    let record = entry.record(book).unwrap_or_else(|| {
        let unborn = Record::unborn(entry.scope, entry.kind.clone(), entry.record);
        Record { fields, ..unborn }
    });
    vec![line(entry, book, Action::Added, None, Some(&record))]
}

impl Change {
    fn record(&self, book: &Book) -> Option<Record> {
        book.record(self.record).cloned()
    }
}

fn line(
    entry: &Change,
    book: &Book,
    action: Action,
    field: Option<String>,
    record: Option<&Record>,
) -> ChangeLine {
    let kind = super::words::capitalised(&entry.kind.name().replace('_', " "));
    let title = record.map_or(kind, |record| record_title(book, record));
    let told = sentence(entry, book, action, &title, record);
    ChangeLine {
        at: entry.at,
        seq: entry.seq,
        scope: entry.scope,
        kind: entry.kind.clone(),
        record: entry.record,
        date: record.and_then(|record| record_date(book, record)),
        title,
        action,
        label: field.as_deref().map(label),
        field,
        old: told.old,
        new: told.new,
        sentence: told.sentence,
        author_name: entry.author_name.clone(),
        via: entry.via.clone(),
        said_at: entry.said_at.clone(),
        reason: entry.reason.clone(),
        outcome: entry.outcome,
    }
}
