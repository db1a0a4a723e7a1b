//! An entry of a calendar, before it is written.

use chrono::{NaiveDate, TimeDelta};
use domain::ids::RecordId;
use domain::record::Place;
use domain::time::{When, Zone};
use domain::view::ShownTime;

use super::point::Point;

/// One `VEVENT`.
pub(super) struct Entry {
    /// The record that it is of; its `UID`.
    pub(super) id: RecordId,
    pub(super) date: NaiveDate,
    pub(super) span: Span,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) location: Option<String>,
    /// Degrees north and east.
    pub(super) position: Option<(f64, f64)>,
    pub(super) certainty: Certainty,
    pub(super) sequence: i64,
}

/// When an entry is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Span {
    /// Whole days, the last one not included.
    Days { from: NaiveDate, until: NaiveDate },
    /// From an instant on; to another one, where an end is known and comes later.
    Timed { start: Point, end: Option<Point> },
}

/// Whether an entry is agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    Tentative,
    Confirmed,
    Cancelled,
}

impl Span {
    /// One whole day.
    pub(super) fn day(date: NaiveDate) -> Self {
        Self::days(date, date)
    }

    /// Whole days, and at least the first one.
    pub(super) fn days(from: NaiveDate, until: NaiveDate) -> Self {
        Self::Days { from, until: until.max(from.succ_opt().unwrap_or(from)) }
    }

    /// A time as the day sheet of `date` shows it. Without an instant it is a whole day: the day on which the
    /// wall would show it.
    pub(super) fn of(date: NaiveDate, time: &ShownTime, zone: Option<Zone>) -> Self {
        Self::between(date, (time, zone), time.end_instant.map(|at| Point { at, zone }))
    }

    /// The same with an end of its own.
    pub(super) fn between(
        date: NaiveDate,
        (time, zone): (&ShownTime, Option<Zone>),
        end: Option<Point>,
    ) -> Self {
        match time.instant {
            Some(at) => {
                let end = end.filter(|end| end.at > at);
                Self::Timed { start: Point { at, zone }, end }
            }
            None => {
                let clock = time.when.and_then(|when| when.start());
                let days = clock.map_or(0, |clock| clock.day_offset());
                Self::day(date + TimeDelta::days(days.into()))
            }
        }
    }
}

/// The title of an entry with what a calendar has no field for: that it is off, TBD, or an estimate, and
/// its clock where it has no instant.
pub(super) fn titled(title: &str, time: Option<&ShownTime>, certainty: Certainty) -> String {
    let off = if certainty == Certainty::Cancelled { "Cancelled: " } else { "" };
    let Some(time) = time else { return format!("{off}{title}") };
    match time.when {
        Some(When::Tbd { .. }) => format!("{off}TBD: {title}"),
        Some(When::About(_)) if time.instant.is_some() => format!("{off}~ {title}"),
        Some(When::Exact(_) | When::About(_)) if time.instant.is_none() => {
            format!("{off}{} {title}", time.text)
        }
        _ => format!("{off}{title}"),
    }
}

/// Where something is, in one line, and its position.
pub(super) fn located(place: &Place) -> (Option<String>, Option<(f64, f64)>) {
    let line = |text: &Option<domain::record::Line>| text.as_ref().map(ToString::to_string);
    let city = [line(&place.postal_code), line(&place.city)];
    let city: Vec<_> = city.into_iter().flatten().collect();
    let city = (!city.is_empty()).then(|| city.join(" "));
    let country = place.country.as_ref().map(|code| code.as_str().to_owned());
    let parts = [line(&place.name), line(&place.address), city, line(&place.region), country];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    let location = (!parts.is_empty()).then(|| parts.join(", "));
    (location, place.lat.zip(place.lon))
}
