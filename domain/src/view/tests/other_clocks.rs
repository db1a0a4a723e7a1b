//! Times on other clocks than the day's: in which order they come, and that they say so.

use serde_json::{Value, json};

use super::{instant, sheet};
use crate::book::testing::TestTour;
use crate::ids::RecordId;
use crate::record::Kind;
use crate::view::{ClockStyle, SheetProblemKind};

fn at(clock: &str) -> Value {
    json!({"precision": "exact", "start": clock})
}

/// A day in London to which the party comes from Paris in the morning.
fn london() -> (TestTour, RecordId) {
    let mut tour = TestTour::new();
    tour.day("2026-10-19", "Paris", "Europe/Paris");
    let day = tour.day("2026-10-20", "London", "Europe/London");
    let paris = json!({"city": "Paris", "zone": "Europe/Paris"});
    let train = json!({"day": day, "mode": "train", "number": "9011", "status": "confirmed",
        "from": paris, "to": {"city": "London", "zone": "Europe/London"},
        "lobby_call": "07:45", "depart": at("09:13"), "arrive": at("10:30")});
    tour.add(Kind::Travel, &train);
    (tour, day)
}

#[test]
fn the_first_call_was_chosen_by_clocks_of_two_zones() {
    let (mut tour, day) = london();
    tour.item(day, "Crew call", "07:30", json!({"item_type": "call"}));
    let next = sheet(&tour, "2026-10-19").next_day.unwrap();
    let call = next.first_call.unwrap();
    assert_eq!((call.title.as_str(), call.text.as_str()), ("Lobby call", "07:45"));
    assert_eq!(instant(call.instant), "2026-10-20T05:45:00Z");
    assert_eq!(call.zone.unwrap().abbreviation, "CEST");
}

#[test]
fn a_lobby_call_on_the_clocks_of_yesterday_read_as_if_on_todays() {
    let (tour, _) = london();
    let text = sheet(&tour, "2026-10-20").text(ClockStyle::H24);
    assert!(text.contains("lobby call 07:45 CEST\n"), "{text}");
    assert!(text.contains("from Paris 09:13 CEST\n"), "{text}");
}

#[test]
fn a_leg_that_is_all_in_another_zone_read_as_if_on_the_days_clocks() {
    let (mut tour, day) = london();
    let cab = json!({"day": day, "mode": "car", "from": {"city": "Lyon", "zone": "Europe/Paris"},
        "to": {"city": "Paris", "zone": "Europe/Paris"}, "depart": at("03:00"), "arrive": at("07:30")});
    tour.add(Kind::Travel, &cab);
    let text = sheet(&tour, "2026-10-20").text(ClockStyle::H24);
    assert!(text.contains("from Lyon 03:00 CEST\n  to Paris 07:30 CEST\n"), "{text}");
}

#[test]
fn tomorrows_call_read_as_if_on_todays_clocks() {
    let mut tour = TestTour::new();
    tour.day("2026-10-19", "Paris", "Europe/Paris");
    let day = tour.day("2026-10-20", "London", "Europe/London");
    tour.item(day, "Crew call", "09:00", json!({"item_type": "call"}));
    let text = sheet(&tour, "2026-10-19").text(ClockStyle::H12);
    assert!(text.contains("Next: Tue 20 Oct, London, Crew call 9:00 AM BST\n"), "{text}");
}

#[test]
fn a_check_out_at_yesterdays_hotel_read_as_if_on_todays_clocks() {
    let (mut tour, _) = london();
    let paris = RecordId::of_day(tour.id, "2026-10-19".parse().unwrap());
    let stay = json!({"day": paris, "name": "Le Nord", "check_out_date": "2026-10-20",
                      "check_out": at("08:00"), "status": "confirmed"});
    tour.add(Kind::HotelStay, &stay);
    let london = sheet(&tour, "2026-10-20");
    assert_eq!(london.hotels[0].zone.as_ref().unwrap().name.name(), "Europe/Paris");
    let text = london.text(ClockStyle::H24);
    assert!(text.contains("check-out 08:00 CEST\n"), "{text}");
    assert_eq!(sheet(&tour, "2026-10-19").hotels[0].zone, None);
}

#[test]
fn a_bus_behind_a_flight_over_the_date_line_stood_before_it() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-20", "Los Angeles", "America/Los_Angeles");
    let bus = json!({"day": day, "mode": "bus", "depart": at("12:00"), "arrive": at("13:00")});
    tour.add(Kind::Travel, &bus);
    let flight = json!({"day": day, "mode": "flight", "depart_zone": "Asia/Tokyo",
        "depart": at("17:00"), "arrive_zone": "America/Los_Angeles", "arrive": at("10:30")});
    tour.add(Kind::Travel, &flight);
    let day_off = json!({"day": day, "mode": "walk", "depart": {"precision": "tbd"}});
    tour.add(Kind::Travel, &day_off);
    let sheet = sheet(&tour, "2026-10-20");
    let titles: Vec<_> = sheet.travel.iter().map(|leg| leg.title.as_str()).collect();
    assert_eq!(titles, ["Flight", "Bus", "Walk"]);
    assert_eq!(sheet.travel[0].duration_minutes, Some(9 * 60 + 30));
    assert_eq!(sheet.problems, []);
}

#[test]
fn an_arrival_without_its_next_day_gave_a_negative_duration() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-20", "Hamburg", "Europe/Berlin");
    let bus = json!({"day": day, "mode": "bus", "to": {"city": "Köln"},
                     "depart": at("23:30"), "arrive": at("06:00")});
    let leg = tour.add(Kind::Travel, &bus);
    let sheet = sheet(&tour, "2026-10-20");
    assert_eq!(sheet.travel[0].duration_minutes, None);
    let problem = &sheet.problems[0];
    assert_eq!((problem.kind, problem.record), (SheetProblemKind::ArrivesFirst, leg));
    assert_eq!(
        problem.text,
        "Bus to Köln would arrive at 06:00 before it departs at 23:30; write `+1` for the next day"
    );
}
