//! `buscall-api demo`.

use std::path::Path;

use api::Clock;
use serde_json::{Value, json};

use super::process::{Server, program, run};

async fn demo(dir: &Path, more: &[&str]) -> (Server, Value) {
    let args = ["demo", "--json", "--listen", "127.0.0.1:0", "--data", "kept"];
    let mut server = Server::start(program(dir, &[&args, more].concat()));
    let line = server.line().await.expect("the demo ended before it answered");
    let ready: Value = serde_json::from_str(&line).unwrap();
    ready["url"].as_str().unwrap().clone_into(&mut server.site);
    (server, ready)
}

/// The date of the tour that is today where the tour is then.
fn today(grid: &Value) -> String {
    let now = Clock::system().now();
    let days = grid["days"].as_array().unwrap().iter();
    let mut today = days.filter(|day| {
        let zone = day["zone"].as_str().unwrap().parse().unwrap();
        domain::time::local(zone, now).date().to_string() == day["date"]
    });
    today.next().expect("the demo has a day today")["date"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn every_log_in_of_the_demo_reads_todays_show_and_it_stays_until_tomorrow() {
    let dir = tempfile::tempdir().unwrap();
    let (server, ready) = demo(dir.path(), &[]).await;
    let tour = ready["tour"].as_str().unwrap();
    let logins = ready["logins"].as_array().unwrap();
    let levels: Vec<_> = logins.iter().map(|login| login["level"].as_str().unwrap()).collect();
    for level in ["read", "contribute", "edit", "manage"] {
        assert!(levels.contains(&level), "nobody has the level `{level}`");
    }
    for login in logins {
        let (email, password) =
            (login["email"].as_str().unwrap(), login["password"].as_str().unwrap());
        let token = server.log_in(email, password).await;
        let grid = server.get(Some(&token), &format!("/v1/tours/{tour}/days")).await.ok();
        let path = format!("/v1/tours/{tour}/days/{}", today(&grid));
        let sheet = server.get(Some(&token), &path).await.ok();
        assert!(sheet["header"]["show_number"].is_number(), "{email}: {}", sheet["header"]);
        assert!(sheet["schedule"].as_array().unwrap().len() > 5, "{email}");
        let text = server.get(Some(&token), &format!("{path}.txt")).await;
        text.must_succeed();
        for row in sheet["schedule"].as_array().unwrap() {
            let title = row["title"].as_str().unwrap();
            let first = title.split(' ').next().unwrap();
            assert!(text.text().contains(first), "{email}: `{title}` is not in the text");
        }
    }
    let manager = logins.iter().find(|login| login["level"] == "manage").unwrap();
    let (email, password) =
        (manager["email"].as_str().unwrap(), manager["password"].as_str().unwrap());
    let token = server.log_in(email, password).await;
    let note = json!({ "fields": { "body": "Kept until tomorrow" } });
    let made = server.post(Some(&token), &format!("/v1/tours/{tour}/note"), &note).await.ok();
    let (code, printed) = server.stop().await;
    assert_eq!((code, printed), (0, Vec::new()), "one line is all that is printed");

    let (server, again) = demo(dir.path(), &[]).await;
    assert_eq!((&again["tour"], &again["logins"]), (&ready["tour"], &ready["logins"]));
    let token = server.log_in(email, password).await;
    let path = format!("/v1/tours/{tour}/note/{}", made["id"].as_str().unwrap());
    assert_eq!(server.get(Some(&token), &path).await.ok()["fields"], note["fields"]);
    assert_eq!(server.stop().await.0, 0);
}

#[tokio::test]
async fn the_demo_at_another_instant_has_its_show_on_that_date_and_its_log_ins_last() {
    let dir = tempfile::tempdir().unwrap();
    for (at, date) in
        [("2028-07-01T15:00:00+02:00", "2028-07-01"), ("2028-12-31T23:10:00Z", "2029-01-01")]
    {
        let (server, ready) = demo(dir.path(), &["--at", at]).await;
        let login = &ready["logins"][0];
        let (email, password) =
            (login["email"].as_str().unwrap(), login["password"].as_str().unwrap());
        let token = server.log_in(email, password).await;
        let path = format!("/v1/tours/{}/days/{date}", ready["tour"].as_str().unwrap());
        let sheet = server.get(Some(&token), &path).await.ok();
        assert_eq!(sheet["header"]["city"], "Hamburg");
        assert_eq!(server.stop().await.0, 0);
    }
    for wrong in ["tonight", "+262142-12-31T23:59:59Z"] {
        run(dir.path(), &["demo", "--at", wrong]).await.with(2).says(wrong);
    }
}
