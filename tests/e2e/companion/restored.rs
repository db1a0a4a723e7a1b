//! A server that was brought back from a backup: nothing that a laptop still has is lost, and
//! nothing vanishes from it unasked.

use domain::ids::RecordId;
use harness::{Database, TestApp, create};
use serde_json::json;
use tempfile::TempDir;
use uuid::Uuid;

use super::device::Device;

async fn kept(app: &TestApp) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    api::store::backup::backup(app.store(), &dir.path().join("kept.db")).await.unwrap();
    dir
}

/// A server with what was kept.
async fn brought_back(kept: &TempDir) -> TestApp {
    let database = Database::sqlite().await;
    let store = database.open().await;
    let file = kept.path().join("kept.db");
    api::store::backup::restore(&file, &store, true, || Uuid::from_u128(7)).await.unwrap();
    store.close().await.unwrap();
    TestApp::on(database).await
}

#[tokio::test]
async fn everything_that_a_restored_server_has_lost_is_offered_again() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    device.save_note(&tour, "Before the backup").await;
    device.run(&["sync"]).await.with(0);
    let backup = kept(&app).await;
    device.save_note(&tour, "After the backup").await;
    device.run(&["sync"]).await.with(0);
    device.save_note(&tour, "Not sent yet").await;
    let (id, manager) = (tour.id, tour.manager.clone());
    app.end().await;

    let app = brought_back(&backup).await;
    let token = app.log_in(manager.account).await;
    device.move_to(app.site());
    std::fs::write(device.home().join("token"), token).unwrap();
    device.run(&["sync"]).await.with(0).says("the server was restored");

    let all = ["After the backup", "Before the backup", "Not sent yet"];
    assert_eq!(device.notes(id).await, all.map(str::to_owned).into());
    assert!(device.state(id).await.outbox.is_empty());
    let second = Device::new();
    second.log_in(app.site(), &manager).await.with(0);
    second.run(&["clone", "northern"]).await.with(0);
    assert_eq!(second.notes(id).await, all.map(str::to_owned).into());
    app.end().await;
}

#[tokio::test]
async fn much_of_an_audience_vanishes_only_when_somebody_agrees() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let backup = kept(&app).await;
    let edits = (0..60).map(|number| {
        let fields = json!({ "title": format!("Note {number:02}"), "body": "x" });
        create(tour.scope("everyone"), "note", RecordId(app.new_id()), fields)
    });
    tour.group(&tour.manager, edits.collect()).await;
    device.run(&["sync"]).await.with(0);
    let (id, account) = (tour.id, tour.manager.account);
    app.end().await;

    let app = brought_back(&backup).await;
    device.move_to(app.site());
    std::fs::write(device.home().join("token"), app.log_in(account).await).unwrap();
    let as_of = async || {
        let status = device.run(&["status", "--json"]).await.with(0).json();
        status["tours"][0]["as_of"].clone()
    };
    let before = as_of().await;
    for _ in 0..2 {
        device.run(&["sync"]).await.with(3).says("--accept-removal everyone");
        assert_eq!(device.notes(id).await.len(), 60);
    }
    let status = device.run(&["status", "--json"]).await.with(0).json();
    assert_eq!(status["tours"][0]["waiting"], json!(["everyone"]));
    // What waits is not what the server has, so nothing calls it so.
    assert_eq!(as_of().await, before);
    device.run(&["days"]).await.with(0).says("much of `everyone` is gone at the server");
    device.run(&["sync", "--accept-removal", "party"]).await.with(2).says("nothing of `party`");
    device.run(&["sync", "--accept-removal", "everyone"]).await.with(0);
    assert!(device.notes(id).await.is_empty());
    app.end().await;
}
