//! The rows of a day's schedule.

use serde::Serialize;

use super::blocks::open_disputes;
use crate::advance::VenueSays;
use crate::book::{DayOn, Entry};
use crate::ids::RecordId;
use crate::record::kinds::{CurfewKind, ItemType, ScheduleItem};
use crate::record::{Line, Lines};
use crate::view::shown::{ShownTime, ShownZone, noon};
use crate::view::words::text;

/// One row of the schedule.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScheduleRow {
    /// The item's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// The event it belongs to, on a day with several.
    pub event: Option<RecordId>,
    /// What happens.
    pub title: String,
    /// When: the value, its text, its instants.
    #[serde(flatten)]
    pub time: ShownTime,
    /// The zone of its clock, where it is not the day's.
    pub zone: Option<ShownZone>,
    /// What kind of row it is.
    pub item_type: Option<ItemType>,
    /// Whether it is agreed. Everything starts unconfirmed.
    pub confirmed: bool,
    /// Whether it stays when the rest of the day is shifted; a curfew always does.
    pub hard: bool,
    /// Whether it is one of the day's key times. Doors, set and curfew are, unless somebody says no.
    pub key: bool,
    /// What else there is to say.
    pub detail: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The departments that it concerns; none means everyone.
    pub departments: Vec<String>,
    /// The party that it concerns, when the tour is split.
    pub party: Option<String>,
    /// For a curfew: whether the sound is cut or a fee is due.
    pub curfew_kind: Option<CurfewKind>,
    /// What breaking it costs.
    pub penalty: Option<String>,
    /// The open disputes about it.
    pub disputed: Vec<RecordId>,
    /// What the venue has answered about it, where that is something else and nobody has decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue_says: Option<VenueSays>,
}

/// Whether an item stays where it is when the day is shifted.
pub(crate) fn is_hard(item: &ScheduleItem) -> bool {
    item.hard == Some(true) || item.item_type == Some(ItemType::Curfew)
}

/// The names of departments.
fn departments(item: &ScheduleItem) -> Vec<String> {
    let lines = item.departments.as_ref().map(Lines::as_slice).unwrap_or_default();
    lines.iter().map(Line::to_string).collect()
}

pub(super) fn row(
    on: &DayOn<'_>,
    item: &Entry<ScheduleItem>,
    venue_says: Option<VenueSays>,
) -> ScheduleRow {
    let zone = item.zone.or(on.zone());
    let time = ShownTime::new(item.when, on.date(), zone);
    let own_zone = item.zone.filter(|zone| Some(*zone) != on.zone());
    let is_key = matches!(item.item_type, Some(ItemType::Doors | ItemType::Set | ItemType::Curfew));
    ScheduleRow {
        id: item.id(),
        ver: item.ver(),
        event: item.event,
        title: text(item.title.as_ref()).unwrap_or_default(),
        zone: own_zone
            .map(|zone| ShownZone::at(zone, time.instant.unwrap_or_else(|| noon(on.date(), zone)))),
        time,
        item_type: item.item_type,
        confirmed: item.confirmed == Some(true),
        hard: is_hard(item),
        key: item.key.unwrap_or(is_key),
        detail: text(item.detail.as_ref()),
        place: text(item.place.as_ref()),
        departments: departments(item),
        party: text(item.party.as_ref()),
        curfew_kind: item.curfew_kind,
        penalty: text(item.penalty.as_ref()),
        disputed: open_disputes(on.book(), item.id()),
        venue_says,
    }
}
