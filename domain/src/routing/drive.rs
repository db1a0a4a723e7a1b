//! A drive from one place to the next.

use serde::Serialize;

use super::borders::border_minutes;
use super::gates::passage;
use super::profile::{Pause, VehicleProfile};
use super::road::Spot;
use super::roads::{DriveSource, NoAnswer, Road, RoadKey, Roads};
use crate::geo::tenths;

/// Kilometres of a drive, at most, that lead out of one town and into the next.
const TOWN_KM: f64 = 20.0;
/// Kilometres an hour there.
const TOWN_KMH: f64 = 40.0;
/// Minutes at the wheel are rounded up to these: nobody plans by the minute.
const STEP_MINUTES: u32 = 5;

/// A drive: how far, and what its time is made of.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Drive {
    /// The vehicle.
    pub profile: VehicleProfile,
    /// Who says how long the road is. Everything but the kilometres and the minutes at the wheel is
    /// ours in any case.
    pub source: DriveSource,
    /// Why the estimate stands in for the road engine; null where the engine has answered, and where
    /// none is set up.
    pub no_answer: Option<NoAnswer>,
    /// Kilometres by road, to one decimal; those at sea are not in it.
    pub km: f64,
    /// Minutes at the wheel, rounded up to five. An engine's are those of a car, so that those of the
    /// vehicle at its average are taken where they are more.
    pub driving_minutes: u32,
    /// Minutes of breaks on the way.
    pub break_minutes: u32,
    /// Minutes of stops for fuel.
    pub fuel_minutes: u32,
    /// Minutes at the border.
    pub border_minutes: u32,
    /// Minutes of a ferry or a tunnel, with the queue before it.
    pub crossing_minutes: u32,
    /// Minutes at the wheel before the longest crossing; null where there is none.
    pub driving_before_crossing_minutes: Option<u32>,
    /// All of them, from door to door.
    pub total_minutes: u32,
}

/// Why there is no drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoDrive {
    /// The place, or every one before it, has no coordinates, or they are 0° north and 0° east, where
    /// there is no land.
    NoCoordinates,
    /// One of the places has no country, so nobody knows whether the sea lies between.
    NoCountry,
    /// No road leads there, and no ferry is known.
    NoRoad,
}

/// The drive from one place to another, by the engine's road where one is known.
///
/// # Errors
/// Where none can be driven.
pub fn drive(
    from: &Spot<'_>,
    to: &Spot<'_>,
    profile: VehicleProfile,
    roads: &Roads,
) -> Result<Drive, NoDrive> {
    if !from.is_somewhere() || !to.is_somewhere() {
        return Err(NoDrive::NoCoordinates);
    }
    if from.country.is_none() || to.country.is_none() {
        return Err(NoDrive::NoCountry);
    }
    let way = passage(from, to).ok_or(NoDrive::NoRoad)?;
    let wheel = if way.minutes > 0 {
        Wheel {
            no_answer: roads.is_asked().then_some(NoAnswer::Ferry),
            ..estimated(way.km, profile)
        }
    } else {
        match roads.find(&RoadKey::new(from, to, profile)) {
            Some(Ok(road)) => on_road(&road, profile),
            Some(Err(why)) => Wheel { no_answer: Some(why), ..estimated(way.km, profile) },
            None => estimated(way.km, profile),
        }
    };
    let before_crossing = (way.longest.0 > 0).then(|| driving_minutes(way.longest.1, profile));
    let border_minutes = border_minutes(from, to, profile.carries_gear());
    let drive = wheel.with_stops(profile, border_minutes, way.minutes);
    let before_crossing = before_crossing.map(|minutes| minutes.min(drive.driving_minutes));
    Ok(Drive { driving_before_crossing_minutes: before_crossing, ..drive })
}

/// What is done at the wheel, and who says so.
struct Wheel {
    source: DriveSource,
    no_answer: Option<NoAnswer>,
    km: f64,
    minutes: u32,
}

impl Wheel {
    fn with_stops(
        self,
        profile: VehicleProfile,
        border_minutes: u32,
        crossing_minutes: u32,
    ) -> Drive {
        let Self { source, no_answer, km, minutes: driving_minutes } = self;
        let break_minutes = pauses_minutes(driving_minutes, profile.wheel_break());
        let fuel_minutes = pauses_minutes(whole(km), profile.fuel());
        let total_minutes =
            driving_minutes + break_minutes + fuel_minutes + border_minutes + crossing_minutes;
        Drive {
            profile,
            source,
            no_answer,
            km,
            driving_minutes,
            break_minutes,
            fuel_minutes,
            border_minutes,
            crossing_minutes,
            driving_before_crossing_minutes: None,
            total_minutes,
        }
    }
}

fn estimated(km: f64, profile: VehicleProfile) -> Wheel {
    let km = tenths(km);
    let minutes = driving_minutes(km, profile);
    Wheel { source: DriveSource::Estimate, no_answer: None, km, minutes }
}

/// An engine knows which roads are slow, towns among them, and mostly for cars; the profile knows what
/// its vehicle makes. Neither is outrun.
fn on_road(road: &Road, profile: VehicleProfile) -> Wheel {
    let km = tenths(f64::from(road.metres()) / 1_000.0);
    let minutes = in_steps((f64::from(road.seconds()) / 60.0).max(open_road_minutes(km, profile)));
    Wheel { source: road.engine().into(), no_answer: None, km, minutes }
}

fn driving_minutes(km: f64, profile: VehicleProfile) -> u32 {
    let in_town = km.min(TOWN_KM);
    in_steps(in_town / TOWN_KMH * 60.0 + open_road_minutes(km - in_town, profile))
}

fn open_road_minutes(km: f64, profile: VehicleProfile) -> f64 {
    km / profile.speed_kmh() * 60.0
}

fn in_steps(minutes: f64) -> u32 {
    whole(minutes / f64::from(STEP_MINUTES)) * STEP_MINUTES
}

/// Minutes of the pauses on the way. Whoever arrives when one is due makes it no more.
fn pauses_minutes(done: u32, pause: Option<Pause>) -> u32 {
    pause.map_or(0, |pause| done.saturating_sub(1) / pause.every * pause.minutes)
}

/// The next whole number. On the globe none is too large, and none is negative.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
fn whole(number: f64) -> u32 {
    number.ceil() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_last_kilometres_are_slow() {
        let cases = [(0.0, 0), (1.0, 5), (10.0, 15), (20.0, 30), (20.1, 35), (102.0, 90)];
        for (km, minutes) in cases {
            assert_eq!(driving_minutes(km, VehicleProfile::Nightliner), minutes, "{km} km");
        }
    }

    #[test]
    fn a_break_is_due_after_four_and_a_half_hours_and_not_on_arrival() {
        let coach = VehicleProfile::Nightliner.wheel_break();
        for (driven, minutes) in [(0, 0), (269, 0), (270, 0), (271, 45), (540, 45), (541, 90)] {
            assert_eq!(pauses_minutes(driven, coach), minutes, "{driven} minutes");
        }
        assert_eq!(pauses_minutes(700, VehicleProfile::UsBus.wheel_break()), 0);
        assert_eq!(pauses_minutes(121, VehicleProfile::Car.wheel_break()), 15);
    }

    #[test]
    fn fuel_is_taken_where_the_tank_ends() {
        for (km, minutes) in [(800, 0), (801, 20), (1_601, 40)] {
            assert_eq!(pauses_minutes(km, VehicleProfile::Truck.fuel()), minutes, "{km} km");
        }
    }
}
