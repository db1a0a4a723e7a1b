//! What is found that does not go together.

use serde_json::{Value, json};

use super::{Amsterdam, SATURDAY, amsterdam, today};
use crate::book::testing::{TestTour, date};
use crate::holds::{HoldProblem, hold_problems};

#[test]
fn clocks_that_have_run_out_are_found() {
    let mut there = amsterdam();
    let expires = date("2026-10-31");
    let hold = there.hold(2, there.melkweg, json!({"expires": expires}));
    let until = json!({"status": "challenged", "challenge_until": expires});
    let challenged = there.hold(3, there.melkweg, until);
    there.hold(4, there.melkweg, json!({"expires": expires, "status": "released"}));
    let on = date(SATURDAY);
    let found = hold_problems(&there.book(), today());
    let over = HoldProblem::ChallengeOver { hold: challenged, date: on, challenge_until: expires };
    assert_eq!(found, [HoldProblem::Expired { hold, date: on, expires }, over]);
    assert_eq!(hold_problems(&there.book(), expires), [], "it holds on its last date");
}

#[test]
fn a_date_that_is_held_although_a_show_is_confirmed_is_found() {
    let mut there = amsterdam();
    let hold = there.hold(2, there.melkweg, Value::Null);
    let event = there.show(SATURDAY, there.tivoli);
    let problem = HoldProblem::ShowConfirmed { hold, date: date(SATURDAY), event };
    assert_eq!(hold_problems(&there.book(), today()), [problem]);
}

#[test]
fn two_houses_that_keep_a_date_in_the_first_place_are_found() {
    let mut there = amsterdam();
    let one = there.hold(1, there.melkweg, Value::Null);
    there.hold(1, there.melkweg, Value::Null);
    there.hold(2, there.tivoli, Value::Null);
    assert_eq!(hold_problems(&there.book(), today()), [], "one house is asked twice");
    let other = there.hold(1, there.tivoli, Value::Null);
    let found = hold_problems(&there.book(), today());
    assert_eq!(found.len(), 2);
    assert_eq!(found[0], HoldProblem::TwoFirst { holds: [one, other], date: date(SATURDAY) });
}

#[test]
fn a_show_within_the_radius_and_the_days_of_another_is_found() {
    let mut there = amsterdam();
    let own = there.show(SATURDAY, there.melkweg);
    let clause = json!({
        "status": "confirmed", "event": own, "radius_km": 50,
        "radius_days_before": 3, "radius_days_after": 7,
    });
    let hold = there.hold(1, there.melkweg, clause);
    for (on, is_found) in [
        ("2026-12-01", false),
        ("2026-12-02", true),
        ("2026-12-05", true),
        ("2026-12-12", true),
        ("2026-12-13", false),
    ] {
        let mut there = Amsterdam { tour: again(&there.tour), ..there };
        let event = there.show(on, there.tivoli);
        let found = hold_problems(&there.book(), today());
        assert_eq!(found.len(), usize::from(is_found), "{on}: {found:?}");
        for problem in found {
            let HoldProblem::WithinRadius { km, hold: of, event: near, .. } = problem else {
                panic!("{problem:?}");
            };
            assert_eq!((of, near), (hold, event));
            assert!((33.0..36.0).contains(&km), "{km} km");
        }
    }
    there.show("2026-12-06", there.melkweg);
    assert_eq!(hold_problems(&there.book(), today()), [], "a second night in the same house");
    there.tour.set(hold, "radius_km", 20.into());
    there.show("2026-12-07", there.tivoli);
    assert_eq!(hold_problems(&there.book(), today()), [], "Utrecht is farther than that");
}

/// The same tour once more, to be written on.
fn again(tour: &TestTour) -> TestTour {
    let mut copy = TestTour::new();
    for record in tour.records().iter().skip(1) {
        copy.put(record.kind.clone(), record.id, &Value::Object(record.fields.clone()));
    }
    copy
}
