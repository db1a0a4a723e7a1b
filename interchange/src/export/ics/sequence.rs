//! `SEQUENCE` (RFC 5545, 3.8.7.4): a number of each entry that grows whenever the entry may have changed,
//! and never falls while its reader is in the same audiences.
//!
//! An entry follows from its record, its day, its event and a venue, and what it follows from changes
//! too: an event is moved to another day, a show to another venue. The counters of the audiences only
//! grow, so the newest change of any such record counts, also of one that this entry no longer has.

use std::collections::BTreeMap;

use domain::book::Book;
use domain::ids::ScopeId;
use domain::record::{Kind, Record};

/// Beside its own record, what an entry may follow from.
const AROUND: [Kind; 6] =
    [Kind::Tour, Kind::Day, Kind::Event, Kind::Venue, Kind::Person, Kind::Vehicle];
/// What the entry of a whole day may follow from, beside.
const ROWS: [Kind; 3] = [Kind::ScheduleItem, Kind::Travel, Kind::HotelStay];

/// The newest changes of a book.
pub(super) struct Sequence {
    around: BTreeMap<ScopeId, u64>,
    rows: BTreeMap<ScopeId, u64>,
}

impl Sequence {
    pub(super) fn of(book: &Book) -> Self {
        let mut sequence = Self { around: BTreeMap::new(), rows: BTreeMap::new() };
        for record in book.records() {
            let newest = match &record.kind {
                kind if AROUND.contains(kind) => &mut sequence.around,
                kind if ROWS.contains(kind) => &mut sequence.rows,
                _ => continue,
            };
            let seq = newest.entry(record.scope).or_default();
            *seq = record.seq.max(*seq);
        }
        sequence
    }

    /// Of the entry of one record.
    pub(super) fn of_record(&self, record: &Record) -> i64 {
        let mut newest = self.around.clone();
        let seq = newest.entry(record.scope).or_default();
        *seq = record.seq.max(*seq);
        sum(&newest)
    }

    /// Of the entry of a day.
    pub(super) fn of_day(&self) -> i64 {
        let mut newest = self.around.clone();
        for (scope, rows) in &self.rows {
            let seq = newest.entry(*scope).or_default();
            *seq = (*rows).max(*seq);
        }
        sum(&newest)
    }
}

/// An `INTEGER` has 32 bits (RFC 5545, 3.3.8).
fn sum(newest: &BTreeMap<ScopeId, u64>) -> i64 {
    let sum = newest.values().fold(0_u64, |sum, seq| sum.saturating_add(*seq));
    i32::try_from(sum).unwrap_or(i32::MAX).into()
}
