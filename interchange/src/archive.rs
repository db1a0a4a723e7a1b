//! A whole tour as one JSON file with its files, to be read by people and programs, and to be brought
//! into another server with the same ids. `docs/ARCHIVE.md` describes every member.
//!
//! The file is written and read in a stream: at no time is more of it in memory than the records and one
//! chunk of a file. It says nothing of accounts, levels, links, mails and history: these are the server's.

mod check;
mod judge;
mod named;
mod read;
mod write;

use chrono::{DateTime, Utc};
use domain::blob::BlobHash;
use domain::ids::{ScopeId, TourId};
use domain::permission::AUDIENCES;
use serde::{Deserialize, Serialize};

pub use self::check::{Check, Contents, Counted};
pub use self::named::{Named, Naming, named_by};
pub use self::read::{Take, read};
pub use self::write::{Writer, name_of};

/// The version of the format that is written, and the only one that is read. A member that is added
/// does not change it; one that is renamed, removed or means something else does.
pub const VERSION: u32 = 1;

/// What stands before the records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// When it was written, and by which program.
    pub written: Written,
    /// The tour.
    pub tour: TourId,
    /// Whether an audience that every tour has is left out, because whoever wrote it is not in it.
    pub partial: bool,
    /// The audiences that are in it, each whole.
    pub audiences: Vec<Audience>,
    /// The content that live records name.
    pub files: Vec<FileEntry>,
}

/// When an archive was written, and by which program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// When.
    pub at: DateTime<Utc>,
    /// The program and its version: `buscall-api 0.1.0`.
    pub by: String,
}

/// An audience of the tour, as it was when the archive was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// Its scope.
    pub scope: ScopeId,
    /// Its name.
    pub name: String,
    /// Whether it is one of the tour's own, and not one that every tour has.
    pub custom: bool,
    /// The number of its newest change.
    pub head: u64,
    /// How many records it has, deleted ones too.
    pub n_records: u64,
    /// The sum of them, as [`domain::sync::Digest`] is written.
    pub digest: String,
}

/// Content that a live record names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// What names it.
    pub hash: BlobHash,
    /// How many bytes it has. Only of what is missing it may not be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// What kind of content a record says it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Whether its bytes are not in the archive, because whoever wrote it did not have them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missing: bool,
}

impl Audience {
    /// Whether this is the name of an audience that not every tour has.
    pub fn is_custom(name: &str) -> bool {
        !AUDIENCES.contains(&name)
    }
}

impl Head {
    /// Whether an audience that every tour has is not among these.
    pub fn is_partial(audiences: &[Audience]) -> bool {
        let is_here = |name: &&str| audiences.iter().any(|audience| audience.name == **name);
        !AUDIENCES.iter().all(is_here)
    }
}

#[cfg(test)]
mod tests;
