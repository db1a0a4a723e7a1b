//! Links to the sheets of days: who gives them out, what they open for somebody without an account, and
//! what they never tell.

mod dead;
mod links;
mod page;
mod secrets;
mod versions;

use domain::ids::RecordId;
use harness::{Answer, Person, Tour};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

/// The date of the show.
const DATE: &str = "2026-11-24";

/// A show in Hamburg with what a wall must not tell, and what `party` and `management` alone may see.
struct Show {
    day: RecordId,
    check: RecordId,
}

async fn show(tour: &Tour<'_>) -> Show {
    let day = tour.a_day(DATE).in_zone("Europe/Berlin").await.id;
    let venue = json!({ "name": "Tonhalle Nord", "phone": "+49 40 111 22 33", "door_code": "4711#",
        "wifi_network": "TN-Production", "wifi_password": "hafen-2611",
        "place": { "address": "Elbufer 9", "postal_code": "22767", "city": "Hamburg",
            "country": "DE" },
        "runner": "Kim, 0171 555 66 77", "load_in_access": "Dock 2. The code is 4711#." });
    let venue = tour.record("everyone", "venue", venue).await;
    let event = json!({ "day": day, "venue": venue, "event_type": "show" });
    tour.record("everyone", "event", event).await;
    let person = json!({ "name": "Maya Ott", "role": "TM", "phone": "+44 20 7946 0000" });
    let maya = tour.record("everyone", "person", person).await;
    let stay = json!({ "day": day, "name": "Hotel Speicher", "phone": "+49 40 999 88 77",
        "place": { "address": "Kaiweg 4", "city": "Hamburg" }, "people": [maya] });
    let stay = tour.record("everyone", "hotel_stay", stay).await;
    let room = json!({ "stay": stay, "alias": "Mr Pink", "guests": [maya] });
    tour.record("everyone", "room", room).await;
    let contact = json!({ "day": day, "name": "Pia Lund", "role": "Promoter rep",
        "phone": "+49 (0)151 222 33 44" });
    tour.record("everyone", "contact", contact).await;
    let private = json!({ "day": day, "name": "Rolf Sommer", "phone": "0160 7777777",
        "do_not_share": true });
    tour.record("everyone", "contact", private).await;
    let note = json!({ "day": day, "body": "Ask for Mr Pink at Hotel Speicher" });
    tour.record("everyone", "note", note).await;
    item(tour, "everyone", day, "Doors", json!({ "precision": "exact", "start": "19:00" })).await;
    item(tour, "everyone", day, "Line check", json!({ "precision": "tbd", "sort": "15:00" })).await;
    let late = json!({ "precision": "exact", "start": "01:30+1" });
    item(tour, "everyone", day, "Bus call", late).await;
    let when = json!({ "precision": "exact", "start": "16:00" });
    let check = item(tour, "everyone", day, "Soundcheck", when.clone()).await;
    item(tour, "party", day, "Family visit", when.clone()).await;
    item(tour, "management", day, "Settlement talk", when).await;
    Show { day, check }
}

async fn item(
    tour: &Tour<'_>,
    audience: &str,
    day: RecordId,
    title: &str,
    when: Value,
) -> RecordId {
    let fields = json!({ "day": day, "title": title, "when": when, "confirmed": title == "Doors",
        "item_type": if title == "Doors" { "doors" } else { "other" } });
    tour.record(audience, "schedule_item", fields).await
}

/// Gives a link out: its path on whichever server of the test.
async fn link(tour: &Tour<'_>, new: Value) -> String {
    let given = give(tour, &tour.manager, new).await.ok();
    let url = given["url"].as_str().unwrap();
    let at = url.find("/s/").unwrap();
    url[at..].to_owned()
}

async fn give(tour: &Tour<'_>, who: &Person, new: Value) -> Answer {
    tour.post(who, &format!("/days/{DATE}/links"), &new).await
}

/// The links of the date as somebody sees them.
async fn listed(tour: &Tour<'_>, who: &Person) -> Vec<Value> {
    let answer = tour.get(who, &format!("/days/{DATE}/links")).await.ok();
    answer["items"].as_array().unwrap().clone()
}

/// Opens a page as a stranger does.
async fn open(tour: &Tour<'_>, path: &str) -> Answer {
    tour.app.send(Method::GET, None, path, HeaderMap::new(), None).await
}

/// Publishes the sheet; the edition.
async fn publish(tour: &Tour<'_>, reason: &str) -> String {
    let body = json!({ "what": "day_sheet", "date": DATE, "reason": reason });
    let done = tour.post(&tour.manager, "/publications", &body).await.ok();
    done["edition"].as_str().unwrap().to_owned()
}

/// Moves a row of the schedule.
async fn move_to(tour: &Tour<'_>, id: RecordId, start: &str) {
    let seen = tour.see(&tour.manager, "schedule_item", id).await["ver"].as_u64().unwrap();
    let when = json!({ "precision": "exact", "start": start });
    let path = tour.path(&format!("/schedule_item/{id}"));
    let body = json!({ "fields": { "when": when } });
    tour.app.patch(&tour.manager, &path, seen, &body).await.must_succeed();
}
