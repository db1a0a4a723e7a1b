//! Holds: dates that venues keep for the tour, in a queue for each venue and date.
//!
//! Everything that can be done with a hold is planned here as one group of edits, each from the value that was
//! shown to the new one, and nothing is changed. A hold is never deleted: what it was stays to be seen.

mod avails;
mod clash;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thiserror::Error;

pub use self::avails::{
    AVAILS_DATES_MAX, Avail, AvailsAsked, HeldAt, avails, avails_text, ordinal,
};
pub use self::clash::{HoldClash, ShowNear, hold_clashes, shows_too_near};
use crate::book::{Book, DayOn, Entry};
use crate::change::{Create, Edit, FromTo};
use crate::ids::{RecordId, ScopeId, derived};
use crate::record::kinds::{DayType, Event, Hold, HoldStatus, Status, Venue};
use crate::record::{Fields, Kind, Record, Whole};

/// What is done with a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum HoldMove {
    /// It is let go; who is behind it in our own queue moves up.
    Clear,
    /// Somebody else's better hold was let go: it moves up, and so do our own behind it.
    Promote,
    /// Somebody behind it wants the date, and it has to be confirmed until a day.
    Challenge {
        /// The last date on which it can be confirmed.
        until: NaiveDate,
    },
    /// It becomes a show, and the date's other holds are let go.
    Confirm,
}

/// Why nothing can be done with a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HoldProblem {
    /// There is none of this id.
    #[error("there is no such hold")]
    NoHold,
    /// It was let go.
    #[error("the hold was released")]
    Released,
    /// It is a show already.
    #[error("the hold is confirmed already")]
    Confirmed,
    /// Nobody is before it.
    #[error("the hold is the first one; nobody is before it")]
    First,
    /// Its level is not known.
    #[error("nobody said which hold it is; set its `level`")]
    NoLevel,
    /// Its venue is neither named nor among the tour's.
    #[error("nobody said where the hold is; set its `venue` or its `name`")]
    NoVenue,
    /// Its day is not there.
    #[error("the day of the hold is not there")]
    NoDay,
}

/// A hold that still keeps its date.
pub fn is_live(hold: &Hold) -> bool {
    matches!(hold.status, None | Some(HoldStatus::Held | HoldStatus::Challenged))
}

/// What the venue of a hold is called.
pub fn venue_name(book: &Book, hold: &Hold) -> Option<String> {
    let venue = hold.venue.and_then(|id| book.get::<Venue>(id));
    let known = venue.and_then(|venue| venue.name.as_ref()).or(hold.name.as_ref());
    known.map(ToString::to_string)
}

/// The edits by which something is done with a hold.
///
/// # Errors
/// Where it cannot be done.
pub fn hold_edits(book: &Book, id: RecordId, what: HoldMove) -> Result<Vec<Edit>, HoldProblem> {
    let hold = book.get::<Hold>(id).ok_or(HoldProblem::NoHold)?;
    match hold.status {
        Some(HoldStatus::Released) => return Err(HoldProblem::Released),
        Some(HoldStatus::Confirmed) => return Err(HoldProblem::Confirmed),
        _ => {}
    }
    let on = on(book, hold).ok_or(HoldProblem::NoDay)?;
    match what {
        HoldMove::Clear => Ok(clear(&on, hold)),
        HoldMove::Promote => promote(&on, hold),
        HoldMove::Challenge { until } => Ok(vec![set(
            hold.record(),
            &[("status", json!(HoldStatus::Challenged.word())), ("challenge_until", json!(until))],
        )]),
        HoldMove::Confirm => confirm(&on, hold),
    }
}

fn on<'b>(book: &'b Book, hold: &Hold) -> Option<DayOn<'b>> {
    book.on(book.date_of(hold.day?)?)
}

fn clear(on: &DayOn<'_>, hold: &Entry<Hold>) -> Vec<Edit> {
    let released = set(hold.record(), &[("status", json!(HoldStatus::Released.word()))]);
    std::iter::once(released).chain(behind(on, hold).filter_map(moved_up)).collect()
}

fn promote(on: &DayOn<'_>, hold: &Entry<Hold>) -> Result<Vec<Edit>, HoldProblem> {
    match hold.level.map(Whole::get) {
        None => Err(HoldProblem::NoLevel),
        Some(..=1) => Err(HoldProblem::First),
        Some(_) => {
            Ok(moved_up(hold).into_iter().chain(behind(on, hold).filter_map(moved_up)).collect())
        }
    }
}

/// Our own holds behind one in the queue of the same venue for the same date.
fn behind<'b>(on: &DayOn<'b>, hold: &Entry<Hold>) -> impl Iterator<Item = &'b Entry<Hold>> {
    let (id, level, queue) = (hold.id(), hold.level.map(Whole::get), queue(hold));
    let is_behind = move |other: &&Entry<Hold>| {
        let later = level.is_some() && other.level.map(Whole::get) > level;
        other.id() != id && is_live(other) && later && self::queue(other) == queue
    };
    on.holds().into_iter().filter(is_behind)
}

/// Whose queue a hold stands in: the venue's, or that of what it is called.
fn queue(hold: &Hold) -> Option<(Option<RecordId>, String)> {
    let name = || hold.name.as_ref().map(|name| name.as_str().to_lowercase());
    match hold.venue {
        Some(venue) => Some((Some(venue), String::new())),
        None => name().map(|name| (None, name)),
    }
}

fn moved_up(hold: &Entry<Hold>) -> Option<Edit> {
    let level = hold.level.map(Whole::get).filter(|level| *level > 1)?;
    Some(set(hold.record(), &[("level", json!(level - 1))]))
}

/// The show, with its venue where the tour has no copy of it yet; the day, agreed; the hold, kept; the others on
/// the date, let go. What everyone is to see goes to everyone.
fn confirm(on: &DayOn<'_>, hold: &Entry<Hold>) -> Result<Vec<Edit>, HoldProblem> {
    let book = on.book();
    let everyone = book.tour().map_or(on.day().scope(), Entry::scope);
    let (mut edits, venue) = venue_of(book, hold, everyone)?;
    let (show, event) = show(on, hold, venue, everyone);
    edits.extend(show);
    edits.extend(agreed(on, hold));
    let confirmed = [
        ("status", json!(HoldStatus::Confirmed.word())),
        ("event", json!(event)),
        ("venue", json!(venue)),
    ];
    edits.push(set(hold.record(), &confirmed));
    let others = on.holds().into_iter().filter(|other| other.id() != hold.id() && is_live(other));
    edits.extend(
        others.map(|other| set(other.record(), &[("status", json!(HoldStatus::Released.word()))])),
    );
    Ok(edits)
}

/// The venue of a hold; a new one where it is only named.
fn venue_of(
    book: &Book,
    hold: &Entry<Hold>,
    scope: ScopeId,
) -> Result<(Vec<Edit>, RecordId), HoldProblem> {
    if let Some(venue) = hold.venue.filter(|id| book.get::<Venue>(*id).is_some()) {
        return Ok((Vec::new(), venue));
    }
    let name = hold.name.as_ref().ok_or(HoldProblem::NoVenue)?;
    let id = made_of(hold.id(), "venue");
    let fields = json!({ "name": name, "place": hold.place });
    Ok((vec![create(scope, Kind::Venue, id, &fields)], id))
}

/// The show: one that stands on the date at that venue, or a new one.
fn show(
    on: &DayOn<'_>,
    hold: &Entry<Hold>,
    venue: RecordId,
    scope: ScopeId,
) -> (Vec<Edit>, RecordId) {
    let known = on.events().into_iter().find(|event: &&Entry<Event>| event.venue == Some(venue));
    if let Some(event) = known {
        let agreed = set_new(event.record(), &[("status", json!(Status::Confirmed.word()))]);
        return (agreed.into_iter().collect(), event.id());
    }
    let id = made_of(hold.id(), "show");
    let fields = json!({
        "day": on.day().id(), "event_type": "show", "venue": venue,
        "status": Status::Confirmed.word(),
    });
    (vec![create(scope, Kind::Event, id, &fields)], id)
}

/// The day is a show's, and agreed; it is where the hold is, if nobody said where.
fn agreed(on: &DayOn<'_>, hold: &Hold) -> Option<Edit> {
    let is_show = matches!(on.day_type(), Some(DayType::Show | DayType::Festival));
    let day_type = if is_show { on.day_type() } else { Some(DayType::Show) };
    let venue = hold.venue.and_then(|id| on.book().get::<Venue>(id));
    let place = venue.and_then(|venue| venue.place.as_ref()).or(hold.place.as_ref());
    let mut fields = vec![
        ("day_type", json!(day_type.map(DayType::word))),
        ("status", json!(Status::Confirmed.word())),
    ];
    if let Some(place) = place.filter(|_| on.place().is_none()) {
        fields.push(("place", json!(place)));
        if let Some(zone) = place.zone.filter(|_| on.zone().is_none()) {
            fields.push(("zone", json!(zone)));
        }
    }
    set_new(on.day().record(), &fields)
}

/// A record that a hold becomes. Its id follows from the hold, so that confirming twice makes one show.
fn made_of(hold: RecordId, what: &str) -> RecordId {
    RecordId(derived("buscall 2026 hold", &[hold.0.as_bytes(), what.as_bytes()]))
}

fn create(scope: ScopeId, kind: Kind, id: RecordId, fields: &Value) -> Edit {
    let fields = fields.as_object().cloned().unwrap_or_default();
    let fields: Fields = fields.into_iter().filter(|(_, value)| !value.is_null()).collect();
    Edit::Create(Create { scope, kind, id, fields })
}

fn set(record: &Record, fields: &[(&str, Value)]) -> Edit {
    let new = fields.iter().filter(|(field, to)| record.value(field) != to);
    let pairs = new
        .map(|(field, to)| ((*field).to_owned(), FromTo(record.value(field).clone(), to.clone())));
    let fields: BTreeMap<_, _> = pairs.collect();
    Edit::Set { kind: record.kind.clone(), id: record.id, fields }
}

/// The same; nothing where it is so already.
fn set_new(record: &Record, fields: &[(&str, Value)]) -> Option<Edit> {
    let is_new = fields.iter().any(|(field, to)| record.value(field) != to);
    is_new.then(|| set(record, fields))
}
