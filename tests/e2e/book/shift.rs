//! Moving a part of a day: shown first, then made as one group, and taken back the same way.

use std::collections::BTreeMap;

use harness::{Database, TestApp, Tour, each_database};
use serde_json::{Value, json};

use super::{at, item, sheet};

/// A show day with what moves and what does not; the ids by title.
async fn show_day(tour: &Tour<'_>) -> BTreeMap<&'static str, domain::ids::RecordId> {
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").await;
    let set = json!({ "precision": "exact", "start": "20:30", "end": "22:45" });
    let tbd = json!({ "precision": "tbd" });
    let mut made = BTreeMap::new();
    for (title, when, more) in [
        ("Load-in", at("08:00"), json!({ "item_type": "load_in" })),
        ("Soundcheck", at("16:00"), json!({ "item_type": "soundcheck" })),
        ("Dinner", at("18:00"), json!({ "departments": ["catering"] })),
        ("Doors", at("19:00"), json!({ "item_type": "doors", "hard": true })),
        ("Set", set, json!({ "item_type": "set" })),
        ("Curfew", at("23:00"), json!({ "item_type": "curfew", "curfew_kind": "hard" })),
        ("Bus call", at("00:30+1"), json!({ "item_type": "bus_call" })),
        ("Aftershow", tbd, json!({})),
    ] {
        made.insert(title, item(tour, day.id, title, when, more).await);
    }
    made
}

async fn times(tour: &Tour<'_>) -> BTreeMap<String, Value> {
    let sheet = sheet(tour, "2026-10-24").await;
    let rows = sheet["schedule"].as_array().unwrap().iter();
    rows.map(|row| (row["title"].as_str().unwrap().to_owned(), row["text"].clone())).collect()
}

fn titles<'v>(plan: &'v Value, list: &str) -> Vec<&'v str> {
    let rows = plan[list].as_array().unwrap().iter();
    rows.map(|row| row["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_shift_is_shown_first_then_made_as_one_group_and_taken_back() {
    each_database(async |app| {
        let tour = app.tour("Shift").await;
        let ids = show_day(&tour).await;
        let before = times(&tour).await;
        let request =
            |minutes: i32| json!({ "after": { "item": ids["Soundcheck"] }, "minutes": minutes });
        let shift = async |rest: &str, minutes: i32| {
            let path = format!("/days/2026-10-24/shift{rest}");
            tour.post(&tour.manager, &path, &request(minutes)).await.ok()
        };
        let shown = shift("?preview=true", 30).await;
        assert_eq!((&shown["applied"], &shown["receipt"]), (&json!(false), &Value::Null));
        assert_eq!(times(&tour).await, before, "a preview changes nothing");

        let done = shift("", 30).await;
        assert_eq!(done["applied"], true);
        assert_eq!(done["receipt"]["status"], "applied");
        for list in ["moves", "stays", "overlaps", "curfew", "skipped", "repeated"] {
            assert_eq!(done[list], shown[list], "{list} is as it was shown");
        }
        assert_eq!(titles(&done, "moves"), ["Dinner", "Set", "Bus call"]);
        let whys: BTreeMap<_, _> = done["stays"]
            .as_array()
            .unwrap()
            .iter()
            .map(|stay| (stay["title"].as_str().unwrap(), stay["why"].as_str().unwrap()))
            .collect();
        assert_eq!(
            whys,
            [("Doors", "hard"), ("Curfew", "curfew"), ("Aftershow", "no_time")].into()
        );
        assert_eq!(titles(&done, "curfew"), ["Set"], "it runs past the curfew now");
        let first = &done["moves"][0];
        assert_eq!((&first["from_text"], &first["to_text"]), (&json!("18:00"), &json!("18:30")));
        assert_eq!(first["to_instant"], "2026-10-24T16:30:00Z");
        let after = times(&tour).await;
        assert_eq!((&after["Set"], &after["Bus call"]), (&json!("21:00–23:15"), &json!("01:00+1")));
        assert_eq!(
            (&after["Doors"], &after["Soundcheck"]),
            (&before["Doors"], &before["Soundcheck"])
        );

        let back = shift("", -30).await;
        assert_eq!(titles(&back, "moves"), ["Dinner", "Set", "Bus call"]);
        assert_eq!(times(&tour).await, before);
        let changes = tour.get(&tour.manager, "/days/2026-10-24/changes").await.ok();
        let vias = changes["days"][0]["lines"].as_array().unwrap().iter();
        assert_eq!(vias.filter(|line| line["via"] == "shift").count(), 6);
    })
    .await;
}

#[tokio::test]
async fn one_department_moves_alone_and_anything_can_be_named_or_left_out() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Shift").await;
    let ids = show_day(&tour).await;
    let plan = async |more: Value| {
        let mut request = json!({ "after": { "clock": "07:00" }, "minutes": 15 });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let path = "/days/2026-10-24/shift?preview=true";
        tour.post(&tour.manager, path, &request).await.ok()
    };
    let all = plan(json!({})).await;
    assert_eq!(titles(&all, "moves"), ["Load-in", "Soundcheck", "Dinner", "Set", "Bus call"]);
    let catering = plan(json!({ "departments": ["catering"] })).await;
    assert_eq!(titles(&catering, "moves"), ["Dinner"]);
    let without = plan(json!({ "exclude": [ids["Load-in"], ids["Set"]] })).await;
    assert_eq!(titles(&without, "moves"), ["Soundcheck", "Dinner", "Bus call"]);
    let named = plan(json!({ "after": { "clock": "20:00" }, "include": [ids["Load-in"]] })).await;
    assert_eq!(titles(&named, "moves"), ["Load-in", "Set", "Bus call"]);
    let anchor = json!({ "after": { "item": ids["Set"] }, "with_anchor": true });
    assert_eq!(titles(&plan(anchor).await, "moves"), ["Set", "Bus call"]);
    app.end().await;
}

#[tokio::test]
async fn nothing_leaves_its_show_day_and_then_nothing_moves_at_all() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Shift").await;
    show_day(&tour).await;
    let before = times(&tour).await;
    let request = json!({ "after": { "clock": "07:00" }, "minutes": -9 * 60 });
    let path = "/days/2026-10-24/shift";
    let refused = tour.post(&tour.manager, path, &request).await.problem(422, "invalid");
    assert_eq!(refused["errors"][0]["field"], "minutes");
    assert!(refused["errors"][0]["rule"].as_str().unwrap().contains("`Load-in` at `08:00`"));
    assert_eq!(times(&tour).await, before);
    app.end().await;
}

#[tokio::test]
async fn a_reader_sees_what_a_shift_would_do_only_if_they_may_do_it() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Shift").await;
    show_day(&tour).await;
    let reader = tour.join("Rea", &[("everyone", "read")]).await;
    let request = json!({ "after": { "clock": "07:00" }, "minutes": 15 });
    let path = "/days/2026-10-24/shift";
    tour.post(&reader, path, &request).await.problem(403, "not_allowed");
    let elsewhere = tour.post(&reader, "/days/2026-10-25/shift", &request).await;
    elsewhere.problem(404, "not_found");
    app.end().await;
}
