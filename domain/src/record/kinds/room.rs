//! A room of a stay at a hotel.

use chrono::NaiveDate;

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, Lines, Links, Prose, Whole};

choice! {
    /// What a room has.
    RoomType {
        /// One bed for one.
        Single = "single",
        /// One large bed.
        King = "king",
        /// One bed for two.
        Double = "double",
        /// Two beds.
        Twin = "twin",
        /// Three beds.
        Triple = "triple",
        /// Several rooms.
        Suite = "suite",
        /// Something else; the wishes say what.
        Other = "other",
    }
}

kind! {
    /// A room of a stay at a hotel: who sleeps there, under which name, and who pays.
    Room = Room, parent None;
    /// The stay.
    stay: RecordId, Review required;
    /// What the room has.
    room_type: RoomType, Review;
    /// Who sleeps there, of the people on tour.
    occupants: Links, Set;
    /// Who else sleeps there, by name.
    guests: Lines, Set;
    /// The name that the hotel knows them by, in place of their own.
    alias: Line, Review;
    /// The date of the check-in, where it is not the stay's.
    check_in_date: NaiveDate, Review;
    /// The date of the check-out, where it is not the stay's.
    check_out_date: NaiveDate, Review;
    /// When they come and go, where it is not as usual: late check-out 16:00.
    times: Line, Review;
    /// Whether it is a day room.
    day_room: bool, Review;
    /// The number of the room, once the hotel has said it.
    number: Line, Review;
    /// The confirmation number.
    confirmation: Line, Review;
    /// Floor, neighbours, connecting doors, access without steps, smoking.
    wishes: Line, Review;
    /// Who pays for what.
    billing: Line, Review;
    /// Whether the room is off; kept so that the hotel is told.
    cancelled: bool, Review;
    /// Where it stands in the list.
    position: Whole<0, 1_000_000>, Latest;
    /// What the hotel is not told.
    notes: Prose, Text;
}
