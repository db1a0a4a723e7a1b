//! Files of dates, brought into a tour over HTTP: what is read, what is refused, and that nothing is
//! made twice or overwritten.

mod files;
mod real;
mod twice;

use harness::{Answer, Person, Tour};
use reqwest::Method;
use serde_json::Value;

use crate::wire::send;

/// Imports a file as somebody; `rest` is the rest of the query.
async fn import_as(
    tour: &Tour<'_>,
    who: &Person,
    name: &str,
    rest: &str,
    file: impl AsRef<[u8]>,
) -> Answer {
    let path = tour.path(&format!("/import?name={name}{rest}"));
    let file = file.as_ref().to_vec();
    send(tour.app, Some(who), (Method::POST, &path), &[], file).await
}

/// Imports a file as the manager; the report.
pub(crate) async fn import(
    tour: &Tour<'_>,
    name: &str,
    rest: &str,
    file: impl AsRef<[u8]>,
) -> Value {
    import_as(tour, &tour.manager, name, rest, file).await.ok()
}

/// The dates of the tour's grid with their cities.
async fn grid(tour: &Tour<'_>) -> Vec<(String, String)> {
    let grid = tour.get(&tour.manager, "/days").await.ok();
    let days = grid["days"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    days.map(|day| (text(&day["date"]), text(&day["city"]))).collect()
}

/// What an import would do, in words: `create day`, `dispute schedule_item`.
fn changes(report: &Value) -> Vec<String> {
    let changes = report["changes"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    changes.map(|change| format!("{} {}", text(&change["action"]), text(&change["kind"]))).collect()
}
