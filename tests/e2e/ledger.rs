//! Groups over HTTP: once or twice, in order or with a gap, whole or not at all.

use domain::change::Group;
use domain::ids::{GroupId, RecordId, ReplicaId};
use futures_util::future::join_all;
use harness::{Person, TestApp, Tour, create, each_database, group, set};
use serde_json::{Value, json};

/// What a reader can tell of everything that was written: counters, digests, records, history.
async fn all_that_is_there(tour: &Tour<'_>) -> Value {
    let seen = tour.get(&tour.manager, "/audiences").await.ok();
    let changes = tour.get(&tour.manager, "/changes").await.ok();
    let states = crate::invariants::states(tour).await;
    let digests: Vec<_> = states.iter().map(|state| state.digest.to_string()).collect();
    json!([seen, changes, digests])
}

fn note(tour: &Tour<'_>, body: &str) -> (RecordId, Group) {
    let id = RecordId(tour.app.new_id());
    let edit = create(tour.scope("everyone"), "note", id, json!({ "body": body }));
    (id, group(tour.app.new_id(), vec![edit]))
}

async fn a_tour(app: &TestApp) -> (Tour<'_>, Person) {
    let tour = app.tour("Northern Lights").await;
    let ida = tour.join("Ida", &[("everyone", "edit")]).await;
    (tour, ida)
}

#[tokio::test]
async fn a_group_that_is_sent_twice_gets_the_same_receipt_and_has_one_effect() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let (id, sent) = note(&tour, "The dock is behind the hall");
        let first = tour.submit_one(&ida, &sent).await;
        let after_once = all_that_is_there(&tour).await;

        let mut second = tour.submit_one(&ida, &sent).await;

        assert_eq!(first["dup"], false);
        assert_eq!(second["dup"], true);
        second["dup"] = json!(false);
        assert_eq!(second, first);
        assert_eq!(all_that_is_there(&tour).await, after_once);
        assert_eq!(tour.see(&ida, "note", id).await["ver"], 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_group_that_arrives_by_many_ways_at_once_has_one_effect_and_one_receipt() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        for round in 0..10 {
            let (id, taken) = note(&tour, "The dock is behind the hall");
            let broken = group(app.new_id(), vec![set("note", id, "body", json!(1), json!(2))]);
            let sent = if round % 2 == 0 { taken } else { broken };
            let ways = (0..8).map(|_| tour.submit(&ida, std::slice::from_ref(&sent)));

            let answers = join_all(ways).await;

            let receipts = answers.iter().map(|answer| answer.ok()["receipts"][0].clone());
            let (again, once): (Vec<_>, Vec<_>) =
                receipts.partition(|receipt| receipt["dup"] == true);
            assert_eq!(once.len(), 1, "{once:?}");
            assert!(again.iter().all(|receipt| receipt["at"] == once[0]["at"]));
            assert!(again.iter().all(|receipt| receipt["status"] == once[0]["status"]));
        }
        assert_eq!(tour.get(&ida, "/note").await.ok()["items"].as_array().unwrap().len(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_group_whose_predecessor_is_missing_is_refused_and_nothing_is_written() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let (_, first) = note(&tour, "first");
        let (second_id, second) = note(&tour, "second");
        let second = Group { prev: Some(first.id), ..second };
        let before = all_that_is_there(&tour).await;

        let refused = tour.submit(&ida, std::slice::from_ref(&second)).await;

        refused.problem(409, "gap");
        assert_eq!(all_that_is_there(&tour).await, before);
        let path = format!("/groups/{}", second.id);
        tour.get(&ida, &path).await.problem(404, "not_found");
        tour.get(&ida, &format!("/note/{second_id}")).await.problem(404, "not_found");

        let both = tour.submit(&ida, &[first, second]).await.ok();
        let statuses: Vec<_> =
            both["receipts"].as_array().unwrap().iter().map(|r| &r["status"]).collect();
        assert_eq!(statuses, ["applied", "applied"]);
        assert_eq!(both["gap"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn what_stands_before_a_gap_is_taken_and_what_stands_after_it_is_not_looked_at() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let ((a_id, a), (b_id, b), (c_id, c)) =
            (note(&tour, "a"), note(&tour, "b"), note(&tour, "c"));
        let b = Group { prev: Some(GroupId(app.new_id())), ..b };

        let answer = tour.submit(&ida, &[a.clone(), b.clone(), c]).await.ok();

        assert_eq!(answer["gap"], json!(b.id));
        assert_eq!(answer["receipts"].as_array().unwrap().len(), 1);
        assert_eq!(answer["receipts"][0]["group"], json!(a.id));
        tour.see(&ida, "note", a_id).await;
        for absent in [b_id, c_id] {
            tour.get(&ida, &format!("/note/{absent}")).await.problem(404, "not_found");
        }
    })
    .await;
}

#[tokio::test]
async fn two_groups_after_the_same_one_say_that_the_installation_was_copied() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let replica = Some(ReplicaId(app.new_id()));
        let of_replica = |prev, (_, group)| Group { replica, prev, ..group };
        let first = of_replica(None, note(&tour, "before the copy"));
        let on_laptop = of_replica(Some(first.id), note(&tour, "on the laptop"));
        let on_copy = of_replica(Some(first.id), note(&tour, "on the copy"));

        let laptop = tour.submit(&ida, &[first, on_laptop]).await.ok();
        let copy = tour.submit(&ida, &[on_copy]).await.ok();

        assert_eq!(laptop["forked"], false);
        assert_eq!(copy["forked"], true);
        assert_eq!(copy["receipts"][0]["status"], "applied", "nothing of it is lost");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_copies_under_one_id_that_write_at_once_into_different_audiences_are_noticed() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        tour.give(&ida, &[("everyone", "edit"), ("party", "edit")]).await;
        for _ in 0..10 {
            let replica = Some(ReplicaId(app.new_id()));
            let (_, first) = note(&tour, "before the copy");
            let first = Group { replica, ..first };
            tour.submit_one(&ida, &first).await;
            let after = |audience: &str| {
                let id = RecordId(app.new_id());
                let edit = create(tour.scope(audience), "note", id, json!({ "body": audience }));
                let made = group(app.new_id(), vec![edit]);
                [Group { replica, prev: Some(first.id), ..made }]
            };
            let (laptop, copy) = (after("everyone"), after("party"));

            let (one, other) = tokio::join!(tour.submit(&ida, &laptop), tour.submit(&ida, &copy));

            let told = [one, other].map(|answer| answer.ok()["forked"] == true);
            assert!(told[0] != told[1], "whoever is second is told, and nobody else: {told:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn different_fields_of_one_row_merge_though_neither_author_saw_the_other() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let jonas = tour.join("Jonas", &[("everyone", "edit")]).await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Doors", "19:00").await;
        let doors = day.item("Doors");
        let (from, to) = (json!("Doors"), json!("Doors (VIP first)"));
        let seven = json!({ "precision": "exact", "start": "19:00" });
        let half_past = json!({ "precision": "exact", "start": "19:30" });

        let title = tour.group(&ida, vec![set("schedule_item", doors, "title", from, to)]).await;
        let when =
            tour.group(&jonas, vec![set("schedule_item", doors, "when", seven, half_past)]).await;

        assert_eq!((&title["status"], &when["status"]), (&json!("applied"), &json!("applied")));
        let sheet = tour.get(&ida, &day.sheet()).await.ok();
        assert_eq!(sheet["schedule"][0]["title"], "Doors (VIP first)");
        assert_eq!(sheet["schedule"][0]["text"], "19:30");
        assert_eq!(sheet["disputed"], 0);
    })
    .await;
}

#[tokio::test]
async fn a_rejected_group_leaves_no_trace_but_its_content() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let (sound, good) = note(&tour, "sound by itself");
        let absent = RecordId(app.new_id());
        let broken = set("note", absent, "body", Value::Null, json!("about nothing"));
        let sent = Group { edits: [good.edits, vec![broken]].concat(), ..good };
        let before = all_that_is_there(&tour).await;

        let receipt = tour.submit_one(&ida, &sent).await;

        assert_eq!(receipt["status"], "rejected");
        assert_eq!(receipt["problem"]["errors"][0]["field"], "edits[1].id");
        assert_eq!(receipt["at"], json!({}));
        assert_eq!(all_that_is_there(&tour).await, before);
        tour.get(&ida, &format!("/note/{sound}")).await.problem(404, "not_found");

        let kept = tour.get(&ida, &format!("/groups/{}", sent.id)).await.ok();
        assert_eq!(kept["held"]["group"], serde_json::to_value(&sent).unwrap());
        let waiting = tour.get(&ida, "/groups").await.ok();
        assert_eq!(waiting["items"][0]["group"]["id"], json!(sent.id));
    })
    .await;
}

#[tokio::test]
async fn a_group_under_somebody_elses_id_is_refused() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let jonas = tour.join("Jonas", &[("everyone", "edit")]).await;
        let (_, idas) = note(&tour, "Ida's");
        tour.submit_one(&ida, &idas).await;
        let (jonas_note, group) = note(&tour, "Jonas's");

        let refused = tour.submit(&jonas, &[Group { id: idas.id, ..group }]).await;

        refused.problem(409, "conflict");
        tour.get(&jonas, &format!("/note/{jonas_note}")).await.problem(404, "not_found");
        tour.get(&jonas, &format!("/groups/{}", idas.id)).await.problem(404, "not_found");
        let in_idas_name = Group { author: Some(ida.account), ..note(&tour, "as Ida").1 };
        let receipt = tour.submit_one(&jonas, &in_idas_name).await;
        assert_eq!(receipt["status"], "rejected");
        assert_eq!(receipt["problem"]["errors"][0]["field"], "author");
    })
    .await;
}

#[tokio::test]
async fn an_id_that_another_tour_of_the_organisation_has_cannot_be_written_from_here() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let other = app.tour_in(tour.org, &tour.manager, "Southern Lights").await;
        let (id, group_here) = note(&tour, "The dock is behind the hall");
        tour.submit(&ida, &[group_here]).await.must_succeed();
        let before = (tour.see(&ida, "note", id).await, all_that_is_there(&tour).await);
        let edit = create(other.scope("everyone"), "note", id, json!({ "body": "written over" }));

        let receipt = other.group(&tour.manager, vec![edit]).await;

        assert_eq!(receipt["status"], "rejected");
        assert_eq!(receipt["problem"]["errors"][0]["rule"], "is taken");
        assert_eq!((tour.see(&ida, "note", id).await, all_that_is_there(&tour).await), before);
        other.get(&tour.manager, &format!("/note/{id}")).await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_request_takes_a_hundred_groups_and_not_one_more() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let groups: Vec<_> = (0..=100).map(|n| note(&tour, &format!("note {n}")).1).collect();

        let one_too_many = tour.submit(&ida, &groups).await;
        let as_many_as_fit = tour.submit(&ida, &groups[1..]).await;

        let problem = one_too_many.problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], "groups");
        assert_eq!(as_many_as_fit.ok()["receipts"].as_array().unwrap().len(), 100);
        assert_eq!(tour.submit(&ida, &[]).await.ok()["receipts"], json!([]));
    })
    .await;
}
