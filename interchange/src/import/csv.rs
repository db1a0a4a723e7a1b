//! Tables as text: commas, semicolons, tabs or bars between the cells.

use csv::{ReaderBuilder, StringRecord};

use super::{
    ROWS_MAX, format,
    guard::Loaded,
    headers,
    report::{Notes, Problem},
    row::Value,
    table::{self, Table},
};
use crate::export::table::bare;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many rows show which sign parts the cells.
const SAMPLE_ROWS: usize = 25;

/// Reads a table, whatever parts its cells.
pub(super) fn load(text: &str, name: &str) -> Loaded {
    // Some spreadsheets say on a line of its own what parts the cells.
    let (text, skipped) = match text.split_once('\n') {
        Some((first, rest)) if first.trim_end().len() == 5 && first.starts_with("sep=") => {
            (rest, 1)
        }
        _ => (text, 0),
    };
    let mut notes = Notes::default();
    let delimiter = delimiter(text);
    let mut records = records(text, delimiter, true);
    let odd_quotes = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    if odd_quotes && records.iter().any(|record| record.iter().any(|cell| cell.contains('\n'))) {
        let reason = "a quotation mark is never closed, so quotation marks were read as plain text";
        notes.push(Problem::warning(reason));
        records = self::records(text, delimiter, false);
    }
    if records.len() > ROWS_MAX + SAMPLE_ROWS {
        notes.push(format::too_many_rows());
        return Loaded { format: "csv", sheets: Vec::new(), notes };
    }
    let rows = (skipped + 1..).zip(records).map(|(number, record)| {
        // An apostrophe that keeps a text from running as a formula is no part of the text.
        let cells = record.iter().map(|cell| Value::Text(bare(cell).into_owned())).collect();
        (number, cells)
    });
    let table = Table { source: name.to_owned(), rows: rows.collect(), workbook: None };
    let sheets = table::sheet(table, &mut notes).into_iter().collect();
    Loaded { format: "csv", sheets, notes }
}

/// The sign under which the first rows look most like a table: known headings first, then even rows.
fn delimiter(text: &str) -> u8 {
    let fitness = |delimiter: u8| {
        let sample: Vec<Vec<String>> = reader(text, delimiter, true)
            .records()
            .take(SAMPLE_ROWS)
            .filter_map(Result::ok)
            .map(|record| record.iter().map(str::to_owned).collect())
            .collect();
        let score = sample.iter().map(|cells| headers::score(cells)).max().unwrap_or(0);
        let widest = sample.iter().map(Vec::len).max().unwrap_or(0);
        let even = sample.iter().filter(|cells| cells.len() == widest && widest > 1).count();
        (score, even)
    };
    let mut best = DELIMITERS[0];
    for delimiter in DELIMITERS {
        if fitness(delimiter) > fitness(best) {
            best = delimiter;
        }
    }
    best
}

fn records(text: &str, delimiter: u8, quoting: bool) -> Vec<StringRecord> {
    let mut reader = reader(text, delimiter, quoting);
    let mut records: Vec<StringRecord> = Vec::new();
    for record in reader.records().take(ROWS_MAX + SAMPLE_ROWS + 1) {
        // Text in memory with cells of any number has no error left; a record is never dropped for one.
        records.extend(record.ok());
    }
    records
}

fn reader(text: &str, delimiter: u8, quoting: bool) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .from_reader(text.as_bytes())
}
