//! What can go wrong for a caller: one table of codes, answered as RFC 9457 problem documents.
//!
//! The code is stable and documented in `docs/ERRORS.md`; the title never varies; the detail and
//! the field list say what and where. No status code stands anywhere else.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident = $code:literal, $status:literal, $title:literal;)*) => {
        /// A stable name for what happened to the user.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum ErrorCode { $($(#[doc = $doc])* $variant,)* }

        impl ErrorCode {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as it stands on the wire.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The HTTP status it is answered with.
            pub fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }

            /// A short sentence that is the same for every occurrence.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// When this happens, for the documentation.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),*).trim_ascii(),)* }
            }
        }
    };
}

codes! {
    /// The body, the path or the query cannot be read: not JSON, a wrong type, a missing member.
    Malformed = "malformed", 400, "The request cannot be read";
    /// No valid token or cookie came with the request.
    Unauthenticated = "unauthenticated", 401, "Log in first";
    /// E-mail and password do not belong together.
    LoginFailed = "login_failed", 401, "E-mail or password is wrong";
    /// The account can see this, and may not do that.
    NotAllowed = "not_allowed", 403, "Your level does not allow this";
    /// A cookie came with a request from another site.
    CrossSite = "cross_site", 403, "The request came from another site";
    /// Nothing is here, or nothing that this account may see.
    NotFound = "not_found", 404, "Nothing here";
    /// The path exists, the method does not.
    MethodNotAllowed = "method_not_allowed", 405, "This method does not exist here";
    /// The body did not arrive in time.
    Timeout = "timeout", 408, "The request took too long to arrive";
    /// The request contradicts what is there: an e-mail in use, a member who is the last manager.
    Conflict = "conflict", 409, "This contradicts what is there";
    /// A group names a previous group that has not arrived yet; send that one first.
    Gap = "gap", 409, "An earlier group is missing";
    /// `If-Match` names a version that is no longer the newest.
    Stale = "stale", 412, "Somebody else changed this first";
    /// The body is larger than the limit.
    TooLarge = "too_large", 413, "The body is too large";
    /// The body has a type or an encoding that is not read here.
    UnsupportedMedia = "unsupported_media", 415, "This kind of body is not read here";
    /// `Range` asks for bytes that the content does not have; `Content-Range` says how many it has.
    RangeOutside = "range_outside", 416, "These bytes are not there";
    /// The request can be read and breaks a rule; `errors` names the fields and the rules.
    Invalid = "invalid", 422, "A value breaks a rule";
    /// The file cannot be imported at all: empty, unreadable, or of an unknown format.
    UnreadableFile = "unreadable_file", 422, "The file cannot be read";
    /// The program speaks a protocol or writes records that are no longer understood here; update it.
    UnsupportedVersion = "unsupported_version", 426, "This version is no longer understood";
    /// A change of a record needs `If-Match`, so that nothing is overwritten unseen.
    PreconditionRequired = "precondition_required", 428, "Say which version you have seen";
    /// Too many log-ins from one address or for one account; `Retry-After` says when to try again.
    RateLimited = "rate_limited", 429, "Too many attempts";
    /// We are wrong. It is logged with the request's id; the answer carries only that id.
    Internal = "internal", 500, "Something went wrong on our side";
    /// The database is busy or away, or too much of the author's waits for somebody's decision;
    /// `Retry-After` says when to try again. Nothing was written.
    Unavailable = "unavailable", 503, "Try again in a moment";
}

/// One field that breaks one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// Where it stands: a field name or a path such as `edits[2].fields.when`.
    pub field: String,
    /// The rule it breaks, as a sentence part in lower case with the value in backticks.
    pub rule: String,
}

impl FieldProblem {
    /// A problem of this field.
    pub fn new(field: impl Into<String>, rule: impl Into<String>) -> Self {
        Self { field: field.into(), rule: rule.into() }
    }

    /// The same problem, seen from one level further out: `when` inside `edits[2]` becomes
    /// `edits[2].when`.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        self.field = if self.field.is_empty() {
            outer.to_owned()
        } else {
            format!("{outer}.{}", self.field)
        };
        self
    }
}

/// A problem as data: what is stored with a rejected group and what an HTTP answer is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The stable code.
    pub code: ErrorCode,
    /// What happened this time, for a person.
    pub detail: String,
    /// The fields that are wrong, where the problem is about fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

impl Problem {
    /// A problem with a sentence about this occurrence.
    pub fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), errors: Vec::new() }
    }

    /// A rule broken by fields; the detail counts them.
    pub fn invalid(errors: Vec<FieldProblem>) -> Self {
        let detail = match errors.as_slice() {
            [one] => format!("{}: {}", one.field, one.rule),
            many => format!("{} values break a rule", many.len()),
        };
        Self { code: ErrorCode::Invalid, detail, errors }
    }
}

impl From<FieldProblem> for Problem {
    fn from(problem: FieldProblem) -> Self {
        Self::invalid(vec![problem])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_serialise_as_documented() {
        let mut seen = std::collections::HashSet::new();
        for code in ErrorCode::ALL {
            assert!(seen.insert(code.code()), "{} stands twice", code.code());
            assert_eq!(serde_json::to_value(code).unwrap(), code.code());
            assert!((400..600).contains(&code.status()));
        }
    }
}
