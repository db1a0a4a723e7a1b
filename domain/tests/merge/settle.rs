//! Deciding a dispute, also too late and without a network.

use domain::change::{Edit, Settle, Status};
use domain::ids::RecordId;
use domain::record::DELETED;
use serde_json::json;

use crate::tour::{ANN, BOB, CAT, Tour, delete, item, set};

/// Ann's is in force, Bob's is a candidate.
fn disputed() -> Tour {
    let mut tour = Tour::new();
    tour.applied(ANN, set("title", "Doors", "Ann's"));
    tour.disputed(BOB, set("title", "Doors", "Bob's"));
    tour
}

#[test]
fn a_decision_for_a_candidate_puts_it_in_force_and_closes() {
    let mut tour = disputed();
    let decision = tour.settle(item(), "title", "Bob's");
    tour.applied(CAT, decision);
    assert_eq!(tour.value(item(), "title"), "Bob's");
    let dispute = tour.dispute(item(), "title").unwrap();
    assert_eq!((dispute.open, dispute.candidates.unwrap().0.len()), (Some(false), 0));
    assert_eq!(dispute.in_force.unwrap().0, "Bob's");
    assert_eq!(dispute.in_force_by, Some(RecordId(CAT.0)));
}

#[test]
fn a_decision_for_the_value_in_force_closes_and_leaves_the_record_alone() {
    let mut tour = disputed();
    let before = tour.record(item()).clone();
    let decision = tour.settle(item(), "title", "Ann's");
    tour.applied(CAT, decision);
    assert!(!tour.is_disputed(item(), "title"));
    assert_eq!(*tour.record(item()), before);
    let (author, line) = tour.ledger.history.last().unwrap();
    assert_eq!((*author, line.outcome, &line.new), (CAT, Status::Applied, &json!("Ann's")));
}

#[test]
fn a_third_value_may_be_decided_for() {
    let mut tour = disputed();
    let decision = tour.settle(item(), "title", "Something else");
    tour.applied(CAT, decision);
    assert_eq!(tour.value(item(), "title"), "Something else");
    assert!(!tour.is_disputed(item(), "title"));
}

#[test]
fn a_candidate_that_the_decider_had_not_seen_keeps_the_dispute_open() {
    for to in ["Ann's", "Bob's"] {
        let mut tour = disputed();
        let decision = tour.settle(item(), "title", to);
        tour.disputed(CAT, set("title", "Doors", "Cat's"));
        tour.applied(ANN, decision);
        assert_eq!(tour.value(item(), "title"), to);
        assert_eq!(tour.wishes(item(), "title"), [(CAT, json!("Cat's"))]);
    }
}

#[test]
fn a_decision_that_had_not_seen_the_value_in_force_is_one_more_candidate() {
    let mut tour = disputed();
    let decision = tour.settle(item(), "title", "Bob's");
    tour.applied(CAT, set("title", "Ann's", "Cat's"));
    tour.disputed(ANN, decision);
    assert_eq!(tour.value(item(), "title"), "Cat's");
    let wishes = tour.wishes(item(), "title");
    assert_eq!(wishes, [(BOB, json!("Bob's")), (ANN, json!("Bob's"))]);
}

#[test]
fn the_second_of_two_decisions_that_did_not_see_each_other_opens_it_again() {
    for first in ["Ann's", "Bob's"] {
        let mut tour = disputed();
        let [one, other] = ["Ann's", "Bob's"].map(|to| tour.settle(item(), "title", to));
        let (one, other) = if first == "Ann's" { (one, other) } else { (other, one) };
        tour.applied(CAT, one);
        tour.disputed(ANN, other);
        assert_eq!(tour.value(item(), "title"), first);
        assert_eq!(tour.wishes(item(), "title").len(), 1);
    }
}

#[test]
fn two_people_who_decide_alike_have_decided() {
    let mut tour = disputed();
    let decision = tour.settle(item(), "title", "Bob's");
    tour.applied(CAT, decision.clone());
    let before = tour.ledger.records.clone();
    tour.applied(ANN, decision);
    assert_eq!(tour.ledger.records, before);
}

#[test]
fn a_decision_stands_though_the_candidate_was_withdrawn_meanwhile() {
    let mut tour = disputed();
    let decision = tour.settle(item(), "title", "Bob's");
    tour.applied(BOB, set("title", "Bob's", "Doors"));
    tour.applied(CAT, decision);
    assert_eq!(tour.value(item(), "title"), "Bob's");
}

#[test]
fn a_late_decision_does_not_overwrite_what_was_edited_after_the_dispute_was_closed() {
    let mut tour = disputed();
    let late = tour.settle(item(), "title", "Bob's");
    tour.applied(BOB, set("title", "Bob's", "Doors"));
    tour.applied(CAT, set("title", "Ann's", "Cat's"));
    tour.disputed(ANN, late);
    assert_eq!(tour.value(item(), "title"), "Cat's");
}

#[test]
fn a_settled_dispute_can_open_again() {
    let mut tour = disputed();
    let decision = tour.settle(item(), "title", "Bob's");
    tour.applied(CAT, decision);
    tour.disputed(ANN, set("title", "Ann's", "Ann's second"));
    assert_eq!(tour.wishes(item(), "title"), [(ANN, json!("Ann's second"))]);
    let dispute = tour.dispute(item(), "title").unwrap();
    assert_eq!(dispute.in_force.unwrap().0, "Bob's");
    let decision = tour.settle(item(), "title", "Ann's second");
    tour.applied(BOB, decision);
    assert!(!tour.is_disputed(item(), "title"));
}

#[test]
fn a_decision_may_clear_the_field() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("place", serde_json::Value::Null, "Foyer"));
    tour.disputed(BOB, set("place", serde_json::Value::Null, "Yard"));
    let decision = tour.settle(item(), "place", serde_json::Value::Null);
    tour.applied(ANN, decision);
    assert!(!tour.record(item()).fields.contains_key("place"));
}

#[test]
fn a_disputed_delete_is_decided_with_true_or_false() {
    for deleted in [true, false] {
        let mut tour = Tour::new();
        tour.applied(ANN, set("title", "Doors", "Ann's"));
        tour.disputed(BOB, delete(1));
        let word = tour.settle(item(), DELETED, "gone");
        let why = tour.refused(CAT, word, Status::Rejected);
        assert!(why.contains("takes true (delete it) or false (keep it)"), "{why}");
        let decision = tour.settle(item(), DELETED, deleted);
        tour.applied(CAT, decision);
        assert_eq!(tour.is_deleted(item()), deleted);
        assert!(!tour.is_disputed(item(), DELETED));
    }
}

#[test]
fn a_decision_keeps_the_rules_of_the_field() {
    let mut tour = disputed();
    for (to, rule) in [(json!(null), "is required"), (json!(7), "invalid type")] {
        let decision = tour.settle(item(), "title", to);
        let why = tour.refused(CAT, decision, Status::Rejected);
        assert!(why.starts_with("edits[0].to: ") && why.contains(rule), "{why}");
    }
}

#[test]
fn a_dispute_that_does_not_exist_cannot_be_settled() {
    let mut tour = Tour::new();
    let dispute = RecordId::of_dispute(item(), "title");
    let decision = Edit::Settle(Settle { dispute, to: json!("x"), saw: Vec::new() });
    let why = tour.refused(CAT, decision, Status::Rejected);
    assert!(why.contains("is not known here"), "{why}");
}
