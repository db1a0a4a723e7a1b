//! What is taken for a road, and what a drive makes of one.

use super::super::drive::{Drive, drive};
use super::*;

const HAMBURG: Spot<'_> = Spot { lat: 53.5511, lon: 9.9937, country: Some("DE") };
const COLOGNE: Spot<'_> = Spot { lat: 50.9375, lon: 6.9603, country: Some("DE") };
const COPENHAGEN: Spot<'_> = Spot { lat: 55.6761, lon: 12.5683, country: Some("DK") };

fn key() -> RoadKey {
    RoadKey::new(&HAMBURG, &COLOGNE, VehicleProfile::Nightliner)
}

fn knowing(answer: Result<Road, NoAnswer>) -> Roads {
    Roads::of(RoadEngine::Osrm, BTreeMap::from([(key(), answer)]))
}

fn driven(roads: &Roads) -> Drive {
    drive(&HAMBURG, &COLOGNE, VehicleProfile::Nightliner, roads).unwrap()
}

#[test]
fn a_road_is_no_shorter_than_the_great_circle_and_no_quicker_than_wheels() {
    let least = (key().great_circle_m() * SHORTEST_OF_GREAT_CIRCLE - NEAREST_ROAD_M).ceil();
    let usual = 15_000.0;
    let roads = [
        (least, usual),
        (ROAD_M_MAX, ROAD_S_MAX),
        (420_000.0, 420_000.0 / SPEED_M_S_MAX),
        (420_000.0, ROAD_S_MAX),
    ];
    for (metres, seconds) in roads {
        let road = Road::new(RoadEngine::Osrm, &key(), metres, seconds);
        assert!(road.is_ok(), "{metres} m in {seconds} s");
    }
    let nonsense = [
        (least - 1.0, usual),
        (0.0, 0.0),
        (-420_000.0, usual),
        (f64::NAN, usual),
        (f64::INFINITY, usual),
        (ROAD_M_MAX + 1.0, ROAD_S_MAX),
        (420_000.0, 420_000.0 / SPEED_M_S_MAX - 1.0),
        (420_000.0, ROAD_S_MAX + 1.0),
        (420_000.0, f64::NAN),
        (420_000.0, -1.0),
        (420_000.0, 0.0),
    ];
    for (metres, seconds) in nonsense {
        let road = Road::new(RoadEngine::Osrm, &key(), metres, seconds);
        assert_eq!(road, Err(NoAnswer::Nonsense), "{metres} m in {seconds} s");
    }
}

#[test]
fn an_engine_says_how_far_and_the_slower_of_car_and_vehicle_how_long() {
    let road = |seconds| Road::new(RoadEngine::Osrm, &key(), 425_040.0, seconds);
    let vehicle = driven(&knowing(road(13_000.0)));
    assert_eq!((vehicle.source, vehicle.no_answer), (DriveSource::Osrm, None));
    // 425 km at 82 km/h are 311 minutes, and a car takes 217.
    assert_eq!((vehicle.km.to_bits(), vehicle.driving_minutes), (425.0_f64.to_bits(), 315));
    assert_eq!((vehicle.break_minutes, vehicle.total_minutes), (45, 360));
    let slow_road = driven(&knowing(road(24_001.0)));
    assert_eq!((slow_road.km.to_bits(), slow_road.driving_minutes), (425.0_f64.to_bits(), 405));
}

#[test]
fn without_an_answer_the_estimate_stands_in_and_says_why() {
    let estimate = driven(&Roads::default());
    assert_eq!((estimate.source, estimate.no_answer), (DriveSource::Estimate, None));
    let reasons = [
        NoAnswer::Unreachable,
        NoAnswer::TooSlow,
        NoAnswer::Nonsense,
        NoAnswer::Refused,
        NoAnswer::NoRoad,
    ];
    for why in reasons {
        let expected = Drive { no_answer: Some(why), ..estimate.clone() };
        assert_eq!(driven(&knowing(Err(why))), expected);
    }
    let never_asked = Roads::of(RoadEngine::Valhalla, BTreeMap::new());
    assert_eq!(driven(&never_asked).no_answer, Some(NoAnswer::Unreachable));
}

#[test]
fn a_road_is_known_for_its_own_places_direction_and_vehicle() {
    let roads = knowing(Road::new(RoadEngine::Osrm, &key(), 425_040.0, 13_000.0));
    let by = |from: &Spot<'_>, to: &Spot<'_>, profile| drive(from, to, profile, &roads).unwrap();
    let bus = VehicleProfile::Nightliner;
    let next_door = Spot { lat: HAMBURG.lat + 0.000_004, ..HAMBURG };
    assert_eq!(by(&next_door, &COLOGNE, bus).source, DriveSource::Osrm);
    let next_street = Spot { lat: HAMBURG.lat + 0.000_02, ..HAMBURG };
    for other in [
        by(&next_street, &COLOGNE, bus),
        by(&COLOGNE, &HAMBURG, bus),
        by(&HAMBURG, &COLOGNE, VehicleProfile::Truck),
    ] {
        assert_eq!(other.source, DriveSource::Estimate);
    }
}

#[test]
fn over_the_sea_no_engine_is_believed() {
    let profile = VehicleProfile::Nightliner;
    let key = RoadKey::new(&HAMBURG, &COPENHAGEN, profile);
    let road = Road::new(RoadEngine::Valhalla, &key, 340_000.0, 16_000.0);
    let roads = Roads::of(RoadEngine::Valhalla, BTreeMap::from([(key, road)]));
    let found = drive(&HAMBURG, &COPENHAGEN, profile, &roads).unwrap();
    let estimate = drive(&HAMBURG, &COPENHAGEN, profile, &Roads::default()).unwrap();
    assert_eq!(found, Drive { no_answer: Some(NoAnswer::Ferry), ..estimate });
}
