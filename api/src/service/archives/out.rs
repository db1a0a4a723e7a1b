//! A tour as its reader may see it, sent as an archive.
//!
//! The records are read from one state of the database. The contents of files are read chunk by chunk as
//! they are taken, so that a slow reader keeps neither a connection nor more than one chunk in memory.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bytes::Bytes;
use domain::blob::{BlobHash, n_chunks};
use domain::ids::{RecordId, ScopeId, TourId};
use domain::limits::{ARCHIVE_BYTES_MAX, ARCHIVE_RECORDS_BYTES_MAX, ARCHIVE_RECORDS_MAX};
use domain::problem::ErrorCode;
use domain::record::Kind;
use domain::sync::RawRecord;
use futures_util::{Stream, stream};
use interchange::archive::{Audience, FileEntry, Head, Named, Writer, Written, named_by};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::{self, Actor, TourAccess};
use crate::service::blobs::{Chunks, chunks};
use crate::store::scopes::{ScopeState, states};
use crate::store::{DatabaseTransaction, pages};

/// Rows read by one statement, and records sent at once.
const ROWS: u64 = 500;

/// An archive on its way out.
pub struct Outgoing {
    writer: Writer,
    pages: VecDeque<(ScopeId, Vec<RawRecord>)>,
    contents: VecDeque<(BlobHash, Chunks)>,
    /// The content that is being sent, and its next chunk.
    open: Option<(Chunks, u64)>,
    part: Part,
}

/// How far an archive is.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Records,
    Contents,
    Sent,
}

/// A record as it stands in an archive: its fields and stamps as the text that they are stored as.
#[derive(Serialize)]
struct Row<'r> {
    scope: ScopeId,
    kind: &'r Kind,
    id: RecordId,
    ver: u64,
    seq: u64,
    deleted: bool,
    fields: &'r RawValue,
    stamps: &'r RawValue,
}

/// The archive of what the actor may see of a tour. Whoever may read it may keep it, as with every copy.
pub async fn of_tour(app: &App, actor: &Actor, tour: TourId) -> Result<Outgoing> {
    let access = access::tour(app, actor, tour).await?;
    let gather = async |txn: &DatabaseTransaction| gather(txn, &access).await;
    let (scopes, pages) = app.store.read_snapshot(gather).await?;
    let (files, contents) = files(app, &access, &pages).await?;
    must_fit(&files)?;
    let audiences: Vec<_> = scopes.iter().map(|scope| audience(scope, &pages)).collect();
    let head = Head {
        written: Written {
            at: app.clock.now(),
            by: concat!("buscall-api ", env!("CARGO_PKG_VERSION")).to_owned(),
        },
        tour,
        partial: Head::is_partial(&audiences),
        audiences,
        files,
    };
    let writer = Writer::begin(&head).map_err(Error::internal)?;
    Ok(Outgoing { writer, pages, contents, open: None, part: Part::Records })
}

type Pages = VecDeque<(ScopeId, Vec<RawRecord>)>;

/// The scopes of the tour that somebody is in, and all records of them.
async fn gather(
    txn: &DatabaseTransaction,
    access: &TourAccess,
) -> Result<(Vec<ScopeState>, Pages)> {
    let mut scopes = states(txn, access.org, access.tour, access.account).await?;
    scopes.retain(|scope| scope.level.is_some() && scope.tour == Some(access.tour));
    if scopes.is_empty() {
        return Err(Error::not_found());
    }
    let (mut found, mut n_records, mut n_bytes) = (Pages::new(), 0, 0);
    for scope in &scopes {
        let mut after = 0;
        loop {
            let page = pages::changed_after(txn, access.org, scope.id, after, ROWS).await?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            n_records += page.len();
            n_bytes += page.iter().map(RawRecord::weight).sum::<usize>();
            if n_records > ARCHIVE_RECORDS_MAX || n_bytes > ARCHIVE_RECORDS_BYTES_MAX {
                let detail = format!(
                    "an archive has at most {ARCHIVE_RECORDS_MAX} records of \
                     {ARCHIVE_RECORDS_BYTES_MAX} bytes; a backup holds any number"
                );
                return Err(Error::problem(ErrorCode::TooLarge, detail));
            }
            found.push_back((scope.id, page));
        }
    }
    Ok((scopes, found))
}

fn audience(scope: &ScopeState, pages: &Pages) -> Audience {
    let own = pages.iter().filter(|(id, _)| *id == scope.id);
    Audience {
        scope: scope.id,
        name: scope.audience.clone(),
        custom: Audience::is_custom(&scope.audience),
        head: scope.head,
        n_records: own.map(|(_, page)| page.len() as u64).sum(),
        digest: scope.digest.to_string(),
    }
}

/// The content that live records name, and that of it which they give to their readers.
async fn files(
    app: &App,
    access: &TourAccess,
    pages: &Pages,
) -> Result<(Vec<FileEntry>, VecDeque<(BlobHash, Chunks)>)> {
    let mut named = BTreeMap::<BlobHash, Vec<Named>>::new();
    let mut seen = BTreeSet::new();
    for (scope, page) in pages {
        let kinds = [Kind::File, Kind::Handout];
        for record in page.iter().filter(|record| kinds.contains(&record.kind)) {
            if record.kind == Kind::File {
                seen.insert(record.id);
            }
            let found = named_by(&record.read(*scope).map_err(Error::internal)?);
            if let Some(found) = found {
                named.entry(found.naming.hash).or_default().push(found);
            }
        }
    }
    let (mut files, mut contents) = (Vec::new(), VecDeque::new());
    for (hash, by) in named {
        let mut found = None;
        // What was handed out of a file that the reader does not see is no way to it.
        for Named { naming, .. } in by.iter().filter(|named| seen.contains(&named.naming.file)) {
            found = chunks(app, access, naming.file, hash).await?;
            if found.is_some() {
                break;
            }
        }
        files.push(FileEntry {
            hash,
            bytes: match &found {
                Some(chunks) => Some(chunks.bytes),
                None => by.iter().find_map(|named| named.bytes),
            },
            media_type: by.into_iter().find_map(|named| named.media_type),
            missing: found.is_none(),
        });
        contents.extend(found.map(|chunks| (hash, chunks)));
    }
    Ok((files, contents))
}

/// No archive is sent that no server would take in.
fn must_fit(files: &[FileEntry]) -> Result<()> {
    let here = files.iter().filter(|file| !file.missing);
    let bytes: u64 = here.filter_map(|file| file.bytes).sum();
    let as_text = bytes / 3 * 4 + ARCHIVE_RECORDS_BYTES_MAX as u64;
    if as_text > ARCHIVE_BYTES_MAX {
        let detail = format!(
            "the files have {bytes} bytes, and an archive at most {ARCHIVE_BYTES_MAX} as text; a \
             backup holds any number"
        );
        return Err(Error::problem(ErrorCode::TooLarge, detail));
    }
    Ok(())
}

impl Outgoing {
    /// The bytes of the archive.
    pub fn stream(self) -> impl Stream<Item = Result<Bytes>> + 'static {
        stream::try_unfold(self, |mut outgoing| async move {
            let piece = outgoing.next().await?;
            Ok(piece.map(|piece| (piece, outgoing)))
        })
    }

    async fn next(&mut self) -> Result<Option<Bytes>> {
        if let Some((scope, page)) = self.pages.pop_front() {
            page.iter().try_for_each(|record| self.record(scope, record))?;
        } else if self.part == Part::Records {
            self.writer.records_end();
            self.part = Part::Contents;
        } else if let Some((chunks, index)) = self.open.take() {
            if index < n_chunks(chunks.bytes) {
                self.writer.chunk(&chunks.one(index).await?);
                self.open = Some((chunks, index + 1));
            } else {
                self.writer.content_end();
            }
        } else if let Some((hash, chunks)) = self.contents.pop_front() {
            self.writer.content(hash);
            self.open = Some((chunks, 0));
        } else if self.part == Part::Contents {
            self.writer.end();
            self.part = Part::Sent;
        } else {
            return Ok(None);
        }
        Ok(Some(self.writer.take().into()))
    }

    fn record(&mut self, scope: ScopeId, record: &RawRecord) -> Result<()> {
        let RawRecord { kind, id, ver, seq, deleted, fields, stamps } = record;
        let (id, ver, seq, deleted) = (*id, *ver, *seq, *deleted);
        let row = Row { scope, kind, id, ver, seq, deleted, fields, stamps };
        self.writer.record(&row).map_err(Error::internal)
    }
}
