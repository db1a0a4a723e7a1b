//! Advancing as it is shown: the board of all shows, and one sheet with its answers beside what the
//! tour book says.

mod board;
mod handouts;
mod sheet;

pub use self::board::{AdvanceBoard, BoardItem, advance_board};
pub use self::handouts::{HandedOut, Handouts, Holder, handouts};
pub use self::sheet::{
    AdvanceSheet, BeforeShown, CandidateShown, DecidedShown, HandoutShown, PlannedShown,
    SheetField, SheetSection, advance_sheet,
};
