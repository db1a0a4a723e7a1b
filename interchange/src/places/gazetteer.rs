//! Cities by name and by position.
//!
//! Names are kept as hashes of their folded spellings, sorted: the whole index is a few megabytes, is built in
//! a few tens of milliseconds, and a hit is checked against the name itself.

use std::collections::{BTreeSet, HashMap};

use domain::{geo::great_circle_km, time::Zone};

use super::{country::Country, fold::spellings, region::Region};

/// One degree of latitude is never longer than this, so farther ones need no look.
const KM_PER_DEGREE_MIN: f64 = 110.0;

/// A city or town of 15,000 people or more.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The name GeoNames files it under.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The country it is in.
    pub country: Country,
    /// GeoNames' code of the state, province or other first-order division.
    pub admin1: String,
    /// How many people live there.
    pub population: u64,
    /// The zone of its clocks.
    pub zone: Zone,
    other_names: String,
}

impl Place {
    /// The distance to a point in kilometres.
    pub fn km_to(&self, lat: f64, lon: f64) -> f64 {
        great_circle_km(self.lat, self.lon, lat, lon)
    }

    /// How a person tells it from others of its name: `Springfield (MA, US)`.
    pub fn label(&self) -> String {
        let letters =
            !self.admin1.is_empty() && self.admin1.bytes().all(|b| b.is_ascii_uppercase());
        if letters {
            format!("{} ({}, {})", self.name, self.admin1, self.country)
        } else {
            format!("{} ({}, {:.2} {:.2})", self.name, self.country, self.lat, self.lon)
        }
    }

    /// Whether this is the name GeoNames files it under, and not one of its other names.
    pub(super) fn is_filed_as(&self, name: &str) -> bool {
        spellings(name).any(|wanted| spellings(&self.name).any(|own| own == wanted))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.other_names.split('|').filter(|name| !name.is_empty()))
    }

    fn is_called(&self, folded: &str) -> bool {
        self.names().any(|name| spellings(name).any(|spelling| spelling == folded))
    }
}

/// Where to look: a country, and any of several regions. Empty looks everywhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Within {
    /// Only this country.
    pub country: Option<Country>,
    /// Only one of these regions, in those countries that have any of them. Empty looks in all.
    pub regions: Vec<Region>,
}

impl Within {
    fn contains(&self, place: &Place) -> bool {
        if self.country.is_some_and(|country| country != place.country) {
            return false;
        }
        let mut regions = self
            .regions
            .iter()
            .filter(|region| self.country.is_none_or(|country| country == region.country));
        match regions.next() {
            None => true,
            Some(first) => std::iter::once(first)
                .chain(regions)
                .any(|region| region.country == place.country && region.admin1 == place.admin1),
        }
    }
}

pub(super) struct Gazetteer {
    /// By latitude, from south to north.
    places: Vec<Place>,
    /// The hash of a folded name and the place that has it, sorted.
    names: Vec<(u64, u32)>,
}

impl Gazetteer {
    pub(super) fn read(table: &str) -> Self {
        let mut zones = HashMap::new();
        let mut places: Vec<Place> =
            table.lines().filter_map(|line| place(line, &mut zones)).collect();
        places.sort_by(|a, b| a.lat.total_cmp(&b.lat));
        let mut names = Vec::with_capacity(places.len() * 6);
        for (index, place) in (0..).zip(&places) {
            for name in place.names().flat_map(spellings) {
                names.push((hash(&name), index));
            }
        }
        names.sort_unstable();
        names.dedup();
        Self { places, names }
    }

    pub(super) fn find(&self, name: &str, within: &Within) -> Vec<&Place> {
        let mut found: Vec<u32> = spellings(name).flat_map(|name| self.exactly(name)).collect();
        found.sort_unstable();
        found.dedup();
        let places = found.iter().map(|index| &self.places[*index as usize]);
        let mut places: Vec<&Place> = places.filter(|place| within.contains(place)).collect();
        places.sort_by(|a, b| b.population.cmp(&a.population).then(a.lat.total_cmp(&b.lat)));
        places
    }

    fn exactly(&self, folded: String) -> impl Iterator<Item = u32> {
        let wanted = hash(&folded);
        let from = self.names.partition_point(|(hash, _)| *hash < wanted);
        let hits = self.names[from..].iter().take_while(move |(hash, _)| *hash == wanted);
        hits.map(|(_, index)| *index)
            .filter(move |index| self.places[*index as usize].is_called(&folded))
    }

    pub(super) fn zones_in(&self, within: &Within) -> Vec<Zone> {
        let inside = self.places.iter().filter(|place| within.contains(place));
        let zones: BTreeSet<Zone> = inside.map(|place| place.zone).collect();
        zones.into_iter().collect()
    }

    pub(super) fn nearest(
        &self,
        lat: f64,
        lon: f64,
        km_max: f64,
        country: Option<Country>,
    ) -> Option<(&Place, f64)> {
        let reach = km_max / KM_PER_DEGREE_MIN;
        let from = self.places.partition_point(|place| place.lat < lat - reach);
        self.places[from..]
            .iter()
            .take_while(|place| place.lat <= lat + reach)
            .filter(|place| country.is_none_or(|country| country == place.country))
            .map(|place| (place, place.km_to(lat, lon)))
            .filter(|(_, km)| *km <= km_max)
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
    }
}

fn place<'t>(line: &'t str, zones: &mut HashMap<&'t str, Zone>) -> Option<Place> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    Some(Place {
        name: next()?.to_owned(),
        lat: next()?.parse().ok()?,
        lon: next()?.parse().ok()?,
        country: Country::from_code(next()?)?,
        admin1: next()?.to_owned(),
        population: next()?.parse().ok()?,
        zone: zone(next()?, zones)?,
        other_names: next()?.to_owned(),
    })
}

/// Four hundred zones come eighty times each; their names are looked up once.
fn zone<'t>(name: &'t str, zones: &mut HashMap<&'t str, Zone>) -> Option<Zone> {
    if let Some(zone) = zones.get(name) {
        return Some(*zone);
    }
    let zone = name.parse().ok()?;
    zones.insert(name, zone);
    Some(zone)
}

/// FNV-1a: short, and a clash of two names costs one comparison.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
