//! `buscall export archive`: the whole tour as one file that another server takes in, from the copy alone.
//!
//! It holds what the server has said, as the copy was synced last. What is not on the server yet is not in
//! it, because nobody has numbered it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read as _, Write};

use domain::blob::BlobHash;
use domain::ids::ScopeId;
use domain::limits::{
    ARCHIVE_BYTES_MAX, ARCHIVE_RECORDS_BYTES_MAX, ARCHIVE_RECORDS_MAX, BLOB_CHUNK_BYTES,
};
use domain::record::Record;
use domain::sync::{Digest, ScopeCopy};
use interchange::archive::{Audience, FileEntry, Head, Writer, Written, named_by};

use super::super::plain;
use super::super::standing::counted;
use super::super::tour::OpenTour;
use crate::engine::Store;
use crate::error::{Error, Exit, Result};
use crate::local::Base;
use crate::render;

/// The audience that is not the tour's but its organisation's.
const DIRECTORY: &str = "directory";
/// Bytes that are written at once.
const WRITE_BYTES: usize = 1024 * 1024;

/// An archive that can be written.
pub(super) struct Ready {
    head: Head,
    records: Vec<Record>,
    store: Store,
    /// What records that are not in it, or files that are not here, leave to be said.
    remarks: Vec<String>,
}

impl Ready {
    /// Everything that stands in it, except the contents of files.
    pub(super) async fn of(tour: &OpenTour) -> Result<Self> {
        let Base { state, mut records } = tour.local.base().await?;
        let own = |scope: &ScopeCopy| scope.audience != DIRECTORY;
        let scopes: BTreeMap<_, _> = state.scopes.iter().filter(|(_, scope)| own(scope)).collect();
        records.retain(|record| scopes.contains_key(&record.scope));
        records.sort_unstable_by_key(|record| (record.scope, record.seq));
        let audiences = scopes.iter().map(|(id, scope)| audience(**id, scope, &records));
        let audiences = audiences.collect::<Result<Vec<_>>>()?;
        let store = Store::of(&tour.home);
        let files = files(&records, &store);
        must_fit(&records, &files)?;
        let mut remarks = Vec::new();
        let n_missing = files.iter().filter(|file| file.missing).count();
        if n_missing > 0 {
            remarks.push(format!(
                "not on this device, and named in the archive as missing: {}",
                counted(n_missing, "file")
            ));
            remarks.extend(missing(&records, &files));
        }
        let n_unsent = state.outbox.len();
        if n_unsent > 0 {
            remarks.push(format!(
                "not in the archive: {} on this device; `buscall sync` sends what is here",
                counted(n_unsent, "edit")
            ));
        }
        let n_ahead = state.overlay.len();
        if n_ahead > 0 {
            remarks.push(format!(
                "not in the archive: {} that the server has; `buscall sync` fetches what is there",
                counted(n_ahead, "edit")
            ));
        }
        let by = concat!("buscall ", env!("CARGO_PKG_VERSION")).to_owned();
        let head = Head {
            written: Written { at: tour.now, by },
            tour: tour.tour,
            partial: Head::is_partial(&audiences),
            audiences,
            files,
        };
        Ok(Self { head, records, store, remarks })
    }

    /// Says what is not in it. It is a failure where files are missing, as wherever files are copied.
    pub(super) fn tell(&self) -> Exit {
        if self.head.partial {
            render::say("not all audiences of the tour are in the archive, only yours");
        }
        for remark in &self.remarks {
            render::say(remark);
        }
        let missing = self.head.files.iter().any(|file| file.missing);
        if missing { Exit::Failed } else { Exit::Done }
    }

    /// Writes it, one piece after another.
    pub(super) fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let mut to = io::BufWriter::with_capacity(WRITE_BYTES, to);
        let mut writer = Writer::begin(&self.head)?;
        for record in &self.records {
            writer.record(record)?;
            to.write_all(&writer.take())?;
        }
        writer.records_end();
        for file in self.head.files.iter().filter(|file| !file.missing) {
            self.content(file, &mut writer, &mut to)?;
        }
        writer.end();
        to.write_all(&writer.take())?;
        to.flush()
    }

    fn content(
        &self,
        file: &FileEntry,
        writer: &mut Writer,
        to: &mut impl Write,
    ) -> io::Result<()> {
        writer.content(file.hash);
        let mut content = File::open(self.store.path(file.hash))?;
        let mut left = file.bytes.unwrap_or_default();
        while left > 0 {
            let length = left.min(BLOB_CHUNK_BYTES as u64);
            let mut chunk = vec![0; usize::try_from(length).map_err(io::Error::other)?];
            content.read_exact(&mut chunk)?;
            writer.chunk(&chunk);
            to.write_all(&writer.take())?;
            left -= length;
        }
        writer.content_end();
        Ok(())
    }
}

/// An audience of the copy, if all of it has arrived and is what the server has.
fn audience(id: ScopeId, scope: &ScopeCopy, records: &[Record]) -> Result<Audience> {
    let (mut digest, mut n_records, mut head) = (Digest::default(), 0, 0);
    for record in records.iter().filter(|record| record.scope == id) {
        digest.add(record);
        n_records += 1;
        head = record.seq;
    }
    if scope.cursor.is_none() || scope.suspect || scope.digest != digest {
        return Err(Error::Incomplete { audience: scope.audience.clone() });
    }
    Ok(Audience {
        scope: id,
        name: scope.audience.clone(),
        custom: Audience::is_custom(&scope.audience),
        head,
        n_records,
        digest: digest.to_string(),
    })
}

/// The content that records name. What is on this device under the name of other content is as good as
/// missing.
fn files(records: &[Record], store: &Store) -> Vec<FileEntry> {
    let mut files = BTreeMap::<BlobHash, FileEntry>::new();
    for named in records.iter().filter_map(named_by) {
        let hash = named.naming.hash;
        let new = FileEntry { hash, bytes: None, media_type: None, missing: true };
        let file = files.entry(hash).or_insert(new);
        file.bytes = file.bytes.or(named.bytes);
        file.media_type = file.media_type.take().or(named.media_type);
    }
    for file in files.values_mut() {
        let path = store.path(file.hash);
        if let Ok(metadata) = std::fs::metadata(&path)
            && Store::is_content_of(file.hash, &path)
        {
            (file.bytes, file.missing) = (Some(metadata.len()), false);
        }
    }
    files.into_values().collect()
}

/// A line for each file whose content is missing.
fn missing(records: &[Record], files: &[FileEntry]) -> Vec<String> {
    let missing = files.iter().filter(|file| file.missing).map(|file| file.hash);
    let missing: BTreeSet<_> = missing.collect();
    let line = |record: &Record| {
        let named = named_by(record).filter(|named| missing.contains(&named.naming.hash))?;
        let name = record.value("name").as_str().unwrap_or_default();
        Some(format!("  `{}` ({})", plain(name), named.naming.hash))
    };
    records.iter().filter_map(line).collect()
}

/// No archive is written that no server would take in.
fn must_fit(records: &[Record], files: &[FileEntry]) -> Result<()> {
    let as_json = |record: &Record| serde_json::to_string(record).map_or(0, |text| text.len());
    let n_bytes: usize = records.iter().map(as_json).sum();
    let here = files.iter().filter(|file| !file.missing);
    let file_bytes: u64 = here.filter_map(|file| file.bytes).sum();
    let as_text = file_bytes / 3 * 4 + ARCHIVE_RECORDS_BYTES_MAX as u64;
    let fits = records.len() <= ARCHIVE_RECORDS_MAX
        && n_bytes <= ARCHIVE_RECORDS_BYTES_MAX
        && as_text <= ARCHIVE_BYTES_MAX;
    if fits {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "the tour has {} records of {n_bytes} bytes and files of {file_bytes} bytes, more than an \
         archive may have",
        records.len()
    )))
}
