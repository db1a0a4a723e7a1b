//! What must hold after any groups: digests and counters say what is stored, no group is lost, and
//! both databases come to the same.

use std::collections::{BTreeMap, BTreeSet};

use api::store::scopes::ScopeState;
use api::store::{records, scopes};
use domain::ids::ScopeId;
use domain::record::Record;
use domain::sync::Digest;
use harness::{Database, Person, TestApp, Tour, each_database};
use serde_json::{Value, json};

use crate::workload::{Workload, group_of};

const GROUPS: usize = 200;

/// The scopes of a tour and its organisation's directory, as the ledger keeps them.
pub(crate) async fn states(tour: &Tour<'_>) -> Vec<ScopeState> {
    let conn = tour.app.store().reader();
    scopes::states(conn, tour.org, tour.id, tour.manager.account).await.unwrap()
}

/// Every record of a scope, deleted ones too, in the order of their numbers.
pub(crate) async fn all_records(tour: &Tour<'_>, scope: ScopeId) -> Vec<Record> {
    let conn = tour.app.store().reader();
    records::changed_after(conn, tour.org, scope, 0, 1_000_000).await.unwrap()
}

/// A tour with one day and people of different levels.
async fn crowd(app: &TestApp) -> (Tour<'_>, Vec<Person>) {
    let tour = app.tour("Northern Lights").await;
    tour.a_day("2026-10-24").in_zone("Europe/Berlin").await;
    let people = vec![
        tour.manager.clone(),
        tour.join("Ida", &[("everyone", "edit"), ("management", "edit")]).await,
        tour.join("Jonas", &[("everyone", "edit")]).await,
        tour.join("Karl", &[("everyone", "edit"), ("management", "read")]).await,
        tour.join("Lena", &[("everyone", "contribute")]).await,
    ];
    (tour, people)
}

#[tokio::test]
async fn kept_digests_and_counters_are_those_of_the_records() {
    each_database(async |app| {
        let (tour, people) = crowd(app).await;

        let receipts = Workload::new(0xB05C).run(&tour, &people, GROUPS).await;

        let statuses: BTreeSet<_> =
            receipts.iter().map(|receipt| receipt["status"].as_str().unwrap()).collect();
        let all = ["applied", "merged", "disputed", "held", "rejected"];
        assert_eq!(statuses, BTreeSet::from(all), "the groups are not various enough");
        for state in states(&tour).await {
            let found = all_records(&tour, state.id).await;
            let mut digest = Digest::default();
            for record in &found {
                digest.add(record);
            }
            assert_eq!(state.digest, digest, "the digest of `{}`", state.audience);
            let newest = found.iter().map(|record| record.seq).max().unwrap_or(0);
            assert_eq!(state.head, newest, "the counter of `{}`", state.audience);
        }
    })
    .await;
}

#[tokio::test]
async fn every_group_that_was_sent_is_in_force_or_can_be_read_back() {
    each_database(async |app| {
        let (tour, people) = crowd(app).await;

        let receipts = Workload::new(0xB06C).run(&tour, &people, GROUPS / 2).await;

        let mut authors = people.iter().cycle();
        for receipt in &receipts {
            let path = format!("/groups/{}", group_of(receipt));
            let mut answers = Vec::new();
            for _ in 0..people.len() {
                answers.push(tour.get(authors.next().unwrap(), &path).await);
            }
            let own = answers.iter().find(|answer| answer.status == 200);
            let own = own.unwrap_or_else(|| panic!("nobody can read {path} back")).json();
            assert_eq!(&own["receipt"], receipt);
            let taken =
                ["applied", "merged", "disputed"].contains(&receipt["status"].as_str().unwrap());
            assert_eq!(own["held"].is_null(), taken, "{receipt}");
        }
    })
    .await;
}

/// All records and receipts of a run, with the server's own ids written as what they name.
async fn outcome_on(database: Database, seed: u64) -> Value {
    let app = TestApp::on(database).await;
    let (tour, people) = crowd(&app).await;
    let receipts = Workload::new(seed).run(&tour, &people, GROUPS).await;
    let mut by_audience = BTreeMap::new();
    for state in states(&tour).await {
        let kept = (state.head, state.digest.to_string(), all_records(&tour, state.id).await);
        by_audience.insert(state.audience, kept);
    }
    let mut text = json!([receipts, by_audience]).to_string();
    let day = domain::ids::RecordId::of_day(tour.id, "2026-10-24".parse().unwrap());
    let mut names =
        vec![(tour.id.to_string(), "tour".to_owned()), (day.to_string(), "day".to_owned())];
    names.extend(tour.scopes.iter().map(|(name, scope)| (scope.to_string(), name.clone())));
    names.extend(people.iter().map(|person| (person.account.to_string(), person.name.clone())));
    for (id, name) in names {
        text = text.replace(&id, &name);
    }
    app.end().await;
    let mut outcome: Value = serde_json::from_str(&text).unwrap();
    // A tour's id is a part of what its digest sums up, and every tour has its own.
    outcome[1]["everyone"][1] = Value::Null;
    outcome
}

#[tokio::test]
async fn the_same_groups_come_to_the_same_on_both_databases() {
    for seed in [0xB05, 0xCA11] {
        let Some(postgres) = Database::postgres().await else { return };
        let on_postgres = outcome_on(postgres, seed).await;

        let on_sqlite = outcome_on(Database::sqlite().await, seed).await;

        let outcomes =
            on_sqlite[0].as_array().unwrap().iter().zip(on_postgres[0].as_array().unwrap());
        for (sqlite, postgres) in outcomes {
            assert_eq!(sqlite, postgres, "seed {seed}");
        }
        assert_eq!(on_sqlite[1], on_postgres[1], "seed {seed}");
    }
}
