//! The sections of the page, in the order of the paper that hangs on the wall.

use domain::ids::RecordId;
use domain::record::Line;
use domain::time::When;
use domain::view::{
    ContactBlock, DaySheet, HotelBlock, ScheduleRow, TravelEnd, TravelLeg, VenueBlock, duration,
    place_text, venue_facts,
};
use maud::{Markup, html};

use super::words::{dotted, phone, status, time, time_on, unconfirmed};

/// The times of the day.
pub(super) fn schedule(sheet: &DaySheet) -> Markup {
    html! {
        @if !sheet.schedule.is_empty() {
            section #schedule {
                h2 { "Schedule" }
                ol.rows { @for one in &sheet.schedule { (row(sheet, one)) } }
            }
        }
    }
}

fn row(sheet: &DaySheet, row: &ScheduleRow) -> Markup {
    let party = row.party.as_ref().map(|party| format!("party {party}"));
    let says = row.venue_says.as_ref().map(|says| format!("the venue says {}", says.text));
    let facts = [row.place.as_deref(), party.as_deref(), row.penalty.as_deref(), says.as_deref()];
    let facts = dotted(facts);
    html! {
        li.row.key[row.key] {
            div.time {
                (time(&row.time))
                @if let Some(zone) = &row.zone { " " span.clocks { (zone.abbreviation) " time" } }
            }
            div.what {
                b { (row.title) }
                @if !row.confirmed { (unconfirmed()) }
                @for department in &row.departments { " " span.tape { (department) } }
                @if !facts.is_empty() { p { (facts) } }
                @if let Some(detail) = &row.detail { p.prose { (detail) } }
                @for report in &row.time.clock_reports { p.warn { (report.sentence) } }
                (two_values(sheet, row.id))
            }
        }
    }
}

/// Both values of whatever is disputed about a record.
pub(super) fn two_values(sheet: &DaySheet, id: RecordId) -> Markup {
    let about = sheet.disputes.iter().filter(|dispute| dispute.record == id);
    html! {
        @for dispute in about {
            @let values = std::iter::once(&dispute.in_force).chain(&dispute.candidates);
            @let texts = values.map(|value| {
                match serde_json::from_value::<When>(value.value.clone()) {
                    Ok(when) if when.has_time() => when.to_string(),
                    _ => value.text.clone(),
                }
            });
            p.warn {
                "two values for " (dispute.label.to_lowercase()) ": "
                (texts.collect::<Vec<_>>().join(" / "))
            }
        }
    }
}

/// The legs of travel.
pub(super) fn travel(sheet: &DaySheet) -> Markup {
    html! {
        @if !sheet.travel.is_empty() {
            section #travel {
                h2 { "Travel" }
                @for leg in &sheet.travel { div.card { (one_leg(sheet, leg)) } }
            }
        }
    }
}

fn one_leg(sheet: &DaySheet, leg: &TravelLeg) -> Markup {
    let by = [&leg.operator, &leg.vehicle, &leg.driver].map(Option::as_deref);
    let facts = [
        leg.duration_minutes.map(duration),
        leg.drive_minutes.map(|minutes| format!("drive {}", duration(minutes))),
        leg.distance_km.map(|km| format!("{km} km")),
        leg.reference.as_ref().map(|reference| format!("ref {reference}")),
        leg.party.as_ref().map(|party| format!("party {party}")),
    ];
    let facts = dotted(facts.iter().map(Option::as_deref));
    html! {
        h3 { (leg.title) (status(leg.status)) }
        p { (dotted(by)) }
        dl {
            @if let Some(lobby) = &leg.lobby_call {
                dt { "Lobby call" }
                dd { (time_on(sheet, lobby, leg.depart.zone.as_ref())) }
            }
            (end(sheet, "From", &leg.depart))
            (end(sheet, "To", &leg.arrive))
        }
        p { (facts) }
        p { (leg.people.join(", ")) }
        p.prose { (leg.notes.as_deref().unwrap_or_default()) }
        (two_values(sheet, leg.id))
    }
}

fn end(sheet: &DaySheet, word: &str, end: &TravelEnd) -> Markup {
    html! {
        @if end.name.is_some() || !end.time.text.is_empty() {
            dt { (word) }
            dd {
                (time_on(sheet, &end.time, end.zone.as_ref()))
                " " (end.name.as_deref().unwrap_or_default())
            }
        }
    }
}

/// The hotels.
pub(super) fn hotels(sheet: &DaySheet) -> Markup {
    html! {
        @if !sheet.hotels.is_empty() {
            section #hotel {
                h2 { "Hotel" }
                @for hotel in &sheet.hotels { div.card { (one_hotel(sheet, hotel)) } }
            }
        }
    }
}

fn one_hotel(sheet: &DaySheet, hotel: &HotelBlock) -> Markup {
    let fields = &hotel.fields;
    let check_in = hotel.check_in_time.as_ref().filter(|_| hotel.checks_in);
    let check_out = hotel.check_out_time.as_ref().filter(|_| hotel.checks_out);
    let texts = [("Breakfast", &fields.breakfast), ("Wi-Fi", &fields.wifi)];
    html! {
        h3 {
            @if let Some(name) = &fields.name { (name) }
            @if fields.day_rooms == Some(true) { " (day rooms)" }
            (status(fields.status))
        }
        p { (place_text(fields.place.as_ref())) }
        @if let Some(number) = &fields.phone { p { (phone(number.as_str())) } }
        dl {
            @for (word, shown) in [("Check-in", check_in), ("Check-out", check_out)] {
                @if let Some(shown) = shown.filter(|shown| !shown.text.is_empty()) {
                    dt { (word) }
                    dd { (time_on(sheet, shown, hotel.zone.as_ref())) }
                }
            }
            @for (word, text) in texts {
                @if let Some(text) = text { dt { (word) } dd { (text) } }
            }
            @if let Some(party) = &fields.party { dt { "Party" } dd { (party) } }
        }
        p { (hotel.people_names.join(", ")) }
        @if let Some(notes) = &fields.notes { p.prose { (notes) } }
        (two_values(sheet, hotel.id))
    }
}

/// The venues: what crew ask for on the day.
pub(super) fn venues(sheet: &DaySheet) -> Markup {
    html! {
        @if !sheet.venues.is_empty() {
            section #venue {
                h2 { "Venue" }
                @for venue in &sheet.venues { div.card { (one_venue(sheet, venue)) } }
            }
        }
    }
}

fn one_venue(sheet: &DaySheet, venue: &VenueBlock) -> Markup {
    html! {
        h3 { @if let Some(name) = &venue.fields.name { (name) } }
        p { (place_text(venue.fields.place.as_ref())) }
        @if let Some(number) = &venue.fields.phone { p { (phone(number.as_str())) } }
        dl {
            @for (word, text) in venue_facts(venue) { dt { (word) } dd.prose { (text) } }
        }
        (two_values(sheet, venue.id))
    }
}

/// Whom to call. Who must not be handed out is not among them.
pub(super) fn contacts(sheet: &DaySheet) -> Markup {
    let shared = |contact: &&ContactBlock| contact.fields.do_not_share != Some(true);
    let contacts: Vec<_> = sheet.contacts.iter().filter(shared).collect();
    html! {
        @if !contacts.is_empty() {
            section #contacts {
                h2 { "Contacts" }
                ul.people { @for contact in contacts { li { (one_contact(contact)) } } }
            }
        }
    }
}

fn one_contact(contact: &ContactBlock) -> Markup {
    let fields = &contact.fields;
    let about = [&fields.role, &fields.company];
    let about = dotted(about.map(|part| part.as_ref().map(Line::as_str)));
    html! {
        span.who { b { @if let Some(name) = &fields.name { (name) } } " " span.quiet { (about) } }
        @if let Some(number) = &fields.phone { " " (phone(number.as_str())) }
    }
}

/// What there is to know, to have and to do.
pub(super) fn notes(sheet: &DaySheet) -> Markup {
    let day = sheet.header.notes.clone().map(|body| (None, body));
    let events = sheet.events.iter().filter_map(|event| event.fields.notes.as_ref());
    let events = events.map(|body| (None, body.to_string()));
    let notes = sheet.notes.iter().filter_map(|note| {
        let title = note.fields.title.as_ref().map(ToString::to_string);
        Some((title, note.fields.body.as_ref()?.to_string()))
    });
    let all: Vec<_> = day.into_iter().chain(events).chain(notes).collect();
    let open = sheet.tasks.iter().filter(|task| task.fields.done != Some(true));
    let open: Vec<_> = open.collect();
    html! {
        @if !all.is_empty() {
            section #notes {
                h2 { "Notes" }
                @for (title, body) in all {
                    p.prose { @if let Some(title) = title { b { (title) } ": " } (body) }
                }
            }
        }
        @if !sheet.files.is_empty() {
            section #files {
                h2 { "Files" }
                ul { @for file in &sheet.files { li {
                    @if let Some(name) = &file.fields.name { (name) }
                    @if let Some(version) = &file.fields.version {
                        " " span.quiet { "version " (version) }
                    }
                } } }
                p.quiet { "They are in the tour book; ask the tour for them." }
            }
        }
        @if !open.is_empty() {
            section #tasks {
                h2 { "To do" }
                ul { @for task in open { li {
                    @if let Some(title) = &task.fields.title { (title) }
                    @if !task.assignee_names.is_empty() {
                        " " span.quiet { (task.assignee_names.join(", ")) }
                    }
                } } }
            }
        }
    }
}
