//! The embedded tables against the sources they were made from.

use domain::time::Zone;
use interchange::{Places, places::Within};

use super::data;

fn lines(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

#[test]
fn every_city_of_the_source_is_found_where_it_is() {
    let Some(data) = data() else { return };
    let table = std::fs::read_to_string(data.join("geo/cities15000.tsv")).unwrap();
    let places = Places::embedded();
    let (mut checked, mut missing) = (0, Vec::new());
    // Every seventh: all of them take a minute without optimisation.
    for cells in lines(&table).step_by(7) {
        let [_, name, lat, lon, country, _, _, zone] = cells.as_slice() else {
            panic!("{cells:?}")
        };
        let (lat, lon): (f64, f64) = (lat.parse().unwrap(), lon.parse().unwrap());
        let within =
            Within { country: places.country(country).map(|(c, _)| c), regions: Vec::new() };
        let zone: Zone = zone.parse().unwrap();
        let found = places.find(name, &within);
        checked += 1;
        if !found.iter().any(|place| place.km_to(lat, lon) < 0.1 && place.zone == zone) {
            missing.push((*name).to_owned());
        }
    }
    assert!(checked > 4_000);
    // Districts of Zürich and Winterthur are left out on purpose.
    missing.retain(|name| !name.contains("(Kreis"));
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_airport_of_the_source_is_found() {
    let Some(data) = data() else { return };
    let table = std::fs::read_to_string(data.join("geo/airports_iata.tsv")).unwrap();
    for cells in lines(&table) {
        let [iata, _, _, _, country, _, _, zone] = cells.as_slice() else { panic!("{cells:?}") };
        let airport = Places::embedded().airport(iata).unwrap();
        assert_eq!(airport.zone, zone.parse().ok(), "{iata}");
        assert_eq!(
            airport.country.map(|country| country.to_string()).as_deref(),
            Some(*country),
            "{iata}"
        );
    }
}

#[test]
fn zones_of_windows_are_those_of_cldr() {
    let Some(data) = data() else { return };
    let table = std::fs::read_to_string(data.join("tz/windowsZones.json")).unwrap();
    let table: serde_json::Value = serde_json::from_str(&table).unwrap();
    let zones = table["supplemental"]["windowsZones"]["mapTimezones"].as_array().unwrap();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for zone in zones.iter().map(|zone| &zone["mapZone"]).filter(|zone| zone["_territory"] == "001")
    {
        let (name, known) = (zone["_other"].as_str().unwrap(), zone["_type"].as_str().unwrap());
        if known.starts_with("Etc/") {
            continue;
        }
        let text = format!("Date,Time,Timezone\n2026-07-12,20:00,{name}\n");
        let report = interchange::import::read(
            &[interchange::import::SourceFile { name: "a.csv", bytes: text.as_bytes() }],
            Places::embedded(),
        );
        let known: Zone = known.parse().unwrap();
        checked += 1;
        if report.events[0].zone != Some(known) {
            wrong.push(format!("{name}: {:?} instead of {known}", report.events[0].zone));
        }
    }
    assert!(checked > 120, "{checked}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
