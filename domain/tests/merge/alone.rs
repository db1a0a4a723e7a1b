//! One person alone never disputes with themselves, however long they write, and however late what
//! they wrote arrives.

use domain::change::{Edit, Status};
use domain::record::{DELETED, Kind};
use serde_json::{Value, json};

use crate::tour::{
    ANN, BOB, ITEM, Tour, create, day, delete, delete_day, item, rid, set, set_of, undelete,
};

/// Commits one group after the other, and nothing of it is disputed.
fn in_a_chain(tour: &mut Tour, edits: impl IntoIterator<Item = Edit>) {
    for edit in edits {
        let receipt = tour.commit(BOB, [edit.clone()]);
        assert_eq!(receipt.status, Status::Applied, "{edit:?}: {receipt:?}");
    }
    let disputes = tour.ledger.records.values().filter(|record| record.kind == Kind::Dispute);
    assert_eq!(disputes.count(), 0);
}

#[test]
fn a_record_can_be_made_changed_deleted_and_brought_back_offline() {
    let mut tour = Tour::new();
    let make = create(ITEM, rid(3), json!({"day": day(), "title": "A"}));
    let of = |from: &str, to: &str| set_of(ITEM, rid(3), "title", from, to);
    let [delete, undelete] = [
        Edit::Delete { kind: ITEM, id: rid(3), ver: 0 },
        Edit::Undelete { kind: ITEM, id: rid(3) },
    ];
    let edits = [
        make,
        of("A", "B"),
        of("B", "C"),
        of("C", "A"),
        of("A", "B"),
        delete.clone(),
        undelete,
        of("B", "C"),
        delete,
    ];
    in_a_chain(&mut tour, edits);
    assert!(tour.is_deleted(rid(3)));
    assert_eq!(tour.value(rid(3), "title"), "C");
}

#[test]
fn an_existing_record_can_be_changed_deleted_and_brought_back_offline() {
    let mut tour = Tour::new();
    let edits = [
        set("title", "Doors", "B"),
        set("position", Value::Null, 1),
        set("detail", Value::Null, "one\ntwo"),
        set("detail", "one\ntwo", "one\nthree"),
        delete(1),
        undelete(),
        delete(1),
        undelete(),
        set("title", "B", "Doors"),
        delete(1),
        set("title", "Doors", "from another device"),
    ];
    in_a_chain(&mut tour, edits);
    assert!(!tour.is_deleted(item()));
    assert_eq!(tour.value(item(), "title"), "from another device");
}

#[test]
fn what_one_deletes_with_its_day_can_still_be_worked_on() {
    let mut tour = Tour::new();
    tour.ledger.levels.get_mut(&BOB).unwrap().values_mut().for_each(|level| {
        *level = domain::permission::Level::Manage;
    });
    let edits = [
        delete(1),
        delete_day(1),
        set("title", "Doors", "B"),
        create(ITEM, rid(3), json!({"day": day(), "title": "Set"})),
        undelete(),
        Edit::Undelete { kind: Kind::Day, id: day() },
    ];
    in_a_chain(&mut tour, edits);
    assert_eq!(tour.value(item(), "title"), "B");
}

#[test]
fn all_of_it_in_one_group_is_the_same() {
    let mut tour = Tour::new();
    let edits = [
        set("title", "Doors", "B"),
        set("title", "B", "C"),
        delete(1),
        undelete(),
        set("title", "C", "D"),
        delete(1),
    ];
    let receipt = tour.commit(BOB, edits);
    assert_eq!(receipt.status, Status::Applied, "{receipt:?}");
    assert_eq!((tour.record(item()).ver, tour.is_deleted(item())), (2, true));
}

#[test]
fn an_offline_chain_against_a_foreign_change_comes_to_one_candidate() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("title", "Doors", "Ann's"));
    tour.disputed(BOB, set("title", "Doors", "B"));
    tour.disputed(BOB, set("title", "B", "C"));
    tour.disputed(BOB, set("title", "C", "D"));
    assert_eq!(tour.wishes(item(), "title"), [(BOB, json!("D"))]);
    tour.applied(BOB, set("title", "D", "Doors"));
    assert!(!tour.is_disputed(item(), "title"), "in the end Bob had changed nothing");
    assert_eq!(tour.value(item(), "title"), "Ann's");
}

#[test]
fn an_offline_delete_against_a_foreign_change_is_taken_back_by_the_undelete_after_it() {
    for ann_is_first in [true, false] {
        let mut tour = Tour::new();
        let anns = set("place", Value::Null, "Foyer");
        if ann_is_first {
            tour.applied(ANN, anns);
            tour.disputed(BOB, delete(1));
        } else {
            tour.applied(BOB, delete(1));
            tour.disputed(ANN, anns);
        }
        assert_eq!(tour.delete_wishes(item()), [(BOB, json!(true))]);
        tour.applied(BOB, undelete());
        assert!(!tour.is_disputed(item(), DELETED) && !tour.is_deleted(item()));
    }
}

#[test]
fn an_offline_chain_on_another_field_is_untouched_by_the_dispute() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("title", "Doors", "Ann's"));
    tour.applied(BOB, set("place", Value::Null, "Foyer"));
    tour.disputed(BOB, set("title", "Doors", "B"));
    tour.applied(BOB, set("place", "Foyer", "Yard"));
    assert!(!tour.is_disputed(item(), "place"));
}
