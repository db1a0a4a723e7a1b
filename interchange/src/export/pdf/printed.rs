//! What is printed, taken out of a book: the same for a server and a laptop. Taking it out needs the
//! book, drawing it does not, so that whoever holds a book may let go of it in between.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::book::Book;
use domain::ids::{RecordId, ScopeId};
use domain::routing::Roads;
use domain::view::{
    self, AdvanceSheet, ClockStyle, DaySheet, Grid, GuestList, People, RoomingList, Routing,
    TourHeader, Variant, paper_book,
};

use super::{
    Differences, ListPaper, PageSize, Paper, PdfError, TourBook, VersionMark, advance_sheet,
    day_sheet, list, routing, tour_book,
};

/// What can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// The sheet of a date.
    Day(NaiveDate),
    /// The whole tour.
    TourBook,
    /// The dates with distances and drives.
    Routing,
    /// The guest list of an event, for its box office.
    GuestList(RecordId),
    /// The rooming list of a stay, for its hotel.
    RoomingList(RecordId),
    /// An advance sheet.
    Advance(RecordId),
}

impl Document {
    /// The name of its file, without the ending: letters, digits and dashes.
    pub fn file_name(self) -> String {
        match self {
            Self::Day(date) => format!("day-sheet-{date}"),
            Self::TourBook => "tour-book".to_owned(),
            Self::Routing => "routing".to_owned(),
            Self::GuestList(_) => "guest-list".to_owned(),
            Self::RoomingList(_) => "rooming-list".to_owned(),
            Self::Advance(_) => "advance".to_owned(),
        }
    }
}

/// How it is printed.
#[derive(Clone, Debug)]
pub struct Look {
    /// The size of the paper.
    pub size: PageSize,
    /// How clocks are written.
    pub clock: ClockStyle,
    /// For whom it is.
    pub variant: Variant,
    /// The moment that it shows.
    pub as_of: DateTime<Utc>,
    /// What its code opens.
    pub link: Option<String>,
}

/// What a document is made from.
#[derive(Clone, Copy)]
pub struct Source<'b> {
    /// All of the tour that the printer sees.
    pub book: &'b Book,
    /// What is known of its roads.
    pub roads: &'b Roads,
    /// The organisation's directory, where the printer sees it.
    pub directory: &'b Book,
    /// The audiences of the tour by name.
    pub audiences: &'b BTreeMap<ScopeId, String>,
}

/// A document with everything that stands on it.
pub struct Printed(Inner);

enum Inner {
    Day(Box<DaySheet>),
    TourBook { header: Box<TourHeader>, grid: Grid, people: People, days: Vec<DaySheet> },
    Routing { header: Box<TourHeader>, routing: Routing },
    GuestList(Box<GuestList>),
    RoomingList(Box<RoomingList>),
    Advance(Box<AdvanceSheet>),
}

impl Printed {
    /// Takes a document out of a book; `None` where the book has no such thing. Sheets, the route and the
    /// tour book are trimmed for the variant. Lists and advance sheets are for whoever they are for.
    pub fn of(document: Document, variant: Variant, source: Source<'_>) -> Option<Self> {
        let Source { book, roads, directory, audiences } = source;
        let trimmed = || paper_book(book, variant, audiences);
        let inner = match document {
            Document::Day(date) => Inner::Day(Box::new(view::day_sheet(&trimmed(), date)?)),
            Document::TourBook => {
                let book = trimmed();
                Inner::TourBook {
                    header: Box::new(view::tour_header(&book)?),
                    grid: view::grid(&book, roads),
                    people: view::people(&book),
                    days: book.dates().filter_map(|date| view::day_sheet(&book, date)).collect(),
                }
            }
            Document::Routing => {
                let book = trimmed();
                let header = Box::new(view::tour_header(&book)?);
                Inner::Routing { header, routing: view::routing(&book, roads) }
            }
            Document::GuestList(event) => {
                Inner::GuestList(Box::new(view::guest_list(book, event)?))
            }
            Document::RoomingList(stay) => {
                Inner::RoomingList(Box::new(view::rooming_list(book, stay)?))
            }
            Document::Advance(sheet) => {
                Inner::Advance(Box::new(view::advance_sheet(book, directory, sheet)?))
            }
        };
        Some(Self(inner))
    }

    /// The date that its code leads to, and the edition that it is of.
    pub fn leads_to(&self) -> Option<(NaiveDate, Option<RecordId>)> {
        match &self.0 {
            Inner::Day(sheet) => {
                let newest = sheet.versions.first().map(|newest| newest.edition);
                Some((sheet.header.date, newest))
            }
            _ => None,
        }
    }

    /// The document as a PDF.
    ///
    /// # Errors
    /// Where the link does not fit a code, or the document cannot be written.
    pub fn draw(&self, look: Look) -> Result<Vec<u8>, PdfError> {
        let Look { size, clock, variant, as_of, link } = look;
        let plain = Paper { size, clock, variant, link, ..Paper::at(as_of) };
        let versioned = |version, differences| Paper { version, differences, ..plain.clone() };
        match &self.0 {
            Inner::Day(sheet) => {
                let paper = versioned(VersionMark::of_sheet(sheet), Differences::of_sheet(sheet));
                day_sheet(sheet, &paper)
            }
            Inner::TourBook { header, grid, people, days } => {
                tour_book(&TourBook { header, grid, people, days }, &plain)
            }
            Inner::Routing { header, routing: stops } => routing(stops, header, &plain),
            Inner::GuestList(guests) => {
                let standing = &guests.standing;
                let paper =
                    versioned(VersionMark::of_list(standing), Differences::of_list(standing));
                list(&ListPaper::of_guests(guests), &paper)
            }
            Inner::RoomingList(rooms) => {
                let standing = &rooms.standing;
                let paper =
                    versioned(VersionMark::of_list(standing), Differences::of_list(standing));
                list(&ListPaper::of_rooms(rooms), &paper)
            }
            Inner::Advance(sheet) => advance_sheet(sheet, &plain),
        }
    }
}
