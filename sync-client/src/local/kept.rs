//! What resets have replaced, for whoever misses something.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ids::ScopeId;
use domain::record::Record;
use sea_orm::{ConnectionTrait as _, DatabaseTransaction, DbBackend, FromQueryResult, Statement};
use serde::Serialize;

use super::entity::record;
use super::fault::Fault;
use super::{Local, base};
use crate::error::Result;

/// The base of a scope as it was before it was read anew.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Replaced {
    /// Which scope.
    pub scope: ScopeId,
    /// When it was replaced, by this device's clock.
    pub replaced_at: DateTime<Utc>,
    /// Its records, in the order of the ids.
    pub records: Vec<Record>,
}

impl Local {
    /// What resets have replaced and is still kept, by scope and time.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn kept(&self) -> Result<Vec<Replaced>> {
        let kept = async |txn: &DatabaseTransaction| {
            let sql = "SELECT * FROM replaced ORDER BY scope_id, replaced_at, id";
            let rows = txn.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
            let mut kept: BTreeMap<(ScopeId, DateTime<Utc>), Replaced> = BTreeMap::new();
            for row in rows {
                let replaced_at: DateTime<Utc> = row.try_get("", "replaced_at")?;
                let record = base::from_row(&record::Model::from_query_result(&row, "")?)?;
                let scope = record.scope;
                let begun = || Replaced { scope, replaced_at, records: Vec::new() };
                kept.entry((scope, replaced_at)).or_insert_with(begun).records.push(record);
            }
            Ok::<_, Fault>(kept.into_values().collect())
        };
        self.read(kept).await
    }
}
