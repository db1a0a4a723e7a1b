//! The top of a day sheet: what the day is, where, on which clocks, and whom to call.

use chrono::NaiveDate;
use serde::Serialize;

use super::blocks::{city, country};
use crate::book::{Book, DayOn};
use crate::ids::RecordId;
use crate::record::kinds::{DayType, Leg, Person, Status};
use crate::time::Zone;
use crate::view::people::{PersonBlock, person};
use crate::view::shown::{HomeClock, ShownZone, ZoneBanner, banners};
use crate::view::words::{text, weekday};

/// What a day is, where, on which clocks, and whom to call.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Header {
    /// The day's record, to be edited.
    pub day: RecordId,
    /// How often the day's record was changed.
    pub day_ver: u64,
    /// The tour's name.
    pub tour: Option<String>,
    /// Who is on tour.
    pub artist: Option<String>,
    /// The name of the leg.
    pub leg: Option<String>,
    /// The date.
    pub date: NaiveDate,
    /// `Friday`.
    pub weekday: String,
    /// The number of this show among the tour's shows and festivals, cancelled ones aside; null on
    /// other days.
    pub show_number: Option<usize>,
    /// How many shows and festivals the tour has, cancelled ones aside.
    pub show_count: usize,
    /// The city.
    pub city: Option<String>,
    /// The country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The names of the venues, joined.
    pub venue: Option<String>,
    /// A few words beside the type.
    pub title: Option<String>,
    /// What kind of day it is.
    pub day_type: Option<DayType>,
    /// Whether the day is agreed.
    pub status: Option<Status>,
    /// The weather as somebody said it.
    pub weather: Option<String>,
    /// What everyone should know.
    pub notes: Option<String>,
    /// The day's zone at noon; null where the day has none.
    pub zone: Option<ShownZone>,
    /// What must not be overlooked: a new zone, and clocks that change in the night.
    pub zone_banners: Vec<ZoneBanner>,
    /// The clocks of home, where the tour has a home.
    pub home: Option<HomeClock>,
    /// The tour manager.
    pub tour_manager: Option<PersonBlock>,
    /// The person who answers for production.
    pub production_manager: Option<PersonBlock>,
}

pub(super) fn header(on: &DayOn<'_>) -> Header {
    let (book, day, date, zone) = (on.book(), on.day(), on.date(), on.zone());
    let tour = book.tour();
    let leg = day.leg.and_then(|leg| book.get::<Leg>(leg));
    let (show_number, show_count) = show_number(on);
    Header {
        day: day.id(),
        day_ver: day.ver(),
        tour: tour.and_then(|tour| text(tour.name.as_ref())),
        artist: tour.and_then(|tour| text(tour.artist.as_ref())),
        leg: leg.and_then(|leg| text(leg.name.as_ref())),
        date,
        weekday: weekday(date),
        show_number,
        show_count,
        city: city(on),
        country: country(on),
        venue: venue_names(on),
        title: text(day.title.as_ref()),
        day_type: on.day_type(),
        status: day.status,
        weather: text(day.weather.as_ref()),
        notes: text(day.notes.as_ref()),
        zone: zone.map(|zone| ShownZone::on(zone, date)),
        zone_banners: zone
            .map(|zone| banners(date, zone, zone_before(book, date)))
            .unwrap_or_default(),
        home: tour.and_then(|tour| tour.home_zone).map(|home| HomeClock::on(home, date, zone)),
        tour_manager: tour.and_then(|tour| somebody(book, tour.tour_manager)),
        production_manager: tour.and_then(|tour| somebody(book, tour.production_manager)),
    }
}

/// The zone of the tour's last date before this one that has a zone.
pub(in crate::view) fn zone_before(book: &Book, date: NaiveDate) -> Option<Zone> {
    book.days_before(date).find_map(|day| day.zone)
}

/// The names of a date's venues, joined.
pub(in crate::view) fn venue_names(on: &DayOn<'_>) -> Option<String> {
    let names: Vec<_> = on.venues().iter().filter_map(|venue| text(venue.name.as_ref())).collect();
    (!names.is_empty()).then(|| names.join(" + "))
}

/// The number of a show among the tour's shows, and how many there are.
fn show_number(on: &DayOn<'_>) -> (Option<usize>, usize) {
    let shows = on.book().dates().filter(|date| on.book().on(*date).is_some_and(|on| on.is_show()));
    let (mut number, mut count) = (None, 0);
    for date in shows {
        count += 1;
        if date == on.date() {
            number = Some(count);
        }
    }
    (number, count)
}

fn somebody(book: &Book, id: Option<RecordId>) -> Option<PersonBlock> {
    book.get::<Person>(id?).map(|entry| person(book, entry))
}
