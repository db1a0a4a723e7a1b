//! How the party moves: every leg of travel by date.

use chrono::NaiveDate;
use serde::Serialize;

use super::day_sheet::{TravelLeg, city, leg};
use super::words::weekday;
use crate::book::Book;

/// Every leg of travel of a tour.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TravelPlan {
    /// The dates that have travel, in order.
    pub days: Vec<TravelDay>,
}

/// The legs of travel of one date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TravelDay {
    /// The date, whose show day the clocks are of.
    pub date: NaiveDate,
    /// `Friday`.
    pub weekday: String,
    /// The city.
    pub city: Option<String>,
    /// The legs, by departure.
    pub legs: Vec<TravelLeg>,
}

/// How the party moves.
pub fn travel(book: &Book) -> TravelPlan {
    let days = book.dates().filter_map(|date| book.on(date)).map(|on| TravelDay {
        date: on.date(),
        weekday: weekday(on.date()),
        city: city(&on),
        legs: on.travels().into_iter().map(|travel| leg(&on, travel)).collect(),
    });
    TravelPlan { days: days.filter(|day| !day.legs.is_empty()).collect() }
}
