//! The tour itself.

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Currency, LeadDays, Line, Prose, Whole};
use crate::time::Zone;

choice! {
    /// How sure something is. Everything starts unconfirmed.
    Status {
        /// Being thought about.
        Draft = "draft",
        /// Planned, not agreed.
        Unconfirmed = "unconfirmed",
        /// Agreed.
        Confirmed = "confirmed",
        /// Off; kept so that everyone sees it is off.
        Cancelled = "cancelled",
    }
}

choice! {
    /// What happens when a venue is to be reminded.
    Reminders {
        /// The mail is written, and waits for somebody to look at it.
        Drafted = "drafted",
        /// The mail is sent.
        Sent = "sent",
    }
}

kind! {
    /// The tour as a whole. Its record has the tour's id and lives in `everyone`.
    Tour = Tour, parent None;
    /// What the tour is called.
    name: Line, Review required;
    /// Who is on tour.
    artist: Line, Review;
    /// The zone of home, shown as a second clock.
    home_zone: Zone, Review;
    /// The currency that money is entered in.
    currency: Currency, Review;
    /// The person who manages the tour; at the top of every day sheet.
    tour_manager: RecordId, Review;
    /// The person who answers for production; a person, not an office line.
    production_manager: RecordId, Review;
    /// How many shows may follow each other without a day off before somebody is told; 6 where nobody said.
    shows_in_a_row_max: Whole<1, 60>, Review;
    /// Miles from which on a bus driver is paid a second day, 450 where nobody said.
    overdrive_miles: Whole<50, 2_000>, Review;
    /// Miles from which on a third is paid or a relief driver flown in, 650 where nobody said.
    double_drive_miles: Whole<50, 2_000>, Review;
    /// Miles that a truck goes a day, 500 where nobody said.
    truck_miles: Whole<50, 2_000>, Review;
    /// How many days before a show its venue is reminded of what is open; 21, 14, 7 and 2 where nobody
    /// said.
    reminder_days: LeadDays, Review;
    /// What happens then; drafted where nobody said.
    reminders: Reminders, Review;
    /// Whether the tour is on.
    status: Status, Review;
    /// What everyone should know.
    notes: Prose, Text;
}
