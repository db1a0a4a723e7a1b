//! Borders, seas and what a drive is made of, by examples.

use super::*;

/// Country, degrees north, degrees east.
type Town = (&'static str, f64, f64);

const HAMBURG: Town = ("DE", 53.5511, 9.9937);
const COLOGNE: Town = ("DE", 50.9375, 6.9603);
const WARSAW: Town = ("PL", 52.2297, 21.0122);
const ZURICH: Town = ("CH", 47.3769, 8.5417);
const VIENNA: Town = ("AT", 48.2082, 16.3738);
const LONDON: Town = ("GB", 51.5074, -0.1278);
const BELFAST: Town = ("GB", 54.5973, -5.9301);
const DUBLIN: Town = ("IE", 53.3498, -6.2603);
const BOSTON: Town = ("US", 42.3601, -71.0589);
const TORONTO: Town = ("CA", 43.6532, -79.3832);
const OLBIA: Town = ("IT", 40.9236, 9.4964);
const ROME: Town = ("IT", 41.9028, 12.4964);
const STOCKHOLM: Town = ("SE", 59.3293, 18.0686);
const HELSINKI: Town = ("FI", 60.1699, 24.9384);
const COPENHAGEN: Town = ("DK", 55.6761, 12.5683);
const PALMA: Town = ("ES", 39.5696, 2.6502);
const TOKYO: Town = ("JP", 35.6762, 139.6503);

fn spot((country, lat, lon): Town) -> Spot<'static> {
    Spot { lat, lon, country: Some(country) }
}

/// Without any engine.
fn drive(from: &Spot<'_>, to: &Spot<'_>, profile: VehicleProfile) -> Result<Drive, NoDrive> {
    super::drive(from, to, profile, &Roads::default())
}

#[test]
fn borders_take_their_time_from_passports_and_from_gear() {
    let cases = [
        (HAMBURG, COLOGNE, 0, 0),
        (HAMBURG, WARSAW, 0, 0),
        // Switzerland asks nobody for a passport, and whoever carries gear for a carnet.
        (VIENNA, ZURICH, 0, 90),
        (COLOGNE, LONDON, 45, 90),
        (LONDON, BELFAST, 0, 0),
        (LONDON, DUBLIN, 0, 90),
        (BELFAST, DUBLIN, 0, 0),
        (BOSTON, TORONTO, 45, 90),
    ];
    for (from, to, bus, splitter) in cases {
        let minutes = |profile| drive(&spot(from), &spot(to), profile).unwrap().border_minutes;
        let found = (minutes(VehicleProfile::Nightliner), minutes(VehicleProfile::Splitter));
        assert_eq!(found, (bus, splitter), "{from:?} to {to:?}");
        assert_eq!(minutes(VehicleProfile::Truck), splitter);
        let back = drive(&spot(to), &spot(from), VehicleProfile::Nightliner).unwrap();
        assert_eq!(back.border_minutes, bus, "{to:?} to {from:?}");
    }
}

/// From, to, minutes at sea, kilometres by road at least and at most: as roads and timetables have it.
#[test]
fn the_sea_is_crossed_where_ships_take_vehicles_and_is_not_driven() {
    let cases = [
        (COLOGNE, LONDON, 120, 490.0, 580.0),
        (STOCKHOLM, HELSINKI, 720, 150.0, 210.0),
        (HELSINKI, ("EE", 59.437, 24.7536), 210, 0.0, 10.0),
        (HAMBURG, COPENHAGEN, 75, 270.0, 350.0),
        (COPENHAGEN, STOCKHOLM, 0, 560.0, 680.0),
        (("FI", 65.0121, 25.4651), ("SE", 65.5848, 22.1547), 0, 230.0, 310.0),
        (BELFAST, DUBLIN, 0, 150.0, 180.0),
        (BELFAST, LONDON, 210, 600.0, 720.0),
        (DUBLIN, ("FR", 48.8566, 2.3522), 390, 800.0, 1_000.0),
        (("ES", 41.3874, 2.1686), PALMA, 540, 0.0, 20.0),
        (ROME, ("IT", 38.1157, 13.3615), 60, 800.0, 950.0),
        (ROME, OLBIA, 570, 280.0, 350.0),
        (("ES", 40.4168, -3.7038), ("MA", 33.5731, -7.5898), 180, 900.0, 1_150.0),
        (("CA", 49.2827, -123.1207), ("CA", 48.4284, -123.3656), 165, 50.0, 90.0),
        (("AU", -37.8136, 144.9631), ("AU", -42.8821, 147.3272), 720, 280.0, 400.0),
        (("NZ", -43.5321, 172.6362), ("NZ", -36.8509, 174.7645), 270, 850.0, 1_100.0),
        (TOKYO, ("JP", 43.0618, 141.3545), 300, 850.0, 1_100.0),
    ];
    for (from, to, minutes, least, most) in cases {
        let found = drive(&spot(from), &spot(to), VehicleProfile::Car).unwrap();
        assert_eq!(found.crossing_minutes, minutes, "{from:?} to {to:?}");
        assert!((least..most).contains(&found.km), "{from:?} to {to:?}: {} km", found.km);
    }
}

#[test]
fn where_no_road_and_no_known_ferry_leads_there_is_no_drive() {
    let santo_domingo = ("DO", 18.4861, -69.9312);
    let cases = [
        (("US", 42.3601, -71.0589), LONDON),
        (("US", 42.3601, -71.0589), ("CO", 4.711, -74.0721)),
        (TOKYO, HAMBURG),
        (COLOGNE, santo_domingo),
        (("PT", 38.7223, -9.1393), ("PT", 32.6669, -16.9241)),
        (("ES", 28.4636, -16.2518), ("ES", 28.1235, -15.4363)),
        (PALMA, ("ES", 38.9067, 1.4206)),
    ];
    for (from, to) in cases {
        let found = drive(&spot(from), &spot(to), VehicleProfile::Car);
        assert_eq!(found, Err(NoDrive::NoRoad), "{from:?} to {to:?}");
    }
    let over_tenerife = drive(
        &spot(("ES", 28.4636, -16.2518)),
        &spot(("ES", 28.0448, -16.7214)),
        VehicleProfile::Car,
    );
    assert!(over_tenerife.is_ok());
}

#[test]
fn without_a_country_nobody_knows_what_lies_between() {
    let somewhere = Spot { country: None, ..spot(LONDON) };
    for ends in [(spot(COLOGNE), somewhere), (somewhere, spot(COLOGNE))] {
        let found = drive(&ends.0, &ends.1, VehicleProfile::Truck);
        assert_eq!(found, Err(NoDrive::NoCountry));
    }
}

#[test]
fn coordinates_that_nobody_filled_in_lead_nowhere() {
    let empty = Spot { lat: 0.0, lon: 0.0, country: Some("DE") };
    let broken = Spot { lat: f64::NAN, ..spot(HAMBURG) };
    for nowhere in [empty, broken] {
        assert_eq!(
            drive(&spot(HAMBURG), &nowhere, VehicleProfile::Car),
            Err(NoDrive::NoCoordinates)
        );
        assert_eq!(
            drive(&nowhere, &spot(HAMBURG), VehicleProfile::Car),
            Err(NoDrive::NoCoordinates)
        );
    }
}

#[test]
fn a_drive_is_the_sum_of_its_parts_and_as_far_back() {
    let towns = [HAMBURG, COLOGNE, WARSAW, ZURICH, VIENNA, LONDON, BELFAST, DUBLIN, ROME, OLBIA];
    let profiles = [
        VehicleProfile::Nightliner,
        VehicleProfile::Truck,
        VehicleProfile::Splitter,
        VehicleProfile::Car,
        VehicleProfile::UsBus,
        VehicleProfile::UsTruck,
    ];
    let pairs = || towns.into_iter().flat_map(|from| towns.map(|to| (spot(from), spot(to))));
    for ((from, to), profile) in profiles.into_iter().flat_map(|one| pairs().map(move |p| (p, one)))
    {
        let there = drive(&from, &to, profile).unwrap();
        let parts = [there.driving_minutes, there.break_minutes, there.fuel_minutes];
        let waits = [there.border_minutes, there.crossing_minutes];
        assert_eq!(parts.iter().chain(&waits).sum::<u32>(), there.total_minutes);
        let back = drive(&to, &from, profile).unwrap();
        // Which of a crossing's sides comes first is all that differs.
        let before = there.driving_before_crossing_minutes;
        assert_eq!(Drive { driving_before_crossing_minutes: before, ..back }, there);
    }
}

#[test]
fn a_faster_vehicle_is_less_long_at_the_wheel() {
    let minutes = |profile| drive(&spot(HAMBURG), &spot(COLOGNE), profile).unwrap().driving_minutes;
    let by_speed = [
        VehicleProfile::Car,
        VehicleProfile::Splitter,
        VehicleProfile::Nightliner,
        VehicleProfile::Truck,
    ];
    let found = by_speed.map(minutes);
    assert!(found.is_sorted_by(|faster, slower| faster < slower), "{found:?}");
}
