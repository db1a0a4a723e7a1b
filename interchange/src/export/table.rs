//! Tables for spreadsheets: the routing, the schedule, people, contacts, and the lists that go to hotels and
//! box offices.
//!
//! A [`Table`] has typed cells and is made from views; `csv` and `xlsx` write it. A clock of a show day
//! stays text, because `01:30+1` is no time of a spreadsheet; a date is a date. Lists say above their rows
//! as which version they stand, and in their last column what is new since the version before.

mod csv;
mod formula;
mod lists;
mod people;
mod route;
mod schedule;
#[cfg(test)]
mod tests;
mod xlsx;

use chrono::NaiveDate;
use domain::book::Book;
use domain::ids::RecordId;
use domain::routing::Roads;
use domain::view::{grid, guest_list, people as everybody, rooming_list, schedules};

pub(crate) use self::formula::bare;

/// A table that can be had of a tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableOf {
    /// One row per date.
    Routing,
    /// Every item of every date.
    Schedule,
    /// Who is on tour.
    People,
    /// Whom to call elsewhere, without those who are to be kept off what is handed out.
    Contacts,
    /// The guest list of an event.
    GuestList(RecordId),
    /// The rooming list of a stay.
    RoomingList(RecordId),
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Text that every program reads.
    Csv,
    /// A workbook.
    Xlsx,
}

/// A table with typed cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it is, in at most 31 letters: the name of its sheet.
    pub title: &'static str,
    /// What is said of all of it, above its rows.
    pub about: Vec<(&'static str, Cell)>,
    /// The headings.
    pub columns: Vec<String>,
    /// The rows, each as long as the headings.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// How it looks where looks can be shown; they say nothing that no cell says.
    pub look: RowLook,
}

/// How a row looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowLook {
    /// As usual.
    #[default]
    Plain,
    /// New or changed since the version before.
    New,
    /// No longer there.
    Gone,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, also what only looks like a number or a time.
    Text(String),
    /// A count.
    Whole(i64),
    /// A measure.
    Number(f64),
    /// A calendar date.
    Date(NaiveDate),
}

/// Why a table was not written: a mistake of ours, because nothing that a tour may hold is too much.
#[derive(Debug, thiserror::Error)]
#[error("the workbook was not written: {0}")]
pub struct NotWritten(#[from] rust_xlsxwriter::XlsxError);

impl TableOf {
    /// The table; none where the book has no such event or stay.
    pub fn made(self, book: &Book, roads: &Roads) -> Option<Table> {
        Some(match self {
            Self::Routing => route::table(&grid(book, roads)),
            Self::Schedule => schedule::table(&schedules(book)),
            Self::People => people::on_tour(&everybody(book)),
            Self::Contacts => people::elsewhere(&everybody(book)),
            Self::GuestList(event) => lists::guests::table(&guest_list(book, event)?),
            Self::RoomingList(stay) => lists::rooms::table(book, &rooming_list(book, stay)?),
        })
    }

    /// What its file is called, with the date and the version of a list: `Europe 26 guest list 2026-10-24
    /// v3.csv`. It may hold letters that a file system refuses.
    pub fn file_name(self, book: &Book, format: TableFormat) -> String {
        let tour = book.tour().and_then(|tour| tour.name.as_ref()).map(ToString::to_string);
        let of_list = match self {
            Self::Routing | Self::Schedule | Self::People | Self::Contacts => None,
            Self::GuestList(id) => guest_list(book, id).map(|it| (it.date, it.standing)),
            Self::RoomingList(id) => {
                rooming_list(book, id).map(|it| (it.check_in_date, it.standing))
            }
        };
        let (date, standing) = of_list.unwrap_or_default();
        let version = standing.version.map(|version| format!("v{version}"));
        let words = [tour, Some(self.word().to_owned()), date.map(|it| it.to_string()), version];
        let words: Vec<_> = words.into_iter().flatten().collect();
        format!("{}.{}", words.join(" "), format.ending())
    }

    fn word(self) -> &'static str {
        match self {
            Self::Routing => "routing",
            Self::Schedule => "schedule",
            Self::People => "people",
            Self::Contacts => "contacts",
            Self::GuestList(_) => "guest list",
            Self::RoomingList(_) => "rooming list",
        }
    }
}

impl TableFormat {
    /// The ending of a file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The type of a file, as it is told to browsers (RFC 7111; ECMA-376).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl Table {
    fn new<const N: usize>(title: &'static str, columns: [&str; N]) -> Self {
        let columns = columns.map(ToOwned::to_owned).into();
        Self { title, about: Vec::new(), columns, rows: Vec::new() }
    }

    fn add<const N: usize>(&mut self, cells: [Cell; N]) {
        self.rows.push(Row { cells: cells.into(), look: RowLook::Plain });
    }

    /// How many cells its widest line has.
    fn width(&self) -> usize {
        let labelled = if self.about.is_empty() { 0 } else { 2 };
        let rows = self.rows.iter().map(|row| row.cells.len());
        rows.max().unwrap_or(0).max(self.columns.len()).max(labelled)
    }

    /// The table as a file. The same table gives the same bytes.
    pub fn written(&self, format: TableFormat) -> Result<Vec<u8>, NotWritten> {
        match format {
            TableFormat::Csv => Ok(csv::write(self)),
            TableFormat::Xlsx => xlsx::write(self),
        }
    }
}

impl Cell {
    /// What a person reads in it.
    fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }
}

/// Text, or nothing.
fn text(text: Option<impl ToString>) -> Cell {
    let text = text.map(|text| text.to_string()).filter(|text| !text.is_empty());
    text.map_or(Cell::Empty, Cell::Text)
}

fn date(date: Option<NaiveDate>) -> Cell {
    date.map_or(Cell::Empty, Cell::Date)
}

fn whole(number: Option<impl Into<i64>>) -> Cell {
    number.map_or(Cell::Empty, |number| Cell::Whole(number.into()))
}

fn yes_no(yes: bool) -> Cell {
    Cell::Text(if yes { "yes" } else { "no" }.to_owned())
}
