//! Every time a repeated event takes place: its rule, the dates added to it, less those taken out.
//!
//! The `rrule` crate counts; it is given the wall as if it were UTC, so that no zone of its own comes in.

use std::collections::BTreeSet;

use calcard::{
    common::{CalendarScale, PartialDateTime},
    icalendar::{ICalendarFrequency, ICalendarRecurrenceRule, ICalendarWeekday},
};
use chrono::{Month, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use rrule::{Frequency, NWeekday, RRule, RRuleSet, Tz, Unvalidated};

use super::{event::Event, start::Start};
use crate::import::report::{Notes, Problem};

/// The most times one event takes place: daily for the 400 days it is followed, and years before.
const TIMES_MAX: u16 = 2_000;

/// The walls at which an event takes place, in order; `moved` are those that other events replace.
pub(super) fn walls(
    event: &Event,
    until: NaiveDateTime,
    moved: &[NaiveDateTime],
    notes: &mut Notes,
) -> Result<Vec<NaiveDateTime>, String> {
    let start = &event.start;
    let mut walls = BTreeSet::from([start.wall()]);
    for rule in &event.rules {
        if matches!(
            rule.freq,
            ICalendarFrequency::Hourly
                | ICalendarFrequency::Minutely
                | ICalendarFrequency::Secondly
        ) {
            return Err("the event repeats more than once a day, which no show does".to_owned());
        }
        let rule = on_the_wall(rule, start)?;
        let endless = rule.count.is_none() && rule.until.is_none();
        if endless {
            let reason =
                format!("the event repeats without an end; it was followed until {}", until.date());
            notes.push(Problem::warning(reason).at(event.number).about("RRULE", &event.title));
        }
        walls.extend(of_rule(&rule, start.wall(), until)?);
    }
    walls.extend(event.added.iter().map(|added| added.on_wall_of(start)));
    for removed in &event.removed {
        let wall = removed.on_wall_of(start);
        match removed {
            // A day taken out takes out whatever starts on it.
            Start::Day(date) => walls.retain(|wall| wall.date() != *date),
            _ => {
                walls.remove(&wall);
            }
        }
    }
    for wall in moved {
        walls.remove(wall);
    }
    Ok(walls.into_iter().filter(|wall| *wall < until).collect())
}

/// A rule whose end is told in UTC ends at another time on the wall.
fn on_the_wall(
    rule: &ICalendarRecurrenceRule,
    start: &Start,
) -> Result<ICalendarRecurrenceRule, String> {
    let mut rule = rule.clone();
    let Some(until) = &rule.until else { return Ok(rule) };
    let wall = naive(until).ok_or("the end of the repetition is no date")?;
    let wall = match (until.hour, until.tz_hour) {
        (None, _) => wall.date().and_hms_opt(23, 59, 59).unwrap_or(wall),
        (Some(_), Some(_)) => Start::Utc(wall).on_wall_of(start),
        (Some(_), None) => wall,
    };
    rule.until = Some(PartialDateTime::from_naive_timestamp(wall.and_utc().timestamp()));
    Ok(rule)
}

/// The walls of one rule from `start` to `until`; an unreadable rule says why.
pub(super) fn of_rule(
    rule: &ICalendarRecurrenceRule,
    start: NaiveDateTime,
    until: NaiveDateTime,
) -> Result<Vec<NaiveDateTime>, String> {
    if rule.rscale.as_ref().is_some_and(|scale| *scale != CalendarScale::Gregorian) {
        return Err("the event repeats by a calendar other than the Gregorian one".to_owned());
    }
    let as_utc = |wall: NaiveDateTime| wall.and_utc().with_timezone(&Tz::UTC);
    let wrong = |error: rrule::RRuleError| format!("the repetition makes no sense: {error}");
    let first = as_utc(start);
    let validated = translated(rule)?.validate(first).map_err(wrong)?;
    let set = RRuleSet::new(first).rrule(validated).before(as_utc(until));
    Ok(set.all(TIMES_MAX).dates.into_iter().map(|date| date.naive_utc()).collect())
}

fn translated(rule: &ICalendarRecurrenceRule) -> Result<RRule<Unvalidated>, String> {
    let mut to = RRule::new(match rule.freq {
        ICalendarFrequency::Yearly => Frequency::Yearly,
        ICalendarFrequency::Monthly => Frequency::Monthly,
        ICalendarFrequency::Weekly => Frequency::Weekly,
        ICalendarFrequency::Daily => Frequency::Daily,
        ICalendarFrequency::Hourly => Frequency::Hourly,
        ICalendarFrequency::Minutely => Frequency::Minutely,
        ICalendarFrequency::Secondly => Frequency::Secondly,
    });
    if let Some(interval) = rule.interval {
        to = to.interval(interval);
    }
    if let Some(count) = rule.count {
        to = to.count(count);
    }
    if let Some(until) = &rule.until {
        let until = naive(until).ok_or("the end of the repetition is no date")?;
        to = to.until(until.and_utc().with_timezone(&Tz::UTC));
    }
    if let Some(day) = rule.wkst {
        to = to.week_start(weekday(day));
    }
    let months: Result<Vec<Month>, _> =
        rule.bymonth.iter().map(|m| Month::try_from(m.month())).collect();
    let months = months.map_err(|_| "the repetition names a month that does not exist")?;
    let days = rule.byday.iter().map(|day| match day.ordwk {
        Some(nth) => NWeekday::Nth(nth, weekday(day.weekday)),
        None => NWeekday::Every(weekday(day.weekday)),
    });
    Ok(to
        .by_month(&months)
        .by_weekday(days.collect())
        .by_month_day(rule.bymonthday.clone())
        .by_year_day(rule.byyearday.clone())
        .by_week_no(rule.byweekno.clone())
        .by_set_pos(rule.bysetpos.clone())
        .by_hour(rule.byhour.clone())
        .by_minute(rule.byminute.clone())
        .by_second(rule.bysecond.clone()))
}

fn weekday(day: ICalendarWeekday) -> Weekday {
    match day {
        ICalendarWeekday::Monday => Weekday::Mon,
        ICalendarWeekday::Tuesday => Weekday::Tue,
        ICalendarWeekday::Wednesday => Weekday::Wed,
        ICalendarWeekday::Thursday => Weekday::Thu,
        ICalendarWeekday::Friday => Weekday::Fri,
        ICalendarWeekday::Saturday => Weekday::Sat,
        ICalendarWeekday::Sunday => Weekday::Sun,
    }
}

/// A date with its time, or at midnight, as it was written.
pub(super) fn naive(written: &PartialDateTime) -> Option<NaiveDateTime> {
    let date = NaiveDate::from_ymd_opt(
        i32::from(written.year?),
        u32::from(written.month?),
        u32::from(written.day?),
    )?;
    let time = NaiveTime::from_hms_opt(
        u32::from(written.hour.unwrap_or(0)),
        u32::from(written.minute.unwrap_or(0)),
        u32::from(written.second.unwrap_or(0).min(59)),
    )?;
    Some(date.and_time(time))
}
