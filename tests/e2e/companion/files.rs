//! Files: attached without a signal, sent in parts, fetched for the next days, gone with an audience.

use domain::limits::BLOB_CHUNK_BYTES;
use harness::{Database, Person, TestApp, Tour};
use serde_json::{Value, json};

use super::device::Device;
use super::line::{Line, Then};

/// A drawing that takes several parts.
const PLAN_BYTES: usize = 3 * 1024 * 1024 + 7;

fn plan() -> Vec<u8> {
    let random: [u8; 64] = api::random::bytes();
    (0..PLAN_BYTES).map(|n| random[n % 64] ^ u8::try_from(n / 64 % 251).unwrap()).collect()
}

/// A tour with a show tomorrow, as this machine's clock has it.
async fn tour_with_tomorrow(app: &TestApp) -> (Tour<'_>, String) {
    let tour = app.tour("Northern Lights").await;
    let tomorrow = sync_client::clock::now().date_naive().succ_opt().unwrap().to_string();
    tour.a_day(&tomorrow).in_zone("Europe/Amsterdam").await;
    (tour, tomorrow)
}

/// Attaches a file to a date, without a signal.
async fn attach(device: &Device, date: &str, content: &[u8]) {
    let path = device.home().join("stage.pdf");
    std::fs::write(&path, content).unwrap();
    let path = path.to_str().unwrap();
    let args = ["attach", path, "--day", date, "--category", "plan", "--offline"];
    device.run(&args).await.with(0);
}

async fn listed(device: &Device) -> Value {
    device.run(&["files", "--json"]).await.with(0).json()
}

#[tokio::test]
async fn a_file_that_is_attached_without_a_signal_reaches_the_other_laptop() {
    let app = TestApp::on(Database::sqlite().await).await;
    let (tour, date) = tour_with_tomorrow(&app).await;
    let ben = tour.join("Ben", &[("everyone", "read")]).await;
    let mayas = Device::with_copy(&tour, &tour.manager).await;
    let bens = Device::with_copy(&tour, &ben).await;
    let content = plan();
    mayas.save_note(&tour, "Older than the file").await;
    attach(&mayas, &date, &content).await;
    mayas.save_note(&tour, "Newer than the file").await;
    assert_eq!(listed(&mayas).await[0]["name"], "stage.pdf");

    let synced = mayas.run(&["sync", "--json"]).await.with(0).json();
    assert_eq!((&synced["sent"], &synced["unsent"]), (&json!(3), &json!(0)));
    bens.run(&["sync"]).await.with(0).says("1 file of the next days has arrived");
    let files = listed(&bens).await;
    assert_eq!(std::fs::read(files[0]["path"].as_str().unwrap()).unwrap(), content);
    assert_eq!((&files[0]["category"], &files[0]["bytes"]), (&json!("plan"), &json!(PLAN_BYTES)));

    let folder = bens.home().join("out");
    bens.run(&["files", &date, "--to", folder.to_str().unwrap()]).await.with(0);
    assert_eq!(std::fs::read(folder.join("stage.pdf")).unwrap(), content);
    app.end().await;
}

#[tokio::test]
async fn what_is_older_than_a_file_is_not_held_back_by_it_and_the_file_goes_on_where_it_was() {
    let app = TestApp::on(Database::sqlite().await).await;
    let (tour, date) = tour_with_tomorrow(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    device.save_note(&tour, "Older than the file").await;
    attach(&device, &date, &plan()).await;
    // The line lasts for the answer to the exchange, and for no answer to an upload.
    let line = Line::to(app.site(), 800, Then::Cut).await;
    device.move_to(&line.site);
    let ended = device.run(&["sync"]).await;
    assert_eq!(ended.code, 4, "{ended:?}");
    assert_eq!(
        tour.get(&tour.manager, "/note").await.ok()["items"][0]["fields"]["title"],
        "Older than the file"
    );
    assert_eq!(tour.get(&tour.manager, "/file").await.ok()["items"], json!([]));
    assert!(!device.state(tour.id).await.outbox.is_empty());

    line.allow(1 << 30);
    device.run(&["sync"]).await.with(0);
    assert!(device.state(tour.id).await.outbox.is_empty());
    app.end().await;
}

#[tokio::test]
async fn a_download_that_is_cut_off_goes_on_and_what_is_not_the_file_is_not_kept() {
    let app = TestApp::on(Database::sqlite().await).await;
    let (tour, date) = tour_with_tomorrow(&app).await;
    let mayas = Device::with_copy(&tour, &tour.manager).await;
    let content = plan();
    attach(&mayas, &date, &content).await;
    mayas.run(&["sync"]).await.with(0);
    let bens = with_log_in(&tour).await;
    let line = Line::to(app.site(), 1024 * 1024, Then::Cut).await;
    bens.move_to(&line.site);

    bens.run(&["clone", "northern"]).await.with(0).says("files are missing");
    assert_eq!(listed(&bens).await[0]["path"], json!(null));
    line.allow(i64::try_from(PLAN_BYTES).unwrap() - 200 * 1024);
    bens.run(&["sync"]).await.with(0).says("1 file of the next days has arrived");

    // Somebody who puts other bytes in its place is noticed.
    let path = listed(&bens).await[0]["path"].as_str().unwrap().to_owned();
    let mut spoilt = content.clone();
    spoilt.truncate(BLOB_CHUNK_BYTES);
    spoilt[0] ^= 1;
    std::fs::remove_file(&path).unwrap();
    std::fs::write(format!("{path}.part"), spoilt).unwrap();
    line.allow(1 << 30);
    bens.run(&["sync"]).await.with(0).says("not what its record says");
    bens.run(&["sync"]).await.with(0).says("1 file of the next days has arrived");
    assert_eq!(std::fs::read(path).unwrap(), content);
    app.end().await;
}

async fn with_log_in(tour: &Tour<'_>) -> Device {
    let ben: Person = tour.join("Ben", &[("everyone", "read")]).await;
    let device = Device::new();
    device.log_in(tour.app.site(), &ben).await.with(0);
    device
}

#[tokio::test]
async fn files_go_with_the_audience_that_somebody_leaves() {
    let app = TestApp::on(Database::sqlite().await).await;
    let (tour, date) = tour_with_tomorrow(&app).await;
    let mayas = Device::with_copy(&tour, &tour.manager).await;
    attach(&mayas, &date, b"for everyone").await;
    mayas.run(&["sync"]).await.with(0);
    let ben = tour.join("Ben", &[("everyone", "read")]).await;
    let bens = Device::with_copy(&tour, &ben).await;
    let path = listed(&bens).await[0]["path"].as_str().unwrap().to_owned();
    assert_eq!(std::fs::read(&path).unwrap(), b"for everyone");

    tour.remove(&ben).await;
    bens.run(&["sync"]).await;
    assert!(!std::path::Path::new(&path).exists());
    app.end().await;
}
