//! What is printed: day sheets, tour books, routes, advance sheets, and lists of rooms and guests.
//!
//! Every paper is laid out as blocks (`block`), which flow onto pages (`flow`), which are drawn as a
//! PDF/UA-1 document (`draw`). Equal input makes equal bytes, on a server and on a laptop alike. What is
//! printed is what the view holds: trimming it for its readers is done before.

mod advance;
mod block;
mod book;
mod clocks;
mod day;
mod draw;
mod face;
mod flow;
mod layout;
mod list;
mod marked;
mod paper;
mod printed;
mod qr;
mod route;
mod script;
mod sheet;
mod table;
mod tags;
mod text;

pub use self::advance::advance_sheet;
pub use self::block::Align;
pub use self::book::{TourBook, tour_book};
pub use self::day::day_sheet;
pub use self::list::list;
pub use self::paper::{
    Cell, Column, Differences, ListPaper, ListRow, PageSize, Paper, PdfError, RowMark, VersionMark,
};
pub use self::printed::{Document, Look, Printed, Source};
pub use self::route::routing;

#[cfg(test)]
mod tests;
