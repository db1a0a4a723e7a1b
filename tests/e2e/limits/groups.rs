//! The limits of groups.

use domain::change::{Edit, Group};
use domain::ids::RecordId;
use domain::limits::{
    GROUP_BYTES_MAX, GROUP_EDITS_MAX, GROUP_SENT_BYTES_MAX, GROUPS_PER_REQUEST_MAX,
    GROUPS_UNDECIDED_MAX, LINE_CHARS_MAX,
};
use harness::{Database, Person, TestApp, Tour, create, delete, group, set};
use serde_json::{Value, json};

use super::{field, field_of};

/// An edit that says nothing new.
fn nothing_new(note: RecordId) -> Edit {
    set("note", note, "title", json!(null), json!(null))
}

/// The one receipt of a group that keeps no rule, by the field that it is about.
async fn refused(tour: &Tour<'_>, sent: Group) -> String {
    let text = serde_json::to_string(&sent).unwrap();
    let receipt = tour.submit(&tour.manager, &[sent]).await.ok()["receipts"][0].clone();
    assert_eq!(receipt["status"], "rejected", "{text} was answered {receipt}");
    assert_eq!(receipt["problem"]["code"], "invalid", "{receipt}");
    field_of(&receipt["problem"])
}

async fn accepted(tour: &Tour<'_>, sent: Group) {
    let receipt = tour.submit(&tour.manager, &[sent]).await.ok()["receipts"][0].clone();
    assert_eq!(receipt["status"], "applied", "{receipt}");
}

#[tokio::test]
async fn a_request_carries_so_many_groups() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let note = tour.record("everyone", "note", json!({ "body": "x" })).await;
    let groups = |n: usize| -> Vec<_> {
        (0..n).map(|_| group(app.new_id(), vec![nothing_new(note)])).collect()
    };
    let answer = tour.submit(&tour.manager, &groups(GROUPS_PER_REQUEST_MAX)).await.ok();
    assert_eq!(answer["receipts"].as_array().unwrap().len(), GROUPS_PER_REQUEST_MAX);
    let many = tour.submit(&tour.manager, &groups(GROUPS_PER_REQUEST_MAX + 1)).await;
    assert_eq!(field(&many), "groups");
    tour.submit(&tour.manager, &[]).await.must_succeed();
    app.end().await;
}

#[tokio::test]
async fn a_group_carries_so_many_edits() {
    for database in Database::each().await {
        let app = TestApp::on(database).await;
        let tour = app.tour("Limits").await;
        let edits = |n: usize| {
            let scope = tour.scope("everyone");
            let task = |n: usize| {
                create(
                    scope,
                    "task",
                    RecordId(app.new_id()),
                    json!({ "title": format!("Task {n}") }),
                )
            };
            group(app.new_id(), (0..n).map(task).collect())
        };
        accepted(&tour, edits(GROUP_EDITS_MAX)).await;
        assert_eq!(refused(&tour, edits(GROUP_EDITS_MAX + 1)).await, "edits");
        assert_eq!(refused(&tour, edits(0)).await, "edits");
        let there = tour.get(&tour.manager, "/task?limit=200").await.ok();
        assert_eq!(there["items"].as_array().unwrap().len(), GROUP_EDITS_MAX, "all or nothing");
        app.end().await;
    }
}

/// A group that makes notes and has just so many bytes.
fn of_bytes(tour: &Tour<'_>, bytes: usize) -> Group {
    let scope = tour.scope("everyone");
    let note = |chars: usize| {
        create(scope, "note", RecordId(tour.app.new_id()), json!({ "body": "x".repeat(chars) }))
    };
    let n_full = bytes / 20_500;
    let mut full: Vec<_> = (0..n_full).map(|_| note(20_000)).collect();
    full.push(note(1));
    let mut sent = group(tour.app.new_id(), full);
    let rest = bytes - serde_json::to_string(&sent).unwrap().len();
    sent.edits[n_full] = note(1 + rest);
    assert_eq!(serde_json::to_string(&sent).unwrap().len(), bytes);
    sent
}

#[tokio::test]
async fn a_group_has_so_many_bytes() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    accepted(&tour, of_bytes(&tour, GROUP_BYTES_MAX)).await;
    assert_eq!(refused(&tour, of_bytes(&tour, GROUP_BYTES_MAX + 1)).await, "edits");
    app.end().await;
}

#[tokio::test]
async fn a_group_that_is_far_too_large_is_refused_with_all_that_came_with_it_and_not_kept() {
    for database in Database::each().await {
        let app = TestApp::on(database).await;
        let tour = app.tour("Limits").await;
        assert_eq!(refused(&tour, of_bytes(&tour, GROUP_SENT_BYTES_MAX)).await, "edits");
        let small = of_bytes(&tour, 1_000);
        let large = of_bytes(&tour, GROUP_SENT_BYTES_MAX + 1);
        let answer = tour.submit(&tour.manager, &[small.clone(), large.clone()]).await;
        assert_eq!(field(&answer), "groups[1]");
        for sent in [small, large] {
            let path = format!("/groups/{}", sent.id);
            tour.get(&tour.manager, &path).await.problem(404, "not_found");
        }
        app.end().await;
    }
}

/// Submits so many groups that keep no rule; the status and the number of receipts.
async fn wait_for_a_word(tour: &Tour<'_>, who: &Person, n_groups: usize) -> (u16, usize) {
    let groups: Vec<_> = (0..n_groups).map(|_| group(tour.app.new_id(), Vec::new())).collect();
    let answer = tour.submit(who, &groups).await;
    let receipts = answer.json()["receipts"].as_array().map_or(0, Vec::len);
    (answer.status, receipts)
}

#[tokio::test]
async fn so_many_groups_of_one_author_wait_for_a_decision_and_those_after_them_stay_where_they_are()
{
    for database in Database::each().await {
        let app = TestApp::on(database).await;
        let tour = app.tour("Limits").await;
        let ida = tour.join("Ida", &[("everyone", "edit")]).await;
        let ben = tour.join("Ben", &[("everyone", "read")]).await;
        let mut left = usize::try_from(GROUPS_UNDECIDED_MAX).unwrap() - 1;
        while left > 0 {
            let n_groups = left.min(GROUPS_PER_REQUEST_MAX);
            assert_eq!(wait_for_a_word(&tour, &ida, n_groups).await, (200, n_groups));
            left -= n_groups;
        }
        // As many as fit have a word; the one past them has none and is not kept.
        assert_eq!(wait_for_a_word(&tour, &ida, 2).await, (200, 1));
        let sent = group(app.new_id(), Vec::new());
        let past = tour.submit(&ida, std::slice::from_ref(&sent)).await;
        let told = past.problem(503, "unavailable")["detail"].as_str().unwrap().to_owned();
        assert!(told.contains("500 of your groups wait"), "{told}");
        assert_eq!(past.header("retry-after"), Some("60"));
        let path = format!("/groups/{}", sent.id);
        tour.get(&ida, &path).await.problem(404, "not_found");
        // What takes effect is taken, and others have room of their own.
        accepted(&tour, of_bytes(&tour, 1_000)).await;
        assert_eq!(wait_for_a_word(&tour, &ben, 1).await, (200, 1));
        let waiting = tour.get(&ida, "/groups?limit=1").await.ok();
        let first = waiting["items"][0]["group"]["id"].as_str().unwrap().to_owned();
        tour.post(&ida, &format!("/groups/{first}/discard"), &json!({})).await.must_succeed();
        let receipt = tour.submit_one(&ida, &sent).await;
        assert_eq!(receipt["status"], "rejected", "{receipt}");
        app.end().await;
    }
}

#[tokio::test]
async fn the_labels_of_a_group_are_short() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let note = tour.record("everyone", "note", json!({ "body": "x" })).await;
    let with_reason = |reason: String| Group {
        reason: Some(reason),
        ..group(app.new_id(), vec![nothing_new(note)])
    };
    accepted(&tour, with_reason("é".repeat(LINE_CHARS_MAX))).await;
    assert_eq!(refused(&tour, with_reason("é".repeat(LINE_CHARS_MAX + 1))).await, "reason");
    assert_eq!(refused(&tour, with_reason("a\u{0}b".to_owned())).await, "reason");
    let mut sent = group(app.new_id(), vec![nothing_new(note)]);
    sent.author = Some(app.person("Ben").await.account);
    assert_eq!(refused(&tour, sent).await, "author");
    app.end().await;
}

#[tokio::test]
async fn a_refusal_names_the_edit_and_the_field() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let elsewhere = app.tour_in(tour.org, &tour.manager, "Elsewhere").await;
    let there = elsewhere.a_day("2026-10-24").item("Doors", "19:00").await;
    let day = tour.a_day("2026-10-24").item("Load-in", "08:00").await;
    let note = tour.record("everyone", "note", json!({ "body": "x" })).await;
    let everyone = tour.scope("everyone");
    let item = |fields: Value| create(everyone, "schedule_item", RecordId(app.new_id()), fields);
    let (load_in, doors) = (day.item("Load-in"), there.item("Doors"));
    let when = json!({ "precision": "exact", "start": "25:99" });
    let late = set("schedule_item", load_in, "when", json!(null), when);
    for (wrong, at) in [
        (item(json!({ "day": day.id })), "fields.title"),
        (item(json!({ "day": there.id, "title": "Doors" })), "fields.day"),
        (item(json!({ "day": note, "title": "Doors" })), "fields.day"),
        (item(json!({ "day": app.new_id(), "title": "Doors" })), "fields.day"),
        (item(json!({ "day": "Friday", "title": "Doors" })), "fields.day"),
        (late, "fields.when"),
        (set("schedule_item", doors, "title", json!("Doors"), json!("Gates")), "id"),
        (set("task", note, "title", json!(null), json!("Tape")), "kind"),
        (set("day", day.id, "date", json!("2026-10-24"), json!("2026-10-25")), "fields.date"),
        (create(everyone, "schedule_item", doors, json!({ "day": day.id, "title": "x" })), "id"),
        (create(everyone, "task", note, json!({ "title": "x" })), "id"),
        (create(elsewhere.scope("everyone"), "task", note, json!({ "title": "x" })), "scope"),
        (delete("note", RecordId(app.new_id()), 1), "id"),
        (create(everyone, "dispute", RecordId(app.new_id()), json!({})), "fields.subject"),
    ] {
        let text = serde_json::to_string(&wrong).unwrap();
        let sent = group(app.new_id(), vec![nothing_new(note), wrong]);
        assert_eq!(refused(&tour, sent).await, format!("edits[1].{at}"), "{text}");
    }
    assert_eq!(tour.see(&tour.manager, "schedule_item", load_in).await["ver"], 1);
    assert_eq!(elsewhere.see(&elsewhere.manager, "schedule_item", doors).await["ver"], 1);
    app.end().await;
}
