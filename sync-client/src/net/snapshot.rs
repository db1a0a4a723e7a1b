//! A scope's kept snapshot: one body that goes on where it was cut off, even in another process.
//!
//! The body is compressed already, and ranges count its compressed bytes. What has arrived is in a
//! file as it came, and beside it the tag of the snapshot that it is a part of. A snapshot of another
//! tag begins anew.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::ids::{ScopeId, TourId};
use domain::limits::SNAPSHOT_BYTES_MAX;
use domain::sync::ScopePage;
use reqwest::{Method, Response, StatusCode, header};

use super::body;
use super::{Net, answer};
use crate::error::{Error, Result};
use crate::home::write_private;

/// How a snapshot comes.
const ZSTD: &str = "application/zstd";
/// Says where the reader stands after it.
const CURSOR: &str = "sync-cursor";

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
        let mut response = self.ask_for(&path, &part).await?;
        if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
            // All of it is here already, or it is another one by now; which, nobody wrote down.
            part.delete()?;
            response = self.ask_for(&path, &part).await?;
        }
        let response = match answer::must_succeed(self, &path, response).await {
            Err(Error::NotFound(_)) => return Ok(None),
            answered => answered?,
        };
        let cursor = text(&response, CURSOR).to_owned();
        if cursor.is_empty() || body::media_type(&response) != ZSTD {
            return Err(self.rubbish(format!("it is {}", body::described(&response))));
        }
        self.receive(wanted, &mut part, response).await?;
        let page = self.read(&part).await;
        // Whole or worthless, it is of no use a second time.
        part.delete()?;
        Ok(Some(Snapshot { page: page?, cursor }))
    }

    async fn ask_for(&self, path: &str, part: &Part) -> Result<Response> {
        let mut request = self.request(Method::GET, path).header(header::ACCEPT, ZSTD);
        if let Some(tag) = &part.tag {
            request = request
                .header(header::RANGE, format!("bytes={}-", part.n_bytes))
                .header(header::IF_RANGE, tag);
        }
        self.send(request, None::<&()>, Duration::ZERO).await
    }

    async fn receive(
        &self,
        wanted: &Wanted<'_>,
        part: &mut Part,
        mut response: Response,
    ) -> Result<()> {
        let tag = text(&response, header::ETAG.as_str()).to_owned();
        let is_part = response.status() == StatusCode::PARTIAL_CONTENT;
        let goes_on = is_part
            && part.tag.as_ref() == Some(&tag)
            && begins_at(&response) == Some(part.n_bytes);
        match (goes_on, is_part) {
            (true, _) => {}
            (false, false) => part.begin(&tag)?,
            (false, true) => {
                part.delete()?;
                return Err(self.rubbish("it is a part that nobody asked for"));
            }
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
    async fn read(&self, part: &Part) -> Result<ScopePage> {
        let path = part.path.clone();
        let page = tokio::task::spawn_blocking(move || read_page(&path)).await;
        let page = page.map_err(|err| Error::file(&part.path, err))?;
        page.map_err(|why| self.rubbish(format!("the snapshot: {why}")))
    }
}

fn read_page(path: &Path) -> std::io::Result<ScopePage> {
    let limit = SNAPSHOT_BYTES_MAX as u64 + 1;
    let mut bytes = Vec::new();
    zstd::Decoder::new(File::open(path)?)?.take(limit).read_to_end(&mut bytes)?;
    if bytes.len() > SNAPSHOT_BYTES_MAX {
        return Err(std::io::Error::other("it unpacks to more than a snapshot may be"));
    }
    Ok(serde_json::from_slice(&bytes)?)
}

/// A header as text; empty where there is none.
fn text<'r>(response: &'r Response, name: &str) -> &'r str {
    let value = response.headers().get(name);
    value.and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Where a part begins, as `Content-Range` has it.
fn begins_at(response: &Response) -> Option<u64> {
    let range = text(response, header::CONTENT_RANGE.as_str());
    range.strip_prefix("bytes ")?.split('-').next()?.trim().parse().ok()
}

/// What has arrived.
struct Part {
    path: PathBuf,
    tag: Option<String>,
    n_bytes: u64,
}

impl Part {
    /// What an earlier attempt has left, if it is of use.
    fn open(path: &Path) -> Self {
        let mut part = Self { path: path.to_owned(), tag: None, n_bytes: 0 };
        let n_bytes = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
        if n_bytes > 0
            && let Ok(tag) = std::fs::read_to_string(part.beside())
        {
            (part.tag, part.n_bytes) = (Some(tag), n_bytes);
        }
        part
    }

    fn beside(&self) -> PathBuf {
        self.path.with_added_extension("tag")
    }

    /// Drops what was there and begins this snapshot. One without a strong tag cannot go on later.
    fn begin(&mut self, tag: &str) -> Result<()> {
        self.delete()?;
        self.tag = Some(tag.to_owned());
        if tag.starts_with('"') {
            write_private(&self.beside(), tag.as_bytes())?;
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
        part.begin("\"here\"").unwrap();
        part.append().unwrap().write_all(b"abc").unwrap();
        let again = Part::open(&path);
        assert_eq!((again.tag.as_deref(), again.n_bytes), (Some("\"here\""), 3));
        part.begin("W/\"weak\"").unwrap();
        part.append().unwrap().write_all(b"abc").unwrap();
        assert_eq!(Part::open(&path).tag, None);
    }
}
