//! The calendar of one person.

use domain::ids::RecordId;
use domain::record::Kind;
use serde_json::{Value, json};

use super::super::{Options, Shape, calendar};
use super::{Tour, as_of, line, lines};

#[test]
fn somebodys_calendar_leaves_out_what_concerns_others_alone() {
    let mut tour = Tour::new();
    let jo =
        json!({ "name": "Johanna", "preferred_name": "Jo", "department": "Audio", "party": "A" });
    let jo = tour.add(Kind::Person, &jo);
    let ben = tour.add(Kind::Person, &json!({ "name": "Ben" }));
    let day = tour.day("2026-10-24", "Europe/Warsaw");
    let event = json!({ "day": day, "event_type": "promo", "party": "B" });
    let of_b = tour.add(Kind::Event, &event);
    let mut item = |more: Value| tour.item(day, "Row", "10:00", more);
    let mut theirs = vec![
        item(Value::Null),
        item(json!({ "departments": ["audio", "LX"] })),
        item(json!({ "party": "a" })),
    ];
    let mut not_theirs = vec![
        item(json!({ "departments": ["LX"] })),
        item(json!({ "party": "B" })),
        item(json!({ "departments": ["Audio"], "party": "B" })),
        item(json!({ "event": of_b })),
    ];
    let leg =
        |people: &[RecordId], party: Value| json!({ "day": day, "people": people, "party": party });
    theirs.push(tour.add(Kind::Travel, &leg(&[], Value::Null)));
    theirs.push(tour.add(Kind::Travel, &leg(&[ben, jo], json!("B"))));
    not_theirs.push(tour.add(Kind::Travel, &leg(&[ben], Value::Null)));
    not_theirs.push(tour.add(Kind::Travel, &leg(&[], json!("B"))));
    let stay = |people: &[RecordId]| json!({ "day": day, "name": "Bristol", "people": people, "check_out_date": "2026-10-26", "confirmation": "S3CRET" });
    let hotel = tour.add(Kind::HotelStay, &stay(&[jo]));
    theirs.push(hotel);
    not_theirs.push(tour.add(Kind::HotelStay, &stay(&[ben])));
    let (text, everyones) = (tour.written(Shape::Items, Some(jo)), tour.items());
    for id in theirs {
        assert!(!lines(&text, id).is_empty());
    }
    for id in not_theirs {
        assert!(lines(&text, id).is_empty());
    }
    assert!(text.contains("X-WR-CALNAME:Winter\\, 26 – Jo\r\n"));
    assert!(!text.contains("S3CRET"));
    assert_eq!(line(&text, hotel, "DTSTART"), "DTSTART;VALUE=DATE:20261024");
    assert_eq!(line(&text, hotel, "DTEND"), "DTEND;VALUE=DATE:20261026");
    assert!(lines(&everyones, hotel).is_empty(), "who sleeps where is not everybody's");
    let days = tour.written(Shape::Days, Some(jo));
    assert!(line(&days, day, "DESCRIPTION").contains("Hotel: Bristol"));
    assert!(!tour.written(Shape::Days, None).contains("Bristol"));
}

#[test]
fn somebody_who_is_not_in_the_book_has_no_calendar() {
    let mut tour = Tour::new();
    let day = tour.day("2026-10-24", "Europe/Warsaw");
    let jo = tour.add(Kind::Person, &json!({ "name": "Jo" }));
    tour.delete(jo);
    for person in [jo, day] {
        let options = Options {
            shape: Shape::Items,
            person: Some(person),
            as_of: as_of(),
            link: None,
            version: None,
        };
        assert_eq!(calendar(&tour.book, &options), None);
    }
}
