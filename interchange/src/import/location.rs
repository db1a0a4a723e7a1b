//! A place in words: `Channel 24, Sacramento, CA` is a venue, a city and a state.

use crate::places::{Country, Found, Places, Region, Within};

/// More parts than these are prose.
const PARTS_MAX: usize = 8;

/// What the words say, read from their end.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Location {
    pub(super) venue: Option<String>,
    pub(super) city: Option<String>,
    pub(super) within: Within,
    /// The country and the region as they were written.
    pub(super) country_text: Option<String>,
    pub(super) region_text: Option<String>,
}

/// Parts a place into what it names, looking only where `within` allows. What is left at the front is the venue.
pub(super) fn read(text: &str, within: &Within, places: &Places) -> Location {
    let mut parts: Vec<&str> = text
        .split([',', ';', '|', '•', '·', '\n', '(', ')'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" / "))
        .flat_map(|part| part.split(" – "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    parts.truncate(PARTS_MAX);
    let mut found = Location { within: within.clone(), ..Location::default() };
    if parts.len() > 1 {
        take_country(&mut parts, &mut found, places);
    }
    if parts.len() > 1 {
        take_region(&mut parts, &mut found, places);
    }
    let city = parts.iter().rposition(|part| is_city(part, &found.within, places));
    if let Some(at) = city.filter(|at| {
        *at > 0 || parts.len() == 1 || found.region_text.is_some() || found.country_text.is_some()
    }) {
        found.city = Some(without_postal_code(parts[at]).to_owned());
        parts.truncate(at);
    } else if let ([.., last], true) =
        (parts.as_slice(), found.region_text.is_some() || found.country_text.is_some())
    {
        // Something stands before its state: a city too small to be known.
        found.city = Some(without_postal_code(last).to_owned());
        parts.pop();
    }
    if !parts.is_empty() {
        found.venue = Some(parts.join(", "));
    }
    found
}

fn take_country(parts: &mut Vec<&str>, found: &mut Location, places: &Places) {
    let Some(last) = parts.last() else { return };
    let Some((country, region)) = places.country(last) else { return };
    // "Portland, OR": two letters are a state before they are a country, unless a state stands before them.
    let is_region = !places.regions(last).is_empty() && last.len() <= 3;
    let region_before =
        parts.len() > 2 && !places.regions(region_part(parts[parts.len() - 2])).is_empty();
    if is_region && !region_before && found.within.country.is_none_or(|known| known != country) {
        return;
    }
    found.country_text = Some((*last).to_owned());
    found.within.country = found.within.country.or(Some(country));
    found.within.regions.extend(region);
    parts.pop();
}

fn take_region(parts: &mut Vec<&str>, found: &mut Location, places: &Places) {
    let Some(last) = parts.last() else { return };
    let name = region_part(last);
    let country = found.within.country;
    let of_country = |region: &Region| country.is_none_or(|country| country == region.country);
    let regions: Vec<Region> = places.regions(name).into_iter().filter(of_country).collect();
    if regions.is_empty() {
        return;
    }
    // "Berlin" and "New York" are cities as well as states: one before them decides.
    let is_code = name.len() <= 3 || name.contains('.');
    let inside = Within { country, regions: regions.clone() };
    let city_before = parts.len() > 1 && is_city(parts[parts.len() - 2], &inside, places);
    if !is_code && !city_before && is_city(name, &found.within, places) {
        return;
    }
    found.region_text = Some(name.to_owned());
    found.within.regions = regions;
    parts.pop();
}

/// `CA 90210` without its postal code.
fn region_part(part: &str) -> &str {
    part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-' || c == ' ')
}

fn without_postal_code(part: &str) -> &str {
    let words = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c == ' ');
    if words.is_empty() { part } else { words }
}

fn is_city(part: &str, within: &Within, places: &Places) -> bool {
    !matches!(places.decide(without_postal_code(part), within), Found::None)
}

/// The countries that a list of regions is in, when it is one.
pub(super) fn only_country(regions: &[Region]) -> Option<Country> {
    let first = regions.first()?.country;
    regions.iter().all(|region| region.country == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> (String, String, String) {
        let found = read(text, &Within::default(), Places::embedded());
        let country = found.within.country.or(only_country(&found.within.regions));
        let country = country.map_or_else(String::new, |country| country.to_string());
        (found.venue.unwrap_or_default(), found.city.unwrap_or_default(), country)
    }

    #[test]
    fn a_place_in_words_is_parted() {
        for (text, venue, city, country) in [
            ("Channel 24, Sacramento, CA", "Channel 24", "Sacramento", "US"),
            ("Covington, KY, USA", "", "Covington", "US"),
            ("London, Ontario, Canada", "", "London", "CA"),
            ("Royal Albert Hall, London, UK", "Royal Albert Hall", "London", "GB"),
            ("Paris, France", "", "Paris", "FR"),
            ("Berlin", "", "Berlin", ""),
            ("Columbiahalle, Berlin", "Columbiahalle", "Berlin", ""),
            (
                "Madison Square Garden, 4 Penn Plaza, New York, NY 10001",
                "Madison Square Garden, 4 Penn Plaza",
                "New York",
                "US",
            ),
            ("Sporthalle, 22297 Hamburg, Germany", "Sporthalle", "Hamburg", "DE"),
            ("Somewhere, CT, USA", "", "Somewhere", "US"),
            ("Ch 10", "Ch 10", "", ""),
            ("Room 5, Main building", "Room 5, Main building", "", ""),
        ] {
            let expected = (venue.to_owned(), city.to_owned(), country.to_owned());
            assert_eq!(parted(text), expected, "{text}");
        }
    }
}
