//! What people write, and what is made of it.

use chrono::NaiveDate;
use domain::time::{ClockProblem, TIME_TEXT_MAX, parse_clock, parse_date, parse_when};

use crate::clock;

#[test]
fn every_clock_people_write_is_read() {
    let table = [
        ("19:30", "19:30"),
        ("7:30", "07:30"),
        ("0:30", "00:30"),
        ("00:00", "00:00"),
        ("1930", "19:30"),
        ("0730", "07:30"),
        ("0000", "00:00"),
        ("7.30p", "19:30"),
        ("7:30 PM", "19:30"),
        ("07:30 PM", "19:30"),
        ("7:30 p.m.", "19:30"),
        ("7:30\u{a0}pm", "19:30"),
        ("7:30\u{202f}PM", "19:30"),
        ("730pm", "19:30"),
        ("1130 pm", "23:30"),
        ("7pm", "19:00"),
        ("7 pm", "19:00"),
        ("7p", "19:00"),
        ("7a", "07:00"),
        ("12:30am", "00:30"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("12:30 PM", "12:30"),
        ("11:59pm", "23:59"),
        ("19h30", "19:30"),
        ("19H30", "19:30"),
        ("19 h 30", "19:30"),
        ("20h", "20:00"),
        ("20u30", "20:30"),
        ("19.30", "19:30"),
        ("8 Uhr", "08:00"),
        ("20 Uhr 30", "20:30"),
        ("20:30 Uhr", "20:30"),
        ("20.30 uhr", "20:30"),
        ("1930 hrs", "19:30"),
        ("19:30 hrs.", "19:30"),
        ("19:30:00", "19:30"),
        ("１９：３０", "19:30"),
        ("noon", "12:00"),
        ("Noon", "12:00"),
        ("12 noon", "12:00"),
        ("24:00", "00:00+1"),
        ("25:00", "01:00+1"),
        ("2500", "01:00+1"),
        ("29:59", "05:59+1"),
        ("30:00", "06:00+1"),
        ("47:59", "23:59+1"),
        ("01:30+1", "01:30+1"),
        ("00:10+2", "00:10+2"),
        ("01:30 +1", "01:30+1"),
        ("1:30 (+1)", "01:30+1"),
        ("1:30 am +1", "01:30+1"),
        ("1:30am (+1 day)", "01:30+1"),
        ("0:30 (next day)", "00:30+1"),
        ("00:30 next day", "00:30+1"),
        ("12:30 AM (next day)", "00:30+1"),
        ("doors 19h30", "19:30"),
        ("Doors: 7pm", "19:00"),
        ("Load-in 08:00", "08:00"),
        ("bus call – 02:30+1", "02:30+1"),
        ("kl. 19.30", "19:30"),
        ("@ 7pm", "19:00"),
        ("  19:30\t", "19:30"),
    ];
    for (text, strict) in table {
        assert_eq!(parse_clock(text), Ok(clock(strict)), "{text:?}");
    }
}

#[test]
fn every_range_and_estimate_people_write_is_read() {
    let table = [
        ("TBD", "TBD"),
        ("tba", "TBD"),
        ("TBC", "TBD"),
        ("T.B.D.", "TBD"),
        ("Doors TBA", "TBD"),
        ("~19:00", "~19:00"),
        ("~ 7pm", "~19:00"),
        ("≈19:00", "~19:00"),
        ("ca. 19:00", "~19:00"),
        ("ca.19:00", "~19:00"),
        ("c. 19:00", "~19:00"),
        ("circa 19:00", "~19:00"),
        ("approx 7pm", "~19:00"),
        ("Approx. 7pm", "~19:00"),
        ("about noon", "~12:00"),
        ("doors ~19:00", "~19:00"),
        ("doors: approx 7pm", "~19:00"),
        ("19:30-20:15", "19:30–20:15"),
        ("19:30 – 20:15", "19:30–20:15"),
        ("19:30—20:15", "19:30–20:15"),
        ("19:30 to 20:15", "19:30–20:15"),
        ("19h30-20h15", "19:30–20:15"),
        ("1930-2015", "19:30–20:15"),
        ("19:30 bis 20:15 Uhr", "19:30–20:15"),
        ("~19:30-20:15", "~19:30–20:15"),
        ("Support: 19:30-20:15", "19:30–20:15"),
        ("7-9pm", "19:00–21:00"),
        ("7:30-9pm", "19:30–21:00"),
        ("7.30-9.15pm", "19:30–21:15"),
        ("730-9pm", "19:30–21:00"),
        ("7pm-9", "19:00–21:00"),
        ("7pm - 9:30", "19:00–21:30"),
        ("10-11am", "10:00–11:00"),
        ("11-1pm", "11:00–13:00"),
        ("9-5pm", "09:00–17:00"),
        ("9am-5", "09:00–17:00"),
        ("12-2pm", "12:00–14:00"),
        ("12-2am", "00:00–02:00"),
        ("7-7pm", "07:00–19:00"),
        ("11-2am", "23:00–02:00+1"),
        ("11pm-2", "23:00–02:00+1"),
        ("11-2am+1", "23:00–02:00+1"),
        ("7am-9pm", "07:00–21:00"),
        ("10pm-1am", "22:00–01:00+1"),
        ("08:00-11pm", "08:00–23:00"),
        ("noon-2pm", "12:00–14:00"),
        ("10am-noon", "10:00–12:00"),
        ("23:30-01:00", "23:30–01:00+1"),
        ("23:30-24:00", "23:30–00:00+1"),
        ("23:30-25:00", "23:30–01:00+1"),
        ("24:00-01:00", "00:00+1–01:00+1"),
        ("25:00-26:30", "01:00+1–02:30+1"),
        ("01:00+1-02:00", "01:00+1–02:00+1"),
        ("23:00+1-01:00", "23:00+1–01:00+2"),
        ("20:00-01:00 (next day)", "20:00–01:00+1"),
        ("19:30-19:30", "19:30"),
    ];
    for (text, shown) in table {
        let when = parse_when(text).unwrap_or_else(|problem| panic!("{text:?}: {problem}"));
        assert_eq!(when.to_string(), shown, "{text:?}");
    }
}

#[test]
fn what_is_no_time_or_could_be_two_is_refused_with_what_to_write() {
    let table = [
        ("", "no time is given"),
        (" \u{a0} ", "no time is given"),
        ("7:65", "minute `65`"),
        ("7:5", "minute `5`"),
        ("13:00 pm", "am/pm"),
        ("0:30 am", "am/pm"),
        ("0730 pm", "am/pm"),
        ("1930pm", "am/pm"),
        ("13 noon", "not a time"),
        ("99:99", "minute `99`"),
        ("99:00", "hour `99`"),
        ("48:00", "hour `48`"),
        ("7", "`7` could be morning or evening; write `07:00`, `19:00` or `7 pm`"),
        ("730", "could be morning or evening"),
        ("19", "could be morning or evening"),
        ("7-9", "could be morning or evening"),
        ("midnight", "`24:00` or `00:00+1`"),
        ("12 midnight", "start or the end of the day"),
        ("8pm-midnight", "start or the end of the day"),
        ("-1:30", "not a time"),
        ("-19:30", "not a time"),
        ("19:30 foo", "not a time"),
        ("19:30-", "not a time"),
        ("19:30-20:15-21:00", "not a time"),
        ("19:30 20:15", "not a time"),
        ("19:30x", "not a time"),
        ("7pmish", "not a time"),
        ("TBD 19:00", "not a time"),
        ("19:3o", "minute `3`"),
        ("19::30", "not a time"),
        ("doors", "not a time"),
        ("?", "not a time"),
        ("-", "not a time"),
        ("2 hours", "not a time"),
        ("12345", "not a time"),
        ("pm 7:30", "not a time"),
        ("午後7:30", "not a time"),
        ("tomorrow 01:00", "not a time"),
        ("the whole long sentence before 19:30", "limit"),
        ("one two three four five 19:30", "not a time"),
        ("until 19:30", "limit"),
        ("not before 19:30", "limit"),
        ("19:30:15", "seconds"),
        ("01:30+3", "day mark"),
        ("01:30+0", "day mark"),
        ("25:00+1", "day mark"),
        ("01:30 (", "not a time"),
        ("01:30 (+1", "not a time"),
        ("23:00+2-01:00", "end `01:00` is before start `23:00+2`"),
        ("20:00+1-19:00+1", "end `19:00+1` is before start `20:00+1`"),
    ];
    for (text, message) in table {
        let problem = parse_when(text).expect_err(text).to_string();
        assert!(problem.contains(message), "{text:?}: {problem}");
        assert!(!problem.ends_with('.') && !problem.starts_with(char::is_uppercase), "{problem}");
    }
}

#[test]
fn one_clock_is_neither_a_range_nor_an_estimate_nor_tbd() {
    for text in ["19:30-20:15", "~19:00", "TBD"] {
        assert_eq!(parse_clock(text), Err(ClockProblem::NotOneClock(text.to_owned())), "{text}");
    }
}

#[test]
fn a_text_at_the_limit_is_read_and_one_character_past_it_is_refused() {
    let fits = format!("{:>TIME_TEXT_MAX$}", "19:30");
    assert_eq!(parse_clock(&fits), Ok(clock("19:30")));
    assert!(matches!(parse_clock(&format!(" {fits}")), Err(ClockProblem::TooLong(_))));
    let megabyte = "1".repeat(1 << 20);
    let problem = parse_when(&megabyte).expect_err("a megabyte of digits").to_string();
    assert!(problem.len() < 200, "{problem}");
}

#[test]
fn only_iso_dates_of_the_calendar_are_read() {
    assert_eq!(parse_date("2026-02-28"), Ok(NaiveDate::from_ymd_opt(2026, 2, 28).unwrap()));
    assert!(parse_date("2028-02-29").is_ok());
    let table = [
        ("2026-02-30", "`2026-02-30` does not exist; February 2026 has 28 days"),
        ("2026-02-29", "February 2026 has 28 days"),
        ("2026-04-31", "April 2026 has 30 days"),
        ("2026-02-00", "February 2026 has 28 days"),
        ("2026-13-01", "months run from 01 to 12"),
        ("28.02.2026", "not a date of the form `YYYY-MM-DD`"),
        ("2026-2-28", "not a date"),
        ("26-02-28", "not a date"),
        ("+026-02-28", "not a date"),
        ("2026-02-28T00:00:00", "not a date"),
        (" 2026-02-28", "not a date"),
        ("2026-02-2é", "not a date"),
        ("", "not a date"),
    ];
    for (text, message) in table {
        let problem = parse_date(text).expect_err(text).to_string();
        assert!(problem.contains(message), "{text:?}: {problem}");
    }
}
