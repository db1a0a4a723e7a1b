//! The schedule templates of the demo tour.

use domain::record::Kind;
use serde_json::{Value, json};

use super::pen::Pen;
use super::schedule;
use crate::error::Result;

/// Time, title, type, hard.
type Row = (&'static str, &'static str, &'static str, bool);

const HALL: [Row; 13] = [
    ("09:00-11:00", "Load-in", "load_in", false),
    ("11:00-13:00", "Lights and video up", "other", false),
    ("13:00-14:00", "Lunch", "catering", false),
    ("15:30-16:00", "Line check", "line_check", false),
    ("16:00-17:30", "Soundcheck", "soundcheck", false),
    ("17:30-18:30", "Dinner", "catering", false),
    ("17:45-18:25", "Support soundcheck", "soundcheck", false),
    ("19:00", "Doors", "doors", true),
    ("19:45-20:20", "Paper Lanterns", "support", false),
    ("20:20-21:00", "Changeover", "changeover", false),
    ("21:00-22:30", "Hollow Coast", "set", false),
    ("23:00", "Curfew", "curfew", true),
    ("23:15-01:00+1", "Load-out", "load_out", false),
];

const FESTIVAL: [Row; 5] = [
    ("12:00", "Artist gate", "arrival", false),
    ("13:00-14:30", "Gear to the holding area", "load_in", false),
    ("TBD 18:00", "Line check", "line_check", false),
    ("~21:00-22:00", "Hollow Coast", "set", true),
    ("23:00-00:00+1", "Load-out", "load_out", false),
];

/// Writes both templates.
pub(super) fn write(pen: &mut Pen<'_>) -> Result<()> {
    for (name, day_type, rows) in
        [("Hall", "show", HALL.as_slice()), ("Festival", "festival", FESTIVAL.as_slice())]
    {
        let items: Vec<Value> = rows.iter().map(item).collect();
        let fields = json!({ "name": name, "day_type": day_type, "items": items });
        pen.add("everyone", Kind::ScheduleTemplate, fields)?;
    }
    pen.end_group(None);
    Ok(())
}

fn item((when, title, item_type, hard): &Row) -> Value {
    let key = matches!(*item_type, "doors" | "set" | "curfew");
    json!({
        "title": title, "item_type": item_type, "when": schedule::when(when), "hard": hard,
        "key": key,
    })
}
