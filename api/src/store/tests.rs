//! What the storage layer promises, on both databases.

mod backup;
mod fixture;
mod roads;

use domain::record::Kind;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, Set, Statement,
    TransactionOptions, TransactionTrait,
};

use self::fixture::{Scratch, organisation_row, tag_row};
use super::backup::TABLES;
use super::entity::{commit_tag, organisation, server};
use super::{Engine, Store, StoreError, insert_all, is_retryable};

async fn one_number(conn: &impl ConnectionTrait, sql: &str) -> i64 {
    let ask = Statement::from_string(conn.get_database_backend(), sql);
    conn.query_one_raw(ask).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

async fn texts(conn: &impl ConnectionTrait, sql: &str) -> Vec<String> {
    let ask = Statement::from_string(conn.get_database_backend(), sql);
    let rows = conn.query_all_raw(ask).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

#[tokio::test]
async fn every_table_has_an_entity_that_reads_back_what_was_written_and_is_in_every_backup() {
    for scratch in Scratch::both("entities").await {
        let store = &scratch.store;
        let sql = match store.engine() {
            Engine::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            }
            Engine::Postgres => {
                "SELECT table_name::text FROM information_schema.tables \
                 WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
            }
        };
        let mut found = texts(store.reader(), sql).await;
        found.retain(|name| name != "seaql_migrations");
        found.sort();
        let mut ours: Vec<&str> = TABLES.to_vec();
        ours.sort_unstable();
        assert_eq!(found, ours);

        let written = fixture::fill(store.writer()).await;
        assert_eq!(fixture::dump(store.reader()).await, written);
    }
}

#[tokio::test]
async fn migrating_twice_takes_no_step_the_second_time() {
    for scratch in Scratch::both("twice").await {
        assert_eq!(scratch.store.pending_migrations().await.unwrap(), Vec::<String>::new());
        assert_eq!(scratch.store.migrate().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_database_of_a_newer_release_is_refused() {
    for scratch in Scratch::both("newer").await {
        let sql = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m3000_000001_x', 0)";
        scratch.store.writer().execute_unprepared(sql).await.unwrap();
        assert!(matches!(scratch.store.migrate().await, Err(StoreError::Newer(_))));
        assert!(matches!(scratch.store.pending_migrations().await, Err(StoreError::Newer(_))));
    }
}

#[tokio::test]
async fn eight_writers_that_read_first_lose_no_increment_on_sqlite() {
    let scratch = Scratch::sqlite().await;
    let row = server::ActiveModel { key: Set("n".to_owned()), value: Set("0".to_owned()) };
    row.insert(scratch.store.writer()).await.unwrap();
    let writers: Vec<_> = (0..8)
        .map(|_| {
            let store = scratch.store.clone();
            tokio::spawn(async move {
                for _ in 0..50 {
                    store.write(async |txn| increment(txn).await).await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let row = server::Entity::find_by_id("n").one(scratch.store.reader()).await.unwrap();
    assert_eq!(row.unwrap().value, "400");
}

async fn increment(txn: &impl ConnectionTrait) -> Result<(), DbErr> {
    let row = server::Entity::find_by_id("n").one(txn).await?.unwrap();
    let next: u32 = row.value.parse::<u32>().unwrap() + 1;
    let row = server::ActiveModel { key: Set(row.key), value: Set(next.to_string()) };
    row.update(txn).await.map(drop)
}

#[tokio::test]
async fn a_write_that_answers_an_error_leaves_nothing_behind() {
    for scratch in Scratch::both("rollback").await {
        let refused = scratch.store.write(async |txn| {
            organisation_row(1).insert(txn).await?;
            Err::<(), _>(StoreError::Backup("changed my mind".to_owned()))
        });
        assert!(matches!(refused.await, Err(StoreError::Backup(_))));
        assert_eq!(organisation::Entity::find().count(scratch.store.reader()).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_write_whose_caller_goes_away_leaves_nothing_behind_and_blocks_nobody() {
    for scratch in Scratch::both("dropped").await {
        let store = &scratch.store;
        let (inserted, was_inserted) = tokio::sync::oneshot::channel();
        let write = store.write(async |txn| {
            organisation_row(1).insert(txn).await?;
            inserted.send(()).unwrap();
            std::future::pending::<Result<(), DbErr>>().await
        });
        tokio::select! {
            _ = write => unreachable!("it never ends"),
            done = was_inserted => done.unwrap(),
        }
        store.write(async |txn| organisation_row(2).insert(txn).await).await.unwrap();
        assert_eq!(organisation::Entity::find().count(store.reader()).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_snapshot_does_not_see_what_is_committed_while_it_reads() {
    for scratch in Scratch::both("snapshot").await {
        let store = &scratch.store;
        let counts = store.read_snapshot(async |snapshot| {
            let before = organisation::Entity::find().count(snapshot).await?;
            store.write(async |txn| organisation_row(1).insert(txn).await).await?;
            Ok::<_, DbErr>((before, organisation::Entity::find().count(snapshot).await?))
        });
        assert_eq!(counts.await.unwrap(), (0, 0));
        assert_eq!(organisation::Entity::find().count(store.reader()).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn rows_beyond_the_limit_of_one_statement_are_all_inserted() {
    for scratch in Scratch::both("chunks").await {
        let store = &scratch.store;
        fixture::fill(store.writer()).await;
        commit_tag::Entity::delete_many().exec(store.writer()).await.unwrap();
        let rows = (0..14_000).map(tag_row).collect();
        store.write(async |txn| insert_all(txn, rows).await).await.unwrap();
        assert_eq!(commit_tag::Entity::find().count(store.reader()).await.unwrap(), 14_000);
        assert!(insert_all(store.writer(), Vec::<commit_tag::ActiveModel>::new()).await.is_ok());
    }
}

#[tokio::test]
async fn losing_a_snapshot_on_sqlite_can_be_retried_and_a_taken_key_cannot() {
    let scratch = Scratch::sqlite().await;
    let deferred = scratch.store.writer().begin_with_options(TransactionOptions::default());
    let deferred = deferred.await.unwrap();
    organisation::Entity::find().all(&deferred).await.unwrap();
    let other = Store::open(&scratch.url, 1).await.unwrap();
    other.write(async |txn| organisation_row(1).insert(txn).await).await.unwrap();
    let late = organisation_row(2).insert(&deferred).await.unwrap_err();
    assert!(is_retryable(&late), "{late}");
    deferred.rollback().await.unwrap();
    let taken = organisation_row(1).insert(scratch.store.writer()).await.unwrap_err();
    assert!(!is_retryable(&taken), "{taken}");
}

#[tokio::test]
async fn finding_a_row_locked_on_postgres_can_be_retried_and_a_taken_key_cannot() {
    let Some(scratch) = Scratch::postgres("retry").await else { return };
    let store = &scratch.store;
    organisation_row(1).insert(store.writer()).await.unwrap();
    let outcome = store.write(async |txn| {
        let lock = "SELECT id FROM organisation FOR UPDATE NOWAIT";
        txn.execute_unprepared(lock).await?;
        Ok::<_, DbErr>(store.writer().execute_unprepared(lock).await.unwrap_err())
    });
    let late = outcome.await.unwrap();
    assert!(is_retryable(&late), "{late}");
    let taken = organisation_row(1).insert(store.writer()).await.unwrap_err();
    assert!(!is_retryable(&taken), "{taken}");
}

#[tokio::test]
async fn sqlite_is_durable_and_guarded_and_its_readers_cannot_write() {
    let scratch = Scratch::sqlite().await;
    let store = &scratch.store;
    assert_eq!(one_number(store.writer(), "PRAGMA synchronous").await, 2);
    assert_eq!(one_number(store.writer(), "PRAGMA foreign_keys").await, 1);
    assert_eq!(one_number(store.reader(), "PRAGMA busy_timeout").await, 5000);
    assert_eq!(texts(store.writer(), "PRAGMA journal_mode").await, ["wal"]);
    assert!(store.reader().execute_unprepared("DELETE FROM server").await.is_err());
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_sqlite_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let scratch = Scratch::sqlite().await;
    for ending in ["", "-wal"] {
        let file = std::fs::metadata(format!("{}{ending}", scratch.url)).unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600, "{ending}");
    }
}

#[tokio::test]
async fn closing_leaves_one_sqlite_file_with_everything_in_it() {
    let scratch = Scratch::sqlite().await;
    organisation_row(1).insert(scratch.store.writer()).await.unwrap();
    scratch.store.clone().close().await.unwrap();
    assert!(!std::path::Path::new(&format!("{}-wal", scratch.url)).exists());
    let again = Store::open(&format!("sqlite://{}?mode=rw", scratch.url), 1).await.unwrap();
    assert_eq!(organisation::Entity::find().count(again.reader()).await.unwrap(), 1);
}

#[tokio::test]
async fn an_address_that_names_no_database_is_refused_with_a_reason() {
    let absent = "sqlite:///nowhere/at/all.db?mode=rw";
    for url in ["", "sqlite::memory:", "sqlite://", "mysql://x", "sqlite://a.db?mode=ro", absent] {
        let err = Store::open(url, 1).await.unwrap_err();
        assert!(matches!(err, StoreError::Open { .. }), "{url}: {err}");
    }
    let err =
        Store::open("postgres://someone:secret@127.0.0.1/x?sslmode=maybe", 1).await.unwrap_err();
    assert!(!err.to_string().contains("secret"), "{err}");
}

#[tokio::test]
async fn a_reporting_view_names_only_fields_that_its_kind_has() {
    let common = ["org_id", "tour_id", "scope_id", "audience", "id", "ver", "seq"];
    for scratch in Scratch::both("views").await {
        for kind in Kind::KNOWN {
            let sql = match scratch.store.engine() {
                Engine::Sqlite => format!("SELECT name FROM pragma_table_info('v_{kind}')"),
                Engine::Postgres => format!(
                    "SELECT column_name::text FROM information_schema.columns \
                     WHERE table_name = 'v_{kind}'"
                ),
            };
            let columns = texts(scratch.store.reader(), &sql).await;
            assert!(columns.len() > common.len(), "there is no view of kind `{kind}`");
            for column in columns.iter().filter(|column| !common.contains(&column.as_str())) {
                let is_of = |field: &str| {
                    let part = column.strip_prefix(field);
                    part.is_some_and(|part| part.is_empty() || part.starts_with('_'))
                };
                assert!(kind.rules().iter().any(|rule| is_of(rule.name)), "{kind}: {column}");
            }
        }
    }
}
