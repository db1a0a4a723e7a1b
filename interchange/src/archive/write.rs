//! Writing an archive piece by piece, so that whoever sends or stores it holds one piece at a time.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::blob::BlobHash;
use domain::ids::TourId;
use serde::Serialize;

use super::{Head, VERSION};

/// What an archive is called where nobody gives it another name.
pub fn name_of(tour: TourId) -> String {
    format!("tour-{tour}.buscall.json")
}

/// An archive while it is written. The pieces come in this order: the records, then each file with its
/// chunks, then the end. What is written is taken out whenever it is wanted.
#[derive(Debug)]
pub struct Writer {
    out: Vec<u8>,
    /// Whether something stands before the next record, file or chunk in its list.
    follows: bool,
}

impl Writer {
    /// Begins an archive.
    ///
    /// # Errors
    /// Where the head cannot be JSON, which it always can.
    pub fn begin(head: &Head) -> serde_json::Result<Self> {
        let mut out = format!("{{\"buscall_archive\":{VERSION},\n").into_bytes();
        let head = serde_json::to_vec(head)?;
        // The members of the head stand beside the version and the records, not in an object of their own.
        out.extend_from_slice(head.get(1..head.len() - 1).unwrap_or_default());
        out.extend_from_slice(b",\n\"records\":[");
        Ok(Self { out, follows: false })
    }

    /// Writes a record, which is a [`domain::record::Record`] or has its members.
    ///
    /// # Errors
    /// Where it cannot be JSON.
    pub fn record(&mut self, record: &impl Serialize) -> serde_json::Result<()> {
        self.separate(b"\n");
        serde_json::to_writer(&mut self.out, record)
    }

    /// Ends the records; what follows are the contents of files.
    pub fn records_end(&mut self) {
        self.out.extend_from_slice(b"],\n\"contents\":[");
        self.follows = false;
    }

    /// Begins the content of a file.
    pub fn content(&mut self, hash: BlobHash) {
        self.separate(b"\n");
        self.out.extend_from_slice(format!("{{\"hash\":\"{hash}\",\"chunks\":[").as_bytes());
        self.follows = false;
    }

    /// Writes a chunk of the content: [`domain::limits::BLOB_CHUNK_BYTES`] of it, or what is left.
    pub fn chunk(&mut self, bytes: &[u8]) {
        self.separate(b"\n");
        self.out.push(b'"');
        self.out.extend_from_slice(STANDARD.encode(bytes).as_bytes());
        self.out.push(b'"');
    }

    /// Ends the content of a file.
    pub fn content_end(&mut self) {
        self.out.extend_from_slice(b"]}");
        self.follows = true;
    }

    /// Ends the archive.
    pub fn end(&mut self) {
        self.out.extend_from_slice(b"]}\n");
    }

    /// Takes out what is written so far.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    fn separate(&mut self, line: &[u8]) {
        if self.follows {
            self.out.push(b',');
        }
        self.out.extend_from_slice(line);
        self.follows = true;
    }
}
