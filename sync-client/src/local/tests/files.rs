//! The file of a copy: where it came from, who may read it, and what is wrong with it.

use std::path::Path;

use domain::change::{Edit, Group};
use domain::record::Kind;
use sea_orm::ConnectionTrait as _;

use super::*;
use crate::error::Error;
use crate::local::opening::beside;

fn a_group(n: u128) -> Op {
    let edit = Edit::Undelete { kind: Kind::Note, id: record(1) };
    Op::Save(Group {
        id: group(n),
        prev: None,
        replica: Some(replica(1)),
        author: None,
        via: None,
        said_at: None,
        reason: None,
        edits: vec![edit],
    })
}

/// A closed copy in which a group was saved, so that it is one file.
async fn a_file() -> (Scratch, PathBuf) {
    let scratch = Scratch::new().await;
    scratch.execute(vec![a_group(1)]).await;
    scratch.local.clone().close().await.unwrap();
    let path = scratch.path();
    (scratch, path)
}

async fn refused(path: &Path) -> Error {
    let before = std::fs::read(path).unwrap();
    let refused = Local::open(path, replica(2)).await.unwrap_err();
    assert_eq!(std::fs::read(path).unwrap(), before, "the file was changed");
    refused
}

#[tokio::test]
async fn a_copy_that_is_not_there_is_missing_and_not_made() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("tour.db");
    let missing = Local::open(&path, replica(2)).await.unwrap_err();
    assert!(matches!(missing, Error::Missing(_)), "{missing:?}");
    assert!(!path.exists());
}

#[tokio::test]
async fn a_copy_is_not_made_over_another() {
    let (_scratch, path) = a_file().await;
    let before = std::fs::read(&path).unwrap();
    let again = Local::create(&path, replica(3), account(), tour()).await.unwrap_err();
    assert!(matches!(again, Error::File { .. }), "{again:?}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let opened = Local::open(&path, replica(2)).await.unwrap();
    assert!(!opened.copied);
    let folder = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let left = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(left.into_iter().all(|name| !name.contains("new")), "something was left behind");
}

/// The name of a file that SQLite has beside a copy.
fn of_sqlite(path: &Path, ending: &str) -> PathBuf {
    path.with_file_name(format!("{}{ending}", path.file_name().unwrap().to_str().unwrap()))
}

#[tokio::test]
async fn what_is_left_beside_a_file_that_was_put_aside_is_kept_and_not_read_into_a_new_copy() {
    let scratch = Scratch::new().await;
    scratch.execute(vec![a_group(1)]).await;
    let path = scratch.path();
    // As after a crash: what was saved is beside the file and not in it.
    let wal = std::fs::read(of_sqlite(&path, "-wal")).unwrap();
    assert!(!wal.is_empty());
    scratch.local.clone().close().await.unwrap();
    for n in 1..3 {
        std::fs::rename(&path, path.with_extension(format!("broken-{n}"))).unwrap();
        std::fs::write(of_sqlite(&path, "-wal"), &wal).unwrap();

        let made = Local::create(&path, replica(3), account(), tour()).await.unwrap();
        assert!(made.state().await.unwrap().outbox.is_empty(), "the other's edits are in it");
        made.close().await.unwrap();
        let kept = std::fs::read(of_sqlite(&path, &format!("-wal.left-{n}"))).unwrap();
        assert!(kept == wal, "what was beside the other is not kept");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_but_its_owner_can_read_a_copy() {
    use std::os::unix::fs::PermissionsExt as _;

    let scratch = Scratch::new().await;
    scratch.execute(vec![a_group(1)]).await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = scratch.path().parent().unwrap().to_owned();
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    // The file, its mark, the lock under which it was made, and the two that SQLite has beside an
    // open one.
    assert_eq!(files.len(), 5, "{files:?}");
    assert!(files.iter().all(|file| mode(file) == 0o600), "{files:?}");
}

#[tokio::test]
async fn a_copy_of_a_newer_version_is_refused_and_left_alone() {
    let (scratch, path) = a_file().await;
    let opened = Local::open(&path, replica(2)).await.unwrap();
    let newer = "INSERT INTO seaql_migrations VALUES ('m20991231_000001_later', 0)";
    opened.local.db.execute_unprepared(newer).await.unwrap();
    opened.local.close().await.unwrap();
    let refused = refused(&path).await;
    assert!(matches!(refused, Error::Newer(_)), "{refused:?}");
    assert!(refused.next().is_some_and(|next| next.contains("update")));
    drop(scratch);
}

#[tokio::test]
async fn garbage_an_empty_file_and_another_database_are_refused_and_left_alone() {
    let (_scratch, path) = a_file().await;
    let other = tempfile::tempdir().unwrap();
    let other = other.path().join("other.db");
    let url = format!("sqlite://{}?mode=rwc", other.display());
    std::fs::create_dir_all(other.parent().unwrap()).unwrap();
    let db = sea_orm::Database::connect(url).await.unwrap();
    db.execute_unprepared("CREATE TABLE record (x int)").await.unwrap();
    db.close().await.unwrap();
    let garbage = b"Not a database at all. ".repeat(900);
    for bytes in [garbage, Vec::new(), std::fs::read(&other).unwrap()] {
        std::fs::write(&path, bytes).unwrap();
        let refused = refused(&path).await;
        assert!(matches!(refused, Error::Corrupt { .. }), "{refused:?}");
    }
}

#[tokio::test]
async fn a_file_that_was_cut_off_is_refused_and_left_alone() {
    let (_scratch, path) = a_file().await;
    let whole = std::fs::read(&path).unwrap();
    for part in [2, 3, 10] {
        std::fs::write(&path, &whole[..whole.len() / part]).unwrap();
        let refused = refused(&path).await;
        assert!(matches!(refused, Error::Corrupt { .. }), "{part}: {refused:?}");
    }
}

#[tokio::test]
async fn damage_in_the_middle_is_told_when_it_is_met_and_names_what_a_check_finds() {
    let (_scratch, path) = a_file().await;
    let mut bytes = std::fs::read(&path).unwrap();
    // The pages after the schema: the roots of tables and indices.
    bytes[4 * 4096..].fill(0x5a);
    std::fs::write(&path, bytes).unwrap();
    let met = match Local::open(&path, replica(2)).await {
        Ok(opened) => opened.local.state().await.unwrap_err(),
        Err(refused) => refused,
    };
    assert!(matches!(met, Error::Corrupt { .. }), "{met:?}");
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_named() {
    let scratch = Scratch::new().await;
    scratch.execute(vec![a_group(1)]).await;
    let broken = "UPDATE logged_group SET body = '{'";
    scratch.local.db.execute_unprepared(broken).await.unwrap();
    let met = scratch.local.state().await.unwrap_err().to_string();
    assert!(met.contains("logged_group") && met.contains(&group(1).to_string()), "{met}");
}

#[tokio::test]
async fn a_file_that_cannot_be_written_can_be_read_and_says_so_when_something_is_saved() {
    let (_scratch, path) = a_file().await;
    let mut bytes = std::fs::read(&path).unwrap();
    // What SQLite takes for "never write this", whoever the user is.
    bytes[18] = 3;
    std::fs::write(&path, bytes).unwrap();
    let opened = Local::open(&path, replica(2)).await.unwrap();
    assert_eq!(opened.local.state().await.unwrap().outbox.len(), 1);
    let plan = |_: &domain::sync::ReplicaState| Ok::<_, ()>(vec![a_group(2)]);
    let refused = opened.local.execute(now(), plan).await.unwrap_err();
    assert!(refused.to_string().contains("cannot be written"), "{refused:?}");
    assert_eq!(opened.local.state().await.unwrap().outbox.len(), 1);
}

#[tokio::test]
async fn a_copied_file_goes_on_under_another_id_and_the_first_one_does_not() {
    let (_scratch, path) = a_file().await;
    let twin = path.with_file_name("twin.db");
    std::fs::copy(&path, &twin).unwrap();
    std::fs::copy(beside(&path, "mark"), beside(&twin, "mark")).unwrap();
    let opened = Local::open(&twin, replica(2)).await.unwrap();
    assert!(opened.copied);
    let state = opened.local.state().await.unwrap();
    assert_eq!((state.replica, state.outbox.len()), (replica(2), 1));
    let first = Local::open(&path, replica(3)).await.unwrap();
    assert!(!first.copied);
    assert_eq!(first.local.state().await.unwrap().replica, replica(1));
    opened.local.close().await.unwrap();
    let again = Local::open(&twin, replica(4)).await.unwrap();
    assert!(!again.copied);
    assert_eq!(again.local.state().await.unwrap().replica, replica(2));
}

#[tokio::test]
async fn a_copy_without_its_mark_goes_on_under_another_id() {
    let (_scratch, path) = a_file().await;
    for broken in [None, Some("{")] {
        std::fs::remove_file(beside(&path, "mark")).unwrap();
        if let Some(text) = broken {
            std::fs::write(beside(&path, "mark"), text).unwrap();
        }
        let before = state_of(&path).await;
        let spare = replica(20 + broken.map_or(0, |_| 1));
        let opened = Local::open(&path, spare).await.unwrap();
        assert!(opened.copied);
        let after = opened.local.state().await.unwrap();
        assert_eq!(after, domain::sync::ReplicaState { replica: spare, ..before });
        opened.local.close().await.unwrap();
    }
}

/// The state as it is in the file, whatever the mark says.
async fn state_of(path: &Path) -> domain::sync::ReplicaState {
    let local = crate::local::opening::connect(path, false).await.unwrap();
    let state = local.state().await.unwrap();
    local.close().await.unwrap();
    state
}

#[tokio::test]
async fn whoever_dies_between_the_mark_and_the_file_takes_another_id_the_next_time() {
    let (_scratch, path) = a_file().await;
    // The mark was renewed, the file was not.
    crate::local::mark::write(&path, replica(5)).unwrap();
    let opened = Local::open(&path, replica(6)).await.unwrap();
    assert!(opened.copied);
    assert_eq!(opened.local.state().await.unwrap().replica, replica(6));
    opened.local.clone().close().await.unwrap();
    assert!(!Local::open(&path, replica(7)).await.unwrap().copied);
}

#[tokio::test]
async fn a_copy_that_nothing_was_saved_in_is_not_called_copied() {
    let scratch = Scratch::new().await;
    let path = scratch.path();
    scratch.local.clone().close().await.unwrap();
    std::fs::remove_file(beside(&path, "mark")).unwrap();
    assert!(!Local::open(&path, replica(2)).await.unwrap().copied);
}

#[tokio::test]
async fn a_copy_that_was_moved_is_the_same_copy() {
    let (_scratch, path) = a_file().await;
    let moved = path.with_file_name("moved.db");
    std::fs::rename(&path, &moved).unwrap();
    std::fs::rename(beside(&path, "mark"), beside(&moved, "mark")).unwrap();
    let opened = Local::open(&moved, replica(2)).await.unwrap();
    assert_eq!(opened.copied, cfg!(not(unix)));
}
