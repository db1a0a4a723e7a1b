//! Where a city, an airport or a pair of coordinates is, and in which zone: all embedded, nothing asked of the
//! network. It offers candidates and says how sure a name is; what an import does with a doubtful one is not
//! decided here.

mod airports;
mod country;
mod fold;
mod gazetteer;
mod region;

use std::sync::OnceLock;

use domain::time::Zone;
use tzf_rs::EmbeddedFinder;

pub use airports::Airport;
pub use country::Country;
pub use fold::fold;
pub use gazetteer::{Place, Within};
pub use region::Region;

use self::{airports::Airports, country::Countries, gazetteer::Gazetteer};

/// A city that has this many times the people of the next one of its name is the one that is meant, unless
/// the file says otherwise.
const DOMINANT_RATIO: u64 = 10;

/// Two entries of one name this near to each other, in one zone, are the same place entered twice.
const SAME_PLACE_KM: f64 = 25.0;

const PLACES: &[u8] = include_bytes!("../data/places.tsv.zst");
const AIRPORTS: &[u8] = include_bytes!("../data/airports.tsv.zst");
const COUNTRIES: &[u8] = include_bytes!("../data/countries.tsv.zst");

/// The embedded gazetteer.
pub struct Places {
    gazetteer: Gazetteer,
    airports: Airports,
    countries: Countries,
    zones: EmbeddedFinder,
}

/// What a name means, given everything that is known of where to look.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<'a> {
    /// One place has this name.
    One(&'a Place),
    /// The first place is at least ten times as big as any other of its name; the others are named.
    Likely(&'a Place, Vec<&'a Place>),
    /// Several places have this name and none stands out: somebody has to say which.
    Several(Vec<&'a Place>),
    /// No place has this name.
    None,
}

impl Places {
    /// The tables that are part of the program, read on first use and kept.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Places> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self {
            gazetteer: Gazetteer::read(&unpack(PLACES)),
            airports: Airports::read(&unpack(AIRPORTS)),
            countries: Countries::read(&unpack(COUNTRIES)),
            zones: EmbeddedFinder::new(),
        })
    }

    /// Every place of this name inside `within`, the biggest first.
    pub fn find(&self, name: &str, within: &Within) -> Vec<&Place> {
        self.gazetteer.find(name, within)
    }

    /// What this name means inside `within`: one place, a likely one, several or none. A place filed under the
    /// name comes before one that is merely also called so, unless the latter is ten times as big.
    pub fn decide(&self, name: &str, within: &Within) -> Found<'_> {
        let candidates = self.find(name, within);
        let (own, other): (Vec<&Place>, Vec<&Place>) =
            candidates.iter().copied().partition(|place| place.is_filed_as(name));
        let biggest = |places: &[&Place]| places.first().map_or(0, |place| place.population);
        let other_stands_out = biggest(&other) >= biggest(&own).saturating_mul(DOMINANT_RATIO);
        if own.is_empty() || other_stands_out { decide(candidates) } else { decide(own) }
    }

    /// The zones of all known places inside `within`, in alphabetical order.
    pub fn zones_in(&self, within: &Within) -> Vec<Zone> {
        self.gazetteer.zones_in(within)
    }

    /// The known place nearest to a point and its distance in kilometres, when one is within `km_max`.
    pub fn nearest(&self, lat: f64, lon: f64, km_max: f64) -> Option<(&Place, f64)> {
        self.gazetteer.nearest(lat, lon, km_max, None)
    }

    /// The known place of one country nearest to a point, when one is within `km_max`.
    pub fn nearest_in(
        &self,
        country: Country,
        lat: f64,
        lon: f64,
        km_max: f64,
    ) -> Option<(&Place, f64)> {
        self.gazetteer.nearest(lat, lon, km_max, Some(country))
    }

    /// The zone in force on land at a point; nothing at sea, where only nautical zones hold.
    pub fn zone_at(&self, lat: f64, lon: f64) -> Option<Zone> {
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            return None;
        }
        let name = self.zones.get_tz_name(lon, lat);
        if name.is_empty() || name.starts_with("Etc/") {
            return None;
        }
        name.parse().ok()
    }

    /// The airport with this IATA code, in any letter case.
    pub fn airport(&self, iata: &str) -> Option<&Airport> {
        self.airports.get(iata)
    }

    /// The country of this name, ISO code or usual abbreviation, with the part of it that the name stands for:
    /// `Scotland` is a part of the United Kingdom.
    pub fn country(&self, name: &str) -> Option<(Country, Option<Region>)> {
        self.countries.find(name)
    }

    /// Every state or province of this name or abbreviation: `WA` is in the United States and in Australia.
    pub fn regions(&self, name: &str) -> Vec<Region> {
        region::find(name)
    }
}

fn decide(candidates: Vec<&Place>) -> Found<'_> {
    let mut candidates = candidates.into_iter();
    let Some(first) = candidates.next() else { return Found::None };
    let others: Vec<&Place> = candidates
        .filter(|other| {
            other.zone != first.zone || first.km_to(other.lat, other.lon) > SAME_PLACE_KM
        })
        .collect();
    match others.iter().map(|other| other.population).max() {
        None => Found::One(first),
        Some(next) if first.population >= next.saturating_mul(DOMINANT_RATIO) => {
            Found::Likely(first, others)
        }
        Some(_) => Found::Several([vec![first], others].concat()),
    }
}

#[cfg(test)]
mod tests;

/// Unpacks one of the tables. They are part of the program, so damage is a fault of the build.
fn unpack(table: &[u8]) -> String {
    let bytes =
        zstd::decode_all(table).expect("the embedded tables were packed by `cargo xtask places`");
    String::from_utf8(bytes).expect("the embedded tables are written as UTF-8")
}
