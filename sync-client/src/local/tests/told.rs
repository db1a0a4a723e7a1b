//! What a person is told of a copy: what has changed, where each record stands, what is in the tray.

use chrono::NaiveDate;
use domain::change::{Edit, FromTo, Group, Receipt, Status};
use domain::permission::Level;
use domain::record::{DELETED, Kind};
use domain::sync::{Digest, RawRecord};
use domain::view::{Action, changes};
use serde_json::value::to_raw_value;
use serde_json::{Value, json};

use super::*;
use crate::local::{LocalChange, Mark};

const DAY: u128 = 1;
const NEXT_DAY: u128 = 2;
const ITEM: u128 = 3;
const TASK: u128 = 4;

fn raw(kind: Kind, n: u128, ver: u64, fields: Value) -> RawRecord {
    let seq = 10 * ver + u64::try_from(n).unwrap();
    let stamp = json!({"seq": seq, "ver": ver, "by": Uuid::from_u128(7), "said_at": "noon"});
    let fields: serde_json::Map<_, _> = serde_json::from_value(fields).unwrap();
    let stamps: serde_json::Map<_, _> =
        fields.keys().map(|name| (name.clone(), stamp.clone())).collect();
    let (fields, stamps) = (to_raw_value(&fields).unwrap(), to_raw_value(&stamps).unwrap());
    RawRecord { kind, id: record(n), ver, seq, deleted: false, fields, stamps }
}

fn day(n: u128, date: &str) -> RawRecord {
    raw(Kind::Day, n, 1, json!({"date": date}))
}

fn item(ver: u64, day: u128, title: &str) -> RawRecord {
    raw(Kind::ScheduleItem, ITEM, ver, json!({"day": record(day), "title": title}))
}

fn page(records: Vec<RawRecord>, whole: bool) -> Vec<Op> {
    let (scope, cursor, complete) = (scope(0), "c".to_owned(), Some((50, Digest::default())));
    let stage = Op::Stage { scope, begin: true, whole, records, cursor, complete };
    vec![stage, Op::Swap(scope), Op::Cover]
}

async fn a_tour() -> Scratch {
    let scratch = Scratch::new().await;
    let (scope, level) = (scope(0), Level::Manage);
    scratch.execute(vec![Op::Scope { scope, audience: "everyone".to_owned(), level }]).await;
    let task = raw(Kind::Task, TASK, 1, json!({"title": "Ring the hall", "day": record(DAY)}));
    let days = [day(DAY, "2026-10-24"), day(NEXT_DAY, "2026-10-25")];
    let records = days.into_iter().chain([item(1, DAY, "Doors"), task]).collect();
    scratch.execute(page(records, true)).await;
    scratch
}

async fn told(scratch: &Scratch, date: Option<&str>) -> Vec<LocalChange> {
    let date = date.map(|date| date.parse::<NaiveDate>().unwrap());
    scratch.local.changes(None, date).await.unwrap()
}

#[tokio::test]
async fn a_page_tells_old_and_new_who_and_when_and_a_first_read_tells_nothing() {
    let scratch = a_tour().await;
    assert_eq!(told(&scratch, None).await, []);
    scratch.execute(page(vec![item(2, DAY, "Doors open")], false)).await;
    let [change] = &told(&scratch, None).await[..] else { panic!("not one change") };
    assert_eq!((change.field.as_str(), change.record), ("title", record(ITEM)));
    assert_eq!((&change.old, &change.new), (&json!("Doors"), &json!("Doors open")));
    assert_eq!(change.by, Some(AccountId(Uuid::from_u128(7))));
    assert_eq!((change.seq, change.seen_at), (23, now()));
    assert_eq!(change.said_at.as_deref(), Some("noon"));
    // The same page again, and the whole scope again, are no news.
    scratch.execute(page(vec![item(2, DAY, "Doors open")], false)).await;
    scratch.execute(page(vec![item(3, DAY, "Other doors")], true)).await;
    assert_eq!(told(&scratch, None).await.len(), 1);
}

#[tokio::test]
async fn what_arrives_in_several_pages_is_told_when_it_is_complete() {
    let scratch = a_tour().await;
    let (scope, cursor) = (scope(0), "c".to_owned());
    let records = vec![item(2, DAY, "Doors open")];
    let stage = Op::Stage { scope, begin: true, whole: false, records, cursor, complete: None };
    scratch.execute(vec![stage]).await;
    assert_eq!(told(&scratch, None).await, []);
    let (records, cursor) = (vec![day(NEXT_DAY, "2026-10-25")], "c".to_owned());
    let complete = Some((60, Digest::default()));
    let stage = Op::Stage { scope, begin: false, whole: false, records, cursor, complete };
    scratch.execute(vec![stage, Op::Swap(scope)]).await;
    assert_eq!(told(&scratch, None).await.len(), 1);
}

#[tokio::test]
async fn a_new_record_is_one_piece_of_news_and_one_that_came_and_went_is_none() {
    let scratch = a_tour().await;
    let new = raw(
        Kind::Note,
        5,
        2,
        json!({"title": "Parking", "body": "Behind the hall", "day": record(DAY)}),
    );
    let gone = RawRecord { deleted: true, ..raw(Kind::Note, 6, 2, json!({"body": "x"})) };
    scratch.execute(page(vec![new, gone], false)).await;
    let book = scratch.local.view().await.unwrap().book;
    let entries: Vec<_> = told(&scratch, None).await.iter().map(|c| c.to_view(&book)).collect();
    let told = changes(&entries, &book, None);
    let lines: Vec<_> = told.days.iter().flat_map(|day| &day.lines).collect();
    let told: Vec<_> = lines.iter().map(|line| (line.action, line.title.as_str())).collect();
    assert_eq!(told, [(Action::Added, "Parking")]);
}

#[tokio::test]
async fn a_deleted_record_and_a_cleared_field_are_told() {
    let scratch = a_tour().await;
    let cleared = raw(Kind::Task, TASK, 2, json!({"title": "Ring the hall"}));
    let deleted = RawRecord { deleted: true, ..item(2, DAY, "Doors") };
    scratch.execute(page(vec![cleared, deleted], false)).await;
    let told = told(&scratch, None).await;
    let told: Vec<_> = told.iter().map(|c| (c.field.as_str(), &c.old, &c.new)).collect();
    let day = json!(record(DAY));
    let (no, yes) = (json!(false), json!(true));
    assert_eq!(told.len(), 2);
    assert!(told.contains(&(DELETED, &no, &yes)), "{told:?}");
    assert!(told.contains(&("day", &day, &Value::Null)), "{told:?}");
}

#[tokio::test]
async fn who_joined_or_left_a_list_is_who_said_so_last() {
    let scratch = a_tour().await;
    let mut joined =
        raw(Kind::Task, TASK, 2, json!({"title": "Ring the hall", "day": record(DAY)}));
    let fields = json!({"title": "Ring the hall", "day": record(DAY), "assignees": [record(8)]});
    joined.fields = to_raw_value(&fields).unwrap();
    let stamp = |seq, by| json!({"seq": seq, "ver": 2, "by": Uuid::from_u128(by)});
    let stamps = json!({"assignees[a]": stamp(20, 1), "assignees[b]": stamp(24, 2)});
    joined.stamps = to_raw_value(&stamps).unwrap();
    scratch.execute(page(vec![joined], false)).await;
    let [change] = &told(&scratch, None).await[..] else { panic!("not one change") };
    assert_eq!((change.by, change.seq), (Some(AccountId(Uuid::from_u128(2))), 24));
}

#[tokio::test]
async fn what_was_moved_to_another_day_is_about_both() {
    let scratch = a_tour().await;
    scratch.execute(page(vec![item(2, NEXT_DAY, "Doors")], false)).await;
    for (date, n) in [("2026-10-24", 1), ("2026-10-25", 1), ("2026-10-26", 0)] {
        assert_eq!(told(&scratch, Some(date)).await.len(), n, "{date}");
    }
    scratch.execute(page(vec![item(3, NEXT_DAY, "Doors open")], false)).await;
    for (date, n) in [("2026-10-24", 1), ("2026-10-25", 2)] {
        assert_eq!(told(&scratch, Some(date)).await.len(), n, "{date}");
    }
    let later = now() + TimeDelta::seconds(1);
    assert_eq!(scratch.local.changes(Some(later), None).await.unwrap(), []);
    scratch.execute(vec![Op::Forget(scope(0))]).await;
    assert_eq!(told(&scratch, None).await, []);
}

fn dispute(ver: u64, values: &[&str]) -> RawRecord {
    let candidate = |(n, value): (usize, &&str)| {
        json!({"id": format!("{n}"), "group": group(9), "value": value, "from": "Doors",
               "author": Uuid::from_u128(8), "said_at": "one"})
    };
    let candidates: Vec<_> = values.iter().enumerate().map(candidate).collect();
    let fields = json!({"subject": record(ITEM), "subject_kind": "schedule_item", "field": "title",
        "open": !values.is_empty(), "in_force": "Doors", "candidates": candidates});
    let id = RecordId::of_dispute(record(ITEM), "title");
    RawRecord { id, ..raw(Kind::Dispute, 7, ver, fields) }
}

#[tokio::test]
async fn a_value_that_is_kept_beside_another_is_told_once_and_marks_the_record_until_it_is_settled()
{
    let scratch = a_tour().await;
    scratch.execute(page(vec![dispute(1, &["Gates"])], false)).await;
    scratch.execute(page(vec![dispute(2, &["Gates", "Entry"])], false)).await;
    let told = told(&scratch, Some("2026-10-24")).await;
    let proposed: Vec<_> = told.iter().map(|c| (c.disputed, c.record, &c.new)).collect();
    let [gates, entry] = [json!("Gates"), json!("Entry")];
    assert_eq!(proposed, [(true, record(ITEM), &gates), (true, record(ITEM), &entry)]);
    assert_eq!(told[0].by, Some(AccountId(Uuid::from_u128(8))));
    assert_eq!(mark(&scratch, ITEM).await, Mark::Decide);
    scratch.execute(page(vec![dispute(3, &[])], false)).await;
    assert_eq!(mark(&scratch, ITEM).await, Mark::Server);
}

async fn mark(scratch: &Scratch, n: u128) -> Mark {
    let whole = scratch.local.view().await.unwrap().mark(record(n));
    let part = scratch.local.view_on("2026-10-24".parse().unwrap()).await.unwrap();
    assert_eq!(part.mark(record(n)), whole);
    whole
}

fn retitled(n: u128, from: &str, to: &str) -> Group {
    let fields = [("title".to_owned(), FromTo(json!(from), json!(to)))].into();
    let edits = vec![Edit::Set { kind: Kind::ScheduleItem, id: record(ITEM), fields }];
    domain::sync::ReplicaState::new(replica(1), account(), tour()).draft(group(n), edits, None)
}

fn word(n: u128, status: Status) -> Op {
    let at = if status < Status::Held { [(scope(0), 50)].into() } else { [].into() };
    let (edits, problem) = (Vec::new(), None);
    Op::Receive(Receipt { group: group(n), status, dup: false, at, edits, problem })
}

#[tokio::test]
async fn a_record_is_marked_by_what_most_needs_a_person() {
    let scratch = a_tour().await;
    assert_eq!(mark(&scratch, ITEM).await, Mark::Server);
    scratch.execute(vec![Op::Save(retitled(1, "Doors", "Gates"))]).await;
    assert_eq!(mark(&scratch, ITEM).await, Mark::Here);
    assert_eq!(mark(&scratch, TASK).await, Mark::Server);
    scratch.execute(vec![word(1, Status::Applied)]).await;
    assert_eq!(mark(&scratch, ITEM).await, Mark::Server);
    // The base says something else than what this one was made from.
    scratch.execute(vec![Op::Save(retitled(2, "Something else", "Entry"))]).await;
    assert_eq!(mark(&scratch, ITEM).await, Mark::Decide);
    scratch.execute(vec![word(2, Status::Rejected)]).await;
    assert_eq!(mark(&scratch, ITEM).await, Mark::Refused);
    assert!(scratch.local.dismiss(group(2)).await.unwrap());
    assert_eq!(mark(&scratch, ITEM).await, Mark::Server);
}

#[tokio::test]
async fn a_dismissed_group_leaves_the_tray_once_and_stays_in_the_log() {
    let scratch = a_tour().await;
    scratch.execute(vec![Op::Save(retitled(1, "Doors", "Gates")), word(1, Status::Held)]).await;
    assert_eq!(scratch.local.tray().await.unwrap().len(), 1);
    assert!(scratch.local.dismiss(group(1)).await.unwrap());
    assert!(!scratch.local.dismiss(group(1)).await.unwrap());
    assert!(!scratch.local.dismiss(group(2)).await.unwrap());
    assert_eq!(scratch.local.tray().await.unwrap(), []);
    let [logged] = &scratch.local.log(10).await.unwrap()[..] else { panic!("not one group") };
    assert!(logged.dismissed && logged.saved_at == now());
}

#[tokio::test]
async fn a_second_reset_leaves_what_the_first_one_put_aside() {
    let scratch = a_tour().await;
    let reset_at = async |hours, ops| {
        let at = now() + TimeDelta::hours(hours);
        scratch.local.execute(at, |_| Ok::<_, ()>(ops)).await.unwrap().unwrap();
    };
    let first = scratch.local.view().await.unwrap().book.records().count();
    for hour in 1..=12 {
        reset_at(hour, page(vec![item(3, DAY, "Doors")], true)).await;
    }
    let kept = scratch.local.kept().await.unwrap();
    let hours: Vec<_> = kept.iter().map(|kept| (kept.replaced_at - now()).num_hours()).collect();
    assert_eq!(hours, [1, 2, 3, 4, 5, 6, 7, 12]);
    assert_eq!((kept[0].records.len(), kept[1].records.len()), (first, 1));
}

#[tokio::test]
async fn what_is_kept_for_a_time_goes_after_it_and_what_waits_for_a_person_does_not() {
    let scratch = a_tour().await;
    let save = |n| Op::Save(retitled(n, "Doors", "Gates"));
    let ops = vec![save(1), word(1, Status::Applied), save(2), word(2, Status::Held), save(3)];
    scratch.execute(ops.into_iter().chain([Op::Cover]).collect()).await;
    scratch.execute(page(vec![item(2, DAY, "Doors open")], false)).await;
    scratch.execute(page(vec![item(3, DAY, "Doors")], true)).await;
    assert_eq!(scratch.local.kept().await.unwrap()[0].records.len(), 4);
    let logged = async || -> Vec<_> {
        scratch.local.log(10).await.unwrap().iter().map(|l| l.group.id).collect()
    };
    scratch.local.prune(now() + TimeDelta::days(14)).await.unwrap();
    assert_eq!(scratch.local.kept().await.unwrap().len(), 1);
    scratch.local.prune(now() + TimeDelta::days(15)).await.unwrap();
    assert_eq!(scratch.local.kept().await.unwrap(), []);
    scratch.local.prune(now() + TimeDelta::days(90)).await.unwrap();
    assert_eq!((logged().await.len(), told(&scratch, None).await.len()), (3, 1));
    scratch.local.prune(now() + TimeDelta::days(91)).await.unwrap();
    assert_eq!(logged().await, [group(3), group(2)]);
    assert_eq!(told(&scratch, None).await, []);
    scratch.local.dismiss(group(2)).await.unwrap();
    scratch.local.prune(now() + TimeDelta::days(91)).await.unwrap();
    assert_eq!(logged().await, [group(3)]);
}

#[tokio::test]
async fn a_record_is_found_by_its_id_or_the_beginning_of_it_also_when_it_was_made_here() {
    let scratch = a_tour().await;
    let find = async |text: &str| scratch.local.find(text).await.unwrap();
    let whole = record(ITEM).to_string();
    assert_eq!(find(&whole).await, [(Kind::ScheduleItem, record(ITEM))]);
    assert_eq!(find(&whole.replace('-', "").to_uppercase()).await.len(), 1);
    assert_eq!(find(&whole[..30]).await.len(), 4);
    for nothing in ["", "zz", "ffff", &format!("{whole}0")] {
        assert_eq!(find(nothing).await, [], "{nothing}");
    }
    let gone = RawRecord { deleted: true, ..item(2, DAY, "Doors") };
    scratch.execute(page(vec![gone], false)).await;
    assert_eq!(find(&whole).await.len(), 1);
    assert_eq!(find(&whole[..30]).await.len(), 3);
    let fields = json!({"body": "x"}).as_object().unwrap().clone();
    let create =
        domain::change::Create { scope: scope(0), kind: Kind::Note, id: record(99), fields };
    let made = Group { edits: vec![Edit::Create(create)], ..retitled(5, "", "") };
    scratch.execute(vec![Op::Save(made)]).await;
    assert_eq!(find(&record(99).to_string()).await, [(Kind::Note, record(99))]);
}

#[tokio::test]
async fn facts_are_remembered_and_replaced() {
    let scratch = a_tour().await;
    assert_eq!(scratch.local.fact("name").await.unwrap(), None);
    scratch.local.set_fact("name", "Europe").await.unwrap();
    scratch.local.set_fact("name", "Europe 26").await.unwrap();
    assert_eq!(scratch.local.fact("name").await.unwrap().as_deref(), Some("Europe 26"));
    assert_eq!(scratch.local.view().await.unwrap().as_of, None);
    scratch.local.set_fact(crate::local::SYNCED_AT, &now().to_rfc3339()).await.unwrap();
    assert_eq!(scratch.local.view().await.unwrap().as_of, Some(now()));
}
