//! "Push everything after soundcheck by 30 minutes": what would move, what stays and what that
//! breaks, before anything is written.
//!
//! A plan changes nothing. Its edits are one group of the usual kind, each from the time that was
//! shown to the new one, so a day that somebody else has changed meanwhile disputes like any other.

mod choose;
mod conflicts;
mod road;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use self::choose::{Choice, choose};
pub use self::conflicts::{CurfewConflict, Overlap, OverlapKind};
pub use self::road::RoadEffect;
use crate::book::{Book, DayOn, Entry};
use crate::change::Edit;
use crate::ids::RecordId;
use crate::limits::{GROUP_EDITS_MAX, SHIFT_MINUTES_MAX};
use crate::problem::{ErrorCode, FieldProblem, Problem};
use crate::record::kinds::ScheduleItem;
use crate::routing::Roads;
use crate::time::{ShowClock, When};
use crate::view::{ClockReport, ShownTime};

/// What is to be shifted, and how far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShiftRequest {
    /// From where on. What starts at that very minute stays.
    pub after: ShiftFrom,
    /// Whether the item that is shifted from moves too.
    #[serde(default)]
    pub with_anchor: bool,
    /// Minutes later, or earlier when negative; not 0, at most 12 hours.
    pub minutes: i32,
    /// Items that move although they stand before, or outside the departments and party named.
    #[serde(default)]
    pub include: Vec<RecordId>,
    /// Items that stay although they stand after.
    #[serde(default)]
    pub exclude: Vec<RecordId>,
    /// Only items that name one of these departments move; none means all items.
    #[serde(default)]
    pub departments: Vec<String>,
    /// Only items of this party move.
    #[serde(default)]
    pub party: Option<String>,
}

/// Where a shift begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShiftFrom {
    /// After the start of this item.
    Item(RecordId),
    /// After this clock of the show day.
    Clock(ShowClock),
}

/// What a shift would do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShiftPlan {
    /// The date whose day is shifted.
    pub date: NaiveDate,
    /// How many minutes later, or earlier when negative.
    pub minutes: i32,
    /// What moves, in show-day order.
    pub moves: Vec<Move>,
    /// What stays although it stands after the beginning of the shift, and why.
    pub stays: Vec<Stay>,
    /// What would overlap or change its order, and did not before.
    pub overlaps: Vec<Overlap>,
    /// What would run past a curfew.
    pub curfew: Vec<CurfewConflict>,
    /// New times that a change of the clocks skips.
    pub skipped: Vec<MovedReport>,
    /// New times that a change of the clocks repeats.
    pub repeated: Vec<MovedReport>,
    /// What it does to the drives from this date and to it: tomorrow's load-in, the driver's hours.
    pub road: Vec<RoadEffect>,
    /// One edit for each move, to be sent as one group.
    pub edits: Vec<Edit>,
}

/// One item that moves.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Move {
    /// The item.
    pub id: RecordId,
    /// What it is called.
    pub title: String,
    /// Its time now. A TBD item moves by its private place in the running order.
    pub from: When,
    /// Its new time.
    pub to: When,
    /// Its time now, as it is printed.
    pub from_text: String,
    /// Its new time, as it is printed.
    pub to_text: String,
    /// The instant of its start now; null without a time or a zone.
    pub from_instant: Option<DateTime<Utc>>,
    /// The instant of its new start.
    pub to_instant: Option<DateTime<Utc>>,
}

/// One item that stays.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stay {
    /// The item.
    pub id: RecordId,
    /// What it is called.
    pub title: String,
    /// Its time, as it is printed.
    pub text: String,
    /// Why it stays.
    pub why: WhyStays,
}

/// Why an item stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WhyStays {
    /// It is a fixed time.
    Hard,
    /// It is a curfew.
    Curfew,
    /// It has no time and no place in the running order.
    NoTime,
    /// The request excludes it.
    Excluded,
    /// It is not of the departments or the party that were named.
    NotConcerned,
}

/// What a change of the clocks does to a new time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MovedReport {
    /// The item.
    pub id: RecordId,
    /// What it is called.
    pub title: String,
    /// What happens to it.
    pub report: ClockReport,
}

/// What a shift of a day would do. It is a problem where the date has no day, the beginning has no
/// time, the distance is beyond the limit, or an item would leave its show day.
pub fn plan(
    book: &Book,
    roads: &Roads,
    date: NaiveDate,
    request: &ShiftRequest,
) -> Result<ShiftPlan, Problem> {
    check_minutes(request.minutes)?;
    let on = book.on(date).ok_or_else(|| {
        Problem::new(ErrorCode::NotFound, format!("the tour has no day on `{date}`"))
    })?;
    let items = on.items();
    let Choice { moving, stays } = choose(&items, request)?;
    let shifted = shift_all(&moving, request.minutes)?;
    if shifted.len() > GROUP_EDITS_MAX {
        let n = shifted.len();
        let rule = format!("{n} items would move, the limit is {GROUP_EDITS_MAX}");
        return Err(FieldProblem::new("after", rule).into());
    }
    let moved: BTreeMap<_, _> = shifted.iter().map(|(item, to)| (item.id(), *to)).collect();
    let (mut skipped, mut repeated) = (Vec::new(), Vec::new());
    for (item, to) in &shifted {
        reports(&on, item, *to, &mut skipped, &mut repeated);
    }
    Ok(ShiftPlan {
        date,
        minutes: request.minutes,
        overlaps: conflicts::overlaps(&items, &moved),
        curfew: conflicts::curfews(&items, &moved),
        skipped,
        repeated,
        road: road::effects(book, roads, date, &moved),
        edits: shifted.iter().map(|(item, to)| edit(item, *to)).collect(),
        moves: shifted.iter().filter_map(|(item, to)| a_move(&on, item, *to)).collect(),
        stays,
    })
}

fn check_minutes(minutes: i32) -> Result<(), Problem> {
    let rule = if minutes == 0 {
        "must not be 0".to_owned()
    } else if minutes.unsigned_abs() > SHIFT_MINUTES_MAX.unsigned_abs() {
        format!("`{minutes}` is more than {SHIFT_MINUTES_MAX} minutes; make a new plan")
    } else {
        return Ok(());
    };
    Err(FieldProblem::new("minutes", rule).into())
}

type Shifted<'b> = Vec<(&'b Entry<ScheduleItem>, When)>;

/// The new times; a problem that names every item that would leave the show day.
fn shift_all<'b>(moving: &[&'b Entry<ScheduleItem>], minutes: i32) -> Result<Shifted<'b>, Problem> {
    let (mut shifted, mut outside) = (Vec::new(), Vec::new());
    for item in moving {
        let Some(when) = item.when else { continue };
        match when.shifted(minutes) {
            Some(to) => shifted.push((*item, to)),
            None => outside.push(format!("`{}` at `{when}`", title(item))),
        }
    }
    if outside.is_empty() {
        return Ok(shifted);
    }
    let last = ShowClock::from_minutes(ShowClock::MAX_MINUTES).map(|last| last.to_string());
    let rule = format!(
        "{} would leave the show day, which runs from `00:00` to `{}`",
        outside.join(", "),
        last.unwrap_or_default()
    );
    Err(FieldProblem::new("minutes", rule).into())
}

fn edit(item: &Entry<ScheduleItem>, to: When) -> Edit {
    let to = serde_json::to_value(to).expect("a time is a JSON object of texts");
    Edit::set(item.record(), [("when", to)])
}

fn a_move(on: &DayOn<'_>, item: &Entry<ScheduleItem>, to: When) -> Option<Move> {
    let zone = item.zone.or(on.zone());
    let shown = |when| ShownTime::new(Some(when), on.date(), zone);
    let from = item.when?;
    let (before, after) = (shown(from), shown(to));
    Some(Move {
        id: item.id(),
        title: title(item),
        from,
        to,
        from_text: before.text,
        to_text: after.text,
        from_instant: before.instant,
        to_instant: after.instant,
    })
}

fn reports(
    on: &DayOn<'_>,
    item: &Entry<ScheduleItem>,
    to: When,
    skipped: &mut Vec<MovedReport>,
    repeated: &mut Vec<MovedReport>,
) {
    let shown = ShownTime::new(Some(to), on.date(), item.zone.or(on.zone()));
    for report in shown.clock_reports {
        let list = match report.kind {
            crate::view::ClockReportKind::Skipped => &mut *skipped,
            crate::view::ClockReportKind::Repeated => &mut *repeated,
        };
        list.push(MovedReport { id: item.id(), title: title(item), report });
    }
}

fn title(item: &Entry<ScheduleItem>) -> String {
    item.title.as_ref().map(ToString::to_string).unwrap_or_default()
}
