//! Orders by name.

use domain::routing::order::{
    Impossible, LegCost, Legs, MayBe, OrderProblem, OrderRequest, StopToPlace, Suggestion,
    dates_between_min, suggest,
};

use crate::world::{along, anywhen, december, id, number, sequence};

/// Stops along a road, given on the first dates of December in this order; all of its days are free.
fn road(places_km: &[f64], n_days: u64) -> OrderRequest {
    let stops = (0..places_km.len()).map(|stop| anywhen(stop, stop as u64 + 1)).collect();
    let dates = (1..=n_days).map(december).collect();
    OrderRequest { dates, stops, legs: along(places_km), start: None, end: None }
}

fn suggested(request: &OrderRequest) -> Suggestion {
    suggest(request).expect("the request can be read")
}

fn words(suggestion: &Suggestion) -> Vec<String> {
    suggestion.sentences(|id| format!("Town {}", number(id)))
}

#[test]
fn towns_along_a_road_are_played_one_after_the_other() {
    let suggestion = suggested(&road(&[0.0, 600.0, 200.0, 400.0], 4));
    assert_eq!(sequence(&suggestion), [1, 3, 2, 0]);
    assert_eq!(suggestion.after.driving_minutes, 3 * 150);
    assert_eq!(words(&suggestion), ["7 h 30 min at the wheel instead of 15 h: 7 h 30 min less"]);
}

#[test]
fn an_order_that_cannot_be_better_stays_with_all_its_dates() {
    let mut request = road(&[0.0, 200.0, 400.0], 9);
    request.stops[2].given = december(8);
    let suggestion = suggested(&request);
    assert_eq!(suggestion.changes, []);
    assert_eq!(words(&suggestion), ["no better order was found; it stays at 5 h at the wheel"]);
}

#[test]
fn a_fixed_date_stays_and_the_others_find_their_way_around_it() {
    let mut request = road(&[0.0, 600.0, 200.0, 400.0], 4);
    request.stops[1].may = MayBe::On(december(2));
    let suggestion = suggested(&request);
    assert_eq!(suggestion.order[1].stop, id(1));
    assert_eq!(sequence(&suggestion), [3, 1, 2, 0]);
    assert!(suggestion.after < suggestion.before);
}

#[test]
fn a_window_is_kept_where_another_order_would_be_shorter() {
    let mut request = road(&[0.0, 600.0, 200.0, 400.0], 4);
    request.stops[3].may = MayBe::Within(december(1), december(2));
    let suggestion = suggested(&request);
    let on = suggestion.order.iter().position(|placed| placed.stop == id(3)).expect("it is there");
    assert!(on <= 1, "{suggestion:?}");
}

#[test]
fn no_show_is_put_on_a_day_off() {
    let mut request = road(&[0.0, 600.0, 200.0, 400.0], 6);
    request.dates.retain(|date| *date != december(2) && *date != december(4));
    let suggestion = suggested(&request);
    let days: Vec<_> = suggestion.order.iter().map(|placed| placed.date).collect();
    assert_eq!(days, [december(1), december(3), december(5), december(6)]);
    assert_eq!((suggestion.before.misplaced, suggestion.after.misplaced), (2, 0));
}

#[test]
fn a_long_drive_gets_the_date_between_that_it_needs() {
    let request = road(&[0.0, 800.0], 4);
    let suggestion = suggested(&request);
    assert_eq!(suggestion.before.broken, 1);
    assert!(suggestion.after.is_legal());
    assert_eq!(suggestion.changes.len(), 1, "one of two moves: {suggestion:?}");
}

#[test]
fn a_legal_order_is_preferred_to_a_shorter_one_that_cannot_be_driven() {
    let mut request = road(&[0.0, 700.0, 800.0, 900.0], 4);
    request.stops[0].may = MayBe::On(december(1));
    let costs = |from: usize, to: usize| match (from, to) {
        (0, 1) => (500, 1),
        (0, 2) => (530, 0),
        (2, 1) | (1, 3) => (300, 0),
        _ => (100, 0),
    };
    request.legs = Legs::of(4, |from, to| {
        let (driving_minutes, dates_between_min) = costs(from, to);
        Some(LegCost { driving_minutes, dates_between_min })
    });
    let suggestion = suggested(&request);
    assert_eq!(suggestion.before.broken, 1);
    assert!(suggestion.after.is_legal());
    assert_eq!(sequence(&suggestion)[0], 0);
    assert_ne!(sequence(&suggestion)[1], 1);
}

#[test]
fn what_cannot_be_driven_in_any_order_is_named() {
    let mut request = road(&[0.0, 1_700.0], 2);
    let suggestion = suggested(&request);
    assert_eq!(suggestion.changes, []);
    let told = &words(&suggestion)[1..];
    assert_eq!(told, ["from Town 0 to Town 1: 2 dates have to lie free between"]);
    request.legs = Legs::of(2, |_, _| None);
    let suggestion = suggested(&request);
    assert_eq!(words(&suggestion)[1..], ["from Town 0 to Town 1: there is no road"]);
}

#[test]
fn the_tour_begins_and_ends_where_it_is_said_to() {
    let mut request = road(&[0.0, 200.0, 400.0, -300.0, 500.0], 3);
    request.stops.truncate(3);
    (request.start, request.end) = (Some(4), Some(3));
    assert_eq!(sequence(&suggested(&request)), [2, 1, 0]);
}

#[test]
fn two_shows_that_are_fixed_on_one_date_are_named() {
    let mut request = road(&[0.0, 200.0, 400.0], 3);
    for stop in &mut request.stops[..2] {
        stop.may = MayBe::On(december(2));
    }
    let suggestion = suggested(&request);
    let one = Impossible::OneDate { date: december(2), stops: vec![id(0), id(1)] };
    assert_eq!(suggestion.impossible, [one]);
    assert_eq!(words(&suggestion)[1], "Town 0, Town 1 are fixed on Wed 2 Dec");
    assert_eq!(sequence(&suggestion), [0, 1, 2], "the given order is returned");
}

#[test]
fn a_show_without_a_date_that_is_free_is_named() {
    let mut request = road(&[0.0, 200.0], 3);
    request.stops[1].may = MayBe::Within(december(4), december(9));
    let suggestion = suggested(&request);
    assert_eq!(suggestion.impossible, [Impossible::NoDate { stop: id(1) }]);
    assert_eq!(words(&suggestion)[1], "Town 1 has no date that is free for it");
}

#[test]
fn more_shows_than_dates_within_a_time_are_named() {
    let mut request = road(&[0.0, 200.0, 400.0, 600.0], 9);
    for stop in &mut request.stops[..3] {
        stop.may = MayBe::Within(december(5), december(6));
    }
    let suggestion = suggested(&request);
    let stops = vec![id(0), id(1), id(2)];
    let few = Impossible::TooFewDates { first: december(5), last: december(6), n_dates: 2, stops };
    assert_eq!(suggestion.impossible, [few]);
    let told =
        "Town 0, Town 1, Town 2 have to be within Sat 5 Dec to Sun 6 Dec, where there are 2 dates";
    assert_eq!(words(&suggestion)[1], told);
}

#[test]
fn a_day_of_driving_needs_no_date_between_and_more_needs_one_more() {
    let cases = [(0, 0), (540, 0), (541, 1), (1_080, 1), (1_081, 2)];
    for (minutes, dates) in cases {
        assert_eq!(dates_between_min(minutes, 540), dates, "{minutes} minutes");
    }
}

#[test]
fn a_request_that_cannot_be_read_says_why() {
    let mut twice = road(&[0.0, 200.0], 2);
    twice.stops[1] = StopToPlace { ..twice.stops[0] };
    assert_eq!(suggest(&twice), Err(OrderProblem::Twice(id(0))));
    let mut disorder = road(&[0.0, 200.0], 2);
    disorder.dates.reverse();
    assert_eq!(suggest(&disorder), Err(OrderProblem::DatesNotInOrder));
    let mut nowhere = road(&[0.0, 200.0], 2);
    nowhere.end = Some(2);
    assert_eq!(suggest(&nowhere), Err(OrderProblem::PlaceWithoutLegs(2)));
    let mut long = road(&[0.0], 1);
    long.dates.push(december(400));
    assert!(suggest(&long).is_ok());
    long.dates[1] = december(401);
    assert_eq!(suggest(&long), Err(OrderProblem::TooManyDays(401)));
    let places = [0.0; 121];
    assert_eq!(suggest(&road(&places, 121)), Err(OrderProblem::TooManyStops(121)));
    assert!(suggest(&road(&places[..120], 120)).is_ok());
}
