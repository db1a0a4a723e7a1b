//! Countries: codes and names in the languages that tours are written in, from CLDR.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, ensure};

/// CLDR's names come pickled inside a Python package, so Python reads them.
const SCRIPT: &str = include_str!("countries.py");

/// Asks the packages installed in `folder` for the table; its rows are sorted by code.
pub(super) fn table(folder: &Path) -> Result<String> {
    let output = Command::new("python3")
        .args(["-c", SCRIPT])
        .arg(folder)
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .context("`python3` could not be started")?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the names of countries could not be read: {complaint}");
    Ok(String::from_utf8(output.stdout)?)
}
