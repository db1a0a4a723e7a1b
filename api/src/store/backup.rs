//! Backups: one SQLite file that holds everything, whichever database it came from.
//!
//! A backup of either database restores into either. A restored server begins new epochs, because
//! clients may have seen changes that are in no backup, and a cursor must not pretend otherwise.
//! Log-ins survive: who could read before the restore can read after it.

mod tables;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};
use uuid::Uuid;

#[cfg(test)]
pub(super) use self::tables::TABLES;
use super::{Engine, Store, StoreError, open};

/// Writes everything into a new file, readable by its owner alone, and says how many bytes it has.
///
/// The server may go on working meanwhile; the file holds one state of it. It gets its name only
/// when it is whole, and a file that is there already is left alone.
pub async fn backup(store: &Store, file: &Path) -> Result<u64, StoreError> {
    refuse_existing(file).await?;
    let part = beside(file, ".part");
    refuse_existing(&part).await?;
    open::make_private(&part).map_err(|err| broken(&part, &err))?;
    let written = match store.engine() {
        Engine::Sqlite => vacuum_into(store, &part).await,
        Engine::Postgres => copy_into(store, &part).await,
    };
    let kept = match written {
        Ok(()) => keep(&part, file).await,
        Err(err) => Err(err),
    };
    if kept.is_err() {
        // The first error is the one to report; a part that stays behind is named by the next try.
        tokio::fs::remove_file(&part).await.ok();
    }
    kept
}

/// Puts a backup in the place of all the database holds, or nothing of it, and says how many rows that were.
///
/// Unless told to `replace`, it refuses a database that has accounts or tours. `new_epoch` is asked
/// once for each scope. Servers that run meanwhile have to be started again.
pub async fn restore(
    file: &Path,
    store: &Store,
    replace: bool,
    new_epoch: impl FnMut() -> Uuid,
) -> Result<u64, StoreError> {
    let (source, upgraded) = open_backup(file).await?;
    let restored = pour(&source, store, replace, new_epoch).await;
    source.release().await?;
    if let Some(copy) = upgraded {
        tokio::fs::remove_file(&copy).await.map_err(|err| broken(&copy, &err))?;
    }
    restored
}

async fn pour(
    source: &Store,
    store: &Store,
    replace: bool,
    mut new_epoch: impl FnMut() -> Uuid,
) -> Result<u64, StoreError> {
    store.migrate().await?;
    source
        .read_snapshot(async |from| {
            store
                .write(async |to| {
                    if store.engine() == Engine::Postgres {
                        // Emptying a large table takes longer than any request may.
                        to.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
                    }
                    if !replace && tables::is_in_use(to).await? {
                        let why =
                            "the database already has accounts or tours; say so to replace them";
                        return Err(StoreError::Backup(why.to_owned()));
                    }
                    tables::clear(to).await?;
                    let rows = tables::copy(from, to).await?;
                    tables::renew_epochs(to, &mut new_epoch).await?;
                    Ok(rows)
                })
                .await
        })
        .await
}

async fn vacuum_into(store: &Store, part: &Path) -> Result<(), StoreError> {
    let path = part.to_str().ok_or_else(|| broken(part, &"its name is not UTF-8"))?;
    let conn = store.reader();
    let statement = Statement::from_sql_and_values(
        conn.get_database_backend(),
        "VACUUM INTO ?",
        [path.to_owned().into()],
    );
    conn.execute_raw(statement).await?;
    Ok(())
}

async fn copy_into(store: &Store, part: &Path) -> Result<(), StoreError> {
    let target = open::open_private_file(part).await?;
    target.migrate().await?;
    store
        .read_snapshot(async |from: &DatabaseTransaction| {
            target.write(async |to| Ok::<_, StoreError>(tables::copy(from, to).await?)).await
        })
        .await?;
    target.close().await
}

/// Gives the whole and flushed part its name.
async fn keep(part: &Path, file: &Path) -> Result<u64, StoreError> {
    let name = async {
        let opened = tokio::fs::File::open(part).await?;
        opened.sync_all().await?;
        let bytes = opened.metadata().await?.len();
        Ok::<_, std::io::Error>(bytes)
    };
    let bytes = name.await.map_err(|err| broken(part, &err))?;
    refuse_existing(file).await?;
    tokio::fs::rename(part, file).await.map_err(|err| broken(file, &err))?;
    Ok(bytes)
}

/// Opens a backup for reading, in the schema of this release. An older one is brought up to it on a
/// copy, whose path comes with it; the file itself is never changed.
async fn open_backup(file: &Path) -> Result<(Store, Option<PathBuf>), StoreError> {
    let unreadable = |err: StoreError| match err {
        StoreError::Newer(why) => broken(file, &format_args!("a newer release wrote it: {why}")),
        other => broken(file, &other),
    };
    let source = open::open_read_only(file).await.map_err(unreadable)?;
    let pending = check(&source, file).await.map_err(unreadable)?;
    if pending == 0 {
        return Ok((source, None));
    }
    source.release().await?;
    let copy = beside(file, ".upgrade");
    refuse_existing(&copy).await?;
    match upgrade(file, &copy).await {
        Ok(source) => Ok((source, Some(copy))),
        Err(err) => {
            tokio::fs::remove_file(&copy).await.ok();
            Err(unreadable(err))
        }
    }
}

async fn upgrade(file: &Path, copy: &Path) -> Result<Store, StoreError> {
    open::make_private(copy).map_err(|err| broken(copy, &err))?;
    tokio::fs::copy(file, copy).await.map_err(|err| broken(copy, &err))?;
    let source = open::open_private_file(copy).await?;
    source.migrate().await?;
    Ok(source)
}

/// How many steps the backup's schema lacks, once it is known to be a sound backup at all.
async fn check(source: &Store, file: &Path) -> Result<usize, StoreError> {
    let conn = source.reader();
    let ask = Statement::from_string(conn.get_database_backend(), "PRAGMA quick_check(1)");
    let verdict = match conn.query_one_raw(ask).await? {
        Some(row) => row.try_get_by_index::<String>(0)?,
        None => "no answer".to_owned(),
    };
    if verdict != "ok" {
        return Err(broken(file, &format_args!("it is damaged: {verdict}")));
    }
    let pending = source.pending_migrations().await?.len();
    if pending == Migrator::migrations().len() {
        return Err(broken(file, &"it is a database, but not a backup of this service"));
    }
    Ok(pending)
}

async fn refuse_existing(path: &Path) -> Result<(), StoreError> {
    match tokio::fs::try_exists(path).await {
        Ok(false) => Ok(()),
        Ok(true) => Err(broken(path, &"it exists already, and is not overwritten")),
        Err(err) => Err(broken(path, &err)),
    }
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    PathBuf::from(name)
}

fn broken(path: &Path, why: &dyn std::fmt::Display) -> StoreError {
    StoreError::Backup(format!("`{}`: {why}", path.display()))
}
