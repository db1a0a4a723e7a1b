//! Many writers and many readers at once: whoever has a number has all below it, and a complete
//! scope is some committed state. PostgreSQL is where this goes wrong first.

use std::sync::atomic::{AtomicUsize, Ordering};

use domain::ids::RecordId;
use domain::limits::SYNC_BYTES_MAX;
use domain::sync::{Budget, ExchangeOut};
use futures_util::future::join_all;
use harness::{Tour, create, each_database, set};
use serde_json::json;

use super::copy::Copy;
use super::note;

const WRITERS: usize = 16;
const READERS: usize = 8;
const GROUPS: usize = 10;

/// One round trip, again where the server is too busy.
async fn exchange(copy: &mut Copy<'_>, groups: Vec<domain::change::Group>) -> ExchangeOut {
    loop {
        let answer = copy.send(&copy.request(groups.clone())).await;
        if answer.status == 503 {
            tokio::task::yield_now().await;
            continue;
        }
        let out = serde_json::from_value(answer.ok()).unwrap();
        copy.take(&out);
        return out;
    }
}

/// Says the same in two records, group after group, through an exchange that also reads.
async fn write(tour: &Tour<'_>, writer: usize, writing: &AtomicUsize) -> [RecordId; 2] {
    let mut copy = Copy::new(tour, &tour.manager);
    let pair = [(); 2].map(|()| RecordId(tour.app.new_id()));
    let everyone = tour.scope("everyone");
    let make = |id| create(everyone, "note", id, json!({ "body": "0" }));
    let first = copy.group(vec![make(pair[0]), note(tour, "everyone", "between"), make(pair[1])]);
    exchange(&mut copy, vec![first]).await;
    for n in 1..GROUPS {
        let (from, to) = (json!((n - 1).to_string()), json!(n.to_string()));
        let say = |id| set("note", id, "body", from.clone(), to.clone());
        let group = copy.group(pair.map(say).to_vec());
        let out = exchange(&mut copy, vec![group]).await;
        assert_eq!(out.receipts[0].status.word(), "applied", "{writer}: {:?}", out.receipts);
        copy.must_add_up();
    }
    writing.fetch_sub(1, Ordering::SeqCst);
    pair
}

/// Reads a few records at a time until the writers are done and nothing is new.
async fn read<'a>(tour: &'a Tour<'a>, writing: &AtomicUsize) -> (Copy<'a>, usize) {
    let mut copy = Copy::new(tour, &tour.manager);
    copy.limit = Budget { records: 40, bytes: SYNC_BYTES_MAX };
    let mut n_complete = 0;
    loop {
        let last_look = writing.load(Ordering::SeqCst) == 0;
        let out = exchange(&mut copy, Vec::new()).await;
        if out.scopes.is_empty() && last_look {
            return (copy, n_complete);
        }
        // The sum over all records shows a hole, and one that is half of a group.
        copy.must_add_up();
        n_complete += usize::from(copy.digests.contains_key(&tour.scope("everyone")));
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn readers_under_sixteen_writers_see_no_holes_and_no_half_groups() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let writing = AtomicUsize::new(WRITERS);
        let writers = join_all((0..WRITERS).map(|writer| write(&tour, writer, &writing)));
        let readers = join_all((0..READERS).map(|_| read(&tour, &writing)));

        let (pairs, copies) = futures_util::future::join(writers, readers).await;

        let last = json!((GROUPS - 1).to_string());
        for (copy, n_complete) in &copies {
            assert_eq!(copy.base, copies[0].0.base);
            assert!(*n_complete > 1, "complete {n_complete} times");
            for id in pairs.iter().flatten() {
                assert_eq!(copy.see(*id).unwrap().value("body"), &last);
            }
        }
    })
    .await;
}
