//! When a vehicle leaves: as somebody planned it, else as is usual.

use super::{CHECK_MINUTES, Minute, PlannedLeg, TourVehicle, minute};
use crate::book::{Book, DayOn};
use crate::ids::RecordId;
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

/// The departure of a travel record of this vehicle, or of its kind and of no vehicle.
fn travel(
    book: &Book,
    vehicle: &TourVehicle<'_>,
    leg: &PlannedLeg<'_, '_>,
) -> Option<(Minute, RecordId)> {
    let (from, to) = (leg.leg.from.date(), leg.leg.to.date());
    let dates = book.dates().filter(|date| (from..=to).contains(date));
    let days: Vec<_> = dates.filter_map(|date| book.on(date)).collect();
    let departs = days.iter().flat_map(|on| {
        let own = on
            .travels()
            .into_iter()
            .filter(|travel| travel.status != Some(Status::Cancelled) && vehicle.goes_by(travel));
        own.filter_map(|travel| Some((departs(on, travel)?, travel.id()))).collect::<Vec<_>>()
    });
    // It leaves after the load-in before, and before the date that it leads to is over.
    let (since, by) = (leg.leg.from.load_in(), leg.leg.to.is_over());
    let within = |at: Minute| {
        since.is_none_or(|since| at > minute(since)) && by.is_none_or(|by| at < minute(by))
    };
    departs.filter(|(at, _)| within(*at)).min()
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
