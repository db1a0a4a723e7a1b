//! What is known of the roads of a book, until when that will do, and who looks again.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use chrono::{DateTime, Utc};
use domain::routing::RoadKey;
use domain::view::roads_needed;

use super::super::access::TourAccess;
use super::super::roads::{self, Found};
use super::{Shelf, up_to_date};
use crate::app::App;
use crate::error::Result;

/// The book, up to date, with what is known of its roads or can be asked for.
pub(super) async fn with_roads(app: &App, access: &TourAccess) -> Result<Arc<Shelf>> {
    let shelf = up_to_date(app, access).await?;
    let Some(engine) = &app.road_engine else { return Ok(shelf) };
    if shelf.knows_roads(app.clock.now()) {
        return Ok(shelf);
    }
    let asking = shelf.asking.lock().await;
    if !shelf.knows_roads(app.clock.now()) {
        let (version, keys) = shelf.roads_needed();
        let found = roads::find(app, engine, keys).await?;
        shelf.take_roads(version, found);
    }
    drop(asking);
    Ok(shelf)
}

impl Shelf {
    fn knows_roads(&self, now: DateTime<Utc>) -> bool {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        state.roads_found.is_some_and(|(version, until)| version == state.version && now < until)
    }

    fn roads_needed(&self) -> (u64, BTreeSet<RoadKey>) {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        (state.version, roads_needed(&state.book))
    }

    /// Takes what was found for this version of the book, which may be an older one by now.
    fn take_roads(&self, version: u64, found: Found) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.roads_found = Some((version, found.until));
        if state.roads != found.roads {
            state.roads = found.roads;
            state.rendered.clear();
            state.pieces = None;
        }
    }
}
