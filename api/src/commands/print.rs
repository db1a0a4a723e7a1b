//! Writing results: the one place that writes to stdout.

use std::io::{ErrorKind, Write as _};

use serde::Serialize;

/// Prints text as it is and ends the line.
pub(super) fn text(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush()) {
        // Whoever reads has seen enough, as `head` does.
        Err(err) if err.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Prints JSON on one line.
pub(super) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    text(&serde_json::to_string(value)?)
}
