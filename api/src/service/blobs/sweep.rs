//! Cleaning up, once a day: uploads that did not go on, and content that nothing names any more.
//!
//! What is named is found by reading what may name it – live files, disputes about them, and groups
//! that wait for a decision – in pages by index, once a day and only for organisations that have
//! content. That it is named is noted with the content, so what ceases to be named, because a
//! record was deleted or has new content, is kept for its days from then on. A record that names
//! content for the first time in the moment in which it goes is told that it has not arrived.

use std::collections::BTreeSet;
use std::time::Duration as Wait;

use chrono::{DateTime, Duration, Utc};
use domain::blob::BlobHash;
use domain::ids::OrgId;
use domain::limits::{BLOB_UNNAMED_DAYS_MAX, UPLOAD_DAYS_MAX};
use domain::record::Kind;
use tokio::time::{Instant, interval_at};

use super::NAME_AFTER_HOURS;
use crate::app::App;
use crate::error::Result;
use crate::store::blobs::drop_upload;
use crate::store::blobs::sweep::{self as rows, Source};

/// A server that has just started has other things to do.
const FIRST: Wait = Wait::from_mins(1);
/// How often it is cleaned up.
const EVERY: Wait = Wait::from_hours(24);

/// What was thrown away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Uploads that did not go on.
    pub uploads: usize,
    /// Contents that nothing named.
    pub blobs: usize,
}

/// Cleans up once a day until the server stops. Two servers on one database may do it at once.
pub fn clean_daily(app: App) {
    tokio::spawn(async move {
        let mut stopping = app.stopping.subscribe();
        let mut days = interval_at(Instant::now() + FIRST, EVERY);
        loop {
            tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return,
                _ = days.tick() => {}
            }
            match sweep(&app).await {
                Ok(Swept { uploads: 0, blobs: 0 }) => {}
                Ok(Swept { uploads, blobs }) => {
                    tracing::info!(uploads, blobs, "files that nobody needs were removed");
                }
                Err(err) => tracing::warn!(error = %err, "files could not be cleaned up"),
            }
        }
    });
}

/// Cleans up now.
pub async fn sweep(app: &App) -> Result<Swept> {
    let now = app.clock.now();
    let uploads = sweep_uploads(app, now - Duration::days(UPLOAD_DAYS_MAX)).await?;
    let mut blobs = 0;
    let noted_before = now - Duration::hours(NAME_AFTER_HOURS);
    for org in rows::orgs_with_unnamed(app.store.reader(), noted_before).await? {
        let named = named(app, org).await?.into_iter().collect();
        rows::name(app.store.writer(), org, named, (noted_before, now)).await?;
        blobs += sweep_blobs(app, org, now - Duration::days(BLOB_UNNAMED_DAYS_MAX)).await?;
    }
    Ok(Swept { uploads, blobs })
}

async fn sweep_uploads(app: &App, before: DateTime<Utc>) -> Result<usize> {
    let mut n_swept = 0;
    loop {
        let stale = rows::stale_uploads(app.store.reader(), before).await?;
        let is_last = (stale.len() as u64) < rows::PAGE;
        for upload in stale {
            let dropped = app.store.write(async move |txn| drop_upload(txn, &upload).await).await?;
            n_swept += usize::from(dropped);
        }
        if is_last {
            return Ok(n_swept);
        }
    }
}

/// One content a transaction, so that no writer waits for long.
async fn sweep_blobs(app: &App, org: OrgId, before: DateTime<Utc>) -> Result<usize> {
    let mut n_swept = 0;
    for hash in rows::unnamed(app.store.reader(), org, before).await? {
        let removed =
            app.store.write(async move |txn| rows::remove(txn, org, hash, before).await).await?;
        n_swept += usize::from(removed);
    }
    Ok(n_swept)
}

/// Every hash that stands anywhere in an organisation where somebody may still ask for it.
async fn named(app: &App, org: OrgId) -> Result<BTreeSet<BlobHash>> {
    let mut sources = vec![Source::Undecided];
    for scope in rows::scopes(app.store.reader(), org).await? {
        sources.extend([Kind::File, Kind::Dispute].map(|kind| Source::Records(scope, kind)));
    }
    let mut named = BTreeSet::new();
    for source in sources {
        let mut after = None;
        loop {
            let texts = rows::texts(app.store.reader(), org, &source, after).await?;
            named.extend(texts.iter().flat_map(|(_, text)| hashes_in(text)));
            after = texts.last().map(|(id, _)| *id);
            if (texts.len() as u64) < rows::PAGE {
                break;
            }
        }
    }
    Ok(named)
}

/// Every hash in a JSON text, wherever it stands: a hash has no character that JSON escapes.
fn hashes_in(json: &str) -> impl Iterator<Item = BlobHash> {
    json.split('"').filter(|part| part.len() == 64).filter_map(|part| part.parse().ok())
}
