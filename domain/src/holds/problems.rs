//! What does not go together about holds: dates and numbers, no prose.

use chrono::NaiveDate;
use serde::Serialize;

use super::house::{House, house_of, is_confirmed_show, spot_of_event, spot_of_hold};
use super::is_live;
use crate::book::{Book, DayOn, Entry};
use crate::geo::{great_circle_km, tenths};
use crate::ids::RecordId;
use crate::record::Whole;
use crate::record::kinds::{Event, Hold, HoldStatus};

/// Something about holds that does not go together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum HoldProblem {
    /// A hold has expired and was neither let go nor confirmed.
    Expired {
        /// The hold.
        hold: RecordId,
        /// Its date.
        date: NaiveDate,
        /// The last date on which it held.
        expires: NaiveDate,
    },
    /// A challenge was not answered in time.
    ChallengeOver {
        /// The hold.
        hold: RecordId,
        /// Its date.
        date: NaiveDate,
        /// The last date on which it could be answered.
        challenge_until: NaiveDate,
    },
    /// A date is still held, and a show is confirmed on it.
    ShowConfirmed {
        /// The hold.
        hold: RecordId,
        /// Its date.
        date: NaiveDate,
        /// The show.
        event: RecordId,
    },
    /// Two houses keep one date in the first place, and the tour can play one.
    TwoFirst {
        /// The holds.
        holds: [RecordId; 2],
        /// The date.
        date: NaiveDate,
    },
    /// A confirmed show is within the radius clause of another one.
    WithinRadius {
        /// The hold whose clause it is.
        hold: RecordId,
        /// Its date.
        date: NaiveDate,
        /// The show that is too near.
        event: RecordId,
        /// The date of that show.
        event_date: NaiveDate,
        /// Kilometres between them, as the crow flies, to one decimal.
        km: f64,
        /// Kilometres of the clause.
        radius_km: i64,
        /// Days of the clause on that side of the date.
        radius_days: i64,
    },
}

/// Everything about holds that does not go together, by date.
pub fn hold_problems(book: &Book, today: NaiveDate) -> Vec<HoldProblem> {
    let days = || book.dates().filter_map(|date| book.on(date));
    let shows: Vec<_> = days().flat_map(|on| shows_of(&on)).collect();
    days().flat_map(|on| of_date(&on, &shows, today)).collect()
}

type Show<'b> = (NaiveDate, &'b Entry<Event>);

fn shows_of<'b>(on: &DayOn<'b>) -> Vec<Show<'b>> {
    let date = on.date();
    let shows = on.events().into_iter().filter(|event| is_confirmed_show(event));
    shows.map(|event| (date, event)).collect()
}

fn of_date(on: &DayOn<'_>, shows: &[Show<'_>], today: NaiveDate) -> Vec<HoldProblem> {
    let (book, date, holds) = (on.book(), on.date(), on.holds());
    let here: Vec<_> = shows.iter().filter(|(other, _)| *other == date).collect();
    let mut found = Vec::new();
    for hold in &holds {
        if is_live(hold) {
            found.extend(clocks(hold, date, today));
            let shows = here.iter().map(|(_, event)| event.id());
            found.extend(shows.map(|event| HoldProblem::ShowConfirmed {
                hold: hold.id(),
                date,
                event,
            }));
        }
        if hold.status == Some(HoldStatus::Confirmed) {
            found.extend(within_radius(book, hold, date, shows));
        }
    }
    found.extend(two_first(&holds, date));
    found
}

fn clocks(hold: &Entry<Hold>, date: NaiveDate, today: NaiveDate) -> Vec<HoldProblem> {
    let past = |clock: Option<NaiveDate>| clock.filter(|clock| *clock < today);
    let is_challenged = hold.status == Some(HoldStatus::Challenged);
    let expired = past(hold.expires);
    let expired = expired.map(|expires| HoldProblem::Expired { hold: hold.id(), date, expires });
    let over = past(hold.challenge_until).filter(|_| is_challenged);
    let over = over.map(|challenge_until| HoldProblem::ChallengeOver {
        hold: hold.id(),
        date,
        challenge_until,
    });
    expired.into_iter().chain(over).collect()
}

/// Pairs of houses that keep the date in the first place. A hold whose house nobody has said is a house
/// of its own.
fn two_first(holds: &[&Entry<Hold>], date: NaiveDate) -> Vec<HoldProblem> {
    let first = |hold: &&&Entry<Hold>| is_live(hold) && hold.level.map(Whole::get) == Some(1);
    let first: Vec<_> = holds.iter().filter(first).collect();
    let differ = |one: &Hold, other: &Hold| {
        let house: Option<House> = house_of(one);
        house.is_none() || house != house_of(other)
    };
    let pairs = first.iter().enumerate().flat_map(|(idx, one)| {
        let others = first[idx + 1..].iter().filter(move |other| differ(one, other));
        others.map(move |other| HoldProblem::TwoFirst { holds: [one.id(), other.id()], date })
    });
    pairs.collect()
}

/// The confirmed shows elsewhere that the clause of a confirmed hold forbids. Another night in the same
/// house is its own business. A clause without days counts on the date alone.
fn within_radius(
    book: &Book,
    hold: &Entry<Hold>,
    date: NaiveDate,
    shows: &[Show<'_>],
) -> Vec<HoldProblem> {
    let Some(radius_km) = hold.radius_km.map(Whole::get) else { return Vec::new() };
    let Some((lat, lon)) = spot_of_hold(book, hold) else { return Vec::new() };
    let (before, after) = (hold.radius_days_before, hold.radius_days_after);
    let others = shows.iter().filter(|(_, event)| {
        let same_house = event.venue.is_some() && event.venue == hold.venue;
        Some(event.id()) != hold.event && !same_house
    });
    let near = others.filter_map(|(event_date, event)| {
        let days = (*event_date - date).num_days();
        let radius_days = if days < 0 { before } else { after }.map_or(0, Whole::get);
        let (other_lat, other_lon) = spot_of_event(book, event)?;
        let km = great_circle_km(lat, lon, other_lat, other_lon);
        #[expect(clippy::cast_precision_loss, reason = "a clause has at most 20,000 km")]
        let is_near = km <= radius_km as f64;
        (days.abs() <= radius_days && is_near).then(|| HoldProblem::WithinRadius {
            hold: hold.id(),
            date,
            event: event.id(),
            event_date: *event_date,
            km: tenths(km),
            radius_km,
            radius_days,
        })
    });
    near.collect()
}
