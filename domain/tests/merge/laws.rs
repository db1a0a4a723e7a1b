//! Laws over arbitrary groups, sensible and not. The ledger itself checks after each of them that
//! versions and counters go up, that its digest is right and that what it stored keeps every rule.

use std::collections::BTreeMap;

use domain::change::{
    Create, Edit, FromTo, Group, Member, MergeContext, Outcome, Settle, Status, check_group,
    first_needs, merge, more_needs,
};
use domain::ids::{AccountId, RecordId, ScopeId};
use domain::record::{DELETED, Fields, Kind, canonical, check_field};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::tour::{
    ANN, BOB, CAT, ELSEWHERE, EVERYONE, MANAGEMENT, Tour, assign, day, item, rid, set, task,
    unassign,
};

fn any_author() -> impl Strategy<Value = AccountId> {
    prop::sample::select(vec![ANN, BOB, CAT])
}

/// Few ids, so that edits meet.
fn any_id() -> impl Strategy<Value = RecordId> {
    let dispute = RecordId::of_dispute;
    let disputes = [dispute(item(), "title"), dispute(item(), DELETED), dispute(day(), DELETED)];
    let records = [day(), item(), task(), rid(3), rid(4), rid(5)];
    prop::sample::select([&records[..], &records[..], &disputes].concat())
}

fn any_kind() -> impl Strategy<Value = Kind> {
    let other = Kind::from_name("light_cue").unwrap();
    prop::sample::select(vec![
        Kind::Day,
        Kind::ScheduleItem,
        Kind::ScheduleItem,
        Kind::Task,
        Kind::Note,
        Kind::Dispute,
        other,
    ])
}

/// The kind that an id of the tour is of, most of the time.
fn any_target() -> impl Strategy<Value = (Kind, RecordId)> {
    let right = any_id().prop_map(|id| {
        let kind = match id {
            id if id == day() => Kind::Day,
            id if id == task() || id == rid(4) => Kind::Task,
            id if id == rid(5) => Kind::Note,
            _ => Kind::ScheduleItem,
        };
        (kind, id)
    });
    prop_oneof![9 => right, 1 => (any_kind(), any_id())]
}

fn any_field() -> impl Strategy<Value = String> {
    let fields = [
        "title",
        "title",
        "detail",
        "when",
        "hard",
        "position",
        "departments",
        "assignees",
        "body",
        "day",
        "date",
        "zone",
        "place",
        "sponsor",
        "candidates",
        "$deleted",
        "",
    ];
    prop::sample::select(fields.to_vec()).prop_map(ToOwned::to_owned)
}

fn any_value() -> impl Strategy<Value = Value> {
    let values = vec![
        Value::Null,
        json!("Doors"),
        json!("A"),
        json!("B"),
        json!("one\ntwo\nthree"),
        json!("one\ntwo\nthree\nfour"),
        json!("zero\none\ntwo\nthree"),
        json!(" untrimmed"),
        json!(true),
        json!(false),
        json!(7),
        json!([]),
        json!([rid(100)]),
        json!([rid(101), rid(100)]),
        json!(["Lights", "Sound"]),
        json!(day()),
        json!(rid(3)),
        json!("2026-10-24"),
        json!("Europe/Amsterdam"),
        json!({"precision": "exact", "start": "19:30"}),
        json!({"city": "Amsterdam", "lat": 52}),
        json!("a\0b"),
    ];
    prop::sample::select(values)
}

fn any_create() -> impl Strategy<Value = Edit> {
    let scopes = vec![EVERYONE, EVERYONE, EVERYONE, MANAGEMENT, ELSEWHERE];
    let fields = btree_map(any_field(), any_value(), 0..4);
    (prop::sample::select(scopes), any_target(), fields, any::<bool>()).prop_map(
        |(scope, (kind, id), fields, complete)| {
            let mut fields: Fields = fields.into_iter().collect();
            if complete {
                let whole = json!({"day": day(), "title": "x", "body": "x", "date": "2026-10-24"});
                fields.extend(whole.as_object().unwrap().clone());
            }
            Edit::Create(Create { scope, kind, id, fields })
        },
    )
}

fn any_member() -> impl Strategy<Value = Member> {
    let member = (any_target(), any_field(), any_value(), prop::option::of(0..9_u64));
    member.prop_map(|((kind, id), field, value, ver)| {
        let value = value.get(0).unwrap_or(&value).clone();
        Member { kind, id, field, value, ver }
    })
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let set = (any_target(), btree_map(any_field(), (any_value(), any_value()), 0..3));
    let set = set.prop_map(|((kind, id), fields)| {
        let fields = fields.into_iter().map(|(name, (from, to))| (name, FromTo(from, to)));
        Edit::Set { kind, id, fields: fields.collect() }
    });
    let saw = vec(prop::sample::select(vec!["s1", "s2", "s3", "s4", "x"]), 0..4);
    let settle = (any_id(), any_value(), saw).prop_map(|(dispute, to, saw)| {
        Edit::Settle(Settle { dispute, to, saw: saw.into_iter().map(ToOwned::to_owned).collect() })
    });
    prop_oneof![
        4 => set,
        2 => any_create(),
        1 => any_member().prop_map(Edit::Add),
        1 => any_member().prop_map(Edit::Remove),
        1 => (any_target(), 0..9_u64).prop_map(|((kind, id), ver)| Edit::Delete { kind, id, ver }),
        1 => any_target().prop_map(|(kind, id)| Edit::Undelete { kind, id }),
        2 => settle,
    ]
}

fn any_work() -> impl Strategy<Value = Vec<(AccountId, Vec<Edit>)>> {
    vec((any_author(), vec(any_edit(), 1..4)), 1..24)
}

/// A tour on which all of this has been tried.
fn worked_on(work: Vec<(AccountId, Vec<Edit>)>) -> Tour {
    let mut tour = Tour::new();
    for (author, edits) in work {
        tour.commit(author, edits);
        tour.ledger.check_digests();
    }
    tour
}

fn merged(tour: &Tour, group: &Group) -> Outcome {
    let load = |ids: std::collections::BTreeSet<RecordId>| -> BTreeMap<_, _> {
        let found = |id| Some((id, tour.ledger.records.get(&id)?.clone()));
        ids.into_iter().filter_map(found).collect()
    };
    let mut records = load(first_needs(group));
    records.extend(load(more_needs(group, &records)));
    let author = group.author.unwrap();
    merge(group, records, &MergeContext { author, levels: &tour.ledger.levels[&author] })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_sent_the_ledger_stays_whole(work in any_work()) {
        worked_on(work);
    }

    #[test]
    fn a_group_that_passed_no_gate_is_merged_or_refused_and_never_worse(
        work in any_work(),
        author in any_author(),
        edits in vec(any_edit(), 0..6),
    ) {
        let mut tour = worked_on(work);
        let group = tour.group(author, edits);
        let _passes = check_group(&group).is_ok();
        merged(&tour, &group);
    }

    #[test]
    fn the_same_group_on_the_same_records_comes_to_the_same(
        work in any_work(),
        author in any_author(),
        edits in vec(any_edit(), 1..6),
    ) {
        let mut tour = worked_on(work);
        let group = tour.group(author, edits);
        let once = format!("{:?}", merged(&tour, &group));
        prop_assert_eq!(once, format!("{:?}", merged(&tour, &group)));
    }

    #[test]
    fn whoever_is_not_allowed_changes_nothing(
        work in any_work(),
        edits in vec(any_edit(), 1..4),
    ) {
        let mut tour = worked_on(work);
        let nobody = AccountId(rid(77).0);
        let before = tour.ledger.records.clone();
        let receipt = tour.commit(nobody, edits);
        prop_assert_eq!(receipt.status, Status::Rejected);
        prop_assert_eq!(&tour.ledger.records, &before);
    }

    #[test]
    fn nobody_reaches_a_scope_that_they_do_not_see(work in any_work()) {
        let bobs = work.into_iter().map(|(_, edits)| (BOB, edits)).collect();
        let tour = worked_on(bobs);
        let scopes: Vec<ScopeId> = tour.ledger.records.values().map(|r| r.scope).collect();
        prop_assert!(scopes.iter().all(|scope| *scope == EVERYONE));
    }

    #[test]
    fn one_person_alone_never_disputes(
        titles in vec(prop::sample::select(vec!["A", "B", "C"]), 1..12),
        deletes in vec(any::<bool>(), 12),
    ) {
        let mut tour = Tour::new();
        let mut shown = "Doors";
        for (to, is_deleted) in titles.into_iter().zip(deletes) {
            tour.applied(BOB, set("title", shown, to));
            shown = to;
            if is_deleted {
                tour.applied(BOB, crate::tour::delete(1));
                tour.applied(BOB, crate::tour::undelete());
            }
        }
        prop_assert_eq!(tour.value(item(), "title"), shown);
    }

    #[test]
    fn concurrent_adds_and_removes_come_to_the_same_in_any_order(
        edits in vec((any_author(), 0..4_u64, any::<bool>()), 1..7).prop_shuffle(),
        others in any::<prop::sample::Index>(),
    ) {
        // Each author says at most one thing of each person, so nobody contradicts themselves.
        let mut said: Vec<(AccountId, u64, bool)> = Vec::new();
        for (author, person, adds) in edits {
            if !said.iter().any(|(a, p, _)| *a == author && *p == person) {
                said.push((author, person, adds));
            }
        }
        let mut reordered = said.clone();
        reordered.rotate_left(others.index(said.len()));
        let outcome = |said: &[(AccountId, u64, bool)]| {
            let mut tour = Tour::new();
            tour.applied(ANN, assign(rid(100)));
            tour.applied(ANN, assign(rid(101)));
            for (author, person, adds) in said {
                let person = rid(100 + person);
                tour.applied(*author, if *adds { assign(person) } else { unassign(person, 3) });
            }
            let mut members = tour.value(task(), "assignees").as_array().cloned().unwrap_or_default();
            members.sort_by_key(ToString::to_string);
            members
        };
        let members = outcome(&said);
        prop_assert_eq!(&members, &outcome(&reordered));
        for (_, person, _) in said.iter().filter(|(_, _, adds)| *adds) {
            prop_assert!(members.contains(&json!(rid(100 + person))), "an add wins");
        }
    }

    #[test]
    fn a_merged_text_has_every_new_line_and_no_line_that_somebody_took_out(
        n_lines in 1..12_usize,
        ours in vec((0..12_usize, any::<bool>()), 0..4),
        theirs in vec((0..12_usize, any::<bool>()), 0..4),
    ) {
        let base: Vec<String> = (0..n_lines).map(|n| format!("line {n}")).collect();
        let edited = |changes: &[(usize, bool)], who: &str| {
            let mut lines = base.clone();
            for (i, (at, inserts)) in changes.iter().enumerate() {
                let at = at % lines.len();
                if *inserts {
                    lines.insert(at, format!("{who} {i}"));
                } else if lines.len() > 1 {
                    lines.remove(at);
                }
            }
            lines
        };
        let (ours, theirs) = (edited(&ours, "Ann's"), edited(&theirs, "Bob's"));
        let text = |lines: &[String]| lines.join("\n");
        let mut tour = Tour::new();
        tour.applied(ANN, set("detail", Value::Null, text(&base)));
        tour.applied(ANN, set("detail", text(&base), text(&ours)));
        let receipt = tour.commit(BOB, [set("detail", text(&base), text(&theirs))]);
        let result = tour.value(item(), "detail");
        let result: Vec<_> = result.as_str().unwrap_or_default().lines().collect();
        if receipt.status == Status::Disputed {
            prop_assert_eq!(result, ours);
            return Ok(());
        }
        for line in ours.iter().chain(&theirs).chain(&base) {
            let both_have = ours.contains(line) && theirs.contains(line);
            let is_new = !base.contains(line);
            prop_assert_eq!(result.contains(&line.as_str()), both_have || is_new, "{}", line);
        }
    }

    #[test]
    fn a_value_that_is_allowed_has_one_form_that_is_allowed(
        (kind, _) in any_target(),
        field in any_field(),
        value in any_value(),
    ) {
        if check_field(&kind, &field, &value).is_ok() {
            let once = canonical(&kind, &field, &value);
            prop_assert!(check_field(&kind, &field, &once).is_ok());
            prop_assert_eq!(canonical(&kind, &field, &once), once.clone());
            let read: Value = serde_json::from_str(&once.to_string()).unwrap();
            prop_assert_eq!(read, once);
        }
    }

    #[test]
    fn a_group_reads_back_as_it_was_written(author in any_author(), edits in vec(any_edit(), 1..6)) {
        let group = Tour::empty().group(author, edits);
        let text = serde_json::to_string(&group).unwrap();
        prop_assert_eq!(serde_json::from_str::<Group>(&text).unwrap(), group);
    }
}
