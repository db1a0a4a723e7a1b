//! Two values for one field.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ids::{AccountId, GroupId, RecordId};
use crate::limits::DISPUTE_CANDIDATES_MAX;
use crate::record::FieldType;
use crate::record::field::kind;
use crate::record::values::{Anything, Line};

kind! {
    /// Two or more values for one field of one record. The merge writes it; people only settle it.
    Dispute = Dispute, parent None;
    /// The record it is about.
    subject: RecordId, Review required;
    /// The kind of that record.
    subject_kind: Line, Review required;
    /// The field, or `$deleted`.
    field: Line, Review required;
    /// Whether a person still has to decide.
    open: bool, Review required;
    /// The value in force.
    in_force: Anything, Review;
    /// What names the value in force in `saw`: it changes when the value does.
    in_force_id: Line, Review;
    /// Who set the value in force.
    in_force_by: RecordId, Review;
    /// The other values, oldest first.
    candidates: Candidates, Review;
}

/// A value that somebody gave and that is not in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Candidate {
    /// What names it in `saw`.
    pub id: String,
    /// The group that made it a candidate: its own, or for a delete that of the edit which brought
    /// the record back.
    pub group: GroupId,
    /// The value.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub value: Value,
    /// The value that its author's screen showed.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub from: Value,
    /// Who gave it.
    pub author: AccountId,
    /// On whose behalf or by which path it came, if not straight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// When its author's device said it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<String>,
}

/// The candidates of a dispute, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Candidates(pub Vec<Candidate>);

impl FieldType for Candidates {
    fn describe() -> String {
        format!(
            "up to {DISPUTE_CANDIDATES_MAX} candidates: id, group, value, from, author, via, said_at"
        )
    }
}
