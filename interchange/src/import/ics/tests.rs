//! Small calendars and the rows they become.

use super::load;
use crate::import::headers::Role;

fn rows(body: &str) -> Vec<String> {
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}\r\nEND:VCALENDAR\r\n");
    let loaded = load(&text);
    let rows = loaded.sheets.iter().flat_map(|sheet| &sheet.rows);
    let shown = rows.map(|row| {
        let text = |role| row.text(role).map(|(_, text)| text).unwrap_or_default();
        format!("{} {} {}", text(Role::Date), text(Role::Title), text(Role::Zone)).trim().to_owned()
    });
    let problems = loaded.notes.problems.iter().map(|problem| format!("! {}", problem.reason));
    shown.chain(problems).collect()
}

fn event(lines: &[&str]) -> String {
    format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT", lines.join("\r\n"))
}

#[test]
fn starts_of_every_kind_are_read() {
    let zoned = event(&["DTSTART;TZID=W. Europe Standard Time:20260312T193000", "SUMMARY:A"]);
    assert_eq!(rows(&zoned), ["2026-03-12 19:30 A Europe/Berlin"]);
    assert_eq!(rows(&event(&["DTSTART;VALUE=DATE:20260312"])), ["2026-03-12"]);
    assert_eq!(rows(&event(&["DTSTART:20260312T193000"])), ["2026-03-12 19:30"]);
    assert_eq!(rows(&event(&["DTSTART:20260312T193000Z"])), ["2026-03-12T19:30:00Z"]);
}

#[test]
fn folded_lines_are_joined() {
    assert_eq!(
        rows(&event(&["DTSTART;VALUE=DATE:20260", " 312", "SUMMARY:A long", "  name"])),
        ["2026-03-12 A long name"]
    );
}

#[test]
fn a_weekly_event_keeps_its_clock_when_the_clocks_change() {
    let weekly = ["DTSTART;TZID=Europe/Berlin:20260322T200000", "RRULE:FREQ=WEEKLY;COUNT=2"];
    assert_eq!(
        rows(&event(&weekly)),
        ["2026-03-22 20:00  Europe/Berlin", "2026-03-29 20:00  Europe/Berlin"]
    );
}

#[test]
fn dates_are_added_and_taken_out() {
    let lines = [
        "UID:1",
        "DTSTART;VALUE=DATE:20260312",
        "RRULE:FREQ=DAILY;COUNT=3",
        "RDATE;VALUE=DATE:20260320",
        "EXDATE;VALUE=DATE:20260313",
    ];
    assert_eq!(rows(&event(&lines)), ["2026-03-12", "2026-03-14", "2026-03-20"]);
}

#[test]
fn an_event_may_take_the_place_of_one_time_of_another() {
    let master = event(&["UID:1", "DTSTART:20260312T190000Z", "RRULE:FREQ=DAILY;COUNT=2"]);
    let moved = event(&["UID:1", "RECURRENCE-ID:20260313T190000Z", "DTSTART:20260313T210000Z"]);
    assert_eq!(
        rows(&format!("{master}\r\n{moved}")),
        ["2026-03-12T19:00:00Z", "2026-03-13T21:00:00Z"]
    );
}

#[test]
fn a_zone_of_no_known_name_follows_its_own_rules() {
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Ours\r\n\
                BEGIN:STANDARD\r\nDTSTART:16011025T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n\
                TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n\
                BEGIN:DAYLIGHT\r\nDTSTART:16010329T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n\
                TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
    let summer = event(&["DTSTART;TZID=Ours:20260712T200000"]);
    let winter = event(&["DTSTART;TZID=Ours:20261212T200000"]);
    assert_eq!(
        rows(&format!("{zone}{summer}\r\n{winter}")),
        ["2026-07-12T18:00:00Z", "2026-12-12T19:00:00Z"]
    );
}

#[test]
fn what_cannot_be_followed_is_refused() {
    for (lines, reason) in [
        (vec!["SUMMARY:A"], "! the event has no start"),
        (vec!["DTSTART:soon"], "! the start of the event is no date"),
        (vec!["DTSTART:20261399T000000Z"], "! the start of the event is no date"),
        (
            vec!["DTSTART:20260312T190000Z", "RRULE:FREQ=NEVER"],
            "! how the event repeats cannot be read",
        ),
        (
            vec!["DTSTART:20260312T190000Z", "RRULE:FREQ=HOURLY;COUNT=3"],
            "! the event repeats more than once a day, which no show does",
        ),
    ] {
        assert_eq!(rows(&event(&lines)), [reason], "{lines:?}");
    }
    assert_eq!(rows(""), ["! there is no event in the calendar"]);
}
