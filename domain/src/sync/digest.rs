//! Digest and tag of a scope. The digest tells whether two copies hold the same records; the tag
//! tells whether two copies have the same past.

use crate::ids::{GroupId, RecordId};
use crate::record::{Kind, Record};

/// The sum, modulo 2^128, of a hash of every record's kind, id, `ver` and `seq`, deleted ones too.
/// It is kept by subtracting a record's old hash and adding the new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest(u128);

impl Digest {
    /// Reads a stored digest; `None` where it has not 16 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(u128::from_le_bytes(bytes)))
    }

    /// As it is stored.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    /// Takes a record in.
    pub fn add(&mut self, record: &Record) {
        self.add_version(&record.kind, record.id, record.ver, record.seq);
    }

    /// Takes a record out, as it was when it was taken in.
    pub fn subtract(&mut self, record: &Record) {
        self.subtract_version(&record.kind, record.id, record.ver, record.seq);
    }

    /// Takes a record in, of which no more is at hand than this.
    pub fn add_version(&mut self, kind: &Kind, id: RecordId, ver: u64, seq: u64) {
        self.0 = self.0.wrapping_add(hash(kind, id, ver, seq));
    }

    /// Takes a record out, of which no more is at hand than this.
    pub fn subtract_version(&mut self, kind: &Kind, id: RecordId, ver: u64, seq: u64) {
        self.0 = self.0.wrapping_sub(hash(kind, id, ver, seq));
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// As it is sent: 32 hexadecimal digits.
impl std::str::FromStr for Digest {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

fn hash(kind: &Kind, id: RecordId, ver: u64, seq: u64) -> u128 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kind.name().as_bytes());
    hasher.update(&[0]);
    hasher.update(id.0.as_bytes());
    hasher.update(&ver.to_le_bytes());
    hasher.update(&seq.to_le_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    u128::from_le_bytes(bytes)
}

/// What names one moment of a scope's past.
pub type Tag = [u8; 8];

/// The tag after a group. The randomness keeps two servers that were restored from one backup
/// from arriving at the same tag with different pasts.
pub fn next_tag(before: Tag, group: GroupId, random: [u8; 8]) -> Tag {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&before);
    hasher.update(group.0.as_bytes());
    hasher.update(&random);
    let mut tag = [0; 8];
    tag.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    tag
}
