//! A hold: a date that a venue keeps for the tour.

use chrono::NaiveDate;

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, Place, Prose, Whole};

choice! {
    /// How a hold stands.
    HoldStatus {
        /// The venue keeps the date, behind those with a better hold.
        Held = "held",
        /// Somebody behind wants the date: confirm it by a day, or lose it.
        Challenged = "challenged",
        /// It has become a show.
        Confirmed = "confirmed",
        /// It was let go.
        Released = "released",
    }
}

kind! {
    /// A date that a venue keeps for the tour. It stays when it has become a show or was let go, so that
    /// everyone who may see it sees what there was.
    Hold = Hold, parent Some("day");
    /// The day that is held.
    day: RecordId, Review required;
    /// The tour's copy of the venue.
    venue: RecordId, Review;
    /// What the venue is called, while the tour has no copy of it.
    name: Line, Review;
    /// Where it is, likewise.
    place: Place, Review;
    /// Its place in the venue's queue for the date: 1 is the first hold.
    level: Whole<1, 20>, Review;
    /// How it stands; held where nobody said.
    status: HoldStatus, Review;
    /// The last date on which it is kept.
    expires: NaiveDate, Review;
    /// Challenged: the last date on which it can be confirmed.
    challenge_until: NaiveDate, Review;
    /// The agent or promoter who holds it.
    agent: Line, Review;
    /// The show that it has become.
    event: RecordId, Review;
    /// The radius clause: how near no other show may be, in kilometres.
    radius_km: Whole<1, 20_000>, Review;
    /// The radius clause: for how many days before the show.
    radius_days_before: Whole<0, 1_000>, Review;
    /// The radius clause: for how many days after it.
    radius_days_after: Whole<0, 1_000>, Review;
    /// What else was said.
    notes: Prose, Text;
}
