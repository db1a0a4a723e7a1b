//! A leg of travel.

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Clock, Line, Links, Place, Prose, Whole};
use crate::time::{When, Zone};

choice! {
    /// How a leg is travelled.
    TravelMode {
        /// By bus.
        Bus = "bus",
        /// By van.
        Van = "van",
        /// By truck.
        Truck = "truck",
        /// By car.
        Car = "car",
        /// By air.
        Flight = "flight",
        /// By rail.
        Train = "train",
        /// By sea.
        Ferry = "ferry",
        /// On foot.
        Walk = "walk",
        /// Otherwise.
        Other = "other",
    }
}

kind! {
    /// A leg of travel. Each end has its own place, clock and zone; durations are between instants.
    Travel = Travel, parent Some("day");
    /// The day it is on: the day whose clocks it is told in.
    day: RecordId, Review required;
    /// How.
    mode: TravelMode, Review;
    /// What it is called.
    title: Line, Review;
    /// The airline, the bus company.
    operator: Line, Review;
    /// The number of the flight, train or ferry.
    number: Line, Review;
    /// The vehicle of the tour.
    vehicle: RecordId, Review;
    /// Where it begins.
    from: Place, Review;
    /// Where it ends.
    to: Place, Review;
    /// Be in the lobby.
    lobby_call: Clock, Review;
    /// Departure, on the clock of the place it leaves.
    depart: When, Review;
    /// The zone of the departure, where it is not the day's.
    depart_zone: Zone, Review;
    /// Arrival, on the clock of the place it reaches, counted from the same show day.
    arrive: When, Review;
    /// The zone of the arrival, where it is not the departure's.
    arrive_zone: Zone, Review;
    /// Kilometres, where somebody knows them.
    distance_km: Whole<0, 50_000>, Review;
    /// Minutes of driving, where somebody knows them.
    drive_minutes: Whole<0, 10_000>, Review;
    /// Whether it is agreed.
    status: crate::record::kinds::Status, Review;
    /// The booking reference.
    reference: Line, Review;
    /// Who is on it; nobody named means everyone.
    people: Links, Set;
    /// The party that it concerns.
    party: Line, Review;
    /// What everyone should know.
    notes: Prose, Text;
}
