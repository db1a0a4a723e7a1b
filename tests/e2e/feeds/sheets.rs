//! What must stand in a calendar of rows, read off the day sheets that the API answers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use harness::{Person, Tour};
use serde_json::Value;

use super::readers::Row;

/// The entries by their `UID`, as the sheets of every date have them.
pub(super) async fn expected(tour: &Tour<'_>, who: &Person) -> BTreeMap<String, Row> {
    let grid = tour.get(who, "/days").await.ok();
    let mut rows = BTreeMap::new();
    for day in grid["days"].as_array().unwrap() {
        let date = day["date"].as_str().unwrap();
        let sheet = tour.get(who, &format!("/days/{date}")).await.ok();
        let of_date = of_sheet(&sheet, date.parse().unwrap());
        rows.extend(of_date.into_iter().map(|row| (row.uid.clone(), row)));
    }
    rows
}

fn of_sheet(sheet: &Value, date: NaiveDate) -> Vec<Row> {
    let list = |name: &str| sheet[name].as_array().unwrap().iter();
    let day_off = sheet["header"]["status"] == "cancelled";
    let event_off = |id: &Value| {
        list("events").any(|event| event["id"] == *id && event["status"] == "cancelled")
    };
    let schedule = list("schedule").map(|row| {
        let off = day_off || event_off(&row["event"]);
        let agreed = if row["confirmed"] == true { "CONFIRMED" } else { "TENTATIVE" };
        timed(row, row, &row["end_instant"], date, if off { "CANCELLED" } else { agreed })
    });
    let travel = list("travel").map(|leg| {
        let arrives = &leg["arrive"]["instant"];
        timed(leg, &leg["depart"], arrives, date, status(&leg["status"]))
    });
    let n_events = list("events").count();
    let n_rows = list("schedule").count();
    let bare = list("events").filter(|event| {
        let named = list("schedule").any(|row| row["event"] == event["id"]);
        !named && !(n_events == 1 && n_rows > 0)
    });
    let bare = bare.map(|event| {
        let status = if day_off { "CANCELLED" } else { status(&event["status"]) };
        timed(event, &Value::Null, &Value::Null, date, status)
    });
    schedule.chain(travel).chain(bare).collect()
}

fn status(status: &Value) -> &'static str {
    match status.as_str() {
        Some("confirmed") => "CONFIRMED",
        Some("cancelled") => "CANCELLED",
        _ => "TENTATIVE",
    }
}

/// One entry: at its instant, or the whole day on which the wall would show it.
fn timed(row: &Value, time: &Value, end: &Value, date: NaiveDate, status: &str) -> Row {
    let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
    let uid = format!("{}@buscall", row["id"].as_str().unwrap());
    let status = status.to_owned();
    match text(&time["instant"]) {
        Some(start) => {
            let end = text(end).filter(|end| *end > start);
            Row { uid, start, end, all_day: false, status }
        }
        None => {
            let clock = time["when"]["start"].as_str().unwrap_or_default();
            let nights = clock.split_once('+').map_or(0, |(_, nights)| nights.parse().unwrap());
            let start = date + chrono::Days::new(nights);
            let end = (start + chrono::Days::new(1)).to_string();
            Row { uid, start: start.to_string(), end: Some(end), all_day: true, status }
        }
    }
}
