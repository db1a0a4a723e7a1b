//! Archives that nobody's server wrote so, that are here already, or that do not arrive: nothing of them is
//! written, and why is said.

use domain::sync::Digest;
use harness::{Database, TestApp, Tour};
use reqwest::{Body, Method};
use serde_json::{Value, json};

use super::world::{Elsewhere, demo, kept};
use super::{archive_of, bring, organisation};
use crate::wire::send;

/// A small tour with a file.
async fn small(app: &TestApp) -> Tour<'_> {
    let tour = app.tour("Northern Lights").await;
    tour.a_day("2026-10-24").in_zone("Europe/Oslo").item("Doors", "19:00").await;
    let plan = crate::files::content(300_000, 5);
    crate::files::send_whole(&tour, &tour.manager, &plan).await;
    tour.record("everyone", "file", crate::files::fields("plan.pdf", &plan)).await;
    tour
}

/// The archive with one text in the place of another.
fn with(archive: &str, from: &str, to: &str) -> Vec<u8> {
    assert!(archive.contains(from), "`{from}` is not in it");
    archive.replacen(from, to, 1).into_bytes()
}

/// What an audience says that its records add up to.
fn digest_of<'a>(archive: &'a Value, audience: &str) -> &'a str {
    let mut audiences = archive["audiences"].as_array().unwrap().iter();
    audiences.find(|one| one["name"] == audience).unwrap()["digest"].as_str().unwrap()
}

/// The archive with another id in the place of one that a record of `everyone` has, adding up again.
fn anew(archive: &str, from: &str, to: &str) -> String {
    let changed = archive.replace(from, to);
    let read: Value = serde_json::from_str(&changed).unwrap();
    let mut digest = Digest::default();
    for record in read["records"].as_array().unwrap() {
        digest.add(&serde_json::from_value(record.clone()).unwrap());
    }
    changed.replace(digest_of(&read, "everyone"), &digest.to_string())
}

#[tokio::test]
async fn what_does_not_fit_together_is_refused_with_a_reason_and_leaves_nothing() {
    for database in Database::each().await {
        let app = TestApp::on(Database::sqlite().await).await;
        let tour = small(&app).await;
        let archive = archive_of(&tour, &tour.manager).await.text();
        let read: Value = serde_json::from_str(&archive).unwrap();
        let elsewhere = Elsewhere::on(database).await;
        let before = elsewhere.rows().await;
        let digest = digest_of(&read, "everyone");
        let chunk = read["contents"][0]["chunks"][1].as_str().unwrap();
        let other_chunk =
            format!("{}{}", if chunk.starts_with('A') { 'B' } else { 'A' }, &chunk[1..]);
        let everyone = format!("\"scope\":\"{}\",\"name\":\"everyone\"", tour.scope("everyone"));
        let twice = everyone.replace("everyone\"", "party\"");
        let first = read["records"][0]["id"].as_str().unwrap();
        let second = read["records"][1]["id"].as_str().unwrap();
        let deep = format!("\"fields\":{{\"x\":{}1", "[".repeat(5_000));
        let cases: [(Vec<u8>, &str, &str); 12] = [
            (with(&archive, digest, &"0".repeat(32)), "unreadable_file", "has the sum"),
            (with(&archive, chunk, &other_chunk), "unreadable_file", "another hash"),
            (with(&archive, &everyone, &twice), "unreadable_file", "party"),
            (
                with(&archive, &format!("\"id\":\"{second}\""), &format!("\"id\":\"{first}\"")),
                "unreadable_file",
                "stands twice",
            ),
            (with(&archive, "\"seq\":2,", "\"seq\":1,"), "unreadable_file", "of another"),
            (with(&archive, "\"fields\":{", &deep), "unreadable_file", "recursion"),
            (with(&archive, "\"19:00\"", "\"a\\u0000b\""), "invalid", ".when"),
            (with(&archive, "\"2026-10-24\"", "\"tomorrow\""), "invalid", "date"),
            (
                with(&archive, "\"buscall_archive\":1", "\"buscall_archive\":9"),
                "unreadable_file",
                "version",
            ),
            (archive.as_bytes()[..archive.len() / 2].to_vec(), "unreadable_file", "not whole"),
            (b"{\"shows\": []}".to_vec(), "unreadable_file", "no archive"),
            (b"dates,city\n".to_vec(), "unreadable_file", ""),
        ];
        for (body, code, words) in cases {
            for rest in ["", "&dry_run=true"] {
                let Elsewhere { app, nora, org } = &elsewhere;
                let problem = bring(app, nora, *org, rest, body.clone()).await.problem(422, code);
                assert!(problem.to_string().contains(words), "`{words}` is not said: {problem}");
            }
        }
        assert_eq!(elsewhere.rows().await, before);
        // The sound one is still welcome.
        elsewhere.take_in(archive.into_bytes(), tour.id).await;
        elsewhere.app.end().await;
        app.end().await;
    }
}

#[tokio::test]
async fn what_is_here_already_is_refused_whoever_has_it() {
    harness::each_database(async |app| {
        let tour = small(app).await;
        let archive = archive_of(&tour, &tour.manager).await.text();
        let nora = app.person("Nora").await;
        let org = organisation(app, &nora).await;
        let refused = async |body: Vec<u8>, org, who, words: &str| {
            let problem = bring(app, who, org, "", body).await.problem(409, "conflict");
            assert!(problem["detail"].as_str().unwrap().contains(words), "{problem}");
        };
        refused(archive.clone().into_bytes(), org, &nora, "the tour").await;
        let renamed = anew(&archive, &tour.id.to_string(), &app.new_id().to_string());
        refused(renamed.clone().into_bytes(), org, &nora, "the audience").await;
        let mut fresh = renamed;
        for scope in tour.scopes.values() {
            fresh = fresh.replace(&scope.to_string(), &app.new_id().to_string());
        }
        refused(fresh.clone().into_bytes(), tour.org, &tour.manager, "the record").await;
        let before = kept(&tour).await;
        bring(app, &nora, org, "", fresh.into_bytes()).await.must_succeed();
        assert_eq!(kept(&tour).await, before, "the ids of records are an organisation's own");
    })
    .await;
}

#[tokio::test]
async fn only_who_manages_an_organisation_brings_tours_into_it() {
    harness::each_database(async |app| {
        let tour = small(app).await;
        let archive = archive_of(&tour, &tour.manager).await.body;
        let stranger = app.person("Sam").await;
        bring(app, &stranger, tour.org, "&dry_run=true", archive.clone())
            .await
            .problem(422, "invalid");
        let path = format!("/v1/archives?organisation={}", tour.org);
        send(app, None, (Method::POST, &path), &[], archive.clone())
            .await
            .problem(401, "unauthenticated");
        let plain = [("content-type", "text/plain")];
        let who = Some(&tour.manager);
        send(app, who, (Method::POST, &path), &plain, archive.clone())
            .await
            .problem(415, "unsupported_media");
        let large = [("content-type", "application/json"), ("content-length", "9999999999999")];
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n{}\r\n\r\n",
            tour.manager.token,
            large.map(|(name, value)| format!("{name}: {value}")).join("\r\n")
        );
        crate::wire::over_tcp(app, &request).await.problem(413, "too_large");
        let unknown = [("content-type", "application/json")];
        let wrong = format!("{path}&overwrite=true");
        send(app, who, (Method::POST, &wrong), &unknown, archive).await.problem(400, "malformed");
    })
    .await;
}

#[tokio::test]
async fn whoever_comes_while_four_archives_arrive_is_told_to_come_back() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = small(&app).await;
    let archive = archive_of(&tour, &tour.manager).await.body;
    let turns = &app.app().archives;
    let three = turns.try_acquire_many(3).unwrap();
    bring(&app, &tour.manager, tour.org, "&dry_run=true", archive.clone()).await.must_succeed();
    let fourth = turns.try_acquire().unwrap();
    let full = bring(&app, &tour.manager, tour.org, "&dry_run=true", archive.clone()).await;
    full.problem(503, "unavailable");
    assert!(full.header("retry-after").is_some());
    drop((three, fourth));
    bring(&app, &tour.manager, tour.org, "&dry_run=true", archive).await.must_succeed();
    app.end().await;
}

#[tokio::test]
async fn an_upload_that_is_cut_off_leaves_nothing() {
    for database in Database::each().await {
        let app = TestApp::on(Database::sqlite().await).await;
        let tour = demo(&app).await;
        let archive = archive_of(&tour, &tour.manager).await.body;
        let elsewhere = Elsewhere::on(database).await;
        let before = elsewhere.rows().await;
        let half = archive[..archive.len() / 2].to_vec();
        let pieces = vec![Ok(half), Err(std::io::Error::other("the line is gone"))];
        let body = Body::wrap_stream(futures_util::stream::iter(pieces));
        let path = format!("/v1/archives?organisation={}", elsewhere.org);
        let request = elsewhere.app.http().post(format!("{}{path}", elsewhere.app.site()));
        let request = request.header("content-type", "application/json");
        let sent = request.bearer_auth(&elsewhere.nora.token).body(body).send().await;
        assert!(sent.is_err(), "{sent:?}");
        assert_eq!(elsewhere.rows().await, before);
        elsewhere.take_in(archive, tour.id).await;
        elsewhere.app.end().await;
        app.end().await;
    }
}

#[tokio::test]
async fn nobody_puts_words_into_the_mouth_of_somebody_else_by_an_archive() {
    harness::each_database(async |app| {
        let source = TestApp::on(Database::sqlite().await).await;
        let tour = small(&source).await;
        let archive = archive_of(&tour, &tour.manager).await.text();
        let (nora, victor) = (app.person("Nora").await, app.person("Victor").await);
        let org = organisation(app, &nora).await;
        let forged =
            archive.replace(&tour.manager.account.to_string(), &victor.account.to_string());
        let report = bring(app, &nora, org, "", forged.into_bytes()).await.ok();
        assert!(report["n_unnamed"].as_u64().unwrap() > 5, "{report}");
        let there = super::world::tour_of(app, &nora, tour.id).await;
        let all = kept(&there).await;
        let stamps = all["everyone"].3.iter().flat_map(|record| record.stamps.values());
        for stamp in stamps {
            assert_eq!((stamp.by, stamp.via.as_deref()), (None, Some("archive")));
        }
        // Knowing the name of content is no way to it: what the archive does not bring is not given.
        let secret = app.tour_in(org, &nora, "Other").await;
        let victors = secret.record("everyone", "note", json!({ "body": "x" })).await;
        assert!(there.get(&nora, &format!("/note/{victors}")).await.status == 404);
        source.end().await;
    })
    .await;
}
