//! The mark beside a copy: which file on which machine goes under which replica id.
//!
//! A file that was copied or restored knows as little of it as a twin does. Two copies that save
//! under one id would each contradict what the other has said, so whoever opens a file that is not
//! the marked one takes another id.

use std::path::Path;

use domain::ids::ReplicaId;
use serde::{Deserialize, Serialize};

use super::opening::beside;
use crate::error::{Error, Result};
use crate::home::write_private;

/// Where systems keep a name of the machine, if they do.
const MACHINE_IDS: [&str; 2] = ["/etc/machine-id", "/var/lib/dbus/machine-id"];

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    replica: ReplicaId,
    machine: String,
    file: String,
}

/// Whether the mark says that this very file goes under this id. A mark that is missing or cannot
/// be read says nothing.
pub(super) fn is_of(path: &Path, replica: ReplicaId) -> bool {
    let text = std::fs::read(beside(path, "mark")).ok();
    let mark = text.and_then(|text| serde_json::from_slice::<Mark>(&text).ok());
    mark.is_some_and(|mark| now(path, replica).is_ok_and(|now| now == mark))
}

/// Says that this very file goes under this id.
pub(super) fn write(path: &Path, replica: ReplicaId) -> Result<()> {
    let mark = now(path, replica).map_err(|err| Error::file(path, err))?;
    let json = serde_json::to_vec(&mark).expect("a mark is ids and text");
    write_private(&beside(path, "mark"), &json)
}

fn now(path: &Path, replica: ReplicaId) -> std::io::Result<Mark> {
    let machine = MACHINE_IDS.iter().find_map(|path| std::fs::read_to_string(path).ok());
    let machine = machine.unwrap_or_default().trim().to_owned();
    Ok(Mark { replica, machine, file: identity(path)? })
}

/// What a copy of the file does not share with it: on unix the inode, which moves with the file,
/// elsewhere the place.
#[cfg(unix)]
fn identity(path: &Path) -> std::io::Result<String> {
    use std::os::unix::fs::MetadataExt as _;

    let file = std::fs::metadata(path)?;
    Ok(format!("{}:{}", file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> std::io::Result<String> {
    std::fs::canonicalize(path).map(|path| path.display().to_string())
}
