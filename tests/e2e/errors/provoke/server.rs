//! What the server answers when it is in the way itself: it waits no longer, lets nobody guess on,
//! is broken, or is busy.

use std::time::Duration;

use api::store::{Engine, Store};
use harness::{Answer, PASSWORD, Person, TestApp, Tour};
use sea_orm::ConnectionTrait as _;
use serde_json::json;

use crate::errors::world::World;
use crate::wire::over_tcp;

/// A body that is announced and never comes, and one that stops half-way.
pub(in crate::errors) async fn timeout(world: &World<'_>) -> Vec<Answer> {
    let database = world.another_database().await;
    let app = TestApp::with(database, |settings| settings.request_timeout_s = 1).await;
    let maya = app.person("Maya").await;
    let head = |path: &str, kind: &str| {
        let Person { token, .. } = &maya;
        format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\
             content-type: {kind}\r\ncontent-length: 1000\r\n\r\n"
        )
    };
    let silent = head("/v1/organisations", "application/json");
    let halting = format!("{}{{\"name\": ", head("/v1/organisations", "application/json"));
    let answers = vec![over_tcp(&app, &silent).await, over_tcp(&app, &halting).await];
    for answer in &answers {
        assert_eq!(answer.header("connection"), Some("close"), "what still comes is no request");
    }
    app.end().await;
    answers
}

/// The second try where one a minute is allowed. A right password does not help, and neither does
/// another spelling of the address.
pub(in crate::errors) async fn rate_limited(world: &World<'_>) -> Vec<Answer> {
    let database = world.another_database().await;
    let app = TestApp::with(database, |settings| settings.login_attempts_per_minute = 1).await;
    let maya = app.person("Maya").await;
    let ben = app.person("Ben").await;
    let log_in = |email: String, password: &'static str| {
        let body = json!({ "email": email, "password": password });
        let app = &app;
        let ben = &ben;
        async move { app.post(ben, "/v1/sessions", &body).await }
    };
    log_in(maya.email.clone(), "a wrong guess").await.problem(401, "login_failed");
    let answers = vec![
        log_in(maya.email.clone(), "a wrong guess").await,
        log_in(maya.email.clone(), PASSWORD).await,
        log_in(format!(" {} ", maya.email.to_uppercase()), PASSWORD).await,
    ];
    log_in(ben.email.clone(), PASSWORD).await.must_succeed();
    app.end().await;
    answers
}

/// A row that cannot be what it claims to be.
pub(in crate::errors) async fn internal(world: &World<'_>) -> Vec<Answer> {
    let app = TestApp::on(world.another_database().await).await;
    let tour = app.tour("Broken").await;
    let note = tour.record("everyone", "note", json!({ "body": "Bring a torch" })).await;
    let sql = "UPDATE record SET fields = 'garbage' WHERE kind = 'note'";
    let damaged = app.store().writer().execute_unprepared(sql).await.unwrap();
    assert_eq!(damaged.rows_affected(), 1);
    let path = tour.path(&format!("/note/{note}"));
    let body = json!({ "fields": { "body": "Bring two" } });
    let answers = vec![
        app.get(&tour.manager, &path).await,
        app.patch(&tour.manager, &path, 1, &body).await,
        tour.get(&tour.manager, "/note").await,
    ];
    app.end().await;
    answers
}

/// A database that somebody else holds for longer than anybody waits. Nothing of what was asked
/// meanwhile is written, and the same request succeeds afterwards.
pub(in crate::errors) async fn unavailable(world: &World<'_>) -> Vec<Answer> {
    let database = world.another_database().await;
    if world.app.engine() == Engine::Postgres {
        let url = database.url();
        let (_, name) = url.rsplit_once('/').unwrap();
        let impatient = format!("ALTER DATABASE {name} SET lock_timeout = '100ms'");
        let store = database.open().await;
        store.writer().execute_unprepared(&impatient).await.unwrap();
        store.close().await.unwrap();
    }
    let app = TestApp::on(database).await;
    let tour = app.tour("Busy").await;
    let note = tour.record("everyone", "note", json!({ "body": "Bring a torch" })).await;
    let path = tour.path(&format!("/note/{note}"));
    let body = json!({ "fields": { "body": "Bring two" } });
    let other = Store::open(&app.database_url(), 1).await.unwrap();
    let held = other.write(async |txn| {
        if app.engine() == Engine::Postgres {
            txn.execute_unprepared("SELECT 1 FROM scope FOR UPDATE").await?;
        }
        let patch = app.patch(&tour.manager, &path, 1, &body).await;
        Ok::<_, sea_orm::DbErr>(vec![patch])
    });
    let answers = tokio::time::timeout(Duration::from_mins(1), held).await.unwrap().unwrap();
    is_as_before(&tour, &path).await;
    app.patch(&tour.manager, &path, 1, &body).await.must_succeed();
    other.close().await.unwrap();
    app.end().await;
    answers
}

async fn is_as_before(tour: &Tour<'_>, path: &str) {
    let note = tour.app.get(&tour.manager, path).await.ok();
    assert_eq!((&note["ver"], &note["fields"]["body"]), (&json!(1), &json!("Bring a torch")));
}
