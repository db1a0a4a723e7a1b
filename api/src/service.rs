//! What the server does for people: checks who may, calls the rules in `domain`, opens transactions.
//!
//! Nothing here knows of HTTP. A service answers with domain types or with an `Error`.

pub mod access;
pub mod accounts;
pub mod advance;
pub mod archives;
pub mod blobs;
pub mod books;
pub mod day_links;
pub mod demo;
pub mod feeds;
pub mod finish;
pub mod groups;
pub mod history;
pub mod holds;
pub mod import;
pub mod invitations;
pub mod ledger;
pub mod links;
pub mod live;
pub mod members;
pub mod operator;
pub mod organisations;
pub mod paper;
pub mod plans;
pub mod publications;
pub mod resources;
pub mod roads;
pub mod sessions;
pub mod sync;
pub mod tables;
pub mod tours;
pub mod views;
