//! One row of a schedule template.

use serde::{Deserialize, Serialize};

use super::list::Lines;
use super::text::{Line, Prose};
use crate::record::kinds::ItemType;
use crate::time::When;

/// One row of a schedule template. A copy of it becomes a schedule item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TemplateItem {
    /// What happens.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub title: Line,
    /// Its type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_type: Option<ItemType>,
    /// When on the show day.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub when: When,
    /// Whether it stays when the rest of the day is shifted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hard: bool,
    /// Whether it is one of the day's key times.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub key: bool,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub detail: Option<Prose>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub place: Option<Line>,
    /// The departments that it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
    pub departments: Option<Lines>,
}
