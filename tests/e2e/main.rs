//! The product from outside: real servers on real ports, SQLite and PostgreSQL alike.
#![expect(clippy::unwrap_used, reason = "a test may panic, and so may its helpers")]

mod advance_mail;
mod advancing;
mod archive;
mod book;
mod commands;
mod companion;
mod concurrency;
mod day_links;
mod dispute;
mod errors;
mod faults;
mod feeds;
mod files;
mod held;
mod imports;
mod invariants;
mod ledger;
mod limits;
mod live;
mod openapi;
mod pages;
mod paper;
mod people;
mod publishing;
mod restart;
mod roads;
mod secrecy;
mod sync;
mod tables;
mod tidy;
mod trouble;
mod wire;
mod workload;
