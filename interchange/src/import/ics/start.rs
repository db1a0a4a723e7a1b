//! When an event starts: a day, a floating clock, a clock in a zone, or an instant in UTC.

use calcard::{
    common::PartialDateTime,
    icalendar::{ICalendarEntry, ICalendarParameterName, ICalendarPeriod, ICalendarValue},
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use domain::time::{ShowClock, Zone, local, resolve};

use super::zone_rules::{Rules, Zones};

/// The start of an event, on the wall it was written for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Start {
    Day(NaiveDate),
    /// On whatever wall the event takes place.
    Floating(NaiveDateTime),
    Utc(NaiveDateTime),
    Zoned(NaiveDateTime, Zone),
    /// In a zone of no known name, by rules that the file brings.
    Ruled(NaiveDateTime, Rules),
    /// In a zone that nothing explains; its clock stands as it was written.
    Unexplained(NaiveDateTime, String),
}

impl Start {
    /// Reads one value of `DTSTART` and its kind.
    pub(super) fn of(
        entry: &ICalendarEntry,
        value: &ICalendarValue,
        zones: &Zones,
    ) -> Option<Self> {
        let written = match value {
            ICalendarValue::PartialDateTime(written) => (**written).clone(),
            ICalendarValue::Period(
                ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. },
            ) => start.clone(),
            // Periods of whole days are none by the standard, and still they are written.
            ICalendarValue::Text(text) => day_of_period(text)?,
            _ => return None,
        };
        let date = NaiveDate::from_ymd_opt(
            i32::from(written.year?),
            u32::from(written.month?),
            u32::from(written.day?),
        )?;
        let Some(hour) = written.hour else { return Some(Self::Day(date)) };
        let second = written.second.unwrap_or(0).min(59);
        let time = NaiveTime::from_hms_opt(
            u32::from(hour),
            u32::from(written.minute.unwrap_or(0)),
            u32::from(second),
        )?;
        let wall = date.and_time(time);
        if let Some(hours) = written.tz_hour {
            let minutes = i64::from(hours) * 60 + i64::from(written.tz_minute.unwrap_or(0));
            let minutes = if written.tz_minus { -minutes } else { minutes };
            return wall.checked_sub_signed(TimeDelta::minutes(minutes)).map(Self::Utc);
        }
        let name = entry.parameter(&ICalendarParameterName::Tzid).and_then(|name| name.as_text());
        Some(name.map_or(Self::Floating(wall), |name| zones.start(wall, name)))
    }

    /// What the wall shows: midnight for a whole day.
    pub(super) fn wall(&self) -> NaiveDateTime {
        match self {
            Self::Day(date) => date.and_time(NaiveTime::MIN),
            Self::Floating(wall)
            | Self::Utc(wall)
            | Self::Zoned(wall, _)
            | Self::Ruled(wall, _)
            | Self::Unexplained(wall, _) => *wall,
        }
    }

    /// The same kind of start at another time of the same wall.
    pub(super) fn at(&self, wall: NaiveDateTime) -> Self {
        match self {
            Self::Day(_) => Self::Day(wall.date()),
            Self::Floating(_) => Self::Floating(wall),
            Self::Utc(_) => Self::Utc(wall),
            Self::Zoned(_, zone) => Self::Zoned(wall, *zone),
            Self::Ruled(_, rules) => Self::Ruled(wall, rules.clone()),
            Self::Unexplained(_, name) => Self::Unexplained(wall, name.clone()),
        }
    }

    /// Another start of the file as this one's wall shows it; a whole day stays its midnight.
    pub(super) fn on_wall_of(&self, other: &Self) -> NaiveDateTime {
        let Some(at) = self.instant() else { return self.wall() };
        match other {
            Self::Utc(_) => at.naive_utc(),
            Self::Zoned(_, zone) => local(*zone, at),
            Self::Ruled(_, rules) => rules.wall(at),
            Self::Day(_) | Self::Floating(_) | Self::Unexplained(..) => self.wall(),
        }
    }

    pub(super) fn instant(&self) -> Option<DateTime<chrono::Utc>> {
        match self {
            Self::Utc(wall) => Some(wall.and_utc()),
            Self::Zoned(wall, zone) => {
                let instant = resolve(wall.date(), clock(*wall)?, *zone, None).instant();
                instant.checked_add_signed(TimeDelta::seconds(wall.second().into()))
            }
            Self::Ruled(wall, rules) => {
                let offset = TimeDelta::seconds(rules.offset_seconds(*wall).into());
                Some(wall.checked_sub_signed(offset)?.and_utc())
            }
            Self::Day(_) | Self::Floating(_) | Self::Unexplained(..) => None,
        }
    }
}

pub(super) fn clock(wall: NaiveDateTime) -> Option<ShowClock> {
    let hour = u16::try_from(wall.hour()).ok()?;
    ShowClock::from_hm(hour, u16::try_from(wall.minute()).ok()?, 0).ok()
}

/// The first day of `19970101/19970102`, as midnight.
fn day_of_period(text: &str) -> Option<PartialDateTime> {
    let (from, _) = text.split_once('/')?;
    let digits: u32 = from.parse().ok().filter(|_| from.len() == 8)?;
    Some(PartialDateTime {
        year: u16::try_from(digits / 10_000).ok(),
        month: u8::try_from(digits / 100 % 100).ok(),
        day: u8::try_from(digits % 100).ok(),
        ..PartialDateTime::default()
    })
}
