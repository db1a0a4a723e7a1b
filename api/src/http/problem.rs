//! Errors as RFC 9457 problem documents. Every error of the service is answered here.

use actix_web::http::StatusCode;
use actix_web::http::header::{RETRY_AFTER, UPGRADE, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};
use domain::problem::{ErrorCode, FieldProblem};
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::Error;

/// Seconds after which a busy server is asked again.
const UNAVAILABLE_RETRY_S: u64 = 2;
/// Seconds after which a server is asked again that waits for people.
const DECISION_RETRY_S: u64 = 60;

/// The protocol that is spoken here, for those who speak another.
const SPOKEN: &str = "buscall-sync/1";

/// A problem document (RFC 9457).
#[derive(Serialize, ToSchema)]
pub struct ProblemOut {
    /// `urn:buscall:problem:` and the code.
    pub r#type: String,
    /// A short sentence, the same for every occurrence.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The stable code; `docs/ERRORS.md` lists them.
    pub code: &'static str,
    /// What happened this time.
    pub detail: String,
    /// The fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The id under which we logged it, where the mistake is ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code().status()).expect("the table of codes holds HTTP statuses")
    }

    fn error_response(&self) -> HttpResponse {
        let code = self.code();
        let (detail, errors, instance) = match self {
            Self::Problem(problem) => (problem.detail.clone(), problem.errors.clone(), None),
            Self::RateLimited { retry_after_s } => {
                (format!("try again in {retry_after_s} seconds"), Vec::new(), None)
            }
            Self::Unavailable { why } => {
                tracing::warn!(why, "the database is busy or away");
                (
                    "nothing was written; the same request may be sent again".to_owned(),
                    Vec::new(),
                    None,
                )
            }
            Self::Internal(why) => {
                let instance = format!("{:016x}", u64::from_le_bytes(crate::random::bytes()));
                tracing::error!(why, instance, "a request failed through our own fault");
                ("it is in our log under `instance`".to_owned(), Vec::new(), Some(instance))
            }
        };
        let mut answer = HttpResponse::build(self.status_code());
        match self {
            Self::RateLimited { retry_after_s } => {
                answer.insert_header((RETRY_AFTER, *retry_after_s))
            }
            Self::Unavailable { .. } => answer.insert_header((RETRY_AFTER, UNAVAILABLE_RETRY_S)),
            _ if code == ErrorCode::Unavailable => {
                answer.insert_header((RETRY_AFTER, DECISION_RETRY_S))
            }
            _ if code == ErrorCode::Unauthenticated => {
                answer.insert_header((WWW_AUTHENTICATE, "Bearer"))
            }
            // RFC 9110, 15.5.22: a 426 names what is spoken here.
            _ if code == ErrorCode::UnsupportedVersion => answer.insert_header((UPGRADE, SPOKEN)),
            _ => &mut answer,
        };
        let body = ProblemOut {
            r#type: format!("urn:buscall:problem:{}", code.code()),
            title: code.title(),
            status: code.status(),
            code: code.code(),
            detail,
            errors,
            instance,
        };
        answer
            .insert_header(("cache-control", "no-store"))
            .content_type("application/problem+json")
            .body(serde_json::to_vec(&body).expect("a problem is made of texts and numbers"))
    }
}
