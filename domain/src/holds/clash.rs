//! Holds that cannot all become shows, and shows that a radius clause forbids.

use chrono::{Days, NaiveDate};

use super::avails::is_booked;
use super::{are_of_one_queue, is_live, is_show};
use crate::book::{Book, DayOn, Entry};
use crate::geo::great_circle_km;
use crate::ids::RecordId;
use crate::record::kinds::{Event, Hold, HoldStatus, Status, Venue};
use crate::record::{Place, Whole};

/// What is wrong with the holds of a date.
#[derive(Clone, Debug, PartialEq)]
pub enum HoldClash {
    /// A date with an agreed show is still held elsewhere.
    BesideShow {
        /// The hold that is still live.
        hold: RecordId,
    },
    /// Two venues hold the date first, and only one can have it.
    TwoFirst {
        /// One.
        one: RecordId,
        /// The other.
        other: RecordId,
    },
}

/// The clashes of a date's holds.
pub fn hold_clashes(book: &Book, date: NaiveDate) -> Vec<HoldClash> {
    let Some(on) = book.on(date) else { return Vec::new() };
    let live: Vec<_> = on.holds().into_iter().filter(|hold| is_live(hold)).collect();
    if is_booked(&on) {
        return live.iter().map(|hold| HoldClash::BesideShow { hold: hold.id() }).collect();
    }
    let first: Vec<_> = live.iter().filter(|hold| hold.level.map(Whole::get) == Some(1)).collect();
    let pairs = first.iter().enumerate();
    let pairs = pairs.flat_map(|(n, one)| first[n + 1..].iter().map(move |other| (one, other)));
    let elsewhere = pairs.filter(|(one, other)| !are_of_one_queue(one, other));
    elsewhere.map(|(one, other)| HoldClash::TwoFirst { one: one.id(), other: other.id() }).collect()
}

/// A show that is nearer than a radius clause allows.
#[derive(Clone, Debug, PartialEq)]
pub struct ShowNear {
    /// The hold whose clause it is.
    pub hold: RecordId,
    /// The date of the show with the clause.
    pub date: NaiveDate,
    /// The date of the show that is too near.
    pub other_date: NaiveDate,
    /// How far they are apart, in kilometres, as the crow flies.
    pub km: f64,
    /// How far they have to be.
    pub radius_km: i64,
}

/// The shows that the clauses of confirmed holds forbid.
pub fn shows_too_near(book: &Book) -> Vec<ShowNear> {
    let confirmed = book
        .all::<Hold>()
        .filter(|hold| hold.status == Some(HoldStatus::Confirmed) && hold.radius_km.is_some());
    confirmed.flat_map(|hold| near(book, hold)).collect()
}

fn near(book: &Book, hold: &Entry<Hold>) -> Vec<ShowNear> {
    let at = |place: &Place| place.lat.zip(place.lon);
    let own =
        hold.venue.and_then(|id| book.get::<Venue>(id)).and_then(|venue| venue.place.as_ref());
    let here = own.or(hold.place.as_ref()).and_then(at);
    let date = hold.day.and_then(|day| book.date_of(day));
    let (Some((lat, lon)), Some(date), Some(radius)) = (here, date, hold.radius_km) else {
        return Vec::new();
    };
    let days = |days: Option<Whole<0, 1_000>>| {
        Days::new(days.and_then(|days| u64::try_from(days.get()).ok()).unwrap_or(0))
    };
    let from = date.checked_sub_days(days(hold.radius_days_before)).unwrap_or(date);
    let to = date.checked_add_days(days(hold.radius_days_after)).unwrap_or(date);
    let dates = book.dates().filter(|other| (from..=to).contains(other));
    let shows = dates.filter_map(|other| book.on(other)).flat_map(|on| {
        let other_date = on.date();
        places_of(&on, hold).into_iter().map(move |place| (other_date, place))
    });
    let apart = shows.filter_map(|(other_date, place)| {
        let (to_lat, to_lon) = at(place)?;
        let km = great_circle_km(lat, lon, to_lat, to_lon);
        Some(ShowNear { hold: hold.id(), date, other_date, km, radius_km: radius.get() })
    });
    #[expect(clippy::cast_precision_loss, reason = "a radius is at most 20,000 km")]
    apart.filter(|near| near.km < near.radius_km as f64).collect()
}

/// Where the shows of a date are that are not the hold's own and are still on: at their venues, else where the day is.
fn places_of<'b>(on: &DayOn<'b>, hold: &Hold) -> Vec<&'b Place> {
    let events = on.events();
    if events.is_empty() {
        return on.place().filter(|_| on.is_show()).into_iter().collect();
    }
    let others = events.into_iter().filter(|event| {
        let is_own =
            Some(event.id()) == hold.event || (event.venue.is_some() && event.venue == hold.venue);
        is_show(event) && event.status != Some(Status::Cancelled) && !is_own
    });
    let place = |event: &Entry<Event>| {
        let venue = event.venue.and_then(|id| on.book().get::<Venue>(id));
        venue.and_then(|venue| venue.fields().place.as_ref()).or(on.place())
    };
    others.filter_map(place).collect()
}
