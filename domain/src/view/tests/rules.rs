//! The rules of time and order that a sheet must show.

use serde_json::{Value, json};

use super::{instant, northern_tour, row, sheet, titles};
use crate::book::testing::{TestTour, date, test_id};
use crate::record::Kind;
use crate::view::{ClockReportKind, ClockStyle, SheetProblemKind, ZoneBannerKind};
use crate::view::{day_sheet, record_date, record_title};

fn berlin(on: &str) -> (TestTour, crate::ids::RecordId) {
    let mut tour = TestTour::new();
    let day = tour.day(on, "Berlin", "Europe/Berlin");
    (tour, day)
}

#[test]
fn a_time_after_midnight_is_last_on_fridays_sheet_and_is_an_instant_of_saturday() {
    let (mut tour, day) = berlin("2026-10-23");
    tour.item(day, "Bus call", "01:30+1", Value::Null);
    tour.item(day, "Load-out", "23:45", Value::Null);
    let sheet = sheet(&tour, "2026-10-23");
    assert_eq!(titles(&sheet), ["Load-out", "Bus call"]);
    let bus = &row(&sheet, "Bus call").time;
    assert_eq!(bus.text, "01:30+1");
    assert_eq!(bus.day_mark.as_deref(), Some("+1 Sat"));
    assert_eq!(instant(bus.instant), "2026-10-23T23:30:00Z");
}

#[test]
fn late_rows_of_the_day_before_stand_on_their_own_sheet_only() {
    let (mut tour, friday) = berlin("2026-10-23");
    tour.item(friday, "Bus call", "01:30+1", Value::Null);
    tour.day("2026-10-24", "Hamburg", "Europe/Berlin");
    assert!(sheet(&tour, "2026-10-24").schedule.is_empty());
}

#[test]
fn changing_a_days_zone_keeps_every_wall_clock() {
    let (mut tour, day) = berlin("2026-10-23");
    tour.item(day, "Doors", "19:00", Value::Null);
    tour.item(day, "Set", "21:00-22:30", Value::Null);
    let before = sheet(&tour, "2026-10-23");
    tour.set(day, "zone", "Europe/London".into());
    let after = sheet(&tour, "2026-10-23");
    for (before, after) in before.schedule.iter().zip(&after.schedule) {
        assert_eq!(before.time.when, after.time.when);
        assert_eq!(before.time.text, after.time.text);
        let moved = after.time.instant.unwrap() - before.time.instant.unwrap();
        assert_eq!(moved.num_minutes(), 60);
    }
}

#[test]
fn a_time_that_the_clocks_skip_is_reported() {
    let (mut tour, day) = berlin("2026-03-28");
    tour.item(day, "Bus call", "02:30+1", Value::Null);
    let sheet = sheet(&tour, "2026-03-28");
    let report = &row(&sheet, "Bus call").time.clock_reports[0];
    assert_eq!(report.kind, ClockReportKind::Skipped);
    assert_eq!(
        report.sentence,
        "02:30 does not exist on Sunday 29 March: the clocks go forward from 02:00 to 03:00. \
         It is taken as 03:30 until somebody changes it"
    );
    assert!(sheet.text(ClockStyle::H24).contains("⚠ 02:30 does not exist"));
}

#[test]
fn a_time_that_the_clocks_repeat_is_reported_and_a_choice_is_kept() {
    let (mut tour, day) = berlin("2026-10-24");
    let item = tour.item(day, "Bus call", "02:30+1", Value::Null);
    let unchosen = sheet(&tour, "2026-10-24");
    let bus = &row(&unchosen, "Bus call").time;
    assert_eq!(bus.clock_reports[0].kind, ClockReportKind::Repeated);
    assert!(bus.clock_reports[0].sentence.contains("until somebody says which"));
    assert_eq!(instant(bus.instant), "2026-10-25T00:30:00Z");

    tour.set(item, "when", json!({"precision": "exact", "start": "02:30+1", "fold": "second"}));
    let chosen = sheet(&tour, "2026-10-24");
    let bus = &row(&chosen, "Bus call").time;
    assert!(bus.clock_reports[0].sentence.ends_with("The second one, CET, is meant"));
    assert_eq!(instant(bus.instant), "2026-10-25T01:30:00Z");
}

#[test]
fn vancouver_is_seven_hours_behind_in_december_2026() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-12-15", "Vancouver", "America/Vancouver");
    tour.item(day, "Doors", "19:00", Value::Null);
    let sheet = sheet(&tour, "2026-12-15");
    let zone = sheet.header.zone.as_ref().unwrap();
    assert_eq!((zone.offset.as_str(), zone.offset_minutes), ("-07:00", -420));
    assert_eq!(instant(row(&sheet, "Doors").time.instant), "2026-12-16T02:00:00Z");
}

#[test]
fn an_unknown_time_never_prints_as_midnight() {
    let (mut tour, day) = berlin("2026-10-23");
    tour.item(day, "Doors", "19:00", Value::Null);
    tour.item(day, "Press", "", Value::Null);
    let hidden = json!({"when": {"precision": "hidden", "sort": "18:00"}});
    tour.item(day, "Surprise", "", hidden);
    tour.item(day, "Meet & greet", "", json!({"when": {"precision": "tbd", "sort": "20:00"}}));
    tour.item(day, "Signing", "TBD", Value::Null);
    let sheet = sheet(&tour, "2026-10-23");
    assert_eq!(titles(&sheet), ["Surprise", "Doors", "Meet & greet", "Press", "Signing"]);
    let texts: Vec<_> = sheet.schedule.iter().map(|row| row.time.text.as_str()).collect();
    assert_eq!(texts, ["", "19:00", "TBD", "", "TBD"]);
    for row in sheet.schedule.iter().filter(|row| row.title != "Doors") {
        assert_eq!((row.time.instant, row.time.end_instant), (None, None));
    }
    for style in [ClockStyle::H24, ClockStyle::H12] {
        let text = sheet.text(style);
        assert!(!text.contains("00:00") && !text.contains("12:00"), "{text}");
        assert!(!text.contains("18:00") && !text.contains("6:00"), "{text}");
    }
}

#[test]
fn a_start_that_equals_the_end_prints_one_time() {
    let (mut tour, day) = berlin("2026-10-23");
    tour.item(day, "Doors", "19:00-19:00", Value::Null);
    let sheet = sheet(&tour, "2026-10-23");
    let doors = &row(&sheet, "Doors").time;
    assert_eq!(doors.text, "19:00");
    assert_eq!(doors.end_instant, None);
}

#[test]
fn a_day_without_a_zone_shows_wall_clocks_and_says_so() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Berlin", "");
    tour.set(day, "place", json!({"city": "Berlin", "zone": "Europe/Berlin"}));
    tour.item(day, "Doors", "19:00", Value::Null);
    let sheet = sheet(&tour, "2026-10-23");
    let doors = &row(&sheet, "Doors").time;
    assert_eq!((doors.text.as_str(), doors.instant), ("19:00", None));
    assert_eq!(sheet.header.zone, None);
    assert_eq!(sheet.problems[0].kind, SheetProblemKind::NoZone);
    assert!(sheet.problems[0].text.ends_with("where it is, clocks are set to Europe/Berlin"));
    assert!(sheet.text(ClockStyle::H24).ends_with("⚠ No time zone is set for this day\n"));
}

#[test]
fn a_row_in_a_zone_of_its_own_names_it_and_has_its_instant() {
    let (mut tour, day) = berlin("2026-10-23");
    tour.item(day, "Radio call", "09:00", json!({"zone": "America/New_York"}));
    tour.item(day, "Doors", "19:00", json!({"zone": "Europe/Berlin"}));
    let sheet = sheet(&tour, "2026-10-23");
    let radio = row(&sheet, "Radio call");
    assert_eq!(radio.zone.as_ref().unwrap().abbreviation, "EDT");
    assert_eq!(instant(radio.time.instant), "2026-10-23T13:00:00Z");
    assert_eq!(row(&sheet, "Doors").zone, None);
}

#[test]
fn coming_to_other_clocks_is_loud_and_coming_to_the_same_ones_is_not() {
    let mut tour = TestTour::new();
    tour.day("2026-10-19", "Paris", "Europe/Paris");
    tour.day("2026-10-20", "Berlin", "Europe/Berlin");
    tour.day("2026-10-22", "London", "Europe/London");
    assert!(sheet(&tour, "2026-10-20").header.zone_banners.is_empty());
    let london = sheet(&tour, "2026-10-22").header.zone_banners;
    assert_eq!(london[0].kind, ZoneBannerKind::NewZone);
    assert_eq!(
        london[0].text,
        "New time zone: Europe/London (BST, UTC+01:00). Set clocks back by 1 h"
    );
    assert_eq!(london[0].from.name.name(), "Europe/Berlin");
}

#[test]
fn the_night_the_clocks_change_stands_on_both_sheets_that_it_concerns() {
    let mut tour = TestTour::new();
    for on in ["2026-10-23", "2026-10-24", "2026-10-25", "2026-10-26"] {
        tour.day(on, "Berlin", "Europe/Berlin");
    }
    let n_banners = |on: &str| sheet(&tour, on).header.zone_banners.len();
    assert_eq!(n_banners("2026-10-23"), 0);
    assert_eq!([n_banners("2026-10-24"), n_banners("2026-10-25")], [1, 1]);
    assert_eq!(n_banners("2026-10-26"), 0);
}

#[test]
fn the_clocks_of_home_stand_beside_those_of_the_day() {
    let home = sheet(&northern_tour(), "2026-10-24").header.home.unwrap();
    assert_eq!(home.zone.abbreviation, "PDT");
    assert_eq!(home.difference_minutes, Some(-540));
}

#[test]
fn a_flight_lasts_as_long_as_its_instants_are_apart() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-02-10", "Los Angeles", "America/Los_Angeles");
    let flight = json!({
        "day": day, "mode": "flight", "number": "DL 1290",
        "to": {"name": "DEN", "zone": "America/Denver"}, "lobby_call": "20:30",
        "depart": {"precision": "exact", "start": "23:00"},
        "arrive": {"precision": "exact", "start": "06:30+1"},
    });
    tour.add(Kind::Travel, &flight);
    let sheet = sheet(&tour, "2026-02-10");
    let leg = &sheet.travel[0];
    assert_eq!(leg.duration_minutes, Some(6 * 60 + 30));
    assert_eq!(leg.arrive.zone.as_ref().unwrap().abbreviation, "MST");
    assert_eq!(leg.arrive.time.day_mark.as_deref(), Some("+1 Wed"));
    assert_eq!(instant(leg.lobby_call.as_ref().unwrap().instant), "2026-02-11T04:30:00Z");
    assert_eq!(leg.title, "DL 1290 to DEN");
}

#[test]
fn a_night_drive_through_the_change_of_clocks_takes_the_hours_it_takes() {
    let drive = &sheet(&northern_tour(), "2026-10-24").travel[0];
    assert_eq!(drive.duration_minutes, Some(6 * 60 + 15));
}

#[test]
fn shows_are_counted_without_cancelled_ones_and_days_off() {
    let mut tour = northern_tour();
    let off = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    tour.set(off, "day_type", "day_off".into());
    let numbers = |tour: &TestTour, on: &str| {
        let header = sheet(tour, on).header;
        (header.show_number, header.show_count)
    };
    assert_eq!(numbers(&tour, "2026-10-24"), (Some(2), 3));
    assert_eq!(numbers(&tour, "2026-10-23"), (None, 3));
    let first = tour.book().day_on(date("2026-10-22")).unwrap().id();
    tour.set(first, "status", "cancelled".into());
    assert_eq!(numbers(&tour, "2026-10-24"), (Some(1), 2));
}

#[test]
fn a_set_past_its_curfew_is_a_problem_and_a_matinees_curfew_is_not_the_evenings() {
    let (mut tour, day) = berlin("2026-10-23");
    let curfew = json!({"item_type": "curfew", "penalty": "€500 a minute"});
    tour.item(day, "Matinee curfew", "16:30", json!({"item_type": "curfew"}));
    tour.item(day, "Matinee", "15:00-16:15", json!({"item_type": "set"}));
    tour.item(day, "Curfew", "23:00", curfew);
    let set = tour.item(day, "Evening", "21:30-23:10", json!({"item_type": "set"}));
    let problems = sheet(&tour, "2026-10-23").problems;
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].kind, problems[0].record), (SheetProblemKind::PastCurfew, set));
    assert_eq!(
        problems[0].text,
        "Evening runs to 23:10, 10 min past the curfew at 23:00 (€500 a minute)"
    );
}

#[test]
fn a_second_day_on_a_date_and_a_broken_record_are_problems_of_the_sheet() {
    let (mut tour, day) = berlin("2026-10-23");
    tour.add(Kind::Day, &json!({"date": "2026-10-23"}));
    let item = tour.item(day, "Doors", "19:00", Value::Null);
    let mut book = tour.book();
    let mut broken = book.record(item).unwrap().clone();
    broken.ver += 1;
    broken.fields.insert("when".to_owned(), "soon".into());
    book.apply(broken);
    let problems = day_sheet(&book, date("2026-10-23")).unwrap().problems;
    let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [SheetProblemKind::TwoDays, SheetProblemKind::Unreadable]);
}

#[test]
fn a_venue_on_other_clocks_than_its_day_is_a_problem() {
    let (mut tour, day) = berlin("2026-10-23");
    let place = json!({"zone": "Europe/London"});
    let venue = tour.add(Kind::Venue, &json!({"name": "Roundhouse", "place": place}));
    tour.add(Kind::Event, &json!({"day": day, "venue": venue}));
    let problems = sheet(&tour, "2026-10-23").problems;
    assert_eq!(problems[0].kind, SheetProblemKind::OtherZone);
    assert!(problems[0].text.ends_with("Europe/London, 1 h apart"), "{}", problems[0].text);
}

#[test]
fn a_date_without_a_day_has_no_sheet() {
    let (tour, _) = berlin("2026-10-23");
    assert_eq!(day_sheet(&tour.book(), date("2026-10-24")), None);
}

#[test]
fn both_values_of_a_dispute_stand_on_the_sheet_with_who_said_them() {
    let sheet = sheet(&northern_tour(), "2026-10-24");
    let dispute = &sheet.disputes[0];
    assert_eq!((dispute.title.as_str(), dispute.label.as_str()), ("Doors", "Time"));
    assert_eq!(dispute.in_force.text, "19:30");
    assert_eq!(dispute.in_force.by_name.as_deref(), Some("Ida Brandt"));
    assert_eq!(dispute.candidates[0].text, "19:00");
    assert_eq!(dispute.candidates[0].said_at.as_deref(), Some("2026-10-20T14:05:00+02:00"));
    assert_eq!(sheet.disputed, 1);
    assert!(sheet.text(ClockStyle::H24).contains("⚠ two values for time: 19:30 / 19:00"));
}

#[test]
fn a_record_that_names_itself_is_called_by_its_kind_and_has_no_date() {
    let (mut tour, day) = berlin("2026-10-23");
    let named = |n: u64| test_id(900 + n);
    tour.put(Kind::Event, named(0), &json!({"day": day, "venue": named(0)}));
    tour.put(Kind::Task, named(1), &json!({"title": "Ring", "day": named(1)}));
    tour.put(Kind::Task, named(2), &json!({"title": "Ring", "event": named(2)}));
    let dispute =
        json!({"subject": named(3), "subject_kind": "task", "field": "day", "open": true});
    tour.put(Kind::Dispute, named(3), &dispute);
    let book = tour.book();
    let told = |n| {
        let record = book.record(named(n)).unwrap();
        (record_title(&book, record), record_date(&book, record))
    };
    assert_eq!(told(0), ("Event".to_owned(), Some(date("2026-10-23"))));
    assert_eq!(told(1), ("Ring".to_owned(), None));
    assert_eq!(told(2), ("Ring".to_owned(), None));
    assert_eq!(told(3), ("Dispute".to_owned(), None));
}
