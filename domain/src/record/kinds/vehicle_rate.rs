//! What a vehicle costs.

use crate::ids::RecordId;
use crate::record::field::kind;
use crate::record::values::{Money, Prose};

kind! {
    /// What a vehicle costs. It is of those who see money, so it stands beside the vehicle and not in it.
    VehicleRate = VehicleRate, parent None;
    /// The vehicle.
    vehicle: RecordId, Review required;
    /// For each day of the tour.
    per_day: Money, Review;
    /// For each kilometre: hire, fuel, wear.
    per_km: Money, Review;
    /// For each mile, likewise.
    per_mile: Money, Review;
    /// For each driver's day beyond the first that a long drive costs.
    driver_day: Money, Review;
    /// For each crossing by ship or tunnel.
    crossing: Money, Review;
    /// What else was said.
    notes: Prose, Text;
}
