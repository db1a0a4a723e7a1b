//! Which items a shift moves, and why the others stay.

use super::{ShiftFrom, ShiftRequest, Stay, WhyStays, title};
use crate::book::Entry;
use crate::problem::{FieldProblem, Problem};
use crate::record::kinds::{ItemType, ScheduleItem};
use crate::record::{Line, Lines};
use crate::time::{ShowClock, When};

pub(super) struct Choice<'b> {
    pub(super) moving: Vec<&'b Entry<ScheduleItem>>,
    pub(super) stays: Vec<Stay>,
}

/// Goes through the items in show-day order. Fixed times stay whoever asks, everything else follows
/// the request.
pub(super) fn choose<'b>(
    items: &[&'b Entry<ScheduleItem>],
    request: &ShiftRequest,
) -> Result<Choice<'b>, Problem> {
    check_ids(items, request)?;
    let from = beginning(items, request.after)?;
    let anchor = match request.after {
        ShiftFrom::Item(id) => Some(id),
        ShiftFrom::Clock(_) => None,
    };
    let mut choice = Choice { moving: Vec::new(), stays: Vec::new() };
    for item in items {
        let included = request.include.contains(&item.id())
            || (request.with_anchor && anchor == Some(item.id()));
        let clock = item.when.and_then(place_in_order);
        if !included && clock.is_some_and(|clock| clock <= from) {
            continue;
        }
        match why_stays(item, clock, included, request) {
            None => choice.moving.push(item),
            Some(why) => choice.stays.push(Stay {
                id: item.id(),
                title: title(item),
                text: item.when.map(|when| when.to_string()).unwrap_or_default(),
                why,
            }),
        }
    }
    Ok(choice)
}

fn why_stays(
    item: &Entry<ScheduleItem>,
    clock: Option<ShowClock>,
    included: bool,
    request: &ShiftRequest,
) -> Option<WhyStays> {
    if clock.is_none() {
        Some(WhyStays::NoTime)
    } else if item.item_type == Some(ItemType::Curfew) {
        Some(WhyStays::Curfew)
    } else if item.hard == Some(true) {
        Some(WhyStays::Hard)
    } else if request.exclude.contains(&item.id()) {
        Some(WhyStays::Excluded)
    } else if !included && !is_concerned(item, request) {
        Some(WhyStays::NotConcerned)
    } else {
        None
    }
}

/// Whether an item names one of the departments and is of the party that the request names.
fn is_concerned(item: &Entry<ScheduleItem>, request: &ShiftRequest) -> bool {
    let departments = item.departments.as_ref().map(Lines::as_slice).unwrap_or_default();
    let named = |department: &String| departments.iter().any(|line| line.as_str() == department);
    let of_department = request.departments.is_empty() || request.departments.iter().any(named);
    let party = item.party.as_ref().map(Line::as_str);
    of_department && (request.party.is_none() || request.party.as_deref() == party)
}

/// The clock after which items move.
fn beginning(items: &[&Entry<ScheduleItem>], after: ShiftFrom) -> Result<ShowClock, Problem> {
    let id = match after {
        ShiftFrom::Clock(clock) => return Ok(clock),
        ShiftFrom::Item(id) => id,
    };
    let Some(item) = items.iter().find(|item| item.id() == id) else {
        let rule = format!("`{id}` is not an item of this day");
        return Err(FieldProblem::new("after.item", rule).into());
    };
    item.when.and_then(place_in_order).ok_or_else(|| {
        let rule = format!("`{}` has no time to shift from", title(item));
        FieldProblem::new("after.item", rule).into()
    })
}

/// Whoever names an item of another day is told, because nothing of it would move.
fn check_ids(items: &[&Entry<ScheduleItem>], request: &ShiftRequest) -> Result<(), Problem> {
    let lists = [("include", &request.include), ("exclude", &request.exclude)];
    for (field, ids) in lists {
        if let Some(id) = ids.iter().find(|id| !items.iter().any(|item| item.id() == **id)) {
            let rule = format!("`{id}` is not an item of this day");
            return Err(FieldProblem::new(field, rule).into());
        }
    }
    Ok(())
}

/// Where a time stands in the running order: its start, or the private place of one that is not
/// shown.
pub(super) fn place_in_order(when: When) -> Option<ShowClock> {
    match when {
        When::Exact(span) | When::About(span) => Some(span.start()),
        When::Tbd { sort } | When::Hidden { sort } => sort,
    }
}
