//! The guest list of an event, for its box office.

use domain::record::kinds::GuestPayment;
use domain::view::{GuestList, GuestRow};

use super::{about_version, add, add_gone, change, change_heading};
use crate::export::table::{Cell, Table, date, text, whole};

/// Where the name stands.
const NAME_AT: usize = 0;

/// The list as a table: who is on it by name, then who no longer is.
pub(in crate::export::table) fn table(list: &GuestList) -> Table {
    let mut table = Table::new(
        "Guest list",
        [
            "Name",
            "Company",
            "People",
            "Coming along",
            "Passes",
            "Tickets",
            "Pick-up",
            "Requested by",
            "ID needed",
            "Payment",
            "Note",
            &change_heading(&list.standing),
        ],
    );
    table.about = about(list);
    for guest in &list.guests {
        add(&mut table, cells(guest), guest.change.is_some());
    }
    add_gone(&mut table, &list.gone, NAME_AT);
    table
}

fn about(list: &GuestList) -> Vec<(&'static str, Cell)> {
    let n_names = i64::try_from(list.guests.len()).ok();
    let mut about = vec![
        ("Guest list", text(Some(&list.show))),
        ("Artist", text(list.artist.as_ref())),
        ("Date", date(list.date)),
        ("Venue", text(list.venue.as_ref())),
        ("Terms", text(list.terms.as_ref())),
        ("Box office", text(list.box_office.as_ref())),
        ("Names", whole(n_names)),
        ("People", whole(Some(list.n_people))),
    ];
    about.extend(about_version(&list.standing));
    about
}

fn cells(guest: &GuestRow) -> [Cell; 12] {
    [
        text(Some(&guest.name)),
        text(guest.affiliation.as_ref()),
        whole(Some(guest.quantity)),
        text(Some(guest.companions.join(", "))),
        text(guest.passes.as_ref()),
        text(guest.tickets.as_ref()),
        text(guest.pickup.as_ref()),
        text(guest.requested_by.as_ref()),
        text(guest.id_required.then_some("yes")),
        text(guest.payment.map(GuestPayment::word)),
        text(guest.note.as_ref()),
        change(guest.change.as_ref()),
    ]
}
