//! Zones, instants and distances that another program worked out from the same tours.

use std::{collections::HashMap, path::Path};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    geo::great_circle_km,
    time::{ShowClock, Zone, resolve, zone_at},
};
use interchange::import::{Event, Report};

use super::{data, import, table};

type Row = HashMap<String, String>;

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().expect("the column holds numbers")
}

fn instant(text: &str) -> DateTime<Utc> {
    let parsed = DateTime::parse_from_rfc3339(&text.replace('Z', ":00Z"));
    parsed.expect("the column holds instants").to_utc()
}

/// The zone under the name that is in use now: the other program still says `Europe/Kiev`.
fn zone(name: &str) -> Zone {
    name.parse().expect("the column holds zones")
}

fn expected(data: &Path, name: &str) -> Vec<Row> {
    table(&data.join("oracle").join(format!("{name}.expected.csv")))
}

fn event_of<'r>(report: &'r Report, row: &Row) -> &'r Event {
    let date: NaiveDate = row["date"].parse().expect("the column holds dates");
    let found = report
        .events
        .iter()
        .find(|event| event.date == date && event.venue.as_deref() == Some(row["venue"].as_str()));
    found.unwrap_or_else(|| panic!("{row:?} is not among the events"))
}

#[test]
fn zones_and_instants_of_tours_agree() {
    let Some(data) = data() else { return };
    let eight: ShowClock = "20:00".parse().unwrap();
    for (name, count) in [("u2-360", 105), ("metallica-worldwired", 160)] {
        let report = import(&data.join("tours"), &[&format!("{name}.csv")]);
        let rows = expected(&data, name);
        assert_eq!(rows.len(), count);
        for row in &rows {
            let event = event_of(&report, row);
            let found = event.zone.unwrap_or_else(|| panic!("{row:?} has no zone: {event:?}"));
            assert_eq!(found, zone(&row["tz_timezonefinder"]), "{row:?}");
            assert_eq!(event.country.as_ref(), Some(&row["cc"]), "{row:?}");
            let at = resolve(event.date, eight, found, None).instant();
            assert_eq!(at, instant(&row["utc"]), "{row:?}");
            let there = zone_at(found, at);
            let told = number(row, "offset_h") * 60.0;
            assert!((f64::from(there.offset_minutes) - told).abs() < 0.5, "{row:?}");
            // Irish law calls summer time the standard and winter the exception, and the other program follows
            // it. The offset is the same.
            if found.name() != "Europe/Dublin" {
                assert_eq!(there.dst, row["dst"] == "1", "{row:?}");
            }
        }
    }
}

#[test]
fn distances_between_shows_agree() {
    let Some(data) = data() else { return };
    for name in ["u2-360", "metallica-worldwired"] {
        let report = import(&data.join("tours"), &[&format!("{name}.csv")]);
        let rows = expected(&data, name);
        let mut untold = 0;
        for pair in rows.windows(2) {
            let [from, to] = pair else { unreachable!("windows of two") };
            let at = |row: &Row| (number(row, "lat"), number(row, "lon"));
            let ((lat1, lon1), (lat2, lon2)) = (at(from), at(to));
            // Behind a show that could not be placed no distance is told.
            if to["km_from_prev_greatcircle"].is_empty() {
                untold += 1;
                continue;
            }
            let told = number(to, "km_from_prev_greatcircle");
            let own = great_circle_km(lat1, lon1, lat2, lon2);
            assert!((own - told).abs() <= 1.0, "{own} instead of {told}: {to:?}");
            // The tour's own points lie beside the city centres the other program used: by no more than that
            // may the distance between them differ.
            let (one, other) = (event_of(&report, from), event_of(&report, to));
            let (a, b) =
                ((one.lat.unwrap(), one.lon.unwrap()), (other.lat.unwrap(), other.lon.unwrap()));
            let beside =
                great_circle_km(a.0, a.1, lat1, lon1) + great_circle_km(b.0, b.1, lat2, lon2);
            let ours = great_circle_km(a.0, a.1, b.0, b.1);
            assert!((ours - told).abs() <= beside + 1.0, "{ours} instead of {told}: {to:?}");
            let hours = (instant(&to["utc"]) - instant(&from["utc"])).num_minutes();
            let told = number(to, "elapsed_h_from_prev");
            assert!(
                (f64::from(i32::try_from(hours).unwrap()) / 60.0 - told).abs() < 0.01,
                "{to:?}"
            );
        }
        assert!(untold <= 5, "{untold} distances of {name} are missing");
    }
}

#[test]
fn instants_of_listings_agree() {
    let Some(data) = data() else { return };
    for (file, name, count) in [
        ("bandsintown-timberlake.json", "bandsintown-timberlake", 35),
        ("milwaukee-songkick.jsonld", "milwaukee-songkick", 43),
    ] {
        let report = import(&data.join("tours"), &[file]);
        let rows = expected(&data, name);
        assert_eq!(rows.len(), count);
        for row in &rows {
            let start = &row["source_start"];
            let told = (!row["utc"].is_empty()).then(|| instant(&row["utc"]));
            let clock = start.get(11..16);
            let found = report.events.iter().find(|event| {
                event.date.to_string() == start[..10]
                    && event.venue.as_deref() == Some(row["venue"].as_str())
                    && event.clock.map(|clock| clock.to_string()).as_deref() == clock
            });
            let event = found.unwrap_or_else(|| panic!("{row:?} is not among the events"));
            assert_eq!(event.utc, told, "{row:?}");
            assert_eq!(event.zone, Some(zone(&row["tz_timezonefinder"])), "{row:?}");
            assert_eq!(
                (event.lat, event.lon),
                (Some(number(row, "lat")), Some(number(row, "lon")))
            );
        }
    }
}

#[test]
fn the_workbook_gives_what_the_table_gives() {
    let Some(data) = data() else { return };
    let workbook = import(&data.join("tours"), &["u2-360.xlsx"]);
    let table = import(&data.join("tours"), &["u2-360.csv"]);
    for row in expected(&data, "u2-360") {
        let (one, other) = (event_of(&workbook, &row), event_of(&table, &row));
        assert_eq!((one.row, &one.city, &one.country), (other.row, &other.city, &other.country));
        // Without coordinates a zone may be unknown, but never another one.
        assert!(one.zone.is_none() || one.zone == other.zone, "{one:?}");
    }
    let known = workbook.events.iter().filter(|event| event.zone.is_some()).count();
    assert!(known >= 100, "{known}");
}
