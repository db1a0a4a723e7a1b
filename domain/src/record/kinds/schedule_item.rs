//! One timed row of a show day.

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, Lines, Prose, Whole};
use crate::time::{When, Zone};

choice! {
    /// What a row of the schedule is, in the field's words.
    ItemType {
        /// Somebody or something arrives.
        Arrival = "arrival",
        /// The bus is parked.
        BusPark = "bus_park",
        /// Be ready to work.
        Call = "call",
        /// Be in the hotel lobby.
        LobbyCall = "lobby_call",
        /// Gear comes in.
        LoadIn = "load_in",
        /// Line check.
        LineCheck = "line_check",
        /// Soundcheck.
        Soundcheck = "soundcheck",
        /// Nobody on stage.
        DarkStage = "dark_stage",
        /// A meal.
        Catering = "catering",
        /// Guests meet the artist.
        MeetGreet = "meet_greet",
        /// Press.
        Press = "press",
        /// The audience is admitted.
        Doors = "doors",
        /// A support act plays.
        Support = "support",
        /// Between two acts.
        Changeover = "changeover",
        /// The headliner plays.
        Set = "set",
        /// The limit.
        Curfew = "curfew",
        /// Gear goes out.
        LoadOut = "load_out",
        /// Money is settled.
        Settlement = "settlement",
        /// The vehicle leaves.
        BusCall = "bus_call",
        /// On the way.
        Travel = "travel",
        /// Anything else.
        Other = "other",
    }
}

choice! {
    /// What happens at a curfew.
    CurfewKind {
        /// The sound is cut.
        Hard = "hard",
        /// It costs, or can be agreed.
        Soft = "soft",
    }
}

kind! {
    /// One row of a show day's schedule. Its clock is of the show day, however late it gets.
    ScheduleItem = ScheduleItem, parent Some("day");
    /// The day it is on.
    day: RecordId, Review required;
    /// What happens.
    title: Line, Review required;
    /// When: precision, start, end. A row may have no time.
    when: When, Review;
    /// Its type, which gives it its usual place and marks.
    item_type: ItemType, Review;
    /// The event it belongs to, on a day with several.
    event: RecordId, Review;
    /// Whether it stays when the rest of the day is shifted: doors, curfew, union meals, flights.
    hard: bool, Review;
    /// Whether it is one of the day's key times.
    key: bool, Review;
    /// Whether it is agreed.
    confirmed: bool, Review;
    /// What else there is to say.
    detail: Prose, Text;
    /// Where.
    place: Line, Review;
    /// The departments that it concerns; none means everyone.
    departments: Lines, Set;
    /// The party that it concerns, when the tour is split.
    party: Line, Review;
    /// Its own zone, where it differs from the day's.
    zone: Zone, Review;
    /// For a curfew: whether the sound is cut or a fee is due.
    curfew_kind: CurfewKind, Review;
    /// What breaking it costs.
    penalty: Line, Review;
    /// Its place among rows of the same time.
    position: Whole<0, 1_000_000>, Latest;
    /// The template it was copied from.
    template: RecordId, Latest;
}
