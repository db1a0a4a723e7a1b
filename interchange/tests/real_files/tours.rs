//! Every tour imports whole.

use super::{data, import, warnings};
use domain::time::Zone;
use interchange::import::{Severity, ZoneFrom};

#[test]
fn every_tour_imports_with_no_row_lost() {
    let Some(data) = data() else { return };
    let tours = data.join("tours");
    for (names, format, rows, events) in [
        (&["u2-360.csv"][..], "csv", 110, 110),
        (&["u2-360.xlsx"], "xlsx", 110, 110),
        (&["metallica-worldwired.csv"], "csv", 166, 166),
        (&["grateful-dead-1972.yaml"], "yaml", 86, 86),
        (&["grateful-dead-1990.yaml"], "yaml", 74, 74),
        (&["goose-showdata.csv"], "csv", 749, 749),
        (&["goose-venuedata.csv"], "csv", 413, 0),
        (&["goose-tourdata.csv"], "csv", 38, 0),
        (&["goose-showdata.csv", "goose-tourdata.csv", "goose-venuedata.csv"], "csv", 749, 749),
        (&["goose-venuedata.csv", "goose-showdata.csv"], "csv", 749, 749),
        (&["bandsintown-timberlake.json"], "bandsintown", 35, 35),
        (&["milwaukee-songkick.jsonld"], "json-ld", 48, 48),
        (&["linebreakers-shows.yml"], "yaml", 89, 89),
        (&["widespreadpanic-2026.json"], "json", 34, 34),
        (&["setlistfm-pearljam.json"], "setlist.fm", 5, 5),
    ] {
        let report = import(&tours, names);
        let found = (report.format.as_str(), report.rows, report.events.len());
        assert_eq!(found, (format, rows, events), "{names:?}");
    }
}

#[test]
fn wrong_coordinates_are_reported_and_replaced_by_the_city() {
    let Some(data) = data() else { return };
    let report = import(&data.join("tours"), &["metallica-worldwired.csv"]);
    let sao_paulo =
        report.events.iter().find(|event| event.city.as_deref() == Some("São Paulo")).unwrap();
    assert_eq!(sao_paulo.zone.map(Zone::name), Some("America/Sao_Paulo"));
    assert_eq!(sao_paulo.zone_from, Some(ZoneFrom::City));
    assert!(sao_paulo.lat.unwrap() < -23.0, "{sao_paulo:?}");
    assert!(warnings(&report, sao_paulo.row)[0].contains("2485 km from São Paulo"));
    let newton =
        report.events.iter().find(|event| event.city.as_deref() == Some("Newton")).unwrap();
    assert_eq!((newton.zone, newton.lat), (None, None));
    let asked =
        report.problems.iter().find(|p| p.row == Some(newton.row) && !p.candidates.is_empty());
    assert!(asked.unwrap().candidates.contains(&"Newton (IA, US)".to_owned()));
}

#[test]
fn cities_of_one_name_are_asked_about() {
    let Some(data) = data() else { return };
    let report = import(&data.join("tours"), &["u2-360.xlsx"]);
    for city in ["Glendale", "Pasadena", "Arlington"] {
        let event = report.events.iter().find(|event| event.city.as_deref() == Some(city)).unwrap();
        assert_eq!(event.zone, None, "{city}");
        assert!(warnings(&report, event.row)[0].contains("can be several places"), "{city}");
    }
}

#[test]
fn a_placeholder_on_every_row_is_no_time() {
    let Some(data) = data() else { return };
    let report = import(&data.join("tours"), &["linebreakers-shows.yml"]);
    assert!(report.events.iter().all(|event| event.clock.is_none() && event.utc.is_none()));
    assert!(report.problems.iter().any(|p| p.row.is_none() && p.reason.contains("23:59:59")));
    let odesa = report.events.iter().find(|event| event.city.as_deref() == Some("Одеса")).unwrap();
    assert_eq!(odesa.zone.map(Zone::name), Some("Europe/Kyiv"));
    let oslo = report.events.iter().find(|event| event.city.as_deref() == Some("Oslo")).unwrap();
    assert_eq!(oslo.country.as_deref(), Some("NO"));
}

#[test]
fn related_tables_are_joined() {
    let Some(data) = data() else { return };
    let names = ["goose-showdata.csv", "goose-tourdata.csv", "goose-venuedata.csv"];
    let report = import(&data.join("tours"), &names);
    let last = report.events.last().unwrap();
    assert_eq!(last.date.to_string(), "2025-06-21");
    assert_eq!(last.tour.as_deref(), Some("Everything Must Go Summer Tour"));
    assert!(last.venue.is_some() && last.city.is_some(), "{last:?}");
    assert!(
        report
            .events
            .iter()
            .any(|event| event.venue.as_deref() == Some("O'Neill's Irish Pub & Restaurant"))
    );
    assert!(report.events.iter().all(|event| event.venue.is_some() && event.city.is_some()));
    assert!(report.problems.iter().all(|problem| problem.severity == Severity::Warning));
    assert!(
        report
            .events
            .iter()
            .all(|event| event.zone.is_some() || !warnings(&report, event.row).is_empty())
    );
}

#[test]
fn a_run_of_nights_becomes_a_show_each() {
    let Some(data) = data() else { return };
    let report = import(&data.join("tours"), &["widespreadpanic-2026.json"]);
    let milwaukee = report.events.iter().filter(|event| event.city.as_deref() == Some("Milwaukee"));
    let dates: Vec<String> = milwaukee.map(|event| event.date.to_string()).collect();
    assert_eq!(dates, ["2026-10-23", "2026-10-24", "2026-10-25"]);
}
