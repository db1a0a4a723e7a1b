//! The legs of a tour: from the last date that can be found to the next, and the times that bound them.

use std::rc::Rc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::book::{Book, DayOn, Entry};
use crate::geo::great_circle_km;
use crate::record::kinds::{ItemType, ScheduleItem, Status};
use crate::routing::Spot;
use crate::time::{When, Zone};
use crate::view::day_sheet::{city, coordinates, country};
use crate::view::shown::ShownTime;

/// Closer than this, in kilometres, two dates are at one place.
pub(in crate::view) const ONE_PLACE_KM: f64 = 1.0;
/// How long a load-out takes that has no end: an allowance of ours.
const LOAD_OUT_MINUTES: i64 = 120;

/// A date that a leg begins or ends on.
pub(in crate::view) struct Stop<'b> {
    pub(in crate::view) on: DayOn<'b>,
    pub(in crate::view) city: Option<String>,
    pub(in crate::view) country: Option<String>,
    at: Option<(f64, f64)>,
    /// The schedule, as far as it has times.
    timed: Vec<Timed<'b>>,
}

/// An item with the instants of its time.
pub(in crate::view) struct Timed<'b> {
    pub(in crate::view) item: &'b Entry<ScheduleItem>,
    pub(in crate::view) starts: DateTime<Utc>,
    pub(in crate::view) ends: Option<DateTime<Utc>>,
}

/// From one date to the next.
pub(in crate::view) struct TourLeg<'b> {
    /// The last date before that can be found.
    pub(in crate::view) from: Rc<Stop<'b>>,
    pub(in crate::view) to: Rc<Stop<'b>>,
    /// A date between was passed that nobody can find.
    pub(in crate::view) is_from_lost: bool,
}

/// The legs of a tour, in order; none where it stays. Where a date cannot be found there is one without
/// coordinates, so that somebody is told.
pub(in crate::view) fn tour_legs(book: &Book) -> Vec<TourLeg<'_>> {
    let mut legs = Vec::new();
    let (mut last, mut is_lost) = (None::<Rc<Stop<'_>>>, false);
    for on in book.dates().filter_map(|date| book.on(date)) {
        if on.day().status == Some(Status::Cancelled) {
            continue;
        }
        let to = Rc::new(Stop::new(on));
        if to.at.is_none() && to.city.is_none() {
            continue;
        }
        let Some(from) = last.clone() else {
            last = Some(to);
            continue;
        };
        let from_is_lost = from.at.is_none();
        if from.km_to(&to).is_none_or(|km| km >= ONE_PLACE_KM) {
            legs.push(TourLeg { from, to: Rc::clone(&to), is_from_lost: is_lost });
        }
        is_lost = to.at.is_none();
        if to.at.is_some() || from_is_lost {
            last = Some(to);
        }
    }
    legs
}

impl<'b> Stop<'b> {
    pub(in crate::view) fn new(on: DayOn<'b>) -> Self {
        let at = coordinates(&on);
        let (city, country) = (city(&on), country(&on));
        let timed = on.items().into_iter().filter_map(|item| timed(&on, item)).collect();
        let mut stop = Self { on, city, country, at, timed };
        if !stop.spot().is_somewhere() {
            stop.at = None;
        }
        stop
    }

    /// Where it is; 0° north and 0° east where nobody said.
    pub(in crate::view) fn spot(&self) -> Spot<'_> {
        let (lat, lon) = self.at.unwrap_or_default();
        Spot { lat, lon, country: self.country.as_deref() }
    }

    fn km_to(&self, other: &Stop<'_>) -> Option<f64> {
        let ((lat, lon), (to_lat, to_lon)) = self.at.zip(other.at)?;
        Some(great_circle_km(lat, lon, to_lat, to_lon))
    }

    pub(in crate::view) fn date(&self) -> NaiveDate {
        self.on.date()
    }

    pub(in crate::view) fn zone(&self) -> Option<Zone> {
        self.on.zone()
    }

    /// The items of a type that have a time.
    pub(in crate::view) fn times(&self, item_type: ItemType) -> impl Iterator<Item = &Timed<'b>> {
        self.timed.iter().filter(move |timed| timed.item.item_type == Some(item_type))
    }

    /// The first load-in.
    pub(in crate::view) fn load_in(&self) -> Option<DateTime<Utc>> {
        self.times(ItemType::LoadIn).map(|timed| timed.starts).min()
    }

    /// When the last load-out is done.
    pub(in crate::view) fn loaded_out(&self) -> Option<DateTime<Utc>> {
        let usual = TimeDelta::minutes(LOAD_OUT_MINUTES);
        let loads = self.times(ItemType::LoadOut);
        loads.map(|timed| timed.ends.unwrap_or(timed.starts + usual)).max()
    }

    /// When the last thing of the day ends that is no travel. A show of which nobody said a load-out has the usual one
    /// after its set and its curfew.
    pub(in crate::view) fn is_over(&self) -> Option<DateTime<Utc>> {
        let is_work = |timed: &&Timed<'_>| {
            let item_type = timed.item.item_type;
            !matches!(item_type, Some(ItemType::BusCall | ItemType::Travel | ItemType::LoadOut))
        };
        let ends = |timed: &Timed<'_>| timed.ends.unwrap_or(timed.starts);
        let last = self.timed.iter().filter(is_work).map(ends).max();
        let played = [ItemType::Set, ItemType::Curfew].into_iter();
        let played = played.flat_map(|item_type| self.times(item_type)).map(ends).max();
        let loads = self.loaded_out();
        let usual =
            played.filter(|_| loads.is_none()).map(|at| at + TimeDelta::minutes(LOAD_OUT_MINUTES));
        loads.max(usual).max(last)
    }

    /// When the audience comes, or the first act plays.
    pub(in crate::view) fn admits(&self) -> Option<DateTime<Utc>> {
        let first = [ItemType::Doors, ItemType::Support, ItemType::Set].into_iter();
        first.flat_map(|item_type| self.times(item_type)).map(|timed| timed.starts).min()
    }
}

fn timed<'b>(on: &DayOn<'b>, item: &'b Entry<ScheduleItem>) -> Option<Timed<'b>> {
    let when = item.when.filter(When::has_time)?;
    let shown = ShownTime::new(Some(when), on.date(), item.zone.or(on.zone()));
    Some(Timed { item, starts: shown.instant?, ends: shown.end_instant })
}
