//! Tours kept in memory: for each tour and each set of audiences one `Book`, brought up to date
//! from the records after its newest change, and the views that were rendered from it.
//!
//! A book holds only what its audiences may see, so a view cannot show what is hidden. Beside it
//! stands what is known of its roads; when that changes, the views are rendered anew.

mod known_roads;

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use domain::book::Book;
use domain::ids::{ScopeId, TourId};
use domain::record::Record;
use domain::routing::Roads;
use serde::Serialize;

use self::known_roads::with_roads;
use super::access::TourAccess;
use super::views::{Piece, render_pieces};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::records;
use crate::store::scopes::Head;

/// Books kept; past it the one that was not used for longest goes.
const BOOKS_MAX: usize = 200;
/// Views kept with a book: every day of a long tour in both forms, and the lists.
const RENDERED_MAX: usize = 500;
/// Records read at once.
const PAGE: u64 = 5_000;

/// A view that was rendered once and is kept until its tour changes.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The body.
    pub body: Bytes,
    /// A weak ETag, because compression changes the bytes and not the meaning.
    pub etag: String,
    /// Its type.
    pub content_type: &'static str,
}

impl Rendered {
    /// A body and the ETag that follows from it.
    pub fn new(body: Vec<u8>, content_type: &'static str) -> Self {
        let hash = blake3::hash(&body).to_hex();
        Self { body: body.into(), etag: format!("W/\"{}\"", &hash[..16]), content_type }
    }

    /// JSON.
    pub fn json(body: &impl Serialize) -> Result<Self> {
        serde_json::to_vec(body)
            .map(|body| Self::new(body, "application/json"))
            .map_err(Error::internal)
    }
}

/// A tour and the audiences through which it is seen.
type Key = (TourId, Vec<ScopeId>);

/// The books in memory.
#[derive(Default)]
pub struct Books {
    kept: RwLock<HashMap<Key, Arc<Shelf>>>,
    /// Counts uses, so that the least recently used book is known without a clock.
    uses: AtomicU64,
}

/// One book, and what was rendered from it.
#[derive(Default)]
struct Shelf {
    /// One task at a time brings it up to date; the others wait for the result.
    updating: tokio::sync::Mutex<()>,
    /// One task at a time asks for its roads, and nobody who needs none waits for it.
    asking: tokio::sync::Mutex<()>,
    state: RwLock<State>,
    used: AtomicU64,
}

#[derive(Default)]
struct State {
    book: Book,
    /// How often the book was brought up to date.
    version: u64,
    roads: Roads,
    /// For which version of the book the roads were found, and until when they will do.
    roads_found: Option<(u64, DateTime<Utc>)>,
    heads: BTreeMap<ScopeId, Head>,
    rendered: HashMap<String, Rendered>,
    pieces: Option<Arc<Vec<Piece>>>,
}

impl Books {
    /// No book yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many are in memory.
    pub fn n_kept(&self) -> usize {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn shelf(&self, access: &TourAccess) -> Arc<Shelf> {
        let key = (access.tour, access.scopes.iter().map(|scope| scope.id).collect());
        let used = self.uses.fetch_add(1, Ordering::Relaxed);
        let known = self.kept.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let found = known.unwrap_or_else(|| {
            let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= BOOKS_MAX {
                let oldest = kept
                    .iter()
                    .min_by_key(|(_, shelf)| shelf.used.load(Ordering::Relaxed))
                    .map(|(key, _)| key.clone());
                oldest.map(|key| kept.remove(&key));
            }
            Arc::clone(kept.entry(key).or_default())
        });
        found.used.store(used, Ordering::Relaxed);
        found
    }
}

/// Reads the tour as the actor sees it, at least as new as their access says.
pub async fn read<T>(app: &App, access: &TourAccess, view: impl FnOnce(&Book) -> T) -> Result<T> {
    let shelf = up_to_date(app, access).await?;
    let state = shelf.state.read().unwrap_or_else(PoisonError::into_inner);
    Ok(view(&state.book))
}

/// The same, beside another set of audiences that is a book of its own, or an empty one.
pub async fn read_beside<T>(
    app: &App,
    access: &TourAccess,
    other: Option<&TourAccess>,
    view: impl FnOnce(&Book, &Book) -> T,
) -> Result<T> {
    let Some(other) = other else {
        return read(app, access, |book| view(book, &Book::new())).await;
    };
    let (shelf, beside) = (up_to_date(app, access).await?, up_to_date(app, other).await?);
    let state = shelf.state.read().unwrap_or_else(PoisonError::into_inner);
    let beside = beside.state.read().unwrap_or_else(PoisonError::into_inner);
    Ok(view(&state.book, &beside.book))
}

/// The same, with what is known of its roads.
pub async fn read_with_roads<T>(
    app: &App,
    access: &TourAccess,
    view: impl FnOnce(&Book, &Roads) -> T,
) -> Result<T> {
    let shelf = with_roads(app, access).await?;
    let state = shelf.state.read().unwrap_or_else(PoisonError::into_inner);
    Ok(view(&state.book, &state.roads))
}

/// A view that is rendered once and kept until something that the actor sees changes.
pub async fn rendered(
    app: &App,
    access: &TourAccess,
    name: &str,
    render: impl FnOnce(&Book) -> Result<Rendered>,
) -> Result<Rendered> {
    let shelf = up_to_date(app, access).await?;
    shelf.rendered(name, |state| render(&state.book))
}

/// The same of a view that shows drives: it is also rendered anew when more is known of their roads.
pub async fn rendered_with_roads(
    app: &App,
    access: &TourAccess,
    name: &str,
    render: impl FnOnce(&Book, &Roads) -> Result<Rendered>,
) -> Result<Rendered> {
    let shelf = with_roads(app, access).await?;
    shelf.rendered(name, |state| render(&state.book, &state.roads))
}

/// The pieces of the book as the actor sees it, kept like a view.
pub async fn pieces(app: &App, access: &TourAccess) -> Result<Arc<Vec<Piece>>> {
    let shelf = with_roads(app, access).await?;
    let mut state = shelf.state.write().unwrap_or_else(PoisonError::into_inner);
    if let Some(pieces) = &state.pieces {
        return Ok(Arc::clone(pieces));
    }
    let pieces = Arc::new(render_pieces(&state.book, &state.roads)?);
    state.pieces = Some(Arc::clone(&pieces));
    Ok(pieces)
}

async fn up_to_date(app: &App, access: &TourAccess) -> Result<Arc<Shelf>> {
    let shelf = app.books.shelf(access);
    if shelf.is_current(access) {
        return Ok(shelf);
    }
    let updating = shelf.updating.lock().await;
    if !shelf.is_current(access) {
        shelf.update(app, access).await?;
    }
    drop(updating);
    Ok(shelf)
}

impl Shelf {
    fn rendered(
        &self,
        name: &str,
        render: impl FnOnce(&State) -> Result<Rendered>,
    ) -> Result<Rendered> {
        {
            let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(rendered) = state.rendered.get(name) {
                return Ok(rendered.clone());
            }
        }
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let rendered = render(&state)?;
        if state.rendered.len() >= RENDERED_MAX {
            state.rendered.clear();
        }
        state.rendered.insert(name.to_owned(), rendered.clone());
        Ok(rendered)
    }

    fn is_current(&self, access: &TourAccess) -> bool {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        access.scopes.iter().zip(&access.heads).all(|(scope, wanted)| {
            let known = state.heads.get(&scope.id);
            known.is_some_and(|known| known.epoch == wanted.epoch && known.seq >= wanted.seq)
        })
    }

    async fn update(&self, app: &App, access: &TourAccess) -> Result<()> {
        let known = self.state.read().unwrap_or_else(PoisonError::into_inner).heads.clone();
        let restored = access.scopes.iter().zip(&access.heads).any(|(scope, head)| {
            known.get(&scope.id).is_some_and(|known| known.epoch != head.epoch)
        });
        let known = if restored { BTreeMap::new() } else { known };
        let changed = changes_after(app, access, &known).await?;
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let version = state.version + 1;
        if restored {
            *state = State::default();
        }
        state.version = version;
        state.rendered.clear();
        state.pieces = None;
        for (scope, head) in access.scopes.iter().zip(&access.heads) {
            let newest = state.heads.entry(scope.id).or_insert(*head);
            newest.seq = newest.seq.max(head.seq);
        }
        for record in changed {
            if let Some(head) = state.heads.get_mut(&record.scope) {
                head.seq = head.seq.max(record.seq);
            }
            state.book.apply(record);
        }
        Ok(())
    }
}

/// What changed in the actor's audiences since the known heads, from one state of the database.
async fn changes_after(
    app: &App,
    access: &TourAccess,
    known: &BTreeMap<ScopeId, Head>,
) -> Result<Vec<Record>> {
    app.store
        .read_snapshot(async |txn| {
            let mut changed = Vec::new();
            for (scope, head) in access.scopes.iter().zip(&access.heads) {
                let mut after = known.get(&scope.id).map_or(0, |head| head.seq);
                if after >= head.seq {
                    continue;
                }
                loop {
                    let page =
                        records::changed_after(txn, access.org, scope.id, after, PAGE).await?;
                    let complete = (page.len() as u64) < PAGE;
                    after = page.last().map_or(after, |record| record.seq);
                    changed.extend(page);
                    if complete {
                        break;
                    }
                }
            }
            Ok(changed)
        })
        .await
}
