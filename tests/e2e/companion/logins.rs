//! Logging in and out, on the right server and on wrong ones.

use harness::{Database, TestApp, each_database};
use sea_orm::ConnectionTrait as _;
use serde_json::json;

use super::device::Device;

#[tokio::test]
async fn somebody_logs_in_sees_their_tours_and_logs_out() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let device = Device::new();
        device.run(&["tours"]).await.with(1).says("nobody has logged in here");
        device.log_in(app.site(), &tour.manager).await.with(0);
        let tours = device.run(&["tours", "--json"]).await.with(0).json();
        assert_eq!(tours["tours"][0]["name"], "Northern Lights");
        assert_eq!(tours["tours"][0]["here"], false);

        let sessions = app.get(&tour.manager, "/v1/sessions").await.ok();
        let labels = sessions["items"].as_array().unwrap().iter().map(|item| &item["label"]);
        assert_eq!(labels.filter(|label| label.as_str().unwrap().contains("buscall")).count(), 1);

        device.run(&["logout"]).await.with(0);
        let sessions = app.get(&tour.manager, "/v1/sessions").await.ok();
        assert_eq!(sessions["items"].as_array().unwrap().len(), 1);
        device.run(&["tours"]).await.with(1).says("buscall login");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_is_told_as_such_and_nothing_is_kept() {
    let app = TestApp::on(Database::sqlite().await).await;
    let maya = app.person("Maya").await;
    let device = Device::new();
    let refused = device.log_in_with(app.site(), &maya.email, "load-in at nine").await;
    refused.with(1).says("the server refused");
    device.run(&["sync"]).await.with(2).says("no tour is chosen");
    assert!(!device.home().join("token").exists());
    app.end().await;
}

#[tokio::test]
async fn where_nobody_listens_nobody_is_told_a_password() {
    let device = Device::new();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let refused = device.log_in_with(&format!("http://{free}"), "m@example.org", "secret").await;
    refused.with(4).says("could not be reached");
    device.log_in_with("ftp://example.org", "m@example.org", "x").await.with(2).says("no address");
}

#[tokio::test]
async fn a_log_in_that_was_ended_elsewhere_is_told_and_what_was_not_sent_stays() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let device = Device::with_copy(&tour, &tour.manager).await;
        device.save_note(&tour, "Bring gaffer").await;
        let sessions = app.get(&tour.manager, "/v1/sessions").await.ok();
        for session in sessions["items"].as_array().unwrap() {
            if session["current"] == false {
                let path = format!("/v1/sessions/{}", session["id"].as_str().unwrap());
                app.delete(&tour.manager, &path, 0).await.must_succeed();
            }
        }

        let refused = device.run(&["sync"]).await.with(1);
        refused.says("has ended").says(&format!("--email {}", tour.manager.email));
        assert_eq!(device.state(tour.id).await.outbox.len(), 1);

        device.log_in(app.site(), &tour.manager).await.with(0);
        device.run(&["sync"]).await.with(0);
        assert!(device.state(tour.id).await.outbox.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_log_out_is_held_back_by_what_was_never_sent() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    device.save_note(&tour, "Bring gaffer").await;
    let files = device.home().join("files/ab");
    std::fs::create_dir_all(&files).unwrap();
    std::fs::write(files.join("ab.part"), "half a rider").unwrap();

    device.run(&["logout", "--forget"]).await.with(3).says("1 edits that were never sent");
    assert_eq!(device.state(tour.id).await.outbox.len(), 1);

    device.run(&["sync"]).await.with(0);
    device.run(&["logout", "--forget"]).await.with(0);
    assert!(!device.database(tour.id).exists());
    assert!(!device.home().join("account.json").exists());
    assert!(!device.home().join("files").exists(), "the content of files is left");
    app.end().await;
}

#[tokio::test]
async fn another_person_does_not_log_in_over_somebodys_copies() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let ben = tour.join("Ben", &[("everyone", "read")]).await;

    device.log_in(app.site(), &ben).await.with(1).says("another account");
    device.run(&["sync"]).await.with(0);
    let sessions = app.get(&ben, "/v1/sessions").await.ok();
    assert_eq!(sessions["items"].as_array().unwrap().len(), 1, "a log-in was left behind");
    app.end().await;
}

#[tokio::test]
async fn another_server_at_the_same_address_gets_nothing() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    device.save_note(&tour, "Bring gaffer").await;
    let other = TestApp::on(Database::sqlite().await).await;
    let there = other.person("Maya").await;

    device.log_in(other.site(), &there).await.with(1).says("this copy belongs to the server");

    // Even a log-in that this other server takes opens nothing.
    device.move_to(other.site());
    std::fs::write(device.home().join("token"), &there.token).unwrap();
    device.run(&["sync"]).await.with(1).says("no tour");
    assert_eq!(device.state(tour.id).await.outbox.len(), 1);
    let hers = other.get(&there, "/v1/tours").await.ok();
    assert_eq!(hers["items"], json!([]));
    other.end().await;
    app.end().await;
}

#[tokio::test]
async fn a_copy_of_another_server_takes_nothing_of_this_ones_answer_and_keeps_what_waits() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    device.save_note(&tour, "Bring gaffer").await;
    // As on a copy whose server was set up anew from a backup of the same tour, under its own name.
    let path = device.database(tour.id);
    let db = sea_orm::Database::connect(format!("sqlite://{}", path.display())).await.unwrap();
    let moved = format!("UPDATE meta SET value = '{}' WHERE key = 'server'", app.new_id());
    db.execute_unprepared(&moved).await.unwrap();
    db.close().await.unwrap();
    tour.record("everyone", "note", json!({ "title": "From the web", "body": "x" })).await;

    let refused = device.run(&["sync"]).await.with(1).says("this copy belongs to the server");
    refused.says("nothing of its answer was taken");
    assert_eq!(device.state(tour.id).await.outbox.len(), 1);
    assert_eq!(device.notes(tour.id).await, ["Bring gaffer".to_owned()].into());
    app.end().await;
}
