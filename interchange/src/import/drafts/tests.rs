//! Tables and what their rows become once the whole column is known.

use crate::import::{Report, SourceFile, read};
use crate::places::Places;

fn import(name: &str, text: &str) -> Report {
    let report = read(&[SourceFile { name, bytes: text.as_bytes() }], Places::embedded());
    assert_eq!(report.rows, report.events.len() + report.refused());
    report
}

fn times(text: &str) -> Vec<String> {
    let report = import("tour.csv", text);
    let clock =
        |event: &crate::import::Event| event.clock.map_or("-".to_owned(), |c| c.to_string());
    report.events.iter().map(|event| format!("{} {}", event.date, clock(event))).collect()
}

#[test]
fn a_time_may_stand_in_a_column_of_its_own() {
    assert_eq!(
        times("Date,Time\n2026-03-12,7:30 PM\n2026-03-13,TBA\n"),
        ["2026-03-12 19:30", "2026-03-13 -"]
    );
    assert_eq!(times("Date,Start,End\n2026-03-12,19:30,23:00\n"), ["2026-03-12 19:30"]);
    assert_eq!(times("Date,Doors,Show\n2026-03-12,18:00,Act\n"), ["2026-03-12 -"]);
}

#[test]
fn an_unreadable_time_is_said_and_the_show_kept() {
    let report = import("tour.csv", "Date,Time,Zone\n2026-03-12,7,Europe/Oslo\n");
    assert_eq!((report.events.len(), report.events[0].clock), (1, None));
    assert_eq!(report.problems[0].column.as_deref(), Some("Time"));
}

#[test]
fn a_first_and_a_last_day_make_a_show_a_day() {
    let rows = "Start date,End date\n2026-03-12,2026-03-14\n2026-03-20,2026-03-20\n2026-03-21,\n";
    assert_eq!(times(rows).len(), 5);
    // When the show is over, is not when the run ends.
    assert_eq!(times("Start date,End date\n2026-03-12T20:00,2026-03-13T01:00\n").len(), 1);
}

#[test]
fn dates_in_three_columns_are_put_together() {
    assert_eq!(times("Year,Month,Day,City\n2026,3,12,Oslo\n2026,March,13,Oslo\n").len(), 2);
}

#[test]
fn years_may_stand_in_rows_of_their_own() {
    let rows = "Date,City\n2025,\n30 December,Oslo\n2026,\n3 January,Oslo\n";
    assert_eq!(times(rows), ["2025-12-30 -", "2026-01-03 -"]);
}

#[test]
fn one_time_on_every_row_is_a_placeholder_and_on_some_it_is_not() {
    assert_eq!(
        times("Date\n2026-03-12 00:00:00\n2026-03-13 00:00:00\n"),
        ["2026-03-12 -", "2026-03-13 -"]
    );
    assert_eq!(
        times("Date\n2026-03-12 00:00\n2026-03-13 20:00\n"),
        ["2026-03-12 00:00", "2026-03-13 20:00"]
    );
    assert_eq!(
        times("Date\n2026-03-12 23:59:59\n2026-03-13 20:00\n"),
        ["2026-03-12 -", "2026-03-13 20:00"]
    );
    assert_eq!(times("Date\n2026-03-12 20:00\n2026-03-13 20:00\n").len(), 2);
}

#[test]
fn a_row_is_refused_once_however_much_is_wrong_with_it() {
    let report = import(
        "tour.csv",
        "Date,City,Latitude,Longitude\nsoon,Springfield,0,0\n2026-03-12,Oslo,0,0\n",
    );
    assert_eq!((report.rows, report.refused(), report.events.len()), (2, 1, 1));
}

#[test]
fn separators_and_encodings_make_no_difference() {
    for separator in [",", ";", "\t", "|"] {
        let text = ["Datum", "Ort", "Land"].join(separator)
            + "\n"
            + &["12.03.2026", "Köln", "Deutschland"].join(separator);
        assert_eq!(times(&text), ["2026-03-12 -"], "{separator:?}");
    }
}

#[test]
fn a_cell_too_many_refuses_the_row() {
    let report = import("tour.csv", "Date,City,Venue\n2026-03-12,Oslo,Hall, the big one\n");
    assert_eq!((report.events.len(), report.refused()), (0, 1));
    assert!(report.problems[0].reason.contains("put a cell that holds a separator in quotes"));
}
