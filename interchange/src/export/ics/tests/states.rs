//! What is agreed, off or gone, and the number that grows with it.

use domain::record::Kind;
use serde_json::{Value, json};

use super::super::Shape;
use super::{Tour, line, lines, scope, sequence};

#[test]
fn what_is_agreed_is_confirmed_and_what_is_off_says_so_under_the_same_name() {
    let mut tour = Tour::new();
    let day = tour.day("2026-10-24", "Europe/Warsaw");
    let event = tour.add(Kind::Event, &json!({ "day": day, "event_type": "show" }));
    let agreed = tour.item(day, "Doors", "19:00", json!({ "confirmed": true }));
    let open = tour.item(day, "Set", "21:00", Value::Null);
    let of_event = tour.item(day, "Signing", "17:00", json!({ "event": event, "confirmed": true }));
    let gone = tour.item(day, "Press", "15:00", json!({ "confirmed": true }));
    let leg = json!({ "day": day, "mode": "bus", "status": "cancelled" });
    let leg = tour.add(Kind::Travel, &leg);
    let before = tour.items();
    assert_eq!(line(&before, gone, "STATUS"), "STATUS:CONFIRMED");
    tour.delete(gone);
    tour.set(event, "status", json!("cancelled"));
    let after = tour.items();
    for (id, status) in [
        (agreed, "CONFIRMED"),
        (open, "TENTATIVE"),
        (of_event, "CANCELLED"),
        (gone, "CANCELLED"),
        (leg, "CANCELLED"),
    ] {
        assert_eq!(line(&after, id, "STATUS"), format!("STATUS:{status}"));
    }
    assert_eq!(line(&after, gone, "SUMMARY"), "SUMMARY:Cancelled: Press");
    assert_eq!(line(&after, gone, "TRANSP"), "TRANSP:TRANSPARENT");
    assert!(sequence(&after, gone) > sequence(&before, gone));
    tour.set(day, "status", json!("cancelled"));
    assert_eq!(line(&tour.items(), agreed, "STATUS"), "STATUS:CANCELLED");
    assert_eq!(line(&tour.written(Shape::Days, None), day, "STATUS"), "STATUS:CANCELLED");
    tour.delete(day);
    assert!(lines(&tour.items(), gone).is_empty(), "nothing of a day that is gone");
}

#[test]
fn the_number_of_an_entry_grows_with_every_change_and_never_falls() {
    let mut tour = Tour::new();
    let (old, new) = (json!({ "name": "Old hall" }), json!({ "name": "New hall" }));
    let new = tour.add(Kind::Venue, &new);
    let friday = tour.day("2026-10-23", "Europe/Warsaw");
    let day = tour.day("2026-10-24", "Europe/Warsaw");
    let old = tour.add(Kind::Venue, &old);
    let event = json!({ "day": day, "venue": old });
    let event = tour.add_in(scope(2), Kind::Event, &event);
    let item = tour.item(day, "Doors", "19:00", json!({ "event": event }));
    let steps: [(domain::ids::RecordId, &str, Value); 7] = [
        (item, "title", json!("Doors open")),
        (day, "zone", json!("Europe/London")),
        (old, "name", json!("Older hall")),
        (event, "venue", json!(new)),
        (event, "day", json!(friday)),
        (item, "event", Value::Null),
        (item, "day", json!(friday)),
    ];
    let mut before = (tour.items(), tour.written(Shape::Days, None));
    for (record, field, value) in steps {
        tour.set(record, field, value);
        let after = (tour.items(), tour.written(Shape::Days, None));
        assert!(sequence(&after.0, item) > sequence(&before.0, item), "{field}");
        assert!(sequence(&after.1, day) > sequence(&before.1, day), "{field}");
        before = after;
    }
}

#[test]
fn an_event_has_an_entry_of_its_own_only_while_it_has_no_rows() {
    let mut tour = Tour::new();
    let day = tour.day("2026-10-24", "Europe/Warsaw");
    let venue = tour.add(Kind::Venue, &json!({ "name": "Tauron Arena" }));
    let event = json!({ "day": day, "event_type": "show", "venue": venue });
    let event = tour.add(Kind::Event, &event);
    assert_eq!(line(&tour.items(), event, "SUMMARY"), "SUMMARY:Show: Tauron Arena");
    assert_eq!(line(&tour.items(), event, "DTSTART"), "DTSTART;VALUE=DATE:20261024");
    let item = tour.item(day, "Doors", "19:00", Value::Null);
    assert!(lines(&tour.items(), event).is_empty());
    let second = tour.add(Kind::Event, &json!({ "day": day, "event_type": "press" }));
    tour.set(item, "event", json!(event));
    assert!(lines(&tour.items(), event).is_empty());
    assert_eq!(line(&tour.items(), second, "SUMMARY"), "SUMMARY:Press: Event");
}

#[test]
fn a_day_is_a_whole_day_with_its_times_in_the_description() {
    let mut tour = Tour::new();
    let day = tour.day("2026-10-24", "Europe/Warsaw");
    let venue = tour.add(Kind::Venue, &json!({ "name": "Tauron Arena" }));
    tour.add(Kind::Event, &json!({ "day": day, "event_type": "show", "venue": venue }));
    tour.item(day, "Doors", "19:00", json!({ "place": "Gate B" }));
    tour.item(day, "Bus call", "01:30+1", Value::Null);
    let text = tour.written(Shape::Days, None);
    assert_eq!(line(&text, day, "SUMMARY"), "SUMMARY:Show: Kraków\\, Tauron Arena");
    assert_eq!(line(&text, day, "DTEND"), "DTEND;VALUE=DATE:20261025");
    let description = line(&text, day, "DESCRIPTION");
    assert!(description.contains("Times in Europe/Warsaw (CEST\\, UTC+02:00)"), "{description}");
    assert!(description.contains("Clocks go back by 1 h"), "{description}");
    assert!(description.contains("\\n19:00 Doors (Gate B)\\n01:30+1 Bus call\\n"), "{description}");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
}
