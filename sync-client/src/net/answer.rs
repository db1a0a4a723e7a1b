//! What an answer that is no success means.

use domain::limits::BODY_BYTES_MAX;
use domain::problem::{ErrorCode, FieldProblem, Problem};
use reqwest::{Response, StatusCode, header};
use serde::Deserialize;

use super::{Net, body};
use crate::error::{Error, Result};

/// A problem document. A newer server may know codes that this version does not.
#[derive(Deserialize)]
struct ProblemIn {
    code: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    detail: String,
    #[serde(default)]
    errors: Vec<FieldProblem>,
}

/// The answer, if it is a success of the service itself.
pub(super) async fn must_succeed(net: &Net, what: &str, response: Response) -> Result<Response> {
    if response.status().is_success() {
        return Ok(response);
    }
    Err(failure(net, what, response).await)
}

async fn failure(net: &Net, what: &str, response: Response) -> Error {
    let status = response.status();
    let retry_after_ms = retry_after_ms(&response);
    let busy = || Error::Busy { url: net.address.to_string(), retry_after_ms };
    if status.is_redirection() {
        let to = response.headers().get(header::LOCATION);
        let to = to.and_then(|to| to.to_str().ok()).unwrap_or("somewhere else").to_owned();
        return net.rubbish(format!("it sends on to `{to}`"));
    }
    if body::media_type(&response) != "application/problem+json" {
        return match status {
            // A proxy that stands before the server, while the server is away.
            StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT
            | StatusCode::TOO_MANY_REQUESTS => busy(),
            _ => net.rubbish(format!("status {status}, with {}", body::described(&response))),
        };
    }
    let read = body::collect(net, response, BODY_BYTES_MAX).await;
    let read = read.and_then(|bytes| {
        serde_json::from_slice::<ProblemIn>(&bytes).map_err(|err| net.rubbish(err))
    });
    let problem = match read {
        Ok(problem) => problem.known(status),
        Err(err) => return err,
    };
    match (problem.code, &net.who) {
        (ErrorCode::Unauthenticated, Some((email, _))) => {
            Error::LoggedOut { url: net.address.to_string(), email: email.clone() }
        }
        (ErrorCode::NotFound, _) => Error::NotFound(subject(what).to_owned()),
        (ErrorCode::UnsupportedVersion, _) => Error::TooOld(problem.detail),
        (ErrorCode::Unavailable | ErrorCode::Timeout, _) => busy(),
        _ => Error::Problem(problem),
    }
}

impl ProblemIn {
    /// With a code that this version knows: its own, or else the first of the same status.
    fn known(self, status: StatusCode) -> Problem {
        let Self { code, title, detail, errors } = self;
        let mut all = ErrorCode::ALL.iter();
        let known = all.clone().find(|known| known.code() == code);
        let alike = known.or_else(|| all.find(|known| known.status() == status.as_u16()));
        let detail = if detail.is_empty() { title } else { detail };
        Problem { code: alike.copied().unwrap_or(ErrorCode::Internal), detail, errors }
    }
}

fn subject(path: &str) -> &'static str {
    if path.contains("/exchange") || path.contains("/live") {
        "tour"
    } else if path.contains("/snapshots") {
        "snapshot"
    } else if path.contains("/blobs") || path.contains("/files") {
        "file"
    } else {
        "such thing"
    }
}

/// How long the server wants to be left alone. Dates are not read: ours never sends one.
fn retry_after_ms(response: &Response) -> u64 {
    let said = response.headers().get(header::RETRY_AFTER);
    let seconds = said.and_then(|said| said.to_str().ok()?.trim().parse::<u64>().ok());
    seconds.unwrap_or(0).saturating_mul(1_000)
}
