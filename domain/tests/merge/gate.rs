//! What is refused before any record is looked at.

use domain::change::{Edit, FromTo, Group, Member, Settle, Status, check_group};
use domain::limits::{GROUP_BYTES_MAX, GROUP_EDITS_MAX, LINE_CHARS_MAX, SETTLE_SAW_MAX};
use domain::record::Kind;
use serde_json::{Value, json};

use crate::tour::{ANN, BOB, ITEM, Tour, create, day, item, rid, set, task};

fn group(edits: Vec<Edit>) -> Group {
    Tour::empty().group(ANN, edits)
}

/// The fields and rules that a group breaks.
fn broken(group: &Group) -> Vec<(String, String)> {
    let problems = check_group(group).err().unwrap_or_default();
    problems.into_iter().map(|problem| (problem.field, problem.rule)).collect()
}

fn one_broken(edit: Edit) -> (String, String) {
    let [problem] = broken(&group(vec![edit])).try_into().unwrap();
    problem
}

#[test]
fn a_group_has_one_to_two_hundred_edits() {
    let edits = |n| group(vec![Edit::Undelete { kind: ITEM, id: item() }; n]);
    assert_eq!(broken(&edits(0))[0].1, "has 0 edits, it takes 1 to 200");
    assert_eq!(broken(&edits(GROUP_EDITS_MAX)), []);
    assert_eq!(broken(&edits(GROUP_EDITS_MAX + 1))[0].1, "has 201 edits, it takes 1 to 200");
}

#[test]
fn a_group_has_so_many_bytes_and_not_one_more() {
    let of = |n_chars: usize| {
        group(vec![set("unknown", Value::Null, "x".repeat(n_chars)), set("title", "a", "b")])
    };
    let n_other = serde_json::to_string(&of(0)).unwrap().len();
    assert_eq!(broken(&of(GROUP_BYTES_MAX - n_other)), []);
    let (field, rule) = broken(&of(GROUP_BYTES_MAX - n_other + 1)).remove(0);
    assert_eq!(
        (field.as_str(), rule.as_str()),
        ("edits", "the group has 65537 bytes, the limit is 65536")
    );
}

#[test]
fn labels_have_two_hundred_characters_and_no_nul() {
    for name in ["via", "said_at", "reason"] {
        let with = |text: String| {
            let mut group = group(vec![set("title", "a", "b")]);
            let label = match name {
                "via" => &mut group.via,
                "said_at" => &mut group.said_at,
                _ => &mut group.reason,
            };
            *label = Some(text);
            broken(&group)
        };
        assert_eq!(with("é".repeat(LINE_CHARS_MAX)), []);
        assert_eq!(with("é".repeat(LINE_CHARS_MAX + 1))[0].0, name);
        assert_eq!(with("a\0b".to_owned())[0].0, name);
    }
}

#[test]
fn required_fields_are_asked_for_when_a_record_is_made_and_cannot_be_cleared() {
    let (field, rule) = one_broken(create(ITEM, rid(9), json!({"day": day(), "title": null})));
    assert_eq!((field.as_str(), rule.as_str()), ("edits[0].fields.title", "is required"));
    let (field, rule) = one_broken(set("title", "Doors", Value::Null));
    assert_eq!((field.as_str(), rule.as_str()), ("edits[0].fields.title", "is required"));
}

#[test]
fn every_broken_field_is_named() {
    let fields = json!({"day": "x", "title": "", "hard": 1, "position": -1});
    let problems = broken(&group(vec![create(ITEM, rid(9), fields)]));
    let fields: Vec<_> = problems.iter().map(|(field, _)| field.as_str()).collect();
    let expected = ["day", "hard", "position", "title"].map(|f| format!("edits[0].fields.{f}"));
    assert_eq!(fields, expected);
}

#[test]
fn a_line_of_two_hundred_characters_is_taken_and_one_more_is_not() {
    let edit = |n| set("title", "Doors", "é".repeat(n));
    assert_eq!(broken(&group(vec![edit(200)])), []);
    assert_eq!(one_broken(edit(201)).1, "has 201 characters, the limit is 200");
}

#[test]
fn a_nul_is_refused_wherever_it_could_be_stored() {
    let nul = || json!({"deep": ["a\0b"]});
    let member = Member { kind: ITEM, id: item(), field: "x".to_owned(), value: nul(), ver: None };
    let dispute = rid(1);
    let saw = vec!["a\0b".to_owned()];
    for edit in [
        set("title", "Doors", "a\0b"),
        set("unknown", Value::Null, nul()),
        set("unknown", Value::Null, json!({"a\0b": 1})),
        set("unknown", nul(), "fine"),
        create(ITEM, rid(9), json!({"day": day(), "title": "x", "unknown": nul()})),
        Edit::Add(member),
        Edit::Settle(Settle { dispute, to: nul(), saw: Vec::new() }),
        Edit::Settle(Settle { dispute, to: json!("fine"), saw }),
    ] {
        assert_eq!(broken(&group(vec![edit.clone()])).len(), 1, "{edit:?}");
    }
}

#[test]
fn an_unknown_value_may_be_sixteen_levels_deep() {
    let nested = |depth| (0..depth).fold(json!(1), |value, _| json!([value]));
    assert_eq!(broken(&group(vec![set("unknown", Value::Null, nested(16))])), []);
    assert_eq!(one_broken(set("unknown", Value::Null, nested(17))).1, "is nested deeper than 16");
    assert_eq!(one_broken(set("unknown", nested(17), 1)).1, "is nested deeper than 16");
}

#[test]
fn a_name_of_a_field_is_a_name() {
    for name in ["", "$deleted", "Title", "a[b]", "title+", "1st", &"x".repeat(41)] {
        assert_eq!(one_broken(set(name, Value::Null, "x")).1, "is not a name of a field", "{name}");
    }
    assert_eq!(broken(&group(vec![set(&"x".repeat(40), Value::Null, "x")])), []);
}

#[test]
fn an_edit_of_no_field_is_no_edit() {
    let edit = Edit::Set { kind: ITEM, id: item(), fields: [].into() };
    assert_eq!(one_broken(edit).1, "names no field");
}

#[test]
fn disputes_are_settled_and_not_written() {
    let id = rid(9);
    let (kind, field) = (Kind::Dispute, "candidates".to_owned());
    let member = Member { kind: kind.clone(), id, field, value: json!([]), ver: None };
    let fields = [("open".to_owned(), FromTo(json!(true), json!(false)))].into();
    for edit in [
        create(kind.clone(), id, json!({})),
        Edit::Set { kind: kind.clone(), id, fields },
        Edit::Add(member),
        Edit::Delete { kind: kind.clone(), id, ver: 1 },
        Edit::Undelete { kind: kind.clone(), id },
    ] {
        let problems = broken(&group(vec![edit.clone()]));
        let rule = "a `dispute` is written by the merge; settle it";
        assert!(problems.iter().any(|(_, broken)| broken == rule), "{edit:?}: {problems:?}");
    }
}

#[test]
fn a_decision_names_a_limited_number_of_things_that_it_saw() {
    let of = |n| Edit::Settle(Settle { dispute: rid(9), to: json!(1), saw: vec!["s1".into(); n] });
    assert_eq!(broken(&group(vec![of(SETTLE_SAW_MAX)])), []);
    assert_eq!(one_broken(of(SETTLE_SAW_MAX + 1)).1, "takes up to 42 names of what was seen");
}

#[test]
fn a_record_may_have_a_hundred_fields_and_48_kb_by_one_edit_or_by_several() {
    let mut tour = Tour::new();
    for n in 0..98 {
        tour.applied(ANN, set(&format!("unknown_{n}"), Value::Null, 1));
    }
    let why = tour.refused(BOB, set("unknown_98", Value::Null, 1), Status::Rejected);
    assert!(why.contains("has 101 fields, the limit is 100"), "{why}");

    let mut tour = Tour::new();
    tour.applied(ANN, set("one", Value::Null, "x".repeat(25_000)));
    let why = tour.refused(BOB, set("other", Value::Null, "x".repeat(25_000)), Status::Rejected);
    assert!(why.contains("the limit is 49152"), "{why}");
}

#[test]
fn a_value_stored_by_an_older_version_does_not_stand_in_the_way_of_other_fields() {
    let mut tour = Tour::new();
    let record = tour.ledger.records.get_mut(&item()).unwrap();
    record.fields.insert("place".to_owned(), "x".repeat(500).into());
    record.fields.remove("day");
    let edits = [set("detail", Value::Null, "fine")];
    let group = tour.group(BOB, edits);
    let needs = domain::change::first_needs(&group);
    let records =
        needs.into_iter().filter_map(|id| Some((id, tour.ledger.records.get(&id)?.clone())));
    let levels = &tour.ledger.levels[&BOB];
    let context = domain::change::MergeContext { author: BOB, levels };
    let outcome = domain::change::merge(&group, records.collect(), &context);
    assert!(matches!(outcome, domain::change::Outcome::Merged(_)), "{outcome:?}");
}

#[test]
fn the_wire_form_is_the_documented_one() {
    let id = item();
    let texts = [
        format!(
            r#"{{"do":"create","scope":"{id}","kind":"task","id":"{id}","fields":{{"title":"x"}}}}"#
        ),
        format!(
            r#"{{"do":"set","kind":"schedule_item","id":"{id}","fields":{{"hard":[null,true]}}}}"#
        ),
        format!(r#"{{"do":"add","kind":"task","id":"{id}","field":"assignees","value":"{id}"}}"#),
        format!(
            r#"{{"do":"remove","kind":"task","id":"{id}","field":"assignees","value":"{id}","ver":3}}"#
        ),
        format!(r#"{{"do":"delete","kind":"set_list","id":"{id}","ver":17}}"#),
        format!(r#"{{"do":"undelete","kind":"task","id":"{id}"}}"#),
        format!(r#"{{"do":"settle","dispute":"{id}","to":null,"saw":["s12"]}}"#),
    ];
    for text in texts {
        let edit: Edit = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&edit).unwrap(), text);
    }
    let misspelt =
        format!(r#"{{"do":"add","kind":"task","id":"{}","feild":"x","value":1}}"#, task());
    assert!(serde_json::from_str::<Edit>(&misspelt).is_err());
}
