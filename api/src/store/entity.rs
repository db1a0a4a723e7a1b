//! The rows of the server's database, one file per table.
//!
//! Columns are primitive: what a value means is checked where a row becomes a domain type, and
//! nothing outside `store` sees a row.
#![expect(
    clippy::disallowed_methods,
    reason = "the model macro writes `begin` into saves of nested models, which we never call"
)]

pub mod account;
pub mod advance_link;
pub mod advance_mail;
pub mod advance_visit;
pub mod blob;
pub mod blob_chunk;
pub mod commit_tag;
pub mod day_link;
pub mod feed;
pub mod held_group;
pub mod history;
pub mod invitation;
pub mod membership;
pub mod organisation;
pub mod receipt;
pub mod record;
pub mod road;
pub mod scope;
pub mod server;
pub mod session;
pub mod tour;
pub mod upload;
