//! Which records name the content of a file.

use domain::blob::BlobHash;
use domain::ids::RecordId;
use domain::record::{Kind, Record};

/// That the record of a file names content, or named it when it was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Naming {
    /// The file.
    pub file: RecordId,
    /// The content.
    pub hash: BlobHash,
}

/// What a record says of the content that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Which content of which file.
    pub naming: Naming,
    /// How many bytes it has; nothing where that is not said.
    pub bytes: Option<u64>,
    /// What kind of content it is.
    pub media_type: Option<String>,
}

/// The content that a live record names: a file's own, or the version of it that somebody was given.
pub fn named_by(record: &Record) -> Option<Named> {
    let text = |field: &str| record.value(field).as_str();
    let file = match record.kind {
        Kind::File => record.id,
        Kind::Handout => text("file")?.parse().ok()?,
        _ => return None,
    };
    if record.deleted {
        return None;
    }
    Some(Named {
        naming: Naming { file, hash: text("hash")?.parse().ok()? },
        bytes: record.value("bytes").as_u64(),
        media_type: text("media_type").map(str::to_owned),
    })
}
