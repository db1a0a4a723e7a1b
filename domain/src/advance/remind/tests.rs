//! Which reminders are due: one for each of the days that the tour has said, and no more.

use serde_json::{Value, json};

use super::*;
use crate::book::testing::{TestTour, date, test_id};
use crate::record::Kind;

const SHOW_ON: &str = "2026-10-23";

/// A tour with one show and its sheet, which asks one question.
fn tour() -> (TestTour, RecordId) {
    let mut tour = TestTour::new();
    let day = tour.day(SHOW_ON, "Amsterdam", "Europe/Amsterdam");
    let event = tour.add(Kind::Event, &json!({"day": day, "event_type": "show"}));
    let question = json!({
        "key": "dock", "label": "Dock", "section": "access", "asks": "venue",
        "input": {"type": "text"}, "required": true,
    });
    let sheet = json!({
        "event": event, "questions": [question], "recipient_email": "jonas@example.org",
    });
    let id = RecordId::of_advance(event);
    tour.put(Kind::Advance, id, &sheet);
    (tour, id)
}

fn mailed(advance: RecordId, lead_days: Option<u16>, status: MailStatus) -> Mailed {
    let id = AdvanceMailId(test_id(900 + u64::from(lead_days.unwrap_or(400))).0);
    Mailed { id, advance, show_on: date(SHOW_ON), lead_days, status, by_hand: false }
}

fn at(tour: &TestTour, mailed: &[Mailed], today: &str) -> Round {
    round(&tour.book(), tour.scope, mailed, |_| date(today))
}

fn leads(round: &Round) -> Vec<u16> {
    round.reminders.iter().map(|reminder| reminder.lead_days).collect()
}

#[test]
fn a_reminder_is_due_on_its_day_and_once() {
    let (tour, sheet) = tour();
    let sent = |leads: &[u16]| -> Vec<_> {
        leads.iter().map(|lead| mailed(sheet, Some(*lead), MailStatus::Sent)).collect()
    };
    let table: [(&str, &[u16], &[u16]); 12] = [
        ("2026-10-01", &[], &[]),
        ("2026-10-02", &[], &[21]),
        ("2026-10-02", &[21], &[]),
        ("2026-10-08", &[21], &[]),
        ("2026-10-09", &[21], &[14]),
        ("2026-10-16", &[21, 14], &[7]),
        ("2026-10-21", &[21, 14, 7], &[2]),
        ("2026-10-23", &[21, 14, 7, 2], &[]),
        // The server was away, or the sheet was begun late: the newest alone.
        ("2026-10-18", &[], &[7]),
        ("2026-10-22", &[21], &[2]),
        // One of a day that somebody chose themselves stands for those before it.
        ("2026-10-14", &[10], &[]),
        ("2026-10-24", &[], &[]),
    ];
    for (today, there, due) in table {
        assert_eq!(leads(&at(&tour, &sent(there), today)), due, "{today} after {there:?}");
    }
}

#[test]
fn nobody_is_reminded_for_nothing_or_in_vain() {
    let off: [(&str, Value); 4] = [
        ("no_reminders", json!(true)),
        ("closed", json!(true)),
        ("recipient_email", Value::Null),
        ("questions", json!([])),
    ];
    for (field, value) in off {
        let (mut tour, sheet) = tour();
        assert_eq!(leads(&at(&tour, &[], "2026-10-09")), [14]);
        tour.set(sheet, field, value);
        assert!(at(&tour, &[], "2026-10-09").reminders.is_empty(), "{field}");
    }
}

#[test]
fn a_venue_that_got_its_link_since_that_day_is_left_alone_until_the_next() {
    let (mut tour, sheet) = tour();
    tour.set(sheet, "sent_on", json!("2026-10-05"));
    assert!(leads(&at(&tour, &[], "2026-10-06")).is_empty());
    assert_eq!(leads(&at(&tour, &[], "2026-10-09")), [14]);
    tour.set(sheet, "sent_on", json!("2026-10-09"));
    assert!(leads(&at(&tour, &[], "2026-10-09")).is_empty());
}

#[test]
fn the_tour_says_on_which_days_and_whether_they_are_sent() {
    let (mut tour, _) = tour();
    let id = RecordId(tour.id.0);
    assert!(!at(&tour, &[], "2026-10-09").sends);
    tour.set(id, "reminders", json!("sent"));
    assert!(at(&tour, &[], "2026-10-09").sends);
    tour.set(id, "reminder_days", json!([30, 3]));
    assert_eq!(leads(&at(&tour, &[], "2026-10-09")), [30]);
    tour.set(id, "reminder_days", json!([]));
    assert!(leads(&at(&tour, &[], "2026-10-22")).is_empty());
}

#[test]
fn a_tour_that_is_off_reminds_nobody_and_its_drafts_go() {
    let (mut tour, sheet) = tour();
    let draft = mailed(sheet, Some(21), MailStatus::Draft);
    tour.set(RecordId(tour.id.0), "status", json!("cancelled"));
    let found = at(&tour, std::slice::from_ref(&draft), "2026-10-09");
    assert!(found.reminders.is_empty() && found.is_over);
    assert_eq!(found.outdated, [draft.id]);
}

#[test]
fn a_show_that_has_moved_begins_anew_and_its_drafts_go() {
    let (tour, sheet) = tour();
    let mut old = mailed(sheet, Some(14), MailStatus::Draft);
    old.show_on = date("2026-10-20");
    let found = at(&tour, &[old.clone()], "2026-10-10");
    assert_eq!((leads(&found), found.outdated), (vec![14], vec![old.id]));
}

#[test]
fn drafts_go_when_there_is_nothing_left_to_ask_or_a_newer_one_comes() {
    let (mut tour, sheet) = tour();
    let draft = mailed(sheet, Some(21), MailStatus::Draft);
    let first = mailed(sheet, None, MailStatus::Draft);
    let changed = Mailed { by_hand: true, ..draft.clone() };
    let outdated =
        |tour: &TestTour, mailed: &[Mailed], today: &str| at(tour, mailed, today).outdated;
    let all = [draft.clone(), first.clone()];
    assert!(outdated(&tour, &all, "2026-10-08").is_empty());
    assert_eq!(outdated(&tour, &all, "2026-10-09"), [draft.id]);
    assert!(outdated(&tour, &[changed], "2026-10-09").is_empty());
    assert_eq!(outdated(&tour, &all, "2026-10-24"), [draft.id, first.id]);
    tour.set(sheet, "closed", json!(true));
    assert_eq!(outdated(&tour, &all, "2026-10-08"), [draft.id, first.id]);
    let sent = mailed(sheet, Some(21), MailStatus::Sent);
    assert!(outdated(&tour, &[sent], "2026-10-08").is_empty());
}

#[test]
fn a_tour_that_is_over_or_in_another_audience_waits_for_nothing() {
    let (tour, _) = tour();
    assert!(!at(&tour, &[], "2026-10-23").is_over);
    assert!(at(&tour, &[], "2026-10-24").is_over);
    let other = ScopeId(test_id(77).0);
    let found = round(&tour.book(), other, &[], |_| date("2026-10-09"));
    assert!(found.is_over && found.reminders.is_empty());
}

#[test]
fn a_reminder_names_who_made_the_sheet() {
    let (tour, sheet) = tour();
    let found = at(&tour, &[], "2026-10-09");
    let reminder = &found.reminders[0];
    assert_eq!((reminder.advance, reminder.made_by), (sheet, Some(tour.author)));
    assert_eq!(reminder.to_email, "jonas@example.org");
    assert!(reminder.text.subject.ends_with(": advance"));
}
