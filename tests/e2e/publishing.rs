//! Handing out sheets and lists as versions: with a preview, over audiences, and with no network.

use harness::{Answer, Database, TestApp, Tour, each_database};
use serde_json::{Value, json};

use crate::companion::device::Device;

const DAY: &str = "2026-11-24";

async fn publish(tour: &Tour<'_>, body: Value) -> Answer {
    tour.post(&tour.manager, "/publications", &body).await
}

/// Publishes the sheet of the day.
async fn hand_out(tour: &Tour<'_>, reason: &str) -> Value {
    publish(tour, json!({ "date": DAY, "reason": reason })).await.ok()
}

fn sentences(changes: &Value) -> Vec<&str> {
    let changes = changes.as_array().unwrap().iter();
    changes.map(|change| change["sentence"].as_str().unwrap()).collect()
}

async fn sheet(tour: &Tour<'_>) -> Value {
    tour.get(&tour.manager, &format!("/days/{DAY}")).await.ok()
}

async fn move_item(tour: &Tour<'_>, sheet: &Value, title: &str, start: &str) {
    let row = sheet["schedule"].as_array().unwrap().iter().find(|row| row["title"] == title);
    let (id, ver) = (row.unwrap()["id"].as_str().unwrap(), row.unwrap()["ver"].as_u64().unwrap());
    let fields = json!({ "fields": { "when": { "precision": "exact", "start": start } } });
    let path = tour.path(&format!("/schedule_item/{id}"));
    tour.app.patch(&tour.manager, &path, ver, &fields).await.must_succeed();
}

#[tokio::test]
async fn a_published_sheet_says_what_is_other_than_before_and_what_has_changed_since() {
    each_database(async |app| {
        let tour = app.tour("Paper").await;
        let day = tour.a_day(DAY).in_zone("Europe/Berlin").item("Soundcheck", "16:00");
        day.item("Doors", "19:00").await;
        let body = json!({ "date": DAY, "reason": "First" });
        let shown = tour.post(&tour.manager, "/publications?preview=true", &body).await.ok();
        assert_eq!((&shown["version"], &shown["applied"]), (&json!(1), &json!(false)));
        assert_eq!(sheet(&tour).await["versions"], json!([]), "a preview publishes nothing");

        let first = hand_out(&tour, "First").await;
        assert_eq!(first["receipts"][0]["status"], "applied");
        publish(&tour, json!({ "date": DAY })).await.problem(409, "conflict");
        move_item(&tour, &sheet(&tour).await, "Soundcheck", "16:45").await;
        let now = sheet(&tour).await;
        assert_eq!(sentences(&now["versions"][0]["since"]), ["Soundcheck 16:00 → 16:45"]);
        let text = tour.get(&tour.manager, &format!("/days/{DAY}.txt")).await.text();
        assert!(text.contains("v1 and 1 later change"), "{text}");

        let second = hand_out(&tour, "The truck is late").await;
        assert_eq!((&second["version"], &second["severity"]), (&json!(2), &json!("important")));
        let now = sheet(&tour).await;
        assert_eq!(now["versions"][0]["reason"], "The truck is late");
        assert_eq!(sentences(&now["versions"][0]["changed"]), ["Soundcheck 16:00 → 16:45"]);
        assert_eq!(now["versions"][0]["since"], json!([]));
        // Whoever holds the paper of the first version learns what is other now.
        assert_eq!(now["versions"][1]["edition"], first["edition"]);
        assert_eq!(sentences(&now["versions"][1]["since"]), ["Soundcheck 16:00 → 16:45"]);

        let message = format!("/days/{DAY}/message.txt");
        let changes = tour.get(&tour.manager, &format!("{message}?changes=true")).await.text();
        assert!(
            changes.contains("• Soundcheck 16:00 → 16:45\nv2, changes since v1\n"),
            "{changes}"
        );
        assert!(changes.contains(&format!("/tours/{}/{DAY}", tour.id)), "{changes}");
        let whole = tour.get(&tour.manager, &message).await.text();
        assert!(whole.contains("16:45 Soundcheck ?\n19:00 Doors ?\n"), "{whole}");
        let unknown = format!("{message}?changes=true&since={}", tour.id);
        tour.get(&tour.manager, &unknown).await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_version_tells_each_reader_of_their_own_audiences_alone() {
    each_database(async |app| {
        let tour = app.tour("Paper").await;
        let day = tour.a_day(DAY).in_zone("Europe/Berlin").item("Doors", "19:00").await;
        let day = tour.get(&tour.manager, &day.sheet()).await.ok()["header"]["day"].clone();
        let meeting = json!({ "day": day, "title": "Band meeting",
            "when": { "precision": "exact", "start": "14:00" } });
        tour.record("party", "schedule_item", meeting).await;
        hand_out(&tour, "First").await;
        let crew = tour.join("Crew", &[("everyone", "read")]).await;
        let path = format!("/days/{DAY}");
        let seen = tour.get(&crew, &path).await;
        assert!(!seen.text().contains("Band meeting"), "{}", seen.text());
        assert_eq!(seen.ok()["versions"][0]["since"], json!([]));
        let records = tour.get(&crew, "/publication").await;
        assert!(!records.text().contains("Band meeting"), "{}", records.text());
        // A reader publishes nothing, and a message is for everyone unless it says for whom.
        let refused = tour.post(&crew, "/publications", &json!({ "date": DAY })).await;
        refused.problem(403, "not_allowed");
        let message = format!("{path}/message.txt");
        let everyone = tour.get(&tour.manager, &message).await.text();
        assert!(!everyone.contains("Band meeting"), "{everyone}");
        let party = tour.get(&tour.manager, &format!("{message}?variant=party")).await.text();
        assert!(party.contains("14:00 Band meeting"), "{party}");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_published_is_said_and_makes_nothing() {
    each_database(async |app| {
        let tour = app.tour("Paper").await;
        publish(&tour, json!({ "date": DAY })).await.problem(404, "not_found");
        publish(&tour, json!({})).await.problem(422, "invalid");
        publish(&tour, json!({ "what": "guest_list", "event": tour.id }))
            .await
            .problem(404, "not_found");
        let long = json!({ "date": DAY, "reason": "x".repeat(201) });
        publish(&tour, long).await.problem(400, "malformed");
        publish(&tour, json!({ "date": DAY, "loudly": true })).await.problem(400, "malformed");
        assert_eq!(tour.get(&tour.manager, "/publication").await.ok()["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_laptop_publishes_without_a_server_and_both_then_tell_the_same() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Paper").await;
    tour.a_day(DAY).in_zone("Europe/Berlin").item("Doors", "19:00").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let asked = device.run(&["--offline", "publish", DAY]).await.with(3);
    asked.says("version 1 with 2 lines");
    device.run(&["--offline", "publish", DAY, "--yes", "--reason", "Printed"]).await.with(0);
    device.run(&["--offline", "publish", DAY, "--yes"]).await.with(0).says("since version 1");
    device.run(&["--offline", "set", "doors", "when=19:30", "--day", DAY]).await.with(0);
    let sheet_here = device.run(&["--offline", "day", DAY]).await.with(0).stdout;
    assert!(sheet_here.contains("v1 and 1 later change"), "{sheet_here}");
    device.run(&["--offline", "publish", DAY, "--rooming"]).await.with(2);
    device.run(&["sync"]).await.with(0);
    let there = sheet(&tour).await;
    assert_eq!(sentences(&there["versions"][0]["since"]), ["Doors 19:00 → 19:30"]);
    assert_eq!(there["versions"][0]["reason"], "Printed");
}
