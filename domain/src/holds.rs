//! Dates that venues keep for the tour: what becomes of a queue when a hold is let go, challenged or
//! confirmed, which dates are open, and what does not go together.
//!
//! A plan changes nothing. Its edits are one group of the usual kind, each from the value that was shown
//! to the new one. Nothing is deleted: a hold that is over stays with what it said.

mod avails;
mod house;
mod plan;
mod problems;
#[cfg(test)]
mod tests;

pub use self::avails::{Avail, AvailHold, avails, avails_text};
pub use self::house::house_name;
pub use self::plan::{Fresh, HoldPlan, HoldRefusal, challenge, clear, confirm, promote};
pub use self::problems::{HoldProblem, hold_problems};
use crate::record::kinds::{Hold, HoldStatus};

/// Whether the venue still keeps the date for the tour.
pub fn is_live(hold: &Hold) -> bool {
    match hold.status {
        None | Some(HoldStatus::Held | HoldStatus::Challenged) => true,
        Some(HoldStatus::Confirmed | HoldStatus::Released) => false,
    }
}
