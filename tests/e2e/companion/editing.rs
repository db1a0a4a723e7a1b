//! Editing on a laptop: saved without a signal, sent when there is one, seen by everybody after.

use chrono::{DateTime, Utc};
use domain::ids::RecordId;
use domain::time::local;
use harness::{BuiltDay, Database, Person, TestApp, Tour, create, set};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};

use super::between::{Between, Rule};
use super::device::{Device, Ended, signal};
use super::reading::snapshot;

/// Nobody listens here.
const NOWHERE: &str = "http://127.0.0.1:9";

async fn a_day<'a>(tour: &'a Tour<'a>) -> BuiltDay {
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin");
    day.item("Load-in", "08:00")
        .item("Doors", "19:00")
        .item("Set", "20:30")
        .item("Bus call", "01:30+1")
        .await
}

async fn on_the_server(tour: &Tour<'_>, day: &BuiltDay, title: &str, field: &str) -> Value {
    let record = tour.see(&tour.manager, "schedule_item", day.item(title)).await;
    record["fields"][field].clone()
}

fn start(when: &Value) -> &str {
    when["start"].as_str().unwrap_or("none")
}

/// A group's id as it was printed.
fn group(ended: &Ended) -> String {
    ended.json()["group"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_day_without_signal_is_planned_saved_and_arrives_whole() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let day = a_day(&tour).await;
    let jonas = tour.join("Jonas", &[("everyone", "edit")]).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let second = Device::with_copy(&tour, &jonas).await;
    device.move_to(NOWHERE);

    let on = ["--day", "24.10."];
    let edit = async |args: &[&str]| device.run(args).await.with(0).says("not sent");
    edit(&["set", "doors", "when=19:30", "place=Gate 2", on[0], on[1]]).await;
    edit(&["add", "item", "title=Press call", "when=15:00", on[0], on[1]]).await;
    edit(&["add", "task", "title=Order dry ice", on[0], on[1]]).await;
    edit(&["done", "dry ice"]).await;
    edit(&["shift", "24.10.", "15", "--from", "20:00", "--yes"]).await;
    edit(&["set", "load-in", "title=Get-in", on[0], on[1]]).await;
    edit(&["undo"]).await;
    edit(&["delete", "bus call", on[0], on[1]]).await;

    let offline = device.run(&["day", "24.10."]).await.with(0).stdout;
    for line in [
        "08:00  Load-in",
        "● 15:00  Press call ?",
        "● 19:30  Doors ? (Gate 2)",
        "● 20:45  Set ?",
        "● 8 edits on this device only",
    ] {
        assert!(offline.contains(line), "`{line}` is not in {offline}");
    }
    assert!(!offline.contains("Bus call") && !offline.contains("TO DO"), "{offline}");
    assert_eq!(start(&on_the_server(&tour, &day, "Doors", "when").await), "19:00");

    device.move_to(app.site());
    device.run(&["sync"]).await.with(0);
    second.run(&["sync"]).await.with(0);

    let (ours, theirs) = (
        device.run(&["export", "day", "24.10."]).await,
        second.run(&["export", "day", "24.10."]).await,
    );
    assert_eq!(ours.stdout, theirs.stdout);
    assert_eq!(start(&on_the_server(&tour, &day, "Set", "when").await), "20:45");
    let told = second.run(&["changes"]).await.with(0).stdout;
    assert!(told.contains("Doors moved from 19:00 to 19:30"), "{told}");
    app.end().await;
}

#[tokio::test]
async fn an_edit_that_arrived_is_told_by_the_servers_word_although_the_sync_failed_after_it() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let day = a_day(&tour).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let when = |start| json!({ "precision": "exact", "start": start });
    let edit = set("schedule_item", day.item("Doors"), "when", when("19:00"), when("18:30"));
    tour.group(&tour.manager, vec![edit]).await;
    // More than one page, of which the second does not come.
    for n in 0..14 {
        let note = |m| json!({ "title": format!("Note {n} {m}"), "body": "x".repeat(8 * 1024) });
        let scope = tour.scope("everyone");
        let notes = (0..6).map(|m| create(scope, "note", RecordId(app.new_id()), note(m)));
        tour.group(&tour.manager, notes.collect()).await;
    }
    let between = Between::before(app.site()).await;
    device.move_to(&between.site);
    let second = Rule::refuse("POST /sync/v1/exchange", 503, "unavailable");
    second.let_pass(1);
    between.set(Some(&second));

    let edit = ["set", "doors", "when=19:30", "--day", "24.10.", "--json"];
    let saved = device.run(&edit).await.with(3).json();
    assert_eq!((&saved["on_server"], &saved["say"]), (&json!(true), &json!("on the server")));
    assert_eq!(saved["receipt"]["status"], "disputed");
    let edit = ["set", "load-in", "when=08:15", "--day", "24.10."];
    device.run(&edit).await.with(0).says("not sent: the server is busy");
    second.let_pass(1);
    device
        .run(&["set", "load-in", "when=08:30", "--day", "24.10."])
        .await
        .with(0)
        .says("✓ on the server");
    app.end().await;
}

#[tokio::test]
async fn what_is_said_to_be_saved_survives_being_killed() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    a_day(&tour).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    device.move_to(&format!("http://{}", nobody.local_addr().unwrap()));
    for (n, doors) in ["19:10", "19:20", "19:30"].into_iter().enumerate() {
        let when = format!("when={doors}");
        let mut child = device.start(&["set", "doors", &when, "--day", "24.10."]);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while !lines
            .next_line()
            .await
            .unwrap()
            .expect("it is saved")
            .contains("saved on this device")
        {}
        signal(&child, "-KILL").await;
        child.wait().await.unwrap();

        let sheet = device.run(&["day", "24.10.", "--json"]).await.with(0).json();
        let row = sheet["schedule"].as_array().unwrap().iter().find(|row| row["title"] == "Doors");
        assert_eq!(row.unwrap()["text"], doors);
        assert_eq!(device.state(tour.id).await.outbox.len(), n + 1);
    }
    app.end().await;
}

/// Two people have moved doors without knowing of each other; the second is on a laptop.
async fn disputed(tour: &Tour<'_>, day: &BuiltDay, device: &Device, jonas: &Person) -> Ended {
    let when = |start| json!({ "precision": "exact", "start": start });
    let edit = set("schedule_item", day.item("Doors"), "when", when("19:00"), when("18:30"));
    tour.group(jonas, vec![edit]).await;
    device.run(&["set", "doors", "when=19:30", "--day", "24.10."]).await
}

#[tokio::test]
async fn two_values_are_both_kept_until_somebody_decides() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let day = a_day(&tour).await;
    let jonas = tour.join("Jonas", &[("everyone", "edit")]).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    device.run(&["decide"]).await.with(0).says("nothing needs a decision");

    disputed(&tour, &day, &device, &jonas).await.with(3).says("needs a decision");

    let listed = device.run(&["decide", "--json"]).await.with(3).json();
    let said = listed["items"][0]["candidates"][0]["said_at"].as_str().unwrap();
    let said: DateTime<Utc> = said.parse().unwrap();
    let said = local("Europe/Amsterdam".parse().unwrap(), said).format("%H:%M").to_string();
    snapshot!("what_needs_a_decision", listed);
    let listed = device.run(&["decide"]).await.with(3).stdout;
    assert!(listed.contains(&said), "not said by the tour's clock, `{said}`: {listed}");
    assert!(
        listed.contains("⚠ Doors, time (Sat 24 Oct)") && listed.contains("  use 1   19:30"),
        "{listed}"
    );
    let wrong = [
        ["doors", "use", "7"],
        ["doors", "other", "soon"],
        ["doors", "take", "it"],
        ["encore", "use", "1"],
    ];
    for [what, verb, value] in wrong {
        device.run(&["decide", what, verb, value]).await.with(2);
    }
    device.run(&["decide", "doors", "use", "1"]).await.with(0).says("19:30 is decided");
    assert_eq!(start(&on_the_server(&tour, &day, "Doors", "when").await), "19:30");
    device.run(&["decide"]).await.with(0);
    app.end().await;
}

#[tokio::test]
async fn an_edit_that_waits_for_a_decision_can_be_taken_back() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let day = a_day(&tour).await;
    let jonas = tour.join("Jonas", &[("everyone", "edit")]).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    disputed(&tour, &day, &device, &jonas).await.with(3);

    device.run(&["undo"]).await.with(0);
    device.run(&["decide"]).await.with(0).says("nothing needs a decision");
    assert_eq!(start(&on_the_server(&tour, &day, "Doors", "when").await), "18:30");
    app.end().await;
}

#[tokio::test]
async fn what_others_changed_since_cannot_be_undone_and_is_named() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let day = a_day(&tour).await;
    let jonas = tour.join("Jonas", &[("everyone", "edit")]).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let args = ["set", "doors", "title=Gates", "place=Dock 1", "--day", "24.10.", "--json"];
    let saved = device.run(&args).await.with(0);
    let edit = set("schedule_item", day.item("Doors"), "title", json!("Gates"), json!("Entry"));
    tour.group(&jonas, vec![edit]).await;
    device.run(&["sync"]).await.with(0);

    let undone = device.run(&["undo", &group(&saved)]).await.with(0);
    let undone = undone.says("Entry, title stays: somebody changed it since");
    assert!(undone.stdout.contains("place cleared, was Dock 1"), "{undone:?}");
    assert_eq!(on_the_server(&tour, &day, "Doors", "title").await, "Entry");
    assert_eq!(on_the_server(&tour, &day, "Doors", "place").await, Value::Null);
    device.run(&["undo"]).await.with(2).says("nothing that was saved here can be taken back");
    app.end().await;
}

#[tokio::test]
async fn what_the_crew_may_not_do_waits_in_the_tray_for_a_manager() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let day = a_day(&tour).await;
    let ida = tour.join("Ida", &[("everyone", "contribute")]).await;
    let crew = Device::with_copy(&tour, &ida).await;
    let manager = Device::with_copy(&tour, &tour.manager).await;
    let moved = async |to: &str| {
        crew.run(&["set", "doors", &format!("when={to}"), "--day", "24.10."]).await
    };

    moved("19:30").await.with(3).says("it waits for a manager");
    let tray = crew.run(&["tray", "--json"]).await.with(3).json();
    snapshot!("the_tray", tray);
    let shown = crew.run(&["tray"]).await.with(3).stdout;
    assert!(
        shown.contains("Doors moved from 19:00 to 19:30")
            && shown.contains("takes the level `edit`"),
        "{shown}"
    );
    let sheet = crew.run(&["day", "24.10."]).await.with(0).stdout;
    assert!(sheet.contains("✖ 19:00 ") && sheet.contains("✖ 1 edit not accepted"), "{sheet}");

    manager.run(&["tray"]).await.with(0).says("the tray is empty");
    let waiting = manager.run(&["tray", "--all", "--json"]).await.with(3).json();
    assert_eq!(waiting["items"][0]["author_name"], "Ida");
    let id = waiting["items"][0]["group"]["id"].as_str().unwrap().to_owned();
    crew.run(&["tray", "accept", &id]).await.with(1);
    manager.run(&["tray", "accept", &id[..id.len() - 2]]).await.with(0);
    assert_eq!(start(&on_the_server(&tour, &day, "Doors", "when").await), "19:30");

    crew.run(&["tray", "drop", &id]).await.with(0);
    crew.run(&["tray"]).await.with(0);
    crew.run(&["sync"]).await.with(0);
    moved("20:00").await.with(3);
    let again = crew.run(&["tray", "--json"]).await.with(3).json();
    let id = again["items"][0]["group"]["id"].as_str().unwrap();
    tour.give(&ida, &[("everyone", "edit")]).await;
    crew.run(&["sync"]).await.with(0);
    crew.run(&["tray", "again", id]).await.with(0);
    assert_eq!(start(&on_the_server(&tour, &day, "Doors", "when").await), "20:00");
    crew.run(&["tray"]).await.with(0);
    crew.run(&["tray", "drop", "nothing"]).await.with(2);
    app.end().await;
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused_at_once_and_nothing_is_saved() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    a_day(&tour).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let cases: [(&[&str], &str); 13] = [
        (&["set", "doors", "when=soon", "--day", "24.10."], "`when`: `soon` is not a time"),
        (&["set", "doors", "tittle=Gates", "--day", "24.10."], "has no such field"),
        (&["set", "doors", "title=", "--day", "24.10."], "`title`: is required"),
        (&["set", "doors", "19:30", "--day", "24.10."], "is not `FIELD=VALUE`"),
        (&["set", "o", "title=x", "--day", "24.10."], "nothing on 2026-10-24 is called `o`"),
        (&["set", "day", "zone=Berlin", "--day", "24.10."], "`zone`: `Berlin` is not a time zone"),
        (&["set", "day", "date=2026-10-25", "--day", "24.10."], "a day is its date"),
        (&["add", "item", "when=19:00", "--day", "24.10."], "`title`: is required"),
        (&["add", "gig"], "`gig` is not one of"),
        (&["add", "item", "title=x", "--day", "25.10.2026"], "`buscall add day --day 2026-10-25`"),
        (&["add", "note", "body=x", "--audience", "nobody"], "you are in no audience `nobody`"),
        (&["shift", "24.10.", "0", "--yes"], "must not be 0"),
        (&["done", "nothing"], "no task is called `nothing`"),
    ];
    for (args, says) in cases {
        let ended = device.run(args).await.says(says);
        assert!(matches!(ended.code, 1 | 2) && ended.stdout.is_empty(), "{ended:?}");
    }
    assert_eq!(device.state(tour.id).await.chain, None);
    device
        .run(&["set", "doors", "when=7 pm", "--day", "24.10."])
        .await
        .with(0)
        .says("it is so already");
    assert_eq!(device.state(tour.id).await.chain, None);
    app.end().await;
}

#[tokio::test]
async fn a_shift_shows_first_what_it_moves_and_does_nothing_unasked() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let day = a_day(&tour).await;
    let device = Device::with_copy(&tour, &tour.manager).await;

    let shown = device.run(&["shift", "24.10.", "-30", "--after", "doors"]).await.with(3);
    let shown = shown.says("20:30    20:00    Set").says("`--yes` does it");
    assert_eq!(shown.stdout, "");
    let plan =
        device.run(&["shift", "24.10.", "15", "--from", "19:00", "--json"]).await.with(0).json();
    let moves: Vec<_> =
        plan["moves"].as_array().unwrap().iter().map(|step| step["title"].clone()).collect();
    assert_eq!(moves, ["Doors", "Set", "Bus call"]);
    assert_eq!(start(&on_the_server(&tour, &day, "Set", "when").await), "20:30");

    let args =
        ["shift", "24.10.", "-30", "--after", "doors", "--exclude", "bus call", "--yes", "--json"];
    let saved = device.run(&args).await.with(0).json();
    snapshot!("a_saved_edit", saved);
    assert_eq!(start(&on_the_server(&tour, &day, "Set", "when").await), "20:00");
    app.end().await;
}

#[tokio::test]
async fn a_day_that_two_people_add_without_signal_is_one_day() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let jonas = tour.join("Jonas", &[("everyone", "edit")]).await;
    let (first, second) =
        (Device::with_copy(&tour, &tour.manager).await, Device::with_copy(&tour, &jonas).await);
    for device in [&first, &second] {
        let args =
            ["--offline", "add", "day", "date=2026-11-24", "zone=Europe/Berlin", "type=show"];
        device.run(&args).await.with(0);
    }
    first.run(&["sync"]).await.with(0);
    second.run(&["sync"]).await.with(0);
    let days = second.run(&["days", "--json"]).await.with(0).json();
    assert_eq!(days["days"].as_array().unwrap().len(), 1);
    second.run(&["decide"]).await.with(0);
    second.run(&["add", "day", "--day", "2026-11-24"]).await.with(2).says("has that day already");
    app.end().await;
}

#[tokio::test]
async fn two_commands_at_once_both_save_and_do_not_dispute() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let day = a_day(&tour).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let set = |minute: u32| {
        let when = format!("when=19:{minute}");
        device.start(&["--offline", "set", "doors", &when, "--day", "24.10."])
    };
    let running: Vec<_> = (10..16).map(set).collect();
    for child in running {
        super::device::ended(child).await.with(0);
    }
    device.run(&["sync"]).await.with(0);
    device.run(&["decide"]).await.with(0).says("nothing needs a decision");
    assert!(start(&on_the_server(&tour, &day, "Doors", "when").await).starts_with("19:1"));
    app.end().await;
}
