//! How far it is by road, how long a vehicle of the tour takes for it, and what that leaves of a day.
//!
//! Distances and times come from coordinates and countries alone, so they are there with no signal and
//! no engine: estimates, with the allowances by which they were made beside them. Where a road engine
//! has been asked, its road takes the place of the estimated one. What is legal to drive is [`hours`]'
//! business; no rest of the driver is in a drive.

mod borders;
mod drive;
mod gates;
pub mod hours;
mod lands;
pub mod order;
mod profile;
mod road;
mod roads;
#[cfg(test)]
mod tests;

pub use self::borders::customs_minutes;
pub use self::drive::{Drive, NoDrive, drive};
pub use self::profile::{VehicleProfile, profile_of, profile_of_type};
pub use self::road::{Spot, road_km};
pub use self::roads::{DriveSource, NoAnswer, Point, Road, RoadEngine, RoadKey, Roads};
