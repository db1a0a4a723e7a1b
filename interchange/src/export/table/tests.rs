//! What goes out comes back: any text through both formats, and nothing that would run.

use ::csv::ReaderBuilder;
use calamine::{Data, Reader as _, Xlsx};
use chrono::NaiveDate;
use proptest::prelude::*;

use super::formula::{bare, may_run};
use super::*;

/// What a reader of CSV finds in the cells when it parts them by this sign.
fn read_csv(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    let mut reader = ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(delimiter);
    let mut reader = reader.from_reader(text.as_bytes());
    let records = reader.records().map(|record| record.unwrap());
    records.map(|record| record.iter().map(ToOwned::to_owned).collect()).collect()
}

fn read_xlsx(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn of(cells: Vec<Cell>) -> Table {
    let columns = (0..cells.len()).map(|at| format!("Column {at}")).collect();
    let rows = vec![Row { cells, look: RowLook::New }];
    Table { title: "Test", about: Vec::new(), columns, rows }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Texts as a tour may have them, rich in what readers of tables trip over.
fn texts() -> impl Strategy<Value = String> {
    let tricky = "([=+@＝－;|,\"' -]|\\PC){0,12}";
    prop_oneof![
        tricky.prop_map(|text| text.trim().to_owned()),
        "_x[0-9A-F]{4}_[a-z&<>]{0,3}",
        "[-=+][\n\t;|=a\" ]{0,6}x",
    ]
}

proptest! {
    #[test]
    fn any_text_comes_back_from_csv_unchanged_but_for_the_guard(
        texts in prop::collection::vec(texts(), 1..5)
    ) {
        let table = of(texts.iter().cloned().map(Cell::Text).collect());
        let bytes = table.written(TableFormat::Csv).unwrap();
        let rows = read_csv(&bytes, b',');
        prop_assert_eq!(rows.len(), 2);
        let read: Vec<_> = rows[1].iter().map(|cell| bare(cell).into_owned()).collect();
        prop_assert_eq!(read, texts);
    }

    #[test]
    fn no_cell_of_a_csv_can_run_whatever_sign_the_reader_parts_cells_by(
        texts in prop::collection::vec(texts(), 1..5)
    ) {
        let table = of(texts.into_iter().map(Cell::Text).collect());
        let bytes = table.written(TableFormat::Csv).unwrap();
        for delimiter in [b',', b';', b'\t', b'|'] {
            for cell in read_csv(&bytes, delimiter).into_iter().flatten() {
                let shown = cell.trim_start().trim_start_matches('"');
                prop_assert!(shown.starts_with('\'') || !may_run(&cell), "{:?}", cell);
            }
        }
    }

    #[test]
    fn any_text_comes_back_from_a_workbook_unchanged_and_as_text(
        texts in prop::collection::vec(texts(), 1..5)
    ) {
        // Readers leave out rows and columns at the edge in which nothing stands.
        let filled = texts.iter().cloned().chain(["end".to_owned()]);
        let table = of(filled.map(Cell::Text).collect());
        let bytes = table.written(TableFormat::Xlsx).unwrap();
        prop_assert_eq!(&bytes, &table.written(TableFormat::Xlsx).unwrap());
        let rows = read_xlsx(&bytes);
        for (cell, text) in rows[1].iter().zip(&texts) {
            match cell {
                Data::String(read) => prop_assert_eq!(read, text),
                Data::Empty => prop_assert_eq!("", text),
                other => prop_assert!(false, "{:?} is no text", other),
            }
        }
    }
}

fn a_list() -> Table {
    let mut table = of(vec![
        Cell::Text("Žižkov".to_owned()),
        Cell::Whole(3),
        Cell::Number(412.5),
        Cell::Date(day("2026-10-24")),
        Cell::Text("01:30+1".to_owned()),
        Cell::Empty,
    ]);
    let box_office = Cell::Text("+49 170 555".to_owned());
    table.about = vec![
        ("Date", Cell::Date(day("2026-10-24"))),
        ("Phone", box_office),
        ("Terms", Cell::Empty),
    ];
    table
}

#[test]
fn a_csv_begins_with_the_mark_and_every_line_ends_alike_and_has_as_many_cells() {
    let bytes = a_list().written(TableFormat::Csv).unwrap();
    let expected = "\u{feff}Date,2026-10-24,,,,\r\nPhone,'+49 170 555,,,,\r\nTerms,,,,,\r\n,,,,,\r\n\
        Column 0,Column 1,Column 2,Column 3,Column 4,Column 5\r\n\
        Žižkov,3,412.5,2026-10-24,01:30+1,\r\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}

#[test]
fn in_a_workbook_dates_are_dates_and_clocks_are_texts() {
    let rows = read_xlsx(&a_list().written(TableFormat::Xlsx).unwrap());
    let Data::DateTime(date) = &rows[0][1] else { panic!("{:?}", rows[0]) };
    assert_eq!(date.to_ymd_hms_milli(), (2026, 10, 24, 0, 0, 0, 0));
    assert_eq!(rows[1][1], Data::String("+49 170 555".to_owned()));
    let row = &rows[5];
    assert_eq!(row[..3], [Data::String("Žižkov".to_owned()), Data::Float(3.0), Data::Float(412.5)]);
    let Data::DateTime(date) = &row[3] else { panic!("{row:?}") };
    assert_eq!(date.to_ymd_hms_milli(), (2026, 10, 24, 0, 0, 0, 0));
    assert_eq!(row[4], Data::String("01:30+1".to_owned()));
}

#[test]
fn a_text_that_is_longer_than_a_cell_of_a_workbook_is_cut_and_not_refused() {
    for (letter, n_fit) in [('a', 32_767), ('😀', 16_383)] {
        let fits = letter.to_string().repeat(n_fit);
        for text in [fits.clone(), format!("{fits}{letter}")] {
            let rows = read_xlsx(&of(vec![Cell::Text(text)]).written(TableFormat::Xlsx).unwrap());
            assert_eq!(rows[1][0], Data::String(fits.clone()));
        }
    }
}

#[test]
fn a_table_without_a_row_is_a_table() {
    for format in [TableFormat::Csv, TableFormat::Xlsx] {
        let table = Table::new("Empty", ["Date", "City"]);
        assert!(!table.written(format).unwrap().is_empty());
    }
}

/// A routing that goes out comes back in: dates, venues and places, and the text under the guard.
#[test]
fn a_table_that_is_imported_again_says_what_it_said() {
    let mut table = Table::new("Routing", ["Date", "City", "Country", "Venue", "Time zone"]);
    let venue = "=1+1 Club; +2";
    table.add([
        Cell::Date(day("2026-10-24")),
        Cell::Text("Berlin".to_owned()),
        Cell::Text("DE".to_owned()),
        Cell::Text(venue.to_owned()),
        Cell::Text("Europe/Berlin".to_owned()),
    ]);
    let places = crate::Places::embedded();
    for format in [TableFormat::Csv, TableFormat::Xlsx] {
        let (bytes, name) =
            (table.written(format).unwrap(), format!("routing.{}", format.ending()));
        let file = crate::import::SourceFile { name: &name, bytes: &bytes };
        let report = crate::import::read(&[file], places);
        assert_eq!(report.events.len(), 1, "{report:?}");
        let event = &report.events[0];
        assert_eq!(event.date, day("2026-10-24"));
        assert_eq!(event.venue.as_deref(), Some(venue), "{report:?}");
    }
}
