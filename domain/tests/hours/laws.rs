//! What holds for all plans.

use domain::routing::hours::{Activity, Crew, Duty, Grade, Minute, RulePack, findings};
use proptest::prelude::*;

use crate::plan::{MONDAY, minute};

/// Days of a plan that is legal more often than not: some hours at the wheel with breaks of 45 minutes, some
/// other work, a night. Pauses are full breaks or none, because of breaks alone it is not true that more is
/// never worse (see `hours::eu::breaks`), and none is long enough to be the first part of a night in two parts, which is
/// lost where it becomes a part of the night before.
fn a_plan() -> impl Strategy<Value = Vec<Duty>> {
    let minutes =
        |hours: std::ops::Range<Minute>| (hours.start * 4..hours.end * 4).prop_map(|n| n * 15);
    let drive = (minutes(0..5), prop_oneof![Just(45), Just(60), Just(0)]);
    let night = prop_oneof![
        4 => minutes(9..12),
        4 => minutes(12..20),
        2 => minutes(24..50),
    ];
    let day = (proptest::collection::vec(drive, 1..4), minutes(0..3), minutes(0..4), night);
    let first = 0..7 * 24 * 4_i64;
    (first, proptest::collection::vec(day, 1..16)).prop_map(|(first, days)| {
        let mut at = minute(MONDAY) + first * 15;
        let mut duties = Vec::new();
        let mut add = |at: &mut Minute, activity, minutes| {
            let (starts, leg) = (*at, duties.len());
            *at += minutes;
            duties.push(Duty { starts, ends: *at, activity, utc_offset_minutes: 60, leg });
        };
        for (drives, pause, work, night) in days {
            for (minutes, rest) in drives {
                add(&mut at, Activity::Driving, minutes);
                at += rest;
            }
            at += if pause < 45 { 0 } else { pause };
            add(&mut at, Activity::OtherWork, work);
            at += night;
        }
        duties.retain(|duty| duty.ends > duty.starts);
        duties
    })
}

fn is_legal(pack: RulePack, crew: Crew, duties: &[Duty]) -> bool {
    findings(pack, crew, duties).iter().all(|finding| finding.grade != Grade::Broken)
}

proptest! {
    /// A duty that is not done is rest in its place. The first and the last stay: how long a service is decides
    /// how often a rest may be put off (Article 8(2a)).
    #[test]
    fn more_rest_never_makes_a_plan_illegal(plan in a_plan(), dropped in any::<prop::sample::Index>()) {
        prop_assume!(plan.len() > 2);
        let mut rested = plan.clone();
        rested.remove(1 + dropped.index(plan.len() - 2));
        for pack in RulePack::ALL {
            for crew in [Crew::One, Crew::Two] {
                if is_legal(*pack, crew, &plan) {
                    let found = findings(*pack, crew, &rested);
                    prop_assert!(is_legal(*pack, crew, &rested), "{pack:?} {crew:?} {found:?}");
                }
            }
        }
    }

    #[test]
    fn a_shorter_duty_never_makes_a_plan_illegal(
        plan in a_plan(),
        which in any::<prop::sample::Index>(),
        by in 0_i64..240,
    ) {
        prop_assume!(plan.len() > 2);
        let mut rested = plan.clone();
        let duty = &mut rested[1 + which.index(plan.len() - 2)];
        // Cut off at the end it lengthens a rest; a pause of less than a quarter of an hour is none, and one
        // of less than 45 minutes may be only a part.
        duty.ends = duty.starts.max(duty.ends - if by < 45 { 45 } else { by });
        for pack in RulePack::ALL {
            if is_legal(*pack, Crew::One, &plan) {
                let found = findings(*pack, Crew::One, &rested);
                prop_assert!(is_legal(*pack, Crew::One, &rested), "{pack:?} {found:?}");
            }
        }
    }

    #[test]
    fn a_plan_that_is_legal_for_one_driver_is_legal_for_two(plan in a_plan()) {
        for pack in RulePack::ALL {
            if is_legal(*pack, Crew::One, &plan) {
                let found = findings(*pack, Crew::Two, &plan);
                prop_assert!(is_legal(*pack, Crew::Two, &plan), "{pack:?} {found:?}");
            }
        }
    }

    #[test]
    fn the_order_in_which_duties_are_told_does_not_matter(plan in a_plan()) {
        let mut backwards = plan.clone();
        backwards.reverse();
        for pack in RulePack::ALL {
            let found = findings(*pack, Crew::One, &plan);
            prop_assert_eq!(&found, &findings(*pack, Crew::One, &backwards));
        }
    }
}

/// Otherwise the laws above would be about nothing.
#[test]
fn many_of_these_plans_are_legal_and_many_are_not() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let plans: Vec<_> =
        (0..400).map(|_| a_plan().new_tree(&mut runner).expect("a plan").current()).collect();
    for pack in RulePack::ALL {
        let legal = plans.iter().filter(|plan| is_legal(*pack, Crew::One, plan)).count();
        println!("{pack:?}: {legal} of 400 plans are legal");
        assert!((5..395).contains(&legal), "{pack:?}: {legal} of 400");
    }
}

/// A break that is longer may come to be a full one too early: the court has the count begin anew there
/// (C-394/92, Michielsen), so that of breaks alone more can be worse.
#[test]
fn a_longer_break_can_be_worse() {
    use crate::plan::Under;
    let truck = Under::one(RulePack::EuGoods);
    let none: [&str; 0] = [];
    assert_eq!(truck.told("D0:10 R0:15 D0:10 R0:20 D4:00 R0:30 D4:00"), none);
    assert_eq!(truck.told("D0:10 R0:15 D0:10 R0:30 D4:00 R0:30 D4:00"), ["EuBreak 8:00 of 4:30"]);
}

#[test]
fn duties_that_overlap_are_done_one_after_the_other() {
    let duty = |starts, ends| {
        let activity = Activity::Driving;
        Duty { starts, ends, activity, utc_offset_minutes: 0, leg: 0 }
    };
    let apart = [duty(0, 200), duty(200, 300)];
    for overlapping in [[duty(0, 200), duty(100, 300)], [duty(100, 300), duty(0, 200)]] {
        for pack in RulePack::ALL {
            let found = findings(*pack, Crew::One, &overlapping);
            assert_eq!(found.len(), findings(*pack, Crew::One, &apart).len(), "{pack:?}");
        }
    }
    assert!(findings(RulePack::EuCoach, Crew::One, &[]).is_empty());
    assert!(findings(RulePack::EuCoach, Crew::One, &[duty(10, 10), duty(20, 5)]).is_empty());
}
