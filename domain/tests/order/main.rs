//! Suggested orders: by name, by law, and beside the best order there is.

mod laws;
mod oracle;
mod tables;
mod world;
