//! Fields of members: adds and removes commute, and an add wins over a concurrent remove.

use domain::change::{Edit, Member, Status};
use domain::limits::LINKS_MAX;
use domain::record::Kind;
use serde_json::{Value, json};

use crate::tour::{ANN, BOB, CAT, TASK, Tour, assign, create, item, rid, set_of, task, unassign};

const ZOE: u64 = 100;
const YAN: u64 = 101;

fn assignees(tour: &Tour) -> Value {
    tour.value(task(), "assignees")
}

/// Zoe has the task since version 2.
fn zoe_has_it() -> Tour {
    let mut tour = Tour::new();
    tour.applied(ANN, assign(rid(ZOE)));
    tour
}

#[test]
fn adds_and_removes_of_different_members_commute() {
    let edits = [(ANN, assign(rid(YAN))), (BOB, unassign(rid(ZOE), 2)), (CAT, assign(rid(102)))];
    let mut seen = Vec::new();
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut tour = zoe_has_it();
        for i in order {
            let (author, edit) = edits[i].clone();
            tour.applied(author, edit);
        }
        let mut members: Vec<_> = assignees(&tour).as_array().unwrap().clone();
        members.sort_by_key(ToString::to_string);
        seen.push(members);
    }
    seen.dedup();
    assert_eq!(seen, [[json!(rid(YAN)), json!(rid(102))]]);
}

#[test]
fn an_add_wins_over_a_concurrent_remove_in_either_order() {
    let mut tour = zoe_has_it();
    tour.applied(BOB, unassign(rid(ZOE), 2));
    tour.applied(CAT, assign(rid(ZOE)));
    assert_eq!(assignees(&tour), json!([rid(ZOE)]), "removed, then added");

    let mut tour = zoe_has_it();
    tour.applied(CAT, assign(rid(ZOE)));
    tour.applied(BOB, unassign(rid(ZOE), 2));
    assert_eq!(assignees(&tour), json!([rid(ZOE)]), "added, then removed by who had not seen it");
}

#[test]
fn a_remove_that_has_seen_the_add_takes_effect() {
    let mut tour = zoe_has_it();
    tour.applied(CAT, assign(rid(ZOE)));
    tour.applied(BOB, unassign(rid(ZOE), 3));
    assert_eq!(assignees(&tour), Value::Null);
    assert!(!tour.record(task()).stamps.keys().any(|name| name.contains('[')));
}

#[test]
fn an_author_removes_what_they_added_without_having_seen_its_version() {
    let mut tour = Tour::new();
    tour.applied(BOB, assign(rid(ZOE)));
    tour.applied(BOB, unassign(rid(ZOE), 1));
    assert_eq!(assignees(&tour), Value::Null);
}

#[test]
fn an_add_of_somebody_else_is_not_undone_by_adding_too_and_removing_again() {
    let mut tour = Tour::new();
    tour.applied(CAT, assign(rid(ZOE)));
    tour.applied(BOB, assign(rid(ZOE)));
    tour.applied(BOB, unassign(rid(ZOE), 1));
    assert_eq!(assignees(&tour), json!([rid(ZOE)]), "Bob never saw that Cat added Zoe");
}

#[test]
fn a_remove_without_a_version_is_by_somebody_who_sees_the_member() {
    let mut tour = zoe_has_it();
    let field = "assignees".to_owned();
    let value = json!(rid(ZOE));
    tour.applied(BOB, Edit::Remove(Member { kind: TASK, id: task(), field, value, ver: None }));
    assert_eq!(assignees(&tour), Value::Null);
}

#[test]
fn adding_who_is_there_says_so_again_and_removing_who_is_not_changes_nothing() {
    let mut tour = zoe_has_it();
    tour.applied(ANN, unassign(rid(YAN), 2));
    assert_eq!(tour.record(task()).ver, 2);
    tour.applied(ANN, assign(rid(ZOE)));
    assert_eq!(assignees(&tour), json!([rid(ZOE)]));
    tour.applied(BOB, unassign(rid(ZOE), 2));
    assert_eq!(assignees(&tour), json!([rid(ZOE)]), "Bob has not seen that Ann said it again");
}

#[test]
fn whole_sets_given_at_once_merge_member_by_member() {
    let mut tour = Tour::new();
    let [zoe, yan, xia] = [json!(rid(ZOE)), json!(rid(YAN)), json!(rid(102))];
    let whole = |from, to| set_of(TASK, task(), "assignees", from, to);
    tour.applied(ANN, whole(Value::Null, json!([zoe])));
    tour.applied(BOB, whole(json!([zoe]), json!([zoe, yan])));
    tour.applied(CAT, whole(json!([zoe]), json!([xia])));
    assert_eq!(assignees(&tour), json!([yan, xia]));
    assert!(!tour.is_disputed(task(), "assignees"));
    tour.applied(ANN, unassign(rid(102), 3));
    assert_eq!(assignees(&tour), json!([yan, xia]), "Ann had not seen that Cat added Xia");
}

#[test]
fn a_whole_set_in_another_order_is_the_same_set_to_merge_with() {
    let mut tour = Tour::new();
    let [zoe, yan, xia] = [json!(rid(ZOE)), json!(rid(YAN)), json!(rid(102))];
    let whole = |from, to| set_of(TASK, task(), "assignees", from, to);
    tour.applied(ANN, whole(Value::Null, json!([zoe, yan])));
    tour.applied(BOB, whole(json!([yan, zoe]), json!([yan, zoe, xia])));
    assert_eq!(assignees(&tour), json!([zoe, yan, xia]));
}

#[test]
fn members_up_to_the_limit_are_taken_and_one_more_is_not() {
    let mut tour = Tour::new();
    let many: Vec<_> = (0..LINKS_MAX as u64).map(|n| json!(rid(1_000 + n))).collect();
    tour.applied(ANN, set_of(TASK, task(), "assignees", Value::Null, json!(many[1..])));
    tour.applied(BOB, assign(rid(1_000)));
    let why = tour.refused(CAT, assign(rid(ZOE)), Status::Rejected);
    assert!(why.contains("has 501 members, the limit is 500"), "{why}");
}

#[test]
fn a_whole_set_that_only_together_with_others_is_too_large_is_disputed() {
    let mut tour = Tour::new();
    let many: Vec<_> = (0..LINKS_MAX as u64).map(|n| json!(rid(1_000 + n))).collect();
    tour.applied(ANN, set_of(TASK, task(), "assignees", Value::Null, json!(many)));
    tour.disputed(BOB, set_of(TASK, task(), "assignees", Value::Null, json!([rid(ZOE)])));
    assert_eq!(assignees(&tour).as_array().unwrap().len(), LINKS_MAX);
}

#[test]
fn a_disputed_whole_set_is_merged_whole_once_there_is_room_and_withdrawn_if_taken_back() {
    let mut tour = Tour::new();
    let many: Vec<_> = (0..LINKS_MAX as u64).map(|n| json!(rid(1_000 + n))).collect();
    let whole = |from, to| set_of(TASK, task(), "assignees", from, to);
    tour.applied(ANN, whole(Value::Null, json!(many)));
    tour.disputed(BOB, whole(Value::Null, json!([rid(ZOE)])));
    let mut taken_back = tour.clone();
    taken_back.applied(BOB, whole(json!([rid(ZOE)]), Value::Null));
    assert!(!taken_back.is_disputed(task(), "assignees"));

    tour.applied(ANN, whole(json!(many), json!(many[2..])));
    tour.applied(BOB, whole(json!([rid(ZOE)]), json!([rid(ZOE), rid(YAN)])));
    let members = assignees(&tour);
    let members = members.as_array().unwrap();
    assert!(members.contains(&json!(rid(ZOE))) && members.contains(&json!(rid(YAN))));
    assert!(!tour.is_disputed(task(), "assignees"));
}

#[test]
fn a_field_of_one_value_takes_no_members() {
    let mut tour = Tour::new();
    let add = |id, kind: &Kind, field: &str| {
        let (kind, field, value) = (kind.clone(), field.to_owned(), json!("x"));
        Edit::Add(Member { kind, id, field, value, ver: None })
    };
    let why = tour.refused(BOB, add(item(), &Kind::ScheduleItem, "title"), Status::Rejected);
    assert!(why.contains("`title` has one value"), "{why}");
    tour.applied(ANN, create(Kind::Note, rid(9), json!({"body": "b", "sponsor": "one"})));
    let why = tour.refused(BOB, add(rid(9), &Kind::Note, "sponsor"), Status::Rejected);
    assert!(why.contains("has one value"), "{why}");
    assert_eq!(tour.value(rid(9), "sponsor"), "one", "an unknown field is not overwritten");
}

#[test]
fn members_with_brackets_in_their_names_keep_their_stamps() {
    let mut tour = Tour::new();
    let member = |value: &str, ver| Member {
        kind: Kind::ScheduleItem,
        id: item(),
        field: "departments".to_owned(),
        value: value.into(),
        ver,
    };
    for name in ["a]", "[b]", "c]+", "d[e"] {
        tour.applied(ANN, Edit::Add(member(name, None)));
        let stamps = &tour.record(item()).stamps;
        assert!(stamps.contains_key(&format!("departments[{name}]")), "{name}: {stamps:?}");
        tour.applied(BOB, Edit::Remove(member(name, Some(1))));
        let members = tour.value(item(), "departments");
        assert!(members.as_array().unwrap().contains(&json!(name)), "{name} was added unseen");
    }
}
