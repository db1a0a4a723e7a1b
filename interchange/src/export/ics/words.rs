//! What entries say to people.

use chrono::{DateTime, NaiveDate, Utc};
use domain::book::Entry;
use domain::record::kinds::Person;
use domain::view::{ClockReport, ShownTime, ShownZone};

use super::Options;

/// Characters of a remark that an entry repeats: a calendar shows a dozen lines.
const REMARK_CHARS_MAX: usize = 1_000;

/// `Europe 26`, and for one person `Europe 26 – Jo`.
pub(super) fn calendar_name(tour: &str, person: Option<&Entry<Person>>) -> String {
    let called = person.and_then(|who| who.preferred_name.as_ref().or(who.name.as_ref()));
    called.map_or_else(|| tour.to_owned(), |called| format!("{tour} – {called}"))
}

/// What stands at the head of a calendar.
pub(super) fn calendar_description(as_of: DateTime<Utc>) -> String {
    format!("As of {}. {REMINDER}", moment(as_of))
}

/// Google asks every 12 to 24 hours, whatever it is told.
const REMINDER: &str =
    "Calendars look for news only now and then: what changes at the last minute is in Buscall";

fn moment(at: DateTime<Utc>) -> String {
    at.format("%a %-d %b %Y, %H:%M UTC").to_string()
}

/// The lines of a description, with what its entry is as of.
pub(super) fn description(mut lines: Vec<String>, date: NaiveDate, with: &Options<'_>) -> String {
    let version = with.version.and_then(|version| version(date));
    let as_of = moment(with.as_of);
    lines.push(match version {
        Some(version) => format!("{version}, as of {as_of}. {REMINDER}"),
        None => format!("As of {as_of}. {REMINDER}"),
    });
    lines.join("\n")
}

/// A time as the sheet shows it, on which clocks, and what a change of the clocks does to it. Nothing for a
/// row without a time.
pub(super) fn time(time: &ShownTime, zone: Option<&ShownZone>) -> Vec<String> {
    let mark = time.day_mark.as_ref().map_or_else(String::new, |mark| format!(" ({mark})"));
    let on = match (zone, time.instant) {
        (Some(zone), Some(at)) => format!(", {}", ShownZone::at(zone.name, at).label()),
        (None, _) if time.when.is_some_and(|when| when.has_time()) => {
            ". No time zone is set, so nobody knows which instant that is".to_owned()
        }
        _ => String::new(),
    };
    let line = (!time.text.is_empty()).then(|| format!("{}{mark}{on}", time.text));
    line.into_iter().chain(reports(&time.clock_reports)).collect()
}

fn reports(reports: &[ClockReport]) -> impl Iterator<Item = String> {
    reports.iter().map(|report| report.sentence.clone())
}

/// A remark, cut where it is long.
pub(super) fn remark(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(REMARK_CHARS_MAX) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
