//! A time of a show day as it is shown.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use crate::time::{Fold, Moment, ShowClock, When, Zone, local, resolve, zone_at};
use crate::view::words::{long_date, short_weekday};

/// A time of a show day as it is shown, with the instants that it means.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShownTime {
    /// The value itself, to be edited; null where there is none.
    pub when: Option<When>,
    /// What to print: `19:30–20:15`, `~19:00`, `01:30+1`, `TBD`; empty for a hidden time or none.
    pub text: String,
    /// The mark of a start after midnight: `+1 Sat`.
    pub day_mark: Option<String>,
    /// The instant of the start; null without a time or without a zone.
    pub instant: Option<DateTime<Utc>>,
    /// The instant of the end; null without an end or without a zone.
    pub end_instant: Option<DateTime<Utc>>,
    /// What a change of the clocks does to the start or the end.
    pub clock_reports: Vec<ClockReport>,
}

/// A wall time that a change of the clocks skips or repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockReport {
    /// Whether it is about the start or the end.
    pub which: WhichEnd,
    /// Whether the time is skipped or repeated.
    pub kind: ClockReportKind,
    /// Whether it is settled which of two repeated times is meant.
    pub chosen: Option<Fold>,
    /// What happens and what was assumed, for a person.
    pub sentence: String,
}

/// One end of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WhichEnd {
    /// Its start.
    Start,
    /// Its end.
    End,
}

/// What a change of the clocks does to a wall time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClockReportKind {
    /// The wall never shows it.
    Skipped,
    /// The wall shows it twice.
    Repeated,
}

impl ShownTime {
    /// A time of the show day `date` on the clocks of `zone`; without a zone there is no instant.
    pub fn new(when: Option<When>, date: NaiveDate, zone: Option<Zone>) -> Self {
        let mut shown = Self {
            when,
            text: when.map(|when| when.to_string()).unwrap_or_default(),
            day_mark: when.and_then(|when| day_mark(when.start()?, date)),
            instant: None,
            end_instant: None,
            clock_reports: Vec::new(),
        };
        if let (Some(span), Some(zone)) = (when.and_then(|when| when.span()), zone) {
            let mut instant = |clock: ShowClock, which| {
                let moment = resolve(date, clock, zone, span.fold());
                shown.clock_reports.extend(report(which, date, clock, zone, moment));
                moment.instant()
            };
            shown.instant = Some(instant(span.start(), WhichEnd::Start));
            let end = span.end().filter(|end| *end != span.start());
            shown.end_instant = end.map(|end| instant(end, WhichEnd::End));
        }
        shown
    }

    /// A clock on its own, such as a lobby call.
    pub(crate) fn of_clock(clock: ShowClock, date: NaiveDate, zone: Option<Zone>) -> Self {
        Self::new(Some(When::exact(clock)), date, zone)
    }
}

/// `+1 Sat` for a clock after midnight.
fn day_mark(clock: ShowClock, date: NaiveDate) -> Option<String> {
    let offset = clock.day_offset();
    (offset > 0).then(|| format!("+{offset} {}", short_weekday(wall_date(clock, date))))
}

/// The calendar date on which the wall shows a clock of the show day.
fn wall_date(clock: ShowClock, date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(clock.day_offset()))).unwrap_or(date)
}

/// What there is to say of a moment that is not plain.
fn report(
    which: WhichEnd,
    date: NaiveDate,
    clock: ShowClock,
    zone: Zone,
    moment: Moment,
) -> Option<ClockReport> {
    let wall = format!("{:02}:{:02}", clock.hour(), clock.minute());
    let day = long_date(wall_date(clock, date));
    match moment {
        Moment::At(_) => None,
        Moment::Skipped { resumes, gap_minutes, pushed } => {
            let to = local(zone, resumes);
            let from = to - TimeDelta::minutes(i64::from(gap_minutes));
            let taken = local(zone, pushed).format("%H:%M");
            let (from, to) = (from.format("%H:%M"), to.format("%H:%M"));
            let sentence = format!(
                "{wall} does not exist on {day}: the clocks go forward from {from} to {to}. \
                 It is taken as {taken} until somebody changes it"
            );
            let kind = ClockReportKind::Skipped;
            Some(ClockReport { which, kind, chosen: None, sentence })
        }
        Moment::Repeated { first, second, chosen } => {
            let first = zone_at(zone, first).abbreviation;
            let second = zone_at(zone, second).abbreviation;
            let meant = match chosen {
                Some(Fold::First) => format!("The first one, {first}, is meant"),
                Some(Fold::Second) => format!("The second one, {second}, is meant"),
                None => format!("It is taken as the first one, {first}, until somebody says which"),
            };
            let sentence =
                format!("{wall} happens twice on {day}, in {first} and again in {second}. {meant}");
            Some(ClockReport { which, kind: ClockReportKind::Repeated, chosen, sentence })
        }
    }
}
