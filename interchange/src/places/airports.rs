//! Airports by IATA code.

use std::collections::HashMap;

use domain::time::Zone;

use super::country::Country;

/// An airport with scheduled traffic.
#[derive(Debug, Clone, PartialEq)]
pub struct Airport {
    /// The IATA code, three capitals.
    pub iata: String,
    /// The airport's own name.
    pub name: String,
    /// The city it serves; empty where the source names none.
    pub city: String,
    /// The country it is in.
    pub country: Option<Country>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The zone of its clocks.
    pub zone: Option<Zone>,
}

pub(super) struct Airports(HashMap<String, Airport>);

impl Airports {
    pub(super) fn read(table: &str) -> Self {
        Self(
            table
                .lines()
                .filter_map(airport)
                .map(|airport| (airport.iata.clone(), airport))
                .collect(),
        )
    }

    pub(super) fn get(&self, iata: &str) -> Option<&Airport> {
        self.0.get(&iata.trim().to_ascii_uppercase())
    }
}

fn airport(line: &str) -> Option<Airport> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [iata, name, city, country, lat, lon, zone] = cells.as_slice() else { return None };
    Some(Airport {
        iata: (*iata).to_owned(),
        name: (*name).to_owned(),
        city: (*city).to_owned(),
        country: Country::from_code(country),
        lat: lat.parse().ok()?,
        lon: lon.parse().ok()?,
        zone: zone.parse().ok(),
    })
}
