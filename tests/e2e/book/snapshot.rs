//! One whole sheet as it leaves the server, as data and as text.

use domain::change::Group;
use harness::{Database, TestApp, Tour, group, set};
use serde_json::{Value, json};

use super::{at, change, item, sheet, text};

#[tokio::test]
async fn a_whole_sheet_as_data_and_as_text() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Harbour Lights").await;
    arrange(&tour).await;
    let data = sheet(&tour, "2026-10-24").await;
    insta::assert_json_snapshot!("a_whole_sheet_as_data", data, {
        ".**.id" => "[id]",
        ".**.record" => "[id]",
        ".**.by" => "[account]",
        ".header.day" => "[id]",
        ".events[].day" => "[id]",
        ".events[].venue" => "[id]",
        ".contacts[].day" => "[id]",
        ".hotels[].day" => "[id]",
        ".notes[].day" => "[id]",
        ".tasks[].day" => "[id]",
        ".schedule[].disputed[]" => "[id]",
    });
    insta::assert_snapshot!("a_whole_sheet_as_text", text(&tour, "2026-10-24").await);
    app.end().await;
}

pub(crate) async fn arrange(tour: &Tour<'_>) {
    let everyone = |kind: &'static str, fields: Value| tour.record("everyone", kind, fields);
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").await;
    let place = json!({ "city": "Berlin", "country": "DE", "lat": 52.4846, "lon": 13.3925 });
    change(tour, "day", day.id, json!({ "place": place, "notes": "Rain is expected." })).await;
    let venue = json!({
        "name": "Columbiahalle", "capacity": 3500, "place": { "address": "Columbiadamm 13" },
        "wifi_network": "Columbia Crew", "load_in_access": "Ramp at the back, level with the stage",
    });
    let venue = everyone("venue", venue).await;
    everyone("event", json!({ "day": day.id, "venue": venue, "event_type": "show" })).await;
    let set_time = json!({ "precision": "exact", "start": "20:30", "end": "22:15" });
    let hard = json!({ "item_type": "doors", "hard": true, "confirmed": true });
    let doors = item(tour, day.id, "Doors", at("19:00"), hard).await;
    let confirmed = json!({ "item_type": "load_in", "confirmed": true, "place": "Dock B" });
    item(tour, day.id, "Load-in", at("08:00"), confirmed).await;
    item(tour, day.id, "Hollow Coast", set_time, json!({ "item_type": "set" })).await;
    item(tour, day.id, "Aftershow", json!({ "precision": "tbd" }), json!({})).await;
    item(tour, day.id, "Bus call", at("02:30+1"), json!({ "item_type": "bus_call" })).await;
    let contact =
        json!({ "day": day.id, "name": "Uli Brandt", "category": "venue", "phone": "+49 30 0000" });
    everyone("contact", contact).await;
    everyone("note", json!({ "day": day.id, "title": "Fog", "body": "No haze before 18:00." }))
        .await;
    everyone("task", json!({ "day": day.id, "title": "Order dry ice" })).await;
    let flight = json!({
        "day": day.id, "mode": "bus", "title": "Night drive",
        "depart": at("03:30+1"), "arrive": at("08:00+1"), "to": { "city": "Hamburg" },
    });
    everyone("travel", flight).await;
    let next = tour.a_day("2026-10-26").in_zone("Europe/London").item("Load-in", "09:00").await;
    change(tour, "day", next.id, json!({ "place": { "city": "London", "country": "GB" } })).await;
    dispute(tour, doors).await;
}

/// Two people move doors without knowing of each other.
async fn dispute(tour: &Tour<'_>, doors: domain::ids::RecordId) {
    let ben = tour.join("Ben", &[("everyone", "edit")]).await;
    for (who, to) in [(&tour.manager, "18:30"), (&ben, "18:45")] {
        let edit = set("schedule_item", doors, "when", at("19:00"), at(to));
        let said_at = Some("2026-10-23T16:00:00Z".to_owned());
        let sent = Group { said_at, ..group(tour.app.new_id(), vec![edit]) };
        tour.submit(who, &[sent]).await.must_succeed();
    }
}
