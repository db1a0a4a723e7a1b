//! Valhalla, `/route` and `/sources_to_targets` (version 3.9). It knows vehicles: which roads a bus or
//! a truck may take is its to say.

use domain::routing::{NoAnswer, Point, RoadKey, VehicleProfile};
use reqwest::Client;
use serde::Deserialize;
use serde_json::{Value, json};

use super::NEAREST_ROAD_M;
use super::answer::{Length, Miss, ask};

/// Valhalla's numbers for places in unconnected regions, for no road near a place, and for no path.
const NO_ROAD: [u32; 3] = [170, 171, 442];
const METRES_OF_KM: f64 = 1_000.0;

#[derive(Deserialize)]
struct RouteOut {
    trip: Option<Trip>,
    error_code: Option<u32>,
}

#[derive(Deserialize)]
struct Trip {
    summary: Summary,
}

#[derive(Deserialize)]
struct Summary {
    /// Kilometres, as they are asked for.
    length: f64,
    /// Seconds.
    time: f64,
}

#[derive(Deserialize)]
struct TableOut {
    sources_to_targets: Option<Table>,
    error_code: Option<u32>,
}

#[derive(Deserialize)]
struct Table {
    distances: Vec<Vec<Option<f64>>>,
    durations: Vec<Vec<Option<f64>>>,
}

/// One road.
pub(super) async fn route(http: &Client, url: &str, key: &RoadKey) -> Result<Length, Miss> {
    let body = json!({
        "locations": [place(key.from), place(key.to)],
        "costing": costing(key.profile),
        "units": "kilometers",
        "directions_type": "none",
    });
    let answer: RouteOut = ask(http.post(format!("{url}/route")).json(&body)).await?;
    let Some(trip) = answer.trip else { return Err(refusal(answer.error_code)) };
    Ok(Length { metres: trip.summary.length * METRES_OF_KM, seconds: trip.summary.time })
}

/// Several roads with one vehicle, in their order; none where the table has none.
pub(super) async fn table(
    http: &Client,
    url: &str,
    keys: &[RoadKey],
) -> Result<Vec<Option<Length>>, Miss> {
    let n = keys.len();
    let body = json!({
        "sources": keys.iter().map(|key| place(key.from)).collect::<Vec<_>>(),
        "targets": keys.iter().map(|key| place(key.to)).collect::<Vec<_>>(),
        "costing": keys.first().map(|key| costing(key.profile)),
        "units": "kilometers",
        "verbose": false,
    });
    let answer: TableOut = ask(http.post(format!("{url}/sources_to_targets")).json(&body)).await?;
    let Some(table) = answer.sources_to_targets else { return Err(refusal(answer.error_code)) };
    let is_square = |rows: &[Vec<_>]| rows.len() == n && rows.iter().all(|row| row.len() == n);
    if !is_square(&table.distances) || !is_square(&table.durations) {
        return Err(Miss::Engine(NoAnswer::Nonsense));
    }
    let length = |idx: usize| {
        let (km, seconds) = (table.distances[idx][idx]?, table.durations[idx][idx]?);
        Some(Length { metres: km * METRES_OF_KM, seconds })
    };
    Ok((0..n).map(length).collect())
}

fn place(point: Point) -> Value {
    json!({ "lat": point.lat(), "lon": point.lon(), "search_cutoff": NEAREST_ROAD_M })
}

fn costing(profile: VehicleProfile) -> &'static str {
    match profile {
        VehicleProfile::Nightliner | VehicleProfile::UsBus => "bus",
        VehicleProfile::Truck | VehicleProfile::UsTruck => "truck",
        VehicleProfile::Splitter | VehicleProfile::Car => "auto",
    }
}

fn refusal(error_code: Option<u32>) -> Miss {
    match error_code {
        Some(code) if NO_ROAD.contains(&code) => Miss::Road(NoAnswer::NoRoad),
        Some(_) => Miss::Road(NoAnswer::Refused),
        None => Miss::Engine(NoAnswer::Nonsense),
    }
}
