//! Reading what people type and what files hold: times, ranges, estimates and dates.
//!
//! Nothing is guessed. What could mean two things (`7`, `midnight`) is refused with a message that
//! says what to write, and no reading ends in 00:00 because nothing else fitted. `scan` reads one
//! clock; this file puts two together and settles am and pm between them.

mod cursor;
mod scan;

use chrono::{Datelike, NaiveDate};

use super::problem::{ClockProblem, DateProblem, TIME_TEXT_MAX, quoted};
use super::show_clock::ShowClock;
use super::when::{Span, When};
use scan::{Lead, RawClock, Scanner, Style};

const DAY_MINUTES: u16 = 24 * 60;
const HALF_DAY_MINUTES: u16 = 12 * 60;

/// Reads one exact time: `19:30`, `7:30 PM`, `19h30`, `25:00`, `0:30 (next day)`.
pub fn parse_clock(text: &str) -> Result<ShowClock, ClockProblem> {
    match parse_when(text)? {
        When::Exact(span) if span.end().is_none() => Ok(span.start()),
        _ => Err(ClockProblem::NotOneClock(quoted(text))),
    }
}

/// Reads a time as people write it, with an optional label before it: a clock, a range
/// (`19:30-20:15`, `7-9pm`), an estimate (`~19:00`, `ca. 7pm`) or `TBD`.
///
/// A range whose end looks earlier than its start ends on the next day.
pub fn parse_when(text: &str) -> Result<When, ClockProblem> {
    let clean = clean(text)?;
    let mut scanner = Scanner::new(&clean);
    let about = match scanner.lead()? {
        Lead::Tbd => {
            return if scanner.at_end() { Ok(When::tbd()) } else { Err(scanner.garbage()) };
        }
        Lead::Clock { about } => about,
    };
    let first = scanner.clock()?;
    let span = if scanner.at_end() {
        Span::at(settle(&first)?)
    } else if scanner.range_mark() {
        range(&first, &scanner.clock()?)?
    } else {
        return Err(scanner.garbage());
    };
    if !scanner.at_end() {
        return Err(scanner.garbage());
    }
    Ok(if about { When::About(span) } else { When::Exact(span) })
}

/// Reads a date in the one form that everybody reads alike: `2026-02-28`.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateProblem> {
    let not_iso = || DateProblem::NotIso(quoted(text));
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return Err(not_iso());
    };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0_u16, |sum, digit| match digit {
            b'0'..=b'9' => Some(sum * 10 + u16::from(**digit - b'0')),
            _ => None,
        })
    };
    let year = i32::from(number(&[y1, y2, y3, y4]).ok_or_else(not_iso)?);
    let month = u32::from(number(&[m1, m2]).ok_or_else(not_iso)?);
    let day = u32::from(number(&[d1, d2]).ok_or_else(not_iso)?);
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
        let why = match NaiveDate::from_ymd_opt(year, month, 1) {
            None => "months run from 01 to 12".to_owned(),
            Some(first) => {
                format!("{} has {} days", first.format("%B %Y"), first.num_days_in_month())
            }
        };
        DateProblem::NoSuchDay { text: text.to_owned(), why }
    })
}

/// One space for every run of spaces, plain hyphens, colons and digits for their typographic and
/// full-width kin, lower case. Refuses what is empty or past the limit.
fn clean(text: &str) -> Result<String, ClockProblem> {
    if text.chars().nth(TIME_TEXT_MAX).is_some() {
        return Err(ClockProblem::TooLong(text.chars().take(20).collect()));
    }
    let plain: String = text
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}'
            | '\u{2212}'
            | '\u{301c}'
            | '\u{fe58}'
            | '\u{fe63}'
            | '\u{ff0d}' => '-',
            '\u{ff1a}' | '\u{2236}' => ':',
            '\u{ff0b}' => '+',
            '\u{200b}' | '\u{feff}' => ' ',
            '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10).unwrap_or(c),
            _ => c,
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.is_empty() {
        return Err(ClockProblem::Empty);
    }
    Ok(words.join(" ").to_lowercase())
}

/// The clock a reading means on its own.
fn settle(raw: &RawClock) -> Result<ShowClock, ClockProblem> {
    let minutes = match raw.style {
        Style::Bare => return Err(ClockProblem::BareHour(raw.text.clone())),
        Style::Full | Style::Colon => raw.hour * 60 + raw.minute,
        Style::Am => raw.hour % 12 * 60 + raw.minute,
        Style::Pm => raw.hour % 12 * 60 + raw.minute + HALF_DAY_MINUTES,
    };
    place(minutes + raw.days.unwrap_or(0) * DAY_MINUTES, raw)
}

fn place(minutes: u16, raw: &RawClock) -> Result<ShowClock, ClockProblem> {
    ShowClock::from_minutes(minutes).map_err(|_| ClockProblem::OutsideShowDay(raw.text.clone()))
}

/// Two clocks as a range. Where only one says am or pm, the other is the nearest time of that name:
/// `7-9pm` is an evening, `11-1pm` spans noon, `11pm-2` spans midnight.
fn range(first: &RawClock, last: &RawClock) -> Result<Span, ClockProblem> {
    let (start, end) = match (first.takes_half(), last.takes_half()) {
        (true, false) if last.says_half() => {
            let end = settle(last)?;
            let ahead = half_day_distance(dial(first), end.minutes());
            let end = if end.minutes() < ahead && last.days.is_none() {
                place(end.minutes() + DAY_MINUTES, last)?
            } else {
                end
            };
            let start = end.plus_minutes(-i32::from(ahead));
            (start.ok_or_else(|| ClockProblem::OutsideShowDay(first.text.clone()))?, end)
        }
        (false, true) if first.says_half() => {
            let start = settle(first)?;
            let ahead = half_day_distance(start.minutes(), dial(last));
            (start, place(start.minutes() + ahead, last)?)
        }
        _ => (settle(first)?, settle(last)?),
    };
    Span::new(start, Some(next_day_if_earlier(start, end, last)))
}

/// Where a clock without am or pm stands on a dial of twelve hours.
fn dial(raw: &RawClock) -> u16 {
    raw.hour % 12 * 60 + raw.minute
}

/// Minutes from one time to the next that stands there on the dial, `1..=720`.
fn half_day_distance(from: u16, to: u16) -> u16 {
    let half = HALF_DAY_MINUTES;
    match (to % half + half - from % half) % half {
        0 => half,
        minutes => minutes,
    }
}

/// An end without a day mark of its own belongs to the first day on which it follows the start.
fn next_day_if_earlier(start: ShowClock, end: ShowClock, raw: &RawClock) -> ShowClock {
    if raw.names_day() {
        return end;
    }
    let days = (0..=2_i32).map(|days| end.plus_minutes(days * i32::from(DAY_MINUTES)));
    days.flatten().find(|end| *end >= start).unwrap_or(end)
}
