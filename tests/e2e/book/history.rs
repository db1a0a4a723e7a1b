//! What has changed: since somebody last looked, about one day, of one record; who, when, from
//! what to what.

use chrono::Duration;
use harness::{Database, TestApp, each_database};
use serde_json::{Value, json};

use super::{at, change};

fn lines(changes: &Value) -> Vec<&Value> {
    let days = changes["days"].as_array().unwrap().iter();
    days.flat_map(|day| day["lines"].as_array().unwrap()).collect()
}

fn sentences(changes: &Value) -> Vec<&str> {
    lines(changes).into_iter().map(|line| line["sentence"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn whoever_was_away_reads_what_changed_since() {
    each_database(async |app| {
        let tour = app.tour("History").await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin");
        let day = day.item("Doors", "19:00").item("Load-in", "08:00").await;
        let ben = tour.join("Ben", &[("everyone", "edit")]).await;
        let seen = tour.get(&ben, "/changes").await.ok();
        let next = seen["next"].as_str().unwrap();
        let since = tour.get(&ben, &format!("/changes?since={next}")).await.ok();
        assert!(lines(&since).is_empty(), "{since}");

        app.clock().advance(Duration::hours(3));
        let path = tour.path(&format!("/schedule_item/{}", day.item("Doors")));
        let patch = json!({ "fields": { "when": at("18:30"), "confirmed": true } });
        app.patch(&ben, &path, 1, &patch).await.must_succeed();
        let load_in = tour.path(&format!("/schedule_item/{}", day.item("Load-in")));
        app.delete(&tour.manager, &load_in, 1).await.must_succeed();
        tour.record("money", "note", json!({ "body": "Guarantee" })).await;

        let news = tour.get(&ben, &format!("/changes?since={next}")).await.ok();
        let mut told = sentences(&news);
        told.sort_unstable();
        assert_eq!(told, ["Doors confirmed", "Doors moved from 19:00 to 18:30", "Load-in deleted"]);
        assert_eq!(news["days"][0]["date"], "2026-10-24");
        assert_eq!(news["more"], false);
        let moved = lines(&news).into_iter().find(|line| line["field"] == "when").unwrap();
        assert_eq!(moved["author_name"], "Ben");
        assert_eq!(moved["at"], "2026-10-09T15:00:00Z");
        assert_eq!((&moved["old"], &moved["new"]), (&json!("19:00"), &json!("18:30")));
        assert_eq!((&moved["action"], &moved["label"]), (&json!("changed"), &json!("Time")));
        let next = news["next"].as_str().unwrap();
        assert_eq!(lines(&tour.get(&ben, &format!("/changes?since={next}")).await.ok()).len(), 0);
        let since = format!("/changes?since={}", seen["next"].as_str().unwrap());
        let all = tour.get(&tour.manager, &since).await.ok();
        assert_eq!(lines(&all).len(), 4, "the manager sees the money, too");
    })
    .await;
}

#[tokio::test]
async fn a_long_absence_is_read_in_pages_and_nothing_is_missed() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("History").await;
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Doors", "19:00").await;
    let start = tour.get(&tour.manager, "/changes").await.ok();
    for n in 0..7 {
        let title = json!({ "title": format!("Doors {n}") });
        change(&tour, "schedule_item", day.item("Doors"), title).await;
    }
    let mut told = Vec::new();
    let mut next = start["next"].as_str().unwrap().to_owned();
    loop {
        let page = tour.get(&tour.manager, &format!("/changes?since={next}&limit=3")).await.ok();
        told.extend(sentences(&page).into_iter().map(str::to_owned));
        next = page["next"].as_str().unwrap().to_owned();
        if page["more"] == false {
            break;
        }
    }
    told.sort_unstable();
    let mut expected = vec!["Doors is called Doors 0 now".to_owned()];
    expected.extend((1..7).map(|n| format!("Doors {} is called Doors {n} now", n - 1)));
    expected.sort_unstable();
    assert_eq!(told, expected);
    app.end().await;
}

#[tokio::test]
async fn a_day_has_its_own_changes_and_no_others() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("History").await;
    let first = tour.a_day("2026-10-23").item("Doors", "19:00").await;
    let second = tour.a_day("2026-10-24").item("Doors", "20:00").await;
    change(&tour, "schedule_item", first.item("Doors"), json!({ "when": at("18:00") })).await;
    change(&tour, "schedule_item", second.item("Doors"), json!({ "when": at("21:00") })).await;
    let told = tour.get(&tour.manager, "/days/2026-10-23/changes").await.ok();
    let told = sentences(&told);
    assert!(told.contains(&"Doors moved from 19:00 to 18:00"), "{told:?}");
    assert!(told.contains(&"Fri 23 Oct added"), "{told:?}");
    assert!(told.iter().all(|sentence| !sentence.contains("21:00")), "{told:?}");
    tour.get(&tour.manager, "/days/2026-10-25/changes").await.problem(404, "not_found");
    app.end().await;
}

#[tokio::test]
async fn a_record_tells_who_set_what_when_and_from_what() {
    each_database(async |app| {
        let tour = app.tour("History").await;
        let ben = tour.join("Ben", &[("everyone", "edit")]).await;
        let note = tour.record("everyone", "note", json!({ "body": "Bring a torch" })).await;
        let path = tour.path(&format!("/note/{note}"));
        app.clock().advance(Duration::minutes(5));
        let patch = json!({ "fields": { "body": "Bring two torches" } });
        app.patch(&ben, &path, 1, &patch).await.must_succeed();
        app.delete(&tour.manager, &path, 2).await.must_succeed();
        let history = app.get(&ben, &format!("{path}/history")).await.ok();
        let items = history["items"].as_array().unwrap();
        let told: Vec<_> = items
            .iter()
            .map(|line| {
                (line["field"].clone(), line["author_name"].clone(), line["outcome"].clone())
            })
            .collect();
        assert_eq!(
            told,
            [
                (json!("$deleted"), json!("Maya"), json!("applied")),
                (json!("body"), json!("Ben"), json!("applied")),
                (json!("body"), json!("Maya"), json!("applied")),
            ]
        );
        assert_eq!(items[1]["old"], "Bring a torch");
        assert_eq!(items[1]["new"], "Bring two torches");
        assert_eq!(items[1]["at"], "2026-10-09T12:05:00Z");
        assert_eq!(items[2]["old"], Value::Null);

        let first = app.get(&ben, &format!("{path}/history?limit=2")).await.ok();
        assert_eq!(first["items"].as_array().unwrap().len(), 2);
        let before = first["next"].as_str().unwrap();
        let rest = app.get(&ben, &format!("{path}/history?limit=2&before={before}")).await.ok();
        assert_eq!(rest["items"], json!([items[2]]));
        assert_eq!(rest["next"], Value::Null);
    })
    .await;
}
