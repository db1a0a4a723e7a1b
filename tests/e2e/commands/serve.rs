//! `buscall-api serve`: starting, what those who run it may ask, and stopping.

use std::net::TcpListener;

use serde_json::json;

use super::process::{Server, run};

#[tokio::test]
async fn a_server_without_any_configuration_makes_its_database_and_stops_when_it_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::serve(dir.path(), &["--ops-listen", "off"]).await;
    assert_eq!(server.get(None, "/healthz").await.ok(), json!({ "alive": true }));
    server.get(None, "/v1/me").await.problem(401, "unauthenticated");
    assert!(server.ops_site.is_none());
    assert!(dir.path().join("buscall.db").is_file());
    let (code, printed) = server.stop().await;
    assert_eq!((code, printed), (0, Vec::new()), "results go to stdout, and there are none");
    let left: Vec<_> =
        std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["buscall.db"], "everything is in the one file");
}

#[tokio::test]
async fn whoever_runs_the_server_asks_on_a_listener_of_their_own() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::serve(dir.path(), &["--ops-listen", "127.0.0.1:0"]).await;
    let ops = server.ops_site.clone().unwrap();
    assert_eq!(server.get(None, &format!("{ops}/healthz")).await.ok()["alive"], true);
    let ready = server.get(None, &format!("{ops}/readyz")).await.ok();
    assert_eq!(ready["ready"], true);
    assert_eq!(ready["checks"], json!({ "database": "ok", "migrations": "ok", "serving": "ok" }));
    let version = ready["tzdb"]["version"].as_str().unwrap();
    assert!(version.starts_with("20"), "{ready}");
    assert_eq!(ready["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(server.get(None, "/readyz").await.ok(), ready);

    let seen = server.get(None, "/v1/me").await;
    assert_eq!(seen.status, 401);
    server.get(None, "/v1/no/such/path").await.problem(404, "not_found");
    let metrics = server.get(None, &format!("{ops}/metrics")).await;
    metrics.must_succeed();
    assert!(metrics.header("content-type").unwrap().starts_with("application/openmetrics-text"));
    let text = metrics.text();
    let counted = |method: &str, route: &str, status: &str| {
        let wanted = [
            format!("method=\"{method}\""),
            format!("route=\"{route}\""),
            format!("status=\"{status}\""),
        ];
        let mut lines = text
            .lines()
            .filter(|line| line.starts_with("buscall_") && line.contains("requests_total{"));
        lines.any(|line| wanted.iter().all(|label| line.contains(label)))
    };
    assert!(counted("GET", "/v1/me", "4xx"), "{text}");
    assert!(counted("GET", "none", "4xx"), "{text}");
    assert!(!text.contains("/v1/no/such"), "a path that somebody made up is no label");
    server.get(None, "/metrics").await.problem(404, "not_found");
    server.get(None, &format!("{ops}/v1/me")).await.problem(404, "not_found");
    assert_eq!(server.stop().await.0, 0);
}

#[tokio::test]
async fn a_port_that_is_taken_is_named_with_its_setting() {
    let dir = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = run(dir.path(), &["serve", "--listen", &address]).await.with(1);
    ended.says(&format!("cannot listen on `{address}` (setting `listen`)"));
    assert!(!dir.path().join("buscall.db").exists(), "no database is made for nothing");
    let other = ["serve", "--listen", "127.0.0.1:0", "--ops-listen", &address];
    run(dir.path(), &other).await.with(1).says("(setting `ops_listen`)");
    run(dir.path(), &["demo", "--listen", &address]).await.with(1).says("cannot listen");
}

#[tokio::test]
async fn what_is_not_understood_is_refused_before_anything_starts() {
    let dir = tempfile::tempdir().unwrap();
    for args in [
        &["serve", "--colour", "red"][..],
        &["serve", "red"],
        &["sing"],
        &[],
        &["import"],
        &["import", "dates.csv", "--partial"],
        &["account", "add"],
        &["backup"],
    ] {
        let ended = run(dir.path(), args).await.with(2);
        assert!(ended.stdout.is_empty(), "{ended:?}");
        assert!(!ended.stderr.is_empty());
    }
    run(dir.path(), &["serve", "--colour", "red"]).await.says("--colour");
    let ended = run(dir.path(), &["serve", "--pool-size", "many", "--workers", "0"]).await.with(2);
    ended.says("`pool_size` must be a whole number from 2 to 500, not `many` (from --pool-size)");
    ended.says("`workers` must be");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn the_schema_is_brought_up_once() {
    let dir = tempfile::tempdir().unwrap();
    let first = run(dir.path(), &["migrate"]).await.with(0);
    assert!(first.stdout.starts_with("took "), "{first:?}");
    let again = run(dir.path(), &["migrate"]).await.with(0);
    assert_eq!(again.stdout, "the database has the schema of this version already\n");
    let server = Server::serve(dir.path(), &["--no-migrate", "--ops-listen", "off"]).await;
    assert_eq!(server.get(None, "/readyz").await.ok()["ready"], true);
    assert_eq!(server.stop().await.0, 0);
}

#[tokio::test]
async fn a_server_on_an_older_schema_lives_and_is_not_ready() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::serve(dir.path(), &["--no-migrate", "--ops-listen", "off"]).await;
    assert_eq!(server.get(None, "/healthz").await.ok()["alive"], true);
    let ready = server.get(None, "/readyz").await;
    assert_eq!(ready.status, 503);
    assert_eq!(ready.json()["checks"]["migrations"], "pending");
    assert_eq!(server.stop().await.0, 0);
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_told_without_its_password() {
    let dir = tempfile::tempdir().unwrap();
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("postgres://ana:s3cret@{nobody}/tours");
    let ended = run(dir.path(), &["migrate", "--database-url", &url]).await.with(4);
    assert!(!ended.stderr.contains("s3cret"), "{ended:?}");
    ended.says("postgres://");
}

#[tokio::test]
async fn the_secret_of_a_link_to_a_day_is_in_no_log() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::serve(dir.path(), &["--log", "debug"]).await;
    for rest in ["", ".txt", "?v=1"] {
        assert_eq!(server.get(None, &format!("/s/buscall_day_s3cret{rest}")).await.status, 404);
    }
    let log = server.log_to_the_end().await;
    assert!(log.contains("/s/***"), "{log}");
    assert!(!log.contains("s3cret"), "{log}");
}
