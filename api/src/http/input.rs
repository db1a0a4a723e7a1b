//! Reading requests: every way in which a body, a path or a query can be wrong ends in a problem.

use actix_web::error::{JsonPayloadError, PathError, PayloadError, QueryPayloadError};
use actix_web::web::{
    Bytes, BytesMut, JsonConfig, PathConfig, Payload, PayloadConfig, QueryConfig,
};
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev};
use domain::limits::{BODY_BYTES_MAX, DECOMPRESSED_BYTES_MAX};
use domain::problem::ErrorCode;
use futures_util::StreamExt as _;
use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;

use crate::error::{Error, Result};

/// Bodies past this wait for their turn. Our own programs send 1 MiB of groups, and cursors.
const LARGE_BYTES: usize = 2 * BODY_BYTES_MAX;

/// JSON bodies: limited, `application/json` only, and refused with a problem.
pub fn json_config() -> JsonConfig {
    JsonConfig::default().limit(BODY_BYTES_MAX).error_handler(|err, _| json_error(&err).into())
}

/// Raw bodies.
pub fn payload_config(bytes_max: usize) -> PayloadConfig {
    PayloadConfig::new(bytes_max)
}

/// Paths. A path whose parts are no ids names nothing.
pub fn path_config() -> PathConfig {
    PathConfig::default().error_handler(|err, _| match err {
        PathError::Deserialize(_) => Error::not_found().into(),
        other => Error::internal(other).into(),
    })
}

/// Queries.
pub fn query_config() -> QueryConfig {
    QueryConfig::default().error_handler(|err, _| match err {
        QueryPayloadError::Deserialize(err) => {
            Error::problem(ErrorCode::Malformed, format!("the query: {err}")).into()
        }
        other => Error::problem(ErrorCode::Malformed, other.to_string()).into(),
    })
}

fn json_error(err: &JsonPayloadError) -> Error {
    match err {
        JsonPayloadError::OverflowKnownLength { .. } | JsonPayloadError::Overflow { .. } => {
            too_large(BODY_BYTES_MAX)
        }
        JsonPayloadError::ContentType => no_json(),
        JsonPayloadError::Deserialize(err) if err.is_data() => {
            Error::problem(ErrorCode::Malformed, format!("the body: {err}"))
        }
        JsonPayloadError::Deserialize(err) => {
            Error::problem(ErrorCode::Malformed, format!("the body is not JSON: {err}"))
        }
        JsonPayloadError::Payload(err) => payload_error(err, BODY_BYTES_MAX),
        other => Error::problem(ErrorCode::Malformed, other.to_string()),
    }
}

/// What a body that did not arrive whole comes to.
pub fn payload_error(err: &PayloadError, bytes_max: usize) -> Error {
    match err {
        PayloadError::Overflow => too_large(bytes_max),
        // What stopped before the end for a reason is what could not be decoded.
        PayloadError::EncodingCorrupted | PayloadError::Incomplete(Some(_)) => {
            Error::problem(ErrorCode::UnsupportedMedia, "the content encoding cannot be undone")
        }
        PayloadError::Incomplete(None) => {
            Error::problem(ErrorCode::Malformed, "the body ended before its end")
        }
        other => Error::problem(ErrorCode::Malformed, format!("the body did not arrive: {other}")),
    }
}

fn no_json() -> Error {
    let detail = "send the body as `content-type: application/json`";
    Error::problem(ErrorCode::UnsupportedMedia, detail)
}

/// Refuses a body that is taken as bytes and is not said to be JSON.
pub fn must_be_json(request: &HttpRequest) -> Result<()> {
    if request.content_type().eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(no_json())
    }
}

/// A body of an exchange, counted as it arrives. One that is larger than those of our own programs
/// waits for its turn before the rest of it is taken: what it becomes in memory is many times what
/// was sent. The turn lasts until it is dropped.
pub async fn large_body(
    mut payload: Payload,
    turns: &Semaphore,
) -> Result<(Bytes, Option<SemaphorePermit<'_>>)> {
    let mut body = BytesMut::new();
    let mut turn = None;
    while let Some(piece) = payload.next().await {
        let piece = piece.map_err(|err| payload_error(&err, DECOMPRESSED_BYTES_MAX))?;
        let n_bytes = body.len() + piece.len();
        if n_bytes > DECOMPRESSED_BYTES_MAX {
            return Err(too_large(DECOMPRESSED_BYTES_MAX));
        }
        if n_bytes > LARGE_BYTES && turn.is_none() {
            turn = Some(turns.acquire().await.map_err(Error::internal)?);
        }
        body.extend_from_slice(&piece);
    }
    Ok((body.freeze(), turn))
}

/// A raw body, counted as it arrives.
pub async fn whole_body(payload: Payload, bytes_max: usize) -> Result<Bytes> {
    match payload.to_bytes_limited(bytes_max).await {
        Err(_) => Err(too_large(bytes_max)),
        Ok(Err(err)) => match err.as_error::<PayloadError>() {
            Some(err) => Err(payload_error(err, bytes_max)),
            None => Err(Error::problem(ErrorCode::Malformed, err.to_string())),
        },
        Ok(Ok(bytes)) => Ok(bytes),
    }
}

fn too_large(bytes_max: usize) -> Error {
    Error::problem(ErrorCode::TooLarge, format!("the limit is {bytes_max} bytes"))
}

/// The version that a change was made on: `If-Match: "18"`.
pub struct IfMatch(pub u64);

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        std::future::ready(if_match(request))
    }
}

fn if_match(request: &HttpRequest) -> Result<IfMatch> {
    let Some(value) = request.headers().get("if-match") else {
        return Err(Error::problem(
            ErrorCode::PreconditionRequired,
            "send `If-Match` with the ETag of the version that you have seen",
        ));
    };
    let text = value.to_str().unwrap_or_default().trim();
    let ver = text.strip_prefix("W/").unwrap_or(text).trim_matches('"').parse();
    ver.map(IfMatch).map_err(|_| {
        Error::problem(ErrorCode::Malformed, format!("`If-Match: {text}` is not one of our ETags"))
    })
}

/// The id under which a request can be sent twice with the effect of once: `Idempotency-Key: <uuid>`.
pub struct IdempotencyKey(pub Option<Uuid>);

impl FromRequest for IdempotencyKey {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        let key = request.headers().get("idempotency-key").map(|value| {
            let text = value.to_str().unwrap_or_default();
            Uuid::parse_str(text).map_err(|_| {
                Error::problem(
                    ErrorCode::Malformed,
                    format!("`Idempotency-Key: {text}` is no UUID"),
                )
            })
        });
        std::future::ready(key.transpose().map(Self))
    }
}
