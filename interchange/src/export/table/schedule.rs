//! The schedule: every item of every date, with its wall clock and the instant that it is.

use chrono::{DateTime, Utc};
use domain::record::kinds::ItemType;
use domain::time::When;
use domain::view::{DaySchedule, ScheduleRow};

use super::{Cell, Table, date, text, yes_no};

/// The schedules of a tour as one table.
pub(super) fn table(days: &[DaySchedule]) -> Table {
    let mut table = Table::new(
        "Schedule",
        [
            "Date",
            "Start",
            "End",
            "Time",
            "Precision",
            "Title",
            "Type",
            "Place",
            "Departments",
            "Party",
            "Confirmed",
            "Time zone",
            "Start (UTC)",
        ],
    );
    for day in days {
        for row in &day.rows {
            table.add(cells(day, row));
        }
    }
    table
}

fn cells(day: &DaySchedule, row: &ScheduleRow) -> [Cell; 13] {
    let when = row.time.when;
    [
        date(Some(day.date)),
        text(when.and_then(|when| when.start())),
        text(when.and_then(|when| when.end())),
        text(Some(&row.time.text)),
        text(when.map(precision)),
        text(Some(&row.title)),
        text(row.item_type.map(ItemType::word)),
        text(row.place.as_ref()),
        text(Some(row.departments.join(", "))),
        text(row.party.as_ref()),
        yes_no(row.confirmed),
        text(row.zone.as_ref().map(|zone| zone.name).or(day.zone)),
        text(row.time.instant.map(instant)),
    ]
}

/// The word of a precision, as it stands in JSON.
fn precision(when: When) -> &'static str {
    match when {
        When::Exact(_) => "exact",
        When::About(_) => "about",
        When::Tbd { .. } => "tbd",
        When::Hidden { .. } => "hidden",
    }
}

/// `2026-11-24T19:00:00Z`.
fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
