//! A date that a venue keeps for the tour.

use chrono::NaiveDate;

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, Place, Prose, Whole};

/// Holds of one venue for one date: a house that keeps nine has none to give.
const LEVEL_MAX: i64 = 9;
/// Kilometres of a radius clause: half the way around the globe is everywhere.
const RADIUS_KM_MAX: i64 = 20_000;
/// Days of a radius clause, either way: two years.
const RADIUS_DAYS_MAX: i64 = 730;

choice! {
    /// How a hold stands.
    HoldStatus {
        /// The venue keeps the date.
        Held = "held",
        /// Somebody else wants the date, and a clock runs.
        Challenged = "challenged",
        /// It has become a show.
        Confirmed = "confirmed",
        /// It was let go; kept, so that everyone sees that it was.
        Released = "released",
    }
}

kind! {
    /// A date that a venue keeps for the tour, at a place in the venue's queue. It usually lives in
    /// `management`, and stays when it has become a show or was let go.
    Hold = Hold, parent Some("day");
    /// The day that is held.
    day: RecordId, Review required;
    /// The tour's copy of the venue.
    venue: RecordId, Review;
    /// What the venue is called, where the tour has no copy of it yet.
    name: Line, Review;
    /// Where it is, where the tour has no copy of it yet.
    place: Place, Review;
    /// The place in the venue's queue for the date: 1 has the first right.
    level: Whole<1, LEVEL_MAX>, Review;
    /// How it stands; held unless it says otherwise.
    status: HoldStatus, Review;
    /// The last date on which a challenge can be answered.
    challenge_until: NaiveDate, Review;
    /// The last date on which it holds.
    expires: NaiveDate, Review;
    /// Who agreed on it: an agency, a promoter.
    agent: Line, Review;
    /// The contact to call about it.
    contact: RecordId, Review;
    /// Kilometres around the venue within which the tour plays no other show; kept when it is confirmed.
    radius_km: Whole<0, RADIUS_KM_MAX>, Review;
    /// Days before the date for which that counts.
    radius_days_before: Whole<0, RADIUS_DAYS_MAX>, Review;
    /// Days after the date for which that counts.
    radius_days_after: Whole<0, RADIUS_DAYS_MAX>, Review;
    /// The show that it has become.
    event: RecordId, Review;
    /// What else there is to say.
    notes: Prose, Text;
}
