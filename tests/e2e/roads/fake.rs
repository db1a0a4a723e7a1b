//! An engine that a test makes up: it counts the questions and answers what it is told to.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use domain::geo::great_circle_km;
use domain::routing::RoadEngine;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A question, as it arrived.
pub(super) struct Question {
    pub(super) path: String,
    pub(super) body: Vec<u8>,
}

/// What comes back, from the first byte of the head on; nothing to keep the line open and silent.
type Answer = dyn Fn(&Question) -> Option<Vec<u8>> + Send + Sync;

/// The made-up engine.
pub(super) struct Fake {
    pub(super) url: String,
    n_asked: Arc<AtomicUsize>,
    answer: Arc<Mutex<Arc<Answer>>>,
    task: JoinHandle<()>,
}

impl Fake {
    pub(super) async fn new(
        answer: impl Fn(&Question) -> Option<Vec<u8>> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let n_asked = Arc::new(AtomicUsize::new(0));
        let answer: Arc<Mutex<Arc<Answer>>> = Arc::new(Mutex::new(Arc::new(answer)));
        let (counted, told) = (Arc::clone(&n_asked), Arc::clone(&answer));
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                counted.fetch_add(1, Ordering::Relaxed);
                let answer = Arc::clone(&told.lock().unwrap());
                tokio::spawn(serve(stream, answer));
            }
        });
        Self { url, n_asked, answer, task }
    }

    /// One that knows all roads, and changes metres and seconds as it is told.
    pub(super) async fn knowing(
        kind: RoadEngine,
        change: impl Fn(f64, f64) -> (Value, Value) + Send + Sync + 'static,
    ) -> Self {
        Self::new(move |question| Some(ok(&roads(kind, question, &change)))).await
    }

    /// From now on it answers this.
    pub(super) fn answer(
        &self,
        answer: impl Fn(&Question) -> Option<Vec<u8>> + Send + Sync + 'static,
    ) {
        *self.answer.lock().unwrap() = Arc::new(answer);
    }

    /// How often it was asked.
    pub(super) fn n_asked(&self) -> usize {
        self.n_asked.load(Ordering::Relaxed)
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, answer: Arc<Answer>) {
    let Some(question) = read(&mut stream).await else { return };
    match answer(&question) {
        // Whoever has read enough hangs up.
        Some(bytes) => drop(stream.write_all(&bytes).await),
        None => drop(stream.read_to_end(&mut Vec::new()).await),
    }
}

async fn read(stream: &mut TcpStream) -> Option<Question> {
    let mut bytes = Vec::new();
    loop {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, _)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| {
            line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok()
        });
        let body = bytes[head.len() + 4..].to_vec();
        if body.len() >= length.unwrap_or(0) {
            let path = head.split(' ').nth(1).unwrap().to_owned();
            return Some(Question { path, body });
        }
    }
}

/// A port that nobody listens on.
pub(super) fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A whole answer.
pub(super) fn with_status(status: &str, media_type: &str, body: &str) -> Vec<u8> {
    let n_bytes = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ncontent-length: {n_bytes}\r\nconnection: close\r\n\r\n{body}"
    )
    .into_bytes()
}

/// JSON, as it is meant to be.
pub(super) fn ok(body: &Value) -> Vec<u8> {
    with_status("200 OK", "application/json", &body.to_string())
}

/// What an engine of this kind would answer: every road is a third longer than the great circle and
/// driven at 80 km/h.
pub(super) fn roads(
    kind: RoadEngine,
    question: &Question,
    change: impl Fn(f64, f64) -> (Value, Value),
) -> Value {
    let (froms, tos) = match kind {
        RoadEngine::Osrm => places_of_path(&question.path),
        RoadEngine::Valhalla => places_of_body(&question.body),
    };
    let length = |from: &(f64, f64), to: &(f64, f64)| {
        let metres = great_circle_km(from.0, from.1, to.0, to.1) * 4.0 / 3.0 * 1_000.0;
        change(metres, metres / 80.0 * 3.6)
    };
    let near = |places: &[(f64, f64)]| vec![json!({ "distance": 3.5 }); places.len()];
    if question.path.contains("/route") {
        let (metres, seconds) = length(&froms[0], &tos[0]);
        return match kind {
            RoadEngine::Osrm => json!({
                "code": "Ok", "routes": [{ "distance": metres, "duration": seconds }],
                "waypoints": ([near(&froms), near(&tos)].concat()),
            }),
            RoadEngine::Valhalla => {
                let km = metres.as_f64().map(|metres| metres / 1_000.0);
                json!({ "trip": { "summary": { "length": km, "time": seconds } } })
            }
        };
    }
    let table = |pick: &dyn Fn((Value, Value)) -> Value| -> Value {
        froms
            .iter()
            .map(|from| tos.iter().map(|to| pick(length(from, to))).collect::<Value>())
            .collect()
    };
    let durations = table(&|(_, seconds)| seconds);
    match kind {
        RoadEngine::Osrm => json!({
            "code": "Ok", "distances": table(&|(metres, _)| metres), "durations": durations,
            "sources": near(&froms), "destinations": near(&tos),
        }),
        RoadEngine::Valhalla => {
            let km =
                |(metres, _): (Value, Value)| json!(metres.as_f64().map(|metres| metres / 1_000.0));
            json!({ "sources_to_targets": { "distances": table(&km), "durations": durations } })
        }
    }
}

type Places = Vec<(f64, f64)>;

/// `/table/v1/driving/lon,lat;lon,lat?…`: the first half of the places to the second.
fn places_of_path(path: &str) -> (Places, Places) {
    let places = path.split('?').next().unwrap().rsplit('/').next().unwrap();
    let place = |place: &str| {
        let (lon, lat) = place.split_once(',').unwrap();
        (lat.parse().unwrap(), lon.parse().unwrap())
    };
    let mut froms: Places = places.split(';').map(place).collect();
    let tos = froms.split_off(froms.len() / 2);
    (froms, tos)
}

fn places_of_body(body: &[u8]) -> (Places, Places) {
    let body: Value = serde_json::from_slice(body).unwrap();
    let places = |places: &Value| -> Places {
        let place =
            |place: &Value| (place["lat"].as_f64().unwrap(), place["lon"].as_f64().unwrap());
        places.as_array().unwrap().iter().map(place).collect()
    };
    if body["locations"].is_array() {
        let mut froms = places(&body["locations"]);
        let tos = froms.split_off(1);
        return (froms, tos);
    }
    (places(&body["sources"]), places(&body["targets"]))
}
