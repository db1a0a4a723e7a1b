//! What the embedded tables answer.

use super::*;

fn within(country: &str, region: &str) -> Within {
    let places = Places::embedded();
    Within {
        country: places.country(country).map(|(country, _)| country),
        regions: if region.is_empty() { Vec::new() } else { places.regions(region) },
    }
}

fn decided(name: &str, country: &str, region: &str) -> String {
    match Places::embedded().decide(name, &within(country, region)) {
        Found::One(place) => format!("{} {}", place.country, place.zone),
        Found::Likely(place, _) => format!("likely {} {}", place.country, place.zone),
        Found::Several(places) => format!("{} candidates", places.len()),
        Found::None => "none".to_owned(),
    }
}

#[test]
fn a_city_is_found_under_the_names_people_use() {
    for (name, country, zone) in [
        ("New York", "USA", "US America/New_York"),
        ("new york city", "United States", "US America/New_York"),
        ("Cologne", "Germany", "DE Europe/Berlin"),
        ("Koeln", "Deutschland", "DE Europe/Berlin"),
        ("Mailand", "Italien", "IT Europe/Rome"),
        ("Warszawa", "Polska", "PL Europe/Warsaw"),
        ("Saint Louis", "US", "US America/Chicago"),
        ("St. Petersburg", "Russia", "RU Europe/Moscow"),
        ("Bogota", "Colombia", "CO America/Bogota"),
        ("Одеса", "Ukraine", "UA Europe/Kyiv"),
        ("Mexico City", "Mexico", "MX America/Mexico_City"),
        ("Århus", "Danmark", "DK Europe/Copenhagen"),
    ] {
        let answer = decided(name, country, "");
        assert_eq!(answer.trim_start_matches("likely "), zone, "{name} in {country}");
    }
}

#[test]
fn a_name_that_several_cities_share_is_not_decided() {
    for (name, country) in
        [("Springfield", "US"), ("Portland", "US"), ("Glendale", "US"), ("Birmingham", "")]
    {
        assert!(decided(name, country, "").ends_with("candidates"), "{name} in {country:?}");
    }
}

#[test]
fn a_state_decides_between_cities_of_one_name() {
    assert_eq!(decided("Springfield", "US", "MA"), "US America/New_York");
    assert_eq!(decided("Springfield", "", "Missouri"), "US America/Chicago");
    assert_eq!(decided("Portland", "United States", "Ore."), "US America/Los_Angeles");
    assert_eq!(decided("London", "", "Ontario"), "CA America/Toronto");
    assert_eq!(decided("Springfield", "US", "AK"), "none");
}

#[test]
fn a_far_bigger_city_is_likely_and_the_others_are_named() {
    let Found::Likely(place, others) = Places::embedded().decide("London", &Within::default())
    else {
        panic!("London is not likely");
    };
    assert_eq!((place.country.code(), place.zone.name()), ("GB", "Europe/London"));
    assert!(others.iter().any(|place| place.label().contains("CA")), "{others:?}");
}

#[test]
fn coordinates_give_the_zone_on_land_and_nothing_at_sea() {
    let zone = |lat, lon| Places::embedded().zone_at(lat, lon).map(Zone::name);
    assert_eq!(zone(39.7639, -86.1554), Some("America/Indiana/Indianapolis"));
    assert_eq!(zone(45.7033, -87.3436), Some("America/Menominee"));
    assert_eq!(zone(30.0, -40.0), None);
    assert_eq!(zone(91.0, 0.0), None);
    assert_eq!(zone(f64::NAN, 0.0), None);
}

#[test]
fn the_nearest_place_is_found_across_the_table() {
    let (place, km) = Places::embedded().nearest(52.52, 13.41, 50.0).unwrap();
    assert_eq!((place.country.code(), km < 10.0), ("DE", true));
    assert!(Places::embedded().nearest(0.0, -30.0, 100.0).is_none());
}

#[test]
fn airports_are_found_by_code() {
    let airport = Places::embedded().airport(" fra ").unwrap();
    assert_eq!(airport.zone.map(Zone::name), Some("Europe/Berlin"));
    assert!(Places::embedded().airport("???").is_none());
}

#[test]
fn countries_are_found_in_many_languages() {
    for (name, code) in [
        ("Germany", "DE"),
        ("Allemagne", "DE"),
        ("Niemcy", "DE"),
        ("deu", "DE"),
        ("U.K.", "GB"),
        ("Korea, South", "KR"),
        ("Czech Republic", "CZ"),
        ("Estados Unidos", "US"),
        ("Türkiye", "TR"),
        ("Hong Kong", "HK"),
        ("Georgia", "GE"),
    ] {
        let found = Places::embedded().country(name).map(|(country, _)| country.to_string());
        assert_eq!(found.as_deref(), Some(code), "{name}");
    }
    let (country, region) = Places::embedded().country("Schottland").unwrap();
    assert_eq!((country.code(), region.map(|region| region.admin1)), ("GB", Some("SCT")));
    assert!(Places::embedded().country("Atlantis").is_none());
}
