//! Which of its readings a date has, by what its whole column proves.
//!
//! The order of day and month is proved by a value that has only one order (`25/12/2026`), by a weekday beside
//! a date, by headings in a language that writes the day first, or by rows that stand in order under one
//! reading alone. `years` does the same for years that were left out or cut short. What nothing proves is
//! refused, with both readings named.

mod years;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Candidate, Order, Reading, Span, Year};

/// Fewer rows may stand in order under the wrong reading by accident.
const ROWS_IN_ORDER_MIN: usize = 4;

/// The longest run of shows that one row may stand for.
const SPAN_DAYS_MAX: usize = 31;

/// The most days that one row may list.
const DAYS_MAX: usize = 62;

/// What is known of a column beside its values.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::import) struct Hints {
    pub(in crate::import) day_first: bool,
    pub(in crate::import) year: Option<i32>,
}

/// A value of the column and what its row says of it elsewhere.
#[derive(Debug, Clone)]
pub(in crate::import) struct Dated {
    pub(in crate::import) reading: Reading,
    /// A year in a column of its own, or in a row above.
    pub(in crate::import) stated_year: Option<i32>,
}

/// What became of one value.
pub(in crate::import) type Settled = Result<Days, String>;

/// The days of one row, and what should be said of how they were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Days {
    pub(in crate::import) days: Vec<NaiveDate>,
    pub(in crate::import) notes: Vec<String>,
}

/// Settles every value of a column, in the order of its rows, and says what holds for all of them.
pub(in crate::import) fn settle(column: &[Dated], hints: Hints) -> (Vec<Settled>, Vec<String>) {
    let narrowed: Vec<Vec<Candidate>> = column.iter().map(narrowed_by_weekday).collect();
    let (order, note) = order(&narrowed, hints);
    let chosen: Vec<Result<Candidate, String>> =
        narrowed.iter().map(|candidates| choose(candidates, order)).collect();
    let years = years::settle(column, &chosen, hints.year);
    let settled = chosen.into_iter().zip(column).zip(years).map(|((candidate, dated), year)| {
        let candidate = candidate?;
        let (year, inferred) = year?;
        let days = days(&candidate.spans, year)?;
        let mut notes = Vec::new();
        if inferred {
            notes.push(format!(
                "the year {year} is not written in this row; the rows around it prove it"
            ));
        }
        notes.extend(weekday_note(dated.reading.weekday, days[0]));
        Ok(Days { days, notes })
    });
    (settled.collect(), note.into_iter().collect())
}

/// The readings that fall on the weekday beside them; all of them when none does.
fn narrowed_by_weekday(dated: &Dated) -> Vec<Candidate> {
    let all = &dated.reading.candidates;
    let Some(weekday) = dated.reading.weekday.filter(|_| all.len() > 1) else { return all.clone() };
    let fits = |candidate: &&Candidate| {
        candidate.spans.first().is_some_and(|(day, _)| {
            years::written(*day, dated.stated_year)
                .iter()
                .any(|year| day.in_year(*year).is_some_and(|date| date.weekday() == weekday))
        })
    };
    let narrowed: Vec<Candidate> = all.iter().filter(fits).cloned().collect();
    if narrowed.is_empty() { all.clone() } else { narrowed }
}

/// The order that the column proves, and how.
fn order(column: &[Vec<Candidate>], hints: Hints) -> (Option<Order>, Option<String>) {
    let open = column.iter().any(|candidates| candidates.len() > 1);
    if !open {
        return (None, None);
    }
    let mut proofs = column.iter().filter_map(|candidates| match candidates.as_slice() {
        [Candidate { order: Some(order), .. }] => Some(*order),
        _ => None,
    });
    if let Some(proved) = proofs.next() {
        let agree = proofs.all(|other| other == proved);
        let reason = "other dates of the column can only be read so";
        return if agree { (Some(proved), Some(said(proved, reason))) } else { (None, None) };
    }
    if hints.day_first {
        let reason = "the headings are in a language that writes dates so";
        return (Some(Order::DayFirst), Some(said(Order::DayFirst, reason)));
    }
    let mut in_order = Order::ALL.into_iter().filter(|order| is_in_order(column, *order));
    match (in_order.next(), in_order.next()) {
        (Some(proved), None) => (Some(proved), Some(said(proved, "only so are the rows in order"))),
        _ => (None, None),
    }
}

fn said(order: Order, reason: &str) -> String {
    format!("dates are read {}, because {reason}", name(order))
}

fn name(order: Order) -> &'static str {
    match order {
        Order::DayFirst => "day first",
        Order::MonthFirst => "month first",
        Order::YearFirst => "year first",
    }
}

/// Whether all rows stand in order, one way or the other, when they are read so.
fn is_in_order(column: &[Vec<Candidate>], order: Order) -> bool {
    let mut keys = Vec::with_capacity(column.len());
    for candidates in column {
        let candidate = match candidates.as_slice() {
            [only] => Some(only),
            several => several.iter().find(|candidate| candidate.order == Some(order)),
        };
        let Some((day, _)) = candidate.and_then(|candidate| candidate.spans.first()) else {
            return false;
        };
        let year = match day.year {
            Year::Full(year) => year,
            // Only their order counts here, and a tour does not cross a century.
            Year::Short(year) => 2000 + year,
            Year::Missing => 0,
        };
        keys.push((year, day.month, day.day));
    }
    let rising = keys.is_sorted();
    let falling = keys.is_sorted_by(|a, b| a >= b);
    keys.dedup();
    keys.len() >= ROWS_IN_ORDER_MIN && (rising || falling)
}

fn choose(candidates: &[Candidate], order: Option<Order>) -> Result<Candidate, String> {
    if let [only] = candidates {
        return Ok(only.clone());
    }
    let proved = candidates.iter().find(|candidate| order.is_some() && candidate.order == order);
    proved.cloned().ok_or_else(|| {
        let readings: Vec<String> = candidates.iter().map(described).collect();
        format!(
            "it can be {}, and nothing in the column proves which; write it like `2026-03-12`",
            readings.join(" or ")
        )
    })
}

fn described(candidate: &Candidate) -> String {
    let day = candidate.spans.first().map(|(day, _)| {
        let month = chrono::Month::try_from(u8::try_from(day.month).unwrap_or_default());
        let month = month.map_or("?", |month| month.name());
        match day.year {
            Year::Full(year) => format!("{} {month} {year}", day.day),
            Year::Short(year) => format!("{} {month} '{year:02}", day.day),
            Year::Missing => format!("{} {month}", day.day),
        }
    });
    format!("{} ({})", day.unwrap_or_default(), candidate.order.map_or("as written", name))
}

/// Every day of the spans, when the first one is of `year`.
fn days(spans: &[Span], year: i32) -> Result<Vec<NaiveDate>, String> {
    let first_month = spans.first().map_or(1, |(day, _)| day.month);
    let date = |day: super::Day| {
        let year = match day.year {
            Year::Full(year) => year,
            Year::Short(short) => year - year.rem_euclid(100) + short,
            Year::Missing => year + i32::from(day.month < first_month),
        };
        let missing = || format!("{year}-{:02}-{:02} does not exist", day.month, day.day);
        day.in_year(year).ok_or_else(missing)
    };
    let mut days = Vec::new();
    for (from, to) in spans {
        let (from, to) = (date(*from)?, date(*to)?);
        if to < from {
            return Err(format!("the range ends on {to}, before it starts on {from}"));
        }
        if (to - from).num_days() >= i64::try_from(SPAN_DAYS_MAX).unwrap_or(i64::MAX) {
            return Err(format!(
                "the range is longer than {SPAN_DAYS_MAX} days; give each show its row"
            ));
        }
        days.extend(from.iter_days().take_while(|day| *day <= to));
        if days.len() > DAYS_MAX {
            return Err(format!("the row lists more than {DAYS_MAX} days; give each show its row"));
        }
    }
    if days.is_empty() { Err("there is no date in it".to_owned()) } else { Ok(days) }
}

fn weekday_note(written: Option<Weekday>, date: NaiveDate) -> Option<String> {
    let written = written.filter(|written| *written != date.weekday())?;
    Some(format!("{date} is a {}, but the row says {written}", date.format("%A")))
}

#[cfg(test)]
mod tests;
