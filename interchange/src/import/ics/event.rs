//! One event of a calendar.

use std::collections::HashMap;

use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarProperty, ICalendarRecurrenceRule,
    ICalendarStatus, ICalendarValue,
};
use chrono::{NaiveDateTime, TimeDelta, Timelike};

use super::{
    start::{Start, clock},
    zone_rules::Zones,
};
use crate::import::{
    headers::Role,
    report::{Notes, Problem, Refusal},
    row::{Field, Row, Value, When},
};

/// An event and how it repeats.
#[derive(Debug)]
pub(super) struct Event {
    /// Its place in the file, from 1.
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) start: Start,
    pub(super) rules: Vec<ICalendarRecurrenceRule>,
    pub(super) added: Vec<Start>,
    pub(super) removed: Vec<Start>,
    uid: Option<String>,
    sequence: i64,
    /// The time of another event that this one takes the place of.
    pub(super) replaces: Option<Start>,
    fields: Vec<Field>,
}

impl Event {
    /// Reads an event, or says why it is none.
    pub(super) fn of(
        component: &ICalendarComponent,
        number: usize,
        zones: &Zones,
    ) -> Result<Self, Refusal> {
        let text = |name: &ICalendarProperty| {
            component.property(name)?.values.first()?.as_text().map(str::trim).map(str::to_owned)
        };
        let title = text(&ICalendarProperty::Summary).unwrap_or_default();
        let refused = |reason: &str, column: &str| -> Refusal {
            Problem::error(reason).about(column, &title).into()
        };
        let Some(entry) = component.property(&ICalendarProperty::Dtstart) else {
            return Err(refused("the event has no start", "DTSTART"));
        };
        let start = entry.values.first().and_then(|value| Start::of(entry, value, zones));
        let Some(start) = start else {
            let value = entry.values.first().and_then(|value| value.as_text()).unwrap_or_default();
            return Err(Problem::error("the start of the event is no date")
                .about("DTSTART", value)
                .into());
        };
        let mut rules = Vec::new();
        for value in values(component, &ICalendarProperty::Rrule).map(|(_, value)| value) {
            match value {
                ICalendarValue::RecurrenceRule(rule) => rules.push((**rule).clone()),
                other => {
                    let rule = other.as_text().unwrap_or_default();
                    let reason = "how the event repeats cannot be read";
                    return Err(Problem::error(reason).about("RRULE", rule).into());
                }
            }
        }
        let starts = |name: &ICalendarProperty| -> Result<Vec<Start>, Refusal> {
            let found = values(component, name).map(|(entry, value)| {
                Start::of(entry, value, zones).ok_or_else(|| {
                    refused("a date of the repetition cannot be read", "RDATE, EXDATE")
                })
            });
            found.collect()
        };
        Ok(Self {
            number,
            start,
            rules,
            added: starts(&ICalendarProperty::Rdate)?,
            removed: starts(&ICalendarProperty::Exdate)?,
            replaces: starts(&ICalendarProperty::RecurrenceId)?.into_iter().next(),
            uid: component.uid().map(str::to_owned),
            sequence: integer(component, &ICalendarProperty::Sequence),
            fields: fields(component, &title, text(&ICalendarProperty::Location)),
            title,
        })
    }

    /// Whether this event takes the place of one time of another.
    pub(super) fn replaces_part_of(&self, other: &Self) -> bool {
        self.replaces.is_some()
            && other.replaces.is_none()
            && self.uid.is_some()
            && self.uid == other.uid
            && self.number != other.number
    }

    /// The time of the other event that this one replaces.
    pub(super) fn replaced_wall(&self, other: &Self) -> Option<NaiveDateTime> {
        let replaced = self.replaces.as_ref()?;
        match (replaced, &other.start) {
            (Start::Day(date), start) => Some(date.and_time(start.wall().time())),
            (replaced, start) => Some(replaced.on_wall_of(start)),
        }
    }

    /// The row of one time it takes place.
    pub(super) fn row(&self, wall: NaiveDateTime) -> Row {
        let start = self.start.at(wall);
        let mut fields = vec![Field {
            role: Role::Date,
            column: "DTSTART".to_owned(),
            value: Value::Settled(when(&start)),
        }];
        let zone = match &start {
            Start::Zoned(_, zone) => Some(zone.name().to_owned()),
            Start::Unexplained(_, name) => Some(name.clone()),
            _ => None,
        };
        if let Some(zone) = zone {
            let (role, column) = (Role::Zone, "TZID".to_owned());
            fields.push(Field { role, column, value: Value::Text(zone) });
        }
        fields.extend(self.fields.iter().cloned());
        Row { number: self.number, section_year: None, fields }
    }
}

fn when(start: &Start) -> When {
    let wall = |wall: NaiveDateTime| match clock(wall) {
        Some(clock) => When::Wall { date: wall.date(), clock, second: wall.second() },
        None => When::Day(wall.date()),
    };
    match start {
        Start::Day(date) => When::Day(*date),
        Start::Floating(at) | Start::Zoned(at, _) | Start::Unexplained(at, _) => wall(*at),
        Start::Utc(at) => When::Instant { at: at.and_utc(), written: *at, offset_minutes: None },
        Start::Ruled(written, rules) => {
            let seconds = rules.offset_seconds(*written);
            match written.checked_sub_signed(TimeDelta::seconds(seconds.into())) {
                Some(at) => When::Instant {
                    at: at.and_utc(),
                    written: *written,
                    offset_minutes: Some(seconds / 60),
                },
                None => wall(*written),
            }
        }
    }
}

/// An event given twice, without saying that one replaces a part of the other, takes place once: the one with
/// the higher sequence number, or the first.
pub(super) fn refuse_repeated(events: &mut Vec<Event>, notes: &mut Notes) {
    let mut kept: HashMap<(String, NaiveDateTime), (usize, i64)> = HashMap::new();
    for event in events.iter().filter(|event| event.replaces.is_none()) {
        let Some(uid) = event.uid.clone() else { continue };
        let best = kept.entry((uid, event.start.wall())).or_insert((event.number, event.sequence));
        if event.sequence > best.1 {
            *best = (event.number, event.sequence);
        }
    }
    events.retain(|event| {
        let uid = event.uid.clone().filter(|_| event.replaces.is_none());
        let best = uid.and_then(|uid| kept.get(&(uid, event.start.wall())));
        let other = best.map(|(number, _)| *number).filter(|number| *number != event.number);
        if let Some(other) = other {
            let reason = format!("the event is given again as number {other}");
            notes.push(Problem::error(reason).at(event.number).about("UID", &event.title));
        }
        other.is_none()
    });
}

fn values<'c>(
    component: &'c ICalendarComponent,
    name: &'c ICalendarProperty,
) -> impl Iterator<Item = (&'c ICalendarEntry, &'c ICalendarValue)> {
    component
        .properties(name)
        .flat_map(|entry| entry.values.iter().map(move |value| (entry, value)))
}

fn integer(component: &ICalendarComponent, name: &ICalendarProperty) -> i64 {
    component.property(name).and_then(|entry| entry.values.first()?.as_integer()).unwrap_or(0)
}

/// What the event says beside its time.
fn fields(component: &ICalendarComponent, title: &str, location: Option<String>) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut push = |role, column: &str, text: String| {
        if !text.is_empty() {
            fields.push(Field { role, column: column.to_owned(), value: Value::Text(text) });
        }
    };
    push(Role::Title, "SUMMARY", title.to_owned());
    push(Role::Location, "LOCATION", location.unwrap_or_default());
    let geo = component.property(&ICalendarProperty::Geo).map(|entry| entry.values.as_slice());
    if let Some([lat, lon]) = geo
        && let (Some(lat), Some(lon)) = (lat.as_float(), lon.as_float())
    {
        push(Role::Lat, "GEO", lat.to_string());
        push(Role::Lon, "GEO", lon.to_string());
    }
    if component.status() == Some(&ICalendarStatus::Cancelled) {
        push(Role::Status, "STATUS", "cancelled".to_owned());
    }
    fields
}
