//! What is wrong with a day as it is planned, or missing: sentences for whoever plans it.

use serde::Serialize;

use super::travel::leg;
use crate::book::{DayOn, Entry, curfew_of};
use crate::ids::RecordId;
use crate::record::kinds::{ItemType, ScheduleItem, Travel};
use crate::time::Zone;
use crate::view::words::{duration, text};

/// Something that is wrong with the day as it is planned, or missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetProblem {
    /// What is wrong.
    pub kind: SheetProblemKind,
    /// The sentence.
    pub text: String,
    /// The record that it is about.
    pub record: RecordId,
}

/// What is wrong with a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SheetProblemKind {
    /// The day has no zone, so its clocks have no instants.
    NoZone,
    /// The day's zone is not that of its venue.
    OtherZone,
    /// There is more than one day on the date.
    TwoDays,
    /// A record of the day cannot be read.
    Unreadable,
    /// A set runs past a curfew.
    PastCurfew,
    /// A leg of travel arrives before it departs.
    ArrivesFirst,
}

pub(super) fn problems(on: &DayOn<'_>) -> Vec<SheetProblem> {
    let mut problems = Vec::new();
    problems.extend(zone_problem(on));
    for day in on.days().iter().skip(1) {
        let text = "This date has two days; both are shown here. Move what is on one of them to \
                    the other and delete it";
        problems.push(problem(SheetProblemKind::TwoDays, text.to_owned(), day.id()));
    }
    for (record, why) in on.book().unreadable_records() {
        if on.days().iter().any(|day| record.parent() == Some(day.id())) {
            let text = format!("A {} cannot be shown: {} {}", record.kind, why.field, why.rule);
            problems.push(problem(SheetProblemKind::Unreadable, text, record.id));
        }
    }
    problems.extend(past_curfew(&on.items()));
    problems.extend(on.travels().into_iter().filter_map(|travel| arrives_first(on, travel)));
    problems
}

fn problem(kind: SheetProblemKind, text: String, record: RecordId) -> SheetProblem {
    SheetProblem { kind, text, record }
}

/// A day without a zone, and a day whose clocks are not those of its venue. Nothing is corrected
/// here: a wrong zone that somebody sees is better than a guess that nobody does.
fn zone_problem(on: &DayOn<'_>) -> Option<SheetProblem> {
    let venue_zone = on.venues().iter().find_map(|venue| venue.place.as_ref()?.zone);
    let place_zone = on.place().and_then(|place| place.zone).or(venue_zone);
    match (on.zone(), place_zone) {
        (None, place_zone) => {
            let hint = place_zone.map_or_else(String::new, |zone: Zone| {
                format!("; where it is, clocks are set to {zone}")
            });
            let text = format!("No time zone is set, so times have no instants{hint}");
            Some(problem(SheetProblemKind::NoZone, text, on.day().id()))
        }
        (Some(zone), Some(place_zone)) if zone != place_zone => {
            let ahead = crate::view::shown::minutes_ahead(on.date(), zone, place_zone);
            let text = format!(
                "The day's zone is {zone} and its place is in {place_zone}, {} apart",
                duration(ahead.abs())
            );
            (ahead != 0).then(|| problem(SheetProblemKind::OtherZone, text, on.day().id()))
        }
        _ => None,
    }
}

/// The usual slip is an arrival of the next morning without its `+1`.
fn arrives_first(on: &DayOn<'_>, travel: &Entry<Travel>) -> Option<SheetProblem> {
    let leg = leg(on, travel);
    let (departs, arrives) = leg.depart.time.instant.zip(leg.arrive.time.instant)?;
    let text = format!(
        "{} would arrive at {} before it departs at {}; write `+1` for the next day",
        leg.title, leg.arrive.time.text, leg.depart.time.text
    );
    (arrives < departs).then(|| problem(SheetProblemKind::ArrivesFirst, text, leg.id))
}

fn past_curfew(items: &[&Entry<ScheduleItem>]) -> Vec<SheetProblem> {
    let plays = |item: &&&Entry<ScheduleItem>| {
        matches!(item.item_type, Some(ItemType::Set | ItemType::Support))
    };
    let sets = items.iter().filter(plays);
    sets.filter_map(|set| past(curfew_of(items, set)?, set)).collect()
}

fn past(curfew: &Entry<ScheduleItem>, set: &Entry<ScheduleItem>) -> Option<SheetProblem> {
    let limit = curfew.when?.start()?;
    let ends = set.when?.end().or(set.when?.start())?;
    let minutes = i32::from(ends.minutes()) - i32::from(limit.minutes());
    let over = (minutes > 0).then(|| duration(minutes))?;
    let title = text(set.title.as_ref()).unwrap_or_default();
    let penalty = curfew.penalty.as_ref().map(|penalty| format!(" ({penalty})"));
    let text = format!(
        "{title} runs to {ends}, {over} past the curfew at {limit}{}",
        penalty.unwrap_or_default()
    );
    Some(problem(SheetProblemKind::PastCurfew, text, set.id()))
}
