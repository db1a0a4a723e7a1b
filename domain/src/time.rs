//! Time on tour: a wall clock on a show day, in the zone of that day.
//!
//! What is stored is the wall clock and the zone's name; instants are derived. So a change of the
//! day's zone, or of the tz database, never moves a time somebody wrote. A wall time that a change
//! of the clocks skips or repeats is reported and never guessed at in silence.
//!
//! `show_clock` and `when` are the values, `parse` reads what people type, `zone` and `links` name
//! zones, `resolve` derives instants, and `tzdb` chooses the rules.

mod links;
mod parse;
mod problem;
mod resolve;
mod show_clock;
mod tzdb;
mod when;
mod when_json;
mod zone;

pub use parse::{parse_clock, parse_date, parse_when};
pub use problem::{ClockProblem, DateProblem, TIME_TEXT_MAX, ZoneProblem};
pub use resolve::{
    Change, Moment, ZoneMoment, local, resolve, zone_at, zone_change_on, zone_changes,
};
pub use show_clock::ShowClock;
pub use tzdb::{BUNDLED_VERSION, TzdbInUse, TzdbOrigin, tzdb};
pub use when::{Fold, SortKey, Span, When};
pub use zone::Zone;
