//! What people do: edits made from what their screen shows. Few records, few fields and few values,
//! so that people meet.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::book::Book;
use domain::change::{Create, Edit, FromTo, Member, Settle};
use domain::ids::{RecordId, ScopeId, TourId, v7};
use domain::record::{Kind, Record};
use serde_json::{Value, json};

use crate::rng::Rng;

/// Records of a kind in a scope that people still make more of.
const RECORDS_MAX: usize = 6;

/// One to three edits of somebody who sees this book.
pub(crate) fn group(rng: &mut Rng, book: &Book, scopes: &[ScopeId], tour: TourId) -> Vec<Edit> {
    let wanted = 1 + rng.below(3);
    let mut edits: Vec<Edit> = Vec::new();
    for _ in 0..wanted {
        // Each edit of a group speaks of another record: what the screen showed is what was there.
        let Some(edit) = one(rng, book, scopes, tour) else { continue };
        if edits.iter().all(|other| subject(other) != subject(&edit)) {
            edits.push(edit);
        }
    }
    edits
}

fn subject(edit: &Edit) -> RecordId {
    match edit {
        Edit::Create(create) => create.id,
        Edit::Set { id, .. } | Edit::Delete { id, .. } | Edit::Undelete { id, .. } => *id,
        Edit::Add(member) | Edit::Remove(member) => member.id,
        Edit::Settle(settle) => settle.dispute,
    }
}

fn one(rng: &mut Rng, book: &Book, scopes: &[ScopeId], tour: TourId) -> Option<Edit> {
    let mine: Vec<&Record> = book
        .records()
        .filter(|record| scopes.contains(&record.scope) && record.kind != Kind::Tour)
        .collect();
    let (disputes, things): (Vec<_>, Vec<_>) =
        mine.into_iter().partition(|record| record.kind == Kind::Dispute);
    match rng.below(20) {
        0..4 => create(rng, &things, scopes, tour),
        4..6 => settle(rng, &disputes),
        6 => {
            let record = rng.pick(&things)?;
            let (kind, id) = (record.kind.clone(), record.id);
            Some(if record.deleted {
                Edit::Undelete { kind, id }
            } else {
                Edit::Delete { kind, id, ver: record.ver }
            })
        }
        7..9 => member(rng, &things),
        _ => set(rng, &things),
    }
}

fn create(rng: &mut Rng, things: &[&Record], scopes: &[ScopeId], tour: TourId) -> Option<Edit> {
    let scope = *rng.pick(scopes)?;
    let id = RecordId(v7(rng.next() % 1_000_000, rng.bytes()));
    let days: Vec<_> =
        things.iter().filter(|record| record.kind == Kind::Day && !record.deleted).collect();
    let (kind, id, fields) = match rng.below(5) {
        0 => {
            let date = NaiveDate::from_ymd_opt(2026, 10, [1, 2, 3][rng.below(3)])?;
            (Kind::Day, RecordId::of_day(tour, date), json!({"date": date}))
        }
        1 | 2 if !days.is_empty() => {
            let day = rng.pick(&days)?;
            let fields = json!({"day": day.id, "title": word(rng), "when": clock(rng)});
            return Some(made(scope, Kind::ScheduleItem, id, fields));
        }
        3 => (Kind::Note, id, json!({"body": lines(rng)})),
        // What a newer version writes is carried along.
        4 if rng.percent(20) => (Kind::from_name("hologram")?, id, json!({"size": word(rng)})),
        _ => (Kind::Task, id, json!({"title": word(rng)})),
    };
    let alike = things.iter().filter(|record| record.kind == kind && record.scope == scope);
    (alike.count() < RECORDS_MAX).then(|| made(scope, kind, id, fields))
}

fn made(scope: ScopeId, kind: Kind, id: RecordId, fields: Value) -> Edit {
    let Value::Object(fields) = fields else { unreachable!("it was written as an object") };
    Edit::Create(Create { scope, kind, id, fields })
}

fn set(rng: &mut Rng, things: &[&Record]) -> Option<Edit> {
    let record = *rng.pick(things)?;
    let (field, to) = match (&record.kind, rng.below(4)) {
        (Kind::ScheduleItem, 1) => ("detail", json!(lines(rng))),
        (Kind::ScheduleItem, 2..) => ("when", clock(rng)),
        (Kind::Task, 0) => ("position", json!(rng.below(5))),
        (Kind::Task, 1) => ("done", json!(rng.percent(50))),
        (Kind::Note, 1..) => ("body", json!(lines(rng))),
        (Kind::Day | Kind::ScheduleItem | Kind::Task | Kind::Note, _) => {
            ("title", json!(word(rng)))
        }
        (_, _) => ("size", json!(word(rng))),
    };
    let from = record.value(field).clone();
    if from == to {
        return None;
    }
    let (kind, id) = (record.kind.clone(), record.id);
    let fields = BTreeMap::from([(field.to_owned(), FromTo(from, to))]);
    Some(Edit::Set { kind, id, fields })
}

fn member(rng: &mut Rng, things: &[&Record]) -> Option<Edit> {
    let tasks: Vec<_> = things.iter().filter(|record| record.kind == Kind::Task).collect();
    let task = rng.pick(&tasks)?;
    let value = json!(RecordId(v7(rng.next() % 3, [7; 10])));
    let member =
        |ver| Member { kind: Kind::Task, id: task.id, field: "assignees".to_owned(), value, ver };
    Some(if rng.percent(60) {
        Edit::Add(member(None))
    } else {
        Edit::Remove(member(Some(task.ver)))
    })
}

fn settle(rng: &mut Rng, disputes: &[&Record]) -> Option<Edit> {
    let open: Vec<_> =
        disputes.iter().filter(|dispute| dispute.value("open") == &json!(true)).collect();
    let dispute = rng.pick(&open)?;
    let candidates = dispute.value("candidates").as_array()?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut saw: Vec<_> = candidates.iter().filter_map(|one| text(&one["id"])).collect();
    saw.extend(text(dispute.value("in_force_id")));
    let mut values: Vec<_> = candidates.iter().map(|one| one["value"].clone()).collect();
    values.push(dispute.value("in_force").clone());
    let to = rng.pick(&values)?.clone();
    Some(Edit::Settle(Settle { dispute: dispute.id, to, saw }))
}

fn word(rng: &mut Rng) -> &'static str {
    ["Doors", "Load-in", "Dinner"][rng.below(3)]
}

fn lines(rng: &mut Rng) -> String {
    let line = |rng: &mut Rng| ["one", "two", "three", "four"][rng.below(4)];
    format!("{}\n{}\n{}", line(rng), line(rng), line(rng))
}

fn clock(rng: &mut Rng) -> Value {
    let start = ["18:30", "19:30", "01:30+1"][rng.below(3)];
    json!({"precision": "exact", "start": start})
}
