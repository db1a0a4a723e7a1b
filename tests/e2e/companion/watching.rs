//! `buscall sync --watch`.

use std::time::Duration;

use harness::{Database, TestApp, set};
use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout};

use super::between::{Between, Rule};
use super::device::{Device, signal};

/// No line takes as long as this, on however busy a machine.
const PATIENCE: Duration = Duration::from_mins(1);

struct Watching {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Watching {
    fn begin(device: &Device) -> Self {
        let mut child = device.start(&["sync", "--watch"]);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// Waits for a line that holds these words.
    async fn says(&mut self, words: &str) {
        let said = async {
            while let Some(line) = self.lines.next_line().await.unwrap() {
                if line.contains(words) {
                    return;
                }
            }
            panic!("it ended without saying `{words}`");
        };
        let said = tokio::time::timeout(PATIENCE, said).await;
        said.unwrap_or_else(|_| panic!("`{words}` is not said"));
    }

    /// Stops it as a service manager does; the exit code.
    async fn stop(mut self) -> i32 {
        signal(&self.child, "-TERM").await;
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await.unwrap().unwrap();
        ended.code().expect("it ends by itself")
    }
}

#[tokio::test]
async fn a_watcher_tells_what_arrives_sends_what_is_saved_and_stops_when_told() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let wake = device.home().join(format!("tours/{}.wake", tour.id));
    let mut watching = Watching::begin(&device);
    while !wake.exists() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }

    tour.record("everyone", "note", json!({ "title": "From the web", "body": "x" })).await;
    watching.says("From the web").await;
    assert!(device.notes(tour.id).await.contains("From the web"));

    let note = tour.record("everyone", "note", json!({ "title": "Dock", "body": "In" })).await;
    watching.says("Dock").await;
    let say = vec![set("note", note, "title", json!("Dock"), json!("Dock 2"))];
    tour.group(&tour.manager, say).await;
    watching.says("Dock 2").await;

    device.save_note(&tour, "From here").await;
    let home = sync_client::home::Home::at(Some(device.home()), false).unwrap();
    let copy = device.copy(tour.id).await;
    let after = sync_client::engine::after_edit(&home, &copy, false).await;
    assert!(after.on_server, "{after:?}");
    watching.says("1 sent").await;
    let notes = tour.get(&tour.manager, "/note").await.ok();
    assert_eq!(notes["items"].as_array().unwrap().len(), 3);

    device.run(&["sync", "--watch"]).await.with(1).says("another buscall is syncing");
    assert_eq!(watching.stop().await, 0);
    assert!(!wake.exists());
    app.end().await;
}

#[tokio::test]
async fn a_watcher_outlives_a_server_that_is_away_and_not_a_log_in_that_has_ended() {
    let mut app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let (id, scope) = (tour.id, tour.scope("everyone"));
    app.stop().await;
    let mut watching = Watching::begin(&device);
    watching.says("could not be reached").await;
    assert_eq!(watching.stop().await, 0);

    let app = app.restarted().await;
    device.move_to(app.site());
    std::fs::write(device.home().join("token"), "buscall_session_nothing").unwrap();
    device.run(&["sync", "--watch"]).await.with(1).says("has ended");
    assert!(device.state(id).await.scopes.contains_key(&scope));
    app.end().await;
}

#[tokio::test]
async fn a_watcher_outlives_a_server_that_is_not_well_and_a_copy_that_cannot_be_read_for_a_while() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let between = Between::before(app.site()).await;
    device.move_to(&between.site);
    for (status, code) in [(500, "internal"), (429, "rate_limited")] {
        between.set(Some(&Rule::refuse("POST /sync/v1/exchange", status, code)));
        let mut watching = Watching::begin(&device);
        watching.says("as the test wants it; trying again").await;
        between.set(None);
        watching.says("it works again").await;
        assert_eq!(watching.stop().await, 0);
    }

    // The lock cannot be taken, as where the disk is full or the folder is not there for a moment.
    let lock = device.home().join(format!("tours/{}.lock", tour.id));
    std::fs::remove_file(&lock).unwrap();
    std::fs::create_dir(&lock).unwrap();
    let mut watching = Watching::begin(&device);
    watching.says("could not be used").await;
    std::fs::remove_dir(&lock).unwrap();
    watching.says("it works again").await;
    assert_eq!(watching.stop().await, 0);
    app.end().await;
}

#[tokio::test]
async fn an_edit_is_saved_whether_or_not_it_can_be_sent() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let home = sync_client::home::Home::at(Some(device.home()), false).unwrap();
    let copy = device.copy(tour.id).await;

    device.save_note(&tour, "One").await;
    let after = sync_client::engine::after_edit(&home, &copy, false).await;
    assert_eq!((after.on_server, after.receipts.len(), &*after.say), (true, 1, "on the server"));

    device.save_note(&tour, "Two").await;
    let after = sync_client::engine::after_edit(&home, &copy, true).await;
    assert!(!after.on_server && after.say.contains("offline"), "{after:?}");
    let id = tour.id;
    app.end().await;
    let after = sync_client::engine::after_edit(&home, &copy, false).await;
    assert_eq!(after.say, "saved on this device, not sent: the server could not be reached");
    assert_eq!(device.state(id).await.outbox.len(), 1);
}
