//! A table as text for any program: RFC 4180 with commas and CRLF, in UTF-8.
//!
//! It begins with a byte order mark. Excel reads a file without one in the code page of the machine, where
//! `Žižkov` becomes rubbish; LibreOffice and Numbers pass it over, and so does our importer. Python wants
//! `utf-8-sig`.
//!
//! No cell can run as a formula (`formula`). A phone number with its country code begins like one too, and a
//! spreadsheet would make a sum of it, so it is guarded as well: `'+49 170 …`. Whoever wants numbers without
//! the apostrophe takes the workbook, where a text is a text. Numbers and dates are never guarded, and never
//! negative.

use csv::{Terminator, WriterBuilder};

use super::formula::guarded;
use super::{Cell, Table};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes a table. What is said of all of it stands above, with an empty line between.
pub(super) fn write(table: &Table) -> Vec<u8> {
    let mut text = BYTE_ORDER_MARK.as_bytes().to_vec();
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(&mut text);
    let width = table.width();
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        // Every line has the same number of cells, as RFC 4180 asks.
        let padded = cells.chain(std::iter::repeat(String::new())).take(width);
        let padded: Vec<_> = padded.collect();
        writer.write_record(padded).expect("memory takes every line, and all are of one length");
    };
    for (label, value) in &table.about {
        line(&mut [(*label).to_owned(), cell(value)].into_iter());
    }
    if !table.about.is_empty() {
        line(&mut std::iter::empty());
    }
    line(&mut table.columns.iter().map(|column| guarded(column).into_owned()));
    for row in &table.rows {
        line(&mut row.cells.iter().map(cell));
    }
    drop(writer);
    text
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(text).into_owned(),
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
    }
}
