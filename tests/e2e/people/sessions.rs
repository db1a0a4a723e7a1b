//! Log-ins: beginning them, seeing them, ending them.

use chrono::Duration;
use harness::{Database, PASSWORD, Person, TestApp, each_database};
use reqwest::Method;
use serde_json::json;

use super::{anonymous, at_another_device, each, log_in};
use crate::wire::send;

#[tokio::test]
async fn logging_in_answers_a_token_that_reads_and_logging_out_ends_it() {
    each_database(async |app| {
        let maya = app.person("Maya").await;
        let answer = log_in(app, &maya.email.to_uppercase(), PASSWORD, "laptop").await;
        let logged_in = answer.ok();
        assert_eq!(answer.status, 201);
        assert_eq!(logged_in["account"]["id"], json!(maya.account));
        assert_eq!(answer.header("set-cookie"), None);
        let token = logged_in["token"].as_str().unwrap();
        assert!(token.starts_with("buscall_session_"), "{token}");
        let laptop = Person { token: token.to_owned(), ..maya.clone() };
        assert_eq!(app.get(&laptop, "/v1/me").await.ok()["account"]["name"], "Maya");
        app.delete(&laptop, "/v1/sessions/current", 0).await.must_succeed();
        app.get(&laptop, "/v1/me").await.problem(401, "unauthenticated");
        app.get(&maya, "/v1/me").await.must_succeed();
    })
    .await;
}

#[tokio::test]
async fn a_lost_phone_is_logged_out_from_the_laptop_and_nobody_ends_log_ins_of_others() {
    each_database(async |app| {
        let maya = app.person("Maya").await;
        let (laptop, phone) = (
            at_another_device(app, &maya, "laptop").await,
            at_another_device(app, &maya, "lost phone").await,
        );
        let list = app.get(&laptop, "/v1/sessions").await.ok();
        assert_eq!(each(&list, "label").len(), 3);
        let current: Vec<_> = list["items"].as_array().unwrap().iter().collect();
        let current: Vec<_> = current.iter().filter(|item| item["current"] == true).collect();
        assert_eq!(current.len(), 1);
        assert_eq!(current[0]["label"], "laptop");
        assert!(!app.get(&laptop, "/v1/sessions").await.text().contains("buscall_session"));

        let lost = list["items"].as_array().unwrap().iter();
        let lost = lost.clone().find(|item| item["label"] == "lost phone").unwrap();
        let path = format!("/v1/sessions/{}", lost["id"].as_str().unwrap());
        let ben = app.person("Ben").await;
        app.delete(&ben, &path, 0).await.problem(404, "not_found");
        app.get(&phone, "/v1/me").await.must_succeed();
        app.delete(&laptop, &path, 0).await.must_succeed();
        app.get(&phone, "/v1/me").await.problem(401, "unauthenticated");
        app.delete(&laptop, &path, 0).await.problem(404, "not_found");
        assert_eq!(each(&app.get(&laptop, "/v1/sessions").await.ok(), "label").len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_log_in_ends_after_its_days_whether_it_is_used_or_not() {
    each_database(async |app| {
        let maya = app.person("Maya").await;
        let answer = log_in(app, &maya.email, PASSWORD, "phone").await.ok();
        let expires_at: chrono::DateTime<chrono::Utc> =
            answer["expires_at"].as_str().unwrap().parse().unwrap();
        assert_eq!(expires_at - app.clock().now(), Duration::days(90));
        let phone = Person { token: answer["token"].as_str().unwrap().to_owned(), ..maya };
        app.clock().advance(Duration::days(90) - Duration::seconds(1));
        app.get(&phone, "/v1/me").await.must_succeed();
        app.clock().advance(Duration::seconds(1));
        app.get(&phone, "/v1/me").await.problem(401, "unauthenticated");
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_every_other_log_in_and_is_the_only_one_that_works() {
    each_database(async |app| {
        let maya = app.person("Maya").await;
        let laptop = at_another_device(app, &maya, "laptop").await;
        let change = |old: &str, new: &str| json!({ "password": { "old": old, "new": new } });
        let wrong =
            app.patch(&laptop, "/v1/me", 0, &change("a wrong guess", "doors at seven")).await;
        let problem = wrong.problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], "password.old");
        let short = app.patch(&laptop, "/v1/me", 0, &change(PASSWORD, "curfew")).await;
        assert_eq!(short.problem(422, "invalid")["errors"][0]["field"], "password.new");
        app.get(&maya, "/v1/me").await.must_succeed();

        app.patch(&laptop, "/v1/me", 0, &change(PASSWORD, "doors at seven")).await.must_succeed();
        app.get(&laptop, "/v1/me").await.must_succeed();
        app.get(&maya, "/v1/me").await.problem(401, "unauthenticated");
        log_in(app, &maya.email, PASSWORD, "").await.problem(401, "login_failed");
        log_in(app, &maya.email, "doors at seven", "").await.must_succeed();
    })
    .await;
}

#[tokio::test]
async fn somebody_is_called_what_they_say_from_now_on() {
    let app = TestApp::on(Database::sqlite().await).await;
    let maya = app.person("Maya").await;
    let renamed = app.patch(&maya, "/v1/me", 0, &json!({ "name": "Maya Okafor" })).await.ok();
    assert_eq!(renamed["account"]["name"], "Maya Okafor");
    app.patch(&maya, "/v1/me", 0, &json!({})).await.must_succeed();
    let cleared = app.patch(&maya, "/v1/me", 0, &json!({ "name": null })).await;
    assert_eq!(cleared.problem(422, "invalid")["errors"][0]["field"], "name");
    assert_eq!(app.get(&maya, "/v1/me").await.ok()["account"]["name"], "Maya Okafor");
    app.end().await;
}

#[tokio::test]
async fn the_web_app_logs_in_with_a_cookie_that_scripts_cannot_read() {
    let app = TestApp::on(Database::sqlite().await).await;
    let maya = app.person("Maya").await;
    let body = json!({ "email": maya.email, "password": PASSWORD, "cookie": true });
    let answer = anonymous(&app, Method::POST, "/v1/sessions", Some(&body)).await;
    assert_eq!(answer.ok().get("token"), None);
    let set_cookie = answer.header("set-cookie").unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=7776000"] {
        assert!(set_cookie.contains(part), "{set_cookie} lacks {part}");
    }
    assert!(!set_cookie.contains("Secure"), "this server is reached without https");
    let cookie = set_cookie.split(';').next().unwrap();

    send(&app, None, (Method::GET, "/v1/me"), &[("cookie", cookie)], "").await.must_succeed();
    let json = ("content-type", "application/json");
    let same_origin: [&[(&str, &str)]; 2] = [
        &[("cookie", cookie), json, ("origin", app.site())],
        &[("cookie", cookie), json, ("sec-fetch-site", "same-origin")],
    ];
    for headers in same_origin {
        let organisations = (Method::POST, "/v1/organisations");
        let body = "{\"name\": \"Cookie Touring\"}";
        send(&app, None, organisations, headers, body).await.must_succeed();
    }

    let current = (Method::DELETE, "/v1/sessions/current");
    let out = send(&app, None, current, &[("cookie", cookie), ("origin", app.site())], "").await;
    out.must_succeed();
    let taken_back = out.header("set-cookie").unwrap();
    assert!(taken_back.starts_with("buscall_session=;"), "{taken_back}");
    assert!(taken_back.contains("Max-Age=0"), "{taken_back}");
    let me = send(&app, None, (Method::GET, "/v1/me"), &[("cookie", cookie)], "").await;
    me.problem(401, "unauthenticated");
    app.end().await;
}

#[tokio::test]
async fn behind_https_the_cookie_is_sent_through_https_alone() {
    let app =
        TestApp::with(Database::sqlite().await, |settings| settings.cookie_secure = true).await;
    let maya = app.person("Maya").await;
    let body = json!({ "email": maya.email, "password": PASSWORD, "cookie": true });
    let answer = anonymous(&app, Method::POST, "/v1/sessions", Some(&body)).await;
    assert!(answer.header("set-cookie").unwrap().contains("Secure"));
    app.end().await;
}

#[tokio::test]
async fn a_token_counts_even_where_a_browser_sends_a_stale_cookie_along() {
    let app = TestApp::on(Database::sqlite().await).await;
    let maya = app.person("Maya").await;
    let headers = [("cookie", "buscall_session=stale")];
    send(&app, Some(&maya), (Method::GET, "/v1/me"), &headers, "").await.must_succeed();
    app.end().await;
}
