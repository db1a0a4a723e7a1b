//! The tour as a table: one row per date with the times by which a day is known.

use chrono::NaiveDate;
use serde::Serialize;

use super::day_sheet::{city, country, first_call, texts_of, venue_names, zone_before};
use super::shown::minutes_ahead;
use super::way::{Step, Way};
use super::words::{text, weekday};
use crate::book::{Book, DayOn};
use crate::ids::RecordId;
use crate::record::Whole;
use crate::record::kinds::{DayType, ItemType, Leg, Status};
use crate::routing::{Drive, Roads};
use crate::time::Zone;

/// A tour as a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grid {
    /// One row per date, in order.
    pub days: Vec<GridDay>,
}

/// One date of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GridDay {
    /// The date.
    pub date: NaiveDate,
    /// `Friday`.
    pub weekday: String,
    /// The day's record.
    pub day_id: RecordId,
    /// How often it was changed.
    pub day_ver: u64,
    /// The name of the leg.
    pub leg: Option<String>,
    /// What kind of day it is.
    pub day_type: Option<DayType>,
    /// Whether it is agreed.
    pub status: Option<Status>,
    /// The number of the show among the tour's shows; null on other days.
    pub show_number: Option<usize>,
    /// The city.
    pub city: Option<String>,
    /// The country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The names of the venues, joined.
    pub venue: Option<String>,
    /// How many people come in, of the event or else of the venue.
    pub capacity: Option<i64>,
    /// A few words beside the type.
    pub title: Option<String>,
    /// The day's zone.
    pub zone: Option<Zone>,
    /// Minutes that the clocks are ahead of those of the tour's date before, negative behind; 0
    /// where they are the same.
    pub zone_change_minutes: i32,
    /// Whether the party comes to other clocks on this date.
    pub zone_changed: bool,
    /// How many rows the schedule has.
    pub n_items: usize,
    /// How many of them are not confirmed.
    pub n_unconfirmed: usize,
    /// How many open disputes there are about anything on the date.
    pub n_disputed: usize,
    /// The first call, as it is printed.
    pub first_call: Option<String>,
    /// Load-in, as it is printed; several joined by ` / `.
    pub load_in: Option<String>,
    /// Doors.
    pub doors: Option<String>,
    /// The headliner's set.
    pub set: Option<String>,
    /// Curfew.
    pub curfew: Option<String>,
    /// Bus call.
    pub bus_call: Option<String>,
    /// Kilometres as the crow flies from the date before that has coordinates.
    pub distance_km: Option<f64>,
    /// The drive from there.
    pub drive: Option<Drive>,
}

/// The tour as a table, by the roads that are known.
pub fn grid(book: &Book, roads: &Roads) -> Grid {
    let (mut n_shows, mut way) = (0, Way::along(roads));
    let days = book.dates().filter_map(|date| book.on(date)).map(|on| {
        n_shows += usize::from(on.is_show());
        row(&on, on.is_show().then_some(n_shows), &way.to(&on))
    });
    Grid { days: days.collect() }
}

/// Minutes that the clocks of a date are ahead of those of the tour's date before.
fn zone_change(on: &DayOn<'_>) -> i32 {
    let zones = on.zone().zip(zone_before(on.book(), on.date()));
    zones.map_or(0, |(zone, before)| minutes_ahead(on.date(), zone, before))
}

fn row(on: &DayOn<'_>, show_number: Option<usize>, step: &Step) -> GridDay {
    let (day, items) = (on.day(), on.items());
    let leg = day.leg.and_then(|leg| on.book().get::<Leg>(leg));
    let zone_change_minutes = zone_change(on);
    GridDay {
        date: on.date(),
        weekday: weekday(on.date()),
        day_id: day.id(),
        day_ver: day.ver(),
        leg: leg.and_then(|leg| text(leg.name.as_ref())),
        day_type: on.day_type(),
        status: day.status,
        show_number,
        city: city(on),
        country: country(on),
        venue: venue_names(on),
        capacity: capacity(on),
        title: text(day.title.as_ref()),
        zone: on.zone(),
        zone_change_minutes,
        zone_changed: zone_change_minutes != 0,
        n_items: items.len(),
        n_unconfirmed: items.iter().filter(|item| item.confirmed != Some(true)).count(),
        n_disputed: on.disputes().len(),
        first_call: first_call(on).map(|call| call.text),
        load_in: texts_of(&items, ItemType::LoadIn),
        doors: texts_of(&items, ItemType::Doors),
        set: texts_of(&items, ItemType::Set),
        curfew: texts_of(&items, ItemType::Curfew),
        bus_call: texts_of(&items, ItemType::BusCall),
        distance_km: step.great_circle_km,
        drive: step.driven().cloned(),
    }
}

fn capacity(on: &DayOn<'_>) -> Option<i64> {
    let events = on.events().into_iter().find_map(|event| event.capacity);
    let venues = || on.venues().into_iter().find_map(|venue| venue.capacity);
    events.or_else(venues).map(Whole::get)
}
