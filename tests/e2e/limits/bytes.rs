//! The limits of bodies, and bodies, paths and heads that are not what they should be.

use std::io;

use domain::limits::{BODY_BYTES_MAX, IMPORT_BYTES_MAX};
use harness::{Database, TestApp};
use reqwest::{Body, Method};

use crate::wire::{over_tcp, send, send_json};

/// Pieces of a body that is made as it is sent.
fn streamed(bytes: usize) -> Body {
    const PIECE: usize = 256 * 1024;
    let sizes = (0..bytes.div_ceil(PIECE)).map(move |n| PIECE.min(bytes - n * PIECE));
    Body::wrap_stream(futures_util::stream::iter(sizes.map(|n| Ok::<_, io::Error>(vec![b' '; n]))))
}

#[tokio::test]
async fn a_body_has_so_many_bytes_whether_it_says_so_or_not() {
    let app = TestApp::on(Database::sqlite().await).await;
    let maya = app.person("Maya").await;
    let body = |bytes: usize| {
        let json = "{\"name\": \"Limits\"}";
        format!("{json}{}", " ".repeat(bytes - json.len()))
    };
    let organisations = || (Method::POST, "/v1/organisations");
    send_json(&app, &maya, organisations(), body(BODY_BYTES_MAX)).await.must_succeed();
    let large = send_json(&app, &maya, organisations(), body(BODY_BYTES_MAX + 1)).await;
    let told = large.problem(413, "too_large")["detail"].to_string();
    assert!(told.contains("1048576"), "{told}");
    let large = send_json(&app, &maya, organisations(), streamed(BODY_BYTES_MAX + 1)).await;
    large.problem(413, "too_large");
    app.end().await;
}

#[tokio::test]
async fn a_file_has_so_many_bytes() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let path = tour.path("/import?name=dates.csv&dry_run=true");
    let import = || (Method::POST, path.as_str());
    let maya = Some(&tour.manager);
    let at_limit = send(&app, maya, import(), &[], streamed(IMPORT_BYTES_MAX)).await;
    at_limit.problem(422, "unreadable_file");
    let large = send(&app, maya, import(), &[], streamed(IMPORT_BYTES_MAX + 1)).await;
    large.problem(413, "too_large");
    app.end().await;
}

#[tokio::test]
async fn a_body_that_is_cut_off_is_not_text_or_is_nested_without_end_is_malformed() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let path = tour.path("/groups");
    let deep = "[".repeat(500_000);
    let objects = "{\"a\":".repeat(100_000);
    let bodies: [&[u8]; 9] = [
        b"{\"groups\": [",
        b"{\"groups\": [{\"id\": \"01",
        b"{\"groups\": \"\xff\xfe\"}",
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{\"groups\": []}",
        b"{\"groups\": [\x00]}",
        b"{\"groups\": NaN}",
        deep.as_bytes(),
        objects.as_bytes(),
    ];
    for body in bodies {
        let body = body.to_vec();
        let answer = send_json(&app, &tour.manager, (Method::POST, &path), body).await;
        let told = answer.problem(400, "malformed")["detail"].as_str().unwrap().to_owned();
        assert!(told.starts_with("the body"), "{told}");
    }
    app.get(&tour.manager, "/v1/me").await.must_succeed();
    app.end().await;
}

#[tokio::test]
async fn a_path_or_a_query_of_odd_bytes_names_nothing() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let maya = &tour.manager;
    for path in [
        tour.path("/note/%00"),
        tour.path("/%00"),
        tour.path("/note%00"),
        tour.path("/%ff%fe"),
        "/v1/tours/%2e%2e%2fme".to_owned(),
        format!("/v1/tours/{}", "9".repeat(4_000)),
        "//v1/me".to_owned(),
    ] {
        app.get(maya, &path).await.problem(404, "not_found");
    }
    for path in [tour.path("/days/%00"), tour.path("/days/%ff"), tour.path("/days/2026-10-24%00")] {
        let answer = app.get(maya, &path).await;
        assert!([404, 422].contains(&answer.status), "{path} answered {}", answer.text());
    }
    app.end().await;
}

#[tokio::test]
async fn a_parameter_that_nothing_reads_is_refused_by_name() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let day = tour.a_day("2026-10-24").await;
    let maya = &tour.manager;
    for path in [
        "/v1/tours?colour=red".to_owned(),
        tour.path("/members?colour=red"),
        tour.path("/note?colour=red"),
        tour.path("/book?colour=red"),
        tour.path("/changes?colour=red"),
        tour.path(&format!("{}/changes?colour=red", day.sheet())),
        tour.path(&format!("{}.txt?colour=red", day.sheet())),
    ] {
        let told = app.get(maya, &path).await.problem(400, "malformed")["detail"].to_string();
        assert!(told.contains("`colour`"), "{path}: {told}");
    }
    let posts = [
        tour.path("/import?colour=red"),
        tour.path(&format!("{}/shift?colour=red", day.sheet())),
        tour.path(&format!("/schedule_templates/{}/apply?colour=red", day.id)),
    ];
    for path in posts {
        send_json(&app, maya, (Method::POST, &path), "{}").await.problem(400, "malformed");
    }
    app.end().await;
}

#[tokio::test]
async fn a_flood_of_headers_is_refused_and_the_server_goes_on() {
    let app = TestApp::on(Database::sqlite().await).await;
    let many = (0..500).map(|n| format!("x-flood-{n}: {n}\r\n")).collect::<Vec<_>>().concat();
    let long = format!("x-flood: {}\r\n", "x".repeat(512 * 1024));
    for flood in [many, long] {
        let request = format!("GET /healthz HTTP/1.1\r\nhost: localhost\r\n{flood}\r\n");
        let answer = over_tcp(&app, &request).await;
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
    let request = "GET / nonsense\r\n\r\n";
    assert_eq!(over_tcp(&app, request).await.status, 400);
    let answer = over_tcp(&app, "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    assert_eq!(answer.ok()["alive"], true);
    app.end().await;
}
