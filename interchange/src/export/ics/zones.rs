//! The zones of a calendar, as `VTIMEZONE` (RFC 5545, 3.6.5): every change of the clocks that its entries
//! may need, one by one, by the rules of [`domain::time`].

use std::collections::BTreeMap;

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType as Type, ICalendarProperty as Property,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::time::{Zone, ZoneMoment, zone_at, zone_changes};

use super::point::Point;
use super::write::{date_time, text};

/// Before the first entry and after the last, so that what somebody adds beside them is right too.
const DAYS_AROUND: i64 = 366;

/// The zones that entries have, each from when to when.
#[derive(Default)]
pub(super) struct Zones(BTreeMap<Zone, (DateTime<Utc>, DateTime<Utc>)>);

impl Zones {
    /// Notes that an entry has an instant on the clocks of a zone.
    pub(super) fn note(&mut self, point: Point) {
        let Some(zone) = point.zone.filter(|zone| *zone != Zone::UTC) else { return };
        let (first, last) = self.0.entry(zone).or_insert((point.at, point.at));
        *first = point.at.min(*first);
        *last = point.at.max(*last);
    }

    /// Each zone with its stretches of standard and summer time.
    pub(super) fn components(
        &self,
    ) -> impl Iterator<Item = (ICalendarComponent, Vec<ICalendarComponent>)> {
        self.0.iter().map(|(zone, (first, last))| {
            let around = TimeDelta::days(DAYS_AROUND);
            (named(*zone), stretches(*zone, *first - around, *last + around))
        })
    }
}

fn named(zone: Zone) -> ICalendarComponent {
    let mut component = ICalendarComponent::new(Type::VTimezone);
    text(&mut component, Property::Tzid, zone.name());
    text(&mut component, Property::Other("X-LIC-LOCATION".to_owned()), zone.name());
    component
}

fn stretches(zone: Zone, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<ICalendarComponent> {
    let first = zone_at(zone, from);
    let changes = zone_changes(zone, from + TimeDelta::seconds(1), until);
    let first = stretch(from, &first, &first);
    let rest = changes.iter().map(|change| stretch(change.at, &change.from, &change.to));
    std::iter::once(first).chain(rest).collect()
}

/// A stretch begins when the wall, still on the clocks before, shows its start.
fn stretch(at: DateTime<Utc>, before: &ZoneMoment, after: &ZoneMoment) -> ICalendarComponent {
    let kind = if after.dst { Type::Daylight } else { Type::Standard };
    let wall = at.naive_utc() + TimeDelta::minutes(before.offset_minutes.into());
    let mut component = ICalendarComponent::new(kind);
    component.add_property(Property::Dtstart, date_time(wall, false));
    component.add_property(Property::Tzoffsetfrom, offset(before.offset_minutes));
    component.add_property(Property::Tzoffsetto, offset(after.offset_minutes));
    text(&mut component, Property::Tzname, &after.abbreviation);
    component
}

fn offset(minutes: i32) -> PartialDateTime {
    let part = |value: u32| u8::try_from(value).ok();
    PartialDateTime {
        tz_hour: part(minutes.unsigned_abs() / 60),
        tz_minute: part(minutes.unsigned_abs() % 60),
        tz_minus: minutes < 0,
        ..PartialDateTime::default()
    }
}
