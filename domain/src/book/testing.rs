//! Tours for tests: a few words make a record that the gate would let through.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::Book;
use crate::ids::{AccountId, RecordId, ScopeId, TourId, v7};
use crate::record::{Fields, Kind, Record, Stamp, check_create, normalise};
use crate::time::parse_when;

/// A tour that is being written down. Ids follow from the order, so snapshots stay the same.
pub(crate) struct TestTour {
    pub(crate) id: TourId,
    pub(crate) scope: ScopeId,
    pub(crate) author: AccountId,
    records: Vec<Record>,
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn test_id(n: u64) -> RecordId {
    RecordId(v7(1_790_000_000_000 + n, [0; 10]))
}

impl TestTour {
    /// A tour that is called "Europe 26", of Hollow Coast.
    pub(crate) fn new() -> Self {
        let id = TourId(test_id(0).0);
        let scope = ScopeId(test_id(1).0);
        let author = AccountId(test_id(2).0);
        let mut tour = Self { id, scope, author, records: Vec::new() };
        let fields = json!({"name": "Europe 26", "artist": "Hollow Coast"});
        tour.put(Kind::Tour, RecordId(id.0), &fields);
        tour
    }

    /// A record of any kind; the id follows from how many there are.
    pub(crate) fn add(&mut self, kind: Kind, fields: &Value) -> RecordId {
        let id = test_id(100 + self.records.len() as u64);
        self.put(kind, id, fields);
        id
    }

    /// A record with this id.
    pub(crate) fn put(&mut self, kind: Kind, id: RecordId, fields: &Value) {
        let fields: Fields = normalise(fields.as_object().unwrap().clone());
        check_create(&kind, &fields).unwrap_or_else(|why| panic!("{kind} {fields:?}: {why:?}"));
        let seq = self.records.len() as u64 + 1;
        let said_at = Some("2026-10-01T12:00:00+02:00".to_owned());
        let by = Some(self.author);
        let stamp = Stamp { seq, ver: 1, by, via: None, said_at };
        let stamps = fields.keys().map(|name| (name.clone(), stamp.clone())).collect();
        let unborn = Record::unborn(self.scope, kind, id);
        self.records.push(Record { ver: 1, seq, fields, stamps, ..unborn });
    }

    /// A show day in a city; `zone` may be empty.
    pub(crate) fn day(&mut self, on: &str, city: &str, zone: &str) -> RecordId {
        let mut fields = json!({"date": on, "day_type": "show", "place": {"city": city}});
        if !zone.is_empty() {
            fields["zone"] = zone.into();
        }
        let id = RecordId::of_day(self.id, date(on));
        self.put(Kind::Day, id, &fields);
        id
    }

    /// A row of a schedule with a time as people type it; more fields are merged in.
    pub(crate) fn item(&mut self, day: RecordId, title: &str, when: &str, more: Value) -> RecordId {
        let mut fields = json!({"day": day, "title": title});
        if !when.is_empty() {
            fields["when"] = serde_json::to_value(parse_when(when).unwrap()).unwrap();
        }
        let more = if more.is_null() { json!({}) } else { more };
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.add(Kind::ScheduleItem, &fields)
    }

    /// Gives a record a new value, or clears it.
    pub(crate) fn set(&mut self, id: RecordId, field: &str, value: Value) {
        let record = self.records.iter_mut().find(|record| record.id == id).unwrap();
        record.ver += 1;
        record.fields.insert(field.to_owned(), value);
        record.fields = normalise(std::mem::take(&mut record.fields));
        check_create(&record.kind, &record.fields).unwrap();
    }

    /// Deletes a record.
    pub(crate) fn delete(&mut self, id: RecordId) {
        let record = self.records.iter_mut().find(|record| record.id == id).unwrap();
        record.ver += 1;
        record.deleted = true;
    }

    /// The dispute about a field whose value in force somebody else contradicts.
    pub(crate) fn dispute(
        &mut self,
        subject: RecordId,
        field: &str,
        candidate: &Value,
    ) -> RecordId {
        let record = self.records.iter().find(|record| record.id == subject).unwrap();
        let in_force = record.value(field).clone();
        let kind = record.kind.name().to_owned();
        let id = RecordId::of_dispute(subject, field);
        let (group, other) = (test_id(50), AccountId(test_id(51).0));
        let candidates = json!([{
            "id": format!("{group}.0"), "group": group, "value": candidate, "from": null,
            "author": other, "said_at": "2026-10-20T14:05:00+02:00",
        }]);
        let fields = json!({
            "subject": subject, "subject_kind": kind, "field": field, "open": true,
            "in_force": in_force, "in_force_id": "s1", "in_force_by": self.author,
            "candidates": candidates,
        });
        self.put(Kind::Dispute, id, &fields);
        id
    }

    /// The records in the order in which they were made.
    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    /// The tour as a book.
    pub(crate) fn book(&self) -> Book {
        self.records.iter().cloned().collect()
    }
}
