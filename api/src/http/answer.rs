//! Answers: JSON that is never cached by somebody else's proxy, and views with an ETag.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH, LOCATION, VARY};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use crate::service::books::Rendered;

/// JSON for this client alone.
pub fn json(body: &impl Serialize) -> HttpResponse {
    with_status(StatusCode::OK, body)
}

/// Text for this client alone.
pub fn text(body: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/plain; charset=utf-8")
        .body(body)
}

/// JSON about something new, and where it is.
pub fn created(location: &str, body: &impl Serialize) -> HttpResponse {
    located(location, with_status(StatusCode::CREATED, body))
}

/// An answer that says where the new thing is.
pub fn located(location: &str, mut answer: HttpResponse) -> HttpResponse {
    if let Ok(location) = location.parse() {
        answer.headers_mut().insert(LOCATION, location);
    }
    answer
}

/// Nothing to say.
pub fn no_content() -> HttpResponse {
    HttpResponse::NoContent().insert_header((CACHE_CONTROL, "no-store")).finish()
}

fn with_status(status: StatusCode, body: &impl Serialize) -> HttpResponse {
    match serde_json::to_vec(body) {
        Ok(bytes) => HttpResponse::build(status)
            .insert_header((CACHE_CONTROL, "no-store"))
            .content_type("application/json")
            .body(bytes),
        Err(err) => HttpResponse::from_error(crate::Error::internal(err)),
    }
}

/// JSON of one version of one record.
pub fn versioned(status: StatusCode, ver: u64, body: &impl Serialize) -> HttpResponse {
    let mut answer = with_status(status, body);
    if let Ok(etag) = format!("\"{ver}\"").parse() {
        answer.headers_mut().insert(ETAG, etag);
    }
    answer
}

/// A view: the body, or 304 where the client has it already.
pub fn view(request: &HttpRequest, rendered: &Rendered) -> HttpResponse {
    let seen = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let fresh = seen.is_some_and(|seen| {
        seen.trim() == "*" || seen.split(',').any(|etag| etag.trim() == rendered.etag)
    });
    let mut answer = if fresh { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((ETAG, rendered.etag.as_str()))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((VARY, "authorization, cookie"));
    if fresh {
        answer.finish()
    } else {
        answer.content_type(rendered.content_type).body(rendered.body.clone())
    }
}
