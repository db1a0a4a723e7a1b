//! Opening a database: what the address means and how the connections are set up.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sea_orm::sqlx::ConnectOptions as _;
use sea_orm::sqlx::Connection as _;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sea_orm::{DatabaseConnection, SqlxError, SqlxPostgresConnector, SqlxSqliteConnector};

use super::{Engine, Store, StoreError};

/// How long a request waits for a connection before it is told to come back: a person is waiting too.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// How long SQLite waits for another process, such as a backup, to let go of the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Enough for the cores of a small machine; a reader never waits for the writer.
const SQLITE_READERS: u32 = 4;
/// No statement of a request takes as long as this unless something is wrong.
const STATEMENT_TIMEOUT_MS: &str = "30000";
/// Firewalls drop connections that have been silent for a while, so these are tried before use.
const TRY_AFTER_IDLE: Duration = Duration::from_secs(30);

pub(super) async fn open(url: &str, pool_size: u32) -> Result<Store, StoreError> {
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return open_postgres(url, pool_size).await;
    }
    let (path, create) = sqlite_path(url)?;
    open_sqlite(path, create).await
}

/// The path in `sqlite://path?mode=rwc`, `sqlite:path` or a plain path, taken as it stands, and
/// whether the file may be made.
fn sqlite_path(url: &str) -> Result<(&Path, bool), StoreError> {
    let refuse = |why: &str| StoreError::Open { url: url.to_owned(), why: why.to_owned() };
    let Some(rest) = url.strip_prefix("sqlite:") else {
        if url.contains("://") {
            return Err(refuse("it is neither `sqlite://…`, `postgres://…` nor a path"));
        }
        return named(url, true).ok_or_else(|| refuse("it names no file"));
    };
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let (path, create) = match rest.split_once('?') {
        None | Some((_, "mode=rwc")) => (rest.split('?').next().unwrap_or(rest), true),
        Some((path, "mode=rw")) => (path, false),
        Some(_) => return Err(refuse("only `mode=rwc` and `mode=rw` are understood")),
    };
    named(path, create).ok_or_else(|| refuse("it names no file"))
}

/// A database in memory would be a different one for each connection, so it counts as no file.
fn named(path: &str, create: bool) -> Option<(&Path, bool)> {
    let in_memory = path.is_empty() || path.contains(":memory:");
    (!in_memory).then(|| (Path::new(path), create))
}

async fn open_sqlite(path: &Path, create: bool) -> Result<Store, StoreError> {
    if create {
        make_private(path).map_err(|err| refused(path, &err))?;
    }
    let writer = writing_options(path).synchronous(SqliteSynchronous::Full);
    let writer = sqlite_pool(writer, 1).await.map_err(|err| refused(path, &err))?;
    let reader = sqlite_pool(common_options(path).read_only(true), SQLITE_READERS)
        .await
        .map_err(|err| refused(path, &err))?;
    Ok(Store { engine: Engine::Sqlite, writer, reader })
}

fn refused(path: &Path, why: &dyn std::fmt::Display) -> StoreError {
    StoreError::Open { url: path.display().to_string(), why: why.to_string() }
}

/// Makes an empty file that only its owner can read, unless there is one; SQLite gives the files
/// it puts beside it the same permissions.
pub(super) fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(err) if err.kind() != std::io::ErrorKind::AlreadyExists => Err(err),
        _ => Ok(()),
    }
}

/// An existing file that is only looked at; nothing is written beside it.
pub(super) async fn open_read_only(path: &Path) -> Result<Store, StoreError> {
    let only = sqlite_pool(common_options(path).read_only(true), 1).await;
    let only = only.map_err(|err| refused(path, &err))?;
    Ok(Store { engine: Engine::Sqlite, writer: only.clone(), reader: only })
}

/// An existing file that nobody else has open: no log beside it, and flushed by whoever made it.
pub(super) async fn open_private_file(path: &Path) -> Result<Store, StoreError> {
    let options = common_options(path)
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Off);
    let only = sqlite_pool(options, 1).await.map_err(|err| refused(path, &err))?;
    Ok(Store { engine: Engine::Sqlite, writer: only.clone(), reader: only })
}

fn common_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true)
        .pragma("cache_size", "-8192")
        .disable_statement_logging()
}

fn writing_options(path: &Path) -> SqliteConnectOptions {
    common_options(path)
        .journal_mode(SqliteJournalMode::Wal)
        // After a long read has let the log grow, its space is given back.
        .pragma("journal_size_limit", "67108864")
}

async fn sqlite_pool(
    options: SqliteConnectOptions,
    size: u32,
) -> Result<DatabaseConnection, SqlxError> {
    let pool = SqlitePoolOptions::new()
        .max_connections(size)
        .min_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options)
        .await?;
    Ok(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool))
}

async fn open_postgres(url: &str, pool_size: u32) -> Result<Store, StoreError> {
    // The address holds a password, so an error names only the kind of database.
    let fail = |err: &SqlxError| StoreError::Open {
        url: "postgres://…".to_owned(),
        why: err.to_string(),
    };
    let options = PgConnectOptions::from_str(url)
        .map_err(|err| fail(&err))?
        .application_name("buscall")
        .options([
            ("statement_timeout", STATEMENT_TIMEOUT_MS),
            ("default_transaction_isolation", "read committed"),
        ])
        .disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(pool_size)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
        .before_acquire(|conn, meta| {
            Box::pin(async move {
                if meta.idle_for > TRY_AFTER_IDLE {
                    conn.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(options)
        .await
        .map_err(|err| fail(&err))?;
    let pool = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
    Ok(Store { engine: Engine::Postgres, writer: pool.clone(), reader: pool })
}
