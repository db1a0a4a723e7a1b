//! Addresses: made, listed, revoked, and what is under one that is not there any more.

use std::collections::BTreeMap;

use chrono::Duration;
use harness::{Answer, Database, TestApp, each_database};
use serde_json::{Value, json};

use super::{entry, feed, fetch, items, text, value};

/// What differs between any two answers.
const OF_EACH: [&str; 2] = ["date", "x-request-id"];

/// All of an answer that whoever gets it can look at.
fn whole(answer: &Answer) -> (u16, BTreeMap<String, String>, Vec<u8>) {
    let headers = answer.headers.iter().filter(|(name, _)| !OF_EACH.contains(&name.as_str()));
    let headers =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    (answer.status, headers.collect(), answer.body.clone())
}

#[tokio::test]
async fn a_feed_that_is_revoked_expired_or_of_somebody_who_is_off_the_tour_was_never_there() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        tour.a_day("2026-10-24").in_zone("Europe/Amsterdam").item("Doors", "19:00").await;
        let never = fetch(
            &tour,
            "/feeds/buscall_feed_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics",
            &[],
        );
        let never = never.await;
        never.problem(404, "not_found");
        let new = json!({ "shape": "items" });
        let (id, revoked) = feed(&tour, &tour.manager, new.clone()).await;
        fetch(&tour, &revoked, &[]).await.must_succeed();
        app.delete(&tour.manager, &tour.path(&format!("/feeds/{id}")), 0).await.must_succeed();
        let crew = tour.join("Cru", &[("everyone", "read")]).await;
        let (_, removed) = feed(&tour, &crew, new.clone()).await;
        let person = json!({ "name": "Cru", "account": crew.account });
        let person = tour.record("everyone", "person", person).await;
        let for_crew = json!({ "shape": "days", "person": person });
        let (_, of_removed) = feed(&tour, &tour.manager, for_crew).await;
        fetch(&tour, &removed, &[]).await.must_succeed();
        fetch(&tour, &of_removed, &[]).await.must_succeed();
        tour.remove(&crew).await;
        let (_, expired) = feed(&tour, &tour.manager, new).await;
        let short = expired.trim_end_matches(".ics").to_owned();
        for gone in [&revoked, &removed, &of_removed, &short] {
            let answer = fetch(&tour, gone, &[]).await;
            assert_eq!(whole(&answer), whole(&never), "{gone}");
            let answer = fetch(&tour, gone, &[("if-none-match", "*")]).await;
            assert_eq!(whole(&answer), whole(&never), "{gone}");
        }
        app.clock().advance(Duration::days(551));
        assert_eq!(whole(&fetch(&tour, &expired, &[]).await), whole(&never));
    })
    .await;
}

#[tokio::test]
async fn an_unchanged_feed_is_not_sent_twice_and_a_changed_one_has_another_number() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Amsterdam");
        let day = day.item("Doors", "19:00").item("Press", "15:00").await;
        let path = items(&tour).await;
        let first = fetch(&tour, &path, &[]).await;
        assert_eq!(first.header("content-type"), Some("text/calendar; charset=utf-8"));
        assert_eq!(first.header("cache-control"), Some("private, max-age=900"));
        let etag = first.header("etag").unwrap();
        let again = fetch(&tour, &path, &[("if-none-match", etag)]).await;
        assert_eq!((again.status, again.body.len()), (304, 0));
        assert_eq!(again.header("etag"), Some(etag));
        app.clock().advance(Duration::hours(3));
        let later = fetch(&tour, &path, &[("if-none-match", etag)]).await;
        assert_eq!(later.status, 304, "time alone changes nothing");
        let (doors, press) = (day.item("Doors"), day.item("Press"));
        let before = text(&tour, &path).await;
        let fields = json!({ "fields": { "confirmed": true, "title": "Doors!" } });
        let row = tour.path(&format!("/schedule_item/{doors}"));
        app.patch(&tour.manager, &row, 1, &fields).await.must_succeed();
        let row = tour.path(&format!("/schedule_item/{press}"));
        app.delete(&tour.manager, &row, 1).await.must_succeed();
        let changed = fetch(&tour, &path, &[("if-none-match", etag)]).await;
        assert_eq!(changed.status, 200);
        let after = text(&tour, &path).await;
        for id in [doors, press] {
            let number = |text| value(text, &id, "SEQUENCE").parse::<i64>().unwrap();
            assert!(number(&after) > number(&before));
        }
        assert_eq!(value(&after, &doors, "SUMMARY"), "Doors!");
        assert_eq!(value(&after, &doors, "STATUS"), "CONFIRMED");
        assert_eq!(value(&after, &press, "STATUS"), "CANCELLED");
        assert_eq!(value(&after, &doors, "DTSTAMP"), "20261009T150000Z", "when the change arrived");
        let own = tour.get(&tour.manager, "/calendar.ics?shape=items").await;
        assert_eq!(own.body, fetch(&tour, &path, &[]).await.body, "the same bytes");
        assert_eq!(own.header("cache-control"), Some("private, no-cache"));
    })
    .await;
}

#[tokio::test]
async fn feeds_are_their_owners_to_list_and_to_revoke_and_say_when_they_were_used() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let crew = tour.join("Cru", &[("everyone", "read")]).await;
        let new = json!({ "shape": "days", "name": "Phone" });
        let (id, path) = feed(&tour, &crew, new).await;
        let listed = tour.get(&crew, "/feeds").await.ok();
        let expected = json!({ "items": [{ "id": id, "shape": "days", "person": null,
            "name": "Phone", "created_at": "2026-10-09T12:00:00Z",
            "expires_at": "2028-04-11T12:00:00Z", "last_used_at": null }] });
        assert_eq!(listed, expected);
        assert!(!listed.to_string().contains("buscall_feed"));
        for (minutes, used) in [(10, "12:10"), (20, "12:10"), (61, "13:31")] {
            app.clock().advance(Duration::minutes(minutes));
            fetch(&tour, &path, &[]).await.must_succeed();
            let listed = tour.get(&crew, "/feeds").await.ok();
            let last = format!("2026-10-09T{used}:00Z");
            assert_eq!(listed["items"][0]["last_used_at"], json!(last));
        }
        assert_eq!(tour.get(&tour.manager, "/feeds").await.ok()["items"], json!([]));
        let one = tour.path(&format!("/feeds/{id}"));
        app.delete(&tour.manager, &one, 0).await.problem(404, "not_found");
        app.delete(&crew, &one, 0).await.must_succeed();
        app.delete(&crew, &one, 0).await.problem(404, "not_found");
        assert_eq!(tour.get(&crew, "/feeds").await.ok()["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_feed_takes_a_shape_a_person_who_is_there_and_no_more_than_twenty_are_made() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    let stranger = app.person("Stranger").await;
    let new = json!({ "shape": "items" });
    tour.post(&stranger, "/feeds", &new).await.problem(404, "not_found");
    tour.get(&stranger, "/feeds").await.problem(404, "not_found");
    tour.get(&stranger, "/calendar.ics").await.problem(404, "not_found");
    tour.post(&tour.manager, "/feeds", &json!({ "shape": "hours" }))
        .await
        .problem(400, "malformed");
    tour.get(&tour.manager, "/calendar.ics?shape=hours").await.problem(400, "malformed");
    let nobody = json!({ "shape": "items", "person": app.new_id() });
    tour.post(&tour.manager, "/feeds", &nobody).await.problem(422, "invalid");
    let nobody = format!("/calendar.ics?person={}", app.new_id());
    tour.get(&tour.manager, &nobody).await.problem(404, "not_found");
    let long = json!({ "shape": "items", "name": "x".repeat(201) });
    tour.post(&tour.manager, "/feeds", &long).await.problem(422, "invalid");
    let mut last = String::new();
    for _ in 0..20 {
        last = feed(&tour, &tour.manager, new.clone()).await.0;
    }
    tour.post(&tour.manager, "/feeds", &new).await.problem(409, "conflict");
    app.delete(&tour.manager, &tour.path(&format!("/feeds/{last}")), 0).await.must_succeed();
    feed(&tour, &tour.manager, new).await;
    app.end().await;
}

#[tokio::test]
async fn a_flood_of_guesses_is_told_to_wait() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    let mut told = None;
    for n in 0..2_000 {
        let answer = fetch(&tour, &format!("/feeds/buscall_feed_{n}.ics"), &[]).await;
        if answer.status == 429 {
            told = answer.header("retry-after").map(ToOwned::to_owned);
            break;
        }
        answer.problem(404, "not_found");
    }
    assert!(told.is_some(), "2,000 guesses in a moment were answered");
    app.end().await;
}

#[tokio::test]
async fn a_feed_of_a_day_that_nobody_wrote_anything_about_is_a_calendar_all_the_same() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    let path = items(&tour).await;
    assert!(!text(&tour, &path).await.contains("VEVENT"));
    let day = tour.a_day("2026-10-24").await;
    assert_eq!(entry(&text(&tour, &path).await, &day.id), None);
    let (_, days) = feed(&tour, &tour.manager, json!({ "shape": "days" })).await;
    assert_eq!(value(&text(&tour, &days).await, &day.id, "SUMMARY"), "Show");
    let listed: Value = tour.get(&tour.manager, "/feeds").await.ok();
    assert_eq!(listed["items"].as_array().unwrap().len(), 2);
    app.end().await;
}
