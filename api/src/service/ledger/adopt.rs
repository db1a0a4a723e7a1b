//! A tour that another server has counted: taken in with its ids, versions and numbers, in one transaction.
//!
//! There is nothing to merge, because nothing of it is here. It is one group all the same, with a receipt,
//! a tag in each scope that it fills, and lines of history for what has to be known of before: who brought
//! the content of which file.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, SecondsFormat, Utc};
use domain::change::{Group, HistoryEntry, Receipt, Status};
use domain::ids::{AccountId, GroupId, OrgId, RecordId, TourId};
use domain::permission::Level;
use domain::problem::ErrorCode;
use domain::record::{Kind, Record};
use interchange::archive::Naming;
use serde_json::Value;

use super::Ledger;
use crate::error::{Error, Result};
use crate::random;
use crate::service::tours::must_own;
use crate::store::receipts::{self, HistoryOf};
use crate::store::scopes::ScopeState;
use crate::store::{
    DatabaseTransaction, SqlErr, StoreError, memberships, organisations, records, scopes, tours,
};

/// By which path an adopted tour came.
const VIA: &str = "archive";

/// A tour to be taken in, checked: its records fit their scopes, and these their counters and sums.
pub struct Adoption {
    /// Whose it becomes.
    pub org: OrgId,
    /// The tour.
    pub tour: TourId,
    /// Who brings it, and manages all of it.
    pub by: AccountId,
    /// Its scopes.
    pub scopes: Vec<ScopeState>,
    /// Its records.
    pub records: Vec<Record>,
    /// The content that the records of files name.
    pub namings: BTreeSet<Naming>,
}

impl Ledger {
    /// Takes a tour in, whole or not at all. What is here already refuses it.
    pub async fn adopt(&self, adoption: &Adoption) -> Result<()> {
        let now = self.clock.now();
        let group = group(GroupId(random::id(&self.clock)), adoption.by, now);
        let written =
            self.store.write(async |txn| Box::pin(write(txn, adoption, &group, now)).await).await;
        written.map_err(|failure| match failure {
            Failure::Other(err) => err,
            Failure::Store(StoreError::Db(err))
                if matches!(err.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) =>
            {
                let detail = "the tour, an audience or a record of it came here meanwhile";
                Error::problem(ErrorCode::Conflict, detail)
            }
            Failure::Store(err) => err.into(),
        })
    }
}

/// Why a tour was not taken in, as long as the database's own words are of use.
enum Failure {
    Store(StoreError),
    Other(Error),
}

impl From<StoreError> for Failure {
    fn from(err: StoreError) -> Self {
        Self::Store(err)
    }
}

impl From<crate::store::DbErr> for Failure {
    fn from(err: crate::store::DbErr) -> Self {
        Self::Store(StoreError::Db(err))
    }
}

fn group(id: GroupId, by: AccountId, now: DateTime<Utc>) -> Group {
    Group {
        id,
        prev: None,
        replica: None,
        author: Some(by),
        via: Some(VIA.to_owned()),
        said_at: Some(now.to_rfc3339_opts(SecondsFormat::Secs, true)),
        reason: None,
        edits: Vec::new(),
    }
}

async fn write(
    txn: &DatabaseTransaction,
    adoption: &Adoption,
    group: &Group,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let Adoption { org, tour, by, scopes: new, .. } = adoption;
    let owner = organisations::one_of_account(txn, *by, *org).await?;
    must_own(owner.map(|owner| owner.level)).map_err(Failure::Other)?;
    tours::insert(txn, *org, *tour, *by, now).await?;
    for scope in new {
        scopes::insert(txn, *org, scope, now).await?;
        memberships::put(txn, *org, (scope.id, *by, Level::Manage), *by, now).await?;
    }
    records::insert(txn, *org, &adoption.records).await?;
    let of = HistoryOf { org: *org, group, author: *by, now };
    receipts::write_history(txn, &of, history(adoption)).await?;
    let filled: Vec<_> = new.iter().filter(|scope| scope.head > 0).cloned().collect();
    receipts::write_tags(txn, *org, &filled, now).await?;
    let receipt = Receipt {
        group: group.id,
        status: Status::Applied,
        dup: false,
        at: filled.iter().map(|scope| (scope.id, scope.head)).collect(),
        edits: Vec::new(),
        problem: None,
    };
    receipts::write_receipt(txn, *org, group, *by, &receipt, now).await?;
    Ok(())
}

/// That whoever brings the tour has put each content into the record of its file: a record gives content
/// only where somebody who named it there has sent it.
fn history(adoption: &Adoption) -> Vec<(u64, HistoryEntry)> {
    let files = adoption.records.iter().filter(|record| record.kind == Kind::File);
    let files: BTreeMap<RecordId, &Record> = files.map(|record| (record.id, record)).collect();
    let line = |naming: &Naming| {
        let record = files.get(&naming.file)?;
        let line = HistoryEntry {
            scope: record.scope,
            kind: Kind::File,
            record: record.id,
            field: "hash".to_owned(),
            old: Value::Null,
            new: Value::String(naming.hash.to_string()),
            outcome: Status::Applied,
        };
        Some((record.seq, line))
    };
    adoption.namings.iter().filter_map(line).collect()
}
