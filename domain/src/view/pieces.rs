//! The book in day-sized pieces, so that a phone can hold all of a tour and fetch again only what
//! has changed.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::advance::{advance_board, advance_sheet};
use super::day_sheet::day_sheet;
use super::grid::grid;
use super::people::people;
use super::tour_header::tour_header;
use crate::advance::sheet_of;
use crate::book::Book;
use crate::record::kinds::Advance;
use crate::routing::Roads;

/// A part of a tour that is fetched as one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Piece {
    /// `tour`, a date, `advances`, or `advance/` and a date.
    pub key: String,
    /// For `tour`: `header`, `people`, `venues` and `grid`. For a date: its day sheet. For `advances`: the
    /// board; for the advances of a date: `sheets`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub body: Value,
}

/// Everything that a phone needs without a signal: the tour, then one piece for each date, then for
/// those who see advancing the board and its sheets. The same book and roads always give the same
/// pieces.
pub fn book_pieces(book: &Book, roads: &Roads) -> Vec<Piece> {
    let dates = book.dates().filter_map(|date| day_piece(book, date));
    let pieces = std::iter::once(tour_piece(book, roads)).chain(dates);
    pieces.chain(advance_pieces(book)).collect()
}

/// What a sheet says of visits on other tours is not in a tour's book, and not in its pieces.
fn advance_pieces(book: &Book) -> Vec<Piece> {
    if book.all::<Advance>().next().is_none() {
        return Vec::new();
    }
    let board = serde_json::to_value(advance_board(book)).expect("a board has only text keys");
    let mut pieces = vec![Piece { key: "advances".to_owned(), body: board }];
    let directory = Book::new();
    for date in book.dates() {
        let events = book.on(date).map(|on| on.events()).unwrap_or_default();
        let sheets = events.iter().filter_map(|event| sheet_of(book, event.id()));
        let sheets = sheets.filter_map(|sheet| advance_sheet(book, &directory, sheet.id()));
        let sheets: Vec<_> = sheets.collect();
        if !sheets.is_empty() {
            let body = json!({ "sheets": sheets });
            pieces.push(Piece { key: format!("advance/{date}"), body });
        }
    }
    pieces
}

fn tour_piece(book: &Book, roads: &Roads) -> Piece {
    let venues: Vec<_> = book.venues().map(venue_summary).collect();
    let body = json!({
        "header": tour_header(book),
        "people": people(book),
        "venues": venues,
        "grid": grid(book, roads),
    });
    Piece { key: "tour".to_owned(), body }
}

/// What a list of venues shows; everything else stands on the sheets of their dates.
fn venue_summary(venue: &crate::book::Entry<crate::record::kinds::Venue>) -> Value {
    json!({
        "id": venue.id(),
        "name": venue.name,
        "place": venue.place,
        "capacity": venue.capacity,
        "venue_type": venue.venue_type,
    })
}

fn day_piece(book: &Book, date: NaiveDate) -> Option<Piece> {
    let sheet = day_sheet(book, date)?;
    let body = serde_json::to_value(sheet).expect("a day sheet has only text keys");
    Some(Piece { key: date.to_string(), body })
}
