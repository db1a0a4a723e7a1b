//! What becomes of a hold that is let go, moved up, challenged or confirmed.

use serde_json::{Value, json};

use super::{amsterdam, fresh, level, status, today};
use crate::book::testing::{date, test_id};
use crate::holds::{HoldRefusal, challenge, clear, confirm, hold_problems, promote};
use crate::record::kinds::{Day, Event, Hold, HoldStatus, Venue};
use crate::record::{Kind, Whole};

#[test]
fn whoever_is_behind_a_hold_that_is_let_go_moves_up() {
    let mut there = amsterdam();
    let first = there.hold(1, there.melkweg, Value::Null);
    let second = there.hold(2, there.melkweg, Value::Null);
    let fourth = there.hold(4, there.melkweg, Value::Null);
    let elsewhere = there.hold(3, there.paradiso, Value::Null);
    let gone = there.hold(3, there.melkweg, json!({"status": "released"}));
    let book = there.after(&clear(&there.book(), second, today()).unwrap());
    let levels = [first, second, fourth, elsewhere, gone].map(|hold| level(&book, hold));
    assert_eq!(levels, [1, 2, 3, 3, 3], "what is let go keeps what it said");
    assert_eq!(status(&book, second), HoldStatus::Released);
    assert_eq!(status(&book, first), HoldStatus::Held);
}

#[test]
fn houses_that_the_tour_has_no_copy_of_are_one_by_name_and_city() {
    let mut there = amsterdam();
    let bonn = json!({"day": there.day, "level": 1, "name": "Harmonie", "place": {"city": "Bonn"}});
    let first = there.tour.add(Kind::Hold, &bonn);
    let mut second = bonn.clone();
    second["level"] = 2.into();
    second["name"] = "HARMONIE".into();
    let second = there.tour.add(Kind::Hold, &second);
    let nowhere = there.tour.add(Kind::Hold, &json!({"day": there.day, "level": 2}));
    let book = there.after(&clear(&there.book(), first, today()).unwrap());
    assert_eq!([second, nowhere].map(|hold| level(&book, hold)), [1, 2]);
}

#[test]
fn a_hold_moves_up_with_those_behind_it_when_somebody_else_lets_go() {
    let mut there = amsterdam();
    let first = there.hold(1, there.melkweg, Value::Null);
    let third = there.hold(3, there.melkweg, Value::Null);
    let fourth = there.hold(4, there.melkweg, Value::Null);
    let book = there.after(&promote(&there.book(), third, today()).unwrap());
    assert_eq!([first, third, fourth].map(|hold| level(&book, hold)), [1, 2, 3]);
}

#[test]
fn a_hold_does_not_pass_the_first_place_or_one_of_the_tours_own() {
    let mut there = amsterdam();
    let first = there.hold(1, there.melkweg, Value::Null);
    let second = there.hold(2, there.melkweg, Value::Null);
    let unplaced = there.tour.add(Kind::Hold, &json!({"day": there.day}));
    let refused = |hold| promote(&there.book(), hold, today()).unwrap_err();
    assert_eq!(refused(first), HoldRefusal::First);
    assert_eq!(refused(second), HoldRefusal::OwnBefore(first));
    assert_eq!(refused(unplaced), HoldRefusal::NoLevel);
    assert_eq!(refused(test_id(7)), HoldRefusal::NotThere(test_id(7)));
}

#[test]
fn a_challenge_starts_a_clock_and_saying_it_again_changes_nothing() {
    let mut there = amsterdam();
    let hold = there.hold(1, there.melkweg, Value::Null);
    let until = date("2026-11-03");
    let book = there.after(&challenge(&there.book(), hold, until, today()).unwrap());
    assert_eq!(status(&book, hold), HoldStatus::Challenged);
    assert_eq!(book.get::<Hold>(hold).unwrap().challenge_until, Some(until));
    assert_eq!(challenge(&book, hold, until, today()).unwrap().edits, []);
}

#[test]
fn a_confirmed_hold_is_a_show_and_lets_go_of_the_others_of_its_date() {
    let mut there = amsterdam();
    let radius = json!({"radius_km": 50, "agent": "Foxglove"});
    let hold = there.hold(2, there.melkweg, radius);
    let others =
        [there.hold(3, there.melkweg, Value::Null), there.hold(1, there.paradiso, Value::Null)];
    let plan = confirm(&there.book(), hold, fresh(), today()).unwrap();
    let book = there.after(&plan);
    let confirmed = book.get::<Hold>(hold).unwrap();
    assert_eq!(
        (confirmed.status, confirmed.event),
        (Some(HoldStatus::Confirmed), Some(fresh().event))
    );
    assert_eq!(confirmed.radius_km.map(Whole::get), Some(50), "its clause stays");
    let event = book.get::<Event>(fresh().event).unwrap();
    assert_eq!(event.venue, Some(there.melkweg));
    let day = book.get::<Day>(there.day).unwrap();
    let words = [event.record().value("status"), day.record().value("status")];
    assert_eq!(words, ["confirmed", "confirmed"]);
    assert_eq!(day.record().value("day_type"), "show");
    for other in others {
        assert_eq!(status(&book, other), HoldStatus::Released);
    }
    assert_eq!(hold_problems(&book, today()), []);
}

#[test]
fn a_confirmation_uses_the_show_that_the_day_has_and_leaves_other_events_alone() {
    let mut there = amsterdam();
    let press = json!({"day": there.day, "event_type": "press"});
    let press = there.tour.add(Kind::Event, &press);
    let elsewhere = json!({"day": there.day, "event_type": "show", "venue": there.paradiso});
    let elsewhere = there.tour.add(Kind::Event, &elsewhere);
    let show = there.tour.add(Kind::Event, &json!({"day": there.day, "event_type": "festival"}));
    let hold = there.hold(1, there.melkweg, Value::Null);
    let book = there.after(&confirm(&there.book(), hold, fresh(), today()).unwrap());
    assert_eq!(book.get::<Hold>(hold).unwrap().event, Some(show));
    let event = book.get::<Event>(show).unwrap();
    assert_eq!(event.venue, Some(there.melkweg));
    assert_eq!(event.record().value("event_type"), "festival");
    for other in [press, elsewhere] {
        assert!(book.record(other).unwrap().value("status").is_null());
    }
    assert!(book.record(fresh().event).is_none());
}

#[test]
fn a_house_that_nobody_has_written_down_becomes_a_venue_when_its_hold_is_confirmed() {
    let mut there = amsterdam();
    let place = json!({"city": "Bonn", "country": "DE"});
    let hold = json!({"day": there.day, "name": "Harmonie", "place": place});
    let hold = there.tour.add(Kind::Hold, &hold);
    let book = there.after(&confirm(&there.book(), hold, fresh(), today()).unwrap());
    let venue = book.get::<Venue>(fresh().venue).unwrap();
    assert_eq!(venue.name.as_ref().map(ToString::to_string).as_deref(), Some("Harmonie"));
    assert_eq!(venue.record().value("place"), &place);
    assert_eq!(book.get::<Event>(fresh().event).unwrap().venue, Some(fresh().venue));
    assert_eq!(book.get::<Hold>(hold).unwrap().venue, Some(fresh().venue));
}

#[test]
fn what_is_over_takes_no_step_and_what_has_expired_is_only_told() {
    let mut there = amsterdam();
    let cases =
        [("released", HoldRefusal::AlreadyReleased), ("confirmed", HoldRefusal::AlreadyConfirmed)];
    for (word, refusal) in cases {
        let hold = there.hold(2, there.melkweg, json!({ "status": word }));
        let book = there.book();
        let steps = [
            clear(&book, hold, today()),
            promote(&book, hold, today()),
            challenge(&book, hold, today(), today()),
            confirm(&book, hold, fresh(), today()),
        ];
        assert!(steps.iter().all(|step| *step == Err(refusal)), "{steps:?}");
    }
    let hold = there.hold(2, there.melkweg, json!({"expires": "2026-10-31"}));
    let plan = confirm(&there.book(), hold, fresh(), today()).unwrap();
    assert_eq!(plan.expired, Some(date("2026-10-31")));
    assert_eq!(confirm(&there.book(), hold, fresh(), date("2026-10-31")).unwrap().expired, None);
}

#[test]
fn every_edit_says_what_was_there() {
    let mut there = amsterdam();
    let hold = there.hold(1, there.melkweg, json!({"status": "challenged"}));
    let plan = clear(&there.book(), hold, today()).unwrap();
    let said = json!([{"do": "set", "kind": "hold", "id": hold,
        "fields": {"status": ["challenged", "released"]}}]);
    assert_eq!(serde_json::to_value(&plan.edits).unwrap(), said);
}
