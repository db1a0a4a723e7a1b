//! What vehicles of a tour need on the road.
//!
//! Average speeds are those by which operators plan, traffic included: sleeper coaches 80 to 85 km/h,
//! vans 90 to 100 km/h, coaches of the United States 50 mph with their fuel stops. Trucks are held to
//! 80 km/h by law on most motorways of Europe, so their average stays below that. The car's is ours.

use serde::Serialize;

use crate::book::Book;
use crate::record::kinds::VehicleType;

/// How a vehicle travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VehicleProfile {
    /// A sleeper coach, under the law of Europe.
    Nightliner,
    /// A truck, under the law of Europe.
    Truck,
    /// A splitter van or another van with gear.
    Splitter,
    /// A car.
    Car,
    /// A coach of North America.
    UsBus,
    /// A truck of North America.
    UsTruck,
}

/// A pause that comes again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pause {
    /// After how much, in the unit of whatever it is counted by.
    pub(super) every: u32,
    /// How long it takes.
    pub(super) minutes: u32,
}

impl VehicleProfile {
    /// Its name, as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nightliner => "nightliner",
            Self::Truck => "truck",
            Self::Splitter => "splitter",
            Self::Car => "car",
            Self::UsBus => "us_bus",
            Self::UsTruck => "us_truck",
        }
    }

    /// Kilometres an hour on the open road, as an average.
    pub(super) fn speed_kmh(self) -> f64 {
        match self {
            Self::Nightliner => 82.0,
            Self::Truck => 75.0,
            Self::Splitter => 92.0,
            Self::Car => 100.0,
            Self::UsBus | Self::UsTruck => 80.0,
        }
    }

    /// The break after so many minutes at the wheel. For coaches and trucks it is the law: 45 minutes
    /// after four and a half hours (Regulation (EC) 561/2006, Article 7); the law of the United States
    /// has none for coaches (49 CFR 395.5) and half an hour after eight hours for trucks (395.3(a)(3)(ii)). For the others it is advice: 15 minutes in every two hours
    /// (The Highway Code, rule 91).
    pub(super) fn wheel_break(self) -> Option<Pause> {
        match self {
            Self::Nightliner | Self::Truck => Some(Pause { every: 270, minutes: 45 }),
            Self::Splitter | Self::Car => Some(Pause { every: 120, minutes: 15 }),
            Self::UsTruck => Some(Pause { every: 480, minutes: 30 }),
            Self::UsBus => None,
        }
    }

    /// The stop for fuel after so many kilometres: allowances of ours. The average of North America has them in it, and a car takes its fuel in a break.
    pub(super) fn fuel(self) -> Option<Pause> {
        match self {
            Self::Nightliner | Self::Truck => Some(Pause { every: 800, minutes: 20 }),
            Self::Splitter => Some(Pause { every: 600, minutes: 15 }),
            Self::Car | Self::UsBus | Self::UsTruck => None,
        }
    }

    /// The same vehicle where other law holds.
    fn in_country(self, country: Option<&str>) -> Self {
        match self {
            Self::Nightliner if is_north_america(country) => Self::UsBus,
            Self::Truck if is_north_america(country) => Self::UsTruck,
            profile => profile,
        }
    }

    /// Whether there is gear in it, which customs want to see.
    pub(super) fn carries_gear(self) -> bool {
        matches!(self, Self::Truck | Self::UsTruck | Self::Splitter)
    }
}

/// The vehicle by which the party goes: the bus before the van, the van before the car, and a truck
/// only where there is nothing else. A tour that names none of them goes by bus. `country` is where
/// the drive begins.
pub fn profile_of(book: &Book, country: Option<&str>) -> VehicleProfile {
    let types = book.vehicles().filter_map(|vehicle| vehicle.vehicle_type);
    let profile = types.filter_map(of_type).min_by_key(|profile| rank(*profile));
    profile.unwrap_or(VehicleProfile::Nightliner).in_country(country)
}

/// How a vehicle of a type travels from a country; nothing is known of those of another type.
pub fn profile_of_type(vehicle: VehicleType, country: Option<&str>) -> Option<VehicleProfile> {
    of_type(vehicle).map(|profile| profile.in_country(country))
}

fn of_type(vehicle: VehicleType) -> Option<VehicleProfile> {
    match vehicle {
        VehicleType::Nightliner | VehicleType::Coach => Some(VehicleProfile::Nightliner),
        VehicleType::Splitter | VehicleType::Van => Some(VehicleProfile::Splitter),
        VehicleType::Car => Some(VehicleProfile::Car),
        VehicleType::Truck => Some(VehicleProfile::Truck),
        VehicleType::Other => None,
    }
}

fn is_north_america(country: Option<&str>) -> bool {
    matches!(country, Some("US" | "CA"))
}

/// Which of several vehicles the party is in: the lowest.
fn rank(profile: VehicleProfile) -> u8 {
    match profile {
        VehicleProfile::Nightliner | VehicleProfile::UsBus => 0,
        VehicleProfile::Splitter => 1,
        VehicleProfile::Car => 2,
        VehicleProfile::Truck | VehicleProfile::UsTruck => 3,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::testing::TestTour;
    use crate::record::Kind;

    fn by(vehicles: &[&str], country: &str) -> VehicleProfile {
        let mut tour = TestTour::new();
        for vehicle in vehicles {
            let vehicle = json!({ "name": "One", "vehicle_type": vehicle });
            tour.add(Kind::Vehicle, &vehicle);
        }
        tour.add(Kind::Vehicle, &json!({ "name": "Nobody said what it is" }));
        profile_of(&tour.book(), Some(country))
    }

    #[test]
    fn the_party_goes_by_the_most_comfortable_vehicle_that_there_is() {
        let cases = [
            (&["truck", "nightliner", "car"] as &[_], VehicleProfile::Nightliner),
            (&["coach"], VehicleProfile::Nightliner),
            (&["truck", "van"], VehicleProfile::Splitter),
            (&["car", "splitter"], VehicleProfile::Splitter),
            (&["truck", "car"], VehicleProfile::Car),
            (&["truck", "other"], VehicleProfile::Truck),
            (&["other"], VehicleProfile::Nightliner),
            (&[], VehicleProfile::Nightliner),
        ];
        for (vehicles, profile) in cases {
            assert_eq!(by(vehicles, "DE"), profile, "{vehicles:?}");
        }
    }

    #[test]
    fn a_bus_of_north_america_is_driven_under_its_law() {
        assert_eq!(by(&["nightliner", "truck"], "US"), VehicleProfile::UsBus);
        assert_eq!(by(&[], "CA"), VehicleProfile::UsBus);
        assert_eq!(by(&["truck"], "US"), VehicleProfile::UsTruck);
        assert_eq!(by(&["van"], "US"), VehicleProfile::Splitter);
    }
}
