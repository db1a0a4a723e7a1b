//! Where a row's show is, and in which zone.
//!
//! A zone the file names comes first, then the one its coordinates lie in, then the city's. Coordinates farther
//! than 100 km from the city they are given for are not believed: the city's own are taken, and it is said.
//! A city whose name several places share is decided by country and state, by the file's coordinates, or by one
//! place having ten times the people of any other, which is said too. What is left open is asked.

use chrono::NaiveDate;
use domain::time::{Zone, zone_at};

use super::{
    headers::Role,
    location::{self, Location},
    position::{self, Point},
    report::{Problem, ZoneFrom},
    row::{Field, Row},
    zones,
};
use crate::places::{Country, Found, Place, Places, Within};

/// Coordinates farther than this from their city are wrong, or the city is.
const CITY_REACH_KM: f64 = 100.0;

/// What can be said of where a show is.
#[derive(Debug, Default)]
pub(super) struct Spot {
    pub(super) venue: Option<String>,
    pub(super) city: Option<String>,
    pub(super) region: Option<String>,
    pub(super) country: Option<String>,
    pub(super) address: Option<String>,
    pub(super) lat: Option<f64>,
    pub(super) lon: Option<f64>,
    pub(super) zone: Option<Zone>,
    pub(super) zone_from: Option<ZoneFrom>,
}

impl Spot {
    fn at(&mut self, lat: f64, lon: f64, zone: Zone, from: ZoneFrom) {
        (self.lat, self.lon) = (Some(lat), Some(lon));
        (self.zone, self.zone_from) = (Some(zone), Some(from));
    }
}

/// Places one row; the problems are warnings, for a show without a known place is still a show.
pub(super) fn place(row: &Row, date: NaiveDate, places: &Places) -> (Spot, Vec<Problem>) {
    let mut problems = Vec::new();
    let named = Named::of(row, places, &mut problems);
    let (point, wrong) = position::of_row(row, places);
    problems.extend(wrong);
    let mut spot = Spot {
        venue: named.venue.clone(),
        city: named.city.clone(),
        region: named.region.clone(),
        address: address(row),
        ..Spot::default()
    };
    let city = find_city(&mut spot, &named, point, places, &mut problems);
    let known = named.within.country.or(city.map(|place| place.country));
    let known = known.or_else(|| location::only_country(&named.within.regions));
    spot.country = known.map(|country| country.to_string()).or(named.country.clone());
    zone_of_file(&mut spot, row, date, &mut problems);
    if spot.zone.is_none()
        && let Some((_, text)) = row.text(Role::CalendarZone)
        && let Ok(zone) = zones::named(&text)
    {
        (spot.zone, spot.zone_from) = (Some(zone), Some(ZoneFrom::File));
    }
    if spot.zone.is_none() && problems.is_empty() {
        let reason = "nothing in the row says where the show is, so its zone is not known";
        problems.push(Problem::warning(reason));
    }
    (spot, problems)
}

/// What the row calls its place.
#[derive(Debug, Default)]
struct Named {
    venue: Option<String>,
    city: Option<String>,
    region: Option<String>,
    country: Option<String>,
    within: Within,
    /// The column that the city stands in.
    column: String,
}

impl Named {
    fn of(row: &Row, places: &Places, problems: &mut Vec<Problem>) -> Self {
        let text = |role| row.text(role).map(|(_, text)| text);
        let mut named = Self {
            venue: text(Role::Venue),
            region: text(Role::Region),
            country: text(Role::Country),
            ..Self::default()
        };
        named.read_country(row, places, problems);
        if let Some(region) = &named.region {
            let country = named.within.country;
            let regions = places.regions(region).into_iter();
            let regions: Vec<_> =
                regions.filter(|r| country.is_none_or(|c| c == r.country)).collect();
            match places.country(region) {
                Some((found, _)) if regions.is_empty() && country.is_none() => {
                    named.within.country = Some(found);
                }
                _ if !regions.is_empty() => named.within.regions = regions,
                _ => {}
            }
        }
        named.read_city(row, places);
        named
    }

    fn read_country(&mut self, row: &Row, places: &Places, problems: &mut Vec<Problem>) {
        let Some((field, text)) = row.text(Role::Country) else { return };
        match places.country(&text) {
            Some((country, region)) => {
                self.within.country = Some(country);
                self.within.regions.extend(region);
            }
            None => problems.push(
                Problem::warning(format!("`{text}` is not a country that is known"))
                    .about(&field.column, &text),
            ),
        }
    }

    /// The city stands in its own column, in a place in words, or behind the venue or the street.
    fn read_city(&mut self, row: &Row, places: &Places) {
        let city = row.text(Role::City);
        let place = row.text(Role::Location);
        let sentence = |role| row.text(role).filter(|(_, text)| text.contains(','));
        let behind = || sentence(Role::Venue).or_else(|| sentence(Role::Address));
        let Some((field, text)) = city.clone().or(place).or_else(behind) else { return };
        self.column.clone_from(&field.column);
        if city.is_some() && (self.finds(&text, places) || !text.contains([',', '(', '/', '|'])) {
            self.city = Some(text);
            return;
        }
        let found = location::read(&text, &self.within, places);
        let behind_another = matches!(field.role, Role::Venue | Role::Address);
        if behind_another
            && (found.city.is_none() || found.country_text.is_none() && found.region_text.is_none())
        {
            return;
        }
        self.take(found, field);
    }

    fn finds(&self, city: &str, places: &Places) -> bool {
        !places.find(city, &self.within).is_empty()
    }

    fn take(&mut self, found: Location, field: &Field) {
        let in_its_column = field.role == Role::City && found.city.is_none();
        self.city = if in_its_column { found.venue.clone() } else { found.city };
        if field.role != Role::Address && (self.venue.is_none() || field.role == Role::Venue) {
            self.venue = found.venue.filter(|_| !in_its_column).or(self.venue.take());
        }
        self.region = self.region.take().or(found.region_text);
        self.country = self.country.take().or(found.country_text);
        self.within = found.within;
    }
}

fn address(row: &Row) -> Option<String> {
    let parts = [Role::Address, Role::PostalCode].into_iter().filter_map(|role| row.text(role));
    let parts: Vec<String> = parts.map(|(_, text)| text).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Puts the show at the file's coordinates or at its city; gives the city when it is certain which.
fn find_city<'p>(
    spot: &mut Spot,
    named: &Named,
    point: Option<Point>,
    places: &'p Places,
    problems: &mut Vec<Problem>,
) -> Option<&'p Place> {
    let Some(city) = &named.city else {
        if let Some(point) = point {
            trust_in_country(spot, named, point, places, problems);
        }
        return None;
    };
    let candidates = places.find(city, &named.within);
    let Some(point) = point else {
        return at_city(spot, named, city, places, problems);
    };
    let nearest = candidates
        .iter()
        .map(|place| (*place, place.km_to(point.lat, point.lon)))
        .min_by(|(_, a), (_, b)| a.total_cmp(b));
    match nearest {
        None => {
            trust_in_country(spot, named, point, places, problems);
            None
        }
        Some((place, km)) if km <= CITY_REACH_KM => {
            spot.at(point.lat, point.lon, point.zone, ZoneFrom::Coordinates);
            Some(place)
        }
        Some((place, km)) => {
            let exchanged = candidates.iter().any(|place| {
                place.km_to(point.lon, point.lat) <= CITY_REACH_KM && point.lon.abs() <= 90.0
            });
            let hint = if exchanged { "; latitude and longitude seem exchanged" } else { "" };
            let reason = format!(
                "the coordinates {}, {} are {km:.0} km from {}{hint}; they were not used",
                point.lat,
                point.lon,
                place.label()
            );
            problems.push(Problem::warning(reason).about(&named.column, city));
            at_city(spot, named, city, places, problems)
        }
    }
}

/// Puts the show at its city, when it is certain enough which city that is.
fn at_city<'p>(
    spot: &mut Spot,
    named: &Named,
    city: &str,
    places: &'p Places,
    problems: &mut Vec<Problem>,
) -> Option<&'p Place> {
    let labels = |places: &[&Place]| places.iter().map(|place| place.label()).collect::<Vec<_>>();
    let (place, problem) = match places.decide(city, &named.within) {
        Found::One(place) => (Some(place), None),
        Found::Likely(place, others) => {
            let reason =
                format!("`{city}` was taken for {}, by far the largest of its name", place.label());
            (Some(place), Some(Problem::warning(reason).with_candidates(labels(&others))))
        }
        Found::Several(all) => {
            let reason =
                format!("`{city}` can be several places; name its state, its country or its zone");
            (None, Some(Problem::warning(reason).with_candidates(labels(&all))))
        }
        Found::None => {
            let reason = format!(
                "`{city}` is not among the places that are known{}, so its zone is not known; give the row a \
                 zone or coordinates",
                inside(&named.within)
            );
            let zones = zones_inside(&named.within, places);
            (None, Some(Problem::warning(reason).with_candidates(zones)))
        }
    };
    problems.extend(problem.map(|problem| problem.about(&named.column, city)));
    if let Some(place) = place {
        spot.at(place.lat, place.lon, place.zone, ZoneFrom::City);
    }
    place
}

/// The zones an unknown place can be in, where its country or state leaves few.
fn zones_inside(within: &Within, places: &Places) -> Vec<String> {
    if *within == Within::default() {
        return Vec::new();
    }
    places.zones_in(within).into_iter().map(|zone| zone.name().to_owned()).collect()
}

fn inside(within: &Within) -> String {
    let mut parts: Vec<&str> = within.regions.iter().map(|region| region.admin1).collect();
    let letters = |part: &&str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts.retain(letters);
    let country = within.country.or_else(|| location::only_country(&within.regions));
    parts.extend(country.as_ref().map(Country::code));
    if parts.is_empty() { String::new() } else { format!(" in {}", parts.join(", ")) }
}

/// Coordinates of a place that no table knows are believed, unless they lie deep in another country.
fn trust_in_country(
    spot: &mut Spot,
    named: &Named,
    point: Point,
    places: &Places,
    problems: &mut Vec<Problem>,
) {
    let (lat, lon) = (point.lat, point.lon);
    if let Some(country) = named.within.country
        && let Some((place, km)) = places.nearest(lat, lon, CITY_REACH_KM)
        && place.country != country
        && places.nearest_in(country, lat, lon, CITY_REACH_KM).is_none()
    {
        let reason = format!(
            "the coordinates {lat}, {lon} are not in {country}: they are {km:.0} km from {}; they were not used",
            place.label()
        );
        problems.push(Problem::warning(reason));
        return;
    }
    spot.at(lat, lon, point.zone, ZoneFrom::Coordinates);
}

/// A zone that the file names comes before any other; it is said when their clocks differ that day.
fn zone_of_file(spot: &mut Spot, row: &Row, date: NaiveDate, problems: &mut Vec<Problem>) {
    let Some((field, text)) = row.text(Role::Zone) else { return };
    match zones::named(&text) {
        Err(reason) => problems.push(Problem::warning(reason).about(&field.column, &text)),
        Ok(zone) => {
            let noon = date.and_hms_opt(12, 0, 0).map(|noon| noon.and_utc());
            let differ = |own: Zone| {
                noon.is_some_and(|noon| {
                    zone_at(own, noon).offset_minutes != zone_at(zone, noon).offset_minutes
                })
            };
            if let Some(own) = spot.zone.filter(|own| differ(*own)) {
                let reason = format!(
                    "the file says {zone}, but the place is in {own}, which is at another time"
                );
                problems.push(Problem::warning(reason).about(&field.column, &text));
            }
            (spot.zone, spot.zone_from) = (Some(zone), Some(ZoneFrom::File));
        }
    }
}

#[cfg(test)]
mod tests;
