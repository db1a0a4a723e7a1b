//! Views: what screens, paper and the command line show of a book, ready to be shown.
//!
//! A view is made from a [`Book`](crate::book::Book) alone, and those with drives also from the roads
//! that are known, so the server, a laptop without signal and a test make the same one. It decides
//! words, order and instants and leaves looks to whoever draws it. What a person may not see is not in
//! their book and so in no view.

mod advance;
mod changes;
mod checks;
mod day_sheet;
mod day_sheet_text;

mod drivers;
mod grid;
mod lists;
mod people;
mod pieces;
mod routing;
mod shown;
mod suggestion;
#[cfg(test)]
mod tests;
mod tour_header;
mod travel;
mod variant;
mod way;
pub(crate) mod words;

pub use self::advance::{
    AdvanceBoard, AdvanceSheet, BeforeShown, BoardItem, CandidateShown, DecidedShown, HandedOut,
    HandoutShown, Handouts, Holder, PlannedShown, SheetField, SheetSection, advance_board,
    advance_sheet, handouts,
};
pub use self::changes::{Action, Change, ChangeDay, ChangeLine, Changes, changes};
pub use self::checks::{Checks, Fix, FixKind, ProblemKind, TourProblem, Weight, checks};
pub use self::day_sheet::{
    ContactBlock, DaySchedule, DaySheet, DisputeBlock, DisputedValue, EventBlock, FileBlock,
    FirstCall, Header, HotelBlock, NextDay, NoteBlock, PaperState, ScheduleRow, SeenBlock,
    SheetProblem, SheetProblemKind, TaskBlock, TravelEnd, TravelLeg, VenueBlock, VersionBlock,
    day_sheet, disputes, schedules,
};

pub(crate) use self::day_sheet::is_hard;
pub use self::day_sheet_text::{ClockStyle, TextLook, isolated, place_text, venue_facts};
pub use self::drivers::{
    DriverHours, FindingShown, LegCost, LegHours, PLANNING_AID, PackShown, TotalCost, VehicleHours,
    Verdict, driver_hours,
};
pub use self::grid::{Grid, GridDay, grid};
pub use self::lists::{
    GuestList, GuestRow, RoomRow, RoomingList, Standing, guest_list, rooming_list, standing,
};
pub use self::people::{ContactRow, People, PersonBlock, people};
pub use self::pieces::{Piece, book_pieces};
pub use self::routing::{LeaveBy, Routing, Stop, Wall, routing};
pub use self::shown::{
    ClockReport, ClockReportKind, HomeClock, ShownTime, ShownZone, WhichEnd, ZoneBanner,
    ZoneBannerKind,
};
pub use self::suggestion::{SuggestedOrder, SuggestedShow, suggested_order};
pub use self::tour_header::{LegBlock, TourHeader, tour_header};
pub use self::travel::{TravelDay, TravelPlan, travel};
pub use self::variant::{Variant, paper_book};
pub use self::way::roads_needed;
pub use self::words::{
    account_name, duration, label, long_date, record_date, record_title, short_date, value_text,
};
