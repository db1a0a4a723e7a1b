//! Groups up, receipts and pages down.

use std::collections::BTreeMap;

use domain::change::{Group, Status};
use domain::ids::{GroupId, RecordId, ScopeId};
use domain::limits::SYNC_SCOPES_MAX;
use domain::problem::ErrorCode;
use domain::sync::{HelloOut, PROTO, PageState, PeerKind, SCHEMA, Stop};
use harness::{create, each_database, set};
use reqwest::Method;
use serde_json::json;

use super::copy::Copy;
use super::note;
use crate::invariants::{all_records, states};
use crate::wire::send;

#[tokio::test]
async fn a_server_says_who_it_is_and_stays_the_same() {
    each_database(async |app| {
        let ask = async |app| send(app, None, (Method::GET, "/sync/v1/hello"), &[], "").await.ok();
        let hello: HelloOut = serde_json::from_value(ask(app).await).unwrap();
        assert_eq!((hello.proto, hello.schema), (PROTO, SCHEMA));
        assert_eq!(hello.kind, PeerKind::Authority);
        assert_eq!(hello.now, app.clock().now());
        let second = app.beside().await;
        assert_eq!(ask(&second).await["server"], json!(hello.server));
        second.end().await;
    })
    .await;
}

#[tokio::test]
async fn what_one_copy_sends_the_other_is_sent() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "edit"), ("party", "read")]).await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Doors", "19:00").await;
        let (mut here, mut there) = (Copy::new(&tour, &ida), Copy::new(&tour, &tour.manager));
        here.catch_up().await;
        there.catch_up().await;
        let doors = day.item("Doors");
        assert_eq!(here.see(doors).unwrap().value("title"), &json!("Doors"));

        let title = set("schedule_item", doors, "title", json!("Doors"), json!("Gates"));
        let sent = here.exchange(vec![here.group(vec![title])]).await;

        assert_eq!(sent.receipts[0].status, Status::Applied);
        assert!(sent.tip_known && !sent.forked && sent.stop.is_none());
        let everyone = tour.scope("everyone");
        assert_eq!(sent.scopes.keys().collect::<Vec<_>>(), [&everyone]);
        let page = &sent.scopes[&everyone];
        assert_eq!((page.state, page.complete, page.records.len()), (PageState::Ok, true, 1));
        assert_eq!(here.see(doors).unwrap().value("title"), &json!("Gates"));
        there.exchange(Vec::new()).await;
        assert_eq!(there.base[&everyone], here.base[&everyone]);
        assert_eq!(there.digests[&everyone], here.digests[&everyone]);
        here.must_add_up();
        there.must_add_up();
        let quiet = here.exchange(Vec::new()).await;
        assert!(quiet.scopes.is_empty() && quiet.tip_known);
    })
    .await;
}

#[tokio::test]
async fn a_copy_holds_exactly_the_scopes_of_its_person_with_level_and_audience() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "edit"), ("party", "read")]).await;
        tour.a_day("2026-10-24").item("Doors", "19:00").item_for("party", "Dinner", "18:00").await;
        tour.record("management", "note", json!({ "body": "settle in cash" })).await;

        let (mut idas, mut mayas) = (Copy::new(&tour, &ida), Copy::new(&tour, &tour.manager));
        let out = idas.exchange(Vec::new()).await;
        mayas.exchange(Vec::new()).await;

        let levels: BTreeMap<_, _> = out
            .scopes
            .values()
            .map(|page| (page.audience.as_deref().unwrap(), page.level.unwrap().word()))
            .collect();
        assert_eq!(levels, [("everyone", "edit"), ("party", "read")].into());
        let states = states(&tour).await;
        assert_eq!(mayas.base.len(), states.len());
        for state in states {
            let all = all_records(&tour, state.id).await;
            let copied: Vec<_> = mayas.base[&state.id].values().cloned().collect();
            assert_eq!(copied.len(), all.len());
            assert!(all.iter().all(|record| copied.contains(record)), "{}", state.audience);
            assert_eq!(mayas.digests[&state.id], state.digest.to_string());
        }
        idas.must_add_up();
        mayas.must_add_up();
    })
    .await;
}

#[tokio::test]
async fn a_group_that_is_sent_twice_takes_effect_once_and_one_after_a_gap_waits() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let mut copy = Copy::new(&tour, &tour.manager);
        copy.catch_up().await;
        let note = |body: &str| {
            let id = RecordId(app.new_id());
            create(tour.scope("everyone"), "note", id, json!({ "body": body }))
        };
        let first = copy.group(vec![note("first")]);
        let second = Group { prev: Some(first.id), ..copy.group(vec![note("2")]) };

        let early = copy.exchange(vec![second.clone()]).await;

        assert_eq!(early.stop, Some(Stop::Gap { group: second.id }));
        assert!(early.receipts.is_empty() && early.scopes.is_empty());
        let sent = copy.exchange(vec![first.clone(), second.clone()]).await;
        assert_eq!(sent.receipts.len(), 2);
        let again = copy.exchange(vec![first, second]).await;
        assert!(again.receipts.iter().all(|receipt| receipt.dup));
        assert_eq!(again.receipts[0].at, sent.receipts[0].at);
        assert!(again.scopes.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_group_under_an_id_that_somebody_else_has_used_does_not_hold_up_those_after_it() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "edit")]).await;
        let taken = tour.app.new_id();
        tour.submit_one(
            &tour.manager,
            &harness::group(taken, vec![note(&tour, "everyone", "first")]),
        )
        .await;
        let mut copy = Copy::new(&tour, &ida);
        copy.catch_up().await;
        let same =
            Group { id: GroupId(taken), ..copy.group(vec![note(&tour, "everyone", "same")]) };
        let after =
            Group { prev: Some(same.id), ..copy.group(vec![note(&tour, "everyone", "after")]) };

        for dup in [false, true] {
            let out = copy.exchange(vec![same.clone(), after.clone()]).await;
            let statuses: Vec<_> = out.receipts.iter().map(|receipt| receipt.status).collect();
            assert_eq!(statuses, [Status::Rejected, Status::Applied]);
            let why = out.receipts[0].problem.as_ref().map(|problem| problem.code);
            assert_eq!((why, out.receipts[1].dup), (Some(ErrorCode::Conflict), dup));
        }
        let answer = tour.get(&ida, &format!("/groups/{taken}")).await;
        answer.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_request_names_so_many_scopes_and_not_one_more() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let copy = Copy::new(&tour, &tour.manager);
        let scopes = |n: usize| (0..n).map(|_| ScopeId(app.new_id()));
        for (n_scopes, status) in [(SYNC_SCOPES_MAX, 200), (SYNC_SCOPES_MAX + 1, 422)] {
            let mut standing = copy.request(Vec::new());
            standing.cursors = scopes(n_scopes).map(|scope| (scope, "x".to_owned())).collect();
            let mut wanting = copy.request(Vec::new());
            wanting.want = Some(scopes(n_scopes).map(|scope| scope.to_string()).collect());
            for (request, field) in [(standing, "cursors"), (wanting, "want")] {
                let answer = copy.send(&request).await;
                assert_eq!(answer.status, status, "{field}: {}", answer.text());
                let refused = answer.json()["errors"][0]["field"].clone();
                assert_eq!(refused.as_str(), (status == 422).then_some(field));
            }
        }
    })
    .await;
}
