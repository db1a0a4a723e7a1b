//! The content of a file that somebody may see, from any byte to any other.

use std::ops::Range;

use bytes::Bytes;
use domain::blob::BlobHash;
use domain::ids::{OrgId, RecordId, TourId};
use domain::limits::BLOB_CHUNK_BYTES;
use domain::problem::ErrorCode;
use domain::record::kinds::File;
use domain::record::{Kind, Line, TypedRecord as _};
use futures_util::{Stream, stream};
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::{self, Actor, TourAccess};
use crate::service::groups::accepted_as;
use crate::service::resources;
use crate::store::{DatabaseTransaction, Store, blobs, receipts};

const CHUNK: u64 = BLOB_CHUNK_BYTES as u64;

/// Content, and what its record says of it.
pub struct Content {
    /// The file's name.
    pub name: String,
    /// What kind of content its record says it is.
    pub media_type: Option<String>,
    /// What names it.
    pub hash: BlobHash,
    /// How many bytes it has.
    pub bytes: u64,
    store: Store,
    at: (OrgId, Uuid),
}

/// The content of a file. A file that the actor may not see, that is deleted or that is not there
/// answers alike; of one that they see they are told that the content has not arrived.
pub async fn content(app: &App, actor: &Actor, tour: TourId, id: RecordId) -> Result<Content> {
    let access = access::tour(app, actor, tour).await?;
    let (record, _) = resources::one(app, actor, tour, &Kind::File, id).await?;
    if record.deleted {
        return Err(Error::not_found());
    }
    let file = File::read(&record.fields)?;
    let (Some(name), Some(hash)) = (file.name, file.hash) else {
        return Err(Error::internal(format!("the file `{id}` has no name or no hash")));
    };
    let blob = match blobs::find(app.store.reader(), access.org, hash).await? {
        Some(blob) if was_sent_for(app, &access, id, hash).await? => blob,
        _ => {
            let detail = "the file is here, and its content has not arrived yet";
            return Err(Error::problem(ErrorCode::NotFound, detail));
        }
    };
    Ok(Content {
        name: name.to_string(),
        media_type: file.media_type.map(|media_type| media_type.to_string()),
        hash,
        bytes: blob.bytes,
        store: app.store.clone(),
        at: (access.org, blob.content),
    })
}

/// Whether somebody who has put this hash into the record of a file has sent that content
/// themselves. To know a hash is not to have the content, and must not be a way to it. What a
/// manager has accepted was put there by its author.
async fn was_sent_for(
    app: &App,
    access: &TourAccess,
    file: RecordId,
    hash: BlobHash,
) -> Result<bool> {
    let (conn, org) = (app.store.reader(), access.org);
    let senders = blobs::senders(conn, org, hash).await?;
    let namers = blobs::namers(conn, org, file, hash).await?;
    if namers.iter().any(|(_, author)| senders.contains(author)) {
        return Ok(true);
    }
    let accepted = receipts::accepted_of(conn, org, access.tour, &senders).await?;
    Ok(accepted.into_iter().any(|(group, by)| namers.contains(&(accepted_as(group), by))))
}

/// Content that somebody outside was given, in the version that they were given: a record of a file that
/// the reader sees has named it at some time.
pub async fn handed_out(
    app: &App,
    access: &TourAccess,
    (file, hash): (RecordId, BlobHash),
    name: Line,
    media_type: Option<Line>,
) -> Result<Content> {
    let blob = match blobs::find(app.store.reader(), access.org, hash).await? {
        Some(blob) if was_sent_for(app, access, file, hash).await? => blob,
        _ => return Err(Error::not_found()),
    };
    Ok(Content {
        name: name.to_string(),
        media_type: media_type.map(|media_type| media_type.to_string()),
        hash,
        bytes: blob.bytes,
        store: app.store.clone(),
        at: (access.org, blob.content),
    })
}

/// Content that somebody who sees the record of a file is given, chunk by chunk.
pub struct Chunks {
    /// How many bytes it has.
    pub bytes: u64,
    hash: BlobHash,
    store: Store,
    at: (OrgId, Uuid),
}

/// The content that the record of a file names, or named at some time; nothing where that has not arrived.
pub(in crate::service) async fn chunks(
    app: &App,
    access: &TourAccess,
    file: RecordId,
    hash: BlobHash,
) -> Result<Option<Chunks>> {
    let Some(blob) = blobs::find(app.store.reader(), access.org, hash).await? else {
        return Ok(None);
    };
    let given = was_sent_for(app, access, file, hash).await?;
    let at = (access.org, blob.content);
    Ok(given.then(|| Chunks { bytes: blob.bytes, hash, store: app.store.clone(), at }))
}

impl Chunks {
    /// The chunk of this index.
    pub(in crate::service) async fn one(&self, index: u64) -> Result<Vec<u8>> {
        let chunk = blobs::chunk(self.store.reader(), self.at, index).await?;
        let length = CHUNK.min(self.bytes.saturating_sub(index * CHUNK));
        match chunk.filter(|chunk| chunk.len() as u64 == length) {
            Some(chunk) => Ok(chunk),
            None => Err(Error::internal(format!("chunk {index} of `{}` is not there", self.hash))),
        }
    }
}

/// Notes that the actor may name content in a record of their own, where one of these records that they
/// see gives it to them: who passes a file on need not send it again.
pub async fn pass_on(
    app: &App,
    access: &TourAccess,
    hash: BlobHash,
    named_by: &[RecordId],
) -> Result<()> {
    for file in named_by {
        if was_sent_for(app, access, *file, hash).await? {
            let key = blobs::Key { org: access.org, account: access.account, hash };
            let now = app.clock.now();
            let adopt = async |txn: &DatabaseTransaction| blobs::adopt(txn, key, now).await;
            return Ok(app.store.write(adopt).await?);
        }
    }
    Ok(())
}

impl Content {
    /// The bytes of a range within the content, read chunk by chunk as they are taken. Each read
    /// stands alone, so that a slow reader keeps no connection.
    pub fn stream(self, range: Range<u64>) -> impl Stream<Item = Result<Bytes>> + 'static {
        let Self { store, at, hash, .. } = self;
        stream::try_unfold((store, range), move |(store, range)| async move {
            if range.is_empty() {
                return Ok(None);
            }
            let index = range.start / CHUNK;
            let chunk = blobs::chunk(store.reader(), at, index).await?;
            let chunk = Bytes::from(chunk.unwrap_or_default());
            let end = range.end.min((index + 1) * CHUNK);
            let within = |at: u64| usize::try_from(at - index * CHUNK).unwrap_or(usize::MAX);
            let (from, to) = (within(range.start), within(end));
            if to > chunk.len() {
                return Err(Error::internal(format!("chunk {index} of `{hash}` is not there")));
            }
            Ok(Some((chunk.slice(from..to), (store, end..range.end))))
        })
    }
}
