//! Two values for one field: both are readable, the first stays in force.

use domain::change::Status;
use domain::ids::RecordId;
use domain::limits::DISPUTE_CANDIDATES_MAX;
use domain::record::Kind;
use serde_json::{Value, json};

use crate::tour::{ANN, BOB, CAT, Tour, item, set};

/// Ann moved doors, Bob, who had not seen it, too.
fn doors_moved_twice() -> Tour {
    let mut tour = Tour::new();
    tour.applied(ANN, set("title", "Doors", "Ann's"));
    tour.disputed(BOB, set("title", "Doors", "Bob's"));
    tour
}

#[test]
fn both_values_and_their_authors_are_readable_and_the_first_is_in_force() {
    let tour = doors_moved_twice();
    assert_eq!(tour.value(item(), "title"), "Ann's");
    let dispute = tour.dispute(item(), "title").unwrap();
    assert_eq!(dispute.subject, Some(item()));
    assert_eq!(dispute.subject_kind.unwrap().as_str(), "schedule_item");
    assert_eq!(dispute.field.unwrap().as_str(), "title");
    assert_eq!(dispute.open, Some(true));
    assert_eq!(dispute.in_force.unwrap().0, "Ann's");
    assert_eq!(dispute.in_force_by, Some(RecordId(ANN.0)));
    let [candidate] = tour.candidates(item(), "title").try_into().unwrap();
    assert_eq!((candidate.author, candidate.value), (BOB, json!("Bob's")));
    assert_eq!((candidate.from, candidate.said_at), (json!("Doors"), Some("group 3".to_owned())));
    assert_ne!(candidate.id, dispute.in_force_id.unwrap().as_str());
}

#[test]
fn the_receipt_names_the_edit_and_its_dispute_and_history_keeps_both_values() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("title", "Doors", "Ann's"));
    let edits = [set("place", Value::Null, "Foyer"), set("title", "Doors", "Bob's")];
    let receipt = tour.commit(BOB, edits);
    assert_eq!(receipt.status, Status::Disputed);
    let [edit] = receipt.edits.try_into().unwrap();
    assert_eq!((edit.index, edit.dispute), (1, RecordId::of_dispute(item(), "title")));
    let (author, line) = tour.ledger.history.last().unwrap();
    assert_eq!((*author, line.outcome), (BOB, Status::Disputed));
    assert_eq!((&line.old, &line.new), (&json!("Ann's"), &json!("Bob's")));
}

#[test]
fn a_dispute_is_a_record_in_the_same_scope() {
    let tour = doors_moved_twice();
    let dispute = tour.record(RecordId::of_dispute(item(), "title"));
    assert_eq!((&dispute.kind, dispute.scope), (&Kind::Dispute, tour.record(item()).scope));
    assert_eq!(tour.record(item()).ver, 2, "the record itself has not changed");
}

#[test]
fn an_author_who_moves_on_replaces_their_own_candidate() {
    let mut tour = doors_moved_twice();
    tour.disputed(CAT, set("title", "Doors", "Cat's"));
    tour.disputed(BOB, set("title", "Bob's", "Bob's second"));
    let wishes = tour.wishes(item(), "title");
    assert_eq!(wishes, [(CAT, json!("Cat's")), (BOB, json!("Bob's second"))]);
    let candidates = tour.candidates(item(), "title");
    assert_eq!(candidates[1].from, "Doors", "it is still compared with what they had seen");
}

#[test]
fn nobody_else_can_replace_a_candidate() {
    let mut tour = doors_moved_twice();
    tour.disputed(CAT, set("title", "Bob's", "Cat's"));
    let wishes = tour.wishes(item(), "title");
    assert_eq!(wishes, [(BOB, json!("Bob's")), (CAT, json!("Cat's"))]);
}

#[test]
fn an_author_who_goes_back_to_where_they_began_withdraws_their_candidate() {
    let mut tour = doors_moved_twice();
    tour.disputed(BOB, set("title", "Bob's", "Bob's second"));
    tour.applied(BOB, set("title", "Bob's second", "Doors"));
    assert!(!tour.is_disputed(item(), "title"));
    assert_eq!(tour.value(item(), "title"), "Ann's");
}

#[test]
fn an_author_who_comes_round_to_the_value_in_force_withdraws_their_candidate() {
    let mut tour = doors_moved_twice();
    tour.disputed(CAT, set("title", "Doors", "Cat's"));
    tour.applied(BOB, set("title", "Bob's", "Ann's"));
    assert_eq!(tour.wishes(item(), "title"), [(CAT, json!("Cat's"))]);
}

#[test]
fn a_candidate_that_comes_into_force_is_satisfied_and_the_others_stay() {
    let mut tour = doors_moved_twice();
    tour.disputed(CAT, set("title", "Doors", "Cat's"));
    tour.applied(ANN, set("title", "Ann's", "Bob's"));
    assert_eq!(tour.wishes(item(), "title"), [(CAT, json!("Cat's"))]);
    let dispute = tour.dispute(item(), "title").unwrap();
    assert_eq!(dispute.in_force.unwrap().0, "Bob's");
    tour.applied(ANN, set("title", "Bob's", "Cat's"));
    assert!(!tour.is_disputed(item(), "title"));
}

#[test]
fn editing_the_value_in_force_on_purpose_leaves_the_dispute_open() {
    let mut tour = doors_moved_twice();
    tour.applied(CAT, set("title", "Ann's", "Cat's"));
    assert_eq!(tour.value(item(), "title"), "Cat's");
    assert_eq!(tour.wishes(item(), "title"), [(BOB, json!("Bob's"))]);
    let dispute = tour.dispute(item(), "title").unwrap();
    assert_eq!(dispute.in_force_by, Some(RecordId(CAT.0)));
}

#[test]
fn saying_the_same_twice_is_one_candidate_and_changes_nothing() {
    let mut tour = doors_moved_twice();
    let before = tour.ledger.records.clone();
    tour.disputed(BOB, set("title", "Doors", "Bob's"));
    assert_eq!(tour.ledger.records, before);
}

#[test]
fn a_dispute_holds_so_many_candidates_and_drops_the_oldest_past_that() {
    let mut tour = doors_moved_twice();
    for n in 1..DISPUTE_CANDIDATES_MAX {
        tour.disputed(CAT, set("title", "Doors", format!("Cat's {n}")));
    }
    let wishes = tour.wishes(item(), "title");
    assert_eq!((wishes.len(), &wishes[0].1), (DISPUTE_CANDIDATES_MAX, &json!("Bob's")));
    tour.disputed(CAT, set("title", "Doors", "one more"));
    let wishes = tour.wishes(item(), "title");
    assert_eq!((wishes.len(), &wishes[0].1), (DISPUTE_CANDIDATES_MAX, &json!("Cat's 1")));
    let kept =
        tour.ledger.history.iter().any(|(author, line)| *author == BOB && line.new == "Bob's");
    assert!(kept, "what was dropped is in the history");
}

#[test]
fn long_notes_can_be_disputed_though_both_together_are_larger_than_a_record_may_be() {
    let mut tour = Tour::new();
    let text = |c: char| c.to_string().repeat(20_000);
    tour.applied(ANN, set("detail", Value::Null, text('a')));
    for c in 'b'..='z' {
        tour.disputed(BOB, set("detail", Value::Null, text(c)));
    }
    let wishes = tour.wishes(item(), "detail");
    assert_eq!(wishes.last().unwrap().1, json!(text('z')));
    let n_bytes: usize = wishes.iter().map(|(_, value)| value.to_string().len()).sum();
    assert!((200_000..260_000).contains(&n_bytes), "{n_bytes}");
}
