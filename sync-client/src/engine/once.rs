//! One sync: exchanges until there is nothing more to send or to fetch.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{ReplicaId, ScopeId};
use domain::limits::SYNC_BYTES_LEAST;
use domain::record::Kind;
use domain::sync::{
    Budget, Event, ExchangeIn, ExchangeOut, Executed, Pace, PageState, RawRecord, Refused,
    ReplicaState, Taken,
};

use super::lock::Lock;
use super::upload::Uploads;
use super::{CLOCK_OFF_MAX, Engine, Progress, Synced, fact, sweep_files};
use crate::clock;
use crate::error::{Error, Result};
use crate::home::Card;
use crate::local::{SWEEP, SWEEP_DUE};
use crate::net::Patience;

/// How often an exchange is tried whose answer was cut off, where somebody waits for it.
const ATTEMPTS: u32 = 3;
/// The longest pause that somebody who waits is made to wait for a busy server.
const PAUSE_MAX: Duration = Duration::from_secs(5);
/// Rounds that may follow each other without anything moving. Two that cross an edit are usual.
const STANDSTILL_MAX: u32 = 5;
/// How often a server is greeted at least.
const HELLO_EVERY: TimeDelta = TimeDelta::hours(24);

/// What one sync keeps in mind.
#[derive(Default)]
pub(super) struct Run {
    /// Scopes whose snapshot was asked for.
    pub(super) asked: BTreeSet<ScopeId>,
    /// Scopes that were put right.
    pub(super) repaired: BTreeSet<ScopeId>,
    /// Content on its way to the server.
    pub(super) uploads: Uploads,
    /// Records that have arrived, by scope.
    pub(super) arrived: BTreeMap<ScopeId, usize>,
    pace: Pace,
    standstill: u32,
}

impl Engine {
    /// Sends everything and fetches everything.
    ///
    /// # Errors
    /// Where the server cannot be reached or refuses. What was taken before stays taken, and what
    /// was not sent stays in the outbox.
    pub async fn sync_once(&self, progress: &Progress, synced: &mut Synced) -> Result<()> {
        let _held = Lock::take(&self.home.lock_file(self.tour)).await?;
        // What an earlier sync has left behind goes first: this one may not come far.
        self.sweep(synced).await?;
        let ended = self.exchange_all(progress, synced).await;
        self.sweep(synced).await?;
        ended
    }

    async fn exchange_all(&self, progress: &Progress, synced: &mut Synced) -> Result<()> {
        let mut run = Run::default();
        // What an earlier sync has begun and not finished goes on first: a page would be wasted.
        self.first_readings(&mut run, progress, synced).await?;
        loop {
            self.net.pulse().touch();
            let more = self.round(&mut run, progress, synced).await?;
            self.first_readings(&mut run, progress, synced).await?;
            self.put_right(&mut run, synced).await?;
            let is_done = !more && self.local.state().await?.suspect().is_none();
            if is_done && !self.send_content(&mut run, synced).await? {
                break;
            }
        }
        self.find_asks(synced).await?;
        let now = clock::now();
        self.local.prune(now).await?;
        // What waits for consent is not what the server has, and must not be called so.
        if synced.asks.is_empty() {
            self.local.set_fact(fact::SYNCED_AT, &now.to_rfc3339()).await?;
        }
        synced.n_unsent = self.local.state().await?.outbox.len();
        self.greet_now_and_then(now).await;
        Ok(())
    }

    /// Deletes what only audiences needed that their owner has left. It stays due until it was done;
    /// that it cannot be done now, as while another copy cannot be read, holds no edit up.
    async fn sweep(&self, synced: &mut Synced) -> Result<()> {
        if self.local.fact(SWEEP).await?.as_deref() != Some(SWEEP_DUE) {
            return Ok(());
        }
        let scopes = self.local.state().await?.scopes;
        let parts = self.home.forget_snapshots(self.tour, |scope| !scopes.contains_key(&scope));
        let swept = async { parts.and(sweep_files(&self.home).await) };
        match swept.await {
            Ok(()) => self.local.set_fact(SWEEP, "").await,
            Err(err) => {
                let what = "files of audiences that you are no longer in are still on this device";
                let trouble = format!("{what}: {err}");
                if !synced.trouble.contains(&trouble) {
                    synced.trouble.push(trouble);
                }
                Ok(())
            }
        }
    }

    /// One exchange; whether another follows at once.
    async fn round(&self, run: &mut Run, progress: &Progress, synced: &mut Synced) -> Result<bool> {
        let state = self.local.state().await?;
        let mut request = state.request(run.budget(&state), 0);
        if let Some((idx, _)) = self.held_back(&state.outbox, run) {
            request.groups.truncate(idx);
        }
        let began = Instant::now();
        let mut answer = self.exchange(&mut request, &mut run.pace).await?;
        let took = began.elapsed();
        let unsaid = run.must_say_more(&request, &state, &answer);
        if unsaid {
            answer.scopes.clear();
            answer.grants = state.grants.clone().unwrap_or_default();
        }
        self.learn(&answer, took).await?;
        run.count(&answer);
        let receipts = answer.receipts.clone();
        let (mut taken, executed) = self.take(&request, answer).await?;
        taken.more |= unsaid;
        run.must_move(&state, &self.local.state().await?, taken.more, self)?;
        synced.n_records = run.n_records();
        progress.records(synced.n_records);
        synced.receipts.extend(receipts);
        synced.tell.extend(taken.tell);
        synced.retry_after_ms = taken.retry_after_ms;
        self.note_asks(&executed, synced).await?;
        let event = Event::Answered {
            took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            more: taken.more,
            unsent: false,
            retry_after_ms: taken.retry_after_ms,
        };
        let wait = run.pace.after(event, 0);
        if taken.more && wait > 0 {
            tokio::time::sleep(Duration::from_millis(wait).min(PAUSE_MAX)).await;
        }
        Ok(taken.more)
    }

    /// Hands an answer to the copy: all of it in one transaction, or nothing.
    async fn take(&self, request: &ExchangeIn, answer: ExchangeOut) -> Result<(Taken, Executed)> {
        let spare = ReplicaId(clock::new_id());
        let mut rest = Taken::default();
        let executed = self
            .local
            .execute(clock::now(), |state| {
                let mut taken = state.take(request, answer, spare)?;
                let ops = std::mem::take(&mut taken.ops);
                rest = taken;
                Ok(ops)
            })
            .await?;
        Ok((rest, executed.map_err(|refused| self.told(refused))?))
    }

    /// What the plan's refusal of an answer means to the person.
    pub(super) fn told(&self, refused: Refused) -> Error {
        let url = self.net.address().to_string();
        match refused {
            Refused::OtherServer { ours, theirs } => Error::OtherServer { url, ours, theirs },
            Refused::TooOld { .. } => Error::TooOld(refused.to_string()),
            Refused::Broken(why) => Error::Rubbish { url, why },
        }
    }

    /// An exchange, again and for less if its answer was cut off: the server knows the groups by
    /// their ids.
    async fn exchange(&self, request: &mut ExchangeIn, pace: &mut Pace) -> Result<ExchangeOut> {
        let attempts = if self.patience == Patience::Usual { ATTEMPTS } else { 1 };
        for attempt in 1..attempts {
            let failed = self.net.exchange(request).await;
            let pause = match &failed {
                Err(Error::CutOff { .. }) => Duration::from_secs(u64::from(attempt)),
                Err(Error::Busy { retry_after_ms, .. }) => {
                    Duration::from_millis(*retry_after_ms).max(Duration::from_secs(1))
                }
                _ => return failed,
            };
            if pause > PAUSE_MAX {
                return failed;
            }
            // A crew whose line broke for all of them must not come back at the same moment.
            let [jitter] = clock::random();
            tokio::time::sleep(pause + pause * u32::from(jitter) / 512).await;
            pace.after(Event::Failed { retry_after_ms: 0 }, jitter);
            request.limit = pace.budget();
        }
        self.net.exchange(request).await
    }

    /// Remembers what an answer says beside records.
    async fn learn(&self, answer: &ExchangeOut, took: Duration) -> Result<()> {
        let sent_back = clock::now() - took / 2;
        let off = answer.now - sent_back;
        let off = if off.abs().to_std().is_ok_and(|off| off > CLOCK_OFF_MAX) {
            off
        } else {
            TimeDelta::zero()
        };
        self.remember(fact::CLOCK_OFF, &off.num_seconds().to_string()).await?;
        for page in answer.scopes.values() {
            self.learn_name(&page.records).await?;
        }
        Ok(())
    }

    /// Remembers what the tour is called, if it is told.
    pub(super) async fn learn_name(&self, records: &[RawRecord]) -> Result<()> {
        let is_tour = |record: &&RawRecord| {
            record.kind == Kind::Tour && record.id.0 == self.tour.0 && !record.deleted
        };
        let Some(record) = records.iter().find(is_tour) else { return Ok(()) };
        let fields: serde_json::Value =
            serde_json::from_str(record.fields.get()).unwrap_or_default();
        let Some(name) = fields["name"].as_str() else { return Ok(()) };
        self.remember(fact::NAME, name).await?;
        let card = Card { tour: self.tour, name: name.to_owned() };
        if self.home.card(self.tour) == card { Ok(()) } else { self.home.set_card(&card) }
    }

    /// Writes a fact that has changed; most have not.
    pub(super) async fn remember(&self, name: &str, value: &str) -> Result<()> {
        if self.local.fact(name).await?.as_deref() == Some(value) {
            return Ok(());
        }
        self.local.set_fact(name, value).await
    }

    /// Learns now and then which zone rules the server has. That it does not say is no failure of
    /// a sync.
    async fn greet_now_and_then(&self, now: DateTime<Utc>) {
        let last = self.local.fact(fact::HELLO_AT).await.ok().flatten();
        let last = last.and_then(|at| DateTime::parse_from_rfc3339(&at).ok());
        if last.is_some_and(|last| (now - last.to_utc()).abs() < HELLO_EVERY)
            || self.patience == Patience::Quick
        {
            return;
        }
        if let Ok(hello) = self.net.hello().await
            && self.remember(fact::TZDB, &hello.tzdb).await.is_ok()
        {
            drop(self.remember(fact::HELLO_AT, &now.to_rfc3339()).await);
        }
    }
}

impl Run {
    /// How much to ask for. Of a scope that is read for the first time little comes in pages: what
    /// is small, and for the rest there are snapshots.
    fn budget(&self, state: &ReplicaState) -> Budget {
        let budget = self.pace.budget();
        let bytes = if state.scopes.is_empty() { SYNC_BYTES_LEAST } else { budget.bytes };
        Budget { bytes: bytes.min(budget.bytes), ..budget }
    }

    /// Counts what an answer brings. What begins a scope anew replaces what came before.
    fn count(&mut self, answer: &ExchangeOut) {
        for (scope, page) in &answer.scopes {
            let n_records = self.arrived.entry(*scope).or_default();
            let before = if page.state.is_whole() { 0 } else { *n_records };
            *n_records = before + page.records.len();
        }
    }

    pub(super) fn n_records(&self) -> usize {
        self.arrived.values().sum()
    }

    /// Whether an answer takes leave of somebody who was taken off the tour while groups of theirs
    /// still wait. Only cursors show that they were on it, so without them nothing is taken from them
    /// any more: all groups go before the leave is taken, with or without their content. A server that
    /// has no more words on them is not waited for.
    fn must_say_more(
        &mut self,
        request: &ExchangeIn,
        state: &ReplicaState,
        answer: &ExchangeOut,
    ) -> bool {
        let is_leave = !answer.scopes.is_empty()
            && answer.scopes.values().all(|page| page.state == PageState::Removed)
            && request.cursors.keys().all(|scope| answer.scopes.contains_key(scope));
        let waits = request.groups.len() < state.outbox.len();
        let may_help = !self.uploads.given_up || !answer.receipts.is_empty();
        let must = is_leave && waits && may_help;
        self.uploads.given_up |= must;
        must
    }

    /// A server that always has more and never anything new would hold us for ever.
    fn must_move(
        &mut self,
        before: &ReplicaState,
        after: &ReplicaState,
        more: bool,
        engine: &Engine,
    ) -> Result<()> {
        let moved = !more || before != after;
        self.standstill = if moved { 0 } else { self.standstill + 1 };
        if self.standstill < STANDSTILL_MAX {
            return Ok(());
        }
        Err(Error::Rubbish {
            url: engine.net.address().to_string(),
            why: "it has always more and never anything new".to_owned(),
        })
    }
}
