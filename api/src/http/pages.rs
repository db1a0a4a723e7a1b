//! The web app: its page at every address that it shows, and its files. They are inside the binary and
//! the same for everybody; what people see in them comes from the API.

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH,
    VARY,
};
use actix_web::web::{self, ServiceConfig, resource};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};
use domain::problem::ErrorCode;
use web_app::File;

use super::middleware::TakesBrotli;
use crate::error::{Error, Result};

/// The app runs its own scripts, shows its own pictures and talks to its own server, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";
/// A name with a hash in it never means anything else.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Everything else is asked about each time, and answered in a few bytes where it is the same.
const ASK_AGAIN: &str = "no-cache";

/// The addresses of the app. They come after every other route: the last takes any word.
pub fn configure(cfg: &mut ServiceConfig) {
    for address in ["/", "/login", "/settings", "/join/{token}", "/tours/{rest:.*}"] {
        cfg.service(resource(address).get(page));
    }
    cfg.service(resource("/assets/{name}").get(file)).service(resource("/{name}").get(file));
}

async fn page(request: HttpRequest) -> Result<HttpResponse> {
    found(&request, web_app::PAGE)
}

async fn file(request: HttpRequest) -> Result<HttpResponse> {
    found(&request, request.path())
}

fn found(request: &HttpRequest, path: &str) -> Result<HttpResponse> {
    let file = web_app::file(path)
        .ok_or_else(|| Error::problem(ErrorCode::NotFound, "there is nothing at this address"))?;
    let seen = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let fresh = seen.is_some_and(|seen| seen.split(',').any(|etag| etag.trim() == file.etag));
    let mut answer = if fresh { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((ETAG, file.etag))
        .insert_header((VARY, ACCEPT_ENCODING.as_str()))
        .insert_header((CACHE_CONTROL, if file.is_immutable() { FOR_EVER } else { ASK_AGAIN }))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY));
    if fresh {
        return Ok(answer.finish());
    }
    let (encoding, bytes) = encoded(request, file);
    if let Some(encoding) = encoding {
        answer.insert_header((CONTENT_ENCODING, encoding));
    }
    Ok(answer.content_type(file.content_type).body(web::Bytes::from_static(bytes)))
}

/// The smallest form of a file that the client takes.
fn encoded(request: &HttpRequest, file: &File) -> (Option<&'static str>, &'static [u8]) {
    // Compression on the fly has left one encoding in the header, and noted whether brotli was there.
    let takes_gzip = request.headers().get(ACCEPT_ENCODING).is_some_and(|value| value == "gzip");
    match (file.brotli, file.gzip) {
        (Some(bytes), _) if request.extensions().contains::<TakesBrotli>() => (Some("br"), bytes),
        (_, Some(bytes)) if takes_gzip => (Some("gzip"), bytes),
        _ => (None, file.bytes),
    }
}
