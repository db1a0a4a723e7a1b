//! Kept snapshots: one body for every reader, resumed where it was cut off, made anew when it has
//! become too old to be of use.

use std::io::Read as _;

use domain::ids::ScopeId;
use domain::sync::{PageState, ScopePage};
use futures_util::future::join_all;
use harness::{Answer, Person, Tour, each_database};
use reqwest::Method;

use super::copy::Copy;
use super::notes;
use crate::wire::send;

async fn ask(tour: &Tour<'_>, who: &Person, scope: ScopeId, headers: &[(&str, &str)]) -> Answer {
    let path = format!("/sync/v1/snapshots/{scope}?tour={}", tour.id);
    send(tour.app, Some(who), (Method::GET, &path), headers, "").await
}

fn page(body: &[u8]) -> ScopePage {
    serde_json::from_slice(&zstd::decode_all(body).unwrap()).unwrap()
}

/// A copy that took a snapshot in the place of its first pages.
fn take<'a>(tour: &'a Tour<'a>, who: &Person, scope: ScopeId, answer: &Answer) -> Copy<'a> {
    answer.must_succeed();
    let mut copy = Copy::new(tour, who);
    let mut page = page(&answer.body);
    assert_eq!((page.state, page.complete, page.level), (PageState::Added, true, None));
    page.cursor = answer.header("sync-cursor").map(str::to_owned);
    copy.take_page(scope, &page);
    copy.must_add_up();
    copy
}

#[tokio::test]
async fn a_snapshot_is_the_scope_and_its_reader_goes_on_from_it() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        tour.a_day("2026-10-24").item("Doors", "19:00").await;
        notes(&tour, "everyone", 9).await;
        let everyone = tour.scope("everyone");
        let ida = tour.join("Ida", &[("everyone", "read")]).await;
        let mut paged = Copy::new(&tour, &ida);
        paged.catch_up().await;

        let answer = ask(&tour, &ida, everyone, &[]).await;

        assert_eq!(answer.header("content-type"), Some("application/zstd"));
        assert_eq!(answer.header("content-encoding"), None);
        assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
        let mut copy = take(&tour, &ida, everyone, &answer);
        assert_eq!(copy.base[&everyone], paged.base[&everyone]);
        assert_eq!(copy.cursors, paged.cursors);
        notes(&tour, "everyone", 1).await;
        let out = copy.exchange(Vec::new()).await;
        let page = &out.scopes[&everyone];
        assert_eq!((page.state, page.records.len()), (PageState::Ok, 1));
        copy.must_add_up();
        let empty = ask(&tour, &tour.manager, tour.scope("money"), &[]).await;
        take(&tour, &tour.manager, tour.scope("money"), &empty);
    })
    .await;
}

#[tokio::test]
async fn every_reader_is_sent_the_same_bytes_with_a_cursor_of_their_own() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        notes(&tour, "everyone", 9).await;
        let everyone = tour.scope("everyone");
        let ida = tour.join("Ida", &[("everyone", "read")]).await;

        let both = join_all([&ida, &tour.manager].map(|who| ask(&tour, who, everyone, &[]))).await;

        assert_eq!(both[0].body, both[1].body);
        assert_eq!(both[0].header("etag"), both[1].header("etag"));
        assert_ne!(both[0].header("sync-cursor"), both[1].header("sync-cursor"));
        let second = app.beside().await;
        let there = ask(&tour.through(&second), &ida, everyone, &[]).await;
        assert_eq!(there.body, both[0].body, "another process makes the same");
        assert_eq!(there.header("etag"), both[0].header("etag"));
        second.end().await;
        assert_eq!(api::service::sync::kept_snapshots(app.app()).0, 1);
    })
    .await;
}

#[tokio::test]
async fn a_download_that_was_cut_off_goes_on_where_it_was() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        notes(&tour, "everyone", 40).await;
        let everyone = tour.scope("everyone");
        let who = &tour.manager;
        let whole = ask(&tour, who, everyone, &[]).await;
        let etag = whole.header("etag").unwrap();
        let length = whole.body.len();

        let cut = length / 3;
        let (first, rest) = (format!("bytes=0-{}", cut - 1), format!("bytes={cut}-"));
        let start = ask(&tour, who, everyone, &[("range", &first)]).await;
        // What is written meanwhile must not mix into the rest.
        notes(&tour, "everyone", 1).await;
        let end = ask(&tour, who, everyone, &[("range", &rest), ("if-range", etag)]).await;

        assert_eq!((start.status, end.status), (206, 206));
        let told = format!("bytes {cut}-{}/{length}", length - 1);
        assert_eq!(end.header("content-range"), Some(told.as_str()));
        assert_eq!(end.header("sync-cursor"), whole.header("sync-cursor"));
        assert_eq!([start.body, end.body.clone()].concat(), whole.body);
        let other = ask(&tour, who, everyone, &[("range", &rest), ("if-range", "\"other\"")]).await;
        assert_eq!((other.status, other.body), (200, whole.body));
        let past = format!("bytes={length}-");
        let outside = ask(&tour, who, everyone, &[("range", &past)]).await;
        outside.problem(416, "range_outside");
        assert_eq!(outside.header("content-range"), Some(format!("bytes */{length}").as_str()));
    })
    .await;
}

#[tokio::test]
async fn a_snapshot_is_made_anew_once_the_changes_weigh_a_tenth_of_it() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        notes(&tour, "everyone", 40).await;
        let everyone = tour.scope("everyone");
        let etag = async || {
            let answer = ask(&tour, &tour.manager, everyone, &[]).await;
            let mut copy = take(&tour, &tour.manager, everyone, &answer);
            copy.catch_up().await;
            copy.must_add_up();
            answer.header("etag").unwrap().to_owned()
        };
        let first = etag().await;
        let mut n_notes = 0;

        while etag().await == first {
            notes(&tour, "everyone", 1).await;
            n_notes += 1;
            assert!(n_notes < 10, "it is never made anew");
        }
        assert!(n_notes >= 3, "it is made anew after {n_notes} of 40");
    })
    .await;
}

#[tokio::test]
async fn a_browser_is_sent_gzip() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        notes(&tour, "everyone", 9).await;
        let everyone = tour.scope("everyone");
        let zstd = ask(&tour, &tour.manager, everyone, &[]).await;
        let accept = ("accept", "application/gzip");

        let gzip = ask(&tour, &tour.manager, everyone, &[accept]).await;

        assert_eq!(gzip.header("content-type"), Some("application/gzip"));
        assert_eq!(gzip.header("content-encoding"), None);
        assert_ne!(gzip.header("etag"), zstd.header("etag"));
        let mut json = Vec::new();
        flate2::read::GzDecoder::new(gzip.body.as_slice()).read_to_end(&mut json).unwrap();
        assert_eq!(json, zstd::decode_all(zstd.body.as_slice()).unwrap());
        let half = format!("bytes={}-", gzip.body.len() / 2);
        let rest = ask(&tour, &tour.manager, everyone, &[accept, ("range", &half)]).await;
        assert_eq!(rest.body, gzip.body[gzip.body.len() / 2..]);
    })
    .await;
}
