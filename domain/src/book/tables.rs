//! One table per kind, and which other records a record names.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::Entry;
use crate::ids::RecordId;
use crate::problem::FieldProblem;
use crate::record::kinds;
use crate::record::{Kind, Record, TypedRecord};

/// The live records of one kind by id.
pub(super) type Table<T> = BTreeMap<RecordId, Arc<Entry<T>>>;

/// A kind that a book keeps by itself.
#[expect(private_bounds, reason = "which table a kind is kept in is the book's own matter")]
pub trait Kept: WithTable {}

impl<T: WithTable> Kept for T {}

pub(super) trait WithTable: TypedRecord + 'static {
    fn table(tables: &Tables) -> &Table<Self>;
}

macro_rules! tables {
    ($( $table:ident: $kind:ident => [$($link:ident),*] ),+ $(,)?) => {
        /// The live, readable records by kind. The list after each kind names its fields that
        /// hold the id of another record and by which a book finds it.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(super) struct Tables {
            $($table: Table<kinds::$kind>,)+
        }

        $(impl WithTable for kinds::$kind {
            fn table(tables: &Tables) -> &Table<Self> {
                &tables.$table
            }
        })+

        impl Tables {
            /// Takes in a live record; one of an unknown kind stands in no table.
            pub(super) fn insert(&mut self, record: &Arc<Record>) -> Result<(), FieldProblem> {
                match record.kind {
                    $(Kind::$kind => {
                        let entry = Entry::read(record)?;
                        self.$table.insert(record.id, Arc::new(entry));
                    })+
                    Kind::Other(_) => {}
                }
                Ok(())
            }

            /// Takes a record out.
            pub(super) fn remove(&mut self, kind: &Kind, id: RecordId) {
                match kind {
                    $(Kind::$kind => {
                        self.$table.remove(&id);
                    })+
                    Kind::Other(_) => {}
                }
            }

            /// The records that a record of a table names.
            pub(super) fn targets(&self, kind: &Kind, id: RecordId) -> Vec<RecordId> {
                match kind {
                    $(Kind::$kind => {
                        let entry = self.$table.get(&id);
                        entry.map_or_else(Vec::new, |_entry| {
                            let targets: &[Option<RecordId>] = &[$(_entry.$link),*];
                            targets.iter().copied().flatten().collect()
                        })
                    })+
                    Kind::Other(_) => Vec::new(),
                }
            }
        }
    };
}

tables! {
    tours: Tour => [],
    legs: Leg => [],
    days: Day => [leg],
    events: Event => [day, venue],
    items: ScheduleItem => [day, event],
    venues: Venue => [],
    people: Person => [account],
    contacts: Contact => [day, event, venue],
    vehicles: Vehicle => [],
    travels: Travel => [day],
    stays: HotelStay => [day],
    rooms: Room => [stay],
    guest_requests: GuestRequest => [event],
    holds: Hold => [day, venue],
    rates: VehicleRate => [vehicle],
    notes: Note => [day, event],
    files: File => [day, event, venue],
    tasks: Task => [day, event],
    templates: ScheduleTemplate => [],
    advance_templates: AdvanceTemplate => [],
    advances: Advance => [event, venue],
    advance_fields: AdvanceField => [advance],
    handouts: Handout => [advance, file],
    publications: Publication => [day, about],
    acknowledgements: Acknowledgement => [day],
    disputes: Dispute => [subject],
}
