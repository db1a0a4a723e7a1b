//! Rows and where their shows are.

use crate::import::{Event, SourceFile, ZoneFrom, read};
use crate::places::Places;

/// The event of one row, and the reasons of its problems.
fn placed(headings: &str, row: &str) -> (Event, Vec<String>) {
    let text = format!("Date,{headings}\n2026-07-12,{row}\n");
    let report = read(&[SourceFile { name: "a.csv", bytes: text.as_bytes() }], Places::embedded());
    let reasons = report.problems.iter().map(|problem| problem.reason.clone()).collect();
    (report.events.into_iter().next().unwrap(), reasons)
}

fn zone(event: &Event) -> (&'static str, Option<ZoneFrom>) {
    (event.zone.map_or("-", domain::time::Zone::name), event.zone_from)
}

#[test]
fn the_zone_follows_from_the_file_then_the_coordinates_then_the_city() {
    let (event, _) = placed("City,Country", "Indianapolis,USA");
    assert_eq!(zone(&event), ("America/Indiana/Indianapolis", Some(ZoneFrom::City)));
    let (event, _) = placed("City,Lat,Lon", "Harris,45.70335,-87.34363");
    assert_eq!(zone(&event), ("America/Menominee", Some(ZoneFrom::Coordinates)));
    let (event, reasons) =
        placed("City,Country,Timezone", "Berlin,Germany,W. Europe Standard Time");
    assert_eq!(zone(&event), ("Europe/Berlin", Some(ZoneFrom::File)));
    assert!(reasons.is_empty(), "{reasons:?}");
}

#[test]
fn a_zone_at_another_time_than_its_place_is_reported() {
    let (event, reasons) = placed("City,Country,Timezone", "Berlin,Germany,Europe/London");
    assert_eq!(zone(&event), ("Europe/London", Some(ZoneFrom::File)));
    assert!(reasons[0].contains("the place is in Europe/Berlin"), "{reasons:?}");
}

#[test]
fn coordinates_choose_between_cities_of_one_name() {
    let (event, reasons) = placed("City,Country,Lat,Lon", "Springfield,USA,37.2,-93.3");
    assert_eq!(zone(&event), ("America/Chicago", Some(ZoneFrom::Coordinates)));
    assert!(reasons.is_empty(), "{reasons:?}");
}

#[test]
fn coordinates_that_cannot_be_true_are_reported_and_not_used() {
    for (point, reason) in [
        ("-1.2043218,-47.1583944", "km from São Paulo"),
        ("-46.63,-23.55", "exchanged"),
        ("0,0", "not known"),
        ("190,95", "outside the globe"),
        ("45,-40", "at sea"),
        ("north,west", "no coordinates"),
    ] {
        let (event, reasons) = placed("City,Country,Lat,Lon", &format!("São Paulo,Brazil,{point}"));
        assert_eq!(zone(&event), ("America/Sao_Paulo", Some(ZoneFrom::City)), "{point}");
        assert!(reasons[0].contains(reason), "{point}: {reasons:?}");
    }
}

#[test]
fn coordinates_deep_in_another_country_are_not_believed() {
    let (event, reasons) = placed("City,Country,Lat,Lon", "Nowhereville,Ireland,52.52,13.4");
    assert_eq!((event.zone, event.lat), (None, None));
    assert!(reasons[0].contains("are not in IE"), "{reasons:?}");
    let (event, _) = placed("City,Country,Lat,Lon", "Slane,Ireland,53.7090675,-6.5426177");
    assert_eq!(zone(&event), ("Europe/Dublin", Some(ZoneFrom::Coordinates)));
}

#[test]
fn a_place_in_words_is_understood_in_any_column() {
    for (heading, row) in [
        ("Location", "\"Fenway Park, Boston, MA\""),
        ("Where", "\"Fenway Park, Boston, MA, USA\""),
        ("Venue", "\"Fenway Park, Boston, MA\""),
        ("\"Venue, City\"", "\"Fenway Park, Boston, Massachusetts\""),
    ] {
        let (event, _) = placed(heading, row);
        let found = (event.venue.as_deref(), event.city.as_deref(), event.country.as_deref());
        assert_eq!(found, (Some("Fenway Park"), Some("Boston"), Some("US")), "{heading}");
        assert_eq!(zone(&event).0, "America/New_York");
    }
}

#[test]
fn a_city_too_small_to_be_known_leaves_the_zone_open_and_says_which_it_can_be() {
    let text = "Date,City,State\n2026-07-12,Somewhere,CT\n";
    let report = read(&[SourceFile { name: "a.csv", bytes: text.as_bytes() }], Places::embedded());
    assert_eq!(report.events[0].zone, None);
    assert_eq!(report.events[0].country.as_deref(), Some("US"));
    assert_eq!(report.problems[0].candidates, ["America/New_York"]);
}

#[test]
fn countries_are_given_by_their_codes() {
    for (country, code) in
        [("England", "GB"), ("Korea, South", "KR"), ("Deutschland", "DE"), ("Atlantis", "Atlantis")]
    {
        let (event, _) = placed("City,Country", &format!("Nowhereville,\"{country}\""));
        assert_eq!(event.country.as_deref(), Some(code));
    }
}
