//! The advance board: every show with how far its sheet is.

use chrono::NaiveDate;
use serde::Serialize;

use crate::advance::{AdvanceStatus, Counts, Progress, is_advanced, progress, sheet_of};
use crate::book::{Book, Entry};
use crate::ids::RecordId;
use crate::record::kinds::{Event, Venue};
use crate::view::words::{place_name, record_title, short_date, text};

/// Every show with how far its sheet is, by date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdvanceBoard {
    /// The shows.
    pub items: Vec<BoardItem>,
}

/// One show.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardItem {
    /// The sheet; null where the show has none yet.
    pub advance: Option<RecordId>,
    /// The event.
    pub event: RecordId,
    /// The date of the show.
    pub date: NaiveDate,
    /// What the show is called: `Fri 4 Dec · Paradiso · Amsterdam`.
    pub show: String,
    /// The venue.
    pub venue: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// How far it is.
    #[serde(flatten)]
    pub progress: Progress,
    /// When the link was last given to the venue.
    pub sent_on: Option<NaiveDate>,
    /// Who is to answer for the venue.
    pub recipient: Option<String>,
    /// Who advances it for the tour.
    pub owner: Option<String>,
}

/// The board of a tour.
pub fn advance_board(book: &Book) -> AdvanceBoard {
    let mut items = Vec::new();
    for date in book.dates() {
        let Some(on) = book.on(date) else { continue };
        let city = on.place().and_then(place_name);
        for event in on.events().into_iter().filter(|event| is_advanced(event)) {
            items.push(item(book, date, event, city.clone()));
        }
    }
    AdvanceBoard { items }
}

fn item(book: &Book, date: NaiveDate, event: &Entry<Event>, city: Option<String>) -> BoardItem {
    let sheet = sheet_of(book, event.id());
    let venue = event.venue.and_then(|venue| book.get::<Venue>(venue));
    let venue = venue.and_then(|venue| text(venue.name.as_ref()));
    let not_begun = || Progress {
        status: AdvanceStatus::NotBegun,
        counts: Counts::default(),
        newest: 0,
        sections: Vec::new(),
    };
    let owner = sheet.and_then(|sheet| book.record(sheet.owner?));
    BoardItem {
        advance: sheet.map(Entry::id),
        event: event.id(),
        date,
        show: show_title(book, date, event, city.as_deref()),
        venue,
        city,
        progress: sheet.map_or_else(not_begun, |sheet| progress(book, sheet)),
        sent_on: sheet.and_then(|sheet| sheet.sent_on),
        recipient: sheet.and_then(|sheet| {
            text(sheet.recipient_name.as_ref()).or_else(|| text(sheet.recipient_email.as_ref()))
        }),
        owner: owner.map(|owner| record_title(book, owner)),
    }
}

/// `Fri 4 Dec · Paradiso · Amsterdam`.
pub(super) fn show_title(
    book: &Book,
    date: NaiveDate,
    event: &Entry<Event>,
    city: Option<&str>,
) -> String {
    let parts = [Some(short_date(date)), Some(record_title(book, event.record()))];
    let parts = parts.into_iter().flatten().chain(city.map(ToOwned::to_owned));
    parts.collect::<Vec<_>>().join(" · ")
}
