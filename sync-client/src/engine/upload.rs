//! Sending the content of files before the groups that name them. What was saved before such a
//! group goes first, so that a large file on a slow line holds back nothing that is older.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};

use domain::blob::BlobHash;
use domain::change::{Edit, Group};
use domain::record::Kind;
use serde_json::Value;

use super::once::Run;
use super::{Engine, Store, Synced};
use crate::error::{Error, Result};
use crate::net::{UploadPart, Uploaded};

/// Bytes of one part. Small enough that little is lost with a line that breaks.
const PART_BYTES: u64 = 1024 * 1024;
/// Parts after which an upload has not moved before it is given up.
const STANDSTILL_MAX: u32 = 3;

/// The content that a group names.
fn named(group: &Group) -> impl Iterator<Item = BlobHash> {
    let hash = |value: Option<&Value>| value.and_then(Value::as_str)?.parse().ok();
    group.edits.iter().filter_map(move |edit| match edit {
        Edit::Create(create) if create.kind == Kind::File => hash(create.fields.get("hash")),
        Edit::Set { kind: Kind::File, fields, .. } => hash(fields.get("hash").map(|set| &set.1)),
        _ => None,
    })
}

impl Engine {
    /// The first group that names content which is here and may not be at the server yet, and which.
    pub(super) fn held_back(&self, outbox: &[Group], run: &Run) -> Option<(usize, BlobHash)> {
        let store = Store::of(&self.home);
        let waits = |hash: &BlobHash| !run.uploaded.contains(hash) && store.has(*hash);
        let mut groups = outbox.iter().enumerate();
        groups.find_map(|(idx, group)| Some((idx, named(group).find(waits)?)))
    }

    /// Sends the content that the next group waits for; whether there was any. Content that the
    /// server refuses holds nothing back: the group goes without it, and somebody is told.
    pub(super) async fn send_content(&self, run: &mut Run, synced: &mut Synced) -> Result<bool> {
        let state = self.local.state().await?;
        let Some((_, hash)) = self.held_back(&state.outbox, run) else { return Ok(false) };
        match self.send_whole(hash).await {
            Err(err @ (Error::Problem(_) | Error::NotFound(_) | Error::File { .. })) => {
                synced.trouble.push(format!("the content of a file was not sent: {err}"));
            }
            sent => sent?,
        }
        run.uploaded.insert(hash);
        Ok(true)
    }

    async fn send_whole(&self, hash: BlobHash) -> Result<()> {
        let path = Store::of(&self.home).path(hash);
        let failed = |err| Error::file(&path, err);
        let mut file = File::open(&path).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let mut at = self.net.uploaded(self.tour, hash).await?;
        let mut standstill = 0;
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
        }
        Ok(())
    }

    /// Sends a part. Where the answer was cut off, the server says how far it came.
    async fn send_part(&self, hash: BlobHash, part: UploadPart) -> Result<Uploaded> {
        match self.net.upload(self.tour, hash, part).await {
            Err(Error::CutOff { .. }) => self.net.uploaded(self.tour, hash).await,
            sent => sent,
        }
    }
}

/// The content that any of these groups names.
pub(super) fn all_named<'g>(groups: impl Iterator<Item = &'g Group>) -> Vec<BlobHash> {
    groups.flat_map(named).collect()
}
