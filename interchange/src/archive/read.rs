//! Reading an archive from its beginning to its end, handing on each piece as it comes. Only the shape is
//! judged here; what the pieces say is judged by whoever takes them.
//!
//! The file comes from anywhere. So every piece has a limit that is kept while it is read, byte by byte,
//! before it is anything in memory; and JSON that is nested too deep is refused by the parser.

mod contents;

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufReader, Read};

use domain::blob::BlobHash;
use domain::limits::{ARCHIVE_HEAD_BYTES_MAX, ARCHIVE_RECORD_BYTES_MAX, ARCHIVE_RECORDS_BYTES_MAX};
use domain::problem::{ErrorCode, Problem};
use domain::record::Record;
use serde::Deserializer as _;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use self::contents::Files;
use super::{Head, VERSION};

/// Who takes the pieces of an archive, in the order of the file. A refusal ends the reading.
pub trait Take {
    /// Takes what stands before the records.
    ///
    /// # Errors
    /// What is wrong with it.
    fn head(&mut self, head: Head) -> Result<(), Problem>;

    /// Takes a record.
    ///
    /// # Errors
    /// What is wrong with it.
    fn record(&mut self, record: Record) -> Result<(), Problem>;

    /// Takes that the content of a file begins.
    ///
    /// # Errors
    /// What is wrong with it.
    fn content(&mut self, hash: BlobHash) -> Result<(), Problem>;

    /// Takes the next chunk of that content.
    ///
    /// # Errors
    /// What is wrong with it.
    fn chunk(&mut self, bytes: Vec<u8>) -> Result<(), Problem>;

    /// Takes that the content has ended.
    ///
    /// # Errors
    /// What is wrong with it.
    fn content_end(&mut self) -> Result<(), Problem>;
}

/// Reads an archive.
///
/// # Errors
/// What is wrong with the file, as a problem of the code `unreadable_file` or of whoever takes it.
pub fn read(from: impl Read, take: &mut impl Take) -> Result<(), Problem> {
    let left = Cell::new(ARCHIVE_HEAD_BYTES_MAX);
    let measured = Measured { from: BufReader::new(from), left: &left };
    let mut reading = Reading { take, left: &left, refusal: None };
    let mut parser = serde_json::Deserializer::from_reader(measured);
    let parsed = parser.deserialize_map(&mut reading).and_then(|()| {
        left.set(ARCHIVE_HEAD_BYTES_MAX);
        parser.end()
    });
    match (reading.refusal, parsed) {
        (Some(refusal), _) => Err(refusal),
        (None, Ok(())) => Ok(()),
        (None, Err(err)) if err.is_eof() => {
            Err(unreadable("the file ends before the archive does: it is not whole"))
        }
        (None, Err(err)) => Err(unreadable(err)),
    }
}

/// A problem with the file as a file.
pub(super) fn unreadable(why: impl fmt::Display) -> Problem {
    Problem::new(ErrorCode::UnreadableFile, why.to_string())
}

/// Bytes that are counted down while they are read.
struct Measured<'l, R> {
    from: BufReader<R>,
    left: &'l Cell<usize>,
}

impl<R: Read> Read for Measured<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 && !bytes.is_empty() {
            return Err(io::Error::other("a part of it is longer than any may be"));
        }
        let most = bytes.len().min(left);
        let n_bytes = self.from.read(&mut bytes[..most])?;
        self.left.set(left - n_bytes);
        Ok(n_bytes)
    }
}

struct Reading<'r, T> {
    take: &'r mut T,
    left: &'r Cell<usize>,
    refusal: Option<Problem>,
}

impl<T: Take> Reading<'_, T> {
    /// Passes a refusal through the parser, which knows only errors of its own.
    fn or_refuse<E: de::Error, V>(&mut self, taken: Result<V, Problem>) -> Result<V, E> {
        taken.map_err(|problem| {
            let told = E::custom(&problem.detail);
            self.refusal = Some(problem);
            told
        })
    }
}

/// Where in the file the reading is.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Part {
    Start,
    Head,
    Records,
    Contents,
}

impl<'de, T: Take> Visitor<'de> for &mut Reading<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an archive of Buscall")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut part = Part::Start;
        let mut head = serde_json::Map::new();
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "buscall_archive" if part == Part::Start => {
                    let version = map.next_value()?;
                    self.or_refuse(must_be_read_here(version))?;
                    part = Part::Head;
                }
                _ if part == Part::Start => {
                    let first = unreadable(
                        "it is no archive of Buscall: `buscall_archive` is not its first member",
                    );
                    return self.or_refuse(Err(first));
                }
                "records" if part == Part::Head => {
                    let whole = serde_json::Value::Object(std::mem::take(&mut head));
                    let read = serde_json::from_value(whole).map_err(unreadable);
                    let taken = read.and_then(|head| self.take.head(head));
                    self.or_refuse(taken)?;
                    map.next_value_seed(Records(self))?;
                    part = Part::Records;
                    self.left.set(ARCHIVE_HEAD_BYTES_MAX);
                }
                "contents" if part == Part::Records => {
                    map.next_value_seed(Files(self))?;
                    part = Part::Contents;
                    self.left.set(ARCHIVE_HEAD_BYTES_MAX);
                }
                "buscall_archive" | "records" | "contents" => {
                    let order =
                        unreadable(format!("`{name}` stands twice or where it does not belong"));
                    return self.or_refuse(Err(order));
                }
                _ if part == Part::Head => {
                    if head.insert(name.clone(), map.next_value()?).is_some() {
                        return self.or_refuse(Err(unreadable(format!("`{name}` stands twice"))));
                    }
                }
                // What a later release says beside it.
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match part {
            Part::Contents => Ok(()),
            _ => self.or_refuse(Err(unreadable("it has no records or no contents"))),
        }
    }
}

fn must_be_read_here(version: u64) -> Result<(), Problem> {
    if version == u64::from(VERSION) {
        return Ok(());
    }
    Err(unreadable(format!(
        "it is an archive of version `{version}`; this release reads {VERSION}"
    )))
}

struct Records<'r, 't, T>(&'r mut Reading<'t, T>);

impl<'de, T: Take> DeserializeSeed<'de> for Records<'_, '_, T> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Take> Visitor<'de> for Records<'_, '_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Self(reading) = self;
        let mut n_bytes = 0;
        loop {
            reading.left.set(ARCHIVE_RECORD_BYTES_MAX);
            let Some(record) = seq.next_element::<Record>()? else { return Ok(()) };
            n_bytes += ARCHIVE_RECORD_BYTES_MAX - reading.left.get();
            if n_bytes > ARCHIVE_RECORDS_BYTES_MAX {
                let rule = format!("its records have more than {ARCHIVE_RECORDS_BYTES_MAX} bytes");
                return reading.or_refuse(Err(Problem::new(ErrorCode::TooLarge, rule)));
            }
            let taken = reading.take.record(record);
            reading.or_refuse(taken)?;
        }
    }
}
