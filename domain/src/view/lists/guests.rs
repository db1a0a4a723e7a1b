//! The guest list of an event.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Standing, gone, mark, standing};
use crate::book::{Book, Entry};
use crate::ids::RecordId;
use crate::publish::{LineChange, Subject, guests};
use crate::record::kinds::{
    Contact, Day, Event, GuestPayment, GuestRequest, GuestStatus, Person, Venue,
};
use crate::view::words::{record_title, text};

/// The guest list of an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestList {
    /// The event.
    pub event: RecordId,
    /// What the event is called.
    pub show: String,
    /// Who plays.
    pub artist: Option<String>,
    /// The date.
    pub date: Option<NaiveDate>,
    /// The venue.
    pub venue: Option<String>,
    /// Allotment and cut-off, as somebody wrote them.
    pub terms: Option<String>,
    /// Who is told at the box office: name and phone.
    pub box_office: Option<String>,
    /// Who is on the list, by name.
    pub guests: Vec<GuestRow>,
    /// How many people that is.
    pub n_people: i64,
    /// How many requests nobody has decided.
    pub n_undecided: usize,
    /// Who is no longer on it.
    pub gone: Vec<LineChange>,
    /// As which version it stands.
    pub standing: Standing,
}

/// Somebody on a guest list. What the box office is not told is not here.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestRow {
    /// The request's record.
    pub id: RecordId,
    /// The name that the box office looks for.
    pub name: String,
    /// Their company.
    pub affiliation: Option<String>,
    /// How many people, the guest too.
    pub quantity: i64,
    /// The names of those who come along.
    pub companions: Vec<String>,
    /// The passes that they get.
    pub passes: Option<String>,
    /// The tickets that they get.
    pub tickets: Option<String>,
    /// Where they pick them up.
    pub pickup: Option<String>,
    /// Who on tour asks for them.
    pub requested_by: Option<String>,
    /// Whether the box office looks at a document.
    pub id_required: bool,
    /// Who pays.
    pub payment: Option<GuestPayment>,
    /// What the box office is told.
    pub note: Option<String>,
    /// What is new about them since the version that the list counts from.
    pub change: Option<LineChange>,
}

/// The guest list of an event, if the book has the event.
pub fn guest_list(book: &Book, event: RecordId) -> Option<GuestList> {
    let shown = book.get::<Event>(event)?;
    let standing = standing(book, Subject::GuestList(event));
    let on_list = guests(book, event);
    let rows: Vec<_> = on_list.iter().map(|guest| row(book, guest, &standing)).collect();
    let undecided =
        |guest: &&Entry<GuestRequest>| guest.status.is_none_or(|status| status == GuestStatus::New);
    let venue = shown.venue.and_then(|venue| book.get::<Venue>(venue));
    Some(GuestList {
        event,
        show: record_title(book, shown.record()),
        artist: book.tour().and_then(|tour| text(tour.artist.as_ref())),
        date: shown.day.and_then(|day| book.get::<Day>(day)).and_then(|day| day.date),
        venue: venue.and_then(|venue| text(venue.name.as_ref())),
        terms: text(shown.guest_list.as_ref()),
        box_office: box_office(book, event, shown.venue),
        n_people: rows.iter().map(|row| row.quantity).sum(),
        n_undecided: book.linked::<GuestRequest>(event).filter(undecided).count(),
        gone: gone(&standing.changes, |id| rows.iter().any(|row| row.id == id)),
        guests: rows,
        standing,
    })
}

/// The contact of the event or the venue who is of the box office; nobody who is to be kept off what is
/// handed out.
fn box_office(book: &Book, event: RecordId, venue: Option<RecordId>) -> Option<String> {
    let contacts = std::iter::once(event).chain(venue).flat_map(|id| book.contacts_of(id));
    let of_box_office = |contact: &&Entry<Contact>| {
        contact
            .role
            .as_ref()
            .is_some_and(|role| role.as_str().to_lowercase().contains("box office"))
    };
    let shared = |contact: &&Entry<Contact>| contact.do_not_share != Some(true);
    let contact = contacts.into_iter().filter(shared).find(of_box_office)?;
    let parts = [contact.name.as_ref(), contact.phone.as_ref()];
    Some(parts.into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

fn row(book: &Book, guest: &Entry<GuestRequest>, standing: &Standing) -> GuestRow {
    let requested_by = guest.requested_by.and_then(|person| book.get::<Person>(person));
    let companions = guest.companions.iter().flat_map(|lines| lines.as_slice());
    GuestRow {
        id: guest.id(),
        name: text(guest.name.as_ref()).unwrap_or_default(),
        affiliation: text(guest.affiliation.as_ref()),
        quantity: guest.quantity.map_or(1, |quantity| quantity.get()),
        companions: companions.map(ToString::to_string).collect(),
        passes: text(guest.passes.as_ref()),
        tickets: text(guest.tickets.as_ref()),
        pickup: text(guest.pickup.as_ref()),
        requested_by: requested_by.map(|person| record_title(book, person.record())),
        id_required: guest.id_required == Some(true),
        payment: guest.payment,
        note: text(guest.box_office_note.as_ref()),
        change: mark(&standing.changes, guest.id()),
    }
}
