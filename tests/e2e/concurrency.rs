//! Many writers and many readers at once, on both databases. Nothing is asserted of how long it
//! takes, and nothing waits but for work.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use api::store::records;
use api::store::scopes::ScopeState;
use domain::change::Group;
use domain::ids::{RecordId, ScopeId};
use futures_util::future::join_all;
use harness::{Person, TestApp, Tour, create, each_database, group, set};
use serde_json::{Value, json};

use crate::invariants::{all_records, states};

const WRITERS: usize = 16;
const POLLERS: usize = 16;
/// Groups of each writer.
const GROUPS: usize = 15;
/// Readers take few at a time, so that they always stand somewhere in the middle.
const PAGE: u64 = 3;

/// What every writer sets in turn, so that one record moves to the end again and again.
struct Shared {
    day: RecordId,
    scope: ScopeId,
}

/// Sends a group until it has a receipt, as a phone does: the server may be too busy.
async fn deliver(tour: &Tour<'_>, who: &Person, sent: &Group) -> Value {
    loop {
        let answer = tour.submit(who, std::slice::from_ref(sent)).await;
        if answer.status == 503 {
            tokio::task::yield_now().await;
            continue;
        }
        return answer.ok()["receipts"][0].clone();
    }
}

/// Each group makes a note of its own and says something new about the shared day.
async fn write(tour: &Tour<'_>, who: &Person, shared: &Shared, writer: usize) -> Vec<RecordId> {
    let mut made = Vec::new();
    for n in 0..GROUPS {
        let note = RecordId(tour.app.new_id());
        let words = format!("{writer}/{n}");
        let note_edit = create(shared.scope, "note", note, json!({ "body": words }));
        let weather = set("day", shared.day, "weather", Value::Null, json!(words));
        let sent = group(tour.app.new_id(), vec![note_edit, weather]);
        let receipt = deliver(tour, who, &sent).await;
        assert_eq!(receipt["status"], "applied", "{receipt}");
        made.push(note);
    }
    made
}

/// Follows a scope's records by their numbers, as sync does, until the writers are done and nothing
/// is new. What it has then is what it was told.
async fn follow_records(
    app: &TestApp,
    tour: &Tour<'_>,
    scope: ScopeId,
    writing: &AtomicUsize,
) -> BTreeMap<RecordId, (u64, u64)> {
    let (mut seen, mut have) = (0, BTreeMap::new());
    loop {
        let last_look = writing.load(Ordering::SeqCst) == 0;
        let found = records::changed_after(app.store().reader(), tour.org, scope, seen, PAGE).await;
        let Ok(page) = found else { continue };
        if page.is_empty() && last_look {
            return have;
        }
        for record in page {
            assert!(record.seq > seen, "{} after {seen}", record.seq);
            seen = record.seq;
            have.insert(record.id, (record.ver, record.seq));
        }
        tokio::task::yield_now().await;
    }
}

/// Follows the history through HTTP; every line that it was told of, by its number and record.
async fn follow_history(
    tour: &Tour<'_>,
    who: &Person,
    writing: &AtomicUsize,
) -> BTreeSet<(u64, String)> {
    // A cursor that names no audience has seen nothing of any.
    let (mut since, mut have) = (String::new(), BTreeSet::new());
    loop {
        let last_look = writing.load(Ordering::SeqCst) == 0;
        let answer = tour.get(who, &format!("/changes?limit={PAGE}&since={since}")).await;
        if answer.status == 503 {
            tokio::task::yield_now().await;
            continue;
        }
        let page = answer.ok();
        let lines = lines_of(&page);
        if lines.is_empty() && page["more"] == false && last_look {
            return have;
        }
        have.extend(lines);
        page["next"].as_str().unwrap().clone_into(&mut since);
    }
}

fn lines_of(page: &Value) -> BTreeSet<(u64, String)> {
    let days = page["days"].as_array().unwrap().iter();
    let lines = days.flat_map(|day| day["lines"].as_array().unwrap());
    lines.map(|line| (line["seq"].as_u64().unwrap(), line["record"].to_string())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_writers_lose_no_group_and_sixteen_readers_miss_nothing() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let day = tour.a_day("2026-10-24").await;
        let shared = Shared { day: day.id, scope: tour.scope("everyone") };
        let mut people = Vec::new();
        for n in 0..WRITERS {
            people.push(tour.join(&format!("Writer {n}"), &[("everyone", "edit")]).await);
        }
        let before = states(&tour).await;
        let writing = AtomicUsize::new(WRITERS);

        let writers = people.iter().enumerate().map(async |(n, who)| {
            let made = write(&tour, who, &shared, n).await;
            writing.fetch_sub(1, Ordering::SeqCst);
            made
        });
        let scope = shared.scope;
        let of_records = (0..POLLERS / 2).map(|_| follow_records(app, &tour, scope, &writing));
        let of_history =
            people.iter().take(POLLERS / 2).map(|who| follow_history(&tour, who, &writing));
        let (made, copies, histories) =
            tokio::join!(join_all(writers), join_all(of_records), join_all(of_history));

        let stored = all_records(&tour, scope).await;
        let notes: BTreeSet<_> = made.into_iter().flatten().collect();
        assert_eq!(notes.len(), WRITERS * GROUPS);
        let there: BTreeSet<_> = stored.iter().map(|record| record.id).collect();
        assert!(notes.is_subset(&there), "a group is lost");
        assert_numbers(&before, &states(&tour).await, scope);
        let all: BTreeMap<_, _> =
            stored.iter().map(|record| (record.id, (record.ver, record.seq))).collect();
        for copy in copies {
            assert_eq!(copy, all, "a reader of records missed something");
        }
        let told = &histories[0];
        assert!(told.len() >= 2 * WRITERS * GROUPS, "{} lines", told.len());
        for history in &histories {
            assert_eq!(history, told, "a reader of the history missed something");
        }
    })
    .await;
}

/// Every group moved the counter on by its two records, and nothing else did.
fn assert_numbers(before: &[ScopeState], after: &[ScopeState], scope: ScopeId) {
    let head = |states: &[ScopeState]| states.iter().find(|state| state.id == scope).unwrap().head;
    assert_eq!(head(after) - head(before), 2 * (WRITERS * GROUPS) as u64);
}

/// A row of management under a day of everyone's, and notes in both, in this order or the other.
fn across(tour: &Tour<'_>, day: RecordId, forwards: bool) -> Group {
    let new_id = || RecordId(tour.app.new_id());
    let note = |audience| create(tour.scope(audience), "note", new_id(), json!({ "body": "x" }));
    let row = json!({ "day": day, "title": "Settlement" });
    let row = create(tour.scope("management"), "schedule_item", new_id(), row);
    let mut edits = vec![note("everyone"), row, note("money"), note("party")];
    if !forwards {
        edits.reverse();
    }
    group(tour.app.new_id(), edits)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn groups_across_audiences_are_all_taken_in_whatever_order_they_name_them() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let day = tour.a_day("2026-10-24").await;
        let before = states(&tour).await;
        let sent: Vec<_> = (0..WRITERS * 4).map(|n| across(&tour, day.id, n % 2 == 0)).collect();

        let delivered = sent.iter().map(|group| deliver(&tour, &tour.manager, group));

        for receipt in join_all(delivered).await {
            assert_eq!(receipt["status"], "applied", "{receipt}");
            assert_eq!(receipt["at"].as_object().unwrap().len(), 4);
        }
        for (before, after) in before.iter().zip(states(&tour).await) {
            let stored = all_records(&tour, after.id).await;
            let mut digest = domain::sync::Digest::default();
            for record in &stored {
                digest.add(record);
            }
            assert_eq!(after.digest, digest, "{}", after.audience);
            let moved = if after.audience == "directory" { 0 } else { sent.len() as u64 };
            assert_eq!(after.head - before.head, moved, "{}", after.audience);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_date_that_sixteen_people_add_at_once_is_one_day() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let mut people = Vec::new();
        for n in 0..WRITERS {
            people.push(tour.join(&format!("Writer {n}"), &[("everyone", "edit")]).await);
        }
        let body = json!({ "fields": { "date": "2026-10-24", "zone": "Europe/Berlin" } });

        let answers = join_all(people.iter().map(|who| tour.post(who, "/day", &body))).await;

        for answer in answers {
            assert!([201, 503].contains(&answer.status), "{} {}", answer.status, answer.text());
        }
        let grid = tour.get(&tour.manager, "/days").await.ok();
        let days = tour.get(&tour.manager, "/day").await.ok();
        assert_eq!(days["items"].as_array().unwrap().len(), 1, "{days}");
        assert_eq!(grid.to_string().matches("two_days").count(), 0, "{grid}");
        let disputes = tour.get(&tour.manager, "/dispute").await.ok();
        assert_eq!(disputes["items"], json!([]), "they all say the same");
    })
    .await;
}
