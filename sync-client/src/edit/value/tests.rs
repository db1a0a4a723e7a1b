//! What is typed for each form of value, and what it is refused with.

use chrono::NaiveDate;
use domain::book::Book;
use domain::ids::ScopeId;
use domain::time::TIME_TEXT_MAX;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn record(n: u128, kind: Kind, fields: Value) -> Record {
    let scope = ScopeId(Uuid::from_u128(1));
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    Record { ver: 1, fields, ..Record::unborn(scope, kind, RecordId(Uuid::from_u128(n))) }
}

fn book() -> Book {
    Book::from_iter([
        record(10, Kind::Day, json!({ "date": "2026-11-24" })),
        record(11, Kind::Person, json!({ "name": "Maya Lindqvist", "preferred_name": "May" })),
        record(12, Kind::Person, json!({ "name": "Jonas Weber" })),
        record(13, Kind::Person, json!({ "name": "Jonas Ek" })),
        record(14, Kind::Venue, json!({ "name": "Paradiso" })),
    ])
}

fn typed(kind: &Kind, field: &str, text: &str, current: &Value) -> Result<Value, String> {
    let book = book();
    read(kind.rule(field).unwrap(), text, current, &World { book: &book, today: today() })
}

fn id(n: u128) -> Value {
    json!(RecordId(Uuid::from_u128(n)))
}

#[test]
fn times_are_read_as_people_write_them() {
    let cases = [
        ("19:45", json!({ "precision": "exact", "start": "19:45" })),
        ("7:45 pm", json!({ "precision": "exact", "start": "19:45" })),
        ("19:45-20:30", json!({ "precision": "exact", "start": "19:45", "end": "20:30" })),
        ("~19:45", json!({ "precision": "about", "start": "19:45" })),
        ("01:30+1", json!({ "precision": "exact", "start": "01:30+1" })),
        ("23:30-1:00", json!({ "precision": "exact", "start": "23:30", "end": "01:00+1" })),
        ("tbd", json!({ "precision": "tbd" })),
        ("hidden", json!({ "precision": "hidden" })),
        ("02:30 second", json!({ "precision": "exact", "start": "02:30", "fold": "second" })),
        ("", Value::Null),
    ];
    for (text, expected) in cases {
        assert_eq!(typed(&Kind::ScheduleItem, "when", text, &Value::Null), Ok(expected), "{text}");
    }
    for text in ["7", "midnight", "25:99", "tbd first", "soon"] {
        assert!(typed(&Kind::ScheduleItem, "when", text, &Value::Null).is_err(), "{text}");
    }
}

#[test]
fn a_time_that_becomes_unknown_keeps_its_place_in_the_running_order() {
    let before = json!({ "precision": "exact", "start": "19:30", "end": "20:00" });
    let tbd = typed(&Kind::ScheduleItem, "when", "TBD", &before).unwrap();
    assert_eq!(tbd, json!({ "precision": "tbd", "sort": "19:30" }));
    let hidden = typed(&Kind::ScheduleItem, "when", "hidden", &tbd).unwrap();
    assert_eq!(hidden, json!({ "precision": "hidden", "sort": "19:30" }));
}

#[test]
fn every_form_is_read_as_its_field_wants_it() {
    let cases = [
        (Kind::ScheduleItem, "place", "Dock 1", json!("Dock 1")),
        (Kind::ScheduleItem, "confirmed", "yes", json!(true)),
        (Kind::ScheduleItem, "item_type", "bus call", json!("bus_call")),
        (Kind::ScheduleItem, "item_type", "Soundch", json!("soundcheck")),
        (Kind::ScheduleItem, "departments", "sound, lights", json!(["sound", "lights"])),
        (Kind::ScheduleItem, "zone", "europe/kiev", json!("Europe/Kyiv")),
        (Kind::ScheduleItem, "day", "today", id(10)),
        (Kind::Event, "status", "confirmed", json!("confirmed")),
        (Kind::Event, "venue", "paradiso", id(14)),
        (Kind::Event, "capacity", "1500", json!(1500)),
        (Kind::Task, "due", "fri", json!("2026-11-27")),
        (Kind::Task, "assignees", "May, jonas w", json!([id(11), id(12)])),
        (Kind::Travel, "lobby_call", "7:15 am", json!("07:15")),
        (Kind::Tour, "currency", "eur", json!("EUR")),
        (Kind::Day, "place", r#"{"city":"Utrecht"}"#, json!({ "city": "Utrecht" })),
    ];
    for (kind, field, text, expected) in cases {
        assert_eq!(typed(&kind, field, text, &Value::Null), Ok(expected), "{field}={text}");
    }
}

#[test]
fn what_a_field_does_not_take_is_refused_with_what_it_takes() {
    let cases = [
        (Kind::Event, "status", "sure", "draft, unconfirmed, confirmed, cancelled"),
        (Kind::ScheduleItem, "item_type", "s", "soundcheck"),
        (Kind::ScheduleItem, "confirmed", "maybe", "`yes`"),
        (Kind::Event, "capacity", "many", "whole number"),
        (Kind::Event, "capacity", "-1", "within 0 to"),
        (Kind::Day, "zone", "Berlin", "Europe/Warsaw"),
        (Kind::Day, "place", "Utrecht", "place.city"),
        (Kind::Task, "assignees", "Jonas", "Jonas Ek"),
        (Kind::Task, "assignees", "Nobody", "no person is called `Nobody`"),
        (Kind::Task, "due", "someday", "24.11."),
        (Kind::ScheduleItem, "departments", "a, a", "twice"),
        (Kind::ScheduleItem, "day", "2026-12-24", "no day"),
    ];
    for (kind, field, text, says) in cases {
        let refused = typed(&kind, field, text, &Value::Null).unwrap_err();
        assert!(refused.contains(says), "{field}={text}: {refused}");
    }
}

#[test]
fn a_part_of_a_place_leaves_its_other_parts_alone() {
    let rule = Kind::Day.rule("place").unwrap();
    let before = json!({ "city": "Utrecht", "zone": "Europe/Amsterdam" });
    let part = |part, text| read_part(rule, part, text, &before);
    let moved = json!({ "city": "Bonn", "zone": "Europe/Amsterdam" });
    assert_eq!(part("city", "Bonn"), Ok(moved));
    assert_eq!(part("city", ""), Ok(json!({ "zone": "Europe/Amsterdam" })));
    assert!(part("lat", "north").unwrap_err().contains("degrees"));
    assert!(part("town", "Bonn").unwrap_err().contains("postal_code"));
    let alone = read_part(rule, "city", "", &json!({ "city": "Bonn" }));
    assert_eq!(alone, Ok(Value::Null), "a place without a part is none");
}

proptest! {
    /// Whatever is typed for whatever field is refused in words, or is a value that the gate takes.
    #[test]
    fn what_is_read_keeps_the_rules(text in "\\PC{0,70}", kind in 0..Kind::KNOWN.len(), field in 0..100_usize) {
        let kind = &Kind::KNOWN[kind];
        let rule = &kind.rules()[field % kind.rules().len()];
        if let Ok(value) = typed(kind, rule.name, &text, &Value::Null) {
            prop_assert!(value.is_null() || domain::record::check_field(kind, rule.name, &value).is_ok());
        }
        prop_assert!(TIME_TEXT_MAX < 70, "longer texts than any time are tried");
    }
}
