//! What is wrong on the road: vehicle by vehicle, and what is true of several said once.

mod leg;

use self::leg::OnLeg;
use super::{FixKind, Limits, ProblemKind, TourProblem, Weight, fixes};
use crate::book::Book;
use crate::routing::{NoDrive, Roads, customs_minutes, drive, profile_of};
use crate::view::drivers::{DriverHours, LegHours, Stop, TourLeg, VehicleHours};
use crate::view::words::{duration, text};

/// Words that say that somebody has thought of the carnet.
const CUSTOMS_WORDS: [&str; 4] = ["carnet", "customs", "border", "zoll"];

pub(super) fn problems(
    book: &Book,
    hours: &DriverHours,
    legs: &[TourLeg<'_>],
    limits: &Limits,
) -> Vec<TourProblem> {
    let mut found = Vec::new();
    for (n, leg) in legs.iter().enumerate() {
        let mut of_leg: Vec<Told<'_>> = Vec::new();
        for vehicle in &hours.vehicles {
            let on = OnLeg { book, vehicle, leg, drive: &vehicle.legs[n] };
            for problem in on.problems(limits) {
                tell(&mut of_leg, vehicle, problem);
            }
        }
        found.extend(of_leg.into_iter().map(|told| told.finish(book)));
        found.extend(missing(book, leg));
        found.extend(carnet(book, leg));
    }
    found
}

/// A problem, and the vehicles that have it.
struct Told<'h> {
    problem: TourProblem,
    vehicles: Vec<&'h VehicleHours>,
}

/// Of several vehicles that go together one thing is said.
fn tell<'h>(told: &mut Vec<Told<'h>>, vehicle: &'h VehicleHours, problem: TourProblem) {
    let alike = |one: &&mut Told<'_>| {
        (one.problem.kind, &one.problem.text) == (problem.kind, &problem.text)
    };
    match told.iter_mut().find(alike) {
        Some(one) => {
            let new =
                |fix: &super::Fix| one.problem.fixes.iter().all(|known| known.text != fix.text);
            let fixes: Vec<_> = problem.fixes.into_iter().filter(new).collect();
            one.problem.fixes.extend(fixes);
            one.vehicles.push(vehicle);
        }
        None => told.push(Told { problem, vehicles: vec![vehicle] }),
    }
}

impl Told<'_> {
    /// Names the vehicles, in the sentence and where a second driver would help.
    fn finish(self, book: &Book) -> TourProblem {
        let Self { mut problem, vehicles } = self;
        let names: Vec<_> = vehicles.iter().map(|vehicle| vehicle.name.as_str()).collect();
        problem.text = format!("{} ({})", problem.text, names.join(", "));
        problem.vehicles = vehicles.iter().filter_map(|vehicle| vehicle.vehicle).collect();
        let n_fixes = problem.fixes.len();
        problem.fixes.retain(|fix| fix.kind != FixKind::SecondDriver);
        if problem.fixes.len() < n_fixes {
            let second = fixes::second_driver(book, &vehicles);
            problem.fixes.splice(0..0, second);
        }
        problem
    }
}

fn way(leg: &LegHours) -> String {
    between(leg.from_city.as_ref(), leg.to_city.as_ref())
}

fn between(from: Option<&String>, to: Option<&String>) -> String {
    let name = |city: Option<&String>| city.cloned().unwrap_or_else(|| "?".to_owned());
    format!("{} → {}", name(from), name(to))
}

/// Why there is no drive. What is missing is missing for every vehicle.
fn missing(book: &Book, leg: &TourLeg<'_>) -> Option<TourProblem> {
    let (from, to) = (leg.from.spot(), leg.to.spot());
    let profile = profile_of(book, from.country);
    let why = match drive(&from, &to, profile, &Roads::default()).err()? {
        NoDrive::NoCoordinates if to.is_somewhere() => "the place before has no coordinates",
        NoDrive::NoCoordinates => "the place has no coordinates",
        NoDrive::NoCountry => "a country is missing, so nobody knows whether the sea lies between",
        NoDrive::NoRoad => "no road leads there, and no ferry is known",
    };
    let way = between(leg.from.city.as_ref(), leg.to.city.as_ref());
    let text = format!("{way}: the drive cannot be reckoned, {why}");
    Some(TourProblem::on(&leg.to.on, ProblemKind::NoDrive, Weight::Warning, text))
}

/// Gear over a customs border, where neither date says a word of the carnet.
fn carnet(book: &Book, leg: &TourLeg<'_>) -> Option<TourProblem> {
    let minutes = customs_minutes(&leg.from.spot(), &leg.to.spot());
    if minutes == 0 || [&leg.from, &leg.to].iter().any(|stop| mentions_customs(stop)) {
        return None;
    }
    let on = &leg.to.on;
    let country = |code: &Option<String>| code.clone().unwrap_or_default();
    let text = format!(
        "{} → {}: gear crosses a customs border and no time for the carnet is planned, usually {}",
        country(&leg.from.country),
        country(&leg.to.country),
        duration(minutes)
    );
    let mut problem = TourProblem::on(on, ProblemKind::NoCarnetTime, Weight::Warning, text);
    (problem.limit, problem.planned) = (Some(minutes.into()), Some(0));
    problem.fixes.extend(fixes::carnet_time(book, on));
    Some(problem)
}

fn mentions_customs(stop: &Stop<'_>) -> bool {
    let says = |line: String| CUSTOMS_WORDS.iter().any(|word| line.to_lowercase().contains(word));
    let items = stop.on.items().into_iter().filter_map(|item| text(item.title.as_ref()));
    let travels = stop.on.travels().into_iter().filter_map(|travel| text(travel.title.as_ref()));
    let notes = stop.on.notes().into_iter().filter_map(|note| text(note.body.as_ref()));
    items.chain(travels).chain(notes).any(says)
}
