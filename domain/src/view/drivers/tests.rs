//! Drivers' hours of whole tours: where departures come from, which rules hold, what is said.

use serde_json::{Value, json};

use super::*;
use crate::book::testing::TestTour;
use crate::ids::RecordId;
use crate::record::Kind;
use crate::routing::hours::RulePack;

/// City, country, degrees north and east, zone.
type Town = (&'static str, &'static str, f64, f64, &'static str);

const HAMBURG: Town = ("Hamburg", "DE", 53.5511, 9.9937, "Europe/Berlin");
const BERLIN: Town = ("Berlin", "DE", 52.52, 13.405, "Europe/Berlin");
const COLOGNE: Town = ("Köln", "DE", 50.9375, 6.9603, "Europe/Berlin");
const MILAN: Town = ("Milano", "IT", 45.4642, 9.19, "Europe/Rome");
const LISBON: Town = ("Lisboa", "PT", 38.7223, -9.1393, "Europe/Lisbon");
const CHICAGO: Town = ("Chicago", "US", 41.8781, -87.6298, "America/Chicago");
const DENVER: Town = ("Denver", "US", 39.7392, -104.9903, "America/Denver");
const TORONTO: Town = ("Toronto", "CA", 43.6532, -79.3832, "America/Toronto");
const LONDON: Town = ("London", "GB", 51.5074, -0.1278, "Europe/London");
const LEEDS: Town = ("Leeds", "GB", 53.8008, -1.5491, "Europe/London");
const TOKYO: Town = ("Tokyo", "JP", 35.6762, 139.6503, "Asia/Tokyo");
const OSAKA: Town = ("Osaka", "JP", 34.6937, 135.5023, "Asia/Tokyo");

/// A show on a date, with the times that are given: `load_in 09:00`.
fn show(tour: &mut TestTour, on: &str, town: Town, items: &[(&str, &str)]) -> RecordId {
    let (city, country, lat, lon, zone) = town;
    let day = tour.add(
        Kind::Day,
        &json!({
            "date": on, "day_type": "show", "zone": zone,
            "place": { "city": city, "country": country, "lat": lat, "lon": lon },
        }),
    );
    for (item_type, when) in items {
        let when = crate::time::parse_when(when).unwrap();
        let item = json!({ "day": day, "title": item_type, "item_type": item_type, "when": when });
        tour.add(Kind::ScheduleItem, &item);
    }
    day
}

fn with_vehicle(tour: &mut TestTour, fields: &Value) {
    tour.add(Kind::Vehicle, fields);
}

/// The legs of the first vehicle.
fn legs(tour: &TestTour) -> Vec<LegHours> {
    driver_hours(&tour.book(), &Roads::default()).vehicles.remove(0).legs
}

fn packs_of(vehicle: &Value, towns: [Town; 2]) -> Option<RulePack> {
    let mut tour = TestTour::new();
    with_vehicle(&mut tour, vehicle);
    show(&mut tour, "2026-12-01", towns[0], &[]);
    show(&mut tour, "2026-12-03", towns[1], &[]);
    legs(&tour)[0].pack
}

#[test]
fn which_rules_hold_follows_from_the_vehicle_and_from_where_it_starts() {
    let of = |vehicle_type: &str| json!({ "name": "One", "vehicle_type": vehicle_type });
    let van = |kg: i64, operator: Value| json!({ "name": "Van", "vehicle_type": "splitter", "mass_kg": kg, "operator": operator });
    let hired = json!("Vans and Bands");
    let cases = [
        (of("nightliner"), [HAMBURG, BERLIN], Some(RulePack::EuCoach)),
        (of("coach"), [LONDON, LEEDS], Some(RulePack::EuCoach)),
        (of("truck"), [HAMBURG, MILAN], Some(RulePack::EuGoods)),
        (of("nightliner"), [CHICAGO, DENVER], Some(RulePack::UsPassenger)),
        (of("truck"), [CHICAGO, DENVER], Some(RulePack::UsProperty)),
        (of("truck"), [TORONTO, CHICAGO], Some(RulePack::CanadaSouth)),
        (of("splitter"), [LONDON, LEEDS], Some(RulePack::GbDomestic)),
        (of("splitter"), [HAMBURG, BERLIN], None),
        // Vans: 2.5 t across a border and for hire, 3.5 t anyway.
        (van(2_501, hired.clone()), [HAMBURG, MILAN], Some(RulePack::EuGoods)),
        (van(2_500, hired.clone()), [HAMBURG, MILAN], None),
        (van(3_500, hired.clone()), [HAMBURG, BERLIN], None),
        (van(3_500, Value::Null), [HAMBURG, MILAN], None),
        (van(3_501, Value::Null), [HAMBURG, BERLIN], Some(RulePack::EuGoods)),
        (of("nightliner"), [TOKYO, OSAKA], None),
        (
            json!({ "name": "One", "vehicle_type": "splitter", "hours_rules": "eu_coach" }),
            [HAMBURG, BERLIN],
            Some(RulePack::EuCoach),
        ),
    ];
    for (vehicle, towns, pack) in cases {
        let vehicle: Value = match vehicle {
            Value::Object(fields) => {
                fields.into_iter().filter(|(_, value)| !value.is_null()).collect()
            }
            other => other,
        };
        assert_eq!(packs_of(&vehicle, towns), pack, "{vehicle} {} to {}", towns[0].0, towns[1].0);
    }
}

#[test]
fn vans_of_two_and_a_half_tonnes_are_under_the_rules_from_july_2026_on() {
    let on = |first: &str, second: &str| {
        let mut tour = TestTour::new();
        with_vehicle(
            &mut tour,
            &json!({ "name": "Van", "vehicle_type": "van", "mass_kg": 3_500, "operator": "Hire" }),
        );
        show(&mut tour, first, HAMBURG, &[]);
        show(&mut tour, second, MILAN, &[]);
        legs(&tour)[0].pack
    };
    assert_eq!(on("2026-06-28", "2026-06-30"), None);
    assert_eq!(on("2026-06-29", "2026-07-01"), Some(RulePack::EuGoods));
}

#[test]
fn a_short_night_drive_is_legal_and_says_from_when_until_when() {
    let mut tour = TestTour::new();
    show(
        &mut tour,
        "2026-12-01",
        HAMBURG,
        &[("load_out", "23:00-00:30+1"), ("bus_call", "01:00+1")],
    );
    show(&mut tour, "2026-12-02", BERLIN, &[("load_in", "09:00")]);
    let leg = &legs(&tour)[0];
    assert_eq!(leg.verdict, Verdict::Legal);
    assert_eq!(leg.pack, Some(RulePack::EuCoach));
    assert!(!leg.is_departure_assumed);
    let departs = leg.departs.unwrap();
    assert_eq!(departs.at.to_rfc3339(), "2026-12-02T00:00:00+00:00");
    let drive = leg.drive.as_ref().unwrap();
    let minutes = (leg.arrives.unwrap().at - departs.at).num_minutes();
    assert_eq!(minutes, i64::from(drive.total_minutes), "{leg:?}");
    let latest = leg.latest_departure.unwrap().at;
    assert_eq!(Some((latest - departs.at).num_minutes()), leg.slack_minutes);
    assert_eq!(leg.earliest_departure, None, "nothing was driven before it");
}

#[test]
fn a_drive_of_more_than_ten_hours_needs_a_second_driver_or_a_night() {
    let book_of = |second: Option<&str>| {
        let mut tour = TestTour::new();
        let mut bus =
            json!({ "name": "Bus A", "vehicle_type": "nightliner", "driver_contact": "Ada" });
        if let Some(name) = second {
            bus["second_driver_contact"] = json!(name);
        }
        with_vehicle(&mut tour, &bus);
        show(&mut tour, "2026-12-01", HAMBURG, &[("bus_call", "00:30+1")]);
        show(&mut tour, "2026-12-02", MILAN, &[("load_in", "18:00")]);
        driver_hours(&tour.book(), &Roads::default())
    };
    let alone = book_of(None);
    let leg = &alone.vehicles[0].legs[0];
    assert_eq!(leg.verdict, Verdict::NeedsSecondDriver, "{leg:?}");
    assert_eq!(leg.findings[0].article, "Regulation (EC) 561/2006, Art. 6(1)");
    assert!(leg.findings[0].planned_minutes > 600);
    let two = book_of(Some("Bea"));
    assert_eq!(two.vehicles[0].drivers, ["Ada", "Bea"]);
    assert_eq!(two.vehicles[0].legs[0].verdict, Verdict::Legal);
    assert_eq!(two.packs[0].as_of, "2024-05-22");
    assert_eq!(two.notice, "planning aid, the operator decides");
}

#[test]
fn a_drive_that_not_even_two_can_do_is_not_legal_as_planned() {
    let mut tour = TestTour::new();
    show(&mut tour, "2026-12-01", HAMBURG, &[("bus_call", "00:30+1")]);
    show(&mut tour, "2026-12-02", LISBON, &[]);
    assert_eq!(legs(&tour)[0].verdict, Verdict::NotLegalAsPlanned);
}

#[test]
fn with_days_to_spare_a_long_drive_has_its_nights() {
    let mut tour = TestTour::new();
    show(&mut tour, "2026-12-01", HAMBURG, &[("bus_call", "00:30+1")]);
    show(&mut tour, "2026-12-06", LISBON, &[("load_in", "10:00")]);
    let leg = &legs(&tour)[0];
    assert_eq!(leg.verdict, Verdict::Legal, "{leg:#?}");
    let hours = (leg.arrives.unwrap().at - leg.departs.unwrap().at).num_hours();
    assert!((60..90).contains(&hours), "{hours}");
}

/// Arriving at 22:00 and leaving at 07:45 is 9 h 45 of rest, an hour less in the night in which the clocks go
/// forward, and an hour more in the one in which they go back.
#[test]
fn a_night_of_a_clock_change_is_as_long_as_it_is() {
    let weekend = |dates: [&str; 4]| {
        let mut tour = TestTour::new();
        show(&mut tour, dates[0], HAMBURG, &[("bus_call", "00:30+1")]);
        show(&mut tour, dates[1], BERLIN, &[("bus_call", "17:45")]);
        show(&mut tour, dates[2], HAMBURG, &[("bus_call", "08:00")]);
        show(&mut tour, dates[3], BERLIN, &[]);
        let legs = legs(&tour);
        let rest = legs[2].departs.unwrap().at - legs[1].arrives.unwrap().at;
        (legs[2].verdict, legs[1].verdict, rest.num_minutes())
    };
    let (usual, _, minutes) = weekend(["2027-03-12", "2027-03-13", "2027-03-14", "2027-03-15"]);
    assert_eq!(usual, Verdict::LegalWithReducedRest);
    let (spring, before, shorter) =
        weekend(["2027-03-26", "2027-03-27", "2027-03-28", "2027-03-29"]);
    assert_eq!(minutes - shorter, 60);
    assert!([spring, before].contains(&Verdict::NeedsSecondDriver), "{spring:?} {before:?}");
    let (autumn, _, longer) = weekend(["2026-10-23", "2026-10-24", "2026-10-25", "2026-10-26"]);
    assert_eq!(longer - minutes, 60);
    assert_eq!(autumn, Verdict::LegalWithReducedRest);
}

#[test]
fn seven_nights_rely_on_the_twelve_days_and_break_after_three_hours() {
    let mut tour = TestTour::new();
    for n in 1..=8 {
        let town = if n % 2 == 0 { COLOGNE } else { HAMBURG };
        show(
            &mut tour,
            &format!("2026-12-{n:02}"),
            town,
            &[("bus_call", "00:30+1"), ("load_in", "10:00")],
        );
    }
    let legs = legs(&tour);
    let breaks: Vec<_> = legs.iter().map(|leg| leg.break_minutes.unwrap()).collect();
    assert!(breaks.iter().all(|minutes| *minutes == 45), "{breaks:?}");
    let drive = legs[0].drive.as_ref().unwrap();
    assert!((240..=360).contains(&drive.driving_minutes), "{drive:?}");
    assert!(legs.iter().all(|leg| leg.verdict == Verdict::Legal), "{legs:#?}");
    let twelve = legs.iter().flat_map(|leg| &leg.findings);
    let twelve: Vec<_> = twelve.map(|found| found.article).collect();
    assert_eq!(twelve, ["Regulation (EC) 561/2006, Art. 8(6a)"]);
}

#[test]
fn where_something_is_missing_the_other_legs_are_still_told() {
    let mut tour = TestTour::new();
    show(&mut tour, "2026-12-01", HAMBURG, &[]);
    show(&mut tour, "2026-12-02", ("Nowhere", "DE", 0.0, 0.0, "Europe/Berlin"), &[]);
    show(&mut tour, "2026-12-03", BERLIN, &[]);
    show(&mut tour, "2026-12-04", ("Sea", "PT", 32.65, -16.9, "Atlantic/Madeira"), &[]);
    let legs = legs(&tour);
    let missing: Vec<_> = legs.iter().map(|leg| leg.no_drive).collect();
    assert_eq!(missing, [Some(NoDrive::NoCoordinates), None, Some(NoDrive::NoRoad)]);
    assert_eq!(legs[0].verdict, Verdict::Unknown);
    assert_eq!(legs[1].verdict, Verdict::Legal);
    assert_eq!(legs[1].from_city.as_deref(), Some("Hamburg"));
}

#[test]
fn a_tour_without_days_has_no_legs() {
    let hours = driver_hours(&TestTour::new().book(), &Roads::default());
    assert!(hours.vehicles[0].legs.is_empty() && hours.packs.is_empty());
}

/// 80 cents a kilometre, 500 a day, 300 for a second driver's day, 400 for the tunnel.
#[test]
fn a_leg_costs_what_the_rate_says_and_nobody_else_sees_it() {
    let told = |with_rate: bool| {
        let mut tour = TestTour::new();
        let bus = json!({ "name": "Bus A", "vehicle_type": "nightliner" });
        let bus = tour.add(Kind::Vehicle, &bus);
        let eur = |minor: i64| json!({ "minor": minor, "currency": "EUR" });
        if with_rate {
            let rate = json!({
                "vehicle": bus, "per_km": eur(80), "per_day": eur(50_000),
                "driver_day": eur(30_000), "crossing": eur(40_000),
            });
            tour.add(Kind::VehicleRate, &rate);
        }
        show(&mut tour, "2026-12-01", COLOGNE, &[]);
        show(&mut tour, "2026-12-02", LONDON, &[]);
        show(&mut tour, "2026-12-05", LEEDS, &[]);
        driver_hours(&tour.book(), &Roads::default()).vehicles.remove(0)
    };
    let dear = told(true);
    let cost = dear.legs[0].cost.clone().unwrap();
    let km = dear.legs[0].drive.as_ref().unwrap().km;
    assert_eq!(cost.currency.as_str(), "EUR");
    assert!((f64::from(i32::try_from(cost.distance_minor).unwrap()) - km * 80.0).abs() <= 0.5);
    assert_eq!((cost.days_minor, cost.driver_days_minor, cost.crossing_minor), (50_000, 0, 40_000));
    assert_eq!(cost.total_minor, cost.distance_minor + 90_000);
    assert_eq!(dear.legs[1].cost.as_ref().map(|cost| cost.days_minor), Some(150_000));
    assert_eq!(dear.legs[1].cost.as_ref().map(|cost| cost.crossing_minor), Some(0));
    let sum = dear.legs.iter().map(|leg| leg.cost.as_ref().unwrap().total_minor).sum::<i64>();
    assert_eq!(dear.total_cost.map(|total| total.minor), Some(sum));
    let free = told(false);
    assert!(free.total_cost.is_none() && free.legs.iter().all(|leg| leg.cost.is_none()));
}

#[test]
fn from_when_on_a_driver_may_leave_is_after_the_rest_that_is_missing() {
    let mut tour = TestTour::new();
    show(&mut tour, "2026-11-30", BERLIN, &[("bus_call", "08:00+1")]);
    show(&mut tour, "2026-12-01", COLOGNE, &[("bus_call", "20:00")]);
    show(&mut tour, "2026-12-02", BERLIN, &[]);
    let found = legs(&tour);
    let minutes = |later: &LeaveBy, earlier: &LeaveBy| (later.at - earlier.at).num_minutes();
    // The check after the drive, nine hours, and the check before the next.
    let earliest = found[1].earliest_departure.unwrap();
    assert_eq!(minutes(&earliest, &found[0].arrives.unwrap()), 15 + 540 + 15);
    // A place on the way that nobody can find does not make the driver rested.
    let mut lost = TestTour::new();
    show(&mut lost, "2026-11-30", BERLIN, &[("bus_call", "08:00+1")]);
    show(&mut lost, "2026-12-01", COLOGNE, &[]);
    show(&mut lost, "2026-12-02", ("Nowhere", "DE", 0.0, 0.0, "Europe/Berlin"), &[]);
    show(&mut lost, "2026-12-03", BERLIN, &[("load_in", "14:00")]);
    assert!(legs(&lost)[2].earliest_departure.is_some());
}

#[test]
fn a_driver_who_is_out_of_hours_may_leave_when_days_have_passed() {
    let mut tour = TestTour::new();
    tour.add(Kind::Vehicle, &json!({ "name": "Bus", "vehicle_type": "nightliner" }));
    for n in 1..=9 {
        let town = if n % 2 == 0 { DENVER } else { CHICAGO };
        show(&mut tour, &format!("2026-12-{n:02}"), town, &[("bus_call", "00:30+1")]);
    }
    let found = legs(&tour);
    let last = found.last().unwrap();
    assert_ne!(last.verdict, Verdict::Legal);
    assert!(last.earliest_departure.unwrap().at > last.departs.unwrap().at);
}

#[test]
fn the_dock_before_a_trucks_departure_is_work() {
    let mut tour = TestTour::new();
    tour.add(Kind::Vehicle, &json!({ "name": "Truck", "vehicle_type": "truck" }));
    let zurich = ("Zürich", "CH", 47.3769, 8.5417, "Europe/Zurich");
    let frankfurt = ("Frankfurt", "DE", 50.1109, 8.6821, "Europe/Berlin");
    show(&mut tour, "2026-12-01", zurich, &[("load_out", "23:00-00:30+1")]);
    show(&mut tour, "2026-12-02", frankfurt, &[("load_in", "12:00")]);
    let leg = &legs(&tour)[0];
    assert_eq!(leg.verdict, Verdict::Legal, "{leg:#?}");
}

#[test]
fn a_leg_of_travel_is_of_the_leg_that_it_leads_along() {
    let mut tour = TestTour::new();
    show(&mut tour, "2026-12-01", HAMBURG, &[]);
    let second = show(&mut tour, "2026-12-02", BERLIN, &[]);
    show(&mut tour, "2026-12-03", COLOGNE, &[]);
    let when = crate::time::parse_when("23:00").unwrap();
    let onward = json!({ "day": second, "mode": "bus", "depart": when });
    tour.add(Kind::Travel, &onward);
    let found = legs(&tour);
    assert!(found[0].is_departure_assumed && !found[1].is_departure_assumed);
}

#[test]
fn a_vehicle_of_which_nobody_said_what_it_is_silences_nothing() {
    let mut tour = TestTour::new();
    tour.add(Kind::Vehicle, &json!({ "name": "Bus A" }));
    show(&mut tour, "2026-12-01", HAMBURG, &[]);
    show(&mut tour, "2026-12-02", BERLIN, &[]);
    assert_eq!(legs(&tour).len(), 1);
}

#[test]
fn a_first_date_that_nobody_can_find_is_told() {
    let mut tour = TestTour::new();
    show(&mut tour, "2026-12-01", ("Nowhere", "DE", 0.0, 0.0, "Europe/Berlin"), &[]);
    show(&mut tour, "2026-12-02", HAMBURG, &[]);
    show(&mut tour, "2026-12-03", BERLIN, &[]);
    let missing: Vec<_> = legs(&tour).iter().map(|leg| leg.no_drive).collect();
    assert_eq!(missing, [Some(NoDrive::NoCoordinates), None]);
}

#[test]
fn a_van_with_the_seats_of_a_coach_is_one() {
    let van = |seats: i64| json!({ "name": "Van", "vehicle_type": "splitter", "seats": seats });
    assert_eq!(packs_of(&van(9), [LONDON, LEEDS]), Some(RulePack::GbDomestic));
    assert_eq!(packs_of(&van(10), [LONDON, LEEDS]), Some(RulePack::EuCoach));
    assert_eq!(packs_of(&van(16), [CHICAGO, DENVER]), Some(RulePack::UsPassenger));
}

#[test]
fn rates_beyond_all_numbers_are_no_panic() {
    let mut tour = TestTour::new();
    let bus = tour.add(Kind::Vehicle, &json!({ "name": "Bus", "vehicle_type": "nightliner" }));
    let much = json!({ "minor": i64::MAX, "currency": "EUR" });
    let rate = json!({
        "vehicle": bus, "per_km": much, "per_mile": much, "per_day": much, "driver_day": much,
        "crossing": much,
    });
    tour.add(Kind::VehicleRate, &rate);
    show(&mut tour, "2026-12-01", COLOGNE, &[]);
    show(&mut tour, "2026-12-05", LONDON, &[]);
    let total = driver_hours(&tour.book(), &Roads::default()).vehicles.remove(0).total_cost;
    assert_eq!(total.map(|total| total.minor), Some(i64::MAX));
}
