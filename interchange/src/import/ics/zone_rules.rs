//! The zones of a calendar: by name where the name is known, else by the rules that the file brings along.

use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue,
};
use chrono::{DateTime, Datelike, Days, NaiveDateTime, TimeDelta, Utc};
use domain::time::Zone;

use super::{repeat, start::Start};
use crate::import::zones;

/// Rules repeat each year; one that was in force is found in the years just before.
const YEARS_BACK: u64 = 2;

/// The zones that a file defines.
#[derive(Debug, Default)]
pub(super) struct Zones(Vec<(String, Defined)>);

#[derive(Debug, Clone)]
enum Defined {
    Named(Zone),
    Ruled(Rules),
}

/// Offsets of a zone that has no known name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rules(Vec<Phase>);

/// A stretch of standard or summer time: from when, how often, and what it makes of the offset.
#[derive(Debug, Clone, PartialEq)]
struct Phase {
    starts: NaiveDateTime,
    rule: Option<calcard::icalendar::ICalendarRecurrenceRule>,
    from_seconds: i32,
    to_seconds: i32,
}

impl Zones {
    pub(super) fn of(components: &[ICalendarComponent]) -> Self {
        let defined = components
            .iter()
            .filter(|component| component.component_type == ICalendarComponentType::VTimezone)
            .filter_map(|component| {
                let text = |name: &ICalendarProperty| {
                    component.property(name)?.values.first()?.as_text().map(str::to_owned)
                };
                let name = text(&ICalendarProperty::Tzid)?;
                let location = text(&ICalendarProperty::Other("X-LIC-LOCATION".to_owned()));
                let named = zones::named(&name).ok();
                let named = named.or_else(|| zones::named(&location?).ok());
                let defined = match named {
                    Some(zone) => Defined::Named(zone),
                    None => Defined::Ruled(Rules::of(component, components)?),
                };
                Some((name, defined))
            });
        Self(defined.collect())
    }

    /// A start in the zone of this name.
    pub(super) fn start(&self, wall: NaiveDateTime, name: &str) -> Start {
        match self.0.iter().find(|(defined, _)| defined == name) {
            Some((_, Defined::Named(zone))) => Start::Zoned(wall, *zone),
            Some((_, Defined::Ruled(rules))) => Start::Ruled(wall, rules.clone()),
            None => match zones::named(name) {
                Ok(zone) => Start::Zoned(wall, zone),
                Err(_) => Start::Unexplained(wall, name.to_owned()),
            },
        }
    }
}

impl Rules {
    fn of(zone: &ICalendarComponent, components: &[ICalendarComponent]) -> Option<Self> {
        let parts = zone.component_ids.iter().filter_map(|id| components.get(*id as usize));
        let parts = parts.filter(|part| {
            matches!(
                part.component_type,
                ICalendarComponentType::Standard | ICalendarComponentType::Daylight
            )
        });
        let phases: Vec<Phase> = parts.filter_map(Phase::of).collect();
        (!phases.is_empty()).then_some(Self(phases))
    }

    /// How far the wall is ahead of UTC when it shows `wall`.
    pub(super) fn offset_seconds(&self, wall: NaiveDateTime) -> i32 {
        let started =
            self.0.iter().filter_map(|phase| Some((phase.last_start(wall)?, phase.to_seconds)));
        let current = started.max_by_key(|(starts, _)| *starts).map(|(_, offset)| offset);
        // Before the first phase the clocks show what that phase leaves.
        let earliest = || self.0.iter().min_by_key(|phase| phase.starts);
        current.or_else(|| earliest().map(|phase| phase.from_seconds)).unwrap_or(0)
    }

    /// What the wall shows at an instant.
    pub(super) fn wall(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let utc = at.naive_utc();
        let guess = shifted(utc, self.offset_seconds(utc));
        shifted(utc, self.offset_seconds(guess))
    }
}

fn shifted(utc: NaiveDateTime, seconds: i32) -> NaiveDateTime {
    utc.checked_add_signed(TimeDelta::seconds(seconds.into())).unwrap_or(utc)
}

impl Phase {
    fn of(part: &ICalendarComponent) -> Option<Self> {
        let value = |name: &ICalendarProperty| part.property(name)?.values.first();
        let written = value(&ICalendarProperty::Dtstart)?.as_partial_date_time()?;
        let starts = repeat::naive(written)?;
        let rule = match value(&ICalendarProperty::Rrule) {
            Some(ICalendarValue::RecurrenceRule(rule)) => Some((**rule).clone()),
            _ => None,
        };
        let from_seconds = offset(value(&ICalendarProperty::Tzoffsetfrom)?)?;
        let to_seconds = offset(value(&ICalendarProperty::Tzoffsetto)?)?;
        Some(Self { starts, rule, from_seconds, to_seconds })
    }

    /// When this phase last began before the wall showed `wall`.
    fn last_start(&self, wall: NaiveDateTime) -> Option<NaiveDateTime> {
        if self.starts > wall {
            return None;
        }
        let Some(rule) = &self.rule else { return Some(self.starts) };
        let from = wall
            .checked_sub_days(Days::new(366 * YEARS_BACK))
            .unwrap_or(self.starts)
            .max(self.starts);
        // Outlook begins its zones in 1601. A yearly rule is the same when it begins a few years ago.
        let near = self.starts.with_year(from.year() - 1).unwrap_or(self.starts).max(self.starts);
        let all = repeat::of_rule(rule, near, wall).unwrap_or_default();
        all.into_iter().filter(|start| *start <= wall).max().or(Some(self.starts))
    }
}

fn offset(value: &ICalendarValue) -> Option<i32> {
    let written = value.as_partial_date_time()?;
    let seconds =
        i32::from(written.tz_hour?) * 3600 + i32::from(written.tz_minute.unwrap_or(0)) * 60;
    Some(if written.tz_minus { -seconds } else { seconds })
}
