//! A part of a tour.

use chrono::NaiveDate;

use crate::record::field::kind;
use crate::record::values::{Line, Prose, Whole};

kind! {
    /// A part of the tour with a name of its own: Europe, summer festivals.
    Leg = Leg, parent None;
    /// What it is called.
    name: Line, Review required;
    /// Its first date.
    starts: NaiveDate, Review;
    /// Its last date.
    ends: NaiveDate, Review;
    /// Where it stands in the list.
    position: Whole<0, 1_000_000>, Latest;
    /// What everyone should know.
    notes: Prose, Text;
}
