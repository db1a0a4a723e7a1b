//! Lists of lines, of records, of template rows and of published lines. An empty list and no list are the same.

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Value;

use super::published::PublishedLine;
use super::template::TemplateItem;
use super::text::Line;
use crate::ids::RecordId;
use crate::limits::{LINES_MAX, LINKS_MAX, PUBLISHED_LINES_MAX, TEMPLATE_ITEMS_MAX};
use crate::record::field::{FieldType, Form, canonical_of};

/// Up to 50 different lines, such as the departments that an item concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Lines(Vec<Line>);

/// Up to 500 different records, such as the people on a flight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Links(Vec<RecordId>);

/// The rows of a template, at most 100.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct TemplateItems(Vec<TemplateItem>);

/// The lines of a published sheet, at most 150; a longer sheet has them in several records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PublishedLines(Vec<PublishedLine>);

macro_rules! list_type {
    ($name:ident, $form:expr, $item:ty, $max:expr, $words:literal, unique $unique:expr) => {
        impl $name {
            /// The members.
            pub fn as_slice(&self) -> &[$item] {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let items = Vec::<$item>::deserialize(deserializer)?;
                if items.len() > $max {
                    let n = items.len();
                    return Err(de::Error::custom(format!(
                        "has {n} members, the limit is {}",
                        $max
                    )));
                }
                let twice = (1..items.len()).find(|&i| items[..i].contains(&items[i]));
                match twice {
                    Some(i) if $unique => {
                        Err(de::Error::custom(format!("member {i} stands twice")))
                    }
                    _ => Ok(Self(items)),
                }
            }
        }

        impl FieldType for $name {
            const FORM: Form = $form;

            fn describe() -> String {
                format!($words, $max)
            }

            fn canonical(value: &Value) -> Option<Value> {
                let canonical = canonical_of::<Self>(value)?;
                let empty = canonical.as_array().is_some_and(Vec::is_empty);
                Some(if empty { Value::Null } else { canonical })
            }
        }
    };
}

list_type!(Lines, Form::Lines, Line, LINES_MAX, "up to {} different lines of text", unique true);
list_type!(Links, Form::Links, RecordId, LINKS_MAX, "up to {} different record ids", unique true);
list_type!(
    TemplateItems,
    Form::Json,
    TemplateItem,
    TEMPLATE_ITEMS_MAX,
    "up to {} rows",
    unique false
);
list_type!(
    PublishedLines,
    Form::Json,
    PublishedLine,
    PUBLISHED_LINES_MAX,
    "up to {} lines of a sheet",
    unique false
);
