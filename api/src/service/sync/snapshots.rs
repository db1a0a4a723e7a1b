//! Kept snapshots: a scope as one complete page, compressed once and sent to everybody who reads
//! it for the first time. Nothing in it depends on who asks; their cursor goes beside it.
//!
//! A snapshot may be older than the scope. Whoever takes it goes on from its cursor, so it is made
//! anew only when what changed since weighs more than a tenth of it.

mod build;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use domain::ids::{OrgId, ScopeId, TourId};
use domain::problem::ErrorCode;
use domain::sync::Cursor;
use tokio::sync::{OnceCell, Semaphore};

use super::identity;
use super::pages::{now_of, scopes_of};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::{self, Actor};
use crate::service::finish::finish;
use crate::store::scopes::ScopeState;
use crate::store::{DatabaseTransaction, pages};

/// Bytes of all kept snapshots together, as they are kept. Those that were not asked for longest go.
const KEPT_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Snapshots that are made at the same time. Each has some rows and one window in memory.
const BUILDS_MAX: usize = 2;
/// A snapshot is made anew when the changes since weigh more than this part of it.
const STALE_PART: u64 = 10;
/// What it weighs to remember that a scope is too large.
const TOO_LARGE_BYTES: u64 = 100;
/// Bytes that a record takes in a snapshot beside its fields and stamps.
const AROUND_RECORD_BYTES: u64 = 140;

/// How a snapshot is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Small and fast to read; what programs take.
    Zstd,
    /// What browsers can read by themselves.
    Gzip,
}

/// A snapshot as one reader gets it.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The page as JSON, compressed: the same bytes for every reader.
    pub body: Bytes,
    /// Names these bytes: epoch, counter, tag and content.
    pub etag: String,
    /// Where the reader stands after it, sealed for them.
    pub cursor: String,
}

/// The snapshots in memory.
pub(super) struct Snapshots {
    slots: Mutex<HashMap<ScopeId, Arc<Slot>>>,
    /// Counts uses, so that the least recently used one is known without a clock.
    uses: AtomicU64,
    builds: Semaphore,
}

/// The place of one scope's snapshot.
#[derive(Default)]
struct Slot {
    /// One task at a time makes it; the others wait for what it makes.
    made: Arc<tokio::sync::Mutex<Made>>,
    used: AtomicU64,
    /// What it weighs; 0 while nothing was made.
    n_bytes: AtomicU64,
}

/// What has been made of a scope.
#[derive(Clone, Default)]
enum Made {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A snapshot.
    Whole(Arc<Kept>),
    /// Too much for one, when it stood there. To find that out costs as much as a snapshot.
    TooLarge(Cursor),
}

/// A snapshot that was made.
struct Kept {
    /// What it stands for.
    cursor: Cursor,
    /// Its bytes as JSON.
    json_bytes: u64,
    zstd: Bytes,
    /// Only made where somebody asks for it.
    gzip: OnceCell<Bytes>,
    etag: String,
}

impl Default for Snapshots {
    fn default() -> Self {
        let builds = Semaphore::new(BUILDS_MAX);
        Self { slots: Mutex::default(), uses: AtomicU64::new(0), builds }
    }
}

impl Snapshots {
    fn slot(&self, scope: ScopeId) -> Arc<Slot> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = Arc::clone(slots.entry(scope).or_default());
        slot.used.store(self.uses.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        slot
    }

    /// Lets go of places in which nothing was made and nobody makes anything, and of what was not
    /// used for longest, until the rest is within the limit.
    fn tidy(&self) {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.retain(|_, slot| {
            slot.n_bytes.load(Ordering::Relaxed) > 0 || Arc::strong_count(slot) > 1
        });
        let mut by_use: Vec<_> = slots
            .iter()
            .map(|(scope, slot)| {
                let n_bytes = slot.n_bytes.load(Ordering::Relaxed);
                (slot.used.load(Ordering::Relaxed), *scope, n_bytes)
            })
            .collect();
        by_use.sort_unstable_by(|a, b| b.cmp(a));
        let mut left = KEPT_BYTES_MAX as u64;
        let mut keep = by_use.into_iter();
        // The newest was made for somebody who is about to read it.
        left = left.saturating_sub(keep.next().map_or(0, |(_, _, n_bytes)| n_bytes));
        for (_, scope, n_bytes) in keep {
            if n_bytes > left {
                slots.remove(&scope);
            }
            left = left.saturating_sub(n_bytes);
        }
    }

    /// How many snapshots there are and how many bytes they have.
    fn weight(&self) -> (usize, u64) {
        let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let n_bytes = |slot: &Arc<Slot>| slot.n_bytes.load(Ordering::Relaxed);
        (slots.len(), slots.values().map(n_bytes).sum())
    }
}

/// How many snapshots are kept, and their bytes.
pub fn kept(app: &App) -> (usize, u64) {
    app.sync.snapshots.weight()
}

/// The snapshot of a scope that the actor is in.
pub async fn snapshot(
    app: &App,
    actor: &Actor,
    tour: TourId,
    scope: ScopeId,
    form: Form,
) -> Result<Snapshot> {
    let identity = identity::of(app).await?;
    let org = access::tour(app, actor, tour).await?.org;
    let fresh = fresh(app, actor, (org, tour), scope).await;
    // Also after a failure, which leaves an empty place behind.
    app.sync.snapshots.tidy();
    let (slot, kept) = fresh?;
    let (body, etag) = match form {
        Form::Zstd => (kept.zstd.clone(), format!("\"{}\"", kept.etag)),
        Form::Gzip => (kept.gzip().await?, format!("\"{}-gz\"", kept.etag)),
    };
    slot.n_bytes.store(kept.n_bytes(), Ordering::Relaxed);
    app.sync.snapshots.tidy();
    let cursor = kept.cursor.seal(&identity.cursor_key, actor.account, scope);
    Ok(Snapshot { body, etag, cursor })
}

/// The kept snapshot where it will do, or one that is made now.
async fn fresh(
    app: &App,
    actor: &Actor,
    (org, tour): (OrgId, TourId),
    id: ScopeId,
) -> Result<(Arc<Slot>, Arc<Kept>)> {
    // Asked before anything is kept for it: whoever is not in the scope must leave no trace.
    let look = async |known: &Made| {
        app.store
            .read_snapshot(async |txn| {
                let mine = scopes_of(txn, org, tour, actor.account).await?;
                let scope = mine.into_iter().find(|scope| scope.id == id);
                let scope = scope.ok_or_else(Error::not_found)?;
                match known {
                    Made::Nothing => Ok(false),
                    Made::Whole(kept) => will_do(txn, org, &scope, kept).await,
                    Made::TooLarge(at) => Ok(is_still_too_large(&scope, at)),
                }
            })
            .await
    };
    look(&Made::Nothing).await?;
    let slot = app.sync.snapshots.slot(id);
    let mut made = Arc::clone(&slot.made).lock_owned().await;
    if !look(&made).await? {
        // Finished once begun: those who wait for it must not pay for one who hangs up.
        let (app, account, slot) = (app.clone(), actor.account, Arc::clone(&slot));
        made = finish(async move {
            let _turn = app.sync.snapshots.builds.acquire().await.map_err(Error::internal)?;
            *made = build::build(&app, account, (org, tour), id).await?;
            slot.n_bytes.store(made.n_bytes(), Ordering::Relaxed);
            Ok(made)
        })
        .await?;
    }
    match &*made {
        Made::Whole(kept) => Ok((slot, Arc::clone(kept))),
        Made::Nothing | Made::TooLarge(_) => Err(Error::problem(
            ErrorCode::NotFound,
            "the scope is too large to have a snapshot; read it in pages",
        )),
    }
}

/// Whether a scope that was too large is tried no more: it has changed little since.
fn is_still_too_large(scope: &ScopeState, at: &Cursor) -> bool {
    at.epoch == scope.epoch && (at.seq..=at.seq + at.seq / STALE_PART).contains(&scope.head)
}

/// Whether a kept snapshot is of this scope's past and near enough to its present.
async fn will_do(
    txn: &DatabaseTransaction,
    org: OrgId,
    scope: &ScopeState,
    known: &Kept,
) -> Result<bool> {
    let pin = known.cursor.pin;
    if pin.head == scope.head {
        return Ok(known.cursor == Cursor::complete(&now_of(scope)));
    }
    let tags = pages::tags_at(txn, org, &[(scope.id, pin.head)]).await?;
    if known.cursor.check(&now_of(scope), tags.get(&(scope.id, pin.head)).copied()).is_err() {
        return Ok(false);
    }
    let (n_records, n_bytes) = pages::weight_after(txn, org, scope.id, pin.head).await?;
    Ok(n_bytes + n_records * AROUND_RECORD_BYTES <= known.json_bytes / STALE_PART)
}

impl Made {
    fn n_bytes(&self) -> u64 {
        match self {
            Self::Nothing => 0,
            Self::Whole(kept) => kept.n_bytes(),
            Self::TooLarge(_) => TOO_LARGE_BYTES,
        }
    }
}

impl Kept {
    fn n_bytes(&self) -> u64 {
        (self.zstd.len() + self.gzip.get().map_or(0, Bytes::len)) as u64
    }

    async fn gzip(&self) -> Result<Bytes> {
        let made = self.gzip.get_or_try_init(async || {
            let zstd = self.zstd.clone();
            let made = tokio::task::spawn_blocking(move || regzip(&zstd));
            made.await.map_err(Error::internal)?.map_err(Error::internal)
        });
        made.await.cloned()
    }
}

fn regzip(zstd: &[u8]) -> std::io::Result<Bytes> {
    let mut json = zstd::stream::read::Decoder::new(zstd)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::copy(&mut json, &mut gzip)?;
    Ok(gzip.finish()?.into())
}

#[cfg(test)]
mod tests {
    use domain::sync::{Digest, Pin};
    use uuid::Uuid;

    use super::*;

    fn at(head: u64) -> ScopeState {
        ScopeState {
            id: ScopeId(Uuid::from_u128(1)),
            tour: None,
            audience: "everyone".to_owned(),
            epoch: Uuid::from_u128(2),
            head,
            tag: [0; 8],
            digest: Digest::default(),
            floor: 0,
            level: None,
        }
    }

    #[test]
    fn a_scope_that_was_too_large_is_tried_again_once_it_has_changed_much_or_was_restored() {
        let pin = Pin { head: 1_000, tag: [0; 8] };
        let seen = Cursor { epoch: Uuid::from_u128(2), seq: 1_000, pin };
        assert!(is_still_too_large(&at(1_000), &seen));
        assert!(is_still_too_large(&at(1_100), &seen));
        assert!(!is_still_too_large(&at(1_101), &seen));
        assert!(!is_still_too_large(&at(999), &seen));
        let restored = Cursor { epoch: Uuid::from_u128(3), ..seen };
        assert!(!is_still_too_large(&at(1_000), &restored));
    }

    #[test]
    fn a_place_in_which_nothing_was_made_goes_once_nobody_uses_it() {
        let snapshots = Snapshots::default();
        let [empty, too_large] = [1, 2].map(|n| ScopeId(Uuid::from_u128(n)));
        let in_use = snapshots.slot(empty);
        snapshots.slot(too_large).n_bytes.store(TOO_LARGE_BYTES, Ordering::Relaxed);
        snapshots.tidy();
        assert_eq!(snapshots.weight().0, 2);
        drop(in_use);
        snapshots.tidy();
        assert_eq!(snapshots.weight(), (1, TOO_LARGE_BYTES));
    }
}
