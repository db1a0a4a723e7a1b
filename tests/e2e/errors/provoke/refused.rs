//! Requests that can be read and are refused.

use domain::change::Group;
use domain::ids::GroupId;
use harness::{Answer, PASSWORD, group, set};
use reqwest::Method;
use serde_json::{Value, json};

use crate::errors::world::World;
use crate::wire::send;

pub(in crate::errors) async fn unauthenticated(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, .. } = world;
    let headers: [&[(&str, &str)]; 6] = [
        &[],
        &[("authorization", "Bearer buscall_session_guessed")],
        &[("authorization", "Bearer ")],
        &[("authorization", "Basic bWF5YTpsb2FkLWlu")],
        &[("cookie", "buscall_session=guessed")],
        &[("cookie", "other=1")],
    ];
    let mut answers = Vec::new();
    for headers in headers {
        for path in ["/v1/me".to_owned(), "/v1/tours".to_owned(), tour.path("/days")] {
            answers.push(send(app, None, (Method::GET, &path), headers, "").await);
        }
    }
    answers
}

pub(in crate::errors) async fn unsupported_version(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, reader, .. } = world;
    let mut answers = Vec::new();
    for (proto, schema) in [(0, 1), (2, 1), (1, 0)] {
        let spoken = json!({ "proto": proto, "schema": schema });
        let whole = json!({
            "proto": proto, "schema": schema, "replica": app.new_id(), "tour": tour.id,
            "limit": { "records": 1, "bytes": 1 },
        });
        for body in [spoken, whole] {
            answers.push(app.post(reader, "/sync/v1/exchange", &body).await);
        }
    }
    answers
}

pub(in crate::errors) async fn login_failed(world: &World<'_>) -> Vec<Answer> {
    let (app, maya) = (world.app, &world.tour.manager);
    let mut answers = Vec::new();
    let attempts = [
        (maya.email.as_str(), "load-in at nine"),
        (maya.email.as_str(), ""),
        ("nobody@example.org", PASSWORD),
        ("no address", PASSWORD),
    ];
    for (email, password) in attempts {
        let body = json!({ "email": email, "password": password });
        answers.push(app.post(&world.stranger, "/v1/sessions", &body).await);
    }
    answers
}

pub(in crate::errors) async fn not_allowed(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, reader, .. } = world;
    let later = json!({ "fields": { "title": "Load-in, dock B" } });
    let invitation = json!({ "audiences": { "everyone": "read" } });
    let level = json!({ "audiences": { "everyone": "manage" } });
    let item = world.item();
    vec![
        app.patch(reader, &item, 1, &later).await,
        app.delete(reader, &item, 1).await,
        tour.post(reader, "/note", &json!({ "fields": { "body": "Hello" } })).await,
        tour.post(reader, "/invitations", &invitation).await,
        tour.get(reader, "/invitations").await,
        tour.post(reader, "/audiences", &json!({ "name": "crew" })).await,
        app.put(reader, &tour.path(&format!("/members/{}", reader.account)), &level).await,
    ]
}

pub(in crate::errors) async fn cross_site(world: &World<'_>) -> Vec<Answer> {
    let cookie = format!("buscall_session={}", world.tour.manager.token);
    let elsewhere: [&[(&str, &str)]; 6] = [
        &[],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        // A browser says both; what it says itself cannot be made up by a page.
        &[("sec-fetch-site", "none"), ("origin", world.app.site())],
    ];
    let mut answers = Vec::new();
    for headers in elsewhere {
        let mut headers = headers.to_vec();
        headers.extend([("cookie", cookie.as_str()), ("content-type", "application/json")]);
        let organisations = (Method::POST, "/v1/organisations");
        let body = "{\"name\": \"Stolen Touring\"}";
        answers.push(send(world.app, None, organisations, &headers, body).await);
    }
    answers
}

pub(in crate::errors) async fn not_found(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, stranger, reader, .. } = world;
    let hidden = tour.record("money", "note", json!({ "body": "Guarantee" })).await;
    let nobody = app.new_id();
    let mut answers = Vec::new();
    for path in [
        "/none".to_owned(),
        "/v2/tours".to_owned(),
        "/v1/tours/42".to_owned(),
        format!("/v1/tours/{nobody}"),
        tour.path("/days/2026-10-25"),
        tour.path("/days/2026-10-25.txt"),
        tour.path("/settlement"),
        tour.path(&format!("/note/{nobody}")),
        tour.path("/note/42"),
        tour.path(&format!("/task/{}", world.note)),
        tour.path(&format!("/groups/{nobody}")),
        "/v1/invitations/buscall_invite_guessed".to_owned(),
    ] {
        answers.push(app.get(&tour.manager, &path).await);
    }
    answers.push(tour.get(reader, &format!("/note/{hidden}")).await);
    for path in ["", "/days", "/days/2026-10-24", "/book", "/members", "/live", "/changes"] {
        answers.push(tour.get(stranger, path).await);
    }
    answers
}

pub(in crate::errors) async fn conflict(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, .. } = world;
    let maya = &tour.manager;
    let member = tour.path(&format!("/members/{}", maya.account));
    let path = tour.path(&format!("/note/{}", gone(world).await));
    let taken = tour.group(maya, vec![a_set(world)]).await;
    let ben = tour.join("Ben", &[("everyone", "edit")]).await;
    let id: GroupId = taken["group"].as_str().unwrap().parse().unwrap();
    let same = Group { id, ..group(app.new_id(), vec![a_set(world)]) };
    vec![
        app.put(maya, &member, &json!({ "audiences": { "everyone": "edit" } })).await,
        app.delete(maya, &member, 0).await,
        tour.post(maya, "/audiences", &json!({ "name": "party" })).await,
        app.patch(maya, &path, 2, &json!({ "fields": { "body": "Still here?" } })).await,
        tour.submit(&ben, &[same]).await,
    ]
}

/// A note that is deleted again.
async fn gone(world: &World<'_>) -> domain::ids::RecordId {
    let World { app, tour, .. } = world;
    let note = tour.record("everyone", "note", json!({ "body": "Not for long" })).await;
    let path = tour.path(&format!("/note/{note}"));
    app.delete(&tour.manager, &path, 1).await.must_succeed();
    note
}

fn a_set(world: &World<'_>) -> domain::change::Edit {
    let from = json!("Bring a torch");
    set("note", world.note, "body", from.clone(), from)
}

pub(in crate::errors) async fn gap(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, .. } = world;
    let mut lost = group(app.new_id(), vec![a_set(world)]);
    lost.prev = Some(GroupId(app.new_id()));
    vec![tour.submit(&tour.manager, &[lost]).await]
}

pub(in crate::errors) async fn stale(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, .. } = world;
    let path = tour.path(&format!("/note/{}", world.note));
    let body = json!({ "fields": { "title": "Torches" } });
    vec![
        app.patch(&tour.manager, &path, 0, &body).await,
        app.patch(&tour.manager, &path, 99, &body).await,
        app.delete(&tour.manager, &path, 0).await,
    ]
}

pub(in crate::errors) async fn invalid(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, stranger, .. } = world;
    let maya = &tour.manager;
    let item = world.item();
    let late = json!({ "fields": { "when": { "precision": "exact", "start": "25:99" } } });
    let short = json!({ "name": null });
    vec![
        app.post(maya, "/v1/organisations", &json!({ "name": "" })).await,
        app.post(maya, "/v1/tours", &json!({ "organisation": tour.org, "name": " x" })).await,
        app.post(stranger, "/v1/tours", &json!({ "organisation": tour.org, "name": "x" })).await,
        tour.get(maya, "/days/2026-02-30").await,
        tour.get(maya, "/days/tomorrow").await,
        tour.get(maya, "/note?limit=0").await,
        app.patch(maya, &item, 1, &late).await,
        app.patch(maya, "/v1/me", 0, &short).await,
        tour.post(maya, "/note", &json!({ "fields": {} })).await,
        tour.post(maya, "/audiences", &json!({ "name": "B party" })).await,
        tour.get(maya, "/days/2026-10-24.txt?clock=13").await,
    ]
}

pub(in crate::errors) async fn precondition_required(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, .. } = world;
    let (item, maya) = (world.item(), &tour.manager);
    let headers = [("content-type", "application/json")];
    let body = "{\"fields\": {\"title\": \"Load-in\"}}";
    let mut answers = vec![
        send(app, Some(maya), (Method::PATCH, &item), &headers, body).await,
        send(app, Some(maya), (Method::DELETE, &item), &[], "").await,
    ];
    let seen: Value = app.get(maya, &item).await.ok();
    assert_eq!(seen["deleted"], false);
    answers.push(send(app, Some(maya), (Method::PATCH, &item), &headers, "{").await);
    answers
}
