//! Estimated road distances beside published ones. `pairs.tsv` says of each where it was published;
//! docs/decisions/0013-drives.md has the sources in full.

mod oracle;

use std::collections::BTreeMap;

use domain::routing::{Spot, road_km};

/// What half of all estimates have to keep.
const MEDIAN_ERROR_MAX: f64 = 0.08;

struct Pair {
    name: String,
    source: String,
    published_km: f64,
    estimated_km: f64,
    /// The same without knowing the countries.
    plain_km: f64,
}

impl Pair {
    fn error(&self) -> f64 {
        self.estimated_km / self.published_km - 1.0
    }
}

fn pairs() -> Vec<Pair> {
    include_str!("pairs.tsv").lines().skip(1).map(pair).collect()
}

fn pair(line: &str) -> Pair {
    let fields: Vec<_> = line.split('\t').collect();
    let [from, to, countries, lat_from, lon_from, lat_to, lon_to, km, source] = fields[..] else {
        panic!("`{line}` has {} fields", fields.len());
    };
    let (country_from, country_to) = countries.split_once(' ').expect("two countries");
    let degrees = |text: &str| text.parse().expect("a number");
    let spot = |lat, lon, country| Spot { lat: degrees(lat), lon: degrees(lon), country };
    let estimate = |country: fn(_) -> Option<_>| {
        road_km(
            &spot(lat_from, lon_from, country(country_from)),
            &spot(lat_to, lon_to, country(country_to)),
        )
    };
    Pair {
        name: format!("{from} to {to}"),
        source: source.to_owned(),
        published_km: degrees(km),
        estimated_km: estimate(Some),
        plain_km: estimate(|_| None),
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[test]
fn half_of_all_published_distances_are_within_eight_per_cent() {
    let pairs = pairs();
    assert!(pairs.len() > 100);
    let mut by_source = BTreeMap::<_, Vec<f64>>::new();
    for pair in &pairs {
        by_source.entry(pair.source.as_str()).or_default().push(pair.error().abs());
    }
    for (source, errors) in by_source {
        let (n, median) = (errors.len(), 100.0 * median(errors));
        println!("{source}: {n} pairs, median error {median:.1} %");
    }
    let found = median(pairs.iter().map(|pair| pair.error().abs()).collect());
    println!("all: {} pairs, median error {:.1} %", pairs.len(), 100.0 * found);
    assert!(found <= MEDIAN_ERROR_MAX, "{found}");
}

#[test]
fn the_countries_know_more_than_one_factor_for_all_of_them() {
    let pairs = pairs();
    let by_country = median(pairs.iter().map(|pair| pair.error().abs()).collect());
    let plain = pairs.iter().map(|pair| (pair.plain_km / pair.published_km - 1.0).abs());
    let plain = median(plain.collect());
    assert!(by_country < plain - 0.005, "{by_country} with, {plain} without");
}

#[test]
fn estimates_are_as_often_too_short_as_too_long() {
    let lean = median(pairs().iter().map(Pair::error).collect());
    assert!(lean.abs() < 0.03, "{lean}");
}

#[test]
fn no_estimate_is_half_as_long_again_or_half_as_long() {
    for pair in pairs() {
        assert!(pair.error().abs() < 0.5, "{}: {} km", pair.name, pair.estimated_km);
    }
}
