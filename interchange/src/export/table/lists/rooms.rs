//! The rooming list of a stay, for its hotel.

use chrono::NaiveDate;
use domain::book::Book;
use domain::publish::{Differs, LineChange};
use domain::record::kinds::RoomType;
use domain::view::{RoomRow, RoomingList, label, value_text};
use serde_json::json;

use super::{CANCELLED, about_version, add, add_gone, change, change_heading, what_changed};
use crate::export::table::{Cell, RowLook, Table, date, text, whole};

/// Where the names stand.
const NAMES_AT: usize = 1;

/// The list as a table: the rooms in the order of the list, then those that are no longer on it.
pub(in crate::export::table) fn table(book: &Book, list: &RoomingList) -> Table {
    let mut table = Table::new(
        "Rooming list",
        [
            "Room type",
            "Names",
            "People",
            "Check-in",
            "Check-out",
            "Times",
            "Day room",
            "Room no.",
            "Confirmation",
            "Wishes",
            "Billing",
            "Status",
            &change_heading(&list.standing),
        ],
    );
    table.about = about(book, list);
    for room in &list.rooms {
        add(&mut table, cells(room), room.change.is_some());
        if let Some(row) = table.rows.last_mut().filter(|_| room.cancelled) {
            row.look = RowLook::Gone;
        }
    }
    add_gone(&mut table, &list.gone, NAMES_AT);
    table
}

fn about(book: &Book, list: &RoomingList) -> Vec<(&'static str, Cell)> {
    let place = list.place.as_ref().map(|place| value_text(book, &json!(place)));
    let mut about = vec![
        ("Rooming list", text(Some(&list.hotel))),
        ("Address", text(place)),
        ("Phone", text(list.phone.as_ref())),
        ("Group", text(list.group.as_ref())),
        ("Check-in", moment(list.check_in_date, list.check_in.as_deref())),
        ("Check-out", moment(list.check_out_date, list.check_out.as_deref())),
        ("Confirmation", text(list.confirmation.as_ref())),
        ("Breakfast", text(list.breakfast.as_ref())),
        ("Rooms", text(Some(&list.totals))),
    ];
    about.extend(about_version(&list.standing));
    // What is new about the stay itself has no row of its own.
    let of_stay = list.standing.changes.iter().find(|change| change.record == list.stay);
    about.extend(of_stay.map(|of_stay| ("Stay", change(Some(of_stay)))));
    about
}

/// A date, with the clock where there is one.
fn moment(on: Option<NaiveDate>, clock: Option<&str>) -> Cell {
    match (on, clock) {
        (on, None) => date(on),
        (None, clock) => text(clock),
        (Some(on), Some(clock)) => text(Some(format!("{on} {clock}"))),
    }
}

fn cells(room: &RoomRow) -> [Cell; 13] {
    // A room that is off says so twice: for whoever filters, and for whoever looks for what is new.
    let cancelled_now = room.cancelled && room.change.is_some();
    [
        text(room.room_type.map(RoomType::word)),
        text(Some(&room.names)),
        whole(i64::try_from(room.n_people).ok()),
        date(room.check_in_date),
        date(room.check_out_date),
        text(room.times.as_ref()),
        text(room.day_room.then_some("yes")),
        text(room.number.as_ref()),
        text(room.confirmation.as_ref()),
        text(room.wishes.as_ref()),
        text(room.billing.as_ref()),
        text(room.cancelled.then_some(CANCELLED)),
        if cancelled_now { text(Some(CANCELLED)) } else { room_change(room.change.as_ref()) },
    ]
}

/// What is new about a room. Under which names it was before is not told: an alias is there so that nobody
/// reads the names.
fn room_change(of_room: Option<&LineChange>) -> Cell {
    let renamed = |it: &&LineChange| {
        it.differs == Differs::Changed && what_changed(it).starts_with("was called ")
    };
    let Some(renamed) = of_room.filter(renamed) else { return change(of_room) };
    let fields = renamed.fields.iter().map(|field| label(field).to_lowercase());
    let changed: Vec<_> = std::iter::once("names".to_owned()).chain(fields).collect();
    text(Some(format!("changed: {}", changed.join(", "))))
}
