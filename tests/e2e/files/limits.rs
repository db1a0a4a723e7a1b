//! The limits of files, at each and one past it.

use api::store::entity::{blob, upload};
use chrono::{DateTime, Utc};
use domain::blob::BlobHash;
use domain::limits::{
    FILE_BYTES_MAX, ORG_FILE_BYTES_MAX, ORG_FILES_MAX, UPLOAD_PART_BYTES_MAX,
    UPLOADS_UNFINISHED_MAX,
};
use harness::{Database, TestApp, Tour, each_database};
use reqwest::Body;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{ask, content, fields, moved, record, send_part, send_whole};

/// Pieces of zeros that do not say how many they are.
fn streamed(bytes: usize) -> Body {
    const PIECE: usize = 128 * 1024;
    let sizes = (0..bytes.div_ceil(PIECE)).map(move |n| PIECE.min(bytes - n * PIECE));
    let pieces = sizes.map(|n| Ok::<_, std::io::Error>(vec![0; n]));
    Body::wrap_stream(futures_util::stream::iter(pieces))
}

/// Content that the organisation has as far as the limits are concerned.
fn had(tour: &Tour<'_>, n: u64, bytes: u64, now: DateTime<Utc>) -> blob::ActiveModel {
    blob::ActiveModel {
        org_id: Set(tour.org.0),
        hash: Set(BlobHash::of(&n.to_le_bytes()).to_string()),
        content_id: Set(Uuid::from_u128(u128::from(n))),
        bytes: Set(bytes.cast_signed()),
        sent_at: Set(now),
        named_at: Set(now),
    }
}

#[tokio::test]
async fn a_part_and_a_file_have_so_many_bytes() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let (maya, length) = (&tour.manager, UPLOAD_PART_BYTES_MAX as u64 + 1);
    let whole = vec![0; UPLOAD_PART_BYTES_MAX + 1];
    let hash = BlobHash::of(&whole);
    let large = send_part(&tour, maya, hash, (0, Some(length)), whole).await;
    let told = large.problem(413, "too_large")["detail"].to_string();
    assert!(told.contains("16777216"), "{told}");
    assert_eq!(ask(&tour, maya, hash).await, (0, false));
    let at_limit =
        send_part(&tour, maya, hash, (0, Some(length)), streamed(UPLOAD_PART_BYTES_MAX)).await;
    assert_eq!(moved(&at_limit), (length - 1, false));
    let last = send_part(&tour, maya, hash, (length - 1, None), vec![0]).await;
    assert_eq!(moved(&last), (length, true));

    let other = BlobHash::of(b"other");
    let large = streamed(UPLOAD_PART_BYTES_MAX + 1);
    let large = send_part(&tour, maya, other, (0, Some(FILE_BYTES_MAX)), large).await;
    large.problem(413, "too_large");
    let kept = ask(&tour, maya, other).await;
    assert!(kept.0 <= UPLOAD_PART_BYTES_MAX as u64 && !kept.1, "{kept:?}");
    let past = BlobHash::of(b"past");
    let refused = send_part(&tour, maya, past, (0, Some(FILE_BYTES_MAX + 1)), "").await;
    let told = refused.problem(413, "too_large")["detail"].to_string();
    assert!(told.contains(&FILE_BYTES_MAX.to_string()), "{told}");
    app.end().await;
}

#[tokio::test]
async fn an_upload_has_the_length_that_was_announced_and_no_other() {
    each_database(async |app| {
        let tour = app.tour("Limits").await;
        let (maya, whole) = (&tour.manager, content(300_000, 1));
        let hash = BlobHash::of(&whole);
        send_part(&tour, maya, hash, (0, Some(300_000)), whole[..5].to_vec()).await.must_succeed();
        let other = send_part(&tour, maya, hash, (5, Some(300_001)), whole[5..].to_vec()).await;
        assert_eq!(other.problem(422, "invalid")["errors"][0]["field"], "upload-length");
        let mut more = whole[5..].to_vec();
        more.push(0);
        let more = send_part(&tour, maya, hash, (5, None), more).await;
        assert_eq!(more.problem(422, "invalid")["errors"][0]["field"], "upload-length");
        let (offset, complete) = ask(&tour, maya, hash).await;
        assert!(!complete);
        let rest = whole[usize::try_from(offset).unwrap()..].to_vec();
        assert_eq!(moved(&send_part(&tour, maya, hash, (offset, None), rest).await).0, 300_000);
    })
    .await;
}

#[tokio::test]
async fn one_account_has_so_many_uploads_unfinished() {
    each_database(async |app| {
        let tour = app.tour("Limits").await;
        let ida = tour.join("Ida", &[("everyone", "contribute")]).await;
        let hash = |n: u64| BlobHash::of(&n.to_le_bytes());
        for n in 0..UPLOADS_UNFINISHED_MAX {
            send_part(&tour, &ida, hash(n), (0, Some(8)), "").await.must_succeed();
        }
        let one_more = || send_part(&tour, &ida, hash(UPLOADS_UNFINISHED_MAX), (0, Some(8)), "");
        let refused = one_more().await;
        refused.problem(409, "conflict");
        assert_eq!(refused.header("upload-offset"), None, "there is nothing to go on with");
        send_part(&tour, &tour.manager, hash(0), (0, Some(8)), "").await.must_succeed();
        let first = 0_u64.to_le_bytes().to_vec();
        assert_eq!(moved(&send_part(&tour, &ida, hash(0), (0, None), first).await), (8, true));
        one_more().await.must_succeed();
    })
    .await;
}

#[tokio::test]
async fn the_files_of_an_organisation_have_so_many_bytes() {
    each_database(async |app| {
        let tour = app.tour("Limits").await;
        let (maya, now) = (&tour.manager, app.clock().now());
        let most = had(&tour, 1, ORG_FILE_BYTES_MAX - 1_000, now);
        blob::Entity::insert(most).exec_without_returning(app.store().writer()).await.unwrap();
        let begin = |content: &'static [u8], bytes: u64| {
            send_part(&tour, maya, BlobHash::of(content), (0, Some(bytes)), "")
        };
        begin(b"a", 1_001).await.problem(413, "too_large");
        begin(b"b", 600).await.must_succeed();
        begin(b"c", 401).await.problem(413, "too_large");
        begin(b"d", 400).await.must_succeed();
        begin(b"e", 1).await.problem(413, "too_large");
        let elsewhere = app.tour("Elsewhere").await;
        send_whole(&elsewhere, &elsewhere.manager, b"theirs").await;
    })
    .await;
}

#[tokio::test]
async fn an_organisation_has_so_many_files() {
    each_database(async |app| {
        let tour = app.tour("Limits").await;
        let now = app.clock().now();
        let rows = (0..ORG_FILES_MAX - 2).map(|n| had(&tour, n, 1, now)).collect();
        api::store::insert_all(app.store().writer(), rows).await.unwrap();
        send_whole(&tour, &tour.manager, b"the last but one").await;
        let begun = BlobHash::of(b"the last");
        send_part(&tour, &tour.manager, begun, (0, Some(8)), "").await.must_succeed();
        let past = BlobHash::of(b"one too many");
        let refused = send_part(&tour, &tour.manager, past, (0, Some(12)), "").await;
        refused.problem(413, "too_large");
        let rest = send_part(&tour, &tour.manager, begun, (0, None), "the last").await;
        assert_eq!(moved(&rest), (8, true), "what was begun may be finished");
        assert_eq!(upload::Entity::find().all(app.store().reader()).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_record_names_a_hash_and_a_size_that_there_can_be() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    record(&tour, "everyone", "plan.pdf", b"plan").await;
    let with = |field: &str, value: serde_json::Value| {
        let mut fields = fields("plan.pdf", b"plan");
        fields[field] = value;
        json!({ "fields": fields })
    };
    let hash = BlobHash::of(b"plan").to_string();
    for good in [("bytes", json!(0)), ("bytes", json!(FILE_BYTES_MAX)), ("hash", json!(hash))] {
        tour.post(&tour.manager, "/file", &with(good.0, good.1)).await.must_succeed();
    }
    for (field, bad) in [
        ("bytes", json!(-1)),
        ("bytes", json!(FILE_BYTES_MAX + 1)),
        ("hash", json!(hash.to_uppercase())),
        ("hash", json!(hash[1..])),
        ("hash", json!(format!("{hash}0"))),
        ("category", json!("secret")),
        ("name", json!("")),
    ] {
        let refused = tour.post(&tour.manager, "/file", &with(field, bad)).await;
        assert_eq!(
            refused.problem(422, "invalid")["errors"][0]["field"],
            format!("fields.{field}")
        );
    }
    app.end().await;
}
