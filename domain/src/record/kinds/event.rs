//! A performance or another booked thing on a day.

use chrono::NaiveDate;

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, Lines, Prose, Whole};

choice! {
    /// What kind of event it is.
    EventType {
        /// A headline show.
        Show = "show",
        /// A festival slot.
        Festival = "festival",
        /// A show supporting somebody else.
        Support = "support",
        /// A rehearsal.
        Rehearsal = "rehearsal",
        /// Press.
        Press = "press",
        /// Promotion, radio, signing.
        Promo = "promo",
        /// A private engagement.
        Private = "private",
        /// Something else; the title says what.
        Other = "other",
    }
}

kind! {
    /// A performance or another booked thing on a day. A day holds any number of them.
    Event = Event, parent Some("day");
    /// The day it is on.
    day: RecordId, Review required;
    /// What kind of event it is.
    event_type: EventType, Review;
    /// What it is called, where the artist's name is not enough.
    title: Line, Review;
    /// The tour's copy of the venue.
    venue: RecordId, Review;
    /// The acts in billing order, the headliner first.
    billing: Lines, Review;
    /// The stage or room.
    stage: Line, Review;
    /// Whether it is agreed.
    status: crate::record::kinds::Status, Review;
    /// The first date that it may be moved to, while it is not agreed.
    earliest: NaiveDate, Review;
    /// The last date that it may be moved to, likewise.
    latest: NaiveDate, Review;
    /// The party that plays it, when the tour is split.
    party: Line, Review;
    /// How many people it holds as sold.
    capacity: Whole<0, 1_000_000>, Review;
    /// Tickets sold, as somebody said it.
    ticket_status: Line, Latest;
    /// Who may come in.
    age_limit: Line, Review;
    /// Where merchandise stands, and at which rate.
    merch: Line, Review;
    /// Allotment and cut-off of the guest list.
    guest_list: Line, Review;
    /// What photographers may do.
    photo_policy: Line, Review;
    /// What everyone should know.
    notes: Prose, Text;
}
