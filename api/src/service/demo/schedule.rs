//! The schedules of the demo tour: a usual show day as distances from its four times, and the days
//! that are not usual row by row.

use domain::ids::RecordId;
use domain::record::Fields;
use domain::time::ShowClock;
use serde_json::{Value, json};

use super::tour::{ARTIST, Plan, SUPPORT, Stop};

/// One row as it is written on paper.
#[derive(Clone)]
pub(super) struct Row {
    /// `19:30`, `19:30-20:15`, `~22:50`, or `TBD 23:30` for a place in the order without a time.
    pub(super) when: String,
    pub(super) title: &'static str,
    pub(super) item_type: &'static str,
    pub(super) detail: &'static str,
    pub(super) place: &'static str,
    pub(super) departments: &'static [&'static str],
}

/// A row of the table of a usual day: which of the four times, minutes from it, and how long.
struct Usual(usize, i32, i32, &'static str, &'static str, &'static [&'static str], Needs);

/// On which days a usual row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Always,
    /// The gear comes in.
    LoadIn,
    /// The gear is already there.
    InPlace,
    /// The gear goes out.
    LoadOut,
    /// The gear stays for another night.
    Stays,
}

const LOAD_IN: usize = 0;
const DOORS: usize = 1;
const STAGE: usize = 2;
const CURFEW: usize = 3;

const USUAL: [Usual; 19] = [
    Usual(LOAD_IN, -45, 0, "Buses and trucks park", "bus_park", &[], Needs::LoadIn),
    Usual(LOAD_IN, 0, 120, "Load-in", "load_in", &["Trucks"], Needs::LoadIn),
    Usual(LOAD_IN, 120, 120, "Lights and video up", "other", &["Lights", "Video"], Needs::LoadIn),
    Usual(DOORS, -330, 0, "Production call", "call", &[], Needs::InPlace),
    Usual(DOORS, -360, 60, "Lunch", "catering", &["Catering"], Needs::LoadIn),
    Usual(DOORS, -300, 90, "Audio and backline up", "other", &["Audio", "Backline"], Needs::LoadIn),
    Usual(DOORS, -210, 30, "Line check", "line_check", &["Audio"], Needs::Always),
    Usual(DOORS, -180, 90, "Soundcheck", "soundcheck", &["Audio", "Band"], Needs::Always),
    Usual(DOORS, -90, 60, "Dinner", "catering", &["Catering"], Needs::Always),
    Usual(DOORS, -75, 40, "Support soundcheck", "soundcheck", &["Audio"], Needs::Always),
    Usual(DOORS, 0, 0, "Doors", "doors", &[], Needs::Always),
    Usual(STAGE, -75, 35, SUPPORT, "support", &["Band"], Needs::Always),
    Usual(STAGE, -40, 40, "Changeover", "changeover", &["Backline"], Needs::Always),
    Usual(STAGE, 0, 90, ARTIST, "set", &["Band"], Needs::Always),
    Usual(CURFEW, 0, 0, "Curfew", "curfew", &[], Needs::Always),
    Usual(CURFEW, 15, 105, "Load-out", "load_out", &["Trucks"], Needs::LoadOut),
    Usual(CURFEW, 15, 30, "Lock up, gear stays", "other", &["Production"], Needs::Stays),
    Usual(CURFEW, 60, 0, "Shuttle to the hotel", "travel", &[], Needs::Stays),
    Usual(CURFEW, 150, 0, "Bus call", "bus_call", &[], Needs::LoadOut),
];

/// Time, title, type, detail, departments.
type PlainRow = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const REHEARSAL: [PlainRow; 6] = [
    ("10:00-12:00", "Load-in", "load_in", "", &["Trucks"]),
    ("12:00-14:00", "Focus and programming", "other", "", &["Lights", "Video"]),
    ("13:00-14:00", "Lunch", "catering", "", &["Catering"]),
    ("14:30-16:00", "Line check and monitors", "line_check", "", &["Audio"]),
    ("16:00-19:30", "Full run, twice", "soundcheck", "Show order as sent on Monday.", &["Band"]),
    ("19:30-20:30", "Dinner", "catering", "", &["Catering"]),
];

/// The rows of the matinee, before those of the evening.
const MATINEE: [PlainRow; 6] = [
    ("10:30", "Production call", "call", "", &["Production"]),
    ("11:30-12:45", "Soundcheck", "soundcheck", "For both shows.", &["Audio", "Band"]),
    ("13:30", "Doors, matinee", "doors", "All ages, under 14 with an adult.", &[]),
    ("14:15-14:45", SUPPORT, "support", "30 min", &["Band"]),
    ("15:15-16:30", "Hollow Coast, matinee", "set", "75 min, the short set", &["Band"]),
    ("16:30-17:00", "House cleared", "other", "", &[]),
];

const EVENING: [PlainRow; 8] = [
    ("17:00-18:15", "Dinner", "catering", "", &["Catering"]),
    ("18:30", "Doors", "doors", "", &[]),
    ("19:15-19:50", SUPPORT, "support", "35 min", &["Band"]),
    ("19:50-20:30", "Changeover", "changeover", "", &["Backline"]),
    ("20:30-22:00", ARTIST, "set", "90 min", &["Band"]),
    ("22:30", "Curfew", "curfew", "Residents' agreement, no exception.", &[]),
    ("22:45-00:30+1", "Load-out", "load_out", "", &["Trucks"]),
    ("01:00+1", "Bus call", "bus_call", "", &[]),
];

const FESTIVAL: [PlainRow; 10] = [
    ("12:15", "Buses at artist gate C", "arrival", "Wristbands at the hut, photo on file.", &[]),
    ("13:00-14:30", "Gear to the holding area", "load_in", "Rolling risers behind stage 2.", &[]),
    ("15:00", "Site opens", "doors", "", &[]),
    ("16:00-17:00", "Interviews", "press", "", &["Band"]),
    ("17:30-19:00", "Dinner", "catering", "Artist catering, tent 4.", &["Catering"]),
    (
        "20:40-21:40",
        "Changeover",
        "changeover",
        "Line check on headphones.",
        &["Audio", "Backline"],
    ),
    ("21:40-22:40", ARTIST, "set", "60 min, Maas stage", &["Band"]),
    ("23:30", "Curfew", "curfew", "", &[]),
    ("23:40-00:40+1", "Load-out", "load_out", "", &["Trucks"]),
    ("02:00+1", "Bus call", "bus_call", "", &[]),
];

/// The rows of a date and, on a day with two shows, those of its first.
pub(super) fn rows(stop: &Stop) -> (Vec<Row>, Vec<Row>) {
    match stop.plan {
        Plan::Rehearsal => (plain(&REHEARSAL), Vec::new()),
        Plan::TwoShows => (plain(&EVENING), plain(&MATINEE)),
        Plan::Festival => (plain(&FESTIVAL), Vec::new()),
        Plan::Show | Plan::FirstNight | Plan::LastNight => (usual(stop), Vec::new()),
        Plan::Travel | Plan::Off => (Vec::new(), Vec::new()),
    }
}

fn plain(table: &[PlainRow]) -> Vec<Row> {
    let row = |&(when, title, item_type, detail, departments): &PlainRow| Row {
        when: when.to_owned(),
        title,
        item_type,
        detail,
        place: "",
        departments,
    };
    table.iter().map(row).collect()
}

fn usual(stop: &Stop) -> Vec<Row> {
    let rows = USUAL.iter().filter(|row| stands(row.6, stop.plan));
    rows.filter_map(|Usual(time, from, minutes, title, item_type, departments, _)| {
        let anchor: ShowClock = stop.times[*time].parse().ok()?;
        let start = anchor.plus_minutes(*from)?;
        let end = start.plus_minutes(*minutes).filter(|end| *end > start);
        let when = end.map_or_else(|| start.to_string(), |end| format!("{start}-{end}"));
        Some(Row { when, title, item_type, detail: "", place: "", departments })
    })
    .collect()
}

fn stands(needs: Needs, plan: Plan) -> bool {
    match needs {
        Needs::Always => true,
        Needs::LoadIn => matches!(plan, Plan::Show | Plan::FirstNight),
        Needs::InPlace => plan == Plan::LastNight,
        Needs::LoadOut => matches!(plan, Plan::Show | Plan::LastNight),
        Needs::Stays => plan == Plan::FirstNight,
    }
}

/// The fields of a row on its day. What cannot move is hard: doors and curfew.
pub(super) fn fields(row: &Row, day: RecordId, event: Option<RecordId>, confirmed: bool) -> Value {
    let curfew = row.item_type == "curfew";
    json!({
        "day": day, "event": event, "title": row.title, "item_type": row.item_type,
        "when": when(&row.when), "detail": row.detail, "place": row.place,
        "departments": row.departments, "confirmed": confirmed,
        "hard": (curfew || row.item_type == "doors").then_some(true),
        "curfew_kind": curfew.then_some("hard"),
    })
}

/// A time as it is written in the tables, as the value of a field.
pub(super) fn when(text: &str) -> Value {
    if let Some(sort) = text.strip_prefix("TBD ") {
        return json!({ "precision": "tbd", "sort": sort });
    }
    let (precision, span) = match text.strip_prefix('~') {
        Some(span) => ("about", span),
        None => ("exact", text),
    };
    let (start, end) = match span.split_once('-') {
        Some((start, end)) => (start, Some(end)),
        None => (span, None),
    };
    let mut when = Fields::new();
    when.insert("precision".to_owned(), precision.into());
    when.insert("start".to_owned(), start.into());
    when.extend(end.map(|end| ("end".to_owned(), end.into())));
    Value::Object(when)
}
