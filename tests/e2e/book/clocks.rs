//! A time is a wall clock on a show day: it stays where it was put, and its instant follows.

use harness::{Database, TestApp, each_database};
use serde_json::{Value, json};

use super::{at, change, item, row, sheet, text, titles};

#[tokio::test]
async fn what_happens_after_midnight_is_last_on_its_show_day_and_its_instant_is_the_next_days() {
    each_database(async |app| {
        let tour = app.tour("Clocks").await;
        let friday = tour.a_day("2026-10-23").in_zone("Europe/London");
        friday.item("Bus call", "01:30+1").item("Doors", "19:00").item("Load-in", "08:00").await;
        tour.a_day("2026-10-24").in_zone("Europe/London").item("Arrival", "06:00").await;
        let friday = sheet(&tour, "2026-10-23").await;
        assert_eq!(titles(&friday), ["Load-in", "Doors", "Bus call"]);
        let bus_call = row(&friday, "Bus call");
        assert_eq!(bus_call["text"], "01:30+1");
        assert_eq!(bus_call["day_mark"], "+1 Sat");
        assert_eq!(bus_call["instant"], "2026-10-24T00:30:00Z");
        assert_eq!(titles(&sheet(&tour, "2026-10-24").await), ["Arrival"]);
        assert!(text(&tour, "2026-10-23").await.contains("01:30+1 Sat  Bus call"));
    })
    .await;
}

#[tokio::test]
async fn another_zone_for_a_day_keeps_every_clock_and_moves_the_instants() {
    each_database(async |app| {
        let tour = app.tour("Clocks").await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Doors", "19:00").await;
        let before = sheet(&tour, "2026-10-24").await;
        assert_eq!(row(&before, "Doors")["instant"], "2026-10-24T17:00:00Z");
        change(&tour, "day", day.id, json!({ "zone": "Europe/Lisbon" })).await;
        let after = sheet(&tour, "2026-10-24").await;
        assert_eq!(row(&after, "Doors")["text"], "19:00");
        assert_eq!(row(&after, "Doors")["instant"], "2026-10-24T18:00:00Z");
        assert_eq!(row(&after, "Doors")["ver"], 1, "nobody touched the item");
        assert_eq!(after["header"]["zone"]["name"], "Europe/Lisbon");
        change(&tour, "day", day.id, json!({ "zone": null })).await;
        let without = sheet(&tour, "2026-10-24").await;
        assert_eq!(row(&without, "Doors")["instant"], Value::Null);
        assert_eq!(without["problems"][0]["kind"], "no_zone");
        assert!(text(&tour, "2026-10-24").await.contains("No time zone is set"));
    })
    .await;
}

#[tokio::test]
async fn a_time_that_the_clocks_skip_is_reported_and_not_moved() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Clocks").await;
    let day = tour.a_day("2026-03-28").in_zone("Europe/Berlin").item("Bus call", "02:30+1").await;
    let night = sheet(&tour, "2026-03-28").await;
    let bus_call = row(&night, "Bus call");
    assert_eq!(bus_call["text"], "02:30+1");
    assert_eq!(bus_call["instant"], "2026-03-29T01:30:00Z");
    let report = &bus_call["clock_reports"][0];
    assert_eq!((&report["which"], &report["kind"]), (&json!("start"), &json!("skipped")));
    assert_eq!(
        report["sentence"],
        "02:30 does not exist on Sunday 29 March: the clocks go forward from 02:00 to 03:00. \
         It is taken as 03:30 until somebody changes it"
    );
    let banner = &night["header"]["zone_banners"][0];
    assert_eq!(banner["kind"], "clocks_change");
    assert_eq!(banner["at"], "2026-03-29T01:00:00Z");
    let said = text(&tour, "2026-03-28").await;
    assert!(said.contains("does not exist on Sunday 29 March"), "{said}");
    let when = tour.see(&tour.manager, "schedule_item", day.item("Bus call")).await;
    assert_eq!(when["fields"]["when"], at("02:30+1"));
    app.end().await;
}

#[tokio::test]
async fn a_time_that_the_clocks_repeat_is_reported_until_somebody_says_which() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Clocks").await;
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Bus call", "02:30+1").await;
    let night = sheet(&tour, "2026-10-24").await;
    let report = &row(&night, "Bus call")["clock_reports"][0];
    assert_eq!((&report["kind"], &report["chosen"]), (&json!("repeated"), &Value::Null));
    assert_eq!(row(&night, "Bus call")["instant"], "2026-10-25T00:30:00Z");

    let second = json!({ "precision": "exact", "start": "02:30+1", "fold": "second" });
    change(&tour, "schedule_item", day.item("Bus call"), json!({ "when": second })).await;
    let night = sheet(&tour, "2026-10-24").await;
    assert_eq!(row(&night, "Bus call")["instant"], "2026-10-25T01:30:00Z");
    let report = &row(&night, "Bus call")["clock_reports"][0];
    assert_eq!(report["chosen"], "second");
    assert!(report["sentence"].as_str().unwrap().ends_with("The second one, CET, is meant"));
    app.end().await;
}

#[tokio::test]
async fn vancouver_keeps_summer_time_from_this_winter_on() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Clocks").await;
    tour.a_day("2026-12-15").in_zone("America/Vancouver").item("Doors", "19:00").await;
    let day = sheet(&tour, "2026-12-15").await;
    assert_eq!(day["header"]["zone"]["offset"], "-07:00");
    assert_eq!(row(&day, "Doors")["instant"], "2026-12-16T02:00:00Z");
    assert!(text(&tour, "2026-12-15").await.contains("UTC-07:00"));
    app.end().await;
}

#[tokio::test]
async fn a_time_that_nobody_knows_is_never_midnight() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Clocks").await;
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").await;
    let tbd = json!({ "precision": "tbd", "sort": "19:00" });
    let hidden = json!({ "precision": "hidden", "sort": "20:00" });
    item(&tour, day.id, "Doors", tbd, json!({ "item_type": "doors" })).await;
    item(&tour, day.id, "Surprise", hidden, json!({})).await;
    item(&tour, day.id, "Soundcheck", json!(null), json!({})).await;
    item(&tour, day.id, "Load-in", json!({ "precision": "about", "start": "08:00" }), json!({}))
        .await;
    let day = sheet(&tour, "2026-10-24").await;
    let texts: Vec<_> = ["Load-in", "Doors", "Surprise", "Soundcheck"]
        .map(|title| row(&day, title)["text"].as_str().unwrap().to_owned())
        .into();
    assert_eq!(texts, ["~08:00", "TBD", "", ""]);
    for title in ["Doors", "Surprise", "Soundcheck"] {
        assert_eq!(row(&day, title)["instant"], Value::Null, "{title}");
    }
    let grid = tour.get(&tour.manager, "/days").await.ok();
    assert_eq!(grid["days"][0]["doors"], "TBD");
    for form in [text(&tour, "2026-10-24").await, day.to_string(), grid.to_string()] {
        assert!(!form.contains("00:00\"") && !form.contains("00:00 "), "{form}");
    }
    let twelve = tour.get(&tour.manager, "/days/2026-10-24.txt?clock=12").await.text();
    assert!(twelve.contains("~8:00 AM") && twelve.contains("TBD"), "{twelve}");
    assert!(!twelve.contains("12:00"), "{twelve}");
    app.end().await;
}

#[tokio::test]
async fn coming_to_other_clocks_is_loud_and_counts_from_the_day_before() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Clocks").await;
    tour.a_day("2026-06-01").in_zone("Europe/Berlin").await;
    tour.a_day("2026-06-03").in_zone("Europe/Helsinki").await;
    tour.a_day("2026-06-04").in_zone("Europe/Tallinn").await;
    let banner = sheet(&tour, "2026-06-03").await["header"]["zone_banners"][0].clone();
    assert_eq!(banner["kind"], "new_zone");
    assert!(banner["text"].as_str().unwrap().ends_with("Set clocks forward by 1 h"), "{banner}");
    assert_eq!(sheet(&tour, "2026-06-04").await["header"]["zone_banners"], json!([]));
    let grid = tour.get(&tour.manager, "/days").await.ok();
    let minutes = |n: usize| grid["days"][n]["zone_change_minutes"].as_i64().unwrap();
    assert_eq!([minutes(0), minutes(1), minutes(2)], [0, 60, 0]);
    assert_eq!(sheet(&tour, "2026-06-03").await["header"]["home"]["difference_minutes"], -60);
    app.end().await;
}
