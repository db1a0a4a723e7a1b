//! Values that look right and are not: dates and zones that do not exist, ids of something else.

use harness::{Database, TestApp};
use reqwest::Method;
use serde_json::json;

use super::{field, make, rule};
use crate::wire::send;

#[tokio::test]
async fn a_date_that_does_not_exist_is_refused_in_path_body_and_file() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let maya = &tour.manager;
    for path in ["/days/2026-02-30", "/days/2026-02-30.txt", "/days/2026-02-30/changes"] {
        let refused = tour.get(maya, path).await;
        assert_eq!(field(&refused), "date", "{path}");
        assert!(rule(&refused).contains("February 2026 has 28 days"), "{}", rule(&refused));
    }
    let shift = json!({ "after": { "clock": "08:00" }, "minutes": 30 });
    assert_eq!(field(&tour.post(maya, "/days/2026-02-30/shift", &shift).await), "date");

    let refused = make(&tour, "day", json!({ "date": "2026-02-30" })).await;
    assert_eq!(field(&refused), "fields.date");
    let template = tour.record("everyone", "schedule_template", json!({ "name": "Arena" })).await;
    let path = format!("/schedule_templates/{template}/apply");
    let dates = json!({ "dates": ["2026-02-30"] });
    tour.post(maya, &path, &dates).await.problem(400, "malformed");

    let file = "date,city,venue\n2026-02-28,Oslo,Rockefeller\n2026-02-30,Oslo,Sentrum Scene\n";
    let path = tour.path("/import?name=dates.csv");
    let report = send(&app, Some(maya), (Method::POST, &path), &[], file).await.ok();
    let problem = &report["problems"][0];
    assert_eq!((&problem["row"], &problem["column"]), (&json!(3), &json!("date")), "{report}");
    assert_eq!(problem["value"], "2026-02-30");
    assert_eq!(problem["severity"], "error");
    assert_eq!(report["applied"], false);
    assert_eq!(tour.get(maya, "/days").await.ok()["days"], json!([]));
    app.end().await;
}

#[tokio::test]
async fn a_date_is_one_that_a_path_can_name() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    for date in ["2026-2-3", "24.10.2026", "2026-10-24T00:00:00Z", "tomorrow", "", "-2026-10-24"] {
        let path = format!("/days/{date}x");
        assert_eq!(field(&tour.get(&tour.manager, &path).await), "date", "{date}");
    }
    for date in
        ["24.10.2026", "tomorrow", "", "2026-10-24T00:00:00Z", "+12026-10-24", "-0001-10-24"]
    {
        let refused = make(&tour, "day", json!({ "date": date, "zone": "Europe/Oslo" })).await;
        assert_eq!(field(&refused), "fields.date", "{date}");
    }
    for date in ["0001-01-01", "9999-12-31"] {
        let day = json!({ "date": date, "zone": "Europe/Oslo" });
        make(&tour, "day", day).await.must_succeed();
        tour.get(&tour.manager, &format!("/days/{date}")).await.must_succeed();
    }
    tour.get(&tour.manager, "/days").await.must_succeed();
    tour.get(&tour.manager, "/routing").await.must_succeed();
    app.end().await;
}

#[tokio::test]
async fn a_zone_that_does_not_exist_is_refused_and_an_old_name_becomes_the_new_one() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let maya = &tour.manager;
    for zone in ["Europe/Atlantis", "CET+1", "", "europe", "../../etc/passwd", "GMT+25"] {
        let refused = make(&tour, "day", json!({ "date": "2026-10-24", "zone": zone })).await;
        assert_eq!(field(&refused), "fields.zone", "{zone}");
        let body = json!({ "organisation": tour.org, "name": "Mars", "home_zone": zone });
        assert_eq!(field(&app.post(maya, "/v1/tours", &body).await), "home_zone", "{zone}");
    }
    let day = json!({ "date": "2026-10-24", "zone": "Asia/Calcutta" });
    assert_eq!(make(&tour, "day", day).await.ok()["fields"]["zone"], "Asia/Kolkata");
    app.end().await;
}

#[tokio::test]
async fn an_id_of_another_tour_is_as_good_as_none() {
    for database in Database::each().await {
        let app = TestApp::on(database).await;
        let tour = app.tour("Here").await;
        let maya = &tour.manager;
        let there = app.tour_in(tour.org, maya, "There").await;
        let day = there.a_day("2026-10-24").item("Doors", "19:00").await;
        let doors = day.item("Doors");
        let item = format!("/schedule_item/{doors}");
        there.get(maya, &item).await.must_succeed();
        tour.get(maya, &item).await.problem(404, "not_found");
        tour.get(maya, &format!("{item}/history")).await.problem(404, "not_found");
        let body = json!({ "fields": { "title": "Gates" } });
        app.patch(maya, &tour.path(&item), 1, &body).await.problem(404, "not_found");
        app.delete(maya, &tour.path(&item), 1).await.problem(404, "not_found");
        let restore = tour.post(maya, &format!("{item}/restore"), &json!({})).await;
        restore.problem(404, "not_found");

        let under = make(&tour, "schedule_item", json!({ "day": day.id, "title": "Doors" })).await;
        assert_eq!(field(&under), "fields.day");
        let body = json!({ "id": doors, "fields": { "body": "x" } });
        let taken = tour.post(maya, "/note", &body).await;
        assert_eq!(field(&taken), "id");
        let from = json!({ "after": { "item": doors }, "minutes": 30 });
        tour.a_day("2026-10-24").await;
        let shift = tour.post(maya, "/days/2026-10-24/shift", &from).await;
        assert_eq!(field(&shift), "after.item");
        assert_eq!(there.see(maya, "schedule_item", doors).await["ver"], 1);
        app.end().await;
    }
}

#[tokio::test]
async fn an_id_of_another_kind_is_not_what_was_asked_for() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Kinds").await;
    let maya = &tour.manager;
    let day = tour.a_day("2026-10-24").item("Doors", "19:00").await;
    let doors = day.item("Doors");
    tour.get(maya, &format!("/day/{doors}")).await.problem(404, "not_found");
    tour.get(maya, &format!("/schedule_item/{}", day.id)).await.problem(404, "not_found");
    let under = make(&tour, "schedule_item", json!({ "day": doors, "title": "Gates" })).await;
    assert_eq!(field(&under), "fields.day");
    assert!(rule(&under).contains("schedule_item"), "{}", rule(&under));
    let template = format!("/schedule_templates/{doors}/apply");
    let apply = tour.post(maya, &template, &json!({ "dates": ["2026-10-24"] })).await;
    apply.problem(404, "not_found");
    let settle = format!("/disputes/{doors}/settle");
    let settle = tour.post(maya, &settle, &json!({ "to": "x", "saw": [] })).await;
    assert!([404, 422].contains(&settle.status), "{}", settle.text());
    let path = tour.path(&format!("/schedule_item/{doors}"));
    let moved = json!({ "fields": { "day": doors } });
    assert_eq!(field(&app.patch(maya, &path, 1, &moved).await), "fields.day");
    app.end().await;
}
