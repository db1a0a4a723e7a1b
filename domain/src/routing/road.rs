//! How far it is by road, estimated from where two places are.

use crate::geo::great_circle_km;

/// A place on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot<'a> {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The country, ISO 3166-1 alpha-2.
    pub country: Option<&'a str>,
}

impl Spot<'_> {
    /// Whether there can be a place there. Numbers that were never filled in are 0° north, 0° east,
    /// in the sea.
    pub fn is_somewhere(&self) -> bool {
        self.lat.is_finite() && self.lon.is_finite() && (self.lat != 0.0 || self.lon != 0.0)
    }
}

/// How much longer the road is than the great circle, by the countries at both ends: medians of
/// published road distances (docs/decisions/0013-drives.md).
const FACTORS: &[(&[&str], f64)] = &[
    (&["DK", "EE", "FI", "LT", "LV", "SE"], 1.16),
    (&["BG", "CZ", "HU", "PL", "RO", "SK"], 1.18),
    (&["US"], 1.19),
    (&["IE"], 1.20),
    (&["AU", "CA", "NZ"], 1.21),
    (&["GB"], 1.23),
    (&["IT"], 1.24),
    (&["BE", "DE", "FR", "LU", "NL"], 1.25),
    (&["JP"], 1.26),
    (&["AL", "BA", "ES", "GR", "HR", "ME", "MK", "PT", "RS", "TR"], 1.28),
    (&["AT", "CH", "LI", "SI"], 1.32),
    (&["NO"], 1.34),
];
/// Anywhere else.
const FACTOR: f64 = 1.25;

/// Kilometres by road between two places: the great circle, longer by the mean of what the countries
/// at its ends are known for. The sea is taken for land.
pub fn road_km(from: &Spot<'_>, to: &Spot<'_>) -> f64 {
    let factor = f64::midpoint(factor(from.country), factor(to.country));
    great_circle_km(from.lat, from.lon, to.lat, to.lon) * factor
}

fn factor(country: Option<&str>) -> f64 {
    let of = |country| FACTORS.iter().find(|(countries, _)| countries.contains(&country));
    country.and_then(of).map_or(FACTOR, |(_, factor)| *factor)
}
