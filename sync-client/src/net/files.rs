//! The content of files: up in parts that go on where the one before was cut off, down by range.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use domain::blob::BlobHash;
use domain::ids::{RecordId, TourId};
use reqwest::{Method, Response, StatusCode, header};

use super::{Net, answer, body};
use crate::error::{Error, Result};

const OFFSET: &str = "upload-offset";
const LENGTH: &str = "upload-length";
const COMPLETE: &str = "upload-complete";

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uploaded {
    /// How many bytes the server has.
    pub offset: u64,
    /// Whether nothing is missing.
    pub complete: bool,
}

/// A part of some content.
#[derive(Clone, Debug)]
pub struct UploadPart {
    /// Where it begins.
    pub offset: u64,
    /// How long the whole is.
    pub length: u64,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Net {
    /// How much of some content this account has sent.
    ///
    /// # Errors
    /// Where no answer came that can be taken.
    pub async fn uploaded(&self, tour: TourId, hash: BlobHash) -> Result<Uploaded> {
        let path = format!("/sync/v1/blobs/{hash}?tour={tour}");
        let response =
            self.send(self.request(Method::GET, &path), None::<&()>, Duration::ZERO).await?;
        progress(self, &answer::must_succeed(self, &path, response).await?)
    }

    /// Sends a part; where the upload stands then. It may stand elsewhere than the part begins.
    ///
    /// # Errors
    /// Where no answer came that can be taken, or the server refuses the content.
    pub async fn upload(&self, tour: TourId, hash: BlobHash, part: UploadPart) -> Result<Uploaded> {
        let path = format!("/sync/v1/blobs/{hash}?tour={tour}");
        let n_bytes = part.bytes.len();
        let request = self
            .request(Method::PATCH, &path)
            .header(header::CONTENT_TYPE, "application/partial-upload")
            .header(OFFSET, part.offset)
            .header(LENGTH, part.length)
            .body(part.bytes);
        let response = self.send_bytes(request, n_bytes, Duration::ZERO).await?;
        if response.status() == StatusCode::CONFLICT && response.headers().contains_key(OFFSET) {
            return progress(self, &response);
        }
        progress(self, &answer::must_succeed(self, &path, response).await?)
    }

    /// Fetches the rest of a file's content into this file. Nothing says yet that it is the right
    /// content.
    ///
    /// # Errors
    /// Where it did not arrive whole: what has arrived stays. More than `length` bytes are refused.
    pub async fn download(
        &self,
        tour: TourId,
        file: RecordId,
        (hash, length): (BlobHash, u64),
        part: &Path,
    ) -> Result<()> {
        let path = format!("/v1/tours/{tour}/files/{file}/content");
        let here = std::fs::metadata(part).map_or(0, |metadata| metadata.len());
        if here >= length && here > 0 {
            return Ok(());
        }
        let mut request = self.request(Method::GET, &path);
        if here > 0 {
            request = request
                .header(header::RANGE, format!("bytes={here}-"))
                .header(header::IF_RANGE, format!("\"{hash}\""));
        }
        let response = self.send(request, None::<&()>, Duration::ZERO).await?;
        let mut response = answer::must_succeed(self, &path, response).await?;
        if body::packing(self, &response)? != body::Packing::None
            || body::media_type(&response) == "text/html"
        {
            return Err(self.rubbish(format!("it is {}", body::described(&response))));
        }
        let goes_on = response.status() == StatusCode::PARTIAL_CONTENT;
        let mut file = open(part, goes_on)?;
        let mut n_bytes = if goes_on { here } else { 0 };
        while let Some(chunk) = body::next_chunk(self, &mut response).await? {
            n_bytes += chunk.len() as u64;
            if n_bytes > length {
                return Err(self.rubbish("the content is longer than its record says"));
            }
            file.write_all(&chunk).map_err(|err| Error::file(part, err))?;
        }
        file.sync_all().map_err(|err| Error::file(part, err))
    }
}

fn open(part: &Path, goes_on: bool) -> Result<File> {
    let mut options = OpenOptions::new();
    options.create(true);
    if goes_on {
        options.append(true)
    } else {
        options.write(true).truncate(true)
    };
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(part).map_err(|err| Error::file(part, err))
}

fn progress(net: &Net, response: &Response) -> Result<Uploaded> {
    let text = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
    let offset = text(OFFSET).and_then(|text| text.parse().ok());
    let offset = offset.ok_or_else(|| net.rubbish("it does not say how far the upload is"))?;
    Ok(Uploaded { offset, complete: text(COMPLETE) == Some("?1") })
}
