//! When a vehicle leaves: as somebody planned it, else as is usual.

use super::{CHECK_MINUTES, Minute, PlannedLeg, TourVehicle, minute};
use crate::book::{Book, DayOn};
use crate::ids::RecordId;
use crate::record::Place;
use crate::record::kinds::{ItemType, Status, Travel};
use crate::time::{ShowClock, When, resolve};
use crate::view::shown::ShownTime;

/// The hour at which a vehicle leaves of which nothing is known: an assumption of ours.
const MORNING: u16 = 9;

/// The departure of a leg as somebody planned it, with the record that says so: by a leg of travel, else by the bus
/// call. The driver's work begins with the check before it.
pub(super) fn planned(
    book: &Book,
    vehicle: &TourVehicle<'_>,
    leg: &PlannedLeg<'_, '_>,
) -> Option<(Minute, RecordId)> {
    leg.drive.as_ref().ok()?;
    let (at, record) = travel(book, vehicle, leg).or_else(|| call(vehicle, leg))?;
    Some((at - CHECK_MINUTES, record))
}

/// The departure where nobody planned one: as late as makes load-in, but not before the schedule has ended; in
/// the morning where nothing is known; and never before the vehicle has come.
pub(super) fn usual(leg: &PlannedLeg<'_, '_>, came: Option<Minute>) -> Option<Minute> {
    leg.drive.as_ref().ok()?;
    let over = leg.leg.from.is_over().map(minute);
    leg.latest().max(over).or_else(|| morning(leg)).max(came)
}

/// The departure of a leg of travel of this vehicle, or of its kind and of no vehicle.
fn travel(
    book: &Book,
    vehicle: &TourVehicle<'_>,
    leg: &PlannedLeg<'_, '_>,
) -> Option<(Minute, RecordId)> {
    let (from, to) = (&leg.leg.from, &leg.leg.to);
    let dates = book.dates().filter(|date| (from.date()..=to.date()).contains(date));
    let days: Vec<_> = dates.filter_map(|date| book.on(date)).collect();
    let departs = days.iter().flat_map(|on| {
        let own = on
            .travels()
            .into_iter()
            .filter(|travel| travel.status != Some(Status::Cancelled) && vehicle.goes_by(travel));
        let own = own.filter_map(|travel| {
            let at = departs(on, travel)?;
            leads(on, travel, at, leg).then_some((at, travel.id()))
        });
        own.collect::<Vec<_>>()
    });
    // It leaves after the load-in before, and before the date that it leads to is over.
    let (since, by) = (from.load_in(), to.is_over());
    let within = |at: Minute| {
        since.is_none_or(|since| at > minute(since)) && by.is_none_or(|by| at < minute(by))
    };
    departs.filter(|(at, _)| within(*at)).min()
}

/// Whether a leg of travel leads where the tour's leg does: by its cities, as far as both are known. On the date that is
/// come to, one without cities is taken for the way here before noon, and for the way on after it.
fn leads(on: &DayOn<'_>, travel: &Travel, at: Minute, leg: &PlannedLeg<'_, '_>) -> bool {
    let city = |place: &Option<Place>| {
        place.as_ref()?.city.as_ref().map(|city| city.as_str().to_lowercase())
    };
    let same = |end: Option<String>, stop: &Option<String>| {
        end.zip(stop.as_ref()).map(|(end, stop)| end == stop.to_lowercase())
    };
    let from = same(city(&travel.from), &leg.leg.from.city);
    let to = same(city(&travel.to), &leg.leg.to.city);
    match (from, to) {
        (Some(false), _) | (_, Some(false)) => false,
        (_, Some(true)) => true,
        (_, None) => {
            let noon = ShowClock::from_hm(12, 0, 0).ok().zip(on.zone());
            let noon =
                noon.map(|(noon, zone)| minute(resolve(on.date(), noon, zone, None).instant()));
            on.date() < leg.leg.to.date() || noon.is_none_or(|noon| at < noon)
        }
    }
}

fn departs(on: &DayOn<'_>, travel: &Travel) -> Option<Minute> {
    let when = travel.depart.filter(When::has_time)?;
    let shown = ShownTime::new(Some(when), on.date(), on.depart_zone(travel));
    shown.instant.map(minute)
}

/// The last bus call of the date that the leg leads from, for whatever carries people; for a truck the end of
/// the load-out.
fn call(vehicle: &TourVehicle<'_>, leg: &PlannedLeg<'_, '_>) -> Option<(Minute, RecordId)> {
    let from = &leg.leg.from;
    if vehicle.loads() {
        let last = from.times(ItemType::LoadOut).max_by_key(|load| load.starts)?;
        return Some((minute(from.loaded_out()?), last.item.id()));
    }
    if leg.leg.is_from_lost {
        return None;
    }
    let calls = from.times(ItemType::BusCall);
    calls.map(|call| (minute(call.starts), call.item.id())).max()
}

/// Nine in the morning of the date that the leg leads to, where it begins.
fn morning(leg: &PlannedLeg<'_, '_>) -> Option<Minute> {
    let clock = ShowClock::from_hm(MORNING, 0, 0).ok()?;
    Some(minute(resolve(leg.leg.to.date(), clock, leg.zone?, None).instant()))
}
