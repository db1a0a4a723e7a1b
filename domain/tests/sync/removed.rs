//! Who leaves an audience, or the tour, keeps nothing of it, and can still hand in what they made.

use domain::change::{Group, Status};
use domain::limits::GROUPS_PER_REQUEST_MAX;
use domain::sync::{Copy, ExchangeIn, ExchangeOut, PageState, ScopePage, Tell};

use super::{
    SCOPE, SPARE, answer, ask, copy_with, note, page, receipt, retitle, save, take, task, title_of,
    with_page,
};

fn removed() -> ExchangeOut {
    with_page(ScopePage {
        state: PageState::Removed,
        audience: None,
        level: None,
        cursor: None,
        digest: None,
        ..page(PageState::Ok, &[], &[], 0)
    })
}

/// The answer to somebody who is off the tour and has sent these groups.
fn removed_and_taken(groups: &[Group]) -> ExchangeOut {
    let receipts = groups.iter().map(|group| receipt(group, Status::Rejected, None)).collect();
    ExchangeOut { receipts, ..removed() }
}

#[test]
fn who_leaves_an_audience_keeps_nothing_of_it_but_what_was_not_sent() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let group = save(&mut copy, 100, retitle(20, "Doors", "Dinner"));
    let tell = take(&mut copy, removed());
    assert_eq!(tell, [Tell::Removed("everyone".to_owned())]);
    assert_eq!(copy.base(SCOPE).count(), 0);
    assert_eq!(ask(&copy).groups, [group]);
}

#[test]
fn whoever_is_off_the_tour_is_listened_to_until_the_last_of_more_groups_than_fit_has_a_receipt() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    for n in 0..=GROUPS_PER_REQUEST_MAX as u128 {
        save(&mut copy, 1_000 + n, note(n, "made with no signal"));
    }
    let sent = ask(&copy);
    let taken = copy.state().take(&sent, removed_and_taken(&sent.groups), SPARE).unwrap();
    assert!(taken.more);
    copy.execute(taken.ops);
    assert_eq!((copy.base(SCOPE).count(), copy.state().outbox.len()), (0, 1));
    let rest = ask(&copy);
    assert_eq!(rest.cursors, sent.cursors, "it shows that they were on the tour");
    assert!(!copy.state().wants_snapshot(SCOPE));
    let taken = copy.state().take(&rest, removed_and_taken(&rest.groups), SPARE).unwrap();
    assert!(!taken.more && taken.tell.is_empty(), "{taken:?}");
    copy.execute(taken.ops);
    assert!(copy.state().outbox.is_empty() && copy.state().scopes.is_empty());
}

#[test]
fn a_group_that_is_held_back_from_a_request_keeps_the_proof_and_asks_for_no_more_by_itself() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    save(&mut copy, 100, note(1, "names content that is still on its way up"));
    let held_back = |copy: &Copy| ExchangeIn { groups: Vec::new(), ..ask(copy) };
    for expected in [true, false, false] {
        let taken = copy.state().take(&held_back(&copy), removed(), SPARE).unwrap();
        assert_eq!(taken.more, expected);
        copy.execute(taken.ops);
        assert_eq!(ask(&copy).cursors.len(), 1);
    }
}

#[test]
fn what_was_saved_while_the_answer_took_its_time_keeps_the_proof() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let sent = ask(&copy);
    save(&mut copy, 100, note(1, "made meanwhile"));
    let taken = copy.state().take(&sent, removed(), SPARE).unwrap();
    copy.execute(taken.ops);
    assert_eq!((ask(&copy).cursors, ask(&copy).groups.len()), (sent.cursors, 1));
}

#[test]
fn whoever_is_back_on_the_tour_hands_in_first_and_then_reads_it_from_its_beginning() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let group = save(&mut copy, 100, note(1, "made with no signal"));
    take(&mut copy, removed());
    let now = [task(20, 11, "Dinner")];
    let taken =
        copy.state().take(&ask(&copy), with_page(page(PageState::Ok, &now, &now, 11)), SPARE);
    copy.execute(taken.unwrap().ops);
    assert_eq!((copy.base(SCOPE).count(), ask(&copy).cursors.len()), (0, 1));
    let told =
        ExchangeOut { receipts: vec![receipt(&group, Status::Applied, Some(12))], ..answer() };
    let taken = copy.state().take(&ask(&copy), told, SPARE).unwrap();
    assert!(taken.more, "the scope has to be read");
    copy.execute(taken.ops);
    assert!(ask(&copy).cursors.is_empty());
    take(&mut copy, with_page(page(PageState::Added, &now, &now, 12)));
    assert_eq!(title_of(&copy, 20), "Dinner");
}

#[test]
fn a_server_that_lost_work_of_somebody_off_the_tour_is_offered_it_again() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let group = save(&mut copy, 100, retitle(20, "Doors", "Dinner"));
    let receipts = vec![receipt(&group, Status::Applied, Some(11))];
    take(&mut copy, ExchangeOut { receipts, ..answer() });
    take(&mut copy, ExchangeOut { tip_known: false, ..removed() });
    assert_eq!((ask(&copy).cursors.len(), ask(&copy).groups), (1, vec![group]));
}

#[test]
fn whoever_is_back_on_the_tour_of_a_server_that_was_restored_comes_to_rest() {
    let mut copy = copy_with(&[task(20, 1, "Doors")]);
    let group = save(&mut copy, 100, note(1, "made with no signal"));
    take(&mut copy, removed());
    let now = [task(20, 5, "Dinner")];
    let reset = with_page(page(PageState::ResetDiverged, &now, &now, 5));
    let receipts = vec![receipt(&group, Status::Applied, Some(5))];
    take(&mut copy, ExchangeOut { receipts, ..reset });
    assert_eq!(ask(&copy).cursors.into_values().collect::<Vec<_>>(), ["at 5"]);
    assert_eq!(title_of(&copy, 20), "Dinner");
}
