//! Calendars, against three other parsers and the times another program expanded them to.

use std::{collections::BTreeMap, fs};

use chrono::NaiveDate;
use interchange::import::{Event, Report};
use serde::Deserialize;

use super::{data, import};

#[derive(Deserialize)]
struct Expected {
    python_icalendar: String,
    python_vobject: String,
    icaljs: String,
    occurrences_total: Option<usize>,
    #[serde(default)]
    occurrences: Vec<(String, String)>,
}

/// When an event takes place, as the other program writes it.
fn time(event: &Event) -> String {
    match (event.utc, event.clock) {
        (Some(utc), _) => utc.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        (None, Some(clock)) => format!("{}T{clock}:00", event.date),
        (None, None) => event.date.to_string(),
    }
}

fn found(report: &Report) -> Vec<(String, String)> {
    let title = |event: &Event| event.title.clone().unwrap_or_default();
    let cut = |title: String| title.chars().take(60).collect::<String>();
    report.events.iter().map(|event| (time(event), cut(title(event)))).collect()
}

#[test]
fn every_calendar_gives_the_known_times_or_says_why_not() {
    let Some(data) = data() else { return };
    let expected = fs::read_to_string(data.join("oracle/ics-expected.json")).unwrap();
    let expected: BTreeMap<String, Expected> = serde_json::from_str(&expected).unwrap();
    assert_eq!(expected.len(), 46);
    let mut wrong = Vec::new();
    for (name, expected) in &expected {
        let report = import(&data.join("ics"), &[name]);
        let damaged = [&expected.python_icalendar, &expected.python_vobject, &expected.icaljs]
            .iter()
            .all(|verdict| verdict.starts_with("ERR"));
        if damaged && report.problems.is_empty() {
            wrong.push(format!("{name}: no parser reads it, and no problem was found"));
        }
        let Some(total) = expected.occurrences_total else { continue };
        let mut times = found(&report);
        if times.len() != total {
            wrong.push(format!(
                "{name}: {} times instead of {total}; {:?}",
                times.len(),
                report.problems
            ));
        }
        for occurrence in &expected.occurrences {
            match times.iter().position(|time| same(time, occurrence)) {
                Some(at) => drop(times.swap_remove(at)),
                None => wrong.push(format!("{name}: {occurrence:?} is missing in {times:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The other program keeps line breaks and spaces of a title as they are.
fn same(ours: &(String, String), theirs: &(String, String)) -> bool {
    let plain = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ");
    let (own, other) = (plain(&ours.1), plain(&theirs.1));
    ours.0 == theirs.0 && (own.starts_with(&other) || other.starts_with(&own))
}

#[test]
fn a_zone_of_windows_is_understood() {
    let Some(data) = data() else { return };
    let report = import(&data.join("ics"), &["awkward/ics-nodeical__exchange-custom-tz.ics"]);
    let event = &report.events[0];
    assert_eq!(event.zone.map(domain::time::Zone::name), Some("Asia/Bangkok"));
    assert_eq!(event.clock.map(|clock| clock.to_string()).as_deref(), Some("09:00"));
}

#[test]
fn whole_days_have_no_time() {
    let Some(data) = data() else { return };
    let report = import(&data.join("ics"), &["awkward/band-ics__widespread-panic-2026.ics"]);
    assert_eq!(report.events.len(), 12);
    let first = &report.events[0];
    assert_eq!(first.date, NaiveDate::from_ymd_opt(2026, 7, 21).unwrap());
    assert_eq!((first.clock, first.utc), (None, None));
    assert_eq!(
        (first.venue.as_deref(), first.city.as_deref()),
        (Some("Channel 24"), Some("Sacramento"))
    );
    assert_eq!(first.zone.map(domain::time::Zone::name), Some("America/Los_Angeles"));
}
