//! A local copy in memory: what executing a plan means. The companion's database does the same in
//! SQL and is tested against this one; the simulation runs on it.

use std::collections::BTreeMap;

use super::digest::Digest;
use super::replica::{Confirmed, Executed, Op, ReplicaState, ScopeCopy, Staging, Vanishing};
use super::wire::RawRecord;
use crate::book::Book;
use crate::change::{Group, Receipt, Status};
use crate::ids::{AccountId, GroupId, RecordId, ReplicaId, ScopeId, TourId};

/// A group with what is known of it. A copy keeps its groups in the order in which they were saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Logged {
    /// The group.
    pub group: Group,
    /// The server's word on it.
    pub receipt: Option<Receipt>,
    /// Its effect is in the base, or it has none.
    pub covered: bool,
}

/// A local copy in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    state: ReplicaState,
    log: Vec<Logged>,
    base: BTreeMap<ScopeId, BTreeMap<RecordId, RawRecord>>,
    staged: BTreeMap<ScopeId, BTreeMap<RecordId, RawRecord>>,
    replaced: BTreeMap<ScopeId, BTreeMap<RecordId, RawRecord>>,
}

impl Copy {
    /// A copy that holds nothing yet.
    pub fn new(replica: ReplicaId, account: AccountId, tour: TourId) -> Self {
        Self {
            state: ReplicaState::new(replica, account, tour),
            log: Vec::new(),
            base: BTreeMap::new(),
            staged: BTreeMap::new(),
            replaced: BTreeMap::new(),
        }
    }

    /// What it knows of itself.
    pub fn state(&self) -> &ReplicaState {
        &self.state
    }

    /// Its groups, in the order in which they were saved.
    pub fn log(&self) -> &[Logged] {
        &self.log
    }

    /// The records of a scope as the server sent them.
    pub fn base(&self, scope: ScopeId) -> impl Iterator<Item = &RawRecord> {
        self.base.get(&scope).into_iter().flat_map(BTreeMap::values)
    }

    /// What a reset replaced in a scope.
    pub fn replaced(&self, scope: ScopeId) -> impl Iterator<Item = &RawRecord> {
        self.replaced.get(&scope).into_iter().flat_map(BTreeMap::values)
    }

    /// `[ver, seq]` of every record of a scope's base.
    pub fn versions(&self, scope: ScopeId) -> BTreeMap<RecordId, (u64, u64)> {
        self.base(scope).map(|record| (record.id, (record.ver, record.seq))).collect()
    }

    /// Groups that did not take effect, with the word on them.
    pub fn tray(&self) -> impl Iterator<Item = &Logged> {
        self.log.iter().filter(|logged| {
            let status = logged.receipt.as_ref().map(|receipt| receipt.status);
            matches!(status, Some(Status::Held | Status::Rejected))
        })
    }

    /// The base as a book.
    ///
    /// # Errors
    /// Where a record cannot be read.
    pub fn book(&self) -> Result<Book, serde_json::Error> {
        let records = self
            .base
            .iter()
            .flat_map(|(scope, records)| records.values().map(|record| record.read(*scope)));
        records.collect()
    }

    /// What the copy's owner sees: base, overlay and outbox.
    ///
    /// # Errors
    /// Where a record cannot be read.
    pub fn view(&self) -> Result<Book, serde_json::Error> {
        Ok(self.state.view(self.book()?).book)
    }

    /// Executes a plan.
    pub fn execute(&mut self, ops: Vec<Op>) -> Executed {
        let mut executed = Executed::default();
        for op in ops {
            self.step(op, &mut executed);
        }
        executed
    }

    fn step(&mut self, op: Op, executed: &mut Executed) {
        match op {
            Op::Save(group) => self.save(group),
            Op::Receive(receipt) => self.receive(receipt),
            Op::Reoffer => self.reoffer(),
            Op::Cut(group) => self.cut(group),
            Op::Replica(replica) => self.state.replica = replica,
            Op::Server(server) => self.state.server = Some(server),
            Op::Grants(grants) => self.state.grants = Some(grants),
            Op::Scope { scope, audience, level } => {
                let copy =
                    self.state.scopes.entry(scope).or_insert_with(|| ScopeCopy::empty(level));
                (copy.audience, copy.level) = (audience, level);
            }
            Op::Stage { scope, begin, whole, records, cursor, complete } => {
                let Some(copy) = self.state.scopes.get_mut(&scope) else { return };
                let staged = self.staged.entry(scope).or_default();
                if begin {
                    staged.clear();
                    copy.staging = None;
                }
                staged.extend(records.into_iter().map(|record| (record.id, record)));
                let begun = Staging { whole, cursor: String::new(), complete, consented: false };
                let staging = copy.staging.get_or_insert(begun);
                (staging.cursor, staging.complete) = (cursor, complete);
            }
            Op::Swap(scope) => self.swap(scope, executed),
            Op::Consent(scope) => {
                let copy = self.state.scopes.get_mut(&scope);
                if let Some(staging) = copy.and_then(|copy| copy.staging.as_mut()) {
                    staging.consented = true;
                }
            }
            Op::Forget(scope) => {
                self.state.scopes.remove(&scope);
                self.base.remove(&scope);
                self.staged.remove(&scope);
                self.replaced.remove(&scope);
            }
            Op::Repair { scope, records, drop, cursor, head, digest } => {
                if !self.state.scopes.contains_key(&scope) {
                    return;
                }
                let base = self.base.entry(scope).or_default();
                base.retain(|id, _| !drop.contains(id));
                base.extend(records.into_iter().map(|record| (record.id, record)));
                self.stand_at(scope, cursor, head, digest, executed);
            }
            Op::Cover => self.cover(),
        }
    }

    fn save(&mut self, group: Group) {
        if self.log.iter().any(|logged| logged.group.id == group.id) {
            return;
        }
        self.state.chain = Some(group.id);
        self.log.push(Logged { group, receipt: None, covered: false });
        self.sort_out();
    }

    fn receive(&mut self, receipt: Receipt) {
        let waits = |logged: &&mut Logged| logged.receipt.is_none();
        let mut waiting = self.log.iter_mut().filter(waits);
        let Some(logged) = waiting.find(|logged| logged.group.id == receipt.group) else { return };
        let group = receipt.group;
        logged.covered = receipt.at.is_empty();
        logged.receipt = Some(receipt);
        // What is offered anew may arrive after what was saved later. A tip that is not in the log any
        // more is older than all of it, and `None` is less than every place.
        let place = |id| self.log.iter().position(|logged| logged.group.id == id);
        if self.state.tip.and_then(place) < place(group) {
            self.state.tip = Some(group);
        }
        self.sort_out();
        self.state.reoffered &= !self.state.outbox.is_empty();
    }

    fn reoffer(&mut self) {
        for logged in &mut self.log {
            logged.receipt = None;
            logged.covered = false;
        }
        self.state.tip = None;
        self.state.reoffered = true;
        for copy in self.state.scopes.values_mut() {
            copy.head = 0;
        }
        self.sort_out();
    }

    fn cut(&mut self, group: GroupId) {
        if let Some(logged) = self.log.iter_mut().find(|logged| logged.group.id == group) {
            logged.group.prev = None;
        }
        self.sort_out();
    }

    fn cover(&mut self) {
        let covered = self.state.covered();
        for logged in self.log.iter_mut().filter(|logged| covered.contains(&logged.group.id)) {
            logged.covered = true;
        }
        self.sort_out();
    }

    /// Outbox and overlay follow from the log.
    fn sort_out(&mut self) {
        let unsent = self.log.iter().filter(|logged| logged.receipt.is_none());
        self.state.outbox = unsent.map(|logged| logged.group.clone()).collect();
        let uncovered = self.log.iter().filter(|logged| !logged.covered);
        let confirmed = uncovered.filter_map(|logged| {
            let receipt = logged.receipt.clone()?;
            Some(Confirmed { group: logged.group.clone(), receipt })
        });
        self.state.overlay = confirmed.collect();
        let told = |logged: &Logged| logged.covered && logged.receipt.is_some();
        let last_told = self.log.iter().rposition(told);
        let open = self.log.iter().enumerate().filter(|(place, logged)| {
            !logged.covered && (logged.receipt.is_some() || Some(*place) > last_told)
        });
        self.state.order = open.map(|(_, logged)| logged.group.id).collect();
    }

    fn swap(&mut self, scope: ScopeId, executed: &mut Executed) {
        let Some(copy) = self.state.scopes.get_mut(&scope) else { return };
        let Some(staging) = copy.staging.clone() else { return };
        let Some((head, digest)) = staging.complete else { return };
        let staged = self.staged.entry(scope).or_default();
        let base = self.base.entry(scope).or_default();
        if staging.whole {
            let vanishing = Vanishing::between(scope, base, staged);
            if vanishing.asks() && !staging.consented {
                executed.asks.push(vanishing);
                return;
            }
            let old = std::mem::take(base);
            if !old.is_empty() {
                self.replaced.insert(scope, old);
            }
        }
        base.append(staged);
        copy.staging = None;
        self.stand_at(scope, staging.cursor, head, digest, executed);
    }

    fn stand_at(
        &mut self,
        scope: ScopeId,
        cursor: String,
        head: u64,
        digest: Digest,
        executed: &mut Executed,
    ) {
        let mut sum = Digest::default();
        for record in self.base(scope) {
            sum.add_version(&record.kind, record.id, record.ver, record.seq);
        }
        let Some(copy) = self.state.scopes.get_mut(&scope) else { return };
        (copy.cursor, copy.head, copy.digest) = (Some(cursor), head, sum);
        copy.suspect = sum != digest;
        if copy.suspect {
            executed.suspects.push(scope);
        }
    }
}

impl ScopeCopy {
    /// A scope of which nothing has been read.
    pub fn empty(level: crate::permission::Level) -> Self {
        Self {
            audience: String::new(),
            level,
            cursor: None,
            head: 0,
            digest: Digest::default(),
            staging: None,
            suspect: false,
        }
    }
}

impl Vanishing {
    fn between(
        scope: ScopeId,
        base: &BTreeMap<RecordId, RawRecord>,
        staged: &BTreeMap<RecordId, RawRecord>,
    ) -> Self {
        let live = || base.values().filter(|record| !record.deleted);
        let stays = |id: &RecordId| staged.get(id).is_some_and(|record| !record.deleted);
        let n_vanish = live().filter(|record| !stays(&record.id)).count();
        Self { scope, n_live: live().count(), n_vanish }
    }
}
