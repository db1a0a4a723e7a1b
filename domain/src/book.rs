//! A tour in memory: typed, indexed, and brought up to date one record at a time.
//!
//! A book is built from records and holds nothing that is not in them, so any two books of the same
//! records are equal, in whatever order the records came. It judges nothing: records that cannot be
//! read, kinds of newer versions and deleted records are carried along. What screens and paper show
//! is made from a book in [`crate::view`].

mod about;
mod curfew;
mod entry;
mod on;
mod order;
mod pending;
mod tables;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use chrono::NaiveDate;

pub use self::curfew::curfew_of;
pub use self::entry::Entry;
pub use self::on::DayOn;
pub use self::pending::{Expected, Pending};
pub use self::tables::Kept;
use self::tables::Tables;
use crate::ids::{AccountId, RecordId, ScopeId};
use crate::problem::FieldProblem;
use crate::record::kinds::{
    Acknowledgement, Contact, Day, Dispute, Event, File, Leg, Note, Person, ScheduleItem,
    ScheduleTemplate, Task, Tour, Travel, Vehicle, Venue,
};
use crate::record::{Kind, Record};

/// A tour in memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// Everything that was applied, deleted and unreadable records too.
    records: BTreeMap<RecordId, Arc<Record>>,
    /// The live records that can be read, by kind.
    tables: Tables,
    /// The live days by date. Two on one date should not happen and lose nothing.
    dates: BTreeSet<(NaiveDate, RecordId)>,
    /// Who names whom: target, kind of the source, source. Live records only.
    links: BTreeSet<(RecordId, Kind, RecordId)>,
    /// Live records of a known kind that break a rule of it.
    unreadable: BTreeMap<RecordId, FieldProblem>,
}

impl Book {
    /// A book without a record.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a record: a new one, a newer version, or one that is deleted now. An older version
    /// than the one held is passed over, so records may come in any order and twice.
    pub fn apply(&mut self, record: Record) {
        let id = record.id;
        let version = |record: &Record| (record.ver, record.seq);
        match self.records.get(&id) {
            Some(held) if version(held) > version(&record) => return,
            Some(_) => self.forget(id),
            None => {}
        }
        let record = Arc::new(record);
        self.records.insert(id, Arc::clone(&record));
        if record.deleted {
            return;
        }
        if let Err(problem) = self.tables.insert(&record) {
            self.unreadable.insert(id, problem);
            return;
        }
        if let Some(date) = self.get::<Day>(id).and_then(|day| day.date) {
            self.dates.insert((date, id));
        }
        for target in self.tables.targets(&record.kind, id) {
            self.links.insert((target, record.kind.clone(), id));
        }
    }

    /// Lets go of every record of a scope, as when somebody no longer sees it.
    pub fn forget_scope(&mut self, scope: ScopeId) {
        let gone = self.records.values().filter(|record| record.scope == scope);
        let gone: Vec<_> = gone.map(|record| record.id).collect();
        for id in gone {
            self.forget(id);
        }
    }

    fn forget(&mut self, id: RecordId) {
        let Some(record) = self.records.remove(&id) else { return };
        if let Some(date) = self.get::<Day>(id).and_then(|day| day.date) {
            self.dates.remove(&(date, id));
        }
        for target in self.tables.targets(&record.kind, id) {
            self.links.remove(&(target, record.kind.clone(), id));
        }
        self.unreadable.remove(&id);
        self.tables.remove(&record.kind, id);
    }

    /// A record as it was applied, whatever state it is in.
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.get(&id).map(AsRef::as_ref)
    }

    /// Every record that was applied, in the order of the ids.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values().map(AsRef::as_ref)
    }

    /// How many live records break a rule of their kind. They are kept and not shown.
    pub fn unreadable(&self) -> usize {
        self.unreadable.len()
    }

    /// The live records that break a rule of their kind, each with the rule.
    pub fn unreadable_records(&self) -> impl Iterator<Item = (&Record, &FieldProblem)> {
        self.unreadable.iter().filter_map(|(id, problem)| Some((self.record(*id)?, problem)))
    }

    /// A live record of a kind.
    pub fn get<T: Kept>(&self, id: RecordId) -> Option<&Entry<T>> {
        T::table(&self.tables).get(&id).map(AsRef::as_ref)
    }

    /// Every live record of a kind in the order of the ids, except under a day that is not there.
    pub fn all<T: Kept>(&self) -> impl Iterator<Item = &Entry<T>> {
        let entries = T::table(&self.tables).values().map(AsRef::as_ref);
        entries.filter(|entry: &&Entry<T>| self.shows(entry))
    }

    /// The live records of a kind that name another one, in the order of the ids. Nothing names a
    /// day that is not there.
    pub fn linked<T: Kept>(&self, target: RecordId) -> impl Iterator<Item = &Entry<T>> {
        let first = (target, T::KIND, RecordId(uuid::Uuid::nil()));
        let last = (target, T::KIND, RecordId(uuid::Uuid::max()));
        let entries = self.links.range(first..=last).filter_map(|(_, _, id)| self.get::<T>(*id));
        entries.filter(|entry| self.shows(entry))
    }

    /// Whether the day that a record belongs to is there. Records without a parent always show.
    fn shows<T: Kept>(&self, entry: &Entry<T>) -> bool {
        entry.parent().is_none_or(|day| self.get::<Day>(day).is_some())
    }

    /// The tour itself.
    pub fn tour(&self) -> Option<&Entry<Tour>> {
        self.all().next()
    }

    /// The legs by first date, then position.
    pub fn legs(&self) -> Vec<&Entry<Leg>> {
        let mut legs: Vec<_> = self.all::<Leg>().collect();
        legs.sort_by_key(|leg| (leg.starts, order::place_in_list(leg.position), leg.id()));
        legs
    }

    /// The days in date order.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = &Entry<Day>> {
        self.dates.iter().filter_map(|(_, id)| self.get(*id))
    }

    /// The dates that have a day, in order, each once.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        let mut before = None;
        let dates = self.dates.iter().map(|(date, _)| *date);
        dates.filter(move |date| before.replace(*date) != Some(*date))
    }

    /// The dates after one that have a day, in order.
    pub fn dates_after(&self, date: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let last = RecordId(uuid::Uuid::max());
        let after = (Bound::Excluded((date, last)), Bound::Unbounded);
        self.dates.range(after).map(|(date, _)| *date)
    }

    /// The days before a date, the newest first.
    pub fn days_before(&self, date: NaiveDate) -> impl Iterator<Item = &Entry<Day>> {
        let first = RecordId(uuid::Uuid::nil());
        self.dates.range(..(date, first)).rev().filter_map(|(_, id)| self.get(*id))
    }

    /// The day on a date.
    pub fn day_on(&self, date: NaiveDate) -> Option<&Entry<Day>> {
        self.days_on(date).next()
    }

    /// The days on a date: one, unless somebody made a second that is not derived from the date.
    pub fn days_on(&self, date: NaiveDate) -> impl Iterator<Item = &Entry<Day>> {
        let first = (date, RecordId(uuid::Uuid::nil()));
        let last = (date, RecordId(uuid::Uuid::max()));
        self.dates.range(first..=last).filter_map(|(_, id)| self.get(*id))
    }

    /// A date with everything on it.
    pub fn on(&self, date: NaiveDate) -> Option<DayOn<'_>> {
        DayOn::new(self, date)
    }

    /// The date of the day with this id.
    pub fn date_of(&self, day: RecordId) -> Option<NaiveDate> {
        self.get::<Day>(day)?.date
    }

    /// The schedule of a day in show-day order.
    pub fn items_of(&self, day: RecordId) -> Vec<&Entry<ScheduleItem>> {
        let mut items: Vec<_> = self.in_day(day).collect();
        items.sort_by_key(|item| order::item_order(item));
        items
    }

    /// The events of a day.
    pub fn events_of(&self, day: RecordId) -> impl Iterator<Item = &Entry<Event>> {
        self.in_day(day)
    }

    /// The legs of travel that are told in a day's clocks, by departure.
    pub fn travels_of(&self, day: RecordId) -> Vec<&Entry<Travel>> {
        let mut travels: Vec<_> = self.in_day(day).collect();
        travels.sort_by_key(|travel| order::travel_order(travel));
        travels
    }

    /// The notes about a day or an event, pinned ones first.
    pub fn notes_of(&self, about: RecordId) -> Vec<&Entry<Note>> {
        let mut notes: Vec<_> = self.linked(about).collect();
        notes.sort_by_key(|note| order::note_order(note));
        notes
    }

    /// The tasks of a day or an event, those to do first.
    pub fn tasks_of(&self, about: RecordId) -> Vec<&Entry<Task>> {
        let mut tasks: Vec<_> = self.linked(about).collect();
        tasks.sort_by_key(|task| order::task_order(task));
        tasks
    }

    /// The contacts of a day, an event or a venue.
    pub fn contacts_of(&self, about: RecordId) -> Vec<&Entry<Contact>> {
        let mut contacts: Vec<_> = self.linked(about).collect();
        contacts.sort_by_key(|contact| order::contact_order(contact));
        contacts
    }

    /// The files of a day, an event or a venue, by category and name.
    pub fn files_of(&self, about: RecordId) -> Vec<&Entry<File>> {
        let mut files: Vec<_> = self.linked(about).collect();
        files.sort_by_key(|file| order::file_order(file));
        files
    }

    /// What people have said that they have seen of a day's changes.
    pub fn acknowledgements_of(
        &self,
        day: RecordId,
    ) -> impl Iterator<Item = &Entry<Acknowledgement>> {
        self.linked(day)
    }

    /// The people on tour by position, then name.
    pub fn people(&self) -> Vec<&Entry<Person>> {
        let mut people: Vec<_> = self.all().collect();
        people.sort_by_key(|person| order::person_order(person));
        people
    }

    /// The person who logs in with an account.
    pub fn person_of(&self, account: AccountId) -> Option<&Entry<Person>> {
        self.linked(RecordId(account.0)).next()
    }

    /// Everybody to call, by position, category and name.
    pub fn contacts(&self) -> Vec<&Entry<Contact>> {
        let mut contacts: Vec<_> = self.all().collect();
        contacts.sort_by_key(|contact| order::contact_order(contact));
        contacts
    }

    /// The venues.
    pub fn venues(&self) -> impl Iterator<Item = &Entry<Venue>> {
        self.all()
    }

    /// The vehicles.
    pub fn vehicles(&self) -> impl Iterator<Item = &Entry<Vehicle>> {
        self.all()
    }

    /// The schedule templates.
    pub fn templates(&self) -> impl Iterator<Item = &Entry<ScheduleTemplate>> {
        self.all()
    }

    /// The disputes about a record that somebody still has to decide.
    pub fn open_disputes_of(&self, subject: RecordId) -> impl Iterator<Item = &Entry<Dispute>> {
        self.linked(subject).filter(|dispute: &&Entry<Dispute>| dispute.open == Some(true))
    }

    /// Every dispute that somebody still has to decide, also about records that are deleted.
    pub fn open_disputes(&self) -> impl Iterator<Item = &Entry<Dispute>> {
        self.all().filter(|dispute: &&Entry<Dispute>| dispute.open == Some(true))
    }

    fn in_day<T: Kept>(&self, day: RecordId) -> impl Iterator<Item = &Entry<T>> {
        self.linked::<T>(day).filter(move |entry| entry.parent() == Some(day))
    }
}

impl Extend<Record> for Book {
    fn extend<I: IntoIterator<Item = Record>>(&mut self, records: I) {
        for record in records {
            self.apply(record);
        }
    }
}

impl FromIterator<Record> for Book {
    fn from_iter<I: IntoIterator<Item = Record>>(records: I) -> Self {
        let mut book = Self::new();
        book.extend(records);
        book
    }
}
