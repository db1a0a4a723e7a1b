//! A leg of travel: each end on its own clocks, the duration between the instants.

use serde::Serialize;

use super::blocks::open_disputes;
use crate::book::{DayOn, Entry};
use crate::ids::RecordId;
use crate::record::kinds::{Person, Status, Travel, TravelMode, Vehicle};
use crate::record::{Links, Place, Whole};
use crate::time::{When, Zone};
use crate::view::shown::{ShownTime, ShownZone, noon};
use crate::view::words::{names, place_name, text, travel_title};

/// A leg of travel.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TravelLeg {
    /// The leg's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// How.
    pub mode: Option<TravelMode>,
    /// What it is called, or how and where to.
    pub title: String,
    /// The airline, the bus company.
    pub operator: Option<String>,
    /// The number of the flight, train or ferry.
    pub number: Option<String>,
    /// The name of the vehicle.
    pub vehicle: Option<String>,
    /// The driver, with a phone where it is known.
    pub driver: Option<String>,
    /// Be in the lobby, on the clock of the departure.
    pub lobby_call: Option<ShownTime>,
    /// Where and when it begins.
    pub depart: TravelEnd,
    /// Where and when it ends.
    pub arrive: TravelEnd,
    /// Minutes between the two instants, whatever the clocks say; null where one is not known, or
    /// the arrival is before the departure.
    pub duration_minutes: Option<i64>,
    /// Kilometres, where somebody knows them.
    pub distance_km: Option<i64>,
    /// Minutes of driving, where somebody knows them.
    pub drive_minutes: Option<i64>,
    /// Whether it is agreed.
    pub status: Option<Status>,
    /// The booking reference.
    pub reference: Option<String>,
    /// Who is on it; nobody named means everyone.
    pub people: Vec<String>,
    /// The party that it concerns.
    pub party: Option<String>,
    /// What everyone should know.
    pub notes: Option<String>,
    /// The open disputes about it.
    pub disputed: Vec<RecordId>,
}

/// One end of a leg of travel.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TravelEnd {
    /// Where.
    pub place: Option<Place>,
    /// The city, else the name, of that place.
    pub name: Option<String>,
    /// When, on the clocks there, counted from the same show day.
    #[serde(flatten)]
    pub time: ShownTime,
    /// The clocks there.
    pub zone: Option<ShownZone>,
}

pub(in crate::view) fn leg(on: &DayOn<'_>, travel: &Entry<Travel>) -> TravelLeg {
    let book = on.book();
    let depart_zone = on.depart_zone(travel);
    let to_zone = travel.to.as_ref().and_then(|place| place.zone);
    let arrive_zone = travel.arrive_zone.or(to_zone).or(depart_zone);
    let depart = end(on, travel.from.clone(), travel.depart, depart_zone);
    let arrive = end(on, travel.to.clone(), travel.arrive, arrive_zone);
    let instants = depart.time.instant.zip(arrive.time.instant);
    let vehicle = travel.vehicle.and_then(|id| book.get::<Vehicle>(id));
    let people = travel.people.as_ref().map(Links::as_slice).unwrap_or_default();
    let title = text(travel.title.as_ref());
    let number = text(travel.number.as_ref());
    TravelLeg {
        id: travel.id(),
        ver: travel.ver(),
        mode: travel.mode,
        title: travel_title(title, number.clone(), travel.mode, travel.to.as_ref()),
        operator: text(travel.operator.as_ref()),
        number,
        vehicle: vehicle.and_then(|vehicle| text(vehicle.name.as_ref())),
        driver: vehicle.and_then(|vehicle| driver(on, vehicle)),
        lobby_call: travel
            .lobby_call
            .map(|clock| ShownTime::of_clock(clock, on.date(), depart_zone)),
        duration_minutes: instants
            .map(|(from, to)| (to - from).num_minutes())
            .filter(|minutes| *minutes >= 0),
        depart,
        arrive,
        distance_km: travel.distance_km.map(Whole::get),
        drive_minutes: travel.drive_minutes.map(Whole::get),
        status: travel.status,
        reference: text(travel.reference.as_ref()),
        people: names(book, people),
        party: text(travel.party.as_ref()),
        notes: text(travel.notes.as_ref()),
        disputed: open_disputes(book, travel.id()),
    }
}

fn end(on: &DayOn<'_>, place: Option<Place>, when: Option<When>, zone: Option<Zone>) -> TravelEnd {
    let time = ShownTime::new(when, on.date(), zone);
    let at = |zone| time.instant.unwrap_or_else(|| noon(on.date(), zone));
    TravelEnd {
        name: place.as_ref().and_then(place_name),
        place,
        zone: zone.map(|zone| ShownZone::at(zone, at(zone))),
        time,
    }
}

fn driver(on: &DayOn<'_>, vehicle: &Vehicle) -> Option<String> {
    let person = vehicle.driver.and_then(|id| on.book().get::<Person>(id));
    let Some(person) = person else { return text(vehicle.driver_contact.as_ref()) };
    let parts = [text(person.name.as_ref()), text(person.phone.as_ref())];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}
