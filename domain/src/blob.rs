//! The content of files: named by its hash, kept in chunks, hashed as it arrives.
//!
//! BLAKE3 is a tree, and a chunk of ours is a whole branch of it. So each chunk is hashed once, on
//! its own, when it arrives, and the name of the whole follows from the hashes of its chunks: an
//! upload that was cut off goes on where it stopped, and nothing is read or hashed a second time.

use std::fmt;
use std::str::FromStr;

use blake3::hazmat::{ChainingValue, merge_subtrees_root};
use blake3::hazmat::{HasherExt as _, Mode, left_subtree_len, merge_subtrees_non_root};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::limits::BLOB_CHUNK_BYTES;

/// The name of some content: its BLAKE3, written as 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobHash([u8; 32]);

/// What is kept of a chunk beside its bytes, so that the whole can be named without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChunkHash([u8; 32]);

impl BlobHash {
    /// The name of content that is at hand as a whole.
    pub fn of(content: &[u8]) -> Self {
        Self(*blake3::hash(content).as_bytes())
    }

    /// The name of content of `length` bytes whose chunks hash so, in order; nothing where these
    /// are not all of its chunks.
    pub fn of_chunks(length: u64, chunks: &[ChunkHash]) -> Option<Self> {
        if n_chunks(length) != chunks.len() as u64 {
            return None;
        }
        match chunks {
            [] => Some(Self::of(b"")),
            [only] => Some(Self(only.0)),
            several => {
                let left = left_subtree_len(length);
                let (first, rest) = split(left, several);
                let (first, rest) = (branch(left, first), branch(length - left, rest));
                Some(Self(*merge_subtrees_root(&first, &rest, Mode::Hash).as_bytes()))
            }
        }
    }
}

impl ChunkHash {
    /// The hash of the chunk of this index in content of `length` bytes.
    pub fn of(length: u64, index: u64, chunk: &[u8]) -> Self {
        if n_chunks(length) <= 1 {
            return Self(BlobHash::of(chunk).0);
        }
        let mut hasher = blake3::Hasher::new();
        hasher.set_input_offset(index * BLOB_CHUNK_BYTES as u64).update(chunk);
        Self(hasher.finalize_non_root())
    }

    /// The hash that was stored as these bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// How many chunks content of this length has.
pub fn n_chunks(length: u64) -> u64 {
    length.div_ceil(BLOB_CHUNK_BYTES as u64)
}

fn branch(length: u64, chunks: &[ChunkHash]) -> ChainingValue {
    if let [only] = chunks {
        return only.0;
    }
    let left = left_subtree_len(length);
    let (first, rest) = split(left, chunks);
    merge_subtrees_non_root(&branch(left, first), &branch(length - left, rest), Mode::Hash)
}

/// A left branch is a power of two and larger than one chunk, so it ends where a chunk does.
fn split(left: u64, chunks: &[ChunkHash]) -> (&[ChunkHash], &[ChunkHash]) {
    let n_left = usize::try_from(n_chunks(left)).unwrap_or(usize::MAX);
    chunks.split_at(n_left.min(chunks.len()))
}

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BlobHash({self})")
    }
}

impl FromStr for BlobHash {
    type Err = String;

    /// Capitals are refused, so that one content has one name.
    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || format!("`{text}` is not a hash of 64 lower-case hex digits");
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let digits: Option<Vec<u8>> = text.bytes().map(digit).collect();
        let digits = digits.filter(|digits| digits.len() == 64).ok_or_else(refuse)?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = pair[0] << 4 | pair[1];
        }
        Ok(Self(bytes))
    }
}

impl Serialize for BlobHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BlobHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|n| u8::try_from(n * 7 % 251).unwrap()).collect()
    }

    #[test]
    fn content_has_the_same_name_whole_and_in_chunks() {
        let chunk = BLOB_CHUNK_BYTES;
        let lengths = [0, 1, 1_024, 1_025, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + 1];
        for length in lengths.into_iter().chain([3 * chunk, 5 * chunk - 7, 8 * chunk + 1_024]) {
            let whole = content(length);
            let hash =
                |(index, part): (usize, &[u8])| ChunkHash::of(length as u64, index as u64, part);
            let chunks: Vec<_> = whole.chunks(chunk).enumerate().map(hash).collect();
            let named = BlobHash::of_chunks(length as u64, &chunks);
            assert_eq!(named, Some(BlobHash::of(&whole)), "{length} bytes");
        }
    }

    #[test]
    fn chunks_that_are_missing_or_in_another_order_do_not_have_the_name_of_the_whole() {
        let whole = content(3 * BLOB_CHUNK_BYTES);
        let length = whole.len() as u64;
        let parts = whole.chunks(BLOB_CHUNK_BYTES);
        let mut chunks: Vec<_> =
            parts.zip(0..).map(|(part, index)| ChunkHash::of(length, index, part)).collect();
        assert_eq!(BlobHash::of_chunks(length, &chunks[..2]), None);
        chunks.swap(0, 1);
        assert_ne!(BlobHash::of_chunks(length, &chunks), Some(BlobHash::of(&whole)));
    }

    #[test]
    fn a_hash_is_read_as_it_is_written_and_in_no_other_form() {
        let hash = BlobHash::of(b"rider");
        let text = hash.to_string();
        assert_eq!(text.len(), 64);
        assert_eq!(text.parse(), Ok(hash));
        for wrong in [text.to_uppercase(), text[1..].to_owned(), format!("{text}0"), "é".repeat(32)]
        {
            let refused = wrong.parse::<BlobHash>().unwrap_err();
            assert!(refused.contains("64 lower-case hex digits"), "{refused}");
        }
    }
}
