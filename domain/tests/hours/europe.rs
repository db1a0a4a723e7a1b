//! Regulation (EC) 561/2006, day by day.

use domain::routing::hours::RulePack::{EuCoach, EuGoods};

use crate::plan::{Case, Under, hold};

/// A coach by day: nobody relies on the twelve days.
const COACH: Under = Under::one(EuCoach).from("2026-11-30 06:00");
const TRUCK: Under = Under::one(EuGoods).from("2026-11-30 06:00");

#[test]
fn article_6_1_nine_hours_a_day_and_ten_twice_a_week() {
    let cases: &[Case<'_>] = &[
        ("D4:30 R0:45 D4:29", &[]),
        ("D4:30 R0:45 D4:30", &[]),
        ("D4:30 R0:45 D4:30 R0:45 D0:01", &["EuDailyDriving 9:01 of 9:00, used, 1 left"]),
        ("D4:30 R0:45 D4:30 R0:45 D1:00", &["EuDailyDriving 10:00 of 9:00, used, 1 left"]),
        ("D4:30 R0:45 D4:30 R0:45 D1:01", &["EuDailyDriving 10:01 of 10:00"]),
        (
            "2*[D4:30 R0:45 D4:30 R0:45 D1:00 R11:00] D4:30 R0:45 D4:30",
            &[
                "EuDailyDriving 10:00 of 9:00, used, 1 left",
                "EuDailyDriving 10:00 of 9:00, used, 0 left",
            ],
        ),
        (
            "3*[D4:30 R0:45 D4:30 R0:45 D1:00 R11:00]",
            &[
                "EuDailyDriving 10:00 of 9:00, used, 1 left",
                "EuDailyDriving 10:00 of 9:00, used, 0 left",
                "EuDailyDriving 10:00 of 9:00",
            ],
        ),
        // The count begins anew with the week, from Monday.
        (
            "R96:00 2*[D4:30 R0:45 D4:30 R0:45 D1:00 R11:00] R26:00 D4:30 R0:45 D4:30 R0:45 D1:00",
            &[
                "EuDailyDriving 10:00 of 9:00, used, 1 left",
                "EuDailyDriving 10:00 of 9:00, used, 0 left",
                "EuReducedWeeklyRest 37:00 of 45:00, used",
                "EuDailyDriving 10:00 of 9:00, used, 1 left",
            ],
        ),
    ];
    hold(COACH, cases);
    hold(TRUCK, cases);
}

#[test]
fn article_7_a_break_after_four_and_a_half_hours() {
    let both: &[Case<'_>] = &[
        ("D4:29", &[]),
        ("D4:30", &[]),
        ("D4:31", &["EuBreak 4:31 of 4:30"]),
        ("D4:30 R0:44 D0:01", &["EuBreak 4:31 of 4:30"]),
        ("D4:30 R0:45 D4:30", &[]),
        // In two parts, the longer one last.
        ("D2:00 R0:15 D2:30 R0:30 D4:30", &[]),
        ("D2:00 R0:14 D2:30 R0:30 D0:01", &["EuBreak 4:31 of 4:30"]),
        ("D2:00 R0:15 D2:30 R0:29 D0:01", &["EuBreak 4:31 of 4:30"]),
        // Other work is no break; a ferry is one.
        ("D4:30 W0:45 D0:01", &["EuBreak 4:31 of 4:30"]),
        ("D4:30 F0:45 D4:30", &[]),
    ];
    hold(COACH, both);
    hold(TRUCK, both);
    // In the other order, and in other parts, on an occasional service alone.
    hold(
        COACH,
        &[
            ("D2:00 R0:30 D2:30 R0:15 D4:30", &[]),
            ("D2:00 R0:20 D2:30 R0:25 D4:30", &[]),
            ("D2:00 R0:20 D2:30 R0:24 D0:01", &["EuBreak 4:31 of 4:30"]),
            ("D1:00 R0:15 D1:00 R0:15 D2:30 R0:15 D0:01", &["EuBreak 4:31 of 4:30"]),
        ],
    );
    hold(
        TRUCK,
        &[
            ("D2:00 R0:30 D2:30 R0:15 D0:01", &["EuBreak 4:31 of 4:30"]),
            ("D2:00 R0:20 D2:30 R0:25 D0:01", &["EuBreak 4:31 of 4:30"]),
        ],
    );
}

#[test]
fn article_8_eleven_hours_of_rest_or_nine_three_times() {
    let cases: &[Case<'_>] = &[
        ("D1:00 R11:00 D1:00", &[]),
        // A short day goes on after a short night, and rests later.
        ("D1:00 R10:59 D1:00", &[]),
        ("D1:00 R8:59 D1:00", &[]),
        // The second short night is the longer part of a rest in two.
        ("D1:00 R9:00 D1:00 R9:00 D1:00", &[]),
        // What is shorter than nine hours is no night.
        ("D1:00 R8:59 D1:00 R8:59 D1:00 R8:59 D1:00", &["EuDailyRest 0:00 of 9:00"]),
        // Thirteen hours on the go leave eleven of twenty-four.
        ("W1:00 R11:00 D1:00", &[]),
        ("W1:00 R5:00 W1:00 R5:00 D1:00 R20:00 D1:00", &[]),
        ("W1:00 R2:30 W1:00 R2:30 W1:00 R2:30 D2:30 R20:00 D1:00", &[]),
        (
            "W1:00 R2:30 W1:00 R2:30 W1:00 R2:30 D2:31 R20:00 D1:00",
            &["EuReducedRest 10:59 of 11:00, used, 2 left"],
        ),
        (
            "W1:00 R2:30 W1:00 R2:30 W1:00 R2:30 D4:30 R20:00 D1:00",
            &["EuReducedRest 9:00 of 11:00, used, 2 left"],
        ),
        ("W1:00 R2:30 W1:00 R2:30 W1:31 R2:00 D4:30 R20:00 D1:00", &["EuDailyRest 8:59 of 9:00"]),
        // In two parts, three hours and nine.
        ("W1:00 R3:00 W1:00 R2:30 W1:00 R2:00 D4:30 R20:00 D1:00", &[]),
        (
            "W1:00 R2:59 W1:00 R2:31 W1:00 R2:00 D4:30 R20:00 D1:00",
            &["EuReducedRest 9:00 of 11:00, used, 2 left"],
        ),
    ];
    hold(COACH, cases);
    hold(TRUCK, cases);
}

#[test]
fn article_8_4_the_fourth_reduced_rest_is_one_too_many() {
    // Fifteen hours on the go, nine of rest: there is no other reading.
    let days = |n| format!("{n}*[D2:00 R2:30 D2:00 R2:30 D2:00 R2:30 D1:30 R9:00] D1:00");
    let used = |left| format!("EuReducedRest 9:00 of 11:00, used, {left} left");
    let too_many = "EuReducedRest 9:00 of 11:00".to_owned();
    for under in [COACH, TRUCK] {
        assert_eq!(under.told(&days(3)), [used(2), used(1), used(0)]);
        assert_eq!(under.told(&days(4)), [used(2), used(1), used(0), too_many.clone()]);
        // However many nights are too short, each is told, and none is taken for no night.
        for n in [5_usize, 7] {
            let told = under.told(&days(n));
            let rests = told.iter().filter(|told| told.starts_with("EuReducedRest"));
            assert_eq!(rests.count(), n, "{told:?}");
            assert!(told.iter().all(|told| !told.starts_with("EuDailyDriving")), "{told:?}");
        }
        // After a weekly rest there are three again.
        let two_weeks = format!("{} R45:00 {}", days(3), days(3));
        assert_eq!(under.told(&two_weeks), [[used(2), used(1), used(0)].as_slice(); 2].concat());
    }
}

#[test]
fn article_8_5_two_drivers_rest_nine_hours_in_thirty() {
    let crew = Under::two(EuCoach).from("2026-11-30 06:00");
    hold(
        crew,
        &[
            ("D18:00 R9:00 D1:00", &[]),
            ("D20:00 R10:00 D1:00", &["EuDailyDriving 10:00 of 9:00, used, 1 left"]),
            ("D20:02 R9:58 D1:00", &["EuDailyDriving 10:01 of 10:00"]),
            ("D17:00 R3:00 D1:00 R9:00 D1:00", &[]),
            ("D17:00 W4:00 R9:00 D1:00", &[]),
            ("D17:00 W4:01 R20:00 D1:00", &["EuCrewRest 8:59 of 9:00"]),
            ("D17:00 W4:00 R8:59 D1:00", &["EuCrewRest 0:00 of 9:00"]),
        ],
    );
}

#[test]
fn article_8_2a_a_service_of_six_days_puts_a_rest_off_by_an_hour() {
    // Three reduced rests are used up, then a day is an hour too long for a regular one.
    let fifteen_hours = "3*[D2:00 R2:30 D2:00 R2:30 D2:00 R2:30 D1:30 R9:00]";
    let plan = |day: &str, weekend: &str| {
        let plan = format!("{fifteen_hours} {day} R11:00 D1:00 {weekend} D1:00");
        COACH.told(&plan).split_off(3)
    };
    let late = "D2:00 R2:30 D2:00 R2:30 D1:00 R2:30 D1:30";
    let used = "EuPostponedRest 25:00 of 24:00, used, 0 left";
    let too_late = "EuReducedRest 10:00 of 11:00";
    assert_eq!(plan(late, "R45:00"), [used]);
    // A minute short of six days, and a minute of driving too much.
    let shorter = plan(late, "R44:59");
    assert_eq!(shorter, [too_late, "EuReducedWeeklyRest 44:59 of 45:00, used"]);
    // Seven hours of driving may be, a minute more may not.
    assert_eq!(plan("D2:00 R2:30 D2:00 R2:30 D1:30 R2:00 D1:30", "R45:00"), [used]);
    assert_eq!(plan("D2:00 R2:30 D2:00 R2:30 D1:31 R1:59 D1:30", "R45:00"), [too_late]);
    // Twice from eight days on.
    let twice = |weekend: &str| {
        let late = format!("{late} R11:00");
        let plan = format!("{fifteen_hours} {late} {late} D1:00 {weekend} D1:00");
        COACH.told(&plan).split_off(3)
    };
    let [once, again] = ["used, 1 left", "used, 0 left"]
        .map(|left| format!("EuPostponedRest 25:00 of 24:00, {left}"));
    assert_eq!(twice("R68:00"), [once, again]);
    assert_eq!(twice("R67:59"), [too_late, used]);
    // Goods are not put off.
    let plan = format!("{fifteen_hours} {late} R11:00 D1:00 R45:00 D1:00");
    assert_eq!(TRUCK.told(&plan).split_off(3), [too_late]);
}

#[test]
fn article_9_1_a_night_aboard_may_be_interrupted_twice_for_an_hour() {
    hold(
        TRUCK,
        &[
            ("D4:00 R0:30 W0:20 B10:00 W0:30 R0:30 D4:00", &[]),
            ("D4:00 R0:30 W0:30 B10:00 W0:30 R0:30 D4:00", &[]),
            // An hour and a minute of interruptions: what is left is a reduced rest.
            (
                "D4:00 R0:30 W0:31 B10:00 W0:30 R0:30 D4:00",
                &["EuReducedRest 10:00 of 11:00, used, 2 left"],
            ),
            // Without a bunk nobody sleeps.
            ("D4:00 W0:30 F12:00 W0:30 D4:00 R3:30 D1:00", &["EuDailyRest 0:00 of 9:00"]),
            ("D4:00 W0:30 B12:00 W0:30 D4:00 R3:30 D1:00", &[]),
        ],
    );
}

#[test]
fn directive_2002_15_six_hours_of_work_without_a_break() {
    hold(
        COACH,
        &[
            ("W6:00", &[]),
            ("W6:01", &["EuWorkingTime 6:01 of 6:00"]),
            ("W3:00 R0:14 W3:01", &["EuWorkingTime 6:01 of 6:00"]),
            ("W3:00 R0:15 W6:00", &[]),
            ("W2:00 D4:00 R0:45 D0:30", &[]),
        ],
    );
}
