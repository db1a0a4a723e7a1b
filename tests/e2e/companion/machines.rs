//! What scripts read: the whole JSON of the commands that no other test takes whole.

use chrono::NaiveDate;
use harness::{Database, TestApp, Tour};
use serde_json::Value;
use sync_client::clock;

use super::device::Device;

/// What is another in every run, or on every machine.
macro_rules! snapshot {
    ($name:literal, $value:expr) => {
        insta::assert_json_snapshot!($name, $value, {
            ".**.id" => "[id]",
            ".**.record" => "[id]",
            ".tour" => "[id]",
            ".**.scope" => "[id]",
            ".**.author" => "[account]",
            ".**.by" => "[account]",
            ".**.day" => "[id]",
            ".**.replica" => "[id]",
            ".**.prev" => "[id]",
            ".server" => "[url]",
            ".**.email" => "[email]",
            ".**.tzdb" => "[release]",
            ".**.server_tzdb" => "[release]",
            ".**.as_of" => "[instant]",
            ".**.said_at" => "[instant]",
            ".now" => "[instant]",
            ".**.instant" => "[instant]",
            ".**.minutes" => "[minutes]",
            ".**.date" => "[date]",
            ".**.first_date" => "[date]",
            ".**.last_date" => "[date]",
            ".**.clock" => "[clock]",
            ".**.zone" => "[zone]",
            ".**.abbreviation" => "[zone]",
            ".**.path" => "[path]",
            ".**.clock_off_s" => "[seconds]",
        })
    };
}

/// A day from now, and a tour that has a show on it.
async fn a_tour(app: &TestApp) -> (Tour<'_>, NaiveDate) {
    let tour = app.tour("Northern Lights").await;
    let date = clock::now().date_naive().succ_opt().unwrap().succ_opt().unwrap();
    tour.a_day(&date.to_string()).in_zone("Europe/Berlin").item("Doors", "19:00").await;
    (tour, date)
}

async fn json(device: &Device, args: &[&str]) -> Value {
    device.run(args).await.with(0).json()
}

#[tokio::test]
async fn a_script_reads_how_a_copy_comes_about_and_where_it_stands() {
    let app = TestApp::on(Database::sqlite().await).await;
    let (tour, _) = a_tour(&app).await;
    let device = Device::new();
    device.log_in(app.site(), &tour.manager).await.with(0);
    snapshot!("tours", json(&device, &["tours", "--json"]).await);
    snapshot!("clone", json(&device, &["clone", "northern", "--json"]).await);
    device.save_note(&tour, "Bring gaffer").await;
    snapshot!("status", json(&device, &["status", "--json"]).await);
    snapshot!("sync", json(&device, &["sync", "--json"]).await);
    app.end().await;
}

#[tokio::test]
async fn a_script_reads_what_is_next_which_files_there_are_and_all_of_a_tour() {
    let app = TestApp::on(Database::sqlite().await).await;
    let (tour, date) = a_tour(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    let next = json(&device, &["next", "--json"]).await;
    snapshot!("next", next);
    let path = device.home().join("stage.pdf");
    std::fs::write(&path, "the stage").unwrap();
    let day = date.to_string();
    let args = ["attach", path.to_str().unwrap(), "--day", &day, "--category", "plan", "--offline"];
    device.run(&args).await.with(0);
    snapshot!("files", json(&device, &["files", "--json"]).await);

    let mut all = json(&device, &["export", "json"]).await;
    // They come in the order of their ids.
    let by_kind = |record: &Value| record["kind"].to_string();
    all["records"].as_array_mut().unwrap().sort_by_key(by_kind);
    all["scopes"].as_array_mut().unwrap().sort_by_key(|scope| scope["audience"].to_string());
    snapshot!("export", all);
    app.end().await;
}

#[tokio::test]
async fn no_colours_are_written_where_nobody_wants_them() {
    let app = TestApp::on(Database::sqlite().await).await;
    let (tour, _) = a_tour(&app).await;
    let device = Device::with_copy(&tour, &tour.manager).await;
    for (variables, coloured) in [
        (&[] as &[(&str, &str)], false),
        (&[("CLICOLOR_FORCE", "1")], true),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
    ] {
        let mut command = device.command(&["status"]);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR");
        command.envs(variables.iter().copied());
        let ended = super::device::ended(command.spawn().unwrap()).await.with(0);
        assert_eq!(ended.stdout.contains('\u{1b}'), coloured, "{variables:?}: {ended:?}");
    }
    app.end().await;
}
