//! The views of a tour, each under an ETag that changes when what it shows does.

use harness::{Database, TestApp, Tour, each_database};
use reqwest::Method;
use serde_json::{Value, json};

use super::{at, change, item};
use crate::wire::send;

/// Every view of a tour with a day on this date.
const VIEWS: [&str; 8] = [
    "/days",
    "/days/2026-10-24",
    "/days/2026-10-24.txt",
    "/days/2026-10-24.txt?clock=12",
    "/routing",
    "/people",
    "/travel_plan",
    "/book",
];

fn berlin() -> Value {
    json!({ "city": "Berlin", "country": "DE", "lat": 52.52, "lon": 13.405, "zone": "Europe/Berlin" })
}

fn paris() -> Value {
    json!({ "city": "Paris", "country": "FR", "lat": 48.8566, "lon": 2.3522 })
}

async fn seen(tour: &Tour<'_>, path: &str) -> Value {
    tour.get(&tour.manager, path).await.ok()
}

#[tokio::test]
async fn the_grid_has_a_row_for_each_date_with_the_times_by_which_it_is_known() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Views").await;
    let venue = json!({ "name": "Columbiahalle", "capacity": 3500, "place": berlin() });
    let venue = tour.record("everyone", "venue", venue).await;
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").await;
    change(&tour, "day", day.id, json!({ "place": berlin() })).await;
    tour.record("everyone", "event", json!({ "day": day.id, "venue": venue })).await;
    for (title, item_type, start) in [
        ("Load-in", "load_in", "08:00"),
        ("Doors", "doors", "19:00"),
        ("Matinee", "set", "15:00"),
        ("Show", "set", "20:30"),
        ("Curfew", "curfew", "23:00"),
        ("Bus call", "bus_call", "01:30+1"),
    ] {
        item(&tour, day.id, title, at(start), json!({ "item_type": item_type })).await;
    }
    let row = seen(&tour, "/days").await["days"][0].clone();
    for (name, value) in [
        ("date", json!("2026-10-24")),
        ("weekday", json!("Saturday")),
        ("day_type", json!("show")),
        ("show_number", json!(1)),
        ("city", json!("Berlin")),
        ("country", json!("DE")),
        ("venue", json!("Columbiahalle")),
        ("capacity", json!(3500)),
        ("zone", json!("Europe/Berlin")),
        ("n_items", json!(6)),
        ("first_call", json!("08:00")),
        ("load_in", json!("08:00")),
        ("doors", json!("19:00")),
        ("set", json!("15:00 / 20:30")),
        ("curfew", json!("23:00")),
        ("bus_call", json!("01:30+1")),
        ("distance_km", Value::Null),
    ] {
        assert_eq!(row[name], value, "{name}");
    }
    app.end().await;
}

#[tokio::test]
async fn the_route_tells_distances_and_times_between_the_stops() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Views").await;
    let first = tour.a_day("2026-10-23").in_zone("Europe/Berlin").await;
    tour.a_day("2026-10-24").in_zone("Europe/Paris").await;
    let last = tour.a_day("2026-10-25").in_zone("Europe/London").await;
    change(&tour, "day", first.id, json!({ "place": berlin() })).await;
    let london = json!({ "city": "London", "country": "GB", "lat": 51.5074, "lon": -0.1278 });
    change(&tour, "day", last.id, json!({ "place": london })).await;
    let route = seen(&tour, "/routing").await;
    let stops = route["stops"].as_array().unwrap();
    assert_eq!(stops.len(), 2, "a day without a place is no stop");
    assert_eq!(stops[0]["great_circle_km"], Value::Null);
    let km = stops[1]["great_circle_km"].as_f64().unwrap();
    assert!((km - 931.0).abs() < 3.0, "Berlin and London are {km} km apart");
    assert_eq!(route["total_km"], stops[1]["great_circle_km"]);
    // Noon to noon over two nights, in the second of which summer time ends.
    assert_eq!(stops[1]["elapsed_minutes"], 2 * 24 * 60 + 60 + 60);
    assert_eq!(stops[1]["zone_change_minutes"], -60);
    app.end().await;
}

#[tokio::test]
async fn people_and_contacts_stand_in_one_list_each() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Views").await;
    let day = tour.a_day("2026-10-24").await;
    tour.record("everyone", "person", json!({ "name": "Noor", "phone": "+31 6 0000" })).await;
    tour.record("everyone", "contact", json!({ "name": "House PM", "day": day.id })).await;
    tour.record("management", "person", json!({ "name": "The lawyer" })).await;
    let crew = tour.join("Chris", &[("everyone", "read")]).await;
    let people = tour.get(&crew, "/people").await.ok();
    assert_eq!(people["people"].as_array().unwrap().len(), 1);
    assert_eq!(people["people"][0]["name"], "Noor");
    assert_eq!(people["contacts"][0]["date"], "2026-10-24");
    assert_eq!(seen(&tour, "/people").await["people"].as_array().unwrap().len(), 2);
    app.end().await;
}

#[tokio::test]
async fn a_flight_takes_as_long_as_it_takes_whatever_the_clocks_say() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Views").await;
    let day = tour.a_day("2026-10-24").in_zone("Europe/London").await;
    let flight = json!({
        "day": day.id, "mode": "flight", "number": "BA 179", "lobby_call": "12:30",
        "from": { "name": "London Heathrow", "zone": "Europe/London" },
        "to": { "name": "New York JFK", "zone": "America/New_York" },
        "depart": at("16:00"), "arrive": at("19:00"),
    });
    tour.record("everyone", "travel", flight).await;
    let plan = seen(&tour, "/travel_plan").await;
    let leg = &plan["days"][0]["legs"][0];
    assert_eq!(leg["duration_minutes"], 8 * 60);
    assert_eq!(leg["depart"]["instant"], "2026-10-24T15:00:00Z");
    assert_eq!(leg["arrive"]["instant"], "2026-10-24T23:00:00Z");
    assert_eq!(leg["arrive"]["zone"]["abbreviation"], "EDT");
    assert_eq!(leg["lobby_call"]["instant"], "2026-10-24T11:30:00Z");
    assert_eq!(seen(&tour, "/days/2026-10-24").await["travel"][0], *leg);
    app.end().await;
}

#[tokio::test]
async fn a_view_that_has_not_changed_is_not_sent_again_and_one_that_has_is() {
    each_database(async |app| {
        let tour = app.tour("Views").await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Doors", "19:00").await;
        let crew = tour.join("Chris", &[("everyone", "read")]).await;
        let mut etags = Vec::new();
        for path in VIEWS {
            let whole = tour.get(&crew, path).await;
            whole.must_succeed();
            let etag = whole.header("etag").unwrap().to_owned();
            assert!(etag.starts_with("W/\"") && etag.ends_with('"'), "{path}: {etag}");
            assert_eq!(whole.header("cache-control"), Some("private, no-cache"), "{path}");
            let get = (Method::GET, tour.path(path));
            for seen in [etag.clone(), format!("W/\"other\", {etag}"), "*".to_owned()] {
                let headers = [("if-none-match", seen.as_str())];
                let answer = send(app, Some(&crew), (get.0.clone(), &get.1), &headers, "").await;
                assert_eq!((answer.status, answer.body.len()), (304, 0), "{path} {seen}");
                assert_eq!(answer.header("etag"), Some(etag.as_str()), "{path}");
            }
            etags.push(etag);
        }
        // What the crew does not see changes nothing for them.
        tour.record("money", "note", json!({ "day": day.id, "body": "Guarantee" })).await;
        for (path, etag) in VIEWS.iter().zip(&etags) {
            assert_eq!(tour.get(&crew, path).await.header("etag"), Some(etag.as_str()), "{path}");
        }
        change(&tour, "day", day.id, json!({ "place": paris(), "zone": "Europe/Paris" })).await;
        change(&tour, "schedule_item", day.item("Doors"), json!({ "when": at("18:30") })).await;
        tour.record("everyone", "person", json!({ "name": "Noor" })).await;
        tour.record("everyone", "travel", json!({ "day": day.id, "mode": "bus" })).await;
        for (path, etag) in VIEWS.iter().zip(&etags) {
            let url = tour.path(path);
            let headers = [("if-none-match", etag.as_str())];
            let answer = send(app, Some(&crew), (Method::GET, &url), &headers, "").await;
            assert_eq!(answer.status, 200, "{path} has changed");
            assert_ne!(answer.header("etag"), Some(etag.as_str()), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_has_the_book_fetches_only_the_pieces_that_changed() {
    each_database(async |app| {
        let tour = app.tour("Views").await;
        let first = tour.a_day("2026-10-23").in_zone("Europe/Berlin").item("Doors", "19:00").await;
        let second = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Doors", "19:00").await;
        let whole = seen(&tour, "/book").await;
        assert_eq!(keys(&whole), ["tour", "2026-10-23", "2026-10-24"]);
        let sheet = seen(&tour, "/days/2026-10-23").await;
        assert_eq!(whole["pieces"][1]["body"], sheet, "a piece is the sheet");
        let mut have = have_of(&whole);
        let nothing = seen(&tour, &format!("/book?have={have}")).await;
        assert_eq!(nothing, json!({ "pieces": [], "gone": [] }));

        let detail = json!({ "detail": "Wristbands at the box office" });
        change(&tour, "schedule_item", second.item("Doors"), detail).await;
        let news = seen(&tour, &format!("/book?have={have}")).await;
        assert_eq!(keys(&news), ["2026-10-24"]);
        have = have.replace(&have_of(&whole["pieces"][2]), &have_of(&news["pieces"][0]));
        assert_eq!(seen(&tour, &format!("/book?have={have}")).await["pieces"], json!([]));

        let path = tour.path(&format!("/day/{}", first.id));
        app.delete(&tour.manager, &path, 1).await.must_succeed();
        let news = seen(&tour, &format!("/book?have={have}")).await;
        assert_eq!(news["gone"], json!(["2026-10-23"]));
        assert!(keys(&news).contains(&"tour"), "the grid has a row less");
    })
    .await;
}

fn keys(book: &Value) -> Vec<&str> {
    book["pieces"].as_array().unwrap().iter().map(|piece| piece["key"].as_str().unwrap()).collect()
}

/// What a phone says that it has: of a whole book, or of one piece.
fn have_of(book: &Value) -> String {
    let pair = |piece: &Value| {
        format!("{}:{}", piece["key"].as_str().unwrap(), piece["etag"].as_str().unwrap())
    };
    match book["pieces"].as_array() {
        Some(pieces) => pieces.iter().map(pair).collect::<Vec<_>>().join(","),
        None => pair(book),
    }
}

#[tokio::test]
async fn every_kind_is_read_and_made_at_a_path_of_its_own() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Views").await;
    for kind in domain::record::Kind::KNOWN {
        let list = seen(&tour, &format!("/{kind}")).await;
        assert!(list["items"].is_array(), "{kind}: {list}");
        let made = tour.post(&tour.manager, &format!("/{kind}"), &json!({ "fields": {} })).await;
        assert!([201, 422].contains(&made.status), "{kind}: {}", made.text());
    }
    app.end().await;
}
