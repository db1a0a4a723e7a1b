//! The tour in a few lines: what stands above every screen of it.

use chrono::NaiveDate;
use serde::Serialize;

use super::people::{PersonBlock, person};
use super::words::text;
use crate::book::{Book, DayOn};
use crate::ids::RecordId;
use crate::record::kinds::{Person, ScheduleItem, Status};
use crate::time::Zone;

/// The tour in a few lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TourHeader {
    /// The tour's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// What the tour is called.
    pub name: String,
    /// Who is on tour.
    pub artist: Option<String>,
    /// Whether the tour is on.
    pub status: Option<Status>,
    /// The zone of home.
    pub home_zone: Option<Zone>,
    /// The currency that money is entered in.
    pub currency: Option<String>,
    /// The tour manager.
    pub tour_manager: Option<PersonBlock>,
    /// The person who answers for production.
    pub production_manager: Option<PersonBlock>,
    /// What everyone should know.
    pub notes: Option<String>,
    /// The legs, by first date.
    pub legs: Vec<LegBlock>,
    /// The first date.
    pub starts: Option<NaiveDate>,
    /// The last date.
    pub ends: Option<NaiveDate>,
    /// How many dates there are.
    pub n_days: usize,
    /// How many of them are shows or festivals that are not cancelled.
    pub n_shows: usize,
    /// How many rows of all schedules are not confirmed.
    pub n_unconfirmed: usize,
    /// How many disputes somebody still has to decide.
    pub n_disputed: usize,
    /// How many records cannot be shown because they break a rule.
    pub n_unreadable: usize,
}

/// A leg of the tour.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegBlock {
    /// The leg's record.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// Its first date, as it is written down.
    pub starts: Option<NaiveDate>,
    /// Its last date, as it is written down.
    pub ends: Option<NaiveDate>,
}

/// The tour in a few lines, if the book has a tour.
pub fn tour_header(book: &Book) -> Option<TourHeader> {
    let tour = book.tour()?;
    let dates: Vec<_> = book.dates().collect();
    let shows = dates.iter().filter_map(|date| book.on(*date)).filter(DayOn::is_show);
    let somebody = |id: Option<RecordId>| Some(person(book, book.get::<Person>(id?)?));
    let legs = book.legs().into_iter().map(|leg| LegBlock {
        id: leg.id(),
        name: text(leg.name.as_ref()).unwrap_or_default(),
        starts: leg.starts,
        ends: leg.ends,
    });
    let unconfirmed =
        book.all::<ScheduleItem>().filter(|item| item.confirmed != Some(true)).count();
    Some(TourHeader {
        id: tour.id(),
        ver: tour.ver(),
        name: text(tour.name.as_ref()).unwrap_or_default(),
        artist: text(tour.artist.as_ref()),
        status: tour.status,
        home_zone: tour.home_zone,
        currency: tour.currency.as_ref().map(|code| code.as_str().to_owned()),
        tour_manager: somebody(tour.tour_manager),
        production_manager: somebody(tour.production_manager),
        notes: text(tour.notes.as_ref()),
        legs: legs.collect(),
        starts: dates.first().copied(),
        ends: dates.last().copied(),
        n_days: dates.len(),
        n_shows: shows.count(),
        n_unconfirmed: unconfirmed,
        n_disputed: book.open_disputes().count(),
        n_unreadable: book.unreadable(),
    })
}
