//! Reading on a laptop: what it shows is what the server shows, signal or not.

use chrono::{DateTime, Timelike as _, Utc};
use harness::{Database, TestApp, Tour, set};
use serde_json::{Value, json};
use sync_client::clock;

use super::device::Device;
use crate::book::snapshot::arrange;

/// Ids, accounts and instants that are others in every run.
macro_rules! snapshot {
    ($name:literal, $value:expr) => {
        insta::assert_json_snapshot!($name, $value, {
            ".**.id" => "[id]",
            ".days[].lines[].record" => "[id]",
            ".changes[].record" => "[id]",
            ".items[].record" => "[id]",
            ".disputes[].record" => "[id]",
            ".**.scope" => "[id]",
            ".**.by" => "[account]",
            ".**.author" => "[account]",
            ".**.day" => "[id]",
            ".**.event" => "[id]",
            ".**.venue" => "[id]",
            ".**.day_id" => "[id]",
            ".group" => "[id]",
            ".receipt.group" => "[id]",
            ".**.replica" => "[id]",
            ".**.prev" => "[id]",
            ".**.at" => "[instant]",
            ".**.said_at" => "[instant]",
            ".**.disputed[]" => "[id]",
            ".**.as_of" => "[instant]",
            ".tour" => "[id]",
        })
    };
}
pub(super) use snapshot;

async fn a_full_tour(app: &TestApp) -> Tour<'_> {
    let tour = app.tour("Harbour Lights").await;
    arrange(&tour).await;
    tour
}

async fn server_text(tour: &Tour<'_>, rest: &str) -> String {
    let path = tour.path(rest);
    let request = tour.app.http().get(format!("{}{path}", tour.app.site()));
    request.bearer_auth(&tour.manager.token).send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn the_sheet_on_a_laptop_is_the_servers_to_the_letter() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = a_full_tour(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    for (clock, query) in [("24", "?clock=24"), ("12", "?clock=12")] {
        let ours = device.run(&["export", "day", "2026-10-24", "--clock", clock]).await.with(0);
        let theirs = server_text(&tour, &format!("/days/2026-10-24.txt{query}")).await;
        assert_eq!(ours.stdout, theirs, "{clock}");
    }
    for command in ["day", "export day"] {
        let args: Vec<_> = command.split(' ').chain(["2026-10-24", "--json"]).collect();
        let ours = device.run(&args).await.with(0);
        assert_eq!(ours.stdout.trim_end(), server_text(&tour, "/days/2026-10-24").await);
    }
    app.end().await;
}

#[tokio::test]
async fn without_a_mark_the_sheet_is_shown_as_on_paper_and_says_how_old_it_is() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = a_full_tour(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let paper = server_text(&tour, "/days/2026-10-26.txt").await;

    let shown = device.run(&["day", "26.10."]).await.with(0).stdout;
    let below = shown.strip_prefix(&paper).unwrap_or_else(|| panic!("{shown}"));
    assert!(below.lines().last().unwrap().starts_with("✓ on the server, as of "), "{below}");

    // What is disputed has its mark, and everything else the room of one.
    let disputed = device.run(&["day", "2026-10-24"]).await.with(0).stdout;
    assert!(disputed.contains("\n⚠ 19:00") || disputed.contains("\n⚠ 18:30"), "{disputed}");
    let plain: Vec<_> = disputed.lines().map(|line| line.get(2..).unwrap_or("")).collect();
    let plain = plain.join("\n");
    assert!(plain.contains("\nSCHEDULE\n08:00"), "{disputed}");
    app.end().await;
}

#[tokio::test]
async fn tables_of_the_tour_and_its_people_are_the_servers() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = a_full_tour(&app).await;
    tour.record("everyone", "person", json!({ "name": "Maya Lindqvist", "role": "TM" })).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    for (command, path) in [("days", "/days"), ("who", "/people"), ("route", "/routing")] {
        let ours = device.run(&[command, "--json"]).await.with(0);
        assert_eq!(ours.stdout.trim_end(), server_text(&tour, path).await, "{command}");
    }
    let days = device.run(&["days", "--from", "26.10.", "--json"]).await.with(0).json();
    assert_eq!(days["days"].as_array().unwrap().len(), 1);
    let found = device.run(&["who", "uli", "--json"]).await.with(0).json();
    assert_eq!(
        (found["contacts"][0]["name"].clone(), found["people"].clone()),
        (json!("Uli Brandt"), json!([]))
    );
    let table = device.run(&["who"]).await.with(0).stdout;
    assert!(table.contains("ON TOUR\nNAME            ROLE\nMaya Lindqvist  TM\n"), "{table}");
    device.run(&["who", "nobody"]).await.with(1);
    app.end().await;
}

#[tokio::test]
async fn the_route_says_how_far_it_is_and_when_to_leave() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Over the Channel").await;
    let lille = json!({ "city": "Lille", "country": "FR", "lat": 50.6292, "lon": 3.0573 });
    let london = json!({ "city": "London", "country": "GB", "lat": 51.5074, "lon": -0.1278 });
    for (date, zone, place) in [
        ("2026-11-24", "Europe/Paris", lille),
        ("2026-11-25", "Europe/London", london),
        ("2026-11-26", "Europe/London", json!({ "city": "Somewhere" })),
    ] {
        let fields = json!({ "date": date, "day_type": "show", "zone": zone, "place": place });
        let day = tour.record("everyone", "day", fields).await;
        let when = json!({ "precision": "exact", "start": "09:00" });
        let item = json!({ "day": day, "title": "Load-in", "item_type": "load_in", "when": when });
        tour.record("everyone", "schedule_item", item).await;
    }
    let device = Device::with_copy(&tour, &tour.manager).await;
    let route = device.run(&["route"]).await.with(0);
    let lines: Vec<_> = route.stdout.lines().map(str::trim_end).collect();
    let [head, first, drive, nowhere] = lines[..] else { panic!("{}", route.stdout) };
    assert_eq!(head, "DATE        CITY       ROAD    DRIVE       IN ALL  LEAVE BY");
    assert_eq!(first, "Tue 24 Nov  Lille");
    let (way, leave_by) = drive.split_once(" 6 h ").unwrap();
    assert_eq!(way, "Wed 25 Nov  London     239 km  3 h 15 min ");
    assert_eq!(leave_by.trim_start(), "Wed 25 Nov 04:00 (03:00 there)  over the sea, border");
    assert!(nowhere.starts_with("Thu 26 Nov  Somewhere  ") && nowhere.ends_with("no coordinates"));
    route.says("at the wheel, estimated");
    let miles = device.run(&["route", "--miles", "--clock", "12"]).await.with(0).stdout;
    assert!(miles.contains(" mi ") && miles.contains("AM there)"), "{miles}");
    let data = device.run(&["route", "--json"]).await.with(0).json();
    assert_eq!(data["stops"][1]["drive"]["crossing_minutes"], 120);
    assert_eq!(data["stops"][2]["no_drive"], "no_coordinates");
    app.end().await;
}

#[tokio::test]
async fn what_arrived_is_told_in_the_servers_words() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Doors", "19:00").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    device.run(&["changes"]).await.with(0).says("nothing has arrived");

    let when = |start| json!({ "precision": "exact", "start": start });
    let edit = set("schedule_item", day.item("Doors"), "when", when("19:00"), when("19:30"));
    tour.group(&tour.manager, vec![edit]).await;
    device.run(&["sync"]).await.with(0);

    let told = device.run(&["changes", "--day", "24.10."]).await.with(0).stdout;
    assert!(
        told.starts_with("Saturday 24 October\n")
            && told.contains("Doors moved from 19:00 to 19:30"),
        "{told}"
    );
    let told = device.run(&["changes", "--since", "1h", "--json"]).await.with(0).json();
    snapshot!("changes", told);
    let later = device.run(&["changes", "--since", "2099-01-01", "--json"]).await.with(0).json();
    assert_eq!(later, json!({ "days": [] }));
    device.run(&["changes", "--since", "lately"]).await.with(2).says("`lately`");
    app.end().await;
}

#[tokio::test]
async fn one_record_is_shown_with_what_is_known_of_it() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = a_full_tour(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;

    let shown = device.run(&["show", "doors", "--day", "24.10.", "--json"]).await.with(0).json();
    snapshot!("one_record", shown);
    let id = shown["record"]["id"].as_str().unwrap();
    let by_id = device.run(&["show", &id[..id.len() - 3], "--json"]).await.with(0).json();
    assert_eq!(by_id, shown);
    let text = device.run(&["show", id]).await.with(0).stdout;
    assert!(text.starts_with("⚠ Doors (schedule item, Sat 24 Oct, seen by everyone)\n"), "{text}");
    device.run(&["show", "encore", "--day", "24.10."]).await.with(2).says("`encore`");
    app.end().await;
}

#[tokio::test]
async fn everything_can_be_taken_elsewhere_and_no_file_is_overwritten_unasked() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = a_full_tour(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;

    let all = device.run(&["export", "json"]).await.with(0).json();
    assert_eq!(all["tour"], json!(tour.id));
    let records = all["records"].as_array().unwrap();
    assert!(records.iter().any(|record| record["fields"]["title"] == "Doors"), "{all}");
    assert_eq!(device.run(&["export", "kept"]).await.with(0).json(), json!([]));

    let file = device.home().join("sheet.txt");
    let path = file.to_str().unwrap();
    device.run(&["export", "day", "24.10.", "--out", path]).await.with(0).says("written to");
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!(written, server_text(&tour, "/days/2026-10-24.txt").await);
    device.run(&["export", "json", "--out", path]).await.with(1).says("--force");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
    device.run(&["export", "json", "--out", path, "--force"]).await.with(0);
    assert!(std::fs::read_to_string(&file).unwrap().starts_with('{'));
    app.end().await;
}

#[tokio::test]
async fn a_date_that_the_tour_has_not_is_said_with_the_next_one() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = a_full_tour(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let none = device.run(&["day", "2026-10-25", "--json"]).await.with(1).says("2026-10-26");
    assert_eq!(none.stdout, "");
    device.run(&["day", "5.5."]).await.with(2).says("write the year");
    device.run(&["day", "3/4"]).await.with(2).says("`3/4` is not a date");
    app.end().await;
}

/// A zone in which it is between noon and one now, so that neither midnight is near.
fn zone_of_noon(now: DateTime<Utc>) -> String {
    match i64::from(now.hour()) {
        12 => "Etc/UTC".to_owned(),
        hour @ 0..12 => format!("Etc/GMT-{}", 12 - hour),
        hour => format!("Etc/GMT+{}", hour - 12),
    }
}

#[tokio::test]
async fn today_is_the_date_where_the_tour_is_and_next_counts_the_minutes() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let now = clock::now();
    let zone = zone_of_noon(now);
    let today = domain::time::local(zone.parse().unwrap(), now).date();
    let day = tour.a_day(&today.to_string()).in_zone(&zone);
    let day = day.item("Load-in", "08:00").item("Doors", "19:00").item("Bus call", "01:30+1").await;
    let device = Device::with_copy(&tour, &tour.manager).await;

    let ours = device.run(&["today", "--json"]).await.with(0);
    assert_eq!(ours.stdout.trim_end(), server_text(&tour, &day.sheet()).await);
    let next = device.run(&["next", "--json"]).await.with(0).json();
    assert_eq!(
        (&next["next"][0]["title"], &next["then"][0]["title"]),
        (&json!("Doors"), &json!("Bus call"))
    );
    let minutes = next["next"][0]["minutes"].as_i64().unwrap();
    assert!((359..=420).contains(&minutes), "{next}");
    assert_eq!(
        (&next["venue"]["zone"], &next["home"]["zone"]),
        (&json!(zone), &json!("Europe/Amsterdam"))
    );
    let text = device.run(&["next", "--clock", "12"]).await.with(0).stdout;
    assert!(text.starts_with("next  7:00 PM  Doors ?, in "), "{text}");

    // The clocks of a show day go on for two days, and what is left of them is next all the same.
    let two_before = today.checked_sub_days(chrono::Days::new(2)).unwrap().to_string();
    tour.a_day(&two_before).in_zone(&zone).item("Ferry", "18:00+2").await;
    device.run(&["sync"]).await.with(0);
    let next = device.run(&["next", "--json"]).await.with(0).json();
    assert_eq!(
        (&next["next"][0]["title"], &next["then"][0]["title"]),
        (&json!("Ferry"), &json!("Doors"))
    );
    app.end().await;
}

#[tokio::test]
async fn a_clock_is_told_on_other_walls_also_without_a_tour() {
    let device = Device::new();
    let args = ["time", "2026-10-24", "02:30+1", "Europe/Berlin", "--json"];
    let told = device.run(&args).await.with(0).json();
    snapshot!("a_repeated_clock", told);
    device.run(&["time", "today", "19:00"]).await.with(2).says("no tour is chosen");
    device.run(&["time", "2026-10-24", "soon", "Europe/Berlin"]).await.with(2).says("`soon`");
    device.run(&["time", "2026-10-24", "19:00", "Berlin"]).await.with(2).says("`Berlin`");
}

#[tokio::test]
async fn whoever_stops_reading_is_not_told_of_it() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = a_full_tour(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    for command in [&["days"] as &[&str], &["day", "24.10."], &["export", "json"], &["who"]] {
        let mut child = device.start(command);
        drop(child.stdout.take());
        let ended = super::device::ended(child).await.with(0);
        assert!(!ended.stderr.contains("panic") && !ended.stderr.contains("pipe"), "{ended:?}");
    }
    app.end().await;
}

#[tokio::test]
async fn long_names_and_names_from_right_to_left_and_many_rows_and_none_are_shown() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    tour.a_day("2026-10-23").in_zone("Asia/Jerusalem").await;
    let mut day = tour.a_day("2026-10-24").in_zone("Asia/Jerusalem");
    let long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ".repeat(3);
    for n in 0..43 {
        day = day.item(&format!("Row {n}"), &format!("{:02}:{:02}", 8 + n / 6, n % 6 * 10));
    }
    day.item("פתיחת דלתות", "19:00").item(long.trim(), "20:00").await;
    let device = Device::with_copy(&tour, &tour.manager).await;

    let sheet = device.run(&["day", "24.10."]).await.with(0).stdout;
    assert_eq!(sheet.matches(" Row ").count(), 43);
    assert!(sheet.contains("19:00  \u{2068}פתיחת דלתות\u{2069} ?"), "{sheet}");
    let empty = device.run(&["day", "23.10."]).await.with(0).stdout;
    assert!(!empty.contains("SCHEDULE") && empty.contains("All times Asia/Jerusalem"), "{empty}");
    let days: Value = device.run(&["days", "--json"]).await.with(0).json();
    assert_eq!(days["days"][1]["n_items"], 45);
    app.end().await;
}
