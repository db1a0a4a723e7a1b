//! An instant, and how it is written so that no calendar reads another one.

use chrono::{DateTime, NaiveDateTime, TimeZone as _, Timelike as _, Utc};
use chrono_tz::Tz;
use domain::time::{Moment, ShowClock, Zone, local, resolve, zone_at};

/// An instant on the clocks of a zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) at: DateTime<Utc>,
    pub(super) zone: Option<Zone>,
}

/// How a start and an end are written: both alike, because some programs take the time between the two
/// and count it from the start on the wall of the start.
pub(super) fn written(start: Point, end: Option<Point>) -> (Written, Option<Written>) {
    let Some(end) = end else { return (start.written(), None) };
    let told = (start.written(), end.written());
    let alike = match told {
        (Written::Wall(_, zone), Written::Wall(_, other)) => {
            let offset = |at| zone_at(zone, at).offset_minutes;
            zone == other || offset(start.at) == offset(end.at)
        }
        (Written::Utc(_), Written::Utc(_)) => true,
        _ => false,
    };
    let utc = |point: Point| Written::Utc(point.at.naive_utc());
    if alike { (told.0, Some(told.1)) } else { (utc(start), Some(utc(end))) }
}

/// How an instant is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Written {
    /// What the wall of the zone shows.
    Wall(NaiveDateTime, Zone),
    /// Universal time.
    Utc(NaiveDateTime),
}

impl Point {
    /// The wall of the zone, where that says the instant to everybody. Where the wall shows the time twice,
    /// it does not. Neither does it where rules of a year ago say something else: phones and calendars go
    /// by the name of a zone and by rules of their own, and a show in Vancouver would be an hour off on
    /// each that has not heard of the new law. chrono-tz is such an older release.
    fn written(self) -> Written {
        let wall = self.zone.map(|zone| (local(zone, self.at), zone));
        let told = wall.filter(|(wall, zone)| {
            shows_once(*wall, *zone) == Some(self.at) && older_rules(*wall, *zone) == Some(self.at)
        });
        told.map_or(Written::Utc(self.at.naive_utc()), |(wall, zone)| Written::Wall(wall, zone))
    }
}

fn shows_once(wall: NaiveDateTime, zone: Zone) -> Option<DateTime<Utc>> {
    let minutes = wall.hour() * 60 + wall.minute();
    let clock = ShowClock::from_minutes(u16::try_from(minutes).ok()?).ok()?;
    match resolve(wall.date(), clock, zone, None) {
        Moment::At(at) => Some(at),
        Moment::Skipped { .. } | Moment::Repeated { .. } => None,
    }
}

fn older_rules(wall: NaiveDateTime, zone: Zone) -> Option<DateTime<Utc>> {
    let rules: Tz = zone.name().parse().ok()?;
    rules.from_local_datetime(&wall).single().map(|at| at.to_utc())
}
