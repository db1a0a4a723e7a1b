//! A day with its schedule, written as a person would say it and made by one group.

use std::collections::BTreeMap;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use chrono::NaiveDate;
use domain::change::Edit;
use domain::ids::RecordId;
use serde_json::{Value, json};

use crate::{Tour, edit};

/// A day that is not there until it is awaited.
pub struct DayBuilder<'a> {
    tour: &'a Tour<'a>,
    date: NaiveDate,
    fields: serde_json::Map<String, Value>,
    items: Vec<(String, String, String)>,
}

/// A day that is there.
#[derive(Clone, Debug)]
pub struct BuiltDay {
    /// Its record.
    pub id: RecordId,
    /// Its date, as in paths.
    pub date: String,
    /// The rows of its schedule by title.
    pub items: BTreeMap<String, RecordId>,
}

impl<'a> DayBuilder<'a> {
    pub(crate) fn new(tour: &'a Tour<'a>, date: &str) -> Self {
        let date: NaiveDate = date.parse().unwrap();
        let fields = [("date".to_owned(), json!(date)), ("day_type".to_owned(), json!("show"))];
        Self { tour, date, fields: fields.into_iter().collect(), items: Vec::new() }
    }

    /// The zone of its clocks.
    #[must_use]
    pub fn in_zone(mut self, zone: &str) -> Self {
        self.fields.insert("zone".to_owned(), zone.into());
        self
    }

    /// A row of the schedule that everyone sees, at this clock.
    #[must_use]
    pub fn item(self, title: &str, start: &str) -> Self {
        self.item_for("everyone", title, start)
    }

    /// A row of the schedule that one audience sees.
    #[must_use]
    pub fn item_for(mut self, audience: &str, title: &str, start: &str) -> Self {
        self.items.push((audience.to_owned(), title.to_owned(), start.to_owned()));
        self
    }

    async fn make(self) -> BuiltDay {
        let Self { tour, date, fields, items } = self;
        let id = RecordId::of_day(tour.id, date);
        let mut edits = vec![edit::create(tour.scope("everyone"), "day", id, fields.into())];
        let mut made = BTreeMap::new();
        for (audience, title, start) in items {
            let item = RecordId(tour.app.new_id());
            edits.push(item_edit(tour, id, item, &audience, &title, &start));
            made.insert(title, item);
        }
        let receipt = tour.group(&tour.manager, edits).await;
        assert_eq!(receipt["status"], "applied", "{receipt}");
        BuiltDay { id, date: date.to_string(), items: made }
    }
}

fn item_edit(
    tour: &Tour<'_>,
    day: RecordId,
    id: RecordId,
    audience: &str,
    title: &str,
    start: &str,
) -> Edit {
    let when = json!({ "precision": "exact", "start": start });
    let fields = json!({ "day": day, "title": title, "when": when });
    edit::create(tour.scope(audience), "schedule_item", id, fields)
}

impl<'a> IntoFuture for DayBuilder<'a> {
    type Output = BuiltDay;
    type IntoFuture = Pin<Box<dyn Future<Output = BuiltDay> + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.make())
    }
}

impl BuiltDay {
    /// The path of its sheet below the tour's.
    pub fn sheet(&self) -> String {
        format!("/days/{}", self.date)
    }

    /// The row of this title.
    pub fn item(&self, title: &str) -> RecordId {
        self.items[title]
    }
}
