//! What stands in a feed, by who made it and for whom: never more than both may see when it is asked for.

use harness::{BuiltDay, Tour, each_database};
use serde_json::json;

use super::{entry, feed, fetch, text};
use crate::companion::device::Device;

/// A day with a row in each of three audiences.
async fn a_day(tour: &Tour<'_>) -> BuiltDay {
    let day = tour.a_day("2026-10-24").in_zone("Europe/Amsterdam").item("Doors", "19:00");
    let day = day.item_for("party", "Dinner", "17:00");
    day.item_for("management", "Settlement", "23:00").await
}

/// Which of the three rows stand in a feed.
async fn rows(tour: &Tour<'_>, day: &BuiltDay, path: &str) -> Vec<&'static str> {
    let text = text(tour, path).await;
    let there = ["Doors", "Dinner", "Settlement"].into_iter();
    let there: Vec<_> = there.filter(|row| entry(&text, day.item(row)).is_some()).collect();
    for row in ["Doors", "Dinner", "Settlement"] {
        assert_eq!(text.contains(row), there.contains(&row), "{row}");
    }
    there
}

#[tokio::test]
async fn a_feed_shows_what_its_owner_sees_at_the_time() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let day = a_day(&tour).await;
        let crew = tour.join("Cru", &[("everyone", "read")]).await;
        for shape in ["items", "days"] {
            let (_, path) = feed(&tour, &crew, json!({ "shape": shape })).await;
            let before = text(&tour, &path).await;
            assert!(before.contains("Doors") && !before.contains("Dinner"), "{before}");
            tour.give(&crew, &[("party", "read")]).await;
            assert!(text(&tour, &path).await.contains("Dinner"));
            let member = tour.path(&format!("/members/{}", crew.account));
            let taken = json!({ "audiences": { "party": null } });
            app.put(&tour.manager, &member, &taken).await.must_succeed();
            assert_eq!(text(&tour, &path).await, before);
        }
        let (_, own) = feed(&tour, &tour.manager, json!({ "shape": "items" })).await;
        assert_eq!(rows(&tour, &day, &own).await, ["Doors", "Dinner", "Settlement"]);
    })
    .await;
}

#[tokio::test]
async fn a_feed_for_somebody_shows_only_what_both_may_see() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let day = a_day(&tour).await;
        let artist = tour.join("Ari", &[("everyone", "read"), ("party", "read")]).await;
        let person = async |name: &str, account: Option<domain::ids::AccountId>| {
            let fields = json!({ "name": name, "account": account });
            tour.record("everyone", "person", fields).await
        };
        let ari = person("Ari", Some(artist.account)).await;
        let maya = person("Maya", Some(tour.manager.account)).await;
        let guest = person("Gus", None).await;
        let secret = json!({ "name": "S3CRET" });
        let secret = tour.record("management", "person", secret).await;
        let of = async |who: &harness::Person, person| {
            feed(&tour, who, json!({ "shape": "items", "person": person })).await.1
        };
        let for_ari = of(&tour.manager, ari).await;
        assert_eq!(rows(&tour, &day, &for_ari).await, ["Doors", "Dinner"]);
        let for_maya = of(&tour.manager, maya).await;
        assert_eq!(rows(&tour, &day, &for_maya).await, ["Doors", "Dinner", "Settlement"]);
        let for_guest = of(&tour.manager, guest).await;
        assert_eq!(rows(&tour, &day, &for_guest).await, ["Doors"]);
        let by_ari = of(&artist, maya).await;
        assert_eq!(rows(&tour, &day, &by_ari).await, ["Doors", "Dinner"]);
        // The same without an address, and for whoever is hidden from everyone nothing at all.
        let own = tour.get(&tour.manager, &format!("/calendar.ics?shape=items&person={ari}")).await;
        assert_eq!(own.body, fetch(&tour, &for_ari, &[]).await.body);
        let new = json!({ "shape": "items", "person": secret });
        tour.post(&tour.manager, "/feeds", &new).await.problem(422, "invalid");
        let theirs = tour.post(&artist, "/feeds", &new).await;
        let absent = json!({ "shape": "items", "person": app.new_id() });
        assert_eq!(theirs.body, tour.post(&artist, "/feeds", &absent).await.body);
        // Whoever is off the tour takes their calendar along.
        tour.remove(&artist).await;
        fetch(&tour, &for_ari, &[]).await.problem(404, "not_found");
        app.delete(&tour.manager, &tour.path(&format!("/person/{guest}")), 1).await.must_succeed();
        fetch(&tour, &for_guest, &[]).await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_laptop_writes_the_calendar_that_the_server_gives() {
    let app = harness::TestApp::on(harness::Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    let day = a_day(&tour).await;
    let artist = tour.join("Ari", &[("everyone", "read"), ("party", "read")]).await;
    for (name, account) in [("Ari Holm", artist.account), ("Maya", tour.manager.account)] {
        let fields = json!({ "name": name, "account": account, "department": "Audio" });
        tour.record("everyone", "person", fields).await;
    }
    let device = Device::with_copy(&tour, &tour.manager).await;
    // All but the moment that it is as of, and the address of the app.
    let entries = |text: &str| -> Vec<String> {
        let text = text.replace("\r\n ", "");
        let passing = ["DTSTAMP", "LAST-MODIFIED", "URL", "DESCRIPTION", "X-WR-CALDESC"];
        let lines = text.lines().filter(|line| !passing.iter().any(|name| line.starts_with(name)));
        lines.map(ToOwned::to_owned).collect()
    };
    for shape in ["days", "items"] {
        let ours = device.run(&["--offline", "export", "ics", "--shape", shape]).await.with(0);
        let theirs = tour.get(&tour.manager, &format!("/calendar.ics?shape={shape}")).await;
        assert_eq!(entries(&ours.stdout), entries(&theirs.text()));
    }
    let items = ["--offline", "export", "ics", "--shape", "items", "--person"];
    let of = async |name: &str| device.run(&[&items[..], &[name]].concat()).await;
    let maya = of("maya").await.with(0).stdout;
    assert!(entry(&maya.replace("\r\n ", ""), day.item("Settlement")).is_some());
    let ari = of("ari").await.with(0).stdout;
    assert!(ari.contains("Doors") && !ari.contains("Dinner") && !ari.contains("Settlement"));
    of("nobody").await.with(2).says("nobody on tour is called `nobody`");
    let file = device.home().join("tour.ics");
    let path = file.to_str().unwrap();
    device.run(&["--offline", "export", "ics", "--out", path]).await.with(0);
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("BEGIN:VCALENDAR\r\n"));
    app.end().await;
}
