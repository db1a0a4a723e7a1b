//! The tour book through HTTP, as its people use it: clocks and zones, sheets and lists, what has
//! changed, and what changes a whole day.

mod clocks;
mod fields;
mod history;
mod marks;
mod seen;
mod shift;
pub(crate) mod snapshot;
mod template;
mod views;

use domain::ids::RecordId;
use harness::Tour;
use serde_json::{Value, json};

/// A row of a sheet by its title.
#[track_caller]
fn row<'v>(sheet: &'v Value, title: &str) -> &'v Value {
    let mut rows = sheet["schedule"].as_array().unwrap().iter();
    rows.find(|row| row["title"] == title).unwrap_or_else(|| panic!("no `{title}` on {sheet}"))
}

/// The titles of a sheet's rows, in their order.
fn titles(sheet: &Value) -> Vec<&str> {
    let rows = sheet["schedule"].as_array().unwrap().iter();
    rows.map(|row| row["title"].as_str().unwrap()).collect()
}

/// A row of a day's schedule with more than a title and a clock.
async fn item(tour: &Tour<'_>, day: RecordId, title: &str, when: Value, more: Value) -> RecordId {
    let mut fields = json!({ "day": day, "title": title, "when": when });
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    tour.record("everyone", "schedule_item", fields).await
}

/// An exact time.
fn at(start: &str) -> Value {
    json!({ "precision": "exact", "start": start })
}

/// The sheet of a date, as the manager sees it.
async fn sheet(tour: &Tour<'_>, date: &str) -> Value {
    tour.get(&tour.manager, &format!("/days/{date}")).await.ok()
}

/// The same as text.
async fn text(tour: &Tour<'_>, date: &str) -> String {
    let answer = tour.get(&tour.manager, &format!("/days/{date}.txt")).await;
    answer.must_succeed();
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    answer.text()
}

/// Changes a record's fields on its newest version; the answer.
async fn change(tour: &Tour<'_>, kind: &str, id: RecordId, fields: Value) -> Value {
    let seen = tour.see(&tour.manager, kind, id).await["ver"].as_u64().unwrap();
    let path = tour.path(&format!("/{kind}/{id}"));
    tour.app.patch(&tour.manager, &path, seen, &json!({ "fields": fields })).await.ok()
}
