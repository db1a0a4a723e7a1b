//! The server's database: SQLite in a file, or PostgreSQL.
//!
//! The one layer that names `sea_orm`. A store function takes a connection first, does one
//! statement or an obvious few, and returns domain types. Only services open transactions, and
//! only through [`Store::write`] and [`Store::read_snapshot`].

pub mod accounts;
pub mod advance_links;
pub mod advance_mails;
pub mod backup;
pub mod blobs;
pub mod day_links;
pub mod entity;
pub mod feeds;
pub mod history;
pub mod invitations;
pub mod locks;
pub mod memberships;
pub mod notify;
mod open;
pub mod operator;
pub mod organisations;
pub mod pages;
pub mod receipts;
pub mod records;
pub mod roads;
pub mod scopes;
pub mod server;
pub mod sessions;
pub mod tags;
pub mod tours;
mod write;

#[cfg(test)]
mod tests;

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use thiserror::Error;

// Services hand transactions on and look at what went wrong, and name neither crate nor driver.
pub use sea_orm::{DatabaseTransaction, DbErr, SqlErr};
pub use write::{insert_all, is_away, is_retryable, upsert_all};

/// Two servers that start at once must not both migrate. Any number will do, so long as it stays.
const MIGRATION_LOCK: i64 = 0x6275_7363_616c_6c01;

/// What went wrong below the services.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database refused, or could not be reached.
    #[error(transparent)]
    Db(#[from] DbErr),
    /// The address does not name a database, or no database could be opened there.
    #[error("cannot open the database `{url}`: {why}")]
    Open {
        /// The address, without a password.
        url: String,
        /// What stands in the way.
        why: String,
    },
    /// The database was written by a newer release than this one.
    #[error("the database is newer than this release: {0}")]
    Newer(String),
    /// A row that cannot be read back as what it claims to be.
    #[error("row `{id}` of table `{table}` cannot be read: {why}")]
    CorruptRow {
        /// The table it stands in.
        table: &'static str,
        /// Its key.
        id: String,
        /// What does not fit.
        why: String,
    },
    /// A backup could not be written or read.
    #[error("{0}")]
    Backup(String),
}

/// Which database is underneath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file beside the server.
    Sqlite,
    /// A database server of its own.
    Postgres,
}

/// An open database. Cheap to clone: clones share the connections.
#[derive(Debug, Clone)]
pub struct Store {
    engine: Engine,
    /// On SQLite a pool of one, because SQLite has one writer; on PostgreSQL the only pool.
    writer: DatabaseConnection,
    /// On SQLite connections that cannot write; on PostgreSQL the same pool as the writer's.
    reader: DatabaseConnection,
}

impl Store {
    /// Opens `sqlite://path?mode=rwc`, a plain path, or `postgres://…`, and does not migrate.
    ///
    /// A SQLite file that does not exist is made, readable by its owner alone. `pool_size` is the
    /// number of connections to PostgreSQL; SQLite has one for writing and a few for reading.
    pub async fn open(url: &str, pool_size: u32) -> Result<Self, StoreError> {
        open::open(url, pool_size).await
    }

    /// Brings the database to the newest schema, all of it or nothing, and says how many steps that took.
    pub async fn migrate(&self) -> Result<usize, StoreError> {
        self.write(async |txn| {
            if self.engine == Engine::Postgres {
                // A step over a large table may take its time, and a second server has to wait for it.
                txn.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
                txn.execute_raw(Statement::from_sql_and_values(
                    txn.get_database_backend(),
                    "SELECT pg_advisory_xact_lock($1)",
                    [MIGRATION_LOCK.into()],
                ))
                .await?;
            }
            let pending = Migrator::get_pending_migrations(txn).await.map_err(newer)?.len();
            Migrator::up(txn, None).await?;
            Ok(pending)
        })
        .await
    }

    /// The names of the steps that [`Store::migrate`] would take. Writes nothing.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        pending(&self.reader).await
    }

    /// Which database is underneath.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// For reads that need no common snapshot.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// For single statements; anything longer goes through [`Store::write`].
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Closes every connection, of clones too. On SQLite all changes are in the one file afterwards.
    pub async fn close(self) -> Result<(), StoreError> {
        if self.engine == Engine::Sqlite {
            self.writer.execute_unprepared("PRAGMA optimize").await?;
            self.writer.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        self.release().await
    }

    /// Closes every connection and tidies nothing. The writer goes last: only it can remove the log.
    async fn release(self) -> Result<(), StoreError> {
        self.reader.close().await?;
        Ok(self.writer.close().await?)
    }
}

/// The steps missing from the database behind this connection.
async fn pending(conn: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let missing = Migrator::get_pending_migrations_read_only(conn).await.map_err(newer)?;
    Ok(missing.iter().map(|step| step.name().to_owned()).collect())
}

/// The migrator's only error of its own is a step in the database that it does not know.
fn newer(err: DbErr) -> StoreError {
    match err {
        DbErr::Custom(why) => StoreError::Newer(why),
        other => StoreError::Db(other),
    }
}
