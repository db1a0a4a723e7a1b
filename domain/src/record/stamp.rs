//! Who set a field: what a person sees beside a value, and what a delete is compared with.

use serde::{Deserialize, Serialize};

use crate::ids::AccountId;

/// The name under which the stamp of a delete or an undelete is kept, beside the real fields.
pub const DELETED: &str = "$deleted";

/// The origin of one field's value.
///
/// Beside the fields, a record keeps the stamps of members (`assignees[<id>]`) and, where an edit
/// took effect without having seen the one before it, also that one's (`notes+`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stamp {
    /// The scope's counter at that change.
    pub seq: u64,
    /// The record's `ver` after that change.
    pub ver: u64,
    /// Who said it; absent for what the server did by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AccountId>,
    /// On whose behalf or by which path it came: `import`, an advance link, a hub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// When its author's device said it was. A label for people, never compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<String>,
}
