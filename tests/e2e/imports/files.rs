//! What each kind of file becomes.

use harness::{Database, TestApp, each_database};
use serde_json::{Value, json};

use super::{changes, grid, import, import_as};

const WEB_TABLE: &str = "\
Date (2026),City,Country,Venue,Note\n\
24 October[a],Amsterdam,Netherlands,Paradiso,Low Tide\n\
\"October 26, 2026\",Hamburg,Germany,Große Freiheit 36,Low Tide\n\
2026-10-31,London,England,Roundhouse,\n";

#[tokio::test]
async fn a_table_of_the_web_loses_its_footnotes_and_keeps_its_shows() {
    each_database(async |app| {
        let tour = app.tour("Imports").await;
        let shown = import(&tour, "dates.csv", "&dry_run=true", WEB_TABLE).await;
        assert_eq!(
            (&shown["format"], &shown["rows"], &shown["applied"]),
            (&json!("csv"), &json!(3), &json!(false))
        );
        assert_eq!(shown["receipts"], json!([]));
        assert_eq!(grid(&tour).await, [], "a dry run changes nothing");

        let done = import(&tour, "dates.csv", "", WEB_TABLE).await;
        assert_eq!(done["applied"], true);
        assert_eq!(done["changes"], shown["changes"], "what was shown is what was done");
        assert!(done["receipts"].as_array().unwrap().iter().all(|r| r["status"] == "applied"));
        let dates =
            [("2026-10-24", "Amsterdam"), ("2026-10-26", "Hamburg"), ("2026-10-31", "London")];
        let dates = dates.map(|(date, city)| (date.to_owned(), city.to_owned()));
        assert_eq!(grid(&tour).await, dates);
        let sheet = tour.get(&tour.manager, "/days/2026-10-24").await.ok();
        assert_eq!(sheet["header"]["venue"], "Paradiso");
        assert_eq!(sheet["header"]["country"], "NL");
        assert_eq!(sheet["header"]["zone"]["name"], "Europe/Amsterdam");
        assert_eq!(sheet["schedule"], json!([]), "no time is made up");
    })
    .await;
}

#[tokio::test]
async fn the_order_of_day_and_month_follows_from_the_file_or_is_asked_for() {
    let app = TestApp::on(Database::sqlite().await).await;
    for (file, date) in [
        ("date,city\n24/10/2026,Oslo\n05/11/2026,Bergen\n", "2026-11-05"),
        ("date,city\n10/24/2026,Oslo\n11/05/2026,Bergen\n", "2026-11-05"),
        ("Datum,city\n24.10.2026,Oslo\n05.11.2026,Bergen\n", "2026-11-05"),
    ] {
        let tour = app.tour("Imports").await;
        let report = import(&tour, "dates.csv", "", file).await;
        assert_eq!(report["applied"], true, "{report}");
        assert_eq!(grid(&tour).await[1], (date.to_owned(), "Bergen".to_owned()), "{file}");
    }
    let tour = app.tour("Imports").await;
    let report = import(&tour, "dates.csv", "", "date,city\n05/11/2026,Bergen\n").await;
    assert_eq!((&report["applied"], &report["events"]), (&json!(false), &json!([])));
    let problem = &report["problems"][0];
    assert_eq!((&problem["row"], &problem["value"]), (&json!(2), &json!("05/11/2026")));
    let reason = problem["reason"].as_str().unwrap();
    assert!(reason.contains("5 November 2026") && reason.contains("11 May 2026"), "{reason}");
    assert_eq!(grid(&tour).await, []);
    app.end().await;
}

const RESIDENCY: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n\
BEGIN:VEVENT\r\nUID:residency@example.org\r\nDTSTAMP:20260101T000000Z\r\n\
SUMMARY:Hollow Coast at the Roundhouse\r\nLOCATION:Roundhouse\\, London\r\n\
DTSTART;TZID=Europe/London:20261020T193000\r\nDTEND;TZID=Europe/London:20261020T230000\r\n\
RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;TZID=Europe/London:20261027T193000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[tokio::test]
async fn a_calendar_keeps_its_clocks_and_repeats_as_its_rule_says() {
    each_database(async |app| {
        let tour = app.tour("Imports").await;
        let report = import(&tour, "tour.ics", "", RESIDENCY).await;
        assert_eq!(report["applied"], true, "{report}");
        let dates: Vec<_> = grid(&tour).await.into_iter().map(|(date, _)| date).collect();
        assert_eq!(dates, ["2026-10-20", "2026-11-03"], "the 27th is an exception");
        let instants =
            [("2026-10-20", "2026-10-20T18:30:00Z"), ("2026-11-03", "2026-11-03T19:30:00Z")];
        for (date, instant) in instants {
            let sheet = tour.get(&tour.manager, &format!("/days/{date}")).await.ok();
            assert_eq!(sheet["header"]["zone"]["name"], "Europe/London", "{date}");
            let show = &sheet["schedule"][0];
            assert_eq!((&show["text"], &show["instant"]), (&json!("19:30"), &json!(instant)));
            assert_eq!(show["item_type"], "set");
        }
    })
    .await;
}

#[tokio::test]
async fn yaml_and_json_say_the_same() {
    let app = TestApp::on(Database::sqlite().await).await;
    let yaml = "shows:\n  - date: 2026-10-24\n    time: \"20:00\"\n    venue: Paradiso\n    city: Amsterdam\n    \
        country: NL\n  - date: 2026-10-25\n    venue: Vera\n    city: Groningen\n    country: NL\n";
    let json = r#"{"shows": [
        {"date": "2026-10-24", "time": "20:00", "venue": "Paradiso", "city": "Amsterdam", "country": "NL"},
        {"date": "2026-10-25", "venue": "Vera", "city": "Groningen", "country": "NL"}]}"#;
    let mut reports = Vec::new();
    for (name, file) in [("shows.yaml", yaml), ("shows.json", json)] {
        let tour = app.tour("Imports").await;
        let report = import(&tour, name, "", file).await;
        assert_eq!(report["applied"], true, "{report}");
        let sheet = tour.get(&tour.manager, "/days/2026-10-24").await.ok();
        assert_eq!(sheet["schedule"][0]["instant"], "2026-10-24T18:00:00Z", "{name}");
        assert_eq!(grid(&tour).await.len(), 2);
        reports.push((report["events"].clone(), changes(&report)));
    }
    assert_eq!(reports[0], reports[1]);
    app.end().await;
}

#[tokio::test]
async fn two_shows_on_a_day_are_two_events_and_a_cancelled_one_is_kept_as_cancelled() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Imports").await;
    let json = r#"[
        {"date": "2026-10-24", "time": "15:00", "venue": "Vera", "city": "Groningen", "country": "NL"},
        {"date": "2026-10-24", "time": "20:00", "venue": "Vera", "city": "Groningen", "country": "NL"},
        {"date": "2026-10-25", "venue": "Paradiso", "city": "Amsterdam", "country": "NL", "status": "cancelled"}]"#;
    let report = import(&tour, "shows.json", "", json).await;
    assert_eq!(report["events"][2]["cancelled"], true, "{report}");
    let sheet = tour.get(&tour.manager, "/days/2026-10-24").await.ok();
    assert_eq!(sheet["events"].as_array().unwrap().len(), 2);
    let texts: Vec<_> =
        sheet["schedule"].as_array().unwrap().iter().map(|row| row["text"].clone()).collect();
    assert_eq!(texts, ["15:00", "20:00"]);
    let off = tour.get(&tour.manager, "/days/2026-10-25").await.ok();
    assert_eq!(off["events"][0]["status"], "cancelled");
    assert_eq!(off["header"]["show_number"], Value::Null, "it is no show any more");
    app.end().await;
}

#[tokio::test]
async fn with_a_refused_row_nothing_is_imported_unless_it_is_asked_for() {
    each_database(async |app| {
        let tour = app.tour("Imports").await;
        let file = "date,city,country\n2026-10-24,Oslo,Norway\n2026-02-30,Bergen,Norway\n";
        let refused = import(&tour, "dates.csv", "", file).await;
        assert_eq!((&refused["applied"], &refused["receipts"]), (&json!(false), &json!([])));
        assert_eq!((&refused["rows"], refused["events"].as_array().unwrap().len()), (&json!(2), 1));
        let problem = &refused["problems"][0];
        assert_eq!(
            (&problem["row"], &problem["column"], &problem["value"], &problem["severity"]),
            (&json!(3), &json!("date"), &json!("2026-02-30"), &json!("error"))
        );
        assert!(!problem["reason"].as_str().unwrap().is_empty());
        assert_eq!(grid(&tour).await, []);

        let dry = import(&tour, "dates.csv", "&partial=true&dry_run=true", file).await;
        assert_eq!(dry["applied"], false);
        assert_eq!(grid(&tour).await, []);
        let partial = import(&tour, "dates.csv", "&partial=true", file).await;
        assert_eq!(partial["applied"], true);
        assert_eq!(grid(&tour).await, [("2026-10-24".to_owned(), "Oslo".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn a_file_of_refused_rows_alone_is_reported_row_by_row_and_changes_nothing() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Imports").await;
    let file = "date,city,country\n2026-02-30,Oslo,Norway\n31.11.2026,Bergen,Norway\n";
    for rest in ["", "&partial=true"] {
        let report = import(&tour, "dates.csv", rest, file).await;
        assert_eq!((&report["rows"], &report["applied"]), (&json!(2), &json!(false)));
        let rows: Vec<_> =
            report["problems"].as_array().unwrap().iter().map(|p| &p["row"]).collect();
        assert_eq!(rows, [2, 3]);
    }
    assert_eq!(grid(&tour).await, []);
    app.end().await;
}

#[tokio::test]
async fn a_time_that_cannot_be_read_is_left_open_and_said() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Imports").await;
    let file =
        "date,time,city,country\n2026-10-24,20:00,Oslo,Norway\n2026-10-25,25:99,Bergen,Norway\n";
    let report = import(&tour, "dates.csv", "", file).await;
    let problem = &report["problems"][0];
    assert_eq!(
        (&problem["row"], &problem["column"], &problem["value"], &problem["severity"]),
        (&json!(3), &json!("time"), &json!("25:99"), &json!("warning"))
    );
    assert_eq!(report["applied"], true);
    let sheet = tour.get(&tour.manager, "/days/2026-10-25").await.ok();
    assert_eq!(sheet["schedule"], json!([]), "no time is made up");
    app.end().await;
}

#[tokio::test]
async fn long_names_do_not_stop_an_import_half_way() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Imports").await;
    let mut file = "date,city,country,venue,address,event\n".to_owned();
    for day in 1..=28 {
        let long = "ł".repeat(400);
        for month in [3, 5, 7, 9] {
            let row = [format!("2026-{month:02}-{day:02}"), format!("{day} {month} {long}")];
            let row = [&row[0], "Oslo", "Norway", &row[1], &long, &long].join(",");
            file.extend([row.as_str(), "\n"]);
        }
    }
    let report = import(&tour, "dates.csv", "", file).await;
    assert_eq!(report["applied"], true);
    let receipts = report["receipts"].as_array().unwrap();
    assert!(receipts.len() > 3 && receipts.iter().all(|receipt| receipt["status"] == "applied"));
    assert_eq!(grid(&tour).await.len(), 4 * 28);
    app.end().await;
}

#[tokio::test]
async fn whoever_may_not_edit_imports_nothing_and_a_stranger_learns_nothing() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Imports").await;
    let reader = tour.join("Rea", &[("everyone", "read")]).await;
    let stranger = app.person("Sam").await;
    for rest in ["", "&dry_run=true"] {
        import_as(&tour, &reader, "dates.csv", rest, WEB_TABLE).await.problem(403, "not_allowed");
        import_as(&tour, &stranger, "dates.csv", rest, WEB_TABLE).await.problem(404, "not_found");
    }
    assert_eq!(grid(&tour).await, []);
    app.end().await;
}
