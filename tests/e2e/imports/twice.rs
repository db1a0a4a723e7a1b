//! Importing again: nothing is made twice, what is lacking is filled in, and what somebody has
//! changed is disputed rather than overwritten.

use domain::ids::RecordId;
use harness::{Database, TestApp, each_database};
use serde_json::{Value, json};

use super::{changes, grid, import};

const FILE: &str = "\
date,time,city,country,venue,lat,lon\n\
2026-10-24,20:00,Amsterdam,Netherlands,Paradiso,52.36221938471,4.88390127\n\
2026-10-25,20:30,Groningen,Netherlands,Vera,,\n";

#[tokio::test]
async fn the_same_file_again_adds_nothing() {
    each_database(async |app| {
        let tour = app.tour("Twice").await;
        let first = import(&tour, "dates.csv", "", FILE).await;
        assert_eq!(first["unchanged"], 0);
        let before = tour.get(&tour.manager, "/book").await;
        let changes_before = tour.get(&tour.manager, "/changes").await.ok();
        let again = import(&tour, "dates.csv", "", FILE).await;
        assert_eq!((&again["changes"], &again["receipts"]), (&json!([]), &json!([])));
        assert_eq!(again["unchanged"], json!(changes(&first).len()));
        assert_eq!(tour.get(&tour.manager, "/book").await.header("etag"), before.header("etag"));
        let next = changes_before["next"].as_str().unwrap();
        let since = tour.get(&tour.manager, &format!("/changes?since={next}")).await.ok();
        assert_eq!(since["days"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn what_somebody_has_changed_since_is_disputed_and_stays_in_force() {
    each_database(async |app| {
        let tour = app.tour("Twice").await;
        import(&tour, "dates.csv", "", FILE).await;
        let sheet = tour.get(&tour.manager, "/days/2026-10-24").await.ok();
        let show: RecordId = sheet["schedule"][0]["id"].as_str().unwrap().parse().unwrap();
        let path = tour.path(&format!("/schedule_item/{show}"));
        let later = json!({ "fields": { "when": { "precision": "exact", "start": "20:45" } } });
        let ben = tour.join("Ben", &[("everyone", "edit")]).await;
        app.patch(&ben, &path, 1, &later).await.must_succeed();

        let again = import(&tour, "dates.csv", "", FILE).await;
        assert_eq!(changes(&again), ["dispute schedule_item"]);
        assert_eq!(again["changes"][0]["differs"], json!(["when"]));
        assert_eq!(again["receipts"][0]["status"], "disputed");
        let sheet = tour.get(&tour.manager, "/days/2026-10-24").await.ok();
        assert_eq!(sheet["schedule"][0]["text"], "20:45");
        assert_eq!(sheet["disputes"][0]["candidates"][0]["text"], "20:00");
        assert_eq!(sheet["disputed"], 1);
        let thrice = import(&tour, "dates.csv", "", FILE).await;
        assert_eq!(thrice["receipts"][0]["status"], "disputed");
        let sheet = tour.get(&tour.manager, "/days/2026-10-24").await.ok();
        assert_eq!(sheet["disputes"][0]["candidates"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_day_that_is_there_gets_what_it_lacks() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Twice").await;
    let day = tour.a_day("2026-10-24").item("Load-in", "08:00").await;
    let report = import(&tour, "dates.csv", "", FILE).await;
    let filled =
        report["changes"].as_array().unwrap().iter().find(|c| c["id"] == json!(day.id)).unwrap();
    assert_eq!((&filled["action"], &filled["differs"]), (&json!("fill"), &json!([])));
    let sheet = tour.get(&tour.manager, "/days/2026-10-24").await.ok();
    assert_eq!(sheet["header"]["zone"]["name"], "Europe/Amsterdam");
    assert_eq!(sheet["disputed"], 0);
    let titles: Vec<_> =
        sheet["schedule"].as_array().unwrap().iter().map(|row| &row["title"]).collect();
    assert_eq!(titles, ["Load-in", "Show"]);
    app.end().await;
}

#[tokio::test]
async fn a_longer_file_adds_only_its_new_dates() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Twice").await;
    import(&tour, "dates.csv", "", FILE).await;
    let longer = format!("{FILE}2026-10-27,19:30,Antwerp,Belgium,Trix,,\n");
    let report = import(&tour, "dates.csv", "", longer).await;
    assert_eq!(
        changes(&report),
        ["create day", "create venue", "create event", "create schedule_item"]
    );
    assert_eq!(grid(&tour).await.len(), 3);
    let receipts: &Value = &report["receipts"];
    assert_eq!(receipts.as_array().unwrap().len(), 1);
    app.end().await;
}
