//! What would help, as groups that are ready to be sent.

use serde_json::{Value, json};

use super::{Fix, FixKind};
use crate::book::{Book, DayOn, Entry};
use crate::change::{Create, Edit};
use crate::ids::{RecordId, derived};
use crate::record::kinds::{DayType, ScheduleItem, Travel, Vehicle};
use crate::record::{Fields, Kind};
use crate::time::When;
use crate::view::drivers::VehicleHours;
use crate::view::routing::Wall;
use crate::view::words::{duration, short_date};

/// What stands where a second driver is meant and nobody is named yet.
const TO_BE_NAMED: &str = "to be named";

/// An item moved by some minutes; nothing where it would leave its show day, or is fixed.
pub(super) fn move_item(
    kind: FixKind,
    what: &str,
    item: &Entry<ScheduleItem>,
    minutes: i64,
) -> Option<Fix> {
    let when = item.when?;
    let to = when.shifted(i32::try_from(minutes).ok()?)?;
    if item.hard == Some(true) {
        return None;
    }
    let text = format!("{what}: {when} → {to}");
    let to = serde_json::to_value(to).ok()?;
    Some(Fix { kind, text, edits: vec![Edit::set(item.record(), [("when", to)])] })
}

/// The departure that a leg of travel or a bus call says, moved by some minutes.
pub(super) fn move_departure(
    book: &Book,
    kind: FixKind,
    record: RecordId,
    minutes: i64,
) -> Option<Fix> {
    let word = if minutes < 0 { "earlier" } else { "later" };
    let by = format!("{} {word}", duration(minutes.abs()));
    if let Some(item) = book.get::<ScheduleItem>(record) {
        return move_item(kind, &format!("Bus call {by}"), item, minutes);
    }
    let travel = book.get::<Travel>(record)?;
    let depart = travel.depart?;
    let to = depart.shifted(i32::try_from(minutes).ok()?)?;
    let text = format!("Departure {by}: {depart} → {to}");
    let mut edits = vec![Edit::set(travel.record(), [("depart", serde_json::to_value(to).ok()?)])];
    // Who leaves later arrives later.
    let arrive = travel.arrive.and_then(|arrive| arrive.shifted(i32::try_from(minutes).ok()?));
    if let Some(arrive) = arrive {
        edits.push(Edit::set(travel.record(), [("arrive", serde_json::to_value(arrive).ok()?)]));
    }
    Some(Fix { kind, text, edits })
}

/// A second driver for each of some vehicles, who is still to be named. A tour that names no vehicle gets its bus.
pub(super) fn second_driver(book: &Book, vehicles: &[&VehicleHours]) -> Option<Fix> {
    let edit = |vehicle: &&VehicleHours| match vehicle.vehicle {
        Some(id) => {
            let entry = book.get::<Vehicle>(id)?;
            Some(Edit::set(entry.record(), [("second_driver_contact", json!(TO_BE_NAMED))]))
        }
        None => {
            let fields = json!({
                "name": "Bus", "vehicle_type": "nightliner", "second_driver_contact": TO_BE_NAMED,
            });
            create(book, Kind::Vehicle, book.tour()?.id(), &fields)
        }
    };
    let edits = vehicles.iter().map(edit).collect::<Option<Vec<_>>>()?;
    let names: Vec<_> = vehicles.iter().map(|vehicle| vehicle.name.as_str()).collect();
    let text = format!("Second driver for {}, {TO_BE_NAMED}", names.join(", "));
    Some(Fix { kind: FixKind::SecondDriver, text, edits })
}

/// A date without a show is for travel, with a departure on it: that of the leg of travel or the bus call that is
/// planned, or a new bus call.
pub(super) fn travel_day(
    book: &Book,
    on: &DayOn<'_>,
    departs: Wall,
    planned: Option<RecordId>,
) -> Option<Fix> {
    let days = u16::try_from((departs.date - on.date()).num_days()).ok()?;
    let clock = departs.clock.plus_minutes(i32::from(days) * 24 * 60)?;
    let when = serde_json::to_value(When::exact(clock)).ok()?;
    // What is planned on another date is not told on the clocks of this one.
    let of_day = |day: Option<RecordId>| day == Some(on.day().id());
    let call = planned.and_then(|id| book.get::<ScheduleItem>(id));
    let travel = planned.and_then(|id| book.get::<Travel>(id));
    let edit = if let Some(call) = call.filter(|call| of_day(call.parent())) {
        Edit::set(call.record(), [("when", when)])
    } else if let Some(travel) = travel {
        Edit::set(travel.record(), [("depart", of_day(travel.parent()).then_some(when)?)])
    } else {
        let day = on.day().id();
        let fields =
            json!({ "day": day, "title": "Bus call", "item_type": "bus_call", "when": when });
        create(book, Kind::ScheduleItem, day, &fields)?
    };
    let typed = day_type(on, DayType::Travel, FixKind::TravelDay, "a travel day");
    let typed = typed.map(|fix| fix.edits).unwrap_or_default();
    let text = format!("Make {} a travel day, departure {clock}", short_date(on.date()));
    let edits = typed.into_iter().chain([edit]).collect();
    Some(Fix { kind: FixKind::TravelDay, text, edits })
}

/// A date without a show is off.
pub(super) fn day_off(on: &DayOn<'_>) -> Option<Fix> {
    day_type(on, DayType::DayOff, FixKind::DayOff, "a day off")
}

fn day_type(on: &DayOn<'_>, to: DayType, kind: FixKind, words: &str) -> Option<Fix> {
    if on.is_show() || on.day_type() == Some(to) || !on.events().is_empty() {
        return None;
    }
    let text = format!("Make {} {words}", short_date(on.date()));
    Some(Fix {
        kind,
        text,
        edits: vec![Edit::set(on.day().record(), [("day_type", json!(to.word()))])],
    })
}

/// A row for the carnet, whose time is still to be said.
pub(super) fn carnet_time(book: &Book, on: &DayOn<'_>) -> Option<Fix> {
    let day = on.day().id();
    let fields = json!({
        "day": day, "title": "Carnet: stamps at the border", "item_type": "other",
        "when": { "precision": "tbd" },
    });
    let edit = create(book, Kind::ScheduleItem, day, &fields)?;
    let text = format!("Put the carnet into the schedule of {}", short_date(on.date()));
    Some(Fix { kind: FixKind::CarnetTime, text, edits: vec![edit] })
}

/// A new record for everyone. Its id follows from what it is for, so that taking a fix twice makes one.
fn create(book: &Book, kind: Kind, about: RecordId, fields: &Value) -> Option<Edit> {
    let scope = book.tour()?.scope();
    let parts = [kind.name().as_bytes(), about.0.as_bytes()];
    let id = RecordId(derived("buscall 2026 fix", &parts));
    let fields: Fields = fields.as_object()?.clone();
    Some(Edit::Create(Create { scope, kind, id, fields }))
}
