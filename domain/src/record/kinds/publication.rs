//! That something was handed out: a day sheet, a guest list, a rooming list.

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, PublishedLines, Whole};

/// Versions of one sheet. More than this nobody hands out in the life of a tour.
const VERSION_MAX: i64 = 10_000;

choice! {
    /// What was handed out.
    Published {
        /// The sheet of a day.
        DaySheet = "day_sheet",
        /// The guest list of an event, for the box office.
        GuestList = "guest_list",
        /// The rooming list of a stay, for the hotel.
        RoomingList = "rooming_list",
    }
}

choice! {
    /// How much a change matters to whoever has the version before.
    Severity {
        /// Somebody may come to harm, or a show is lost.
        Critical = "critical",
        /// A time or a place is another one.
        Important = "important",
        /// Good to know.
        Info = "info",
    }
}

kind! {
    /// A version of a sheet or a list, with the lines that it had in one audience. It is only ever
    /// made; who made it has handed it out. One act of publishing makes such a record in every
    /// audience whose lines stand on the sheet, and several where there are many lines.
    Publication = Publication, parent None;
    /// The day that it is about.
    day: RecordId, Review required;
    /// What was handed out.
    what: Published, Review required;
    /// The event or the hotel stay that a list is of; none for a day sheet.
    about: RecordId, Review;
    /// What names the act of publishing: the same in every audience.
    edition: RecordId, Review required;
    /// Its number, one more than that of the version before.
    version: Whole<1, VERSION_MAX>, Review required;
    /// Why there is a new one.
    reason: Line, Review;
    /// How much it matters.
    severity: Severity, Review;
    /// The lines that it had.
    lines: PublishedLines, Review;
}
