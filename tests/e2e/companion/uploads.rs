//! Content that is not taken at once: what is told, what waits for it, and that it gets there later.

use std::path::Path;
use std::time::Duration;

use domain::sync::ReplicaState;
use harness::{Database, Person, TestApp, Tour};
use serde_json::{Value, json};
use sync_client::engine::{Engine, Progress, Synced};
use sync_client::home::Home;
use sync_client::net::Patience;

use super::between::{Between, Rule};
use super::device::Device;

/// Requests that send a part of some content.
const PARTS: &str = "PATCH /sync/v1/blobs/";
/// Bytes of a drawing that takes four parts.
const PLAN_BYTES: usize = 3 * 1024 * 1024 + 7;

/// A laptop behind somebody, and another one that follows it.
struct Crew<'a> {
    tour: Tour<'a>,
    date: String,
    between: Between,
    mayas: Device,
    bens: Device,
}

async fn a_crew(app: &TestApp) -> Crew<'_> {
    let tour = app.tour("Northern Lights").await;
    let date = sync_client::clock::now().date_naive().succ_opt().unwrap().to_string();
    tour.a_day(&date).in_zone("Europe/Amsterdam").await;
    let between = Between::before(app.site()).await;
    let mayas = Device::with_copy(&tour, &tour.manager).await;
    mayas.move_to(&between.site);
    let ben = tour.join("Ben", &[("everyone", "edit")]).await;
    let bens = Device::with_copy(&tour, &ben).await;
    Crew { tour, date, between, mayas, bens }
}

/// Attaches this content to the date.
async fn attach(
    device: &Device,
    date: &str,
    content: &[u8],
    more: &[&str],
) -> super::device::Ended {
    let path = device.home().join("stage.pdf");
    std::fs::write(&path, content).unwrap();
    let args = [&["attach", path.to_str().unwrap(), "--day", date], more].concat();
    device.run(&args).await
}

async fn outbox(crew: &Crew<'_>) -> usize {
    crew.mayas.state(crew.tour.id).await.outbox.len()
}

async fn files_on_server(tour: &Tour<'_>) -> Value {
    tour.get(&tour.manager, "/file").await.ok()["items"].clone()
}

#[tokio::test]
async fn a_file_waits_for_a_server_that_cannot_take_its_content_now() {
    let app = TestApp::on(Database::sqlite().await).await;
    let crew = a_crew(&app).await;
    attach(&crew.mayas, &crew.date, b"the stage", &["--offline"]).await.with(0);
    for (status, code) in [(500, "internal"), (429, "rate_limited"), (409, "conflict")] {
        crew.between.set(Some(&Rule::refuse(PARTS, status, code)));
        crew.mayas.run(&["sync"]).await.with(1).says("as the test wants it");
        assert_eq!((outbox(&crew).await, files_on_server(&crew.tour).await), (1, json!([])));
    }
    crew.between.set(None);
    crew.mayas.run(&["sync"]).await.with(0);
    crew.bens.run(&["sync"]).await.with(0).says("1 file of the next days has arrived");
    app.end().await;
}

#[tokio::test]
async fn a_file_whose_content_is_refused_is_no_success_and_its_content_is_offered_again() {
    let app = TestApp::on(Database::sqlite().await).await;
    let crew = a_crew(&app).await;
    crew.between.set(Some(&Rule::refuse(PARTS, 413, "too_large")));
    let attached = attach(&crew.mayas, &crew.date, b"the stage", &["--json"]).await.with(1).json();
    assert_eq!(attached["receipt"]["status"], "applied");
    let trouble = attached["trouble"][0].as_str().unwrap();
    assert!(trouble.contains("not at the server") && trouble.contains("as the test"), "{trouble}");
    crew.bens.run(&["sync"]).await.with(0).says("`stage.pdf` did not come");
    let synced = crew.mayas.run(&["sync", "--json"]).await.with(1).says("not at the server").json();
    assert_eq!((&synced["unsent"], &synced["contents_missing"]), (&json!(0), &json!(1)));

    crew.between.set(None);
    let synced = crew.mayas.run(&["sync", "--json"]).await.with(0).json();
    assert_eq!(synced["contents_missing"], 0);
    crew.bens.run(&["sync"]).await.with(0).says("1 file of the next days has arrived");
    app.end().await;
}

#[tokio::test]
async fn what_is_no_answer_to_an_upload_is_trouble_for_that_file_alone() {
    let app = TestApp::on(Database::sqlite().await).await;
    let crew = a_crew(&app).await;
    crew.mayas.save_note(&crew.tour, "Older than the file").await;
    attach(&crew.mayas, &crew.date, b"the stage", &["--offline"]).await.with(0);
    crew.tour.record("everyone", "note", json!({ "title": "From the web", "body": "x" })).await;
    let page = Rule::answer(PARTS, "200 OK", ("text/html", "<html>"));
    crew.between.set(Some(&page));
    crew.mayas.run(&["sync"]).await.with(1).says("not at the server");
    assert_eq!((outbox(&crew).await, files_on_server(&crew.tour).await), (1, json!([])));
    assert_eq!(crew.mayas.notes(crew.tour.id).await.len(), 2);
    assert_eq!(crew.tour.get(&crew.tour.manager, "/note").await.ok()["items"][1]["ver"], 1);

    crew.between.set(None);
    crew.mayas.run(&["sync"]).await.with(0);
    assert_eq!(outbox(&crew).await, 0);
    app.end().await;
}

#[tokio::test]
async fn a_large_file_on_its_way_does_not_hold_back_what_others_say() {
    let app = TestApp::on(Database::sqlite().await).await;
    let crew = a_crew(&app).await;
    attach(&crew.mayas, &crew.date, &vec![7; PLAN_BYTES], &["--offline"]).await.with(0);
    let parts = Rule::wait(PARTS);
    crew.between.set(Some(&parts));
    let home = Home::at(Some(crew.mayas.home()), false).unwrap();
    let engine = Engine::new(&home, crew.mayas.copy(crew.tour.id).await, Patience::Usual).await;
    let engine = engine.unwrap().in_turns_of(Duration::ZERO);
    let mut synced = Synced::default();
    let progress = Progress::default();
    let sending = engine.sync_once(&progress, &mut synced);
    let meanwhile = async {
        crew.tour.record("everyone", "note", json!({ "title": "From the web", "body": "x" })).await;
        parts.let_pass(2);
        while crew.mayas.notes(crew.tour.id).await.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(files_on_server(&crew.tour).await, json!([]), "the file is there already");
        parts.let_pass(2);
    };
    let both = async { tokio::join!(sending, meanwhile) };
    let (sent, ()) = tokio::time::timeout(Duration::from_mins(1), Box::pin(both)).await.unwrap();
    sent.unwrap();
    assert_eq!(synced.n_unsent, 0);
    assert_eq!(files_on_server(&crew.tour).await.as_array().unwrap().len(), 1);
    app.end().await;
}

#[tokio::test]
async fn whoever_was_taken_off_a_tour_is_heard_out_and_keeps_none_of_it() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let date = sync_client::clock::now().date_naive().succ_opt().unwrap().to_string();
    tour.a_day(&date).in_zone("Europe/Amsterdam").await;
    let ben = tour.join("Ben", &[("everyone", "edit")]).await;
    let bens = Device::with_copy(&tour, &ben).await;
    attach(&bens, &date, b"the stage", &["--offline"]).await.with(0);
    bens.save_note(&tour, "Behind the file").await;
    tour.remove(&ben).await;

    bens.run(&["sync"]).await.with(3).says("you are no longer in `everyone`").says("not accepted");
    let ReplicaState { outbox, scopes, .. } = bens.state(tour.id).await;
    assert!(outbox.is_empty() && scopes.is_empty(), "{outbox:?} {scopes:?}");
    assert_eq!(bens.copy(tour.id).await.tray().await.unwrap().len(), 2);
    assert!(bens.notes(tour.id).await.is_empty());

    let again = bens.run(&["sync"]).await.with(1).says("the server has no tour");
    again.says("`buscall tours` lists what this account may see");
    app.end().await;
}

/// All files below a folder.
fn all_files(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let below = |path: std::path::PathBuf| {
        if path.is_dir() { all_files(&path) } else { vec![path.display().to_string()] }
    };
    paths.flat_map(below).collect()
}

#[tokio::test]
async fn files_that_could_not_be_deleted_after_a_removal_are_deleted_by_the_next_sync() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let date = sync_client::clock::now().date_naive().succ_opt().unwrap().to_string();
    tour.a_day(&date).in_zone("Europe/Amsterdam").await;
    let mayas = Device::with_copy(&tour, &tour.manager).await;
    attach(&mayas, &date, b"the stage", &[]).await.with(0);
    let ben: Person = tour.join("Ben", &[("everyone", "read")]).await;
    let bens = Device::with_copy(&tour, &ben).await;
    let folder = bens.home().join("files");
    assert_eq!(all_files(&folder).len(), 1);
    let part = bens.home().join(format!("tours/{}.{}.part", tour.id, tour.scope("everyone")));
    std::fs::write(&part, "half a snapshot").unwrap();
    std::fs::write(part.with_added_extension("tag"), "\"tag\"").unwrap();
    // While this cannot be read, nobody knows whether it names the same content.
    let damaged = bens.home().join(format!("tours/{}.db", app.new_id()));
    std::fs::write(&damaged, "not a copy").unwrap();

    tour.remove(&ben).await;
    bens.run(&["sync", "--tour", &tour.id.to_string()]).await.with(0).says("still on this device");
    assert_eq!(all_files(&folder).len(), 1);
    std::fs::remove_file(&damaged).unwrap();
    bens.run(&["sync"]).await.with(1);
    assert_eq!(all_files(&folder), Vec::<String>::new());
    let left = all_files(&bens.home().join("tours"));
    assert!(left.iter().all(|name| !name.contains(".part")), "{left:?}");
    app.end().await;
}
