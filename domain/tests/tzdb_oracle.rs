//! Our offsets against a table of every change of clocks from 2015 to 2037, made with other software
//! from tzdata 2026f. The table is optional on a developer's machine and required where `CI` is true.
#![expect(clippy::unwrap_used, reason = "a test may panic, and so may its helpers")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::time::{TzdbOrigin, Zone, ZoneMoment, tzdb, zone_at, zone_change_on};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/tz");
const ORACLE_VERSION: &str = "2026f";
const ORACLE_ENDS: &str = "2037-12-31T00:00:00Z";

/// Where tzdata 2026e, our bundle, and 2026f, the table, differ within the table's years.
const CHANGED_IN_2026F: [(&str, &str); 2] = [
    ("America/Havana", "Cuba keeps summer time through the winter of 2026/27"),
    ("Cuba", "an old spelling of America/Havana"),
];

/// Where the bundle, made from tzdata's "rearguard" form, and the table, made from its main form,
/// tell seasons apart differently.
const FLAGGED_DIFFERENTLY: [(&str, &str); 1] = [(
    "Africa/Windhoek",
    "the clocks of September 2017 became permanent in October; until then one form says summer",
)];

/// One line of the table: from this instant on, a zone's clocks are these.
struct Row {
    at: DateTime<Utc>,
    offset_minutes: i32,
    dst_seconds: i32,
    abbreviation: String,
}

#[test]
fn every_offset_between_2015_and_2037_agrees_with_the_table() {
    let Some(folder) = folder() else { return };
    let table = fs::read_to_string(folder.join("transitions-2015-2038-tzdata2026f.csv")).unwrap();
    let zones = rows(&table);
    assert!(zones.len() > 500, "{} zones", zones.len());
    let mut differing = BTreeSet::new();
    for (name, rows) in &zones {
        let zone: Zone = name.parse().unwrap_or_else(|problem| panic!("{problem}"));
        let ends: DateTime<Utc> = ORACLE_ENDS.parse().unwrap();
        for (idx, row) in rows.iter().enumerate() {
            let until = rows.get(idx + 1).map_or(ends, |next| next.at);
            let expected = expected(rows, idx);
            for at in instants(row.at, until) {
                let ours = zone_at(zone, at);
                if ours != expected && differing.insert(name.as_str()) && !excepted(name) {
                    eprintln!("{name} at {at}: {ours:?}, the table says {expected:?}");
                }
            }
        }
    }
    let excepted: BTreeSet<&str> = exceptions().map(|(name, _)| name).collect();
    assert_eq!(differing, excepted, "zones that differ from the table, and those known to");
}

#[test]
fn the_awkward_zones_are_as_awkward_as_they_are_said_to_be() {
    let Some(folder) = folder() else { return };
    let json = fs::read_to_string(folder.join("awkward-zones.json")).unwrap();
    let zones: BTreeMap<String, Vec<String>> = serde_json::from_str(&json).unwrap();
    assert!(zones.len() > 50, "{} zones", zones.len());
    for (name, remarks) in &zones {
        let zone: Zone = name.parse().unwrap_or_else(|problem| panic!("{problem}"));
        for remark in remarks {
            assert!(holds(zone, remark), "{name}: {remark}");
        }
    }
}

fn holds(zone: Zone, remark: &str) -> bool {
    if let Some(year) = remark.strip_prefix("stopped changing after ") {
        let year: i32 = year.parse().unwrap();
        let seen = offsets(zone, year + 1, 2037);
        return seen.len() == 1 && offsets(zone, 2014, year).len() > 1;
    }
    if let Some(listed) = remark.strip_prefix("offset not whole hour: ") {
        let odd = |minutes: &i32| minutes % 60 != 0;
        let seen = offsets(zone, 2015, 2037);
        let listed = listed.split(',').map(minutes);
        return seen.iter().any(odd) && listed.into_iter().all(|offset| seen.contains(&offset));
    }
    if let Some(shift) = remark.strip_prefix("shift ") {
        let (hours, date) = shift.split_once("h at ").unwrap();
        let date: NaiveDate = date.parse().unwrap();
        // The date is that of the instant in UTC; the show day may be the one before or after.
        let mut changes = [-1, 0, 1].into_iter().filter_map(|days| {
            let change = zone_change_on(zone, date + TimeDelta::days(days))?;
            Some(change.to.offset_minutes - change.from.offset_minutes)
        });
        return changes.any(|shift| shift == minutes(hours));
    }
    match remark {
        "offset >= +13" => offsets(zone, 2015, 2037).iter().any(|offset| *offset >= 13 * 60),
        // Our reading of summer is of wall clocks ahead, so it shows in the offset's favour.
        "negative DST" => summer_is_ahead(zone),
        _ => panic!("an unknown remark: {remark}"),
    }
}

fn minutes(hours: &str) -> i32 {
    let (sign, hours) = match hours.strip_prefix('-') {
        Some(hours) => (-1, hours),
        None => (1, hours.trim_start_matches('+')),
    };
    let (whole, part) = hours.split_once('.').unwrap_or((hours, "0"));
    let part: f64 = format!("0.{part}").parse().unwrap();
    let part = [0, 15, 30, 45].into_iter().find(|m| (f64::from(*m) / 60.0 - part).abs() < 1e-9);
    sign * (whole.parse::<i32>().unwrap() * 60 + part.unwrap())
}

/// Every offset a zone has in these years, from a sample of every day.
fn offsets(zone: Zone, first_year: i32, last_year: i32) -> BTreeSet<i32> {
    sample(first_year, last_year).map(|at| zone_at(zone, at).offset_minutes).collect()
}

fn summer_is_ahead(zone: Zone) -> bool {
    let of = |dst: bool| {
        let moments = sample(2015, 2016).map(|at| zone_at(zone, at));
        moments.filter(|moment| moment.dst == dst).map(|moment| moment.offset_minutes).max()
    };
    matches!((of(true), of(false)), (Some(summer), Some(winter)) if summer > winter)
}

fn sample(first_year: i32, last_year: i32) -> impl Iterator<Item = DateTime<Utc>> {
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 2).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let (mut at, end) = (day(first_year).and_utc(), day(last_year + 1).and_utc());
    std::iter::from_fn(move || {
        at += TimeDelta::days(1);
        (at < end).then_some(at)
    })
}

/// The first second, the last second, and one in every week between.
fn instants(from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let mut instants = vec![from, until - TimeDelta::seconds(1)];
    let mut at = from + TimeDelta::weeks(1);
    while at < until {
        instants.push(at);
        at += TimeDelta::weeks(1);
    }
    instants
}

fn expected(rows: &[Row], idx: usize) -> ZoneMoment {
    let row = &rows[idx];
    let minutes = row.offset_minutes.abs();
    let sign = if row.offset_minutes < 0 { '-' } else { '+' };
    let offset = format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60);
    let numeric = row.abbreviation.starts_with(['+', '-']);
    let abbreviation = if numeric { format!("UTC{offset}") } else { row.abbreviation.clone() };
    // The table flags winter as the exception where law does so; we say summer either way, unless
    // no later change ends it.
    let mut beside = [idx.checked_sub(1), Some(idx + 1)].into_iter().flatten();
    let ahead_of_exception =
        row.dst_seconds == 0 && idx + 1 < rows.len() && beside.any(|idx| rows[idx].dst_seconds < 0);
    let dst = row.dst_seconds > 0 || ahead_of_exception;
    ZoneMoment { offset_minutes: row.offset_minutes, offset, abbreviation, dst }
}

fn rows(table: &str) -> BTreeMap<String, Vec<Row>> {
    let mut zones: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [zone, at, offset, dst, abbreviation] = fields[..] else { panic!("{line}") };
        zones.entry(zone.to_owned()).or_default().push(Row {
            at: at.parse().unwrap(),
            offset_minutes: offset.parse::<i32>().unwrap() / 60,
            dst_seconds: dst.parse().unwrap(),
            abbreviation: abbreviation.to_owned(),
        });
    }
    zones
}

fn exceptions() -> impl Iterator<Item = (&'static str, &'static str)> {
    let older = tzdb().version.as_str() < ORACLE_VERSION;
    let rearguard = tzdb().origin == TzdbOrigin::Bundled;
    let changed = CHANGED_IN_2026F.into_iter().filter(move |_| older);
    changed.chain(FLAGGED_DIFFERENTLY.into_iter().filter(move |_| rearguard))
}

fn excepted(name: &str) -> bool {
    exceptions().any(|(zone, _)| zone == name)
}

/// The folder with the tables, or `None` where it is absent and may be.
fn folder() -> Option<PathBuf> {
    let folder = Path::new(FOLDER);
    if folder.is_dir() {
        return Some(folder.to_owned());
    }
    let required = std::env::var_os("CI").is_some_and(|value| value == "true");
    assert!(!required, "{FOLDER} is absent, and CI may not skip this test");
    eprintln!("skipped: {FOLDER} is absent");
    None
}
