//! Other people's programs subscribe to feeds. For every row of a tour they tell the instant that the day
//! sheet has: a made-up tour, a real one, and nights on which clocks change.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::DateTime;
use harness::{Database, Person, TestApp, Tour};
use serde_json::{Value, json};

use super::readers::{Readers, Row};
use super::sheets::expected;
use super::{feed, fetch, items};
use crate::imports::import;

/// Every program reads in a feed what the sheets say. Answers how many entries there are.
async fn all_read_the_sheets(
    readers: &Readers,
    tour: &Tour<'_>,
    who: &Person,
    path: &str,
) -> usize {
    let expected = expected(tour, who).await;
    let answer = fetch(tour, path, &[]).await;
    answer.must_succeed();
    let text = &answer.body;
    agree("icalendar", &readers.icalendar(text).await, &expected);
    agree("vobject", &readers.vobject(text).await, &expected);
    let walls = walls(tour, who).await;
    let asked: Vec<_> = walls.keys().map(|(zone, wall)| (zone.as_str(), wall.as_str())).collect();
    let (rows, shown) = readers.ical_js(text, &asked).await;
    agree("ical.js", &rows, &expected);
    for wall in shown {
        let at = walls[&(wall.zone.clone(), wall.wall.clone())];
        assert_eq!(wall.seconds, at, "{wall:?}");
    }
    let dates: BTreeSet<_> = expected.values().map(|row| &row.start[..10]).collect();
    if let (Some(first), Some(last)) = (dates.first(), dates.last()) {
        let after = |date: &str, days: i64| {
            let date: chrono::NaiveDate = date.parse().unwrap();
            (date + chrono::TimeDelta::days(days)).to_string()
        };
        let url = format!("{}{path}", tour.app.site());
        let rows = readers.khal(&url, &after(first, -2), &after(last, 3)).await;
        agree_without_names("khal", &rows, &expected);
    }
    expected.len()
}

/// Each row once, at its instant; what else is there says that it is off.
fn agree(reader: &str, rows: &[Row], expected: &BTreeMap<String, Row>) {
    let mut read = BTreeMap::new();
    for row in rows {
        assert!(read.insert(row.uid.clone(), row).is_none(), "{reader}: {} twice", row.uid);
        assert!(expected.contains_key(&row.uid) || row.status == "CANCELLED", "{reader}: {row:?}");
    }
    for (uid, row) in expected {
        let found = read.get(uid).unwrap_or_else(|| panic!("{reader}: no {row:?}"));
        assert_eq!(*found, row, "{reader}");
    }
}

/// The same where names are lost: vdirsyncer gives every entry of an address a name of its own. khal makes
/// up an end where there is none, and tells the last day of an entry and not the one after.
fn agree_without_names(reader: &str, rows: &[Row], expected: &BTreeMap<String, Row>) {
    let key = |row: &Row| (row.start.clone(), row.all_day, row.status.clone());
    let mut left: Vec<_> = rows.iter().collect();
    // What has an end first, so that nothing else takes the entry that has the same one.
    let (open, ended): (Vec<_>, Vec<_>) =
        expected.values().partition(|row| row.all_day || row.end.is_none());
    for row in ended.into_iter().chain(open) {
        let ends = |found: &Row| row.all_day || row.end.is_none() || found.end == row.end;
        let at = left.iter().position(|found| key(found) == key(row) && ends(found));
        left.swap_remove(at.unwrap_or_else(|| panic!("{reader}: no {row:?} in {left:?}")));
    }
    assert!(left.iter().all(|row| row.status == "CANCELLED"), "{reader}: {left:?}");
}

/// When the walls show the times of the schedule: the second by zone and time. What a wall shows twice or
/// never is left out.
async fn walls(tour: &Tour<'_>, who: &Person) -> BTreeMap<(String, String), i64> {
    let grid = tour.get(who, "/days").await.ok();
    let mut walls = BTreeMap::new();
    for day in grid["days"].as_array().unwrap() {
        let path = format!("/days/{}", day["date"].as_str().unwrap());
        let sheet = tour.get(who, &path).await.ok();
        for row in sheet["schedule"].as_array().unwrap() {
            let zone =
                [&row["zone"], &sheet["header"]["zone"]].into_iter().find(|zone| !zone.is_null());
            let name = zone.and_then(|zone| zone["name"].as_str());
            let (Some(name), Some(at)) = (name, row["instant"].as_str()) else { continue };
            if name == "Etc/UTC" || !row["clock_reports"].as_array().unwrap().is_empty() {
                continue;
            }
            let at = DateTime::parse_from_rfc3339(at).unwrap().timestamp();
            let clock = row["when"]["start"].as_str().unwrap();
            let nights = clock.split_once('+').map_or(0, |(_, nights)| nights.parse().unwrap());
            let date: chrono::NaiveDate = day["date"].as_str().unwrap().parse().unwrap();
            let wall = format!("{}T{}:00", date + chrono::Days::new(nights), &clock[..5]);
            walls.insert((name.to_owned(), wall), at);
        }
    }
    walls
}

#[tokio::test]
async fn other_programs_read_the_demo_tour_as_its_sheets_have_it() {
    let Some(readers) = Readers::installed() else { return };
    let app = TestApp::on(Database::sqlite().await).await;
    let demo = api::service::demo::seed(app.app()).await.unwrap();
    for login in &demo.logins {
        let body = json!({ "email": login.email, "password": login.password });
        let answer =
            app.http().post(format!("{}/v1/sessions", app.site())).json(&body).send().await;
        let session: Value = answer.unwrap().json().await.unwrap();
        let who = Person {
            account: session["account"]["id"]
                .as_str()
                .unwrap()
                .parse::<uuid::Uuid>()
                .unwrap()
                .into(),
            name: String::new(),
            email: login.email.clone(),
            token: session["token"].as_str().unwrap().to_owned(),
        };
        let tours = app.get(&who, "/v1/tours").await.ok();
        let org = tours["items"][0]["organisation"]["id"]
            .as_str()
            .or(tours["items"][0]["organisation"].as_str());
        let org = org.unwrap().parse::<uuid::Uuid>().unwrap().into();
        let tour =
            Tour { app: &app, id: demo.tour, org, manager: who.clone(), scopes: BTreeMap::new() };
        let (_, path) = feed(&tour, &who, json!({ "shape": "items" })).await;
        let n_rows = all_read_the_sheets(&readers, &tour, &who, &path).await;
        assert!(n_rows > 100, "{}: {n_rows}", login.email);
    }
    app.end().await;
}

#[tokio::test]
async fn other_programs_read_a_real_tour_as_its_sheets_have_it() {
    let Some(readers) = Readers::installed() else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let file = root.join("../shared/data/tours/metallica-worldwired.csv");
    let Ok(bytes) = std::fs::read(&file) else {
        assert!(std::env::var_os("CI").is_none(), "`{}` must be there in CI", file.display());
        eprintln!("not tried on a real tour: there is no `{}`", file.display());
        return;
    };
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("WorldWired").await;
    let report = import(&tour, "metallica-worldwired.csv", "&partial=true", bytes).await;
    let n_events = report["events"].as_array().unwrap().len();
    let path = items(&tour).await;
    let n_rows = all_read_the_sheets(&readers, &tour, &tour.manager, &path).await;
    assert!(n_rows >= n_events && n_events > 50, "{n_rows} rows of {n_events} events");
    app.end().await;
}

/// Days on which the clocks change or have other laws than a year ago, and the date line.
async fn hard_nights(tour: &Tour<'_>) {
    let everyone = "everyone";
    for (date, zone) in [
        ("2026-03-28", "Europe/Warsaw"),
        ("2026-10-24", "Europe/Warsaw"),
        ("2026-10-31", "America/New_York"),
        ("2026-10-03", "Australia/Lord_Howe"),
        ("2026-12-15", "America/Vancouver"),
        ("2026-12-16", "America/Edmonton"),
        ("2026-12-17", "America/Winnipeg"),
        ("2026-12-18", "Africa/Casablanca"),
        ("2027-02-10", "Africa/Casablanca"),
        ("2026-11-20", "Pacific/Kiritimati"),
        ("2026-11-22", "Asia/Kathmandu"),
    ] {
        let day = tour.a_day(date).in_zone(zone).item("Early", "00:00").item("Doors", "19:00");
        let day = day.item("Midnight", "00:00+1").item("Load-out", "02:15+1");
        let day = day.item("Half past one", "01:30+1").item("Bus call", "03:30+1").await;
        let row = async |title: &str, when: Value, more: Value| {
            let mut fields = json!({ "day": day.id, "title": title, "when": when });
            let more = more.as_object().cloned().unwrap_or_default();
            fields.as_object_mut().unwrap().extend(more);
            tour.record(everyone, "schedule_item", fields).await;
        };
        for fold in ["first", "second"] {
            let when =
                json!({ "precision": "exact", "start": "01:30+1", "end": "02:30+1", "fold": fold });
            row(fold, when, json!({ "confirmed": true })).await;
        }
        row("TBD", json!({ "precision": "tbd", "sort": "21:00" }), Value::Null).await;
        row("Hidden", json!({ "precision": "hidden" }), Value::Null).await;
        row("None", Value::Null, Value::Null).await;
        let about = json!({ "precision": "about", "start": "16:00", "end": "17:00" });
        row("About", about.clone(), Value::Null).await;
        row("Radio at home", about, json!({ "zone": "Pacific/Honolulu" })).await;
        let at = |clock: &str| json!({ "precision": "exact", "start": clock });
        let leg = json!({ "day": day.id, "mode": "flight", "depart": at("22:55"), "arrive": at("11:00+1"),
            "arrive_zone": "Pacific/Honolulu", "status": "confirmed" });
        tour.record(everyone, "travel", leg).await;
        let leg = json!({ "day": day.id, "mode": "bus", "depart": { "precision": "tbd" } });
        tour.record(everyone, "travel", leg).await;
    }
    let lost = tour.a_day("2026-11-25").item("Doors", "19:00").item("Bus call", "01:00+1").await;
    let event = json!({ "day": lost.id, "event_type": "press", "status": "cancelled" });
    tour.record(everyone, "event", event).await;
    let bare = tour.a_day("2026-11-26").in_zone("Asia/Tokyo").await;
    tour.record(everyone, "event", json!({ "day": bare.id, "event_type": "show" })).await;
}

#[tokio::test]
async fn other_programs_read_the_right_instants_in_nights_on_which_clocks_change() {
    let Some(readers) = Readers::installed() else { return };
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Clocks").await;
    hard_nights(&tour).await;
    let path = items(&tour).await;
    let n_rows = all_read_the_sheets(&readers, &tour, &tour.manager, &path).await;
    assert_eq!(n_rows, 11 * 15 + 3);
    app.end().await;
}

#[tokio::test]
async fn other_programs_read_the_days_of_a_tour_as_whole_days() {
    let Some(readers) = Readers::installed() else { return };
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Days").await;
    hard_nights(&tour).await;
    let (_, path) = feed(&tour, &tour.manager, json!({ "shape": "days" })).await;
    let text = fetch(&tour, &path, &[]).await.body;
    let grid = tour.get(&tour.manager, "/days").await.ok();
    let dates: Vec<_> =
        grid["days"].as_array().unwrap().iter().map(|day| day["date"].as_str().unwrap()).collect();
    for mut rows in [readers.icalendar(&text).await, readers.vobject(&text).await] {
        rows.sort_by(|a, b| a.start.cmp(&b.start));
        assert!(rows.iter().all(|row| row.all_day));
        assert_eq!(rows.iter().map(|row| row.start.as_str()).collect::<Vec<_>>(), dates);
    }
    app.end().await;
}
