//! The part of a tour that is loaded for a date makes the very sheet that the whole tour makes,
//! whatever the tour holds: every kind, links that lead nowhere, records that break rules, two days
//! on a date, and edits that nobody has confirmed.

use chrono::{Days, NaiveDate};
use domain::change::{Create, Edit, FromTo, Group, Member, Receipt, Settle, Status};
use domain::permission::Level;
use domain::record::{Fields, Kind};
use domain::sync::{Digest, Op, RawRecord};
use domain::view::{ClockStyle, day_sheet};
use proptest::prelude::*;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};

use super::*;

const DATES: u64 = 6;

/// Draws from a seed, so that a tour is the same each time it is asked for.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn of<'v>(&mut self, values: &[&'v str]) -> &'v str {
        values[usize::try_from(self.below(values.len() as u64)).unwrap()]
    }

    fn date(&mut self) -> String {
        date(self.below(DATES + 2)).to_string()
    }

    /// The id of one of the few records of a kind; now and then of another kind or of none.
    fn id(&mut self, kind: &Kind) -> Value {
        if self.one_in(15) {
            return json!(self.any_id());
        }
        json!(id_of(kind, self.below(count(kind))))
    }

    fn any_id(&mut self) -> RecordId {
        let kind = &Kind::KNOWN[usize::try_from(self.below(Kind::KNOWN.len() as u64)).unwrap()];
        id_of(kind, self.below(count(kind) + 1))
    }

    fn place(&mut self) -> Value {
        json!({"city": self.of(&["Hamburg", "Wien", "Kraków"]), "country": self.of(&["DE", "AT"]),
               "zone": self.of(&["Europe/Berlin", "America/New_York"])})
    }

    fn when(&mut self) -> Value {
        let start = format!("{:02}:30", self.below(24));
        json!({"precision": self.of(&["exact", "about"]), "start": start})
    }

    fn value(&mut self, field: &str) -> Value {
        match field {
            "day" => self.id(&Kind::Day),
            "event" => self.id(&Kind::Event),
            "venue" | "copied_from" => self.id(&Kind::Venue),
            "leg" => self.id(&Kind::Leg),
            "vehicle" => self.id(&Kind::Vehicle),
            "template" => self.id(&Kind::ScheduleTemplate),
            "driver" | "tour_manager" | "production_manager" => self.id(&Kind::Person),
            "people" | "assignees" => json!([self.id(&Kind::Person), self.any_id()]),
            "account" | "in_force_by" => json!(self.account()),
            "subject" => json!(self.any_id()),
            "subject_kind" => json!(self.of(&["day", "travel", "schedule_item", "venue"])),
            "field" => json!(self.of(&["vehicle", "day", "people", "when", "$deleted", "event"])),
            "in_force" => self.disputed(),
            "candidates" => json!([self.candidate(), self.candidate()]),
            "date" | "due" | "check_out_date" | "starts" | "ends" => json!(self.date()),
            "zone" | "home_zone" | "depart_zone" | "arrive_zone" => {
                json!(self.of(&["Europe/Berlin", "Europe/London", "America/New_York"]))
            }
            "place" | "from" | "to" => self.place(),
            "when" | "depart" | "arrive" | "check_in" | "check_out" => self.when(),
            "lobby_call" => json!(format!("{:02}:15", self.below(24))),
            "day_type" => json!(self.of(&["show", "travel", "off", "festival"])),
            "status" => json!(self.of(&["confirmed", "cancelled", "draft"])),
            "item_type" => json!(self.of(&["call", "doors", "set", "curfew", "lobby_call"])),
            "open" | "pinned" | "done" | "day_rooms" | "do_not_share" | "confirmed" => {
                json!(!self.one_in(3))
            }
            "position" | "bytes" => json!(self.below(4)),
            "hash" => json!("0f".repeat(32)),
            _ => json!(format!("{field} {}", self.below(9))),
        }
    }

    fn account(&mut self) -> Uuid {
        Uuid::from_u128(0xacc + u128::from(self.below(3)))
    }

    fn disputed(&mut self) -> Value {
        match self.below(4) {
            0 => json!({"record": self.any_id(), "deleted": false}),
            1 => json!([self.any_id(), self.any_id()]),
            2 => self.when(),
            _ => json!(self.any_id()),
        }
    }

    fn candidate(&mut self) -> Value {
        let group = group(u128::from(self.below(90) + 500));
        json!({"id": format!("{group}.0"), "group": group, "value": self.disputed(), "from": null,
               "author": self.account(), "said_at": "2026-10-20T14:05:00+02:00"})
    }

    /// The fields of a record of a kind: what it requires, and some of the rest.
    fn fields(&mut self, kind: &Kind, n: u64) -> Fields {
        const SHOWN: [&str; 29] = [
            "event",
            "venue",
            "leg",
            "vehicle",
            "people",
            "assignees",
            "account",
            "driver",
            "due",
            "check_out_date",
            "zone",
            "place",
            "from",
            "to",
            "when",
            "depart",
            "lobby_call",
            "status",
            "day_type",
            "item_type",
            "copied_from",
            "tour_manager",
            "production_manager",
            "day",
            "open",
            "in_force",
            "in_force_by",
            "candidates",
            "title",
        ];
        let mut fields = Fields::new();
        for rule in kind.rules() {
            if rule.required || SHOWN.contains(&rule.name) && !self.one_in(3) {
                fields.insert(rule.name.to_owned(), self.value(rule.name));
            }
        }
        if *kind == Kind::Day && n < DATES {
            fields.insert("date".to_owned(), json!(date(n + n % 2)));
        }
        if kind.rules().is_empty() || self.one_in(10) {
            for field in ["day", "event", "venue", "subject"] {
                if self.one_in(2) {
                    fields.insert(field.to_owned(), self.value(field));
                }
            }
        }
        if self.one_in(25) {
            let broken = self.of(&["title", "name", "check_out_date", "event", "day"]);
            fields.insert(broken.to_owned(), json!({"of": "later"}));
        }
        fields
    }
}

fn date(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 22).unwrap() + Days::new(n)
}

fn count(kind: &Kind) -> u64 {
    match kind {
        Kind::Tour => 1,
        Kind::Day => DATES + 2,
        Kind::Event | Kind::Venue | Kind::Dispute => 7,
        Kind::ScheduleItem | Kind::HotelStay => 12,
        _ => 5,
    }
}

fn id_of(kind: &Kind, n: u64) -> RecordId {
    let of_kind = Kind::KNOWN.iter().position(|known| known == kind).unwrap_or(99) as u128;
    record(of_kind * 1_000 + u128::from(n))
}

fn kinds() -> impl Iterator<Item = Kind> {
    let later = Kind::Other("of_later".into());
    Kind::KNOWN.iter().cloned().chain([later])
}

fn tour_of(draw: &mut Draw) -> Vec<(u128, RawRecord)> {
    let mut records = Vec::new();
    for kind in kinds() {
        for n in 0..count(&kind) {
            if draw.one_in(8) {
                continue;
            }
            let fields = draw.fields(&kind, n);
            let stamp = json!({"seq": 1, "ver": 1, "by": draw.account(), "said_at": "noon"});
            let stamps: Fields = fields.keys().map(|name| (name.clone(), stamp.clone())).collect();
            let raw = |fields: &Fields| -> Box<RawValue> { to_raw_value(fields).unwrap() };
            let in_scope = u128::from(draw.below(2));
            let record = RawRecord {
                id: id_of(&kind, n),
                kind: kind.clone(),
                ver: 1 + draw.below(4),
                seq: records.len() as u64 + 1,
                deleted: draw.one_in(10),
                fields: raw(&fields),
                stamps: raw(&stamps),
            };
            records.push((in_scope, record));
        }
    }
    records
}

fn edit(draw: &mut Draw, records: &[(u128, RawRecord)]) -> Edit {
    let at = usize::try_from(draw.below(records.len() as u64)).unwrap();
    let (in_scope, record) = &records[at];
    let (kind, id) = (record.kind.clone(), record.id);
    let fields: Fields = serde_json::from_str(record.fields.get()).unwrap();
    match draw.below(9) {
        0 => Edit::Delete { kind, id, ver: record.ver },
        1 => Edit::Undelete { kind, id },
        2 => {
            let dispute = id_of(&Kind::Dispute, draw.below(count(&Kind::Dispute)));
            Edit::Settle(Settle { dispute, to: draw.disputed(), saw: Vec::new() })
        }
        3 => {
            let new = id_of(&kind, count(&kind));
            let fields = draw.fields(&kind, DATES);
            Edit::Create(Create { scope: scope(*in_scope), kind, id: new, fields })
        }
        4 => {
            let member = Member {
                kind: Kind::Task,
                id: id_of(&Kind::Task, draw.below(5)),
                field: "assignees".to_owned(),
                value: draw.id(&Kind::Person),
                ver: None,
            };
            Edit::Add(member)
        }
        _ => {
            let field =
                draw.of(&["day", "event", "venue", "when", "check_out_date", "zone", "date"]);
            let from = fields.get(field).filter(|_| !draw.one_in(4)).cloned();
            let from_to = FromTo(from.unwrap_or_default(), draw.value(field));
            Edit::Set { kind, id, fields: [(field.to_owned(), from_to)].into() }
        }
    }
}

fn plan(draw: &mut Draw) -> Vec<Op> {
    let records = tour_of(draw);
    let mut ops = Vec::new();
    for n in 0..2 {
        let of_scope = records.iter().filter(|(scope, _)| *scope == n);
        let records = of_scope.map(|(_, record)| record.clone()).collect();
        let (scope, level) = (scope(n), Level::Manage);
        let complete = Some((1_000, Digest::default()));
        let cursor = "c".to_owned();
        ops.push(Op::Scope { scope, audience: format!("audience {n}"), level });
        ops.push(Op::Stage { scope, begin: true, whole: true, records, cursor, complete });
        ops.push(Op::Swap(scope));
    }
    for n in 0..draw.below(7) {
        let group = Group {
            id: group(u128::from(n)),
            prev: None,
            replica: Some(replica(1)),
            author: Some(account()),
            via: None,
            said_at: None,
            reason: None,
            edits: (0..=draw.below(3)).map(|_| edit(draw, &records)).collect(),
        };
        let id = group.id;
        ops.push(Op::Save(group));
        if draw.one_in(3) {
            let at = [(scope(0), 2_000), (scope(1), 2_000)].into();
            let (edits, problem) = (Vec::new(), None);
            let receipt =
                Receipt { group: id, status: Status::Applied, dup: false, at, edits, problem };
            ops.push(Op::Receive(receipt));
        }
    }
    ops
}

/// Every id that stands anywhere on a sheet.
fn ids_on(value: &Value, ids: &mut Vec<RecordId>) {
    match value {
        Value::String(text) => ids.extend(text.parse::<RecordId>()),
        Value::Array(values) => values.iter().for_each(|value| ids_on(value, ids)),
        Value::Object(fields) => fields.values().for_each(|value| ids_on(value, ids)),
        _ => {}
    }
}

async fn assert_same_sheets(local: &Local) -> usize {
    let whole = local.view().await.unwrap();
    let mut n_sheets = 0;
    for n in 0..DATES + 4 {
        let date = date(n) - Days::new(1);
        let part = local.view_on(date).await.unwrap();
        assert_eq!(part.expected, whole.expected);
        let (sheet, expected) = (day_sheet(&part.book, date), day_sheet(&whole.book, date));
        assert_eq!(sheet, expected, "{date}");
        let (Some(sheet), Some(expected)) = (sheet, expected) else { continue };
        assert_eq!(sheet.text(ClockStyle::H24), expected.text(ClockStyle::H24));
        let mut ids = Vec::new();
        let shown = [
            json!(sheet.header.day),
            json!(sheet.events),
            json!(sheet.schedule),
            json!(sheet.travel),
            json!(sheet.hotels),
            json!(sheet.venues),
            json!(sheet.contacts),
            json!(sheet.notes),
            json!(sheet.tasks),
            json!(sheet.files),
        ];
        let id = |block: &Value| block.get("id").cloned().unwrap_or_else(|| block.clone());
        for section in shown {
            let blocks = section.as_array().cloned().unwrap_or_else(|| vec![section]);
            for block in &blocks {
                ids_on(&id(block), &mut ids);
            }
        }
        for id in ids {
            assert_eq!(part.mark(id), whole.mark(id), "{date} {id}");
        }
        n_sheets += 1;
    }
    n_sheets
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn the_sheet_of_what_was_loaded_for_a_date_is_the_sheet_of_the_whole_tour(seed: u64) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let scratch = Scratch::new().await;
            scratch.execute(plan(&mut Draw(seed))).await;
            assert_same_sheets(&scratch.local).await;
        });
    }
}

#[tokio::test]
async fn generated_tours_have_sheets_with_something_of_everything() {
    let (mut sheets, mut sections) = (0, [0; 10]);
    for seed in 0..20 {
        let scratch = Scratch::new().await;
        scratch.execute(plan(&mut Draw(seed * 7_919))).await;
        sheets += assert_same_sheets(&scratch.local).await;
        let book = scratch.local.view().await.unwrap().book;
        for sheet in book.dates().filter_map(|date| day_sheet(&book, date)) {
            let counts = [
                sheet.events.len(),
                sheet.schedule.len(),
                sheet.travel.len(),
                sheet.hotels.len(),
                sheet.venues.len(),
                sheet.contacts.len(),
                sheet.notes.len(),
                sheet.tasks.len(),
                sheet.files.len(),
                sheet.disputes.len(),
            ];
            for (sum, n) in sections.iter_mut().zip(counts) {
                *sum += n;
            }
        }
    }
    assert!(sheets > 50, "{sheets} sheets");
    assert!(sections.iter().all(|n| *n > 10), "{sections:?}");
}
