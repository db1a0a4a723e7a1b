//! Deleting, coming back, and what happens under a deleted day.

use domain::change::{Edit, Status};
use domain::ids::RecordId;
use domain::record::{DELETED, Kind};
use serde_json::{Value, json};

use crate::tour::{
    ANN, BOB, CAT, ITEM, MANAGEMENT, TASK, Tour, assign, create, create_in, day, delete,
    delete_day, item, rid, set, set_of, task, unassign, undelete,
};

fn gone() -> (Value, Value) {
    (json!(true), json!(false))
}

#[test]
fn a_record_deleted_by_who_has_seen_its_newest_version_is_deleted() {
    let mut tour = Tour::new();
    tour.applied(BOB, set("title", "Doors", "Doors open"));
    tour.applied(CAT, delete(2));
    assert!(tour.is_deleted(item()));
    assert_eq!(tour.record(item()).stamps[DELETED].by, Some(CAT));
}

#[test]
fn a_delete_with_an_old_version_leaves_the_record_and_is_disputed() {
    let mut tour = Tour::new();
    tour.applied(BOB, set("title", "Doors", "Doors open"));
    tour.disputed(CAT, delete(1));
    assert!(!tour.is_deleted(item()));
    assert_eq!(tour.delete_wishes(item()), [(CAT, json!(true))]);
}

#[test]
fn a_delete_by_who_has_not_seen_only_their_own_changes_deletes() {
    let mut tour = Tour::new();
    tour.applied(BOB, set("title", "Doors", "Doors open"));
    tour.applied(BOB, set("place", Value::Null, "Foyer"));
    tour.applied(BOB, delete(1));
    assert!(tour.is_deleted(item()));
}

#[test]
fn a_delete_is_disputed_by_an_unseen_member_and_an_unseen_undelete() {
    let mut tour = Tour::new();
    tour.applied(BOB, assign(rid(100)));
    tour.applied(CAT, assign(rid(101)));
    tour.disputed(CAT, Edit::Delete { kind: TASK, id: task(), ver: 1 });

    let mut tour = Tour::new();
    tour.applied(BOB, delete(1));
    tour.applied(ANN, undelete());
    tour.disputed(BOB, delete(1));
    assert!(!tour.is_deleted(item()));
}

#[test]
fn whoever_wanted_a_record_gone_and_brings_it_back_no_longer_disputes() {
    let mut tour = Tour::new();
    tour.applied(BOB, set("title", "Doors", "Doors open"));
    tour.disputed(CAT, delete(1));
    tour.applied(CAT, undelete());
    assert!(!tour.is_disputed(item(), DELETED));
}

#[test]
fn setting_a_field_of_a_deleted_record_brings_it_back_with_a_dispute() {
    let mut tour = Tour::new();
    tour.applied(ANN, delete(1));
    tour.disputed(BOB, set("title", "Doors", "Doors open"));
    assert!(!tour.is_deleted(item()));
    assert_eq!(tour.value(item(), "title"), "Doors open");
    assert!(!tour.is_disputed(item(), "title"));
    let dispute = tour.dispute(item(), DELETED).unwrap();
    assert_eq!(
        (dispute.in_force.unwrap().0, dispute.in_force_by),
        (gone().1, Some(RecordId(BOB.0)))
    );
    let [candidate] = tour.candidates(item(), DELETED).try_into().unwrap();
    assert_eq!((candidate.author, candidate.value), (ANN, gone().0));
    assert_eq!(candidate.said_at.as_deref(), Some("group 2"), "when Ann deleted it");
    assert_ne!(candidate.id, dispute.in_force_id.unwrap().as_str(), "both can be seen or not");
}

#[test]
fn saying_nothing_does_not_bring_a_record_back() {
    let mut tour = Tour::new();
    tour.applied(ANN, delete(1));
    tour.applied(BOB, set("title", "Doors", "Doors"));
    assert!(tour.is_deleted(item()));
}

#[test]
fn adding_a_member_brings_a_record_back_and_removing_one_does_not() {
    let delete_task = |ver| Edit::Delete { kind: TASK, id: task(), ver };
    let mut tour = Tour::new();
    tour.applied(ANN, assign(rid(100)));
    tour.applied(ANN, delete_task(2));
    tour.applied(BOB, unassign(rid(100), 2));
    assert!(tour.is_deleted(task()));
    tour.disputed(CAT, assign(rid(101)));
    assert!(!tour.is_deleted(task()));
    assert_eq!(tour.value(task(), "assignees"), json!([rid(101)]));
}

#[test]
fn creating_what_somebody_deleted_brings_it_back() {
    let mut tour = Tour::new();
    tour.applied(ANN, delete_day(1));
    tour.disputed(BOB, create(Kind::Day, day(), json!({"date": "2026-10-24"})));
    assert!(!tour.is_deleted(day()));
    assert_eq!(tour.delete_wishes(day()), [(ANN, gone().0)]);
}

#[test]
fn who_deletes_again_what_came_back_is_heard_and_the_dispute_is_over() {
    let mut tour = Tour::new();
    tour.applied(ANN, delete(1));
    tour.disputed(BOB, set("title", "Doors", "Doors open"));
    let ver = tour.record(item()).ver;
    tour.applied(ANN, delete(ver));
    assert!(tour.is_deleted(item()) && !tour.is_disputed(item(), DELETED));
}

#[test]
fn under_a_deleted_day_a_deleted_item_stays_deleted_and_the_edit_is_kept_on_the_day() {
    let mut tour = Tour::new();
    tour.commit(ANN, [delete(1), delete_day(1)]);
    let before = tour.record(item()).clone();
    tour.disputed(BOB, set("title", "Doors", "Doors open"));
    assert_eq!(*tour.record(item()), before);
    let kept = json!({"record": item(), "fields": {"title": ["Doors", "Doors open"]}});
    assert_eq!(tour.delete_wishes(day()), [(BOB, kept)]);
    assert!(tour.is_deleted(day()));
}

#[test]
fn under_a_deleted_day_an_undelete_and_an_add_are_kept_too() {
    let mut tour = Tour::new();
    tour.commit(ANN, [delete(1), delete_day(1)]);
    tour.disputed(BOB, undelete());
    let kept = json!({"record": item(), "deleted": false});
    assert_eq!(tour.delete_wishes(day()), [(BOB, kept)]);
}

#[test]
fn several_edits_under_a_deleted_day_are_all_kept() {
    let mut tour = Tour::new();
    tour.applied(ANN, create(ITEM, rid(3), json!({"day": day(), "title": "Set"})));
    let delete_set = Edit::Delete { kind: ITEM, id: rid(3), ver: 1 };
    tour.commit(ANN, [delete(1), delete_set, delete_day(1)]);
    tour.disputed(BOB, set("title", "Doors", "Doors open"));
    tour.disputed(BOB, set_of(ITEM, rid(3), "title", "Set", "Headliner"));
    tour.disputed(CAT, set("title", "Doors", "Opening"));
    assert_eq!(tour.delete_wishes(day()).len(), 3);
}

#[test]
fn a_new_item_under_a_day_that_somebody_deleted_is_made_and_the_day_says_so() {
    let mut tour = Tour::new();
    tour.applied(ANN, delete_day(1));
    tour.disputed(BOB, create(ITEM, rid(3), json!({"day": day(), "title": "Set"})));
    assert_eq!(tour.value(rid(3), "title"), "Set");
    assert_eq!(tour.delete_wishes(day()), [(BOB, json!({"record": rid(3)}))]);
    tour.disputed(CAT, create(ITEM, rid(4), json!({"day": day(), "title": "Load-out"})));
    let wishes = tour.delete_wishes(day());
    assert_eq!(wishes.len(), 2, "the first is not forgotten");
}

#[test]
fn an_item_moved_to_a_day_that_somebody_deleted_moves_and_the_day_says_so() {
    let mut tour = Tour::new();
    let other = RecordId::of_day(crate::tour::TOUR, "2026-10-25".parse().unwrap());
    tour.applied(ANN, create(Kind::Day, other, json!({"date": "2026-10-25"})));
    tour.applied(ANN, Edit::Delete { kind: Kind::Day, id: other, ver: 1 });
    tour.disputed(BOB, set("day", json!(day()), json!(other)));
    assert_eq!(tour.value(item(), "day"), json!(other));
    assert_eq!(tour.delete_wishes(other), [(BOB, json!({"record": item()}))]);
}

#[test]
fn what_only_management_sees_is_not_told_to_everyone_on_the_day() {
    let mut tour = Tour::new();
    tour.ledger.levels.entry(BOB).or_default().insert(MANAGEMENT, domain::permission::Level::Edit);
    let secret = json!({"day": day(), "title": "Secret meeting"});
    tour.applied(ANN, create_in(MANAGEMENT, ITEM, rid(3), secret.clone()));
    let delete_it = Edit::Delete { kind: ITEM, id: rid(3), ver: 1 };
    tour.commit(ANN, [delete_it, delete_day(1)]);
    tour.disputed(BOB, set_of(ITEM, rid(3), "title", "Secret meeting", "Secret talk"));
    assert_eq!(tour.candidates(day(), DELETED), []);
    assert_eq!(tour.delete_wishes(rid(3)).len(), 1, "it is kept where management sees it");
    tour.applied(BOB, create_in(MANAGEMENT, ITEM, rid(4), secret));
    assert_eq!(tour.candidates(day(), DELETED), []);
}

#[test]
fn when_a_day_comes_back_the_edits_kept_on_it_stay_to_be_decided() {
    let mut tour = Tour::new();
    tour.commit(ANN, [delete(1), delete_day(1)]);
    tour.disputed(BOB, set("title", "Doors", "Doors open"));
    tour.applied(ANN, Edit::Undelete { kind: Kind::Day, id: day() });
    assert_eq!(tour.delete_wishes(day()).len(), 1);
    let keep = tour.settle(day(), DELETED, false);
    let receipt = tour.commit(ANN, [keep]);
    assert_eq!(receipt.status, Status::Applied, "{receipt:?}");
    assert!(!tour.is_disputed(day(), DELETED) && !tour.is_deleted(day()));
}
