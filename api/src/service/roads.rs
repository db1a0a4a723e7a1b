//! The roads of a tour: what the road engine has said before, what it says now, and why it does not.
//!
//! What it says is kept in the database, so that each road is asked for once, whichever process is
//! asked and however often it is restarted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::routing::{RoadKey, Roads};

use crate::app::App;
use crate::error::Result;
use crate::roads::{Asked, Engine};
use crate::store::StoreError;
use crate::store::roads::{self, Kept};

/// Days after which a road is asked for again: roads are built, and maps are made anew.
const ROAD_DAYS: i64 = 90;
/// The same where there was none: the place was put right, or the map has grown.
const NO_ROAD_DAYS: i64 = 1;
/// Days after which a road is forgotten that no tour has asked for again.
const FORGOTTEN_DAYS: i64 = 400;

/// What is known of some roads.
pub struct Found {
    /// The roads.
    pub roads: Roads,
    /// When it is worth looking again.
    pub until: DateTime<Utc>,
}

/// Finds these roads, and asks the engine for those that it has not said lately.
pub async fn find(app: &App, engine: &Engine, keys: BTreeSet<RoadKey>) -> Result<Found> {
    let now = app.clock.now();
    let kept = match roads::kept(app.store.reader(), engine.kind(), &keys).await {
        Err(err @ StoreError::CorruptRow { .. }) => {
            // What is asked for anew takes its place.
            tracing::error!(error = %err, "roads are asked for again");
            BTreeMap::new()
        }
        kept => kept?,
    };
    let fresh = |key: &RoadKey| kept.get(key).is_some_and(|kept| kept.is_fresh(now));
    let missing: BTreeSet<_> = keys.into_iter().filter(|key| !fresh(key)).collect();
    let mut answers = kept.into_iter().map(|(key, kept)| (key, kept.answer)).collect();
    let mut until = now + TimeDelta::days(NO_ROAD_DAYS);
    if missing.is_empty() {
        return Ok(Found { roads: Roads::of(engine.kind(), answers), until });
    }
    let asked = match engine.rests(now) {
        Some(rest) => Asked { failed: Some(rest.why), ..Asked::default() },
        None => engine.ask(&missing, now).await,
    };
    keep(app, engine, &asked, now).await;
    answers.extend(asked.answers);
    if let Some(why) = asked.failed {
        until = engine.rests(now).map_or(now, |rest| rest.until);
        // A road that is known from long ago is better than none.
        for key in missing {
            answers.entry(key).or_insert(Err(why));
        }
    }
    Ok(Found { roads: Roads::of(engine.kind(), answers), until })
}

impl Kept {
    fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        let days = if self.answer.is_ok() { ROAD_DAYS } else { NO_ROAD_DAYS };
        now < self.asked_at + TimeDelta::days(days)
    }
}

/// Keeps what was said. A view can be shown all the same where that fails, and asks again the next time.
async fn keep(app: &App, engine: &Engine, asked: &Asked, now: DateTime<Utc>) {
    if asked.answers.is_empty() {
        return;
    }
    let kept = app.store.write(async |txn| {
        roads::keep(txn, engine.kind(), &asked.answers, now).await?;
        roads::forget(txn, now - TimeDelta::days(FORGOTTEN_DAYS)).await
    });
    let kept: Result<(), StoreError> = kept.await;
    if let Err(err) = kept {
        tracing::warn!(error = %err, "roads could not be kept");
    }
}
