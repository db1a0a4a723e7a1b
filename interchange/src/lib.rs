//! Files in and out of the tour book.
//!
//! `import` reads what other people keep their tours in and says of every row what it became, `export` writes
//! what is taped to walls, lands in calendars and goes to hotels, `archive` is a whole tour as one file, and `places` knows
//! cities, airports and the zones of coordinates. Nothing here opens a file, a database or a connection:
//! bytes come in, values go out.

pub mod archive;
pub mod export;
pub mod import;
pub mod places;
pub mod plan;

pub use places::Places;
