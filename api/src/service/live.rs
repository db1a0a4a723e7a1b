//! Live hints: after a commit, whoever looks at that tour is told that there is something new, and
//! nothing more. Losing one never matters, because the next one, or the next read, says the same.
//!
//! On PostgreSQL hints to the other processes go through a connection of their own, gathered for a
//! moment, and never inside the transaction that they tell of.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use domain::ids::ScopeId;
use tokio::sync::{broadcast, mpsc, watch};
use uuid::Uuid;

use super::access::ScopeAccess;
use super::ledger::Moved;
use crate::store::scopes::Head;
use crate::store::{Engine, Store, notify};

/// Hints that a slow listener may be behind before it is told to look at everything.
const BACKLOG: usize = 1_024;
/// Hints that wait to be told to other processes; past it some are lost, which never matters.
const OUTGOING_MAX: usize = 10_000;
/// Hints to other processes are gathered this long: at most 50 a second.
const GATHER: Duration = Duration::from_millis(20);
/// How soon another process's change of a shared SQLite file is noticed.
const WATCH_FILE: Duration = Duration::from_millis(500);
/// How long to wait before a lost connection for hints is opened again.
const RECONNECT: Duration = Duration::from_secs(1);

/// One hint.
#[derive(Clone, Copy, Debug)]
pub enum Hint {
    /// A scope has moved on.
    Moved(Moved),
    /// Somebody's level or log-in changed, or hints were lost: look again.
    LookAgain,
}

/// The hub of hints in this process. Cheap to clone.
#[derive(Clone)]
pub struct Live(Arc<Hub>);

struct Hub {
    /// The newest change of every scope that was asked for. Only kept where this process sees every
    /// commit, that is on SQLite.
    heads: RwLock<Option<HashMap<ScopeId, Head>>>,
    hints: broadcast::Sender<Hint>,
    outgoing: RwLock<Option<mpsc::Sender<Hint>>>,
    /// Moves on whenever levels change, here or elsewhere.
    grants: watch::Sender<u64>,
}

impl Live {
    /// A hub that nobody listens to yet.
    pub fn new() -> Self {
        let (hints, _) = broadcast::channel(BACKLOG);
        let (grants, _) = watch::channel(0);
        let heads = RwLock::new(None);
        Self(Arc::new(Hub { heads, hints, outgoing: RwLock::new(None), grants }))
    }

    /// Starts what runs beside the requests, until `stopping` becomes true.
    pub fn start(&self, store: &Store, stopping: watch::Receiver<bool>) {
        let hub = self.clone();
        let store = store.clone();
        match store.engine() {
            Engine::Sqlite => {
                *hub.0.heads.write().unwrap_or_else(PoisonError::into_inner) = Some(HashMap::new());
                tokio::spawn(until_stopped(stopping, async move { hub.watch_file(store).await }));
            }
            Engine::Postgres => {
                let (outgoing, queue) = mpsc::channel(OUTGOING_MAX);
                *hub.0.outgoing.write().unwrap_or_else(PoisonError::into_inner) = Some(outgoing);
                let process = Uuid::from_u128(u128::from_le_bytes(crate::random::bytes()));
                let (listener, hub) = (store.clone(), hub.clone());
                tokio::spawn(until_stopped(stopping.clone(), async move {
                    hub.listen(listener, process).await;
                }));
                tokio::spawn(until_stopped(stopping, tell_others(store, process, queue)));
            }
        }
    }

    /// Tells of a commit. Readers in this process see it from now on.
    pub fn publish(&self, moved: &[Moved]) {
        self.learn(moved.iter().map(|moved| (moved.scope, moved.head)));
        for moved in moved {
            self.send(Hint::Moved(*moved));
        }
    }

    /// Tells that levels or log-ins have changed.
    pub fn publish_grants(&self) {
        self.0.grants.send_modify(|grants| *grants += 1);
        self.send(Hint::LookAgain);
    }

    /// Every hint from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Hint> {
        self.0.hints.subscribe()
    }

    /// How often levels have changed since the start; to be waited on.
    pub fn grants(&self) -> watch::Receiver<u64> {
        self.0.grants.subscribe()
    }

    /// The heads of these scopes, if this process knows all of them for certain.
    pub fn heads_of(&self, scopes: &[ScopeAccess]) -> Option<Vec<Head>> {
        let heads = self.0.heads.read().unwrap_or_else(PoisonError::into_inner);
        let heads = heads.as_ref()?;
        scopes.iter().map(|scope| heads.get(&scope.id).copied()).collect()
    }

    /// Takes in what was read or committed. A smaller counter than the known one is old news.
    pub fn learn(&self, heads: impl Iterator<Item = (ScopeId, Head)>) {
        let mut known = self.0.heads.write().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = known.as_mut() else { return };
        for (scope, head) in heads {
            let newest = known.entry(scope).or_insert(head);
            if newest.epoch != head.epoch || newest.seq < head.seq {
                *newest = head;
            }
        }
    }

    fn send(&self, hint: Hint) {
        let _nobody_listens = self.0.hints.send(hint);
        let outgoing = self.0.outgoing.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(outgoing) = outgoing.as_ref() {
            let _full_or_stopping = outgoing.try_send(hint);
        }
    }

    /// Another process said so, or may have: what is known here is no longer certain.
    fn look_again(&self) {
        if let Some(heads) = self.0.heads.write().unwrap_or_else(PoisonError::into_inner).as_mut() {
            heads.clear();
        }
        // Kept levels are forgotten by this number, so it moves before anybody looks again.
        self.0.grants.send_modify(|grants| *grants += 1);
        let _nobody_listens = self.0.hints.send(Hint::LookAgain);
    }

    /// Notices when another process, such as an import on the command line, writes the same file.
    async fn watch_file(&self, store: Store) {
        let mut seen = None;
        loop {
            match notify::data_version(&store).await {
                Ok(version) => {
                    if seen.is_some_and(|seen| seen != version) {
                        self.look_again();
                    }
                    seen = Some(version);
                }
                Err(err) => tracing::debug!(error = %err, "the file's version could not be read"),
            }
            tokio::time::sleep(WATCH_FILE).await;
        }
    }

    /// Takes in what other processes tell. After a lost connection everything is looked at again.
    async fn listen(&self, store: Store, process: Uuid) {
        loop {
            match notify::listen(&store).await {
                Ok(mut listener) => {
                    self.look_again();
                    loop {
                        match listener.next().await {
                            Ok(told) if told.from == process => {}
                            Ok(told) => self.hear(&told),
                            Err(err) => {
                                tracing::warn!(error = %err, "the connection for live hints was lost");
                                break;
                            }
                        }
                    }
                }
                Err(err) => tracing::warn!(error = %err, "no connection for live hints"),
            }
            tokio::time::sleep(RECONNECT).await;
        }
    }

    fn hear(&self, told: &notify::Told) {
        for (scope, (epoch, seq)) in &told.heads {
            let head = Head { epoch: *epoch, seq: *seq };
            let _nobody_listens = self.0.hints.send(Hint::Moved(Moved { scope: *scope, head }));
        }
        if told.look_again {
            self.look_again();
        }
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}

async fn until_stopped(mut stopping: watch::Receiver<bool>, work: impl Future<Output = ()>) {
    tokio::select! {
        () = work => {}
        _ = stopping.wait_for(|stopping| *stopping) => {}
    }
}

/// Sends what has gathered, one message for many commits.
async fn tell_others(store: Store, process: Uuid, mut queue: mpsc::Receiver<Hint>) {
    while let Some(first) = queue.recv().await {
        tokio::time::sleep(GATHER).await;
        let mut told = notify::Told { from: process, heads: BTreeMap::new(), look_again: false };
        let mut next = Some(first);
        while let Some(hint) = next {
            match hint {
                Hint::Moved(Moved { scope, head }) => {
                    told.heads.insert(scope, (head.epoch, head.seq));
                }
                Hint::LookAgain => told.look_again = true,
            }
            next = queue.try_recv().ok();
        }
        if let Err(err) = notify::tell(&store, &told).await {
            tracing::warn!(error = %err, "other processes could not be told of a change");
        }
    }
}
