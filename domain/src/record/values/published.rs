//! The lines of a published sheet, as they were. How long they may be follows from the limit of a record.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::RecordId;
use crate::record::Kind;

/// One line of a published sheet: a record, and what stood there about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishedLine {
    /// The record.
    pub record: RecordId,
    /// What kind of record it is.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: Kind,
    /// What it was called.
    pub title: String,
    /// Its time as it was printed; empty without one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time: String,
    /// What else stood there, by name. A name that ends in `#` holds the sum of a text that was too
    /// long to be kept whole.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
}
