//! The content of files: sent in parts that survive a lost connection, fetched through the record
//! that names it.
//!
//! What somebody sends is theirs alone until it is whole and has the hash that it was announced
//! by. So nobody learns by sending whether somebody else has sent the same, and nobody comes to
//! content by knowing its hash: a record gives content only where somebody who named it there has
//! sent it.

mod content;
mod incoming;
mod part;
mod sweep;

use chrono::Duration;
use domain::blob::BlobHash;
use domain::ids::{AccountId, OrgId, TourId};
use domain::limits::{
    FILE_BYTES_MAX, ORG_FILE_BYTES_MAX, ORG_FILES_MAX, UPLOAD_DAYS_MAX, UPLOADS_UNFINISHED_MAX,
};
use domain::permission::Level;
use domain::problem::ErrorCode;

pub(in crate::service) use self::content::chunks;
pub use self::content::{Chunks, Content, content, handed_out, pass_on};
pub(in crate::service) use self::incoming::Incoming;
pub use self::part::Part;
pub use self::sweep::{Swept, clean_daily, sweep};
use super::access::{self, Actor};
use crate::app::App;
use crate::error::{Error, Result};
use crate::random;
use crate::store::DatabaseTransaction;
use crate::store::blobs::{self, Key, Upload};

/// That something is named is noted again after this long.
const NAME_AFTER_HOURS: i64 = 12;

/// How far somebody's own upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes have arrived and are kept.
    pub offset: u64,
    /// Whether these are all, and the right ones.
    pub complete: bool,
}

/// What becomes of a part that is about to arrive.
pub enum Begun {
    /// It goes on where the upload stands.
    Here(Part),
    /// The upload stands elsewhere.
    Elsewhere(Progress),
    /// Nothing is missing any more.
    Done(Progress),
}

impl From<&Upload> for Progress {
    fn from(upload: &Upload) -> Self {
        Self { offset: upload.arrived, complete: upload.finished }
    }
}

/// How far the actor's upload of this content is. What others have sent does not show.
pub async fn progress(app: &App, actor: &Actor, tour: TourId, hash: BlobHash) -> Result<Progress> {
    let key = key(app, actor, tour, hash).await?;
    match blobs::upload(app.store.reader(), key).await? {
        Some(upload) => {
            still_wanted(app, &upload).await?;
            Ok(Progress::from(&upload))
        }
        None => Ok(Progress { offset: 0, complete: false }),
    }
}

/// Begins a part at `offset`; `length` is that of the whole, and is needed for the first part.
pub async fn begin(
    app: &App,
    actor: &Actor,
    tour: TourId,
    hash: BlobHash,
    (offset, length): (u64, Option<u64>),
) -> Result<Begun> {
    let key = key(app, actor, tour, hash).await?;
    let upload = match blobs::upload(app.store.reader(), key).await? {
        Some(upload) => upload,
        None if offset > 0 => {
            return Ok(Begun::Elsewhere(Progress { offset: 0, complete: false }));
        }
        None => begin_first(app, key, length).await?,
    };
    if let Some(length) = length.filter(|length| *length != upload.length) {
        let rule = format!("is `{length}` now and was `{}` with the first part", upload.length);
        return Err(Error::invalid("upload-length", rule));
    }
    still_wanted(app, &upload).await?;
    match offset == upload.arrived {
        true if upload.finished => Ok(Begun::Done(Progress::from(&upload))),
        true => Ok(Begun::Here(Part::resume(app, upload).await?)),
        false => Ok(Begun::Elsewhere(Progress::from(&upload))),
    }
}

/// Takes in the whole content of a small file that somebody by a link has sent, and says what names it.
pub async fn receive(app: &App, org: OrgId, account: AccountId, bytes: &[u8]) -> Result<BlobHash> {
    let hash = BlobHash::of(bytes);
    let key = Key { org, account, hash };
    let length = bytes.len() as u64;
    let upload = match blobs::upload(app.store.reader(), key).await? {
        Some(upload) => upload,
        None => begin_first(app, key, Some(length)).await?,
    };
    if upload.finished {
        still_wanted(app, &upload).await?;
        return Ok(hash);
    }
    let from = usize::try_from(upload.arrived).unwrap_or(usize::MAX).min(bytes.len());
    let mut part = Part::resume(app, upload).await?;
    part.push(&bytes[from..]).await?;
    part.end().await?;
    Ok(hash)
}

/// Throws away what the actor has sent of an upload that is not finished.
pub async fn cancel(app: &App, actor: &Actor, tour: TourId, hash: BlobHash) -> Result<()> {
    let key = key(app, actor, tour, hash).await?;
    let upload = blobs::upload(app.store.reader(), key).await?.ok_or_else(Error::not_found)?;
    let dropped = app.store.write(async |txn| blobs::drop_upload(txn, &upload).await).await?;
    if dropped { Ok(()) } else { Err(Error::not_found()) }
}

/// Whose upload of what: for whoever may write anything in any audience of the tour.
async fn key(app: &App, actor: &Actor, tour: TourId, hash: BlobHash) -> Result<Key> {
    let access = access::tour(app, actor, tour).await?;
    if access.scopes.iter().any(|scope| scope.level >= Level::Contribute) {
        Ok(Key { org: access.org, account: actor.account, hash })
    } else {
        Err(Error::problem(ErrorCode::NotAllowed, "this takes the level `contribute`"))
    }
}

async fn begin_first(app: &App, key: Key, length: Option<u64>) -> Result<Upload> {
    let length = length.ok_or_else(|| {
        Error::problem(ErrorCode::Malformed, "the first part needs `Upload-Length`")
    })?;
    if length > FILE_BYTES_MAX {
        let detail = format!("a file has at most {FILE_BYTES_MAX} bytes");
        return Err(Error::problem(ErrorCode::TooLarge, detail));
    }
    let content = random::id(&app.clock);
    let new = Upload { key, content, length, arrived: 0, finished: false };
    app.store.write(async |txn| begin_within_limits(app, txn, new).await).await
}

/// Begins an upload, unless the same account has just begun it by another request.
async fn begin_within_limits(app: &App, txn: &DatabaseTransaction, new: Upload) -> Result<Upload> {
    let Key { org, account, .. } = new.key;
    blobs::lock(txn, org).await?;
    if let Some(begun) = blobs::upload(txn, new.key).await? {
        return Ok(begun);
    }
    if blobs::unfinished(txn, org, account).await? >= UPLOADS_UNFINISHED_MAX {
        let detail = format!(
            "{UPLOADS_UNFINISHED_MAX} uploads of yours are not finished; go on with them, delete \
             some, or wait {UPLOAD_DAYS_MAX} days"
        );
        return Err(Error::problem(ErrorCode::Conflict, detail));
    }
    let (bytes, files) = blobs::usage(txn, org).await?;
    if bytes + new.length > ORG_FILE_BYTES_MAX {
        let detail =
            format!("the files of this organisation may have {ORG_FILE_BYTES_MAX} bytes together");
        return Err(Error::problem(ErrorCode::TooLarge, detail));
    }
    if files >= ORG_FILES_MAX {
        let detail = format!("this organisation may have {ORG_FILES_MAX} files");
        return Err(Error::problem(ErrorCode::TooLarge, detail));
    }
    blobs::begin(txn, &new, app.clock.now()).await?;
    Ok(new)
}

/// Whoever asks about content that they have sent is about to name it, so it must not be swept away
/// as unnamed in the meantime.
async fn still_wanted(app: &App, upload: &Upload) -> Result<()> {
    let Key { org, hash, .. } = upload.key;
    let now = app.clock.now();
    let before = now - Duration::hours(NAME_AFTER_HOURS);
    let stale = upload.finished
        && blobs::find(app.store.reader(), org, hash)
            .await?
            .is_some_and(|blob| blob.named_at < before);
    if stale {
        blobs::sweep::name(app.store.writer(), org, vec![hash], (before, now)).await?;
    }
    Ok(())
}
