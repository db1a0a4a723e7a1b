//! What engines have said is found again by engine, vehicle and both ends, and forgotten in time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::routing::{NoAnswer, Point, Road, RoadEngine, RoadKey, VehicleProfile};
use sea_orm::ConnectionTrait;

use super::fixture::{Scratch, instant};
use crate::store::StoreError;
use crate::store::roads::{Kept, forget, keep, kept};

const BERLIN: Point = Point { lat_e5: 5_252_000, lon_e5: 1_340_500 };
const PARIS: Point = Point { lat_e5: 4_885_660, lon_e5: 235_220 };
/// On the other side of the world, so that both signs are tried.
const SANTIAGO: Point = Point { lat_e5: -3_344_890, lon_e5: -7_066_930 };
const MENDOZA: Point = Point { lat_e5: -3_288_950, lon_e5: -6_884_580 };

fn by_bus(from: Point, to: Point) -> RoadKey {
    RoadKey { from, to, profile: VehicleProfile::Nightliner }
}

fn road(key: &RoadKey, metres: f64) -> Result<Road, NoAnswer> {
    Road::new(RoadEngine::Osrm, key, metres, 40_000.0)
}

#[tokio::test]
async fn what_was_said_is_found_by_engine_vehicle_and_both_ends_and_the_last_word_counts() {
    for scratch in Scratch::both("roads").await {
        let (conn, osrm) = (scratch.store.writer(), RoadEngine::Osrm);
        let [there, back, far] =
            [by_bus(BERLIN, PARIS), by_bus(PARIS, BERLIN), by_bus(SANTIAGO, MENDOZA)];
        let by_truck = RoadKey { profile: VehicleProfile::Truck, ..there };
        let said = BTreeMap::from([
            (there, road(&there, 1_054_321.0)),
            (back, Err(NoAnswer::NoRoad)),
            (far, road(&far, 363_000.0)),
        ]);
        keep(conn, osrm, &said, instant()).await.unwrap();
        let asked = BTreeSet::from([there, back, far, by_truck, by_bus(BERLIN, MENDOZA)]);
        let found = kept(conn, osrm, &asked).await.unwrap();
        let expected =
            said.iter().map(|(key, answer)| (*key, Kept { answer: *answer, asked_at: instant() }));
        assert_eq!(found, expected.collect());
        assert!(kept(conn, RoadEngine::Valhalla, &asked).await.unwrap().is_empty());
        assert!(kept(conn, osrm, &BTreeSet::new()).await.unwrap().is_empty());

        let later = instant() + TimeDelta::days(1);
        let now = BTreeMap::from([(back, road(&back, 1_060_000.0))]);
        keep(conn, osrm, &now, later).await.unwrap();
        forget(conn, later).await.unwrap();
        let found = kept(conn, osrm, &asked).await.unwrap();
        let last = Kept { answer: now[&back], asked_at: later };
        assert_eq!(found, BTreeMap::from([(back, last)]));
    }
}

#[tokio::test]
async fn more_roads_than_one_statement_takes_are_kept_and_found() {
    for scratch in Scratch::both("many_roads").await {
        let (conn, osrm) = (scratch.store.writer(), RoadEngine::Osrm);
        let eastwards = (0..3_100).map(|step| {
            let to = Point { lat_e5: PARIS.lat_e5 + step, ..PARIS };
            by_bus(BERLIN, to)
        });
        let said: BTreeMap<_, _> = eastwards.map(|key| (key, road(&key, 1_054_321.0))).collect();
        keep(conn, osrm, &said, instant()).await.unwrap();
        let found = kept(conn, osrm, &said.keys().copied().collect()).await.unwrap();
        assert_eq!(found.len(), said.len());
    }
}

#[tokio::test]
async fn a_row_that_holds_no_road_is_said_to_be_corrupt() {
    for scratch in Scratch::both("corrupt_road").await {
        let (conn, osrm) = (scratch.store.writer(), RoadEngine::Osrm);
        let key = by_bus(BERLIN, PARIS);
        let said = BTreeMap::from([(key, road(&key, 1_054_321.0))]);
        keep(conn, osrm, &said, instant()).await.unwrap();
        for change in [
            "metres = NULL",
            "metres = 7",
            "metres = -1",
            "metres = 99999999999",
            "no_answer = 'no_road'",
            "metres = NULL, seconds = NULL, no_answer = 'lost'",
        ] {
            conn.execute_unprepared(&format!("UPDATE road SET {change}")).await.unwrap();
            let found = kept(conn, osrm, &BTreeSet::from([key])).await;
            assert!(matches!(found, Err(StoreError::CorruptRow { table: "road", .. })), "{change}");
            keep(conn, osrm, &said, instant()).await.unwrap();
        }
    }
}
