//! What would help, as groups that are ready to be sent.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Fix, FixKind};
use crate::book::{Book, DayOn, Entry};
use crate::change::{Create, Edit, FromTo};
use crate::ids::{RecordId, derived};
use crate::record::kinds::{DayType, ItemType, ScheduleItem, Vehicle};
use crate::record::{Fields, Kind, Record};
use crate::time::{ShowClock, When};
use crate::view::drivers::VehicleHours;
use crate::view::routing::Wall;
use crate::view::words::short_date;

/// The hour of a travel day's bus call that nobody could reckon.
const TRAVEL_HOUR: u16 = 9;
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
    Some(Fix { kind, text, edits: vec![set(item.record(), "when", to)] })
}

/// A second driver for each of some vehicles, who is still to be named. A tour that names no vehicle gets its bus.
pub(super) fn second_driver(book: &Book, vehicles: &[&VehicleHours]) -> Option<Fix> {
    let edit = |vehicle: &&VehicleHours| match vehicle.vehicle {
        Some(id) => {
            let entry = book.get::<Vehicle>(id)?;
            Some(set(entry.record(), "second_driver_contact", json!(TO_BE_NAMED)))
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

/// A date without a show is for travel, with a bus call as soon as the driver may leave on it: at nine, if that lies
/// before. A bus call that it has is moved there, unless it is as early.
pub(super) fn travel_day(book: &Book, on: &DayOn<'_>, departs: Wall) -> Option<Fix> {
    let morning = ShowClock::from_hm(TRAVEL_HOUR, 0, 0).ok()?;
    let days = u16::try_from((departs.date - on.date()).num_days()).ok();
    let later = days.and_then(|days| departs.clock.plus_minutes(i32::from(days) * 24 * 60));
    let clock = later.map_or(morning, |later| later.max(morning));
    let mut calls = on.items().into_iter().filter(|item| item.item_type == Some(ItemType::BusCall));
    let call = calls.rfind(|item| item.when.is_some_and(|when| when.has_time()));
    let edit = match call {
        Some(call) if call.when?.start()? <= clock || call.hard == Some(true) => return None,
        Some(call) => set(call.record(), "when", serde_json::to_value(When::exact(clock)).ok()?),
        None => {
            let day = on.day().id();
            let fields = json!({
                "day": day, "title": "Bus call", "item_type": "bus_call",
                "when": When::exact(clock),
            });
            create(book, Kind::ScheduleItem, day, &fields)?
        }
    };
    let typed = day_type(on, DayType::Travel, FixKind::TravelDay, "a travel day");
    let edits = typed.map(|fix| fix.edits).unwrap_or_default().into_iter().chain([edit]).collect();
    let text = format!("Make {} a travel day, bus call {clock}", short_date(on.date()));
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
    Some(Fix { kind, text, edits: vec![set(on.day().record(), "day_type", json!(to.word()))] })
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

fn set(record: &Record, field: &str, to: Value) -> Edit {
    let from_to = FromTo(record.value(field).clone(), to);
    let fields = BTreeMap::from([(field.to_owned(), from_to)]);
    Edit::Set { kind: record.kind.clone(), id: record.id, fields }
}

/// A new record for everyone. Its id follows from what it is for, so that taking a fix twice makes one.
fn create(book: &Book, kind: Kind, about: RecordId, fields: &Value) -> Option<Edit> {
    let scope = book.tour()?.scope();
    let parts = [kind.name().as_bytes(), about.0.as_bytes()];
    let id = RecordId(derived("buscall 2026 fix", &parts));
    let fields: Fields = fields.as_object()?.clone();
    Some(Edit::Create(Create { scope, kind, id, fields }))
}
