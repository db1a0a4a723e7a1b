//! A sheet on a laptop with no signal: answers taken by phone are typed in there and merge with what
//! the venue types meanwhile.

use harness::{Database, TestApp};
use serde_json::json;

use super::{field, fill, open, sheet, show};
use crate::companion::device::Device;

#[tokio::test]
async fn two_at_the_form_and_the_tour_manager_with_no_signal_lose_nothing() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    let shown = show(&tour, "2026-12-04", None).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let said = [
        "--offline",
        "advance",
        "answer",
        "2026-12-04",
        "load_in=10:30",
        "curfew=23:00",
        "--by",
        "Ana on the phone",
    ];
    device.run(&said).await.with(0);
    fill(&tour, &shown.url, &[("by", "Ana"), ("a.load_in", "11:00"), ("w.load_in", "null")]).await;
    fill(&tour, &shown.url, &[("by", "Ben"), ("a.doors", "19:00"), ("w.doors", "null")]).await;
    device.run(&["sync"]).await.with(3);

    let seen = sheet(&tour, &shown.advance).await;
    let load_in = field(&seen, "load_in");
    assert_eq!((&load_in["text"], &load_in["state"]), (&json!("11:00"), &json!("disputed")));
    assert_eq!(load_in["others"][0]["text"], "10:30");
    assert_eq!(field(&seen, "curfew")["by"], "Ana on the phone");
    assert_eq!(field(&seen, "doors")["by"], "Ben");
    assert!(open(&tour, &shown.url).await.text().contains("Two answers: 11:00 and 10:30"));
    let there = device.run(&["--offline", "advance", "show", "2026-12-04"]).await.with(3).stdout;
    assert!(there.contains("11:00") && there.contains("another answer: 10:30"), "{there}");
    app.end().await;
}

#[tokio::test]
async fn a_whole_advance_is_done_without_a_server() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    for date in ["2026-12-04", "2026-12-05"] {
        tour.a_day(date).in_zone("Europe/Amsterdam").item("Doors", "19:00").await;
        let day = domain::ids::RecordId::of_day(tour.id, date.parse().unwrap());
        tour.record("everyone", "event", json!({ "day": day, "event_type": "show" })).await;
    }
    let device = Device::with_copy(&tour, &tour.manager).await;
    let run = async |args: &[&str], exit: i32| {
        let args: Vec<_> = ["--offline", "advance"].iter().chain(args).copied().collect();
        device.run(&args).await.with(exit).stdout
    };
    run(&["show", "2026-12-04"], 2).await;
    run(&["begin", "--starter", "stadium"], 2).await;
    run(&["begin", "--starter", "club"], 0).await;
    let board: serde_json::Value =
        serde_json::from_str(&run(&["--all", "--json"], 0).await).unwrap();
    let item = &board["items"][0];
    assert_eq!(
        (&item["status"], &item["answered"], &item["required"]),
        (&json!("no_venue"), &json!(0), &json!(18))
    );
    assert_eq!(board["items"].as_array().unwrap().len(), 2);
    run(&["answer", "2026-12-04", "load_in=7"], 2).await;
    run(&["answer", "2026-12-04", "load_in=11:00", "doors=19:30", "set=21:00"], 0).await;
    run(&["accept", "2026-12-04", "load_in"], 0).await;
    run(&["change", "2026-12-04", "set=21:15", "--note", "support plays longer"], 0).await;
    run(&["refuse", "2026-12-04", "doors"], 0).await;
    run(&["ask", "2026-12-04", "Is there a lift?", "--form", "yes-no", "--section", "access"], 0)
        .await;
    run(&["answer", "2026-12-04", "is_there_a_lift=no"], 0).await;
    let day = device.run(&["--offline", "day", "2026-12-04"]).await.with(0).stdout;
    assert!(day.contains("11:00") && day.contains("21:15") && day.contains("19:00"), "{day}");
    let owed = run(&["owed"], 0).await;
    assert!(owed.contains("venue owes"), "{owed}");
    device.run(&["sync"]).await.with(0);
    let board = tour.get(&tour.manager, "/advances").await.ok();
    assert_eq!(
        (&board["items"][0]["answered"], &board["items"][0]["answers"]),
        (&json!(3), &json!(4))
    );
    let sheet = tour.get(&tour.manager, "/days/2026-12-04").await.ok();
    let titles: Vec<_> =
        sheet["schedule"].as_array().unwrap().iter().map(|row| row["title"].clone()).collect();
    assert_eq!(titles, ["Load-in", "Doors", "Set"]);
    app.end().await;
}
