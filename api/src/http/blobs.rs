//! Sending the content of a file, in parts that go on where the one before was cut off.
//!
//! It follows the draft for resumable uploads of the IETF as far as it needs: `Upload-Offset` says
//! where a part begins and how far the upload is, `Upload-Length` how long the whole is,
//! `Upload-Complete` whether it is whole. The upload is named by what it will be, so there is
//! nothing to create and nothing to remember but the file.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _, web};
use domain::blob::BlobHash;
use domain::ids::TourId;
use domain::limits::UPLOAD_PART_BYTES_MAX;
use domain::problem::ErrorCode;
use futures_util::StreamExt as _;
use serde::Deserialize;
use utoipa::IntoParams;

use super::actor::Actor;
use super::{answer, input};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::blobs::{self, Begun, Progress};

const OFFSET: &str = "upload-offset";
const LENGTH: &str = "upload-length";
const COMPLETE: &str = "upload-complete";
/// What a part may come as.
const TYPES: [&str; 2] = ["application/partial-upload", "application/octet-stream"];

/// What the content is for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct ForTour {
    /// The tour whose files it is for.
    pub tour: TourId,
}

/// How much of it you have sent: `Upload-Offset`, and `Upload-Complete: ?1` when nothing is
/// missing. Also as `HEAD`. What others have sent does not show.
#[utoipa::path(get, path = "/sync/v1/blobs/{hash}", tag = "files",
    params(("hash" = String, Path, description = "The BLAKE3 of the content, 64 hex digits"),
        ForTour),
    responses((status = 204), (status = 403, body = super::problem::ProblemOut)))]
pub async fn progress(
    app: web::Data<App>,
    actor: Actor,
    hash: web::Path<BlobHash>,
    query: web::Query<ForTour>,
) -> Result<HttpResponse> {
    Ok(moved(blobs::progress(&app, &actor, query.tour, *hash).await?))
}

/// Sends a part. `Upload-Offset` says where it begins; the first needs `Upload-Length`, the size of
/// the whole. A part has at most 16 MiB. The last one is answered when the whole has the hash; if
/// it has not, all of it is thrown away.
#[utoipa::path(patch, path = "/sync/v1/blobs/{hash}", tag = "files",
    params(("hash" = String, Path, description = "The BLAKE3 of the content, 64 hex digits"),
        ForTour,
        ("upload-offset" = u64, Header), ("upload-length" = Option<u64>, Header)),
    request_body(content = Vec<u8>, content_type = "application/partial-upload"),
    responses((status = 204), (status = 409, body = super::problem::ProblemOut),
        (status = 413, body = super::problem::ProblemOut),
        (status = 422, body = super::problem::ProblemOut)))]
pub async fn send(
    app: web::Data<App>,
    actor: Actor,
    request: HttpRequest,
    hash: web::Path<BlobHash>,
    query: web::Query<ForTour>,
    mut body: web::Payload,
) -> Result<HttpResponse> {
    must_be_a_part(&request)?;
    let offset = number(&request, OFFSET)?.ok_or_else(|| {
        Error::problem(ErrorCode::Malformed, "send `Upload-Offset`: where this part begins")
    })?;
    let from = (offset, number(&request, LENGTH)?);
    let mut part = match blobs::begin(&app, &actor, query.tour, *hash, from).await? {
        Begun::Here(part) => part,
        Begun::Done(progress) => return Ok(moved(progress)),
        Begun::Elsewhere(progress) => return Ok(elsewhere(offset, progress)),
    };
    while let Some(bytes) = body.next().await {
        let bytes = bytes.map_err(|err| input::payload_error(&err, UPLOAD_PART_BYTES_MAX))?;
        part.push(&bytes).await?;
    }
    Ok(moved(part.end().await?))
}

/// Throws away what you have sent of an upload that is not finished.
#[utoipa::path(delete, path = "/sync/v1/blobs/{hash}", tag = "files",
    params(("hash" = String, Path, description = "The BLAKE3 of the content, 64 hex digits"),
        ForTour),
    responses((status = 204), (status = 404, body = super::problem::ProblemOut)))]
pub async fn cancel(
    app: web::Data<App>,
    actor: Actor,
    hash: web::Path<BlobHash>,
    query: web::Query<ForTour>,
) -> Result<HttpResponse> {
    blobs::cancel(&app, &actor, query.tour, *hash).await?;
    Ok(answer::no_content())
}

/// Refuses by its head what cannot be a part, before any of it is read.
fn must_be_a_part(request: &HttpRequest) -> Result<()> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let content_type = header(CONTENT_TYPE).unwrap_or_default();
    let content_type = content_type.split(';').next().unwrap_or_default().trim();
    if !TYPES.iter().any(|taken| content_type.eq_ignore_ascii_case(taken)) {
        let detail = "send the part as `content-type: application/partial-upload`";
        return Err(Error::problem(ErrorCode::UnsupportedMedia, detail));
    }
    if header(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        let detail = "a part is sent as it is, without a content encoding";
        return Err(Error::problem(ErrorCode::UnsupportedMedia, detail));
    }
    let length = header(CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    if length.is_some_and(|length| length > UPLOAD_PART_BYTES_MAX) {
        let detail = format!("a part has at most {UPLOAD_PART_BYTES_MAX} bytes");
        return Err(Error::problem(ErrorCode::TooLarge, detail));
    }
    Ok(())
}

fn number(request: &HttpRequest, name: &str) -> Result<Option<u64>> {
    let Some(value) = request.headers().get(name) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits);
    number.map(Some).ok_or_else(|| {
        Error::problem(ErrorCode::Malformed, format!("`{name}: {text}` is no number of bytes"))
    })
}

fn moved(progress: Progress) -> HttpResponse {
    let mut answer = HttpResponse::build(StatusCode::NO_CONTENT);
    answer.insert_header((CACHE_CONTROL, "no-store"));
    with_progress(answer.finish(), progress)
}

fn elsewhere(offset: u64, progress: Progress) -> HttpResponse {
    let there = progress.offset;
    let detail = format!("the part begins at `{offset}`, and the upload is at `{there}`");
    with_progress(Error::problem(ErrorCode::Conflict, detail).error_response(), progress)
}

fn with_progress(mut answer: HttpResponse, progress: Progress) -> HttpResponse {
    let complete = if progress.complete { "?1" } else { "?0" };
    let texts = [(OFFSET, progress.offset.to_string()), (COMPLETE, complete.to_owned())];
    for (name, text) in texts {
        if let Ok(value) = text.parse() {
            let name = actix_web::http::header::HeaderName::from_static(name);
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}
