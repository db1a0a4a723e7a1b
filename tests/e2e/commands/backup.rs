//! `buscall-api backup` and `restore`: out of either database and into either.

use std::collections::BTreeMap;

use api::store::entity::scope;
use domain::blob::BlobHash;
use harness::{Database, TestApp, Tour};
use sea_orm::EntityTrait as _;
use serde_json::json;
use uuid::Uuid;

use super::process::run;
use crate::files::{content, fields, send_whole};

/// The counter of each scope, and the epoch that it counts in.
async fn epochs(app: &TestApp) -> BTreeMap<Uuid, (i64, Uuid)> {
    let scopes = scope::Entity::find().all(app.store().reader()).await.unwrap();
    scopes.into_iter().map(|scope| (scope.id, (scope.head, scope.epoch))).collect()
}

/// Everything that a person sees of a tour.
async fn seen(tour: &Tour<'_>) -> Vec<String> {
    let mut seen = Vec::new();
    let paths =
        ["", "/days", "/days/2026-10-24", "/days/2026-10-24.txt", "/people", "/members", "/groups"];
    for path in paths {
        let answer = tour.get(&tour.manager, path).await;
        answer.must_succeed();
        seen.push(answer.text());
    }
    for file in tour.get(&tour.manager, "/file").await.ok()["items"].as_array().unwrap() {
        let path = format!("/files/{}/content", file["id"].as_str().unwrap());
        let content = tour.get(&tour.manager, &path).await;
        content.must_succeed();
        seen.push(BlobHash::of(&content.body).to_string());
    }
    seen
}

async fn arrange(tour: &Tour<'_>) {
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin");
    let day = day.item("Load-in", "08:00").item("Bus call", "01:30+1").await;
    let note = json!({ "day": day.id, "body": "Zażółć gęślą jaźń — 🎸" });
    tour.record("everyone", "note", note).await;
    tour.record("money", "note", json!({ "body": "Guarantee" })).await;
    let plan = content(5_000_000, 1);
    send_whole(tour, &tour.manager, &plan).await;
    tour.record("everyone", "file", fields("plan.pdf", &plan)).await;
    tour.join("Ben", &[("everyone", "edit")]).await;
}

#[tokio::test]
async fn a_backup_of_either_database_restores_into_either_with_new_epochs() {
    for source in Database::each().await {
        let app = TestApp::on(source).await;
        let tour = app.tour("Kept").await;
        arrange(&tour).await;
        let dir = tempfile::tempdir().unwrap();
        let url = app.database_url();
        let made =
            run(dir.path(), &["backup", "kept.backup", "--database-url", &url]).await.with(0);
        assert!(made.stdout.starts_with("wrote "), "{made:?}");
        let taken =
            run(dir.path(), &["backup", "kept.backup", "--database-url", &url]).await.with(1);
        taken.says("kept.backup");
        let (before, counted) = (seen(&tour).await, epochs(&app).await);
        tour.record("everyone", "note", json!({ "body": "After the backup" })).await;

        for target in Database::each().await {
            let url = target.url();
            let restore = ["restore", "kept.backup", "--database-url", &url];
            let restored = run(dir.path(), &restore).await.with(0);
            assert!(restored.stdout.starts_with("restored "), "{restored:?}");
            let other = TestApp::on(target).await;
            let restored = tour.through(&other);
            assert_eq!(seen(&restored).await, before, "log-ins and all they show survive");
            for (scope, (head, epoch)) in epochs(&other).await {
                let (old_head, old_epoch) = counted[&scope];
                assert_eq!(head, old_head);
                assert_ne!(epoch, old_epoch, "a cursor from before must not pretend to go on");
            }
            restored.record("everyone", "note", json!({ "body": "Life goes on" })).await;
            run(dir.path(), &restore).await.with(1).says("already has accounts or tours");
            run(dir.path(), &[&restore[..], &["--replace"]].concat()).await.with(0);
            let again = other.restarted().await;
            assert_eq!(seen(&tour.through(&again)).await, before);
            again.end().await;
        }
        app.end().await;
    }
}

#[tokio::test]
async fn a_file_that_is_no_backup_changes_nothing() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Kept").await;
    arrange(&tour).await;
    let before = seen(&tour).await;
    let dir = tempfile::tempdir().unwrap();
    let url = app.database_url();
    std::fs::write(dir.path().join("rubbish"), "SQLite format 3\0 and nothing of the kind")
        .unwrap();
    std::fs::write(dir.path().join("empty"), "").unwrap();
    for file in ["rubbish", "empty", "missing", "."] {
        let args = ["restore", file, "--replace", "--database-url", &url];
        let refused = run(dir.path(), &args).await.with(1);
        assert!(!refused.stderr.is_empty(), "{file}");
    }
    let beside = app.beside().await;
    assert_eq!(seen(&tour.through(&beside)).await, before);
    beside.end().await;
    app.end().await;
}

#[tokio::test]
async fn a_mistyped_path_makes_no_empty_backup() {
    let dir = tempfile::tempdir().unwrap();
    let args = ["backup", "kept.backup", "--data-dir", "nowhere"];
    run(dir.path(), &args).await.with(1);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}
