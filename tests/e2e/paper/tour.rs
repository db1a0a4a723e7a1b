//! A tour for paper, made of records as the gate lets them through.

use domain::book::Book;
use domain::ids::{AccountId, RecordId, ScopeId, TourId, v7};
use domain::record::{Fields, Kind, Record, Stamp, check_create, normalise};
use domain::time::parse_when;
use serde_json::{Value, json};

/// The date of the show.
pub(super) const SHOW: &str = "2026-10-24";

fn id(n: u64) -> RecordId {
    RecordId(v7(1_790_000_000_000 + n, [0; 10]))
}

struct Pen {
    records: Vec<Record>,
}

impl Pen {
    fn add(&mut self, kind: Kind, fields: &Value) -> RecordId {
        let id = id(100 + self.records.len() as u64);
        self.put(kind, id, fields);
        id
    }

    fn put(&mut self, kind: Kind, id: RecordId, fields: &Value) {
        let fields: Fields = normalise(fields.as_object().unwrap().clone());
        check_create(&kind, &fields).unwrap_or_else(|why| panic!("{kind} {fields:?}: {why:?}"));
        let seq = self.records.len() as u64 + 1;
        let by = Some(AccountId(self::id(2).0));
        let stamp = Stamp { seq, ver: 1, by, via: None, said_at: None };
        let stamps = fields.keys().map(|name| (name.clone(), stamp.clone())).collect();
        let unborn = Record::unborn(ScopeId(self::id(1).0), kind, id);
        self.records.push(Record { ver: 1, seq, fields, stamps, ..unborn });
    }
}

/// A tour with one show, whose schedule has this many rows, and what surrounds it.
pub(super) fn book(n_rows: usize) -> Book {
    let mut pen = Pen { records: Vec::new() };
    let manager = json!({"name": "Ida Brandt", "role": "TM", "phone": "+49 151 0000001"});
    let manager = pen.add(Kind::Person, &manager);
    let tour = json!({"name": "Europe 26", "artist": "Hollow Coast", "tour_manager": manager});
    pen.put(Kind::Tour, id(0), &tour);
    let day = RecordId::of_day(TourId(id(0).0), SHOW.parse().unwrap());
    let place = json!({"city": "Hamburg", "country": "DE", "lat": 53.55, "lon": 9.99});
    let show = json!({"date": SHOW, "day_type": "show", "place": place, "zone": "Europe/Berlin"});
    pen.put(Kind::Day, day, &show);
    house(&mut pen, day);
    for n in 0..n_rows {
        let clock = format!("{:02}:{:02}", 8 + n * 12 / n_rows.max(12), n % 60);
        let when = serde_json::to_value(parse_when(&clock).unwrap()).unwrap();
        let row = json!({"day": day, "title": format!("Row {n} of the day"), "when": when,
                         "departments": ["Audio"], "place": "main stage"});
        pen.add(Kind::ScheduleItem, &row);
    }
    let doors = json!({"day": day, "title": "Doors", "item_type": "doors", "confirmed": true,
                       "when": {"precision": "exact", "start": "19:30"}});
    pen.add(Kind::ScheduleItem, &doors);
    pen.records.into_iter().collect()
}

fn house(pen: &mut Pen, day: RecordId) {
    let venue = json!({"name": "Tonhalle Nord", "wifi_network": "TN-Production",
        "wifi_password": "hafen-2611", "bus_parking": "Kaistraße",
        "place": {"address": "Hafenstraße 9", "city": "Hamburg", "zone": "Europe/Berlin"}});
    let venue = pen.add(Kind::Venue, &venue);
    let event = json!({"day": day, "venue": venue, "event_type": "show", "status": "confirmed"});
    let event = pen.add(Kind::Event, &event);
    for name in ["Łukasz Żak", "Ελληνική Λυρική Σκηνή", "Київ", "高橋 さくら", "أحمد"]
    {
        let contact = json!({"name": name, "phone": "+49 40 0000004", "venue": venue});
        pen.add(Kind::Contact, &contact);
    }
    let private = json!({"name": "Dr. Sommer", "event": event, "do_not_share": true});
    pen.add(Kind::Contact, &private);
}
