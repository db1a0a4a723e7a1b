//! Copies that cannot be used, and copies of copies.

use harness::{Database, TestApp};
use sea_orm::ConnectionTrait as _;
use serde_json::json;

use super::device::Device;

#[tokio::test]
async fn a_copy_of_a_newer_version_is_left_alone() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let path = device.database(tour.id);
    let db = sea_orm::Database::connect(format!("sqlite://{}", path.display())).await.unwrap();
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m2031_the_hub', 1)";
    db.execute_unprepared(newer).await.unwrap();
    db.close().await.unwrap();
    let before = std::fs::read(&path).unwrap();

    for command in ["sync", "status"] {
        let ended = device.run(&[command]).await.with(1);
        let said = format!("{}{}", ended.stdout, ended.stderr);
        assert!(said.contains("newer version of buscall"), "{said}");
    }
    device.run(&["clone", "northern"]).await.with(1).says("update buscall");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    app.end().await;
}

#[tokio::test]
async fn a_damaged_copy_is_told_and_left_alone() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let path = device.database(tour.id);
    device.copy(tour.id).await.close().await.unwrap();
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, vec![b'x'; whole.len()]).unwrap();

    let all_of_it = format!("`{}*`, all of them together", path.display());
    device.run(&["sync"]).await.with(1).says("is damaged").says(&all_of_it);
    let status = device.run(&["status", "--json"]).await.with(1).json();
    assert!(status["tours"][0]["error"].as_str().unwrap().contains("is damaged"), "{status}");
    device.run(&["logout", "--forget"]).await.with(3).says("cannot be looked into");
    assert_eq!(std::fs::read(&path).unwrap(), vec![b'x'; whole.len()]);

    // Put aside, it is made anew.
    std::fs::rename(&path, path.with_extension("broken")).unwrap();
    device.run(&["clone", "northern"]).await.with(0);
    device.run(&["status"]).await.with(0);
    app.end().await;
}

#[tokio::test]
async fn a_copied_folder_goes_on_under_a_name_of_its_own() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let mine = Device::with_copy(&tour, &tour.manager).await;
    mine.save_note(&tour, "From the first").await;
    mine.run(&["sync"]).await.with(0);
    mine.copy(tour.id).await.close().await.unwrap();
    let twin = Device::new();
    copy_folder(&mine.home(), &twin.home());

    twin.run(&["sync"]).await.with(0).says("copied or restored");
    let ids = (mine.state(tour.id).await.replica, twin.state(tour.id).await.replica);
    assert_ne!(ids.0, ids.1);
    for (device, title) in [(&mine, "Mine"), (&twin, "Twin's")] {
        device.save_note(&tour, title).await;
        device.run(&["sync"]).await.with(0);
    }
    mine.run(&["sync"]).await.with(0);
    let all = ["From the first", "Mine", "Twin's"].map(str::to_owned);
    assert_eq!(mine.notes(tour.id).await, all.clone().into());
    assert_eq!(twin.notes(tour.id).await, all.into());
    app.end().await;
}

#[tokio::test]
async fn a_copy_whose_sum_is_wrong_is_put_right_and_told() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let note = json!({ "title": "Dock", "body": "In" });
    let lost = tour.record("everyone", "note", note.clone()).await;
    tour.record("everyone", "note", note).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let path = device.database(tour.id);
    let db = sea_orm::Database::connect(format!("sqlite://{}", path.display())).await.unwrap();
    let spoil = format!(
        "DELETE FROM record WHERE id = x'{}'; UPDATE scope SET digest = zeroblob(16) WHERE id = x'{}'",
        lost.0.simple(),
        tour.scope("everyone").0.simple()
    );
    db.execute_unprepared(&spoil).await.unwrap();
    db.close().await.unwrap();
    device.save_note(&tour, "Not sent yet").await;
    assert_eq!(device.notes(tour.id).await.len(), 2);

    device.run(&["sync"]).await.with(0).says("was put right");
    let view = device.copy(tour.id).await.view().await.unwrap();
    assert!(view.book.records().any(|record| record.id == lost));
    let synced = device.run(&["sync"]).await.with(0);
    assert!(!synced.stderr.contains("put right"), "{synced:?}");
    app.end().await;
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
