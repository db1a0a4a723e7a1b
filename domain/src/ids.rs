//! Names of things: one type per kind of id, all `UUIDv7` on the wire, so that a tour id cannot be
//! passed where an account id is meant. Making one needs an instant and randomness from outside.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

id!(
    /// A person's log-in.
    AccountId
);
id!(
    /// An organisation: whoever owns tours and the directory of venues kept between them.
    OrgId
);
id!(
    /// A tour. Its `tour` record carries the same id.
    TourId
);
id!(
    /// An audience: who may see a record, and the counter that orders its changes.
    ScopeId
);
id!(
    /// A record of any kind.
    RecordId
);
id!(
    /// An atomic unit of work. Sending the same one twice has the effect of sending it once.
    GroupId
);
id!(
    /// One installation of a client database.
    ReplicaId
);
id!(
    /// An invitation by link.
    InvitationId
);
id!(
    /// A link to the form of an advance sheet.
    AdvanceLinkId
);
id!(
    /// A link to the sheet of one day.
    DayLinkId
);
id!(
    /// An address under which a tour is a calendar.
    FeedId
);
id!(
    /// A mail about an advance sheet.
    AdvanceMailId
);

/// A `UUIDv7` of this instant (milliseconds since 1970) and these random bits.
pub fn v7(unix_ms: u64, random: [u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(unix_ms, &random).into_uuid()
}

/// An id that any two parties derive alike from the same names, as a `UUIDv8`.
pub fn derived(context: &str, parts: &[&[u8]]) -> Uuid {
    let mut hasher = blake3::Hasher::new_derive_key(context);
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

impl AccountId {
    /// The id that stands for somebody who came by a link and calls themselves `name`: no log-in has
    /// it, and two people on one link are two.
    pub fn of_guest(link: AdvanceLinkId, name: &str) -> Self {
        Self(derived("buscall 2026 guest", &[link.0.as_bytes(), name.to_lowercase().as_bytes()]))
    }

    /// The id that stands for whoever reads a day's sheet by a link: no log-in has it, and it says nothing.
    pub fn of_reader(link: DayLinkId) -> Self {
        Self(derived("buscall 2026 reader", &[link.0.as_bytes()]))
    }

    /// The id that stands for what a server does for a tour on a schedule: no log-in has it either.
    pub fn of_schedule(tour: TourId) -> Self {
        Self(derived("buscall 2026 schedule", &[tour.0.as_bytes()]))
    }
}

impl RecordId {
    /// The id of a tour's day. It follows from the date, so two people who add the same date with
    /// no signal have added one day, not two.
    pub fn of_day(tour: TourId, date: NaiveDate) -> Self {
        Self(derived("buscall 2026 day", &[tour.0.as_bytes(), date.to_string().as_bytes()]))
    }

    /// The id of the dispute about one field of one record: there is never more than one.
    pub fn of_dispute(subject: Self, field: &str) -> Self {
        Self(derived("buscall 2026 dispute", &[subject.0.as_bytes(), field.as_bytes()]))
    }

    /// The id of an event's advance sheet: two people who begin it with no signal have begun one.
    pub fn of_advance(event: Self) -> Self {
        Self(derived("buscall 2026 advance", &[event.0.as_bytes()]))
    }

    /// The id of the answer to one question of an advance sheet, for the same reason.
    pub fn of_advance_field(advance: Self, key: &str) -> Self {
        Self(derived("buscall 2026 advance field", &[advance.0.as_bytes(), key.as_bytes()]))
    }

    /// The id of what an answer becomes in the tour book: accepting it twice, or on two devices, makes it
    /// once. `part` counts the rows of an answer that has several.
    pub fn of_landing(advance: Self, key: &str, part: usize) -> Self {
        let part = (part as u64).to_le_bytes();
        Self(derived("buscall 2026 landing", &[advance.0.as_bytes(), key.as_bytes(), &part]))
    }

    /// The id of a visit to a venue of the directory: what was learnt on one date is kept once.
    pub fn of_visit(venue: Self, date: NaiveDate) -> Self {
        let date = date.to_string();
        Self(derived("buscall 2026 visit", &[venue.0.as_bytes(), date.as_bytes()]))
    }

    /// The id of the record of one act of publishing in one audience. `part` counts the records, where there
    /// are more lines than fit one.
    pub fn of_publication(edition: Self, scope: ScopeId, part: usize) -> Self {
        let part = (part as u64).to_le_bytes();
        let parts = [edition.0.as_bytes(), scope.0.as_bytes(), part.as_slice()];
        Self(derived("buscall 2026 publication", &parts))
    }

    /// The id of a template that a tour makes of one that Buscall comes with.
    pub fn of_starter(tour: TourId, word: &str) -> Self {
        Self(derived("buscall 2026 starter", &[tour.0.as_bytes(), word.as_bytes()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_a_later_instant_sorts_later() {
        let earlier = v7(1_000, [255; 10]);
        let later = v7(1_001, [0; 10]);
        assert!(earlier < later);
        assert_eq!(earlier.get_version_num(), 7);
    }

    #[test]
    fn two_people_derive_the_same_day_and_different_dates_differ() {
        let tour = TourId(v7(1, [1; 10]));
        let friday = NaiveDate::from_ymd_opt(2026, 10, 23).unwrap();
        assert_eq!(RecordId::of_day(tour, friday), RecordId::of_day(tour, friday));
        assert_ne!(
            RecordId::of_day(tour, friday),
            RecordId::of_day(tour, friday.succ_opt().unwrap())
        );
    }

    #[test]
    fn names_that_join_to_the_same_text_derive_different_ids() {
        assert_ne!(derived("x", &[b"ab", b"c"]), derived("x", &[b"a", b"bc"]));
    }
}
