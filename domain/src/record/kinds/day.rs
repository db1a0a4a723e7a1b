//! One date of the itinerary.

use chrono::NaiveDate;

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, Place, Prose};
use crate::time::Zone;

choice! {
    /// What kind of day it is. It drives templates and which sections a sheet has.
    DayType {
        /// A performance.
        Show = "show",
        /// On the road.
        Travel = "travel",
        /// Nobody works.
        DayOff = "day_off",
        /// Rehearsal.
        Rehearsal = "rehearsal",
        /// Press or promotion.
        Press = "press",
        /// Building the day before.
        LoadIn = "load_in",
        /// Preparation.
        Prep = "prep",
        /// A performance at a festival.
        Festival = "festival",
        /// Something else; the title says what.
        Custom = "custom",
    }
}

kind! {
    /// One calendar date of the itinerary. It exists even when nothing is booked, and its id follows
    /// from tour and date.
    Day = Day, parent None;
    /// The date.
    date: NaiveDate, Review required;
    /// What kind of day it is.
    day_type: DayType, Review;
    /// The name of a custom type, and a few words beside the type.
    title: Line, Review;
    /// The leg it belongs to.
    leg: RecordId, Review;
    /// Where the party is: city, country, position.
    place: Place, Review;
    /// The zone of every clock on this day. Changing it moves no clock.
    zone: Zone, Review;
    /// Whether the day is agreed.
    status: crate::record::kinds::Status, Review;
    /// The weather as somebody said it, for outdoor shows.
    weather: Line, Latest;
    /// What everyone should know.
    notes: Prose, Text;
}
