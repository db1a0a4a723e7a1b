//! Engines that are down, slow, or answer what cannot be: every leg of the tour is still there, by
//! estimate, and says why.

use domain::routing::RoadEngine::{self, Osrm, Valhalla};
use harness::{Database, TestApp};
use serde_json::{Value, json};

use super::fake::{Fake, free_port, ok, roads, with_status};
use super::map::{BRNO, GRAZ, KRAKOW, Town, WIEN};
use super::{app_with, drives, sources, tour_through};

const TOWNS: [Town; 4] = [KRAKOW, BRNO, WIEN, GRAZ];
/// Longer than any answer of this machine to itself.
const PATIENT_MS: u64 = 20_000;
/// Somebody has to wait so long for an engine that says nothing.
const HASTY_MS: u64 = 100;

/// The drives of a server that knows no engine, with this reason.
async fn estimates(why: &str) -> Vec<Value> {
    let app = TestApp::on(Database::sqlite().await).await;
    let mut estimates = drives(&tour_through(&app, &TOWNS).await).await;
    assert_eq!(sources(&estimates), [("estimate", None); 3]);
    for drive in &mut estimates {
        drive["no_answer"] = json!(why);
    }
    app.end().await;
    estimates
}

async fn all_are_estimated(kind: RoadEngine, url: &str, timeout_ms: u64, why: &str) {
    let app = app_with(Database::sqlite().await, kind, url, timeout_ms).await;
    let tour = tour_through(&app, &TOWNS).await;
    assert_eq!(drives(&tour).await, estimates(why).await, "{kind:?}");
    app.end().await;
}

#[tokio::test]
async fn where_no_engine_listens_it_is_said_to_be_unreachable() {
    let url = format!("http://127.0.0.1:{}", free_port());
    for kind in [Osrm, Valhalla] {
        all_are_estimated(kind, &url, PATIENT_MS, "unreachable").await;
    }
}

#[tokio::test]
async fn an_engine_that_says_nothing_in_time_is_too_slow() {
    let fake = Fake::new(|_| None).await;
    for kind in [Osrm, Valhalla] {
        all_are_estimated(kind, &fake.url, HASTY_MS, "too_slow").await;
    }
    // One that begins and does not end, too.
    fake.answer(|_| Some(b"HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"code\":".to_vec()));
    all_are_estimated(Osrm, &fake.url, PATIENT_MS, "unreachable").await;
}

#[tokio::test]
async fn an_answer_that_is_none_is_not_believed() {
    let page = "<html>Please log in to the network</html>";
    let json = "application/json";
    let huge = format!("{{\"code\":\"Ok\",\"x\":\"{}\"}}", "x".repeat(5 * 1024 * 1024));
    let cases = [
        (with_status("200 OK", "text/html", page), "nonsense"),
        (with_status("200 OK", json, ""), "nonsense"),
        (with_status("200 OK", json, "[]"), "nonsense"),
        (with_status("200 OK", json, "{\"code\":\"Ok\",\"trip\":7}"), "nonsense"),
        (with_status("200 OK", json, &huge), "nonsense"),
        (with_status("404 Not Found", json, "{}"), "nonsense"),
        (with_status("302 Found\r\nlocation: http://127.0.0.1:1/", json, "{}"), "nonsense"),
        (with_status("500 Internal Server Error", json, "{}"), "unreachable"),
        (with_status("503 Service Unavailable", "text/html", page), "unreachable"),
        (with_status("429 Too Many Requests", json, "{}"), "unreachable"),
        (b"SSH-2.0-OpenSSH_9.2\r\n".to_vec(), "unreachable"),
        (Vec::new(), "unreachable"),
    ];
    for (bytes, why) in cases {
        let shown = String::from_utf8_lossy(&bytes).chars().take(80).collect::<String>();
        let fake = Fake::new(move |_| Some(bytes.clone())).await;
        for kind in [Osrm, Valhalla] {
            eprintln!("{kind:?} answers {shown:?}");
            all_are_estimated(kind, &fake.url, PATIENT_MS, why).await;
        }
    }
}

#[tokio::test]
async fn a_distance_or_a_time_that_cannot_be_is_not_believed() {
    type Change = fn(f64, f64) -> (Value, Value);
    let changes: [Change; 8] = [
        |metres, seconds| (json!(-metres), json!(seconds)),
        |_, seconds| (json!(0), json!(seconds)),
        |metres, seconds| (json!(metres / 2.0), json!(seconds)),
        |_, seconds| (json!(1e12), json!(seconds)),
        |metres, seconds| (json!(metres), json!(-seconds)),
        |metres, _| (json!(metres), json!(1)),
        |metres, _| (json!(metres), json!(1e15)),
        // How JSON writes what is no number.
        |_, _| (Value::Null, Value::Null),
    ];
    for change in changes {
        for kind in [Osrm, Valhalla] {
            let fake = Fake::knowing(kind, change).await;
            all_are_estimated(kind, &fake.url, PATIENT_MS, "nonsense").await;
        }
    }
    let not_a_number = br#"{"code":"Ok","routes":[{"distance":NaN,"duration":NaN}]}"#;
    let text = std::str::from_utf8(not_a_number).unwrap();
    let fake = Fake::new(|_| Some(with_status("200 OK", "application/json", text))).await;
    all_are_estimated(Osrm, &fake.url, PATIENT_MS, "nonsense").await;
}

#[tokio::test]
async fn a_table_of_another_size_is_not_believed() {
    for kind in [Osrm, Valhalla] {
        let fake = Fake::new(move |question| {
            let mut table =
                roads(kind, question, |metres, seconds| (json!(metres), json!(seconds)));
            let rows = match kind {
                Osrm => &mut table["durations"],
                Valhalla => &mut table["sources_to_targets"]["durations"],
            };
            rows.as_array_mut().unwrap().pop();
            Some(ok(&table))
        })
        .await;
        all_are_estimated(kind, &fake.url, PATIENT_MS, "nonsense").await;
    }
}

#[tokio::test]
async fn one_road_that_an_engine_does_not_know_takes_nothing_from_the_others() {
    let refusals = [
        (Osrm, json!({ "code": "NoRoute" }), "no_road"),
        (Osrm, json!({ "code": "NoSegment" }), "no_road"),
        (Osrm, json!({ "code": "TooBig" }), "refused"),
        (Valhalla, json!({ "error_code": 442 }), "no_road"),
        (Valhalla, json!({ "error_code": 171 }), "no_road"),
        (Valhalla, json!({ "error_code": 154 }), "refused"),
    ];
    for (kind, refusal, why) in refusals {
        let fake = Fake::new(move |question| {
            let asked = format!("{}{}", question.path, String::from_utf8_lossy(&question.body));
            // The table of all, and the road to Graz.
            let refused = !asked.contains("/route") || asked.contains("47.06667");
            let refusal = with_status("400 Bad Request", "application/json", &refusal.to_string());
            let usual = || roads(kind, question, |metres, seconds| (json!(metres), json!(seconds)));
            Some(if refused { refusal } else { ok(&usual()) })
        })
        .await;
        let app = app_with(Database::sqlite().await, kind, &fake.url, PATIENT_MS).await;
        let tour = tour_through(&app, &TOWNS).await;
        let found = drives(&tour).await;
        let known = (kind.name(), None);
        assert_eq!(sources(&found), [known, known, ("estimate", Some(why))]);
        assert_eq!(found[2], estimates(why).await[2]);
        app.end().await;
    }
}
