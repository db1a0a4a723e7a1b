//! `buscall-api account add`.

use serde_json::json;

use super::process::{Server, run, run_with_input};

#[tokio::test]
async fn an_account_that_the_operator_adds_logs_in_with_its_password() {
    let dir = tempfile::tempdir().unwrap();
    let add =
        |email: &'static str| ["account", "add", "--email", email, "--name", "Maya", "--json"];
    let args =
        [&add("Maya@Example.org")[..], &["--password-stdin", "--organisation", "Hollow Coast"]]
            .concat();
    let added = run_with_input(dir.path(), &args, "load-in at eight\n").await.with(0).json();
    assert_eq!(added["email"], "maya@example.org");
    assert_eq!(added.get("password"), None, "a password that was given is not repeated");
    let other = run(dir.path(), &add("ben@example.org")).await.with(0).json();
    let made_up = other["password"].as_str().unwrap();
    assert!(made_up.len() >= 16, "{made_up}");

    let taken = run_with_input(dir.path(), &args, "load-in at nine\n").await.with(1);
    taken.says("has an account");
    let short = [&add("cleo@example.org")[..], &["--password-stdin"]].concat();
    let short = run_with_input(dir.path(), &short, "short\n").await.with(1);
    short.says("password");
    assert!(!short.stderr.contains("`short`"), "{short:?}");

    let server = Server::serve(dir.path(), &["--ops-listen", "off"]).await;
    let token = server.log_in("maya@example.org", "load-in at eight").await;
    let me = server.get(Some(&token), "/v1/me").await.ok();
    assert_eq!(me["account"]["id"], added["account"]);
    assert_eq!(me["organisations"][0]["id"], added["organisation"]);
    assert_eq!(me["organisations"][0]["level"], "manage");
    let ben = server.log_in("ben@example.org", made_up).await;
    assert_eq!(server.get(Some(&ben), "/v1/me").await.ok()["organisations"], json!([]));
    assert_eq!(server.stop().await.0, 0);
}
