//! Tours that other people keep. They belong to others, so they lie beside the project and not in it;
//! where they are not, there is nothing to try.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use harness::{Database, TestApp, Tour};
use serde_json::{Value, json};

use super::import;

/// The files, or nothing where they are not. In CI they must be there.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let dir = root.join("../shared/data/tours");
    let Ok(entries) = std::fs::read_dir(&dir) else {
        assert!(std::env::var_os("CI").is_none(), "`{}` must be there in CI", dir.display());
        eprintln!("not tried on real tours: there is no `{}`", dir.display());
        return Vec::new();
    };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The tables of a data set in which no row is a show.
const WITHOUT_DATES: [&str; 2] = ["goose-tourdata.csv", "goose-venuedata.csv"];

#[tokio::test]
async fn every_real_tour_becomes_days_on_the_right_clocks() {
    let app = TestApp::on(Database::sqlite().await).await;
    for file in files() {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = std::fs::read(&file).unwrap();
        let tour = app.tour(&name).await;
        let report = import(&tour, &name, "&partial=true", bytes).await;
        if WITHOUT_DATES.contains(&name.as_str()) {
            assert_eq!((&report["events"], &report["applied"]), (&json!([]), &json!(false)));
            continue;
        }
        let statuses = report["receipts"].as_array().unwrap().iter().map(|r| &r["status"]);
        assert!(statuses.clone().all(|status| status == "applied"), "{name}");
        assert!(statuses.count() > 0, "{name}");
        let n_days = days_are_on_their_clocks(&tour, &name, &report).await;
        eprintln!("{name}: {n_days} days");
    }
    app.end().await;
}

/// Every event of the report is on the sheet of its date, with its zone and its time.
async fn days_are_on_their_clocks(tour: &Tour<'_>, name: &str, report: &Value) -> usize {
    let mut by_date: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for event in report["events"].as_array().unwrap() {
        by_date.entry(event["date"].as_str().unwrap()).or_default().push(event);
    }
    let book = tour.get(&tour.manager, "/book").await.ok();
    let sheets = book["pieces"].as_array().unwrap().iter().skip(1);
    assert_eq!(sheets.len(), by_date.len(), "{name}");
    for (piece, (date, events)) in sheets.zip(&by_date) {
        let sheet = &piece["body"];
        assert_eq!(piece["key"], *date, "{name}");
        let header = &sheet["header"];
        assert_eq!(header["zone"]["name"], events[0]["zone"], "{name} {date}");
        assert_eq!(sheet["events"].as_array().unwrap().len(), events.len(), "{name} {date}");
        for event in events.iter().filter(|event| event["zone"] == events[0]["zone"]) {
            let Some(clock) = event["clock"].as_str() else { continue };
            let rows = sheet["schedule"].as_array().unwrap();
            let row = rows.iter().find(|row| row["text"] == clock);
            let row = row.unwrap_or_else(|| panic!("{name} {date}: nothing at {clock}"));
            assert_eq!(row["instant"], event["utc"], "{name} {date} {clock}");
        }
    }
    for date in by_date.keys().take(3) {
        tour.get(&tour.manager, &format!("/days/{date}")).await.must_succeed();
        tour.get(&tour.manager, &format!("/days/{date}.txt")).await.must_succeed();
    }
    by_date.len()
}
