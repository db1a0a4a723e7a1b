//! The copy of one tour on this device: one SQLite file, read and written by any number of processes.
//!
//! What executing a plan means is said by [`domain::sync::Copy`]; this does the same in SQL, in one
//! transaction. It never repairs a file by deleting anything, and it neither knows a network nor
//! tells the time.

mod base;
mod bulk;
mod changes;
mod entity;
mod execute;
mod fault;
mod find;
mod groups;
mod kept;
mod links;
mod mark;
mod opening;
mod pages;
mod state;
#[cfg(test)]
mod tests;
mod view;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::ids::{RecordId, ScopeId};
use domain::sync::{Executed, Op, ReplicaState};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
};

pub use self::changes::LocalChange;
use self::execute::Execution;
pub use self::execute::{SWEEP, SWEEP_DUE};
use self::fault::Fault;
pub use self::groups::LoggedGroup;
pub use self::kept::Replaced;
pub use self::opening::Opened;
pub use self::view::{Base, Mark, SYNCED_AT, View};
use crate::error::{Error, Result};

/// The copy of one tour on this device. Cheap to clone: clones share the connection.
#[derive(Clone, Debug)]
pub struct Local {
    db: DatabaseConnection,
    path: Arc<PathBuf>,
}

impl Local {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the copy knows of itself, without its records.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn state(&self) -> Result<ReplicaState> {
        self.read(async |txn| state::load(txn).await).await
    }

    /// Executes a plan in one transaction: loads the state, asks `plan` what to do, does it. What is
    /// answered is on the disk by then. Where `plan` refuses, or a step fails, nothing changes.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub async fn execute<E>(
        &self,
        now: DateTime<Utc>,
        plan: impl FnOnce(&ReplicaState) -> Result<Vec<Op>, E>,
    ) -> Result<Result<Executed, E>> {
        let work = async |txn: &DatabaseTransaction| {
            let state = state::load(txn).await?;
            let ops = match plan(&state) {
                Ok(ops) => ops,
                Err(refusal) => return Ok(Err(refusal)),
            };
            Execution::new(txn, now, state).run(ops).await.map(Ok)
        };
        self.write(work).await
    }

    /// `[ver, seq]` of every record of a scope.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn versions(&self, scope: ScopeId) -> Result<BTreeMap<RecordId, (u64, u64)>> {
        self.read(async |txn| base::versions(txn, scope).await).await
    }

    /// What was remembered under a name with [`Local::set_fact`].
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn fact(&self, name: &str) -> Result<Option<String>> {
        self.read(async |txn| state::fact(txn, name).await).await
    }

    /// Remembers something about the copy: the tour's name, when it was synced.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub async fn set_fact(&self, name: &str, value: &str) -> Result<()> {
        self.write(async |txn| state::set_fact(txn, name, value).await).await
    }

    /// Closes the file, for clones too. All changes are in the one file afterwards, unless another
    /// process has it open.
    ///
    /// # Errors
    /// Where the last changes could not be moved there; they are beside it then, and not lost.
    pub async fn close(self) -> Result<()> {
        Ok(self.db.close().await?)
    }

    /// Runs `work` over one state of the file, whatever others commit meanwhile.
    async fn read<T>(
        &self,
        work: impl AsyncFnOnce(&DatabaseTransaction) -> Result<T, Fault>,
    ) -> Result<T> {
        self.transact(SqliteTransactionMode::Deferred, work).await
    }

    /// Runs `work` as the only writer: committed when it answers `Ok`, undone when it does not.
    async fn write<T>(
        &self,
        work: impl AsyncFnOnce(&DatabaseTransaction) -> Result<T, Fault>,
    ) -> Result<T> {
        self.transact(SqliteTransactionMode::Immediate, work).await
    }

    async fn transact<T>(
        &self,
        mode: SqliteTransactionMode,
        work: impl AsyncFnOnce(&DatabaseTransaction) -> Result<T, Fault>,
    ) -> Result<T> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(mode),
            ..TransactionOptions::default()
        };
        let outcome = match self.db.begin_with_options(options).await {
            Ok(txn) => {
                let outcome = work(&txn).await;
                end(txn, outcome).await
            }
            Err(err) => Err(err.into()),
        };
        match outcome {
            Ok(value) => Ok(value),
            Err(fault) => Err(self.told(fault).await),
        }
    }

    /// What a fault means to the person. Only one that smells of damage has the whole file checked.
    async fn told(&self, fault: Fault) -> Error {
        match fault {
            Fault::Db(err) if fault::is_damage(&err) => {
                let found = opening::quick_check(&self.db).await;
                let why = found.unwrap_or_else(|| err.to_string());
                Error::Corrupt { path: self.path.to_path_buf(), why }
            }
            fault => fault.told(&self.path),
        }
    }
}

async fn end<T>(txn: DatabaseTransaction, outcome: Result<T, Fault>) -> Result<T, Fault> {
    match outcome {
        Ok(value) => {
            txn.commit().await?;
            Ok(value)
        }
        Err(fault) => {
            // What went wrong first is what the person must hear of; the transaction is undone when
            // it is dropped, too.
            drop(txn.rollback().await);
            Err(fault)
        }
    }
}
