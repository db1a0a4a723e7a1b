//! What is wrong with the days: two shows at once, no day off, clocks that change, places that cannot be.

use chrono::NaiveDate;

use super::{Limits, ProblemKind, TourProblem, Weight, fixes};
use crate::book::{Book, DayOn, Entry};
use crate::geo::great_circle_km;
use crate::holds::ordinal;
use crate::record::kinds::{DayType, Event, ItemType, Status, Venue};
use crate::time::zone_at;
use crate::view::day_sheet::{coordinates, zone_before};
use crate::view::shown::{ShownTime, minutes_ahead, noon};
use crate::view::words::{duration, text};

/// Two venues of a date that are further apart than this, in kilometres, are in two cities.
const TWO_CITIES_KM: f64 = 30.0;
/// How long a show is of which nobody said an end, in minutes.
const SHOW_MINUTES: i64 = 60;
/// By how many degrees of the sun a zone may be off: clocks of western China are three hours ahead of it, and
/// summer time is one more.
const SUN_MINUTES_MAX: f64 = 270.0;

pub(super) fn problems(book: &Book, limits: &Limits) -> Vec<TourProblem> {
    let mut found = Vec::new();
    let (mut run, mut before): (Vec<NaiveDate>, _) = (Vec::new(), None);
    for on in book.dates().filter_map(|date| book.on(date)) {
        found.extend(at_once(&on));
        found.extend(zone_change(&on));
        found.extend(odd_coordinates(&on));
        // A date that is no day of the tour is off.
        if before.is_some_and(|before: NaiveDate| (on.date() - before).num_days() > 1) {
            run.clear();
        }
        before = Some(on.date());
        if on.is_show() {
            run.push(on.date());
        } else if is_off(&on) {
            run.clear();
        }
        if on.is_show() && run.len() == limits.shows_in_a_row + 1 {
            found.push(no_day_off(book, &on, &run, limits));
        }
    }
    found
}

/// A day on which nobody works. A day of travel is none.
fn is_off(on: &DayOn<'_>) -> bool {
    on.day_type() == Some(DayType::DayOff) || on.day().status == Some(Status::Cancelled)
}

fn no_day_off(book: &Book, on: &DayOn<'_>, run: &[NaiveDate], limits: &Limits) -> TourProblem {
    let text = format!(
        "the {} show without a day off since {}; {} are the limit",
        ordinal(i64::try_from(run.len()).unwrap_or(i64::MAX)),
        run[0].format("%-d %b"),
        limits.shows_in_a_row
    );
    let mut problem = TourProblem::on(on, ProblemKind::NoDayOff, Weight::Warning, text);
    problem.limit = i64::try_from(limits.shows_in_a_row).ok();
    problem.planned = i64::try_from(run.len()).ok();
    // A date of the run on which nobody plays could be free.
    let within = book.dates().filter(|date| (run[0]..on.date()).contains(date));
    let free = within.filter_map(|date| book.on(date)).filter(|on| !on.is_show());
    problem.fixes = free.filter_map(|on| fixes::day_off(&on)).collect();
    problem
}

fn zone_change(on: &DayOn<'_>) -> Option<TourProblem> {
    let (zone, before) = (on.zone()?, zone_before(on.book(), on.date())?);
    let minutes = minutes_ahead(on.date(), zone, before);
    let word = if minutes > 0 { "ahead of" } else { "behind" };
    let text = format!("clocks are {} {word} the date before", duration(minutes.abs()));
    let mut problem = TourProblem::on(on, ProblemKind::ZoneChange, Weight::Note, text);
    problem.planned = Some(minutes.into());
    (minutes != 0).then_some(problem)
}

/// Coordinates at which the sun stands elsewhere than the clocks say: swapped numbers, a lost sign, the sea.
fn odd_coordinates(on: &DayOn<'_>) -> Option<TourProblem> {
    let ((_, lon), zone) = (coordinates(on)?, on.zone()?);
    let clocks = f64::from(zone_at(zone, noon(on.date(), zone)).offset_minutes);
    let off = (clocks - lon * 4.0 + 720.0).rem_euclid(1_440.0) - 720.0;
    let text = format!("the coordinates do not go with {zone}; were they swapped, or a sign lost?");
    let problem = TourProblem::on(on, ProblemKind::OddCoordinates, Weight::Warning, text);
    (off.abs() > SUN_MINUTES_MAX).then_some(problem)
}

/// The shows of a date that are still on, each with another after it.
fn at_once(on: &DayOn<'_>) -> Vec<TourProblem> {
    let on_still = |event: &&Entry<Event>| event.status != Some(Status::Cancelled);
    let events: Vec<_> = on.events().into_iter().filter(on_still).collect();
    let pairs = events.iter().enumerate();
    let pairs = pairs.flat_map(|(n, one)| events[n + 1..].iter().map(move |other| (*one, *other)));
    pairs.filter_map(|(one, other)| clash(on, one, other)).collect()
}

/// Two shows of one party that overlap, or of which one cannot get from one to the other.
fn clash(on: &DayOn<'_>, one: &Entry<Event>, other: &Entry<Event>) -> Option<TourProblem> {
    if one.party != other.party && one.party.is_some() && other.party.is_some() {
        return None;
    }
    let names = format!("{} and {}", name(on, one), name(on, other));
    let (first, second) = (sets(on, one), sets(on, other));
    let overlaps = |(starts, ends): &(i64, i64)| {
        second.iter().any(|(others, others_end)| starts < others_end && others < ends)
    };
    if first.iter().any(overlaps) {
        let text = format!("{names} are on at once");
        return Some(TourProblem::on(on, ProblemKind::TwoShowsAtOnce, Weight::Decision, text));
    }
    let km = apart(on, one, other).filter(|km| *km > TWO_CITIES_KM)?;
    let text = format!("{names} are on one date and {km:.0} km apart");
    let weight =
        if first.is_empty() || second.is_empty() { Weight::Decision } else { Weight::Warning };
    Some(TourProblem::on(on, ProblemKind::TwoCities, weight, text))
}

/// When the sets of an event are on, in minutes since 1970.
fn sets(on: &DayOn<'_>, event: &Entry<Event>) -> Vec<(i64, i64)> {
    let items = on
        .items()
        .into_iter()
        .filter(|item| item.event == Some(event.id()) && item.item_type == Some(ItemType::Set));
    let timed = items.filter_map(|item| {
        let shown = ShownTime::new(item.when, on.date(), item.zone.or(on.zone()));
        let starts = shown.instant?.timestamp() / 60;
        let ends = shown.end_instant.map_or(starts + SHOW_MINUTES, |at| at.timestamp() / 60);
        Some((starts, ends))
    });
    timed.collect()
}

fn venue<'b>(on: &DayOn<'b>, event: &Entry<Event>) -> Option<&'b Entry<Venue>> {
    on.book().get(event.venue?)
}

fn name(on: &DayOn<'_>, event: &Entry<Event>) -> String {
    let title = text(event.title.as_ref());
    let venue = || venue(on, event).and_then(|venue| text(venue.name.as_ref()));
    title.or_else(venue).unwrap_or_else(|| "a show".to_owned())
}

fn apart(on: &DayOn<'_>, one: &Entry<Event>, other: &Entry<Event>) -> Option<f64> {
    let at = |event| {
        let place = venue(on, event)?.fields().place.as_ref()?;
        place.lat.zip(place.lon)
    };
    let ((lat, lon), (to_lat, to_lon)) = at(one).zip(at(other))?;
    Some(great_circle_km(lat, lon, to_lat, to_lon))
}
