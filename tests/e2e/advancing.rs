//! Advancing from outside: a form behind a link, answers that are proposals, and what a stranger with
//! a link, or without one, gets to see.

mod answers;
mod form;
mod links;
mod offline;
mod story;
mod uploads;

use harness::{Answer, Tour};
use reqwest::Method;
use serde_json::{Value, json};

/// A show with a sheet of the club's questions and a link to its form.
struct Show {
    event: Value,
    advance: Value,
    /// The address of the form.
    url: String,
}

/// A show at a venue on a date, with its sheet and a link for Ana.
async fn show(tour: &Tour<'_>, date: &str, venue: Option<&Value>) -> Show {
    tour.a_day(date).in_zone("Europe/Amsterdam").await;
    let day = domain::ids::RecordId::of_day(tour.id, date.parse().unwrap());
    let venue = match venue {
        Some(venue) => venue.clone(),
        None => {
            let place = json!({ "city": "Amsterdam", "country": "NL" });
            json!(
                tour.record("everyone", "venue", json!({ "name": "Paradiso", "place": place }))
                    .await
            )
        }
    };
    let event = json!({ "day": day, "venue": venue, "event_type": "show" });
    let event = json!(tour.record("everyone", "event", event).await);
    let begin = json!({ "starter": "club", "dates": [date] });
    let begun = tour.post(&tour.manager, "/advances", &begin).await.ok();
    let shows = begun["shows"].as_array().unwrap();
    let advance = shows.iter().find(|show| show["event"] == event).unwrap()["advance"].clone();
    let url = link(tour, &advance, json!({ "recipient": "Ana Lima" })).await;
    Show { event, advance, url }
}

/// A new link to a sheet's form.
async fn link(tour: &Tour<'_>, advance: &Value, new: Value) -> String {
    let path = format!("/advances/{}/links", advance.as_str().unwrap());
    let given = tour.post(&tour.manager, &path, &new).await.ok();
    let url = given["url"].as_str().unwrap();
    // Behind the site's name stands the path that every server of the test answers.
    let at = url.find("/a/").unwrap();
    url[at..].to_owned()
}

/// The sheet as the manager sees it.
async fn sheet(tour: &Tour<'_>, advance: &Value) -> Value {
    let path = format!("/advances/{}", advance.as_str().unwrap());
    tour.get(&tour.manager, &path).await.ok()
}

/// One question of a sheet.
fn field(sheet: &Value, key: &str) -> Value {
    let parts = sheet["parts"].as_array().unwrap().iter();
    let mut fields = parts.flat_map(|part| part["fields"].as_array().unwrap());
    fields.find(|field| field["question"]["key"] == key).unwrap().clone()
}

/// Sends a request to a form as a browser does that sends the form's own page.
async fn send(tour: &Tour<'_>, method: Method, path: &str, body: &[(&str, &str)]) -> Answer {
    send_with(tour, method, path, body, &[("sec-fetch-site", "same-origin")]).await
}

async fn send_with(
    tour: &Tour<'_>,
    method: Method,
    path: &str,
    body: &[(&str, &str)],
    headers: &[(&str, &str)],
) -> Answer {
    let url = format!("{}{path}", tour.app.site());
    let mut request = tour.app.http().request(method.clone(), url);
    if method == Method::POST {
        let encode = |text: &str| {
            text.bytes().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"))
        };
        let pairs: Vec<_> = body
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        request = request
            .header("content-type", "application/x-www-form-urlencoded")
            .body(pairs.join("&"));
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::read(format!("{method} {path}"), request.send().await.unwrap()).await
}

/// Opens a form.
async fn open(tour: &Tour<'_>, path: &str) -> Answer {
    send(tour, Method::GET, path, &[]).await
}

/// Sends a form and follows it to its page.
async fn fill(tour: &Tour<'_>, path: &str, body: &[(&str, &str)]) -> String {
    let sent = send(tour, Method::POST, path, body).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    open(tour, sent.header("location").unwrap()).await.text()
}
