//! A better order for a tour: its shows, its free dates and its drives as a request, and the answer with
//! the names that people know.
//!
//! The time between two shows is reckoned from the time at the wheel alone, by
//! [`dates_between_min`]; no rest of the driver beyond that is in it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::day_sheet::{city, coordinates, country, venue_names};
use super::words::short_date;
use crate::book::{Book, DayOn};
use crate::ids::RecordId;
use crate::record::kinds::{DayType, Status};
use crate::routing::order::{
    LegCost, Legs, MayBe, OrderProblem, OrderRequest, StopToPlace, Suggestion, dates_between_min,
    suggest,
};
use crate::routing::{NoDrive, Spot, drive, profile_of};

/// What is wanted beside what the tour itself says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrderWish {
    /// Dates whose shows stay, although they are not confirmed.
    pub keep: Vec<NaiveDate>,
    /// Dates whose shows may move from the first to the last of two others only.
    pub within: Vec<(NaiveDate, NaiveDate, NaiveDate)>,
}

/// A better order for a tour. A show is named by the record of its day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SuggestedOrder {
    /// The order, and what it changes.
    #[serde(flatten)]
    pub suggestion: Suggestion,
    /// What the shows are called.
    pub names: BTreeMap<RecordId, String>,
    /// Days with shows that stay out of it, because no drive to them can be estimated.
    pub left_out: Vec<RecordId>,
    /// What it is about, in sentences without a full stop.
    pub sentences: Vec<String>,
}

/// Suggests an order for the shows that are not confirmed.
///
/// Confirmed shows, and days of other work that have a place, stay on their dates. A show can be on the
/// date of any show that is not confirmed, or that was cancelled, on a day without a type and on a travel
/// day that is not confirmed. Days off stay days off.
///
/// # Errors
/// Where a wish is about a date without such a show, or there are too many shows.
pub fn suggested_order(book: &Book, wish: &OrderWish) -> Result<SuggestedOrder, OrderProblem> {
    let days: Vec<_> = book.dates().filter_map(|date| book.on(date)).collect();
    let (stops, left_out): (Vec<_>, Vec<_>) =
        days.iter().filter(|on| stands(on)).partition(|on| spot_of(on).is_some());
    let left_out: Vec<_> = left_out.into_iter().filter(|on| on.is_show()).collect();
    check(wish, &stops)?;
    let taken: BTreeSet<_> = left_out.iter().map(|on| on.date()).collect();
    let dates = days.iter().filter(|on| stands(on) || is_free(on)).map(DayOn::date);
    let request = OrderRequest {
        dates: dates.filter(|date| !taken.contains(date)).collect(),
        stops: stops.iter().map(|on| stop(on, wish)).collect(),
        legs: legs(book, &stops),
        start: None,
        end: None,
    };
    let suggestion = suggest(&request)?;
    let names: BTreeMap<_, _> = stops.iter().map(|on| (on.day().id(), name(on))).collect();
    let sentences =
        suggestion.sentences(|id| names.get(&id).cloned().unwrap_or_else(|| id.to_string()));
    let left_out = left_out.iter().map(|on| on.day().id()).collect();
    Ok(SuggestedOrder { suggestion, names, left_out, sentences })
}

fn check(wish: &OrderWish, stops: &[&DayOn<'_>]) -> Result<(), OrderProblem> {
    let wished = wish.keep.iter().chain(wish.within.iter().map(|(date, ..)| date));
    let is_stop = |date: &NaiveDate| stops.iter().any(|on| on.date() == *date);
    match wished.copied().find(|date| !is_stop(date)) {
        Some(date) => Err(OrderProblem::NoShow(date)),
        None => Ok(()),
    }
}

/// Whether something on the day stays in the order: a show, or other work that has a place.
fn stands(on: &DayOn<'_>) -> bool {
    on.is_show() || (is_work(on) && spot_of(on).is_some())
}

fn is_work(on: &DayOn<'_>) -> bool {
    let of_type = matches!(
        on.day_type(),
        Some(DayType::Rehearsal | DayType::Press | DayType::LoadIn | DayType::Prep)
    );
    of_type && on.day().status != Some(Status::Cancelled)
}

/// Whether a show could be put on a day that has none.
fn is_free(on: &DayOn<'_>) -> bool {
    let is_agreed = on.day().status == Some(Status::Confirmed);
    match on.day_type() {
        None => true,
        // A show that is off leaves its date.
        Some(DayType::Show | DayType::Festival) => !on.is_show(),
        Some(DayType::Travel) => !is_agreed,
        Some(_) => false,
    }
}

fn stop(on: &DayOn<'_>, wish: &OrderWish) -> StopToPlace {
    let date = on.date();
    let window = wish.within.iter().rfind(|(of, ..)| *of == date);
    let may = match window {
        _ if is_fixed(on) || wish.keep.contains(&date) => MayBe::On(date),
        Some((_, first, last)) => MayBe::Within(*first, *last),
        None => MayBe::Anywhen,
    };
    StopToPlace { id: on.day().id(), given: date, may }
}

fn is_fixed(on: &DayOn<'_>) -> bool {
    let agreed = |status: Option<Status>| status == Some(Status::Confirmed);
    !on.is_show() || agreed(on.day().status) || on.events().iter().any(|event| agreed(event.status))
}

fn name(on: &DayOn<'_>) -> String {
    city(on).or_else(|| venue_names(on)).unwrap_or_else(|| short_date(on.date()))
}

/// Where the tour is on a day; its country is needed to know whether the sea lies between.
fn spot_of(on: &DayOn<'_>) -> Option<((f64, f64), String)> {
    let (at, country) = (coordinates(on)?, country(on)?);
    let spot = Spot { lat: at.0, lon: at.1, country: Some(&country) };
    spot.is_somewhere().then_some((at, country))
}

/// The drives between all stops, estimated.
fn legs(book: &Book, stops: &[&DayOn<'_>]) -> Legs {
    let spots: Vec<_> = stops.iter().filter_map(|on| spot_of(on)).collect();
    let spot = |((lat, lon), country)| Spot { lat, lon, country: Some(country) };
    let spots: Vec<_> = spots.iter().map(|(at, country)| spot((*at, country.as_str()))).collect();
    Legs::of(spots.len(), |from, to| {
        let profile = profile_of(book, spots[from].country);
        match drive(&spots[from], &spots[to], profile) {
            Ok(drive) => Some(LegCost {
                driving_minutes: drive.driving_minutes,
                dates_between_min: dates_between_min(drive.driving_minutes),
            }),
            Err(NoDrive::NoRoad | NoDrive::NoCoordinates | NoDrive::NoCountry) => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::book::testing::{TestTour, date};
    use crate::record::Kind;

    const TOWNS: [(&str, f64, f64); 4] = [
        ("Hamburg", 53.55, 9.99),
        ("München", 48.14, 11.58),
        ("Hannover", 52.37, 9.73),
        ("Nürnberg", 49.45, 11.08),
    ];

    fn day(tour: &mut TestTour, on: &str, more: &Value) {
        let mut fields = json!({ "date": on });
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        tour.put(Kind::Day, RecordId::of_day(tour.id, date(on)), &fields);
    }

    fn show(town: usize, more: &Value) -> Value {
        let (city, lat, lon) = TOWNS[town];
        let place = json!({ "city": city, "country": "DE", "lat": lat, "lon": lon });
        let mut fields = json!({ "day_type": "show", "place": place });
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fields
    }

    /// North, south, north, south, on four dates of December.
    fn zigzag() -> TestTour {
        let mut tour = TestTour::new();
        for town in 0..4 {
            day(&mut tour, &format!("2026-12-0{}", town + 1), &show(town, &json!({})));
        }
        tour
    }

    fn order(tour: &TestTour, wish: &OrderWish) -> Vec<(u32, String)> {
        let found = suggested_order(&tour.book(), wish).unwrap();
        let day = |date: NaiveDate| date.format("%-d").to_string().parse().unwrap();
        let order = found.suggestion.order.iter();
        order.map(|placed| (day(placed.date), found.names[&placed.stop].clone())).collect()
    }

    fn towns(order: &[(u32, String)]) -> Vec<&str> {
        order.iter().map(|(_, town)| town.as_str()).collect()
    }

    #[test]
    fn a_tour_that_goes_to_and_fro_is_put_in_order() {
        let order = order(&zigzag(), &OrderWish::default());
        assert_eq!(towns(&order), ["Hamburg", "Hannover", "Nürnberg", "München"]);
        let told = suggested_order(&zigzag().book(), &OrderWish::default()).unwrap().sentences;
        assert!(told[0].contains("at the wheel instead of"), "{told:?}");
    }

    #[test]
    fn confirmed_shows_and_those_that_shall_stay_do_not_move() {
        let mut tour = zigzag();
        let hamburg = RecordId::of_day(tour.id, date("2026-12-01"));
        let show = json!({ "day": hamburg, "event_type": "show", "status": "confirmed" });
        tour.add(Kind::Event, &show);
        let found = order(&tour, &OrderWish::default());
        assert_eq!(towns(&found), ["Hamburg", "Hannover", "Nürnberg", "München"]);
        let keep = OrderWish { keep: vec![date("2026-12-02")], ..OrderWish::default() };
        assert_eq!(order(&tour, &keep)[1], (2, "München".to_owned()));
        let within = (date("2026-12-04"), date("2026-12-01"), date("2026-12-02"));
        let within = OrderWish { within: vec![within], ..OrderWish::default() };
        assert_eq!(order(&tour, &within)[1], (2, "Nürnberg".to_owned()));
    }

    #[test]
    fn a_show_goes_to_open_and_travel_days_and_never_to_a_day_off() {
        let mut tour = zigzag();
        day(&mut tour, "2026-12-05", &json!({ "day_type": "day_off" }));
        day(&mut tour, "2026-12-06", &json!({ "day_type": "travel", "status": "confirmed" }));
        day(&mut tour, "2026-12-07", &json!({ "day_type": "travel" }));
        day(&mut tour, "2026-12-08", &json!({}));
        day(&mut tour, "2026-12-09", &show(0, &json!({ "status": "cancelled" })));
        let nowhere = OrderWish {
            within: [1, 2, 3]
                .map(|day| {
                    (date(&format!("2026-12-0{day}")), date("2026-12-05"), date("2026-12-09"))
                })
                .to_vec(),
            ..OrderWish::default()
        };
        let found = order(&tour, &nowhere);
        let days: Vec<_> = found.iter().map(|(day, _)| *day).collect();
        assert_eq!(days, [4, 7, 8, 9]);
    }

    #[test]
    fn a_show_that_nobody_can_find_stays_out_of_it_and_keeps_its_date() {
        let mut tour = zigzag();
        day(
            &mut tour,
            "2026-12-05",
            &json!({ "day_type": "show", "place": { "city": "Somewhere" } }),
        );
        let found = suggested_order(&tour.book(), &OrderWish::default()).unwrap();
        assert_eq!(found.left_out, [RecordId::of_day(tour.id, date("2026-12-05"))]);
        assert!(found.suggestion.order.iter().all(|placed| placed.date != date("2026-12-05")));
    }

    #[test]
    fn a_wish_about_a_date_without_a_show_is_refused() {
        let wish = OrderWish { keep: vec![date("2026-12-24")], ..OrderWish::default() };
        let refused = suggested_order(&zigzag().book(), &wish);
        assert_eq!(refused, Err(OrderProblem::NoShow(date("2026-12-24"))));
    }
}
