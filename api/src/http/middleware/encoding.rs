//! Which answers are compressed, and how: gzip where the client takes it, else zstd, else not.
//!
//! On the fly gzip costs a third of what zstd does in this stack and brotli many times as much, so
//! the client's preference among them is passed over.

use actix_web::HttpMessage as _;
use actix_web::body::{BodySize, BoxBody, MessageBody as _};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, ContentEncoding, HeaderMap, HeaderValue,
};

/// A body that fits one packet arrives no sooner when it is compressed.
const SMALL_BYTES: u64 = 1_024;
/// Noted of a request whose client takes brotli: files that were compressed beforehand come in it.
pub struct TakesBrotli;

/// What is not compressed, until the middleware of compression has passed it.
const IDENTITY: &str = "identity";

/// Leaves one encoding that is offered to compression, or none.
pub(super) fn choose(request: &mut ServiceRequest) {
    let headers = request.headers_mut();
    let Some(accepted) = headers.get(ACCEPT_ENCODING) else { return };
    let accepted = accepted.to_str().unwrap_or_default();
    let takes_brotli = accepts(accepted, "br");
    let chosen = ["gzip", "zstd"].into_iter().find(|name| accepts(accepted, name));
    match chosen {
        Some(name) => headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(name)),
        None => headers.remove(ACCEPT_ENCODING),
    };
    if takes_brotli {
        request.extensions_mut().insert(TakesBrotli);
    }
}

fn accepts(accepted: &str, name: &str) -> bool {
    accepted.split(',').any(|choice| {
        let mut parts = choice.split(';').map(str::trim);
        let is_named = parts.next().is_some_and(|named| named.eq_ignore_ascii_case(name));
        let is_refused = parts
            .filter_map(|part| part.strip_prefix("q="))
            .any(|weight| weight.trim().parse::<f32>().is_ok_and(|weight| weight <= 0.0));
        is_named && !is_refused
    })
}

/// Marks what compression shall leave alone: what is small, and what has to leave as it comes.
pub(super) fn leave_small_and_streamed(response: &mut ServiceResponse<BoxBody>) {
    let leave = match response.response().body().size() {
        BodySize::Sized(bytes) => bytes < SMALL_BYTES,
        BodySize::Stream => is_event_stream(response.headers()),
        BodySize::None => false,
    };
    if leave && !response.headers().contains_key(CONTENT_ENCODING) {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(IDENTITY));
    }
}

fn is_event_stream(headers: &HeaderMap) -> bool {
    let content_type = headers.get("content-type").and_then(|value| value.to_str().ok());
    content_type.is_some_and(|value| value.starts_with("text/event-stream"))
}

/// Takes the mark away again: `identity` is no content encoding that a client is told of.
pub(super) fn clean(headers: &mut HeaderMap) {
    let identity = ContentEncoding::Identity.as_str().as_bytes();
    if headers.get(CONTENT_ENCODING).is_some_and(|value| value.as_bytes() == identity) {
        headers.remove(CONTENT_ENCODING);
    }
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn an_encoding_is_taken_where_it_is_named_and_not_refused() {
        assert!(accepts("gzip, deflate, br, zstd", "gzip"));
        assert!(accepts("br;q=1.0, GZIP;q=0.5", "gzip"));
        assert!(accepts("zstd", "zstd"));
        assert!(!accepts("gzip;q=0, zstd", "gzip"));
        assert!(!accepts("gzip;q=0.000", "gzip"));
        assert!(!accepts("br", "gzip"));
        assert!(!accepts("x-gzip", "gzip"));
    }
}
