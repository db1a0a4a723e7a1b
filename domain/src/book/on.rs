//! A date with everything on it. It joins days that share a date, so that nothing is lost where two
//! people made the same day by different ids.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Book, Entry, order};
use crate::ids::RecordId;
use crate::record::Place;
use crate::record::kinds::{
    Acknowledgement, Contact, Day, DayType, Dispute, Event, File, Hold, HotelStay, Note,
    ScheduleItem, Status, Task, Travel, Venue,
};
use crate::time::{Zone, resolve};

/// A date of a book with everything on it.
#[derive(Clone, Debug)]
pub struct DayOn<'b> {
    book: &'b Book,
    date: NaiveDate,
    days: Vec<&'b Entry<Day>>,
}

impl<'b> DayOn<'b> {
    pub(super) fn new(book: &'b Book, date: NaiveDate) -> Option<Self> {
        let days: Vec<_> = book.days_on(date).collect();
        (!days.is_empty()).then_some(Self { book, date, days })
    }

    /// The book.
    pub fn book(&self) -> &'b Book {
        self.book
    }

    /// The date.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// The day, whose words stand on the sheet.
    pub fn day(&self) -> &'b Entry<Day> {
        self.days[0]
    }

    /// Every day on the date; more than one should not happen.
    pub fn days(&self) -> &[&'b Entry<Day>] {
        &self.days
    }

    /// The zone of every clock on this date.
    pub fn zone(&self) -> Option<Zone> {
        self.days.iter().find_map(|day| day.zone)
    }

    /// Where the party is.
    pub fn place(&self) -> Option<&'b Place> {
        self.days.iter().find_map(|day| day.place.as_ref())
    }

    /// What kind of day it is.
    pub fn day_type(&self) -> Option<DayType> {
        self.days.iter().find_map(|day| day.day_type)
    }

    /// Whether it is a show of the tour that is still on: what "show 14 of 31" counts. It is off
    /// when the day is cancelled, or everything that was booked on it.
    pub fn is_show(&self) -> bool {
        let events = self.events();
        let off = |status: Option<Status>| status == Some(Status::Cancelled);
        let all_off = !events.is_empty() && events.iter().all(|event| off(event.status));
        matches!(self.day_type(), Some(DayType::Show | DayType::Festival))
            && !off(self.day().status)
            && !all_off
    }

    /// The schedule in show-day order.
    pub fn items(&self) -> Vec<&'b Entry<ScheduleItem>> {
        let mut items = self.each(|day| self.book.items_of(day));
        items.sort_by_key(|item| order::item_order(item));
        items
    }

    /// The events.
    pub fn events(&self) -> Vec<&'b Entry<Event>> {
        self.each(|day| self.book.events_of(day).collect())
    }

    /// The venues of the events, each once.
    pub fn venues(&self) -> Vec<&'b Entry<Venue>> {
        let mut seen = BTreeSet::new();
        let ids = self.events().into_iter().filter_map(|event| event.venue);
        ids.filter(|id| seen.insert(*id)).filter_map(|id| self.book.get(id)).collect()
    }

    /// The legs of travel, by the instant of the departure: a flight over the date line leaves at
    /// 17:00 and the bus at its other end at 12:00 of the same date. Where the zone of one is not
    /// known, by what the clocks show.
    pub fn travels(&self) -> Vec<&'b Entry<Travel>> {
        let mut travels = self.each(|day| self.book.travels_of(day));
        travels.sort_by_key(|travel| order::travel_order(travel));
        let timed = travels.iter().filter(|travel| order::departs(travel).is_some());
        if timed.clone().all(|travel| self.departs_at(travel).is_some()) {
            travels.sort_by_key(|travel| {
                let at = self.departs_at(travel);
                (at.is_none(), at)
            });
        }
        travels
    }

    /// The zone of a departure: its own, that of the place, or the day's.
    pub fn depart_zone(&self, travel: &Travel) -> Option<Zone> {
        let from_zone = travel.from.as_ref().and_then(|place| place.zone);
        travel.depart_zone.or(from_zone).or(self.zone())
    }

    fn departs_at(&self, travel: &Entry<Travel>) -> Option<DateTime<Utc>> {
        let (clock, fold) = order::departs(travel)?;
        Some(resolve(self.date, clock, self.depart_zone(travel)?, fold).instant())
    }

    /// The hotel stays that cover the date, from the day of the check-in to the date of the
    /// check-out, both included.
    pub fn stays(&self) -> Vec<&'b Entry<HotelStay>> {
        let covers = |stay: &&Entry<HotelStay>| {
            let check_in = stay.day.and_then(|day| self.book.date_of(day));
            check_in.is_some_and(|first| {
                let last = stay.check_out_date.unwrap_or(first);
                first == self.date || (first < self.date && self.date <= last)
            })
        };
        self.book.all::<HotelStay>().filter(covers).collect()
    }

    /// The holds of the date, those that were let go among them.
    pub fn holds(&self) -> Vec<&'b Entry<Hold>> {
        self.each(|day| {
            self.book.linked::<Hold>(day).filter(|hold| hold.parent() == Some(day)).collect()
        })
    }

    /// The notes about the date and its events.
    pub fn notes(&self) -> Vec<&'b Entry<Note>> {
        let mut notes = about(&self.about_ids(), |id| self.book.notes_of(id));
        notes.sort_by_key(|note| order::note_order(note));
        notes
    }

    /// The tasks of the date and its events, and those of no day that are due on it.
    pub fn tasks(&self) -> Vec<&'b Entry<Task>> {
        let mut tasks = about(&self.about_ids(), |id| self.book.tasks_of(id));
        let elsewhere = |task: &&Entry<Task>| task.day.is_none() && task.event.is_none();
        let due = self.book.all::<Task>().filter(elsewhere);
        tasks.extend(due.filter(|task| task.due == Some(self.date)));
        tasks.sort_by_key(|task| order::task_order(task));
        tasks
    }

    /// The contacts of the date, its events and their venues.
    pub fn contacts(&self) -> Vec<&'b Entry<Contact>> {
        let ids = self.about_ids_and_venues();
        let mut contacts = about(&ids, |id| self.book.contacts_of(id));
        contacts.sort_by_key(|contact| order::contact_order(contact));
        contacts
    }

    /// The files of the date, its events and their venues.
    pub fn files(&self) -> Vec<&'b Entry<File>> {
        let ids = self.about_ids_and_venues();
        let mut files = about(&ids, |id| self.book.files_of(id));
        files.sort_by_key(|file| order::file_order(file));
        files
    }

    /// What people have said that they have seen of the date's changes.
    pub fn acknowledgements(&self) -> Vec<&'b Entry<Acknowledgement>> {
        self.days.iter().flat_map(|day| self.book.acknowledgements_of(day.id())).collect()
    }

    /// The open disputes about anything that stands on the date's sheet.
    pub fn disputes(&self) -> Vec<&'b Entry<Dispute>> {
        if self.book.open_disputes().next().is_none() {
            return Vec::new();
        }
        let mut ids = self.about_ids();
        ids.extend(self.items().iter().map(|item| item.id()));
        ids.extend(self.travels().iter().map(|travel| travel.id()));
        ids.extend(self.stays().iter().map(|stay| stay.id()));
        ids.extend(self.venues().iter().map(|venue| venue.id()));
        ids.extend(self.contacts().iter().map(|contact| contact.id()));
        ids.extend(self.files().iter().map(|file| file.id()));
        ids.extend(self.notes().iter().map(|note| note.id()));
        ids.extend(self.tasks().iter().map(|task| task.id()));
        about(&ids, |id| self.book.open_disputes_of(id).collect())
    }

    /// The ids of the days and their events.
    fn about_ids(&self) -> Vec<RecordId> {
        let days = self.days.iter().map(|day| day.id());
        days.chain(self.events().iter().map(|event| event.id())).collect()
    }

    fn about_ids_and_venues(&self) -> Vec<RecordId> {
        let mut ids = self.about_ids();
        ids.extend(self.venues().iter().map(|venue| venue.id()));
        ids
    }

    fn each<T>(&self, of: impl Fn(RecordId) -> Vec<&'b Entry<T>>) -> Vec<&'b Entry<T>> {
        self.days.iter().flat_map(|day| of(day.id())).collect()
    }
}

/// What several ids are named by, each once.
fn about<'b, T>(ids: &[RecordId], of: impl Fn(RecordId) -> Vec<&'b Entry<T>>) -> Vec<&'b Entry<T>> {
    let mut seen = BTreeSet::new();
    let all = ids.iter().flat_map(|id| of(*id));
    all.filter(|entry| seen.insert(entry.id())).collect()
}
