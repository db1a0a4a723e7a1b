//! A date as people say it on tour: `today`, `fri`, `24.11.`, `2026-11-24`.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use domain::time::parse_date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// The shortest beginning of a month's or weekday's name that is read as it.
const NAME_CHARS_MIN: usize = 3;

/// Reads a date. `today` is the show day that is on; `dates` are the tour's, which say the year of
/// a date that is written without one.
///
/// # Errors
/// Says what to write instead.
pub fn parse_day(
    text: &str,
    today: NaiveDate,
    dates: impl IntoIterator<Item = NaiveDate>,
) -> Result<NaiveDate, String> {
    let clean = text.trim().to_lowercase();
    let away = |days: i64| today.checked_add_signed(chrono::TimeDelta::days(days));
    let relative = match clean.as_str() {
        "today" | "tonight" => away(0),
        "tomorrow" => away(1),
        "yesterday" => away(-1),
        word => weekday(word).and_then(|weekday| first_from(today, weekday)),
    };
    if let Some(date) = relative {
        return Ok(date);
    }
    if clean.len() == 10 && clean.as_bytes()[4] == b'-' {
        return parse_date(&clean).map_err(|problem| problem.to_string());
    }
    let Some(written) = day_and_month(&clean) else {
        return Err(format!(
            "`{text}` is not a date; write `today`, `tomorrow`, `fri`, `24.11.`, `24 nov` or \
             `2026-11-24`"
        ));
    };
    with_year(text, &written, today, dates)
}

/// A day and a month, perhaps with a year.
struct Written {
    day: u32,
    month: u32,
    year: Option<i32>,
}

fn weekday(word: &str) -> Option<Weekday> {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let idx = named(word, &names)?;
    Weekday::try_from(u8::try_from(idx).ok()?).ok()
}

/// Which of these names a word is, whole or its beginning.
fn named(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.trim_end_matches('.');
    let long_enough = word.len() >= NAME_CHARS_MIN;
    names.iter().position(|name| long_enough && name.starts_with(word))
}

fn first_from(today: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = (7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
    today.checked_add_days(Days::new(u64::from(ahead)))
}

/// `24.11.`, `24.11.2026`, `24 nov`, `nov 24`, `24 november 2026`. Slashes are not read: `3/4` is
/// one date in London and another in Los Angeles.
fn day_and_month(text: &str) -> Option<Written> {
    let parts: Vec<&str> = text.split([' ', '.', ',']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| {
        let digits =
            !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok())?
    };
    let month = |part: &str| named(part, &MONTHS).and_then(|idx| u32::try_from(idx + 1).ok());
    let (first, second, year) = match parts.as_slice() {
        [first, second] => (*first, *second, None),
        [first, second, year] if year.len() == 4 => {
            (*first, *second, Some(i32::try_from(number(year)?).ok()?))
        }
        _ => return None,
    };
    let (day, month) = match (number(first), number(second)) {
        (Some(day), Some(month)) if text.contains('.') => (day, month),
        (Some(day), None) => (day, month(second)?),
        (None, Some(day)) => (day, month(first)?),
        _ => return None,
    };
    Some(Written { day, month, year })
}

fn with_year(
    text: &str,
    written: &Written,
    today: NaiveDate,
    dates: impl IntoIterator<Item = NaiveDate>,
) -> Result<NaiveDate, String> {
    let on = |year| NaiveDate::from_ymd_opt(year, written.month, written.day);
    if let Some(year) = written.year {
        return on(year).ok_or_else(|| format!("`{text}` does not exist"));
    }
    // 29 February exists in one year of four; a leap year is tried to see whether the date can be.
    if on(2024).is_none() {
        return Err(format!("`{text}` does not exist"));
    }
    let is_it = |date: &NaiveDate| (date.day(), date.month()) == (written.day, written.month);
    let nearest = |date: &NaiveDate| (*date - today).num_days().abs();
    dates.into_iter().filter(is_it).min_by_key(nearest).ok_or_else(|| {
        format!(
            "the tour has no `{text}`; write the year too, as in `{}`",
            today.format("%Y-%m-%d")
        )
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Read on Tuesday 24 November 2026, on a tour with a few dates.
    fn read(text: &str) -> Result<NaiveDate, String> {
        let dates = ["2026-11-24", "2026-12-01", "2027-01-03"].map(date);
        parse_day(text, date("2026-11-24"), dates)
    }

    #[test]
    fn dates_are_read_as_people_say_them() {
        let cases = [
            ("today", "2026-11-24"),
            ("Tonight", "2026-11-24"),
            ("tomorrow", "2026-11-25"),
            ("yesterday", "2026-11-23"),
            ("tue", "2026-11-24"),
            ("Fri", "2026-11-27"),
            ("monday", "2026-11-30"),
            ("24.11.", "2026-11-24"),
            ("24.11", "2026-11-24"),
            ("3.1.", "2027-01-03"),
            ("3.1.2026", "2026-01-03"),
            ("1 dec", "2026-12-01"),
            ("Dec 1", "2026-12-01"),
            ("1. December 2026", "2026-12-01"),
            ("2026-02-28", "2026-02-28"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), Ok(date(expected)), "{text}");
        }
    }

    #[test]
    fn what_could_be_two_dates_or_none_is_refused() {
        for text in
            ["", "3/4", "11/24/2026", "fr", "31.4.", "32.1.2026", "2026-02-30", "5.5.", "12", "1 2"]
        {
            assert!(read(text).is_err(), "{text} was read as {:?}", read(text));
        }
        assert!(read("5.5.").unwrap_err().contains("year"), "the year is not guessed");
    }

    proptest! {
        #[test]
        fn the_strict_form_is_read_back_and_nothing_panics(text in "\\PC{0,16}", days in 0_u64..40_000) {
            drop(read(&text));
            let written = date("1990-01-01") + Days::new(days);
            prop_assert_eq!(read(&written.to_string()), Ok(written));
        }
    }
}
