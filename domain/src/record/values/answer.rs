//! What is known of an answer: who gave it, and what the tour decided about it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Value;

use super::text::Line;
use crate::record::field::{FieldType, choice};

choice! {
    /// By which way an answer came.
    AnswerVia {
        /// Somebody with the venue's link filled the form.
        Form = "form",
        /// Somebody of the tour was told on the phone.
        Phone = "phone",
        /// It stood in a mail.
        Mail = "mail",
        /// Somebody of the tour answered.
        Tour = "tour",
    }
}

/// The answer to a question, as JSON; the question says in which form. A list of rows is the deepest.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Answer(Value);

/// How deep an answer is at most: cells in rows in a list.
const DEPTH_MAX: usize = 3;

impl Answer {
    /// The value; never null.
    pub fn value(&self) -> &Value {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        if value.is_null() {
            return Err(de::Error::custom("is no answer; leave it out"));
        }
        if depth(&value) > DEPTH_MAX {
            return Err(de::Error::custom("is deeper than a list of rows"));
        }
        Ok(Self(value))
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(all) => 1 + all.iter().map(depth).max().unwrap_or(0),
        Value::Object(all) => 1 + all.values().map(depth).max().unwrap_or(0),
        _ => 1,
    }
}

impl FieldType for Answer {
    fn describe() -> String {
        "an answer in the form that its question asks for".to_owned()
    }
}

/// Who said something, by which way, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// Who, as they call themselves: `Ana Lima, production`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub by: Option<Line>,
    /// By which way.
    pub via: AnswerVia,
    /// When: the server's clock for a form, the device's otherwise. A label, never compared.
    pub at: DateTime<Utc>,
}

choice! {
    /// What the tour has decided about an answer.
    Outcome {
        /// It was put into the tour book as it is.
        Accepted = "accepted",
        /// Something else was put there instead.
        Changed = "changed",
        /// The tour book stays as it is.
        Refused = "refused",
    }
}

/// What was decided about an answer. It holds for that answer: another one is open again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// What was decided.
    pub outcome: Outcome,
    /// The answer that it was decided about.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answer: Value,
    /// What holds instead, where it was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub instead: Option<Value>,
    /// What the venue is told about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Line>,
}

impl FieldType for Answered {
    fn describe() -> String {
        "who answered: by, via (form, phone, mail, tour), at".to_owned()
    }
}

impl FieldType for Decided {
    fn describe() -> String {
        "a decision: outcome (accepted, changed, refused), answer, instead, note".to_owned()
    }
}
