//! What a hold's step forward or back changes, as edits of one group.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::house::{House, house_of, is_show, others_on_date};
use super::is_live;
use crate::book::{Book, Entry};
use crate::change::{Create, Edit, FromTo};
use crate::ids::RecordId;
use crate::record::kinds::{Day, DayType, Event, EventType, Hold, HoldStatus, Status};
use crate::record::{Fields, Kind, TypedRecord, Whole};

/// What a step would do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HoldPlan {
    /// The edits, to be sent as one group. None where it is so already.
    pub edits: Vec<Edit>,
    /// The date on which the hold has expired, where it is past: the venue may have let go of it.
    pub expired: Option<NaiveDate>,
}

/// Why a hold does not take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HoldRefusal {
    /// It is not there, or its day is not.
    #[error("`{0}` is not a hold of this tour")]
    NotThere(RecordId),
    /// It was let go.
    #[error("the hold was released already")]
    AlreadyReleased,
    /// It has become a show.
    #[error("the hold is confirmed already")]
    AlreadyConfirmed,
    /// Nobody has said where it is in the queue.
    #[error("the hold has no place in the queue; set its `level` first")]
    NoLevel,
    /// It has the first right already.
    #[error("the hold is the first in the queue already")]
    First,
    /// The place before it is another hold of the tour's, so nobody else can have cleared it.
    #[error("the place before it is held by the tour itself, by `{0}`; clear that one")]
    OwnBefore(RecordId),
}

/// Ids for what a confirmation may have to make.
#[derive(Clone, Copy, Debug)]
pub struct Fresh {
    /// For the show.
    pub event: RecordId,
    /// For a venue that the tour has no copy of yet.
    pub venue: RecordId,
}

type Planned = Result<HoldPlan, HoldRefusal>;

/// Lets a hold go. The tour's holds behind it in the same queue move up by one.
///
/// # Errors
/// Where it is not there or over already.
pub fn clear(book: &Book, hold: RecordId, today: NaiveDate) -> Planned {
    let hold = live(book, hold)?;
    let mut edits = vec![set(hold, &[("status", json!(HoldStatus::Released))])];
    if let Some(level) = hold.level.map(Whole::get) {
        let behind = queue(book, hold).into_iter().filter(|(other, _)| *other > level);
        edits.extend(behind.map(|(level, other)| moved_up(other, level)));
    }
    Ok(planned(hold, edits, today))
}

/// Moves a hold and the tour's holds behind it up by one, because somebody else has let go of a better
/// one.
///
/// # Errors
/// Where it is not there, over already, the first, or right behind another hold of the tour's.
pub fn promote(book: &Book, hold: RecordId, today: NaiveDate) -> Planned {
    let hold = live(book, hold)?;
    let level = hold.level.map(Whole::get).ok_or(HoldRefusal::NoLevel)?;
    if level <= 1 {
        return Err(HoldRefusal::First);
    }
    let queue = queue(book, hold);
    if let Some((_, before)) = queue.iter().find(|(other, _)| *other == level - 1) {
        return Err(HoldRefusal::OwnBefore(before.id()));
    }
    let behind = queue.into_iter().filter(|(other, _)| *other > level);
    let edits = std::iter::once((level, hold)).chain(behind);
    let edits = edits.map(|(level, hold)| moved_up(hold, level)).collect();
    Ok(planned(hold, edits, today))
}

/// Starts the clock of a challenge.
///
/// # Errors
/// Where the hold is not there or over already.
pub fn challenge(book: &Book, hold: RecordId, until: NaiveDate, today: NaiveDate) -> Planned {
    let hold = live(book, hold)?;
    let fields = [("status", json!(HoldStatus::Challenged)), ("challenge_until", json!(until))];
    Ok(planned(hold, vec![set(hold, &fields)], today))
}

/// Turns a hold into a show: an event of its day, or a new one, is confirmed at its venue, and the day
/// with it. The tour's other holds of that date are let go. Event and venue that have to be made go
/// where the day is, so that everybody sees them who sees the day.
///
/// # Errors
/// Where the hold is not there or over already.
pub fn confirm(book: &Book, hold: RecordId, fresh: Fresh, today: NaiveDate) -> Planned {
    let hold = live(book, hold)?;
    let day = hold.parent().and_then(|day| book.get::<Day>(day));
    let day = day.ok_or(HoldRefusal::NotThere(hold.id()))?;
    let (venue, new_venue) = venue_for(hold, day, fresh);
    let is_festival = day.day_type == Some(DayType::Festival);
    let (event, event_edit) = match event_for(book, hold, day) {
        Some(event) => (event.id(), confirmed_event(event, venue)),
        None => (fresh.event, new_event(day, venue, is_festival, fresh)),
    };
    let mut of_day = vec![("status", json!(Status::Confirmed))];
    if !matches!(day.day_type, Some(DayType::Show | DayType::Festival)) {
        of_day.push(("day_type", json!(DayType::Show)));
    }
    let of_hold = [
        ("status", json!(HoldStatus::Confirmed)),
        ("event", json!(event)),
        ("venue", json!(venue)),
    ];
    let others = others_on_date(book, hold).into_iter().filter(|other| is_live(other));
    let released = others.map(|other| set(other, &[("status", json!(HoldStatus::Released))]));
    let edits = new_venue
        .into_iter()
        .chain([event_edit, set(day, &of_day), set(hold, &of_hold)])
        .chain(released);
    Ok(planned(hold, edits.collect(), today))
}

fn live(book: &Book, hold: RecordId) -> Result<&Entry<Hold>, HoldRefusal> {
    let found = book.get::<Hold>(hold).ok_or(HoldRefusal::NotThere(hold))?;
    match found.status {
        Some(HoldStatus::Released) => Err(HoldRefusal::AlreadyReleased),
        Some(HoldStatus::Confirmed) => Err(HoldRefusal::AlreadyConfirmed),
        None | Some(HoldStatus::Held | HoldStatus::Challenged) => Ok(found),
    }
}

/// The tour's other live holds at the same house and date that have a place in its queue, by that place.
fn queue<'b>(book: &'b Book, hold: &Entry<Hold>) -> Vec<(i64, &'b Entry<Hold>)> {
    let house: Option<House> = house_of(hold);
    let others = others_on_date(book, hold).into_iter();
    let same = others.filter(|other| house.is_some() && house_of(other) == house && is_live(other));
    let mut queue: Vec<_> = same.filter_map(|other| Some((other.level?.get(), other))).collect();
    queue.sort_by_key(|(level, other)| (*level, other.id()));
    queue
}

fn moved_up(hold: &Entry<Hold>, level: i64) -> Edit {
    set(hold, &[("level", json!(level - 1))])
}

/// The venue of the show, and the edit that makes the tour's copy where it has none yet.
fn venue_for(
    hold: &Entry<Hold>,
    day: &Entry<Day>,
    fresh: Fresh,
) -> (Option<RecordId>, Option<Edit>) {
    let (None, Some(name)) = (hold.venue, &hold.name) else { return (hold.venue, None) };
    let fields = [("name", json!(name)), ("place", hold.record().value("place").clone())];
    let venue = create(Kind::Venue, fresh.venue, day, fields.into_iter().collect());
    (Some(fresh.venue), Some(venue))
}

/// The event of the day that the hold was for: a show that is on, at its venue or at none yet; that at
/// its venue first.
fn event_for<'b>(book: &'b Book, hold: &Hold, day: &Entry<Day>) -> Option<&'b Entry<Event>> {
    let is_on = |event: &&Entry<Event>| is_show(event) && event.status != Some(Status::Cancelled);
    let fits = |event: &&Entry<Event>| event.venue.is_none() || event.venue == hold.venue;
    let events = book.events_of(day.id()).filter(is_on).filter(fits);
    events.min_by_key(|event| (event.venue.is_none(), event.id()))
}

fn confirmed_event(event: &Entry<Event>, venue: Option<RecordId>) -> Edit {
    let mut fields = vec![("status", json!(Status::Confirmed))];
    if let Some(venue) = venue {
        fields.push(("venue", json!(venue)));
    }
    if event.event_type.is_none() {
        fields.push(("event_type", json!(EventType::Show)));
    }
    set(event, &fields)
}

fn new_event(day: &Entry<Day>, venue: Option<RecordId>, is_festival: bool, fresh: Fresh) -> Edit {
    let event_type = if is_festival { EventType::Festival } else { EventType::Show };
    let fields = [
        ("day", json!(day.id())),
        ("event_type", json!(event_type)),
        ("venue", json!(venue)),
        ("status", json!(Status::Confirmed)),
    ];
    create(Kind::Event, fresh.event, day, fields.into_iter().collect())
}

fn create(kind: Kind, id: RecordId, day: &Entry<Day>, fields: BTreeMap<&str, Value>) -> Edit {
    let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
    let fields: Fields = fields.map(|(name, value)| (name.to_owned(), value)).collect();
    Edit::Create(Create { scope: day.scope(), kind, id, fields })
}

/// New values of a record, each from what it is now. What is so already is left out.
fn set<T: TypedRecord>(entry: &Entry<T>, fields: &[(&str, Value)]) -> Edit {
    let from_to = |(name, to): &(&str, Value)| {
        let from = entry.record().value(name);
        (from != to).then(|| ((*name).to_owned(), FromTo(from.clone(), to.clone())))
    };
    let fields = fields.iter().filter_map(from_to).collect();
    Edit::Set { kind: T::KIND, id: entry.id(), fields }
}

fn planned(hold: &Entry<Hold>, edits: Vec<Edit>, today: NaiveDate) -> HoldPlan {
    let says = |edit: &Edit| !matches!(edit, Edit::Set { fields, .. } if fields.is_empty());
    HoldPlan {
        edits: edits.into_iter().filter(says).collect(),
        expired: hold.expires.filter(|expires| *expires < today),
    }
}
