//! Advancing: tour and venue agree every detail of a show, in writing.
//!
//! A sheet is a list of questions, copied from a template to an event. An answer is a record of its
//! own and never the tour book itself: `landing` says where it would go and what stands there,
//! `decide` puts it there once somebody of the tour says so. `sheet` joins questions and answers,
//! `progress` counts them, `before` finds what the venue said the last time, `keep` takes what was
//! learnt back to the directory, `chase` says who owes what, `mail` words that for the venue, and
//! `remind` says which mails are due.

mod answer;
mod before;
mod begin;
mod chase;
mod decide;
mod differing;
mod form;
mod keep;
mod landing;
mod mail;
mod progress;
mod remind;
mod say;
mod sheet;
mod starters;
#[cfg(test)]
mod tests;

/// Where the form of a link stands on a server: this, then the secret.
pub const FORM_PATH: &str = "/a/";
/// By which path the groups of a form come; behind a comma stands who filled it in.
pub const FORM_VIA: &str = "advance form";

pub use self::answer::rows_of;
pub use self::before::{Before, Visit, last_visit};
pub(crate) use self::begin::is_advanced;
pub use self::begin::{Begin, BeginPlan, SheetPlan, begin, sheet_of};
pub use self::chase::{LEAD_DAYS_DEFAULT, Owed, OwedField, chase, lead_days, owed_on};
pub use self::decide::{Decision, DecisionProblem, accept_all, decide};
pub use self::differing::VenueSays;
pub(crate) use self::differing::differing;
pub use self::form::{FormRead, Posted, Typed, read_form};
pub use self::keep::{Correction, Kept, keep};
pub use self::landing::{Planned, planned};
pub use self::mail::{LINK, MailStatus, MailText, first_mail, mail_for, reminder};
pub(crate) use self::progress::of_sheet;
pub use self::progress::{AdvanceStatus, Counts, Progress, SectionCounts, progress};
pub use self::remind::{Mailed, Reminder, Round, round};
pub use self::say::{Remark, Said, ask, read_typed, say};
pub(crate) use self::sheet::guest_of;
pub use self::sheet::{AnsweredBy, Asked, FieldState, asked};
pub use self::starters::{STARTERS, Starter};
