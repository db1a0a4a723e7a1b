//! The rooming list of a stay: what the hotel needs and nothing else.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Standing, gone, mark, standing};
use crate::book::{Book, Entry};
use crate::ids::RecordId;
use crate::publish::{LineChange, Subject, room_title, rooms_of};
use crate::record::Place;
use crate::record::kinds::{Day, HotelStay, Room, RoomType};
use crate::time::When;
use crate::view::words::text;

/// The rooming list of a stay.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoomingList {
    /// The stay.
    pub stay: RecordId,
    /// The hotel.
    pub hotel: String,
    /// Where it is.
    pub place: Option<Place>,
    /// Its phone.
    pub phone: Option<String>,
    /// The group: who is on tour.
    pub group: Option<String>,
    /// The date of the check-in.
    pub check_in_date: Option<NaiveDate>,
    /// The check-in, as it is printed.
    pub check_in: Option<String>,
    /// The date of the check-out.
    pub check_out_date: Option<NaiveDate>,
    /// The check-out, as it is printed.
    pub check_out: Option<String>,
    /// The confirmation of the block.
    pub confirmation: Option<String>,
    /// Breakfast.
    pub breakfast: Option<String>,
    /// The rooms in the order of the list, day rooms last.
    pub rooms: Vec<RoomRow>,
    /// How many rooms are wanted, by type: `6 single, 2 twin`.
    pub totals: String,
    /// Rooms that are no longer on it.
    pub gone: Vec<LineChange>,
    /// As which version it stands.
    pub standing: Standing,
}

/// A room as the hotel needs it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoomRow {
    /// The room's record.
    pub id: RecordId,
    /// What it has.
    pub room_type: Option<RoomType>,
    /// Under which names: the alias alone where there is one.
    pub names: String,
    /// How many people sleep there.
    pub n_people: usize,
    /// The date of the check-in.
    pub check_in_date: Option<NaiveDate>,
    /// The date of the check-out.
    pub check_out_date: Option<NaiveDate>,
    /// When they come and go, where it is not as usual.
    pub times: Option<String>,
    /// Whether it is a day room.
    pub day_room: bool,
    /// The number of the room.
    pub number: Option<String>,
    /// The confirmation number.
    pub confirmation: Option<String>,
    /// Floor, neighbours, connecting doors.
    pub wishes: Option<String>,
    /// Who pays for what.
    pub billing: Option<String>,
    /// Whether it is off.
    pub cancelled: bool,
    /// What is new about it since the version that the list counts from.
    pub change: Option<LineChange>,
}

/// The rooming list of a stay, if the book has the stay.
pub fn rooming_list(book: &Book, stay: RecordId) -> Option<RoomingList> {
    let hotel = book.get::<HotelStay>(stay)?;
    let standing = standing(book, Subject::RoomingList(stay));
    let check_in_date = hotel.day.and_then(|day| book.get::<Day>(day)).and_then(|day| day.date);
    let dates = (check_in_date, hotel.check_out_date);
    let rooms = rooms_of(book, stay);
    let rooms: Vec<_> = rooms.iter().map(|room| row(book, room, dates, &standing)).collect();
    let printed =
        |when: Option<When>| when.map(|when| when.to_string()).filter(|text| !text.is_empty());
    let still = |id| id == stay || rooms.iter().any(|room| room.id == id);
    Some(RoomingList {
        stay,
        hotel: text(hotel.name.as_ref()).unwrap_or_default(),
        place: hotel.place.clone(),
        phone: text(hotel.phone.as_ref()),
        group: book.tour().and_then(|tour| text(tour.artist.as_ref())),
        check_in_date,
        check_in: printed(hotel.check_in),
        check_out_date: hotel.check_out_date,
        check_out: printed(hotel.check_out),
        confirmation: text(hotel.confirmation.as_ref()),
        breakfast: text(hotel.breakfast.as_ref()),
        totals: totals(&rooms),
        gone: gone(&standing.changes, still),
        rooms,
        standing,
    })
}

fn row(
    book: &Book,
    room: &Entry<Room>,
    (check_in, check_out): (Option<NaiveDate>, Option<NaiveDate>),
    standing: &Standing,
) -> RoomRow {
    let day_room = room.day_room == Some(true);
    let check_in_date = room.check_in_date.or(check_in);
    let occupants = room.occupants.as_ref().map_or(0, |people| people.as_slice().len());
    RoomRow {
        id: room.id(),
        room_type: room.room_type,
        names: room_title(book, room),
        n_people: occupants + room.guests.as_ref().map_or(0, |lines| lines.as_slice().len()),
        check_in_date,
        check_out_date: room.check_out_date.or(if day_room { check_in_date } else { check_out }),
        times: text(room.times.as_ref()),
        day_room,
        number: text(room.number.as_ref()),
        confirmation: text(room.confirmation.as_ref()),
        wishes: text(room.wishes.as_ref()),
        billing: text(room.billing.as_ref()),
        cancelled: room.cancelled == Some(true),
        change: mark(&standing.changes, room.id()),
    }
}

/// How many rooms there are of each type, in the order of the types; those that are off do not count.
fn totals(rooms: &[RoomRow]) -> String {
    let count = |wanted: Option<RoomType>| {
        let word = wanted.map_or("of no type yet", RoomType::word);
        let n = rooms.iter().filter(|room| !room.cancelled && room.room_type == wanted).count();
        (n > 0).then(|| format!("{n} {word}"))
    };
    let types = RoomType::ALL.iter().copied().map(Some).chain([None]);
    types.filter_map(count).collect::<Vec<_>>().join(", ")
}
