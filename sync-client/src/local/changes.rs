//! What pages from the server have changed in the base: old and new, who, when. A scope that is read
//! from its beginning changes nothing in this sense.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::book::Book;
use domain::change::Status;
use domain::ids::{AccountId, RecordId, ScopeId};
use domain::record::kinds::Dispute;
use domain::record::{DELETED, Kind, Record, Stamp, TypedRecord as _};
use domain::view::{Change, account_name, record_date};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::Value;
use uuid::Uuid;

use super::entity::{change, record};
use super::fault::Fault;
use super::{Local, base};
use crate::error::Result;

/// Rows in one statement.
const ROWS: usize = 500;

/// One field of one record that a page from the server changed.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalChange {
    /// The record's scope.
    pub scope: ScopeId,
    /// Which record.
    pub record: RecordId,
    /// What it is.
    pub kind: Kind,
    /// Which field, or `$deleted`.
    pub field: String,
    /// The value before; of a disputed one the value in force.
    pub old: Value,
    /// The value after.
    pub new: Value,
    /// The new value is only kept beside the old one, for somebody to decide.
    pub disputed: bool,
    /// Who said it, as far as the record tells.
    pub by: Option<AccountId>,
    /// The path by which it came, if not straight.
    pub via: Option<String>,
    /// When their device said it was.
    pub said_at: Option<String>,
    /// The scope's counter at that change.
    pub seq: u64,
    /// When it arrived on this device.
    pub seen_at: DateTime<Utc>,
}

impl LocalChange {
    /// As [`domain::view::changes`] takes it, to be told to people; `at` is when it arrived here.
    pub fn to_view(&self, book: &Book) -> Change {
        Change {
            at: self.seen_at,
            seq: self.seq,
            scope: self.scope,
            kind: self.kind.clone(),
            record: self.record,
            field: self.field.clone(),
            old: self.old.clone(),
            new: self.new.clone(),
            author_name: self.by.and_then(|by| account_name(book, by)),
            via: self.via.clone(),
            said_at: self.said_at.clone(),
            reason: None,
            outcome: if self.disputed { Status::Disputed } else { Status::Applied },
        }
    }
}

impl Local {
    /// What swaps have changed since an instant, in the order in which it arrived; with `date`, of
    /// what is about that date, or was.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn changes(
        &self,
        since: Option<DateTime<Utc>>,
        date: Option<NaiveDate>,
    ) -> Result<Vec<LocalChange>> {
        let changes = async |txn: &DatabaseTransaction| {
            let mut select = change::Entity::find().order_by_asc(change::Column::Position);
            if let Some(since) = since {
                select = select.filter(change::COLUMN.seen_at.gte(since));
            }
            let rows = select.all(txn).await?;
            let mut changes: Vec<LocalChange> =
                rows.into_iter().map(from_row).collect::<Result<_, Fault>>()?;
            if let Some(date) = date {
                let book = dated(txn, &changes).await?;
                changes.retain(|change| is_about(change, &book, date));
            }
            Ok(changes)
        };
        self.read(changes).await
    }
}

/// What tells the dates of changed records: those records, the days and the events.
async fn dated(conn: &impl ConnectionTrait, changes: &[LocalChange]) -> Result<Book, Fault> {
    let kinds = [Kind::Day, Kind::Event];
    let dated = record::Entity::find()
        .filter(record::Column::Kind.is_in(kinds.iter().map(Kind::name)))
        .all(conn)
        .await?;
    let ids: BTreeSet<_> = changes.iter().map(|change| change.record.0).collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let changed = base::rows_with(conn, &ids).await?;
    dated.iter().chain(&changed).map(base::from_row).collect()
}

fn is_about(change: &LocalChange, book: &Book, date: NaiveDate) -> bool {
    let now = book.record(change.record).and_then(|record| record_date(book, record));
    // Whatever was moved from one day to another concerns both.
    let moved = change.field == "day";
    let day = |value: &Value| book.date_of(value.as_str()?.parse().ok()?);
    now == Some(date) || moved && [&change.old, &change.new].map(day).contains(&Some(date))
}

/// Writes down what rows change in the base.
pub(super) async fn note(
    conn: &impl ConnectionTrait,
    old: &BTreeMap<Uuid, record::Model>,
    new: &[record::Model],
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let mut found = Vec::new();
    for row in new {
        let before = old.get(&row.id);
        if before.is_some_and(|old| (old.ver, old.seq) == (row.ver, row.seq)) {
            continue;
        }
        let after = base::from_row(row)?;
        let before = before.map(base::from_row).transpose()?;
        found.extend(differences(before.as_ref(), &after, now));
    }
    for changes in found.chunks(ROWS) {
        let rows = changes.iter().map(to_row).collect::<Result<Vec<_>, Fault>>()?;
        change::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// What differs between two versions of a record. What was made and deleted before anybody here
/// saw it is no news.
fn differences(before: Option<&Record>, after: &Record, now: DateTime<Utc>) -> Vec<LocalChange> {
    if before.is_none() && after.deleted {
        return Vec::new();
    }
    if after.kind == Kind::Dispute {
        return proposals(before, after, now);
    }
    let change = |field: &str, old: &Value, new: &Value| {
        let stamp = stamp_of(after, field);
        LocalChange {
            scope: after.scope,
            record: after.id,
            kind: after.kind.clone(),
            field: field.to_owned(),
            old: old.clone(),
            new: new.clone(),
            disputed: false,
            by: stamp.and_then(|stamp| stamp.by),
            via: stamp.and_then(|stamp| stamp.via.clone()),
            said_at: stamp.and_then(|stamp| stamp.said_at.clone()),
            // Whatever a new record has is one piece of news.
            seq: stamp.filter(|_| before.is_some()).map_or(after.seq, |stamp| stamp.seq),
            seen_at: now,
        }
    };
    let value = |field: &String| before.map_or(&Value::Null, |before| before.value(field));
    let fields = before.into_iter().flat_map(|before| before.fields.keys());
    let fields: BTreeSet<_> = fields.chain(after.fields.keys()).collect();
    let differs = fields.into_iter().filter(|field| value(field) != after.value(field));
    let mut changes: Vec<_> =
        differs.map(|field| change(field, value(field), after.value(field))).collect();
    if let Some(before) = before.filter(|before| before.deleted != after.deleted) {
        changes.push(change(DELETED, &before.deleted.into(), &after.deleted.into()));
    }
    changes
}

/// The stamp of a field, or the newest of its members'.
fn stamp_of<'r>(record: &'r Record, field: &str) -> Option<&'r Stamp> {
    let is_member =
        |name: &&String| name.strip_prefix(field).is_some_and(|member| member.starts_with('['));
    let members = || record.stamps.keys().filter(is_member).map(|name| &record.stamps[name]);
    record.stamps.get(field).or_else(|| members().max_by_key(|stamp| stamp.seq))
}

/// The values that are newly kept beside the one in force.
fn proposals(before: Option<&Record>, after: &Record, now: DateTime<Utc>) -> Vec<LocalChange> {
    let candidates = |dispute: &Dispute| dispute.candidates.clone().unwrap_or_default().0;
    let Ok(dispute) = Dispute::read(&after.fields) else { return Vec::new() };
    let before = before.and_then(|before| Dispute::read(&before.fields).ok());
    let known: Vec<_> = before.iter().flat_map(candidates).collect();
    let kind = dispute.subject_kind.as_ref().and_then(|kind| Kind::from_name(kind.as_str()));
    let (Some(subject), Some(kind), Some(field)) = (dispute.subject, kind, &dispute.field) else {
        return Vec::new();
    };
    let in_force = dispute.in_force.clone().map_or(Value::Null, |in_force| in_force.0);
    let new = candidates(&dispute).into_iter();
    new.filter(|candidate| !known.iter().any(|known| known.id == candidate.id))
        .map(|candidate| LocalChange {
            scope: after.scope,
            record: subject,
            kind: kind.clone(),
            field: field.to_string(),
            old: in_force.clone(),
            new: candidate.value,
            disputed: true,
            by: Some(candidate.author),
            via: None,
            said_at: candidate.said_at,
            seq: after.seq,
            seen_at: now,
        })
        .collect()
}

fn to_row(change: &LocalChange) -> Result<change::ActiveModel, Fault> {
    let json = |value: &Value| {
        serde_json::to_string(value).map_err(|why| Fault::row("change", change.record, why))
    };
    Ok(change::ActiveModel {
        position: NotSet,
        scope_id: Set(change.scope.0),
        record_id: Set(change.record.0),
        kind: Set(change.kind.name().to_owned()),
        field: Set(change.field.clone()),
        old: Set(json(&change.old)?),
        new: Set(json(&change.new)?),
        disputed: Set(change.disputed),
        author: Set(change.by.map(|by| by.0)),
        via: Set(change.via.clone()),
        said_at: Set(change.said_at.clone()),
        seq: Set(super::state::number(change.seq)),
        seen_at: Set(change.seen_at),
    })
}

fn from_row(row: change::Model) -> Result<LocalChange, Fault> {
    let fail = |why: String| Fault::row("change", row.position, why);
    let value = |json: &str| serde_json::from_str(json).map_err(|why| fail(why.to_string()));
    let kind = Kind::from_name(&row.kind).ok_or_else(|| fail(format!("no kind `{}`", row.kind)))?;
    Ok(LocalChange {
        scope: ScopeId(row.scope_id),
        record: RecordId(row.record_id),
        kind,
        old: value(&row.old)?,
        new: value(&row.new)?,
        disputed: row.disputed,
        by: row.author.map(AccountId),
        seq: u64::try_from(row.seq).map_err(|why| fail(why.to_string()))?,
        field: row.field,
        via: row.via,
        said_at: row.said_at,
        seen_at: row.seen_at,
    })
}
