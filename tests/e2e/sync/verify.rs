//! Verifying: what a scope holds, for a replica whose sum came out otherwise.

use domain::ids::RecordId;
use domain::limits::SYNC_FETCH_MAX;
use domain::sync::{Digest, VerifyOut};
use harness::{Answer, Person, Tour, each_database};
use serde_json::{Value, json};

use super::copy::Copy;
use super::notes;
use crate::invariants::all_records;

async fn verify(tour: &Tour<'_>, who: &Person, scope: Value, fetch: &[RecordId]) -> Answer {
    let body = json!({ "tour": tour.id, "scope": scope, "fetch": fetch });
    tour.app.post(who, "/sync/v1/verify", &body).await
}

#[tokio::test]
async fn every_record_is_named_and_those_asked_for_are_sent_whole() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        notes(&tour, "everyone", 4).await;
        let gone = tour.record("everyone", "note", json!({ "body": "gone" })).await;
        app.delete(&tour.manager, &tour.path(&format!("/note/{gone}")), 1).await.must_succeed();
        let hidden = tour.record("party", "note", json!({ "body": "dinner" })).await;
        let everyone = tour.scope("everyone");
        let mut copy = Copy::new(&tour, &tour.manager);
        copy.catch_up().await;

        let fetch = [gone, hidden, RecordId(app.new_id()), gone];
        let answer = verify(&tour, &tour.manager, json!(everyone), &fetch).await;

        let out: VerifyOut = serde_json::from_value(answer.ok()).unwrap();
        let mut digest = Digest::default();
        for record in all_records(&tour, everyone).await {
            assert_eq!(out.vers[&record.id], (record.ver, record.seq));
            digest.add(&record);
        }
        assert_eq!(out.vers.len(), copy.base[&everyone].len());
        assert_eq!(out.digest, digest.to_string());
        assert_eq!(out.cursor, copy.cursors[&everyone]);
        let records: Vec<_> = out.records.iter().map(|r| r.read(everyone).unwrap()).collect();
        assert_eq!(records, [copy.see(gone).unwrap().clone()], "once, and of this scope alone");
    })
    .await;
}

#[tokio::test]
async fn as_many_records_as_allowed_are_fetched_and_not_one_more() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let everyone = json!(tour.scope("everyone"));
        let mut fetch: Vec<_> = (0..SYNC_FETCH_MAX).map(|_| RecordId(app.new_id())).collect();
        let at = verify(&tour, &tour.manager, everyone.clone(), &fetch).await;
        assert_eq!(at.ok()["records"], json!([]));
        fetch.push(fetch[0]);
        let past = verify(&tour, &tour.manager, everyone, &fetch).await.problem(422, "invalid");
        assert_eq!(past["errors"][0]["field"], "fetch");
    })
    .await;
}
