//! Archives: a whole tour out of one server, as its reader may see it, and into another with the same ids –
//! whole or not at all, whoever wrote the file.

mod offline;
mod process;
mod refused;
mod round;
mod world;

use domain::ids::OrgId;
use harness::{Answer, Person, TestApp, Tour};
use reqwest::{Body, Method};
use serde_json::{Value, json};

use crate::wire::send;

/// The archive that somebody is given.
async fn archive_of(tour: &Tour<'_>, who: &Person) -> Answer {
    let path = tour.path("/archive.json");
    let answer = send(tour.app, Some(who), (Method::GET, &path), &[], "").await;
    answer.must_succeed();
    answer
}

/// Brings an archive into an organisation.
async fn bring(
    app: &TestApp,
    who: &Person,
    org: OrgId,
    rest: &str,
    archive: impl Into<Body>,
) -> Answer {
    let path = format!("/v1/archives?organisation={org}{rest}");
    let headers = [("content-type", "application/json")];
    send(app, Some(who), (Method::POST, &path), &headers, archive).await
}

/// A new organisation of somebody's.
async fn organisation(app: &TestApp, who: &Person) -> OrgId {
    let made = app.post(who, "/v1/organisations", &json!({ "name": "New House" })).await.ok();
    made["id"].as_str().unwrap().parse().unwrap()
}

/// An archive without what differs from writing to writing.
fn timeless(archive: &[u8]) -> Value {
    let mut archive: Value = serde_json::from_slice(archive).unwrap();
    archive["written"] = Value::Null;
    archive
}
