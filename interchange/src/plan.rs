//! From a report to the tour book: which days, venues, events and schedule items an import makes.
//!
//! Ids follow from the tour and from what is imported, so importing a file twice makes nothing
//! twice. A value that somebody has changed since is not overwritten: it becomes a dispute.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::book::Book;
use domain::change::{Create, Edit, in_groups};
use domain::ids::{RecordId, ScopeId, TourId, derived};
use domain::limits::LINE_CHARS_MAX;
use domain::record::{Country, Fields, Kind, canonical};
use serde::Serialize;
use serde_json::{Value, json};

use crate::import::{Event, Report};

#[cfg(test)]
mod tests;

/// What an import would do.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// One line for each record that is not there as it would be made.
    pub changes: Vec<PlannedChange>,
    /// The records that are there already, just as they would be made.
    pub unchanged: usize,
    /// The edits, in groups, parents first.
    #[serde(skip)]
    pub groups: Vec<Vec<Edit>>,
}

/// One record that an import would make or add to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlannedChange {
    /// What happens to it.
    pub action: PlannedAction,
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: RecordId,
    /// The date it is about, if it is about one.
    pub date: Option<NaiveDate>,
    /// What it is called.
    pub title: String,
    /// The fields that are there with another value; both values are kept, as a dispute.
    pub differs: Vec<String>,
}

/// What an import does to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlannedAction {
    /// It is new.
    Create,
    /// It is there; fields that it lacks are filled in.
    Fill,
    /// It is there with other values.
    Dispute,
}

/// Plans an import into a tour. Cancelled events are planned as cancelled, never left out, and so
/// is a new day on which nothing else is.
pub fn plan(report: &Report, book: &Book, tour: TourId, scope: ScopeId) -> Plan {
    let still_on = report.events.iter().filter(|event| !event.cancelled);
    let mut planner = Planner {
        book,
        tour,
        scope,
        still_on: still_on.map(|event| event.date).collect(),
        seen: BTreeSet::new(),
        nth: BTreeMap::new(),
        edits: Vec::new(),
        changes: Vec::new(),
        unchanged: 0,
    };
    for event in &report.events {
        planner.event(event);
    }
    let groups = in_groups(planner.edits);
    Plan { changes: planner.changes, unchanged: planner.unchanged, groups }
}

struct Planner<'a> {
    book: &'a Book,
    tour: TourId,
    scope: ScopeId,
    /// The dates on which the report has something that is not cancelled.
    still_on: BTreeSet<NaiveDate>,
    /// The records that this import has planned already: days and venues stand in many rows.
    seen: BTreeSet<RecordId>,
    /// How many events of one date at one venue there have been: two shows a day are two events.
    nth: BTreeMap<(NaiveDate, String), u32>,
    edits: Vec<Edit>,
    changes: Vec<PlannedChange>,
    unchanged: usize,
}

impl Planner<'_> {
    fn event(&mut self, event: &Event) {
        let day = self.day(event);
        let named = event.venue.as_deref().filter(|name| line(name).is_some());
        let venue = named.map(|name| self.venue(event, name));
        let key = event.venue.clone().or_else(|| event.title.clone()).unwrap_or_default();
        let nth = self.nth.entry((event.date, key.to_lowercase())).or_default();
        *nth += 1;
        let nth = nth.to_string();
        let date = event.date.to_string();
        let id = self.derive("event", &[&date, &key.to_lowercase(), &nth]);
        let mut fields = Fields::new();
        put(&mut fields, "day", Some(json!(day)));
        put(&mut fields, "event_type", Some(json!("show")));
        put(&mut fields, "venue", venue.map(|id| json!(id)));
        put(&mut fields, "title", event.title.as_deref().and_then(line));
        put(&mut fields, "status", event.cancelled.then(|| json!("cancelled")));
        let title = event.title.as_deref().or(event.venue.as_deref()).unwrap_or("Show").to_owned();
        self.plan(Kind::Event, id, Some(event.date), &title, fields);
        if let Some(clock) = event.clock {
            let mut fields = Fields::new();
            put(&mut fields, "day", Some(json!(day)));
            put(&mut fields, "event", Some(json!(id)));
            put(&mut fields, "title", Some(json!("Show")));
            put(&mut fields, "item_type", Some(json!("set")));
            put(&mut fields, "key", Some(json!(true)));
            put(&mut fields, "when", Some(json!({ "precision": "exact", "start": clock })));
            let item = self.derive("show item", &[&id.to_string()]);
            self.plan(Kind::ScheduleItem, item, Some(event.date), "Show", fields);
        }
    }

    fn day(&mut self, event: &Event) -> RecordId {
        let known = self.book.day_on(event.date).map(domain::book::Entry::id);
        let id = known.unwrap_or_else(|| RecordId::of_day(self.tour, event.date));
        let mut place = Fields::new();
        put(&mut place, "city", event.city.as_deref().and_then(line));
        put(&mut place, "region", event.region.as_deref().and_then(line));
        put(&mut place, "country", event.country.as_deref().and_then(country));
        put(&mut place, "lat", event.lat.map(|lat| json!(lat)));
        put(&mut place, "lon", event.lon.map(|lon| json!(lon)));
        let mut fields = Fields::new();
        put(&mut fields, "date", Some(json!(event.date)));
        put(&mut fields, "day_type", Some(json!("show")));
        put(&mut fields, "zone", event.zone.map(|zone| json!(zone)));
        put(&mut fields, "place", (!place.is_empty()).then_some(Value::Object(place)));
        let is_off = known.is_none() && !self.still_on.contains(&event.date);
        put(&mut fields, "status", is_off.then(|| json!("cancelled")));
        let title = event.city.clone().unwrap_or_else(|| event.date.to_string());
        self.plan(Kind::Day, id, Some(event.date), &title, fields);
        id
    }

    fn venue(&mut self, event: &Event, name: &str) -> RecordId {
        let text = |value: &Option<String>| value.as_deref().unwrap_or_default().to_lowercase();
        let (city, country_name) = (text(&event.city), text(&event.country));
        let id = self.derive("venue", &[&name.to_lowercase(), &city, &country_name]);
        let mut place = Fields::new();
        put(&mut place, "address", event.address.as_deref().and_then(line));
        put(&mut place, "city", event.city.as_deref().and_then(line));
        put(&mut place, "region", event.region.as_deref().and_then(line));
        put(&mut place, "country", event.country.as_deref().and_then(country));
        put(&mut place, "lat", event.lat.map(|lat| json!(lat)));
        put(&mut place, "lon", event.lon.map(|lon| json!(lon)));
        put(&mut place, "zone", event.zone.map(|zone| json!(zone)));
        let mut fields = Fields::new();
        put(&mut fields, "name", line(name));
        put(&mut fields, "place", (!place.is_empty()).then_some(Value::Object(place)));
        self.plan(Kind::Venue, id, None, name, fields);
        id
    }

    fn derive(&self, what: &str, parts: &[&str]) -> RecordId {
        let mut all = vec![self.tour.0.as_bytes().as_slice(), what.as_bytes()];
        all.extend(parts.iter().map(|part| part.as_bytes()));
        RecordId(derived("buscall 2026 import", &all))
    }

    /// Plans one record: everything where it is new, only what it lacks where it is there. A value
    /// that differs is sent along, so that the merge keeps both.
    fn plan(
        &mut self,
        kind: Kind,
        id: RecordId,
        date: Option<NaiveDate>,
        title: &str,
        mut fields: Fields,
    ) {
        if !self.seen.insert(id) {
            return;
        }
        for (name, value) in &mut fields {
            *value = canonical(&kind, name, value);
        }
        let mut differs = Vec::new();
        let known = self.book.record(id).filter(|record| !record.deleted);
        if let Some(record) = known {
            fields.retain(|name, value| record.value(name) != value);
            differs = fields.keys().filter(|name| !record.value(name).is_null()).cloned().collect();
            if fields.is_empty() {
                self.unchanged += 1;
                return;
            }
        }
        let action = match (known, differs.is_empty()) {
            (None, _) => PlannedAction::Create,
            (Some(_), true) => PlannedAction::Fill,
            (Some(_), false) => PlannedAction::Dispute,
        };
        let title = title.to_owned();
        self.changes.push(PlannedChange { action, kind: kind.clone(), id, date, title, differs });
        let edit = match known {
            None => Edit::Create(Create { scope: self.scope, kind, id, fields }),
            Some(_) => Edit::Set {
                kind,
                id,
                fields: fields
                    .into_iter()
                    .map(|(name, to)| (name, domain::change::FromTo(Value::Null, to)))
                    .collect(),
            },
        };
        self.edits.push(edit);
    }
}

fn put(fields: &mut Fields, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        fields.insert(name.to_owned(), value);
    }
}

/// A text of a file as a line of the book: cut to its limit rather than refused, because the report
/// shows it whole.
fn line(text: &str) -> Option<Value> {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let clean: String = clean.trim().chars().take(LINE_CHARS_MAX).collect();
    let clean = clean.trim_end();
    (!clean.is_empty()).then(|| json!(clean))
}

/// A country that is known by its code; one that is not stays in the report.
fn country(text: &str) -> Option<Value> {
    Country::try_from(text).is_ok().then(|| json!(text))
}
