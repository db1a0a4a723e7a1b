//! Power cuts and lines that break in the middle of a sync.

use std::time::Duration;

use domain::ids::RecordId;
use harness::{Database, TestApp, Tour, create};
use serde_json::json;

use super::device::{Device, signal};
use super::line::{Line, Then};

/// More bytes than any sync here takes.
const PLENTY: i64 = 1 << 30;
/// Notes of a tour that does not fit into a first page.
const NOTES: usize = 600;

/// Fills a tour with more than one page holds, of text that does not shrink when it is packed.
async fn filled(tour: &Tour<'_>) {
    for chunk in 0..NOTES / 60 {
        let edits = (0..60).map(|number| {
            let random: Vec<_> =
                (0..24).map(|_| u128::from_le_bytes(api::random::bytes()).to_string()).collect();
            let body = random.concat();
            let fields = json!({ "title": format!("Note {chunk}.{number}"), "body": body });
            create(tour.scope("everyone"), "note", RecordId(tour.app.new_id()), fields)
        });
        let receipt = tour.group(&tour.manager, edits.collect()).await;
        assert_eq!(receipt["status"], "applied", "{receipt}");
    }
}

#[tokio::test]
async fn a_first_sync_that_is_killed_goes_on_when_it_is_asked_for_again() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    filled(&tour).await;
    let device = Device::new();
    let line = Line::to(app.site(), 160 * 1024, Then::Stall).await;
    device.log_in(&line.site, &tour.manager).await.with(0);

    let id = tour.id.to_string();
    let mut child = device.start(&["clone", &id]);
    let arrived = || -> u64 {
        let parts = std::fs::read_dir(device.home().join("tours")).unwrap();
        let parts = parts.filter_map(|entry| {
            let entry = entry.unwrap();
            entry.path().extension().is_some_and(|end| end == "part").then_some(entry)
        });
        parts.filter_map(|part| Some(part.metadata().ok()?.len())).sum()
    };
    let began = std::time::Instant::now();
    while line.left() > 0 || arrived() < 60 * 1024 {
        assert!(began.elapsed() < Duration::from_mins(1), "{} bytes arrived", arrived());
        assert!(child.try_wait().unwrap().is_none(), "it ended before the line fell silent");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    signal(&child, "-KILL").await;
    child.wait().await.unwrap();
    let status = device.run(&["status", "--json"]).await.with(0).json();
    assert_eq!(status["tours"][0]["as_of"], json!(null));

    let line = Line::to(app.site(), PLENTY, Then::Cut).await;
    device.move_to(&line.site);
    device.run(&["clone", &id]).await.with(0);
    let rest = PLENTY - line.left();
    let fresh = Device::new();
    fresh.log_in(app.site(), &tour.manager).await.with(0);
    fresh.move_to(&line.site);
    line.allow(PLENTY);
    fresh.run(&["clone", &id]).await.with(0);
    let whole = PLENTY - line.left();
    assert!(rest + 50 * 1024 < whole, "it began from the start: {rest} of {whole} bytes");
    assert_eq!(device.notes(tour.id).await.len(), NOTES);
    let status = device.run(&["status", "--json"]).await.with(0).json();
    assert_ne!(status["tours"][0]["as_of"], json!(null));
    app.end().await;
}

#[tokio::test]
async fn a_first_sync_gets_there_over_a_line_that_breaks_again_and_again() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    filled(&tour).await;
    let device = Device::new();
    device.log_in(app.site(), &tour.manager).await.with(0);
    let line = Line::to(app.site(), 0, Then::Cut).await;
    device.move_to(&line.site);
    let mut attempts = 0;
    loop {
        line.allow(150 * 1024);
        let ended = device.run(&["clone", &tour.id.to_string()]).await;
        if ended.code == 0 {
            break;
        }
        attempts += 1;
        assert!(ended.code == 4 && attempts < 20, "{ended:?}");
    }
    assert!(attempts > 0, "the line did not break");
    assert_eq!(device.notes(tour.id).await.len(), NOTES);
    app.end().await;
}

#[tokio::test]
async fn two_syncs_of_one_tour_take_turns() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    for number in 0..20 {
        device.save_note(&tour, &format!("Note {number}")).await;
    }
    let (one, two) = tokio::join!(device.run(&["sync", "--json"]), device.run(&["sync", "--json"]));
    let sent = |ended: super::device::Ended| ended.with(0).json()["sent"].as_u64().unwrap();
    assert_eq!(sent(one) + sent(two), 20);
    app.end().await;
}
