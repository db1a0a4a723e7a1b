//! What a replica makes of answers, one rule at a time. How it fares when everything goes wrong at
//! once is the simulation's.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod audiences;
mod removed;

use std::collections::BTreeMap;

use chrono::DateTime;
use domain::change::{Create, Edit, FromTo, Group, Receipt, Status};
use domain::ids::{AccountId, GroupId, RecordId, ReplicaId, ScopeId, TourId};
use domain::limits::{GROUPS_PER_REQUEST_MAX, SYNC_BYTES_MAX};
use domain::permission::Level;
use domain::record::{Fields, Kind, Record};
use domain::sync::{
    Budget, Copy, Digest, ExchangeIn, ExchangeOut, Op, PageState, PeerKind, RawRecord, Refused,
    ScopePage, Stop, Tell, VerifyOut, repair, still_to_fetch,
};
use serde_json::json;
use uuid::Uuid;

const SPARE: ReplicaId = ReplicaId(Uuid::from_u128(0xf0));
const SCOPE: ScopeId = ScopeId(Uuid::from_u128(0x5c));

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn copy() -> Copy {
    Copy::new(ReplicaId(id(1)), AccountId(id(2)), TourId(id(3)))
}

fn task(n: u128, seq: u64, title: &str) -> Record {
    let mut record = Record::unborn(SCOPE, Kind::Task, RecordId(id(n)));
    record.fields.insert("title".to_owned(), json!(title));
    (record.ver, record.seq) = (seq, seq);
    record
}

fn sum(records: &[Record]) -> Digest {
    let mut digest = Digest::default();
    for record in records {
        digest.add(record);
    }
    digest
}

/// A complete page that brings the scope to these records.
fn page(state: PageState, records: &[Record], all: &[Record], head: u64) -> ScopePage {
    ScopePage {
        state,
        audience: Some("everyone".to_owned()),
        level: Some(Level::Edit),
        records: records.iter().map(RawRecord::from).collect(),
        cursor: Some(format!("at {head}")),
        head,
        complete: true,
        digest: Some(sum(all).to_string()),
    }
}

fn answer() -> ExchangeOut {
    ExchangeOut {
        server: id(9),
        kind: PeerKind::Authority,
        now: DateTime::from_timestamp(1_790_000_000, 0).unwrap(),
        schema: 1,
        schema_min: 1,
        tip_known: true,
        forked: false,
        grants: "g".to_owned(),
        receipts: Vec::new(),
        stop: None,
        scopes: BTreeMap::new(),
        retry_after_ms: 0,
    }
}

fn with_page(page: ScopePage) -> ExchangeOut {
    ExchangeOut { scopes: BTreeMap::from([(SCOPE, page)]), ..answer() }
}

fn ask(copy: &Copy) -> ExchangeIn {
    copy.state().request(Budget { records: 100, bytes: 100_000 }, 0)
}

/// Takes an answer to what the copy would ask now.
fn take(copy: &mut Copy, answer: ExchangeOut) -> Vec<Tell> {
    let taken = copy.state().take(&ask(copy), answer, SPARE).unwrap();
    copy.execute(taken.ops);
    taken.tell
}

/// A copy that has these tasks, at counter 10.
fn copy_with(tasks: &[Record]) -> Copy {
    let mut copy = copy();
    take(&mut copy, with_page(page(PageState::Added, tasks, tasks, 10)));
    copy
}

fn save(copy: &mut Copy, n: u128, edit: Edit) -> Group {
    let group = copy.state().draft(GroupId(id(n)), vec![edit], None);
    copy.execute(vec![Op::Save(group.clone())]);
    group
}

fn retitle(n: u128, from: &str, to: &str) -> Edit {
    let fields = BTreeMap::from([("title".to_owned(), FromTo(json!(from), json!(to)))]);
    Edit::Set { kind: Kind::Task, id: RecordId(id(n)), fields }
}

fn receipt(group: &Group, status: Status, at: Option<u64>) -> Receipt {
    let at = at.map(|at| (SCOPE, at)).into_iter().collect();
    Receipt { group: group.id, status, dup: false, at, edits: Vec::new(), problem: None }
}

fn title_of(copy: &Copy, n: u128) -> String {
    let view = copy.view().unwrap();
    view.record(RecordId(id(n))).unwrap().value("title").as_str().unwrap().to_owned()
}

#[test]
fn an_answer_of_another_server_changes_nothing() {
    let copy = copy_with(&[task(20, 1, "Doors")]);
    let stranger = ExchangeOut { server: id(10), ..answer() };
    let refused = copy.state().take(&ask(&copy), stranger, SPARE).unwrap_err();
    assert_eq!(refused, Refused::OtherServer { ours: id(9), theirs: id(10) });
}

#[test]
fn a_server_that_no_longer_understands_this_version_is_not_listened_to() {
    let newer = ExchangeOut { schema_min: 2, ..answer() };
    let refused = copy().state().take(&ask(&copy()), newer, SPARE).unwrap_err();
    assert_eq!(refused, Refused::TooOld { min: 2 });
}

#[test]
fn a_complete_page_without_a_sum_is_refused() {
    let cut = ScopePage { digest: None, ..page(PageState::Added, &[], &[], 1) };
    let refused = copy().state().take(&ask(&copy()), with_page(cut), SPARE).unwrap_err();
    assert!(matches!(refused, Refused::Broken(_)), "{refused}");
}

#[test]
fn pages_show_only_once_the_last_one_is_here() {
    let (first, second) = (task(20, 1, "Doors"), task(21, 2, "Dinner"));
    let both = [first.clone(), second.clone()];
    let mut copy = copy();
    let half =
        ScopePage { complete: false, digest: None, ..page(PageState::Added, &[first], &both, 1) };
    take(&mut copy, with_page(half));
    assert_eq!(copy.base(SCOPE).count(), 0);
    take(&mut copy, with_page(page(PageState::Ok, &[second], &both, 2)));
    assert_eq!(copy.base(SCOPE).count(), 2);
}

#[test]
fn a_page_that_goes_on_from_elsewhere_is_asked_for_again() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let old_request = ask(&copy);
    let now = [task(20, 11, "Load-in")];
    take(&mut copy, with_page(page(PageState::Ok, &now, &now, 11)));
    let stale = [task(20, 1, "Doors")];
    let late = with_page(page(PageState::Ok, &stale, &stale, 10));
    let taken = copy.state().take(&old_request, late, SPARE).unwrap();
    assert!(taken.more);
    copy.execute(taken.ops);
    assert_eq!(title_of(&copy, 20), "Load-in");
}

#[test]
fn ones_own_edit_shows_before_and_after_its_receipt_and_once_it_is_pulled() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let group = save(&mut copy, 100, retitle(20, "Doors", "Dinner"));
    assert_eq!(title_of(&copy, 20), "Dinner");
    let told =
        ExchangeOut { receipts: vec![receipt(&group, Status::Applied, Some(11))], ..answer() };
    take(&mut copy, told);
    assert_eq!((copy.state().outbox.len(), copy.state().overlay.len()), (0, 1));
    assert_eq!(title_of(&copy, 20), "Dinner");
    let now = [task(20, 11, "Dinner")];
    take(&mut copy, with_page(page(PageState::Ok, &now, &now, 11)));
    assert!(copy.state().overlay.is_empty());
    assert_eq!(title_of(&copy, 20), "Dinner");
}

#[test]
fn what_the_server_took_shows_over_a_base_that_is_behind() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let group = save(&mut copy, 100, retitle(20, "Doors", "Dinner"));
    let told =
        ExchangeOut { receipts: vec![receipt(&group, Status::Applied, Some(13))], ..answer() };
    take(&mut copy, told);
    // Somebody else's value of between the two arrives first.
    let between = [task(20, 11, "Load-in")];
    take(&mut copy, with_page(page(PageState::Ok, &between, &between, 11)));
    assert_eq!(title_of(&copy, 20), "Dinner");
}

#[test]
fn what_was_made_here_is_no_dispute_while_its_audience_is_read_anew() {
    let mut copy = copy_with(&[]);
    let fields = Fields::from_iter([("title".to_owned(), json!("Doors"))]);
    let (scope, kind, made) = (SCOPE, Kind::Task, RecordId(id(20)));
    let first = save(&mut copy, 100, Edit::Create(Create { scope, kind, id: made, fields }));
    let second = save(&mut copy, 101, retitle(20, "Doors", "Dinner"));
    let receipts = [(&first, 11), (&second, 12)];
    let receipts = receipts.map(|(group, at)| receipt(group, Status::Applied, Some(at))).to_vec();
    let now = [task(20, 12, "Dinner")];
    take(&mut copy, ExchangeOut { receipts, ..with_page(page(PageState::Ok, &now, &now, 12)) });
    // The server was restored: both are offered again, and taken before the audience is read whole.
    take(&mut copy, ExchangeOut { tip_known: false, ..answer() });
    let again = [(&first, 3), (&second, 4)];
    let receipts = again.map(|(group, at)| receipt(group, Status::Applied, Some(at))).to_vec();
    let part =
        ScopePage { complete: false, digest: None, ..page(PageState::ResetDiverged, &[], &now, 2) };
    take(&mut copy, ExchangeOut { receipts, ..with_page(part) });
    assert_eq!(title_of(&copy, 20), "Dinner");
    let dispute = RecordId::of_dispute(made, "title");
    assert!(copy.view().unwrap().record(dispute).is_none());
}

#[test]
fn a_server_that_has_lost_work_is_offered_all_of_it_in_its_order() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let first = save(&mut copy, 100, retitle(20, "Doors", "Dinner"));
    let receipts = vec![receipt(&first, Status::Applied, Some(11))];
    take(&mut copy, ExchangeOut { receipts, ..answer() });
    let second = save(&mut copy, 101, retitle(20, "Dinner", "Load-in"));
    let tell = take(&mut copy, ExchangeOut { tip_known: false, ..answer() });
    assert_eq!(tell, [Tell::ServerLostWork]);
    let offered: Vec<_> = ask(&copy).groups.iter().map(|group| group.id).collect();
    assert_eq!(offered, [first.id, second.id]);
    assert_eq!(ask(&copy).tip, None);
    assert_eq!(title_of(&copy, 20), "Load-in");
}

#[test]
fn what_arrives_again_is_no_newer_than_what_was_saved_after_it() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let first = save(&mut copy, 100, retitle(20, "Doors", "Dinner"));
    let of_first = || vec![receipt(&first, Status::Applied, Some(11))];
    take(&mut copy, ExchangeOut { receipts: of_first(), ..answer() });
    let second = save(&mut copy, 101, retitle(20, "Dinner", "Load-in"));
    let receipts = vec![receipt(&second, Status::Applied, Some(12))];
    take(&mut copy, ExchangeOut { receipts, tip_known: false, ..answer() });
    take(&mut copy, ExchangeOut { receipts: of_first(), ..answer() });
    assert_eq!((ask(&copy).tip, ask(&copy).groups), (Some(second.id), vec![]));
}

#[test]
fn a_past_that_nobody_has_any_more_does_not_wedge_the_rest() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let mut orphan =
        copy.state().draft(GroupId(id(100)), vec![retitle(20, "Doors", "Dinner")], None);
    orphan.prev = Some(GroupId(id(99)));
    copy.execute(vec![Op::Save(orphan.clone())]);
    let gap = || ExchangeOut { stop: Some(Stop::Gap { group: orphan.id }), ..answer() };
    take(&mut copy, gap());
    assert_eq!(ask(&copy).groups[0].prev, orphan.prev, "the rest of the past goes first");
    take(&mut copy, gap());
    assert_eq!(ask(&copy).groups[0].prev, None);
}

#[test]
fn a_reset_that_would_empty_a_scope_waits_for_a_person() {
    let many: Vec<_> = (0..120).map(|n| task(200 + n, 1, "Doors")).collect();
    let mut copy = copy_with(&many);
    let few = &many[..10];
    let reset = with_page(page(PageState::ResetDiverged, few, few, 3));
    let taken = copy.state().take(&ask(&copy), reset, SPARE).unwrap();
    let executed = copy.execute(taken.ops);
    assert_eq!((executed.asks[0].n_live, executed.asks[0].n_vanish), (120, 110));
    assert_eq!(copy.base(SCOPE).count(), 120);
    copy.execute(copy.state().consent(SCOPE));
    assert_eq!(copy.base(SCOPE).count(), 10);
    assert_eq!(copy.replaced(SCOPE).count(), 120);
}

#[test]
fn fifty_records_or_half_of_a_scope_vanish_unasked() {
    for (n_before, n_after) in [(50, 0), (102, 51), (300, 150)] {
        let before: Vec<_> = (0..n_before).map(|n| task(200 + n, 1, "Doors")).collect();
        let mut copy = copy_with(&before);
        let after = &before[..n_after];
        take(&mut copy, with_page(page(PageState::ResetExpired, after, after, 3)));
        assert_eq!(copy.base(SCOPE).count(), n_after, "{n_before} to {n_after}");
    }
}

#[test]
fn a_reset_keeps_what_was_not_sent() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let group = save(&mut copy, 100, retitle(20, "Doors", "Dinner"));
    take(&mut copy, with_page(page(PageState::ResetDiverged, &[], &[], 0)));
    assert_eq!(ask(&copy).groups, [group]);
}

#[test]
fn a_copy_that_shares_its_name_goes_on_under_another() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let tell = take(&mut copy, ExchangeOut { forked: true, ..answer() });
    assert_eq!(tell, [Tell::Forked]);
    assert_eq!(save(&mut copy, 100, retitle(20, "Doors", "Dinner")).replica, Some(SPARE));
}

#[test]
fn a_request_takes_as_many_groups_as_fit_and_always_one() {
    let mut copy = copy_with(&[]);
    for n in 0..=GROUPS_PER_REQUEST_MAX as u128 {
        save(&mut copy, 1_000 + n, note(n, "short"));
    }
    assert_eq!(ask(&copy).groups.len(), GROUPS_PER_REQUEST_MAX);
    let mut copy = copy_with(&[]);
    for n in 0..60 {
        save(&mut copy, 1_000 + n, note(n, &"long ".repeat(10_000)));
    }
    let n_bytes = |group: &Group| serde_json::to_vec(group).unwrap().len() as u64;
    let (sent, waiting) = copy.state().outbox.split_at(ask(&copy).groups.len());
    let weight: u64 = sent.iter().map(n_bytes).sum();
    assert!(weight <= SYNC_BYTES_MAX && weight + n_bytes(&waiting[0]) > SYNC_BYTES_MAX);
}

fn note(n: u128, body: &str) -> Edit {
    let fields = json!({ "body": body }).as_object().unwrap().clone();
    let id = RecordId(id(5_000 + n));
    Edit::Create(Create { scope: SCOPE, kind: Kind::Note, id, fields })
}

#[test]
fn a_copy_whose_sum_differs_is_verified_and_put_right() {
    let (held, wanted) = (task(20, 1, "Doors"), [task(20, 2, "Dinner"), task(21, 3, "Load-in")]);
    let mut copy = copy();
    let wrong = with_page(page(PageState::Added, &[held, task(22, 1, "gone")], &wanted, 3));
    let taken = copy.state().take(&ask(&copy), wrong, SPARE).unwrap();
    assert_eq!(copy.execute(taken.ops).suspects, [SCOPE]);
    assert_eq!(copy.state().suspect(), Some(SCOPE));
    let mut verified = VerifyOut {
        cursor: "at 3".to_owned(),
        head: 3,
        digest: sum(&wanted).to_string(),
        vers: wanted.iter().map(|record| (record.id, (record.ver, record.seq))).collect(),
        records: Vec::new(),
    };
    let base = copy.versions(SCOPE);
    assert_eq!(still_to_fetch(&base, &verified), [RecordId(id(20)), RecordId(id(21))]);
    verified.records = wanted.iter().map(RawRecord::from).collect();
    assert!(still_to_fetch(&base, &verified).is_empty());
    let executed = copy.execute(vec![repair(SCOPE, &base, verified).unwrap()]);
    assert!(executed.suspects.is_empty());
    assert_eq!((copy.state().suspect(), copy.base(SCOPE).count()), (None, 2));
}

#[test]
fn a_kept_snapshot_is_a_first_page_and_of_no_use_later() {
    let tasks = [task(20, 1, "Doors")];
    let mut copy = copy();
    let begun = ScopePage { complete: false, digest: None, ..page(PageState::Added, &[], &[], 0) };
    take(&mut copy, with_page(begun));
    assert!(copy.state().wants_snapshot(SCOPE));
    let snapshot = page(PageState::Added, &tasks, &tasks, 10);
    let ops = copy.state().take_snapshot(SCOPE, snapshot.clone(), "at 10".to_owned()).unwrap();
    copy.execute(ops);
    assert_eq!(title_of(&copy, 20), "Doors");
    let again = copy.state().take_snapshot(SCOPE, snapshot, "at 10".to_owned()).unwrap();
    assert!(again.is_empty());
}
