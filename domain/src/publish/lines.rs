//! The lines of a sheet or a list as they are now: one for each record that stands on it, with what
//! stands there about it.

use std::collections::BTreeMap;

use super::Subject;
use crate::book::{Book, DayOn, Entry, Kept};
use crate::ids::{RecordId, ScopeId};
use crate::limits::PUBLISHED_TEXT_CHARS_MAX;
use crate::record::kinds::{GuestRequest, GuestStatus, HotelStay, Room};
use crate::record::{Kind, Lines, Links, PublishedLine, Record};
use crate::time::When;
use crate::view::{record_title, value_text};

/// A line with the audience that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    /// The audience.
    pub scope: ScopeId,
    /// The line.
    pub line: PublishedLine,
}

/// The lines of a sheet or a list, in its order. What is only for planning is not among them: tasks,
/// files, disputes, requests that nobody has approved.
pub fn lines(book: &Book, subject: Subject) -> Vec<SheetLine> {
    match subject {
        Subject::Day(date) => book.on(date).map(|on| of_day(&on)).unwrap_or_default(),
        Subject::GuestList(event) => {
            guests(book, event).into_iter().map(|it| line(book, it)).collect()
        }
        Subject::RoomingList(stay) => rooms(book, stay),
    }
}

/// The guests of an event who are on the list, by name.
pub(crate) fn guests(book: &Book, event: RecordId) -> Vec<&Entry<GuestRequest>> {
    let mut guests: Vec<_> = book
        .linked::<GuestRequest>(event)
        .filter(|guest| guest.status == Some(GuestStatus::Approved))
        .collect();
    guests.sort_by_key(|guest| {
        (guest.name.as_ref().map(|name| name.as_str().to_lowercase()), guest.id())
    });
    guests
}

/// The rooms of a stay in the order of the list.
pub(crate) fn rooms_of(book: &Book, stay: RecordId) -> Vec<&Entry<Room>> {
    let mut rooms: Vec<_> = book.linked::<Room>(stay).collect();
    rooms.sort_by_key(|room| {
        let position = room.position.as_ref().map_or(i64::MAX, |position| position.get());
        (room.day_room == Some(true), position, room.id())
    });
    rooms
}

fn of_day(on: &DayOn<'_>) -> Vec<SheetLine> {
    let book = on.book();
    let mut all = Vec::new();
    add(&mut all, book, on.days().to_vec());
    add(&mut all, book, on.events());
    add(&mut all, book, on.items());
    add(&mut all, book, on.travels());
    add(&mut all, book, on.stays());
    add(&mut all, book, on.venues());
    add(&mut all, book, on.contacts());
    add(&mut all, book, on.notes());
    all
}

fn add<T: Kept>(all: &mut Vec<SheetLine>, book: &Book, entries: Vec<&Entry<T>>) {
    all.extend(entries.into_iter().map(|entry| line(book, entry)));
}

fn line<T>(book: &Book, entry: &Entry<T>) -> SheetLine {
    let record = entry.record();
    SheetLine { scope: record.scope, line: published(book, record) }
}

/// The first line of a rooming list is the stay itself: when they come and go.
fn rooms(book: &Book, stay: RecordId) -> Vec<SheetLine> {
    let stays = book.get::<HotelStay>(stay).map(|stay| line(book, stay));
    let told = rooms_of(book, stay).into_iter().map(|room| {
        let mut sheet_line = line(book, room);
        sheet_line.line.title = room_title(book, room);
        sheet_line
    });
    stays.into_iter().chain(told).collect()
}

/// Who sleeps in a room, as the hotel knows them: the alias instead of the names where there is one.
pub(crate) fn room_title(book: &Book, room: &Room) -> String {
    if let Some(alias) = &room.alias {
        return alias.to_string();
    }
    let people = room.occupants.as_ref().map(Links::as_slice).unwrap_or_default();
    let mut names = crate::view::words::names(book, people);
    names.extend(room.guests.iter().flat_map(Lines::as_slice).map(ToString::to_string));
    if names.is_empty() { "Empty room".to_owned() } else { names.join(" + ") }
}

/// Fields that say nothing to whoever reads the sheet: where it stands, what it was made from, what
/// has a place of its own in a line.
fn is_told(kind: &Kind, field: &str) -> bool {
    let title = matches!(field, "title" | "name" | "when" | "depart");
    let place_in_book = matches!(
        field,
        "day"
            | "event"
            | "venue"
            | "stay"
            | "leg"
            | "position"
            | "template"
            | "copied_from"
            | "date"
    );
    let private = matches!(
        (kind, field),
        (Kind::GuestRequest | Kind::Room, "notes" | "occupants" | "guests")
            | (Kind::GuestRequest, "status" | "phone" | "email")
            | (Kind::Room, "alias")
    );
    !(title || place_in_book || private)
}

fn published(book: &Book, record: &Record) -> PublishedLine {
    let mut facts = BTreeMap::new();
    for rule in record.kind.rules().iter().filter(|rule| is_told(&record.kind, rule.name)) {
        let value = record.value(rule.name);
        let text = match value.as_str() {
            // A text of several lines is one here, and not cut short before its sum is taken.
            Some(text) if rule.form == crate::record::Form::Prose => one_line(text),
            _ => value_text(book, value),
        };
        if !text.is_empty() {
            keep(&mut facts, rule.name, &text);
        }
    }
    PublishedLine {
        record: record.id,
        kind: record.kind.clone(),
        title: record_title(book, record),
        time: time_of(record),
        facts,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Keeps a text, cut where it is long, with the sum of all of it, so that a change behind the cut is
/// noticed too.
fn keep(facts: &mut BTreeMap<String, String>, name: &str, text: &str) {
    if text.chars().count() <= PUBLISHED_TEXT_CHARS_MAX {
        facts.insert(name.to_owned(), text.to_owned());
        return;
    }
    let cut: String = text.chars().take(PUBLISHED_TEXT_CHARS_MAX - 1).collect();
    facts.insert(name.to_owned(), format!("{}…", cut.trim_end()));
    let sum = blake3::hash(text.as_bytes()).to_hex();
    facts.insert(format!("{name}#"), sum[..16].to_owned());
}

/// The time of a row, or of a departure.
fn time_of(record: &Record) -> String {
    let field = if record.kind == Kind::Travel { "depart" } else { "when" };
    let when = serde_json::from_value::<Option<When>>(record.value(field).clone());
    when.ok().flatten().map(|when| when.to_string()).unwrap_or_default()
}
