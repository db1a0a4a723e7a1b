//! What is wrong on the road: too late, too far, not legal, not known.

use chrono::{DateTime, Utc};

use super::{Fix, FixKind, Limits, ProblemKind, TourProblem, Weight, fixes};
use crate::book::Book;
use crate::record::kinds::ItemType;
use crate::routing::hours::Grade;
use crate::routing::{NoDrive, VehicleProfile, customs_minutes};
use crate::view::drivers::{DriverHours, FindingShown, LegHours, TourLeg, VehicleHours, Verdict};
use crate::view::words::{duration, short_date, text};

const KM_IN_A_MILE: f64 = 1.609_344;
/// A load-in that is moved begins on one of these minutes.
const STEP_MINUTES: i64 = 15;

pub(super) fn problems(
    book: &Book,
    hours: &DriverHours,
    legs: &[TourLeg<'_>],
    limits: &Limits,
) -> Vec<TourProblem> {
    let mut found = Vec::new();
    for (n, leg) in legs.iter().enumerate() {
        for alike in alike(hours, n) {
            let on = OnLeg { book, drive: &alike[0].legs[n], vehicles: alike, leg };
            found.extend(on.too_late());
            found.extend(on.before_load_out());
            found.extend(on.hours());
            found.extend(on.overdrive(limits));
        }
        // What is missing is missing for every vehicle.
        found.extend(hours.vehicles.first().and_then(|one| missing(leg, &one.legs[n])));
        found.extend(carnet(book, leg));
    }
    found
}

/// The vehicles by what is true of them on a leg: of three trucks that go together one thing is said.
fn alike(hours: &DriverHours, n: usize) -> Vec<Vec<&VehicleHours>> {
    let mut groups: Vec<Vec<&VehicleHours>> = Vec::new();
    for vehicle in hours.vehicles.iter().filter(|vehicle| n < vehicle.legs.len()) {
        match groups.iter_mut().find(|group| group[0].legs[n] == vehicle.legs[n]) {
            Some(group) => group.push(vehicle),
            None => groups.push(vec![vehicle]),
        }
    }
    groups
}

fn problem(leg: &LegHours, kind: ProblemKind, weight: Weight, text: String) -> TourProblem {
    TourProblem {
        kind,
        weight,
        date: leg.date,
        day_id: leg.day_id,
        vehicles: Vec::new(),
        text,
        article: None,
        limit: None,
        planned: None,
        fixes: Vec::new(),
    }
}

fn way(leg: &LegHours) -> String {
    let name = |city: &Option<String>| city.clone().unwrap_or_else(|| "?".to_owned());
    format!("{} → {}", name(&leg.from_city), name(&leg.to_city))
}

/// Vehicles on one leg.
struct OnLeg<'l, 'b> {
    book: &'l Book,
    vehicles: Vec<&'l VehicleHours>,
    leg: &'l TourLeg<'b>,
    drive: &'l LegHours,
}

impl OnLeg<'_, '_> {
    /// `Bus A, Bus B`.
    fn names(&self) -> String {
        let names: Vec<_> = self.vehicles.iter().map(|vehicle| vehicle.name.as_str()).collect();
        names.join(", ")
    }

    fn problem(&self, kind: ProblemKind, weight: Weight, text: String) -> TourProblem {
        let vehicles = self.vehicles.iter().filter_map(|vehicle| vehicle.vehicle).collect();
        TourProblem { vehicles, ..problem(self.drive, kind, weight, text) }
    }

    fn way(&self) -> String {
        way(self.drive)
    }

    /// Arriving after load-in has begun, as planned or although one leaves as soon as the day is over.
    fn too_late(&self) -> Option<TourProblem> {
        let slack = self.drive.slack_minutes.filter(|slack| *slack < 0)?;
        let (arrives, load_in) = (self.drive.arrives?, self.leg.to.load_in()?);
        let late = duration(-slack);
        let (names, way, clock) = (self.names(), self.way(), arrives.at_arrival.clock);
        let (kind, text) = if self.drive.is_departure_assumed {
            let text = format!(
                "{way}: leaving when {} is over, arrival at {clock}, {late} after load-in ({names})",
                short_date(self.drive.from_date)
            );
            (ProblemKind::TooFarForTheNight, text)
        } else {
            let text = format!("{way}: arrival at {clock}, {late} after load-in ({names})");
            (ProblemKind::ArrivesAfterLoadIn, text)
        };
        let mut problem = self.problem(kind, Weight::Decision, text);
        problem.limit = Some(0);
        problem.planned = Some(-slack);
        problem.fixes.extend(self.earlier_departure());
        problem.fixes.extend(self.later_load_in(load_in, arrives.at));
        problem.fixes.extend(self.travel_day());
        Some(problem)
    }

    /// Leaving, as planned, before the load-out of the date before is done.
    fn before_load_out(&self) -> Option<TourProblem> {
        if self.drive.is_departure_assumed {
            return None;
        }
        let (departs, done) = (self.drive.departs?.at, self.leg.from.loaded_out()?);
        let minutes = (done - departs).num_minutes();
        // A bus that carries people may leave the trucks behind, but not its own people.
        if minutes <= 0
            || !self.leg.from.times(ItemType::LoadOut).iter().any(|load| load.ends.is_some())
        {
            return None;
        }
        let text = format!(
            "{}: departure {} before the load-out of {} is done ({})",
            self.way(),
            duration(minutes),
            short_date(self.drive.from_date),
            self.names()
        );
        let mut problem = self.problem(ProblemKind::LeavesBeforeLoadOut, Weight::Warning, text);
        (problem.limit, problem.planned) = (Some(0), Some(minutes));
        let later = self.moved_call(minutes, FixKind::LaterDeparture);
        problem.fixes.extend(later);
        Some(problem)
    }

    /// What is not legal as planned: the gravest finding, with the others named.
    fn hours(&self) -> Option<TourProblem> {
        let needs_second = match self.drive.verdict {
            Verdict::NeedsSecondDriver => true,
            Verdict::NotLegalAsPlanned => false,
            _ => return None,
        };
        let broken = |one: &&FindingShown| one.grade == Grade::Broken;
        let mut broken = self.drive.findings.iter().filter(broken);
        let first = broken.next()?;
        let verdict =
            if needs_second { "needs a second driver" } else { "is not legal as planned" };
        let others: Vec<_> =
            broken.map(|one| format!("; {} ({})", one.text, one.article)).collect();
        let assumed = if self.drive.is_departure_assumed { ", departure assumed" } else { "" };
        let (way, names) = (self.way(), self.names());
        let text = format!("{way} {verdict} ({names}{assumed}): {}{}", first.text, others.concat());
        let mut problem = self.problem(ProblemKind::DriverHours, Weight::Decision, text);
        problem.article = Some(first.article);
        (problem.limit, problem.planned) = (Some(first.limit_minutes), Some(first.planned_minutes));
        if needs_second {
            problem.fixes.extend(fixes::second_driver(self.book, &self.vehicles));
        }
        problem.fixes.extend(self.later_departure());
        problem.fixes.extend(self.travel_day());
        Some(problem)
    }

    /// A drive for which a driver is paid more than a day.
    fn overdrive(&self, limits: &Limits) -> Option<TourProblem> {
        let drive = self.drive.drive.as_ref()?;
        let miles = miles(drive.km);
        let nights = (self.drive.date - self.drive.from_date).num_days().max(1);
        let (limit, why) = match drive.profile {
            VehicleProfile::Truck | VehicleProfile::UsTruck => {
                let limit = limits.truck_miles * nights;
                (limit, format!("a truck plans {} a day", limits.truck_miles))
            }
            VehicleProfile::Nightliner | VehicleProfile::UsBus
                if miles > limits.double_drive_miles =>
            {
                (limits.double_drive_miles, "a third driver's day or a relief driver".to_owned())
            }
            VehicleProfile::Nightliner | VehicleProfile::UsBus => {
                (limits.overdrive_miles, "a second driver's day is paid".to_owned())
            }
            VehicleProfile::Splitter | VehicleProfile::Car => return None,
        };
        if miles <= limit {
            return None;
        }
        let text = format!("{}: {miles} miles, over {limit}: {why} ({})", self.way(), self.names());
        let mut problem = self.problem(ProblemKind::Overdrive, Weight::Warning, text);
        (problem.limit, problem.planned) = (Some(limit), Some(miles));
        Some(problem)
    }

    /// Leave by the latest departure that makes load-in, where the driver may and the day is over.
    fn earlier_departure(&self) -> Option<Fix> {
        let latest = self.drive.latest_departure?.at;
        let driver = self.drive.earliest_departure.map(|earliest| earliest.at);
        let earliest = driver.max(self.leg.from.is_over());
        let minutes = (latest - self.drive.departs?.at).num_minutes();
        let may = earliest.is_none_or(|earliest| latest >= earliest);
        may.then(|| self.moved_call(minutes, FixKind::EarlierDeparture))?
    }

    /// Leave when the driver may, where that still makes load-in.
    fn later_departure(&self) -> Option<Fix> {
        let (departs, earliest) = (self.drive.departs?.at, self.drive.earliest_departure?.at);
        let minutes = (earliest - departs).num_minutes();
        let is_in_time = self.drive.latest_departure.is_none_or(|latest| earliest <= latest.at);
        (minutes > 0 && is_in_time).then(|| self.moved_call(minutes, FixKind::LaterDeparture))?
    }

    /// The last bus call of the date before, moved. Trucks leave when they are loaded.
    fn moved_call(&self, minutes: i64, kind: FixKind) -> Option<Fix> {
        if matches!(self.drive.profile, VehicleProfile::Truck | VehicleProfile::UsTruck) {
            return None;
        }
        let calls = self.leg.from.times(ItemType::BusCall);
        let call = calls.into_iter().max_by_key(|call| call.starts)?.item;
        let word = if minutes < 0 { "earlier" } else { "later" };
        let what = format!("Bus call {} {word}", duration(minutes.abs()));
        fixes::move_item(kind, &what, call, minutes)
    }

    fn later_load_in(&self, load_in: DateTime<Utc>, arrives: DateTime<Utc>) -> Option<Fix> {
        let items = self.leg.to.times(ItemType::LoadIn);
        let item = items.into_iter().find(|item| item.starts == load_in)?.item;
        let minutes =
            ((arrives - load_in).num_minutes() + STEP_MINUTES - 1) / STEP_MINUTES * STEP_MINUTES;
        let what = format!("{} {} later", text(item.title.as_ref())?, duration(minutes));
        fixes::move_item(FixKind::LaterLoadIn, &what, item, minutes)
    }

    /// The date that is left, or one between, where nobody plays on it: to leave as soon as the driver may.
    fn travel_day(&self) -> Option<Fix> {
        let free = self
            .book
            .dates()
            .filter(|date| *date >= self.drive.from_date && *date < self.drive.date);
        let free = free.filter_map(|date| self.book.on(date)).find(|on| !on.is_show())?;
        let earliest = self.drive.earliest_departure.or(self.drive.departs)?;
        fixes::travel_day(self.book, &free, earliest.at_departure)
    }
}

/// Why there is no drive.
fn missing(leg: &TourLeg<'_>, drive: &LegHours) -> Option<TourProblem> {
    let why = match drive.no_drive? {
        NoDrive::NoCoordinates if leg.to.spot().is_somewhere() => {
            "the place before has no coordinates"
        }
        NoDrive::NoCoordinates => "the place has no coordinates",
        NoDrive::NoCountry => "a country is missing, so nobody knows whether the sea lies between",
        NoDrive::NoRoad => "no road leads there, and no ferry is known",
    };
    let text = format!("{}: the drive cannot be reckoned, {why}", way(drive));
    Some(problem(drive, ProblemKind::NoDrive, Weight::Warning, text))
}

/// Gear over a customs border, where neither date says a word of the carnet.
fn carnet(book: &Book, leg: &TourLeg<'_>) -> Option<TourProblem> {
    let minutes = customs_minutes(&leg.from.spot(), &leg.to.spot());
    if minutes == 0 || [&leg.from, &leg.to].iter().any(|stop| mentions_customs(stop)) {
        return None;
    }
    let on = &leg.to.on;
    let country = |code: Option<&String>| code.cloned().unwrap_or_default();
    let text = format!(
        "{} → {}: gear crosses a customs border and no time for the carnet is planned, usually {}",
        country(leg.from.country.as_ref()),
        country(leg.to.country.as_ref()),
        duration(minutes)
    );
    Some(TourProblem {
        kind: ProblemKind::NoCarnetTime,
        weight: Weight::Warning,
        date: on.date(),
        day_id: on.day().id(),
        vehicles: Vec::new(),
        text,
        article: None,
        limit: Some(minutes.into()),
        planned: Some(0),
        fixes: fixes::carnet_time(book, on).into_iter().collect(),
    })
}

fn mentions_customs(stop: &crate::view::drivers::Stop<'_>) -> bool {
    const WORDS: [&str; 4] = ["carnet", "customs", "border", "zoll"];
    let says = |line: String| WORDS.iter().any(|word| line.to_lowercase().contains(word));
    let items = stop.on.items().into_iter().filter_map(|item| text(item.title.as_ref()));
    let travels = stop.on.travels().into_iter().filter_map(|travel| text(travel.title.as_ref()));
    let notes = stop.on.notes().into_iter().filter_map(|note| text(note.body.as_ref()));
    items.chain(travels).chain(notes).any(says)
}

/// Whole miles.
#[expect(clippy::cast_possible_truncation, reason = "no road is that long")]
fn miles(km: f64) -> i64 {
    (km / KM_IN_A_MILE).round() as i64
}
