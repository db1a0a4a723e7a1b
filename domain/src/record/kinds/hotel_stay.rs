//! A stay at a hotel.

use chrono::NaiveDate;

use crate::ids::RecordId;
use crate::record::field::kind;
use crate::record::values::{Line, Links, Place, Prose};
use crate::time::When;

kind! {
    /// A stay at a hotel, from the day of the check-in.
    HotelStay = HotelStay, parent Some("day");
    /// The day of the check-in.
    day: RecordId, Review required;
    /// The hotel.
    name: Line, Review required;
    /// Where it is.
    place: Place, Review;
    /// Its phone.
    phone: Line, Review;
    /// Check-in, on the clock of that day.
    check_in: When, Review;
    /// The date of the check-out.
    check_out_date: NaiveDate, Review;
    /// Check-out, on the clock of its own date.
    check_out: When, Review;
    /// The confirmation number.
    confirmation: Line, Review;
    /// When and where breakfast is.
    breakfast: Line, Review;
    /// The shuttle.
    shuttle: Line, Review;
    /// Wi-Fi.
    wifi: Line, Review;
    /// Whether these are day rooms.
    day_rooms: bool, Review;
    /// Who stays; nobody named means everyone.
    people: Links, Set;
    /// The party that it concerns.
    party: Line, Review;
    /// Whether it is agreed.
    status: crate::record::kinds::Status, Review;
    /// What everyone should know.
    notes: Prose, Text;
}
