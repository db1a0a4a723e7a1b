//! Holds and avails on a laptop, and an order that is suggested.

use domain::ids::RecordId;
use harness::{Database, TestApp, Tour};
use serde_json::{Value, json};

use super::device::Device;

const SATURDAY: &str = "2026-12-05";

/// Two open days and two houses in Amsterdam: the Saturday, and the Melkweg.
async fn december(tour: &Tour<'_>) -> (RecordId, RecordId) {
    let day = |date: &str| json!({ "date": date, "zone": "Europe/Amsterdam" });
    tour.record("everyone", "day", day("2026-12-04")).await;
    let saturday = tour.record("everyone", "day", day(SATURDAY)).await;
    let venue = |name: &str| json!({ "name": name, "place": { "city": "Amsterdam" } });
    let melkweg = tour.record("everyone", "venue", venue("Melkweg")).await;
    tour.record("everyone", "venue", venue("Paradiso")).await;
    (saturday, melkweg)
}

/// The holds that a device lists, by venue: level and status.
async fn listed(device: &Device) -> Vec<(String, Value, String)> {
    let holds = device.run(&["hold", "list", "--all", "--json"]).await.with(0).json();
    let holds = holds.as_array().expect("a list").iter().map(|hold| {
        let status = hold["fields"]["status"].as_str().unwrap_or("held");
        let venue = hold["venue"].as_str().unwrap_or_default();
        (venue.to_owned(), hold["fields"]["level"].clone(), status.to_owned())
    });
    holds.collect()
}

fn hold(venue: &str, level: i64, status: &str) -> (String, Value, String) {
    (format!("{venue} Amsterdam"), json!(level), status.to_owned())
}

#[tokio::test]
async fn a_hold_is_added_challenged_cleared_and_confirmed() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let (_, melkweg) = december(&tour).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    device.run(&["hold", "list"]).await.with(0).says("nothing is held");
    for fields in
        [["venue=melkweg", "level=2"], ["venue=melkweg", "level=3"], ["venue=paradiso", "level=1"]]
    {
        device
            .run(&["hold", "add", SATURDAY, fields[0], fields[1], "expires=20.11.2026"])
            .await
            .with(0);
    }
    let table = device.run(&["hold", "list"]).await.with(0).stdout;
    assert!(table.starts_with("DATE       LEVEL  VENUE"), "{table}");
    assert!(table.contains("Sat 5 Dec  1      Paradiso Amsterdam  held    Fri 20 Nov"), "{table}");

    device.run(&["hold", "clear", "melkweg"]).await.with(2).says("may be any of these");
    let holds = device.run(&["hold", "list", "--json"]).await.with(0).json();
    let second = holds[1]["id"].as_str().expect("an id").to_owned();
    device.run(&["hold", "challenge", "paradiso", "--until", "3.11.2026"]).await.with(0);
    device.run(&["hold", "promote", "paradiso"]).await.with(2).says("the first in the queue");
    device.run(&["hold", "promote", &second]).await.with(0);
    assert_eq!(
        listed(&device).await,
        [hold("Melkweg", 1, "held"), hold("Paradiso", 1, "challenged"), hold("Melkweg", 2, "held")]
    );
    device.run(&["hold", "clear", &second, "--reason", "another house"]).await.with(0);
    device.run(&["hold", "clear", &second]).await.with(2).says("released already");
    device
        .run(&["hold", "confirm", "melkweg", "--day", SATURDAY])
        .await
        .with(0)
        .says("✓ on the server");
    let now = listed(&device).await;
    let over = [hold("Melkweg", 1, "released"), hold("Paradiso", 1, "released")];
    assert!(over.iter().all(|hold| now.contains(hold)), "{now:?}");
    assert!(now.contains(&hold("Melkweg", 1, "confirmed")), "{now:?}");
    device.run(&["hold", "list"]).await.with(0).says("nothing is held");

    let sheet = tour.get(&tour.manager, &format!("/days/{SATURDAY}")).await.ok();
    assert_eq!(sheet["events"][0]["venue"], json!(melkweg), "{sheet}");
    app.end().await;
}

#[tokio::test]
async fn holds_stay_with_management() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let (saturday, _) = december(&tour).await;
    let crew = tour.join("Jonas", &[("everyone", "edit")]).await;
    let (device, other) =
        (Device::with_copy(&tour, &tour.manager).await, Device::with_copy(&tour, &crew).await);
    device.run(&["hold", "add", SATURDAY, "venue=paradiso", "level=1"]).await.with(0);
    device.run(&["add", "hold", "name=Harmonie", "--day", SATURDAY]).await.with(0);
    let path = tour.path("/hold");
    let fields = json!({ "fields": { "day": saturday } });
    let made = app.post(&tour.manager, &path, &fields).await.ok();
    assert_eq!(made["audience"], "management");
    device.run(&["sync"]).await.with(0);
    assert_eq!(listed(&device).await.len(), 3);

    other.run(&["sync"]).await.with(0);
    other.run(&["hold", "list", "--all"]).await.with(0).says("nothing is held");
    let refused = other.run(&["hold", "add", SATURDAY, "venue=paradiso"]).await.with(2);
    refused.says("you are in no audience `management`");
    app.end().await;
}

#[tokio::test]
async fn avails_are_text_for_an_email() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    december(&tour).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let add = ["hold", "add", SATURDAY, "venue=melkweg", "level=2", "expires=20.11.2026"];
    device.run(&add).await.with(0);
    let all =
        "Fri 4 Dec 2026 — open\nSat 5 Dec 2026 — 2nd hold, Melkweg Amsterdam (expires 20 Nov)\n";
    assert_eq!(device.run(&["avails"]).await.with(0).stdout, all);
    let outside = device.run(&["avails", "--from", SATURDAY, "--no-venues"]).await.with(0);
    assert_eq!(outside.stdout, "Sat 5 Dec 2026 — 2nd hold (expires 20 Nov)\n");
    let data =
        device.run(&["avails", "--to", SATURDAY, "--no-venues", "--json"]).await.with(0).json();
    assert_eq!(
        (&data[1]["holds"][0]["level"], &data[1]["holds"][0]["venue"]),
        (&json!(2), &json!(null))
    );
    device.run(&["hold", "confirm", "melkweg"]).await.with(0);
    device.run(&["avails", "--from", SATURDAY]).await.with(0).says("no date is open");
    app.end().await;
}

#[tokio::test]
async fn an_order_is_suggested_and_nothing_is_changed() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("To and fro").await;
    for (date, city, lat, lon) in [
        ("2026-12-01", "Hamburg", 53.55, 9.99),
        ("2026-12-02", "München", 48.14, 11.58),
        ("2026-12-03", "Hannover", 52.37, 9.73),
        ("2026-12-04", "Nürnberg", 49.45, 11.08),
    ] {
        let place = json!({ "city": city, "country": "DE", "lat": lat, "lon": lon });
        let day = json!({ "date": date, "day_type": "show", "place": place });
        tour.record("everyone", "day", day).await;
    }
    let device = Device::with_copy(&tour, &tour.manager).await;
    let told = device.run(&["route", "--suggest"]).await.with(0);
    let lines: Vec<_> = told.stdout.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "FROM       TO         SHOW",
            "Thu 3 Dec  Wed 2 Dec  Hannover",
            "Fri 4 Dec  Thu 3 Dec  Nürnberg",
            "Wed 2 Dec  Fri 4 Dec  München",
        ]
    );
    assert!(
        lines[4].contains(" at the wheel instead of ") && lines[4].ends_with(" less"),
        "{lines:?}"
    );
    told.says("nothing was changed");
    let data =
        device.run(&["route", "--suggest", "--keep", "2.12.", "--json"]).await.with(0).json();
    assert!(data["after"]["driving_minutes"].as_u64() < data["before"]["driving_minutes"].as_u64());
    assert!(
        data["changes"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|moved| moved["from"] != "2026-12-02")
    );
    let within = ["route", "--suggest", "--within", "4.12.", "1.12.", "2.12.", "--json"];
    let data = device.run(&within).await.with(0).json();
    assert_eq!(data["impossible"], json!([]));
    device.run(&["route", "--suggest", "--keep", "24.12.2026"]).await.with(2).says("`2026-12-24`");
    device.run(&["route", "--keep", "2.12."]).await.with(2);
    device.run(&["changes"]).await.with(0).says("nothing has arrived");
    app.end().await;
}
