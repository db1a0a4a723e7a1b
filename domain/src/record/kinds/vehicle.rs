//! What the tour drives.

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, Prose, Whole};

choice! {
    /// What a vehicle is.
    VehicleType {
        /// A sleeper coach.
        Nightliner = "nightliner",
        /// A splitter van.
        Splitter = "splitter",
        /// A van.
        Van = "van",
        /// A truck.
        Truck = "truck",
        /// A car.
        Car = "car",
        /// A seated coach.
        Coach = "coach",
        /// Something else.
        Other = "other",
    }
}

kind! {
    /// A bus, truck, van or car of the tour.
    Vehicle = Vehicle, parent None;
    /// What it is called: Bus A, Truck 2.
    name: Line, Review required;
    /// What it is.
    vehicle_type: VehicleType, Review;
    /// Who runs it.
    operator: Line, Review;
    /// Its plate.
    plate: Line, Review;
    /// Berths.
    berths: Whole<0, 100>, Review;
    /// Seats.
    seats: Whole<0, 200>, Review;
    /// Its driver, as a person of the tour.
    driver: RecordId, Review;
    /// The driver's name and phone, where they are nobody of the tour.
    driver_contact: Line, Review;
    /// Length with trailer, in centimetres.
    length_cm: Whole<0, 10_000>, Review;
    /// Height, in centimetres.
    height_cm: Whole<0, 1_000>, Review;
    /// What everyone should know.
    notes: Prose, Text;
}
