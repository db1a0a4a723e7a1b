//! The real engines, asked by a real server, on the map that the test draws.

use domain::geo::great_circle_km;
use domain::routing::RoadEngine::{self, Osrm, Valhalla};
use harness::{Database, TestApp, Tour};
use serde_json::Value;

use super::engines::Real;
use super::map::{self, BIELSKO, BRNO, BUDAPEST, GRAZ, HAMBURG, KRAKOW, PRAHA, Town, WIEN};
use super::{andorra, app_with, drives, sources, tour_through, visit};

/// Longer than any answer of this machine to itself.
const PATIENT_MS: u64 = 20_000;
/// The way goes back and forth, so that both directions are asked for, and to two towns to which no
/// road of this map leads.
const TOWNS: [Town; 7] = [KRAKOW, BRNO, WIEN, GRAZ, BRNO, PRAHA, HAMBURG];

#[tokio::test]
async fn drives_are_those_of_osrm_as_far_as_its_map_goes() {
    drives_are_those_of(Osrm).await;
}

#[tokio::test]
async fn drives_are_those_of_valhalla_as_far_as_its_map_goes() {
    drives_are_those_of(Valhalla).await;
}

async fn drives_are_those_of(kind: RoadEngine) {
    let folder = tempfile::tempdir().unwrap();
    let Some(mut engine) = Real::over(kind, &map::draw(folder.path())).await else { return };
    for database in Database::each().await {
        let app = app_with(database, kind, &engine.url, PATIENT_MS).await;
        let tour = tour_through(&app, &TOWNS).await;
        let (known, none) = ((kind.name(), None), ("estimate", Some("no_road")));
        let found = drives(&tour).await;
        assert_eq!(sources(&found), [known, known, known, known, none, none]);
        for (drive, ends) in found.iter().zip(TOWNS.windows(2)).take(4) {
            roads_bend_and_a_bus_is_slow(drive, ends);
        }
        app.end().await;
    }
    let towns = [KRAKOW, BIELSKO, BRNO, WIEN, GRAZ, BUDAPEST];
    andorra::print_errors(&engine, "the map of the test", &towns).await;
    what_is_known_stays_when_it_is_gone(&mut engine).await;
}

/// Every road of the map is some way longer than the great circle and much shorter than a detour.
fn roads_bend_and_a_bus_is_slow(drive: &Value, ends: &[Town]) {
    let [from, to] = [ends[0], ends[1]];
    let straight = great_circle_km(from.2, from.3, to.2, to.3);
    let (km, minutes) = (drive["km"].as_f64().unwrap(), drive["driving_minutes"].as_f64().unwrap());
    assert!((straight..straight * 1.4).contains(&km), "{km} km for {straight}: {drive}");
    let kmh = km / minutes * 60.0;
    assert!((40.0..=82.0).contains(&kmh), "a bus at {kmh} km/h: {drive}");
}

async fn what_is_known_stays_when_it_is_gone(engine: &mut Real) {
    let app = app_with(Database::sqlite().await, engine.kind, &engine.url, PATIENT_MS).await;
    let tour: Tour<'_> = tour_through(&app, &[KRAKOW, BRNO, WIEN]).await;
    let before = drives(&tour).await;
    engine.kill().await;
    visit(&tour, "2026-10-04", &BUDAPEST).await;
    let after = drives(&tour).await;
    assert_eq!(after[..2], before);
    assert_eq!(sources(&after)[2], ("estimate", Some("unreachable")));
    let without = TestApp::on(Database::sqlite().await).await;
    let plain = drives(&tour_through(&without, &[WIEN, BUDAPEST]).await).await;
    assert_eq!(after[2]["km"], plain[0]["km"]);
    without.end().await;
    app.end().await;
}
