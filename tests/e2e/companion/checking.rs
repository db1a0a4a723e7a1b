//! What cannot work, on a laptop without a server: the list, its exit code, and what would help.

use harness::{Database, TestApp, Tour};
use serde_json::{Value, json};

use super::device::Device;

/// Hamburg, and a load-in in Milan the next afternoon: more than one driver may drive.
async fn too_far(app: &TestApp) -> Tour<'_> {
    let tour = app.tour("Too far").await;
    let bus = json!({ "name": "Bus A", "vehicle_type": "nightliner", "driver_contact": "Ada" });
    tour.record("everyone", "vehicle", bus).await;
    let hamburg = json!({ "city": "Hamburg", "country": "DE", "lat": 53.5511, "lon": 9.9937 });
    let milan = json!({ "city": "Milano", "country": "IT", "lat": 45.4642, "lon": 9.19 });
    for (date, place, item_type, start) in
        [("2026-12-01", hamburg, "bus_call", "00:30+1"), ("2026-12-02", milan, "load_in", "18:00")]
    {
        let fields =
            json!({ "date": date, "day_type": "show", "zone": "Europe/Berlin", "place": place });
        let day = tour.record("everyone", "day", fields).await;
        let when = json!({ "precision": "exact", "start": start });
        let item = json!({ "day": day, "title": item_type, "item_type": item_type, "when": when });
        tour.record("everyone", "schedule_item", item).await;
    }
    tour
}

async fn of_server(tour: &Tour<'_>, view: &str) -> Value {
    let path = tour.path(view);
    let request = tour.app.http().get(format!("{}{path}", tour.app.site()));
    request.bearer_auth(&tour.manager.token).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn what_cannot_work_is_listed_without_a_server_and_wants_a_decision() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = too_far(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let server = of_server(&tour, "/checks").await;
    let listed = device.run(&["--offline", "check", "--all"]).await.with(3);
    assert!(
        listed.stdout.contains("Hamburg → Milano needs a second driver: "),
        "{}",
        listed.stdout
    );
    assert!(listed.stdout.contains("Regulation (EC) 561/2006, Art. 6(1)"), "{}", listed.stdout);
    listed.says("planning aid, the operator decides").says("as of 2024-05-22");

    let data = device.run(&["--offline", "check", "--all", "--json"]).await.with(3).json();
    assert_eq!(data, server);
    let hours = &data["problems"][0];
    assert_eq!(hours["kind"], "driver_hours");
    assert_eq!(hours["article"], "Regulation (EC) 561/2006, Art. 6(1)");
    assert!(hours["planned"].as_i64() > hours["limit"].as_i64());
    let drivers = of_server(&tour, "/drivers").await;
    assert_eq!(drivers["vehicles"][0]["legs"][0]["verdict"], "needs_second_driver");
    device.run(&["check", "--all", "--fix", "9.9"]).await.with(2).says("there is no problem 9");
    device.run(&["check", "--all", "--fix", "x"]).await.with(2);
    app.end().await;
}

#[tokio::test]
async fn what_would_help_is_done_by_its_number_and_taken_back() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = too_far(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let fixed = device.run(&["check", "--all", "--fix", "1.1"]).await.with(0);
    fixed.says("Second driver for Bus A, to be named");
    device.run(&["sync"]).await.with(0);
    assert_eq!(of_server(&tour, "/checks").await["n_decisions"], 0);
    let data = device.run(&["check", "--all", "--json"]).await.with(0).json();
    assert_eq!(data["n_decisions"], 0);
    device.run(&["undo"]).await.with(0);
    device.run(&["check", "--all"]).await.with(3);
    app.end().await;
}

#[tokio::test]
async fn a_load_out_that_is_moved_says_what_becomes_of_tomorrows_load_in() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = too_far(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let data = device.run(&["shift", "2026-12-01", "240", "--json"]).await.with(0).json();
    let road = &data["road"][0];
    assert_eq!(road["date"], "2026-12-02");
    let slack = |which: &str| road[which].as_i64().unwrap();
    assert_eq!(slack("from_slack_minutes") - slack("to_slack_minutes"), 240);
    let told = device.run(&["shift", "2026-12-01", "240"]).await;
    told.says("Bus A to Milano arrives Wed 2 Dec");
    app.end().await;
}
