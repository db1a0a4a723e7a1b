//! Invitations by link, from being made to being of no use any more.

use chrono::Duration;
use harness::{Database, Person, TestApp, Tour, each_database};
use reqwest::Method;
use serde_json::{Value, json};

use super::anonymous;
use crate::wire::send;

async fn invite(tour: &Tour<'_>, body: Value) -> Value {
    tour.post(&tour.manager, "/invitations", &body).await.ok()
}

fn token(invitation: &Value) -> String {
    invitation["token"].as_str().unwrap().to_owned()
}

fn accept_path(invitation: &Value) -> String {
    format!("/v1/invitations/{}/accept", token(invitation))
}

/// Accepts with an account that is there.
async fn join(app: &TestApp, who: &Person, invitation: &Value) -> harness::Answer {
    app.post(who, &accept_path(invitation), &json!({})).await
}

#[tokio::test]
async fn a_newcomer_sees_the_offer_makes_an_account_and_is_on_the_tour() {
    each_database(async |app| {
        let tour = app.tour("Harbour Lights").await;
        let levels = json!({ "everyone": "contribute", "party": "read" });
        let made = invite(&tour, json!({ "audiences": levels })).await;
        let link = made["link"].as_str().unwrap();
        assert_eq!(link, format!("{}/join/{}", app.app().settings.public_url, token(&made)));

        let path = format!("/v1/invitations/{}", token(&made));
        let offer = anonymous(app, Method::GET, &path, None).await.ok();
        assert_eq!(offer["tour_name"], "Harbour Lights");
        assert_eq!(offer["organisation_name"], "Harbour Lights Touring");
        assert_eq!(offer["audiences"], levels);

        let noor =
            json!({ "email": "Noor@Example.org", "name": "Noor", "password": "sound of the sea" });
        let answer = anonymous(app, Method::POST, &accept_path(&made), Some(&noor)).await;
        let joined = answer.ok();
        assert_eq!(answer.status, 201);
        assert_eq!(joined["tour"], json!(tour.id));
        assert_eq!(joined["account"]["email"], "noor@example.org");
        let token = joined["token"].as_str().unwrap();
        let bearer = format!("Bearer {token}");
        let path = tour.path("");
        let seen = send(app, None, (Method::GET, &path), &[("authorization", &bearer)], "").await;
        let audiences = seen.ok()["audiences"].clone();
        let names: Vec<_> =
            audiences.as_array().unwrap().iter().map(|a| a["audience"].clone()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
    })
    .await;
}

#[tokio::test]
async fn an_account_that_is_there_joins_and_keeps_a_higher_level() {
    each_database(async |app| {
        let tour = app.tour("Harbour Lights").await;
        let made = invite(&tour, json!({ "audiences": { "everyone": "read" }, "uses": 2 })).await;
        let ben = app.person("Ben").await;
        assert_eq!(join(app, &ben, &made).await.ok()["tour"], json!(tour.id));
        tour.get(&ben, "/days").await.must_succeed();

        let editor = tour.join("Edda", &[("everyone", "edit")]).await;
        join(app, &editor, &made).await.must_succeed();
        let seen = tour.get(&editor, "").await.ok();
        assert_eq!(seen["audiences"][0]["level"], "edit");
        let open = tour.get(&tour.manager, "/invitations").await.ok();
        assert_eq!(open["items"][0]["uses_left"], 1, "a level that was there uses nothing up");
    })
    .await;
}

#[tokio::test]
async fn somebody_who_has_logged_in_makes_no_second_account_by_accident() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Harbour Lights").await;
    let made = invite(&tour, json!({ "audiences": { "everyone": "read" } })).await;
    let ben = app.person("Ben").await;
    let newcomer = json!({ "email": "b@example.org", "name": "B", "password": "long enough so" });
    app.post(&ben, &accept_path(&made), &newcomer).await.problem(409, "conflict");
    let taken = json!({ "email": ben.email, "name": "B", "password": "long enough so" });
    let answer = anonymous(&app, Method::POST, &accept_path(&made), Some(&taken)).await;
    answer.problem(409, "conflict");
    join(&app, &ben, &made).await.must_succeed();
    app.end().await;
}

#[tokio::test]
async fn a_newcomer_is_told_of_everything_that_is_missing_or_wrong() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Harbour Lights").await;
    let made = invite(&tour, json!({ "audiences": { "everyone": "read" } })).await;
    let path = accept_path(&made);
    let fields = |problem: &Value| -> Vec<String> {
        let errors = problem["errors"].as_array().unwrap().iter();
        errors.map(|error| error["field"].as_str().unwrap().to_owned()).collect()
    };
    let nothing = anonymous(&app, Method::POST, &path, Some(&json!({}))).await;
    assert_eq!(fields(&nothing.problem(422, "invalid")), ["email", "name", "password"]);
    let wrong = json!({ "email": "no address", "name": "", "password": "short" });
    let wrong = anonymous(&app, Method::POST, &path, Some(&wrong)).await;
    assert_eq!(fields(&wrong.problem(422, "invalid")), ["email", "name", "password"]);
    app.end().await;
}

#[tokio::test]
async fn an_invitation_is_used_up_expires_and_can_be_revoked_and_then_is_not_there() {
    each_database(async |app| {
        let tour = app.tour("Harbour Lights").await;
        let levels = json!({ "everyone": "read" });
        let (ben, cleo) = (app.person("Ben").await, app.person("Cleo").await);

        let once = invite(&tour, json!({ "audiences": levels, "uses": 1 })).await;
        join(app, &ben, &once).await.must_succeed();
        join(app, &cleo, &once).await.problem(404, "not_found");

        let brief = invite(&tour, json!({ "audiences": levels, "expires_in_days": 2 })).await;
        let path = format!("/v1/invitations/{}", token(&brief));
        app.clock().advance(Duration::days(2) - Duration::seconds(1));
        anonymous(app, Method::GET, &path, None).await.must_succeed();
        app.clock().advance(Duration::seconds(1));
        anonymous(app, Method::GET, &path, None).await.problem(404, "not_found");
        join(app, &cleo, &brief).await.problem(404, "not_found");

        let revoked = invite(&tour, json!({ "audiences": levels, "uses": 9 })).await;
        let own = tour.path(&format!("/invitations/{}", revoked["id"].as_str().unwrap()));
        app.delete(&ben, &own, 0).await.problem(403, "not_allowed");
        app.delete(&tour.manager, &own, 0).await.must_succeed();
        app.delete(&tour.manager, &own, 0).await.problem(404, "not_found");
        join(app, &cleo, &revoked).await.problem(404, "not_found");

        let open = tour.get(&tour.manager, "/invitations").await.ok();
        assert_eq!(open["items"], json!([]));
        tour.get(&cleo, "/days").await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_guessed_token_is_not_there_whatever_is_sent_with_it() {
    let app = TestApp::on(Database::sqlite().await).await;
    let ben = app.person("Ben").await;
    let newcomer = json!({ "email": "b@example.org", "name": "B", "password": "long enough so" });
    for guess in ["buscall_invite_guess", "x", "%00", "..%2f..%2fme", &"x".repeat(2_000)] {
        let path = format!("/v1/invitations/{guess}");
        anonymous(&app, Method::GET, &path, None).await.problem(404, "not_found");
        let accept = format!("{path}/accept");
        app.post(&ben, &accept, &json!({})).await.problem(404, "not_found");
        let answer = anonymous(&app, Method::POST, &accept, Some(&newcomer)).await;
        answer.problem(404, "not_found");
    }
    app.end().await;
}

#[tokio::test]
async fn an_invitation_for_one_address_is_for_nobody_else() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Harbour Lights").await;
    let (ben, cleo) = (app.person("Ben").await, app.person("Cleo").await);
    let body = json!({ "audiences": { "everyone": "read" }, "email": ben.email.to_uppercase() });
    let made = invite(&tour, body).await;
    join(&app, &cleo, &made).await.problem(409, "conflict");
    join(&app, &ben, &made).await.must_succeed();
    app.end().await;
}

#[tokio::test]
async fn an_invitation_is_worth_what_its_author_may_still_give() {
    each_database(async |app| {
        let tour = app.tour("Harbour Lights").await;
        let pat = tour.join("Pat", &[("everyone", "manage")]).await;
        let body = json!({ "audiences": { "everyone": "manage" }, "uses": 5 });
        let made = tour.post(&pat, "/invitations", &body).await.ok();
        tour.give(&pat, &[("everyone", "edit")]).await;
        let ben = app.person("Ben").await;
        join(app, &ben, &made).await.problem(404, "not_found");
    })
    .await;
}
