//! What can be wrong with a time, a date or a zone somebody wrote.
//!
//! Messages quote the value and say what to write instead, because they end up beside the field or
//! the import row they are about.

use thiserror::Error;

/// The longest text any parser of this module looks at, in characters. The longest sensible input,
/// a label with a range and two "(next day)" marks, stays below it.
pub const TIME_TEXT_MAX: usize = 64;

/// Why a text or a number is not a time of a show day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Error)]
pub enum ClockProblem {
    /// Nothing was written; an unknown time is written TBD.
    #[error("no time is given; write `TBD` when it is not known yet")]
    Empty,
    /// More than [`TIME_TEXT_MAX`] characters.
    #[error("`{0}…` is too long for a time; at most {TIME_TEXT_MAX} characters are read")]
    TooLong(String),
    /// No reading as a time at all, or something is left over after the time.
    #[error("`{0}` is not a time; write it like `19:30`, `7:30 pm`, `01:30+1` or `TBD`")]
    NotATime(String),
    /// Not the strict form the wire and the database use.
    #[error("`{0}` is not of the form `HH:MM` or `HH:MM+N`")]
    NotStrict(String),
    /// An hour past the end of what the notation allows.
    #[error("hour `{0}` is out of range; hours run from 0 to 47, and 24 to 47 mean the next day")]
    Hour(String),
    /// A minute past 59, or not written with two digits.
    #[error("minute `{0}` is not one of 00 to 59")]
    Minute(String),
    /// Seconds other than 00: a show day is kept in whole minutes.
    #[error("`{0}` has seconds; a time is kept in whole minutes")]
    Seconds(String),
    /// AM or PM beside an hour of the 24-hour clock.
    #[error("`{0}` mixes am/pm with the 24-hour clock; write `19:30` or `7:30 pm`")]
    Meridiem(String),
    /// An hour alone, which could be morning or evening.
    #[error("`{0}` could be morning or evening; write `07:00`, `19:00` or `7 pm`")]
    BareHour(String),
    /// "Midnight", which could open or close the day.
    #[error(
        "`{0}` could be the start or the end of the day; write `00:00` for its start, \
         `24:00` or `00:00+1` for its end"
    )]
    Midnight(String),
    /// A limit such as "until 19:00" instead of a time.
    #[error("`{0}` is a limit and not a time; write the time alone and the limit in the notes")]
    Limit(String),
    /// A day mark other than `+1` or `+2`, or one beside an hour past 23.
    #[error(
        "day mark in `{0}` is not understood; write `+1` for the next day, `+2` for the second"
    )]
    DayMark(String),
    /// Past the third day after 00:00 of the show day, or before it.
    #[error("`{0}` is outside the show day, which runs from `00:00` to `23:59+2`")]
    OutsideShowDay(String),
    /// A range that ends before it starts.
    #[error("end `{end}` is before start `{start}`")]
    EndBeforeStart {
        /// The start in the strict form.
        start: String,
        /// The end in the strict form.
        end: String,
    },
    /// A range, an estimate or TBD where one exact clock time is wanted.
    #[error("`{0}` is not one exact time; write it like `19:30`")]
    NotOneClock(String),
}

/// Why a text is not a calendar date.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Error)]
pub enum DateProblem {
    /// Not four, two and two digits joined by hyphens.
    #[error("`{0}` is not a date of the form `YYYY-MM-DD`")]
    NotIso(String),
    /// The form is right and the calendar has no such day.
    #[error("`{text}` does not exist; {why}")]
    NoSuchDay {
        /// The date as written.
        text: String,
        /// What the calendar says instead.
        why: String,
    },
}

/// Why a text is not a time zone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Error)]
pub enum ZoneProblem {
    /// Not a name of the IANA time zone database.
    #[error("`{0}` is not a time zone; write a name like `Europe/Warsaw`")]
    Unknown(String),
}

/// The first characters of a text, so that a message never repeats a whole file.
pub(super) fn quoted(text: &str) -> String {
    text.chars().take(TIME_TEXT_MAX).collect()
}
