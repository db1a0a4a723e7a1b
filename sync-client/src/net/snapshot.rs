//! A scope's kept snapshot: one body that goes on where it was cut off, even in another process.
//!
//! What has arrived is in a file, packed as it came, and beside it the tag of the snapshot that it
//! is a part of. A snapshot of another tag begins anew.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::ids::{ScopeId, TourId};
use domain::limits::SNAPSHOT_BYTES_MAX;
use domain::sync::ScopePage;
use reqwest::{Method, Response, StatusCode, header};

use super::body::{self, Packing};
use super::{Net, answer};
use crate::error::{Error, Result};

/// A scope as it was at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The scope in one page.
    pub page: ScopePage,
    /// Where a replica stands that has it.
    pub cursor: String,
}

/// A snapshot on its way.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The tour.
    pub tour: TourId,
    /// Which of its scopes.
    pub scope: ScopeId,
    /// Where to keep what arrives.
    pub part: &'a Path,
    /// Told how many bytes have arrived, and of how many if that is known.
    pub arrived: &'a (dyn Fn(u64, Option<u64>) + Sync),
}

impl Net {
    /// Fetches the rest of a snapshot; nothing where the server keeps none.
    ///
    /// # Errors
    /// Where it did not arrive whole: what has arrived is kept. What cannot be read is deleted.
    pub async fn snapshot(&self, wanted: &Wanted<'_>) -> Result<Option<Snapshot>> {
        let mut part = Part::open(wanted.part);
        let path = format!("/sync/v1/snapshots/{}?tour={}", wanted.scope, wanted.tour);
        let mut request = self.request(Method::GET, &path);
        if let Some(tag) = &part.tag {
            request = request
                .header(header::RANGE, format!("bytes={}-", part.n_bytes))
                .header(header::IF_RANGE, tag);
        }
        let response = self.send(request, None::<&()>, Duration::ZERO).await?;
        if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
            part.delete()?;
            return Err(Error::CutOff {
                url: self.address.to_string(),
                why: "the snapshot is another one by now".to_owned(),
            });
        }
        let response = match answer::must_succeed(self, &path, response).await {
            Err(Error::NotFound(_)) => return Ok(None),
            answered => answered?,
        };
        self.receive(wanted, &mut part, response).await?;
        let read = self.read(&part).await;
        // Whole or worthless, it is of no use a second time.
        part.delete()?;
        read.map(Some)
    }

    async fn receive(
        &self,
        wanted: &Wanted<'_>,
        part: &mut Part,
        mut response: Response,
    ) -> Result<()> {
        if body::media_type(&response) != "application/json" {
            return Err(self.rubbish(format!("it is {}", body::described(&response))));
        }
        let tag = response.headers().get(header::ETAG);
        let tag = tag.and_then(|tag| tag.to_str().ok()).unwrap_or_default().to_owned();
        let goes_on = response.status() == StatusCode::PARTIAL_CONTENT
            && part.tag.as_ref() == Some(&tag)
            && begins_at(&response) == Some(part.n_bytes);
        if !goes_on {
            if response.status() == StatusCode::PARTIAL_CONTENT {
                part.delete()?;
                return Err(self.rubbish("it is a part that nobody asked for"));
            }
            part.begin(&tag, body::packing(self, &response)?)?;
        }
        let whole = response.content_length().map(|left| part.n_bytes + left);
        let mut file = part.append()?;
        while let Some(chunk) = body::next_chunk(self, &mut response).await? {
            part.n_bytes += chunk.len() as u64;
            if part.n_bytes > SNAPSHOT_BYTES_MAX as u64 {
                part.delete()?;
                return Err(self.rubbish("the snapshot has no end"));
            }
            file.write_all(&chunk).map_err(|err| Error::file(&part.path, err))?;
            (wanted.arrived)(part.n_bytes, whole);
        }
        Ok(())
    }

    /// Unpacks and reads what has arrived, away from the threads that wait for the network.
    async fn read(&self, part: &Part) -> Result<Snapshot> {
        let (path, packing) = (part.path.clone(), part.packing);
        let page = tokio::task::spawn_blocking(move || read_page(&path, packing)).await;
        let page = page.map_err(|err| Error::file(&part.path, err))?;
        let page = page.map_err(|why| self.rubbish(format!("the snapshot: {why}")))?;
        let tag = part.tag.as_deref().unwrap_or_default();
        let cursor = page.cursor.clone().unwrap_or_else(|| opaque(tag).to_owned());
        if cursor.is_empty() {
            return Err(self.rubbish("the snapshot says nowhere where it stands"));
        }
        Ok(Snapshot { page, cursor })
    }
}

fn read_page(path: &Path, packing: Packing) -> std::io::Result<ScopePage> {
    let file = File::open(path)?;
    let limit = SNAPSHOT_BYTES_MAX as u64 + 1;
    let mut bytes = Vec::new();
    match packing {
        Packing::None => file.take(limit).read_to_end(&mut bytes)?,
        Packing::Zstd => zstd::Decoder::new(file)?.take(limit).read_to_end(&mut bytes)?,
    };
    if bytes.len() > SNAPSHOT_BYTES_MAX {
        return Err(std::io::Error::other("it unpacks to more than a snapshot may be"));
    }
    Ok(serde_json::from_slice(&bytes)?)
}

/// The text in an entity tag.
fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"')
}

/// Where a part begins, as `Content-Range` has it.
fn begins_at(response: &Response) -> Option<u64> {
    let range = response.headers().get(header::CONTENT_RANGE)?.to_str().ok()?;
    range.strip_prefix("bytes ")?.split('-').next()?.trim().parse().ok()
}

/// What has arrived.
struct Part {
    path: PathBuf,
    tag: Option<String>,
    packing: Packing,
    n_bytes: u64,
}

impl Part {
    /// What an earlier attempt has left, if it is of use.
    fn open(path: &Path) -> Self {
        let mut part =
            Self { path: path.to_owned(), tag: None, packing: Packing::None, n_bytes: 0 };
        let n_bytes = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
        let Ok(beside) = std::fs::read_to_string(part.beside()) else { return part };
        if let Some((packing, tag)) = beside.split_once(' ').filter(|_| n_bytes > 0) {
            part.packing = if packing == "zstd" { Packing::Zstd } else { Packing::None };
            (part.tag, part.n_bytes) = (Some(tag.to_owned()), n_bytes);
        }
        part
    }

    fn beside(&self) -> PathBuf {
        self.path.with_added_extension("tag")
    }

    /// Drops what was there and begins this snapshot. One without a strong tag cannot go on later.
    fn begin(&mut self, tag: &str, packing: Packing) -> Result<()> {
        self.delete()?;
        (self.packing, self.tag) = (packing, Some(tag.to_owned()));
        if tag.starts_with('"') {
            let packing = if packing == Packing::Zstd { "zstd" } else { "none" };
            let beside = self.beside();
            std::fs::write(&beside, format!("{packing} {tag}"))
                .map_err(|err| Error::file(&beside, err))?;
        }
        Ok(())
    }

    fn append(&self) -> Result<File> {
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&self.path).map_err(|err| Error::file(&self.path, err))
    }

    fn delete(&mut self) -> Result<()> {
        (self.tag, self.n_bytes) = (None, 0);
        for path in [&self.path, &self.beside()] {
            match std::fs::remove_file(path) {
                Err(err) if err.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::file(path, err));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_gone_on_with_only_together_with_its_tag() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.part");
        let mut part = Part::open(&path);
        assert_eq!((part.tag.as_deref(), part.n_bytes), (None, 0));
        part.begin("\"here\"", Packing::Zstd).unwrap();
        part.append().unwrap().write_all(b"abc").unwrap();
        let again = Part::open(&path);
        assert_eq!((again.tag.as_deref(), again.n_bytes), (Some("\"here\""), 3));
        assert_eq!((again.packing, opaque("\"here\"")), (Packing::Zstd, "here"));
        part.begin("W/\"weak\"", Packing::None).unwrap();
        part.append().unwrap().write_all(b"abc").unwrap();
        assert_eq!(Part::open(&path).tag, None);
    }
}
