//! History told to people.

use serde_json::{Value, json};

use super::northern_tour;
use crate::book::testing::{TestTour, date};
use crate::change::Status;
use crate::ids::RecordId;
use crate::record::{DELETED, Kind};
use crate::view::{Action, Change, ChangeLine, changes};

fn entry(tour: &TestTour, record: RecordId, field: &str, old: Value, new: Value) -> Change {
    let kind = tour.book().record(record).map_or(Kind::ScheduleItem, |r| r.kind.clone());
    Change {
        at: "2026-10-20T12:05:00Z".parse().unwrap(),
        seq: 90,
        scope: tour.scope,
        kind,
        record,
        field: field.to_owned(),
        old,
        new,
        author_name: Some("Ida Brandt".to_owned()),
        via: None,
        said_at: None,
        reason: None,
        outcome: Status::Applied,
    }
}

fn at(clock: &str) -> Value {
    json!({"precision": "exact", "start": clock})
}

fn item(tour: &TestTour, title: &str) -> RecordId {
    let book = tour.book();
    let items = book.all::<crate::record::kinds::ScheduleItem>();
    items.filter(|item| item.title.as_ref().unwrap().as_str() == title).last().unwrap().id()
}

fn told(tour: &TestTour, entries: &[Change]) -> Vec<ChangeLine> {
    changes(entries, &tour.book(), None).days.into_iter().flat_map(|day| day.lines).collect()
}

#[test]
fn changes_read_as_sentences() {
    let tour = northern_tour();
    let load_in = item(&tour, "Load-out");
    let ida = tour.book().people()[1].id();
    let day = tour.book().day_on(date("2026-10-24")).unwrap().id();
    let task = tour.book().tasks_of(day)[0].id();
    let tbd = json!({"precision": "tbd"});
    for (record, field, old, new, sentence) in [
        (load_in, "when", at("23:00"), at("23:15"), "Load-out moved from 23:00 to 23:15"),
        (load_in, "when", Value::Null, at("23:15"), "Load-out set to 23:15"),
        (load_in, "when", tbd.clone(), at("00:15+1"), "Load-out set to 00:15+1"),
        (load_in, "when", at("23:15"), tbd, "Load-out is TBD now, was 23:15"),
        (load_in, "when", at("23:15"), Value::Null, "Load-out has no time now, was 23:15"),
        (load_in, "confirmed", Value::Null, json!(true), "Load-out confirmed"),
        (load_in, "title", json!("Get-out"), json!("Load-out"), "Get-out is called Load-out now"),
        (load_in, "place", Value::Null, json!("Dock 2"), "Load-out: place set to Dock 2"),
        (load_in, "place", json!("Dock 2"), Value::Null, "Load-out: place cleared, was Dock 2"),
        (
            load_in,
            "departments",
            json!(["Audio", "Video"]),
            json!(["Video", "Lights"]),
            "Load-out: departments Lights added, Audio removed",
        ),
        (load_in, "detail", json!("a"), json!("b"), "Load-out: detail rewritten"),
        (load_in, DELETED, json!(false), json!(true), "Load-out deleted"),
        (load_in, DELETED, json!(true), json!(false), "Load-out brought back"),
        (
            day,
            "zone",
            json!("Europe/Paris"),
            json!("Europe/Berlin"),
            "Sat 24 Oct: zone changed from Europe/Paris to Europe/Berlin",
        ),
        (day, "status", Value::Null, json!("confirmed"), "Sat 24 Oct is confirmed now"),
        (task, "done", Value::Null, json!(true), "Send guest list done"),
        (
            task,
            "assignees",
            Value::Null,
            json!([ida]),
            "Send guest list: assignees Ida Brandt added",
        ),
    ] {
        let lines = told(&tour, &[entry(&tour, record, field, old, new)]);
        assert_eq!(lines[0].sentence, sentence);
        assert_eq!(lines[0].date, Some(date("2026-10-24")));
    }
}

#[test]
fn a_record_that_was_made_is_one_line() {
    let tour = northern_tour();
    let load_out = item(&tour, "Load-out");
    let entries = [
        entry(&tour, load_out, "day", Value::Null, json!("x")),
        entry(&tour, load_out, "title", Value::Null, json!("Load-out")),
        entry(&tour, load_out, "when", Value::Null, at("23:15")),
    ];
    let lines = told(&tour, &entries);
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].action, lines[0].field.as_ref()), (Action::Added, None));
    assert_eq!(lines[0].sentence, "Load-out added, 23:15");
}

#[test]
fn a_value_that_is_not_in_force_is_never_told_as_if_it_were() {
    let tour = northern_tour();
    let doors = item(&tour, "Curfew");
    let proposed = Change {
        outcome: Status::Disputed,
        ..entry(&tour, doors, "when", at("23:00"), at("23:30"))
    };
    let held = Change {
        outcome: Status::Held,
        ..entry(&tour, doors, "penalty", Value::Null, json!("€900"))
    };
    let lines = told(&tour, &[proposed, held]);
    let told: Vec<_> = lines.iter().map(|line| (line.action, line.sentence.as_str())).collect();
    assert_eq!(
        told,
        [
            (
                Action::Proposed,
                "Curfew: time 23:30 proposed, 23:00 stays in force until somebody decides"
            ),
            (Action::NotAccepted, "Curfew: penalty €900 not accepted"),
        ]
    );
}

#[test]
fn changes_are_grouped_by_the_date_they_concern_newest_first() {
    let tour = northern_tour();
    let cologne = item(&tour, "Crew call");
    let hamburg = item(&tour, "Load-out");
    let id = RecordId(tour.id.0);
    let later = Change {
        at: "2026-10-20T13:00:00Z".parse().unwrap(),
        seq: 91,
        ..entry(&tour, hamburg, "when", at("23:15"), at("23:30"))
    };
    let entries = [
        entry(&tour, cologne, "when", at("09:30"), at("10:00")),
        entry(&tour, hamburg, "when", at("23:00"), at("23:15")),
        later,
        entry(&tour, id, "status", Value::Null, json!("confirmed")),
    ];
    let all = changes(&entries, &tour.book(), None);
    let dates: Vec<_> = all.days.iter().map(|day| day.date.map(|d| d.to_string())).collect();
    assert_eq!(dates, [Some("2026-10-24".to_owned()), Some("2026-10-25".to_owned()), None]);
    let news: Vec<_> = all.days[0].lines.iter().map(|line| line.new.as_str()).collect();
    assert_eq!(news, ["23:30", "23:15"]);

    let only = changes(&entries, &tour.book(), Some(date("2026-10-25")));
    assert_eq!(only.days.len(), 1);
    assert_eq!(only.days[0].lines[0].sentence, "Crew call moved from 09:30 to 10:00");
}

#[test]
fn what_is_deleted_keeps_its_name_and_its_date() {
    let mut tour = northern_tour();
    let load_out = item(&tour, "Load-out");
    tour.delete(load_out);
    let lines = told(&tour, &[entry(&tour, load_out, DELETED, json!(false), json!(true))]);
    assert_eq!(lines[0].sentence, "Load-out deleted");
    assert_eq!(lines[0].date, Some(date("2026-10-24")));
    assert_eq!(lines[0].action, Action::Deleted);
}
