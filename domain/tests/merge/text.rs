//! Long texts: lines merge three ways, an overlap is disputed.

use domain::change::Status;
use serde_json::{Value, json};

use crate::tour::{ANN, BOB, Tour, delete, item, set};

const BASE: &str = "Load-in by the dock\nTwo ramps\nRunner at 10";

/// Ann has changed the last line.
fn ann_moved_the_runner() -> Tour {
    let mut tour = Tour::new();
    tour.applied(ANN, set("detail", Value::Null, BASE));
    tour.applied(ANN, set("detail", BASE, "Load-in by the dock\nTwo ramps\nRunner at 11"));
    tour
}

#[test]
fn changes_of_different_lines_are_merged() {
    let mut tour = ann_moved_the_runner();
    let edit = set("detail", BASE, "Load-in by the street\nTwo ramps\nRunner at 10");
    let receipt = tour.commit(BOB, [edit]);
    assert_eq!(receipt.status, Status::Merged);
    let merged = "Load-in by the street\nTwo ramps\nRunner at 11";
    assert_eq!(tour.value(item(), "detail"), merged);
    assert!(!tour.is_disputed(item(), "detail"));
    let (_, line) = tour.ledger.history.last().unwrap();
    assert_eq!((line.outcome, &line.new), (Status::Merged, &json!(merged)));
}

#[test]
fn changes_of_the_same_line_are_disputed_with_both_texts_whole() {
    let mut tour = ann_moved_the_runner();
    let mine = "Load-in by the dock\nTwo ramps\nRunner at 12";
    tour.disputed(BOB, set("detail", BASE, mine));
    assert_eq!(tour.wishes(item(), "detail"), [(BOB, json!(mine))]);
    assert!(tour.value(item(), "detail").as_str().unwrap().ends_with("Runner at 11"));
}

#[test]
fn a_line_added_at_the_end_does_not_touch_the_line_before_it() {
    let mut tour = ann_moved_the_runner();
    let receipt = tour.commit(BOB, [set("detail", BASE, format!("Mind the step\n{BASE}"))]);
    assert_eq!(receipt.status, Status::Merged);
    let merged = "Mind the step\nLoad-in by the dock\nTwo ramps\nRunner at 11";
    assert_eq!(tour.value(item(), "detail"), merged);
}

#[test]
fn two_first_texts_are_disputed() {
    let mut tour = Tour::new();
    tour.applied(ANN, set("detail", Value::Null, "Ann's text"));
    tour.disputed(BOB, set("detail", Value::Null, "Bob's text"));
    assert_eq!(tour.wishes(item(), "detail"), [(BOB, json!("Bob's text"))]);
}

#[test]
fn clearing_a_text_that_somebody_has_changed_is_disputed() {
    let mut tour = ann_moved_the_runner();
    tour.disputed(BOB, set("detail", BASE, Value::Null));
    assert_eq!(tour.wishes(item(), "detail"), [(BOB, Value::Null)]);
}

#[test]
fn a_merge_that_would_be_too_long_is_disputed() {
    let mut tour = Tour::new();
    let base = format!("top\n{}\nend", "m".repeat(9_990));
    tour.applied(ANN, set("detail", Value::Null, base.clone()));
    tour.applied(ANN, set("detail", base.clone(), format!("{}\n{base}", "a".repeat(7_000))));
    tour.disputed(BOB, set("detail", base.clone(), format!("{base}\n{}", "b".repeat(7_000))));
}

#[test]
fn an_author_whose_first_version_is_disputed_loses_no_line_of_it_by_writing_on() {
    let mut tour = ann_moved_the_runner();
    let first = "Load-in by the dock\nTwo ramps\nRunner at 12";
    tour.disputed(BOB, set("detail", BASE, first));
    let second = "Mind the step\nLoad-in by the dock\nTwo ramps\nRunner at 12";
    tour.disputed(BOB, set("detail", first, second));
    assert_eq!(tour.wishes(item(), "detail"), [(BOB, json!(second))]);
}

#[test]
fn an_author_whose_disputed_line_is_taken_back_is_merged_after_all() {
    let mut tour = ann_moved_the_runner();
    let first = "Load-in by the dock\nTwo ramps\nRunner at 12";
    tour.disputed(BOB, set("detail", BASE, first));
    let second = format!("Mind the step\n{BASE}");
    let receipt = tour.commit(BOB, [set("detail", first, second)]);
    assert_eq!(receipt.status, Status::Merged);
    assert!(!tour.is_disputed(item(), "detail"));
    let merged = "Mind the step\nLoad-in by the dock\nTwo ramps\nRunner at 11";
    assert_eq!(tour.value(item(), "detail"), merged);
}

#[test]
fn lines_that_somebody_else_wrote_into_a_merged_text_keep_it_from_being_deleted_unseen() {
    let mut tour = ann_moved_the_runner();
    let edit = set("detail", BASE, "Load-in by the street\nTwo ramps\nRunner at 10");
    tour.commit(BOB, [edit]);
    tour.disputed(BOB, delete(2));
    assert!(!tour.is_deleted(item()), "Bob has not seen version 3, Ann's");
}

#[test]
fn texts_of_very_many_lines_are_disputed_as_a_whole() {
    let mut tour = Tour::new();
    let base = vec!["x"; 2_001].join("\n");
    tour.applied(ANN, set("detail", Value::Null, base.clone()));
    tour.applied(ANN, set("detail", base.clone(), format!("{base}\ny")));
    tour.disputed(BOB, set("detail", base.clone(), format!("z\n{base}")));
}
