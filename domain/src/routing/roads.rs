//! What a road engine has said: how far it is by road and how long a car takes, or why it did not say.
//!
//! Nobody is asked here. Whoever can ask fills [`Roads`], and a drive takes from it what it finds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::profile::VehicleProfile;
use super::road::Spot;
use crate::geo::great_circle_km;

/// Parts of a degree by which places are told apart: about a metre.
const PARTS_OF_A_DEGREE: f64 = 1e5;
/// No road is shorter than the great circle. The earth is taken for a sphere, which is off by up to
/// 0.6 %, and engines round.
const SHORTEST_OF_GREAT_CIRCLE: f64 = 0.99;
/// Metres by which a road may be shorter all the same: an engine begins and ends on its nearest roads.
const NEAREST_ROAD_M: f64 = 500.0;
/// Metres of a road, at most: it is some 22,000 km from Cape Town to Magadan.
const ROAD_M_MAX: f64 = 25_000_000.0;
/// Metres a second, at most: 250 km/h, as an average over the whole road.
const SPEED_M_S_MAX: f64 = 70.0;
/// Seconds on a road, at most: sixty days, longer than any with the ferries on it.
const ROAD_S_MAX: f64 = 5_184_000.0;

/// A program that knows roads and is asked over HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoadEngine {
    /// The Open Source Routing Machine.
    Osrm,
    /// Valhalla.
    Valhalla,
}

/// Who says how long a road is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DriveSource {
    /// Nobody: it is estimated from coordinates and countries.
    Estimate,
    /// The Open Source Routing Machine.
    Osrm,
    /// Valhalla.
    Valhalla,
}

/// Why an estimate stands in where a road engine could be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoAnswer {
    /// The engine cannot be reached, or says that it cannot answer now.
    Unreachable,
    /// It did not answer in time.
    TooSlow,
    /// What it answered cannot be true, or is no answer of such an engine.
    Nonsense,
    /// It refuses the question, for instance because it is farther than it is set up for.
    Refused,
    /// It knows no road between the places: one of them may be beyond its map.
    NoRoad,
    /// The drive goes over the sea, for which no engine is asked.
    Ferry,
}

/// A place to about a metre, by which a road is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// Degrees north, in hundred-thousandths.
    pub lat_e5: i32,
    /// Degrees east, in hundred-thousandths.
    pub lon_e5: i32,
}

/// From where to where, and with which vehicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoadKey {
    /// Where the road begins.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
    /// The vehicle.
    pub profile: VehicleProfile,
}

/// A road as an engine knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Road {
    engine: RoadEngine,
    metres: u32,
    seconds: u32,
}

/// What is known of the roads of a tour. Empty where no engine is there to be asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roads {
    engine: Option<RoadEngine>,
    answers: BTreeMap<RoadKey, Result<Road, NoAnswer>>,
}

impl RoadEngine {
    /// Its name, as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Osrm => "osrm",
            Self::Valhalla => "valhalla",
        }
    }
}

impl NoAnswer {
    /// Its name, as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::TooSlow => "too_slow",
            Self::Nonsense => "nonsense",
            Self::Refused => "refused",
            Self::NoRoad => "no_road",
            Self::Ferry => "ferry",
        }
    }
}

impl Point {
    /// Where a spot is. Numbers that are no coordinates become some place or other.
    #[expect(clippy::cast_possible_truncation, reason = "the rounding is meant, and saturates")]
    pub fn of(spot: &Spot<'_>) -> Self {
        let part = |degrees: f64| (degrees * PARTS_OF_A_DEGREE).round() as i32;
        Self { lat_e5: part(spot.lat), lon_e5: part(spot.lon) }
    }

    /// Degrees north.
    pub fn lat(self) -> f64 {
        f64::from(self.lat_e5) / PARTS_OF_A_DEGREE
    }

    /// Degrees east.
    pub fn lon(self) -> f64 {
        f64::from(self.lon_e5) / PARTS_OF_A_DEGREE
    }
}

impl RoadKey {
    /// The drive between two places.
    pub fn new(from: &Spot<'_>, to: &Spot<'_>, profile: VehicleProfile) -> Self {
        Self { from: Point::of(from), to: Point::of(to), profile }
    }

    /// Metres as the crow flies.
    fn great_circle_m(&self) -> f64 {
        let (from, to) = (self.from, self.to);
        great_circle_km(from.lat(), from.lon(), to.lat(), to.lon()) * 1_000.0
    }
}

impl Road {
    /// A road as it was answered, unless it cannot be one.
    ///
    /// # Errors
    /// [`NoAnswer::Nonsense`] where it is shorter than the great circle, quicker than anything on
    /// wheels, longer than any road, or no number.
    pub fn new(
        engine: RoadEngine,
        key: &RoadKey,
        metres: f64,
        seconds: f64,
    ) -> Result<Self, NoAnswer> {
        // What is kept is what was checked, so that it can be read back.
        let (metres, seconds) = (metres.round(), seconds.round());
        let shortest = key.great_circle_m() * SHORTEST_OF_GREAT_CIRCLE - NEAREST_ROAD_M;
        let is_road = (shortest.max(0.0)..=ROAD_M_MAX).contains(&metres)
            && (metres / SPEED_M_S_MAX..=ROAD_S_MAX).contains(&seconds)
            && seconds > 0.0;
        if !is_road {
            return Err(NoAnswer::Nonsense);
        }
        Ok(Self { engine, metres: whole(metres), seconds: whole(seconds) })
    }

    /// Who says so.
    pub fn engine(&self) -> RoadEngine {
        self.engine
    }

    /// Its length in metres.
    pub fn metres(&self) -> u32 {
        self.metres
    }

    /// How long a car takes for it, or the vehicle where the engine knows vehicles, in seconds.
    pub fn seconds(&self) -> u32 {
        self.seconds
    }
}

/// A whole number, which has been held against its limits.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
fn whole(number: f64) -> u32 {
    number as u32
}

impl Roads {
    /// What this engine has said, and why it has not.
    pub fn of(engine: RoadEngine, answers: BTreeMap<RoadKey, Result<Road, NoAnswer>>) -> Self {
        Self { engine: Some(engine), answers }
    }

    /// The road of a drive, or why the engine has not said; nothing where there is no engine.
    pub(super) fn find(&self, key: &RoadKey) -> Option<Result<Road, NoAnswer>> {
        self.engine?;
        Some(self.answers.get(key).copied().unwrap_or(Err(NoAnswer::Unreachable)))
    }

    /// Whether there is an engine.
    pub(super) fn is_asked(&self) -> bool {
        self.engine.is_some()
    }
}

impl From<RoadEngine> for DriveSource {
    fn from(engine: RoadEngine) -> Self {
        match engine {
            RoadEngine::Osrm => Self::Osrm,
            RoadEngine::Valhalla => Self::Valhalla,
        }
    }
}

#[cfg(test)]
mod tests;
