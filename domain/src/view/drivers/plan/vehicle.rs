//! The vehicles of a tour: which rules hold for each, and who drives it.

use chrono::NaiveDate;

use super::{Activity, Crew, Duty, Minute, RulePack, TourLeg, VehicleProfile, minute};
use crate::book::{Book, Entry};
use crate::ids::RecordId;
use crate::record::Whole;
use crate::record::kinds::{Person, Travel, TravelMode, Vehicle, VehicleType};
use crate::routing::profile_of_type;
use crate::time::{ShowClock, Zone, resolve};
use crate::view::words::text;

/// The mass above which a vehicle for goods is under the rules of Europe, in kilograms; and, across a border
/// and for hire, from a date on (Regulation (EC) 561/2006, Articles 2(1)(a), 2(1)(aa) and 3(ha)).
const GOODS_KG: i64 = 3_500;
const VAN_KG: i64 = 2_500;
const VANS_SINCE: NaiveDate = NaiveDate::from_ymd_opt(2026, 7, 1).expect("a date");
/// Seats of a van at most, the driver's among them (Regulation (EC) 561/2006, Article 2(1)(b)).
const VAN_SEATS: i64 = 9;
/// North of this, in degrees, Canada has other rules.
const CANADA_SOUTH: f64 = 60.0;
/// Countries under the rules of Europe or the AETR, which says the same.
const EUROPE: &[&str] = &[
    "AD", "AL", "AM", "AT", "AZ", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES",
    "FI", "FR", "GB", "GE", "GR", "HR", "HU", "IE", "IS", "IT", "KZ", "LI", "LT", "LU", "LV", "MC",
    "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "RU", "SE", "SI", "SK", "SM", "TM",
    "TR", "UA", "UZ",
];

/// A vehicle of the tour, or the bus of a tour that names none.
pub(in crate::view) struct TourVehicle<'b> {
    entry: Option<&'b Entry<Vehicle>>,
    vehicle_type: VehicleType,
}

/// The vehicles that are driven far. Cars have no rules. A tour of which nobody said what it goes by goes by a bus.
pub(in crate::view) fn vehicles(book: &Book) -> Vec<TourVehicle<'_>> {
    let known = book.vehicles().filter_map(|entry| {
        let vehicle_type = entry.vehicle_type?;
        let far = !matches!(vehicle_type, VehicleType::Car | VehicleType::Other);
        far.then_some(TourVehicle { entry: Some(entry), vehicle_type })
    });
    let mut known: Vec<_> = known.collect();
    let has_car = book.vehicles().any(|entry| entry.vehicle_type == Some(VehicleType::Car));
    if known.is_empty() && !has_car {
        known.push(TourVehicle { entry: None, vehicle_type: VehicleType::Nightliner });
    }
    known
}

/// Whether a tour crosses a border.
pub(super) fn is_international(legs: &[TourLeg<'_>]) -> bool {
    let abroad = |leg: &TourLeg<'_>| {
        let countries = leg.from.country.as_ref().zip(leg.to.country.as_ref());
        countries.is_some_and(|(from, to)| from != to)
    };
    legs.iter().any(abroad)
}

impl TourVehicle<'_> {
    pub(in crate::view) fn id(&self) -> Option<RecordId> {
        self.entry.map(Entry::id)
    }

    pub(in crate::view) fn name(&self) -> String {
        let name = self.entry.and_then(|entry| text(entry.name.as_ref()));
        name.unwrap_or_else(|| "Bus".to_owned())
    }

    pub(in crate::view) fn drivers(&self, book: &Book) -> Vec<String> {
        let Some(entry) = self.entry else { return Vec::new() };
        let person = |id: Option<RecordId>| {
            id.and_then(|id| book.get::<Person>(id)).and_then(|person| text(person.name.as_ref()))
        };
        let first = person(entry.driver).or(text(entry.driver_contact.as_ref()));
        let second = person(entry.second_driver).or(text(entry.second_driver_contact.as_ref()));
        first.into_iter().chain(second).collect()
    }

    pub(in crate::view) fn has_second_driver(&self) -> bool {
        let second = |entry: &&Entry<Vehicle>| {
            entry.second_driver.is_some() || entry.second_driver_contact.is_some()
        };
        self.entry.as_ref().is_some_and(second)
    }

    pub(in crate::view) fn crew(&self) -> Crew {
        if self.has_second_driver() { Crew::Two } else { Crew::One }
    }

    /// Whether what is true of another's drives is true of its own: the same type, crew and rules, and no leg of
    /// travel of either alone.
    pub(in crate::view) fn goes_like(&self, other: &Self, book: &Book) -> bool {
        let own = |vehicle: &Self| {
            book.all::<Travel>()
                .any(|travel| travel.vehicle.is_some() && travel.vehicle == vehicle.id())
        };
        let rules = |vehicle: &Self| {
            let entry = vehicle.entry?;
            let (kg, seats) = (entry.mass_kg.map(Whole::get), entry.seats.map(Whole::get));
            Some((entry.hours_rules, entry.rested_on, kg, seats, entry.operator.is_some()))
        };
        self.vehicle_type == other.vehicle_type
            && self.crew() == other.crew()
            && rules(self) == rules(other)
            && !own(self)
            && !own(other)
    }

    /// Whether it carries gear and no people, so that its driver loads.
    pub(in crate::view) fn loads(&self) -> bool {
        self.vehicle_type == VehicleType::Truck
    }

    pub(in crate::view) fn profile(&self, country: Option<&str>) -> VehicleProfile {
        profile_of_type(self.vehicle_type, country).unwrap_or(VehicleProfile::Nightliner)
    }

    /// Whether a leg of travel is one of this vehicle.
    pub(super) fn goes_by(&self, travel: &Travel) -> bool {
        let mode = match self.vehicle_type {
            VehicleType::Nightliner | VehicleType::Coach => TravelMode::Bus,
            VehicleType::Truck => TravelMode::Truck,
            _ => TravelMode::Van,
        };
        match travel.vehicle {
            Some(vehicle) => self.id() == Some(vehicle),
            None => travel.mode == Some(mode),
        }
    }

    /// The rules where a leg begins in a country, as far as they do not depend on the leg.
    pub(in crate::view) fn pack_in(&self, country: Option<&str>) -> Option<RulePack> {
        if let Some(pack) = self.entry.and_then(|entry| entry.hours_rules) {
            return Some(pack);
        }
        let country = country?;
        let is_van = self.is_van();
        let is_truck = self.vehicle_type == VehicleType::Truck;
        match country {
            "US" if is_truck => Some(RulePack::UsProperty),
            "US" if !is_van => Some(RulePack::UsPassenger),
            "CA" if !is_van => Some(RulePack::CanadaSouth),
            country if !EUROPE.contains(&country) => None,
            _ if is_truck => Some(RulePack::EuGoods),
            _ if !is_van => Some(RulePack::EuCoach),
            "GB" => Some(RulePack::GbDomestic),
            _ => None,
        }
    }

    /// The rules for a leg: those that somebody set, else those that follow from where it begins and from the
    /// vehicle.
    pub(super) fn pack(&self, leg: &TourLeg<'_>, is_international: bool) -> Option<RulePack> {
        let set = self.entry.is_some_and(|entry| entry.hours_rules.is_some());
        let country = leg.from.country.as_deref();
        let is_van = self.is_van();
        let is_europe = country.is_some_and(|country| EUROPE.contains(&country));
        let is_north = country == Some("CA") && leg.from.spot().lat >= CANADA_SOUTH;
        if !set && is_van && is_europe && self.is_van_for_goods(leg.to.date(), is_international) {
            return Some(RulePack::EuGoods);
        }
        self.pack_in(country).filter(|_| set || !is_north)
    }

    /// Whether it is a van: with more seats than the driver's and eight it is a coach to the law.
    fn is_van(&self) -> bool {
        let seats = self.entry.and_then(|entry| entry.seats).map_or(0, Whole::get);
        matches!(self.vehicle_type, VehicleType::Splitter | VehicleType::Van) && seats <= VAN_SEATS
    }

    /// Whether a van is under the rules for goods: by its mass, or across a border for hire, which is what an
    /// operator is for.
    fn is_van_for_goods(&self, date: NaiveDate, is_international: bool) -> bool {
        let Some(entry) = self.entry else { return false };
        let kg = entry.mass_kg.map_or(0, Whole::get);
        let for_hire = entry.operator.is_some();
        kg > GOODS_KG || (kg > VAN_KG && is_international && for_hire && date >= VANS_SINCE)
    }

    /// The end of the last weekly rest before the tour: the first minute of work after it.
    pub(super) fn before(&self, zone: Option<Zone>) -> Vec<Duty> {
        let since = || {
            let midnight = ShowClock::from_hm(0, 0, 0).ok()?;
            let moment = resolve(self.entry?.rested_on?, midnight, zone?, None);
            let starts: Minute = minute(moment.instant());
            let activity = Activity::OtherWork;
            let utc_offset_minutes = super::utc_offset(zone, starts);
            Some(Duty { starts, ends: starts + 1, activity, utc_offset_minutes, leg: 0 })
        };
        since().into_iter().collect()
    }
}
