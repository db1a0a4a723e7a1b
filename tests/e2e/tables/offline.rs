//! The same files from a laptop without a signal.

use domain::publish::Subject;
use harness::{Database, TestApp, set};
use serde_json::json;

use super::{Arranged, DATE, arrange, hand_out};
use crate::companion::device::Device;

#[tokio::test]
async fn a_laptop_without_a_signal_writes_the_bytes_that_the_server_sends() {
    let mut app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Europe 26").await;
    let Arranged { event, stay, bo, .. } = arrange(&tour).await;
    hand_out(&tour, Subject::GuestList(event)).await;
    let edit = set("guest_request", bo, "quantity", json!(2), json!(3));
    tour.group(&tour.manager, vec![edit]).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let tables: [(&[&str], String); 6] = [
        (&["routing"], "/routing".to_owned()),
        (&["schedule"], "/schedule".to_owned()),
        (&["people"], "/people".to_owned()),
        (&["contacts"], "/contacts".to_owned()),
        (&["guest-list", DATE], format!("/events/{event}/guest_list")),
        (&["rooming", DATE], format!("/hotel_stays/{stay}/rooming_list")),
    ];
    let mut files = Vec::new();
    for (what, path) in tables {
        for format in ["csv", "xlsx"] {
            let answer = tour.get(&tour.manager, &format!("{path}.{format}")).await;
            answer.must_succeed();
            files.push((format, what, answer.body));
        }
    }
    app.stop().await;

    for (number, (format, what, sent)) in files.into_iter().enumerate() {
        let path = device.home().join(format!("table-{number}.{format}"));
        let mut args = vec!["export", format];
        args.extend(what);
        if format == "csv" {
            let printed = device.run(&args).await.with(0).stdout;
            assert_eq!(printed.as_bytes(), sent, "{args:?}");
        }
        args.extend(["--out", path.to_str().unwrap()]);
        device.run(&args).await.with(0);
        assert!(std::fs::read(&path).unwrap() == sent, "{args:?} writes other bytes");
    }
    app.end().await;
}

#[tokio::test]
async fn of_several_events_on_a_date_one_has_to_be_named() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Europe 26").await;
    let Arranged { event, .. } = arrange(&tour).await;
    let day = domain::ids::RecordId::of_day(tour.id, DATE.parse().unwrap());
    tour.record("everyone", "event", json!({ "day": day, "title": "Matinee" })).await;
    tour.a_day("2026-10-25").in_zone("Europe/Berlin").await;
    tour.a_day("2026-10-26").in_zone("Europe/Berlin").await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let list = ["export", "csv", "guest-list"];
    let with = |more: &[&'static str]| [&list as &[&str], more].concat();
    let refused = device.run(&with(&[DATE])).await.with(2).says("`Harbour Lights`");
    assert!(refused.stderr.contains("`Matinee`") && refused.stderr.contains("--event"));
    let one = device.run(&with(&[DATE, "--event", "matinee"])).await.with(0).stdout;
    assert!(one.contains("Guest list,Matinee,"), "{one}");
    let id = event.to_string();
    let by_id = [&list as &[&str], &[DATE, "--event", &id]].concat();
    let one = device.run(&by_id).await.with(0).stdout;
    assert!(one.contains("Guest list,Harbour Lights,"), "{one}");
    device.run(&with(&[DATE, "--event", "gala"])).await.with(2).says("`gala`");
    device.run(&with(&["2026-10-26"])).await.with(2).says("no event on");
    // The stay goes on until the morning after, and no later.
    let rooming = ["export", "csv", "rooming"];
    let after = [&rooming as &[&str], &["2026-10-25"]].concat();
    let one = device.run(&after).await.with(0).stdout;
    assert!(one.contains("Rooming list,Hotel Adlon,"), "{one}");
    let later = [&rooming as &[&str], &["2026-10-26"]].concat();
    device.run(&later).await.with(2).says("no hotel stay on");
    app.end().await;
}
