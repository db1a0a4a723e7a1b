//! Forgetting, once a day, the tags of commits that are older than any replica that goes on from
//! where it was. A replica that stayed away longer begins anew.

use std::time::Duration as Wait;

use chrono::Duration;
use domain::limits::TAGS_KEPT_DAYS;
use tokio::time::{Instant, interval_at};

use crate::app::App;
use crate::error::Result;
use crate::store::tags;

/// A server that has just started has other things to do.
const FIRST: Wait = Wait::from_mins(2);
/// How often it is looked for old tags.
const EVERY: Wait = Wait::from_hours(24);

/// Forgets old tags once a day until the server stops. Two servers on one database may do it at once.
pub(super) async fn prune_daily(app: &App) {
    let mut stopping = app.stopping.subscribe();
    let mut days = interval_at(Instant::now() + FIRST, EVERY);
    loop {
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            _ = days.tick() => {}
        }
        match prune(app).await {
            Ok(0) => {}
            Ok(n_tags) => tracing::info!(n_tags, "tags of old commits were forgotten"),
            Err(err) => tracing::warn!(error = %err, "old tags could not be forgotten"),
        }
    }
}

/// Forgets old tags now, one scope a transaction so that no writer waits for long; how many.
pub async fn prune(app: &App) -> Result<u64> {
    let before = app.clock.now() - Duration::days(TAGS_KEPT_DAYS);
    let mut n_tags = 0;
    for (org, scope, newest) in tags::older_than(app.store.reader(), before).await? {
        n_tags += app.store.write(async |txn| tags::forget(txn, org, scope, newest).await).await?;
    }
    Ok(n_tags)
}
