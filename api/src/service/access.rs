//! Who somebody is and what they may see. Every read of tour data begins with a [`TourAccess`].
//!
//! On SQLite this process sees every change of log-ins and levels itself, so both are kept in
//! memory until one changes. On PostgreSQL another process may change them, so they are read anew.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Duration, Utc};
use domain::ids::{AccountId, OrgId, ScopeId, TourId};
use domain::permission::Level;
use domain::problem::ErrorCode;
use tokio::sync::watch;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::random::Token;
use crate::store::scopes::{self, Head};
use crate::store::{Engine, sessions};

/// Kept log-ins and levels; past it all are forgotten and read again as needed.
const KEPT_MAX: usize = 20_000;
/// How often a session's `last_used_at` is written at most.
const TOUCH_AFTER_MINUTES: i64 = 60;

/// Somebody who has logged in.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Their account.
    pub account: AccountId,
    /// The log-in that this request came with.
    pub session: Uuid,
    /// When that log-in ends.
    pub expires_at: DateTime<Utc>,
}

/// What somebody may see of a tour: never empty.
#[derive(Clone, Debug)]
pub struct TourAccess {
    /// Who.
    pub account: AccountId,
    /// The organisation that the tour belongs to.
    pub org: OrgId,
    /// The tour.
    pub tour: TourId,
    /// The audiences that they are in, by id.
    pub scopes: Arc<[ScopeAccess]>,
    /// The newest change of each of those scopes, in the same order.
    pub heads: Vec<Head>,
}

/// One audience that somebody is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeAccess {
    /// The scope.
    pub id: ScopeId,
    /// Its name: `everyone`, `party`, `management`, `money` or a custom one.
    pub audience: String,
    /// What they may do in it.
    pub level: Level,
}

impl TourAccess {
    /// The level in every audience.
    pub fn levels(&self) -> BTreeMap<ScopeId, Level> {
        self.scopes.iter().map(|scope| (scope.id, scope.level)).collect()
    }

    /// The audience of this name, if the actor is in it.
    pub fn audience(&self, name: &str) -> Option<&ScopeAccess> {
        self.scopes.iter().find(|scope| scope.audience == name)
    }

    /// The audience of this scope, if the actor is in it.
    pub fn scope(&self, id: ScopeId) -> Option<&ScopeAccess> {
        self.scopes.iter().find(|scope| scope.id == id)
    }

    /// The same through fewer audiences, perhaps none.
    pub fn narrowed(&self, keep: impl Fn(&ScopeAccess) -> bool) -> Self {
        let kept = self.scopes.iter().zip(&self.heads).filter(|(scope, _)| keep(scope));
        let (scopes, heads): (Vec<_>, Vec<_>) =
            kept.map(|(scope, head)| (scope.clone(), *head)).unzip();
        Self { scopes: scopes.into(), heads, ..self.clone() }
    }

    /// Refuses whoever does not manage the whole tour: that is, its `everyone`.
    pub fn must_manage(&self) -> Result<()> {
        match self.audience("everyone") {
            Some(scope) if scope.level == Level::Manage => Ok(()),
            _ => Err(Error::problem(ErrorCode::NotAllowed, "this takes the level `manage`")),
        }
    }
}

/// Log-ins and levels kept in memory.
pub struct AccessCache {
    /// Moves on whenever this process has changed a log-in or a level.
    forgotten: AtomicU64,
    /// Moves on, too, when another process may have.
    grants: watch::Receiver<u64>,
    kept: RwLock<Kept>,
}

#[derive(Default)]
struct Kept {
    generation: u64,
    /// With the moment after which the use of the log-in has to be noted again.
    actors: HashMap<[u8; 32], (Actor, DateTime<Utc>)>,
    tours: HashMap<(AccountId, TourId), KeptTour>,
}

/// Whose a tour is, and the audiences of it that somebody is in.
type KeptTour = (OrgId, Arc<[ScopeAccess]>);

impl AccessCache {
    /// Nothing kept yet. `grants` moves on when levels change, here or elsewhere.
    pub fn new(grants: watch::Receiver<u64>) -> Self {
        Self { forgotten: AtomicU64::new(0), grants, kept: RwLock::default() }
    }

    /// Forgets everything. Called after every commit that changed a log-in or a level.
    pub fn forget(&self) {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
    }

    /// Which state of log-ins and levels is current: both counters only grow, so every step of
    /// either has a sum of its own.
    pub fn generation(&self) -> u64 {
        self.forgotten.load(Ordering::SeqCst) + *self.grants.borrow()
    }

    fn read<T>(&self, find: impl FnOnce(&Kept) -> Option<T>) -> Option<T> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if kept.generation == self.generation() { find(&kept) } else { None }
    }

    /// Keeps what was read while `generation` was current.
    fn keep(&self, generation: u64, put: impl FnOnce(&mut Kept)) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let full = kept.actors.len() + kept.tours.len() >= KEPT_MAX;
        if kept.generation != generation || full {
            *kept = Kept { generation, ..Kept::default() };
        }
        if generation == self.generation() {
            put(&mut kept);
        }
    }
}

fn unknown() -> Error {
    Error::problem(ErrorCode::Unauthenticated, "the token is unknown, revoked or expired")
}

/// Who this secret belongs to.
pub async fn actor(app: &App, secret: &str) -> Result<Actor> {
    let hash = Token::hash(secret);
    let now = app.clock.now();
    let kept = app.access.read(|kept| kept.actors.get(&hash).cloned());
    if let Some((actor, _)) = kept.filter(|(_, touch_after)| now <= *touch_after) {
        return if actor.expires_at > now { Ok(actor) } else { Err(unknown()) };
    }
    let generation = app.access.generation();
    let session = sessions::by_hash(app.store.reader(), &hash).await?.ok_or_else(unknown)?;
    if session.expires_at <= now {
        return Err(unknown());
    }
    let mut last_used_at = session.last_used_at;
    if now - last_used_at > Duration::minutes(TOUCH_AFTER_MINUTES) {
        last_used_at = now;
        // A busy writer is no reason to keep somebody out.
        if let Err(err) = sessions::touch(app.store.writer(), session.id, now).await {
            tracing::warn!(error = %err, "that a log-in was used could not be noted");
        }
    }
    let actor =
        Actor { account: session.account, session: session.id, expires_at: session.expires_at };
    if app.store.engine() == Engine::Sqlite {
        app.access.keep(generation, |kept| {
            let touch_after = last_used_at + Duration::minutes(TOUCH_AFTER_MINUTES);
            kept.actors.insert(hash, (actor.clone(), touch_after));
        });
    }
    Ok(actor)
}

/// Refuses an actor whose log-in has ended since they were let in. For answers that go on for hours.
pub async fn must_still_be_logged_in(app: &App, actor: &Actor) -> Result<()> {
    let own = sessions::of_account(app.store.reader(), actor.account).await?;
    let lasts = own.iter().any(|session| session.id == actor.session);
    if lasts && actor.expires_at > app.clock.now() { Ok(()) } else { Err(unknown()) }
}

/// What the actor may see of a tour. Not being on it and its not existing look the same.
pub async fn tour(app: &App, actor: &Actor, tour: TourId) -> Result<TourAccess> {
    of_account(app, actor.account, tour).await
}

/// The same of somebody who is not logged in. Whoever calls it asks whether their account still is one.
pub async fn of_account(app: &App, account: AccountId, tour: TourId) -> Result<TourAccess> {
    let key = (account, tour);
    if let Some((org, scopes)) = app.access.read(|kept| kept.tours.get(&key).cloned())
        && let Some(heads) = app.live.heads_of(&scopes)
    {
        return Ok(TourAccess { account, org, tour, scopes, heads });
    }
    let generation = app.access.generation();
    let rows = scopes::of_tour_for(app.store.reader(), tour, account).await?;
    let org = rows.first().map(|row| row.org).ok_or_else(Error::not_found)?;
    // What was read before another process wrote must not be taken for the newest.
    if app.access.generation() == generation {
        app.live.learn(rows.iter().map(|row| (row.id, row.head)));
    }
    let heads = rows.iter().map(|row| row.head).collect();
    let scopes: Arc<[ScopeAccess]> = rows
        .into_iter()
        .map(|row| ScopeAccess { id: row.id, audience: row.audience, level: row.level })
        .collect();
    if app.store.engine() == Engine::Sqlite {
        app.access.keep(generation, |kept| {
            kept.tours.insert(key, (org, Arc::clone(&scopes)));
        });
    }
    Ok(TourAccess { account, org, tour, scopes, heads })
}

/// What is read through where nobody has logged in, by a link or on a schedule: one audience of a tour, and
/// everyone's. It is looked up anew each time.
pub async fn through(
    app: &App,
    (org, tour): (OrgId, TourId),
    scope: ScopeId,
    nobody: AccountId,
) -> Result<TourAccess> {
    let wanted = |id: ScopeId, audience: &str| id == scope || audience == "everyone";
    through_those(app, (org, tour), nobody, wanted).await
}

/// The same through the audiences of these names, or through all.
pub async fn through_audiences(
    app: &App,
    of: (OrgId, TourId),
    audiences: Option<&[&str]>,
    nobody: AccountId,
) -> Result<TourAccess> {
    let wanted = |_, audience: &str| audiences.is_none_or(|names| names.contains(&audience));
    through_those(app, of, nobody, wanted).await
}

async fn through_those(
    app: &App,
    (org, tour): (OrgId, TourId),
    nobody: AccountId,
    wanted: impl Fn(ScopeId, &str) -> bool,
) -> Result<TourAccess> {
    let states = scopes::states(app.store.reader(), org, tour, nobody).await?;
    let (mut scopes, mut heads) = (Vec::new(), Vec::new());
    for state in states {
        if wanted(state.id, &state.audience) && state.tour == Some(tour) {
            heads.push(Head { epoch: state.epoch, seq: state.head });
            let (id, audience) = (state.id, state.audience);
            scopes.push(ScopeAccess { id, audience, level: Level::Read });
        }
    }
    Ok(TourAccess { account: nobody, org, tour, scopes: scopes.into(), heads })
}
