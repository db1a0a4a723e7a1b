//! Receipts: the authority's word on a group.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{GroupId, RecordId, ScopeId};
use crate::problem::Problem;

/// What became of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ReceiptStatus))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Every edit is in force.
    Applied,
    /// In force, with texts merged line by line.
    Merged,
    /// At least one edit is kept beside the value in force, for a person to decide.
    Disputed,
    /// The author may not do this; a manager can accept or discard it.
    Held,
    /// A rule is broken. Nothing took effect; the content is kept.
    Rejected,
}

impl Status {
    /// The word as it stands in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Merged => "merged",
            Self::Disputed => "disputed",
            Self::Held => "held",
            Self::Rejected => "rejected",
        }
    }

    /// The status of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Applied, Self::Merged, Self::Disputed, Self::Held, Self::Rejected]
            .into_iter()
            .find(|status| status.word() == word)
    }
}

/// What became of one edit, where there is more to say than the group's status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditResult {
    /// Its place in the group.
    pub index: usize,
    /// The dispute that keeps its value.
    pub dispute: RecordId,
}

/// The authority's word on a group. The same group always gets the same word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// Which group.
    pub group: GroupId,
    /// What became of it.
    pub status: Status,
    /// Whether it had been received before.
    #[serde(default)]
    pub dup: bool,
    /// The counter of each scope that it changed, after it.
    pub at: BTreeMap<ScopeId, u64>,
    /// Its disputed edits.
    #[serde(default)]
    pub edits: Vec<EditResult>,
    /// Why it is held or rejected.
    #[serde(default)]
    pub problem: Option<Problem>,
}
