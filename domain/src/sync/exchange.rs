//! What a replica sends, and what it makes of the answer.

use uuid::Uuid;

use super::digest::Digest;
use super::replica::{Op, ReplicaState, ScopeCopy, Tell};
use super::wire::{Budget, ExchangeIn, ExchangeOut, PROTO, PageState, SCHEMA, ScopePage, Stop};
use crate::change::Group;
use crate::ids::{GroupId, ReplicaId, ScopeId};
use crate::limits::{GROUPS_PER_REQUEST_MAX, SYNC_BYTES_MAX};
use crate::permission::Level;

/// What an answer comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The steps, to be executed in one transaction.
    pub ops: Vec<Op>,
    /// What a person would want to know.
    pub tell: Vec<Tell>,
    /// There is more to send or to fetch right away.
    pub more: bool,
    /// How long the server asks to be left alone.
    pub retry_after_ms: u64,
}

/// Why nothing of an answer is taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The copy is of another server. It keeps what it has.
    #[error("this copy belongs to the server `{ours}`, and `{theirs}` answered")]
    OtherServer {
        /// The copy's server.
        ours: Uuid,
        /// Who answered.
        theirs: Uuid,
    },
    /// The server no longer understands what this version writes.
    #[error("the server understands schema {min} and newer, this version writes {SCHEMA}")]
    TooOld {
        /// The oldest schema that the server understands.
        min: u32,
    },
    /// The answer contradicts the protocol.
    #[error("the answer breaks the protocol: {0}")]
    Broken(String),
}

impl ReplicaState {
    /// What to send: the oldest groups of the outbox that fit into one request, and where each
    /// scope stands.
    pub fn request(&self, limit: Budget, wait: u64) -> ExchangeIn {
        let position =
            |(id, copy): (&ScopeId, &ScopeCopy)| Some((*id, copy.position()?.to_owned()));
        ExchangeIn {
            proto: PROTO,
            schema: SCHEMA,
            replica: self.replica,
            tour: self.tour,
            tip: self.tip,
            grants: self.grants.clone(),
            cursors: self.scopes.iter().filter_map(position).collect(),
            want: None,
            groups: first_groups(&self.outbox),
            limit,
            wait: if self.outbox.is_empty() { wait } else { 0 },
        }
    }

    /// What the answer to a request comes to. The state may have moved on since the request, by
    /// local edits alone. `spare` is the id that a forked replica goes on under.
    ///
    /// # Errors
    /// Where the answer is not this copy's to take. Nothing changes then.
    pub fn take(
        &self,
        sent: &ExchangeIn,
        answer: ExchangeOut,
        spare: ReplicaId,
    ) -> Result<Taken, Refused> {
        if let Some(ours) = self.server.filter(|ours| *ours != answer.server) {
            return Err(Refused::OtherServer { ours, theirs: answer.server });
        }
        if SCHEMA < answer.schema_min {
            return Err(Refused::TooOld { min: answer.schema_min });
        }
        let mut taken = Taken { retry_after_ms: answer.retry_after_ms, ..Taken::default() };
        if self.server.is_none() {
            taken.ops.push(Op::Server(answer.server));
        }
        self.take_past(sent, &answer, spare, &mut taken);
        let waits = self.waits_after(&answer, &taken);
        self.drop_proofs(&answer, waits, &mut taken);
        let n_answered = answer.receipts.len();
        for receipt in answer.receipts {
            // A word on a group that is not waiting for one says nothing new.
            if sent.groups.iter().any(|group| group.id == receipt.group) {
                taken.ops.push(Op::Receive(receipt));
            }
        }
        for (scope, page) in answer.scopes {
            self.take_page(sent, scope, page, waits, &mut taken)?;
        }
        if taken.ops.contains(&Op::Reoffer) {
            // No counter is to be trusted any more, so the next answer has to say every one.
            taken.ops.push(Op::Grants(String::new()));
        } else if self.grants.as_ref() != Some(&answer.grants) {
            taken.ops.push(Op::Grants(answer.grants));
        }
        taken.ops.push(Op::Cover);
        taken.more |= n_answered > 0 && self.outbox.len() > n_answered;
        Ok(taken)
    }

    /// What the answer says of the past that server and replica share.
    fn take_past(
        &self,
        sent: &ExchangeIn,
        answer: &ExchangeOut,
        spare: ReplicaId,
        taken: &mut Taken,
    ) {
        let diverged = answer.scopes.values().any(|page| page.state == PageState::ResetDiverged);
        let lost = !answer.tip_known && sent.tip.is_some();
        if lost || diverged {
            taken.ops.push(Op::Reoffer);
            taken.tell.push(Tell::ServerLostWork);
            taken.more = true;
        }
        if answer.forked {
            taken.ops.push(Op::Replica(spare));
            taken.tell.push(Tell::Forked);
        }
        let Some(Stop::Gap { group }) = answer.stop else { return };
        if self.is_first_of_all(group, sent) && !lost && !diverged {
            // Whatever is left of its past goes first. If that was no help, its past is lost.
            taken.ops.push(if self.reoffered { Op::Cut(group) } else { Op::Reoffer });
            taken.more = true;
        }
    }

    /// Whether a group is the oldest that was sent, so that its `prev` is not waiting here.
    fn is_first_of_all(&self, group: GroupId, sent: &ExchangeIn) -> bool {
        sent.groups.first().is_some_and(|first| first.id == group)
            && self.outbox.first().is_some_and(|first| first.id == group)
    }

    /// Whether groups still wait for a receipt once this answer is taken.
    fn waits_after(&self, answer: &ExchangeOut, taken: &Taken) -> bool {
        let answered = |group: &Group| answer.receipts.iter().any(|told| told.group == group.id);
        taken.ops.contains(&Op::Reoffer) || !self.outbox.iter().all(answered)
    }

    /// Lets go of what was kept of removed scopes for the sake of groups, once none waits. Of a scope
    /// that its owner is in again the records are gone, so it is read from its beginning, unless the
    /// answer begins it anew by itself.
    fn drop_proofs(&self, answer: &ExchangeOut, waits: bool, taken: &mut Taken) {
        if waits {
            return;
        }
        let proofs = self.scopes.iter().filter(|(_, copy)| copy.is_proof());
        for (scope, _) in proofs {
            let state = answer.scopes.get(scope).map(|page| page.state);
            if !state.is_some_and(PageState::is_whole) {
                taken.ops.push(Op::Forget(*scope));
                taken.more |= state != Some(PageState::Removed);
            }
        }
    }

    /// The records of a removed scope go. While groups wait, the cursor stays: whoever is in no
    /// scope any more shows by it that they were, and without it nobody takes what they made.
    fn take_removed(&self, sent: &ExchangeIn, scope: ScopeId, waits: bool, taken: &mut Taken) {
        let Some(copy) = self.scopes.get(&scope) else { return };
        let audience = copy.audience.clone();
        taken.ops.push(Op::Forget(scope));
        taken.tell.push(Tell::Removed(audience.clone()));
        let Some(cursor) = sent.cursors.get(&scope).filter(|_| waits).cloned() else { return };
        taken.ops.push(Op::Scope { scope, audience, level: Level::Read });
        let (records, complete) = (Vec::new(), None);
        taken.ops.push(Op::Stage { scope, begin: true, whole: false, records, cursor, complete });
        taken.more = true;
    }

    fn take_page(
        &self,
        sent: &ExchangeIn,
        scope: ScopeId,
        page: ScopePage,
        waits: bool,
        taken: &mut Taken,
    ) -> Result<(), Refused> {
        let copy = self.scopes.get(&scope);
        if copy.is_some_and(ScopeCopy::is_proof) && !page.state.is_whole() {
            return Ok(());
        }
        if page.state == PageState::Removed {
            self.take_removed(sent, scope, waits, taken);
            return Ok(());
        }
        // A page goes on from where the request stood; should the copy stand elsewhere by now, the
        // next request asks again.
        let position = copy.and_then(ScopeCopy::position);
        if position != sent.cursors.get(&scope).map(String::as_str) {
            taken.more = true;
            return Ok(());
        }
        let broken = |what: &str| Refused::Broken(format!("scope `{scope}` {what}"));
        let audience = page.audience.ok_or_else(|| broken("has no audience"))?;
        let level = page.level.ok_or_else(|| broken("has no level"))?;
        let cursor = page.cursor.ok_or_else(|| broken("has no cursor"))?;
        let complete = match (page.complete, page.digest) {
            (false, _) => None,
            (true, None) => return Err(broken("is complete without a digest")),
            (true, Some(text)) => {
                let digest =
                    text.parse::<Digest>().map_err(|_| broken("has no readable digest"))?;
                Some((page.head, digest))
            }
        };
        match page.state {
            PageState::Added if copy.is_none() => taken.tell.push(Tell::Added(audience.clone())),
            PageState::ResetDiverged | PageState::ResetExpired => {
                taken.tell.push(Tell::Anew(audience.clone()));
            }
            _ => {}
        }
        if copy.is_none_or(|copy| (&copy.audience, copy.level) != (&audience, level)) {
            taken.ops.push(Op::Scope { scope, audience, level });
        }
        let staged = copy.is_some_and(|copy| copy.staging.is_some());
        let whole = page.state.is_whole();
        let begin = whole || !staged;
        let records = page.records;
        taken.more |= complete.is_none();
        taken.ops.push(Op::Stage { scope, begin, whole, records, cursor, complete });
        if complete.is_some() {
            taken.ops.push(Op::Swap(scope));
        }
        Ok(())
    }

    /// What a kept snapshot of a scope comes to: the scope as one complete page. It is of use while
    /// the scope is read for the first time; `cursor` is where a replica stands that has it.
    ///
    /// # Errors
    /// Where it is not a complete page.
    pub fn take_snapshot(
        &self,
        scope: ScopeId,
        page: ScopePage,
        cursor: String,
    ) -> Result<Vec<Op>, Refused> {
        if !self.wants_snapshot(scope) {
            return Ok(Vec::new());
        }
        let digest = page.digest.and_then(|text| text.parse().ok()).filter(|_| page.complete);
        let digest =
            digest.ok_or_else(|| Refused::Broken(format!("the snapshot of `{scope}` is cut")))?;
        let complete = Some((page.head, digest));
        let records = page.records;
        let stage = Op::Stage { scope, begin: true, whole: true, records, cursor, complete };
        Ok(vec![stage, Op::Swap(scope), Op::Cover])
    }

    /// Whether a scope is being read for the first time and is not complete.
    pub fn wants_snapshot(&self, scope: ScopeId) -> bool {
        self.scopes.get(&scope).is_some_and(|copy| copy.cursor.is_none() && !copy.is_proof())
    }
}

impl ScopeCopy {
    /// Where the next page goes on: behind what was staged, else behind the base.
    pub fn position(&self) -> Option<&str> {
        match &self.staging {
            Some(staging) => Some(&staging.cursor),
            None => self.cursor.as_deref(),
        }
    }

    /// Whether nothing is left of the scope but the proof that the copy's owner was in it: pages
    /// that would add to a base, and no base.
    pub fn is_proof(&self) -> bool {
        self.cursor.is_none() && self.staging.as_ref().is_some_and(|staging| !staging.whole)
    }
}

/// The oldest groups that fit into one request: at least one.
fn first_groups(outbox: &[Group]) -> Vec<Group> {
    let mut n_bytes = 0;
    let fits = |group: &&Group| {
        let first = n_bytes == 0;
        n_bytes += group.n_bytes();
        first || n_bytes as u64 <= SYNC_BYTES_MAX
    };
    outbox.iter().take(GROUPS_PER_REQUEST_MAX).take_while(fits).cloned().collect()
}
