//! Tables for spreadsheets and lists for hotels and box offices: what stands in them, for whom, and as
//! which version; the same from a server and from a laptop without a signal.

mod lists;
mod offline;
mod reader;
mod whole;

use std::collections::BTreeMap;

use domain::ids::RecordId;
use domain::publish::{Order, Subject, publish};
use harness::{Person, Tour};
use serde_json::{Value, json};

use crate::companion::device::Device;

/// The date on which everything is.
const DATE: &str = "2026-10-24";
/// A guest whose name is a formula.
const FORMULA: &str = "=HYPERLINK(\"http://evil.example\",\"Bo\")";

/// What the tour has.
struct Arranged {
    event: RecordId,
    stay: RecordId,
    bo: RecordId,
    cleo: RecordId,
    single: RecordId,
}

/// A show with two guests on the list and one who is not, a stay with two rooms, people and contacts.
async fn arrange(tour: &Tour<'_>) -> Arranged {
    let day = tour.a_day(DATE).in_zone("Europe/Berlin").item("Load-in", "08:00");
    let day = day.item("Bus call", "01:30+1").await.id;
    let place = json!({ "city": "Berlin", "country": "DE" });
    let venue = json!({ "name": "Huxleys", "place": place });
    let venue = tour.record("everyone", "venue", venue).await;
    let event = json!({ "day": day, "title": "Harbour Lights", "venue": venue,
        "guest_list": "20 names, closes at 17:00" });
    let event = tour.record("everyone", "event", event).await;
    let everyone = async |kind, fields: Value| tour.record("everyone", kind, fields).await;
    let maya = everyone(
        "person",
        json!({ "name": "Maya Lindqvist", "role": "TM", "phone": "+49 170 555" }),
    )
    .await;
    for (name, kept_off) in [("Rita", false), ("Ghost", true)] {
        let fields = json!({ "name": name, "role": "Box office", "venue": venue,
            "phone": "+49 30 1234", "do_not_share": kept_off });
        everyone("contact", fields).await;
    }
    let guest = |name: &str, status: &str| {
        json!({ "event": event, "name": name, "status": status, "quantity": 2,
            "phone": "secret-phone", "notes": "secret-note" })
    };
    let bo = everyone("guest_request", guest(FORMULA, "approved")).await;
    let cleo = everyone("guest_request", guest("Cleo", "approved")).await;
    everyone("guest_request", guest("Undecided", "new")).await;
    let stay = json!({ "day": day, "name": "Hotel Adlon", "check_out_date": "2026-10-25",
        "phone": "+49 30 22610" });
    let stay = everyone("hotel_stay", stay).await;
    let room = json!({ "stay": stay, "room_type": "suite", "occupants": [maya], "position": 1,
        "alias": "Mrs Smith", "notes": "secret-note" });
    everyone("room", room).await;
    let room = json!({ "stay": stay, "room_type": "single", "guests": ["Zoë"], "position": 2 });
    let single = everyone("room", room).await;
    Arranged { event, stay, bo, cleo, single }
}

/// Hands a list out as it is now, as the program of whoever keeps it does.
async fn hand_out(tour: &Tour<'_>, subject: Subject) {
    let device = Device::with_copy(tour, &tour.manager).await;
    let view = device.copy(tour.id).await.view().await.unwrap();
    let audiences = tour.scopes.iter().map(|(name, scope)| (*scope, name.clone()));
    let audiences: BTreeMap<_, _> = audiences.collect();
    let edition = RecordId(tour.app.new_id());
    let plan = publish(&view.book, subject, &Order::default(), edition, &audiences).unwrap();
    let receipt = tour.group(&tour.manager, plan.edits).await;
    assert_eq!(receipt["status"], "applied", "{receipt}");
}

/// A table as lines of text, without the mark at its beginning.
async fn csv(tour: &Tour<'_>, who: &Person, path: &str) -> Vec<String> {
    let answer = tour.get(who, path).await;
    answer.must_succeed();
    let text = String::from_utf8(answer.body).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a mark of UTF-8").to_owned();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    text.lines().map(ToOwned::to_owned).collect()
}
