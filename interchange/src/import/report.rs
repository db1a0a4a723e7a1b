//! What an import found: the events, and of everything else why it is not one.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::time::{ShowClock, Zone};
use serde::{Deserialize, Serialize};

/// The most characters of a value that a problem repeats.
const VALUE_CHARS_MAX: usize = 200;

/// The most candidates a problem lists: more cannot be chosen from.
const CANDIDATES_MAX: usize = 12;

/// What one import found.
///
/// Nothing is lost in silence: `rows == events.len() + refused()`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The formats that were read, joined by `+`.
    pub format: String,
    /// How many shows the files hold: events and refused rows together.
    pub rows: usize,
    /// The rows that can be imported.
    pub events: Vec<Event>,
    /// Everything a person should know before importing them.
    pub problems: Vec<Problem>,
}

impl Report {
    /// How many rows were refused.
    pub fn refused(&self) -> usize {
        refused(&self.problems)
    }
}

/// One show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The file, when several were given, or the sheet of a workbook with several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The row of the table, counted from 1 with its heading, or the place in the list.
    pub row: usize,
    /// The show day.
    pub date: NaiveDate,
    /// When it starts on the venue's wall, where the file says so.
    pub clock: Option<ShowClock>,
    /// What it is called: the event, or else the act.
    pub title: Option<String>,
    /// The tour it belongs to, where the file names one.
    pub tour: Option<String>,
    /// The venue.
    pub venue: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// The state or province, as it was written.
    pub region: Option<String>,
    /// The ISO code of the country where it is known, else what was written.
    pub country: Option<String>,
    /// Street and postal code, as they were written.
    pub address: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// The zone of the wall clock.
    pub zone: Option<Zone>,
    /// What the zone follows from.
    pub zone_from: Option<ZoneFrom>,
    /// The instant of `clock`, where both it and the zone are known.
    pub utc: Option<DateTime<Utc>>,
    /// Whether the file says that the show is off.
    #[serde(default)]
    pub cancelled: bool,
}

/// What a zone follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneFrom {
    /// The file names it.
    File,
    /// The file's own coordinates lie in it.
    Coordinates,
    /// The city is in it.
    City,
}

/// Something a person should know about a row, or about the whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// The file, when several were given, or the sheet of a workbook with several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The row; nothing when it is about the whole file.
    pub row: Option<usize>,
    /// The heading of the column, or the path of the field.
    pub column: Option<String>,
    /// The value, cut to 200 characters.
    pub value: Option<String>,
    /// What is wrong and what to write instead.
    pub reason: String,
    /// Whether it keeps the row out.
    pub severity: Severity,
    /// What could be meant, where that can be listed.
    #[serde(default)]
    pub candidates: Vec<String>,
}

impl Problem {
    /// Something that keeps a row, or without one the whole file, out.
    pub(super) fn error(reason: impl Into<String>) -> Self {
        Self::new(Severity::Error, reason.into())
    }

    /// Something that keeps nothing out.
    pub(super) fn warning(reason: impl Into<String>) -> Self {
        Self::new(Severity::Warning, reason.into())
    }

    fn new(severity: Severity, reason: String) -> Self {
        let (file, row, column, value) = (None, None, None, None);
        Self { file, row, column, value, reason, severity, candidates: Vec::new() }
    }

    pub(super) fn at(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    /// Names the column and the value it is about.
    pub(super) fn about(mut self, column: &str, value: &str) -> Self {
        self.column = Some(cut(column)).filter(|column| !column.is_empty());
        self.value = Some(cut(value));
        self
    }

    pub(super) fn with_candidates(mut self, candidates: impl IntoIterator<Item = String>) -> Self {
        self.candidates = candidates.into_iter().take(CANDIDATES_MAX).collect();
        self
    }
}

/// A problem on its way up, boxed because it is much larger than what is found when there is none.
pub(super) type Refusal = Box<Problem>;

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row is not imported.
    Error,
    /// The row is imported; somebody should look at it.
    Warning,
}

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) problems: Vec<Problem>,
}

impl Notes {
    pub(super) fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(super) fn append(&mut self, mut other: Self) {
        self.problems.append(&mut other.problems);
    }

    /// Says of every problem which file it is about, before the name of a sheet that is already there.
    pub(super) fn belong_to(&mut self, file: Option<&str>) {
        for problem in &mut self.problems {
            problem.file = in_file(file, problem.file.take());
        }
    }

    /// The problems file by file and row by row, those about the whole file first.
    pub(super) fn sorted(mut self) -> Vec<Problem> {
        let mut files: Vec<Option<String>> = Vec::new();
        for problem in &self.problems {
            if !files.contains(&problem.file) {
                files.push(problem.file.clone());
            }
        }
        let order = |problem: &Problem| files.iter().position(|file| *file == problem.file);
        self.problems.sort_by_key(|problem| (order(problem), problem.row));
        self.problems
    }
}

/// How a sheet of a file is named in the report.
pub(super) fn in_file(file: Option<&str>, sheet: Option<String>) -> Option<String> {
    match (file, sheet) {
        (Some(file), Some(sheet)) => Some(format!("{file}: {sheet}")),
        (file, sheet) => sheet.or_else(|| file.map(str::to_owned)),
    }
}

/// How many rows have a problem that keeps them out.
pub(super) fn refused(problems: &[Problem]) -> usize {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let rows: BTreeSet<_> =
        errors.filter_map(|p| p.row.map(|row| (p.file.as_deref(), row))).collect();
    rows.len()
}

fn cut(text: &str) -> String {
    text.chars().take(VALUE_CHARS_MAX).collect()
}
