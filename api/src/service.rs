//! What the server does for people: checks who may, calls the rules in `domain`, opens transactions.
//!
//! Nothing here knows of HTTP. A service answers with domain types or with an `Error`.

pub mod access;
pub mod books;
pub mod ledger;
pub mod live;
pub mod resources;
