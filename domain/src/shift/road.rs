//! What a shift does to the drives from its date and to it: whether tomorrow's load-in is still made, and whether
//! the driver may still drive.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::book::Book;
use crate::ids::RecordId;
use crate::routing::Roads;
use crate::time::When;
use crate::view::{LeaveBy, LegHours, Verdict, driver_hours, duration, short_date};

/// A drive that a shift changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoadEffect {
    /// The date that the drive leads to.
    pub date: NaiveDate,
    /// The vehicle's record; null for the bus of a tour that names none.
    pub vehicle: Option<RecordId>,
    /// The arrival now.
    pub from_arrival: Option<LeaveBy>,
    /// The arrival after the shift.
    pub to_arrival: Option<LeaveBy>,
    /// Minutes to spare before load-in now, negative where it is missed.
    pub from_slack_minutes: Option<i64>,
    /// The same after the shift.
    pub to_slack_minutes: Option<i64>,
    /// Whether it is legal now.
    pub from_verdict: Verdict,
    /// Whether it would be.
    pub to_verdict: Verdict,
    /// Whether load-in would be missed, or the drive not be legal, and neither is so now.
    pub is_worse: bool,
    /// The sentence.
    pub sentence: String,
}

/// The drives whose arrival, slack or verdict changes.
pub(super) fn effects(
    book: &Book,
    roads: &Roads,
    date: NaiveDate,
    moved: &BTreeMap<RecordId, When>,
) -> Vec<RoadEffect> {
    if moved.is_empty() {
        return Vec::new();
    }
    let (before, after) = (driver_hours(book, roads), driver_hours(&with(book, moved), roads));
    let pairs = before.vehicles.iter().zip(&after.vehicles);
    let legs = pairs.flat_map(|(before, after)| {
        let legs = before.legs.iter().zip(&after.legs);
        legs.map(|(from, to)| (before.vehicle, before.name.as_str(), from, to))
    });
    let touched = legs.filter(|(.., from, _)| from.from_date == date || from.date == date);
    touched.filter_map(|(vehicle, name, from, to)| effect(vehicle, name, from, to)).collect()
}

/// The book as it would be.
fn with(book: &Book, moved: &BTreeMap<RecordId, When>) -> Book {
    let mut after = book.clone();
    for (id, when) in moved {
        let record = book.record(*id).cloned().zip(serde_json::to_value(when).ok());
        if let Some((mut record, when)) = record {
            record.ver += 1;
            record.fields.insert("when".to_owned(), when);
            after.apply(record);
        }
    }
    after
}

fn effect(
    vehicle: Option<RecordId>,
    name: &str,
    from: &LegHours,
    to: &LegHours,
) -> Option<RoadEffect> {
    let told = |leg: &LegHours| (leg.arrives, leg.slack_minutes, leg.verdict);
    if told(from) == told(to) {
        return None;
    }
    let misses = |leg: &LegHours| leg.slack_minutes.is_some_and(|slack| slack < 0);
    let is_illegal = |leg: &LegHours| {
        matches!(leg.verdict, Verdict::NeedsSecondDriver | Verdict::NotLegalAsPlanned)
    };
    let is_worse = (misses(to) && !misses(from)) || (is_illegal(to) && !is_illegal(from));
    Some(RoadEffect {
        date: to.date,
        vehicle,
        from_arrival: from.arrives,
        to_arrival: to.arrives,
        from_slack_minutes: from.slack_minutes,
        to_slack_minutes: to.slack_minutes,
        from_verdict: from.verdict,
        to_verdict: to.verdict,
        is_worse,
        sentence: sentence(name, from, to),
    })
}

/// `Bus to Köln arrives Wed 2 Dec 09:40, 40 min after load-in (now 20 min before it); needs a second driver`.
fn sentence(name: &str, from: &LegHours, to: &LegHours) -> String {
    let place = to.to_city.clone().unwrap_or_else(|| short_date(to.date));
    let arrives = to.arrives.map(|arrives| {
        let wall = arrives.at_arrival;
        format!(" arrives {} {}", short_date(wall.date), wall.clock)
    });
    let of_load_in = |slack: i64| match slack {
        0 => "at load-in".to_owned(),
        1.. => format!("{} before load-in", duration(slack)),
        _ => format!("{} after load-in", duration(-slack)),
    };
    let slack = to.slack_minutes.map(|slack| format!(", {}", of_load_in(slack)));
    let now = from
        .slack_minutes
        .filter(|_| from.slack_minutes != to.slack_minutes)
        .map(|slack| format!(" (now {})", of_load_in(slack)));
    let verdict = (from.verdict != to.verdict).then_some(match to.verdict {
        Verdict::Legal => "; legal then",
        Verdict::LegalWithReducedRest => "; legal then with reduced rest",
        Verdict::NeedsSecondDriver => "; needs a second driver then",
        Verdict::NotLegalAsPlanned => "; not legal then",
        Verdict::NoRules | Verdict::Unknown => "; nobody can say whether it is legal then",
    });
    let parts = [arrives, slack, now].map(Option::unwrap_or_default).concat();
    format!("{name} to {place}{parts}{}", verdict.unwrap_or_default())
}
