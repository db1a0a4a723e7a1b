//! What the server does for people: checks who may, calls the rules in `domain`, opens transactions.
//!
//! Nothing here knows of HTTP. A service answers with domain types or with an `Error`.

pub mod access;
pub mod accounts;
pub mod advance;
pub mod archives;
pub mod blobs;
pub mod books;
pub mod demo;
pub mod finish;
pub mod groups;
pub mod history;
pub mod holds;
pub mod import;
pub mod invitations;
pub mod ledger;
pub mod live;
pub mod members;
pub mod operator;
pub mod organisations;
pub mod plans;
pub mod resources;
pub mod roads;
pub mod sessions;
pub mod sync;
pub mod tours;
pub mod views;
