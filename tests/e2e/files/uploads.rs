//! Sending: in parts of any size, over lines that break, by several people at once.

use std::time::Duration;

use api::store::entity::blob_chunk;
use domain::blob::BlobHash;
use domain::limits::BLOB_CHUNK_BYTES;
use futures_util::future::join_all;
use harness::{Person, TestApp, Tour, each_database};
use reqwest::Method;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use super::{ask, content, fetch, moved, record, send_part, send_whole, stands, upload};
use crate::wire::send;

const CHUNK: u64 = BLOB_CHUNK_BYTES as u64;

/// Names and values.
type Headers<'a> = &'a [(&'a str, &'a str)];

/// How many chunks are stored, of whatever.
async fn n_chunks(app: &TestApp) -> u64 {
    blob_chunk::Entity::find().count(app.store().reader()).await.unwrap()
}

async fn a_tour(app: &TestApp) -> (Tour<'_>, Person) {
    let tour = app.tour("Uploads").await;
    let ida = tour.join("Ida", &[("everyone", "contribute")]).await;
    (tour, ida)
}

#[tokio::test]
async fn parts_of_any_size_make_the_whole() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let sizes = [1, 999, 262_143, 262_144, 262_145, 1_024, 300_000];
        let whole = content(sizes.iter().sum(), 2);
        let (hash, length) = (BlobHash::of(&whole), whole.len() as u64);
        assert_eq!(ask(&tour, &ida, hash).await, (0, false));
        let mut at = 0;
        for size in sizes {
            let length = (at == 0).then_some(length);
            let part = whole[at..at + size].to_vec();
            let sent = send_part(&tour, &ida, hash, (at as u64, length), part).await;
            at += size;
            assert_eq!(moved(&sent), (at as u64, at == whole.len()));
            assert_eq!(ask(&tour, &ida, hash).await, (at as u64, at == whole.len()));
        }
        let file = record(&tour, "everyone", "all.bin", &whole).await;
        send_whole(&tour, &tour.manager, &whole).await;
        assert!(fetch(&tour, &ida, file, &[]).await.body == whole, "the bytes differ");
    })
    .await;
}

#[tokio::test]
async fn after_a_cut_connection_it_goes_on_after_the_last_whole_chunk() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let whole = content(900_000, 3);
        let hash = BlobHash::of(&whole);
        let head = format!(
            "PATCH {} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
             content-type: application/partial-upload\r\nupload-offset: 0\r\n\
             upload-length: 900000\r\ncontent-length: 900000\r\n\r\n",
            upload(&tour, hash),
            ida.token
        );
        let address = app.site().strip_prefix("http://").unwrap();
        let mut line = TcpStream::connect(address).await.unwrap();
        line.write_all(head.as_bytes()).await.unwrap();
        line.write_all(&whole[..600_000]).await.unwrap();
        line.flush().await.unwrap();

        // The chunks are kept while the rest is still awaited.
        let kept = async { while ask(&tour, &ida, hash).await != (2 * CHUNK, false) {} };
        tokio::time::timeout(Duration::from_secs(30), kept).await.unwrap();
        drop(line);

        assert_eq!(ask(&tour, &ida, hash).await, (2 * CHUNK, false));
        let rest = whole[BLOB_CHUNK_BYTES * 2..].to_vec();
        let sent = send_part(&tour, &ida, hash, (2 * CHUNK, None), rest).await;
        assert_eq!(moved(&sent), (900_000, true));
    })
    .await;
}

#[tokio::test]
async fn an_upload_goes_on_through_another_server() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let second = app.beside().await;
        let there = tour.through(&second);
        let whole = content(400_000, 4);
        let hash = BlobHash::of(&whole);
        let first = whole[..300_000].to_vec();
        send_part(&tour, &ida, hash, (0, Some(400_000)), first).await.must_succeed();
        assert_eq!(ask(&there, &ida, hash).await, (300_000, false));
        let rest = whole[300_000..].to_vec();
        let sent = send_part(&there, &ida, hash, (300_000, None), rest).await;
        assert_eq!(moved(&sent), (400_000, true));
        second.end().await;
    })
    .await;
}

#[tokio::test]
async fn two_people_who_send_the_same_do_not_see_each_other_and_it_is_kept_once() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let jon = tour.join("Jon", &[("everyone", "contribute")]).await;
        let whole = content(600_000, 5);
        let hash = BlobHash::of(&whole);
        let (first, rest) = whole.split_at(300_000);
        for who in [&ida, &jon] {
            assert_eq!(ask(&tour, who, hash).await, (0, false));
            let sent = send_part(&tour, who, hash, (0, Some(600_000)), first.to_vec()).await;
            assert_eq!(moved(&sent), (300_000, false));
        }
        for who in [&ida, &jon] {
            assert_eq!(ask(&tour, who, hash).await, (300_000, false));
            let sent = send_part(&tour, who, hash, (300_000, None), rest.to_vec()).await;
            assert_eq!(moved(&sent), (600_000, true));
        }
        assert_eq!(ask(&tour, &tour.manager, hash).await, (0, false), "she has sent nothing");
        assert_eq!(n_chunks(app).await, 3, "600,000 bytes are three chunks");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_who_send_the_same_at_the_same_moment_all_succeed() {
    each_database(async |app| {
        let (tour, _) = a_tour(app).await;
        let whole = content(300_000, 6);
        let mut crew = Vec::new();
        for n in 0..8 {
            crew.push(tour.join(&format!("Crew {n}"), &[("everyone", "contribute")]).await);
        }
        join_all(crew.iter().map(|who| send_whole(&tour, who, &whole))).await;
        assert_eq!(n_chunks(app).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_part_sent_several_times_at_once_counts_once() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let whole = content(500_000, 7);
        let hash = BlobHash::of(&whole);
        send_part(&tour, &ida, hash, (0, Some(500_000)), whole[..100].to_vec())
            .await
            .must_succeed();
        let rest = || whole[100..].to_vec();
        let sent =
            join_all((0..6).map(|_| send_part(&tour, &ida, hash, (100, None), rest()))).await;
        for answer in &sent {
            assert!([204, 409].contains(&answer.status), "{} {}", answer.status, answer.text());
        }
        assert_eq!(ask(&tour, &ida, hash).await, (500_000, true));
        assert_eq!(n_chunks(app).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_part_that_begins_elsewhere_is_told_where_to_go_on() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let whole = content(1_000, 8);
        let hash = BlobHash::of(&whole);
        let ahead = send_part(&tour, &ida, hash, (7, Some(1_000)), whole[7..].to_vec()).await;
        ahead.problem(409, "conflict");
        assert_eq!(stands(&ahead), (0, false));
        send_part(&tour, &ida, hash, (0, Some(1_000)), whole[..500].to_vec()).await.must_succeed();
        for offset in [0, 499, 501, 5_000] {
            let wrong = send_part(&tour, &ida, hash, (offset, None), vec![0; 10]).await;
            wrong.problem(409, "conflict");
            assert_eq!(stands(&wrong), (500, false));
        }
        send_part(&tour, &ida, hash, (500, None), whole[500..].to_vec()).await.must_succeed();
        let again = send_part(&tour, &ida, hash, (500, None), whole[500..].to_vec()).await;
        again.problem(409, "conflict");
        assert_eq!(stands(&again), (1_000, true), "the answer to the last part was lost");
        let end = send_part(&tour, &ida, hash, (1_000, Some(1_000)), "").await;
        assert_eq!(moved(&end), (1_000, true));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_what_it_was_announced_as_is_thrown_away() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let whole = content(300_000, 9);
        let hash = BlobHash::of(&whole);
        let mut other = whole.clone();
        other[299_999] ^= 1;
        let file = record(&tour, "everyone", "plan.pdf", &whole).await;

        let refused = send_part(&tour, &ida, hash, (0, Some(300_000)), other.clone()).await;

        let problem = refused.problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], "hash");
        assert!(problem["detail"].to_string().contains(&BlobHash::of(&other).to_string()));
        assert_eq!(n_chunks(app).await, 0);
        assert_eq!(ask(&tour, &ida, hash).await, (0, false));
        fetch(&tour, &ida, file, &[]).await.problem(404, "not_found");
        send_whole(&tour, &ida, &whole).await;
    })
    .await;
}

#[tokio::test]
async fn an_empty_file_is_a_file() {
    each_database(async |app| {
        let (tour, _) = a_tour(app).await;
        send_whole(&tour, &tour.manager, b"").await;
        let file = record(&tour, "everyone", "empty.txt", b"").await;
        let fetched = fetch(&tour, &tour.manager, file, &[]).await;
        assert_eq!((fetched.status, fetched.body.len()), (200, 0));
        assert_eq!(fetched.header("content-length"), Some("0"));
    })
    .await;
}

#[tokio::test]
async fn an_upload_can_be_given_up() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let whole = content(300_000, 10);
        let hash = BlobHash::of(&whole);
        let path = upload(&tour, hash);
        let give_up = || send(app, Some(&ida), (Method::DELETE, &path), &[], "");
        give_up().await.problem(404, "not_found");
        send_part(&tour, &ida, hash, (0, Some(300_000)), whole[..9].to_vec()).await.must_succeed();
        let others = send(app, Some(&tour.manager), (Method::DELETE, &path), &[], "").await;
        others.problem(404, "not_found");
        assert_eq!(give_up().await.status, 204);
        assert_eq!((ask(&tour, &ida, hash).await, n_chunks(app).await), ((0, false), 0));
        send_whole(&tour, &ida, &whole).await;
        give_up().await.problem(404, "not_found");
        assert_eq!(ask(&tour, &ida, hash).await, (300_000, true), "what is whole is shared");
    })
    .await;
}

#[tokio::test]
async fn whoever_may_write_anything_in_the_tour_may_send_and_nobody_else() {
    each_database(async |app| {
        let (tour, _) = a_tour(app).await;
        let whole = content(10, 11);
        let hash = BlobHash::of(&whole);
        let part = |who: Person| {
            let (tour, whole) = (&tour, whole.clone());
            async move { send_part(tour, &who, hash, (0, Some(10)), whole).await }
        };
        let reader = tour.join("Rea", &[("everyone", "read")]).await;
        part(reader).await.problem(403, "not_allowed");
        part(app.person("Sam").await).await.problem(404, "not_found");
        let elsewhere = app.tour("Elsewhere").await;
        part(elsewhere.manager.clone()).await.problem(404, "not_found");
        let money = tour.join("Mo", &[("everyone", "read"), ("money", "contribute")]).await;
        assert_eq!(moved(&part(money).await), (10, true));
    })
    .await;
}

#[tokio::test]
async fn a_part_that_does_not_say_what_it_is_is_refused() {
    let app = TestApp::on(harness::Database::sqlite().await).await;
    let (tour, ida) = a_tour(&app).await;
    let hash = BlobHash::of(b"rider");
    let path = upload(&tour, hash);
    let part = ("content-type", "application/octet-stream");
    let cases: [(Headers<'_>, u16, &str); 9] = [
        (&[("upload-offset", "0"), ("upload-length", "5")], 415, "unsupported_media"),
        (&[("content-type", "text/plain"), ("upload-offset", "0")], 415, "unsupported_media"),
        (&[part, ("content-encoding", "gzip"), ("upload-offset", "0")], 415, "unsupported_media"),
        (&[part], 400, "malformed"),
        (&[part, ("upload-length", "5")], 400, "malformed"),
        (&[part, ("upload-offset", "0")], 400, "malformed"),
        (&[part, ("upload-offset", "-1"), ("upload-length", "5")], 400, "malformed"),
        (&[part, ("upload-offset", "0"), ("upload-length", "many")], 400, "malformed"),
        (&[part, ("upload-offset", "0"), ("upload-length", "+5")], 400, "malformed"),
    ];
    for (headers, status, code) in cases {
        let patch = (Method::PATCH, path.as_str());
        send(&app, Some(&ida), patch, headers, "rider").await.problem(status, code);
    }
    for wrong in ["rider".to_owned(), hash.to_string().to_uppercase(), "0".repeat(63)] {
        let path = format!("/sync/v1/blobs/{wrong}?tour={}", tour.id);
        app.get(&ida, &path).await.problem(404, "not_found");
    }
    app.get(&ida, &format!("/sync/v1/blobs/{hash}")).await.problem(400, "malformed");
    app.end().await;
}
