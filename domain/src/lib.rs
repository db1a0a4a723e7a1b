//! The tour book as data and pure functions: time, records, merge, permissions and views.
//!
//! Nothing here does I/O, waits, or knows of a database or of HTTP. The server, the command line
//! and the tests call the same functions, so a rule is written once. The single exception is
//! `time::tzdb`, which may read the machine's zone rules when they are newer than the bundled ones.
#![warn(missing_docs)]

pub mod advance;
pub mod blob;
pub mod book;
pub mod change;
pub mod geo;
pub mod holds;
pub mod ids;
pub mod limits;
pub mod permission;
pub mod problem;
pub mod publish;
pub mod record;
pub mod routing;
pub mod shift;
pub mod sync;
pub mod template;
pub mod time;
pub mod view;
