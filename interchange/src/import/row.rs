//! The common form of every file: rows of fields, each with what it is about.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike, Utc};
use domain::time::ShowClock;

use super::{headers::Role, report::in_file};

/// The rows of one table, list or calendar, and what is known of all of them.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// The name under which its rows are reported.
    pub(super) file: Option<String>,
    /// The name of the file it comes from, in lower case: `venues.csv` says what its `id` is.
    pub(super) source: String,
    pub(super) rows: Vec<Row>,
    /// The headings are in a language that writes the day before the month.
    pub(super) day_first: bool,
    /// A year that the heading of the date column names.
    pub(super) year: Option<i32>,
    /// An end date stands for one show a day up to it. In calendars and event pages it does not.
    pub(super) ends_expand: bool,
}

impl Sheet {
    pub(super) fn belongs_to(&mut self, file: Option<&str>) {
        self.file = in_file(file, self.file.take());
    }
}

/// One row, or one object of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) number: usize,
    /// A year in a row of its own above this one.
    pub(super) section_year: Option<i32>,
    pub(super) fields: Vec<Field>,
}

impl Row {
    /// The best field of a role that says anything: fields stand in the order of how well they fit.
    pub(super) fn get(&self, role: Role) -> Option<&Field> {
        self.fields.iter().find(|field| field.role == role && !field.value.is_empty())
    }

    pub(super) fn text(&self, role: Role) -> Option<(&Field, String)> {
        self.get(role).map(|field| (field, field.value.text()))
    }
}

/// One value of a row.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) role: Role,
    /// The heading or path, as the file writes it.
    pub(super) column: String,
    pub(super) value: Value,
}

/// A value as the file's format types it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    /// Digits as they were written, or as the format gives them back.
    Number(String),
    /// A cell of a spreadsheet that is a date; a time of 00:00 is none.
    Cell(NaiveDateTime),
    /// What a calendar says, in which nothing is left to find out.
    Settled(When),
}

impl Value {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) | Self::Number(text) => text.trim().is_empty(),
            Self::Cell(_) | Self::Settled(_) => false,
        }
    }

    /// The value as a person would read it.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) => text.trim().to_owned(),
            Self::Cell(cell) => cell.format("%Y-%m-%d %H:%M").to_string(),
            Self::Settled(when) => when.text(),
        }
    }
}

/// When a show is, as far as its file alone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// A day, at a time that is not known.
    Day(NaiveDate),
    /// What the wall at the venue shows. Seconds are kept to tell a placeholder such as 23:59:59.
    Wall { date: NaiveDate, clock: ShowClock, second: u32 },
    /// An instant. `written` is the wall clock beside `offset_minutes`; without an offset the file gave the
    /// time in UTC, which says nothing of the wall.
    Instant { at: DateTime<Utc>, written: NaiveDateTime, offset_minutes: Option<i32> },
}

impl When {
    pub(super) fn date(self) -> NaiveDate {
        match self {
            Self::Day(date) | Self::Wall { date, .. } => date,
            Self::Instant { written, .. } => written.date(),
        }
    }

    /// The wall clock as it was written, in hours, minutes and seconds.
    pub(super) fn written(self) -> Option<(u32, u32, u32)> {
        match self {
            Self::Day(_) => None,
            Self::Wall { clock, second, .. } => {
                Some((u32::from(clock.hour()), u32::from(clock.minute()), second))
            }
            Self::Instant { written, .. } => {
                Some((written.hour(), written.minute(), written.second()))
            }
        }
    }

    fn text(self) -> String {
        match self {
            Self::Day(date) => date.to_string(),
            Self::Wall { date, clock, .. } => format!("{date} {clock}"),
            Self::Instant { at, .. } => at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        }
    }
}
