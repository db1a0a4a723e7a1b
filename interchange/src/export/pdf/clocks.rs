//! Times as paper shows them: the clock, what is said of it, and on whose clocks it is.

use domain::time::{When, parse_when};
use domain::view::{ClockStyle, ShownTime, ShownZone};

/// A time in the pieces that stand at different places of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// `19:30`, `~7:00 PM`, `TBD`; nothing for a hidden time or none.
    pub(super) clock: String,
    /// `+1 Sat` for what is after midnight.
    pub(super) day: Option<String>,
    /// `until 20:15`.
    pub(super) until: Option<String>,
}

/// A time in its pieces.
pub(super) fn told(time: &ShownTime, style: ClockStyle) -> Told {
    let Some(when) = time.when else { return Told::default() };
    let Some(span) = when.span() else {
        return Told { clock: style.when(when), ..Told::default() };
    };
    let about = if matches!(when, When::About(_)) { "~" } else { "" };
    let clock = style.clock(span.start());
    let clock = clock.split('+').next().unwrap_or_default().trim().to_owned();
    let end = span.end().filter(|end| *end != span.start());
    Told {
        clock: format!("{about}{clock}"),
        day: time.day_mark.clone(),
        until: end.map(|end| format!("until {}", style.clock(end))),
    }
}

/// A time on one line: `01:30 +1 Sat`, `19:30–20:15`.
pub(super) fn line(time: &ShownTime, style: ClockStyle) -> String {
    let told = told(time, style);
    match (told.until, time.when) {
        (Some(_), Some(when)) => style.when(when),
        _ => [Some(told.clock), told.day].into_iter().flatten().collect::<Vec<_>>().join(" "),
    }
}

/// A time with the name of its clocks.
pub(super) fn with_zone(text: String, zone: Option<&ShownZone>) -> String {
    match zone {
        Some(zone) if !text.is_empty() => format!("{text} {}", zone.abbreviation),
        _ => text,
    }
}

/// A text that is a time, in this style; other texts as they are. Several are joined by ` / `.
pub(super) fn restyled(text: &str, style: ClockStyle) -> String {
    let one = |text: &str| match parse_when(text.trim()) {
        Ok(when) if when.has_time() => style.when(when),
        _ => text.trim().to_owned(),
    };
    text.split(" / ").map(one).collect::<Vec<_>>().join(" / ")
}
