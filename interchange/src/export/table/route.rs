//! The routing: one row per date, with where it is, how far from the date before, and on which clocks.

use chrono::NaiveDate;
use domain::record::kinds::{DayType, Status};
use domain::time::{ShowClock, Zone, resolve};
use domain::view::{Grid, GridDay, ShownZone};

use super::{Cell, Table, date, text, whole};

/// A tour as a table.
pub(super) fn table(grid: &Grid) -> Table {
    let mut table = Table::new(
        "Routing",
        [
            "Date",
            "Weekday",
            "Day type",
            "City",
            "Country",
            "Venue",
            "Status",
            "Show no.",
            "Road (km)",
            "At the wheel (min)",
            "Door to door (min)",
            "As the crow flies (km)",
            "Time zone",
            "UTC offset",
        ],
    );
    for day in &grid.days {
        let drive = day.drive.as_ref();
        table.add([
            date(Some(day.date)),
            text(Some(&day.weekday)),
            text(day.day_type.map(DayType::word)),
            text(day.city.as_ref()),
            text(day.country.as_ref()),
            text(day.venue.as_ref()),
            text(day.status.map(Status::word)),
            show_number(day),
            kilometres(drive.map(|drive| drive.km)),
            whole(drive.map(|drive| drive.driving_minutes)),
            whole(drive.map(|drive| drive.total_minutes)),
            kilometres(day.distance_km),
            text(day.zone),
            text(day.zone.map(|zone| offset(day.date, zone))),
        ]);
    }
    table
}

fn show_number(day: &GridDay) -> Cell {
    whole(day.show_number.and_then(|number| i64::try_from(number).ok()))
}

fn kilometres(km: Option<f64>) -> Cell {
    km.map_or(Cell::Empty, Cell::Number)
}

/// The offset at noon of a date: `UTC+02:00`. Without the letters a spreadsheet would reckon with it.
fn offset(date: NaiveDate, zone: Zone) -> String {
    let noon = ShowClock::from_minutes(12 * 60).expect("noon is within the show day");
    let at = resolve(date, noon, zone, None).instant();
    format!("UTC{}", ShownZone::at(zone, at).offset)
}
