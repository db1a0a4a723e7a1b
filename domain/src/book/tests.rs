//! What a book must hold, whatever the order in which it learnt it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::testing::{TestTour, date, test_id};
use super::*;
use crate::change::{Create, Edit, FromTo, Group, Status};
use crate::ids::GroupId;
use crate::permission::Level;
use crate::record::kinds::Status as Agreed;

fn titles(items: &[&Entry<ScheduleItem>]) -> Vec<String> {
    items.iter().map(|item| item.title.as_ref().unwrap().to_string()).collect()
}

#[test]
fn items_come_in_show_day_order_with_the_bus_call_after_midnight_last() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    tour.item(day, "Bus call", "01:30+1", Value::Null);
    tour.item(day, "Doors", "19:00", Value::Null);
    tour.item(day, "Crew call", "01:30", Value::Null);
    tour.item(day, "Somewhen", "", Value::Null);
    tour.item(day, "Load-out", "23:45", Value::Null);
    let book = tour.book();
    let expected = ["Crew call", "Doors", "Load-out", "Bus call", "Somewhen"];
    assert_eq!(titles(&book.items_of(day)), expected);
}

#[test]
fn rows_of_the_same_time_follow_position_then_type() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    tour.item(day, "Curfew", "23:00", json!({"item_type": "curfew"}));
    tour.item(day, "Set", "23:00", json!({"item_type": "set"}));
    tour.item(day, "First", "23:00", json!({"position": 1}));
    let book = tour.book();
    assert_eq!(titles(&book.items_of(day)), ["First", "Set", "Curfew"]);
}

#[test]
fn a_row_with_an_end_could_not_be_placed_before_one_without() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    tour.item(day, "Doors", "19:00", json!({"position": 3}));
    tour.item(day, "Dinner", "19:00-20:00", json!({"position": 1}));
    tour.item(day, "Press", "~19:00", json!({"position": 2}));
    let book = tour.book();
    assert_eq!(titles(&book.items_of(day)), ["Dinner", "Press", "Doors"]);
}

#[test]
fn what_stands_under_a_deleted_day_does_not_show_and_comes_back_with_it() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    tour.item(day, "Doors", "19:00", Value::Null);
    let before = tour.book();
    tour.delete(day);
    let mut book = tour.book();
    assert!(book.items_of(day).is_empty());
    assert_eq!(book.all::<ScheduleItem>().count(), 0);
    assert!(book.on(date("2026-10-23")).is_none());

    let undeleted = Record { deleted: false, ver: 9, ..book.record(day).unwrap().clone() };
    book.apply(undeleted);
    assert_eq!(titles(&book.items_of(day)), titles(&before.items_of(day)));
}

#[test]
fn two_days_on_one_date_lose_nothing() {
    let mut tour = TestTour::new();
    let derived = tour.day("2026-10-23", "Hamburg", "");
    let other = tour.add(Kind::Day, &json!({"date": "2026-10-23", "zone": "Europe/Berlin"}));
    tour.item(derived, "Doors", "19:00", Value::Null);
    tour.item(other, "Load-in", "10:00", Value::Null);
    let book = tour.book();
    let on = book.on(date("2026-10-23")).unwrap();
    assert_eq!(titles(&on.items()), ["Load-in", "Doors"]);
    assert_eq!(on.zone().unwrap().name(), "Europe/Berlin");
    assert_eq!(book.dates().count(), 1);
    assert_eq!(book.days().count(), 2);
}

#[test]
fn records_that_cannot_be_read_are_kept_and_counted() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    let item = tour.item(day, "Doors", "19:00", Value::Null);
    let mut book = tour.book();
    let mut broken = book.record(item).unwrap().clone();
    broken.fields.insert("when".to_owned(), "half past".into());
    broken.ver += 1;
    book.apply(broken.clone());
    assert_eq!(book.unreadable(), 1);
    assert_eq!(book.record(item), Some(&broken));
    assert!(book.items_of(day).is_empty());
    let (record, problem) = book.unreadable_records().next().unwrap();
    assert_eq!((record.id, problem.field.as_str()), (item, "when"));

    broken.fields.remove("title");
    broken.fields.remove("when");
    broken.ver += 1;
    book.apply(broken);
    assert_eq!(book.unreadable_records().next().unwrap().1.field, "title");
}

#[test]
fn kinds_of_newer_versions_are_carried() {
    let mut tour = TestTour::new();
    let kind = Kind::from_name("hologram").unwrap();
    let id = tour.add(kind, &json!({"day": "x", "colour": "red"}));
    let book = tour.book();
    assert_eq!(book.record(id).unwrap().value("colour"), "red");
    assert_eq!(book.unreadable(), 0);
}

#[test]
fn an_older_version_changes_nothing() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    let old = tour.book().record(day).unwrap().clone();
    tour.set(day, "zone", "Europe/London".into());
    let mut book = tour.book();
    let before = book.clone();
    book.apply(old);
    assert_eq!(book, before);
}

#[test]
fn a_stay_covers_its_nights_and_the_morning_of_the_check_out() {
    let mut tour = TestTour::new();
    let days: Vec<_> = ["2026-10-22", "2026-10-23", "2026-10-24", "2026-10-25"]
        .map(|on| tour.day(on, "Hamburg", "Europe/Berlin"))
        .into();
    let stay = json!({"day": days[1], "name": "Speicher", "check_out_date": "2026-10-24"});
    tour.add(Kind::HotelStay, &stay);
    tour.add(Kind::HotelStay, &json!({"day": days[3], "name": "Dom"}));
    let book = tour.book();
    let n_on = |on: &str| book.on(date(on)).unwrap().stays().len();
    assert_eq!([n_on("2026-10-22"), n_on("2026-10-23")], [0, 1]);
    assert_eq!([n_on("2026-10-24"), n_on("2026-10-25")], [1, 1]);
}

#[test]
fn contacts_come_from_the_day_its_events_and_their_venues_once_each() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    let venue = tour.add(Kind::Venue, &json!({"name": "Tonhalle Nord"}));
    let event = tour.add(Kind::Event, &json!({"day": day, "venue": venue}));
    let both = json!({"name": "Ida", "event": event, "venue": venue, "category": "venue"});
    tour.add(Kind::Contact, &both);
    tour.add(Kind::Contact, &json!({"name": "Ben", "day": day, "category": "promoter"}));
    tour.add(Kind::Contact, &json!({"name": "Elsewhere"}));
    let book = tour.book();
    let contacts = book.on(date("2026-10-23")).unwrap().contacts();
    let names: Vec<_> = contacts.iter().map(|c| c.name.as_ref().unwrap().as_str()).collect();
    assert_eq!(names, ["Ida", "Ben"]);
}

#[test]
fn a_settled_dispute_is_no_longer_open() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    let item = tour.item(day, "Doors", "19:00", Value::Null);
    let dispute = tour.dispute(item, "title", &"Einlass".into());
    let book = tour.book();
    assert_eq!(book.open_disputes_of(item).count(), 1);
    assert_eq!(book.on(date("2026-10-23")).unwrap().disputes().len(), 1);
    tour.set(dispute, "open", false.into());
    assert_eq!(tour.book().open_disputes_of(item).count(), 0);
}

#[test]
fn forgetting_a_scope_leaves_nothing_of_it() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    tour.item(day, "Doors", "19:00", Value::Null);
    let mut book = tour.book();
    book.forget_scope(tour.scope);
    assert_eq!(book, Book::new());
}

fn group(n: u64, edits: Vec<Edit>) -> Group {
    let id = GroupId(test_id(9_000 + n).0);
    let (prev, replica, author, via, said_at, reason) = (None, None, None, None, None, None);
    Group { id, prev, replica, author, via, said_at, reason, edits }
}

fn set(id: RecordId, field: &str, from: Value, to: Value) -> Edit {
    let fields = BTreeMap::from([(field.to_owned(), FromTo(from, to))]);
    Edit::Set { kind: Kind::Day, id, fields }
}

#[test]
fn unconfirmed_groups_show_in_the_book_of_their_author_and_leave_the_base_alone() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    let base = tour.book();
    let item = test_id(8_000);
    let fields = json!({"day": day, "title": "Doors"}).as_object().unwrap().clone();
    let create = Create { scope: tour.scope, kind: Kind::ScheduleItem, id: item, fields };
    let groups = [
        group(1, vec![Edit::Create(create)]),
        group(2, vec![set(day, "status", Value::Null, "confirmed".into())]),
    ];
    let levels = BTreeMap::from([(tour.scope, Level::Edit)]);
    let pending = base.with_pending(&groups, tour.author, &levels);
    let statuses: Vec<_> = pending.expected.iter().map(|expected| expected.status).collect();
    assert_eq!(statuses, [Status::Applied, Status::Applied]);
    assert_eq!(titles(&pending.book.items_of(day)), ["Doors"]);
    assert_eq!(pending.book.day_on(date("2026-10-23")).unwrap().status, Some(Agreed::Confirmed));
    assert_eq!(base, tour.book());
}

#[test]
fn an_unconfirmed_edit_of_what_has_changed_meanwhile_shows_as_a_dispute() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    tour.set(day, "status", "cancelled".into());
    let edit = set(day, "status", "draft".into(), "confirmed".into());
    let levels = BTreeMap::from([(tour.scope, Level::Edit)]);
    let pending = tour.book().with_pending(&[group(1, vec![edit])], tour.author, &levels);
    assert_eq!(pending.expected[0].status, Status::Disputed);
    assert_eq!(pending.book.get::<Day>(day).unwrap().status, Some(Agreed::Cancelled));
    assert_eq!(pending.book.open_disputes_of(day).count(), 1);
}

#[test]
fn a_group_that_would_be_held_is_not_shown_as_if_it_held() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    let edit = set(day, "status", Value::Null, "confirmed".into());
    let levels = BTreeMap::from([(tour.scope, Level::Read)]);
    let pending = tour.book().with_pending(&[group(1, vec![edit])], tour.author, &levels);
    assert_eq!(pending.expected[0].status, Status::Held);
    assert!(pending.expected[0].problem.is_some());
    assert_eq!(pending.book, tour.book());
}

/// A small tour in which every record has several versions, some deleted, some broken.
fn versions() -> (Vec<Record>, Vec<Record>) {
    let mut tour = TestTour::new();
    let friday = tour.day("2026-10-23", "Hamburg", "Europe/Berlin");
    let saturday = tour.day("2026-10-24", "Köln", "Europe/Berlin");
    let venue = tour.add(Kind::Venue, &json!({"name": "Tonhalle Nord"}));
    let event = tour.add(Kind::Event, &json!({"day": friday, "venue": venue}));
    tour.add(Kind::Contact, &json!({"name": "Ida", "venue": venue}));
    let doors = tour.item(friday, "Doors", "19:00", json!({"event": event}));
    let gone = tour.item(saturday, "Press", "12:00", Value::Null);
    tour.dispute(doors, "title", &"Einlass".into());
    let mut all = tour.records().to_vec();
    tour.set(doors, "day", saturday.to_string().into());
    tour.set(event, "venue", Value::Null);
    tour.delete(gone);
    all.extend(tour.records().iter().filter(|record| record.ver > 1).cloned());
    tour.delete(friday);
    let broken = tour.records().iter().find(|record| record.id == venue).unwrap().clone();
    let mut broken = Record { ver: 2, ..broken };
    broken.fields.insert("capacity".to_owned(), "many".into());
    all.push(tour.book().record(friday).unwrap().clone());
    all.push(broken.clone());
    let mut finals: Vec<_> = tour.records().to_vec();
    finals.retain(|record| record.id != venue);
    finals.push(broken);
    (all, finals)
}

proptest! {
    #[test]
    fn a_book_of_records_in_any_order_equals_the_book_of_the_final_ones(
        order in Just((0..versions().0.len()).collect::<Vec<_>>()).prop_shuffle(),
        again in 0_usize..10,
    ) {
        let (all, finals) = versions();
        let expected: Book = finals.into_iter().collect();
        let mut book: Book = order.iter().map(|i| all[*i].clone()).collect();
        prop_assert_eq!(&book, &expected);
        book.apply(all[again % all.len()].clone());
        prop_assert_eq!(&book, &expected);
    }
}
