//! One clock at a time out of a cleaned text: labels, digits, am and pm, day marks.

use super::cursor::Cursor;
use crate::time::problem::ClockProblem;

/// Most words of a label before a time, such as "artist bus call". More than that is a sentence,
/// and a time inside a sentence is not ours to pick out.
const LABEL_WORDS_MAX: usize = 4;

const ABOUT_MARKS: [&str; 2] = ["~", "≈"];
const ABOUT_WORDS: [&str; 14] = [
    "about",
    "abt",
    "approx",
    "approximately",
    "around",
    "c",
    "ca",
    "circa",
    "environ",
    "est",
    "etwa",
    "gegen",
    "roughly",
    "vers",
];
const TBD_WORDS: [&str; 3] = ["tbd", "tba", "tbc"];
const TBD_DOTTED: [&str; 6] = ["b.d.", "b.a.", "b.c.", "b.d", "b.a", "b.c"];
const NOON_WORDS: [&str; 2] = ["noon", "midday"];
/// Words that turn a time into something else than when it happens.
const LIMIT_WORDS: [&str; 16] = [
    "until",
    "till",
    "til",
    "before",
    "after",
    "by",
    "latest",
    "earliest",
    "bis",
    "vor",
    "nach",
    "not",
    "no",
    "never",
    "cancelled",
    "canceled",
];
/// Words that change which time is meant and belong behind it, so they are no label.
const MISPLACED_WORDS: [&str; 8] =
    ["am", "pm", "a", "p", "next", "following", "tomorrow", "yesterday"];
/// From here on scripts write am and pm as a word before the time, which would look like a label.
const FIRST_UNREAD_SCRIPT: char = '\u{0590}';
/// Words between hour and minute, as in "20 Uhr 30".
const HOUR_WORDS: [&str; 5] = ["h", "u", "uhr", "uur", "heures"];
/// Words behind a whole time. Behind an hour alone they would make it a duration.
const CLOCK_WORDS: [&str; 8] = ["h", "u", "uhr", "uur", "heures", "hours", "hrs", "hr"];
const RANGE_WORDS: [&str; 4] = ["to", "until", "till", "bis"];
const NEXT_DAY: [&str; 4] = ["next day", "next-day", "following day", "day after"];

/// What stands before the first clock.
pub(super) enum Lead {
    /// Nobody knows the time yet.
    Tbd,
    /// A clock follows, perhaps an estimate.
    Clock { about: bool },
}

/// How a clock was written, as far as it matters to the other end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Certainly the 24-hour clock.
    Full,
    /// `7:30`: the 24-hour clock, unless the other end of the range says am or pm.
    Colon,
    /// `7` or `730`: nothing without am or pm.
    Bare,
    Am,
    Pm,
}

/// A clock as it was written.
pub(super) struct RawClock {
    pub(super) hour: u16,
    pub(super) minute: u16,
    pub(super) style: Style,
    /// The day mark, where one was written.
    pub(super) days: Option<u16>,
    pub(super) text: String,
}

impl RawClock {
    fn new(hour: u16, minute: u16, style: Style) -> Self {
        Self { hour, minute, style, days: None, text: String::new() }
    }

    pub(super) fn says_half(&self) -> bool {
        matches!(self.style, Style::Am | Style::Pm)
    }

    /// Whether an am or pm at the other end of the range would speak for this one too.
    pub(super) fn takes_half(&self) -> bool {
        let twelve = (1..=12).contains(&self.hour) && self.days.is_none();
        twelve && matches!(self.style, Style::Colon | Style::Bare)
    }

    pub(super) fn names_day(&self) -> bool {
        self.days.is_some() || self.hour > 23
    }
}

/// Reads the parts of a time one after the other.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: Cursor<'t>,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: Cursor::new(text) }
    }

    pub(super) fn at_end(&mut self) -> bool {
        self.at.skip_spaces();
        self.at.rest().is_empty()
    }

    pub(super) fn garbage(&self) -> ClockProblem {
        ClockProblem::NotATime(self.text.to_owned())
    }

    /// Reads labels and marks of an estimate up to the first clock.
    pub(super) fn lead(&mut self) -> Result<Lead, ClockProblem> {
        let mut about = false;
        let mut labels = 0;
        loop {
            self.at.skip_spaces();
            if self.at.take_one_of(&ABOUT_MARKS) {
                about = true;
                continue;
            }
            if self.at.take("@") || labels > 0 && self.at.take_one_of(&[":", "-", "/"]) {
                continue;
            }
            let word = self.at.word();
            if word.is_empty() || word == "midnight" || NOON_WORDS.contains(&word) {
                return Ok(Lead::Clock { about });
            }
            self.at.take(word);
            let dotted = self.at.take(".");
            let tbd = word == "t" && dotted && self.at.take_one_of(&TBD_DOTTED);
            if (tbd || TBD_WORDS.contains(&word)) && !about {
                return Ok(Lead::Tbd);
            }
            if ABOUT_WORDS.contains(&word) {
                about = true;
                continue;
            }
            labels += 1;
            self.label(word, labels)?;
        }
    }

    fn label(&self, word: &str, count: usize) -> Result<(), ClockProblem> {
        if LIMIT_WORDS.contains(&word) {
            return Err(ClockProblem::Limit(self.text.to_owned()));
        }
        let foreign = word.chars().any(|c| c >= FIRST_UNREAD_SCRIPT);
        if foreign || MISPLACED_WORDS.contains(&word) || count > LABEL_WORDS_MAX {
            return Err(self.garbage());
        }
        Ok(())
    }

    /// Reads the mark between the two ends of a range.
    pub(super) fn range_mark(&mut self) -> bool {
        self.at.skip_spaces();
        self.at.take("-") || self.at.take_word(&RANGE_WORDS)
    }

    /// Reads one clock with its am or pm and its day mark.
    pub(super) fn clock(&mut self) -> Result<RawClock, ClockProblem> {
        self.at.skip_spaces();
        let from = self.at.rest();
        if self.at.take_word(&["midnight"]) {
            return Err(ClockProblem::Midnight(self.text.to_owned()));
        }
        let mut raw = if self.at.take_word(&NOON_WORDS) {
            RawClock::new(12, 0, Style::Full)
        } else {
            self.number()?
        };
        raw.days = self.day_mark()?;
        from[..from.len() - self.at.rest().len()].trim().clone_into(&mut raw.text);
        if raw.hour > 47 {
            return Err(ClockProblem::Hour(raw.hour.to_string()));
        }
        if raw.hour > 23 && raw.days.is_some() {
            return Err(ClockProblem::DayMark(raw.text));
        }
        Ok(raw)
    }

    fn number(&mut self) -> Result<RawClock, ClockProblem> {
        let digits = self.at.take_digits();
        let compact = digits.len() > 2;
        let raw = match digits.len() {
            1 | 2 => self.hour(digits)?,
            3 | 4 => {
                let (hour, minute) = digits.split_at(digits.len() - 2);
                let style = if digits.len() == 4 { Style::Full } else { Style::Bare };
                RawClock::new(self.value(hour)?, self.minute(minute)?, style)
            }
            _ => return Err(self.garbage()),
        };
        self.half_of_day(raw, compact && digits.starts_with('0'))
    }

    /// Reads what may follow an hour of one or two digits: `:30`, `.30`, `h30`, ` Uhr 30`.
    fn hour(&mut self, digits: &str) -> Result<RawClock, ClockProblem> {
        let hour = self.value(digits)?;
        if self.at.take_one_of(&[":", "."]) {
            let minute = self.at.take_digits();
            let minute = self.minute(minute)?;
            if self.at.take(":") && self.at.take_digits() != "00" {
                return Err(ClockProblem::Seconds(self.text.to_owned()));
            }
            let full = digits.starts_with('0') || hour > 12;
            let style = if full { Style::Full } else { Style::Colon };
            return Ok(RawClock::new(hour, minute, style));
        }
        let mut ahead = self.at;
        ahead.skip_spaces();
        if !ahead.take_word(&HOUR_WORDS) {
            return Ok(RawClock::new(hour, 0, Style::Bare));
        }
        self.at = ahead;
        ahead.skip_spaces();
        let minute = match ahead.take_digits() {
            "" => 0,
            digits => {
                self.at = ahead;
                self.minute(digits)?
            }
        };
        Ok(RawClock::new(hour, minute, Style::Full))
    }

    /// Reads am, pm, noon or a word of the 24-hour clock behind a number.
    fn half_of_day(&mut self, raw: RawClock, military: bool) -> Result<RawClock, ClockProblem> {
        let mut ahead = self.at;
        ahead.skip_spaces();
        let twelve = (raw.hour, raw.minute) == (12, 0);
        if ahead.take_word(&["midnight"]) {
            return Err(ClockProblem::Midnight(self.text.to_owned()));
        }
        if twelve && ahead.take_word(&NOON_WORDS) {
            self.at = ahead;
            return Ok(RawClock { style: Style::Full, ..raw });
        }
        if raw.style != Style::Bare && ahead.take_word(&CLOCK_WORDS) {
            ahead.take(".");
            self.at = ahead;
            return Ok(RawClock { style: Style::Full, ..raw });
        }
        let Some(style) = half(&mut ahead) else { return Ok(raw) };
        // "07:30 pm" is common in files; "0730 pm" is the 24-hour clock with a slip in it.
        if military || !(1..=12).contains(&raw.hour) {
            return Err(ClockProblem::Meridiem(self.text.to_owned()));
        }
        self.at = ahead;
        Ok(RawClock { style, ..raw })
    }

    /// Reads `+1`, `(+1)`, `next day` and the like.
    fn day_mark(&mut self) -> Result<Option<u16>, ClockProblem> {
        let mut ahead = self.at;
        ahead.skip_spaces();
        let bracket = ahead.take("(");
        ahead.skip_spaces();
        let days = if ahead.take("+") {
            let days = match ahead.take_digits() {
                "1" => 1,
                "2" => 2,
                _ => return Err(ClockProblem::DayMark(self.text.to_owned())),
            };
            let mut unit = ahead;
            unit.skip_spaces();
            if unit.take_word(&["d", "day", "days"]) {
                ahead = unit;
            }
            days
        } else if ahead.take_one_of(&NEXT_DAY) {
            1
        } else if bracket {
            return Err(self.garbage());
        } else {
            return Ok(None);
        };
        ahead.skip_spaces();
        if bracket && !ahead.take(")") {
            return Err(self.garbage());
        }
        self.at = ahead;
        Ok(Some(days))
    }

    fn minute(&self, digits: &str) -> Result<u16, ClockProblem> {
        match digits.len() {
            0 => Err(self.garbage()),
            2 => match self.value(digits)? {
                minute @ 0..=59 => Ok(minute),
                _ => Err(ClockProblem::Minute(digits.to_owned())),
            },
            _ => Err(ClockProblem::Minute(digits.to_owned())),
        }
    }

    fn value(&self, digits: &str) -> Result<u16, ClockProblem> {
        digits.parse().map_err(|_| self.garbage())
    }
}

/// Moves past am or pm in any of its spellings: `pm`, `p.m.`, `p`.
fn half(at: &mut Cursor<'_>) -> Option<Style> {
    let style = match at.word() {
        "a" | "am" => Style::Am,
        "p" | "pm" => Style::Pm,
        _ => return None,
    };
    at.take(at.word());
    at.take(".");
    if at.take("m") {
        at.take(".");
    }
    at.word().is_empty().then_some(style)
}
