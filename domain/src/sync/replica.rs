//! The replica's core: what it durably knows, and the steps that change it.
//!
//! Everything here is a plan. [`request`](ReplicaState::request) says what to send,
//! [`take`](ReplicaState::take) says which [`Op`]s an answer comes to, and whoever keeps the copy
//! executes them in one transaction. Nothing here reads a clock, draws a number or waits, so a
//! replica that is killed and opened again goes on from what its database holds.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::digest::Digest;
use super::wire::{RawRecord, VerifyOut};
use crate::book::{Book, Pending};
use crate::change::{Edit, Group, Receipt};
use crate::ids::{AccountId, GroupId, RecordId, ReplicaId, ScopeId, TourId};
use crate::permission::Level;

/// What a copy of a tour knows of itself, without its records.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplicaState {
    /// This installation.
    pub replica: ReplicaId,
    /// Whose copy it is.
    pub account: AccountId,
    /// The tour.
    pub tour: TourId,
    /// The server that it is a copy of; nothing before the first answer.
    pub server: Option<Uuid>,
    /// What the server said last of audiences and levels.
    pub grants: Option<String>,
    /// The newest group that was saved here: the next one's `prev`.
    pub chain: Option<GroupId>,
    /// Of the groups that the server has acknowledged, the one that was saved last: whoever has it
    /// has all before it.
    pub tip: Option<GroupId>,
    /// Everything is being offered again; until the outbox is empty.
    pub reoffered: bool,
    /// The scopes, each with where its copy stands.
    pub scopes: BTreeMap<ScopeId, ScopeCopy>,
    /// Groups without a receipt, oldest first.
    pub outbox: Vec<Group>,
    /// Groups with a receipt whose effect is not in the base yet, oldest first.
    pub overlay: Vec<Confirmed>,
    /// The groups of overlay and outbox that are not in the base, in the order in which they were
    /// saved. Mostly the overlay comes first. Of a past that is offered again, the server may know
    /// a later group already; whatever was saved before one that the base contains is in it, too.
    pub order: Vec<GroupId>,
}

/// A group that took effect at the server and is not in the base yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirmed {
    /// The group.
    pub group: Group,
    /// The server's word on it.
    pub receipt: Receipt,
}

/// Where the copy of one scope stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeCopy {
    /// Its audience.
    pub audience: String,
    /// What the copy's owner may do there.
    pub level: Level,
    /// The cursor that the base was read up to; nothing before the first swap.
    pub cursor: Option<String>,
    /// The counter that the base stands at; 0 when the server has lost work and the number means
    /// nothing.
    pub head: u64,
    /// The sum of the base's records.
    pub digest: Digest,
    /// Pages that have arrived and are not complete yet.
    pub staging: Option<Staging>,
    /// The base's sum is not the server's, so it has to be verified.
    pub suspect: bool,
}

/// Pages on their way into the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staging {
    /// They begin the scope anew and will replace the base, instead of adding to it.
    pub whole: bool,
    /// Where the next page goes on.
    pub cursor: String,
    /// Head and sum of the scope once complete: what a swap that waits for consent swaps to.
    pub complete: Option<(u64, Digest)>,
    /// A person has agreed that much of the base vanishes.
    pub consented: bool,
}

/// One step of a change of the copy. The steps of one plan are executed in one transaction, in
/// their order; executing a plan twice, or half and then all of it, is the same as once.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// Appends a group to the outbox.
    Save(Group),
    /// Takes the server's word on a group of the outbox.
    Receive(Receipt),
    /// Puts every acknowledged group back in front of the outbox, in their order: the server has
    /// lost work. Nothing counts as acknowledged any more, and no counter is to be trusted.
    Reoffer,
    /// A group goes without its `prev`, which nobody has any more.
    Cut(GroupId),
    /// Later groups go under this id.
    Replica(ReplicaId),
    /// Remembers which server this is a copy of.
    Server(Uuid),
    /// Remembers what the server said of audiences and levels.
    Grants(String),
    /// A scope is there, with this audience and level.
    Scope {
        /// Which.
        scope: ScopeId,
        /// Its audience.
        audience: String,
        /// What the copy's owner may do there.
        level: Level,
    },
    /// Adds a page to what has arrived of a scope.
    Stage {
        /// Which.
        scope: ScopeId,
        /// It begins anew: what was staged before is dropped.
        begin: bool,
        /// The pages will replace the base. Only said where they begin.
        whole: bool,
        /// The records.
        records: Vec<RawRecord>,
        /// Where the next page goes on.
        cursor: String,
        /// Head and sum of the scope, if the page is the last.
        complete: Option<(u64, Digest)>,
    },
    /// Swaps what was staged into the base, unless too much would vanish unasked.
    Swap(ScopeId),
    /// A person agrees to what a swap would let vanish.
    Consent(ScopeId),
    /// Drops a scope with its records; its owner is no longer in it.
    Forget(ScopeId),
    /// Puts right what a verification found.
    Repair {
        /// Which scope.
        scope: ScopeId,
        /// Records as the server has them.
        records: Vec<RawRecord>,
        /// Records that the server does not have.
        drop: Vec<RecordId>,
        /// Where the base stands then.
        cursor: String,
        /// Its counter.
        head: u64,
        /// Its sum.
        digest: Digest,
    },
    /// Drops groups from the overlay that the base contains now.
    Cover,
}

/// What a person would want to know of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tell {
    /// The server does not know work that it had acknowledged: it was restored. Everything that
    /// this copy has is offered again.
    ServerLostWork,
    /// Another copy uses this one's name; it has a new one now.
    Forked,
    /// The owner is in a new audience.
    Added(String),
    /// The owner is no longer in an audience; its records are gone from this copy.
    Removed(String),
    /// A scope is read from its beginning.
    Anew(String),
}

/// What executing a plan came to, where a person or a next step has to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Executed {
    /// Scopes that wait for consent, with how many live records there are and would vanish.
    pub asks: Vec<Vanishing>,
    /// Scopes whose sum is not the server's.
    pub suspects: Vec<ScopeId>,
}

/// How much of a scope a swap would let vanish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vanishing {
    /// The scope.
    pub scope: ScopeId,
    /// The live records of the base.
    pub n_live: usize,
    /// Those of them that are not in what would replace it.
    pub n_vanish: usize,
}

impl Vanishing {
    /// Below this nobody is asked: a small tour that was emptied is not worth a question.
    pub const UNASKED_MAX: usize = 50;

    /// Whether a person is asked first: more than half of a scope, and more than 50 records.
    pub fn asks(&self) -> bool {
        self.n_vanish > Self::UNASKED_MAX && self.n_vanish * 2 > self.n_live
    }
}

impl ReplicaState {
    /// A copy of a tour that holds nothing yet.
    pub fn new(replica: ReplicaId, account: AccountId, tour: TourId) -> Self {
        Self {
            replica,
            account,
            tour,
            server: None,
            grants: None,
            chain: None,
            tip: None,
            reoffered: false,
            scopes: BTreeMap::new(),
            outbox: Vec::new(),
            overlay: Vec::new(),
            order: Vec::new(),
        }
    }

    /// A group of edits as it will be saved: after the newest, under this replica's id.
    pub fn draft(&self, id: GroupId, edits: Vec<Edit>, said_at: Option<String>) -> Group {
        Group {
            id,
            prev: self.chain,
            replica: Some(self.replica),
            author: Some(self.account),
            via: None,
            said_at,
            reason: None,
            edits,
        }
    }

    /// What the copy's owner may do in each scope.
    pub fn levels(&self) -> BTreeMap<ScopeId, Level> {
        self.scopes.iter().map(|(id, scope)| (*id, scope.level)).collect()
    }

    /// The groups that stand between the base and what the owner sees.
    pub fn unconfirmed(&self) -> impl Iterator<Item = &Group> {
        self.overlay.iter().map(|confirmed| &confirmed.group).chain(&self.outbox)
    }

    /// What the owner sees over this base: everything that was saved here and is not in it, in the
    /// order in which it was saved; the overlay as the server took it, the outbox as the server
    /// will take it if nobody else has changed anything. What is expected is said of the outbox.
    pub fn view(&self, base: Book) -> Pending {
        let levels = self.levels();
        let mut pending = Pending { book: base, expected: Vec::new() };
        for id in &self.order {
            if let Some(unsent) = self.outbox.iter().find(|group| group.id == *id) {
                pending.expect(unsent, self.account, &levels);
            }
            let Some(told) = self.overlay.iter().find(|one| one.group.id == *id) else { continue };
            let Confirmed { group, receipt } = told;
            let disputed: Vec<_> = receipt.edits.iter().map(|edit| edit.index).collect();
            let held = |scope| receipt.at.get(&scope).is_none_or(|at| self.holds(scope, *at));
            pending.book.bring_in(group, self.account, &levels, &disputed, held);
        }
        pending
    }

    /// Whether the base holds a scope's changes up to this one. A scope that is being replaced
    /// holds nothing for certain, and one that is gone is not waited for.
    fn holds(&self, scope: ScopeId, at: u64) -> bool {
        self.scopes.get(&scope).is_none_or(|copy| {
            let replaced = copy.staging.as_ref().is_some_and(|staging| staging.whole);
            copy.is_proof() || (!replaced && copy.head >= at)
        })
    }

    /// The groups of the overlay whose effect the base holds in every scope that they changed.
    pub fn covered(&self) -> Vec<GroupId> {
        let held = |(scope, at): (&ScopeId, &u64)| self.holds(*scope, *at);
        let covered = self.overlay.iter().filter(|one| one.receipt.at.iter().all(held));
        covered.map(|confirmed| confirmed.group.id).collect()
    }

    /// A scope whose base has to be verified.
    pub fn suspect(&self) -> Option<ScopeId> {
        self.scopes.iter().find(|(_, copy)| copy.suspect).map(|(id, _)| *id)
    }

    /// What a person's consent to a waiting swap comes to.
    pub fn consent(&self, scope: ScopeId) -> Vec<Op> {
        let waits = self.scopes.get(&scope).and_then(|copy| copy.staging.as_ref());
        match waits {
            Some(staging) if staging.complete.is_some() => {
                vec![Op::Consent(scope), Op::Swap(scope), Op::Cover]
            }
            _ => vec![Op::Consent(scope)],
        }
    }
}

/// The records that a verification still has to fetch: those that differ from the base, by
/// `[ver, seq]`, and that are not in the answer yet.
pub fn still_to_fetch(base: &BTreeMap<RecordId, (u64, u64)>, answer: &VerifyOut) -> Vec<RecordId> {
    let fetched = |id: &RecordId| answer.records.iter().any(|record| record.id == *id);
    let differs = answer.vers.iter().filter(|(id, ver)| base.get(id) != Some(ver));
    differs.map(|(id, _)| *id).filter(|id| !fetched(id)).collect()
}

/// The step that puts a scope right, once everything that differs was fetched; `None` for an answer
/// whose sum cannot be read.
pub fn repair(
    scope: ScopeId,
    base: &BTreeMap<RecordId, (u64, u64)>,
    answer: VerifyOut,
) -> Option<Op> {
    let drop = base.keys().filter(|id| !answer.vers.contains_key(id)).copied().collect();
    let VerifyOut { cursor, head, digest, records, .. } = answer;
    Some(Op::Repair { scope, records, drop, cursor, head, digest: digest.parse().ok()? })
}
