//! What is off, gone, for one party alone or disputed, and how a sheet says so.

use serde_json::{Value, json};

use super::{instant, sheet};
use crate::book::testing::{TestTour, date};
use crate::ids::RecordId;
use crate::record::Kind;
use crate::routing::Roads;
use crate::view::{ClockStyle, grid, tour_header};

fn hamburg() -> (TestTour, RecordId) {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-20", "Hamburg", "Europe/Berlin");
    (tour, day)
}

fn text(tour: &TestTour) -> String {
    sheet(tour, "2026-10-20").text(ClockStyle::H24)
}

#[test]
fn a_show_whose_only_event_is_cancelled_was_still_counted() {
    let (mut tour, day) = hamburg();
    let event = tour.add(Kind::Event, &json!({"day": day, "status": "cancelled"}));
    tour.day("2026-10-21", "Köln", "Europe/Berlin");
    let header = sheet(&tour, "2026-10-21").header;
    assert_eq!((header.show_number, header.show_count), (Some(1), 1));
    assert_eq!(grid(&tour.book(), &Roads::default()).days[0].show_number, None);
    assert_eq!(tour_header(&tour.book()).unwrap().n_shows, 1);

    tour.add(Kind::Event, &json!({"day": day, "title": "Evening"}));
    assert_eq!(sheet(&tour, "2026-10-21").header.show_number, Some(2));
    tour.set(event, "title", "Matinee".into());
    assert!(text(&tour).contains("\nMatinee CANCELLED\n"), "{}", text(&tour));
}

#[test]
fn a_cancelled_hotel_looked_like_an_unconfirmed_one() {
    let (mut tour, day) = hamburg();
    tour.add(Kind::HotelStay, &json!({"day": day, "name": "Speicher", "status": "cancelled"}));
    assert!(text(&tour).contains("\nSpeicher CANCELLED\n"), "{}", text(&tour));
}

#[test]
fn a_cancelled_next_day_still_called_the_crew() {
    let (mut tour, _) = hamburg();
    let next = tour.day("2026-10-21", "Köln", "Europe/Berlin");
    tour.item(next, "Crew call", "10:00", json!({"item_type": "call"}));
    tour.set(next, "status", "cancelled".into());
    assert!(text(&tour).contains("\nNext: Wed 21 Oct, Köln, CANCELLED\n"), "{}", text(&tour));
}

#[test]
fn a_stay_without_a_check_out_date_was_left_before_it_began() {
    let (mut tour, day) = hamburg();
    let at = |clock: &str| json!({"precision": "exact", "start": clock});
    let stay = tour.add(
        Kind::HotelStay,
        &json!({"day": day, "name": "Speicher", "check_in": at("15:00"), "check_out": at("11:00")}),
    );
    let open = &sheet(&tour, "2026-10-20").hotels[0];
    assert!(open.checks_in && !open.checks_out);
    assert_eq!(open.check_out_time.as_ref().unwrap().instant, None);
    tour.set(stay, "day_rooms", true.into());
    tour.set(stay, "check_out", at("18:00"));
    let day_room = &sheet(&tour, "2026-10-20").hotels[0];
    assert!(day_room.checks_out);
    let left = day_room.check_out_time.as_ref().unwrap().instant;
    assert_eq!(instant(left), "2026-10-20T16:00:00Z");
}

#[test]
fn a_person_who_has_left_the_tour_was_still_on_the_flight() {
    let (mut tour, day) = hamburg();
    let people = ["Ida", "Ben"].map(|name| tour.add(Kind::Person, &json!({"name": name})));
    tour.add(Kind::Travel, &json!({"day": day, "mode": "flight", "people": people}));
    tour.delete(people[1]);
    assert_eq!(sheet(&tour, "2026-10-20").travel[0].people, ["Ida"]);
}

#[test]
fn the_text_did_not_say_which_party_a_leg_or_a_hotel_is_for() {
    let (mut tour, day) = hamburg();
    let ida = tour.add(Kind::Person, &json!({"name": "Ida"}));
    let leg = json!({"day": day, "mode": "flight", "party": "A", "people": [ida],
                     "drive_minutes": 330, "notes": "Passports at hand."});
    tour.add(Kind::Travel, &leg);
    tour.add(Kind::HotelStay, &json!({"day": day, "name": "Speicher", "party": "B"}));
    let text = text(&tour);
    assert!(text.contains("  drive 5 h 30 min, party A\n  Ida\n  Passports at hand.\n"), "{text}");
    assert!(text.contains("Speicher ?\n  party B\n"), "{text}");
}

#[test]
fn the_text_printed_a_disputed_zone_as_if_nobody_doubted_it() {
    let (mut tour, day) = hamburg();
    tour.dispute(day, "zone", &"Europe/London".into());
    let text = text(&tour);
    assert!(text.contains("⚠ two values for zone: Europe/Berlin / Europe/London\n"), "{text}");
}

#[test]
fn a_right_to_left_name_keeps_its_columns_in_the_text() {
    let (mut tour, day) = hamburg();
    tour.item(day, "פתיחת דלתות", "19:30", Value::Null);
    assert!(text(&tour).contains("19:30  \u{2068}פתיחת דלתות\u{2069} ?\n"), "{}", text(&tour));
}

#[test]
fn a_long_day_has_a_row_for_each_item_and_no_line_past_the_width() {
    let (mut tour, day) = hamburg();
    for n in 0..40 {
        let clock = format!("{:02}:{:02}+1", n / 2, n % 2 * 30);
        tour.item(day, &format!("Item {n}"), &format!("23:00-{clock}"), Value::Null);
    }
    let text = text(&tour);
    assert_eq!(text.lines().filter(|line| line.starts_with("23:00–")).count(), 40);
    assert!(text.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 60), "{text}");
    assert_eq!(tour.book().on(date("2026-10-20")).unwrap().items().len(), 40);
}
