//! Holds on a laptop without a server, and through the API: in their queues, to a show, and what is left.

use harness::{Database, TestApp, Tour};
use serde_json::{Value, json};

use super::device::Device;

async fn two_dates(app: &TestApp) -> Tour<'_> {
    let tour = app.tour("Winter").await;
    for date in ["2026-12-04", "2026-12-05"] {
        let day = json!({ "date": date, "zone": "Europe/Amsterdam" });
        tour.record("everyone", "day", day).await;
    }
    tour
}

async fn read(tour: &Tour<'_>, rest: &str) -> Value {
    tour.get(&tour.manager, rest).await.ok()
}

async fn write(tour: &Tour<'_>, rest: &str, body: Value) -> Value {
    tour.post(&tour.manager, rest, &body).await.ok()
}

#[tokio::test]
async fn a_hold_goes_through_its_queue_to_a_show_without_a_server() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = two_dates(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    for (name, level) in [("Melkweg", "2"), ("Paradiso", "1")] {
        let (name, level) = (format!("name={name}"), format!("level={level}"));
        let args = ["--offline", "add", "hold", &name, &level, "--day", "2026-12-05"];
        device.run(&args).await.with(0);
    }
    let listed = device.run(&["--offline", "hold", "list"]).await.with(0).stdout;
    assert!(listed.contains("Melkweg   2nd   held"), "{listed}");
    let left = device.run(&["--offline", "avails"]).await.with(0).stdout;
    assert_eq!(
        left,
        "Fri 4 Dec 2026 — open\nSat 5 Dec 2026 — 1st hold, Paradiso; 2nd hold, Melkweg\n"
    );
    let outside = device.run(&["--offline", "avails", "--no-venues", "--json"]).await.with(0);
    assert!(!outside.stdout.contains("Melkweg"), "{}", outside.stdout);
    device.run(&["--offline", "hold", "promote", "melkweg"]).await.with(0);
    device.run(&["--offline", "hold", "promote", "melkweg"]).await.with(2).says("first one");
    let until = ["--offline", "hold", "challenge", "melkweg", "--until", "2026-11-20"];
    device.run(&until).await.with(0);
    device.run(&["--offline", "hold", "confirm", "melkweg"]).await.with(0);
    device.run(&["--offline", "hold", "confirm", "melkweg"]).await.with(2);
    device
        .run(&["hold", "confirm", "nobody"])
        .await
        .with(2)
        .says("nothing called `nobody` is held");
    device.run(&["sync"]).await.with(0);
    let left = device.run(&["avails", "--no-venues"]).await.with(0).stdout;
    assert_eq!(left, "Fri 4 Dec 2026 — open\n");
    let day = read(&tour, "/days/2026-12-05").await;
    assert_eq!(day["header"]["day_type"], "show");
    assert_eq!(day["events"][0]["venue_name"], "Melkweg");
    let all = device.run(&["hold", "list", "--all", "--json"]).await.with(0).json();
    let status = |name: &str| {
        let holds = all["holds"].as_array().unwrap();
        let hold = holds.iter().find(|hold| hold["fields"]["name"] == name).unwrap();
        hold["fields"]["status"].clone()
    };
    assert_eq!((status("Melkweg"), status("Paradiso")), (json!("confirmed"), json!("released")));
    app.end().await;
}

#[tokio::test]
async fn a_hold_is_managements_and_is_moved_through_the_api() {
    for database in Database::each().await {
        let app = TestApp::on(database).await;
        let tour = two_dates(&app).await;
        let day = read(&tour, "/days").await["days"][1]["day_id"].clone();
        let fields = json!({ "day": day, "name": "Melkweg", "level": 2 });
        let made = write(&tour, "/hold", json!({ "fields": fields })).await;
        assert_eq!(made["audience"], "management", "{made}");
        let id = made["id"].as_str().unwrap();
        let path = format!("/holds/{id}");
        let preview =
            write(&tour, &format!("{path}?preview=true"), json!({ "do": "promote" })).await;
        assert_eq!((&preview["applied"], &preview["receipt"]), (&json!(false), &Value::Null));
        let done = write(&tour, &path, json!({ "do": "promote" })).await;
        assert_eq!(done["receipt"]["status"], "applied", "{done}");
        let avails = read(&tour, "/avails?from=2026-12-05").await;
        assert_eq!(avails["dates"][0]["holds"][0]["level"], 1);
        let done = write(&tour, &path, json!({ "do": "confirm" })).await;
        assert_eq!(done["receipt"]["status"], "applied", "{done}");
        assert_eq!(read(&tour, "/avails?from=2026-12-05").await["dates"], json!([]));
        app.end().await;
    }
}

#[tokio::test]
async fn another_order_is_suggested_and_nothing_is_moved() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Zigzag").await;
    for (n, east) in [(1, 7.0), (2, 13.0), (3, 9.0), (4, 11.0)] {
        let place = json!({ "city": format!("{east}"), "country": "DE", "lat": 51.0, "lon": east });
        let status = if n == 1 { "confirmed" } else { "unconfirmed" };
        let date = format!("2026-12-0{n}");
        let day = json!({ "date": date, "day_type": "show", "place": place, "status": status });
        tour.record("everyone", "day", day).await;
    }
    let device = Device::with_copy(&tour, &tour.manager).await;
    let ours = device.run(&["--offline", "route", "--suggest", "--json"]).await.with(0).json();
    assert_eq!(ours, read(&tour, "/routing/suggestion").await);
    assert_eq!(ours["n_changes"], 3);
    let told = device.run(&["route", "--suggest"]).await.with(0);
    assert!(told.stdout.contains("Wed 2 Dec  9"), "{}", told.stdout);
    told.says(" less");
    app.end().await;
}
