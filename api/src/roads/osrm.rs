//! OSRM, `route/v1` and `table/v1` (version 26). Its map is made for one vehicle, usually a car, so a
//! bus and a truck are asked for like a car.

use domain::routing::{NoAnswer, Point, RoadKey};
use reqwest::Client;
use serde::Deserialize;

use super::NEAREST_ROAD_M;
use super::answer::{Length, Miss, ask};

#[derive(Deserialize)]
struct RouteOut {
    code: String,
    #[serde(default)]
    routes: Vec<RouteLength>,
    #[serde(default)]
    waypoints: Vec<Waypoint>,
}

#[derive(Deserialize)]
struct RouteLength {
    distance: f64,
    duration: f64,
}

/// The road that it has taken for a place.
#[derive(Deserialize)]
struct Waypoint {
    /// Metres from the place.
    distance: f64,
}

impl Waypoint {
    fn is_near(&self) -> bool {
        self.distance <= f64::from(NEAREST_ROAD_M)
    }
}

#[derive(Deserialize)]
struct TableOut {
    code: String,
    #[serde(default)]
    distances: Vec<Vec<Option<f64>>>,
    #[serde(default)]
    durations: Vec<Vec<Option<f64>>>,
    #[serde(default)]
    sources: Vec<Waypoint>,
    #[serde(default)]
    destinations: Vec<Waypoint>,
}

/// One road.
pub(super) async fn route(http: &Client, url: &str, key: &RoadKey) -> Result<Length, Miss> {
    let places = places(&[key.from, key.to]);
    let request = http.get(format!("{url}/route/v1/driving/{places}?overview=false"));
    let answer: RouteOut = ask(request).await?;
    must_be_ok(&answer.code)?;
    let ([found, ..], [from, to]) = (&answer.routes[..], &answer.waypoints[..]) else {
        return Err(Miss::Engine(NoAnswer::Nonsense));
    };
    if !from.is_near() || !to.is_near() {
        return Err(Miss::Road(NoAnswer::NoRoad));
    }
    Ok(Length { metres: found.distance, seconds: found.duration })
}

/// Several roads, in their order; none where the table has none.
pub(super) async fn table(
    http: &Client,
    url: &str,
    keys: &[RoadKey],
) -> Result<Vec<Option<Length>>, Miss> {
    let n = keys.len();
    let froms = keys.iter().map(|key| key.from);
    let all: Vec<_> = froms.chain(keys.iter().map(|key| key.to)).collect();
    let (sources, destinations) = (numbers(0, n), numbers(n, 2 * n));
    let request = http.get(format!(
        "{url}/table/v1/driving/{}?annotations=duration,distance&sources={sources}&destinations={destinations}",
        places(&all)
    ));
    let answer: TableOut = ask(request).await?;
    must_be_ok(&answer.code)?;
    let is_square = |rows: &[Vec<_>]| rows.len() == n && rows.iter().all(|row| row.len() == n);
    let has_size = is_square(&answer.distances)
        && is_square(&answer.durations)
        && (answer.sources.len(), answer.destinations.len()) == (n, n);
    if !has_size {
        return Err(Miss::Engine(NoAnswer::Nonsense));
    }
    let length = |idx: usize| {
        let is_near = answer.sources[idx].is_near() && answer.destinations[idx].is_near();
        let (metres, seconds) = (answer.distances[idx][idx], answer.durations[idx][idx]);
        is_near.then_some(Length { metres: metres?, seconds: seconds? })
    };
    Ok((0..n).map(length).collect())
}

fn must_be_ok(code: &str) -> Result<(), Miss> {
    match code {
        "Ok" => Ok(()),
        "NoRoute" | "NoSegment" | "NoTable" => Err(Miss::Road(NoAnswer::NoRoad)),
        _ => Err(Miss::Road(NoAnswer::Refused)),
    }
}

/// Longitude first.
fn places(points: &[Point]) -> String {
    let place = |point: &Point| format!("{:.5},{:.5}", point.lon(), point.lat());
    points.iter().map(place).collect::<Vec<_>>().join(";")
}

fn numbers(from: usize, to: usize) -> String {
    (from..to).map(|number| number.to_string()).collect::<Vec<_>>().join(";")
}
