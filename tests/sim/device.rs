//! A laptop: the replica's core on a copy in memory. Its disk keeps what a plan has executed; what is
//! under way is lost in a crash.

use std::collections::{BTreeMap, BTreeSet};

use domain::book::Book;
use domain::change::{Edit, Group, Receipt, Status, check_group};
use domain::ids::{GroupId, ReplicaId, v7};
use domain::sync::{Budget, Copy, Digest, ExchangeIn, ExchangeOut, Logged, Op, Tell};
use serde_json::Value;

use crate::check::is_text;
use crate::edits;
use crate::fault::{Fault, Held, machine};
use crate::rng::Rng;
use crate::rule::Rule;
use crate::server::Server;

pub(crate) struct Device {
    pub(crate) who: usize,
    pub(crate) copy: Copy,
    /// What a backup of this laptop holds.
    pub(crate) backup: Option<Copy>,
    off: Option<Rule>,
}

/// What taking an answer came to.
pub(crate) struct Outcome {
    pub(crate) more: bool,
    pub(crate) tell: Vec<Tell>,
}

impl Device {
    pub(crate) fn new(who: usize, copy: Copy, off: Option<Rule>) -> Self {
        Self { who, copy, backup: None, off }
    }

    /// Whether it has nothing to send and nothing to show that its owner was ever on the tour.
    pub(crate) fn is_blank(&self) -> bool {
        self.copy.state().scopes.is_empty() && self.copy.state().outbox.is_empty()
    }

    /// What its owner sees.
    pub(crate) fn view(&self) -> Held<Book> {
        if self.off == Some(Rule::Overlay) {
            let state = self.copy.state();
            let base = self.copy.book().map_err(machine)?;
            return Ok(base.with_pending(&state.outbox, state.account, &state.levels()).book);
        }
        self.copy.view().map_err(machine)
    }

    /// The owner edits what they see. The group that was saved, if they found something to do.
    pub(crate) fn edit(&mut self, rng: &mut Rng, said_at: String) -> Held<Option<Group>> {
        let scopes: Vec<_> = self.copy.state().scopes.keys().copied().collect();
        let book = self.view()?;
        let edits = edits::group(rng, &book, &scopes, self.copy.state().tour);
        if edits.is_empty() {
            return Ok(None);
        }
        let id = GroupId(v7(rng.next() % 1_000_000, rng.bytes()));
        let group = self.copy.state().draft(id, edits, Some(said_at));
        if let Err(problems) = check_group(&group) {
            return Err(machine(format!("an edit was made that breaks a rule: {problems:?}")));
        }
        self.copy.execute(vec![Op::Save(group.clone())]);
        Ok(Some(group))
    }

    pub(crate) fn request(&self, rng: &mut Rng) -> ExchangeIn {
        let records = if rng.percent(50) { 1 + rng.below(6) as u64 } else { 1_000 };
        let mut request = self.copy.state().request(Budget { records, bytes: 1 << 20 }, 0);
        if rng.percent(10) {
            // What names content that is still on its way up stays behind, with all after it.
            request.groups.truncate(rng.below(request.groups.len() + 1));
        }
        request
    }

    /// Takes an answer, knowing what all laptops have saved: all of it, or nothing where the laptop
    /// dies before the transaction ends.
    pub(crate) fn take(
        &mut self,
        (server, saved): (&Server, &BTreeMap<GroupId, Group>),
        sent: &ExchangeIn,
        answer: ExchangeOut,
        spare: ReplicaId,
        dies: bool,
    ) -> Held<Outcome> {
        let before = self.copy.state().clone();
        let receipts = answer.receipts.clone();
        let taken = before.take(sent, answer, spare);
        let taken = taken.map_err(|refused| Fault::new("I10", refused.to_string()))?;
        if dies {
            return Ok(Outcome { more: true, tell: Vec::new() });
        }
        let executed = self.copy.execute(self.weaken(taken.ops));
        if let Some(scope) = executed.suspects.first() {
            return Err(Fault::new("I4", format!("the sum of scope {scope} is not the server's")));
        }
        if let Some(asks) = executed.asks.first() {
            self.copy.execute(self.copy.state().consent(asks.scope));
        }
        self.base_was_committed(server)?;
        self.own_edits_show(&receipts, saved)?;
        Ok(Outcome { more: taken.more, tell: taken.tell })
    }

    /// What a switched-off rule does to a plan.
    fn weaken(&self, ops: Vec<Op>) -> Vec<Op> {
        match self.off {
            Some(Rule::Reoffer) => {
                ops.into_iter().filter(|op| !matches!(op, Op::Reoffer)).collect()
            }
            Some(Rule::OutboxAtReset) => self.lose_outbox(ops),
            Some(Rule::WholeSwap) => ops.into_iter().map(|op| self.straight_in(op)).collect(),
            Some(Rule::Proof) => without_proofs(ops),
            _ => ops,
        }
    }

    /// A reset as if the copy were simply made anew: what was not sent goes with it.
    fn lose_outbox(&self, mut ops: Vec<Op>) -> Vec<Op> {
        let resets = ops.iter().any(|op| match op {
            Op::Stage { scope, begin: true, whole: true, .. } => {
                self.copy.state().scopes.get(scope).is_some_and(|copy| copy.cursor.is_some())
            }
            _ => false,
        });
        if resets {
            ops.extend(self.copy.state().outbox.iter().map(|group| {
                Op::Receive(Receipt {
                    group: group.id,
                    status: Status::Rejected,
                    dup: false,
                    at: BTreeMap::new(),
                    edits: Vec::new(),
                    problem: None,
                })
            }));
        }
        ops
    }

    /// A page as if it were the base already.
    fn straight_in(&self, op: Op) -> Op {
        match op {
            Op::Stage { scope, records, cursor, complete: None, .. } => {
                let mut base: BTreeMap<_, _> =
                    self.copy.base(scope).map(|record| (record.id, record.clone())).collect();
                base.extend(records.iter().map(|record| (record.id, record.clone())));
                let mut digest = Digest::default();
                for record in base.values() {
                    digest.add_version(&record.kind, record.id, record.ver, record.seq);
                }
                Op::Repair { scope, records, drop: Vec::new(), cursor, head: 0, digest }
            }
            op => op,
        }
    }

    fn base_was_committed(&self, server: &Server) -> Held {
        for (scope, copy) in &self.copy.state().scopes {
            if copy.cursor.is_some() && !server.was_committed(*scope, copy.digest) {
                let what = format!("the base of {} was never a state of it", copy.audience);
                return Err(Fault::new("I5", what));
            }
        }
        Ok(())
    }

    /// After a receipt that says "applied" the owner sees what they said, whether the base has it or
    /// not, until somebody says something newer.
    fn own_edits_show(&self, receipts: &[Receipt], saved: &BTreeMap<GroupId, Group>) -> Held {
        let book = self.view()?;
        let log = self.copy.log();
        for receipt in receipts.iter().filter(|receipt| receipt.status == Status::Applied) {
            let Some(place) = log.iter().position(|one| one.group.id == receipt.group) else {
                continue;
            };
            // Taking back an edit that was disputed leaves the value in force as it is.
            let disputed = |one: &&Logged| {
                one.receipt.as_ref().is_some_and(|receipt| receipt.status == Status::Disputed)
            };
            let earlier = log[..place].iter().filter(disputed);
            // So does taking back what the same person had said on another laptop.
            let elsewhere = saved.values().filter(|group| {
                group.author == log[place].group.author
                    && !log.iter().any(|logged| logged.group.id == group.id)
            });
            let here = earlier.chain(&log[place + 1..]).map(|one| &one.group);
            let other = || here.clone().chain(elsewhere.clone());
            for edit in &log[place].group.edits {
                let Edit::Set { kind, id, fields } = edit else { continue };
                let touched = other().flat_map(|group| &group.edits).any(|edit| touches(edit, *id));
                let Some(record) = book.record(*id).filter(|record| !record.deleted) else {
                    continue;
                };
                let at = receipt.at.get(&record.scope).copied().unwrap_or_default();
                for (field, from_to) in fields {
                    let newer = self.base_seq(record.scope, *id, field) > at;
                    let shown = record.value(field);
                    let shows = shown == &from_to.1
                        || is_text(kind, field) && has_lines(shown, &from_to.0, &from_to.1);
                    if at > 0 && !touched && !newer && !shows {
                        let what = format!("{field} of {id} shows {shown}");
                        return Err(Fault::new("I7", format!("{what}, not {}", from_to.1)));
                    }
                }
            }
        }
        Ok(())
    }

    /// The counter at which a field was set, as far as the base knows.
    fn base_seq(&self, scope: domain::ids::ScopeId, id: domain::ids::RecordId, field: &str) -> u64 {
        let record = self.copy.base(scope).find(|record| record.id == id);
        let stamps =
            record.and_then(|record| serde_json::from_str::<Value>(record.stamps.get()).ok());
        stamps.and_then(|stamps| stamps[field]["seq"].as_u64()).unwrap_or_default()
    }
}

/// Whether every line that an edit added stands in a text: one in which they stood already was left as
/// it is.
fn has_lines(shown: &Value, from: &Value, to: &Value) -> bool {
    let lines = |text: &Value| -> Vec<String> {
        text.as_str().unwrap_or_default().lines().map(str::to_owned).collect()
    };
    let (shown, from) = (lines(shown), lines(from));
    lines(to).iter().all(|line| from.contains(line) || shown.contains(line))
}

/// A removed scope goes with its cursor, whatever still waits.
fn without_proofs(ops: Vec<Op>) -> Vec<Op> {
    let forgotten = ops.iter().filter_map(|op| match op {
        Op::Forget(scope) => Some(*scope),
        _ => None,
    });
    let forgotten: BTreeSet<_> = forgotten.collect();
    let stays = |op: &Op| match op {
        Op::Scope { scope, .. } | Op::Stage { scope, .. } => !forgotten.contains(scope),
        _ => true,
    };
    ops.into_iter().filter(stays).collect()
}

fn touches(edit: &Edit, record: domain::ids::RecordId) -> bool {
    match edit {
        Edit::Create(create) => create.id == record,
        Edit::Set { id, .. } | Edit::Delete { id, .. } | Edit::Undelete { id, .. } => *id == record,
        Edit::Add(member) | Edit::Remove(member) => member.id == record,
        // What a settling touches is named by the dispute, so any of them counts.
        Edit::Settle(_) => true,
    }
}
