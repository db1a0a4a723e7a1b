//! A whole tour as one file: out of one server, and into another or another organisation.
//!
//! The format is `interchange::archive`. What is here is who may, what of a tour somebody's archive holds,
//! and that an archive is taken in whole or not at all. The records are written by the ledger's `adopt`.

mod arriving;
mod out;
mod report;
mod scopes;
mod take;

pub use self::arriving::{Arriving, Spooled};
pub use self::out::{Outgoing, of_tour};
pub use self::report::{AudienceReport, Report};
pub use self::take::{may_take_in, take_in};
