//! What an engine has said is kept, and one that has failed is left alone for a while.

use chrono::TimeDelta;
use domain::routing::RoadEngine::Osrm;
use harness::{Database, TestApp, Tour, each_database};
use sea_orm::ConnectionTrait as _;
use serde_json::json;

use super::fake::{Fake, ok, roads, with_status};
use super::map::{BRNO, BUDAPEST, GRAZ, KRAKOW, WIEN};
use super::{app_with, drives, sources, tour_through, visit};

const PATIENT_MS: u64 = 20_000;
const KNOWN: (&str, Option<&str>) = ("osrm", None);
const DOWN: (&str, Option<&str>) = ("estimate", Some("unreachable"));

async fn good() -> Fake {
    Fake::knowing(Osrm, |metres, seconds| (json!(metres), json!(seconds))).await
}

fn recovers(fake: &Fake) {
    let usual = |metres: f64, seconds: f64| (json!(metres), json!(seconds));
    fake.answer(move |question| Some(ok(&roads(Osrm, question, usual))));
}

fn fails(fake: &Fake) {
    fake.answer(|_| Some(with_status("503 Service Unavailable", "text/plain", "starting")));
}

async fn etag(tour: &Tour<'_>) -> String {
    tour.get(&tour.manager, "/routing").await.header("etag").unwrap().to_owned()
}

#[tokio::test]
async fn a_road_is_asked_for_once_whoever_looks_and_however_often_the_server_restarts() {
    for database in Database::each().await {
        let fake = good().await;
        let app = app_with(database, Osrm, &fake.url, PATIENT_MS).await;
        let tour = tour_through(&app, &[KRAKOW, BRNO, WIEN]).await;
        assert_eq!(sources(&drives(&tour).await), [KNOWN; 2]);
        assert_eq!(fake.n_asked(), 1, "one table");
        let seen = etag(&tour).await;
        let crew = tour.join("Chris", &[("everyone", "read")]).await;
        tour.get(&crew, "/routing").await.must_succeed();
        tour.record("everyone", "note", json!({ "body": "Parking is tight" })).await;
        assert_eq!(sources(&drives(&tour).await), [KNOWN; 2]);
        assert_eq!((fake.n_asked(), etag(&tour).await), (1, seen.clone()));

        let beside = app.beside().await;
        assert_eq!(etag(&tour.through(&beside)).await, seen);
        beside.end().await;
        fails(&fake);
        let (id, org, manager, scopes) =
            (tour.id, tour.org, tour.manager.clone(), tour.scopes.clone());
        let app = app.restarted().await;
        let tour = Tour { app: &app, id, org, manager, scopes };
        assert_eq!((etag(&tour).await, fake.n_asked()), (seen, 1));

        // Only what is new is asked for, and only that is estimated.
        visit(&tour, "2026-10-04", &GRAZ).await;
        assert_eq!(sources(&drives(&tour).await), [KNOWN, KNOWN, DOWN]);
        assert_eq!(fake.n_asked(), 2);
        app.end().await;
    }
}

#[tokio::test]
async fn an_engine_that_has_failed_is_left_alone_for_half_a_minute_and_then_asked_again() {
    let fake = good().await;
    fails(&fake);
    let app = app_with(Database::sqlite().await, Osrm, &fake.url, PATIENT_MS).await;
    let tour = tour_through(&app, &[KRAKOW, BRNO, WIEN]).await;
    assert_eq!(sources(&drives(&tour).await), [DOWN; 2]);
    let (asked, seen) = (fake.n_asked(), etag(&tour).await);
    assert_eq!(asked, 1);
    recovers(&fake);
    // Neither the same tour nor another asks it.
    let other = tour_through(&app, &[WIEN, BUDAPEST]).await;
    app.clock().advance(TimeDelta::seconds(29));
    assert_eq!(sources(&drives(&other).await), [DOWN]);
    assert_eq!((etag(&tour).await, fake.n_asked()), (seen.clone(), asked));
    app.clock().advance(TimeDelta::seconds(1));
    assert_eq!(sources(&drives(&tour).await), [KNOWN; 2]);
    assert_eq!(sources(&drives(&other).await), [KNOWN]);
    assert_ne!(etag(&tour).await, seen, "the estimates that stood in are not kept");
    app.end().await;
}

#[tokio::test]
async fn a_road_is_asked_for_again_after_a_season_and_one_that_was_not_found_after_a_day() {
    let fake = good().await;
    let app = app_with(Database::sqlite().await, Osrm, &fake.url, PATIENT_MS).await;
    let tour = tour_through(&app, &[KRAKOW, BRNO]).await;
    let first = drives(&tour).await;
    let no_road = with_status("400 Bad Request", "application/json", r#"{"code":"NoRoute"}"#);
    fake.answer(move |_| Some(no_road.clone()));
    visit(&tour, "2026-10-03", &WIEN).await;
    assert_eq!(sources(&drives(&tour).await), [KNOWN, ("estimate", Some("no_road"))]);
    assert_eq!(fake.n_asked(), 2);
    app.clock().advance(TimeDelta::hours(23));
    drives(&tour).await;
    assert_eq!(fake.n_asked(), 2);
    recovers(&fake);
    app.clock().advance(TimeDelta::hours(1));
    assert_eq!(sources(&drives(&tour).await), [KNOWN; 2]);
    assert_eq!(fake.n_asked(), 3);

    app.clock().advance(TimeDelta::days(90));
    let longer = |metres: f64, seconds: f64| (json!(metres * 1.1), json!(seconds));
    fake.answer(move |question| Some(ok(&roads(Osrm, question, longer))));
    let tour = log_in_again(&tour).await;
    let again = drives(&tour).await;
    assert!(again[0]["km"].as_f64() > first[0]["km"].as_f64(), "{again:?}");
    fails(&fake);
    app.clock().advance(TimeDelta::days(90));
    let tour = log_in_again(&tour).await;
    // A road that is known from long ago is better than none.
    assert_eq!(drives(&tour).await, again);
    app.end().await;
}

/// A log-in ends sooner than a road.
async fn log_in_again<'a>(tour: &Tour<'a>) -> Tour<'a> {
    let mut tour = tour.through(tour.app);
    tour.manager.token = tour.app.log_in(tour.manager.account).await;
    tour
}

#[tokio::test]
async fn a_road_that_cannot_be_read_back_is_asked_for_again() {
    let fake = good().await;
    let app = app_with(Database::sqlite().await, Osrm, &fake.url, PATIENT_MS).await;
    let tour = tour_through(&app, &[KRAKOW, BRNO, WIEN]).await;
    let found = drives(&tour).await;
    app.store().writer().execute_unprepared("UPDATE road SET metres = -1").await.unwrap();
    app.clock().advance(TimeDelta::days(1));
    assert_eq!((drives(&tour).await, fake.n_asked()), (found, 2));
    app.end().await;
}

#[tokio::test]
async fn without_an_engine_no_drive_says_that_one_is_missing() {
    each_database(async |app: &TestApp| {
        let tour = tour_through(app, &[KRAKOW, BRNO]).await;
        assert_eq!(sources(&drives(&tour).await), [("estimate", None)]);
    })
    .await;
}
