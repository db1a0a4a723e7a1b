//! Another order for the shows that are not agreed yet: which dates, how much less driving, and what would change.
//!
//! Nothing is moved here: a show takes its schedule, its hotels and its people along, and that is decided by people.

use chrono::NaiveDate;
use serde::Serialize;

use super::drivers::{Stop, party_day_minutes};
use super::words::short_date;
use crate::book::{Book, DayOn};
use crate::ids::RecordId;
use crate::record::kinds::{DayType, Status};
use crate::routing::order::{
    LegCost, Legs, MayBe, OrderCost, OrderProblem, OrderRequest, StopToPlace, dates_between_min,
    suggest,
};
use crate::routing::{Roads, VehicleProfile, drive, profile_of};

/// Another order of the shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuggestedOrder {
    /// Every show on the date that is suggested, in order.
    pub shows: Vec<SuggestedShow>,
    /// What the order costs that the tour has.
    pub before: OrderCost,
    /// What this one costs; never more.
    pub after: OrderCost,
    /// How many shows change their date.
    pub n_changes: usize,
    /// What is to be said of it.
    pub sentences: Vec<String>,
}

/// A show in a suggested order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuggestedShow {
    /// The date that is suggested.
    pub date: NaiveDate,
    /// The date that it has.
    pub now: NaiveDate,
    /// The record of the day that it is on now.
    pub day_id: RecordId,
    /// The city.
    pub city: Option<String>,
    /// Whether the date is agreed, so that it does not move.
    pub is_fixed: bool,
}

/// Another order for the shows of a tour that can be found, on the dates of the tour that are shows or are for
/// nothing yet. Shows that are agreed keep their date, shows with an earliest and a latest date stay within them, and
/// days off, of travel and of rehearsal stay what they are. A show that nobody can find keeps its date and stays out
/// of it.
///
/// # Errors
/// Where there is too much to order.
pub fn suggested_order(book: &Book) -> Result<SuggestedOrder, OrderProblem> {
    let days: Vec<_> = book.dates().filter_map(|date| book.on(date)).collect();
    let shows = days.iter().filter(|on| on.is_show());
    let shows: Vec<_> = shows.map(|on| Stop::new(on.clone())).collect();
    let (shows, lost): (Vec<_>, Vec<_>) = shows.into_iter().partition(can_be_driven_to);
    let stops: Vec<_> = shows.iter().map(|stop| to_place(&stop.on)).collect();
    let leaving: Vec<_> = shows.iter().map(|stop| Leaving::from(book, stop)).collect();
    let legs = Legs::of(shows.len(), |from, to| leaving[from].to(&shows[to]));
    let mut dates = dates(book, &days);
    dates.retain(|date| lost.iter().all(|stop| stop.date() != *date));
    let request = OrderRequest { dates, stops, legs, start: None, end: None };
    let found = suggest(&request)?;
    let stop_of = |id: RecordId| shows.iter().find(|stop| stop.on.day().id() == id);
    let name = |id: RecordId| {
        let stop = stop_of(id);
        let city = stop.and_then(|stop| stop.city.clone());
        city.or_else(|| stop.map(|stop| short_date(stop.date()))).unwrap_or_default()
    };
    let placed = found.order.iter().filter_map(|placed| {
        let stop = stop_of(placed.stop)?;
        Some(SuggestedShow {
            date: placed.date,
            now: stop.date(),
            day_id: placed.stop,
            city: stop.city.clone(),
            is_fixed: is_agreed(&stop.on),
        })
    });
    let mut sentences = found.sentences(name);
    sentences.extend(lost.iter().map(|stop| {
        let date = short_date(stop.date());
        format!("the show on {date} stays out of it: its place or its country is not known")
    }));
    Ok(SuggestedOrder {
        shows: placed.collect(),
        before: found.before,
        after: found.after,
        n_changes: found.changes.len(),
        sentences,
    })
}

/// Whether a drive to a show can be estimated at all; without a country nobody knows whether the sea lies
/// between.
fn can_be_driven_to(stop: &Stop<'_>) -> bool {
    stop.spot().is_somewhere() && stop.country.is_some()
}

fn is_agreed(on: &DayOn<'_>) -> bool {
    let agreed = |status: Option<Status>| status == Some(Status::Confirmed);
    agreed(on.day().status) || on.events().iter().any(|event| agreed(event.status))
}

fn to_place(on: &DayOn<'_>) -> StopToPlace {
    let events = on.events();
    let earliest = events.iter().filter_map(|event| event.earliest).max();
    let latest = events.iter().filter_map(|event| event.latest).min();
    let may = if is_agreed(on) {
        MayBe::On(on.date())
    } else if earliest.is_some() || latest.is_some() {
        MayBe::Within(earliest.unwrap_or(NaiveDate::MIN), latest.unwrap_or(NaiveDate::MAX))
    } else {
        MayBe::Anywhen
    };
    StopToPlace { id: on.day().id(), given: on.date(), may }
}

/// The dates from the first to the last show that are shows, or for nothing yet.
fn dates(book: &Book, days: &[DayOn<'_>]) -> Vec<NaiveDate> {
    let shows = || days.iter().filter(|on| on.is_show()).map(DayOn::date);
    let (Some(first), Some(last)) = (shows().min(), shows().max()) else { return Vec::new() };
    let is_free = |date: &NaiveDate| {
        book.on(*date).is_none_or(|on| {
            let undecided = matches!(on.day_type(), None | Some(DayType::Custom));
            on.is_show() || (undecided && on.events().is_empty())
        })
    };
    first.iter_days().take_while(|date| *date <= last).filter(is_free).collect()
}

/// The party, leaving a show: its vehicle there, and minutes at the wheel of a day of its drivers.
struct Leaving<'s, 'b> {
    from: &'s Stop<'b>,
    profile: VehicleProfile,
    day_minutes: u32,
}

impl<'s, 'b> Leaving<'s, 'b> {
    fn from(book: &Book, from: &'s Stop<'b>) -> Self {
        let country = from.country.as_deref();
        let profile = profile_of(book, country);
        Self { from, profile, day_minutes: party_day_minutes(book, country) }
    }

    /// The drive, estimated, because an engine is asked only for the roads of the order that there is, and how many
    /// dates it takes under the rules of the drivers.
    fn to(&self, to: &Stop<'_>) -> Option<LegCost> {
        let drive = drive(&self.from.spot(), &to.spot(), self.profile, &Roads::default()).ok()?;
        let driving_minutes = drive.driving_minutes;
        let dates_between_min = dates_between_min(driving_minutes, self.day_minutes);
        Some(LegCost { driving_minutes, dates_between_min })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::book::testing::{TestTour, date};
    use crate::record::Kind;

    /// City and degrees east, all on one parallel of Germany.
    fn show(tour: &mut TestTour, on: &str, east: f64, more: &Value) -> RecordId {
        let place = json!({ "city": format!("{east}"), "country": "DE", "lat": 51.0, "lon": east });
        let mut day = json!({ "date": on, "day_type": "show", "place": place });
        let more = more.as_object().cloned().unwrap_or_default();
        day.as_object_mut().expect("fields").extend(more);
        tour.add(Kind::Day, &day)
    }

    fn dates_of(found: &SuggestedOrder) -> Vec<(String, String)> {
        let shows = found.shows.iter();
        shows.map(|show| (show.date.to_string(), show.city.clone().expect("a city"))).collect()
    }

    #[test]
    fn shows_that_are_not_agreed_are_put_into_the_order_of_least_driving() {
        let mut tour = TestTour::new();
        let agreed = json!({ "status": "confirmed" });
        show(&mut tour, "2026-12-01", 7.0, &agreed);
        show(&mut tour, "2026-12-02", 13.0, &Value::Null);
        show(&mut tour, "2026-12-03", 9.0, &Value::Null);
        show(&mut tour, "2026-12-04", 11.0, &Value::Null);
        let found = suggested_order(&tour.book()).unwrap();
        let east: Vec<_> = found.shows.iter().map(|show| show.city.clone().unwrap()).collect();
        assert_eq!(east, ["7", "9", "11", "13"], "{found:#?}");
        assert!(found.after.driving_minutes < found.before.driving_minutes);
        assert_eq!(found.n_changes, 3);
        assert!(found.sentences[0].contains(" less"), "{:?}", found.sentences);
    }

    #[test]
    fn windows_days_off_and_agreed_dates_are_kept() {
        let mut tour = TestTour::new();
        show(&mut tour, "2026-12-01", 13.0, &Value::Null);
        show(&mut tour, "2026-12-02", 7.0, &json!({ "status": "confirmed" }));
        tour.add(Kind::Day, &json!({ "date": "2026-12-03", "day_type": "day_off" }));
        let bound = show(&mut tour, "2026-12-04", 8.0, &Value::Null);
        let window = json!({ "day": bound, "earliest": "2026-12-04", "latest": "2026-12-05" });
        tour.add(Kind::Event, &window);
        show(&mut tour, "2026-12-05", 7.5, &Value::Null);
        let found = suggested_order(&tour.book()).unwrap();
        let dates = dates_of(&found);
        assert!(dates.contains(&("2026-12-02".into(), "7".into())), "{dates:?}");
        assert!(dates.iter().all(|(on, _)| on != "2026-12-03"), "{dates:?}");
        let eighth = dates.iter().find(|(_, city)| city == "8").unwrap();
        assert!(["2026-12-04", "2026-12-05"].contains(&eighth.0.as_str()), "{dates:?}");
        assert!(found.after <= found.before);
    }

    #[test]
    fn a_drive_of_more_than_a_day_needs_a_free_date() {
        let mut tour = TestTour::new();
        show(&mut tour, "2026-12-01", 7.0, &json!({ "status": "confirmed" }));
        // A thousand kilometres east, on the next day or the one after.
        show(&mut tour, "2026-12-02", 20.0, &Value::Null);
        show(&mut tour, "2026-12-04", 13.0, &Value::Null);
        let found = suggested_order(&tour.book()).unwrap();
        assert_eq!((found.before.broken, found.after.broken), (1, 0), "{found:#?}");
        // With two drivers the way is one of a night.
        let bus =
            json!({ "name": "Bus", "vehicle_type": "nightliner", "second_driver_contact": "Bea" });
        tour.add(Kind::Vehicle, &bus);
        let found = suggested_order(&tour.book()).unwrap();
        assert_eq!(found.before.broken, 0);
    }

    #[test]
    fn a_tour_without_shows_has_no_order() {
        let mut tour = TestTour::new();
        let day = json!({ "date": date("2026-12-01"), "day_type": "day_off" });
        tour.add(Kind::Day, &day);
        let found = suggested_order(&tour.book()).unwrap();
        assert!(found.shows.is_empty() && found.n_changes == 0);
    }

    #[test]
    fn a_show_that_nobody_can_find_keeps_its_date_and_is_named() {
        let mut tour = TestTour::new();
        show(&mut tour, "2026-12-01", 7.0, &json!({ "status": "confirmed" }));
        show(&mut tour, "2026-12-02", 13.0, &Value::Null);
        show(&mut tour, "2026-12-04", 13.5, &json!({ "status": "confirmed" }));
        let nowhere = json!({ "city": "Somewhere" });
        let no_country = json!({ "city": "Somewhere", "lat": 51.0, "lon": 8.0 });
        for (on, place) in [("2026-12-03", nowhere), ("2026-12-06", no_country)] {
            tour.add(Kind::Day, &json!({ "date": on, "day_type": "show", "place": place }));
        }
        show(&mut tour, "2026-12-05", 9.0, &Value::Null);
        let found = suggested_order(&tour.book()).unwrap();
        let dates = dates_of(&found);
        assert!(dates.iter().all(|(on, _)| on != "2026-12-03" && on != "2026-12-06"), "{dates:?}");
        let told = &found.sentences[1..];
        assert!(told.len() == 2 && told[0].contains("Thu 3 Dec stays out of it"), "{told:?}");
    }
}
