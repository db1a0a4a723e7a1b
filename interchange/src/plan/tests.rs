//! What an import makes of a report.

use domain::change::Group;
use domain::ids::{AccountId, GroupId, v7};
use domain::permission::Level;
use domain::record::kinds;

use super::*;

fn tour() -> TourId {
    TourId(v7(1, [0; 10]))
}

fn scope() -> ScopeId {
    ScopeId(v7(2, [0; 10]))
}

fn show(date: &str, venue: &str) -> Event {
    let event = json!({
        "row": 1, "date": date, "clock": "20:00", "title": null, "tour": null, "venue": venue,
        "city": "Hamburg", "region": null, "country": "DE", "address": null,
        "lat": 53.551_086_123_4, "lon": 10, "zone": "Europe/Berlin", "zone_from": "city",
        "utc": null,
    });
    serde_json::from_value(event).unwrap()
}

fn report(events: Vec<Event>) -> Report {
    Report { rows: events.len(), events, ..Report::default() }
}

/// The book after the plan's groups, none of which may be refused or disputed.
fn imported(book: &Book, plan: &Plan) -> Book {
    let levels = BTreeMap::from([(scope(), Level::Edit)]);
    let group = |(n, edits): (u64, &Vec<Edit>)| Group {
        id: GroupId(v7(100 + n, [0; 10])),
        prev: None,
        replica: None,
        author: None,
        via: Some("import".to_owned()),
        said_at: None,
        reason: None,
        edits: edits.clone(),
    };
    let groups: Vec<_> = (0..).zip(&plan.groups).map(group).collect();
    for group in &groups {
        assert_eq!(domain::change::check_group(group), Ok(()));
    }
    let pending = book.with_pending(&groups, AccountId(v7(3, [0; 10])), &levels);
    for expected in &pending.expected {
        assert_eq!(expected.status, domain::change::Status::Applied, "{expected:?}");
    }
    pending.book
}

#[test]
fn a_cancelled_show_was_imported_as_if_it_were_on() {
    let off = Event { cancelled: true, ..show("2026-10-24", "Tonhalle Nord") };
    let matinee = Event { cancelled: true, ..show("2026-10-25", "Tonhalle Nord") };
    let report = report(vec![off, matinee, show("2026-10-25", "Tonhalle Nord")]);
    let book = Book::new();
    let book = imported(&book, &plan(&report, &book, tour(), scope()));
    let status = |date: &str| book.day_on(date.parse().unwrap()).unwrap().status;
    assert_eq!(status("2026-10-24"), Some(kinds::Status::Cancelled));
    assert_eq!(status("2026-10-25"), None);
    let statuses: Vec<_> = book.all::<kinds::Event>().map(|event| event.status).collect();
    let n_cancelled =
        statuses.iter().filter(|status| **status == Some(kinds::Status::Cancelled)).count();
    assert_eq!((statuses.len(), n_cancelled), (3, 2));
}

#[test]
fn importing_a_file_twice_disputed_coordinates_that_had_been_rounded() {
    let report = report(vec![show("2026-10-24", "Tonhalle Nord")]);
    let book = Book::new();
    let first = plan(&report, &book, tour(), scope());
    let book = imported(&book, &first);
    let second = plan(&report, &book, tour(), scope());
    assert_eq!(second.changes, []);
    assert_eq!((second.unchanged, second.groups.len()), (first.changes.len(), 0));
}

#[test]
fn long_texts_made_a_group_larger_than_a_group_may_be() {
    let long = |n: u32| Event {
        address: Some("ł".repeat(200)),
        region: Some("ł".repeat(200)),
        ..show("2026-10-24", &format!("{n} {}", "ł".repeat(190)))
    };
    let report = report((0..80).map(long).collect());
    let book = Book::new();
    let plan = plan(&report, &book, tour(), scope());
    assert!(plan.groups.len() > 2);
    assert_eq!(imported(&book, &plan).venues().count(), 80);
}

#[test]
fn a_venue_without_a_name_kept_its_whole_group_out() {
    let report = report(vec![show("2026-10-24", " \u{7} ")]);
    let book = Book::new();
    let book = imported(&book, &plan(&report, &book, tour(), scope()));
    assert_eq!((book.venues().count(), book.all::<kinds::Event>().count()), (0, 1));
}
