//! The HTTP side: routes, extractors and answers. Handlers decode, call one service, and encode.
#![expect(
    unused_qualifications,
    reason = "utoipa writes the types of queries out once more, with their path"
)]

pub mod accounts;
pub mod actor;
pub mod advance;
pub mod advance_links;
pub mod advance_mails;
pub mod answer;
pub mod archives;
pub mod blobs;
pub mod changes;
pub mod day_links;
pub mod days;
pub mod feeds;
pub mod files;
pub mod form;
pub mod groups;
pub mod holds;
pub mod imports;
pub mod input;
pub mod invitations;
pub mod live;
pub mod members;
pub mod middleware;
pub mod openapi;
pub mod ops;
pub mod organisations;
pub mod pages;
pub mod paper;
pub mod patch;
pub mod peer;
pub mod problem;
pub mod publications;
pub mod records;
pub mod routes;
pub mod sessions;
pub mod share;
pub mod sync;
pub mod tables;
pub mod tours;
pub mod views;

pub use routes::configure;
