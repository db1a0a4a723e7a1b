//! Workbooks: every sheet that holds a table, with dates as the workbook types them.
//!
//! Cells are read one after the other and never as a whole grid: a workbook of a kilobyte can claim a grid of
//! seventeen billion cells.

use std::{collections::BTreeMap, io::Cursor, ops::RangeInclusive};

use calamine::{Data, DataRef, ExcelDateTime, ExcelDateTimeType, Reader, Xlsx};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::{
    ROWS_MAX, format,
    guard::Loaded,
    headers::{self, Role},
    report::{Notes, Problem, Refusal},
    row::Value,
    table::{self, COLUMNS_MAX, Epoch, Table},
};

const FORMAT: &str = "xlsx";

/// The largest content of a workbook that is unpacked. Real ones pack about five to one.
const UNPACKED_BYTES_MAX: u64 = 128 * 1024 * 1024;

/// Numbers of days that are dates a tour could have: 1954 to 2064.
const DAYS: RangeInclusive<f64> = 20_000.0..=60_000.0;

type Rows = Vec<(usize, Vec<Value>)>;

/// Reads every sheet of a workbook.
pub(super) fn load(bytes: &[u8], name: &str) -> Loaded {
    if unpacked_bytes(bytes) > UNPACKED_BYTES_MAX {
        return Loaded::refused(
            FORMAT,
            "the workbook unpacks to more than 128 MiB and was not read",
        );
    }
    let mut workbook = match Xlsx::new(Cursor::new(bytes)) {
        Ok(workbook) => workbook,
        Err(error) => {
            let reason = format!("the workbook cannot be read ({error}); save it as .xlsx or .csv");
            return Loaded::refused(FORMAT, reason);
        }
    };
    let epoch = if workbook.has_1904_epoch() { Epoch::Days1904 } else { Epoch::Days1900 };
    let mut notes = Notes::default();
    let mut tables: Vec<(String, Rows)> = Vec::new();
    for sheet in workbook.sheet_names() {
        match rows(&mut workbook, &sheet) {
            Ok(rows) if rows.is_empty() => {}
            Ok(rows) => tables.push((sheet, rows)),
            Err(problem) => notes.push(*problem),
        }
    }
    if tables.iter().any(|(_, rows)| has_headings(rows)) {
        // Beside a sheet of shows, one without any heading is a remark or a chart.
        tables.retain(|(_, rows)| has_headings(rows));
    }
    let several = tables.len() > 1;
    let mut sheets = Vec::new();
    for (sheet_name, rows) in tables {
        let mut own = Notes::default();
        let source = if several { sheet_name.to_lowercase() } else { name.to_owned() };
        let sheet = table::sheet(Table { source, rows, workbook: Some(epoch) }, &mut own);
        let sheet_name = several.then_some(sheet_name);
        own.belong_to(sheet_name.as_deref());
        notes.append(own);
        sheets.extend(sheet.map(|mut sheet| {
            sheet.file = sheet_name;
            sheet
        }));
    }
    if sheets.is_empty() && notes.problems.is_empty() {
        notes.push(Problem::error("there is no row in the workbook"));
    }
    Loaded { format: FORMAT, sheets, notes }
}

fn has_headings(rows: &[(usize, Vec<Value>)]) -> bool {
    let score =
        |cells: &[Value]| headers::score(&cells.iter().map(Value::text).collect::<Vec<_>>());
    rows.iter().take(table::HEADING_ROWS_MAX).any(|(_, cells)| score(cells) >= 2)
}

/// The filled cells of a sheet, row by row.
fn rows(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Rows, Refusal> {
    let unreadable = |error: calamine::XlsxError| -> Refusal {
        Problem::error(format!("the sheet `{sheet}` cannot be read: {error}")).into()
    };
    let mut cells = match workbook.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(error)),
    };
    let mut rows: BTreeMap<u32, Vec<Value>> = BTreeMap::new();
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let value = value(cell.get_value());
        let column = column as usize;
        if value.is_empty() || column >= COLUMNS_MAX {
            continue;
        }
        if rows.len() > ROWS_MAX {
            return Err(format::too_many_rows().into());
        }
        let row = rows.entry(row).or_default();
        if row.len() <= column {
            row.resize(column + 1, Value::Text(String::new()));
        }
        row[column] = value;
    }
    Ok(rows.into_iter().map(|(row, cells)| (row as usize + 1, cells)).collect())
}

fn value(cell: &DataRef<'_>) -> Value {
    match Data::from(cell.clone()) {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Value::Text(text),
        Data::Int(number) => Value::Number(number.to_string()),
        Data::Float(number) => Value::Number(number.to_string()),
        Data::Bool(value) => Value::Text(value.to_string()),
        Data::DateTime(moment) => match date_time(moment) {
            Some(cell) => Value::Cell(cell),
            None => Value::Number(moment.as_f64().to_string()),
        },
        Data::Error(_) | Data::Empty => Value::Text(String::new()),
    }
}

fn date_time(moment: ExcelDateTime) -> Option<NaiveDateTime> {
    if moment.as_f64() < 0.0 || !moment.as_f64().is_finite() {
        return None;
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
    let written = date.and_hms_opt(hour.into(), minute.into(), second.into())?;
    // A time is a fraction of a day there, and a fraction can fall a hair short of its second.
    let rest = i64::from(milli >= 500);
    written.checked_add_signed(TimeDelta::seconds(rest))
}

/// A number in a column of dates or times, as its workbook counts days.
pub(super) fn cell_from_days(role: Role, days: &str, epoch: Epoch) -> Option<NaiveDateTime> {
    let days: f64 = days.parse().ok()?;
    let sensible = match role {
        Role::Date | Role::EndDate if DAYS.contains(&days) => true,
        Role::Date | Role::Clock => 0.0 < days && days < 1.0,
        _ => false,
    };
    let since_1904 = epoch == Epoch::Days1904;
    let moment = ExcelDateTime::new(days, ExcelDateTimeType::DateTime, since_1904);
    if sensible { date_time(moment) } else { None }
}

/// What the directory of the archive says its files unpack to.
fn unpacked_bytes(bytes: &[u8]) -> u64 {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const SIZE_AT: usize = 24;
    let mut total = 0_u64;
    for (at, window) in bytes.windows(ENTRY.len()).enumerate() {
        if window != ENTRY {
            continue;
        }
        if let Some(&[a, b, c, d]) = bytes.get(at + SIZE_AT..at + SIZE_AT + 4) {
            total = total.saturating_add(u32::from_le_bytes([a, b, c, d]).into());
        }
    }
    total
}
