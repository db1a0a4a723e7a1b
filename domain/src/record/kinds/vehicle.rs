//! What the tour drives.

use chrono::NaiveDate;

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

choice! {
    /// A pack of rules for drivers.
    RulePack {
        /// A coach on an occasional service in the European Union, Norway, Iceland, Liechtenstein and
        /// Switzerland, and in Great Britain.
        EuCoach = "eu_coach",
        /// A truck there, and since July 2026 a van of more than 2.5 t across a border.
        EuGoods = "eu_goods",
        /// A vehicle of at most eight passengers within Great Britain.
        GbDomestic = "gb_domestic",
        /// A bus in the United States.
        UsPassenger = "us_passenger",
        /// A truck in the United States.
        UsProperty = "us_property",
        /// A bus or truck in Canada south of 60° north.
        CanadaSouth = "canada_south",
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
    /// A second driver, as a person of the tour.
    second_driver: RecordId, Review;
    /// The second driver's name and phone, where they are nobody of the tour.
    second_driver_contact: Line, Review;
    /// The rules for its drivers, where they are not those that follow from the vehicle and the country.
    hours_rules: RulePack, Review;
    /// The date on which its drivers came back from their last weekly rest before the tour.
    rested_on: NaiveDate, Review;
    /// The greatest mass that it may have, with trailer, in kilograms.
    mass_kg: Whole<0, 100_000>, Review;
    /// Length with trailer, in centimetres.
    length_cm: Whole<0, 10_000>, Review;
    /// Height, in centimetres.
    height_cm: Whole<0, 1_000>, Review;
    /// What everyone should know.
    notes: Prose, Text;
}
