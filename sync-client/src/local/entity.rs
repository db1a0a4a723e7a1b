//! The rows of a local copy, one file per table.
//!
//! Columns are primitive: what a value means is checked where a row becomes a domain type, and
//! nothing outside `local` sees a row.
#![expect(unreachable_pub, reason = "the model macro writes `pub`")]
#![expect(
    clippy::disallowed_methods,
    reason = "the model macro writes `begin` into saves of nested models, which we never call"
)]

pub(super) mod change;
pub(super) mod logged_group;
pub(super) mod meta;
pub(super) mod record;
pub(super) mod scope;
