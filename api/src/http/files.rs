//! Fetching the content of a file, whole or from where a download was cut off.
//!
//! What people send each other is not to be trusted: whatever it is, a browser stores it and never
//! runs it as a page of ours.

pub(super) mod range;

use actix_web::body::SizedStream;
use actix_web::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_RANGE,
    CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE, VARY,
};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, ResponseError as _, web};
use domain::ids::{RecordId, TourId};
use domain::problem::ErrorCode;

use self::range::{Asked, asked};
use super::actor::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::blobs::{self, Content};

/// The types that are told to a browser. Nothing here runs as a page; everything else is only bytes.
const TOLD_TYPES: [&str; 6] =
    ["application/pdf", "image/gif", "image/jpeg", "image/png", "image/webp", "text/plain"];
/// What everything else is told as.
const BYTES: &str = "application/octet-stream";
/// Even opened by itself it runs no script, loads nothing and belongs to no site.
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";
/// What stands in a file name in place of a letter that old clients do not read.
const ASIDE: char = '_';

/// The content of a file, or with `Range: bytes=…` a part of it. The ETag is its hash.
#[utoipa::path(get, path = "/v1/tours/{tour}/files/{file}/content", tag = "files",
    params(("tour" = Uuid, Path), ("file" = Uuid, Path, description = "The id of its record"),
        ("range" = Option<String>, Header), ("if-range" = Option<String>, Header)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 206, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 304), (status = 404, body = super::problem::ProblemOut),
        (status = 416, body = super::problem::ProblemOut)))]
pub async fn content(
    app: web::Data<App>,
    actor: Actor,
    request: HttpRequest,
    path: web::Path<(TourId, RecordId)>,
) -> Result<HttpResponse> {
    let (tour, file) = path.into_inner();
    let content = blobs::content(&app, &actor, tour, file).await?;
    let (etag, length) = (format!("\"{}\"", content.hash), content.bytes);
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    if header(IF_NONE_MATCH).is_some_and(|seen| is_among(seen, &etag)) {
        return Ok(kept(HttpResponse::NotModified(), &etag).finish());
    }
    // A part of something else is of no use to whoever has the rest of it.
    let still_same = header(IF_RANGE).is_none_or(|seen| seen.trim() == etag);
    let answer = match asked(header(RANGE).filter(|_| still_same), length) {
        Asked::Whole => bytes(HttpResponse::Ok(), &etag, content, 0..length),
        Asked::Part(range) => {
            let mut answer = HttpResponse::PartialContent();
            let told = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            answer.insert_header((CONTENT_RANGE, told));
            bytes(answer, &etag, content, range)
        }
        Asked::Outside => outside(length),
    };
    Ok(answer)
}

/// The whole of some content, to be stored.
pub(super) fn whole(content: Content) -> HttpResponse {
    let (etag, length) = (format!("\"{}\"", content.hash), content.bytes);
    bytes(HttpResponse::Ok(), &etag, content, 0..length)
}

fn is_among(seen: &str, etag: &str) -> bool {
    let plain = |seen: &str| seen.trim().trim_start_matches("W/") == etag;
    seen.trim() == "*" || seen.split(',').any(plain)
}

/// The file may get other content, so it is asked for every time; unchanged content is not sent.
fn kept(mut answer: HttpResponseBuilder, etag: &str) -> HttpResponseBuilder {
    answer
        .insert_header((ETAG, etag))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((VARY, "authorization, cookie"));
    answer
}

fn bytes(
    answer: HttpResponseBuilder,
    etag: &str,
    content: Content,
    range: std::ops::Range<u64>,
) -> HttpResponse {
    let mut answer = kept(answer, etag);
    answer
        .insert_header((ACCEPT_RANGES, "bytes"))
        // A range counts the bytes of the file, so these must leave as they are.
        .insert_header((CONTENT_ENCODING, "identity"))
        .insert_header((CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((CONTENT_DISPOSITION, disposition(&content.name)))
        .content_type(told_type(content.media_type.as_deref()));
    let length = range.end - range.start;
    answer.body(SizedStream::new(length, Box::pin(content.stream(range))))
}

fn outside(length: u64) -> HttpResponse {
    let detail = format!("the content has `{length}` bytes");
    let mut answer = Error::problem(ErrorCode::RangeOutside, detail).error_response();
    if let Ok(value) = format!("bytes */{length}").parse() {
        answer.headers_mut().insert(CONTENT_RANGE, value);
    }
    answer
}

/// The type that a browser is told: one of a few that it can show without running anything.
fn told_type(media_type: Option<&str>) -> &'static str {
    let said = media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let told = TOLD_TYPES.into_iter().find(|told| said.eq_ignore_ascii_case(told));
    match told {
        Some("text/plain") => "text/plain; charset=utf-8",
        Some(told) => told,
        None => BYTES,
    }
}

/// A file to be stored under its name, which is written twice: for old clients in plain letters, for
/// others as it is (RFC 6266).
pub(super) fn disposition(name: &str) -> String {
    let keep = |c: char| c.is_ascii_alphanumeric() || " .-_()[]+,@".contains(c);
    let plain: String = name.chars().map(|c| if keep(c) { c } else { ASIDE }).collect();
    // What may stand unescaped, after RFC 8187.
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte);
    let encode = |byte: u8| {
        if bare(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    let encoded: String = without_paths(name).bytes().map(encode).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

/// No client may take a part of the name for a directory, or show it in another order than it is.
fn without_paths(name: &str) -> String {
    let turns = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    name.chars().map(|c| if matches!(c, '/' | '\\') || turns(c) { ASIDE } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::{disposition, told_type};

    #[test]
    fn a_name_is_told_twice_and_cannot_leave_its_header_or_its_directory() {
        let told = disposition("Zażółć \"x\".pdf");
        let expected = "attachment; filename=\"Za____ _x_.pdf\"; \
            filename*=UTF-8''Za%C5%BC%C3%B3%C5%82%C4%87%20%22x%22.pdf";
        assert_eq!(told, expected);
        let told = disposition("../..\\etc/\u{202e}fdp.exe");
        assert!(!told.contains(['/', '\\']) && !told.contains("%2F"), "{told}");
        assert!(told.ends_with("filename*=UTF-8''.._.._etc__fdp.exe"), "{told}");
    }

    #[test]
    fn nothing_that_a_browser_would_run_is_told_to_it() {
        assert_eq!(told_type(Some("application/PDF")), "application/pdf");
        assert_eq!(told_type(Some("text/plain; charset=utf-16")), "text/plain; charset=utf-8");
        for other in ["text/html", "image/svg+xml", "text/xml", "application/xhtml+xml", "x", ""] {
            assert_eq!(told_type(Some(other)), "application/octet-stream", "{other}");
        }
        assert_eq!(told_type(None), "application/octet-stream");
    }
}
