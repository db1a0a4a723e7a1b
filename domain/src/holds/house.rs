//! Which house a hold is at, and where that is.

use crate::book::{Book, Entry};
use crate::ids::RecordId;
use crate::record::kinds::{Day, Event, EventType, Hold, Status, Venue};
use crate::record::{Line, Place};

/// A house by which two holds can be told to be of one queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum House {
    /// The tour has a copy of it.
    Known(RecordId),
    /// It is known by its name and city alone, in lower case.
    Named(String, String),
}

/// The house of a hold; nothing where nobody has said which.
pub(super) fn house_of(hold: &Hold) -> Option<House> {
    let lower = |text: Option<&str>| text.map(str::to_lowercase).unwrap_or_default();
    let name = lower(hold.name.as_ref().map(Line::as_str));
    let city = hold.place.as_ref().and_then(|place| place.city.as_ref());
    let named = || (!name.is_empty()).then(|| House::Named(name, lower(city.map(Line::as_str))));
    hold.venue.map(House::Known).or_else(named)
}

/// The other holds on the dates of a hold's day.
pub(super) fn others_on_date<'b>(book: &'b Book, hold: &Entry<Hold>) -> Vec<&'b Entry<Hold>> {
    let date = hold.parent().and_then(|day| book.date_of(day));
    let on = date.and_then(|date| book.on(date));
    let holds = on.map(|on| on.holds()).unwrap_or_default();
    holds.into_iter().filter(|other| other.id() != hold.id()).collect()
}

/// What the house is called, with its city: `Melkweg Amsterdam`.
pub fn house_name(book: &Book, hold: &Hold) -> Option<String> {
    let venue = hold.venue.and_then(|venue| book.get::<Venue>(venue));
    let name = venue.and_then(|venue| venue.name.as_ref()).or(hold.name.as_ref());
    let places = [venue.and_then(|venue| venue.place.as_ref()), hold.place.as_ref()];
    let city = places.into_iter().flatten().find_map(|place| place.city.as_ref());
    let words: Vec<_> = name.into_iter().chain(city).map(Line::as_str).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The coordinates of a hold's house.
pub(super) fn spot_of_hold(book: &Book, hold: &Hold) -> Option<(f64, f64)> {
    let venue = hold.venue.and_then(|venue| book.get::<Venue>(venue));
    let of_venue = venue.and_then(|venue| venue.place.as_ref());
    let event = hold.event.and_then(|event| book.get::<Event>(event));
    let here = [of_venue, hold.place.as_ref()].into_iter().flatten().find_map(coordinates);
    here.or_else(|| event.and_then(|event| spot_of_event(book, event)))
}

/// The coordinates of an event: those of its venue before those of its day.
pub(super) fn spot_of_event(book: &Book, event: &Entry<Event>) -> Option<(f64, f64)> {
    let venue = event.venue.and_then(|venue| book.get::<Venue>(venue));
    let day = event.parent().and_then(|day| book.get::<Day>(day));
    let places =
        [venue.and_then(|venue| venue.place.as_ref()), day.and_then(|day| day.place.as_ref())];
    places.into_iter().flatten().find_map(coordinates)
}

fn coordinates(place: &Place) -> Option<(f64, f64)> {
    place.lat.zip(place.lon)
}

/// Whether an event is one that people buy tickets for. What has no type is taken for one.
pub(super) fn is_show(event: &Event) -> bool {
    matches!(
        event.event_type,
        None | Some(
            EventType::Show | EventType::Festival | EventType::Support | EventType::Private
        )
    )
}

/// Whether an event is a show that is agreed.
pub(super) fn is_confirmed_show(event: &Event) -> bool {
    is_show(event) && event.status == Some(Status::Confirmed)
}
