//! What happens to every request and every answer, whatever its route.
//!
//! In the order in which a request passes: it gets a span and is counted, `HEAD` becomes `GET`, one
//! encoding is chosen for it, and its body is watched and decompressed; on the way back errors
//! without a body become problems and every answer gets the headers that browsers need.

mod arrival;
mod decoding;
mod encoding;
mod problems;

use std::time::{Duration, Instant};

use actix_web::body::{BodySize, BoxBody, MessageBody, SizedStream};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::http::{ConnectionType, Method};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, web};
use futures_util::stream;
use tracing_actix_web::RequestId;

pub use self::encoding::TakesBrotli;
use crate::app::App;

/// Nothing that this service answers, but its own pages, may run, load or be framed.
const NOTHING_RUNS: &str = "default-src 'none'; frame-ancestors 'none'";
/// The page of the API's documentation brings scripts of its own.
const NOT_FRAMED: &str = "frame-ancestors 'none'";
/// Where that page stands.
const DOCS: &str = "/docs";
/// The protocol of replicas. What it answers is data that no browser shows, often a few hundred bytes
/// over a bad line, so it goes without the headers that pages need.
const SYNC: &str = "/sync/";
/// The label of requests that no route of the table takes.
const NO_ROUTE: &str = "none";
/// A request's id, to be quoted when somebody reports what went wrong.
const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Counts a request and the time until its answer begins.
pub async fn count<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let app = request.app_data::<web::Data<App>>().cloned();
    let method = request.method().clone();
    let started = Instant::now();
    let result = next.call(request).await;
    if let Some(app) = app {
        let (route, status) = match &result {
            Ok(response) => (response.request().match_pattern(), response.status()),
            Err(error) => (None, error.as_response_error().status_code()),
        };
        let route = route.as_deref().unwrap_or(NO_ROUTE);
        app.metrics.request(method.as_str(), route, status.as_u16(), started.elapsed());
    }
    result
}

/// Everything outside compression: the headers of every answer, and the choice of an encoding.
pub async fn outer<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let is_docs = request.path().starts_with(DOCS);
    let is_sync = request.path().starts_with(SYNC);
    let stopping = request.app_data::<web::Data<App>>().is_some_and(|app| *app.stopping.borrow());
    let id = request.extensions().get::<RequestId>().copied();
    encoding::choose(&mut request);
    let mut response = next.call(request).await?;
    encoding::clean(response.headers_mut());
    let nosniff = HeaderValue::from_static("nosniff");
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, nosniff);
    if is_sync && response.status().is_success() {
        return Ok(closing(response, stopping));
    }
    let policy = if is_docs { NOT_FRAMED } else { NOTHING_RUNS };
    let headers = response.headers_mut();
    if !headers.contains_key(REFERRER_POLICY) {
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    }
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    }
    if let Some(id) = id.and_then(|id| HeaderValue::from_str(&id.to_string()).ok()) {
        headers.insert(X_REQUEST_ID, id);
    }
    Ok(closing(response, stopping))
}

/// Asks the client for another connection where this server is about to stop.
fn closing<B>(mut response: ServiceResponse<B>, stopping: bool) -> ServiceResponse<B> {
    if stopping {
        response.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    response
}

/// Everything inside compression: `HEAD`, the arrival of the body, and errors without a body.
pub async fn inner<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_head = request.method() == Method::HEAD;
    if is_head {
        // A resource that can be got can be asked about; the body is cut off where it is written.
        request.head_mut().method = Method::GET;
    }
    let app = request.app_data::<web::Data<App>>();
    let patience = Duration::from_secs(app.map_or(30, |app| app.settings.request_timeout_s));
    let late = arrival::watch(&mut request, patience);
    decoding::undo(&mut request);
    let response = next.call(request).await?.map_into_boxed_body();
    let mut response = problems::complete(response, late.is_some_and(|late| late.get()));
    if is_head {
        response = response.map_body(|_, body| unread(body));
    }
    encoding::leave_small_and_streamed(&mut response);
    Ok(response)
}

/// A body that nobody will read: it is as long as it was, and costs nothing to make.
fn unread(body: BoxBody) -> BoxBody {
    let size = body.size();
    match (body.try_into_bytes(), size) {
        (Ok(bytes), _) => BoxBody::new(bytes),
        (Err(_), BodySize::Sized(length)) => {
            BoxBody::new(SizedStream::new(length, stream::empty::<Result<_, Error>>()))
        }
        // A stream may never end.
        (Err(_), _) => BoxBody::new(()),
    }
}
