//! A table as a workbook of one sheet, by `rust_xlsxwriter`.
//!
//! Texts are written as texts and can never be formulas, dates are dates of the spreadsheet. The same table
//! gives the same bytes: the workbook says that it was made at a fixed time, and by nobody.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::{Cell, NotWritten, RowLook, Table};

/// UTF-16 units of a cell's text that a spreadsheet takes.
const TEXT_UNITS_MAX: usize = 32_767;
/// Letters of a column, at least and at most; what is longer is wrapped.
const WIDTHS: (usize, usize) = (8, 44);
/// Letters by which a heading is wider than its text, for the button of the filter.
const FILTER_BUTTON: usize = 3;

/// Writes a table.
pub(super) fn write(table: &Table) -> Result<Vec<u8>, NotWritten> {
    workbook(table).and_then(|mut book| book.save_to_buffer()).map_err(NotWritten::from)
}

fn workbook(table: &Table) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(table.title).set_creation_datetime(&made);
    book.set_properties(&properties);
    let sheet = book.add_worksheet();
    sheet.set_name(table.title)?;
    fill(sheet, table)?;
    Ok(book)
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let label = Format::new().set_bold();
    let mut at = 0;
    for (name, value) in &table.about {
        sheet.write_string_with_format(at, 0, *name, &label)?;
        write_cell(sheet, (at, 1), value, &Format::new())?;
        at += 1;
    }
    if !table.about.is_empty() {
        at += 1;
    }
    let heading = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E7_E5E0))
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::Top)
        .set_text_wrap();
    for (column, name) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(at, column, name, &heading)?;
        sheet.set_column_width(column, width(table, usize::from(column)))?;
    }
    let first = at + 1;
    for row in &table.rows {
        at += 1;
        let format = format(row.look);
        for (column, cell) in (0..).zip(&row.cells) {
            write_cell(sheet, (at, column), cell, &format)?;
        }
    }
    sheet.set_freeze_panes(first, 0)?;
    if let Some(last) = u16::try_from(table.columns.len()).ok().and_then(|n| n.checked_sub(1)) {
        sheet.autofilter(first - 1, 0, at, last)?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(first - 1, first - 1)?;
    Ok(())
}

fn format(look: RowLook) -> Format {
    let plain = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    match look {
        RowLook::Plain => plain,
        RowLook::New => plain.set_background_color(Color::RGB(0x00FF_F3C4)),
        RowLook::Gone => plain.set_font_strikethrough().set_font_color(Color::RGB(0x0077_7777)),
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, format)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, cut(text), format)?,
        Cell::Whole(number) => {
            // A spreadsheet counts in floating point; every count of a tour is exact in it.
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
            let number = *number as f64;
            sheet.write_number_with_format(row, column, number, format)?
        }
        Cell::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
        Cell::Date(date) => match day(*date) {
            Some(day) => {
                let format = format.clone().set_num_format("yyyy-mm-dd");
                sheet.write_datetime_with_format(row, column, &day, &format)?
            }
            None => sheet.write_string_with_format(row, column, date.to_string(), format)?,
        },
    };
    Ok(())
}

/// A date that a spreadsheet has: from 1900 on.
fn day(date: NaiveDate) -> Option<ExcelDateTime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(date.year()).ok()?, month, day).ok()
}

/// A text that fits a cell.
fn cut(text: &str) -> &str {
    let mut n_units = 0;
    let past = text.char_indices().find(|(_, letter)| {
        n_units += letter.len_utf16();
        n_units > TEXT_UNITS_MAX
    });
    past.map_or(text, |(at, _)| &text[..at])
}

fn width(table: &Table, column: usize) -> u32 {
    let letters = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let widest = cells.map(|cell| letters(&cell.text())).max().unwrap_or(0);
    // What is said of the whole table flows over into the cells beside it, its labels do not.
    let labels = table.about.iter().filter(|_| column == 0).map(|(label, _)| letters(label));
    let heading = letters(&table.columns[column]) + FILTER_BUTTON;
    let letters = labels.max().unwrap_or(0).max(widest).max(heading).clamp(WIDTHS.0, WIDTHS.1);
    u32::try_from(letters + 1).unwrap_or(u32::MAX)
}
