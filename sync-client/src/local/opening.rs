//! Making and opening the file of a copy.
//!
//! Opening is fast, because every command does it: nothing is checked but that the file is a copy of
//! a tour, of a version that this program knows, and where its mark says it is.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::ids::{AccountId, ReplicaId, TourId};
use domain::sync::ReplicaState;
use migrations::local::APPLICATION_ID;
use migrations::{LocalMigrator, MigratorTrait as _};
use sea_orm::sqlx::ConnectOptions as _;
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, RuntimeErr,
    SqlxSqliteConnector, Statement,
};

use super::fault::{Fault, is_damage};
use super::{Local, mark, state};
use crate::error::{Error, Result};
use crate::home::private_folder;

/// How long another process may write before a person is told to try again.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a task of this process may hold the one connection: a first sync's largest swap.
const ACQUIRE_TIMEOUT: Duration = Duration::from_mins(1);
/// Rows that the thread that reads the file may be ahead. Most answers fit, so it and whoever asked
/// do not wake each other for every few of them.
const ROWS_AHEAD: usize = 1_024;

/// A copy that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The copy.
    pub local: Local,
    /// The file is not where it was made: it was copied, moved or restored. Its later groups go
    /// under a new replica id, because the other file may still be in use.
    pub copied: bool,
}

impl Local {
    /// Makes a copy of a tour that holds nothing yet. Its folder is made too; neither can be read by
    /// anybody but their owner. The file appears complete or not at all. What SQLite had beside another
    /// file of this name is moved aside: it would be read as this one's, and may hold the only edits
    /// that are left of the other.
    ///
    /// # Errors
    /// Where there is a file already, or it cannot be written.
    pub async fn create(
        path: &Path,
        replica: ReplicaId,
        account: AccountId,
        tour: TourId,
    ) -> Result<Self> {
        if let Some(folder) = path.parent() {
            private_folder(folder)?;
        }
        let new = path.with_added_extension(format!("new.{}", std::process::id()));
        let made = make(&new, &ReplicaState::new(replica, account, tour)).await;
        let placed = made.and_then(|()| place_alone(&new, path, replica));
        drop(std::fs::remove_file(&new));
        placed?;
        connect(path, false).await
    }

    /// Opens a copy. `spare` is the replica id that it goes on under if the file is not where it was
    /// made.
    ///
    /// # Errors
    /// Where there is none, it is damaged, was made by a newer version of the program, or cannot be
    /// used. The file is left as it is then.
    pub async fn open(path: &Path, spare: ReplicaId) -> Result<Opened> {
        if !path.try_exists().map_err(|err| Error::file(path, err))? {
            return Err(Error::Missing(path.to_owned()));
        }
        let local = connect(path, false).await?;
        local.check_kind().await?;
        local.migrate().await?;
        let copied = local.keep_mark(spare).await?;
        Ok(Opened { local, copied })
    }

    async fn check_kind(&self) -> Result<()> {
        let ours = async |txn: &DatabaseTransaction| {
            let sql = "SELECT application_id FROM pragma_application_id()";
            let row = txn.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
            let id = row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?;
            Ok(id == Some(i64::from(APPLICATION_ID)))
        };
        if self.read(ours).await? {
            return Ok(());
        }
        let why = "it is not a copy of a tour".to_owned();
        Err(Error::Corrupt { path: self.path.to_path_buf(), why })
    }

    /// Brings a copy of an older version to this one, all of it or nothing.
    async fn migrate(&self) -> Result<()> {
        let pending = async |txn: &DatabaseTransaction| {
            LocalMigrator::get_pending_migrations_read_only(txn)
                .await
                .map(|pending| !pending.is_empty())
                .map_err(|err| self.newer(err))
        };
        if !self.read(pending).await? {
            return Ok(());
        }
        let up = async |txn: &DatabaseTransaction| {
            LocalMigrator::up(txn, None).await.map_err(|err| self.newer(err))
        };
        self.write(up).await
    }

    /// The migrator's only error of its own is a step in the file that it does not know.
    fn newer(&self, err: DbErr) -> Fault {
        match err {
            DbErr::Custom(_) => Fault::Told(Error::Newer(self.path.to_path_buf())),
            other => Fault::Db(other),
        }
    }

    /// Compares the file with its mark. Where they differ, later groups go under another id, and
    /// the file is marked anew; which of the two is written first does not matter, because as long
    /// as one is missing they still differ. Says whether groups were saved under the other id.
    async fn keep_mark(&self, spare: ReplicaId) -> Result<bool> {
        let replica = self.read(async |txn| state::replica(txn).await).await?;
        if mark::is_of(&self.path, replica) {
            return Ok(false);
        }
        let renew = async |txn: &DatabaseTransaction| {
            // Another process may have come first.
            if mark::is_of(&self.path, state::replica(txn).await?) {
                return Ok(false);
            }
            state::set_replica(txn, spare).await?;
            mark::write(&self.path, spare).map_err(Fault::Told)?;
            state::has_saved(txn).await
        };
        self.write(renew).await
    }
}

/// Makes the file with everything that a copy has before its first sync.
async fn make(path: &Path, state: &ReplicaState) -> Result<()> {
    make_private(path).map_err(|err| Error::file(path, err))?;
    let local = connect(path, true).await?;
    let fill = async |txn: &DatabaseTransaction| {
        LocalMigrator::up(txn, None).await?;
        state::begin(txn, state).await
    };
    local.write(fill).await?;
    local.close().await
}

/// An empty file that only its owner can read; SQLite gives those that it puts beside it the same
/// permissions.
fn make_private(path: &Path) -> std::io::Result<()> {
    if let Err(err) = std::fs::remove_file(path)
        && err.kind() != ErrorKind::NotFound
    {
        return Err(err);
    }
    open_private(std::fs::OpenOptions::new().write(true).create_new(true), path).map(drop)
}

fn open_private(options: &mut std::fs::OpenOptions, path: &Path) -> std::io::Result<std::fs::File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}

/// Gives a file its name and its mark, while nobody else does. Without the lock, what is moved aside
/// might be beside a file that another process has placed a moment before.
fn place_alone(new: &Path, path: &Path, replica: ReplicaId) -> Result<()> {
    let lock_path = beside(path, "making");
    let lock = open_private(std::fs::OpenOptions::new().create(true).append(true), &lock_path);
    let lock = lock.and_then(|lock| lock.lock().map(|()| lock));
    let _held = lock.map_err(|err| Error::file(&lock_path, err))?;
    if path.try_exists().map_err(|err| Error::file(path, err))? {
        return Err(taken(path));
    }
    move_aside(path)?;
    place(new, path)?;
    mark::write(path, replica)
}

/// Moves aside what SQLite has left beside a file that is no longer there, and deletes nothing.
fn move_aside(path: &Path) -> Result<()> {
    for ending in ["-wal", "-shm", "-journal"] {
        let mut left = path.as_os_str().to_owned();
        left.push(ending);
        let left = PathBuf::from(left);
        if !left.try_exists().map_err(|err| Error::file(&left, err))? {
            continue;
        }
        let names = (1..).map(|n| left.with_added_extension(format!("left-{n}")));
        let free = names.into_iter().find(|name| !name.exists()).unwrap_or_else(|| left.clone());
        std::fs::rename(&left, free).map_err(|err| Error::file(&left, err))?;
    }
    Ok(())
}

fn taken(path: &Path) -> Error {
    Error::file(path, "there is a copy already")
}

/// Gives a file its name, if nothing else has it. A link refuses a name that is taken, also by who
/// comes at the same moment; where there are no links, looking first has to do.
fn place(new: &Path, path: &Path) -> Result<()> {
    match std::fs::hard_link(new, path) {
        Ok(()) => {}
        Err(err) if err.kind() == ErrorKind::AlreadyExists => return Err(taken(path)),
        Err(_) if path.exists() => return Err(taken(path)),
        Err(_) => std::fs::rename(new, path).map_err(|err| Error::file(path, err))?,
    }
    let folder = path.parent().and_then(|folder| std::fs::File::open(folder).ok());
    // Not every system can; those that cannot keep names without being asked.
    drop(folder.map(|folder| folder.sync_all()));
    Ok(())
}

/// One connection, because there is one writer. `new` sets what stays in the file.
pub(super) async fn connect(path: &Path, new: bool) -> Result<Local> {
    let mut options = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(BUSY_TIMEOUT)
        .synchronous(SqliteSynchronous::Full)
        .pragma("cache_size", "-16384")
        .row_buffer_size(ROWS_AHEAD)
        .disable_statement_logging();
    if new {
        options = options.journal_mode(SqliteJournalMode::Wal);
    }
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(|err| DbErr::Conn(RuntimeErr::SqlxError(Arc::new(err))));
    let pool = pool.map_err(|err| Fault::Db(err).told(path))?;
    let db = SqlxSqliteConnector::from_sqlx_sqlite_pool(pool);
    Ok(Local { db, path: Arc::new(path.to_owned()) })
}

/// What the whole file's check finds first; nothing where it finds nothing.
pub(super) async fn quick_check(db: &DatabaseConnection) -> Option<String> {
    let sql = "SELECT quick_check FROM pragma_quick_check(1)";
    let row = match db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await {
        Ok(row) => row?,
        Err(err) => return is_damage(&err).then(|| err.to_string()),
    };
    let found = row.try_get_by_index::<String>(0).ok()?;
    (found != "ok").then_some(found)
}

/// The place of a file that belongs beside a copy.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    path.with_extension(ending)
}
