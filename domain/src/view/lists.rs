//! The lists that go to others: the guest list of an event for its box office, the rooming list of a stay
//! for its hotel. Each says as which version it stands, and what differs from the one handed out before.

mod guests;
mod rooms;

use serde::Serialize;

pub use self::guests::{GuestList, GuestRow, guest_list};
pub use self::rooms::{RoomRow, RoomingList, rooming_list};
use crate::book::Book;
use crate::ids::RecordId;
use crate::publish::{LineChange, Subject, compared, versions};
use crate::record::kinds::Severity;

/// As which version a sheet or a list stands now.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Standing {
    /// The newest version, `3`; null where it was never handed out.
    pub version: Option<String>,
    /// What names the act of publishing it.
    pub edition: Option<RecordId>,
    /// Why there was a new one.
    pub reason: Option<String>,
    /// How much it mattered.
    pub severity: Option<Severity>,
    /// When its author's device said it was.
    pub said_at: Option<String>,
    /// The version that `changes` are counted from: the newest where something has changed since, else
    /// the one before it.
    pub since: Option<String>,
    /// What differs from that version.
    pub changes: Vec<LineChange>,
    /// How many of them are not in the newest version.
    pub n_unpublished: usize,
}

/// As which version a sheet or a list stands now.
pub fn standing(book: &Book, subject: Subject) -> Standing {
    let Some((version, n_unpublished, changes)) = compared(book, subject) else {
        return Standing::default();
    };
    let before = || {
        let all = versions(book, subject);
        all.iter().rev().nth(1).map(|version| version.label.clone())
    };
    Standing {
        since: if n_unpublished > 0 { Some(version.label.clone()) } else { before() },
        version: Some(version.label),
        edition: Some(version.edition),
        reason: version.reason,
        severity: version.severity,
        said_at: version.said_at,
        changes,
        n_unpublished,
    }
}

/// What a change says about one row.
fn mark(changes: &[LineChange], record: RecordId) -> Option<LineChange> {
    changes.iter().find(|change| change.record == record).cloned()
}

/// What is no longer on a list.
fn gone(changes: &[LineChange], still: impl Fn(RecordId) -> bool) -> Vec<LineChange> {
    changes.iter().filter(|change| !still(change.record)).cloned().collect()
}
