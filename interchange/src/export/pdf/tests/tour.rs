//! Tours for papers, made of records as the gate lets them through.

use chrono::NaiveDate;
use domain::book::Book;
use domain::ids::{AccountId, RecordId, ScopeId, TourId, v7};
use domain::record::{Fields, Kind, Record, Stamp, check_create, normalise};
use domain::time::parse_when;
use domain::view::{DaySheet, day_sheet};
use serde_json::{Value, json};

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(n: u64) -> RecordId {
    RecordId(v7(1_790_000_000_000 + n, [0; 10]))
}

/// A tour that is being written down.
pub(super) struct Tour {
    records: Vec<Record>,
}

pub(super) const SHOW: &str = "2026-10-24";

impl Tour {
    /// A tour of Hollow Coast with the people who run it, and one day in Hamburg on the night in which
    /// the clocks go back.
    pub(super) fn new() -> Self {
        let mut tour = Self { records: Vec::new() };
        let person = |name: &str, role: &str, phone: &str| json!({"name": name, "role": role, "phone": phone, "email": "ida@example.com"});
        let manager = tour.add(Kind::Person, &person("Ida Brandt", "TM", "+49 151 0000001"));
        let production = tour.add(Kind::Person, &person("Ben Okafor", "PM", "+49 151 0000002"));
        let fields = json!({"name": "Europe 26", "artist": "Hollow Coast", "home_zone": "America/Los_Angeles",
            "tour_manager": manager, "production_manager": production});
        tour.put(Kind::Tour, id(0), &fields);
        let leg = tour.add(
            Kind::Leg,
            &json!({"name": "Leg 2", "starts": "2026-10-20", "ends": "2026-11-20"}),
        );
        tour.day("2026-10-22", "Copenhagen", "Europe/Copenhagen");
        let day = tour.day(SHOW, "Hamburg", "Europe/Berlin");
        tour.set(day, "leg", json!(leg));
        let london = tour.day("2026-10-26", "London", "Europe/London");
        let load_in = json!({"day": london, "title": "Load-in", "item_type": "load_in",
            "when": {"precision": "exact", "start": "09:00"}});
        tour.add(Kind::ScheduleItem, &load_in);
        tour
    }

    pub(super) fn add(&mut self, kind: Kind, fields: &Value) -> RecordId {
        let id = id(100 + self.records.len() as u64);
        self.put(kind, id, fields);
        id
    }

    pub(super) fn put(&mut self, kind: Kind, id: RecordId, fields: &Value) {
        let fields: Fields = normalise(fields.as_object().unwrap().clone());
        check_create(&kind, &fields).unwrap_or_else(|why| panic!("{kind} {fields:?}: {why:?}"));
        let seq = self.records.len() as u64 + 1;
        let by = Some(AccountId(self::id(2).0));
        let stamp = Stamp { seq, ver: 1, by, via: None, said_at: None };
        let stamps = fields.keys().map(|name| (name.clone(), stamp.clone())).collect();
        let unborn = Record::unborn(ScopeId(self::id(1).0), kind, id);
        self.records.push(Record { ver: 1, seq, fields, stamps, ..unborn });
    }

    pub(super) fn set(&mut self, id: RecordId, field: &str, value: Value) {
        let record = self.records.iter_mut().find(|record| record.id == id).unwrap();
        record.fields.insert(field.to_owned(), value);
        record.fields = normalise(std::mem::take(&mut record.fields));
        check_create(&record.kind, &record.fields).unwrap();
    }

    pub(super) fn day(&mut self, on: &str, city: &str, zone: &str) -> RecordId {
        let day = RecordId::of_day(TourId(id(0).0), date(on));
        let place = json!({"city": city});
        self.put(
            Kind::Day,
            day,
            &json!({"date": on, "day_type": "show", "place": place, "zone": zone}),
        );
        day
    }

    /// The day of the show.
    pub(super) fn show() -> RecordId {
        RecordId::of_day(TourId(id(0).0), date(SHOW))
    }

    /// A row of the show day's schedule, with a time as people type it.
    pub(super) fn item(&mut self, title: &str, when: &str, more: Value) -> RecordId {
        let mut fields = json!({"day": Self::show(), "title": title});
        if !when.is_empty() {
            fields["when"] = serde_json::to_value(parse_when(when).unwrap()).unwrap();
        }
        if let Value::Object(more) = more {
            fields.as_object_mut().unwrap().extend(more);
        }
        self.add(Kind::ScheduleItem, &fields)
    }

    pub(super) fn book(&self) -> Book {
        self.records.iter().cloned().collect()
    }

    pub(super) fn sheet(&self) -> DaySheet {
        day_sheet(&self.book(), date(SHOW)).unwrap()
    }

    /// A house with everything that is known of it, a hotel, contacts, travel and notes.
    pub(super) fn with_house(mut self) -> Self {
        let day = Self::show();
        let venue = self.add(Kind::Venue, &json!({
            "name": "Tonhalle Nord", "capacity": 2200,
            "place": {"address": "Hafenstraße 9", "postal_code": "20359", "city": "Hamburg",
                      "country": "DE", "zone": "Europe/Berlin"},
            "load_in_access": "Dock 2, level with the stage, 12 m push. Lift 3 t for the balcony.",
            "artist_entrance": "Uferstraße, blue door", "door_code": "1904#",
            "wifi_network": "TN-Production", "wifi_password": "hafen-2611",
            "bus_parking": "Kaistraße, two berths, 32 A", "truck_parking": "Yard, three trucks",
            "dressing_rooms": "4, level 2", "showers": "2 on level 2", "production_office": "Room 11, +49 40 0000009",
            "runner": "Nils, +49 151 0000010",
            "emergency": "A&E: Klinikum Mitte, 1.8 km\nMuster point: quay gate 3",
        }));
        let event = self.add(
            Kind::Event,
            &json!({"day": day, "venue": venue, "event_type": "show",
            "billing": ["Hollow Coast", "Paper Lanterns"], "status": "confirmed",
            "guest_list": "40, cut-off 17:00", "photo_policy": "first three songs, no flash"}),
        );
        self.add(
            Kind::Travel,
            &json!({
            "day": day, "mode": "bus", "from": {"city": "Hamburg", "zone": "Europe/Berlin"},
            "to": {"city": "London", "zone": "Europe/London"}, "operator": "Beat the Street",
            "depart": {"precision": "exact", "start": "01:30+1"}, "lobby_call": "01:00+1",
            "arrive": {"precision": "about", "start": "12:45+1"},
            "distance_km": 925, "drive_minutes": 640, "status": "confirmed"}),
        );
        self.add(
            Kind::Travel,
            &json!({"day": day, "mode": "flight", "number": "LH 2071",
            "from": {"city": "Hamburg", "name": "HAM"}, "to": {"city": "München", "name": "MUC"},
            "depart": {"precision": "exact", "start": "10:05"}, "status": "cancelled"}),
        );
        self.add(Kind::HotelStay, &json!({
            "day": day, "name": "Hotel Speicher", "day_rooms": true, "status": "confirmed",
            "place": {"address": "Am Sandtor 4", "postal_code": "20457", "city": "Hamburg"}, "phone": "+49 40 0000003",
            "check_in": {"precision": "exact", "start": "12:00"}, "breakfast": "06:30 to 10:30, ground floor",
            "check_out_date": SHOW, "check_out": {"precision": "exact", "start": "18:00"}}));
        for (name, role, phone) in [
            ("Pia Lund", "Venue production", "+49 40 0000004"),
            ("Tom Reuter", "Promoter rep", "+49 151 0000012"),
            ("Zoë Krüger", "House LX", "+49 151 0000013"),
            ("Łukasz Żak", "Catering", "+48 600 000 014"),
        ] {
            self.add(
                Kind::Contact,
                &json!({"name": name, "role": role, "phone": phone, "venue": venue}),
            );
        }
        self.add(Kind::Contact, &json!({"name": "Dr. Sommer", "phone": "+49 40 0000005", "event": event, "do_not_share": true}));
        self.add(Kind::Note, &json!({"title": "Security", "body": "The line is on the canal side. Wristbands at the dock from 08:00.", "day": day, "pinned": true}));
        self
    }

    /// A whole day, with this many rows.
    pub(super) fn with_rows(mut self, n_rows: usize) -> Self {
        let rows = rows();
        for idx in 0..n_rows {
            let (title, when, more) = rows[idx % rows.len()].clone();
            let title = if idx < rows.len() {
                title.to_owned()
            } else {
                format!("{title}, part {}", idx / rows.len() + 1)
            };
            self.item(&title, when, more);
        }
        self
    }
}

/// The rows of a show day: title, time as people type it, and the rest.
fn rows() -> Vec<(&'static str, &'static str, Value)> {
    let sure = |item_type: &str| json!({"item_type": item_type, "confirmed": true});
    vec![
        (
            "Bus arrives",
            "07:00",
            json!({"item_type": "arrival", "confirmed": true, "place": "Kaistraße", "departments": ["Drivers"]}),
        ),
        (
            "Load-in",
            "08:00-10:00",
            json!({"item_type": "load_in", "confirmed": true, "place": "Dock 2", "departments": ["Trucks"], "detail": "8 hands, 2 forks. Steels first."}),
        ),
        (
            "Rig and focus",
            "10:00-13:00",
            json!({"item_type": "dark_stage", "departments": ["Lighting", "Rigging"], "confirmed": true}),
        ),
        (
            "Lunch",
            "13:00-14:00",
            json!({"item_type": "catering", "place": "Level 2", "departments": ["Catering"], "confirmed": true}),
        ),
        (
            "Line check",
            "15:30",
            json!({"item_type": "line_check", "place": "main stage", "departments": ["Audio"]}),
        ),
        (
            "Soundcheck",
            "16:00-17:30",
            json!({"item_type": "soundcheck", "place": "main stage", "departments": ["Audio", "Backline"], "confirmed": true, "detail": "In-ears on pack 3 to 8."}),
        ),
        ("Meet & greet", "TBD", json!({"item_type": "meet_greet"})),
        (
            "Dinner",
            "17:30-18:15",
            json!({"item_type": "catering", "place": "Level 2, lift B", "departments": ["Catering"], "confirmed": true}),
        ),
        ("Doors", "19:30", sure("doors")),
        (
            "Paper Lanterns",
            "~20:15-20:50",
            json!({"item_type": "support", "departments": ["Band"]}),
        ),
        (
            "Changeover",
            "20:50-21:15",
            json!({"item_type": "changeover", "departments": ["Backline"], "confirmed": true}),
        ),
        ("Hollow Coast", "21:15-22:45", sure("set")),
        (
            "Curfew",
            "23:00",
            json!({"item_type": "curfew", "curfew_kind": "hard", "confirmed": true, "penalty": "€500 a minute after"}),
        ),
        (
            "Load-out",
            "23:15-01:15+1",
            json!({"item_type": "load_out", "confirmed": true, "departments": ["Trucks"], "detail": "Dock 2, 3 trucks. Ring the buzzer twice."}),
        ),
        ("Bus call", "01:30+1", sure("bus_call")),
    ]
}
