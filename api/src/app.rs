//! What the server is made of while it runs: built once, shared by every worker.

use std::sync::Arc;

use tokio::sync::{Semaphore, watch};

use crate::clock::Clock;
use crate::limiter::{FormLimiter, LoginLimiter};
use crate::metrics::Metrics;
use crate::roads::Engine;
use crate::service::access::AccessCache;
use crate::service::books::Books;
use crate::service::ledger::Ledger;
use crate::service::live::Live;
use crate::service::sync::Kept;
use crate::settings::Settings;
use crate::store::Store;

/// Large bodies that are read and worked on at the same time. Each may be hundreds of megabytes once
/// it is values, and no program of ours sends one.
const LARGE_BODIES_MAX: usize = 4;

/// Files that strangers with a link send at the same time. Each is in memory until it is whole.
const FORM_FILES_MAX: usize = 8;

/// Archives that arrive and are taken in at the same time. Each may fill gigabytes of the disk while it
/// arrives.
const ARCHIVES_MAX: usize = 4;

/// The running server. Cheap to clone; clones are the same server.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of a running server.
pub struct Parts {
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// The settings it was started with.
    pub settings: Settings,
    /// The one way in which records are written.
    pub ledger: Ledger,
    /// Who is told of what, after it is committed.
    pub live: Live,
    /// Tours kept in memory.
    pub books: Books,
    /// The road engine, if there is one.
    pub road_engine: Option<Engine>,
    /// Log-ins and levels kept in memory.
    pub access: AccessCache,
    /// What answering replicas keeps in memory.
    pub sync: Kept,
    /// The turns of large bodies: so many are in memory at the same time.
    pub large_bodies: Semaphore,
    /// The turns of files that come by a link.
    pub form_files: Semaphore,
    /// The turns of archives.
    pub archives: Arc<Semaphore>,
    /// How often somebody may try to log in.
    pub limiter: LoginLimiter,
    /// How often what links open may be asked for and saved.
    pub form_limiter: FormLimiter,
    /// What is counted.
    pub metrics: Metrics,
    /// Becomes true once, when the server is asked to stop.
    pub stopping: watch::Sender<bool>,
}

impl App {
    /// Puts the parts together and starts what runs beside the requests. Needs a tokio runtime.
    pub fn new(store: Store, clock: Clock, settings: Settings) -> Self {
        let (stopping, _) = watch::channel(false);
        let live = Live::new();
        let ledger = Ledger::start(&store, &clock, &live);
        live.start(&store, stopping.subscribe());
        let limiter = LoginLimiter::new(&settings);
        let road_engine = Engine::of(&settings);
        let metrics = Metrics::new();
        let (books, access) = (Books::new(), AccessCache::new(live.grants()));
        Self(Arc::new(Parts {
            store,
            clock,
            settings,
            ledger,
            live,
            books,
            road_engine,
            access,
            sync: Kept::new(),
            large_bodies: Semaphore::new(LARGE_BODIES_MAX),
            form_files: Semaphore::new(FORM_FILES_MAX),
            archives: Arc::new(Semaphore::new(ARCHIVES_MAX)),
            limiter,
            form_limiter: FormLimiter::new(),
            metrics,
            stopping,
        }))
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
