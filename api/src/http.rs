//! The HTTP side: routes, extractors and answers. Handlers decode, call one service, and encode.

pub mod actor;
pub mod answer;
pub mod input;
pub mod changes;
pub mod days;
pub mod groups;
pub mod imports;
pub mod live;
pub mod problem;
pub mod records;
pub mod routes;
pub mod views;

pub use routes::configure;
