//! Whoever has a link sees one form and nothing else; whoever has none, or one that no longer opens
//! anything, learns nothing at all.

use chrono::Duration;
use harness::{Database, TestApp, each_database};
use reqwest::Method;
use serde_json::json;

use super::{field, fill, link, open, send, send_with, sheet, show};

#[tokio::test]
async fn a_link_that_is_expired_revoked_closed_early_or_guessed_looks_like_any_other() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour, "2026-12-04", None).await;
        let now = app.clock().now();
        let at = |hours: i64| (now + Duration::hours(hours)).to_rfc3339();
        let guessed =
            open(&tour, "/a/buscall_advance_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
        assert_eq!(guessed.status, 404);
        assert!(!guessed.text().contains("Paradiso"));
        let early = link(&tour, &shown.advance, json!({ "opens_at": at(2) })).await;
        let closing = link(&tour, &shown.advance, json!({ "closes_at": at(1) })).await;
        let short = link(&tour, &shown.advance, json!({ "expires_in_days": 1 })).await;
        assert!(open(&tour, &early).await.face() == guessed.face());
        assert_eq!(open(&tour, &closing).await.status, 200);
        app.clock().advance(Duration::hours(1));
        assert!(open(&tour, &closing).await.face() == guessed.face(), "closed");
        app.clock().advance(Duration::hours(1));
        assert_eq!(open(&tour, &early).await.status, 200, "it is open now");
        app.clock().advance(Duration::hours(22));
        assert!(open(&tour, &short).await.face() == guessed.face(), "expired");

        let links = format!("/advances/{}/links", shown.advance.as_str().unwrap());
        let listed = tour.get(&tour.manager, &links).await.ok();
        let mut listed = listed["items"].as_array().unwrap().iter();
        let anas = listed.find(|link| link["recipient"] == "Ana Lima").unwrap()["id"].clone();
        let one = tour.path(&format!("{links}/{}", anas.as_str().unwrap()));
        app.delete(&tour.manager, &one, 0).await.must_succeed();
        assert!(open(&tour, &shown.url).await.face() == guessed.face(), "revoked");
        let posted = [("a.load_in", "11:00"), ("w.load_in", "null")];
        let refused = send(&tour, Method::POST, &shown.url, &posted).await;
        assert_eq!((refused.status, refused.text()), (404, guessed.text()));
        assert_eq!(field(&sheet(&tour, &shown.advance).await, "load_in")["state"], "open");

        let nowhere = format!("{}/handouts/{}", shown.url, shown.advance.as_str().unwrap());
        assert_eq!(open(&tour, &nowhere).await.text(), guessed.text());
        let upload =
            send(&tour, Method::POST, &format!("{}/files/tech_pack", shown.url), &[]).await;
        assert_eq!((upload.status, upload.text()), (404, guessed.text()));

        let wrong = json!({ "reset": true, "expires_in_days": 0 });
        tour.post(&tour.manager, &links, &wrong).await.problem(422, "invalid");
        assert_eq!(open(&tour, &early).await.status, 200, "what is refused closes nothing");
        let fresh = link(&tour, &shown.advance, json!({ "reset": true })).await;
        assert!(open(&tour, &early).await.face() == guessed.face(), "reset closes the others");
        assert_eq!(open(&tour, &fresh).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_link_holder_sees_and_writes_one_show_whatever_ids_they_know() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let mine = show(&tour, "2026-12-04", None).await;
        let other = show(&tour, "2026-12-05", None).await;
        fill(
            &tour,
            &other.url,
            &[("by", "Eve"), ("a.wifi_password", "s3cret"), ("w.wifi_password", "null")],
        )
        .await;
        let fields = json!({ "title": "Bus call moved, tell nobody", "body": "x" });
        tour.record("management", "note", fields).await;
        let page = open(&tour, &mine.url).await.text();
        for hidden in ["s3cret", "tell nobody", other.advance.as_str().unwrap()] {
            assert!(!page.contains(hidden), "the page shows `{hidden}`");
        }
        // Ids of another sheet, its records and its answers mean nothing in a form.
        let other_field = domain::ids::RecordId::of_advance_field(
            other.advance.as_str().unwrap().parse().unwrap(),
            "wifi_password",
        )
        .to_string();
        let key = format!("a.{other_field}");
        let body = [
            ("advance", other.advance.as_str().unwrap()),
            ("id", other.advance.as_str().unwrap()),
            (key.as_str(), "taken"),
            ("a.wifi_password", "mine"),
            ("w.wifi_password", "\"s3cret\""),
        ];
        send(&tour, Method::POST, &mine.url, &body).await;
        assert_eq!(field(&sheet(&tour, &other.advance).await, "wifi_password")["text"], "s3cret");
        // The secret opens nothing but the form: it is no log-in.
        let secret = mine.url.trim_start_matches("/a/");
        let url = format!("{}{}", app.site(), tour.path("/days"));
        let asked = app.http().get(&url).bearer_auth(secret).send().await.unwrap();
        assert_eq!(asked.status().as_u16(), 401);
        // A file that another venue was given is not this one's, by whatever id.
        let bytes = b"%PDF-1 for the other".as_slice();
        let hash = domain::blob::BlobHash::of(bytes).to_string();
        crate::files::send_whole(&tour, &tour.manager, bytes).await;
        let file = json!({ "name": "rider.pdf", "hash": hash, "bytes": bytes.len() });
        let file = tour.record("everyone", "file", file).await;
        let given =
            json!({ "advance": other.advance, "file": file, "name": "rider.pdf", "hash": hash });
        let given = tour.record("management", "handout", given).await;
        let theirs = format!("{}/handouts/{given}", other.url);
        assert_eq!(open(&tour, &theirs).await.status, 200);
        for id in [given, file] {
            assert_eq!(open(&tour, &format!("{}/handouts/{id}", mine.url)).await.status, 404);
        }
    })
    .await;
}

#[tokio::test]
async fn links_are_for_those_who_edit_the_sheets_audience() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour, "2026-12-04", None).await;
        let crew = tour.join("Cru", &[("everyone", "edit")]).await;
        let reader = tour.join("Rea", &[("everyone", "edit"), ("management", "read")]).await;
        let links = format!("/advances/{}/links", shown.advance.as_str().unwrap());
        tour.post(&crew, &links, &json!({})).await.problem(404, "not_found");
        tour.get(&crew, &links).await.problem(404, "not_found");
        tour.post(&reader, &links, &json!({})).await.problem(403, "not_allowed");
        let board = tour.get(&crew, "/advances").await.ok();
        assert_eq!(board["items"][0]["advance"], json!(null), "the sheet is management's");
        tour.post(&crew, "/advances", &json!({ "starter": "club" }))
            .await
            .problem(403, "not_allowed");
    })
    .await;
}

#[tokio::test]
async fn another_sites_page_cannot_post_and_the_form_is_framed_and_kept_by_nobody() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    let shown = show(&tour, "2026-12-04", None).await;
    let body = [("a.load_in", "11:00"), ("w.load_in", "null")];
    for headers in [
        [("sec-fetch-site", "cross-site"), ("accept", "text/html")],
        [("sec-fetch-site", "same-site"), ("accept", "text/html")],
        [("origin", "https://evil.example"), ("accept", "text/html")],
        [("origin", "null"), ("accept", "text/html")],
    ] {
        let refused = send_with(&tour, Method::POST, &shown.url, &body, &headers).await;
        assert_eq!(refused.status, 403, "{headers:?}");
    }
    assert_eq!(field(&sheet(&tour, &shown.advance).await, "load_in")["state"], "open");
    let own = [("origin", app.site()), ("accept", "text/html")];
    let own = send_with(&tour, Method::POST, &shown.url, &[("by", "Ana")], &own).await;
    assert_eq!(own.status, 303, "an older browser says where its page is from");
    // A browser of ten years ago says nothing of where a form was.
    let old = send_with(&tour, Method::POST, &shown.url, &body, &[]).await;
    assert_eq!(old.status, 303);
    let page = open(&tour, &shown.url).await;
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"));
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("referrer-policy"), Some("same-origin"));
    assert_eq!(page.header("x-robots-tag"), Some("noindex"));
    app.end().await;
}

#[tokio::test]
async fn a_flood_of_saves_is_told_to_wait_and_a_form_that_is_too_large_is_not_read() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    let shown = show(&tour, "2026-12-04", None).await;
    let large = "x".repeat(600 * 1024);
    let answer = send(&tour, Method::POST, &shown.url, &[("a.load_in", &large)]).await;
    assert_eq!(answer.status, 413);
    let mut told = None;
    for _ in 0..2_000 {
        let answer = send(&tour, Method::POST, &shown.url, &[("by", "Ana")]).await;
        if answer.status == 429 {
            told = answer.header("retry-after").map(ToOwned::to_owned);
            break;
        }
        assert_eq!(answer.status, 303);
    }
    assert!(told.is_some(), "2,000 saves in a moment were taken");
    app.end().await;
}
