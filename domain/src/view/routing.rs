//! The route: where the tour is on which date, how far apart, and how much time lies between.
//!
//! Distances are as the crow flies and times are between instants. Roads, vehicles and drivers'
//! hours are not decided here.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::day_sheet::{city, coordinates, country, venue_names};
use super::grid::distance;
use super::shown::{ShownTime, minutes_ahead, noon};
use crate::book::{Book, DayOn};
use crate::ids::RecordId;
use crate::record::kinds::{DayType, ItemType};
use crate::time::{When, Zone};

/// The route of a tour.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Routing {
    /// The dates of which a place is known, in order.
    pub stops: Vec<Stop>,
    /// Kilometres as the crow flies over the whole route.
    pub total_km: f64,
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
}

/// The route of a tour.
pub fn routing(book: &Book) -> Routing {
    let mut total_km = 0.0;
    let (mut place_before, mut before): (_, Option<Anchor>) = (None, None);
    let stops = book.dates().filter_map(|date| book.on(date)).filter(is_placed).map(|on| {
        let here = coordinates(&on);
        let great_circle_km = here.zip(place_before).map(|(here, before)| distance(before, here));
        total_km += great_circle_km.unwrap_or(0.0);
        place_before = here.or(place_before);
        let anchor = anchor(&on);
        let from_to = before.zip(anchor);
        before = anchor;
        Stop {
            date: on.date(),
            day_id: on.day().id(),
            day_type: on.day_type(),
            city: city(&on),
            country: country(&on),
            venue: venue_names(&on),
            lat: here.map(|(lat, _)| lat),
            lon: here.map(|(_, lon)| lon),
            zone: on.zone(),
            great_circle_km,
            elapsed_minutes: from_to.map(|(from, to)| (to.at - from.at).num_minutes()),
            zone_change_minutes: from_to.map(|(f, to)| minutes_ahead(on.date(), to.zone, f.zone)),
        }
    });
    let stops: Vec<_> = stops.collect();
    Routing { stops, total_km: (total_km * 10.0).round() / 10.0 }
}

/// What the time between two stops is counted from.
#[derive(Clone, Copy)]
struct Anchor {
    zone: Zone,
    at: DateTime<Utc>,
}

fn anchor(on: &DayOn<'_>) -> Option<Anchor> {
    let zone = on.zone()?;
    let is_set = |when: &When| when.has_time();
    let items = on.items();
    let mut sets = items.iter().filter(|item| item.item_type == Some(ItemType::Set));
    let set = sets.find_map(|item| item.when.filter(is_set).map(|when| (when, item.zone)));
    let shown = set.map(|(when, own)| ShownTime::new(Some(when), on.date(), own.or(Some(zone))));
    let at = shown.and_then(|shown| shown.instant).unwrap_or_else(|| noon(on.date(), zone));
    Some(Anchor { zone, at })
}

fn is_placed(on: &DayOn<'_>) -> bool {
    coordinates(on).is_some() || city(on).is_some()
}
