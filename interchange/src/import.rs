//! Reading the tours that other people keep: tables, YAML, JSON, event pages and calendars.
//!
//! [`read`] is pure and total: bytes come in, a [`Report`] goes out that says of every row what it became or
//! why it was refused. It never invents a time, a year, a zone or a place; what a file leaves open is asked.
//!
//! A file goes through four steps. `format` and a reader (`csv`, `xlsx`, `yaml`, `json`, `ics`) turn it into
//! rows of fields, and `headers` says what each field is about; `join` brings tables together that refer to
//! each other; `drafts` settles dates and times over the whole file; `assemble` places each show in the world
//! and makes the event.

mod assemble;
mod clocks;
mod csv;
mod dates;
mod drafts;
mod encoding;
mod format;
mod guard;
mod headers;
mod ics;
mod join;
mod json;
mod location;
mod place_of_row;
mod position;
mod report;
mod row;
mod table;
mod tree;
mod xlsx;
mod yaml;
mod zones;

use self::{report::Notes, row::Sheet};
use crate::places::Places;

pub use report::{Event, Problem, Report, Severity, ZoneFrom};

/// The largest file that is read. The largest real tour found was 250 KB.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;

/// The most shows one import may hold: more than any act has played.
pub const ROWS_MAX: usize = 20_000;

/// A file as it was given: its name, which may tell the format, and its bytes.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'a> {
    /// The name, with or without a folder.
    pub name: &'a str,
    /// Everything that is in it.
    pub bytes: &'a [u8],
}

/// Reads files that belong together and reports what each row became.
///
/// Tables that refer to each other by columns such as `venue_id` are joined; all other files are read one
/// after the other.
pub fn read(files: &[SourceFile<'_>], places: &Places) -> Report {
    let mut formats: Vec<&str> = Vec::new();
    let mut notes = Notes::default();
    let mut sheets: Vec<Sheet> = Vec::new();
    for file in files {
        let own_name = (files.len() > 1).then(|| file.name.to_owned());
        let mut loaded = guard::load(*file);
        loaded.notes.belong_to(own_name.as_deref());
        for sheet in &mut loaded.sheets {
            sheet.belongs_to(own_name.as_deref());
        }
        if !formats.contains(&loaded.format) {
            formats.push(loaded.format);
        }
        notes.append(loaded.notes);
        sheets.append(&mut loaded.sheets);
    }
    join::join(&mut sheets, &mut notes);
    let mut drafts = Vec::new();
    for sheet in sheets {
        drafts.extend(drafts::of_sheet(sheet, &mut notes));
    }
    assemble::report(formats.join("+"), drafts, notes, places)
}
