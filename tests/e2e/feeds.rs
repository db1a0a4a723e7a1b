//! Calendars from outside: addresses that programs subscribe to, what stands under them and for whom, and
//! what other people's programs read there.

mod clients;
mod links;
mod readers;
mod sheets;
mod shown;

use harness::{Answer, Person, Tour};
use reqwest::Method;
use serde_json::{Value, json};

use crate::wire::send;

/// A new feed of somebody's: its id, and its path on every server of the test.
async fn feed(tour: &Tour<'_>, who: &Person, new: Value) -> (String, String) {
    let given = tour.post(who, "/feeds", &new).await.ok();
    let (id, url) = (given["id"].as_str().unwrap(), given["url"].as_str().unwrap());
    let at = url.find("/feeds/").unwrap();
    (id.to_owned(), url[at..].to_owned())
}

/// A feed of every row, for the manager.
async fn items(tour: &Tour<'_>) -> String {
    feed(tour, &tour.manager, json!({ "shape": "items" })).await.1
}

/// Asks for a feed as a calendar would: with no log-in.
async fn fetch(tour: &Tour<'_>, path: &str, headers: &[(&str, &str)]) -> Answer {
    send(tour.app, None, (Method::GET, path), headers, "").await
}

/// What stands in a feed, unfolded.
async fn text(tour: &Tour<'_>, path: &str) -> String {
    let answer = fetch(tour, path, &[]).await;
    answer.must_succeed();
    answer.text().replace("\r\n ", "")
}

/// The lines of the entry of a record; none where it has no entry.
fn entry(text: &str, id: &impl ToString) -> Option<Vec<String>> {
    let uid = format!("UID:{}@buscall", id.to_string());
    let event = text.split("BEGIN:VEVENT\r\n").find(|event| event.contains(&uid))?;
    Some(event.lines().map(ToOwned::to_owned).collect())
}

/// A value of an entry.
#[track_caller]
fn value(text: &str, id: &impl ToString, name: &str) -> String {
    let lines = entry(text, id).expect("it has an entry");
    let value = |line: &String| line.strip_prefix(name)?.strip_prefix(':').map(ToOwned::to_owned);
    lines.iter().find_map(value).unwrap_or_else(|| panic!("no {name} in {lines:?}"))
}
