//! What stands in a calendar, read back as lines.

mod clocks;
mod people;
mod states;

use chrono::{DateTime, Utc};
use domain::book::Book;
use domain::ids::{RecordId, ScopeId, v7};
use domain::record::{Fields, Kind, Record};
use domain::time::parse_when;
use serde_json::{Value, json};

use super::{Options, Shape, calendar};

/// A tour that is being written down.
struct Tour {
    book: Book,
    seq: u64,
}

fn scope(n: u64) -> ScopeId {
    ScopeId(v7(n, [0; 10]))
}

fn as_of() -> DateTime<Utc> {
    "2026-10-09T12:00:00Z".parse().unwrap()
}

impl Tour {
    fn new() -> Self {
        let mut tour = Self { book: Book::new(), seq: 0 };
        tour.add(Kind::Tour, &json!({ "name": "Winter, 26" }));
        tour
    }

    fn add(&mut self, kind: Kind, fields: &Value) -> RecordId {
        self.add_in(scope(1), kind, fields)
    }

    fn add_in(&mut self, scope: ScopeId, kind: Kind, fields: &Value) -> RecordId {
        let id = RecordId(v7(1_000 + self.seq, [0; 10]));
        self.put(Record { ver: 1, fields: object(fields), ..Record::unborn(scope, kind, id) });
        id
    }

    fn put(&mut self, record: Record) {
        self.seq += 1;
        self.book.apply(Record { seq: self.seq, ..record });
    }

    /// Gives a record another value, as an edit would.
    fn set(&mut self, id: RecordId, field: &str, value: Value) {
        let mut record = self.book.record(id).unwrap().clone();
        record.ver += 1;
        record.fields.insert(field.to_owned(), value);
        self.put(record);
    }

    fn delete(&mut self, id: RecordId) {
        let record = self.book.record(id).unwrap().clone();
        self.put(Record { ver: record.ver + 1, deleted: true, ..record });
    }

    fn day(&mut self, date: &str, zone: &str) -> RecordId {
        let zone = if zone.is_empty() { Value::Null } else { zone.into() };
        let place = json!({ "city": "Kraków", "country": "PL" });
        let fields = json!({ "date": date, "day_type": "show", "zone": zone, "place": place });
        self.add(Kind::Day, &fields)
    }

    fn item(&mut self, day: RecordId, title: &str, when: &str, more: Value) -> RecordId {
        let mut fields = json!({ "day": day, "title": title });
        if !when.is_empty() {
            fields["when"] = serde_json::to_value(parse_when(when).unwrap()).unwrap();
        }
        fields.as_object_mut().unwrap().extend(object(&more));
        self.add(Kind::ScheduleItem, &fields)
    }

    fn written(&self, shape: Shape, person: Option<RecordId>) -> String {
        let version = |_| Some("v3".to_owned());
        let options = Options {
            shape,
            person,
            as_of: as_of(),
            link: Some("https://book.example/tours/1"),
            version: Some(&version),
        };
        calendar(&self.book, &options).unwrap()
    }

    fn items(&self) -> String {
        self.written(Shape::Items, None)
    }
}

fn object(value: &Value) -> Fields {
    let object = value.as_object().cloned().unwrap_or_default();
    object.into_iter().filter(|(_, value)| !value.is_null()).collect()
}

/// The lines of the entry of a record, unfolded; none where it has no entry.
fn lines(text: &str, id: RecordId) -> Vec<String> {
    let text = text.replace("\r\n ", "");
    let uid = format!("UID:{id}@buscall");
    let events = text.split("BEGIN:VEVENT\r\n").skip(1);
    let mut found = events.filter(|event| event.contains(&uid));
    let event = found.next().unwrap_or_default();
    assert!(found.next().is_none(), "one entry of a record");
    event.lines().take_while(|line| *line != "END:VEVENT").map(ToOwned::to_owned).collect()
}

/// The property of an entry with what stands before its colon.
#[track_caller]
fn line(text: &str, id: RecordId, name: &str) -> String {
    let lines = lines(text, id);
    let is_it = |line: &&String| {
        line.starts_with(&format!("{name}:")) || line.starts_with(&format!("{name};"))
    };
    lines.iter().find(is_it).unwrap_or_else(|| panic!("no {name} in {lines:?}")).clone()
}

fn sequence(text: &str, id: RecordId) -> i64 {
    line(text, id, "SEQUENCE")["SEQUENCE:".len()..].parse().unwrap()
}

#[test]
fn no_line_is_longer_than_75_octets_and_each_ends_as_it_must() {
    let mut tour = Tour::new();
    let day = tour.day("2026-10-24", "Europe/Warsaw");
    let detail = "Zażółć gęślą jaźń; 高橋 さくら, \\ \"nic\"\nand\tmore|".repeat(20);
    let item = tour.item(day, &"ą".repeat(150), "16:00", json!({ "detail": detail }));
    let text = tour.items();
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    assert_eq!(line(&text, item, "SUMMARY"), format!("SUMMARY:{}", "ą".repeat(150)));
    let description = line(&text, item, "DESCRIPTION");
    assert!(
        description.contains("jaźń\\; 高橋 さくら\\, \\\\ \"nic\"\\nand\tmore"),
        "{description}"
    );
    assert_eq!(text, tour.items(), "the same book, the same bytes");
}

#[test]
fn the_calendar_says_what_it_is_as_of_when_and_how_often_to_look() {
    let mut tour = Tour::new();
    let day = tour.day("2026-10-24", "Europe/Warsaw");
    let item = tour.item(day, "Doors", "19:00", json!({ "confirmed": true }));
    let text = tour.items().replace("\r\n ", "");
    for line in [
        "VERSION:2.0",
        "NAME:Winter\\, 26",
        "X-WR-CALNAME:Winter\\, 26",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "URL:https://book.example/tours/1",
        "LAST-MODIFIED:20261009T120000Z",
    ] {
        assert!(text.lines().any(|one| one == line), "{line} in {text}");
    }
    let head = text.split("BEGIN:VTIMEZONE").next().unwrap();
    assert!(head.contains("As of Fri 9 Oct 2026\\, 12:00 UTC"), "{head}");
    let description = line(&text, item, "DESCRIPTION");
    assert!(description.contains("19:00\\, Europe/Warsaw (CEST\\, UTC+02:00)"), "{description}");
    assert!(description.contains("v3\\, as of Fri 9 Oct 2026\\, 12:00 UTC"), "{description}");
    assert!(description.contains("last minute"), "{description}");
    assert_eq!(line(&text, item, "DTSTAMP"), "DTSTAMP:20261009T120000Z");
    assert_eq!(line(&text, item, "URL"), "URL:https://book.example/tours/1/2026-10-24");
    assert_eq!(line(&text, item, "TRANSP"), "TRANSP:OPAQUE");
}

#[test]
fn an_entry_says_where_and_holds_nothing_that_opens_a_door() {
    let mut tour = Tour::new();
    let day = tour.day("2026-10-24", "Europe/Warsaw");
    let venue = tour.add(
        Kind::Venue,
        &json!({
            "name": "Tauron Arena", "phone": "+48 12 000", "door_code": "S3CRET",
            "wifi_password": "S3CRET", "runner": "Jan S3CRET",
            "place": { "address": "Lema 7", "city": "Kraków", "postal_code": "31-571",
                "country": "PL", "lat": 50.0677, "lon": 19.9913 },
        }),
    );
    let event = tour.add(Kind::Event, &json!({ "day": day, "event_type": "show", "venue": venue }));
    let item = tour.item(day, "Doors", "19:00", json!({ "place": "Gate B", "event": event }));
    let lobby = tour.item(day, "Lobby", "10:00", json!({ "item_type": "lobby_call" }));
    let driver = tour.add(Kind::Person, &json!({ "name": "Dre", "phone": "S3CRET" }));
    let bus = tour.add(Kind::Vehicle, &json!({ "name": "Bus 1", "driver": driver }));
    let leg = json!({ "day": day, "mode": "bus", "vehicle": bus, "reference": "S3CRET" });
    tour.add(Kind::Travel, &leg);
    let contact = json!({ "name": "Ewa", "phone": "S3CRET", "do_not_share": true, "event": event });
    tour.add(Kind::Contact, &contact);
    let stay = json!({ "day": day, "name": "Hotel S3CRET", "wifi": "S3CRET" });
    tour.add(Kind::HotelStay, &stay);
    for shape in Shape::ALL {
        let text = tour.written(*shape, None);
        assert!(!text.contains("S3CRET") && !text.contains("+48 12 000"), "{text}");
    }
    let text = tour.items();
    let place = "LOCATION:Gate B\\, Tauron Arena\\, Lema 7\\, 31-571 Kraków\\, PL";
    assert_eq!(line(&text, item, "LOCATION"), place);
    assert_eq!(line(&text, item, "GEO"), "GEO:50.0677;19.9913");
    assert!(
        !lines(&text, lobby).iter().any(|line| line.starts_with("GEO")),
        "the lobby is elsewhere"
    );
}
