//! Two laptops, the web, and what each of them is told.

use harness::{Database, TestApp, each_database, set};
use serde_json::json;

use super::device::Device;

#[tokio::test]
async fn an_edit_reaches_the_other_laptop_and_the_web() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ben = tour.join("Ben", &[("everyone", "edit")]).await;
        let mayas = Device::with_copy(&tour, &tour.manager).await;
        let bens = Device::with_copy(&tour, &ben).await;

        mayas.save_note(&tour, "Bring gaffer").await;
        let synced = mayas.run(&["sync", "--json"]).await.with(0).json();
        assert_eq!((&synced["sent"], &synced["unsent"]), (&json!(1), &json!(0)));
        let synced = bens.run(&["sync", "--json"]).await.with(0).json();
        assert_eq!(synced["records"], 1);

        assert!(bens.notes(tour.id).await.contains("Bring gaffer"));
        let notes = tour.get(&ben, "/note").await.ok();
        assert_eq!(notes["items"][0]["fields"]["title"], "Bring gaffer");
        let again = bens.run(&["sync"]).await.with(0);
        assert_eq!(again.stdout, "nothing new\n");
    })
    .await;
}

#[tokio::test]
async fn two_who_edit_the_same_without_a_signal_are_both_kept_and_told() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let note = tour.record("everyone", "note", json!({ "title": "Dock", "body": "In" })).await;
        let ben = tour.join("Ben", &[("everyone", "edit")]).await;
        let mayas = Device::with_copy(&tour, &tour.manager).await;
        let bens = Device::with_copy(&tour, &ben).await;

        let say = |to: &str| vec![set("note", note, "title", json!("Dock"), json!(to))];
        mayas.save(tour.id, say("Dock 1")).await;
        bens.save(tour.id, say("Dock 2")).await;
        mayas.run(&["sync"]).await.with(0);
        bens.run(&["sync"]).await.with(3).says("somebody else changed the same");

        let status = bens.run(&["status", "--json"]).await.with(0).json();
        assert_eq!(status["tours"][0]["to_decide"], 1);
        assert_eq!(status["tours"][0]["on_this_device"], 0);
        assert_eq!(bens.notes(tour.id).await, ["Dock 1".to_owned()].into());
    })
    .await;
}

#[tokio::test]
async fn what_is_not_accepted_is_kept_and_told() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let ben = tour.join("Ben", &[("everyone", "read")]).await;
    let bens = Device::with_copy(&tour, &ben).await;
    bens.save_note(&tour, "Bring gaffer").await;

    bens.run(&["sync"]).await.with(3).says("not accepted");
    let status = bens.run(&["status", "--json"]).await.with(0).json();
    assert_eq!(status["tours"][0]["in_tray"], 1);
    app.end().await;
}

#[tokio::test]
async fn an_audience_that_somebody_leaves_goes_from_their_laptop_and_their_edits_stay() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        tour.record("management", "note", json!({ "title": "Margins", "body": "Thin" })).await;
        let ben = tour.join("Ben", &[("everyone", "edit"), ("management", "edit")]).await;
        let bens = Device::with_copy(&tour, &ben).await;
        assert!(bens.notes(tour.id).await.contains("Margins"));

        let path = tour.path(&format!("/members/{}", ben.account));
        let less = json!({ "audiences": { "management": null } });
        app.put(&tour.manager, &path, &less).await.must_succeed();
        bens.run(&["sync"]).await.with(0).says("no longer in `management`");
        assert!(!bens.notes(tour.id).await.contains("Margins"));

        bens.save_note(&tour, "Bring gaffer").await;
        tour.remove(&ben).await;
        let ended = bens.run(&["sync"]).await;
        assert!(ended.stderr.contains("no longer in `everyone`"), "{ended:?}");
        let state = bens.state(tour.id).await;
        assert!(state.scopes.is_empty());
        let tray = bens.copy(tour.id).await.tray().await.unwrap();
        assert_eq!(state.outbox.len() + tray.len(), 1, "an edit is gone");
    })
    .await;
}

#[tokio::test]
async fn a_tour_is_meant_by_a_part_of_its_name_and_nothing_is_guessed() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    app.tour_in(tour.org, &tour.manager, "Northern Summer").await;
    let device = Device::new();
    device.log_in(app.site(), &tour.manager).await.with(0);

    device.run(&["clone", "northern"]).await.with(2).says("`Northern Summer`");
    device.run(&["clone", "southern"]).await.with(1).says("no tour called `southern`");
    device.run(&["clone", "northern l"]).await.with(0);
    device.run(&["clone", "northern s"]).await.with(0);
    let tours = device.run(&["tours", "--json", "--offline"]).await.with(0).json();
    assert_eq!(tours["tours"].as_array().unwrap().len(), 2);
    assert_eq!(tours["server_reached"], false);
    device.run(&["sync", "--tour", "northern l"]).await.with(0);
    device.run(&["sync", "--tour", "north"]).await.with(2);
    app.end().await;
}
