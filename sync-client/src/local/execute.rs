//! Executes a plan, step by step, inside the transaction that loaded the state.
//!
//! Each step means what the same step of [`domain::sync::Copy`] means.

use chrono::{DateTime, Utc};
use domain::change::{Group, Receipt};
use domain::ids::{RecordId, ScopeId};
use domain::permission::Level;
use domain::sync::{Digest, Executed, Op, RawRecord, ReplicaState, ScopeCopy};
use sea_orm::DatabaseTransaction;

use super::base::{self, Table};
use super::fault::Fault;
use super::pages::Page;
use super::{groups, state};

/// The fact that says whether files are left of scopes that are gone: [`SWEEP_DUE`] while some may be.
pub const SWEEP: &str = "sweep";
/// See [`SWEEP`].
pub const SWEEP_DUE: &str = "due";

/// A plan on its way.
pub(super) struct Execution<'t> {
    pub(super) txn: &'t DatabaseTransaction,
    pub(super) now: DateTime<Utc>,
    /// The state as the steps so far have left it; its groups as they were loaded.
    pub(super) state: ReplicaState,
    pub(super) executed: Executed,
}

impl<'t> Execution<'t> {
    pub(super) fn new(
        txn: &'t DatabaseTransaction,
        now: DateTime<Utc>,
        state: ReplicaState,
    ) -> Self {
        Self { txn, now, state, executed: Executed::default() }
    }

    /// Executes the steps in their order. Pages that are swapped as soon as they are there are not
    /// staged first.
    pub(super) async fn run(mut self, ops: Vec<Op>) -> Result<Executed, Fault> {
        let mut ops = ops.into_iter().peekable();
        while let Some(op) = ops.next() {
            match op {
                Op::Stage { scope, begin, whole, records, cursor, complete } => {
                    let page = Page { scope, begin, whole, records, cursor, complete };
                    let swaps = ops.peek() == Some(&Op::Swap(scope));
                    match complete.filter(|_| begin && swaps) {
                        Some(complete) => {
                            ops.next();
                            self.take_at_once(page, complete).await?;
                        }
                        None => self.stage(page).await?,
                    }
                }
                Op::Swap(scope) => self.swap(scope).await?,
                Op::Repair { scope, records, drop, cursor, head, digest } => {
                    self.repair(scope, &records, &drop, (cursor, head, digest)).await?;
                }
                op => self.step(op).await?,
            }
        }
        Ok(self.executed)
    }

    /// The steps that move no records.
    async fn step(&mut self, op: Op) -> Result<(), Fault> {
        let txn = self.txn;
        match op {
            Op::Save(group) => self.save(&group).await,
            Op::Receive(receipt) => self.receive(&receipt).await,
            Op::Reoffer => self.reoffer().await,
            Op::Cut(group) => groups::cut(txn, group).await,
            Op::Replica(replica) => state::set_replica(txn, replica).await,
            Op::Server(server) => state::set_server(txn, server).await,
            Op::Grants(grants) => state::set_grants(txn, &grants).await,
            Op::Scope { scope, audience, level } => self.grant(scope, audience, level).await,
            Op::Consent(scope) => self.consent(scope).await,
            Op::Forget(scope) => self.forget(scope).await,
            Op::Cover => self.cover().await,
            Op::Stage { .. } | Op::Swap(_) | Op::Repair { .. } => {
                unreachable!("`run` executes the steps that move records")
            }
        }
    }

    async fn save(&mut self, group: &Group) -> Result<(), Fault> {
        if groups::append(self.txn, group, self.now).await? {
            state::set_chain(self.txn, group.id).await?;
        }
        Ok(())
    }

    async fn receive(&mut self, receipt: &Receipt) -> Result<(), Fault> {
        if !groups::acknowledge(self.txn, receipt, self.now).await? {
            return Ok(());
        }
        let tip = groups::later(self.txn, self.state.tip, receipt.group).await?;
        if self.state.tip != Some(tip) {
            self.state.tip = Some(tip);
            state::set_tip(self.txn, Some(tip)).await?;
        }
        if self.state.reoffered && !groups::any_waits(self.txn).await? {
            self.state.reoffered = false;
            state::set_reoffered(self.txn, false).await?;
        }
        Ok(())
    }

    async fn reoffer(&mut self) -> Result<(), Fault> {
        groups::forget_receipts(self.txn).await?;
        self.state.tip = None;
        state::set_tip(self.txn, None).await?;
        state::set_reoffered(self.txn, true).await?;
        self.state.reoffered = true;
        for (scope, copy) in &mut self.state.scopes {
            copy.head = 0;
            state::write_scope(self.txn, *scope, copy).await?;
        }
        Ok(())
    }

    async fn grant(&mut self, scope: ScopeId, audience: String, level: Level) -> Result<(), Fault> {
        let copy = self.state.scopes.entry(scope).or_insert_with(|| ScopeCopy::empty(level));
        (copy.audience, copy.level) = (audience, level);
        state::write_scope(self.txn, scope, copy).await
    }

    async fn consent(&mut self, scope: ScopeId) -> Result<(), Fault> {
        let Some(copy) = self.state.scopes.get_mut(&scope) else { return Ok(()) };
        let Some(staging) = copy.staging.as_mut() else { return Ok(()) };
        staging.consented = true;
        state::write_scope(self.txn, scope, copy).await
    }

    async fn forget(&mut self, scope: ScopeId) -> Result<(), Fault> {
        self.state.scopes.remove(&scope);
        state::drop_scope(self.txn, scope).await?;
        base::forget(self.txn, scope).await?;
        // In the same transaction: whoever dies before the files are gone still knows of them.
        state::set_fact(self.txn, SWEEP, SWEEP_DUE).await
    }

    async fn cover(&mut self) -> Result<(), Fault> {
        self.state.overlay = state::overlay(self.txn).await?;
        groups::cover(self.txn, &self.state.covered()).await
    }

    async fn repair(
        &mut self,
        scope: ScopeId,
        records: &[RawRecord],
        drop: &[RecordId],
        stand: (String, u64, Digest),
    ) -> Result<(), Fault> {
        if !self.state.scopes.contains_key(&scope) {
            return Ok(());
        }
        base::drop_records(self.txn, scope, drop).await?;
        let rows: Vec<_> = records.iter().map(|record| base::to_row(scope, record)).collect();
        base::put(self.txn, Table::Record, &rows).await?;
        // Something was wrong with the sum or with what it sums up: it is made anew from all.
        let sum = base::sum(self.txn, scope).await?;
        self.stand_at(scope, stand, sum).await
    }

    /// Says where the base of a scope stands now, and whether its sum is the server's.
    pub(super) async fn stand_at(
        &mut self,
        scope: ScopeId,
        (cursor, head, digest): (String, u64, Digest),
        sum: Digest,
    ) -> Result<(), Fault> {
        let Some(copy) = self.state.scopes.get_mut(&scope) else { return Ok(()) };
        (copy.cursor, copy.head, copy.digest) = (Some(cursor), head, sum);
        copy.suspect = sum != digest;
        if copy.suspect {
            self.executed.suspects.push(scope);
        }
        state::write_scope(self.txn, scope, copy).await
    }
}
