//! Changes: groups of edits, how they merge into records, and what the authority says of them.
//!
//! Everything is pure: the ledger loads the records a group touches, calls [`merge`], and writes
//! what comes back. The client runs the same merge over its local copy.

mod admit;
mod apply;
mod check;
mod dispute;
mod draft;
mod group;
mod life;
mod members;
mod merge;
mod needs;
mod receipt;
mod settle;
mod split;
mod text;

pub use self::check::check_group;
pub use self::group::{Create, Edit, FromTo, Group, Member, Settle};
pub use self::merge::{HistoryEntry, MergeContext, Merged, Outcome, merge};
pub use self::needs::{first_needs, more_needs};
pub use self::receipt::{EditResult, Receipt, Status};
pub use self::split::in_groups;
