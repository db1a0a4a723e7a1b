//! Holds in their queues: letting go, moving up, confirming, and what is said to agents.

use serde_json::json;

use super::*;
use crate::book::testing::{TestTour, date};
use crate::change::FromTo;

struct Held {
    tour: TestTour,
    day: RecordId,
}

impl Held {
    fn new() -> Self {
        let mut tour = TestTour::new();
        let day = tour.add(Kind::Day, &json!({ "date": "2026-12-05", "zone": "Europe/Amsterdam" }));
        Self { tour, day }
    }

    fn hold(&mut self, name: &str, level: i64) -> RecordId {
        self.tour.add(Kind::Hold, &json!({ "day": self.day, "name": name, "level": level }))
    }

    /// Does what the ledger would do with edits that nobody contradicts.
    fn done(&mut self, id: RecordId, what: HoldMove) {
        for edit in hold_edits(&self.tour.book(), id, what).unwrap() {
            match edit {
                Edit::Set { id, fields, .. } => {
                    for (field, FromTo(from, to)) in fields {
                        let book = self.tour.book();
                        assert_eq!(book.record(id).unwrap().value(&field), &from, "{field}");
                        self.tour.set(id, &field, to);
                    }
                }
                Edit::Create(new) => self.tour.put(new.kind, new.id, &Value::Object(new.fields)),
                other => panic!("{other:?} is nothing that holds do"),
            }
        }
    }

    fn level(&self, id: RecordId) -> Option<i64> {
        self.tour.book().get::<Hold>(id).unwrap().level.map(Whole::get)
    }

    fn status(&self, id: RecordId) -> Option<HoldStatus> {
        self.tour.book().get::<Hold>(id).unwrap().status
    }

    fn refused(&self, id: RecordId, what: HoldMove) -> HoldProblem {
        hold_edits(&self.tour.book(), id, what).unwrap_err()
    }
}

#[test]
fn who_is_behind_a_hold_that_is_let_go_moves_up() {
    let mut held = Held::new();
    let [first, second, third] = [1, 2, 4].map(|level| held.hold("Melkweg", level));
    let elsewhere = held.hold("Paradiso", 2);
    held.done(first, HoldMove::Clear);
    assert_eq!(held.status(first), Some(HoldStatus::Released));
    assert_eq!([second, third, elsewhere].map(|id| held.level(id)), [Some(1), Some(3), Some(2)]);
    assert_eq!(held.refused(first, HoldMove::Clear), HoldProblem::Released);
    // Who is let go himself has nobody before him.
    held.done(third, HoldMove::Clear);
    assert_eq!(held.level(second), Some(1));
}

#[test]
fn a_better_hold_of_somebody_else_lets_our_own_move_up() {
    let mut held = Held::new();
    let [second, third] = [2, 3].map(|level| held.hold("Melkweg", level));
    held.done(second, HoldMove::Promote);
    assert_eq!([second, third].map(|id| held.level(id)), [Some(1), Some(2)]);
    assert_eq!(held.refused(second, HoldMove::Promote), HoldProblem::First);
    let unknown = held.tour.add(Kind::Hold, &json!({ "day": held.day, "name": "Paradiso" }));
    assert_eq!(held.refused(unknown, HoldMove::Promote), HoldProblem::NoLevel);
}

#[test]
fn a_challenge_says_until_when() {
    let mut held = Held::new();
    let hold = held.hold("Melkweg", 1);
    held.done(hold, HoldMove::Challenge { until: date("2026-11-20") });
    assert_eq!(held.status(hold), Some(HoldStatus::Challenged));
    // Once more until the same day changes nothing, and is no mistake.
    let again = HoldMove::Challenge { until: date("2026-11-20") };
    assert_eq!(hold_edits(&held.tour.book(), hold, again), Ok(Vec::new()));
    let found = avails(&held.tour.book(), AvailsAsked::default());
    assert_eq!(
        avails_text(&found, true),
        "Sat 5 Dec 2026 — 1st hold, Melkweg (challenged, until 20 Nov)\n"
    );
}

#[test]
fn a_confirmed_hold_is_a_show_and_keeps_its_history() {
    let mut held = Held::new();
    let place = json!({ "city": "Amsterdam", "country": "NL", "lat": 52.36, "lon": 4.88 });
    let fields = json!({ "day": held.day, "name": "Melkweg", "level": 1, "place": place });
    let hold = held.tour.add(Kind::Hold, &fields);
    let others = [held.hold("Melkweg", 2), held.hold("Paradiso", 1)];
    held.done(hold, HoldMove::Confirm);
    let book = held.tour.book();
    let on = book.on(date("2026-12-05")).unwrap();
    assert!(on.is_show());
    assert_eq!(on.day().status, Some(Status::Confirmed));
    let [event] = on.events()[..] else { panic!("{:?}", on.events()) };
    assert_eq!(event.status, Some(Status::Confirmed));
    assert_eq!(book.get::<Hold>(hold).unwrap().event, Some(event.id()));
    assert_eq!(on.venues()[0].name.as_ref().map(ToString::to_string).as_deref(), Some("Melkweg"));
    assert_eq!(on.place().and_then(|place| place.lat), Some(52.36));
    assert_eq!(held.status(hold), Some(HoldStatus::Confirmed));
    assert_eq!(others.map(|id| held.status(id)), [Some(HoldStatus::Released); 2]);
    assert_eq!(held.refused(hold, HoldMove::Confirm), HoldProblem::Confirmed);
    assert_eq!(avails(&book, AvailsAsked::default()), []);
}

#[test]
fn a_show_that_stands_there_already_is_the_one() {
    let mut held = Held::new();
    let venue = held.tour.add(Kind::Venue, &json!({ "name": "Melkweg" }));
    let event = held.tour.add(Kind::Event, &json!({ "day": held.day, "venue": venue }));
    let fields = json!({ "day": held.day, "venue": venue, "level": 1 });
    let hold = held.tour.add(Kind::Hold, &fields);
    held.done(hold, HoldMove::Confirm);
    let book = held.tour.book();
    assert_eq!(book.on(date("2026-12-05")).unwrap().events().len(), 1);
    assert_eq!(book.get::<Hold>(hold).unwrap().event, Some(event));
    assert_eq!(book.get::<Event>(event).unwrap().status, Some(Status::Confirmed));
}

#[test]
fn without_a_venue_and_without_a_hold_nothing_is_done() {
    let mut held = Held::new();
    let nowhere = held.tour.add(Kind::Hold, &json!({ "day": held.day, "level": 1 }));
    assert_eq!(held.refused(nowhere, HoldMove::Confirm), HoldProblem::NoVenue);
    assert_eq!(held.refused(held.day, HoldMove::Clear), HoldProblem::NoHold);
}

#[test]
fn avails_leave_out_what_is_taken_and_can_name_no_venues() {
    let mut held = Held::new();
    held.hold("Melkweg", 2);
    let day = |on: &str, day_type: &str, status: &str| json!({ "date": on, "day_type": day_type, "status": status });
    for fields in [
        day("2026-12-03", "day_off", "unconfirmed"),
        day("2026-12-04", "show", "confirmed"),
        day("2026-12-07", "show", "unconfirmed"),
        day("2026-12-08", "travel", "unconfirmed"),
        day("2026-12-09", "prep", "unconfirmed"),
    ] {
        held.tour.add(Kind::Day, &fields);
    }
    let book = held.tour.book();
    let found = avails(&book, AvailsAsked::default());
    // The sixth is no day of the tour yet.
    let text = "Sat 5 Dec 2026 — 2nd hold\nSun 6 Dec 2026 — open\nMon 7 Dec 2026 — open\n";
    assert_eq!(avails_text(&found, false), text);
    assert_eq!(without_venues(found)[0].holds[0].venue, None);
    let asked = AvailsAsked { from: Some(date("2026-12-10")), to: Some(date("2026-12-11")) };
    let later = avails(&book, asked);
    assert_eq!(later.iter().map(|avail| avail.day_id).collect::<Vec<_>>(), [None, None]);
    let backwards = AvailsAsked { from: Some(date("2026-12-09")), to: Some(date("2026-12-01")) };
    assert_eq!(avails(&book, backwards), []);
    assert_eq!(avails(&Book::new(), AvailsAsked::default()), []);
}

#[test]
fn two_first_holds_and_holds_beside_a_show_clash() {
    let mut held = Held::new();
    let [one, other] = ["Melkweg", "Paradiso"].map(|name| held.hold(name, 1));
    held.hold("Tivoli", 2);
    let clashes = |held: &Held| hold_clashes(&held.tour.book(), date("2026-12-05"));
    assert_eq!(clashes(&held), [HoldClash::TwoFirst { one, other }]);
    held.done(one, HoldMove::Confirm);
    assert_eq!(clashes(&held), []);
    let late = held.hold("AFAS Live", 1);
    assert_eq!(clashes(&held), [HoldClash::BesideShow { hold: late }]);
    held.done(late, HoldMove::Clear);
    assert_eq!(clashes(&held), []);
}

#[test]
fn a_radius_clause_forbids_what_is_near_in_place_and_time() {
    let mut held = Held::new();
    let near = |held: &mut Held, on: &str, lat: f64| {
        let day = held.tour.add(Kind::Day, &json!({ "date": on, "day_type": "show" }));
        let place = json!({ "lat": lat, "lon": 4.88 });
        let venue = held.tour.add(Kind::Venue, &json!({ "name": on, "place": place }));
        held.tour.add(Kind::Event, &json!({ "day": day, "venue": venue }));
    };
    // A degree of latitude is 111 km.
    near(&mut held, "2026-12-15", 53.0);
    near(&mut held, "2026-12-16", 53.0);
    near(&mut held, "2026-11-30", 54.0);
    let place = json!({ "lat": 52.0, "lon": 4.88 });
    let fields = json!({
        "day": held.day, "name": "Melkweg", "level": 1, "place": place, "radius_km": 150,
        "radius_days_before": 30, "radius_days_after": 10,
    });
    let hold = held.tour.add(Kind::Hold, &fields);
    assert_eq!(shows_too_near(&held.tour.book()), []);
    held.done(hold, HoldMove::Confirm);
    let found = shows_too_near(&held.tour.book());
    let dates: Vec<_> = found.iter().map(|near| near.other_date).collect();
    assert_eq!(dates, [date("2026-12-15")]);
    held.tour.set(hold, "radius_km", json!(111));
    assert_eq!(shows_too_near(&held.tour.book()), []);
    held.tour.set(hold, "radius_km", json!(112));
    assert_eq!(shows_too_near(&held.tour.book()).len(), 1);
}

#[test]
fn a_challenge_that_is_said_again_changes_nothing() {
    let mut held = Held::new();
    let hold = held.hold("Melkweg", 1);
    let challenge = HoldMove::Challenge { until: date("2026-11-20") };
    held.done(hold, challenge);
    assert_eq!(hold_edits(&held.tour.book(), hold, challenge).unwrap(), []);
}

#[test]
fn a_show_without_a_venue_is_the_one_and_press_and_what_is_off_are_not() {
    let mut held = Held::new();
    let venue = held.tour.add(Kind::Venue, &json!({ "name": "Melkweg" }));
    let press = json!({ "day": held.day, "event_type": "press", "venue": venue });
    let press = held.tour.add(Kind::Event, &press);
    let off =
        json!({ "day": held.day, "event_type": "show", "venue": venue, "status": "cancelled" });
    let off = held.tour.add(Kind::Event, &off);
    let show = held.tour.add(Kind::Event, &json!({ "day": held.day, "event_type": "show" }));
    let hold = held.tour.add(Kind::Hold, &json!({ "day": held.day, "venue": venue }));
    held.done(hold, HoldMove::Confirm);
    let book = held.tour.book();
    assert_eq!(book.get::<Hold>(hold).unwrap().event, Some(show));
    assert_eq!(book.get::<Event>(show).unwrap().venue, Some(venue));
    assert_eq!(book.get::<Event>(press).unwrap().status, None);
    assert_eq!(book.get::<Event>(off).unwrap().status, Some(Status::Cancelled));
}

#[test]
fn holds_whose_place_nobody_said_are_of_no_queue() {
    let mut held = Held::new();
    let [one, other] =
        [1, 2].map(|level| held.tour.add(Kind::Hold, &json!({ "day": held.day, "level": level })));
    held.done(one, HoldMove::Clear);
    assert_eq!(held.level(other), Some(2));
    let [bonn, cologne] = ["Bonn", "Köln"].map(|city| {
        let fields =
            json!({ "day": held.day, "name": "Harmonie", "level": 1, "place": { "city": city } });
        held.tour.add(Kind::Hold, &fields)
    });
    let clash = HoldClash::TwoFirst { one: bonn, other: cologne };
    assert_eq!(hold_clashes(&held.tour.book(), date("2026-12-05")), [clash]);
}

#[test]
fn nobody_else_lets_go_of_our_own_better_hold() {
    let mut held = Held::new();
    let [first, second] = [1, 2].map(|level| held.hold("Melkweg", level));
    assert_eq!(held.refused(second, HoldMove::Promote), HoldProblem::OwnBefore);
    held.done(first, HoldMove::Clear);
    assert_eq!(held.level(second), Some(1));
}

#[test]
fn press_that_is_agreed_is_no_show() {
    let mut held = Held::new();
    held.hold("Melkweg", 1);
    let press = json!({ "day": held.day, "event_type": "press", "status": "confirmed" });
    held.tour.add(Kind::Event, &press);
    let book = held.tour.book();
    assert_eq!(hold_clashes(&book, date("2026-12-05")), []);
    assert_eq!(avails(&book, AvailsAsked::default()).len(), 1);
}

#[test]
fn a_radius_clause_forbids_no_press() {
    let mut held = Held::new();
    let place = json!({ "lat": 52.0, "lon": 4.88 });
    let venue = held.tour.add(Kind::Venue, &json!({ "name": "Radio", "place": place }));
    let day = held.tour.add(Kind::Day, &json!({ "date": "2026-12-06" }));
    held.tour.add(Kind::Event, &json!({ "day": day, "event_type": "press", "venue": venue }));
    let fields = json!({ "day": held.day, "name": "Melkweg", "place": place, "radius_km": 150, "radius_days_after": 10 });
    let hold = held.tour.add(Kind::Hold, &fields);
    held.done(hold, HoldMove::Confirm);
    assert_eq!(shows_too_near(&held.tour.book()), []);
}

#[test]
fn a_hold_on_a_day_of_a_festival_becomes_a_festival_slot() {
    let mut held = Held::new();
    held.tour.set(held.day, "day_type", json!("festival"));
    let hold = held.hold("Lowlands", 1);
    held.done(hold, HoldMove::Confirm);
    let book = held.tour.book();
    let event = book.get::<Hold>(hold).unwrap().event.unwrap();
    assert_eq!(book.record(event).unwrap().value("event_type"), "festival");
}
