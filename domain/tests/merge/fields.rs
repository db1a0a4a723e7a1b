//! Setting fields: the classes, and values that are the same though they are written differently.

use domain::change::{Edit, FromTo, Status};
use domain::ids::RecordId;
use domain::record::Kind;
use serde_json::{Value, json};

use crate::tour::{ANN, BOB, ITEM, TOUR, Tour, create, day, item, rid, set, set_of, task};

#[test]
fn a_value_that_its_author_has_seen_is_replaced() {
    let mut tour = Tour::new();
    tour.applied(BOB, set("title", "Doors", "Doors open"));
    assert_eq!(tour.value(item(), "title"), "Doors open");
    let stamp = &tour.record(item()).stamps["title"];
    assert_eq!((stamp.by, stamp.ver, stamp.seq), (Some(BOB), 2, tour.record(item()).seq));
}

#[test]
fn a_value_that_somebody_else_has_set_already_is_nothing_to_do() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("title", "Doors", "Doors open"));
    let before = tour.ledger.records.clone();
    let receipt = tour.commit(BOB, [set("title", "Doors", "Doors open")]);
    assert_eq!((receipt.status, receipt.at.len()), (Status::Applied, 0));
    assert_eq!(tour.ledger.records, before);
}

#[test]
fn an_edit_that_changes_nothing_says_nothing_even_on_an_old_screen() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("title", "Doors", "Doors open"));
    tour.applied(BOB, set("title", "Doors", "Doors"));
    assert_eq!(tour.value(item(), "title"), "Doors open");
    assert!(!tour.is_disputed(item(), "title"));
}

#[test]
fn different_fields_of_one_record_never_conflict() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("title", "Doors", "Doors open"));
    tour.applied(BOB, set("place", Value::Null, "Foyer"));
    assert_eq!(tour.value(item(), "title"), "Doors open");
    assert_eq!(tour.value(item(), "place"), "Foyer");
}

#[test]
fn null_clears_a_field_and_an_absent_one_counts_as_null() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("place", Value::Null, "Foyer"));
    tour.applied(BOB, set("place", "Foyer", Value::Null));
    assert!(!tour.record(item()).fields.contains_key("place"));
    assert_eq!(tour.record(item()).stamps["place"].by, Some(BOB), "it is known who cleared it");
    tour.applied(ANN, set("place", Value::Null, "Yard"));
}

#[test]
fn the_latest_of_two_orders_wins_and_the_loser_stays_in_history() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("position", Value::Null, 10));
    tour.applied(BOB, set("position", Value::Null, 20));
    assert_eq!(tour.value(item(), "position"), 20);
    let (author, last) = tour.ledger.history.last().unwrap();
    assert_eq!((*author, &last.old, &last.new), (BOB, &json!(10), &json!(20)));
    assert!(!tour.is_disputed(item(), "position"));
}

#[test]
fn creating_what_exists_sets_its_fields() {
    let mut tour = Tour::new();
    let again = json!({"date": "2026-10-24", "title": "Paradiso"});
    tour.applied(BOB, create(Kind::Day, day(), again));
    assert_eq!(tour.value(day(), "title"), "Paradiso");
    assert_eq!(tour.record(day()).ver, 2);
    let otherwise = json!({"date": "2026-10-24", "title": "Melkweg"});
    tour.disputed(ANN, create(Kind::Day, day(), otherwise));
    assert_eq!(tour.value(day(), "title"), "Paradiso");
    assert_eq!(tour.wishes(day(), "title"), [(ANN, json!("Melkweg"))]);
}

#[test]
fn two_people_who_add_the_same_date_offline_have_added_one_day() {
    let mut tour = Tour::empty();
    let fields = || json!({"date": "2026-10-25"});
    let id = RecordId::of_day(TOUR, "2026-10-25".parse().unwrap());
    tour.applied(ANN, create(Kind::Day, id, fields()));
    tour.applied(BOB, create(Kind::Day, id, fields()));
    assert_eq!(tour.record(id).ver, 1);
}

#[test]
fn a_time_written_in_another_way_is_the_same_time() {
    let mut tour = Tour::new();
    let long = json!({"precision": "exact", "start": "19:30", "end": null});
    let short = json!({"precision": "exact", "start": "19:30"});
    tour.applied(ANN, set("when", Value::Null, long.clone()));
    assert_eq!(tour.value(item(), "when"), short);
    tour.applied(BOB, set("when", long, json!({"precision": "tbd"})));
    assert_eq!(tour.value(item(), "when"), json!({"precision": "tbd"}));
}

#[test]
fn an_old_name_of_a_zone_is_stored_under_its_name_of_today() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("zone", Value::Null, "US/Eastern"));
    assert_eq!(tour.value(item(), "zone"), "America/New_York");
    tour.applied(BOB, set("zone", "US/Eastern", "Europe/Amsterdam"));
}

#[test]
fn a_link_in_capitals_is_the_same_link_and_an_empty_list_is_none() {
    let mut tour = Tour::new();
    let people = json!([rid(5).to_string().to_uppercase()]);
    tour.applied(ANN, set_of(Kind::Task, task(), "assignees", json!([]), people));
    assert_eq!(tour.value(task(), "assignees"), json!([rid(5)]));
    tour.applied(BOB, set_of(Kind::Task, task(), "assignees", json!([rid(5)]), json!([])));
    assert!(!tour.record(task()).fields.contains_key("assignees"));
}

#[test]
fn a_place_keeps_seven_decimals_so_that_it_stays_the_same_when_it_is_copied() {
    let mut tour = Tour::new();
    let place = json!({"lat": 52.370_216_123_456_78, "lon": 4});
    tour.applied(ANN, set_of(Kind::Day, day(), "place", Value::Null, place));
    assert_eq!(tour.value(day(), "place"), json!({"lat": 52.370_216_1, "lon": 4.0}));
}

#[test]
fn fields_and_kinds_of_a_newer_version_are_carried_unjudged() {
    let mut tour = Tour::new();
    let fields = json!({"brightness": {"from": [1, 2.5]}, "name": "x"});
    tour.applied(ANN, create(Kind::from_name("light_cue").unwrap(), rid(9), fields.clone()));
    assert_eq!(Value::Object(tour.record(rid(9)).fields.clone()), fields);
    tour.applied(BOB, set("sponsor", Value::Null, json!({"any": "thing"})));
    assert_eq!(tour.value(item(), "sponsor"), json!({"any": "thing"}));
    tour.disputed(ANN, set("sponsor", Value::Null, "something else"));
}

#[test]
fn a_group_is_all_or_nothing() {
    let mut tour = Tour::new();
    let before = tour.ledger.records.clone();
    let unknown = set_of(ITEM, rid(99), "title", Value::Null, "x");
    let receipt = tour.commit(BOB, [set("title", "Doors", "Doors open"), unknown]);
    assert_eq!(receipt.status, Status::Rejected);
    assert_eq!(receipt.problem.unwrap().errors[0].field, "edits[1].id");
    assert_eq!(tour.ledger.records, before);
}

#[test]
fn one_group_may_make_a_record_and_build_on_it() {
    let mut tour = Tour::empty();
    let edits = [
        create(Kind::Day, day(), json!({"date": "2026-10-24"})),
        create(ITEM, item(), json!({"day": day(), "title": "Doors"})),
        set("title", "Doors", "Doors open"),
    ];
    let receipt = tour.commit(ANN, edits);
    assert_eq!(receipt.status, Status::Applied, "{receipt:?}");
    assert_eq!((tour.record(item()).ver, tour.record(item()).stamps["title"].ver), (1, 1));
}

#[test]
fn a_record_of_a_newer_kind_may_have_no_fields_at_all() {
    let mut tour = Tour::empty();
    tour.applied(ANN, create(Kind::from_name("door_opened").unwrap(), rid(9), json!({})));
    assert_eq!(tour.record(rid(9)).ver, 1);
}

#[test]
fn several_fields_in_one_edit_stand_or_are_disputed_each_for_itself() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("title", "Doors", "Doors open"));
    let fields = [
        ("title".to_owned(), FromTo("Doors".into(), "Opening".into())),
        ("place".to_owned(), FromTo(Value::Null, "Foyer".into())),
    ];
    tour.disputed(BOB, Edit::Set { kind: ITEM, id: item(), fields: fields.into() });
    assert_eq!(tour.value(item(), "title"), "Doors open");
    assert_eq!(tour.value(item(), "place"), "Foyer");
}
