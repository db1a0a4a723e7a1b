//! What is published, as which version, and what differs between two.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::book::testing::{TestTour, date, test_id};
use crate::change::Edit;
use crate::ids::ScopeId;
use crate::record::kinds::Severity;
use crate::record::{Kind, PublishedLine};

const DAY: &str = "2026-11-24";

fn audiences(tour: &TestTour) -> BTreeMap<ScopeId, String> {
    BTreeMap::from([(tour.scope, "everyone".to_owned())])
}

/// Publishes the subject as the tour has it now.
fn hand_out(tour: &mut TestTour, subject: Subject, n: u64) -> PublishPlan {
    let audiences = audiences(tour);
    let plan =
        publish(&tour.book(), subject, &Order::default(), test_id(60 + n), &audiences).unwrap();
    for edit in &plan.edits {
        let Edit::Create(create) = edit else { panic!("{edit:?}") };
        tour.put(Kind::Publication, create.id, &Value::Object(create.fields.clone()));
    }
    plan
}

fn sentences(changes: &[LineChange]) -> Vec<&str> {
    changes.iter().map(|change| change.sentence.as_str()).collect()
}

fn when(text: &str) -> Value {
    serde_json::to_value(crate::time::parse_when(text).unwrap()).unwrap()
}

#[test]
fn a_new_version_says_line_by_line_what_is_other_than_in_the_one_before() {
    let mut tour = TestTour::new();
    let day = tour.day(DAY, "Hamburg", "Europe/Berlin");
    let check = tour.item(day, "Soundcheck", "16:00", json!({"place": "Main stage"}));
    let press = tour.item(day, "Press", "14:00", Value::Null);
    let doors = tour.item(day, "Doors", "19:00", Value::Null);
    let subject = Subject::Day(date(DAY));
    let first = hand_out(&mut tour, subject, 1);
    assert_eq!((first.version, first.changes.len(), first.n_lines), (1, 0, 4));
    tour.set(check, "when", when("16:45"));
    tour.set(check, "place", json!("Studio"));
    tour.set(doors, "confirmed", json!(true));
    tour.delete(press);
    tour.item(day, "Line check", "TBD", Value::Null);
    let second = hand_out(&mut tour, subject, 2);
    assert_eq!(second.version, 2);
    assert_eq!(second.severity, Severity::Important);
    let expected = [
        "Soundcheck 16:00 → 16:45; place Main stage → Studio",
        "Doors: confirmed",
        "New: Line check TBD",
        "No longer: Press 14:00",
    ];
    let mut told = sentences(&second.changes);
    told.sort_unstable();
    let mut sorted = expected;
    sorted.sort_unstable();
    assert_eq!(told, sorted);
}

#[test]
fn publishing_what_has_not_changed_makes_no_version() {
    let mut tour = TestTour::new();
    tour.day(DAY, "Hamburg", "");
    let subject = Subject::Day(date(DAY));
    hand_out(&mut tour, subject, 1);
    let audiences = audiences(&tour);
    let again = publish(&tour.book(), subject, &Order::default(), test_id(62), &audiences);
    assert_eq!(again.unwrap_err(), NotPublished::NothingChanged(1));
    let absent = Subject::Day(date("2026-11-25"));
    let none = publish(&tour.book(), absent, &Order::default(), test_id(63), &audiences);
    assert_eq!(none.unwrap_err(), NotPublished::NoSuchSheet);
}

#[test]
fn two_who_do_not_know_of_each_other_make_two_versions_of_one_number() {
    let mut tour = TestTour::new();
    let day = tour.day(DAY, "Hamburg", "");
    let subject = Subject::Day(date(DAY));
    let book = tour.book();
    let other = publish(&book, subject, &Order::default(), test_id(71), &audiences(&tour)).unwrap();
    hand_out(&mut tour, subject, 2);
    let Edit::Create(create) = &other.edits[0] else { panic!() };
    tour.put(Kind::Publication, create.id, &Value::Object(create.fields.clone()));
    tour.item(day, "Doors", "19:00", Value::Null);
    hand_out(&mut tour, subject, 3);
    let labels: Vec<_> = versions(&tour.book(), subject).into_iter().map(|v| v.label).collect();
    assert_eq!(labels, ["1", "1.2", "2"]);
}

#[test]
fn lines_that_an_audience_has_lost_are_gone_from_its_newest_version() {
    let mut tour = TestTour::new();
    let day = tour.day(DAY, "Hamburg", "");
    let party = ScopeId(test_id(11).0);
    let everyone = tour.scope;
    tour.scope = party;
    let meeting = tour.item(day, "Band meeting", "14:00", Value::Null);
    tour.scope = everyone;
    let both = BTreeMap::from([(everyone, "everyone".to_owned()), (party, "party".to_owned())]);
    let subject = Subject::Day(date(DAY));
    for n in 0..2 {
        let plan =
            publish(&tour.book(), subject, &Order::default(), test_id(60 + n), &both).unwrap();
        for edit in &plan.edits {
            let Edit::Create(create) = edit else { panic!("{edit:?}") };
            tour.scope = create.scope;
            tour.put(Kind::Publication, create.id, &Value::Object(create.fields.clone()));
        }
        tour.scope = everyone;
        tour.delete(meeting);
    }
    let newest = versions(&tour.book(), subject).pop().unwrap();
    assert_eq!(newest.plain().filter(|line| line.kind == Kind::ScheduleItem).count(), 0);
    // Whoever is not in `party` has never had its lines.
    let mut outside = tour.book();
    outside.forget_scope(party);
    let seen = versions(&outside, subject);
    assert!(seen.iter().all(|version| version.plain().all(|line| line.title != "Band meeting")));
}

#[test]
fn a_long_text_is_kept_cut_and_a_change_behind_the_cut_is_told() {
    let mut tour = TestTour::new();
    let day = tour.day(DAY, "Hamburg", "");
    let text = format!("{}end", "word ".repeat(200));
    let note = tour.add(Kind::Note, &json!({"day": day, "body": text, "title": "Docks"}));
    let subject = Subject::Day(date(DAY));
    hand_out(&mut tour, subject, 1);
    tour.set(note, "body", json!(format!("{text} and more")));
    let plan = hand_out(&mut tour, subject, 2);
    assert_eq!(sentences(&plan.changes), ["Docks: body rewritten"]);
    assert_eq!(plan.severity, Severity::Info);
}

#[test]
fn a_guest_list_has_who_is_approved_and_keeps_what_the_box_office_is_not_told() {
    let mut tour = TestTour::new();
    let day = tour.day(DAY, "Hamburg", "");
    let event = tour.add(Kind::Event, &json!({"day": day}));
    let guest = |name: &str, status: &str| {
        json!({"event": event, "name": name, "status": status, "quantity": 2,
            "phone": "+49 170 1", "notes": "an ex"})
    };
    tour.add(Kind::GuestRequest, &guest("Ada", "approved"));
    let ben = tour.add(Kind::GuestRequest, &guest("Ben", "new"));
    let subject = Subject::GuestList(event);
    hand_out(&mut tour, subject, 1);
    tour.set(ben, "status", json!("approved"));
    let plan = hand_out(&mut tour, subject, 2);
    assert_eq!(sentences(&plan.changes), ["New: Ben"]);
    let text = serde_json::to_string(&plan.edits).unwrap();
    assert!(!text.contains("an ex") && !text.contains("+49"), "{text}");
    let (version, n_since, changes) = compared(&tour.book(), subject).unwrap();
    assert_eq!((version.label.as_str(), n_since, changes.len()), ("2", 0, 1));
    tour.set(ben, "quantity", json!(3));
    let (_, n_since, changes) = compared(&tour.book(), subject).unwrap();
    assert_eq!((n_since, sentences(&changes)), (1, vec!["Ben: quantity 2 → 3"]));
}

#[test]
fn a_list_of_more_lines_than_a_record_takes_comes_back_in_its_order() {
    let mut tour = TestTour::new();
    let day = tour.day(DAY, "Hamburg", "");
    let event = tour.add(Kind::Event, &json!({"day": day}));
    for n in 0..400 {
        let name = format!("Guest {n:03}");
        tour.add(Kind::GuestRequest, &json!({"event": event, "name": name, "status": "approved"}));
    }
    let subject = Subject::GuestList(event);
    let plan = hand_out(&mut tour, subject, 1);
    assert!(plan.edits.len() > 1);
    let version = versions(&tour.book(), subject).pop().unwrap();
    let now: Vec<_> = lines(&tour.book(), subject).into_iter().map(|it| it.line).collect();
    assert_eq!(version.plain().cloned().collect::<Vec<_>>(), now);
}

fn any_line() -> impl Strategy<Value = PublishedLine> {
    let facts = prop::collection::btree_map("[a-c]", "[a-z]{0,3}", 0..3);
    (0..8_u128, "[A-C]", "[0-2]{0,2}", facts).prop_map(|(id, title, time, facts)| PublishedLine {
        record: RecordId(uuid::Uuid::from_u128(id)),
        kind: Kind::ScheduleItem,
        title,
        time,
        facts: facts.into_iter().filter(|(_, text): &(String, String)| !text.is_empty()).collect(),
    })
}

fn any_lines() -> impl Strategy<Value = Vec<PublishedLine>> {
    prop::collection::vec(any_line(), 0..8).prop_map(|mut lines| {
        lines.sort_by_key(|line| line.record);
        lines.dedup_by_key(|line| line.record);
        lines
    })
}

proptest! {
    #[test]
    fn equal_lines_differ_in_nothing_and_others_in_something(
        before in any_lines(),
        after in any_lines(),
    ) {
        let changes = difference(&before, &after);
        prop_assert_eq!(changes.is_empty(), before == after);
        prop_assert_eq!(difference(&before, &before).len(), 0);
        // Each record is told of at most once, and the way back tells of the same records.
        let records: std::collections::BTreeSet<_> = changes.iter().map(|it| it.record).collect();
        prop_assert_eq!(records.len(), changes.len());
        let back: std::collections::BTreeSet<_> =
            difference(&after, &before).iter().map(|it| it.record).collect();
        prop_assert_eq!(records, back);
    }
}
