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
