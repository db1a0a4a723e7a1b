//! Which limit a row of the schedule has to keep.

use super::entry::Entry;
use crate::record::kinds::{ItemType, ScheduleItem};

/// The curfew that holds for a row: of its own event, where both name one; the first at or after
/// its start, so that a matinee's does not hold for the evening; failing that the last one.
pub fn curfew_of<'b>(
    items: &[&'b Entry<ScheduleItem>],
    row: &Entry<ScheduleItem>,
) -> Option<&'b Entry<ScheduleItem>> {
    let start = row.when?.start()?;
    let holds = |item: &&Entry<ScheduleItem>| {
        item.item_type == Some(ItemType::Curfew)
            && item.id() != row.id()
            && item.when.is_some_and(|when| when.has_time())
            && (item.event.is_none() || row.event.is_none() || item.event == row.event)
    };
    let curfews: Vec<_> = items.iter().copied().filter(holds).collect();
    let after = |item: &&&Entry<ScheduleItem>| {
        item.when.and_then(|when| when.start()).is_some_and(|limit| limit >= start)
    };
    let limit = |item: &&&'b Entry<ScheduleItem>| item.when.and_then(|when| when.start());
    curfews.iter().filter(after).min_by_key(limit).or(curfews.iter().max_by_key(limit)).copied()
}
