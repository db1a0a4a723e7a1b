//! Great Britain, the United States and Canada.

use domain::routing::hours::RulePack::{CanadaSouth, GbDomestic, UsPassenger, UsProperty};

use crate::plan::{Under, hold};

const GB: Under = Under::one(GbDomestic).from("2026-11-30 06:00");
const BUS: Under = Under::one(UsPassenger).from("2026-11-30 12:00").clocks(-360);
const TRUCK: Under = Under::one(UsProperty).from("2026-11-30 12:00").clocks(-360);
const CANADA: Under = Under::one(CanadaSouth).from("2026-11-30 12:00").clocks(-300);

#[test]
fn transport_act_section_96_day_by_day() {
    hold(
        GB,
        &[
            ("D5:00 R0:30 D5:00", &[]),
            ("D5:00 R0:30 D5:01", &["GbDriving 10:01 of 10:00"]),
            // Breaks: half an hour after five and a half hours.
            ("D5:30", &[]),
            ("D5:31", &["GbBreak 5:31 of 5:30"]),
            ("D5:30 R0:29 D0:01", &["GbBreak 5:31 of 5:30"]),
            ("D5:30 R0:30 D4:30", &[]),
            // Or 45 minutes in eight and a half hours, with no more than 7:45 at the wheel.
            ("D3:00 R0:20 D2:00 R0:25 D2:45 R0:30 D1:00", &[]),
            ("D3:00 R0:20 D2:00 R0:25 D2:46 R0:30 D1:00", &["GbBreak 7:46 of 5:30"]),
            ("D3:00 R0:20 D2:00 R0:24 D2:45 R0:30 D1:00", &["GbBreak 7:45 of 5:30"]),
            // A working day of sixteen hours.
            ("W8:00 R4:00 W4:00", &[]),
            ("W8:00 R4:00 W4:01", &["GbWorkingDay 16:01 of 16:00"]),
        ],
    );
    hold(
        Under::two(GbDomestic),
        &[
            ("D10:00", &[]),
            ("D20:01 R10:00", &["GbDriving 10:01 of 10:00", "GbWorkingDay 20:01 of 16:00"]),
        ],
    );
}

#[test]
fn transport_act_section_96_rests() {
    let day = "W7:00 R2:00 W7:00";
    let short = |left| format!("GbDailyRest 8:30 of 10:00, used, {left} left");
    let none: [&str; 0] = [];
    assert_eq!(GB.told(&format!("{day} R10:00 {day}")), none);
    assert_eq!(GB.told(&format!("{day} R9:59 {day}")), ["GbDailyRest 9:59 of 10:00, used, 2 left"]);
    assert_eq!(GB.told(&format!("3*[{day} R8:30] {day}")), [short(2), short(1), short(0)]);
    let four = GB.told(&format!("4*[{day} R8:30] {day}"));
    assert_eq!(four.last().map(String::as_str), Some("GbDailyRest 8:30 of 10:00"));
    // Anything shorter is no night.
    assert_eq!(GB.told(&format!("{day} R8:29 {day}")), ["GbWorkingDay 40:29 of 16:00"]);
}

#[test]
fn transport_act_section_96_a_day_off_in_two_weeks() {
    let three_weeks = "21*[W8:00 R16:00]";
    let told = GB.told(three_weeks);
    assert_eq!(told, ["GbFortnightRest 16:00 of 24:00"]);
    hold(
        GB,
        &[
            ("10*[W8:00 R16:00] W8:00 R24:00 10*[W8:00 R16:00]", &[]),
            (
                "10*[W8:00 R16:00] W8:00 R23:59 10*[W8:00 R16:00]",
                &["GbFortnightRest 23:59 of 24:00"],
            ),
        ],
    );
}

#[test]
fn section_395_5_buses() {
    hold(
        BUS,
        &[
            ("D10:00", &[]),
            ("D10:01", &["UsBusDriving 10:01 of 10:00"]),
            ("D5:00 R7:59 D5:01", &["UsBusDriving 10:01 of 10:00"]),
            ("D5:00 R8:00 D10:00", &[]),
            // Fifteen hours on duty; what lies between is not counted.
            ("W5:00 R4:00 D10:00", &[]),
            ("W5:01 R4:00 D10:00", &["UsBusOnDuty 15:01 of 15:00"]),
            ("W15:00 D0:01", &["UsBusOnDuty 15:01 of 15:00"]),
            // Work may go on, driving may not.
            ("D1:00 W15:00", &[]),
            // 70 hours in eight days, and nothing begins them anew.
            ("7*[D10:00 R14:00] R24:00 D0:01", &[]),
            ("7*[D10:00 R14:00] D0:01", &["UsBusCycle 70:01 of 70:00"]),
            ("6*[D10:00 R14:00] D10:00 R38:00 D0:01", &[]),
            ("5*[W10:00 D4:00 R10:00] R38:00 D0:01", &["UsBusCycle 70:01 of 70:00"]),
        ],
    );
    hold(
        Under::two(UsPassenger).clocks(-360),
        &[
            ("D20:00", &[]),
            ("D20:02", &["UsBusDriving 10:01 of 10:00"]),
            ("W5:00 D20:00", &[]),
            ("W5:01 D20:00", &["UsBusOnDuty 15:01 of 15:00"]),
        ],
    );
}

#[test]
fn section_395_3_trucks() {
    hold(
        TRUCK,
        &[
            ("D5:30 R0:30 D5:30", &[]),
            ("D5:30 R0:30 D5:31", &["UsTruckDriving 11:01 of 11:00"]),
            ("D5:30 R9:59 D5:30", &["UsTruckWindow 20:59 of 14:00"]),
            ("D5:30 R10:00 D5:31", &[]),
            // Fourteen hours since coming on duty, rests among them.
            ("W3:00 R1:00 D8:00 R0:30 D1:30", &[]),
            ("W3:00 R1:00 D8:00 R0:30 D1:31", &["UsTruckWindow 14:01 of 14:00"]),
            ("D1:00 W14:00", &[]),
            // Half an hour of anything else after eight hours at the wheel.
            ("D8:00", &[]),
            ("D8:01", &["UsTruckBreak 8:01 of 8:00"]),
            ("D8:00 R0:29 D0:01", &["UsTruckBreak 8:01 of 8:00"]),
            ("D8:00 W0:30 D3:00", &[]),
            // 34 hours begin the eight days anew.
            ("6*[D8:00 W3:36 R12:24] D0:24", &[]),
            ("6*[D8:00 W3:36 R12:24] D0:25", &["UsTruckCycle 70:01 of 70:00"]),
            ("5*[D8:00 W3:36 R12:24] D8:00 W3:36 R33:59 D0:25", &["UsTruckCycle 70:01 of 70:00"]),
            ("5*[D8:00 W3:36 R12:24] D8:00 W3:36 R34:00 D0:25", &[]),
        ],
    );
    hold(
        Under::two(UsProperty).clocks(-360),
        &[
            ("D22:00", &[]),
            ("D22:02", &["UsTruckDriving 11:01 of 11:00"]),
            ("W6:00 D22:00", &[]),
            ("W6:02 D22:00", &["UsTruckWindow 14:01 of 14:00"]),
        ],
    );
}

#[test]
fn canada_day_by_day() {
    // Noon UTC is seven in the morning; a day ends seventeen hours later.
    hold(
        CANADA,
        &[
            ("D13:00", &[]),
            ("D13:01", &["CaShiftDriving 13:01 of 13:00", "CaDayDriving 13:01 of 13:00"]),
            ("D7:00 W2:00 D5:00", &[]),
            (
                "D7:00 W2:01 D5:00",
                &[
                    "CaShiftOnDuty 14:01 of 14:00",
                    "CaDayOnDuty 14:01 of 14:00",
                    "CaDayOff 9:59 of 10:00",
                ],
            ),
            // Sixteen hours since coming on duty.
            ("D2:00 R12:00 D2:00", &[]),
            ("D2:00 R7:00 D2:00 R4:00 D1:00", &[]),
            ("D2:00 R7:00 D2:00 R4:00 D1:01", &["CaShiftElapsed 16:01 of 16:00"]),
            // Eight hours off begin a shift.
            ("D10:00 R8:00 D10:00", &[]),
            (
                "D10:00 R7:59 D3:01",
                &["CaShiftDriving 13:01 of 13:00", "CaShiftElapsed 21:00 of 16:00"],
            ),
            // Ten hours off a day, in parts of half an hour.
            ("W6:30 R0:30 W7:30", &[]),
            ("W6:30 R0:29 W7:30", &["CaDayOff 9:31 of 10:00"]),
        ],
    );
}

#[test]
fn canada_week_by_week() {
    hold(
        CANADA,
        &[
            ("6*[D11:40 R12:20] W0:01", &[]),
            ("6*[D11:40 R12:20] D0:01", &["CaCycle 70:01 of 70:00"]),
            ("4*[D13:00 W1:00 R10:00] D13:00 W1:00 R36:00 D1:00", &[]),
            ("4*[D13:00 W1:00 R10:00] D13:00 W1:00 R35:59 D1:00", &["CaCycle 71:00 of 70:00"]),
            // 24 hours off in fourteen days.
            ("13*[D1:00 R23:00] W1:00 R22:00 D1:00", &[]),
            ("13*[D1:00 R23:00] W1:00 R22:00 D1:01", &["CaFortnightOff 336:01 of 336:00"]),
            ("6*[D1:00 R23:00] D1:00 R24:00 8*[D1:00 R23:00]", &[]),
        ],
    );
    hold(
        Under::two(CanadaSouth).clocks(-300),
        &[("D13:00", &[]), ("D26:00", &[]), ("D26:02", &["CaShiftDriving 13:01 of 13:00"])],
    );
}
