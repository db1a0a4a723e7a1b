//! What a shift breaks: overlaps with fixed times, changes of order, and curfews.
//!
//! Times are compared as wall clocks, as people read a sheet. What was in conflict before is not
//! reported again; the plan is about what it would break.

use std::collections::BTreeMap;

use serde::Serialize;

use super::title;
use crate::book::{Entry, curfew_of};
use crate::ids::RecordId;
use crate::record::kinds::{CurfewKind, ItemType, ScheduleItem};
use crate::time::{Span, When};
use crate::view::is_hard;
use crate::view::words::duration;

/// Two items that would overlap or change their order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overlap {
    /// The item that moves.
    pub id: RecordId,
    /// The item that stays.
    pub other: RecordId,
    /// What happens between them.
    pub kind: OverlapKind,
    /// The sentence, without a full stop.
    pub sentence: String,
}

/// What happens between an item that moves and one that stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OverlapKind {
    /// Both would happen at once, and the one that stays is a fixed time.
    Overlaps,
    /// The one that moves would come after the other, or before it, and did not.
    Passes,
}

/// An item that would run past a curfew.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CurfewConflict {
    /// The item that moves.
    pub id: RecordId,
    /// What it is called.
    pub title: String,
    /// The curfew.
    pub curfew: RecordId,
    /// Whether the sound is cut or a fee is due.
    pub curfew_kind: Option<CurfewKind>,
    /// By how many minutes.
    pub minutes_over: i32,
    /// What that costs.
    pub penalty: Option<String>,
    /// The sentence, without a full stop.
    pub sentence: String,
}

type Items<'a, 'b> = &'a [&'b Entry<ScheduleItem>];
type Moved = BTreeMap<RecordId, When>;

pub(super) fn overlaps(items: Items<'_, '_>, moved: &Moved) -> Vec<Overlap> {
    let moving = items.iter().filter_map(|item| Some((item, *moved.get(&item.id())?)));
    let pairs = moving.flat_map(|(item, to)| items.iter().map(move |other| (item, to, other)));
    let stays = pairs.filter(|(item, _, other)| {
        !moved.contains_key(&other.id())
            && other.item_type != Some(ItemType::Curfew)
            && may_meet(item, other)
    });
    stays.filter_map(|(item, to, other)| overlap(item, to, other)).collect()
}

/// Whether the same people may be wanted at both: two parties of a split tour work side by side.
fn may_meet(item: &ScheduleItem, other: &ScheduleItem) -> bool {
    item.party.is_none() || other.party.is_none() || item.party == other.party
}

fn overlap(item: &Entry<ScheduleItem>, to: When, other: &Entry<ScheduleItem>) -> Option<Overlap> {
    let (from, to, fixed) = (item.when?.span()?, to.span()?, other.when?.span()?);
    let (name, other_name) = (title(item), title(other));
    let (kind, sentence) = if is_hard(other) && meet(to, fixed) && !meet(from, fixed) {
        let sentence = format!("{name} at {to} would be at once with {other_name} at {fixed}");
        (OverlapKind::Overlaps, sentence)
    } else if from.start() < fixed.start() && to.start() > fixed.start() {
        let sentence = format!("{name} at {to} would come after {other_name} at {fixed}");
        (OverlapKind::Passes, sentence)
    } else if from.start() > fixed.start() && to.start() < fixed.start() {
        let sentence = format!("{name} at {to} would come before {other_name} at {fixed}");
        (OverlapKind::Passes, sentence)
    } else {
        return None;
    };
    Some(Overlap { id: item.id(), other: other.id(), kind, sentence })
}

/// Whether two times share a minute. What has no end is a moment: it shares one with what starts
/// or goes on at that moment, and none with what ends there.
fn meet(one: Span, two: Span) -> bool {
    let end = |span: Span| span.end().unwrap_or(span.start());
    let within = |moment: Span, span: Span| {
        span.start() <= moment.start() && moment.start() < end(span).max(span.start())
    };
    within(one, two) || within(two, one)
}

pub(super) fn curfews(items: Items<'_, '_>, moved: &Moved) -> Vec<CurfewConflict> {
    let moving = items.iter().filter_map(|item| Some((item, *moved.get(&item.id())?)));
    moving.filter_map(|(item, to)| curfew(items, item, to)).collect()
}

/// A set that would run past its curfew, also where it did before and now runs longer; anything
/// else that keeps the curfew now and would not.
fn curfew(items: Items<'_, '_>, item: &Entry<ScheduleItem>, to: When) -> Option<CurfewConflict> {
    let curfew = curfew_of(items, item)?;
    let limit = curfew.when?.start()?;
    let over = |span: Span| {
        i32::from(span.end().unwrap_or(span.start()).minutes()) - i32::from(limit.minutes())
    };
    let (before, minutes_over) = (over(item.when?.span()?), over(to.span()?));
    let plays = matches!(item.item_type, Some(ItemType::Set | ItemType::Support));
    let breaks = minutes_over > 0 && minutes_over > before && (before <= 0 || plays);
    if !breaks {
        return None;
    }
    let penalty = curfew.penalty.as_ref().map(ToString::to_string);
    let sentence = format!(
        "{} at {to} would run {} past the curfew at {limit}{}",
        title(item),
        duration(minutes_over),
        penalty.as_ref().map(|penalty| format!(" ({penalty})")).unwrap_or_default()
    );
    Some(CurfewConflict {
        id: item.id(),
        title: title(item),
        curfew: curfew.id(),
        curfew_kind: curfew.curfew_kind,
        minutes_over,
        penalty,
        sentence,
    })
}
