//! The wall around other people's parsers. They are asked to read whatever a stranger sends; should one of them
//! panic, the file is refused like any other that cannot be read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{
    FILE_BYTES_MAX, SourceFile, format,
    report::{Notes, Problem},
    row::Sheet,
};

/// What one file holds.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    pub(super) format: &'static str,
    pub(super) sheets: Vec<Sheet>,
    pub(super) notes: Notes,
}

impl Loaded {
    /// A file of which nothing could be read.
    pub(super) fn refused(format: &'static str, reason: impl Into<String>) -> Self {
        let mut notes = Notes::default();
        notes.push(Problem::error(reason));
        Self { format, sheets: Vec::new(), notes }
    }
}

/// Reads a file of a bearable size.
pub(super) fn load(file: SourceFile<'_>) -> Loaded {
    if file.bytes.len() > FILE_BYTES_MAX {
        let mebibytes = FILE_BYTES_MAX / (1024 * 1024);
        return Loaded::refused(
            format::UNKNOWN,
            format!("the file is larger than {mebibytes} MiB"),
        );
    }
    // Nothing outlives a panic in there: the readers own all they build, and the bytes are only borrowed.
    catch_unwind(AssertUnwindSafe(|| format::load(file))).unwrap_or_else(|_| {
        Loaded::refused(format::UNKNOWN, "the file cannot be read: its parser gave up on it")
    })
}
