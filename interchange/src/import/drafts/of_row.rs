//! The day and the time of one row, as far as the row itself tells.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use domain::time::ShowClock;

use super::When;
use crate::{
    import::{
        clocks::{self, Offset, TimeText},
        dates::{self, Dated, Settled},
        headers::Role,
        report::{Notes, Problem, Refusal},
        row::{Field, Row, Value},
    },
    places::fold,
};

/// Spreadsheets count days from 1900 or 1904; a tour is later.
const FIRST_YEAR: i32 = 1910;

/// What a row says of its date, before its column is settled.
pub(super) enum RowDate {
    /// A text that the column has to settle.
    Written { column: String, text: String, dated: Box<Dated> },
    /// What its format types as a date.
    Found(Vec<When>),
}

impl RowDate {
    pub(super) fn written(&self) -> Option<&Dated> {
        match self {
            Self::Written { dated, .. } => Some(dated),
            Self::Found(_) => None,
        }
    }

    pub(super) fn says_cancelled(&self) -> bool {
        self.written().is_some_and(|dated| dated.reading.cancelled)
    }
}

/// Finds the date of a row among its fields.
pub(super) fn date(row: &Row, ends_expand: bool) -> Result<RowDate, Refusal> {
    let Some(field) = row.get(Role::Date) else { return date_in_parts(row) };
    match &field.value {
        Value::Settled(when) => Ok(RowDate::Found(vec![*when])),
        Value::Cell(cell) => of_cell(row, field, *cell, ends_expand),
        Value::Number(number) => of_number(row, field, number),
        Value::Text(text) => {
            let range =
                row.get(Role::EndDate).filter(|_| ends_expand).and_then(|end| range(text, end));
            written(row, field, range.unwrap_or_else(|| text.clone()))
        }
    }
}

fn written(row: &Row, field: &Field, text: String) -> Result<RowDate, Refusal> {
    let reading =
        dates::read(&text).map_err(|reason| Problem::error(reason).about(&field.column, &text))?;
    let mut dated = Dated { reading, stated_year: row.section_year.or_else(|| year(row)) };
    if dated.reading.weekday.is_none()
        && let Some((_, weekday)) = row.text(Role::Weekday)
    {
        let folded = fold(&weekday);
        dated.reading.weekday = folded.split_whitespace().next().and_then(dates::weekday);
    }
    Ok(RowDate::Written { column: field.column.clone(), text, dated: Box::new(dated) })
}

fn year(row: &Row) -> Option<i32> {
    let (_, year) = row.text(Role::Year)?;
    year.parse().ok().filter(|year| (1900..=2099).contains(year))
}

/// A last day in a column of its own makes a range, unless it is only when the show is over.
fn range(from: &str, end: &Field) -> Option<String> {
    let Value::Text(to) = &end.value else { return None };
    let ends_by_the_clock = dates::read(to).ok()?.time.is_some();
    if ends_by_the_clock || to.trim() == from.trim() {
        return None;
    }
    let (from, time) = clocks::split_off(from);
    let range = format!("{from} - {to}");
    (time.is_none() && dates::read(&range).is_ok()).then_some(range)
}

/// A date in three columns: year, month and day.
fn date_in_parts(row: &Row) -> Result<RowDate, Refusal> {
    let (Some((field, month)), Some((_, day))) = (row.text(Role::Month), row.text(Role::Day))
    else {
        return Err(Problem::error("the row has no date").into());
    };
    let number = |text: &str| text.parse::<u32>().ok();
    if let (Some(year), Some(month), Some(day)) = (year(row), number(&month), number(&day)) {
        let date = NaiveDate::from_ymd_opt(year, month, day);
        let found = date.map(|date| RowDate::Found(vec![When::Day(date)]));
        let text = format!("{year}-{month}-{day}");
        let nowhere = || Problem::error("there is no such day").about(&field.column, &text);
        return found.ok_or_else(|| nowhere().into());
    }
    written(row, field, format!("{day} {month}"))
}

/// A cell that a spreadsheet types as a date. A cell with 00:00 is a date alone.
fn of_cell(
    row: &Row,
    field: &Field,
    cell: NaiveDateTime,
    ends_expand: bool,
) -> Result<RowDate, Refusal> {
    if cell.time() != NaiveTime::MIN {
        return Ok(RowDate::Found(vec![at(cell)]));
    }
    match row.get(Role::EndDate).map(|field| &field.value) {
        Some(Value::Cell(end)) if ends_expand && end.time() == NaiveTime::MIN && *end > cell => {
            written(row, field, format!("{} - {}", cell.date(), end.date()))
        }
        _ => Ok(RowDate::Found(vec![When::Day(cell.date())])),
    }
}

fn at(moment: NaiveDateTime) -> When {
    let date = moment.date();
    match clock(moment.time()) {
        Some(clock) => When::Wall { date, clock, second: moment.second() },
        None => When::Day(date),
    }
}

fn clock(time: NaiveTime) -> Option<ShowClock> {
    let hour = u16::try_from(time.hour()).ok()?;
    ShowClock::from_hm(hour, u16::try_from(time.minute()).ok()?, 0).ok()
}

/// A number is a date of eight digits, or counts seconds or milliseconds since 1970.
fn of_number(row: &Row, field: &Field, number: &str) -> Result<RowDate, Refusal> {
    let counted: Option<i64> = number.parse().ok();
    let instant = match (number.len(), counted) {
        (8, Some(_)) => return written(row, field, number.to_owned()),
        (9 | 10, Some(seconds)) => DateTime::from_timestamp(seconds, 0),
        (12 | 13, Some(millis)) => DateTime::from_timestamp_millis(millis),
        _ => None,
    };
    let instant =
        instant.map(|at| When::Instant { at, written: at.naive_utc(), offset_minutes: None });
    instant.map(|when| RowDate::Found(vec![when])).ok_or_else(|| {
        let reason = "a number is no date; write it like `2026-03-12`, in quotes";
        Problem::error(reason).about(&field.column, number).into()
    })
}

/// The shows of a row whose column is settled.
pub(super) fn shows(
    row: &Row,
    date: RowDate,
    settled: Option<Settled>,
    notes: &mut Notes,
) -> Result<Vec<When>, Refusal> {
    let mut shows = match date {
        RowDate::Found(shows) => shows,
        RowDate::Written { column, text, dated } => {
            let days = settled.unwrap_or_else(|| Err("there is no date in it".to_owned()));
            let days = days.map_err(|reason| Problem::error(reason).about(&column, &text))?;
            let mut warn = |reason: String| {
                notes.push(Problem::warning(reason).at(row.number).about(&column, &text));
            };
            days.notes.into_iter().for_each(&mut warn);
            if let Some(remark) = dated.reading.remark {
                warn(format!("`{remark}` beside the date is not imported"));
            }
            if let Some(TimeText::Unreadable { reason, .. }) = &dated.reading.time {
                warn(reason.clone());
            }
            days.days.into_iter().map(|day| with_time(day, dated.reading.time.as_ref())).collect()
        }
    };
    if shows.iter().all(|when| matches!(when, When::Day(_))) {
        set_clock(row, &mut shows, notes);
    }
    Ok(shows)
}

fn with_time(date: NaiveDate, time: Option<&TimeText>) -> When {
    let Some(TimeText::Clock { clock, second, offset }) = time else { return When::Day(date) };
    let (clock, second) = (*clock, *second);
    let Some(offset) = offset else { return When::Wall { date, clock, second } };
    let midnight = date.and_time(NaiveTime::MIN);
    let since = TimeDelta::minutes(clock.minutes().into()) + TimeDelta::seconds(second.into());
    let Some(written) = midnight.checked_add_signed(since) else { return When::Day(date) };
    let offset_minutes = match offset {
        Offset::Utc => None,
        Offset::Minutes(minutes) => Some(*minutes),
    };
    let behind = TimeDelta::minutes(offset_minutes.unwrap_or(0).into());
    match written.checked_sub_signed(behind) {
        Some(at) => When::Instant { at: at.and_utc(), written, offset_minutes },
        None => When::Day(date),
    }
}

/// `Start` beside `Date` is a time of that day.
fn time_beside_date(row: &Row) -> Option<&Field> {
    let mut starts =
        row.fields.iter().filter(|field| field.role == Role::Date && !field.value.is_empty());
    starts.next()?;
    starts.find(|field| match &field.value {
        // A time alone is a part of the day that a spreadsheet counts from.
        Value::Cell(cell) => cell.date().year() < FIRST_YEAR,
        value => dates::read(&value.text()).is_err() && clocks::read_column(&value.text()).is_ok(),
    })
}

/// Adds the time that stands in a column of its own.
fn set_clock(row: &Row, shows: &mut [When], notes: &mut Notes) {
    let Some(field) = row.get(Role::Clock).or_else(|| time_beside_date(row)) else { return };
    let found = match &field.value {
        Value::Cell(cell) => Ok(clock(cell.time()).map(|clock| (clock, cell.second()))),
        value => clocks::read_column(&value.text())
            .map(|found| found.map(|clock| (clock.clock, clock.second))),
    };
    match found {
        Ok(None) => {}
        Ok(Some((clock, second))) => {
            for show in shows {
                *show = When::Wall { date: show.date(), clock, second };
            }
        }
        Err(reason) => {
            let problem = Problem::warning(reason).at(row.number);
            notes.push(problem.about(&field.column, &field.value.text()));
        }
    }
}
