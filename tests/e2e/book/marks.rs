//! What a sheet says beside its rows: which show it is, what comes next, and what is not settled.

use domain::change::Group;
use harness::{Database, TestApp, each_database, group, set};
use serde_json::{Value, json};

use super::{at, change, row, sheet, text};

#[tokio::test]
async fn a_show_is_counted_among_the_shows_and_names_the_next_day() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Marks").await;
    tour.a_day("2026-10-23").in_zone("Europe/Berlin").await;
    let off = tour.a_day("2026-10-24").in_zone("Europe/Berlin").await;
    let last = tour.a_day("2026-10-26").in_zone("Europe/Berlin");
    let last = last.item("Doors", "19:00").item("Lobby call", "09:30").await;
    change(&tour, "day", off.id, json!({ "day_type": "day_off" })).await;
    let place = json!({ "city": "Hamburg", "country": "DE" });
    change(&tour, "day", last.id, json!({ "place": place })).await;
    let lobby = json!({ "item_type": "lobby_call" });
    change(&tour, "schedule_item", last.item("Lobby call"), lobby).await;

    let header = |sheet: &Value| {
        (sheet["header"]["show_number"].clone(), sheet["header"]["show_count"].clone())
    };
    let first = sheet(&tour, "2026-10-23").await;
    assert_eq!(header(&first), (json!(1), json!(2)));
    assert_eq!(first["next_day"]["date"], "2026-10-24");
    assert_eq!(first["next_day"]["day_type"], "day_off");
    let off = sheet(&tour, "2026-10-24").await;
    assert_eq!(header(&off), (Value::Null, json!(2)));
    let next = &off["next_day"];
    assert_eq!((&next["date"], &next["weekday"]), (&json!("2026-10-26"), &json!("Monday")));
    assert_eq!((&next["city"], &next["country"]), (&json!("Hamburg"), &json!("DE")));
    assert_eq!(next["first_call"]["text"], "09:30");
    assert_eq!(next["first_call"]["title"], "Lobby call");
    assert_eq!(header(&sheet(&tour, "2026-10-26").await), (json!(2), json!(2)));
    assert_eq!(sheet(&tour, "2026-10-26").await["next_day"], Value::Null);
    assert!(text(&tour, "2026-10-26").await.contains("show 2 of 2"));
    assert!(text(&tour, "2026-10-24").await.contains("Next: Mon 26 Oct, Hamburg"));
    tour.get(&tour.manager, "/days/2026-10-25").await.problem(404, "not_found");
    app.end().await;
}

#[tokio::test]
async fn what_is_not_confirmed_is_marked_and_counted() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Marks").await;
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin");
    let day = day.item("Load-in", "08:00").item("Doors", "19:00").await;
    let all_open = sheet(&tour, "2026-10-24").await;
    assert_eq!(all_open["unconfirmed"], 2);
    change(&tour, "schedule_item", day.item("Load-in"), json!({ "confirmed": true })).await;
    let one_open = sheet(&tour, "2026-10-24").await;
    assert_eq!(one_open["unconfirmed"], 1);
    assert_eq!(row(&one_open, "Load-in")["confirmed"], true);
    assert_eq!(row(&one_open, "Doors")["confirmed"], false);
    let said = text(&tour, "2026-10-24").await;
    assert!(said.contains("08:00  Load-in\n"), "{said}");
    assert!(said.contains("19:00  Doors ?\n"), "{said}");
    let grid = tour.get(&tour.manager, "/days").await.ok();
    assert_eq!(grid["days"][0]["n_unconfirmed"], 1);
    app.end().await;
}

#[tokio::test]
async fn two_values_stand_side_by_side_until_somebody_decides() {
    each_database(async |app| {
        let tour = app.tour("Marks").await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Doors", "19:00").await;
        let doors = day.item("Doors");
        let ben = tour.join("Ben", &[("everyone", "edit")]).await;
        let moved = |to: &str| {
            let edit = set("schedule_item", doors, "when", at("19:00"), at(to));
            Group {
                said_at: Some("2026-10-23T16:00:00Z".to_owned()),
                ..group(app.new_id(), vec![edit])
            }
        };
        let first = tour.submit(&tour.manager, &[moved("18:30")]).await.ok();
        assert_eq!(first["receipts"][0]["status"], "applied");
        let second = tour.submit(&ben, &[moved("19:30")]).await.ok();
        assert_eq!(second["receipts"][0]["status"], "disputed");

        let disputed = sheet(&tour, "2026-10-24").await;
        assert_eq!(disputed["disputed"], 1);
        let doors_row = row(&disputed, "Doors");
        assert_eq!(doors_row["text"], "18:30", "the first accepted stays in force");
        let block = &disputed["disputes"][0];
        assert_eq!(doors_row["disputed"], json!([block["id"]]));
        assert_eq!((&block["title"], &block["label"]), (&json!("Doors"), &json!("Time")));
        assert_eq!(block["in_force"]["text"], "18:30");
        assert_eq!(block["in_force"]["by"], json!(tour.manager.account));
        assert_eq!(block["candidates"][0]["text"], "19:30");
        assert_eq!(block["candidates"][0]["by"], json!(ben.account));
        assert_eq!(block["candidates"][0]["said_at"], "2026-10-23T16:00:00Z");
        let said = text(&tour, "2026-10-24").await;
        assert!(said.contains("⚠ two values for time: 18:30 / 19:30"), "{said}");
        assert_eq!(tour.get(&ben, "/days").await.ok()["days"][0]["n_disputed"], 1);

        let saw = [&block["in_force"]["id"], &block["candidates"][0]["id"]];
        let decision = json!({ "to": at("19:30"), "saw": saw });
        let path = format!("/disputes/{}/settle", block["id"].as_str().unwrap());
        assert_eq!(tour.post(&ben, &path, &decision).await.ok()["status"], "applied");
        let settled = sheet(&tour, "2026-10-24").await;
        assert_eq!(settled["disputed"], 0);
        assert_eq!(row(&settled, "Doors")["text"], "19:30");
        assert_eq!(row(&settled, "Doors")["disputed"], json!([]));
        assert!(!text(&tour, "2026-10-24").await.contains("two values"));
    })
    .await;
}
