//! Papers from a server and from a laptop: whole, trimmed for whom they are, and the same.

use harness::{Database, TestApp, Tour, each_database};
use serde_json::{Value, json};

use super::programs::Programs;
use crate::companion::device::Device;

const DAY: &str = "2026-11-24";

/// What a wall must not tell, in the words of the tour below.
const SECRETS: [&str; 9] = [
    "Speicher",
    "Sandtorkai",
    "9998877",
    "999 88 77",
    "4711",
    "hafen-2611",
    "Mr Clark",
    "Ida Brandt",
    "QX7H2L",
];

/// A show day with a hotel, phones, codes and an alias, some of them in texts where nobody expects them.
async fn a_day_with_secrets(tour: &Tour<'_>) -> [Value; 3] {
    let day = tour.a_day(DAY).in_zone("Europe/Berlin").item("Doors", "19:00");
    let day = day.item("Bus call", "01:30+1").await;
    let sheet = tour.get(&tour.manager, &day.sheet()).await.ok();
    let day = sheet["header"]["day"].clone();
    let settlement = json!({ "day": day, "title": "Settlement", "when": { "precision": "tbd" } });
    tour.record("everyone", "schedule_item", settlement).await;
    let venue = json!({ "name": "Tonhalle Nord", "door_code": "4711#", "wifi_password": "hafen-2611",
        "phone": "+49 40 999 88 77", "load_in_access": "Dock 2, the code is 4711#",
        "emergency": "Muster point: car park. Call 112." });
    let venue = tour.record("everyone", "venue", venue).await;
    let event = json!({ "day": day, "venue": venue, "event_type": "show" });
    let event = tour.record("everyone", "event", event).await;
    let stay = json!({ "day": day, "name": "Hotel Speicher", "phone": "+49409998877",
        "place": { "address": "Am Sandtorkai 90", "city": "Hamburg" }, "confirmation": "QX7H2L" });
    let stay = tour.record("everyone", "hotel_stay", stay).await;
    let contact = json!({ "day": day, "name": "Ida Brandt", "phone": "+49 40 999 88 77" });
    tour.record("everyone", "contact", contact).await;
    let note =
        json!({ "day": day, "title": "Late", "body": "Ask Hotel Speicher for Mr Clark, QX7H2L." });
    tour.record("everyone", "note", note).await;
    let room = json!({ "stay": stay, "room_type": "suite", "guests": ["Effie Grant"], "alias": "Mr Clark" });
    tour.record("management", "room", room).await;
    let guest =
        json!({ "event": event, "name": "Łucja Wiśniewska", "status": "approved", "quantity": 2 });
    tour.record("everyone", "guest_request", guest).await;
    [json!(event), json!(stay), day]
}

#[tokio::test]
async fn a_wall_has_none_of_what_it_must_leave_out_in_its_text_or_its_bytes() {
    let Some(programs) = Programs::find() else { return };
    each_database(async |app| {
        let tour = app.tour("Wall").await;
        a_day_with_secrets(&tour).await;
        let publish = json!({ "date": DAY });
        tour.post(&tour.manager, "/publications", &publish).await.must_succeed();
        let read = async |variant: &str| {
            let path = format!("/days/{DAY}.pdf?variant={variant}");
            let answer = tour.get(&tour.manager, &path).await;
            assert_eq!(answer.header("content-type"), Some("application/pdf"), "{}", answer.text());
            let looked_at = programs.look_at(&answer.body);
            looked_at.is_whole();
            let plain = programs.unpacked(&answer.body);
            (looked_at.text, plain)
        };
        let (text, bytes) = read("wall").await;
        for secret in SECRETS {
            assert!(!text.contains(secret), "{secret} is on the wall: {text}");
        }
        // Four digits stand by chance among coordinates and glyphs.
        for secret in SECRETS.iter().filter(|secret| secret.len() > 5) {
            assert!(!bytes.contains(secret), "{secret} is in the bytes of the wall");
        }
        for kept in ["Doors", "19:00", "01:30", "TBD", "Dock 2", "112", "For the wall", "v1"] {
            assert!(text.contains(kept), "{kept} is not on the wall: {text}");
        }
        // The same words are there for whom they are for, so the search finds what is there.
        let (text, _) = read("own").await;
        for secret in ["Hotel Speicher", "4711#", "hafen-2611", "Mr Clark", "Ida Brandt"] {
            assert!(text.contains(secret), "{secret} is not on the manager's own copy: {text}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_paper_is_printed_for_who_may_see_it_and_for_nobody_else() {
    let Some(programs) = Programs::find() else { return };
    each_database(async |app| {
        let tour = app.tour("Papers").await;
        let [event, stay, _] = a_day_with_secrets(&tour).await;
        let (event, stay) = (event.as_str().unwrap(), stay.as_str().unwrap());
        tour.post(&tour.manager, "/advances", &json!({ "starter": "club" })).await.must_succeed();
        let board = tour.get(&tour.manager, "/advances").await.ok();
        let advance = board["items"][0]["advance"].as_str().unwrap();
        let papers = [
            (format!("/days/{DAY}.pdf?size=letter&clock=12"), "7:00 PM"),
            ("/book.pdf".to_owned(), "Tour book"),
            ("/routing.pdf".to_owned(), "Routing"),
            (format!("/events/{event}/guest_list.pdf"), "Łucja Wiśniewska"),
            (format!("/hotel_stays/{stay}/rooming_list.pdf"), "Mr Clark"),
            (format!("/advances/{advance}.pdf"), "Tonhalle Nord"),
        ];
        let stranger = app.person("Stranger").await;
        for (path, told) in &papers {
            let answer = tour.get(&tour.manager, path).await;
            let looked_at = programs.look_at(&answer.body);
            looked_at.is_whole();
            assert!(looked_at.text.contains(told), "{path} without {told}: {}", looked_at.text);
            tour.get(&stranger, path).await.problem(404, "not_found");
        }
        let crew = tour.join("Crew", &[("everyone", "read")]).await;
        tour.get(&crew, &papers[5].0).await.problem(404, "not_found");
        let rooms = tour.get(&crew, &papers[4].0).await;
        assert!(!programs.look_at(&rooms.body).text.contains("Mr Clark"), "rooms are management's");
        tour.get(&crew, "/days/2026-11-25.pdf").await.problem(404, "not_found");
        for wrong in ["size=a5", "clock=13", "link=nothing"] {
            let path = format!("/days/{DAY}.pdf?{wrong}");
            tour.get(&crew, &path).await.problem(422, "invalid");
        }
    })
    .await;
}

#[tokio::test]
async fn a_laptop_without_a_server_prints_what_the_server_prints() {
    let Some(programs) = Programs::find() else { return };
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Laptop").await;
    a_day_with_secrets(&tour).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let folder = tempfile::tempdir().unwrap();
    // The moment that stands on a paper is that of the copy.
    let plainly = |text: String| {
        let lines = text.lines().filter(|line| !line.contains("As of"));
        lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    };
    for variant in ["everyone", "wall", "own"] {
        let file = folder.path().join(format!("{variant}.pdf"));
        let path = file.to_str().unwrap();
        let args = ["--offline", "export", "day", DAY, "--pdf", path, "--variant", variant];
        device.run(&args).await.with(0);
        device.run(&args).await.with(1).says("--force");
        let here = programs.look_at(&std::fs::read(&file).unwrap());
        here.is_whole();
        let there = tour.get(&tour.manager, &format!("/days/{DAY}.pdf?variant={variant}")).await;
        assert_eq!(plainly(here.text), plainly(programs.look_at(&there.body).text));
    }
    for (what, told) in [("book", "Tour book"), ("routing", "Routing"), ("guest-list", "Łucja")] {
        let file = folder.path().join(format!("{what}.pdf"));
        let args = ["--offline", "export", "pdf", what, DAY, "--out", file.to_str().unwrap()];
        device.run(&args).await.with(0);
        let text = programs.look_at(&std::fs::read(&file).unwrap()).text;
        assert!(text.contains(told), "{what} without {told}: {text}");
    }
    device.run(&["--offline", "export", "pdf", "advance", DAY]).await.with(2);
}
