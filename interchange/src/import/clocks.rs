//! Times of day: beside a date in one text, and in a column of their own. What a time is, `domain::time` knows;
//! here it is found, with the seconds and the offset from UTC that files write beside it.

use domain::time::{ShowClock, When, parse_clock, parse_when};

use crate::places::fold;

/// A time that stood beside a date.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TimeText {
    Clock {
        clock: ShowClock,
        second: u32,
        offset: Option<Offset>,
    },
    /// Something that looks like a time and is none.
    Unreadable {
        text: String,
        reason: String,
    },
}

/// How far the written clock is from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Offset {
    /// `Z`: the time is in UTC, which no venue's wall need be.
    Utc,
    Minutes(i32),
}

/// A time in a column of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) clock: ShowClock,
    pub(super) second: u32,
}

/// Parts a text into its date and its time.
pub(super) fn split_off(text: &str) -> (String, Option<TimeText>) {
    let Some(start) = time_start(text) else { return (text.to_owned(), None) };
    let (before, time) = text.split_at(start);
    let before = without_joiner(before);
    if before.chars().any(|c| c.is_ascii_digit()) {
        return (before.to_owned(), Some(read(time).0));
    }
    // "20:00, 12 March 2026": what the time leaves is the date.
    let (time, rest) = read(time);
    (format!("{before} {rest}"), Some(time))
}

/// Reads a column that holds times: nothing when it says that the time is not known.
pub(super) fn read_column(text: &str) -> Result<Option<Clock>, String> {
    let text = text.trim();
    if matches!(text, "" | "-" | "–" | "—" | "?" | "--" | "n/a" | "N/A") {
        return Ok(None);
    }
    let (_, time) = split_off(text);
    if let Some(TimeText::Clock { clock, second, .. }) = time {
        return Ok(Some(Clock { clock, second }));
    }
    let whole = |clock| Some(Clock { clock, second: 0 });
    match parse_when(text) {
        Ok(When::Exact(span) | When::About(span)) => Ok(whole(span.start())),
        Ok(When::Tbd { .. } | When::Hidden { .. }) => Ok(None),
        Err(problem) => {
            let colons = text.replace('.', ":");
            parse_clock(&colons).map(whole).map_err(|_| problem.to_string())
        }
    }
}

/// Where a time begins: at digits that a colon, `h`, am, pm or a word for hour follows.
fn time_start(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while at < bytes.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let mut end = at;
        while digit(end) {
            end += 1;
        }
        let after_t = at > 1 && matches!(bytes[at - 1], b'T' | b't') && digit(at - 2);
        if end - at <= 2 && is_time_tail(&text[end..]) || after_t && matches!(end - at, 4 | 6) {
            return Some(at);
        }
        at = end;
    }
    None
}

fn is_time_tail(tail: &str) -> bool {
    let bytes = tail.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if bytes.first() == Some(&b':') && digit(1) && digit(2) {
        return true;
    }
    if matches!(bytes.first(), Some(b'h' | b'H')) && !letter(1) {
        return true;
    }
    let tail = match bytes.first() {
        Some(b'.') if digit(1) && digit(2) && !digit(3) => &tail[3..],
        _ => tail,
    };
    let word: String =
        tail.trim_start().chars().take_while(|c| c.is_alphabetic() || *c == '.').collect();
    matches!(fold(&word).replace(' ', "").as_str(), "am" | "pm" | "uhr" | "uur" | "hrs")
}

/// The words and signs between a date and its time.
fn without_joiner(text: &str) -> &str {
    let mut text = text.trim_end();
    loop {
        let shorter =
            text.trim_end_matches(['T', 't', ',', '@', '-', '|', ';', ':', '.']).trim_end();
        let word = shorter.rsplit(' ').next().unwrap_or_default();
        let joins =
            matches!(fold(word).as_str(), "at" | "um" | "kl" | "a" | "o" | "om" | "alle" | "las");
        // "T" closes a date in digits and opens no word there: "Aug" keeps its letters.
        let shorter = if shorter.len() < text.len() && text.ends_with(['T', 't']) {
            let before = text.as_bytes().iter().rev().nth(1);
            if before.is_some_and(u8::is_ascii_digit) { shorter } else { text }
        } else {
            shorter
        };
        let shorter = match shorter.strip_suffix(word) {
            Some(rest) if joins && !word.is_empty() => rest.trim_end(),
            _ => shorter,
        };
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

/// Reads the time at the start of a text and gives what follows it.
fn read(text: &str) -> (TimeText, &str) {
    let (hour, rest) = digits(text);
    if hour.len() >= 4 {
        return basic(hour, rest);
    }
    let clock_end = clock_end(text);
    let (written, rest) = text.split_at(clock_end);
    let (minutes, second, rest) = match digits(rest.strip_prefix(':').unwrap_or_default()) {
        (seconds, rest) if seconds.len() == 2 => (written, seconds.parse().unwrap_or(0), rest),
        _ => (written, 0, rest),
    };
    let rest = rest.strip_prefix('.').map_or(rest, |fraction| digits(fraction).1);
    let (half, rest) = half_day(rest);
    let (offset, rest) = offset(rest);
    let written = format!("{minutes}{half}");
    let time = match parse_clock(&written).or_else(|_| parse_clock(&written.replace('.', ":"))) {
        Ok(clock) => TimeText::Clock { clock, second, offset },
        Err(problem) => TimeText::Unreadable { text: written, reason: problem.to_string() },
    };
    (time, rest)
}

/// `193000Z` of the basic form of ISO 8601.
fn basic<'t>(digits: &'t str, rest: &'t str) -> (TimeText, &'t str) {
    let (offset, rest) = offset(rest);
    let second = digits.get(4..6).and_then(|second| second.parse().ok()).unwrap_or(0);
    let written = format!("{}:{}", &digits[..2], &digits[2..4]);
    let time = match parse_clock(&written) {
        Ok(clock) => TimeText::Clock { clock, second, offset },
        Err(problem) => TimeText::Unreadable { text: written, reason: problem.to_string() },
    };
    (time, rest)
}

/// Where hours and minutes end.
fn clock_end(text: &str) -> usize {
    let hour = digits(text).0.len();
    let rest = &text[hour..];
    let minutes = |rest: &str| digits(rest).0.len();
    match rest.chars().next() {
        Some(':' | '.' | 'h' | 'H') if minutes(&rest[1..]) == 2 => hour + 3,
        Some('h' | 'H') => hour + 1,
        _ => hour,
    }
}

/// `pm`, `p.m.`, ` Uhr`: what belongs to the clock behind its digits.
fn half_day(text: &str) -> (&str, &str) {
    let trimmed = text.trim_start();
    let spaces = text.len() - trimmed.len();
    let length: usize =
        trimmed.chars().take_while(|c| c.is_alphabetic() || *c == '.').map(char::len_utf8).sum();
    let word = fold(&trimmed[..length]).replace(' ', "");
    if matches!(word.as_str(), "am" | "pm" | "uhr" | "uur" | "hrs") {
        text.split_at(spaces + length)
    } else {
        ("", text)
    }
}

/// `Z`, `+02:00`, `-0600`, `+02`, with what follows.
fn offset(text: &str) -> (Option<Offset>, &str) {
    let trimmed = text.trim_start();
    if let Some(rest) = trimmed.strip_prefix(['Z', 'z'])
        && !rest.starts_with(char::is_alphabetic)
    {
        return (Some(Offset::Utc), rest);
    }
    let named = trimmed.strip_prefix("UTC").or_else(|| trimmed.strip_prefix("GMT"));
    let signed = named.unwrap_or(trimmed);
    let sign = match signed.chars().next() {
        Some('+') => 1,
        Some('-' | '−') => -1,
        _ if named.is_some() => return (Some(Offset::Utc), signed),
        _ => return (None, text),
    };
    let after = signed.trim_start_matches(['+', '-', '−']);
    let (hours, rest) = digits(after);
    let (hours, minutes, rest) = match (hours.len(), rest.strip_prefix(':').map(digits)) {
        (4, _) => (&hours[..2], &hours[2..], rest),
        (1 | 2, Some((minutes, rest))) if minutes.len() == 2 => (hours, minutes, rest),
        (1 | 2, None) if named.is_some() || hours.len() == 2 => (hours, "0", rest),
        _ => return (None, text),
    };
    // " - 23:00" is the end of a range: an offset stands right behind its clock.
    let apart =
        named.is_none() && text.len() != trimmed.len() && hours.len() == 2 && after.contains(':');
    let minutes = minutes.parse::<i32>().ok().zip(hours.parse::<i32>().ok());
    match minutes {
        Some((minutes, hours)) if !apart && hours <= 14 && minutes < 60 => {
            (Some(Offset::Minutes(sign * (hours * 60 + minutes))), rest)
        }
        _ => (None, text),
    }
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String) {
        let (date, time) = split_off(text);
        let time = match time {
            None => String::new(),
            Some(TimeText::Clock { clock, second, offset }) => {
                format!("{clock}:{second} {offset:?}")
            }
            Some(TimeText::Unreadable { text, .. }) => format!("not {text}"),
        };
        (date.trim().to_owned(), time)
    }

    #[test]
    fn a_time_is_parted_from_its_date() {
        for (text, date, time) in [
            ("2026-03-12T19:30:00", "2026-03-12", "19:30:0 None"),
            ("2026-03-12T19:30:00.000Z", "2026-03-12", "19:30:0 Some(Utc)"),
            ("2026-03-12 23:59:59", "2026-03-12", "23:59:59 None"),
            ("2026-03-12T19:30:00-0600", "2026-03-12", "19:30:0 Some(Minutes(-360))"),
            ("2026-03-12T19:30+05:30", "2026-03-12", "19:30:0 Some(Minutes(330))"),
            ("20260312T193000Z", "20260312", "19:30:0 Some(Utc)"),
            ("12 March 2026, 8pm", "12 March 2026", "20:00:0 None"),
            ("12. März 2026 um 20 Uhr", "12. März 2026", "20:00:0 None"),
            ("12. März 2026, 20.30 Uhr", "12. März 2026", "20:30:0 None"),
            ("jeudi 12 mars 2026 à 19h30", "jeudi 12 mars 2026", "19:30:0 None"),
            ("20:00, 12 March 2026", ", 12 March 2026", "20:00:0 None"),
            ("12 March 2026 19:30 - 23:00", "12 March 2026", "19:30:0 None"),
            ("12 August 2026", "12 August 2026", ""),
            ("30.12.2026", "30.12.2026", ""),
        ] {
            assert_eq!(parts(text), (date.to_owned(), time.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_column_of_times_is_read_or_says_why_not() {
        let read =
            |text: &str| read_column(text).map(|clock| clock.map(|clock| clock.clock.to_string()));
        for (text, clock) in [
            ("19:30", "19:30"),
            ("7:30 PM", "19:30"),
            ("7pm", "19:00"),
            ("19h30", "19:30"),
            ("20 Uhr", "20:00"),
            ("20.30", "20:30"),
            ("19:30:00", "19:30"),
            ("25:30", "01:30+1"),
            ("19:00-23:00", "19:00"),
        ] {
            assert_eq!(read(text), Ok(Some(clock.to_owned())), "{text}");
        }
        for nothing in ["TBA", "-", "", "tbd", "?"] {
            assert_eq!(read(nothing), Ok(None), "{nothing}");
        }
        assert!(read("7").is_err());
        assert!(read("late").is_err());
    }
}
