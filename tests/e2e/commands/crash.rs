//! A server that is killed while people write: what it has acknowledged is there afterwards.

use std::sync::Mutex;

use futures_util::future::join_all;
use serde_json::{Value, json};

use tokio::sync::Notify;

use super::process::{Server, run};

/// People who write at once.
const WRITERS: usize = 8;
/// Acknowledged notes after which the server is killed.
const ENOUGH: usize = 120;

async fn tour_of(server: &Server, token: &str, organisation: &str) -> String {
    let tour = json!({ "organisation": organisation, "name": "Crash" });
    let tour = server.post(Some(token), "/v1/tours", &tour).await.ok();
    tour["id"].as_str().unwrap().to_owned()
}

/// Several people write notes without a pause; the server is killed in the midst of it. What it has
/// acknowledged until then.
async fn write_until_it_is_killed(server: &Server, token: &str, tour: &str) -> Vec<Value> {
    let (acknowledged, enough) = (Mutex::new(Vec::new()), Notify::new());
    let path = format!("/v1/tours/{tour}/note");
    let writer = async |n: usize| {
        for turn in 0.. {
            let note = json!({ "fields": { "body": format!("note {turn} of writer {n}") } });
            let Ok(answer) = server.try_post(Some(token), &path, &note).await else { return };
            let mut acknowledged = acknowledged.lock().unwrap();
            acknowledged.push(answer.ok());
            if acknowledged.len() == ENOUGH {
                enough.notify_one();
            }
        }
    };
    let power_cut = async {
        enough.notified().await;
        server.kill().await;
    };
    tokio::join!(join_all((0..WRITERS).map(writer)), power_cut);
    acknowledged.into_inner().unwrap()
}

#[tokio::test]
async fn whatever_a_killed_server_has_acknowledged_is_there_when_it_starts_again() {
    let dir = tempfile::tempdir().unwrap();
    let args = ["account", "add", "--email", "maya@example.org", "--name", "Maya", "--json"];
    let args = [&args[..], &["--organisation", "Crash Touring"]].concat();
    let account = run(dir.path(), &args).await.with(0).json();
    let password = account["password"].as_str().unwrap();
    let server = Server::serve(dir.path(), &["--ops-listen", "off"]).await;
    let token = server.log_in("maya@example.org", password).await;
    let tour = tour_of(&server, &token, account["organisation"].as_str().unwrap()).await;

    let acknowledged = write_until_it_is_killed(&server, &token, &tour).await;
    drop(server);

    let server = Server::serve(dir.path(), &["--ops-listen", "off"]).await;
    assert_eq!(server.get(None, "/readyz").await.ok()["ready"], true);
    assert!(acknowledged.len() >= ENOUGH);
    for note in &acknowledged {
        let path = format!("/v1/tours/{tour}/note/{}", note["id"].as_str().unwrap());
        let found = server.get(Some(&token), &path).await.ok();
        for member in ["ver", "seq", "fields", "stamps"] {
            assert_eq!(found[member], note[member], "{member}");
        }
    }
    let sheet = server.get(Some(&token), &format!("/v1/tours/{tour}/changes?limit=200")).await.ok();
    assert!(sheet["days"].is_array());
    let note = json!({ "fields": { "body": "after the cut" } });
    server.post(Some(&token), &format!("/v1/tours/{tour}/note"), &note).await.must_succeed();
    assert_eq!(server.stop().await.0, 0);
}
