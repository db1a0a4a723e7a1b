//! Making a snapshot: rows are read in pages from one state of the database and compressed on a
//! thread that answers no requests, so neither all rows nor all JSON is ever in memory.

use std::io::{BufWriter, Write};
use std::sync::Arc;

use domain::ids::{AccountId, OrgId, ScopeId, TourId};
use domain::limits::SNAPSHOT_BYTES_MAX;
use domain::sync::{Cursor, PageState, RawRecord};
use serde_json::json;
use tokio::sync::{OnceCell, mpsc};

use super::super::pages::{now_of, scopes_of};
use super::{Kept, Made};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::pages::changed_after;
use crate::store::scopes::ScopeState;

/// Rows read at once.
const ROWS: u64 = 500;
/// Pages of rows that wait to be compressed.
const AHEAD: usize = 2;
/// Bytes that are handed to compression at once.
const GATHERED_BYTES: usize = 64 * 1024;
/// Of the levels of zstd: 6 makes the JSON of 10,000 records an eighth smaller than 3 does and takes
/// some 65 ms for it instead of 12, once for all readers. Up to 15 there is nothing more to gain.
const ZSTD_LEVEL: i32 = 6;

/// Makes the snapshot of a scope that this account is in, unless it is too large to have one.
pub(super) async fn build(
    app: &App,
    account: AccountId,
    (org, tour): (OrgId, TourId),
    id: ScopeId,
) -> Result<Made> {
    app.store
        .read_snapshot(async |txn| {
            let mine = scopes_of(txn, org, tour, account).await?;
            let scope = mine.into_iter().find(|scope| scope.id == id);
            let scope = scope.ok_or_else(Error::not_found)?;
            let (rows, queue) = mpsc::channel(AHEAD);
            let compressed = {
                let scope = scope.clone();
                tokio::task::spawn_blocking(move || compress(&scope, queue))
            };
            let mut after = 0;
            while after < scope.head {
                let page = changed_after(txn, org, scope.id, after, ROWS).await?;
                let Some(last) = page.last() else { break };
                after = last.seq;
                // Compressing has ended early: what it says of it comes below.
                if rows.send(page).await.is_err() {
                    break;
                }
            }
            drop(rows);
            let cursor = Cursor::complete(&now_of(&scope));
            let compressed = compressed.await.map_err(Error::internal)??;
            let Some((json_bytes, zstd)) = compressed else { return Ok(Made::TooLarge(cursor)) };
            let etag = name(&cursor, &zstd);
            let (zstd, gzip) = (zstd.into(), OnceCell::new());
            Ok(Made::Whole(Arc::new(Kept { cursor, json_bytes, zstd, gzip, etag })))
        })
        .await
}

/// Names the bytes of a snapshot by the moment that they stand for, and by themselves.
fn name(cursor: &Cursor, zstd: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(cursor.epoch.as_bytes());
    hasher.update(&cursor.pin.tag);
    hasher.update(zstd);
    format!("{}-{}", cursor.seq, &hasher.finalize().to_hex()[..16])
}

/// Compresses rows as they come into one page: its bytes as JSON, and compressed; nothing where there
/// are too many.
fn compress(
    scope: &ScopeState,
    mut queue: mpsc::Receiver<Vec<RawRecord>>,
) -> Result<Option<(u64, Vec<u8>)>> {
    let zstd =
        zstd::stream::write::Encoder::new(Vec::new(), ZSTD_LEVEL).map_err(Error::internal)?;
    // JSON is written in crumbs, each of which would be a call of its own.
    let buffered = BufWriter::with_capacity(GATHERED_BYTES, zstd);
    let mut json = Counted { inner: buffered, n_bytes: 0 };
    match write_page(scope, &mut queue, &mut json) {
        Err(err) if err.kind() == std::io::ErrorKind::FileTooLarge => return Ok(None),
        written => written.map_err(Error::internal)?,
    }
    let zstd = json.inner.into_inner().map_err(Error::internal)?;
    Ok(Some((json.n_bytes, zstd.finish().map_err(Error::internal)?)))
}

/// A `ScopePage` without what differs between its readers.
fn write_page(
    scope: &ScopeState,
    queue: &mut mpsc::Receiver<Vec<RawRecord>>,
    json: &mut impl Write,
) -> std::io::Result<()> {
    let (state, audience) = (json!(PageState::Added), json!(scope.audience));
    write!(json, "{{\"state\":{state},\"audience\":{audience},\"records\":[")?;
    let mut separator = "";
    while let Some(rows) = queue.blocking_recv() {
        for row in rows {
            json.write_all(separator.as_bytes())?;
            serde_json::to_writer(&mut *json, &row)?;
            separator = ",";
        }
    }
    let (head, digest) = (scope.head, scope.digest);
    write!(json, "],\"head\":{head},\"complete\":true,\"digest\":\"{digest}\"}}")
}

/// Counts what is written, and stops at the limit.
struct Counted<W> {
    inner: W,
    n_bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.n_bytes += bytes.len() as u64;
        if self.n_bytes > SNAPSHOT_BYTES_MAX as u64 {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.inner.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}
