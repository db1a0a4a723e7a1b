//! Drives by the roads of an engine: real ones on a map that the test draws, and false ones that fail in
//! every way in which a server can.

mod andorra;
mod engines;
mod failing;
mod fake;
mod kept;
mod limits;
mod map;
mod real;

use domain::routing::RoadEngine;
use harness::{Database, TestApp, Tour};
use serde_json::{Value, json};

use self::map::Town;

/// A server that asks this engine, and waits for it so long.
async fn app_with(database: Database, kind: RoadEngine, url: &str, timeout_ms: u64) -> TestApp {
    TestApp::with(database, |settings| {
        settings.road_engine = Some(kind);
        url.clone_into(&mut settings.road_engine_url);
        settings.road_engine_timeout_ms = timeout_ms;
    })
    .await
}

/// A tour that is in each of these towns for a day.
async fn tour_through<'a>(app: &'a TestApp, towns: &[Town]) -> Tour<'a> {
    let tour = app.tour("Roads").await;
    for (number, town) in towns.iter().enumerate() {
        visit(&tour, &format!("2026-10-{:02}", number + 1), town).await;
    }
    tour
}

async fn visit(tour: &Tour<'_>, date: &str, town: &Town) {
    let (name, country, lat, lon) = town;
    let place = json!({ "city": name, "country": country, "lat": lat, "lon": lon });
    let fields = json!({ "date": date, "day_type": "show", "place": place });
    let id = domain::ids::RecordId::of_day(tour.id, date.parse().unwrap());
    let edit = harness::create(tour.scope("everyone"), "day", id, fields);
    let receipt = tour.group(&tour.manager, vec![edit]).await;
    assert_eq!(receipt["status"], "applied", "{receipt}");
}

/// The drives to all stops but the first, as the route has them. Table and pieces must have the same.
async fn drives(tour: &Tour<'_>) -> Vec<Value> {
    let route = tour.get(&tour.manager, "/routing").await.ok();
    let stops = route["stops"].as_array().unwrap();
    let drives: Vec<_> = stops.iter().map(|stop| stop["drive"].clone()).collect();
    let of_grid = |grid: &Value| -> Vec<_> {
        grid["days"].as_array().unwrap().iter().map(|day| day["drive"].clone()).collect()
    };
    assert_eq!(of_grid(&tour.get(&tour.manager, "/days").await.ok()), drives);
    let book = tour.get(&tour.manager, "/book").await.ok();
    assert_eq!(of_grid(&book["pieces"][0]["body"]["grid"]), drives);
    drives.into_iter().skip(1).collect()
}

/// Who says so, and why not somebody else.
fn sources<'d>(drives: &'d [Value]) -> Vec<(&'d str, Option<&'d str>)> {
    let source =
        |drive: &'d Value| (drive["source"].as_str().unwrap(), drive["no_answer"].as_str());
    drives.iter().map(source).collect()
}
