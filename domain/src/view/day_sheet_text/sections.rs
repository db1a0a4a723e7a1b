//! The sections of the text.

use super::ClockStyle;
use super::wrap::{Writer, padded, width};
use crate::ids::RecordId;
use crate::record::kinds::Status;
use crate::record::{Line, Place, Prose};
use crate::time::When;
use crate::view::day_sheet::{DaySheet, HotelBlock, ScheduleRow, TravelEnd, TravelLeg, VenueBlock};
use crate::view::shown::{ShownTime, ShownZone};
use crate::view::words::{duration, label, size};

/// Wider than this, a time is not aligned with: it would push every title to the right.
const TIME_COLUMNS_MAX: usize = 20;

/// What was booked for the day and is off, though the day is not.
pub(super) fn cancelled_events(out: &mut Writer<'_>, sheet: &DaySheet) {
    let off = |status| status == Some(Status::Cancelled);
    if off(sheet.header.status) {
        return;
    }
    for event in sheet.events.iter().filter(|event| off(event.fields.status)) {
        let title = event.fields.title.as_ref().map(ToString::to_string);
        let title = title.or_else(|| event.venue_name.clone());
        out.about(&[event.id]);
        out.line(&format!("{} CANCELLED", title.unwrap_or_else(|| "Event".to_owned())));
    }
}

/// Whom to call first.
pub(super) fn leads(out: &mut Writer<'_>, sheet: &DaySheet) {
    let header = &sheet.header;
    for (role, person) in [("TM", &header.tour_manager), ("PM", &header.production_manager)] {
        let Some(person) = person else { continue };
        out.about(&[person.id]);
        let person = &person.fields;
        let name = person.preferred_name.as_ref().or(person.name.as_ref());
        let parts = [name, person.phone.as_ref()].into_iter().flatten();
        out.line(&parts.fold(role.to_owned(), |line, part| format!("{line} {part}")));
    }
}

pub(super) fn schedule(out: &mut Writer<'_>, sheet: &DaySheet, style: ClockStyle) {
    let rows = || sheet.schedule.iter().map(|row| (time_of(&row.time, style), row));
    let columns = rows().map(|(time, _)| width(&time)).filter(|width| *width <= TIME_COLUMNS_MAX);
    let columns = columns.max().unwrap_or_default();
    if !sheet.schedule.is_empty() {
        out.section("SCHEDULE");
    }
    for (time, row) in rows() {
        out.about(&[row.id]);
        out.hang(&format!("{}  ", padded(&time, columns)), &row_text(row));
        let inset = " ".repeat(columns + 2);
        for report in &row.time.clock_reports {
            out.hang(&format!("{inset}⚠ "), &report.sentence);
        }
        two_values(out, sheet, row.id, &format!("{inset}⚠ "), style);
    }
}

/// The time of a row with the weekday of what is after midnight: `01:30+1 Sat`.
pub(super) fn time_of(time: &ShownTime, style: ClockStyle) -> String {
    let text = time.when.map(|when| style.when(when)).unwrap_or_default();
    let ranged = time.when.and_then(|when| when.end()).is_some();
    match time.day_mark.as_deref().and_then(|mark| mark.split_once(' ')) {
        Some((_, weekday)) if !ranged => format!("{text} {weekday}"),
        _ => text,
    }
}

fn row_text(row: &ScheduleRow) -> String {
    let mut text = row.title.clone();
    if !row.confirmed {
        text.push_str(" ?");
    }
    let zone = row.zone.as_ref().map(|zone| format!("{} time", zone.abbreviation));
    let departments = (!row.departments.is_empty()).then(|| row.departments.join(", "));
    let party = row.party.as_ref().map(|party| format!("party {party}"));
    let says = row.venue_says.as_ref().map(|says| format!("the venue says {}", says.text));
    let details = [zone, row.place.clone(), departments, party, row.penalty.clone(), says];
    let details: Vec<_> = details.into_iter().flatten().collect();
    if !details.is_empty() {
        text = format!("{text} ({})", details.join("; "));
    }
    match &row.detail {
        Some(detail) => format!("{text}\n{detail}"),
        None => text,
    }
}

/// Both values of whatever is disputed about a record.
pub(super) fn two_values(
    out: &mut Writer<'_>,
    sheet: &DaySheet,
    id: RecordId,
    prefix: &str,
    style: ClockStyle,
) {
    for dispute in sheet.disputes.iter().filter(|dispute| dispute.record == id) {
        let values = std::iter::once(&dispute.in_force).chain(&dispute.candidates);
        let texts: Vec<_> = values
            .map(|value| match serde_json::from_value::<When>(value.value.clone()) {
                Ok(when) if when.has_time() => style.when(when),
                _ => value.text.clone(),
            })
            .collect();
        let label = dispute.label.to_lowercase();
        out.hang(prefix, &format!("two values for {label}: {}", texts.join(" / ")));
    }
}

pub(super) fn travel(out: &mut Writer<'_>, sheet: &DaySheet, style: ClockStyle) {
    if !sheet.travel.is_empty() {
        out.section("TRAVEL");
    }
    for leg in &sheet.travel {
        out.about(&[leg.id]);
        out.line(&leg_title(leg));
        if let Some(lobby) = &leg.lobby_call {
            let time = with_clocks(time_of(lobby, style), clocks(sheet, leg, &leg.depart));
            out.hang("  ", &format!("lobby call {time}"));
        }
        for (word, end) in [("from", &leg.depart), ("to", &leg.arrive)] {
            let time = with_clocks(time_of(&end.time, style), clocks(sheet, leg, end));
            let name = end.name.clone().unwrap_or_default();
            if !(time.is_empty() && name.is_empty()) {
                out.hang("  ", &format!("{word} {name} {time}"));
            }
        }
        let facts = [
            leg.duration_minutes.map(duration),
            leg.drive_minutes.map(|minutes| format!("drive {}", duration(minutes))),
            leg.distance_km.map(|km| format!("{km} km")),
            leg.reference.as_ref().map(|reference| format!("ref {reference}")),
            leg.party.as_ref().map(|party| format!("party {party}")),
        ];
        let facts: Vec<_> = facts.into_iter().flatten().collect();
        out.hang("  ", &facts.join(", "));
        out.hang("  ", &leg.people.join(", "));
        out.hang("  ", leg.notes.as_deref().unwrap_or_default());
        two_values(out, sheet, leg.id, "  ⚠ ", style);
    }
}

fn leg_title(leg: &TravelLeg) -> String {
    let more = [&leg.operator, &leg.vehicle, &leg.driver];
    let more = more.into_iter().flatten().map(|part| format!(", {part}"));
    format!("{}{}{}", leg.title, more.collect::<String>(), mark(leg.status))
}

/// What follows the name of something that is not agreed, or off.
fn mark(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Confirmed) => "",
        Some(Status::Cancelled) => " CANCELLED",
        Some(Status::Draft | Status::Unconfirmed) | None => " ?",
    }
}

/// The clocks of an end: named where they are not those of the day, or of the other end.
fn clocks<'s>(sheet: &'s DaySheet, leg: &TravelLeg, end: &'s TravelEnd) -> Option<&'s str> {
    let offset = |end: &TravelEnd| end.zone.as_ref().map(|zone| zone.offset_minutes);
    if offset(&leg.depart) == offset(&leg.arrive) {
        other_clocks(sheet, end.zone.as_ref())
    } else {
        end.zone.as_ref().map(|zone| zone.abbreviation.as_str())
    }
}

/// What people call the clocks of a zone, where the foot of the sheet, which names the day's, would
/// be wrong about them.
pub(super) fn other_clocks<'s>(sheet: &DaySheet, zone: Option<&'s ShownZone>) -> Option<&'s str> {
    let is_days = |zone: &ShownZone| {
        let day = sheet.header.zone.as_ref();
        day.is_some_and(|day| day.name == zone.name || day.offset_minutes == zone.offset_minutes)
    };
    zone.filter(|zone| !is_days(zone)).map(|zone| zone.abbreviation.as_str())
}

/// A time with the name of its clocks.
pub(super) fn with_clocks(time: String, clocks: Option<&str>) -> String {
    match clocks {
        Some(clocks) if !time.is_empty() => format!("{time} {clocks}"),
        _ => time,
    }
}

pub(super) fn hotels(out: &mut Writer<'_>, sheet: &DaySheet, style: ClockStyle) {
    if !sheet.hotels.is_empty() {
        out.section("HOTEL");
    }
    for hotel in &sheet.hotels {
        out.about(&[hotel.id]);
        out.line(&hotel_title(hotel));
        out.hang("  ", &place_text(hotel.fields.place.as_ref()));
        let time = |word: &str, shows: bool, time: &Option<ShownTime>| {
            let clocks = other_clocks(sheet, hotel.zone.as_ref());
            let text = time.as_ref().filter(|_| shows);
            let text = text.map(|time| with_clocks(time_of(time, style), clocks));
            text.filter(|text| !text.is_empty()).map(|text| format!("{word} {text}"))
        };
        let facts = [
            hotel.fields.phone.as_ref().map(ToString::to_string),
            time("check-in", hotel.checks_in, &hotel.check_in_time),
            time("check-out", hotel.checks_out, &hotel.check_out_time),
            hotel.fields.breakfast.as_ref().map(|text| format!("breakfast {text}")),
            hotel.fields.wifi.as_ref().map(|text| format!("Wi-Fi {text}")),
            hotel.fields.party.as_ref().map(|party| format!("party {party}")),
        ];
        let facts: Vec<_> = facts.into_iter().flatten().collect();
        out.hang("  ", &facts.join(", "));
        out.hang("  ", &hotel.people_names.join(", "));
        out.hang("  ", hotel.fields.notes.as_ref().map_or("", Prose::as_str));
        two_values(out, sheet, hotel.id, "  ⚠ ", style);
    }
}

fn hotel_title(hotel: &HotelBlock) -> String {
    let name = hotel.fields.name.as_ref().map(ToString::to_string).unwrap_or_default();
    let rooms = if hotel.fields.day_rooms == Some(true) { " (day rooms)" } else { "" };
    format!("{name}{rooms}{}", mark(hotel.fields.status))
}

/// `Hafenstraße 9, 20359 Hamburg`; nothing where no address is known.
pub fn place_text(place: Option<&Place>) -> String {
    let Some(place) = place else { return String::new() };
    let words = |parts: [&Option<Line>; 2], between: &str| {
        let parts: Vec<_> = parts.into_iter().flatten().map(Line::as_str).collect();
        parts.join(between)
    };
    let city = words([&place.postal_code, &place.city], " ");
    let parts = place.address.as_ref().map(ToString::to_string).into_iter().chain([city]);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

pub(super) fn venues(out: &mut Writer<'_>, sheet: &DaySheet, style: ClockStyle) {
    for venue in &sheet.venues {
        let name = venue.fields.name.as_ref().map(ToString::to_string).unwrap_or_default();
        out.blank();
        out.about(&[venue.id]);
        out.line(&format!("VENUE {name}"));
        out.line(&place_text(venue.fields.place.as_ref()));
        for (word, text) in venue_facts(venue) {
            out.hang(&format!("{word}: "), &text);
        }
        two_values(out, sheet, venue.id, "⚠ ", style);
    }
}

/// What crew ask for on the day, each with what it is called. Plans of stage, power and rigging stay in the advance, and the
/// code of the door does not go through a messenger.
pub fn venue_facts(venue: &VenueBlock) -> Vec<(String, String)> {
    let fields = &venue.fields;
    let wifi = [&fields.wifi_network, &fields.wifi_password].into_iter().flatten();
    let wifi = wifi.map(ToString::to_string).collect::<Vec<_>>().join(" / ");
    let lines = [
        ("artist_entrance", &fields.artist_entrance),
        ("bus_parking", &fields.bus_parking),
        ("truck_parking", &fields.truck_parking),
        ("dressing_rooms", &fields.dressing_rooms),
        ("showers", &fields.showers),
        ("production_office", &fields.production_office),
        ("runner", &fields.runner),
    ];
    let lines = lines.into_iter().filter_map(|(name, line)| Some((name, line.as_ref()?)));
    let lines = lines.map(|(name, line)| (label(name), line.to_string()));
    let proses = [("load_in_access", &fields.load_in_access), ("emergency", &fields.emergency)];
    let proses = proses.into_iter().filter_map(|(name, prose)| Some((name, prose.as_ref()?)));
    let proses = proses.map(|(name, prose)| (label(name), prose.to_string()));
    let wifi = (!wifi.is_empty()).then(|| ("Wi-Fi".to_owned(), wifi));
    lines.chain(wifi).chain(proses).collect()
}

pub(super) fn contacts(out: &mut Writer<'_>, sheet: &DaySheet) {
    let handed_out = |do_not_share: Option<bool>| do_not_share != Some(true);
    let contacts = sheet.contacts.iter().filter(|c| handed_out(c.fields.do_not_share));
    let contacts: Vec<_> = contacts.map(|contact| (contact.id, &contact.fields)).collect();
    if !contacts.is_empty() {
        out.section("CONTACTS");
    }
    for (id, contact) in contacts {
        out.about(&[id]);
        let name = contact.name.as_ref().map(ToString::to_string).unwrap_or_default();
        let more = [&contact.role, &contact.company, &contact.phone].into_iter().flatten();
        out.hang("", &more.fold(name, |line, part| format!("{line}, {part}")));
    }
}

/// What there is to open; who has no signal sees at least that it exists.
pub(super) fn files(out: &mut Writer<'_>, sheet: &DaySheet, style: ClockStyle) {
    if !sheet.files.is_empty() {
        out.section("FILES");
    }
    for file in &sheet.files {
        let fields = &file.fields;
        let name = fields.name.as_ref().map(ToString::to_string).unwrap_or_default();
        let category = fields.category.map(|category| category.word().replace('_', " "));
        let size = fields.bytes.map(|bytes| size(bytes.get().unsigned_abs()));
        let facts: Vec<_> = category.into_iter().chain(size).collect();
        out.about(&[file.id]);
        out.hang("- ", &format!("{name} ({})", facts.join(", ")));
        two_values(out, sheet, file.id, "  ⚠ ", style);
    }
}

pub(super) fn notes(out: &mut Writer<'_>, sheet: &DaySheet) {
    let day = sheet.header.notes.clone().map(|notes| (sheet.header.day, None, notes));
    let events = sheet
        .events
        .iter()
        .filter_map(|event| Some((event.id, None, event.fields.notes.as_ref()?.to_string())));
    let notes = sheet.notes.iter().filter_map(|note| {
        let body = note.fields.body.as_ref()?.to_string();
        Some((note.id, note.fields.title.as_ref().map(ToString::to_string), body))
    });
    let all: Vec<_> = day.into_iter().chain(events).chain(notes).collect();
    if !all.is_empty() {
        out.section("NOTES");
    }
    for (id, title, body) in all {
        out.about(&[id]);
        let title = title.map(|title| format!("{title}: ")).unwrap_or_default();
        out.hang("- ", &format!("{title}{body}"));
    }
}

pub(super) fn tasks(out: &mut Writer<'_>, sheet: &DaySheet) {
    let open = sheet.tasks.iter().filter(|task| task.fields.done != Some(true));
    let open: Vec<_> = open.collect();
    if !open.is_empty() {
        out.section("TO DO");
    }
    for task in open {
        out.about(&[task.id]);
        let title = task.fields.title.as_ref().map(ToString::to_string).unwrap_or_default();
        let names = task.assignee_names.join(", ");
        let who = if names.is_empty() { names } else { format!(" ({names})") };
        out.hang("- ", &format!("{title}{who}"));
    }
}
