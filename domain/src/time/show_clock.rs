//! The clock of a show day: minutes since its 00:00, running past midnight until everyone is on the
//! bus. It knows no date and no zone; `resolve` turns it into an instant.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::problem::{ClockProblem, quoted};

const MINUTES_PER_DAY: u16 = 24 * 60;

/// A wall-clock time of a show day, in minutes from its 00:00: `0..=4319`, three days.
///
/// The strict form, on the wire and in the database, is `HH:MM` with `+1` or `+2` for the days after
/// the show day: `19:30`, `01:30+1`, `00:10+2`. There is no fixed hour at which one show day becomes
/// the next, so `01:30` before the show and `01:30+1` after it are different times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "01:30+1", pattern = r"^([01]\d|2[0-3]):[0-5]\d(\+[12])?$"))]
pub struct ShowClock(u16);

impl ShowClock {
    /// The last minute, `23:59+2`. Two nights past the date cover overnight load-outs and long
    /// travel; anything later belongs to another day of the tour.
    pub const MAX_MINUTES: u16 = 3 * MINUTES_PER_DAY - 1;

    /// Takes minutes from 00:00 of the show day, at most [`Self::MAX_MINUTES`].
    pub fn from_minutes(minutes: u16) -> Result<Self, ClockProblem> {
        if minutes > Self::MAX_MINUTES {
            return Err(ClockProblem::OutsideShowDay(format!("{minutes} minutes")));
        }
        Ok(Self(minutes))
    }

    /// Takes an hour `0..=23`, a minute `0..=59` and how many days after the show day, `0..=2`.
    pub fn from_hm(hour: u16, minute: u16, day_offset: u16) -> Result<Self, ClockProblem> {
        if hour > 23 {
            return Err(ClockProblem::Hour(hour.to_string()));
        }
        if minute > 59 {
            return Err(ClockProblem::Minute(minute.to_string()));
        }
        if day_offset > Self::MAX_MINUTES / MINUTES_PER_DAY {
            let text = format!("{hour:02}:{minute:02}+{day_offset}");
            return Err(ClockProblem::OutsideShowDay(text));
        }
        Ok(Self(day_offset * MINUTES_PER_DAY + hour * 60 + minute))
    }

    /// Minutes from 00:00 of the show day.
    pub fn minutes(self) -> u16 {
        self.0
    }

    /// The hour on the wall, `0..=23`.
    pub fn hour(self) -> u16 {
        self.0 % MINUTES_PER_DAY / 60
    }

    /// The minute on the wall, `0..=59`.
    pub fn minute(self) -> u16 {
        self.0 % 60
    }

    /// How many days after the show day's date the wall shows this time, `0..=2`.
    pub fn day_offset(self) -> u16 {
        self.0 / MINUTES_PER_DAY
    }

    /// The time this many minutes later (earlier when negative), or `None` outside the show day.
    /// It counts minutes on the wall, so it does not notice a change of offset in between.
    pub fn plus_minutes(self, minutes: i32) -> Option<Self> {
        let moved = i32::from(self.0).checked_add(minutes)?;
        Self::from_minutes(u16::try_from(moved).ok()?).ok()
    }
}

impl fmt::Display for ShowClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.day_offset() {
            0 => f.pad(&format!("{:02}:{:02}", self.hour(), self.minute())),
            days => f.pad(&format!("{:02}:{:02}+{days}", self.hour(), self.minute())),
        }
    }
}

impl FromStr for ShowClock {
    type Err = ClockProblem;

    /// Reads the strict form only; [`super::parse_clock`] reads what people type.
    fn from_str(text: &str) -> Result<Self, ClockProblem> {
        let not_strict = || ClockProblem::NotStrict(quoted(text));
        let (clock, day_offset) = match text.as_bytes() {
            [_, _, b':', _, _] => (text.as_bytes(), 0),
            [clock @ .., b'+', b'1'] if clock.len() == 5 => (clock, 1),
            [clock @ .., b'+', b'2'] if clock.len() == 5 => (clock, 2),
            _ => return Err(not_strict()),
        };
        let [h1, h2, b':', m1, m2] = clock else { return Err(not_strict()) };
        let two = |tens: &u8, ones: &u8| match (tens, ones) {
            (b'0'..=b'9', b'0'..=b'9') => {
                Some(u16::from(tens - b'0') * 10 + u16::from(ones - b'0'))
            }
            _ => None,
        };
        let hour = two(h1, h2).ok_or_else(not_strict)?;
        let minute = two(m1, m2).ok_or_else(not_strict)?;
        Self::from_hm(hour, minute, day_offset)
    }
}

impl TryFrom<String> for ShowClock {
    type Error = ClockProblem;

    fn try_from(text: String) -> Result<Self, ClockProblem> {
        text.parse()
    }
}

impl From<ShowClock> for String {
    fn from(clock: ShowClock) -> Self {
        clock.to_string()
    }
}
