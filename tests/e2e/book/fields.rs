//! Plain resources: made, changed, cleared, deleted and brought back, each by whoever has seen what
//! it replaces.

use harness::{Database, TestApp, each_database};
use reqwest::Method;
use serde_json::{Value, json};

use super::{at, sheet, titles};
use crate::wire::send;

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn null_clears_a_field_and_what_is_absent_stays() {
    each_database(async |app| {
        let tour = app.tour("Fields").await;
        let day = tour.a_day("2026-10-24").item("Doors", "19:00").await;
        let path = tour.path(&format!("/schedule_item/{}", day.item("Doors")));
        let patch = json!({ "fields": { "place": "Main gate", "penalty": "none" } });
        let answer = app.patch(&tour.manager, &path, 1, &patch).await;
        assert_eq!(answer.header("etag"), Some("\"2\""));
        assert_eq!(answer.ok()["receipt"]["status"], "applied");
        let patch = json!({ "fields": { "place": null, "detail": null } });
        let answer = app.patch(&tour.manager, &path, 2, &patch).await.ok();
        assert_eq!(answer["ver"], 3);
        let fields = &answer["fields"];
        assert_eq!(fields.get("place"), None);
        assert_eq!((&fields["penalty"], &fields["when"]), (&json!("none"), &at("19:00")));
        let patch = json!({ "fields": { "title": null } });
        let refused = app.patch(&tour.manager, &path, 3, &patch).await.problem(422, "invalid");
        assert_eq!(refused["errors"][0], json!({ "field": "fields.title", "rule": "is required" }));
        let patch = json!({ "fields": {} });
        let refused = app.patch(&tour.manager, &path, 3, &patch).await.problem(422, "invalid");
        assert_eq!(refused["errors"][0]["field"], "fields");
    })
    .await;
}

#[tokio::test]
async fn a_change_says_which_version_it_was_made_on_and_an_old_one_is_refused() {
    each_database(async |app| {
        let tour = app.tour("Fields").await;
        let day = tour.a_day("2026-10-24").item("Doors", "19:00").await;
        let path = tour.path(&format!("/schedule_item/{}", day.item("Doors")));
        let read = app.get(&tour.manager, &path).await;
        let etag = read.header("etag").unwrap().to_owned();
        assert_eq!(etag, "\"1\"");
        let body = "{\"fields\": {\"title\": \"Gates\"}}";
        let patch = |headers: Vec<(&'static str, String)>, body: &'static str| {
            let (app, path, maya) = (app, path.as_str(), &tour.manager);
            async move {
                let mut all = vec![JSON];
                all.extend(headers.iter().map(|(name, value)| (*name, value.as_str())));
                send(app, Some(maya), (Method::PATCH, path), &all, body).await
            }
        };
        patch(vec![], body).await.problem(428, "precondition_required");
        send(app, Some(&tour.manager), (Method::DELETE, &path), &[], "")
            .await
            .problem(428, "precondition_required");
        patch(vec![("if-match", etag.clone())], body).await.must_succeed();
        let told = patch(vec![("if-match", etag.clone())], body).await.problem(412, "stale");
        assert_eq!(told["detail"], "you have seen version 1, the newest is 2");
        app.delete(&tour.manager, &path, 1).await.problem(412, "stale");
        // Proxies make strong tags weak; what they name is the same version.
        patch(vec![("if-match", "W/\"2\"".to_owned())], body).await.must_succeed();
    })
    .await;
}

#[tokio::test]
async fn a_deleted_record_is_gone_from_the_sheet_and_comes_back_as_it_was() {
    each_database(async |app| {
        let tour = app.tour("Fields").await;
        let day = tour.a_day("2026-10-24").item("Load-in", "08:00").item("Doors", "19:00").await;
        let doors = day.item("Doors");
        let path = tour.path(&format!("/schedule_item/{doors}"));
        let gone = app.delete(&tour.manager, &path, 1).await.ok();
        assert_eq!((&gone["deleted"], &gone["ver"]), (&json!(true), &json!(2)));
        assert_eq!(titles(&sheet(&tour, "2026-10-24").await), ["Load-in"]);
        let listed = tour.get(&tour.manager, "/schedule_item").await;
        assert!(!listed.text().contains(&doors.to_string()));
        assert_eq!(tour.see(&tour.manager, "schedule_item", doors).await["deleted"], true);
        let patch = json!({ "fields": { "title": "Gates" } });
        app.patch(&tour.manager, &path, 2, &patch).await.problem(409, "conflict");
        app.delete(&tour.manager, &path, 2).await.must_succeed();

        let restore = format!("/schedule_item/{doors}/restore");
        let back = tour.post(&tour.manager, &restore, &json!({})).await.ok();
        assert_eq!(back["deleted"], false);
        assert_eq!(back["fields"]["when"], at("19:00"));
        assert_eq!(titles(&sheet(&tour, "2026-10-24").await), ["Load-in", "Doors"]);
        tour.post(&tour.manager, &restore, &json!({})).await.must_succeed();
    })
    .await;
}

#[tokio::test]
async fn a_request_that_is_sent_twice_under_its_key_is_done_once() {
    each_database(async |app| {
        let tour = app.tour("Fields").await;
        let maya = Some(&tour.manager);
        let key = app.new_id().to_string();
        let headers = [JSON, ("idempotency-key", key.as_str())];
        let path = tour.path("/note");
        let body = "{\"fields\": {\"body\": \"Bring a torch\"}}";
        let first = send(app, maya, (Method::POST, &path), &headers, body).await.ok();
        let again = send(app, maya, (Method::POST, &path), &headers, body).await.ok();
        assert_eq!(first["id"], again["id"]);
        assert_eq!(
            (&first["receipt"]["dup"], &again["receipt"]["dup"]),
            (&json!(false), &json!(true))
        );
        let notes = tour.get(&tour.manager, "/note").await.ok();
        assert_eq!(notes["items"].as_array().unwrap().len(), 1);

        let path = tour.path(&format!("/note/{}", first["id"].as_str().unwrap()));
        let key = app.new_id().to_string();
        let headers = [JSON, ("idempotency-key", key.as_str()), ("if-match", "\"1\"")];
        let body = "{\"fields\": {\"body\": \"Bring two\"}}";
        for dup in [false, true] {
            let answer = send(app, maya, (Method::PATCH, &path), &headers, body).await.ok();
            assert_eq!((&answer["ver"], &answer["receipt"]["dup"]), (&json!(2), &json!(dup)));
        }
        let key = app.new_id().to_string();
        let headers = [("idempotency-key", key.as_str()), ("if-match", "\"2\"")];
        for dup in [false, true] {
            let answer = send(app, maya, (Method::DELETE, &path), &headers, "").await.ok();
            assert_eq!((&answer["ver"], &answer["receipt"]["dup"]), (&json!(3), &json!(dup)));
        }
        let ben = tour.join("Ben", &[("everyone", "edit")]).await;
        let taken = send(app, Some(&ben), (Method::DELETE, &path), &headers, "").await;
        assert!([409, 412].contains(&taken.status), "{}", taken.text());
    })
    .await;
}

#[tokio::test]
async fn a_day_that_two_people_make_is_one_day() {
    each_database(async |app| {
        let tour = app.tour("Fields").await;
        let ben = tour.join("Ben", &[("everyone", "edit")]).await;
        let day = |zone: &str| json!({ "fields": { "date": "2026-10-24", "zone": zone } });
        let first = tour.post(&tour.manager, "/day", &day("Europe/Berlin")).await;
        let location = tour.path(&format!("/day/{}", first.ok()["id"].as_str().unwrap()));
        assert_eq!(first.header("location"), Some(location.as_str()));
        let second = tour.post(&ben, "/day", &day("Europe/Berlin")).await.ok();
        assert_eq!(first.ok()["id"], second["id"]);
        assert_eq!(second["receipt"]["status"], "applied");
        let other = tour.post(&ben, "/day", &day("Europe/Paris")).await.ok();
        assert_eq!(other["receipt"]["status"], "disputed");
        let grid = tour.get(&ben, "/days").await.ok();
        assert_eq!(grid["days"].as_array().unwrap().len(), 1);
        assert_eq!(grid["days"][0]["zone"], "Europe/Berlin");
        assert_eq!(grid["days"][0]["n_disputed"], 1);
    })
    .await;
}

#[tokio::test]
async fn records_come_page_by_page_each_of_them_once() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Fields").await;
    for n in 0..7 {
        tour.record("everyone", "task", json!({ "title": format!("Task {n}") })).await;
    }
    let (mut seen, mut path) = (Vec::new(), "/task?limit=3".to_owned());
    loop {
        let page = tour.get(&tour.manager, &path).await.ok();
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 3);
        seen.extend(items.iter().map(|item| item["fields"]["title"].as_str().unwrap().to_owned()));
        let Value::String(next) = &page["next"] else { break };
        path = format!("/task?limit=3&after={next}");
    }
    seen.sort();
    assert_eq!(seen, (0..7).map(|n| format!("Task {n}")).collect::<Vec<_>>());
    app.end().await;
}

#[tokio::test]
async fn what_this_version_does_not_know_is_carried_unchanged() {
    each_database(async |app| {
        let tour = app.tour("Fields").await;
        let fields = json!({ "body": "x", "colour": { "name": "red", "parts": [1, 2.5, null] } });
        let made = tour.post(&tour.manager, "/note", &json!({ "fields": fields })).await.ok();
        let path = tour.path(&format!("/note/{}", made["id"].as_str().unwrap()));
        let patched = json!({ "fields": { "title": "Colours" } });
        let patched = app.patch(&tour.manager, &path, 1, &patched).await.ok();
        assert_eq!(patched["fields"]["colour"], fields["colour"]);
    })
    .await;
}
