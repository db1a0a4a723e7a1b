//! Fetching: whole, in ranges, from where it was cut off, and never as a page of ours.

use domain::blob::BlobHash;
use domain::ids::RecordId;
use harness::{TestApp, Tour, each_database};
use reqwest::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{content, fetch, fields, record, send_whole};
use crate::wire::send;

async fn a_file<'a>(app: &'a TestApp, whole: &[u8]) -> (Tour<'a>, RecordId) {
    let tour = app.tour("Downloads").await;
    send_whole(&tour, &tour.manager, whole).await;
    let file = record(&tour, "everyone", "plan.pdf", whole).await;
    (tour, file)
}

#[tokio::test]
async fn any_range_is_the_bytes_that_it_names() {
    each_database(async |app| {
        let whole = content(600_000, 1);
        let (tour, file) = a_file(app, &whole).await;
        for (range, from, to) in [
            ("bytes=0-0", 0, 1),
            ("bytes=262143-262144", 262_143, 262_145),
            ("bytes=262144-524287", 262_144, 524_288),
            ("bytes=1000-599000", 1_000, 599_001),
            ("bytes=599999-", 599_999, 600_000),
            ("bytes=-5", 599_995, 600_000),
            ("bytes=500000-9999999", 500_000, 600_000),
        ] {
            let part = fetch(&tour, &tour.manager, file, &[("range", range)]).await;
            assert_eq!(part.status, 206, "{range}: {}", part.text());
            let told = format!("bytes {from}-{}/600000", to - 1);
            assert_eq!(part.header("content-range"), Some(told.as_str()));
            assert_eq!(part.header("content-length"), Some((to - from).to_string().as_str()));
            assert!(part.body == whole[from..to], "{range}: the bytes differ");
        }
        for range in ["bytes=600000-", "bytes=-0"] {
            let outside = fetch(&tour, &tour.manager, file, &[("range", range)]).await;
            outside.problem(416, "range_outside");
            assert_eq!(outside.header("content-range"), Some("bytes */600000"));
        }
        for range in ["bytes=0-1,5-6", "bytes=5-1", "rows=1-2"] {
            let all = fetch(&tour, &tour.manager, file, &[("range", range)]).await;
            assert_eq!((all.status, all.body.len()), (200, 600_000), "{range}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_download_goes_on_only_in_the_same_content() {
    each_database(async |app| {
        let whole = content(5_000, 2);
        let (tour, file) = a_file(app, &whole).await;
        let first = fetch(&tour, &tour.manager, file, &[("range", "bytes=0-99")]).await;
        let etag = first.header("etag").unwrap().to_owned();
        assert_eq!(etag, format!("\"{}\"", BlobHash::of(&whole)));
        let go_on = [("range", "bytes=100-"), ("if-range", etag.as_str())];
        let rest = fetch(&tour, &tour.manager, file, &go_on).await;
        assert_eq!((rest.status, &rest.body[..]), (206, &whole[100..]));
        let same = fetch(&tour, &tour.manager, file, &[("if-none-match", &etag)]).await;
        assert_eq!((same.status, same.body.len()), (304, 0));

        let newer = content(6_000, 3);
        let hash = send_whole(&tour, &tour.manager, &newer).await;
        let path = tour.path(&format!("/file/{file}"));
        let body = json!({ "fields": { "hash": hash, "bytes": 6_000 } });
        app.patch(&tour.manager, &path, 1, &body).await.must_succeed();

        let other = fetch(&tour, &tour.manager, file, &go_on).await;
        assert_eq!(other.status, 200, "a part of something else would spoil what is there");
        assert!(other.body == newer);
        let weak = [("range", "bytes=100-"), ("if-range", "Wed, 21 Oct 2015 07:28:00 GMT")];
        assert_eq!(fetch(&tour, &tour.manager, file, &weak).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn asking_about_content_tells_its_size_and_sends_none_of_it() {
    each_database(async |app| {
        let whole = content(600_000, 4);
        let (tour, file) = a_file(app, &whole).await;
        let path = tour.path(&format!("/files/{file}/content"));
        let head = send(app, Some(&tour.manager), (Method::HEAD, &path), &[], "").await;
        assert_eq!((head.status, head.body.len()), (200, 0));
        assert_eq!(head.header("content-length"), Some("600000"));
        assert_eq!(head.header("accept-ranges"), Some("bytes"));
        // The connection is good for another request.
        let token = &tour.manager.token;
        let ask = |method: &str, path: &str, rest: &str| {
            let head = format!("{method} {path} HTTP/1.1\r\nhost: x");
            format!("{head}\r\nauthorization: Bearer {token}\r\n{rest}\r\n")
        };
        let address = app.site().strip_prefix("http://").unwrap();
        let mut line = TcpStream::connect(address).await.unwrap();
        line.write_all(ask("HEAD", &path, "").as_bytes()).await.unwrap();
        let mut said = Vec::new();
        while !said.ends_with(b"\r\n\r\n") {
            assert_ne!(line.read_buf(&mut said).await.unwrap(), 0);
        }
        line.write_all(ask("GET", "/v1/me", "connection: close\r\n").as_bytes()).await.unwrap();
        line.read_to_end(&mut said).await.unwrap();
        let said = String::from_utf8(said).unwrap();
        assert_eq!(said.matches("HTTP/1.1 200 OK").count(), 2, "{said}");
    })
    .await;
}

#[tokio::test]
async fn what_people_send_is_stored_by_a_browser_and_never_run() {
    let app = TestApp::on(harness::Database::sqlite().await).await;
    let tour = app.tour("Downloads").await;
    let page = b"<script>alert(document.cookie)</script>".repeat(100);
    send_whole(&tour, &tour.manager, &page).await;
    for (said, told) in [
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("application/pdf", "application/pdf"),
        ("text/plain", "text/plain; charset=utf-8"),
    ] {
        let mut fields = fields("Plan \"A\"; ../ż.html", &page);
        fields["media_type"] = json!(said);
        let file = tour.record("everyone", "file", fields).await;
        let fetched = fetch(&tour, &tour.manager, file, &[("accept-encoding", "gzip, zstd")]).await;
        assert_eq!(fetched.header("content-type"), Some(told));
        assert_eq!(fetched.header("content-encoding"), None, "a range counts the file's bytes");
        assert_eq!(fetched.header("x-content-type-options"), Some("nosniff"));
        let policy = fetched.header("content-security-policy").unwrap();
        assert!(policy.starts_with("sandbox; default-src 'none'"), "{policy}");
        let disposition = fetched.header("content-disposition").unwrap();
        let expected = "attachment; filename=\"Plan _A__ .._ _.html\"; \
            filename*=UTF-8''Plan%20%22A%22%3B%20.._%C5%BC.html";
        assert_eq!(disposition, expected.replace(".._ _", "..__"));
        assert!(fetched.body == page);
    }
    app.end().await;
}
