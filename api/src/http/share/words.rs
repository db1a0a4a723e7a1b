//! The small parts that every section of the page is made of: times, marks, phones.

use domain::record::kinds::Status;
use domain::time::When;
use domain::view::{DaySheet, ShownTime, ShownZone};
use maud::{Markup, html};

/// Fewer digits are no phone but an extension, which nobody can dial from outside.
const DIALLED_DIGITS_MIN: usize = 3;

/// A time: its start, the mark of one after midnight, and its end on a line of its own.
pub(super) fn time(time: &ShownTime) -> Markup {
    let Some(when) = time.when else { return html! {} };
    let start = when.start();
    let end = when.end().filter(|end| Some(*end) != start);
    let about = if matches!(when, When::About(_)) { "~" } else { "" };
    html! {
        @if let Some(start) = start.filter(|_| when.has_time()) {
            time datetime=[time.instant.map(|at| at.to_rfc3339())] {
                (about) (format!("{:02}:{:02}", start.hour(), start.minute()))
            }
            @if let Some(mark) = &time.day_mark { " " span.plus { (mark) } }
            @if let Some(end) = end {
                " " span.to { "to " (format!("{:02}:{:02}", end.hour(), end.minute()))
                    @if end.day_offset() != start.day_offset() { "+" (end.day_offset()) } }
            }
        } @else if !time.text.is_empty() { span.tbd { (time.text) } }
    }
}

/// A time with the name of its clocks, where the day has others.
pub(super) fn time_on(sheet: &DaySheet, shown: &ShownTime, zone: Option<&ShownZone>) -> Markup {
    html! {
        (time(shown))
        @if let Some(zone) = zone.filter(|zone| is_other(sheet, zone) && !shown.text.is_empty()) {
            " " span.clocks { (zone.abbreviation) }
        }
    }
}

/// Whether clocks do not show what those of the day show.
pub(super) fn is_other(sheet: &DaySheet, zone: &ShownZone) -> bool {
    let day = sheet.header.zone.as_ref();
    !day.is_some_and(|day| day.name == zone.name || day.offset_minutes == zone.offset_minutes)
}

/// The mark of what is not agreed, or off.
pub(super) fn status(status: Option<Status>) -> Markup {
    match status {
        Some(Status::Confirmed) => html! {},
        Some(Status::Cancelled) => html! { " " span.badge.off { "CANCELLED" } },
        Some(Status::Draft | Status::Unconfirmed) | None => unconfirmed(),
    }
}

/// The mark of what is not agreed.
pub(super) fn unconfirmed() -> Markup {
    html! { " " span.badge.maybe { "unconfirmed" } }
}

/// A phone number that can be called by touching it.
pub(super) fn phone(number: &str) -> Markup {
    match dialled(number) {
        Some(dialled) => html! { a.phone href=(format!("tel:{dialled}")) { (number) } },
        None => html! { (number) },
    }
}

/// What is dialled of a number as people write it. `(0)` is dialled only inside the country, and what
/// stands behind a word, an extension, is left to whoever calls.
fn dialled(number: &str) -> Option<String> {
    let number = number.trim();
    let end = number.find(|c: char| c.is_alphabetic()).unwrap_or(number.len());
    let plain = number[..end].replace("(0)", "");
    let mut dialled = String::new();
    for c in plain.chars() {
        if c.is_ascii_digit() || (c == '+' && dialled.is_empty()) {
            dialled.push(c);
        }
    }
    let n_digits = dialled.chars().filter(char::is_ascii_digit).count();
    (n_digits >= DIALLED_DIGITS_MIN).then_some(dialled)
}

/// Parts that are there, with dots between them.
pub(super) fn dotted<'t>(parts: impl IntoIterator<Item = Option<&'t str>>) -> String {
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::dialled;

    #[test]
    fn a_number_is_dialled_as_it_is_meant() {
        for (written, expected) in [
            ("+49 (0)40 111 22-33", Some("+49401112233")),
            ("(555) 010-2030", Some("5550102030")),
            ("0171/555 66 77 ext. 12", Some("01715556677")),
            ("112", Some("112")),
            ("12", None),
            ("ask at the door", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(dialled(written).as_deref(), expected, "{written}");
        }
    }
}
