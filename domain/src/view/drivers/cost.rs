//! What a leg costs, for those who see rates: hire and fuel by distance, days, drivers' days, crossings.

use serde::Serialize;

use super::{LegHours, plan};
use crate::book::{Book, Entry};
use crate::geo::{KM_IN_A_MILE, whole_miles};
use crate::ids::RecordId;
use crate::record::kinds::VehicleRate;
use crate::record::{Currency, Money, Whole};
use crate::routing::Drive;

/// What a leg costs, in minor units of one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegCost {
    /// The currency of all of it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub currency: Currency,
    /// By kilometres and miles.
    pub distance_minor: i64,
    /// By days, from the date it leads from to the date it leads to.
    pub days_minor: i64,
    /// By drivers' days beyond the first.
    pub driver_days_minor: i64,
    /// By crossings.
    pub crossing_minor: i64,
    /// All of it.
    pub total_minor: i64,
}

/// Miles from which on drivers of buses are paid a second and a third day, where the tour says no others: what
/// operators of North America ask.
const OVERDRIVE_MILES: (i64, i64) = (450, 650);

/// From which miles on drivers are paid another day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::view) struct Overdrive {
    pub(in crate::view) miles: i64,
    pub(in crate::view) double_miles: i64,
}

impl Overdrive {
    /// What the tour says, else what is usual.
    pub(in crate::view) fn of(book: &Book) -> Self {
        let tour = book.tour();
        let or = |said: Option<i64>, usual| said.unwrap_or(usual);
        let (miles, double_miles) = OVERDRIVE_MILES;
        Self {
            miles: or(tour.and_then(|tour| tour.overdrive_miles.map(Whole::get)), miles),
            double_miles: or(
                tour.and_then(|tour| tour.double_drive_miles.map(Whole::get)),
                double_miles,
            ),
        }
    }

    fn driver_days(self, miles: i64) -> i64 {
        i64::from(miles > self.miles) + i64::from(miles > self.double_miles)
    }
}

/// Puts the costs to the legs of a vehicle, where its rate is in the book. Rates of several currencies give none:
/// nobody changes money here.
pub(super) fn put(book: &Book, vehicle: &plan::TourVehicle<'_>, legs: &mut [LegHours]) {
    let rate = vehicle.id().and_then(|id| rate_of(book, id));
    let Some((rate, currency)) = rate.and_then(|rate| Some((rate, currency_of(rate)?))) else {
        return;
    };
    let overdrive = Overdrive::of(book);
    for leg in legs {
        leg.cost = leg.drive.as_ref().map(|drive| {
            let days = (leg.date - leg.from_date).num_days();
            cost(rate, &currency, drive, days, overdrive)
        });
    }
}

fn rate_of(book: &Book, vehicle: RecordId) -> Option<&Entry<VehicleRate>> {
    book.linked::<VehicleRate>(vehicle).next()
}

/// The one currency of a rate.
fn currency_of(rate: &VehicleRate) -> Option<Currency> {
    let all = [&rate.per_day, &rate.per_km, &rate.per_mile, &rate.driver_day, &rate.crossing];
    let mut currencies = all.into_iter().flatten().map(|money| &money.currency);
    let first = currencies.next()?.clone();
    currencies.all(|currency| *currency == first).then_some(first)
}

fn cost(
    rate: &VehicleRate,
    currency: &Currency,
    drive: &Drive,
    days: i64,
    overdrive: Overdrive,
) -> LegCost {
    let minor = |money: &Option<Money>| money.as_ref().map_or(0, |money| money.minor);
    let miles = drive.km / KM_IN_A_MILE;
    let distance_minor =
        times(minor(&rate.per_km), drive.km).saturating_add(times(minor(&rate.per_mile), miles));
    let days_minor = minor(&rate.per_day).saturating_mul(days);
    let driver_days_minor =
        minor(&rate.driver_day).saturating_mul(overdrive.driver_days(whole_miles(drive.km)));
    let crossing_minor = if drive.crossing_minutes > 0 { minor(&rate.crossing) } else { 0 };
    let parts = [distance_minor, days_minor, driver_days_minor, crossing_minor];
    let total_minor = parts.into_iter().fold(0, i64::saturating_add);
    let currency = currency.clone();
    LegCost { currency, distance_minor, days_minor, driver_days_minor, crossing_minor, total_minor }
}

/// Money for each unit of a length, rounded to whole minor units.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "the product saturates, and what is lost beyond 2^53 is less than a rounding"
)]
fn times(minor: i64, length: f64) -> i64 {
    (minor as f64 * length).round() as i64
}
