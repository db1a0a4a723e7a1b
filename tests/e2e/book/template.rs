//! Copying a usual day's schedule to dates.

use domain::ids::RecordId;
use domain::limits::TEMPLATE_ITEMS_MAX;
use harness::{Database, TestApp, Tour, each_database};
use serde_json::{Value, json};

use super::{at, change, row, sheet, titles};

async fn arena(tour: &Tour<'_>) -> RecordId {
    let row = |title: &str, item_type: &str, start: &str| json!({ "title": title, "item_type": item_type, "when": at(start), "hard": item_type == "doors" });
    let items = [
        row("Load-in", "load_in", "08:00"),
        row("Doors", "doors", "19:00"),
        row("Changeover", "changeover", "20:15"),
        row("Bus call", "bus_call", "01:30+1"),
    ];
    tour.record("everyone", "schedule_template", json!({ "name": "Arena", "items": items })).await
}

async fn apply(tour: &Tour<'_>, template: RecordId, rest: &str, body: Value) -> Value {
    let path = format!("/schedule_templates/{template}/apply{rest}");
    tour.post(&tour.manager, &path, &body).await.ok()
}

fn n_added(plan: &Value, date: usize) -> usize {
    plan["dates"][date]["adds"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_template_fills_dates_once_however_often_it_is_applied() {
    each_database(async |app| {
        let tour = app.tour("Templates").await;
        tour.a_day("2026-10-23").in_zone("Europe/Berlin").await;
        tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Load-in", "09:00").await;
        let template = arena(&tour).await;
        let dates = json!({ "dates": ["2026-10-24", "2026-10-23", "2026-10-25"] });

        let shown = apply(&tour, template, "?preview=true", dates.clone()).await;
        assert_eq!((&shown["applied"], &shown["receipts"]), (&json!(false), &json!([])));
        assert_eq!(titles(&sheet(&tour, "2026-10-23").await), [""; 0]);
        assert_eq!(shown["dates"][2]["missing_day"], true);

        let done = apply(&tour, template, "", dates.clone()).await;
        assert_eq!(done["receipts"].as_array().unwrap().len(), 1);
        assert_eq!(done["receipts"][0]["status"], "applied");
        assert_eq!([n_added(&done, 0), n_added(&done, 1), n_added(&done, 2)], [4, 4, 0]);
        let filled = sheet(&tour, "2026-10-23").await;
        assert_eq!(titles(&filled), ["Load-in", "Doors", "Changeover", "Bus call"]);
        assert_eq!(row(&filled, "Doors")["hard"], true);
        assert_eq!(row(&filled, "Doors")["confirmed"], false, "nobody has agreed it for this date");
        assert_eq!(row(&filled, "Bus call")["text"], "01:30+1");

        let again = apply(&tour, template, "", dates).await;
        assert_eq!(again["receipts"], json!([]));
        assert_eq!([n_added(&again, 0), n_added(&again, 1)], [0, 0]);
        assert_eq!(again["dates"][0]["same"], 4);
        assert_eq!(sheet(&tour, "2026-10-23").await, filled);
    })
    .await;
}

#[tokio::test]
async fn what_stands_at_another_time_stays_and_is_shown_as_a_difference() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Templates").await;
    tour.a_day("2026-10-23").in_zone("Europe/Berlin").await;
    let template = arena(&tour).await;
    let dates = json!({ "dates": ["2026-10-23"] });
    apply(&tour, template, "", dates.clone()).await;
    let doors = row(&sheet(&tour, "2026-10-23").await, "Doors")["id"].clone();
    let doors: RecordId = doors.as_str().unwrap().parse().unwrap();
    change(&tour, "schedule_item", doors, json!({ "when": at("18:30") })).await;
    let again = apply(&tour, template, "", dates).await;
    assert_eq!(again["receipts"], json!([]));
    let differs = &again["dates"][0]["differs"];
    assert_eq!(differs.as_array().unwrap().len(), 1);
    assert_eq!((&differs[0]["here"], &differs[0]["template"]), (&at("18:30"), &at("19:00")));
    assert_eq!(row(&sheet(&tour, "2026-10-23").await, "Doors")["text"], "18:30");
    app.end().await;
}

#[tokio::test]
async fn changing_a_template_changes_no_date_that_has_it() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Templates").await;
    tour.a_day("2026-10-23").in_zone("Europe/Berlin").await;
    let template = arena(&tour).await;
    apply(&tour, template, "", json!({ "dates": ["2026-10-23"] })).await;
    let before = sheet(&tour, "2026-10-23").await;
    let items = json!([{ "title": "Doors", "item_type": "doors", "when": at("20:00") }]);
    change(&tour, "schedule_template", template, json!({ "items": items })).await;
    assert_eq!(sheet(&tour, "2026-10-23").await["schedule"], before["schedule"]);
    app.end().await;
}

#[tokio::test]
async fn dates_that_have_a_schedule_can_be_left_alone() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Templates").await;
    tour.a_day("2026-10-23").in_zone("Europe/Berlin").await;
    tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Press", "12:00").await;
    let template = arena(&tour).await;
    let body = json!({ "dates": ["2026-10-23", "2026-10-24"], "mode": "empty_dates_only" });
    let done = apply(&tour, template, "", body).await;
    assert_eq!([n_added(&done, 0), n_added(&done, 1)], [4, 0]);
    assert_eq!(done["dates"][1]["left_out"].as_array().unwrap().len(), 4);
    assert_eq!(titles(&sheet(&tour, "2026-10-24").await), ["Press"]);
    app.end().await;
}

#[tokio::test]
async fn a_template_for_a_long_tour_is_written_in_several_groups() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Templates").await;
    let dates = ["2026-11-01", "2026-11-02", "2026-11-03"];
    for date in dates {
        tour.a_day(date).in_zone("Europe/Berlin").await;
    }
    let row = |n: usize| json!({ "title": format!("Call {n}"), "when": at("08:00") });
    let items: Vec<_> = (0..TEMPLATE_ITEMS_MAX).map(row).collect();
    let template = json!({ "name": "Festival", "items": items });
    let template = tour.record("everyone", "schedule_template", template).await;
    let done = apply(&tour, template, "", json!({ "dates": dates })).await;
    let receipts = done["receipts"].as_array().unwrap();
    assert!(receipts.len() > 1, "300 rows are more than a group takes");
    assert!(receipts.iter().all(|receipt| receipt["status"] == "applied"));
    for date in dates {
        assert_eq!(titles(&sheet(&tour, date).await).len(), TEMPLATE_ITEMS_MAX, "{date}");
    }
    app.end().await;
}
