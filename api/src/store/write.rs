//! Transactions, and the few ways in which a statement may be tried again or cut into pieces.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    AccessMode, ActiveModelTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IsolationLevel, Iterable, RuntimeErr, SqliteTransactionMode, SqlxError, TransactionOptions,
    TransactionTrait,
};

use super::{Engine, Store};

/// Values bound by one statement: SQLite takes 32,766 and PostgreSQL 65,535.
pub(super) const VALUES_MAX: usize = 30_000;

impl Store {
    /// Runs `f` in a transaction: committed when it answers `Ok`, undone when it answers `Err` or is dropped.
    ///
    /// SQLite begins it immediately, because a transaction that reads first and then writes fails
    /// as soon as another has written in between. PostgreSQL takes `READ COMMITTED`, and whoever
    /// needs order locks the row that stands for it. Inside, use the transaction and nothing else:
    /// a second connection may be the one that this transaction waits for.
    pub async fn write<T, E>(
        &self,
        f: impl AsyncFnOnce(&DatabaseTransaction) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<DbErr>,
    {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let txn = self.writer.begin_with_options(options).await?;
        let outcome = f(&txn).await;
        end(txn, outcome).await
    }

    /// Runs `f` over one state of the database, whatever is committed meanwhile.
    ///
    /// Keep it short: on SQLite the write-ahead log grows until it ends.
    pub async fn read_snapshot<T, E>(
        &self,
        f: impl AsyncFnOnce(&DatabaseTransaction) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<DbErr>,
    {
        let options = match self.engine {
            Engine::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
                ..TransactionOptions::default()
            },
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                sqlite_transaction_mode: None,
            },
        };
        let txn = self.reader.begin_with_options(options).await?;
        let outcome = f(&txn).await;
        end(txn, outcome).await
    }
}

async fn end<T, E: From<DbErr>>(txn: DatabaseTransaction, outcome: Result<T, E>) -> Result<T, E> {
    match outcome {
        Ok(value) => {
            txn.commit().await?;
            Ok(value)
        }
        Err(err) => {
            // What went wrong first is what the caller must hear of.
            if let Err(failed) = txn.rollback().await {
                tracing::warn!(error = %failed, "a transaction could not be rolled back and is dropped");
            }
            Err(err)
        }
    }
}

/// Whether the same transaction may succeed when it is run again from its start: another was in its way.
///
/// A pool without a free connection is not among these; the caller has waited for it already.
pub fn is_retryable(err: &DbErr) -> bool {
    let (DbErr::Conn(RuntimeErr::SqlxError(cause))
    | DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))) = err
    else {
        return false;
    };
    let SqlxError::Database(refusal) = cause.as_ref() else { return false };
    let Some(code) = refusal.code() else { return false };
    // serialization_failure, deadlock_detected, lock_not_available
    if matches!(code.as_ref(), "40001" | "40P01" | "55P03") {
        return true;
    }
    // SQLITE_BUSY and SQLITE_LOCKED, whose extended codes keep the plain one in the lowest byte.
    // A code of PostgreSQL has five characters, so `code` is SQLite's when it is shorter.
    code.len() < 5 && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6))
}

/// Whether the database failed, and not what was asked of it: it is away, full or going down.
pub fn is_away(err: &DbErr) -> bool {
    let cause = match err {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => return true,
        DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
            cause.as_ref()
        }
        _ => return false,
    };
    match cause {
        SqlxError::Io(_)
        | SqlxError::Tls(_)
        | SqlxError::PoolTimedOut
        | SqlxError::PoolClosed
        | SqlxError::WorkerCrashed => true,
        // PostgreSQL's classes of lost connections, missing resources and an operator's stop;
        // SQLITE_IOERR, SQLITE_FULL and SQLITE_CANTOPEN.
        SqlxError::Database(refusal) => refusal.code().is_some_and(|code| match code.len() {
            5 => ["08", "53", "57"].iter().any(|class| code.starts_with(class)),
            _ => code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 10 | 13 | 14)),
        }),
        _ => false,
    }
}

/// Inserts any number of rows, in as many statements as the databases' limits ask for.
pub async fn insert_all<A>(conn: &impl ConnectionTrait, rows: Vec<A>) -> Result<(), DbErr>
where
    A: ActiveModelTrait + Send,
{
    in_chunks(conn, rows, None).await
}

/// Inserts any number of rows; `on_conflict` says what becomes of those whose key is taken.
pub async fn upsert_all<A>(
    conn: &impl ConnectionTrait,
    rows: Vec<A>,
    on_conflict: OnConflict,
) -> Result<(), DbErr>
where
    A: ActiveModelTrait + Send,
{
    in_chunks(conn, rows, Some(on_conflict)).await
}

async fn in_chunks<A>(
    conn: &impl ConnectionTrait,
    rows: Vec<A>,
    on_conflict: Option<OnConflict>,
) -> Result<(), DbErr>
where
    A: ActiveModelTrait + Send,
{
    let n_columns = <A::Entity as EntityTrait>::Column::iter().count();
    let size = VALUES_MAX / n_columns;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut insert = A::Entity::insert_many(rows.by_ref().take(size));
        if let Some(on_conflict) = &on_conflict {
            insert = insert.on_conflict(on_conflict.clone());
        }
        insert.exec_without_returning(conn).await?;
    }
    Ok(())
}
