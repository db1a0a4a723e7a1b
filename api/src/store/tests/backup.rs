//! What a backup holds and what a restore leaves.

use std::path::{Path, PathBuf};

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::fixture::{self, Scratch, instant, number, organisation_row};
use crate::store::backup::{backup, restore};
use crate::store::entity::{account, scope};
use crate::store::{Store, StoreError, open};

/// The epochs that a restore hands out: 101, 102, …
fn epochs() -> impl FnMut() -> Uuid {
    let mut n = 100;
    move || {
        n += 1;
        number(n)
    }
}

/// What is left when what a restore changes on purpose is taken out.
fn without_epoch(rows: &[String], epoch: Uuid) -> Vec<String> {
    rows.iter().map(|row| row.replace(&epoch.to_string(), "epoch")).collect()
}

fn why(outcome: Result<u64, StoreError>) -> String {
    match outcome {
        Err(StoreError::Backup(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn names_in(dir: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[tokio::test]
async fn a_backup_restores_into_the_other_database_and_back_with_new_epochs() {
    let first = Scratch::sqlite().await;
    let rows = fixture::fill(first.store.writer()).await;
    let mut from = first;
    let mut stations = Vec::from_iter(Scratch::postgres("across").await);
    stations.push(Scratch::sqlite().await);
    for to in stations {
        let file = from.dir.path().join("kept.db");
        assert!(backup(&from.store, &file).await.unwrap() > 100_000);
        assert!(names_in(from.dir.path()).iter().all(|name| !name.ends_with("kept.db.part")));
        #[cfg(unix)]
        {
            let mode = std::fs::metadata(&file).unwrap().permissions();
            assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777, 0o600);
        }
        // What happens after a backup is not in it.
        organisation_row(77).insert(from.store.writer()).await.unwrap();
        let n = restore(&file, &to.store, false, epochs()).await.unwrap();
        assert_eq!(n, rows.len() as u64);
        let restored = fixture::dump(to.store.reader()).await;
        assert_eq!(without_epoch(&restored, number(101)), without_epoch(&rows, number(5)));
        assert_ne!(restored, rows);
        let scopes = scope::Entity::find().all(to.store.reader()).await.unwrap();
        assert!(scopes.iter().all(|scope| scope.epoch == number(101)));
        from = to;
    }
}

#[tokio::test]
async fn a_backup_never_takes_the_place_of_another_file() {
    for scratch in Scratch::both("overwrite").await {
        let file = scratch.dir.path().join("kept.db");
        std::fs::write(&file, "dear").unwrap();
        assert!(why(backup(&scratch.store, &file).await).contains("exists already"));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "dear");
    }
}

#[tokio::test]
async fn a_restore_replaces_a_database_in_use_only_when_told_to() {
    for scratch in Scratch::both("replace").await {
        let store = &scratch.store;
        let rows = fixture::fill(store.writer()).await;
        let file = scratch.dir.path().join("kept.db");
        backup(store, &file).await.unwrap();
        organisation_row(77).insert(store.writer()).await.unwrap();

        assert!(why(restore(&file, store, false, epochs()).await).contains("already has accounts"));
        assert_eq!(fixture::dump(store.reader()).await.len(), rows.len() + 1);

        restore(&file, store, true, epochs()).await.unwrap();
        assert_eq!(fixture::dump(store.reader()).await.len(), rows.len());
    }
}

#[tokio::test]
async fn an_older_backup_is_brought_up_on_a_copy_and_stays_as_it_is() {
    let scratch = Scratch::sqlite().await;
    let file = scratch.dir.path().join("old.db");
    std::fs::write(&file, "").unwrap();
    let old = open::open_private_file(&file).await.unwrap();
    Migrator::up(old.writer(), Some(1)).await.unwrap();
    let account = account::Model {
        id: number(1),
        email: "mia@example.org".to_owned(),
        name: "Mia".to_owned(),
        password_hash: "$argon2id$".to_owned(),
        created_at: instant(),
        disabled_at: None,
    };
    account::ActiveModel::from(account.clone()).insert(old.writer()).await.unwrap();
    old.close().await.unwrap();
    let bytes = std::fs::read(&file).unwrap();

    assert_eq!(restore(&file, &scratch.store, false, epochs()).await.unwrap(), 1);
    let found = account::Entity::find().all(scratch.store.reader()).await.unwrap();
    assert_eq!(found, [account]);
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    assert!(names_in(scratch.dir.path()).iter().all(|name| !name.ends_with("old.db.upgrade")));
}

#[tokio::test]
async fn a_file_that_is_no_sound_backup_is_refused_and_nothing_is_lost() {
    let scratch = Scratch::sqlite().await;
    let rows = fixture::fill(scratch.store.writer()).await;
    let absent = scratch.dir.path().join("absent.db");
    assert!(why(restore(&absent, &scratch.store, true, epochs()).await).contains("absent.db"));

    let text = scratch.dir.path().join("text.db");
    std::fs::write(&text, "a shopping list, not a database at all".repeat(200)).unwrap();
    assert!(why(restore(&text, &scratch.store, true, epochs()).await).contains("not a database"));

    let foreign = scratch.dir.path().join("foreign.db");
    let other = Store::open(foreign.to_str().unwrap(), 1).await.unwrap();
    other.writer().execute_unprepared("CREATE TABLE x (y)").await.unwrap();
    other.close().await.unwrap();
    let refused = why(restore(&foreign, &scratch.store, true, epochs()).await);
    assert!(refused.contains("not a backup of this service"), "{refused}");

    let newer = scratch.dir.path().join("newer.db");
    backup(&scratch.store, &newer).await.unwrap();
    let other = Store::open(newer.to_str().unwrap(), 1).await.unwrap();
    let sql = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m3000_000001_x', 0)";
    other.writer().execute_unprepared(sql).await.unwrap();
    other.close().await.unwrap();
    let refused = why(restore(&newer, &scratch.store, true, epochs()).await);
    assert!(refused.contains("a newer release"), "{refused}");

    assert_eq!(fixture::dump(scratch.store.reader()).await, rows);
}
