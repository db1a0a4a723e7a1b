//! The blocks of a sheet that are a record's own fields beside what is derived from others.

use serde::Serialize;

use crate::book::{Book, DayOn, Entry};
use crate::ids::RecordId;
use crate::record::kinds::{Contact, Event, File, HotelStay, Note, Task, Venue};
use crate::record::{Links, Place};
use crate::view::shown::{ShownTime, ShownZone};
use crate::view::words::{names, text};

/// An event with the fields of its record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventBlock {
    /// The event's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// The name of its venue.
    pub venue_name: Option<String>,
    /// The open disputes about it.
    pub disputed: Vec<RecordId>,
    /// Its fields, as the kind `event` has them; absent where there is no value.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Event,
}

/// A venue with the fields of its record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VenueBlock {
    /// The venue's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// The open disputes about it.
    pub disputed: Vec<RecordId>,
    /// Its fields, as the kind `venue` has them; absent where there is no value.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Venue,
}

/// A hotel stay as it concerns one date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HotelBlock {
    /// The stay's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// Whether this is the date of the check-in.
    pub checks_in: bool,
    /// Whether this is the date of the check-out. Without a date only day rooms are left on the
    /// date on which they were taken.
    pub checks_out: bool,
    /// The check-in as it is shown, on the clock of its own day.
    pub check_in_time: Option<ShownTime>,
    /// The check-out as it is shown, on the clock of its own date; without a date it has no instant.
    pub check_out_time: Option<ShownTime>,
    /// The zone of its clocks, where it is not the day's.
    pub zone: Option<ShownZone>,
    /// Who stays; nobody named means everyone.
    pub people_names: Vec<String>,
    /// The open disputes about it.
    pub disputed: Vec<RecordId>,
    /// Its fields, as the kind `hotel_stay` has them; absent where there is no value.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: HotelStay,
}

/// A contact with the fields of its record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactBlock {
    /// The contact's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// The open disputes about it.
    pub disputed: Vec<RecordId>,
    /// Its fields, as the kind `contact` has them; absent where there is no value.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Contact,
}

/// A file with the fields of its record. Its content is fetched apart, under the record's id.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileBlock {
    /// The file's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// The open disputes about it.
    pub disputed: Vec<RecordId>,
    /// Its fields, as the kind `file` has them; absent where there is no value.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: File,
}

/// A note with the fields of its record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteBlock {
    /// The note's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// The open disputes about it.
    pub disputed: Vec<RecordId>,
    /// Its fields, as the kind `note` has them; absent where there is no value.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Note,
}

/// A task with the fields of its record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskBlock {
    /// The task's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// Who does it, by name.
    pub assignee_names: Vec<String>,
    /// The open disputes about it.
    pub disputed: Vec<RecordId>,
    /// Its fields, as the kind `task` has them; absent where there is no value.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Task,
}

pub(super) fn event(book: &Book, event: &Entry<Event>) -> EventBlock {
    let venue = event.venue.and_then(|id| book.get::<Venue>(id));
    EventBlock {
        id: event.id(),
        ver: event.ver(),
        venue_name: venue.and_then(|venue| text(venue.name.as_ref())),
        disputed: open_disputes(book, event.id()),
        fields: event.fields().clone(),
    }
}

pub(super) fn venue(book: &Book, venue: &Entry<Venue>) -> VenueBlock {
    VenueBlock {
        id: venue.id(),
        ver: venue.ver(),
        disputed: open_disputes(book, venue.id()),
        fields: venue.fields().clone(),
    }
}

pub(super) fn hotel(on: &DayOn<'_>, stay: &Entry<HotelStay>) -> HotelBlock {
    let book = on.book();
    let day = stay.day.and_then(|day| book.date_of(day)).and_then(|date| book.on(date));
    let (first, day_zone) = day.map_or((on.date(), None), |day| (day.date(), day.zone()));
    let same_day = (stay.day_rooms == Some(true)).then_some(first);
    let last = stay.check_out_date.or(same_day);
    let zone = stay.place.as_ref().and_then(|place| place.zone).or(day_zone);
    let people = stay.people.as_ref().map(Links::as_slice).unwrap_or_default();
    HotelBlock {
        id: stay.id(),
        ver: stay.ver(),
        checks_in: first == on.date(),
        checks_out: last == Some(on.date()),
        check_in_time: stay.check_in.map(|when| ShownTime::new(Some(when), first, zone)),
        check_out_time: stay.check_out.map(|when| {
            ShownTime::new(Some(when), last.unwrap_or(first), zone.filter(|_| last.is_some()))
        }),
        zone: zone
            .filter(|zone| Some(*zone) != on.zone())
            .map(|zone| ShownZone::on(zone, on.date())),
        people_names: names(book, people),
        disputed: open_disputes(book, stay.id()),
        fields: stay.fields().clone(),
    }
}

pub(super) fn contact(book: &Book, contact: &Entry<Contact>) -> ContactBlock {
    ContactBlock {
        id: contact.id(),
        ver: contact.ver(),
        disputed: open_disputes(book, contact.id()),
        fields: contact.fields().clone(),
    }
}

pub(super) fn file(book: &Book, file: &Entry<File>) -> FileBlock {
    FileBlock {
        id: file.id(),
        ver: file.ver(),
        disputed: open_disputes(book, file.id()),
        fields: file.fields().clone(),
    }
}

pub(super) fn note(book: &Book, note: &Entry<Note>) -> NoteBlock {
    NoteBlock {
        id: note.id(),
        ver: note.ver(),
        disputed: open_disputes(book, note.id()),
        fields: note.fields().clone(),
    }
}

pub(super) fn task(book: &Book, task: &Entry<Task>) -> TaskBlock {
    let assignees = task.assignees.as_ref().map(Links::as_slice).unwrap_or_default();
    TaskBlock {
        id: task.id(),
        ver: task.ver(),
        assignee_names: names(book, assignees),
        disputed: open_disputes(book, task.id()),
        fields: task.fields().clone(),
    }
}

/// The ids of the open disputes about a record.
pub(in crate::view) fn open_disputes(book: &Book, subject: RecordId) -> Vec<RecordId> {
    book.open_disputes_of(subject).map(Entry::id).collect()
}

/// The city of a date: the day's own, else that of a venue.
pub(in crate::view) fn city(on: &DayOn<'_>) -> Option<String> {
    let mut places = on.place().into_iter().chain(venue_places(on));
    places.find_map(|place| text(place.city.as_ref()))
}

/// The country of a date: the day's own, else that of a venue.
pub(in crate::view) fn country(on: &DayOn<'_>) -> Option<String> {
    let mut places = on.place().into_iter().chain(venue_places(on));
    places.find_map(|place| place.country.as_ref().map(|code| code.as_str().to_owned()))
}

/// The coordinates of a date, north and east: those of a venue before those of the city.
pub(in crate::view) fn coordinates(on: &DayOn<'_>) -> Option<(f64, f64)> {
    let mut places = venue_places(on).chain(on.place());
    places.find_map(|place| place.lat.zip(place.lon))
}

fn venue_places<'b>(on: &DayOn<'b>) -> impl Iterator<Item = &'b Place> {
    on.venues().into_iter().filter_map(|venue| venue.fields().place.as_ref())
}
