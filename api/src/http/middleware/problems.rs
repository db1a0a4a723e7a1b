//! No error leaves without a problem document: what the framework answers on its own has no body.

use actix_web::ResponseError as _;
use actix_web::body::{BoxBody, MessageBody as _};
use actix_web::dev::ServiceResponse;
use actix_web::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue,
};
use actix_web::http::{ConnectionType, StatusCode};
use domain::problem::ErrorCode;

use crate::error::Error;

/// Answers with a problem in the place of an error that is none yet; of one whose body came too
/// late, whatever the handler made of it.
pub(super) fn complete(
    mut response: ServiceResponse<BoxBody>,
    late: bool,
) -> ServiceResponse<BoxBody> {
    let status = response.status();
    let error = if late && !status.is_success() {
        Error::problem(ErrorCode::Timeout, "the rest of the body did not come in time")
    } else if is_error(status) && !says_something(response.headers()) {
        of_status(status)
    } else {
        return response;
    };
    let problem = error.error_response();
    let head = response.response_mut().head_mut();
    head.status = problem.status();
    head.reason = None;
    for name in [CONTENT_LENGTH, CONTENT_ENCODING, CONTENT_TYPE, CACHE_CONTROL] {
        head.headers.remove(name);
    }
    for (name, value) in problem.headers() {
        head.headers.insert(name.clone(), value.clone());
    }
    allow_head(&mut head.headers);
    if late {
        // What still comes would be taken for the next request.
        head.set_connection_type(ConnectionType::Close);
    }
    response.map_body(|_, _| problem.into_body().boxed())
}

/// What can be got can be asked about, which the route table does not say.
fn allow_head(headers: &mut HeaderMap) {
    let Some(allow) = headers.get(ALLOW).and_then(|value| value.to_str().ok()) else { return };
    let methods: Vec<&str> = allow.split(',').map(str::trim).collect();
    if methods.contains(&"GET")
        && !methods.contains(&"HEAD")
        && let Ok(allow) = HeaderValue::from_str(&format!("{}, HEAD", methods.join(", ")))
    {
        headers.insert(ALLOW, allow);
    }
}

fn is_error(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

/// The documents of our own: a problem, a check that tells what failed, a page. The framework's own
/// answers have no type, or plain text.
fn says_something(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type
        .is_some_and(|value| value.starts_with("application/") || value.starts_with("text/html"))
}

fn of_status(status: StatusCode) -> Error {
    let code = match status {
        StatusCode::NOT_FOUND => return Error::not_found(),
        StatusCode::METHOD_NOT_ALLOWED => ErrorCode::MethodNotAllowed,
        StatusCode::REQUEST_TIMEOUT => ErrorCode::Timeout,
        StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ErrorCode::UnsupportedMedia,
        StatusCode::UNAUTHORIZED => ErrorCode::Unauthenticated,
        StatusCode::SERVICE_UNAVAILABLE => {
            return Error::Unavailable { why: "the framework answered so".to_owned() };
        }
        status if status.is_server_error() => {
            return Error::internal(format!("the framework answered {status}"));
        }
        _ => ErrorCode::Malformed,
    };
    let detail = match code {
        ErrorCode::MethodNotAllowed => "`Allow` lists the methods that exist here",
        _ => "the request was refused before it was read",
    };
    Error::problem(code, detail)
}
