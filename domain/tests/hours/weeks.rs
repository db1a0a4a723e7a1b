//! Regulation (EC) 561/2006, week by week, and the twelve days.

use domain::routing::hours::RulePack::{EuCoach, EuGoods};

use crate::plan::{Under, hold};

/// 2026-11-30 is a Monday.
const COACH: Under = Under::one(EuCoach).from("2026-11-30 06:00");
const TRUCK: Under = Under::one(EuGoods).from("2026-11-30 06:00");

#[test]
fn article_6_2_and_6_3_hours_at_the_wheel_in_a_week_and_in_two() {
    let nine = "D4:30 R0:45 D4:30 R14:15";
    let ten = "D4:30 R0:45 D4:30 R0:45 D1:00 R12:30";
    let week = |last: &str| format!("2*[{ten}] 3*[{nine}] {last}");
    let long_days = |told: Vec<String>| -> Vec<String> {
        told.into_iter().filter(|told| !told.starts_with("EuDailyDriving")).collect()
    };
    let none: [&str; 0] = [];
    assert_eq!(long_days(COACH.told(&week("D4:30 R0:45 D4:30"))), none);
    let over = COACH.told(&week("D4:30 R0:45 D4:30 R0:45 D0:01"));
    assert!(over.contains(&"EuWeeklyDriving 56:01 of 56:00".to_owned()), "{over:?}");

    // 47 and 43 hours are 90; the weekend lies between, Saturday 18:00 to Monday 06:00 and more.
    let two = |last: &str| {
        let first = format!("2*[{ten}] 3*[{nine}]");
        long_days(COACH.told(&format!("{first} R48:00 {ten} 3*[{nine}] {last}")))
    };
    assert_eq!(two("D4:00 R0:45 D2:00"), none);
    assert_eq!(two("D4:00 R0:45 D2:01"), ["EuFortnightDriving 90:01 of 90:00"]);
    // Two drivers share the wheel.
    let crew = Under::two(EuCoach).from("2026-11-30 06:00");
    assert_eq!(long_days(crew.told(&week("D4:30 R0:45 D4:30 R0:45 D0:01"))), none);
}

#[test]
fn article_8_6_a_weekly_rest_after_six_days() {
    hold(
        TRUCK,
        &[
            ("5*[D1:00 R23:00] D1:00 R22:00 D1:00 R45:00 D1:00", &[]),
            (
                "5*[D1:00 R23:00] D1:00 R22:01 D1:00 R45:00 D1:00",
                &["EuWeeklyRest 144:01 of 144:00"],
            ),
            ("5*[D1:00 R23:00] D1:00 R44:59 D1:00", &["EuReducedWeeklyRest 44:59 of 45:00, used"]),
            ("5*[D1:00 R23:00] D1:00 R45:00 D1:00", &[]),
            ("4*[D1:00 R23:00] D1:00 R24:00 D1:00", &["EuReducedWeeklyRest 24:00 of 45:00, used"]),
            // A minute short of a day is a night.
            ("5*[D1:00 R23:00] D1:00 R23:59 D1:00", &["EuWeeklyRest 145:59 of 144:00"]),
        ],
    );
}

#[test]
fn article_8_6_a_regular_weekly_rest_in_every_two_weeks() {
    // From Monday 06:00 to Saturday 07:00, and a weekend until Monday 06:00. The rest before the plan is
    // the first week's.
    let week = "5*[D1:00 R23:00] D1:00";
    let (regular, reduced) = ("R47:00", "R30:00 D1:00 R16:00");
    let regulars = |weekends: &[&str]| -> Vec<String> {
        let weeks: Vec<_> = weekends.iter().map(|end| format!("{week} {end}")).collect();
        let told = TRUCK.told(&format!("{} D1:00", weeks.join(" ")));
        told.into_iter().filter(|told| told.starts_with("EuRegular")).collect()
    };
    let missing = ["EuRegularWeeklyRest 30:00 of 45:00"];
    let none: [&str; 0] = [];
    assert_eq!(regulars(&[reduced, reduced, regular]), none);
    assert_eq!(regulars(&[reduced, reduced, reduced, regular]), missing);
    assert_eq!(regulars(&[reduced, regular, reduced, regular, reduced]), none);
    assert_eq!(regulars(&[regular, reduced, reduced, reduced, regular]), missing);
    // 45 hours will do, a minute less will not.
    let (just, short) = ("R45:00 D1:00 R1:00", "R44:59 D1:00 R1:01");
    assert_eq!(regulars(&[reduced, reduced, just, regular]), none);
    assert_eq!(
        regulars(&[reduced, reduced, short, regular]),
        ["EuRegularWeeklyRest 44:59 of 45:00"]
    );
}

#[test]
fn article_8_6a_twelve_days_without_a_weekly_rest() {
    let used = "EuTwelveDays 265:00 of 288:00, used";
    hold(
        COACH,
        &[
            ("11*[D1:00 R23:00] D1:00", &[used]),
            ("11*[D1:00 R23:00] D1:00 R69:00 D1:00", &[used]),
            ("11*[D1:00 R23:00] D1:00 R68:59 D1:00", &[used, "EuAfterTwelveDays 68:59 of 69:00"]),
            ("11*[D1:00 R23:00] D1:00 R22:00 D1:00", &["EuTwelveDays 288:00 of 288:00, used"]),
            ("11*[D1:00 R23:00] D1:00 R22:01 D1:00", &["EuTwelveDays 288:01 of 288:00"]),
            // Only after a regular weekly rest.
            (
                "5*[D1:00 R23:00] D1:00 R30:00 7*[D1:00 R23:00] D1:00",
                &["EuReducedWeeklyRest 30:00 of 45:00, used", "EuWeeklyRest 169:00 of 144:00"],
            ),
            // A shorter weekly rest on the way need not be one. Then reduced rests are not counted anew after it.
            ("D1:00 R30:00 6*[D1:00 R23:00] D1:00", &["EuTwelveDays 176:00 of 288:00, used"]),
            ("D1:00 R45:00 6*[D1:00 R23:00] D1:00", &["EuTwelveDays 145:00 of 288:00, used"]),
        ],
    );
    // Goods have no twelve days.
    hold(TRUCK, &[("6*[D1:00 R23:00] D1:00", &["EuWeeklyRest 145:00 of 144:00"])]);
}

/// The night rule: from ten at night to six in the morning one driver breaks after three hours.
#[test]
fn article_8_6a_d_by_night_three_hours_under_the_twelve_days() {
    // Seven days, so that the twelve are relied on; each night's drive begins at 01:00.
    let night = |drive: &str| format!("6*[{drive} R20:00] D1:00");
    let under = Under::one(EuCoach).from("2026-11-30 01:00");
    let found = |under: Under, drive: &str| -> Vec<String> {
        let told = under.told(&night(drive));
        told.into_iter().filter(|told| told.starts_with("EuTwelveDayNight")).collect()
    };
    let none: [&str; 0] = [];
    assert_eq!(found(under, "D2:59 R1:01"), none);
    assert_eq!(found(under, "D3:00 R1:00"), none);
    assert_eq!(found(under, "D3:01 R0:59")[0], "EuTwelveDayNight 3:01 of 3:00");
    // A break of 45 minutes in the night, and driving on by day.
    assert_eq!(found(under, "D3:00 R0:45 D3:00 R0:45"), none);
    assert_eq!(found(under, "D2:00 R0:44 D1:01 R0:15")[0], "EuTwelveDayNight 3:01 of 3:00");
    // After six in the morning it is day; a minute before is not.
    let day = under.from("2026-11-30 06:00");
    assert_eq!(found(day, "D3:01 R0:59"), none);
    assert_eq!(
        found(under.from("2026-11-30 05:59"), "D3:01 R0:59")[0],
        "EuTwelveDayNight 3:01 of 3:00"
    );
    // Ten at night, likewise.
    assert_eq!(found(under.from("2026-11-30 18:59"), "D3:01 R0:59"), none);
    assert_eq!(
        found(under.from("2026-11-30 19:00"), "D3:01 R0:59")[0],
        "EuTwelveDayNight 3:01 of 3:00"
    );
    // By the clocks at hand: 04:30 UTC is half past six in Athens and half past four in Lisbon.
    let morning = under.from("2026-11-30 04:30");
    assert_eq!(found(morning.clocks(120), "D3:01 R0:59"), none);
    assert_eq!(found(morning.clocks(0), "D3:01 R0:59").len(), 6);
    // Two drivers, and nobody who keeps to six days, need no more than the usual breaks.
    assert_eq!(found(Under::two(EuCoach).from("2026-11-30 01:00"), "D3:01 R0:59"), none);
    let told = under.told("5*[D3:01 R20:59] D1:00");
    assert_eq!(told, none);
}

/// 47 hours by Friday, and nine in the night to Monday: by the clocks of Athens an hour and a half of them lies in the
/// next week, by UTC none does.
#[test]
fn a_week_is_one_of_utc() {
    let day = "D4:30 R0:45 D4:30 R0:45 D0:24 R13:06";
    let plan = |last: &str| format!("5*[{day}] R12:00 {last}");
    let athens = COACH.from("2026-11-30 06:00").clocks(120);
    let weekly = |last: &str| -> Vec<String> {
        let told = athens.told(&plan(last));
        told.into_iter().filter(|told| told.starts_with("EuWeeklyDriving")).collect()
    };
    // Saturday 18:00 to Sunday, well within the week of both.
    let none: [&str; 0] = [];
    assert_eq!(weekly("D4:30 R0:45 D4:30"), none);
    // Sunday 18:15 to 24:00 UTC, which is Monday in Athens from 22:00 on.
    assert_eq!(weekly("R24:15 D4:30 R0:45 D0:30"), none);
    assert_eq!(weekly("D4:30 R0:45 D4:31"), ["EuWeeklyDriving 56:01 of 56:00"]);
    assert_eq!(weekly("D4:30 R0:45 D4:15 R13:00 D0:16"), ["EuWeeklyDriving 56:01 of 56:00"]);
}
