//! Several programs at one file, and programs that die in the middle.

use domain::change::{Edit, Group};
use domain::permission::Level;
use domain::record::Kind;
use domain::sync::{Digest, RawRecord, ReplicaState};
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use serde_json::json;
use serde_json::value::to_raw_value;

use super::*;
use crate::local::execute::Execution;
use crate::local::state;

const SAVES: u128 = 40;

fn drafted(state: &ReplicaState, n: u128) -> Group {
    let edit = Edit::Undelete { kind: Kind::Note, id: record(n) };
    state.draft(group(n), vec![edit], None)
}

/// Takes in a scope with some records, and saves something.
fn a_plan() -> Vec<Op> {
    let raw = |n: u128| RawRecord {
        kind: Kind::Note,
        id: record(n),
        ver: 1,
        seq: u64::try_from(n).unwrap() + 1,
        deleted: false,
        fields: to_raw_value(&json!({"body": "x".repeat(300)})).unwrap(),
        stamps: to_raw_value(&json!({})).unwrap(),
    };
    let (scope, cursor, complete) = (scope(0), "c".to_owned(), Some((900, Digest::default())));
    let records = (0..400).map(raw).collect();
    vec![
        Op::Grants("g".to_owned()),
        Op::Scope { scope, audience: "everyone".to_owned(), level: Level::Edit },
        Op::Stage { scope, begin: true, whole: true, records, cursor, complete },
        Op::Swap(scope),
        Op::Save(drafted(&ReplicaState::new(replica(1), account(), tour()), 999)),
        Op::Cover,
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_that_save_at_once_lose_nothing_and_keep_one_order() {
    let scratch = Scratch::new().await;
    let path = scratch.path();
    let save = async |first: u128| {
        let local = Local::open(&path, replica(2)).await.unwrap().local;
        for n in first..first + SAVES {
            let plan = |state: &ReplicaState| Ok::<_, ()>(vec![Op::Save(drafted(state, n))]);
            local.execute(now(), plan).await.unwrap().unwrap();
        }
    };
    tokio::join!(save(0), save(1_000));
    let outbox = scratch.local.state().await.unwrap().outbox;
    assert_eq!(outbox.len() as u128, 2 * SAVES);
    // Each was made by who saw the one before it.
    let ids = outbox.iter().map(|group| Some(group.id));
    let expected: Vec<_> = std::iter::once(None).chain(ids).take(outbox.len()).collect();
    assert_eq!(outbox.iter().map(|group| group.prev).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_plan_that_is_refused_changes_nothing() {
    let scratch = Scratch::new().await;
    let before = scratch.local.state().await.unwrap();
    let refused = scratch.local.execute(now(), |_| Err::<Vec<Op>, _>("no")).await.unwrap();
    assert_eq!(refused, Err("no"));
    assert_eq!(scratch.local.state().await.unwrap(), before);
}

#[tokio::test]
async fn a_plan_of_which_one_step_fails_changes_nothing() {
    let scratch = Scratch::new().await;
    scratch.execute(vec![Op::Grants("before".to_owned())]).await;
    let before = scratch.local.state().await.unwrap();
    let trip = |table: &str| {
        format!(
            "CREATE TRIGGER trip BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'tripped'); END"
        )
    };
    for table in ["scope", "record", "logged_group"] {
        scratch.local.db.execute_unprepared(&trip(table)).await.unwrap();
        let failed = scratch.local.execute(now(), |_| Ok::<_, ()>(a_plan())).await;
        assert!(failed.unwrap_err().to_string().contains("tripped"));
        scratch.local.db.execute_unprepared("DROP TRIGGER trip").await.unwrap();
        assert_eq!(scratch.local.state().await.unwrap(), before);
        assert!(scratch.local.versions(scope(0)).await.unwrap().is_empty());
    }
    scratch.execute(a_plan()).await;
    assert_eq!(scratch.local.versions(scope(0)).await.unwrap().len(), 400);
}

#[tokio::test]
async fn what_a_program_had_not_finished_when_it_died_is_not_there() {
    let scratch = Scratch::new().await;
    scratch.execute(vec![Op::Grants("before".to_owned())]).await;
    let before = scratch.local.state().await.unwrap();
    // So little memory that most of the plan is in the files before its end.
    scratch.local.db.execute_unprepared("PRAGMA cache_size = 5").await.unwrap();
    let options = sea_orm::TransactionOptions {
        sqlite_transaction_mode: Some(sea_orm::SqliteTransactionMode::Immediate),
        ..sea_orm::TransactionOptions::default()
    };
    let txn = scratch.local.db.begin_with_options(options).await.unwrap();
    let loaded = state::load(&txn).await.unwrap();
    Execution::new(&txn, now(), loaded).run(a_plan()).await.unwrap();
    let dead = tempfile::tempdir().unwrap();
    let (path, log) = (scratch.path(), scratch.path().with_extension("db-wal"));
    assert!(std::fs::metadata(&log).unwrap().len() > 100_000, "nothing was written yet");
    for file in [&path, &log] {
        std::fs::copy(file, dead.path().join(file.file_name().unwrap())).unwrap();
    }
    txn.commit().await.unwrap();
    assert_ne!(scratch.local.state().await.unwrap(), before);

    let found = Local::open(&dead.path().join("tour.db"), replica(1)).await.unwrap().local;
    assert_eq!(found.state().await.unwrap(), before);
    assert!(found.versions(scope(0)).await.unwrap().is_empty());
    execute(&found, a_plan()).await;
    assert_eq!(found.versions(scope(0)).await.unwrap().len(), 400);
}
