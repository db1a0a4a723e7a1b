//! Cities of 15,000 people and more: one line each with name, place, zone, people and other names.
//!
//! Other names are kept when a tour's paperwork could hold them: written in Latin letters, or in the script of
//! the country itself. Machine transliterations (`ke long`, `Kel'n`), airport codes and spellings that fold to
//! a name already kept are left out; they are most of the source and only cost room.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::Value;

/// Other names kept for a town, and for a city that the whole world has a name for.
const OTHER_NAMES_MAX: usize = 12;
const OTHER_NAMES_MAX_CITY: usize = 99;
const CITY_POPULATION: u64 = 100_000;
/// Names in the country's own script: official ones come first in the source's order, and few are needed.
const NATIVE_NAMES_MAX: usize = 4;
const OTHER_NAME_CHARS_MAX: usize = 28;

/// Turns the package's JSON into the table, sorted so that neighbours compress well and bytes never change.
pub(super) fn table(json: &str) -> Result<String> {
    let cities: serde_json::Map<String, Value> = serde_json::from_str(json)?;
    let mut lines = Vec::with_capacity(cities.len());
    for city in cities.values() {
        let line = City::read(city).with_context(|| format!("unexpected city {city}"))?.line();
        lines.extend(line);
    }
    lines.sort_unstable();
    Ok(lines.into_iter().map(|(_, line)| line + "\n").collect())
}

struct City<'a> {
    name: &'a str,
    lat: f64,
    lon: f64,
    country: &'a str,
    admin1: &'a str,
    population: u64,
    zone: &'a str,
    others: Vec<&'a str>,
}

impl<'a> City<'a> {
    fn read(value: &'a Value) -> Option<Self> {
        Some(Self {
            name: value["name"].as_str()?,
            lat: value["latitude"].as_f64()?,
            lon: value["longitude"].as_f64()?,
            country: value["countrycode"].as_str()?,
            admin1: value["admin1code"].as_str()?,
            population: value["population"].as_u64()?,
            zone: value["timezone"].as_str()?,
            others: value["alternatenames"].as_array()?.iter().filter_map(Value::as_str).collect(),
        })
    }

    /// The line and what it sorts by, or nothing for a district of a city that is in the table itself.
    fn line(&self) -> Option<(String, String)> {
        if self.name.contains("(Kreis ") || self.name.contains("(Quartier ") {
            return None;
        }
        let order = format!("{}\t{}\t{}\t{:.4}", self.country, self.admin1, self.name, self.lat);
        let line = format!(
            "{}\t{:.4}\t{:.4}\t{}\t{}\t{}\t{}\t{}",
            self.name,
            self.lat,
            self.lon,
            self.country,
            self.admin1,
            self.population,
            self.zone,
            self.other_names().join("|")
        );
        Some((order, line))
    }

    fn other_names(&self) -> Vec<&'a str> {
        let max =
            if self.population >= CITY_POPULATION { OTHER_NAMES_MAX_CITY } else { OTHER_NAMES_MAX };
        let mut seen = BTreeSet::from([key(self.name)]);
        let latin = self.others.iter().filter(|name| is_latin_name(name));
        let mut kept: Vec<&str> =
            latin.copied().filter(|name| seen.insert(key(name))).take(max).collect();
        let script = native_script(self.country);
        let native = self.others.iter().filter(|name| is_native_name(name, script));
        kept.extend(native.copied().filter(|name| seen.insert(key(name))).take(NATIVE_NAMES_MAX));
        kept
    }
}

/// What two spellings must differ in to be worth keeping both; the importer's own folding is finer.
fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_latin_name(name: &str) -> bool {
    let latin = |c: char| matches!(c, ' ' | '-' | '.' | 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let code = name.chars().count() == 3 && name.chars().all(|c| c.is_ascii_uppercase());
    name.chars().all(latin)
        && name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().count() <= OTHER_NAME_CHARS_MAX
        && !code
}

fn is_native_name(name: &str, script: Option<[char; 2]>) -> bool {
    let Some([first, last]) = script else { return false };
    let inside = |c: char| (first..=last).contains(&c) || matches!(c, ' ' | '-' | '.');
    name.chars().any(|c| c != ' ')
        && name.chars().all(inside)
        && name.chars().count() <= OTHER_NAME_CHARS_MAX
}

/// The block of Unicode in which a country writes its own names, where that is not the Latin one.
fn native_script(country: &str) -> Option<[char; 2]> {
    match country {
        "BG" | "BY" | "KG" | "KZ" | "ME" | "MK" | "MN" | "RS" | "RU" | "TJ" | "UA" => {
            Some(['\u{400}', '\u{52f}'])
        }
        "CY" | "GR" => Some(['\u{370}', '\u{3ff}']),
        "IL" => Some(['\u{5d0}', '\u{5ea}']),
        "GE" => Some(['\u{10a0}', '\u{10ff}']),
        "AM" => Some(['\u{530}', '\u{58f}']),
        "TH" => Some(['\u{e00}', '\u{e7f}']),
        "KR" => Some(['\u{ac00}', '\u{d7a3}']),
        "CN" | "HK" | "JP" | "MO" | "SG" | "TW" => Some(['\u{3040}', '\u{9fff}']),
        "AE" | "BH" | "DZ" | "EG" | "IQ" | "IR" | "JO" | "KW" | "LB" | "LY" | "MA" | "OM"
        | "QA" | "SA" | "SY" | "TN" | "YE" => Some(['\u{600}', '\u{6ff}']),
        _ => None,
    }
}
