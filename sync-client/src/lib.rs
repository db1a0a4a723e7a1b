//! The companion: a local copy of the tour book, and the command `buscall` that reads and edits it.

pub mod cli;
pub mod clock;
pub mod commands;
pub mod edit;
pub mod engine;
pub mod error;
pub mod home;
pub mod local;
pub mod net;
pub mod render;
