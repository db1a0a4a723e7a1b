//! The grid, the route, travel and people.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::northern_tour;
use crate::book::testing::TestTour;
use crate::record::Kind;
use crate::routing::{DriveSource, NoAnswer, NoDrive, Road, RoadEngine, Roads};
use crate::time::ShowClock;
use crate::view::{grid, people, roads_needed, routing, tour_header, travel};

#[test]
fn the_grid_has_a_row_per_date_with_its_key_times() {
    let grid = grid(&northern_tour().book(), &Roads::default());
    let hamburg = &grid.days[1];
    assert_eq!(hamburg.date.to_string(), "2026-10-24");
    assert_eq!(hamburg.venue.as_deref(), Some("Tonhalle Nord"));
    assert_eq!(hamburg.capacity, Some(2200));
    assert_eq!((hamburg.n_items, hamburg.n_unconfirmed, hamburg.n_disputed), (10, 3, 1));
    let times = [&hamburg.load_in, &hamburg.doors, &hamburg.set, &hamburg.curfew];
    let times = times.map(|time| time.as_deref().unwrap());
    assert_eq!(times, ["08:00", "19:30", "21:15", "23:00"]);
    assert_eq!(hamburg.bus_call.as_deref(), Some("01:30+1"));
    assert_eq!(grid.days[2].first_call.as_deref(), Some("10:00"));
    assert_eq!(grid.days.iter().map(|day| day.show_number).max(), Some(Some(3)));
}

#[test]
fn a_day_with_two_shows_has_both_times_in_the_grid() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-23", "Berlin", "Europe/Berlin");
    tour.item(day, "Doors", "19:00", json!({"item_type": "doors"}));
    tour.item(day, "Doors matinee", "14:00", json!({"item_type": "doors"}));
    tour.item(day, "Set", "TBD", json!({"item_type": "set"}));
    let grid = grid(&tour.book(), &Roads::default());
    assert_eq!(grid.days[0].doors.as_deref(), Some("14:00 / 19:00"));
    assert_eq!(grid.days[0].set.as_deref(), Some("TBD"));
}

#[test]
fn two_days_on_one_date_are_one_row_that_counts_both() {
    let mut tour = TestTour::new();
    let one = tour.day("2026-10-23", "Berlin", "Europe/Berlin");
    let other = tour.add(Kind::Day, &json!({"date": "2026-10-23"}));
    tour.item(one, "Doors", "19:00", Value::Null);
    tour.item(other, "Press", "12:00", Value::Null);
    let grid = grid(&tour.book(), &Roads::default());
    assert_eq!(grid.days.len(), 1);
    assert_eq!(grid.days[0].n_items, 2);
}

/// Berlin, a day off that is nowhere, London.
fn westward() -> TestTour {
    let mut tour = TestTour::new();
    let berlin = tour.day("2026-10-19", "Berlin", "Europe/Berlin");
    let place = json!({"city": "Berlin", "country": "DE", "lat": 52.52, "lon": 13.405});
    tour.set(berlin, "place", place);
    tour.item(berlin, "Set", "21:00", json!({"item_type": "set"}));
    tour.add(Kind::Day, &json!({"date": "2026-10-20", "day_type": "day_off"}));
    let london = tour.day("2026-10-21", "London", "Europe/London");
    let place = json!({"city": "London", "country": "GB", "lat": 51.5074, "lon": -0.1278});
    tour.set(london, "place", place);
    tour.item(london, "Set", "20:30", json!({"item_type": "set"}));
    tour
}

#[test]
fn distances_run_between_days_that_have_a_place() {
    let book = westward().book();
    let km: Vec<_> =
        grid(&book, &Roads::default()).days.iter().map(|day| day.distance_km).collect();
    assert_eq!(km[..2], [None, None]);
    assert!((km[2].unwrap() - 931.6).abs() < 1.0, "{km:?}");
    let minutes: Vec<_> =
        grid(&book, &Roads::default()).days.iter().map(|day| day.zone_change_minutes).collect();
    assert_eq!(minutes, [0, 0, -60]);
}

#[test]
fn the_route_counts_the_time_between_shows_in_instants() {
    let routing = routing(&westward().book(), &Roads::default());
    let cities: Vec<_> = routing.stops.iter().map(|stop| stop.city.as_deref().unwrap()).collect();
    assert_eq!(cities, ["Berlin", "London"]);
    let london = &routing.stops[1];
    assert_eq!(london.elapsed_minutes, Some(48 * 60 + 30));
    assert_eq!(london.zone_change_minutes, Some(-60));
    assert_eq!(Some(routing.total_km), london.great_circle_km);
    assert_eq!(routing.stops[0].elapsed_minutes, None);
}

#[test]
fn a_drive_says_when_to_leave_on_the_clocks_of_both_its_ends() {
    let mut tour = westward();
    let london = tour.book().day_on("2026-10-21".parse().unwrap()).unwrap().id();
    tour.item(london, "Load-in", "10:00", json!({"item_type": "load_in"}));
    let book = tour.book();
    let routing = routing(&book, &Roads::default());
    let stop = &routing.stops[1];
    let (drive, by) = (stop.drive.as_ref().unwrap(), stop.leave_by.unwrap());
    assert!(drive.km > stop.great_circle_km.unwrap() && drive.crossing_minutes == 120);
    let load_in: DateTime<Utc> = "2026-10-21T09:00:00Z".parse().unwrap();
    assert_eq!((load_in - by.at).num_minutes(), i64::from(drive.total_minutes));
    let clocks = [by.at_departure.clock, by.at_arrival.clock].map(ShowClock::minutes);
    assert_eq!((clocks[0] - clocks[1], by.at_departure.date), (60, by.at_arrival.date));
    assert_eq!(by.at_departure.zone.to_string(), "Europe/Berlin");
    assert_eq!(
        (routing.total_road_km, routing.total_driving_minutes),
        (drive.km, drive.driving_minutes)
    );
    assert_eq!((&routing.stops[0].drive, routing.stops[0].no_drive), (&None, None));
    assert_eq!(grid(&book, &Roads::default()).days[2].drive.as_ref(), Some(drive));
}

#[test]
fn a_route_goes_on_past_a_stop_that_nobody_can_find() {
    let mut tour = westward();
    let there = tour.day("2026-10-22", "Somewhere", "Europe/Paris");
    let reading = tour.day("2026-10-23", "Reading", "Europe/London");
    let place = json!({"city": "Reading", "country": "GB", "lat": 51.4543, "lon": -0.9781});
    tour.set(reading, "place", place);
    tour.item(reading, "Load-in", "10:00", json!({"item_type": "load_in"}));
    for nowhere in [json!({"city": "Somewhere"}), json!({"city": "Empty", "lat": 0, "lon": 0})] {
        tour.set(there, "place", nowhere);
        let routing = routing(&tour.book(), &Roads::default());
        let [.., lost, found] = &routing.stops[..] else { panic!("{routing:?}") };
        assert_eq!((&lost.drive, lost.no_drive), (&None, Some(NoDrive::NoCoordinates)));
        let km = found.drive.as_ref().unwrap().km;
        assert!((60.0..90.0).contains(&km), "from London, not from nowhere: {km}");
        assert_eq!(found.leave_by, None, "nobody knows from where the tour leaves");
        assert!(routing.total_km < 1_100.0, "{}", routing.total_km);
    }
}

#[test]
fn a_stop_says_why_there_is_no_drive_or_no_time_to_leave() {
    let mut tour = westward();
    let london = tour.book().day_on("2026-10-21".parse().unwrap()).unwrap().id();
    assert_eq!(
        routing(&tour.book(), &Roads::default()).stops[1].leave_by,
        None,
        "there is no load-in"
    );
    let mut reason = |place: Value| {
        tour.set(london, "place", place);
        let stop = routing(&tour.book(), &Roads::default()).stops[1].clone();
        (stop.drive.is_some(), stop.no_drive)
    };
    let far = json!({"city": "New York", "country": "US", "lat": 40.7128, "lon": -74.006});
    assert_eq!(reason(far), (false, Some(NoDrive::NoRoad)));
    let unknown = json!({"city": "London", "lat": 51.5074, "lon": -0.1278});
    assert_eq!(reason(unknown), (false, Some(NoDrive::NoCountry)));
    let same = json!({"city": "Berlin", "country": "DE", "lat": 52.521, "lon": 13.406});
    assert_eq!(reason(same), (false, None), "the tour stays");
}

#[test]
fn the_venue_says_where_a_day_is_more_exactly_than_its_city() {
    let mut tour = westward();
    let london = tour.book().day_on("2026-10-21".parse().unwrap()).unwrap().id();
    let place = json!({"lat": 51.503, "lon": 0.0032});
    let venue = tour.add(Kind::Venue, &json!({"name": "The O2", "place": place}));
    tour.add(Kind::Event, &json!({"day": london, "venue": venue}));
    let stop = &routing(&tour.book(), &Roads::default()).stops[1];
    assert_eq!((stop.lat, stop.venue.as_deref()), (Some(51.503), Some("The O2")));
}

#[test]
fn travel_lists_only_dates_that_have_some() {
    let plan = travel(&northern_tour().book());
    assert_eq!(plan.days.len(), 1);
    assert_eq!(plan.days[0].legs[0].title, "Bus to Köln");
    assert_eq!(plan.days[0].weekday, "Saturday");
}

#[test]
fn people_are_the_party_and_contacts_say_what_they_are_for() {
    let people = people(&northern_tour().book());
    let names: Vec<_> =
        people.people.iter().map(|p| p.fields.name.as_ref().unwrap().as_str()).collect();
    assert_eq!(names, ["Ben Okafor", "Ida Brandt"]);
    let venue = people.contacts.iter().find(|c| c.fields.role.is_some()).unwrap();
    assert_eq!((venue.date, venue.venue_name.as_deref()), (None, Some("Tonhalle Nord")));
    let private = people.contacts.iter().find(|c| c.fields.role.is_none()).unwrap();
    assert_eq!(private.date, Some("2026-10-24".parse().unwrap()));
}

#[test]
fn the_header_of_the_tour_counts_what_is_open() {
    let header = tour_header(&northern_tour().book()).unwrap();
    assert_eq!((header.n_days, header.n_shows), (3, 3));
    assert_eq!((header.n_unconfirmed, header.n_disputed), (6, 1));
    let first_last = [header.starts, header.ends].map(|date| date.unwrap().to_string());
    assert_eq!(first_last, ["2026-10-22", "2026-10-25"]);
    assert_eq!(tour_header(&crate::book::Book::new()), None);
}

#[test]
fn the_roads_that_a_view_needs_are_those_by_land_and_what_is_known_of_them_stands_in_each_view() {
    let mut tour = westward();
    let reading = tour.day("2026-10-23", "Reading", "Europe/London");
    let place = json!({"city": "Reading", "country": "GB", "lat": 51.4543, "lon": -0.9781});
    tour.set(reading, "place", place);
    let book = tour.book();
    let needed = roads_needed(&book);
    assert_eq!(needed.len(), 1, "from Berlin to London the sea is crossed: {needed:?}");
    let key = needed.into_iter().next().unwrap();
    let road = Road::new(RoadEngine::Valhalla, &key, 67_400.0, 4_000.0);
    let roads = Roads::of(RoadEngine::Valhalla, [(key, road)].into());
    let routing = routing(&book, &roads);
    let drive = |idx: usize| routing.stops[idx].drive.as_ref().unwrap();
    assert_eq!(
        (drive(1).source, drive(1).no_answer),
        (DriveSource::Estimate, Some(NoAnswer::Ferry))
    );
    assert_eq!((drive(2).source, drive(2).no_answer), (DriveSource::Valhalla, None));
    assert!((drive(2).km - 67.4).abs() < 1e-9, "{}", drive(2).km);
    assert!((routing.total_road_km - drive(1).km - 67.4).abs() < 0.1);
    assert_eq!(grid(&book, &roads).days[3].drive.as_ref(), Some(drive(2)));
    assert!(roads_needed(&crate::book::Book::new()).is_empty());
}
