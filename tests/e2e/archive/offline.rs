//! The same archive from a laptop's copy, without a network.

use harness::{Database, each_database};
use serde_json::{Value, json};

use super::world::{Elsewhere, demo, kept};
use super::{archive_of, timeless};
use crate::companion::device::Device;

fn read(device: &Device, name: &str) -> Vec<u8> {
    std::fs::read(device.home().parent().unwrap().join(name)).unwrap()
}

/// An archive as if no file were here, because a copy has only those of the next days.
fn without_files(mut archive: Value) -> Value {
    archive["contents"] = Value::Null;
    for file in archive["files"].as_array_mut().unwrap() {
        file["missing"] = json!(true);
    }
    archive
}

#[tokio::test]
async fn a_laptop_without_a_signal_writes_the_archive_that_the_server_writes() {
    each_database(async |app| {
        let tour = demo(app).await;
        let audiences = ["everyone", "party", "management", "money", "crew_bus"];
        let ida = tour.join("Ida", &audiences.map(|name| (name, "read"))).await;
        let device = Device::with_copy(&tour, &ida).await;
        let servers = timeless(&archive_of(&tour, &tour.manager).await.body);
        // Nobody answers from now on.
        device.move_to("http://127.0.0.1:1");

        let ended = device.run(&["export", "archive", "--out", "a.json"]).await.with(1);
        let ended = ended.says("`not sent.pdf`").says("not on this device");
        assert!(!ended.stderr.contains("edit"), "{ended:?}");
        let own: Value = serde_json::from_slice(&read(&device, "a.json")).unwrap();
        assert!(own["written"]["by"].as_str().unwrap().starts_with("buscall "));
        let own = timeless(&read(&device, "a.json"));
        assert_eq!(without_files(own), without_files(servers));
        device.run(&["export", "archive", "--out", "a.json"]).await.with(1).says("--force");
        device.run(&["export", "archive"]).await.with(2).says("--out");

        let elsewhere = Elsewhere::on(Database::sqlite().await).await;
        let there = elsewhere.take_in(read(&device, "a.json"), tour.id).await;
        assert_eq!(kept(&there).await, kept(&tour).await);
        elsewhere.app.end().await;
    })
    .await;
}

#[tokio::test]
async fn files_of_the_next_days_are_in_it_and_edits_that_are_not_sent_are_not() {
    let app = harness::TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let tomorrow = sync_client::clock::now().date_naive().succ_opt().unwrap().to_string();
    let day = tour.a_day(&tomorrow).in_zone("Europe/Oslo").await;
    let plan = crate::files::content(600_000, 3);
    crate::files::send_whole(&tour, &tour.manager, &plan).await;
    let mut fields = crate::files::fields("plan.pdf", &plan);
    fields["day"] = json!(day.id);
    tour.record("everyone", "file", fields).await;
    let device = Device::with_copy(&tour, &tour.manager).await;

    device.run(&["export", "archive", "--out", "a.json"]).await.with(0);
    let servers = archive_of(&tour, &tour.manager).await.body;
    assert_eq!(timeless(&read(&device, "a.json")), timeless(&servers));
    device.save_note(&tour, "Not sent").await;
    let again = device.run(&["export", "archive", "--out", "b.json"]).await.with(0);
    again.says("1 edit on this device");
    assert_eq!(timeless(&read(&device, "b.json")), timeless(&servers));

    let ben = tour.join("Ben", &[("everyone", "read")]).await;
    let bens = Device::with_copy(&tour, &ben).await;
    let ended = bens.run(&["export", "archive", "--out", "a.json"]).await.with(0);
    ended.says("only yours");
    let his = archive_of(&tour, &ben).await.body;
    assert_eq!(timeless(&read(&bens, "a.json")), timeless(&his));

    // What is on the disk under the name of other content is not passed on as it.
    let files: Value = bens.run(&["files", "--json"]).await.with(0).json();
    std::fs::write(files[0]["path"].as_str().unwrap(), b"spoilt").unwrap();
    let ended = bens.run(&["export", "archive", "--out", "b.json"]).await.with(1);
    ended.says("`plan.pdf`");
    app.end().await;
}
