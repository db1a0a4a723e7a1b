//! How far it is by road, how long a vehicle of the tour takes for it, and what that leaves of a day.
//!
//! Distances and times come from coordinates and countries alone, so they are there with no signal and
//! no engine: estimates, with the allowances by which they were made beside them. Nothing here decides
//! what is legal to drive, and no rest of the driver is in it.

mod borders;
mod drive;
mod gates;
mod lands;
pub mod order;
mod profile;
mod road;
#[cfg(test)]
mod tests;

pub use self::drive::{Drive, NoDrive, drive};
pub use self::profile::{VehicleProfile, profile_of};
pub use self::road::{Spot, road_km};
