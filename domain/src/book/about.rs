//! Which records are about a date, deleted ones too: what the history of a day is made of.

use chrono::NaiveDate;

use super::Book;
use crate::ids::RecordId;
use crate::record::Record;

impl Book {
    /// The records about a date: its day and whatever names that day, deleted ones too, because
    /// that something is gone is news. `None` where the tour has no such day.
    pub fn records_about(&self, date: NaiveDate) -> Option<Vec<RecordId>> {
        let days: Vec<_> = self.days_on(date).map(|day| day.id().to_string()).collect();
        if days.is_empty() {
            return None;
        }
        let about = |record: &&Record| {
            let day = record.value("day").as_str().map(str::to_owned);
            days.contains(&day.unwrap_or_else(|| record.id.to_string()))
        };
        Some(self.records().filter(about).map(|record| record.id).collect())
    }
}
