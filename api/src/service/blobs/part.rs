//! A part of an upload while it arrives: kept chunk by chunk, so that a lost connection loses less
//! than one, and named when it is the last.

use domain::blob::{BlobHash, ChunkHash};
use domain::limits::{BLOB_CHUNK_BYTES, UPLOAD_PART_BYTES_MAX};
use domain::problem::ErrorCode;

use super::Progress;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::blobs::{self, Upload};

const CHUNK: u64 = BLOB_CHUNK_BYTES as u64;

/// A part that arrives. Dropping it keeps every whole chunk that was pushed.
pub struct Part {
    app: App,
    /// The upload as it is stored.
    upload: Upload,
    /// The chunk at hand from its beginning: what is stored of it, and what has come since.
    chunk: Vec<u8>,
    /// Bytes that came with this request.
    received: usize,
}

impl Part {
    /// A part that goes on where the upload stands.
    pub(super) async fn resume(app: &App, upload: Upload) -> Result<Self> {
        let begun = upload.arrived % CHUNK;
        let mut chunk = Vec::with_capacity(BLOB_CHUNK_BYTES);
        if begun > 0 {
            let at = (upload.key.org, upload.content);
            let stored = blobs::chunk(app.store.reader(), at, upload.arrived / CHUNK).await?;
            chunk.extend(stored.unwrap_or_default());
            if chunk.len() as u64 != begun {
                return Err(moved_meanwhile());
            }
        }
        Ok(Self { app: app.clone(), upload, chunk, received: 0 })
    }

    /// Takes bytes in.
    pub async fn push(&mut self, mut bytes: &[u8]) -> Result<()> {
        self.received += bytes.len();
        if self.received > UPLOAD_PART_BYTES_MAX {
            let detail = format!("a part has at most {UPLOAD_PART_BYTES_MAX} bytes");
            return Err(Error::problem(ErrorCode::TooLarge, detail));
        }
        if self.end_of_chunk() + bytes.len() as u64 > self.upload.length {
            let rule = format!("is `{}`, and more bytes came", self.upload.length);
            return Err(Error::invalid("upload-length", rule));
        }
        while !bytes.is_empty() {
            let room = BLOB_CHUNK_BYTES - self.chunk.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.chunk.extend_from_slice(now);
            bytes = later;
            if self.chunk.len() == BLOB_CHUNK_BYTES {
                self.keep().await?;
                self.chunk.clear();
            }
        }
        Ok(())
    }

    /// Keeps the rest. Where nothing is missing any more the whole is compared with its name.
    pub async fn end(mut self) -> Result<Progress> {
        self.keep().await?;
        if self.upload.arrived == self.upload.length {
            return self.complete().await;
        }
        Ok(Progress::from(&self.upload))
    }

    /// How far the upload will be when the chunk at hand is kept.
    fn end_of_chunk(&self) -> u64 {
        self.upload.arrived / CHUNK * CHUNK + self.chunk.len() as u64
    }

    async fn keep(&mut self) -> Result<()> {
        let arrived = self.end_of_chunk();
        if self.chunk.is_empty() || arrived == self.upload.arrived {
            return Ok(());
        }
        let Upload { key, content, length, .. } = self.upload;
        let index = self.upload.arrived / CHUNK;
        let hash = ChunkHash::of(length, index, &self.chunk);
        let now = self.app.clock.now();
        let (upload, chunk) = (&self.upload, &self.chunk);
        self.app
            .store
            .write(async |txn| {
                if !blobs::advance(txn, upload, arrived, now).await? {
                    return Err(moved_meanwhile());
                }
                let at = (key.org, content);
                Ok(blobs::write_chunk(txn, at, index, chunk.clone(), hash).await?)
            })
            .await?;
        self.upload.arrived = arrived;
        Ok(())
    }

    async fn complete(self) -> Result<Progress> {
        let Self { app, upload, .. } = self;
        let at = (upload.key.org, upload.content);
        let chunks = blobs::chunk_hashes(app.store.reader(), at).await?;
        let found = BlobHash::of_chunks(upload.length, &chunks);
        if found != Some(upload.key.hash) {
            app.store.write(async |txn| blobs::drop_upload(txn, &upload).await).await?;
            let found = found.map(|hash| hash.to_string()).unwrap_or_default();
            let rule = format!("is not that of what arrived, `{found}`, which was thrown away");
            return Err(Error::invalid("hash", rule));
        }
        let now = app.clock.now();
        app.store
            .write(async |txn| {
                if blobs::finish(txn, &upload, now).await? {
                    blobs::share(txn, &upload, now).await?;
                }
                Ok::<_, Error>(())
            })
            .await?;
        Ok(Progress { offset: upload.length, complete: true })
    }
}

fn moved_meanwhile() -> Error {
    let detail = "another request of yours has moved this upload; ask how far it is";
    Error::problem(ErrorCode::Conflict, detail)
}
