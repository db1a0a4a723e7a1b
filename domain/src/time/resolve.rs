//! From a wall clock to an instant and back, by the tz database in use.
//!
//! A wall time that a change of the clocks skips or repeats is reported as such; the callers show it
//! to a person. Every answer is a total function of its input: years the rules cannot reach
//! (outside −9999..=9999) are read as UTC.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};
use jiff::civil;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::show_clock::ShowClock;
use super::tzdb;
use super::when::Fold;
use super::zone::Zone;

const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// What a wall time is on the line of instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// The wall shows the time once, at this instant.
    At(DateTime<Utc>),
    /// The wall never shows the time, because the clocks go forward over it.
    Skipped {
        /// The instant at which the clocks go forward.
        resumes: DateTime<Utc>,
        /// How far they go forward.
        gap_minutes: i32,
        /// The wall time pushed on by the gap: 02:30 becomes 03:30 where 02:00 becomes 03:00.
        pushed: DateTime<Utc>,
    },
    /// The wall shows the time twice, because the clocks go back over it.
    Repeated {
        /// Before the clocks go back.
        first: DateTime<Utc>,
        /// After they have gone back.
        second: DateTime<Utc>,
        /// Which one was chosen, if any.
        chosen: Option<Fold>,
    },
}

impl Moment {
    /// One instant to work with: for a skipped time the one pushed on by the gap, for a repeated
    /// time the chosen one or else the first.
    pub fn instant(self) -> DateTime<Utc> {
        match self {
            Self::At(at) => at,
            Self::Skipped { pushed, .. } => pushed,
            Self::Repeated { second, chosen: Some(Fold::Second), .. } => second,
            Self::Repeated { first, .. } => first,
        }
    }

    /// Whether that instant is the one that was meant: the time exists once, or a choice was made.
    pub fn is_certain(self) -> bool {
        match self {
            Self::At(_) => true,
            Self::Skipped { .. } => false,
            Self::Repeated { chosen, .. } => chosen.is_some(),
        }
    }
}

/// The instant at which the wall of `zone` shows `clock` on the show day `date`. The clock's day
/// offset moves the calendar date, so `01:30+1` on Friday is a time of Saturday.
pub fn resolve(date: NaiveDate, clock: ShowClock, zone: Zone, fold: Option<Fold>) -> Moment {
    let days = Days::new(u64::from(clock.day_offset()));
    let date = date.checked_add_days(days).unwrap_or(date);
    let wall = date.and_time(chrono::NaiveTime::MIN)
        + TimeDelta::minutes(i64::from(clock.minutes() % (24 * 60)));
    let Some(civil) = to_civil(wall) else { return Moment::At(wall.and_utc()) };
    let rules = tzdb::rules(zone);
    let instant = |offset: Offset| (wall - seconds(offset)).and_utc();
    match rules.to_ambiguous_timestamp(civil).offset() {
        AmbiguousOffset::Unambiguous { offset } => Moment::At(instant(offset)),
        AmbiguousOffset::Gap { before, after } => {
            let pushed = instant(before);
            Moment::Skipped {
                resumes: latest_change(&rules, pushed).unwrap_or(pushed),
                gap_minutes: (after.seconds() - before.seconds()) / 60,
                pushed,
            }
        }
        AmbiguousOffset::Fold { before, after } => {
            Moment::Repeated { first: instant(before), second: instant(after), chosen: fold }
        }
    }
}

/// What a zone's clocks are at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ZoneMoment {
    /// Minutes east of Greenwich.
    pub offset_minutes: i32,
    /// The same as text, `+01:00`.
    pub offset: String,
    /// What people there call it, `CET`; where the database has only a number, `UTC+03:00`.
    pub abbreviation: String,
    /// Whether this is summer time.
    pub dst: bool,
}

/// What a zone's clocks are at an instant.
pub fn zone_at(zone: Zone, at: DateTime<Utc>) -> ZoneMoment {
    zone_moment(&tzdb::rules(zone), to_timestamp(at))
}

/// What the wall of a zone shows at an instant.
pub fn local(zone: Zone, at: DateTime<Utc>) -> NaiveDateTime {
    let ahead = seconds(tzdb::rules(zone).to_offset(to_timestamp(at)));
    let utc = at.naive_utc();
    utc.checked_add_signed(ahead).unwrap_or(utc)
}

/// A change of a zone's clocks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The instant from which the new clocks hold.
    pub at: DateTime<Utc>,
    /// The clocks before.
    pub from: ZoneMoment,
    /// The clocks after.
    pub to: ZoneMoment,
}

/// The first change of offset between 00:00 of the show day and noon of the next, which is as long
/// as a show day's night lasts. A change at 02:00 on Sunday therefore shows on Saturday's sheet and
/// on Sunday's.
pub fn zone_change_on(zone: Zone, date: NaiveDate) -> Option<Change> {
    let midnight = ShowClock::from_hm(0, 0, 0).ok()?;
    let next_noon = ShowClock::from_hm(12, 0, 1).ok()?;
    let start = resolve(date, midnight, zone, None).instant();
    let end = resolve(date, next_noon, zone, None).instant();
    changes_between(&tzdb::rules(zone), start, end).next()
}

/// Every change of offset from an instant on and before another one, in order: two a year in most zones
/// with summer time, and as many as the law says elsewhere.
pub fn zone_changes(zone: Zone, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Change> {
    changes_between(&tzdb::rules(zone), from, until).collect()
}

fn changes_between(
    rules: &TimeZone,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> impl Iterator<Item = Change> + '_ {
    let (from, until) = (to_timestamp(from), to_timestamp(until));
    let just_before = |at: Timestamp| at.saturating_sub(SECOND).unwrap_or(at);
    let changes = rules.following(just_before(from)).map(|transition| transition.timestamp());
    changes.take_while(move |at| *at < until).filter_map(move |at| {
        let (from, to) = (zone_moment(rules, just_before(at)), zone_moment(rules, at));
        let differs = from.offset_minutes != to.offset_minutes;
        differs.then(|| Change { at: to_chrono(at), from, to })
    })
}

fn zone_moment(rules: &TimeZone, at: Timestamp) -> ZoneMoment {
    let info = rules.to_offset_info(at);
    let offset_minutes = info.offset().seconds() / 60;
    let sign = if offset_minutes < 0 { '-' } else { '+' };
    let minutes = offset_minutes.abs();
    let offset = format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60);
    let abbreviation = match info.abbreviation() {
        numeric if numeric.starts_with(['+', '-']) => format!("UTC{offset}"),
        name => name.to_owned(),
    };
    ZoneMoment { offset_minutes, offset, abbreviation, dst: is_summer(rules, at) }
}

/// Whether the clocks are ahead for the summer. The flag in the database says something else where
/// law calls summer time the standard and winter time the exception (Ireland, Morocco), and whether
/// it does differs between the bundled copy and most systems' copies. So a flagged period that is
/// behind its neighbours counts as winter, and its neighbours as summer. What no later change ends
/// is no season, and the flag holds.
fn is_summer(rules: &TimeZone, at: Timestamp) -> bool {
    let flag_and_offset = |at| {
        let info = rules.to_offset_info(at);
        (info.dst().is_dst(), info.offset())
    };
    let (flagged, offset) = flag_and_offset(at);
    let Some(next) = rules.following(at).next() else { return flagged };
    let began = rules.preceding(at.saturating_add(SECOND).unwrap_or(at)).next();
    let before = began.and_then(|change| change.timestamp().checked_sub(SECOND).ok());
    let neighbours = [before.map(flag_and_offset), Some((next.dst().is_dst(), next.offset()))];
    let named_the_other_way = neighbours.into_iter().flatten().any(|(theirs, their_offset)| {
        let ahead = if flagged { their_offset > offset } else { their_offset < offset };
        theirs != flagged && ahead
    });
    flagged != named_the_other_way
}

/// The last change at or before an instant.
fn latest_change(rules: &TimeZone, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let just_after = to_timestamp(at + TimeDelta::seconds(1));
    rules.preceding(just_after).next().map(|transition| to_chrono(transition.timestamp()))
}

fn seconds(offset: Offset) -> TimeDelta {
    TimeDelta::seconds(i64::from(offset.seconds()))
}

fn to_civil(wall: NaiveDateTime) -> Option<civil::DateTime> {
    civil::DateTime::new(
        i16::try_from(wall.year()).ok()?,
        i8::try_from(wall.month()).ok()?,
        i8::try_from(wall.day()).ok()?,
        i8::try_from(wall.hour()).ok()?,
        i8::try_from(wall.minute()).ok()?,
        0,
        0,
    )
    .ok()
}

fn to_timestamp(at: DateTime<Utc>) -> Timestamp {
    Timestamp::from_second(at.timestamp()).unwrap_or(if at.timestamp() < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

fn to_chrono(at: Timestamp) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(at.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_is_when_clocks_are_ahead_however_the_law_names_it() {
        let as_named_by_law = TimeZone::posix("IST-1GMT0,M10.5.0,M3.5.0/1").unwrap();
        let as_people_say = TimeZone::posix("GMT0IST,M3.5.0/1,M10.5.0").unwrap();
        for (date, summer) in [("2026-01-15", false), ("2026-07-15", true), ("2026-12-15", false)] {
            let at: Timestamp = format!("{date}T12:00:00Z").parse().unwrap();
            assert_eq!(is_summer(&as_named_by_law, at), summer, "{date}");
            assert_eq!(is_summer(&as_people_say, at), summer, "{date}");
        }
    }
}
