//! What views must show.

mod changed;
mod off;
mod other_clocks;
mod rules;
mod sheet;
mod tables;

use serde_json::{Value, json};

use crate::book::testing::{TestTour, date};
use crate::ids::RecordId;
use crate::record::Kind;
use crate::view::{DaySheet, ScheduleRow, day_sheet};

/// The sheet of a date that has a day.
fn sheet(tour: &TestTour, on: &str) -> DaySheet {
    day_sheet(&tour.book(), date(on)).unwrap()
}

/// The row of this title.
fn row<'a>(sheet: &'a DaySheet, title: &str) -> &'a ScheduleRow {
    sheet.schedule.iter().find(|row| row.title == title).unwrap()
}

fn titles(sheet: &DaySheet) -> Vec<&str> {
    sheet.schedule.iter().map(|row| row.title.as_str()).collect()
}

fn instant(text: Option<chrono::DateTime<chrono::Utc>>) -> String {
    text.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)).unwrap_or_default()
}

/// Three days in the north, the second of them with everything that a sheet can have, on the night
/// the clocks go back.
fn northern_tour() -> TestTour {
    let mut tour = TestTour::new();
    let person =
        |name: &str, role: &str, phone: &str| json!({"name": name, "role": role, "phone": phone});
    let manager = tour.add(Kind::Person, &person("Ida Brandt", "TM", "+49 151 0000001"));
    let production = tour.add(Kind::Person, &person("Ben Okafor", "PM", "+49 151 0000002"));
    let id = RecordId(tour.id.0);
    let account = tour.author.to_string();
    tour.set(manager, "account", account.into());
    tour.set(id, "home_zone", "America/Los_Angeles".into());
    tour.set(id, "tour_manager", manager.to_string().into());
    tour.set(id, "production_manager", production.to_string().into());

    let copenhagen = tour.day("2026-10-22", "Copenhagen", "Europe/Copenhagen");
    tour.item(copenhagen, "Doors", "19:00", json!({"item_type": "doors"}));
    hamburg(&mut tour, manager);
    let cologne = tour.day("2026-10-25", "Köln", "Europe/Berlin");
    tour.item(cologne, "Load-in", "09:00", json!({"item_type": "load_in"}));
    tour.item(cologne, "Crew call", "10:00", json!({"item_type": "call"}));
    files(&mut tour);
    tour
}

fn hamburg(tour: &mut TestTour, manager: RecordId) {
    let day = tour.day("2026-10-24", "Hamburg", "Europe/Berlin");
    let place = json!({"city": "Hamburg", "country": "DE", "lat": 53.5511, "lon": 9.9937});
    tour.set(day, "place", place);
    tour.set(day, "notes", "Rain is likely. Cover the risers.".into());
    let venue = tour.add(
        Kind::Venue,
        &json!({
            "name": "Tonhalle Nord", "capacity": 2200,
            "place": {"address": "Hafenstraße 9", "postal_code": "20359", "city": "Hamburg",
                      "country": "DE", "zone": "Europe/Berlin"},
            "wifi_network": "TN-Production", "wifi_password": "hafen-2611", "door_code": "1904#",
            "bus_parking": "Kaistraße, two berths, 32 A",
            "emergency": "A&E: Klinikum Mitte, 1.8 km\nMuster point: quay gate 3",
        }),
    );
    let event = tour.add(
        Kind::Event,
        &json!({"day": day, "venue": venue, "event_type": "show",
                "billing": ["Hollow Coast", "Paper Lanterns"], "status": "confirmed"}),
    );
    schedule(tour, day, event);
    let leg = json!({
        "day": day, "mode": "bus", "from": {"city": "Hamburg"}, "to": {"city": "Köln"},
        "depart": {"precision": "exact", "start": "01:30+1"},
        "arrive": {"precision": "about", "start": "06:45+1"},
        "distance_km": 425, "status": "confirmed",
    });
    tour.add(Kind::Travel, &leg);
    let hotel = json!({
        "day": day, "name": "Hotel Speicher", "day_rooms": true, "status": "confirmed",
        "place": {"address": "Am Sandtor 4", "city": "Hamburg"}, "phone": "+49 40 0000003",
        "check_in": {"precision": "exact", "start": "12:00"},
        "check_out_date": "2026-10-24", "check_out": {"precision": "exact", "start": "18:00"},
    });
    tour.add(Kind::HotelStay, &hotel);
    let contact = json!({"name": "Pia Lund", "role": "Venue production", "phone": "+49 40 0000004",
                         "category": "venue", "venue": venue});
    tour.add(Kind::Contact, &contact);
    let private = json!({"name": "Dr. Sommer", "phone": "+49 40 0000005", "event": event,
                         "do_not_share": true});
    tour.add(Kind::Contact, &private);
    let note = json!({"body": "Security line is on the canal side.", "topic": "production",
                      "day": day, "pinned": true});
    tour.add(Kind::Note, &note);
    tour.add(Kind::Task, &json!({"title": "Send guest list", "day": day, "assignees": [manager]}));
}

/// One of the house in Hamburg, one of the day there, and one that belongs to no day.
fn files(tour: &mut TestTour) {
    let book = tour.book();
    let venue = book.venues().next().unwrap().id();
    let hamburg = book.day_on(date("2026-10-24")).unwrap().id();
    let hash = "d74981efa70a0c880b8d8c1985d075dbcbf679b99a5f9914e5aaf96b831a9e24";
    let site = json!({"name": "Quay gate 3.jpg", "hash": hash, "bytes": 84_000,
                      "media_type": "image/jpeg", "category": "map", "day": hamburg});
    tour.add(Kind::File, &site);
    let plan = json!({"name": "Stage plan 2026.pdf", "hash": hash, "bytes": 1_234_567,
                      "media_type": "application/pdf", "category": "plan", "venue": venue});
    tour.add(Kind::File, &plan);
    tour.add(Kind::File, &json!({"name": "Rider.pdf", "hash": hash, "bytes": 9}));
}

fn schedule(tour: &mut TestTour, day: RecordId, event: RecordId) {
    let sure = |item_type: &str| json!({"item_type": item_type, "confirmed": true});
    tour.item(day, "Load-in", "08:00", sure("load_in"));
    let soundcheck = json!({"item_type": "soundcheck", "place": "main stage",
                            "departments": ["Audio", "Backline"], "confirmed": true,
                            "detail": "In-ears on pack 3 to 8."});
    tour.item(day, "Soundcheck", "16:00-17:30", soundcheck);
    tour.item(day, "Meet & greet", "TBD", json!({"item_type": "meet_greet"}));
    let doors = tour.item(day, "Doors", "19:30", sure("doors"));
    tour.item(day, "Paper Lanterns", "~20:15-20:50", json!({"item_type": "support"}));
    let mut set = sure("set");
    set["event"] = event.to_string().into();
    tour.item(day, "Hollow Coast", "21:15-22:45", set);
    let curfew = json!({"item_type": "curfew", "curfew_kind": "hard", "confirmed": true,
                        "penalty": "€500 a minute"});
    tour.item(day, "Curfew", "23:00", curfew);
    tour.item(day, "Load-out", "23:15", sure("load_out"));
    tour.item(day, "Bus call", "01:30+1", sure("bus_call"));
    tour.item(day, "Driver change", "02:30+1", Value::Null);
    let earlier = json!({"precision": "exact", "start": "19:00"});
    tour.dispute(doors, "when", &earlier);
}
