//! What was deleted of days that are still there. A calendar that has shown a row is told that it is off:
//! an entry that is only gone stays in many calendars for ever.

use std::collections::BTreeSet;

use domain::book::Book;
use domain::ids::RecordId;
use domain::record::kinds::Day;
use domain::record::{Kind, Record};

const KINDS: [Kind; 4] = [Kind::ScheduleItem, Kind::Event, Kind::Travel, Kind::HotelStay];

/// The book with what was deleted in its place again, and which records these are.
pub(super) fn with_deleted(book: &Book) -> (Book, BTreeSet<RecordId>) {
    let mut whole = book.clone();
    let mut deleted = BTreeSet::new();
    for record in book.records().filter(|record| record.deleted && KINDS.contains(&record.kind)) {
        if record.parent().is_some_and(|day| book.get::<Day>(day).is_some()) {
            deleted.insert(record.id);
            whole.apply(Record { deleted: false, ..record.clone() });
        }
    }
    (whole, deleted)
}
