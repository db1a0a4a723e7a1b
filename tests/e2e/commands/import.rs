//! `buscall-api import`: what it prints and how it ends.

use harness::{Database, TestApp};
use serde_json::json;

use super::process::run;

const FILE: &str = "\
date,time,city,country,venue\n\
2026-10-24,20:00,Amsterdam,Netherlands,Paradiso\n\
2026-10-25,20:30,Groningen,Netherlands,Vera\n";

#[tokio::test]
async fn a_file_is_reported_on_without_a_tour_or_a_database() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("dates.csv"), FILE).unwrap();
    let report =
        run(dir.path(), &["import", "dates.csv", "--json", "--dry-run"]).await.with(0).json();
    let members: Vec<_> = report.as_object().unwrap().keys().map(String::as_str).collect();
    for member in
        ["format", "rows", "events", "problems", "changes", "unchanged", "applied", "receipts"]
    {
        assert!(members.contains(&member), "`{member}` is missing");
    }
    assert_eq!((&report["format"], &report["rows"]), (&json!("csv"), &json!(2)));
    let event = &report["events"][0];
    assert_eq!(event["row"], 2);
    assert_eq!((&event["date"], &event["clock"]), (&json!("2026-10-24"), &json!("20:00")));
    assert_eq!((&event["zone"], &event["zone_from"]), (&json!("Europe/Amsterdam"), &json!("city")));
    assert_eq!(event["utc"], "2026-10-24T18:00:00Z");
    assert_eq!((&report["problems"], &report["applied"]), (&json!([]), &json!(false)));
    let people = run(dir.path(), &["import", "dates.csv"]).await.with(0);
    assert!(people.stdout.contains("2 read, 0 refused (csv)"), "{people:?}");
    assert!(!dir.path().join("buscall.db").exists());
}

#[tokio::test]
async fn a_refused_row_asks_for_a_decision_and_a_file_that_is_none_fails() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(dir.path().join(name), bytes).unwrap();
    write("bad.csv", b"date,city\n2026-02-30,Oslo\n2026-10-24,Oslo\n");
    let report = run(dir.path(), &["import", "bad.csv", "--json"]).await.with(3).json();
    assert_eq!(report["problems"][0]["row"], 2);
    let people = run(dir.path(), &["import", "bad.csv"]).await.with(3);
    assert!(
        people.stdout.contains("refused") && people.stdout.contains("2026-02-30"),
        "{people:?}"
    );
    write("worse.csv", b"date,city\n2026-02-30,Oslo\n");
    run(dir.path(), &["import", "worse.csv"]).await.with(3);

    write("empty.csv", b"");
    run(dir.path(), &["import", "empty.csv"]).await.with(1);
    write("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x02\x03");
    let rubbish = run(dir.path(), &["import", "photo.jpg", "--json"]).await.with(1).json();
    assert_eq!(rubbish["events"], json!([]));
    assert_eq!(rubbish["problems"][0]["severity"], "error");
    let missing = run(dir.path(), &["import", "missing.csv"]).await.with(1);
    missing.says("cannot read `missing.csv`");
    run(dir.path(), &["import", "."]).await.with(1).says("cannot read");
}

#[tokio::test]
async fn a_file_is_brought_into_a_tour_that_is_named_once() {
    for database in Database::each().await {
        let app = TestApp::on(database).await;
        let tour = app.tour("Low Country").await;
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("dates.csv"), FILE).unwrap();
        let url = app.database_url();
        let import = async |more: &[&str]| {
            let args = ["import", "dates.csv", "--json", "--database-url", &url];
            run(dir.path(), &[&args[..], more].concat()).await
        };
        let shown = import(&["--tour", "low country", "--dry-run"]).await.with(0).json();
        assert_eq!(shown["applied"], false);
        assert_eq!(shown["changes"].as_array().unwrap().len(), 8);
        let ben = tour.join("Ben", &[("everyone", "edit")]).await;
        let done = import(&["--tour", "low country", "--as", &ben.email]).await.with(0).json();
        assert_eq!((&done["applied"], &done["changes"]), (&json!(true), &shown["changes"]));
        let again = import(&["--tour", &tour.id.to_string()]).await.with(0).json();
        assert_eq!((&again["changes"], &again["unchanged"]), (&json!([]), &json!(8)));
        import(&["--tour", "nothing of the kind"]).await.with(1).says("no tour is called");
        let reader = tour.join("Rea", &[("everyone", "read")]).await;
        import(&["--tour", "low country", "--as", &reader.email]).await.with(1).says("`edit`");

        // A server that was started before the import may keep what it has read, so ask another.
        let beside = app.beside().await;
        let seen = tour.through(&beside);
        let grid = seen.get(&tour.manager, "/days").await.ok();
        assert_eq!(grid["days"].as_array().unwrap().len(), 2);
        let changes = seen.get(&tour.manager, "/changes").await.ok();
        let line = &changes["days"][0]["lines"][0];
        assert_eq!((&line["author_name"], &line["via"]), (&json!("Ben"), &json!("import")));
        beside.end().await;
        app.end().await;
    }
}
