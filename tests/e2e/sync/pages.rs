//! Pages: however small they are, a copy ends with the same state, and that is a committed one.

use std::collections::BTreeSet;

use domain::limits::{SYNC_BYTES_MAX, SYNC_RECORDS_MAX};
use domain::sync::{Budget, Digest, ExchangeOut, PageState};
use harness::{TestApp, create, each_database, set};
use serde_json::{Value, json};

use super::copy::Copy;
use super::{note, notes};
use crate::invariants::{all_records, states};

#[tokio::test]
async fn pages_of_one_record_come_to_the_same_as_one_large_page() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        tour.a_day("2026-10-24").item("Doors", "19:00").item_for("party", "Dinner", "18:00").await;
        notes(&tour, "everyone", 9).await;
        let gone = tour.record("everyone", "note", json!({ "body": "gone" })).await;
        app.delete(&tour.manager, &tour.path(&format!("/note/{gone}")), 1).await.must_succeed();
        let (mut large, mut small) =
            (Copy::new(&tour, &tour.manager), Copy::new(&tour, &tour.manager));
        small.limit = Budget { records: 1, bytes: SYNC_BYTES_MAX };

        let (n_large, n_small) = (large.catch_up().await, small.catch_up().await);

        assert_eq!(n_large, 2, "one answer with everything, one with nothing");
        assert!(n_small > 12, "{n_small} answers");
        assert_eq!(small.base, large.base);
        assert_eq!(small.digests, large.digests);
        assert_eq!(small.cursors, large.cursors);
        for state in states(&tour).await {
            let records = all_records(&tour, state.id).await;
            let mut digest = Digest::default();
            for record in &records {
                digest.add(record);
            }
            assert_eq!(small.digests[&state.id], digest.to_string());
            let copied: Vec<_> = small.base[&state.id].values().cloned().collect();
            let mut by_id = records;
            by_id.sort_unstable_by_key(|record| record.id);
            assert_eq!(copied, by_id);
        }
        assert!(small.see(gone).unwrap().deleted, "what was deleted is sent, too");
    })
    .await;
}

#[tokio::test]
async fn one_record_goes_even_where_it_is_larger_than_what_is_wanted() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let long = "x".repeat(15_000);
        tour.record("everyone", "note", json!({ "body": long })).await;
        let mut copy = Copy::new(&tour, &tour.manager);
        for limit in [Budget { records: 9, bytes: 1 }, Budget { records: 0, bytes: 0 }] {
            copy.limit = limit;
            let out = copy.exchange(Vec::new()).await;
            let n_records: usize = out.scopes.values().map(|page| page.records.len()).sum();
            assert_eq!(n_records, 1);
        }
        copy.catch_up().await;
        copy.must_add_up();
    })
    .await;
}

#[tokio::test]
async fn an_answer_holds_no_more_than_was_wanted_over_all_scopes_and_no_more_than_the_limit() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        for audience in ["everyone", "party", "management", "money"] {
            notes(&tour, audience, 3).await;
        }
        let mut copy = Copy::new(&tour, &tour.manager);
        copy.limit = Budget { records: 5, bytes: SYNC_BYTES_MAX };
        let out = copy.exchange(Vec::new()).await;
        let n_records: usize = out.scopes.values().map(|page| page.records.len()).sum();
        assert_eq!(n_records, 5);
        assert_eq!(out.scopes.len(), states(&tour).await.len(), "every scope is announced");
        assert!(out.scopes.values().any(|page| !page.complete && page.records.is_empty()));
        copy.catch_up().await;

        let many = usize::try_from(SYNC_RECORDS_MAX).unwrap();
        fill(app, &tour, many + 1).await;
        copy.limit = Budget { records: u64::MAX, bytes: u64::MAX };
        let out = copy.exchange(Vec::new()).await;
        let page = &out.scopes[&tour.scope("everyone")];
        assert!(page.records.len() <= many);
        let n_bytes: usize = page.records.iter().map(domain::sync::RawRecord::weight).sum();
        assert!(n_bytes as u64 <= SYNC_BYTES_MAX, "{n_bytes} bytes");
        assert!(!page.complete);
    })
    .await;
}

/// So many notes for everyone, many in a group.
async fn fill(app: &TestApp, tour: &harness::Tour<'_>, n_notes: usize) {
    let edits: Vec<_> = (0..n_notes).map(|n| note(tour, "everyone", &format!("{n}"))).collect();
    for edits in edits.chunks(200) {
        let sent = harness::group(app.new_id(), edits.to_vec());
        assert_eq!(tour.submit_one(&tour.manager, &sent).await["status"], "applied");
    }
}

/// Whoever writes says the same in two records at once. A reader who pages meanwhile may be in the
/// middle; once a scope is complete, both say the same.
#[tokio::test]
async fn a_reading_that_others_write_into_ends_in_a_committed_state() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let everyone = tour.scope("everyone");
        let notes = [app.new_id(), app.new_id()].map(domain::ids::RecordId);
        let made = notes.map(|id| create(everyone, "note", id, json!({ "body": "0" })));
        let [first, second] = made;
        tour.group(&tour.manager, vec![first]).await;
        super::notes(&tour, "everyone", 4).await;
        tour.group(&tour.manager, vec![second]).await;
        let mut copy = Copy::new(&tour, &tour.manager);
        copy.limit = Budget { records: 1, bytes: SYNC_BYTES_MAX };
        let mut n_complete = 0;

        for n in 1..40_u32 {
            if n % 3 == 0 {
                let (from, to) = (json!((n - 3).to_string()), json!(n.to_string()));
                let say = |id| set("note", id, "body", from.clone(), to.clone());
                let receipt = tour.group(&tour.manager, notes.map(say).to_vec()).await;
                assert_eq!(receipt["status"], "applied", "{receipt}");
            }
            let out = copy.exchange(Vec::new()).await;
            if out.scopes.get(&everyone).is_some_and(|page| page.complete) {
                n_complete += 1;
                copy.must_add_up();
                let says = |id| copy.see(id).unwrap().value("body").clone();
                assert_eq!(says(notes[0]), says(notes[1]));
            }
        }
        copy.catch_up().await;
        assert_eq!(copy.see(notes[0]).unwrap().value("body"), &json!("39"));
        assert!(n_complete > 3, "complete {n_complete} times");
    })
    .await;
}

#[tokio::test]
async fn a_record_that_changed_often_is_sent_once_as_it_is() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let day = tour.a_day("2026-10-24").await;
        let mut copy = Copy::new(&tour, &tour.manager);
        copy.catch_up().await;
        let mut from = Value::Null;
        for n in 0..10 {
            let to = json!(format!("weather {n}"));
            tour.group(&tour.manager, vec![set("day", day.id, "weather", from, to.clone())]).await;
            from = to;
        }
        let out = copy.exchange(Vec::new()).await;
        let page = &out.scopes[&tour.scope("everyone")];
        assert_eq!((page.state, page.records.len()), (PageState::Ok, 1));
        assert_eq!(copy.see(day.id).unwrap().value("weather"), &from);
        copy.must_add_up();
    })
    .await;
}

#[tokio::test]
async fn only_the_wanted_scopes_are_paged() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        notes(&tour, "party", 2).await;
        let copy = Copy::new(&tour, &tour.manager);
        let party = tour.scope("party");
        for (want, expected) in [
            (vec![party.to_string()], 1),
            (vec![party.to_string(), app.new_id().to_string()], 1),
            (vec![app.new_id().to_string()], 0),
            (vec![party.to_string(), "*".to_owned()], 5),
        ] {
            let mut request = copy.request(Vec::new());
            request.want = Some(want);
            let out = copy.send(&request).await.ok();
            assert_eq!(out["scopes"].as_object().unwrap().len(), expected, "{out}");
        }
        let mut request = copy.request(Vec::new());
        request.want = Some(vec!["party".to_owned()]);
        let problem = copy.send(&request).await.problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], "want[0]");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_wanted_comes_all_the_same_once_the_grants_have_changed() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "read")]).await;
        let mut copy = Copy::new(&tour, &ida);
        copy.catch_up().await;
        let (everyone, party) = (tour.scope("everyone"), tour.scope("party"));
        tour.give(&ida, &[("everyone", "edit"), ("party", "read")]).await;

        let mut request = copy.request(Vec::new());
        request.want = Some(vec![party.to_string()]);
        let out: ExchangeOut = serde_json::from_value(copy.send(&request).await.ok()).unwrap();

        assert_eq!(out.scopes.keys().collect::<BTreeSet<_>>(), [&everyone, &party].into());
        copy.take(&out);
        notes(&tour, "everyone", 1).await;
        let mut request = copy.request(Vec::new());
        request.want = Some(vec![party.to_string()]);
        let out = copy.send(&request).await.ok();
        assert_eq!(out["scopes"], json!({}), "while they stay the same, what is wanted counts");
    })
    .await;
}
