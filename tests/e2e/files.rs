//! Files: content that is sent in parts over bad lines, recorded, shown on the sheet and fetched
//! again, by nobody who may not see it.

mod cleaning;
mod downloads;
mod limits;
mod secrets;
mod uploads;

use domain::blob::BlobHash;
use domain::ids::RecordId;
use harness::{Answer, Person, TestApp, Tour, each_database};
use reqwest::{Body, Method};
use serde_json::{Value, json};

use crate::wire::send;

/// Content of this many bytes, other content for another seed.
pub(crate) fn content(bytes: usize, seed: usize) -> Vec<u8> {
    (0..bytes).map(|n| u8::try_from((n * 31 + n / 251 + seed * 7) % 256).unwrap()).collect()
}

/// Where content of this hash is sent to.
pub(crate) fn upload(tour: &Tour<'_>, hash: BlobHash) -> String {
    format!("/sync/v1/blobs/{hash}?tour={}", tour.id)
}

/// Sends a part.
pub(crate) async fn send_part(
    tour: &Tour<'_>,
    who: &Person,
    hash: BlobHash,
    (offset, length): (u64, Option<u64>),
    part: impl Into<Body>,
) -> Answer {
    let (offset, length) = (offset.to_string(), length.map(|length| length.to_string()));
    let mut headers =
        vec![("content-type", "application/partial-upload"), ("upload-offset", offset.as_str())];
    headers.extend(length.iter().map(|length| ("upload-length", length.as_str())));
    let path = upload(tour, hash);
    send(tour.app, Some(who), (Method::PATCH, &path), &headers, part).await
}

/// Sends content as one part.
pub(crate) async fn send_whole(tour: &Tour<'_>, who: &Person, content: &[u8]) -> BlobHash {
    let (hash, length) = (BlobHash::of(content), content.len() as u64);
    let sent = send_part(tour, who, hash, (0, Some(length)), content.to_vec()).await;
    assert_eq!(moved(&sent), (length, true));
    hash
}

/// How far an upload is, and whether it is complete, as an answer says.
#[track_caller]
pub(crate) fn moved(answer: &Answer) -> (u64, bool) {
    assert_eq!(answer.status, 204, "{} answered {}", answer.request, answer.text());
    stands(answer)
}

/// How far an upload is, whatever else the answer says.
#[track_caller]
fn stands(answer: &Answer) -> (u64, bool) {
    let complete = answer.header("upload-complete").unwrap();
    (answer.header("upload-offset").unwrap().parse().unwrap(), complete == "?1")
}

/// How far somebody's upload is.
async fn ask(tour: &Tour<'_>, who: &Person, hash: BlobHash) -> (u64, bool) {
    let path = upload(tour, hash);
    let head = send(tour.app, Some(who), (Method::HEAD, &path), &[], "").await;
    moved(&head)
}

/// The fields of a record about some content.
pub(crate) fn fields(name: &str, content: &[u8]) -> Value {
    json!({ "name": name, "hash": BlobHash::of(content), "bytes": content.len() })
}

/// A record about content, by the manager.
async fn record(tour: &Tour<'_>, audience: &str, name: &str, content: &[u8]) -> RecordId {
    tour.record(audience, "file", fields(name, content)).await
}

/// Fetches the content of a file.
async fn fetch(tour: &Tour<'_>, who: &Person, file: RecordId, headers: &[(&str, &str)]) -> Answer {
    let path = tour.path(&format!("/files/{file}/content"));
    send(tour.app, Some(who), (Method::GET, &path), headers, "").await
}

/// The app's cleaning up, which otherwise comes once a day.
async fn sweep(app: &TestApp) -> (usize, usize) {
    let swept = api::service::blobs::sweep(app.app()).await.unwrap();
    (swept.uploads, swept.blobs)
}

#[tokio::test]
async fn a_plan_that_crew_send_stands_on_the_sheet_and_is_fetched_as_it_was() {
    each_database(async |app| {
        let tour = app.tour("Files").await;
        let ida = tour.join("Ida", &[("everyone", "contribute")]).await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Oslo").await;
        let venue = tour.record("everyone", "venue", json!({ "name": "Rockefeller" })).await;
        let event = json!({ "day": day.id, "venue": venue });
        let event = tour.record("everyone", "event", event).await;
        let plan = content(700_000, 1);
        send_whole(&tour, &ida, &plan).await;

        let mut files = Vec::new();
        for (name, about) in [("stage.pdf", venue), ("rider.pdf", event), ("dock.jpg", day.id)] {
            let mut fields = fields(name, &plan);
            let field = [("venue", venue), ("event", event), ("day", day.id)];
            let (field, _) = field.into_iter().find(|(_, id)| *id == about).unwrap();
            fields[field] = json!(about);
            fields["media_type"] = json!("application/pdf");
            fields["category"] = json!(if field == "event" { "rider" } else { "plan" });
            let made = tour.post(&ida, "/file", &json!({ "fields": fields })).await.ok();
            files.push(made["id"].as_str().unwrap().parse::<RecordId>().unwrap());
        }

        let sheet = tour.get(&ida, &day.sheet()).await.ok();
        let on_sheet: Vec<_> = sheet["files"].as_array().unwrap().iter().collect();
        let names: Vec<_> = on_sheet.iter().map(|file| file["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["dock.jpg", "stage.pdf", "rider.pdf"], "plans, then riders, by name");
        assert_eq!(on_sheet[1]["bytes"], 700_000);
        assert_eq!(on_sheet[1]["hash"], BlobHash::of(&plan).to_string());
        assert_eq!(on_sheet[1]["id"], files[0].to_string());
        let text = tour.get(&ida, &format!("{}.txt", day.sheet())).await.text();
        assert!(text.contains("\nFILES\n- dock.jpg (plan, 700 kB)\n"), "{text}");

        for file in files {
            let fetched = fetch(&tour, &tour.manager, file, &[]).await;
            assert_eq!(fetched.status, 200);
            assert!(fetched.body == plan, "the bytes differ");
            assert_eq!(fetched.header("content-length"), Some("700000"));
            assert_eq!(fetched.header("content-type"), Some("application/pdf"));
        }
    })
    .await;
}

#[tokio::test]
async fn two_files_for_one_field_stand_side_by_side_on_the_sheet() {
    each_database(async |app| {
        let tour = app.tour("Files").await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Oslo").await;
        let mut about = fields("rider.pdf", b"first");
        about["day"] = json!(day.id);
        let file = tour.record("everyone", "file", about).await;
        let ben = tour.join("Ben", &[("everyone", "contribute")]).await;
        for (who, content) in [(&tour.manager, b"second"), (&ben, b"thirds")] {
            let (from, to) = (BlobHash::of(b"first"), BlobHash::of(content));
            tour.group(who, vec![harness::set("file", file, "hash", json!(from), json!(to))]).await;
        }
        let sheet = tour.get(&ben, &day.sheet()).await.ok();
        assert_eq!(sheet["disputed"], 1);
        assert_eq!(sheet["files"][0]["disputed"].as_array().unwrap().len(), 1);
        let text = tour.get(&ben, &format!("{}.txt", day.sheet())).await.text();
        assert!(text.contains("⚠"), "{text}");
    })
    .await;
}
