//! The one error of the service: the caller is wrong, the world is wrong, or we are wrong.

use domain::problem::{ErrorCode, FieldProblem, Problem};

use crate::store::{DbErr, StoreError, is_away, is_retryable};

/// What a service answers with when it cannot answer.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request has no other answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The caller is wrong, in a way that the problem document names.
    #[error("{}: {}", .0.code.code(), .0.detail)]
    Problem(Problem),
    /// The caller is too fast.
    #[error("rate limited for {retry_after_s} s")]
    RateLimited {
        /// Seconds to wait.
        retry_after_s: u64,
    },
    /// The world is wrong; the same request may succeed in a moment.
    #[error("unavailable: {why}")]
    Unavailable {
        /// What is away, for the log.
        why: String,
    },
    /// We are wrong. Logged once; the answer says nothing but an id to find it by.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// Nothing here, or nothing that the actor may see. The two look the same on purpose.
    pub fn not_found() -> Self {
        Self::problem(ErrorCode::NotFound, "there is nothing here, or nothing that you may see")
    }

    /// A problem with a sentence about this occurrence.
    pub fn problem(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self::Problem(Problem::new(code, detail))
    }

    /// One value breaks a rule.
    pub fn invalid(field: impl Into<String>, rule: impl Into<String>) -> Self {
        Self::Problem(FieldProblem::new(field, rule).into())
    }

    /// Our own mistake.
    pub fn internal(why: impl std::fmt::Display) -> Self {
        Self::Internal(why.to_string())
    }

    /// The code that the answer carries.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Problem(problem) => problem.code,
            Self::RateLimited { .. } => ErrorCode::RateLimited,
            Self::Unavailable { .. } => ErrorCode::Unavailable,
            Self::Internal(_) => ErrorCode::Internal,
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<FieldProblem> for Error {
    fn from(problem: FieldProblem) -> Self {
        Self::Problem(problem.into())
    }
}

impl From<DbErr> for Error {
    fn from(err: DbErr) -> Self {
        if is_away(&err) || is_retryable(&err) {
            Self::Unavailable { why: err.to_string() }
        } else {
            Self::Internal(err.to_string())
        }
    }
}

impl From<StoreError> for Error {
    fn from(err: StoreError) -> Self {
        match err {
            StoreError::Db(err) => err.into(),
            other => Self::Internal(other.to_string()),
        }
    }
}
