//! Texts: one line, or several.

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::limits::{LINE_CHARS_MAX, PROSE_CHARS_MAX};
use crate::record::field::{FieldType, Form};

/// A one-line text of 1 to 200 characters, trimmed, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Line(String);

/// A text of 1 to 20,000 characters that may have lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Prose(String);

fn checked_text(text: &str, chars_max: usize, lines: bool) -> Result<(), String> {
    if text.trim() != text {
        return Err("must not begin or end with a space".to_owned());
    }
    let n_chars = text.chars().count();
    if n_chars == 0 {
        return Err("must not be empty; send null to clear it".to_owned());
    }
    if n_chars > chars_max {
        return Err(format!("has {n_chars} characters, the limit is {chars_max}"));
    }
    match text.chars().find(|c| c.is_control() && !(lines && matches!(c, '\n' | '\t'))) {
        Some(c) => Err(format!("holds the control character `U+{:04X}`", u32::from(c))),
        None => Ok(()),
    }
}

macro_rules! text_type {
    ($name:ident, $max:expr, $lines:expr, $words:literal) => {
        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<&str> for $name {
            type Error = String;

            fn try_from(text: &str) -> Result<Self, String> {
                checked_text(text, $max, $lines).map(|()| Self(text.to_owned()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::try_from(text.as_str()).map_err(de::Error::custom)
            }
        }

        impl FieldType for $name {
            const FORM: Form = Form::$name;

            fn describe() -> String {
                format!($words, $max)
            }
        }
    };
}

text_type!(Line, LINE_CHARS_MAX, false, "one line of text, 1 to {} characters");
text_type!(Prose, PROSE_CHARS_MAX, true, "text, 1 to {} characters");
