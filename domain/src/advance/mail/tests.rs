//! What venues get to read.

use serde_json::{Value, json};

use super::*;
use crate::advance::owed_on;
use crate::book::testing::{TestTour, date};
use crate::record::Kind;

fn question(key: &str, label: &str, due_days: Option<u16>) -> Value {
    let mut question = json!({
        "key": key, "label": label, "section": "production", "asks": "venue",
        "input": {"type": "text"}, "required": true,
    });
    if let Some(days) = due_days {
        question["due_days"] = days.into();
    }
    question
}

/// A tour with one show on 23 October and its sheet.
fn tour(questions: &[Value]) -> (TestTour, RecordId) {
    let mut tour = TestTour::new();
    let maya =
        json!({"name": "Maya Ruiz", "phone": "+31 6 5550 1234", "email": "maya@example.org"});
    let maya = tour.add(Kind::Person, &maya);
    tour.set(RecordId(tour.id.0), "tour_manager", json!(maya));
    let day = tour.day("2026-10-23", "Amsterdam", "Europe/Amsterdam");
    let venue = tour.add(Kind::Venue, &json!({"name": "Paradiso"}));
    let event = json!({"day": day, "event_type": "show", "venue": venue});
    let event = tour.add(Kind::Event, &event);
    let sheet = json!({
        "event": event, "questions": questions, "recipient_name": "Jonas Weber",
        "recipient_email": "jonas@example.org",
    });
    let id = RecordId::of_advance(event);
    tour.put(Kind::Advance, id, &sheet);
    (tour, id)
}

fn owed(book: &Book, sheet: RecordId, today: &str) -> Owed {
    owed_on(book, sheet, |_| date(today)).unwrap()
}

#[test]
fn the_first_mail_asks_for_everything_and_names_what_is_needed() {
    let (tour, sheet) =
        tour(&[question("power", "Power at the stage", None), question("dock", "Dock", Some(7))]);
    let book = tour.book();
    let owed = owed(&book, sheet, "2026-10-01");
    assert_eq!(mail_for(&book, &owed), first_mail(&book, &owed));
    let MailText { subject, body } = first_mail(&book, &owed);
    assert_eq!(subject, "Hollow Coast at Paradiso, Amsterdam, Fri 23 Oct 2026: advance");
    insta::assert_snapshot!(body, @r"
    Hello Jonas Weber,

    This is about Hollow Coast at Paradiso, Amsterdam on Friday 23 October 2026. We would like to agree everything about the day with you in writing.

    Our questions are on one page. It opens without an account, keeps what you have filled in, and several of you may work on it:

    {link}

    What we need most:

    - Power at the stage
    - Dock

    What you do not know yet can wait; please fill in the rest.

    Thank you

    Maya Ruiz
    Tour manager, Hollow Coast
    +31 6 5550 1234
    maya@example.org
    ");
}

#[test]
fn a_reminder_says_what_is_late_first() {
    let (mut tour, sheet) = tour(&[
        question("dock", "Dock", Some(7)),
        question("crew", "Local crew", Some(2)),
        question("power", "Power at the stage", None),
    ]);
    tour.set(sheet, "sent_on", json!("2026-10-01"));
    let book = tour.book();
    let owed = owed(&book, sheet, "2026-10-09");
    assert_eq!(mail_for(&book, &owed), reminder(&book, &owed));
    let MailText { subject, body } = reminder(&book, &owed);
    assert_eq!(subject, "Hollow Coast at Paradiso, Amsterdam, Fri 23 Oct 2026: 3 answers open");
    insta::assert_snapshot!(body, @r"
    Hello Jonas Weber,

    Hollow Coast at Paradiso, Amsterdam on Friday 23 October 2026 is in 14 days. These answers are still open:

    - Power at the stage (was due Fri 2 Oct)
    - Dock
    - Local crew

    They can be filled in here, a few at a time if that is easier:

    {link}

    If somebody else looks after this, please pass the link on.

    Thank you

    Maya Ruiz
    Tour manager, Hollow Coast
    +31 6 5550 1234
    maya@example.org
    ");
}

#[test]
fn twenty_questions_are_named_and_the_others_counted() {
    for (n_asked, n_named, more) in [(20, 20, None), (21, 20, Some("- and 1 more"))] {
        let all: Vec<_> = (0..n_asked)
            .map(|n| question(&format!("q{n}"), &format!("Question {n}"), None))
            .collect();
        let (tour, sheet) = tour(&all);
        let book = tour.book();
        let owed = owed(&book, sheet, "2026-10-01");
        for MailText { body, .. } in [first_mail(&book, &owed), reminder(&book, &owed)] {
            assert_eq!(body.matches("- Question").count(), n_named);
            assert_eq!(body.lines().find(|line| line.starts_with("- and")), more);
            assert_eq!(body.matches(LINK).count(), 1);
        }
    }
}

#[test]
fn days_are_counted_as_people_do() {
    let said: Vec<_> = [21, 2, 1, 0, -1].into_iter().map(in_days).collect();
    assert_eq!(said, ["in 21 days", "in 2 days", "tomorrow", "today", "over"]);
}

#[test]
fn a_subject_fits_on_a_line_and_keeps_the_date_whatever_the_show_is_called() {
    let (mut tour, sheet) = tour(&[question("dock", "Dock", None)]);
    tour.set(RecordId(tour.id.0), "artist", json!("ü".repeat(LINE_CHARS_MAX)));
    let book = tour.book();
    let subject = first_mail(&book, &owed(&book, sheet, "2026-10-01")).subject;
    assert_eq!(subject.chars().count(), LINE_CHARS_MAX);
    assert!(subject.ends_with(", Fri 23 Oct 2026: advance"), "{subject}");
}

#[test]
fn a_mail_is_written_also_where_hardly_anything_is_known() {
    let mut tour = TestTour::new();
    tour.set(RecordId(tour.id.0), "artist", Value::Null);
    let day = tour.add(Kind::Day, &json!({"date": "2026-10-23"}));
    let event = tour.add(Kind::Event, &json!({"day": day}));
    let sheet = RecordId::of_advance(event);
    tour.put(Kind::Advance, sheet, &json!({"event": event, "questions": []}));
    let book = tour.book();
    let owed = owed(&book, sheet, "2026-10-23");
    let MailText { subject, body } = reminder(&book, &owed);
    assert_eq!(subject, "Europe 26, Fri 23 Oct 2026: advance");
    assert!(body.starts_with("Hello,\n\nEurope 26 on Friday 23 October 2026 is today. "), "{body}");
    assert!(body.ends_with("Thank you\n\nEurope 26"), "{body}");
}

#[test]
fn every_status_is_read_back_by_its_word() {
    for status in MailStatus::ALL {
        assert_eq!(MailStatus::from_word(status.word()), Some(*status));
        assert_eq!(serde_json::to_value(status).unwrap(), status.word());
    }
    assert_eq!(MailStatus::from_word("lost"), None);
}
