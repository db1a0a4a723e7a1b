//! Publications: that a day sheet or a list was handed out, as which version, and what has changed
//! between two versions.
//!
//! A publication says which lines a sheet had, so the difference between any two versions, and between
//! a version and what holds now, is found from records alone, on a laptop without signal too. Each
//! audience has its own lines: whoever is not in it neither has them nor learns that they changed.

mod differ;
mod lines;
mod plan;
#[cfg(test)]
mod tests;
mod versions;

use chrono::NaiveDate;

pub use self::differ::{Differs, LineChange, difference};
pub use self::lines::{SheetLine, lines};
pub(crate) use self::lines::{guests, room_title, rooms_of};
pub use self::plan::{NotPublished, Order, PublishPlan, publish};
pub(crate) use self::versions::told_as;
pub use self::versions::{Version, compared, told, versions};
use crate::book::Book;
use crate::ids::RecordId;
use crate::record::kinds::{Day, Event, HotelStay, Published};

/// What is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The sheet of a date.
    Day(NaiveDate),
    /// The guest list of an event.
    GuestList(RecordId),
    /// The rooming list of a stay.
    RoomingList(RecordId),
}

impl Subject {
    /// Which kind of sheet it is.
    pub fn what(self) -> Published {
        match self {
            Self::Day(_) => Published::DaySheet,
            Self::GuestList(_) => Published::GuestList,
            Self::RoomingList(_) => Published::RoomingList,
        }
    }

    /// The event or stay that a list is of.
    pub fn about(self) -> Option<RecordId> {
        match self {
            Self::Day(_) => None,
            Self::GuestList(id) | Self::RoomingList(id) => Some(id),
        }
    }

    /// The day that it belongs to, where the book has it.
    pub fn day(self, book: &Book) -> Option<RecordId> {
        let day = match self {
            Self::Day(date) => return book.day_on(date).map(crate::book::Entry::id),
            Self::GuestList(event) => book.get::<Event>(event)?.day?,
            Self::RoomingList(stay) => book.get::<HotelStay>(stay)?.day?,
        };
        book.get::<Day>(day).map(crate::book::Entry::id)
    }
}
