//! Files that venues send, and files that they are given.

use harness::{Answer, Tour, each_database};
use serde_json::{Value, json};

use super::{field, open, sheet, show};
use crate::files::send_whole;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n";

async fn upload(tour: &Tour<'_>, url: &str, key: &str, name: &str, bytes: &[u8]) -> Answer {
    let edge = "----------------------------974767299852498929531610575";
    let mut body = format!(
        "--{edge}\r\nContent-Disposition: form-data; name=\"by\"\r\n\r\nAna\r\n--{edge}\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{edge}--\r\n").as_bytes());
    let request = tour
        .app
        .http()
        .post(format!("{}{url}/files/{key}", tour.app.site()))
        .header("content-type", format!("multipart/form-data; boundary={edge}"))
        .header("sec-fetch-site", "same-origin")
        .body(body);
    Answer::read(format!("POST {name}"), request.send().await.unwrap()).await
}

#[tokio::test]
async fn a_file_that_a_venue_sends_is_an_answer_and_reaches_everyone_once_it_is_accepted() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour, "2026-12-04", None).await;
        let crew = tour.join("Cru", &[("everyone", "read")]).await;
        let key = file_key(&sheet(&tour, &shown.advance).await);
        let sent = upload(&tour, &shown.url, &key, "../plan \"A\".pdf", PDF).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        assert!(open(&tour, &shown.url).await.text().contains("plan"));
        let answer = field(&sheet(&tour, &shown.advance).await, &key);
        assert_eq!((&answer["state"], &answer["by"]), (&json!("answered"), &json!("Ana")));
        let file = answer["answer"][0].as_str().unwrap().to_owned();
        let content = format!("/files/{file}/content");
        let fetched = tour.get(&tour.manager, &content).await;
        assert_eq!((fetched.status, fetched.body.as_slice()), (200, PDF));
        assert!(fetched.header("content-disposition").unwrap().starts_with("attachment"));
        assert_eq!(fetched.header("x-content-type-options"), Some("nosniff"));
        tour.get(&crew, &content).await.problem(404, "not_found");
        assert_eq!(tour.get(&crew, "/days/2026-12-04").await.ok()["files"], json!([]));

        let decide = format!("/advances/{}/decisions", shown.advance.as_str().unwrap());
        tour.post(&tour.manager, &decide, &json!({ "all": true })).await.must_succeed();
        let files = tour.get(&crew, "/days/2026-12-04").await.ok()["files"].clone();
        let passed_on = files[0]["id"].as_str().unwrap();
        let fetched = tour.get(&crew, &format!("/files/{passed_on}/content")).await;
        assert_eq!((fetched.status, fetched.body.as_slice()), (200, PDF));
    })
    .await;
}

#[tokio::test]
async fn files_are_limited_in_size_and_type_and_never_a_page() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour, "2026-12-04", None).await;
        let key = file_key(&sheet(&tour, &shown.advance).await);
        for (name, bytes) in [
            ("page.pdf", b"<!doctype html><script>alert(1)</script>".as_slice()),
            ("page.html", b"<h1>hello</h1>"),
            ("draw.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            ("tool.pdf", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"),
            ("empty.pdf", b""),
        ] {
            let answer = upload(&tour, &shown.url, &key, name, bytes).await;
            assert_eq!(answer.status, 422, "{name}");
        }
        let large = [PDF, &vec![b' '; 16 * 1024 * 1024]].concat();
        assert_eq!(upload(&tour, &shown.url, &key, "large.pdf", &large).await.status, 422);
        for wrong in ["load_in", "nothing", "../x"] {
            assert_eq!(
                upload(&tour, &shown.url, wrong, "plan.pdf", PDF).await.status,
                404,
                "{wrong}"
            );
        }
        let found = field(&sheet(&tour, &shown.advance).await, &key);
        assert_eq!(found["state"], "open");
        for n in 0..10 {
            let answer = upload(&tour, &shown.url, &key, &format!("{n}.pdf"), PDF).await;
            assert_eq!(answer.status, 303);
        }
        assert_eq!(upload(&tour, &shown.url, &key, "11.pdf", PDF).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_venue_gets_the_version_that_it_was_given_and_the_tour_sees_who_holds_an_old_one() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour, "2026-12-04", None).await;
        let (old, new) = (b"%PDF-1 rider v1".as_slice(), b"%PDF-1 rider v2, larger".as_slice());
        let hash = |bytes: &[u8]| domain::blob::BlobHash::of(bytes).to_string();
        let rider = |bytes: &[u8], version: &str| {
            json!({ "name": "rider.pdf", "hash": hash(bytes), "bytes": bytes.len(),
                "category": "rider", "version": version })
        };
        send_whole(&tour, &tour.manager, old).await;
        let file = tour.record("everyone", "file", rider(old, "1")).await;
        let given = json!({ "advance": shown.advance, "file": file, "name": "rider.pdf",
            "hash": hash(old), "version": "1", "recipient": "Ana Lima", "given_on": "2026-11-20" });
        let handout = tour.record("management", "handout", given).await;
        let path = format!("{}/handouts/{handout}", shown.url);
        assert_eq!(open(&tour, &path).await.body, old);
        assert_eq!(sheet(&tour, &shown.advance).await["handouts"][0]["outdated"], false);

        send_whole(&tour, &tour.manager, new).await;
        let newer = json!({ "fields": { "hash": hash(new), "bytes": new.len(), "version": "2" } });
        let file_path = tour.path(&format!("/file/{file}"));
        app.patch(&tour.manager, &file_path, 1, &newer).await.must_succeed();
        let seen = sheet(&tour, &shown.advance).await;
        assert_eq!(seen["handouts"][0]["outdated"], true);
        assert_eq!(
            (&seen["handouts"][0]["version"], &seen["handouts"][0]["newest"]),
            (&json!("1"), &json!("2"))
        );
        let fetched = open(&tour, &path).await;
        assert_eq!(fetched.body, old, "they hold what they were given");
        assert!(fetched.header("content-disposition").unwrap().starts_with("attachment"));
        assert!(open(&tour, &shown.url).await.text().contains("there is a newer version"));
    })
    .await;
}

/// The first question that asks the venue for files.
fn file_key(sheet: &Value) -> String {
    let parts = sheet["parts"].as_array().unwrap().iter();
    let fields = parts.flat_map(|part| part["fields"].as_array().unwrap());
    let mut files = fields.filter(|field| {
        field["question"]["input"]["type"] == "file" && field["question"]["asks"] != "tour"
    });
    files.next().unwrap()["question"]["key"].as_str().unwrap().to_owned()
}
