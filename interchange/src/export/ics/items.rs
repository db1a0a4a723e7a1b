//! One entry for each row of the schedule, each leg of travel and each event without rows; for one person
//! also where they sleep.

mod hotel;
mod travel;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::book::{Book, DayOn, Entry as Read};
use domain::ids::RecordId;
use domain::record::kinds::{Event, ItemType, ScheduleItem, Status, Venue};
use domain::view::{DaySheet, ScheduleRow, day_sheet, label, record_title};

use super::Options;
use super::concerns::Concerns;
use super::deleted::with_deleted;
use super::entry::{Certainty, Entry, Span, located, titled};
use super::sequence::Sequence;
use super::words;

/// One date that is being written.
struct Date<'a> {
    on: DayOn<'a>,
    sheet: &'a DaySheet,
    deleted: &'a BTreeSet<RecordId>,
    sequence: &'a Sequence,
    concerns: &'a Concerns,
    options: &'a Options<'a>,
}

pub(super) fn entries(book: &Book, concerns: &Concerns, options: &Options<'_>) -> Vec<Entry> {
    let (book, deleted) = with_deleted(book);
    let sequence = Sequence::of(&book);
    let mut entries = Vec::new();
    for date in super::dates(&book) {
        let Some((on, sheet)) = book.on(date).zip(day_sheet(&book, date)) else { continue };
        let (sheet, deleted, sequence) = (&sheet, &deleted, &sequence);
        let date = Date { on, sheet, deleted, sequence, concerns, options };
        entries.extend(date.travel());
        entries.extend(date.events());
        entries.extend(date.rows());
        entries.extend(date.hotels());
    }
    entries
}

impl Date<'_> {
    fn date(&self) -> NaiveDate {
        self.on.date()
    }

    fn is_off(&self) -> bool {
        self.on.day().status == Some(Status::Cancelled)
    }

    /// Whether something is agreed, by its own status.
    fn certainty(&self, id: RecordId, status: Option<Status>) -> Certainty {
        match status {
            _ if self.deleted.contains(&id) => Certainty::Cancelled,
            Some(Status::Cancelled) => Certainty::Cancelled,
            Some(Status::Confirmed) => Certainty::Confirmed,
            Some(Status::Draft | Status::Unconfirmed) | None => Certainty::Tentative,
        }
    }

    fn rows(&self) -> impl Iterator<Item = Entry> {
        self.sheet.schedule.iter().filter_map(|row| {
            let item = self.on.book().get::<ScheduleItem>(row.id)?;
            let event = item.event.and_then(|event| self.on.book().get::<Event>(event));
            let of_event = || event.and_then(|event| event.party.as_ref()).map(ToString::to_string);
            let party = row.party.clone().or_else(of_event);
            self.concerns
                .row(&row.departments, party.as_deref())
                .then(|| self.row(row, item, event))
        })
    }

    fn row(
        &self,
        row: &ScheduleRow,
        item: &Read<ScheduleItem>,
        event: Option<&Read<Event>>,
    ) -> Entry {
        let date = self.date();
        let agreed = if row.confirmed { Status::Confirmed } else { Status::Unconfirmed };
        let event_off = event.is_some_and(|event| {
            event.status == Some(Status::Cancelled) || self.deleted.contains(&event.id())
        });
        let off = self.is_off() || event_off;
        let status = if off { Status::Cancelled } else { agreed };
        let certainty = self.certainty(row.id, Some(status));
        let zone = item.zone.or(self.on.zone());
        let shown_zone = row.zone.as_ref().or(self.sheet.header.zone.as_ref());
        let mut lines = words::time(&row.time, shown_zone);
        lines.extend(row.detail.as_deref().map(words::remark));
        if !row.departments.is_empty() {
            lines.push(format!("For {}", row.departments.join(", ")));
        }
        lines.extend(row.party.as_ref().map(|party| format!("Party {party}")));
        if certainty == Certainty::Tentative {
            lines.push("Not confirmed".to_owned());
        }
        // In the lobby and on the road nobody is at the venue.
        let elsewhere = matches!(row.item_type, Some(ItemType::LobbyCall | ItemType::Travel));
        let venue = if elsewhere { None } else { self.venue(event) };
        let (at, position) = venue.map_or((None, None), venue_located);
        let location: Vec<_> = row.place.clone().into_iter().chain(at).collect();
        Entry {
            id: row.id,
            date,
            span: Span::of(date, &row.time, zone),
            title: titled(&row.title, Some(&row.time), certainty),
            description: words::description(lines, date, self.options),
            location: (!location.is_empty()).then(|| location.join(", ")),
            position,
            certainty,
            sequence: self.sequence.of_record(item.record()),
        }
    }

    /// The venue of an event; of none the only one of the date.
    fn venue(&self, event: Option<&Read<Event>>) -> Option<&Read<Venue>> {
        match event {
            Some(event) => self.on.book().get(event.venue?),
            None => match self.on.venues().as_slice() {
                [venue] => Some(*venue),
                _ => None,
            },
        }
    }

    /// The events that have no rows: none that names them, and on a date with one event none at all.
    fn events(&self) -> impl Iterator<Item = Entry> {
        let rows: Vec<_> = self.on.items();
        let rows: Vec<_> = rows.iter().filter(|row| !self.deleted.contains(&row.id())).collect();
        let named: BTreeSet<_> = rows.iter().filter_map(|row| row.event).collect();
        let events = self.on.events();
        let is_only = events.len() == 1 && !rows.is_empty();
        events.into_iter().filter_map(move |event| {
            let party = event.party.as_ref().map(ToString::to_string);
            let concerns = self.concerns.row(&[], party.as_deref());
            (concerns && !is_only && !named.contains(&event.id())).then(|| self.event(event))
        })
    }

    fn event(&self, event: &Read<Event>) -> Entry {
        let date = self.date();
        let status = if self.is_off() { Some(Status::Cancelled) } else { event.status };
        let certainty = self.certainty(event.id(), status);
        let kind = event.event_type.map_or_else(|| "Event".to_owned(), |kind| label(kind.word()));
        let title = format!("{kind}: {}", record_title(self.on.book(), event.record()));
        let (location, position) = self.venue(Some(event)).map_or((None, None), venue_located);
        let lines = vec!["No times yet".to_owned()];
        Entry {
            id: event.id(),
            date,
            span: Span::day(date),
            title: titled(&title, None, certainty),
            description: words::description(lines, date, self.options),
            location,
            position,
            certainty,
            sequence: self.sequence.of_record(event.record()),
        }
    }
}

/// The name and the address of a venue, and its position.
pub(super) fn venue_located(venue: &Read<Venue>) -> (Option<String>, Option<(f64, f64)>) {
    let name = venue.name.as_ref().map(ToString::to_string);
    let Some(place) = &venue.place else { return (name, None) };
    let mut place = place.clone();
    place.name = venue.name.clone().or(place.name);
    located(&place)
}
