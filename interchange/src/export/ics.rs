//! A tour as a calendar (RFC 5545), for the calendars of phones and laptops.
//!
//! Instants are those of the day sheet, with the zone rules of [`domain::time`]. What has no time is an
//! entry of its whole day and never one of midnight. A calendar asks for news a few times a day at best,
//! so each entry says as of when it is, and last-minute changes are not its business. It holds no phones,
//! door codes, passwords of networks, booking references or confirmation numbers: whoever has the
//! address of a feed has all of it.
//!
//! The same book and the same options make the same bytes: nothing here looks at a clock.

mod concerns;
mod days;
mod deleted;
mod entry;
mod items;
mod point;
mod sequence;
#[cfg(test)]
mod tests;
mod words;
mod write;
mod zones;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use domain::book::Book;
use domain::ids::RecordId;
use domain::record::kinds::Person;

use self::concerns::Concerns;
use self::write::Calendar;

/// The media type of a calendar.
pub const CONTENT_TYPE: &str = "text/calendar; charset=utf-8";
/// How often a calendar is asked to look for news. Many look less often, whatever they are asked.
const REFRESH_HOURS: u32 = 1;
/// Years that a calendar can write with four digits, the nights after the last day among them.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9998;

/// What one entry of a calendar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A day of the tour, with its times in the description.
    #[default]
    Days,
    /// A row of the schedule, a leg of travel, or an event that has no rows.
    Items,
}

impl Shape {
    /// Every shape, in reading order.
    pub const ALL: &'static [Self] = &[Self::Days, Self::Items];

    /// The word as it stands in addresses and settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Items => "items",
        }
    }

    /// The shape of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|shape| shape.word() == word)
    }
}

/// What a calendar is made of, beside the book.
pub struct Options<'a> {
    /// What one entry is.
    pub shape: Shape,
    /// The person whose calendar it is: what concerns others alone is left out. `None` is the whole tour.
    pub person: Option<RecordId>,
    /// The moment of the newest change in the book. It stands in every entry, as `DTSTAMP` too.
    pub as_of: DateTime<Utc>,
    /// The tour's address in the app; `/2026-10-24` is appended for a date.
    pub link: Option<&'a str>,
    /// The version of a date's sheet that was handed out last, `v3`.
    pub version: Option<&'a dyn Fn(NaiveDate) -> Option<String>>,
}

/// The calendar of a tour, or nothing where the person is not in the book.
pub fn calendar(book: &Book, options: &Options<'_>) -> Option<String> {
    let person = options.person.map(|id| book.get::<Person>(id).ok_or(())).transpose().ok()?;
    let concerns = person.map_or(Concerns::Everyone, Concerns::of);
    let tour = book.tour();
    let name = tour.and_then(|tour| tour.name.as_ref()).map_or("Tour", |name| name.as_str());
    let mut calendar = Calendar::new(words::calendar_name(name, person), options);
    let entries = match options.shape {
        Shape::Days => days::entries(book, &concerns, options),
        Shape::Items => items::entries(book, &concerns, options),
    };
    entries.iter().for_each(|entry| calendar.add(entry));
    Some(calendar.finish())
}

/// The dates of a book that a calendar can write.
fn dates(book: &Book) -> impl Iterator<Item = NaiveDate> {
    book.dates().filter(|date| YEARS.contains(&date.year()))
}
