//! Files out: what is taped to a wall, lands in a calendar, goes to a hotel, or moves to another server.
//!
//! Everything here is made from views and records alone, so a laptop without signal writes the very
//! files that the server does.

pub mod ics;
pub mod pdf;
pub mod table;
