//! Requests that cannot be read.

use domain::limits::BODY_BYTES_MAX;
use harness::Answer;
use reqwest::{Body, Method};

use crate::errors::world::World;
use crate::files::{fields, send_whole};
use crate::wire::{send, send_json};

pub(in crate::errors) async fn malformed(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, .. } = world;
    let who = &tour.manager;
    let mut answers = Vec::new();
    let bodies = [
        "",
        "{\"name\": \"x\"",
        "{\"name\": \"x\"} and more",
        "{\"name\": 7}",
        "{}",
        "{\"name\": \"x\", \"colour\": \"red\"}",
        "{\"name\": \"x\", \"name\": \"y\"}",
        "{\"name\": \"\\ud800\"}",
    ];
    for body in bodies {
        let organisations = (Method::POST, "/v1/organisations");
        answers.push(send_json(app, who, organisations, body).await);
    }
    let paths = [
        "/v1/tours?limit=many".to_owned(),
        "/v1/tours?limit=-1".to_owned(),
        "/v1/tours?colour=red".to_owned(),
        "/v1/tours?after=yesterday".to_owned(),
        tour.path("/book?have=everything"),
        tour.path("/changes?since=yesterday"),
        tour.path(&format!("/note/{}/history?before=1", world.note)),
        tour.path("/days/2026-10-24/changes?since=%00"),
    ];
    for path in paths {
        answers.push(app.get(who, &path).await);
    }
    for (header, value) in [("if-match", "\"x\""), ("if-match", "*"), ("idempotency-key", "again")]
    {
        let mut headers = vec![("content-type", "application/json"), ("if-match", "\"1\"")];
        headers.retain(|(name, _)| *name != header);
        headers.push((header, value));
        let patch = (Method::PATCH, world.item());
        let body = "{\"fields\": {}}";
        answers.push(send(app, Some(who), (patch.0, &patch.1), &headers, body).await);
    }
    answers
}

pub(in crate::errors) async fn method_not_allowed(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, .. } = world;
    let ways = [
        (Method::PUT, "/v1/tours".to_owned()),
        (Method::DELETE, "/v1/me".to_owned()),
        (Method::POST, tour.path("/days")),
        (Method::PATCH, tour.path("/days/2026-10-24")),
        (Method::PUT, world.item()),
        (Method::DELETE, "/healthz".to_owned()),
    ];
    let mut answers = Vec::new();
    for (method, path) in ways {
        answers.push(send(app, Some(&tour.manager), (method, &path), &[], "").await);
    }
    answers
}

pub(in crate::errors) async fn too_large(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, .. } = world;
    let body = || vec![b' '; BODY_BYTES_MAX + 1];
    let streamed = || {
        let pieces = body().chunks(64 * 1024).map(<[u8]>::to_vec).collect::<Vec<_>>();
        let pieces = pieces.into_iter().map(Ok::<_, std::io::Error>);
        Body::wrap_stream(futures_util::stream::iter(pieces))
    };
    let mut answers = Vec::new();
    for path in ["/v1/organisations".to_owned(), tour.path("/groups")] {
        answers.push(send_json(app, &tour.manager, (Method::POST, &path), body()).await);
        answers.push(send_json(app, &tour.manager, (Method::POST, &path), streamed()).await);
    }
    answers
}

pub(in crate::errors) async fn unsupported_media(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, .. } = world;
    let mut answers = Vec::new();
    let headers: [&[(&str, &str)]; 4] = [
        &[],
        &[("content-type", "text/plain")],
        &[("content-type", "application/x-www-form-urlencoded")],
        &[("content-type", "application/json"), ("content-encoding", "gzip")],
    ];
    for headers in headers {
        let organisations = (Method::POST, "/v1/organisations");
        let body = "{\"name\": \"Encoded Touring\"}";
        answers.push(send(app, Some(&tour.manager), organisations, headers, body).await);
    }
    answers
}

pub(in crate::errors) async fn unreadable_file(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, .. } = world;
    let mut answers = Vec::new();
    let files: [(&str, &[u8]); 5] = [
        ("tour.csv", b""),
        ("tour.csv", b"\n\n  \n"),
        ("tour.xlsx", b"PK\x03\x04 and then nothing"),
        ("tour.json", b"{\"shows\": ["),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"),
    ];
    for (name, bytes) in files {
        let path = tour.path(&format!("/import?name={name}"));
        let import = (Method::POST, path.as_str());
        answers.push(send(app, Some(&tour.manager), import, &[], bytes.to_vec()).await);
    }
    answers
}

pub(in crate::errors) async fn range_outside(world: &World<'_>) -> Vec<Answer> {
    let World { app, tour, .. } = world;
    send_whole(tour, &tour.manager, b"rider").await;
    let file = tour.record("everyone", "file", fields("rider.txt", b"rider")).await;
    let path = tour.path(&format!("/files/{file}/content"));
    let mut answers = Vec::new();
    for range in ["bytes=5-", "bytes=-0", "bytes=5-9"] {
        let get = (Method::GET, path.as_str());
        answers.push(send(app, Some(&tour.manager), get, &[("range", range)], "").await);
    }
    answers
}
