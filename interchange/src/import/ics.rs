//! Calendars. calcard reads them and forgives much; what is refused is decided here.
//!
//! A repeated event becomes a show each time it takes place, from the first start of the file until 400 days
//! after its last. Repetitions are counted on the wall of the event's zone, so that a weekly 20:00 stays at 20:00
//! when the clocks change.

mod event;
mod repeat;
mod start;
mod zone_rules;

use calcard::{
    Entry, Parser,
    icalendar::{
        ICalendarComponent, ICalendarComponentType, ICalendarMethod, ICalendarProperty,
        ICalendarValue,
    },
};
use chrono::{Days, NaiveDateTime};

use super::{
    ROWS_MAX,
    format::too_many_rows,
    guard::Loaded,
    headers::Role,
    report::{Notes, Problem},
    row::{Field, Row, Sheet, Value},
    zones,
};

use event::Event;
use zone_rules::Zones;

const FORMAT: &str = "ics";

/// An event without an end is followed this far past the last start in its file.
const DAYS_AHEAD: u64 = 400;

/// No calendar has more parts outside its components; the rest is not a calendar.
const STRAY_LINES_MAX: usize = 20;

/// Reads every calendar of a file, and events that stand outside one.
pub(super) fn load(text: &str) -> Loaded {
    let mut notes = Notes::default();
    let components = components(&refolded(text), &mut notes);
    let zones = Zones::of(&components);
    let calendar_zone = calendar_zone(&components, &mut notes);
    let cancelled = is_cancellation(&components);
    let found = components.iter().filter(|c| c.component_type == ICalendarComponentType::VEvent);
    let mut events: Vec<Event> = Vec::new();
    let mut count = 0;
    for component in found {
        count += 1;
        match Event::of(component, count, &zones) {
            Ok(event) => events.push(event),
            Err(problem) => notes.push((*problem).at(count)),
        }
    }
    if count == 0 {
        notes.push(Problem::error("there is no event in the calendar"));
    }
    event::refuse_repeated(&mut events, &mut notes);
    let mut sheet = Sheet::default();
    if let Some(until) = events.iter().map(|event| event.start.wall()).max().and_then(ahead) {
        sheet.rows = rows(&events, until, &mut notes);
    }
    if sheet.rows.len() > ROWS_MAX {
        notes.push(too_many_rows());
        sheet.rows.clear();
    }
    let shared: Vec<Field> = calendar_zone.into_iter().chain(cancelled).collect();
    for row in &mut sheet.rows {
        row.fields.extend(shared.iter().cloned());
    }
    Loaded { format: FORMAT, sheets: vec![sheet], notes }
}

fn ahead(last: NaiveDateTime) -> Option<NaiveDateTime> {
    last.checked_add_days(Days::new(DAYS_AHEAD))
}

/// Some writers leave empty lines inside folded ones, and others end lines the old Macintosh way.
fn refolded(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut refolded = String::with_capacity(text.len());
    for line in text.split('\n') {
        if line.starts_with([' ', '\t']) && !line.trim().is_empty() {
            let end = refolded.trim_end_matches('\n').len();
            refolded.truncate(end);
            refolded.push('\n');
        }
        refolded.push_str(line);
        refolded.push('\n');
    }
    refolded
}

fn components(text: &str, notes: &mut Notes) -> Vec<ICalendarComponent> {
    let mut parser = Parser::new(text);
    let mut components = Vec::new();
    let mut stray = 0;
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                // Parts of a component are numbered within their own calendar.
                let before = u32::try_from(components.len()).unwrap_or(u32::MAX);
                components.extend(calendar.components.into_iter().map(|mut component| {
                    component
                        .component_ids
                        .iter_mut()
                        .for_each(|id| *id = id.saturating_add(before));
                    component
                }));
            }
            Entry::VCard(_) => {
                notes.push(Problem::error("the file holds addresses and not events"));
            }
            Entry::Eof => return components,
            entry => {
                stray += 1;
                if stray > STRAY_LINES_MAX {
                    notes.push(Problem::error("the file is too damaged to be read as a calendar"));
                    return components;
                }
                notes.push(Problem::warning(format!("{} was passed over", described(&entry))));
            }
        }
    }
}

fn described(entry: &Entry) -> String {
    match entry {
        Entry::InvalidLine(line) => {
            format!("the line `{}`", line.chars().take(60).collect::<String>().trim_end())
        }
        Entry::UnterminatedComponent(name) => format!("an unfinished {name}"),
        _ => "a damaged part".to_owned(),
    }
}

/// The zone a calendar is shown in. Events name their own or take place in their city's; this is for the rest.
fn calendar_zone(components: &[ICalendarComponent], notes: &mut Notes) -> Option<Field> {
    let column = "X-WR-TIMEZONE";
    let name = components
        .iter()
        .filter(|component| component.component_type == ICalendarComponentType::VCalendar)
        .flat_map(|component| &component.entries)
        .find(|entry| matches!(&entry.name, ICalendarProperty::Other(name) if name.eq_ignore_ascii_case(column)))
        .and_then(|entry| entry.values.first()?.as_text().map(str::to_owned))?;
    match zones::named(&name) {
        Ok(zone) => {
            let value = Value::Text(zone.name().to_owned());
            Some(Field { role: Role::CalendarZone, column: column.to_owned(), value })
        }
        Err(reason) => {
            notes.push(Problem::warning(reason).about(column, &name));
            None
        }
    }
}

/// A calendar that is sent to call events off.
fn is_cancellation(components: &[ICalendarComponent]) -> Option<Field> {
    let cancels = components.iter().any(|component| {
        component.component_type == ICalendarComponentType::VCalendar
            && component.property(&ICalendarProperty::Method).is_some_and(|method| {
                method.values.first() == Some(&ICalendarValue::Method(ICalendarMethod::Cancel))
            })
    });
    let value = Value::Text("cancelled".to_owned());
    cancels.then(|| Field { role: Role::Status, column: "METHOD".to_owned(), value })
}

/// A row for every time an event takes place.
fn rows(events: &[Event], until: NaiveDateTime, notes: &mut Notes) -> Vec<Row> {
    let mut rows = Vec::new();
    let replacing: Vec<&Event> = events.iter().filter(|event| event.replaces.is_some()).collect();
    for event in events {
        let moved = replacing.iter().filter(|other| other.replaces_part_of(event));
        let moved: Vec<NaiveDateTime> =
            moved.filter_map(|other| other.replaced_wall(event)).collect();
        match repeat::walls(event, until, &moved, notes) {
            Ok(walls) => rows.extend(walls.into_iter().map(|wall| event.row(wall))),
            Err(reason) => {
                notes.push(Problem::error(reason).at(event.number).about("RRULE", &event.title));
            }
        }
        if rows.len() > ROWS_MAX {
            break;
        }
    }
    rows
}

#[cfg(test)]
mod tests;
