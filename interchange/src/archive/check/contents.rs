//! Whether the contents of files are those that the head announces and the records name: all of them,
//! each once, each what its hash says.

use std::collections::{BTreeMap, BTreeSet};

use domain::blob::{BlobHash, ChunkHash, n_chunks};
use domain::limits::{BLOB_CHUNK_BYTES, FILE_BYTES_MAX};
use domain::problem::Problem;
use domain::record::Record;

use crate::archive::FileEntry;
use crate::archive::named::{Naming, named_by};
use crate::archive::read::unreadable;

/// The contents of an archive while they arrive.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// What was announced and has not arrived, with its length.
    awaited: BTreeMap<BlobHash, u64>,
    /// What was announced as missing.
    missing: BTreeSet<BlobHash>,
    named: BTreeSet<Naming>,
    arriving: Option<Arriving>,
}

#[derive(Debug)]
struct Arriving {
    hash: BlobHash,
    bytes: u64,
    chunks: Vec<ChunkHash>,
}

impl Content {
    pub(super) fn announce(&mut self, files: &[FileEntry]) -> Result<(), Problem> {
        for file in files {
            let twice = self.awaited.contains_key(&file.hash) || self.missing.contains(&file.hash);
            if twice {
                return Err(unreadable(format!("the file `{}` is announced twice", file.hash)));
            }
            match file.bytes {
                _ if file.missing => drop(self.missing.insert(file.hash)),
                Some(bytes) if bytes <= FILE_BYTES_MAX => {
                    self.awaited.insert(file.hash, bytes);
                }
                _ => {
                    let rule =
                        format!("the file `{}` has no length that a file may have", file.hash);
                    return Err(unreadable(rule));
                }
            }
        }
        Ok(())
    }

    /// Notes what a live record names.
    pub(super) fn named_by(&mut self, record: &Record) {
        self.named.extend(named_by(record).map(|named| named.naming));
    }

    pub(super) fn begin(&mut self, hash: BlobHash) -> Result<(), Problem> {
        let bytes = self.awaited.remove(&hash);
        let bytes = bytes.ok_or_else(|| {
            unreadable(format!("the content `{hash}` was not announced, or stands twice"))
        })?;
        self.arriving = Some(Arriving { hash, bytes, chunks: Vec::new() });
        Ok(())
    }

    pub(super) fn chunk(&mut self, chunk: &[u8]) -> Result<(), Problem> {
        let Some(arriving) = &mut self.arriving else {
            return Err(unreadable("a chunk belongs to no content"));
        };
        let index = arriving.chunks.len() as u64;
        let begins = index * BLOB_CHUNK_BYTES as u64;
        let left = arriving.bytes.saturating_sub(begins).min(BLOB_CHUNK_BYTES as u64);
        if chunk.len() as u64 != left || left == 0 {
            let (hash, has) = (arriving.hash, chunk.len());
            return Err(unreadable(format!(
                "chunk {index} of `{hash}` has {has} bytes, not {left}"
            )));
        }
        arriving.chunks.push(ChunkHash::of(arriving.bytes, index, chunk));
        Ok(())
    }

    pub(super) fn end(&mut self) -> Result<(), Problem> {
        let Some(Arriving { hash, bytes, chunks }) = self.arriving.take() else { return Ok(()) };
        if n_chunks(bytes) != chunks.len() as u64 {
            let has = chunks.len();
            return Err(unreadable(format!(
                "`{hash}` has {has} chunks, too few for {bytes} bytes"
            )));
        }
        if BlobHash::of_chunks(bytes, &chunks) != Some(hash) {
            return Err(unreadable(format!("the content `{hash}` has another hash")));
        }
        Ok(())
    }

    /// What the records name, once everything has arrived.
    pub(super) fn finish(self, files: &[FileEntry]) -> Result<BTreeSet<Naming>, Problem> {
        if let Some(hash) = self.awaited.keys().next() {
            return Err(unreadable(format!("the content `{hash}` is announced and not there")));
        }
        let named: BTreeSet<_> = self.named.iter().map(|naming| naming.hash).collect();
        match files.iter().find(|file| !named.contains(&file.hash)) {
            Some(file) => Err(unreadable(format!("no record names the file `{}`", file.hash))),
            None => Ok(self.named),
        }
    }
}
