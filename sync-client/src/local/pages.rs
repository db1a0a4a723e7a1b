//! Pages of a scope on their way into the base: staged until they are complete, then swapped in.
//!
//! Where a page is complete by itself it goes straight in. The sum of a base is kept by what changes
//! in it, and what changes is written down for people, unless the scope is read from its beginning.

use std::collections::{BTreeMap, HashSet};

use domain::ids::ScopeId;
use domain::sync::{Digest, RawRecord, Staging, Vanishing};
use uuid::Uuid;

use super::base::{self, Table, Version};
use super::entity::record;
use super::execute::Execution;
use super::fault::Fault;
use super::{changes, state};

/// Rows that are taken from the staged ones at a time, so that a month's pages need little memory.
const STAGED_AT_ONCE: u64 = 2_000;

/// A page as it is staged.
pub(super) struct Page {
    pub(super) scope: ScopeId,
    pub(super) begin: bool,
    pub(super) whole: bool,
    pub(super) records: Vec<RawRecord>,
    pub(super) cursor: String,
    pub(super) complete: Option<(u64, Digest)>,
}

impl Page {
    /// Its records as rows, each id once: what is said of it last.
    fn rows(&self) -> Vec<record::Model> {
        let last: BTreeMap<_, _> = self.records.iter().map(|record| (record.id, record)).collect();
        last.into_values().map(|record| base::to_row(self.scope, record)).collect()
    }
}

impl Execution<'_> {
    /// Adds a page to what has arrived of its scope.
    pub(super) async fn stage(&mut self, page: Page) -> Result<(), Fault> {
        self.stage_rows(&page, &page.rows()).await
    }

    async fn stage_rows(&mut self, page: &Page, rows: &[record::Model]) -> Result<(), Fault> {
        if page.begin {
            self.unstage(page.scope).await?;
        }
        let Some(copy) = self.state.scopes.get_mut(&page.scope) else { return Ok(()) };
        base::put(self.txn, Table::Staged, rows).await?;
        let begun =
            Staging { whole: page.whole, cursor: String::new(), complete: None, consented: false };
        let staging = copy.staging.get_or_insert(begun);
        (staging.cursor, staging.complete) = (page.cursor.clone(), page.complete);
        state::write_scope(self.txn, page.scope, copy).await
    }

    /// Takes a page that begins, and completes, what is to be swapped.
    pub(super) async fn take_at_once(
        &mut self,
        page: Page,
        (head, digest): (u64, Digest),
    ) -> Result<(), Fault> {
        let Page { scope, whole, .. } = page;
        if !self.state.scopes.contains_key(&scope) {
            return Ok(());
        }
        let rows = page.rows();
        if whole {
            let live = rows.iter().filter(|row| !row.deleted).map(|row| row.id).collect();
            let vanishing = self.vanishing(scope, &live).await?;
            if vanishing.asks() {
                self.executed.asks.push(vanishing);
                return self.stage_rows(&page, &rows).await;
            }
        }
        self.unstage(scope).await?;
        let sum = if whole {
            base::put_aside(self.txn, scope, self.now).await?;
            base::put(self.txn, Table::Record, &rows).await?;
            sum_of(&rows)?
        } else {
            self.merge(scope, &rows).await?
        };
        self.stand_at(scope, (page.cursor, head, digest), sum).await
    }

    /// Swaps what was staged into the base, unless too much would vanish unasked.
    pub(super) async fn swap(&mut self, scope: ScopeId) -> Result<(), Fault> {
        let staging = self.state.scopes.get(&scope).and_then(|copy| copy.staging.clone());
        let Some(Staging { whole, cursor, complete: Some((head, digest)), consented }) = staging
        else {
            return Ok(());
        };
        if whole && !consented {
            let live = base::live(self.txn, Table::Staged, scope).await?.into_iter().collect();
            let vanishing = self.vanishing(scope, &live).await?;
            if vanishing.asks() {
                self.executed.asks.push(vanishing);
                return Ok(());
            }
        }
        let sum = if whole {
            base::put_aside(self.txn, scope, self.now).await?;
            base::move_staged(self.txn, scope).await?;
            base::sum(self.txn, scope).await?
        } else {
            self.merge_staged(scope).await?
        };
        if let Some(copy) = self.state.scopes.get_mut(&scope) {
            copy.staging = None;
        }
        self.stand_at(scope, (cursor, head, digest), sum).await
    }

    /// Drops what is staged, if anything is.
    async fn unstage(&mut self, scope: ScopeId) -> Result<(), Fault> {
        let copy = self.state.scopes.get_mut(&scope);
        match copy.and_then(|copy| copy.staging.take()) {
            Some(_) => base::drop_staged(self.txn, scope).await,
            None => Ok(()),
        }
    }

    /// How much of a base would vanish if it were replaced by something where these are alive.
    async fn vanishing(&self, scope: ScopeId, live: &HashSet<Uuid>) -> Result<Vanishing, Fault> {
        let base = base::live(self.txn, Table::Record, scope).await?;
        let n_vanish = base.iter().filter(|id| !live.contains(id)).count();
        Ok(Vanishing { scope, n_live: base.len(), n_vanish })
    }

    async fn merge_staged(&mut self, scope: ScopeId) -> Result<Digest, Fault> {
        let mut sum = self.digest(scope);
        let mut after = None;
        loop {
            let rows = base::staged_after(self.txn, scope, after, STAGED_AT_ONCE).await?;
            let Some(last) = rows.last() else { break };
            after = Some(last.id);
            sum = self.merge_into(scope, &rows, sum).await?;
        }
        base::drop_staged(self.txn, scope).await?;
        Ok(sum)
    }

    async fn merge(&mut self, scope: ScopeId, rows: &[record::Model]) -> Result<Digest, Fault> {
        let sum = self.digest(scope);
        self.merge_into(scope, rows, sum).await
    }

    /// Writes rows over those of the base, notes what that changes, and says what the sum is then.
    async fn merge_into(
        &mut self,
        scope: ScopeId,
        rows: &[record::Model],
        mut sum: Digest,
    ) -> Result<Digest, Fault> {
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let old = base::rows_of(self.txn, scope, &ids).await?;
        let old: BTreeMap<_, _> = old.into_iter().map(|row| (row.id, row)).collect();
        for row in old.values() {
            Version::of_row(row)?.subtract_from(&mut sum);
        }
        for row in rows {
            Version::of_row(row)?.add_to(&mut sum);
        }
        changes::note(self.txn, &old, rows, self.now).await?;
        base::put(self.txn, Table::Record, rows).await?;
        Ok(sum)
    }

    fn digest(&self, scope: ScopeId) -> Digest {
        self.state.scopes.get(&scope).map(|copy| copy.digest).unwrap_or_default()
    }
}

fn sum_of(rows: &[record::Model]) -> Result<Digest, Fault> {
    let mut sum = Digest::default();
    for row in rows {
        Version::of_row(row)?.add_to(&mut sum);
    }
    Ok(sum)
}
