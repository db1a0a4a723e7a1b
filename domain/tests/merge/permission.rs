//! Who may do what, and what a refusal gives away: nothing.

use domain::change::{Edit, Member, Settle, Status};
use domain::ids::{AccountId, RecordId, ScopeId, v7};
use domain::permission::Level;
use domain::record::{DELETED, Kind};
use serde_json::{Value, json};

use crate::tour::{
    ANN, BOB, CAT, ELSEWHERE, EVERYONE, ITEM, MANAGEMENT, Tour, create, create_in, day, delete_day,
    item, rid, set, set_of,
};

/// Somebody with this level in `everyone` alone.
fn with_level(tour: &mut Tour, level: Level) -> AccountId {
    let somebody = AccountId(v7(1, [level as u8; 10]));
    tour.ledger.levels.entry(somebody).or_default().insert(EVERYONE, level);
    somebody
}

/// A tour with a record that management alone sees, and a day of another tour.
fn with_secrets() -> Tour {
    let mut tour = Tour::new();
    let secret = json!({"day": day(), "title": "Secret"});
    tour.applied(ANN, create_in(MANAGEMENT, ITEM, rid(50), secret));
    tour.ledger.levels.entry(ANN).or_default().insert(ELSEWHERE, Level::Manage);
    tour.applied(ANN, create_in(ELSEWHERE, Kind::Day, rid(51), json!({"date": "2026-11-01"})));
    tour.ledger.levels.get_mut(&ANN).unwrap().remove(&ELSEWHERE);
    tour.applied(ANN, set_of(ITEM, rid(50), "title", "Secret", "Ann's"));
    tour
}

#[test]
fn whoever_may_only_read_is_held_and_nothing_changes() {
    let mut tour = Tour::new();
    let reader = with_level(&mut tour, Level::Read);
    let why = tour.refused(reader, set("title", "Doors", "Mine"), Status::Held);
    assert_eq!(why, "edit 0 takes the level `edit` in its scope");
}

#[test]
fn every_action_takes_its_level_and_no_less() {
    let edits = [
        (create(Kind::Note, rid(9), json!({"body": "x"})), Level::Contribute),
        (create(ITEM, rid(9), json!({"day": day(), "title": "x"})), Level::Edit),
        (set("title", "Doors", "Mine"), Level::Edit),
        (set_of(Kind::Task, rid(2), "done", Value::Null, true), Level::Contribute),
        (Edit::Delete { kind: Kind::Task, id: rid(2), ver: 1 }, Level::Edit),
        (delete_day(1), Level::Manage),
        (create(Kind::Tour, rid(9), json!({"name": "x"})), Level::Manage),
    ];
    for (edit, needed) in edits {
        for level in Level::ALL {
            let mut tour = Tour::new();
            let somebody = with_level(&mut tour, *level);
            let expected = if *level < needed { Status::Held } else { Status::Applied };
            let receipt = tour.commit(somebody, [edit.clone()]);
            assert_eq!(receipt.status, expected, "{level:?} {edit:?}: {receipt:?}");
        }
    }
}

#[test]
fn one_edit_that_is_not_allowed_holds_the_whole_group() {
    let mut tour = Tour::new();
    let crew = with_level(&mut tour, Level::Contribute);
    let before = tour.ledger.records.clone();
    let note = create(Kind::Note, rid(9), json!({"body": "x"}));
    let receipt = tour.commit(crew, [note, set("title", "Doors", "Mine")]);
    assert_eq!(receipt.status, Status::Held);
    assert_eq!(tour.ledger.records, before);
}

#[test]
fn a_hidden_record_is_answered_in_the_words_of_an_absent_one() {
    let mut tour = with_secrets();
    tour.disputed(ANN, set_of(ITEM, rid(50), "title", "Secret", "Ann's second"));
    let hidden_dispute = RecordId::of_dispute(rid(50), "title");
    let edits = |id: RecordId, dispute: RecordId| {
        let member = Member {
            kind: ITEM,
            id,
            field: "departments".to_owned(),
            value: json!("Lights"),
            ver: None,
        };
        [
            set_of(ITEM, id, "title", "Secret", "Mine"),
            Edit::Add(member.clone()),
            Edit::Remove(member),
            Edit::Delete { kind: ITEM, id, ver: 1 },
            Edit::Undelete { kind: ITEM, id },
            Edit::Settle(Settle { dispute, to: json!("Mine"), saw: Vec::new() }),
            set("day", json!(day()), json!(id)),
            create(ITEM, rid(60), json!({"day": id, "title": "x"})),
        ]
    };
    let hidden = edits(rid(50), hidden_dispute);
    let absent = edits(rid(99), RecordId::of_dispute(rid(99), "title"));
    for (hidden, absent) in hidden.into_iter().zip(absent) {
        let why = tour.refused(BOB, hidden, Status::Rejected);
        let why = why.replace(&rid(50).to_string(), "ID");
        let why = why.replace(&hidden_dispute.to_string(), "ID");
        let words = tour.refused(BOB, absent, Status::Rejected);
        let words = words.replace(&rid(99).to_string(), "ID");
        let words = words.replace(&RecordId::of_dispute(rid(99), "title").to_string(), "ID");
        assert_eq!(why, words);
    }
}

#[test]
fn a_hidden_scope_is_answered_in_the_words_of_an_absent_one_whatever_is_in_it() {
    let mut tour = with_secrets();
    let absent = ScopeId(v7(5, [5; 10]));
    let mut words = Vec::new();
    for (scope, id) in
        [(absent, rid(60)), (MANAGEMENT, rid(60)), (MANAGEMENT, rid(50)), (absent, rid(50))]
    {
        let edit = create_in(scope, ITEM, id, json!({"day": day(), "title": "x"}));
        words.push(tour.refused(BOB, edit, Status::Rejected));
    }
    words.dedup();
    assert_eq!(words, ["edits[0].scope: is not known here"]);
}

#[test]
fn a_parent_of_another_tour_is_rejected_for_a_manager_too() {
    let mut tour = with_secrets();
    for edit in [
        create(ITEM, rid(60), json!({"day": rid(51), "title": "x"})),
        set("day", json!(day()), json!(rid(51))),
    ] {
        let why = tour.refused(ANN, edit, Status::Rejected);
        assert!(why.ends_with("is not known here"), "{why}");
    }
}

#[test]
fn a_decision_cannot_move_an_item_to_another_tour_either() {
    let mut tour = with_secrets();
    let other = RecordId::of_day(crate::tour::TOUR, "2026-10-25".parse().unwrap());
    let third = RecordId::of_day(crate::tour::TOUR, "2026-10-26".parse().unwrap());
    tour.applied(ANN, create(Kind::Day, other, json!({"date": "2026-10-25"})));
    tour.applied(ANN, create(Kind::Day, third, json!({"date": "2026-10-26"})));
    tour.applied(ANN, set("day", json!(day()), json!(other)));
    tour.disputed(BOB, set("day", json!(day()), json!(third)));
    let decision = tour.settle(item(), "day", json!(rid(51)));
    let why = tour.refused(CAT, decision, Status::Rejected);
    assert!(why.starts_with("edits[0].to: ") && why.ends_with("is not known here"), "{why}");
    let decision = tour.settle(item(), "day", json!(third));
    tour.applied(CAT, decision);
    assert_eq!(tour.value(item(), "day"), json!(third));
}

#[test]
fn a_parent_is_a_day() {
    let mut tour = Tour::new();
    let why = tour.refused(BOB, set("day", json!(day()), json!(item())), Status::Rejected);
    assert!(why.ends_with("is a `schedule_item`, not a `day`"), "{why}");
}

#[test]
fn an_id_in_use_is_taken_for_another_kind_and_another_scope() {
    let mut tour = Tour::new();
    let note = create(Kind::Note, item(), json!({"body": "x"}));
    assert_eq!(tour.refused(ANN, note, Status::Rejected), "edits[0].id: is taken");
    let elsewhere = create_in(MANAGEMENT, ITEM, item(), json!({"day": day(), "title": "x"}));
    assert_eq!(tour.refused(ANN, elsewhere, Status::Rejected), "edits[0].id: is taken");
}

#[test]
fn a_kind_that_the_record_is_not_of_is_refused() {
    let mut tour = Tour::new();
    let edit = set_of(Kind::Note, item(), "title", "Doors", "x");
    let why = tour.refused(BOB, edit, Status::Rejected);
    assert!(why.ends_with("is a `schedule_item`, not a `note`"), "{why}");
}

#[test]
fn deciding_that_a_day_is_deleted_takes_the_level_of_deleting_it() {
    let mut tour = Tour::new();
    tour.applied(ANN, delete_day(1));
    tour.disputed(BOB, set_of(Kind::Day, day(), "title", Value::Null, "Paradiso"));
    let decision = tour.settle(day(), DELETED, true);
    let why = tour.refused(BOB, decision.clone(), Status::Held);
    assert_eq!(why, "edit 0 takes the level `manage` in its scope");
    tour.applied(ANN, decision);
    assert!(tour.is_deleted(day()));
}

#[test]
fn the_date_of_a_day_never_changes() {
    let mut tour = Tour::new();
    let move_it = set_of(Kind::Day, day(), "date", "2026-10-24", "2026-10-25");
    let why = tour.refused(ANN, move_it, Status::Rejected);
    assert!(why.contains("a day is its date"), "{why}");
    let make_it = create(Kind::Day, day(), json!({"date": "2026-10-25"}));
    let why = tour.refused(ANN, make_it, Status::Rejected);
    assert!(why.contains("a day is its date"), "{why}");
}
