//! Kept snapshots over HTTP. The body is a compressed file: ranges and ETag are of the compressed
//! bytes, so that any client can resume a download and no library undoes the compression on the way.

use actix_web::http::header::{
    ACCEPT, ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_RANGE, ETAG, HeaderName,
    IF_RANGE, RANGE, VARY,
};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _, web};
use domain::ids::ScopeId;
use domain::problem::ErrorCode;

use super::OfTour;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::actor::Actor;
use crate::http::files::range::{Asked, asked};
use crate::service::sync::{self, Form, Snapshot};

/// Where the reader stands after a snapshot.
const SYNC_CURSOR: HeaderName = HeaderName::from_static("sync-cursor");
const ZSTD: &str = "application/zstd";
const GZIP: &str = "application/gzip";

/// A scope as one complete page, compressed: `application/zstd`, or `application/gzip` where
/// `Accept` names that and not the other. `Sync-Cursor` says where the reader stands after it. It
/// can be resumed with `Range` and `If-Range`, which count compressed bytes.
#[utoipa::path(get, path = "/sync/v1/snapshots/{scope}", tag = "sync",
    params(("scope" = Uuid, Path), OfTour,
        ("range" = Option<String>, Header), ("if-range" = Option<String>, Header)),
    responses((status = 200, body = Vec<u8>, content_type = "application/zstd"),
        (status = 206, body = Vec<u8>, content_type = "application/zstd"),
        (status = 404, body = crate::http::problem::ProblemOut),
        (status = 416, body = crate::http::problem::ProblemOut)))]
pub async fn snapshot(
    app: web::Data<App>,
    actor: Actor,
    request: HttpRequest,
    scope: web::Path<ScopeId>,
    query: web::Query<OfTour>,
) -> Result<HttpResponse> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let form = form_of(header(ACCEPT).unwrap_or_default());
    let snapshot = sync::snapshot(&app, &actor, query.tour, *scope, form).await?;
    // A part of another snapshot is of no use to whoever has the rest of one.
    let still_same = header(IF_RANGE).is_none_or(|seen| seen.trim() == snapshot.etag);
    let length = snapshot.body.len() as u64;
    Ok(match asked(header(RANGE).filter(|_| still_same), length) {
        Asked::Whole => bytes(HttpResponse::Ok(), &snapshot, form, 0..length),
        Asked::Part(range) => {
            let mut answer = HttpResponse::PartialContent();
            let told = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            answer.insert_header((CONTENT_RANGE, told));
            bytes(answer, &snapshot, form, range)
        }
        Asked::Outside => outside(length),
    })
}

fn form_of(accept: &str) -> Form {
    if accept.contains(GZIP) && !accept.contains(ZSTD) { Form::Gzip } else { Form::Zstd }
}

fn bytes(
    mut answer: actix_web::HttpResponseBuilder,
    snapshot: &Snapshot,
    form: Form,
    range: std::ops::Range<u64>,
) -> HttpResponse {
    let index = |at: u64| usize::try_from(at).expect("it is within a body that is in memory");
    let content_type = match form {
        Form::Zstd => ZSTD,
        Form::Gzip => GZIP,
    };
    answer
        .insert_header((ETAG, snapshot.etag.as_str()))
        .insert_header((SYNC_CURSOR, snapshot.cursor.as_str()))
        .insert_header((ACCEPT_RANGES, "bytes"))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((VARY, "accept, authorization, cookie"))
        // It is compressed already, and a range counts these bytes.
        .insert_header((CONTENT_ENCODING, "identity"))
        .content_type(content_type)
        .body(snapshot.body.slice(index(range.start)..index(range.end)))
}

fn outside(length: u64) -> HttpResponse {
    let detail = format!("the snapshot has `{length}` bytes");
    let mut answer = Error::problem(ErrorCode::RangeOutside, detail).error_response();
    if let Ok(value) = format!("bytes */{length}").parse() {
        answer.headers_mut().insert(CONTENT_RANGE, value);
    }
    answer
}
