//! Content that comes from a file that was checked before, and not from a line that may break: written as
//! an upload of whoever brings it, so that limits, hashes and cleaning up are those of every upload.

use domain::limits::UPLOAD_PART_BYTES_MAX;

use super::{Part, begin_first, still_wanted};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::blobs::{self, Key, Upload};

/// Content while it is written.
pub(in crate::service) struct Incoming {
    app: App,
    key: Key,
    /// Nothing where the account has sent all of it before.
    part: Option<Part>,
    n_bytes: usize,
}

impl Incoming {
    /// Begins with content of `length` bytes. What the account has begun and not finished is begun anew.
    pub(in crate::service) async fn begin(app: &App, key: Key, length: u64) -> Result<Self> {
        let part = match blobs::upload(app.store.reader(), key).await? {
            Some(upload) if upload.finished => {
                still_wanted(app, &upload).await?;
                None
            }
            begun => {
                if let Some(upload) = begun {
                    app.store.write(async |txn| blobs::drop_upload(txn, &upload).await).await?;
                }
                let upload = begin_first(app, key, Some(length)).await?;
                Some(Part::resume(app, upload).await?)
            }
        };
        Ok(Self { app: app.clone(), key, part, n_bytes: 0 })
    }

    /// Takes bytes in, fewer than a part has.
    pub(in crate::service) async fn push(&mut self, bytes: &[u8]) -> Result<()> {
        let Some(mut part) = self.part.take() else { return Ok(()) };
        if self.n_bytes + bytes.len() > UPLOAD_PART_BYTES_MAX {
            part.end().await?;
            part = Part::resume(&self.app, self.upload().await?).await?;
            self.n_bytes = 0;
        }
        self.n_bytes += bytes.len();
        part.push(bytes).await?;
        self.part = Some(part);
        Ok(())
    }

    /// Ends it: all of it is there and is what its hash says.
    pub(in crate::service) async fn end(self) -> Result<()> {
        let Some(part) = self.part else { return Ok(()) };
        if part.end().await?.complete {
            return Ok(());
        }
        Err(Error::internal(format!("content `{}` was not written whole", self.key.hash)))
    }

    async fn upload(&self) -> Result<Upload> {
        let upload = blobs::upload(self.app.store.reader(), self.key).await?;
        upload.ok_or_else(|| Error::internal(format!("the upload of `{}` is gone", self.key.hash)))
    }
}
