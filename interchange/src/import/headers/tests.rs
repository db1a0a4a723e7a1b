//! Headings of real files and what they are about.

use super::*;

#[test]
fn headings_of_many_languages_are_understood() {
    for (heading, role) in [
        ("Date", Role::Date),
        ("show_date", Role::Date),
        ("eventDate", Role::Date),
        ("Date (2026)", Role::Date),
        (":isodate", Role::Date),
        ("Datum", Role::Date),
        ("Fecha", Role::Date),
        ("Data", Role::Date),
        ("datetime", Role::Date),
        ("Longtitude", Role::Lon),
        ("Città", Role::City),
        ("Miasto", Role::City),
        ("Ort", Role::City),
        ("Veranstaltungsort", Role::Venue),
        ("Salle", Role::Venue),
        ("venuename", Role::Venue),
        ("Venue Name", Role::Venue),
        ("City, State", Role::Location),
        ("Date/Time", Role::Date),
        ("Ort / Land", Role::Location),
        ("País", Role::Country),
        ("Pays", Role::Country),
        ("Uhrzeit", Role::Clock),
        ("Show Time", Role::Clock),
        ("Ora", Role::Clock),
        ("Tour title", Role::Tour),
        ("venue_id", Role::Id),
        ("Doors", Role::Other),
        ("on_sale_datetime", Role::Other),
        ("lastUpdated", Role::Other),
        ("Attendance", Role::Other),
        ("", Role::Other),
    ] {
        assert_eq!(meaning(heading).role, role, "{heading}");
    }
}

#[test]
fn a_path_is_read_from_its_end() {
    for (path, role) in [
        ("venue.name", Role::Venue),
        ("venue.city", Role::City),
        ("venue.city.name", Role::City),
        ("venue.city.country.code", Role::Country),
        ("venue.city.stateCode", Role::Region),
        ("venue.city.coords.long", Role::Lon),
        ("venue.id", Role::Id),
        ("location.name", Role::Venue),
        ("location.address.addressLocality", Role::City),
        ("location.geo.latitude", Role::Lat),
        ("tour.name", Role::Tour),
        ("artist.name", Role::Artist),
        ("_embedded.venues.name", Role::Venue),
        ("start.dateTime", Role::Date),
        ("start.timeZone", Role::Zone),
        ("end.dateTime", Role::EndDate),
        ("dates.start.localDate", Role::Date),
        ("dates.start.localTime", Role::Clock),
        ("offers.validFrom", Role::Other),
        ("sets.set.song.name", Role::Other),
        ("name", Role::Title),
    ] {
        assert_eq!(meaning(path).role, role, "{path}");
    }
}

#[test]
fn only_foreign_headings_prove_that_the_day_comes_first() {
    let first = |headings: &[&str]| {
        write_day_first(&headings.iter().map(|heading| meaning(heading)).collect::<Vec<_>>())
    };
    assert!(first(&["Date", "Ville", "Salle"]));
    assert!(first(&["Datum", "Ort"]));
    assert!(!first(&["Date", "Venue"]));
    assert!(!first(&["Datum", "City"]));
}

#[test]
fn a_heading_may_name_the_year() {
    assert_eq!(year_in("Date (2026)"), Some(2026));
    assert_eq!(year_in("Dates 2026/2027"), None);
    assert_eq!(year_in("Date"), None);
}
