//! What people type, as edits: pure functions from words and a book to what a group says.
//!
//! Nothing is guessed. What could mean two things is refused with what to write instead, and what
//! is refused leaves everything as it was.

mod assign;
mod build;
mod day;
mod decide;
mod find;
mod show_day;
mod undo;
mod value;

use chrono::NaiveDate;
use domain::book::Book;

pub use self::assign::{Assignment, Op};
pub use self::build::{Change, changed, changes_of, created, kind_named};
pub use self::day::parse_day;
pub use self::decide::{Choice, Decision, decide};
pub use self::find::{Found, Named, find, fold};
pub use self::show_day::{Here, goes_on_after_midnight, here, zone_of};
pub use self::undo::{Stays, Undo, undo};
pub use self::value::{read, yes_or_no};

/// What words are read against.
#[derive(Clone, Copy, Debug)]
pub struct World<'b> {
    /// The tour as its owner sees it.
    pub book: &'b Book,
    /// The show day that is meant by `today`.
    pub today: NaiveDate,
}
