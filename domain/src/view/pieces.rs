//! The book in day-sized pieces, so that a phone can hold all of a tour and fetch again only what
//! has changed.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::day_sheet::day_sheet;
use super::grid::grid;
use super::people::people;
use super::tour_header::tour_header;
use crate::book::Book;
use crate::routing::Roads;

/// A part of a tour that is fetched as one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Piece {
    /// `tour`, or a date.
    pub key: String,
    /// For `tour`: `header`, `people`, `venues` and `grid`. For a date: its day sheet.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub body: Value,
}

/// Everything that a phone needs without a signal: the tour, then one piece for each date. The same
/// book and roads always give the same pieces.
pub fn book_pieces(book: &Book, roads: &Roads) -> Vec<Piece> {
    let dates = book.dates().filter_map(|date| day_piece(book, date));
    std::iter::once(tour_piece(book, roads)).chain(dates).collect()
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
