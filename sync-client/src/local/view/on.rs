//! The part of a tour that one date's sheet can show, so that a sheet costs what the day holds and
//! not what the tour weighs.
//!
//! A sheet tells of a date: of what names its days, their events and those events' venues, of what
//! covers it, and of whatever any of that names in turn. The same fields count for every kind, so a
//! kind that is new is found like the others. That nothing is missing is shown by a property test
//! against the sheet of the whole tour.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use domain::book::{Book, Entry};
use domain::change::{Group, first_needs, more_needs};
use domain::ids::RecordId;
use domain::record::{Kind, Record};
use sea_orm::{DatabaseTransaction, EntityTrait, QueryFilter, Select};
use serde_json::Value;
use uuid::Uuid;

use super::super::base::IDS_MAX;
use super::super::bulk;
use super::super::entity::record::{self, COLUMN};
use super::super::fault::Fault;
use super::super::{Local, state};
use super::View;
use crate::error::Result;

/// Kinds of which a sheet looks at every record: they number the shows, name people, or say which
/// clocks were in force before.
const LOOKED_THROUGH: [Kind; 5] = [Kind::Tour, Kind::Leg, Kind::Day, Kind::Event, Kind::Person];
/// Kinds that a sheet shows only where something on it names them or they name it, and that are large or
/// many.
const ONLY_NAMED: [Kind; 7] = [
    Kind::Venue,
    Kind::Room,
    Kind::ScheduleTemplate,
    Kind::AdvanceTemplate,
    Kind::Advance,
    Kind::AdvanceField,
    Kind::Handout,
];

impl Local {
    /// The part of the tour that a date's day sheet, and the marks of what stands on it, are made
    /// of. Its sheet of that date is the sheet of the whole tour.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn view_on(&self, date: NaiveDate) -> Result<View> {
        self.read(async |txn| view_on(txn, date).await).await
    }
}

async fn view_on(txn: &DatabaseTransaction, date: NaiveDate) -> Result<View, Fault> {
    let state = state::load(txn).await?;
    let mut book = of_no_date(txn, date).await?;
    let groups: Vec<_> = state.unconfirmed().cloned().collect();
    needed(txn, &mut book, &groups).await?;
    let mut view = View::over(txn, book, state).await?;
    let around = Around::new(&view.book, date);
    around.load_linked(txn, &mut view.book).await?;
    let mut follow = Follow { around, followed: BTreeSet::new(), asked: BTreeSet::new() };
    follow.all(txn, &mut view.book).await?;
    // Disputes and answers come with what they are about; then the disputes about those answers.
    for _ in 0..2 {
        follow.about(txn, &mut view.book).await?;
        follow.all(txn, &mut view.book).await?;
    }
    Ok(view)
}

/// What is looked through whatever the date is, what no date is named by, and what began before the
/// date and has not ended.
async fn of_no_date(txn: &DatabaseTransaction, date: NaiveDate) -> Result<Book, Fault> {
    let known = Kind::KNOWN.iter().filter(|kind| !ONLY_NAMED.contains(kind));
    let live = || record::Entity::find().filter(COLUMN.deleted.eq(false));
    let of_kinds = live().filter(COLUMN.kind.is_in(LOOKED_THROUGH.iter().map(Kind::name)));
    let stays = live()
        .filter(COLUMN.kind.eq(Kind::HotelStay.name()))
        .filter(COLUMN.until_day.gte(date.num_days_from_ce()));
    let unlinked = live()
        .filter(COLUMN.day.is_null())
        .filter(COLUMN.event.is_null())
        .filter(COLUMN.kind.is_in(known.map(Kind::name)));
    let mut book = Book::new();
    for select in [of_kinds, stays, unlinked] {
        apply(txn, &mut book, select).await?;
    }
    Ok(book)
}

/// Loads what the merge of unconfirmed groups looks at. An earlier group may delete what a later
/// one edits, so everything is taken to be deleted where that takes more.
async fn needed(txn: &DatabaseTransaction, book: &mut Book, groups: &[Group]) -> Result<(), Fault> {
    if groups.is_empty() {
        return Ok(());
    }
    let mut ids: BTreeSet<_> = groups.iter().flat_map(first_needs).collect();
    for group in groups {
        let edits = serde_json::to_value(&group.edits);
        named(&edits.expect("edits are JSON values and ids"), &mut ids);
    }
    let first: BTreeMap<_, _> = load(txn, book, &ids).await?.into_iter().collect();
    let more: BTreeSet<_> = groups.iter().flat_map(|group| more_needs(group, &first)).collect();
    load(txn, book, &more).await?;
    Ok(())
}

/// Loads records by their ids and answers them as if each were deleted.
async fn load(
    txn: &DatabaseTransaction,
    book: &mut Book,
    ids: &BTreeSet<RecordId>,
) -> Result<Vec<(RecordId, Record)>, Fault> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    apply_with(txn, book, &ids).await?;
    let found = ids.iter().filter_map(|id| book.record(RecordId(*id)));
    Ok(found.map(|record| (record.id, Record { deleted: true, ..record.clone() })).collect())
}

/// The days whose sheet is wanted and the next ones, which the sheet tells of, with their events.
struct Around {
    days: BTreeSet<RecordId>,
    events: BTreeSet<RecordId>,
    venues: BTreeSet<RecordId>,
}

impl Around {
    fn new(book: &Book, date: NaiveDate) -> Self {
        let dates = std::iter::once(date).chain(book.dates_after(date).next());
        let days: BTreeSet<_> = dates.flat_map(|date| book.days_on(date)).map(Entry::id).collect();
        let events: Vec<_> = days.iter().flat_map(|day| book.events_of(*day)).collect();
        let venues = events.iter().filter_map(|event| event.venue).collect();
        Self { events: events.iter().map(|event| event.id()).collect(), days, venues }
    }

    /// Loads whatever names one of them, by whichever field: a book looks for the id alone.
    async fn load_linked(&self, txn: &DatabaseTransaction, book: &mut Book) -> Result<(), Fault> {
        let ids = self.days.iter().chain(&self.events).chain(&self.venues);
        let ids: Vec<_> = ids.map(|id| id.0).collect();
        let live = || record::Entity::find().filter(COLUMN.deleted.eq(false));
        for select in [
            live().filter(COLUMN.day.is_in(ids.clone())),
            live().filter(COLUMN.event.is_in(ids.clone())),
            live().filter(COLUMN.venue.is_in(ids)),
        ] {
            apply(txn, book, select).await?;
        }
        Ok(())
    }

    /// Whether what a record names may show on the sheet.
    fn tells_of(&self, record: &Record) -> bool {
        match record.kind {
            Kind::Day => self.days.contains(&record.id),
            Kind::Event => self.events.contains(&record.id),
            _ => true,
        }
    }
}

/// Goes from what stands on the sheet to whatever that names, and on from there: a disputed value
/// may be the id of anything, and is told by its name.
struct Follow {
    around: Around,
    followed: BTreeSet<RecordId>,
    asked: BTreeSet<RecordId>,
}

impl Follow {
    async fn all(&mut self, txn: &DatabaseTransaction, book: &mut Book) -> Result<(), Fault> {
        let on_sheet = book.records().filter(|record| self.around.tells_of(record));
        let mut next: BTreeSet<_> = on_sheet.map(|record| record.id).collect();
        while !next.is_empty() {
            let mut names = BTreeSet::new();
            for id in next {
                let Some(record) = book.record(id).filter(|_| self.followed.insert(id)) else {
                    continue;
                };
                record.fields.values().for_each(|value| named(value, &mut names));
            }
            names.retain(|id| !self.followed.contains(id));
            let unknown = names.iter().filter(|id| book.record(**id).is_none());
            let unknown: Vec<_> = unknown.filter(|id| self.asked.insert(**id)).collect();
            let unknown: Vec<_> = unknown.into_iter().map(|id| id.0).collect();
            apply_with(txn, book, &unknown).await?;
            names.retain(|id| book.record(*id).is_some());
            next = names;
        }
        Ok(())
    }

    /// Loads the disputes about whatever may stand on the sheet, and the answers of its advances.
    async fn about(&self, txn: &DatabaseTransaction, book: &mut Book) -> Result<(), Fault> {
        let subjects: Vec<_> = self.followed.iter().map(|id| id.0).collect();
        for ids in subjects.chunks(IDS_MAX) {
            apply(txn, book, with_subject(ids)).await?;
        }
        Ok(())
    }
}

fn with_subject(ids: &[Uuid]) -> Select<record::Entity> {
    record::Entity::find()
        .filter(COLUMN.subject.is_in(ids.iter().copied()))
        .filter(COLUMN.deleted.eq(false))
}

/// Takes records into a book. What is newer there, because an unconfirmed group changed it, stays.
async fn apply(
    txn: &DatabaseTransaction,
    book: &mut Book,
    select: Select<record::Entity>,
) -> Result<(), Fault> {
    for record in bulk::records(txn, select).await? {
        book.apply(record);
    }
    Ok(())
}

/// The same with those that have these ids.
async fn apply_with(txn: &DatabaseTransaction, book: &mut Book, ids: &[Uuid]) -> Result<(), Fault> {
    for ids in ids.chunks(IDS_MAX) {
        let with = record::Entity::find().filter(COLUMN.id.is_in(ids.iter().copied()));
        apply(txn, book, with).await?;
    }
    Ok(())
}

/// The ids that a value holds, at whatever depth.
fn named(value: &Value, ids: &mut BTreeSet<RecordId>) {
    match value {
        Value::String(text) => ids.extend(text.parse::<RecordId>()),
        Value::Array(values) => values.iter().for_each(|value| named(value, ids)),
        Value::Object(fields) => fields.values().for_each(|value| named(value, ids)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
