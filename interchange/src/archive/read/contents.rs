//! The contents of files in an archive: each its hash, then its chunks.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::limits::BLOB_CHUNK_BYTES;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Reading, Take, unreadable};

/// Bytes of a chunk as text, with what stands around it, also where somebody has indented the file.
const CHUNK_TEXT_MAX: usize = BLOB_CHUNK_BYTES / 3 * 4 + 4 * 1024;

/// The list of them.
pub(super) struct Files<'r, 't, T>(pub(super) &'r mut Reading<'t, T>);

impl<'de, T: Take> DeserializeSeed<'de> for Files<'_, '_, T> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Take> Visitor<'de> for Files<'_, '_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of contents")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        loop {
            self.0.left.set(CHUNK_TEXT_MAX);
            if seq.next_element_seed(OneFile(self.0))?.is_none() {
                return Ok(());
            }
        }
    }
}

struct OneFile<'r, 't, T>(&'r mut Reading<'t, T>);

impl<'de, T: Take> DeserializeSeed<'de> for OneFile<'_, '_, T> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Take> Visitor<'de> for OneFile<'_, '_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`hash` and `chunks` of some content")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(reading) = self;
        let (mut named, mut ended) = (false, false);
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "hash" if !named => {
                    let hash = map.next_value()?;
                    let taken = reading.take.content(hash);
                    reading.or_refuse(taken)?;
                    named = true;
                }
                "chunks" if named && !ended => {
                    map.next_value_seed(Chunks(reading))?;
                    ended = true;
                }
                "hash" | "chunks" => {
                    let order = "the `hash` of some content stands once and before its `chunks`";
                    return reading.or_refuse(Err(unreadable(order)));
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if !ended {
            return reading.or_refuse(Err(unreadable("some content has no `chunks`")));
        }
        let taken = reading.take.content_end();
        reading.or_refuse(taken)
    }
}

struct Chunks<'r, 't, T>(&'r mut Reading<'t, T>);

impl<'de, T: Take> DeserializeSeed<'de> for Chunks<'_, '_, T> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Take> Visitor<'de> for Chunks<'_, '_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of chunks in base64")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Self(reading) = self;
        loop {
            reading.left.set(CHUNK_TEXT_MAX);
            let Some(text) = seq.next_element::<String>()? else { return Ok(()) };
            let bytes =
                STANDARD.decode(text.as_bytes()).map_err(|_| unreadable("a chunk is not base64"));
            let taken = bytes.and_then(|bytes| reading.take.chunk(bytes));
            reading.or_refuse(taken)?;
        }
    }
}
