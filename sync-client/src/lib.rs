//! The companion: a local copy of the tour book, and the command `buscall` that reads and edits it.

pub mod render;
