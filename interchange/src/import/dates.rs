//! Dates as people write them. One text may have several readings (`03/04/2026`), lack its year or span days;
//! this reads a text into all that it could mean, and `column` settles which it is by what the whole column
//! proves. Nothing is chosen because it is usual.

mod bag;
mod column;
mod names;
mod tokens;

use chrono::{NaiveDate, Weekday};

pub(super) use column::{Dated, Hints, Settled, settle};
pub(super) use names::{says_cancelled, weekday};

use self::tokens::Token;
use super::clocks::{self, TimeText};

/// In which order day, month and year were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::enum_variant_names, reason = "which part comes first is what they say")]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
    YearFirst,
}

impl Order {
    const ALL: [Self; 3] = [Self::DayFirst, Self::MonthFirst, Self::YearFirst];
}

/// How much of a year was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    Full(i32),
    /// The last two digits.
    Short(i32),
    Missing,
}

/// A day of the calendar, perhaps of an unknown year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "the day of a month has no other name")]
pub(super) struct Day {
    pub(super) year: Year,
    pub(super) month: u32,
    pub(super) day: u32,
}

impl Day {
    pub(super) fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }

    /// Whether there is such a day in any year it could be of.
    fn exists(self) -> bool {
        match self.year {
            Year::Full(year) => self.in_year(year).is_some(),
            Year::Short(_) | Year::Missing => self.in_year(2000).is_some(),
        }
    }
}

/// Days from the first to the last, which is often the same one.
pub(super) type Span = (Day, Day);

/// One meaning of a text, and the order under which it has it; no order where every order gives the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) order: Option<Order>,
    pub(super) spans: Vec<Span>,
}

/// Everything a text could mean.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    /// At least one; several when the order of day, month and year is open.
    pub(super) candidates: Vec<Candidate>,
    /// The weekday of the first day, where it was written.
    pub(super) weekday: Option<Weekday>,
    pub(super) time: Option<TimeText>,
    /// What stood in brackets beside the date.
    pub(super) remark: Option<String>,
    /// A word in the text that says the show is off.
    pub(super) cancelled: bool,
}

/// The longest text that is looked at: a range with weekdays, a time and a remark fits twice.
const TEXT_CHARS_MAX: usize = 160;

/// Reads everything a text could mean, or says why it is no date.
pub(super) fn read(text: &str) -> Result<Reading, String> {
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(format!(
            "the text is too long for a date; at most {TEXT_CHARS_MAX} characters are read"
        ));
    }
    let (text, remark) = tokens::without_remarks(text);
    let (date_text, time) = clocks::split_off(&text);
    let mut cancelled = remark.as_deref().is_some_and(says_cancelled);
    let mut tokens = tokens::tokens(&date_text)?;
    tokens.retain(|token| {
        let off = matches!(token, Token::Word(word) if says_cancelled(word));
        cancelled |= off;
        !off
    });
    let weekday = bag::take_weekdays(&mut tokens);
    let candidates = candidates(&tokens)?;
    Ok(Reading { candidates, weekday, time, remark, cancelled })
}

fn candidates(tokens: &[Token]) -> Result<Vec<Candidate>, String> {
    if tokens.is_empty() {
        return Err("there is no date in it".to_owned());
    }
    if let Some(word) = tokens.iter().find_map(|token| names::placeholder(token)) {
        return Err(format!("`{word}` is no date yet; give the row one to import it"));
    }
    let mut readings: Vec<Candidate> = Vec::new();
    let mut readable = false;
    for order in Order::ALL {
        let Some(spans) = bag::spans(order, tokens) else { continue };
        readable = true;
        if spans.iter().all(|(from, to)| from.exists() && to.exists()) {
            readings.push(Candidate { order: Some(order), spans });
        }
    }
    let Some(first) = readings.first() else {
        let why =
            if readable { "there is no such day" } else { "it is not a date that can be read" };
        return Err(format!("{why}; write it like `2026-03-12`"));
    };
    // A text that says the same whatever the order proves nothing about the order.
    let same = readings.iter().all(|other| other.spans == first.spans);
    if same && (readings.len() > 1 || !bag::depends_on_order(tokens)) {
        let spans = first.spans.clone();
        return Ok(vec![Candidate { order: None, spans }]);
    }
    let mut distinct: Vec<Candidate> = Vec::new();
    for reading in readings {
        if distinct.iter().all(|other| other.spans != reading.spans) {
            distinct.push(reading);
        }
    }
    Ok(distinct)
}

#[cfg(test)]
mod tests;
