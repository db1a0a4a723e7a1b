//! Publications: that a day sheet or a list was handed out, as which version, and what has changed
//! between two versions.
//!
//! A publication says which lines a sheet had, so the difference between any two versions, and between
//! a version and what holds now, is found from records alone, on a laptop without signal too.

use serde::Serialize;

use crate::ids::RecordId;
use crate::record::Kind;

/// How a line of a sheet differs between two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Differs {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Dropped,
    /// Its time is another one.
    Moved,
    /// Something else about it is another.
    Changed,
}

/// One line of a sheet that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = PublishedChange))]
pub struct LineChange {
    /// The record of the line.
    pub record: RecordId,
    /// What kind of record it is.
    pub kind: Kind,
    /// How it differs.
    pub differs: Differs,
    /// What it is called now, or was called last.
    pub title: String,
    /// Its time before, where that is another one or the line is gone.
    pub from: Option<String>,
    /// Its time now, where that is another one or the line is new.
    pub to: Option<String>,
    /// All of it for a person: `Soundcheck 16:00 → 16:45`.
    pub sentence: String,
}
