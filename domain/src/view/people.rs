//! Who is on tour and whom to call elsewhere.

use chrono::NaiveDate;
use serde::Serialize;

use super::day_sheet::open_disputes;
use super::words::{record_date, text};
use crate::book::{Book, Entry};
use crate::ids::RecordId;
use crate::record::kinds::{Contact, Event, Person, Venue};

/// Everybody whom the tour knows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct People {
    /// Who travels or works with the tour, by position and name.
    pub people: Vec<PersonBlock>,
    /// Whom to call elsewhere, by position, category and name.
    pub contacts: Vec<ContactRow>,
}

/// A person with the fields of their record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonBlock {
    /// The person's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// The open disputes about it.
    pub disputed: Vec<RecordId>,
    /// Its fields, as the kind `person` has them; absent where there is no value.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Person,
}

/// A contact with the fields of its record and what it is for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactRow {
    /// The contact's record.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// The date it is for, where it is for one.
    pub date: Option<NaiveDate>,
    /// The name of the venue it belongs to, itself or by its event.
    pub venue_name: Option<String>,
    /// The open disputes about it.
    pub disputed: Vec<RecordId>,
    /// Its fields, as the kind `contact` has them; absent where there is no value.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Contact,
}

/// Who is on tour and whom to call elsewhere.
pub fn people(book: &Book) -> People {
    People {
        people: book.people().into_iter().map(|entry| person(book, entry)).collect(),
        contacts: book.contacts().into_iter().map(|entry| contact(book, entry)).collect(),
    }
}

pub(super) fn person(book: &Book, person: &Entry<Person>) -> PersonBlock {
    PersonBlock {
        id: person.id(),
        ver: person.ver(),
        disputed: open_disputes(book, person.id()),
        fields: person.fields().clone(),
    }
}

fn contact(book: &Book, contact: &Entry<Contact>) -> ContactRow {
    let event = contact.event.and_then(|id| book.get::<Event>(id));
    let venue = contact.venue.or(event.and_then(|event| event.venue));
    let venue = venue.and_then(|id| book.get::<Venue>(id));
    ContactRow {
        id: contact.id(),
        ver: contact.ver(),
        date: record_date(book, contact.record()),
        venue_name: venue.and_then(|venue| text(venue.name.as_ref())),
        disputed: open_disputes(book, contact.id()),
        fields: contact.fields().clone(),
    }
}
