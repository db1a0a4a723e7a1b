//! Sending the content of files before the groups that name them. What was saved before such a
//! group goes first, so that a large file on a slow line holds back nothing that is older, and it
//! goes in turns between exchanges, so that it does not hold back what others say either.
//!
//! A group goes without its content only where the server says that it does not take it. Which
//! content that is stays remembered, and it is offered again: levels and quotas change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::blob::BlobHash;
use domain::change::{Edit, Group};
use domain::record::Kind;
use serde_json::Value;

use super::download::named_by;
use super::once::Run;
use super::{Engine, Store, Synced, fact};
use crate::error::{Error, Result};
use crate::net::{Patience, UploadPart, Uploaded};

/// Bytes of one part. Small enough that little is lost with a line that breaks.
const PART_BYTES: u64 = 1024 * 1024;
/// How long content is sent before the next exchange. At least one part goes.
pub(super) const TURN: Duration = Duration::from_secs(10);
/// Parts after which an upload has not moved before it is given up.
const STANDSTILL_MAX: u32 = 3;
/// How often a process offers content again that the server did not take.
const AGAIN: Duration = Duration::from_mins(10);

/// When this process has last offered content again.
pub(super) type Offered = Arc<Mutex<BTreeMap<BlobHash, Instant>>>;

/// What one sync knows of the content that it sends.
#[derive(Default)]
pub(super) struct Uploads {
    /// Nothing waits for its content: its owner is off the tour, and nobody takes it any more.
    pub(super) given_up: bool,
    /// Content that the server has, or that its group goes without.
    done: BTreeSet<BlobHash>,
    /// Content that did not get there and is not tried again in this sync. Its group waits.
    stuck: BTreeSet<BlobHash>,
    /// How far the content is that was begun, and how often it has not moved.
    begun: Option<(BlobHash, Uploaded, u32)>,
}

/// The content that a group names.
pub fn content_of(group: &Group) -> impl Iterator<Item = BlobHash> {
    let hash = |value: Option<&Value>| value.and_then(Value::as_str)?.parse().ok();
    group.edits.iter().filter_map(move |edit| match edit {
        Edit::Create(create) if create.kind == Kind::File => hash(create.fields.get("hash")),
        Edit::Set { kind: Kind::File, fields, .. } => hash(fields.get("hash").map(|set| &set.1)),
        _ => None,
    })
}

/// Whether the server has said that it does not take this content, or it cannot be read here. Any
/// other failure may pass: the group must not go without content that a later sync could send.
fn is_refusal(err: &Error) -> bool {
    match err {
        Error::NotFound(_) | Error::File { .. } => true,
        Error::Problem(problem) => matches!(problem.code.status(), 403 | 404 | 413 | 422),
        _ => false,
    }
}

impl Engine {
    /// The first group that names content which is here and may not be at the server yet, and which.
    pub(super) fn held_back(&self, outbox: &[Group], run: &Run) -> Option<(usize, BlobHash)> {
        if run.uploads.given_up {
            return None;
        }
        let store = Store::of(&self.home);
        let waits = |hash: &BlobHash| !run.uploads.done.contains(hash) && store.has(*hash);
        let mut groups = outbox.iter().enumerate();
        groups.find_map(|(idx, group)| Some((idx, content_of(group).find(waits)?)))
    }

    /// Sends content that the next group waits for, for one turn; else what was not taken before.
    /// Whether another exchange is due.
    pub(super) async fn send_content(&self, run: &mut Run, synced: &mut Synced) -> Result<bool> {
        let state = self.local.state().await?;
        let Some((_, hash)) = self.held_back(&state.outbox, run) else {
            return self.offer_again(run, synced).await;
        };
        if run.uploads.stuck.contains(&hash) {
            return Ok(false);
        }
        match self.send_turn(hash, &mut run.uploads).await {
            Ok(false) => return Ok(true),
            Ok(true) => {}
            Err(err) if is_refusal(&err) => {
                // Written down before the group goes, so that dying in between forgets nothing.
                let mut not_taken = self.not_taken().await?;
                not_taken.insert(hash);
                self.remember_not_taken(&not_taken).await?;
                self.offered_now(hash);
                synced.missing(hash, &err);
            }
            Err(err @ Error::Rubbish { .. }) => {
                run.uploads.stuck.insert(hash);
                synced.missing(hash, &err);
                return Ok(false);
            }
            Err(err) => return Err(err),
        }
        run.uploads.done.insert(hash);
        Ok(true)
    }

    /// Offers content again whose group has gone without it. Nobody who waits for their prompt
    /// waits for that.
    async fn offer_again(&self, run: &mut Run, synced: &mut Synced) -> Result<bool> {
        if self.patience == Patience::Quick || run.uploads.given_up {
            return Ok(false);
        }
        let mut not_taken = self.not_taken().await?;
        let due = |hash: &BlobHash| self.may_offer(*hash) && !run.uploads.done.contains(hash);
        let due: Vec<_> = not_taken.iter().copied().filter(due).collect();
        if due.is_empty() {
            return Ok(false);
        }
        let named = named_by(&self.local.view().await?, &Store::of(&self.home));
        for hash in due {
            if named.contains(&hash) && Store::of(&self.home).has(hash) {
                match self.send_turn(hash, &mut run.uploads).await {
                    Ok(false) => return Ok(true),
                    Ok(true) => {}
                    Err(err) if is_refusal(&err) || matches!(err, Error::Rubbish { .. }) => {
                        self.offered_now(hash);
                        run.uploads.done.insert(hash);
                        synced.missing(hash, &err);
                        continue;
                    }
                    Err(err) => return Err(err),
                }
            }
            not_taken.remove(&hash);
            self.remember_not_taken(&not_taken).await?;
        }
        Ok(false)
    }

    /// The content that the server did not take and whose groups have gone.
    async fn not_taken(&self) -> Result<BTreeSet<BlobHash>> {
        let text = self.local.fact(fact::NOT_TAKEN).await?.unwrap_or_default();
        Ok(text.split_whitespace().filter_map(|hash| hash.parse().ok()).collect())
    }

    async fn remember_not_taken(&self, hashes: &BTreeSet<BlobHash>) -> Result<()> {
        let text: Vec<_> = hashes.iter().map(ToString::to_string).collect();
        self.remember(fact::NOT_TAKEN, &text.join(" ")).await
    }

    fn may_offer(&self, hash: BlobHash) -> bool {
        let offered = self.offered.lock().unwrap_or_else(PoisonError::into_inner);
        offered.get(&hash).is_none_or(|at| at.elapsed() > AGAIN)
    }

    fn offered_now(&self, hash: BlobHash) {
        let mut offered = self.offered.lock().unwrap_or_else(PoisonError::into_inner);
        offered.insert(hash, Instant::now());
    }

    /// Sends content for one turn, from where the turn before has ended; whether all of it is there.
    async fn send_turn(&self, hash: BlobHash, uploads: &mut Uploads) -> Result<bool> {
        let began = Instant::now();
        let path = Store::of(&self.home).path(hash);
        let failed = |err| Error::file(&path, err);
        let mut file = File::open(&path).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let begun = uploads.begun.take().filter(|(begun, ..)| *begun == hash);
        let (mut at, mut standstill) = match begun {
            Some((_, at, standstill)) => (at, standstill),
            None => (self.net.uploaded(self.tour, hash).await?, 0),
        };
        while !at.complete {
            file.seek(SeekFrom::Start(at.offset)).map_err(failed)?;
            let mut bytes = Vec::new();
            (&mut file).take(PART_BYTES).read_to_end(&mut bytes).map_err(failed)?;
            let part = UploadPart { offset: at.offset, length, bytes };
            let next = self.send_part(hash, part).await?;
            standstill = if next == at { standstill + 1 } else { 0 };
            if standstill == STANDSTILL_MAX {
                return Err(Error::Rubbish {
                    url: self.net.address().to_string(),
                    why: "an upload does not move".to_owned(),
                });
            }
            at = next;
            if !at.complete && began.elapsed() >= self.turn {
                uploads.begun = Some((hash, at, standstill));
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Sends a part. Where the answer was cut off, the server says how far it came.
    async fn send_part(&self, hash: BlobHash, part: UploadPart) -> Result<Uploaded> {
        match self.net.upload(self.tour, hash, part).await {
            Err(Error::CutOff { .. }) => self.net.uploaded(self.tour, hash).await,
            sent => sent,
        }
    }
}

impl Synced {
    /// Notes that some content is not at the server.
    fn missing(&mut self, hash: BlobHash, err: &Error) {
        if self.contents_missing.insert(hash) {
            let what = "the content of a file is not at the server, and is offered again";
            self.trouble.push(format!("{what}: {err}"));
        }
    }
}
