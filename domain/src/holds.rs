//! Holds: dates that venues keep for the tour, in a queue for each venue and date.
//!
//! Everything that can be done with a hold is planned here as one group of edits, each from the value that was
//! shown to the new one, and nothing is changed. A hold is never deleted: what it was stays to be seen.

mod avails;
mod clash;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thiserror::Error;

pub use self::avails::{
    AVAILS_DATES_MAX, Avail, AvailsAsked, HeldAt, avails, avails_text, ordinal, without_venues,
};
pub use self::clash::{HoldClash, ShowNear, hold_clashes, shows_too_near};
use crate::book::{Book, DayOn, Entry};
use crate::change::{Create, Edit};
use crate::ids::{RecordId, ScopeId, derived};
use crate::record::kinds::{DayType, Event, EventType, Hold, HoldStatus, Status, Venue};
use crate::record::{Fields, Kind, Line, Record, Whole};

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
    /// Who is before it is the tour itself.
    #[error("the hold before it is the tour's own; clear that one")]
    OwnBefore,
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
        HoldMove::Challenge { until } => {
            let challenged = [
                ("status", json!(HoldStatus::Challenged.word())),
                ("challenge_until", json!(until)),
            ];
            Ok(set_new(hold.record(), &challenged).into_iter().collect())
        }
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
        Some(level) if in_queue(on, hold).any(|other| level_of(other) == Some(level - 1)) => {
            Err(HoldProblem::OwnBefore)
        }
        Some(_) => {
            Ok(moved_up(hold).into_iter().chain(behind(on, hold).filter_map(moved_up)).collect())
        }
    }
}

/// Our own holds behind one in the queue of the same venue for the same date.
fn behind<'b>(on: &DayOn<'b>, hold: &'b Entry<Hold>) -> impl Iterator<Item = &'b Entry<Hold>> {
    let level = level_of(hold);
    in_queue(on, hold).filter(move |other| level.is_some() && level_of(other) > level)
}

/// Our own other holds in the queue of the same venue for the same date.
fn in_queue<'b>(on: &DayOn<'b>, hold: &'b Entry<Hold>) -> impl Iterator<Item = &'b Entry<Hold>> {
    let others = on.holds().into_iter();
    let others = others.filter(|other| other.id() != hold.id() && is_live(other));
    others.filter(|other| are_of_one_queue(hold, other))
}

fn level_of(hold: &Hold) -> Option<i64> {
    hold.level.map(Whole::get)
}

/// Whether two holds of a date stand in one queue: of one venue, or of the same name unless the cities are
/// said and differ. Where nobody said where one is, it stands in none.
fn are_of_one_queue(one: &Hold, other: &Hold) -> bool {
    if one.venue.is_some() || other.venue.is_some() {
        return one.venue == other.venue;
    }
    let lower = |line: &Line| line.as_str().to_lowercase();
    let name = |hold: &Hold| hold.name.as_ref().map(lower);
    let city = |hold: &Hold| hold.place.as_ref().and_then(|place| place.city.as_ref()).map(lower);
    let differ = city(one).zip(city(other)).is_some_and(|(one, other)| one != other);
    name(one).is_some() && name(one) == name(other) && !differ
}

/// Whether an event is one that a hold can become. What has no type is taken for one.
fn is_show(event: &Event) -> bool {
    let of_type = [EventType::Show, EventType::Festival, EventType::Support, EventType::Private];
    event.event_type.is_none_or(|event_type| of_type.contains(&event_type))
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
    let known = hold.venue.and_then(|id| book.get::<Venue>(id));
    if let Some(venue) = known.filter(|venue| venue.scope() == scope) {
        return Ok((Vec::new(), venue.id()));
    }
    // One that not everyone sees would leave a show without a venue for the others.
    let name = known.and_then(|venue| venue.name.as_ref()).or(hold.name.as_ref());
    let name = name.ok_or(HoldProblem::NoVenue)?;
    let place = known.and_then(|venue| venue.place.as_ref()).or(hold.place.as_ref());
    let id = made_of(hold.id(), "venue");
    let fields = json!({ "name": name, "place": place });
    Ok((vec![create(scope, Kind::Venue, id, &fields)], id))
}

/// The show: one that is on and stands on the date at that venue, or at none yet, or a new one.
fn show(
    on: &DayOn<'_>,
    hold: &Entry<Hold>,
    venue: RecordId,
    scope: ScopeId,
) -> (Vec<Edit>, RecordId) {
    let is_it = |event: &&Entry<Event>| {
        let is_on = is_show(event) && event.status != Some(Status::Cancelled);
        is_on && event.scope() == scope && event.venue.is_none_or(|of_event| of_event == venue)
    };
    let known = on.events().into_iter().filter(is_it);
    let known = known.min_by_key(|event| (event.venue.is_none(), event.id()));
    let status = json!(Status::Confirmed.word());
    if let Some(event) = known {
        let fields = [("status", status), ("venue", json!(venue))];
        return (set_new(event.record(), &fields).into_iter().collect(), event.id());
    }
    let id = made_of(hold.id(), "show");
    let is_festival = on.day_type() == Some(DayType::Festival);
    let event_type = if is_festival { EventType::Festival } else { EventType::Show };
    let fields = json!({
        "day": on.day().id(), "event_type": event_type.word(), "venue": venue, "status": status,
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

/// The fields that are to be another.
fn set(record: &Record, fields: &[(&str, Value)]) -> Edit {
    let new = fields.iter().filter(|(field, to)| record.value(field) != to);
    Edit::set(record, new.cloned())
}

/// The same; nothing where it is so already.
fn set_new(record: &Record, fields: &[(&str, Value)]) -> Option<Edit> {
    let is_new = fields.iter().any(|(field, to)| record.value(field) != to);
    is_new.then(|| set(record, fields))
}
