//! Drivers' hours on this tour: for each vehicle and leg, whether it is legal as it is planned, why not, from
//! when on the driver may leave, and until when that still makes load-in.
//!
//! An aid for planning; the operator decides.

mod cost;
mod legs;
mod plan;
#[cfg(test)]
mod tests;
mod told;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::routing::LeaveBy;
use crate::book::Book;
use crate::ids::RecordId;
use crate::record::Currency;
use crate::routing::hours::{Crew, Grade, Rule, RulePack, day_driving};
use crate::routing::{Drive, NoDrive, RoadKey, Roads, VehicleProfile, drive};

pub use self::cost::LegCost;
pub(super) use self::cost::Overdrive;
pub(super) use self::legs::{ONE_PLACE_KM, Stop, TourLeg, tour_legs};
use self::plan::{TourVehicle, VehiclePlan};

/// What is said beside every verdict.
pub const PLANNING_AID: &str = "planning aid, the operator decides";

/// The hours of all drivers of a tour.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DriverHours {
    /// One for each vehicle that is driven far.
    pub vehicles: Vec<VehicleHours>,
    /// The packs of rules that were applied.
    pub packs: Vec<PackShown>,
    /// `planning aid, the operator decides`.
    pub notice: &'static str,
}

/// A pack of rules, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackShown {
    /// Its word.
    pub pack: RulePack,
    /// What it is called.
    pub title: &'static str,
    /// The text of law.
    pub source: &'static str,
    /// The state of that law: a date.
    pub as_of: &'static str,
}

/// The legs of a vehicle.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VehicleHours {
    /// The vehicle's record; null where the tour names no vehicle, and goes by a bus.
    pub vehicle: Option<RecordId>,
    /// What it is called.
    pub name: String,
    /// Who drives, as far as it is known.
    pub drivers: Vec<String>,
    /// Whether two share the wheel.
    pub has_second_driver: bool,
    /// Its legs, in order.
    pub legs: Vec<LegHours>,
    /// What they cost together, for those who see its rate.
    pub total_cost: Option<TotalCost>,
}

/// What all legs of a vehicle cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotalCost {
    /// The currency.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub currency: Currency,
    /// Minor units of it.
    pub minor: i64,
}

/// A leg of a vehicle.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegHours {
    /// The date that it leads to.
    pub date: NaiveDate,
    /// The day's record.
    pub day_id: RecordId,
    /// The date that it leads from.
    pub from_date: NaiveDate,
    /// The city it leads from.
    pub from_city: Option<String>,
    /// The city it leads to.
    pub to_city: Option<String>,
    /// How the vehicle travels.
    pub profile: VehicleProfile,
    /// The drive; null where `no_drive` says why.
    pub drive: Option<Drive>,
    /// Why there is no drive.
    pub no_drive: Option<NoDrive>,
    /// The rules that hold; null where none are known, or none hold for such a vehicle.
    pub pack: Option<RulePack>,
    /// Whether it is legal.
    pub verdict: Verdict,
    /// How many reduced rests are left after it until the next weekly rest, where it uses one.
    pub reduced_rests_left: Option<u8>,
    /// What was found, with article and numbers.
    pub findings: Vec<FindingShown>,
    /// When it departs; null without a drive or a zone.
    pub departs: Option<LeaveBy>,
    /// When it arrives.
    pub arrives: Option<LeaveBy>,
    /// Whether nobody has said when it departs, so that this is what would be usual.
    pub is_departure_assumed: bool,
    /// The record that says when it departs: a leg of travel, the bus call, for trucks the load-out.
    pub departure_record: Option<RecordId>,
    /// From when on the driver may leave; null where nothing was driven before.
    pub earliest_departure: Option<LeaveBy>,
    /// Until when leaving still makes load-in, breaks included; null without a load-in that has a time.
    pub latest_departure: Option<LeaveBy>,
    /// Minutes from the departure to that; negative where it comes too late.
    pub slack_minutes: Option<i64>,
    /// Minutes of breaks on the way, under these rules.
    pub break_minutes: Option<i64>,
    /// What it costs, for those who see the vehicle's rate.
    pub cost: Option<LegCost>,
    /// Minutes from departure to arrival with nights on the way; null where it is no longer than a driver's day.
    pub minutes_with_nights: Option<i64>,
}

/// Whether a leg is legal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is.
    Legal,
    /// It is, with a reduced daily rest.
    LegalWithReducedRest,
    /// It would be with a second driver.
    NeedsSecondDriver,
    /// It is not, as planned.
    NotLegalAsPlanned,
    /// No rules hold for such a vehicle there, or none are known.
    NoRules,
    /// Something is missing that one has to know; `no_drive` says what, or a zone is.
    Unknown,
}

/// What was found on a leg.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingShown {
    /// The rule.
    pub rule: Rule,
    /// The article: `Regulation (EC) 561/2006, Art. 8(2)`.
    pub article: &'static str,
    /// How grave it is.
    pub grade: Grade,
    /// What the rule allows at most, or asks for at least, in minutes.
    pub limit_minutes: i64,
    /// What is planned.
    pub planned_minutes: i64,
    /// The sentence.
    pub text: String,
}

/// The hours of all drivers of a tour.
pub fn driver_hours(book: &Book, roads: &Roads) -> DriverHours {
    hours_on(book, roads, &tour_legs(book))
}

/// The same, where the legs are at hand.
pub(super) fn hours_on(book: &Book, roads: &Roads, legs: &[TourLeg<'_>]) -> DriverHours {
    let mut known: Vec<(TourVehicle<'_>, Vec<LegHours>)> = Vec::new();
    let mut vehicles = Vec::new();
    for vehicle in plan::vehicles(book) {
        // Three trucks that go together are reckoned once.
        let alike = known.iter().find(|(other, _)| vehicle.goes_like(other, book));
        let of_legs = match alike {
            Some((_, of_legs)) => of_legs.clone(),
            None => VehiclePlan::new(book, roads, &vehicle, legs).hours(),
        };
        let mut with_costs = of_legs.clone();
        cost::put(book, &vehicle, &mut with_costs);
        vehicles.push(VehicleHours {
            vehicle: vehicle.id(),
            name: vehicle.name(),
            drivers: vehicle.drivers(book),
            has_second_driver: vehicle.has_second_driver(),
            total_cost: total(&with_costs),
            legs: with_costs,
        });
        known.push((vehicle, of_legs));
    }
    let used = |pack: &RulePack| {
        vehicles.iter().flat_map(|vehicle| &vehicle.legs).any(|leg| leg.pack == Some(*pack))
    };
    let packs = RulePack::ALL.iter().copied().filter(used).map(told::pack).collect();
    DriverHours { vehicles, packs, notice: PLANNING_AID }
}

fn total(legs: &[LegHours]) -> Option<TotalCost> {
    let mut costs = legs.iter().filter_map(|leg| leg.cost.as_ref()).peekable();
    let currency = costs.peek()?.currency.clone();
    let minor = costs.map(|cost| cost.total_minor).fold(0, i64::saturating_add);
    Some(TotalCost { currency, minor })
}

/// Minutes at the wheel of a day of the party's drivers, without an exception, where a leg begins in a country.
pub(super) fn party_day_minutes(book: &Book, country: Option<&str>) -> u32 {
    let vehicles = plan::vehicles(book);
    let party = vehicles.iter().find(|vehicle| !vehicle.loads()).or(vehicles.first());
    let (pack, crew) =
        party.map_or((None, Crew::One), |vehicle| (vehicle.pack_in(country), vehicle.crew()));
    u32::try_from(day_driving(pack, crew)).unwrap_or(u32::MAX)
}

/// The roads between the places of a tour, for each of its vehicles.
pub(super) fn roads_driven(book: &Book) -> BTreeSet<RoadKey> {
    let (legs, vehicles) = (tour_legs(book), plan::vehicles(book));
    let ways = legs.iter().flat_map(|leg| vehicles.iter().map(move |vehicle| (leg, vehicle)));
    let by_road = ways.filter_map(|(leg, vehicle)| {
        let (from, to) = (leg.from.spot(), leg.to.spot());
        let profile = vehicle.profile(from.country);
        let drive = drive(&from, &to, profile, &Roads::default()).ok()?;
        (drive.crossing_minutes == 0).then(|| RoadKey::new(&from, &to, profile))
    });
    by_road.collect()
}
