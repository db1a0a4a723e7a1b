//! The route: where the tour is on which date, how far apart, and how much time lies between.
//!
//! What is driven is estimated where no road engine has said it, and times are between instants.
//! Drivers' hours are not decided here.

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike as _, Utc};
use serde::Serialize;

use super::day_sheet::{city, coordinates, country, venue_names};
use super::shown::{ShownTime, minutes_ahead, noon};
use super::way::{Step, Way};
use crate::book::{Book, DayOn};
use crate::geo::tenths;
use crate::ids::RecordId;
use crate::record::kinds::{DayType, ItemType};
use crate::routing::{Drive, NoDrive, Roads};
use crate::time::{ShowClock, When, Zone, local};

/// The route of a tour.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Routing {
    /// The dates of which a place is known, in order.
    pub stops: Vec<Stop>,
    /// Kilometres as the crow flies over the whole route.
    pub total_km: f64,
    /// Kilometres of all drives; each says whose they are.
    pub total_road_km: f64,
    /// Minutes at the wheel of all drives.
    pub total_driving_minutes: u32,
}

/// One date of the route.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stop {
    /// The date.
    pub date: NaiveDate,
    /// The day's record.
    pub day_id: RecordId,
    /// What kind of day it is.
    pub day_type: Option<DayType>,
    /// The city.
    pub city: Option<String>,
    /// The country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The names of the venues, joined.
    pub venue: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// The day's zone.
    pub zone: Option<Zone>,
    /// Kilometres as the crow flies from the stop before that has coordinates.
    pub great_circle_km: Option<f64>,
    /// Minutes from the show time of the stop before, or its noon, to the show time of this one, or
    /// its noon; null where one of them has no zone.
    pub elapsed_minutes: Option<i64>,
    /// Minutes that the clocks are ahead of those of the stop before, negative behind.
    pub zone_change_minutes: Option<i32>,
    /// The drive from the stop before that can be found; null on the first stop, where the tour stays,
    /// and where `no_drive` says why.
    pub drive: Option<Drive>,
    /// Why there is no drive; null where there is one, and where none is needed.
    pub no_drive: Option<NoDrive>,
    /// The party's latest departure that still makes load-in, by that drive and without any rest of
    /// the driver. Null without a drive from the very stop before, without a load-in that has a time,
    /// and where one of the two has no zone.
    pub leave_by: Option<LeaveBy>,
}

/// A departure, and what the walls at both its ends show then.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaveBy {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The wall where the drive begins.
    pub at_departure: Wall,
    /// The wall where it ends.
    pub at_arrival: Wall,
}

/// What a wall shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wall {
    /// The calendar date.
    pub date: NaiveDate,
    /// The clock: `03:15`.
    pub clock: ShowClock,
    /// The zone that the wall stands in.
    pub zone: Zone,
}

/// The route of a tour, by the roads that are known.
pub fn routing(book: &Book, roads: &Roads) -> Routing {
    let (mut way, mut before) = (Way::along(roads), None);
    let placed = book.dates().filter_map(|date| book.on(date)).filter(is_placed);
    let stops = placed.map(|on| {
        let here = anchor(&on);
        stop(&on, way.to(&on), std::mem::replace(&mut before, here), here)
    });
    let stops: Vec<_> = stops.collect();
    let drives = || stops.iter().filter_map(|stop| stop.drive.as_ref());
    Routing {
        total_km: tenths(stops.iter().filter_map(|stop| stop.great_circle_km).sum()),
        total_road_km: tenths(drives().map(|drive| drive.km).sum()),
        total_driving_minutes: drives().map(|drive| drive.driving_minutes).sum(),
        stops,
    }
}

fn stop(on: &DayOn<'_>, step: Step, before: Option<Anchor>, here: Option<Anchor>) -> Stop {
    let at = coordinates(on);
    let from_to = before.zip(here);
    Stop {
        date: on.date(),
        day_id: on.day().id(),
        day_type: on.day_type(),
        city: city(on),
        country: country(on),
        venue: venue_names(on),
        lat: at.map(|(lat, _)| lat),
        lon: at.map(|(_, lon)| lon),
        zone: on.zone(),
        great_circle_km: step.great_circle_km,
        elapsed_minutes: from_to.map(|(from, to)| (to.at - from.at).num_minutes()),
        zone_change_minutes: from_to.map(|(f, to)| minutes_ahead(on.date(), to.zone, f.zone)),
        leave_by: leave_by(on, &step),
        no_drive: step.drive.as_ref().and_then(|drive| drive.as_ref().err().copied()),
        drive: step.drive.and_then(Result::ok),
    }
}

fn leave_by(on: &DayOn<'_>, step: &Step) -> Option<LeaveBy> {
    let (zone_before, zone) = (step.zone_before?, on.zone()?);
    let minutes = step.driven()?.total_minutes;
    let at = first(on, ItemType::LoadIn, zone)? - TimeDelta::minutes(i64::from(minutes));
    leave(zone_before, zone, at)
}

/// An instant on the walls at both ends of a drive.
pub(super) fn leave(from: Zone, to: Zone, at: DateTime<Utc>) -> Option<LeaveBy> {
    Some(LeaveBy { at, at_departure: wall(from, at)?, at_arrival: wall(to, at)? })
}

fn wall(zone: Zone, at: DateTime<Utc>) -> Option<Wall> {
    let shown = local(zone, at);
    let minutes = u16::try_from(shown.hour() * 60 + shown.minute()).ok()?;
    Some(Wall { date: shown.date(), clock: ShowClock::from_minutes(minutes).ok()?, zone })
}

/// The instant of the first item of a type that has a time.
fn first(on: &DayOn<'_>, item_type: ItemType, zone: Zone) -> Option<DateTime<Utc>> {
    let items = on.items();
    let mut typed = items.iter().filter(|item| item.item_type == Some(item_type));
    let (when, own) =
        typed.find_map(|item| item.when.filter(When::has_time).map(|when| (when, item.zone)))?;
    ShownTime::new(Some(when), on.date(), own.or(Some(zone))).instant
}

/// What the time between two stops is counted from.
#[derive(Clone, Copy)]
struct Anchor {
    zone: Zone,
    at: DateTime<Utc>,
}

fn anchor(on: &DayOn<'_>) -> Option<Anchor> {
    let zone = on.zone()?;
    let at = first(on, ItemType::Set, zone).unwrap_or_else(|| noon(on.date(), zone));
    Some(Anchor { zone, at })
}

fn is_placed(on: &DayOn<'_>) -> bool {
    coordinates(on).is_some() || city(on).is_some()
}
