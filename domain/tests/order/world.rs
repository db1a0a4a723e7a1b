//! Requests for tests: places on a map in kilometres, and what a bus needs between them.

use chrono::{Days, NaiveDate};
use domain::ids::RecordId;
use domain::routing::order::{
    LegCost, Legs, MayBe, OrderRequest, StopToPlace, Suggestion, dates_between_min,
};
use uuid::Uuid;

/// Minutes at the wheel of a day.
const DAY_MINUTES: u32 = 9 * 60;

/// Kilometres an hour by which minutes are made of distances.
const KMH: f64 = 80.0;

/// The id of a stop, by its number.
pub(crate) fn id(stop: usize) -> RecordId {
    RecordId(Uuid::from_u128(stop as u128 + 1))
}

/// The number of a stop, by its id.
pub(crate) fn number(id: RecordId) -> usize {
    usize::try_from(id.0.as_u128()).expect("a small number") - 1
}

/// A date of December 2026 and after, counted from 1.
pub(crate) fn december(day: u64) -> NaiveDate {
    let eve = NaiveDate::from_ymd_opt(2026, 11, 30).expect("it exists");
    eve.checked_add_days(Days::new(day)).expect("it exists")
}

/// A stop that has a date and may have any other.
pub(crate) fn anywhen(stop: usize, day: u64) -> StopToPlace {
    StopToPlace { id: id(stop), given: december(day), may: MayBe::Anywhen }
}

/// The legs between places on a line, so many kilometres from its beginning.
pub(crate) fn along(places_km: &[f64]) -> Legs {
    let places: Vec<_> = places_km.iter().map(|km| (*km, 0.0)).collect();
    on_map(&places, 0.0)
}

/// `more` minutes there than back, as one-way roads and hills make it.
fn on_map(places: &[(f64, f64)], more: f64) -> Legs {
    Legs::of(places.len(), |from, to| {
        let ((x, y), (to_x, to_y)) = (places[from], places[to]);
        let km = (to_x - x).hypot(to_y - y);
        Some(leg(km / KMH * 60.0 + if from < to { more } else { 0.0 }))
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand")]
fn leg(minutes: f64) -> LegCost {
    let driving_minutes = minutes.ceil() as u32;
    LegCost { driving_minutes, dates_between_min: dates_between_min(driving_minutes, DAY_MINUTES) }
}

/// The numbers of the stops in a suggested order.
pub(crate) fn sequence(suggestion: &Suggestion) -> Vec<usize> {
    suggestion.order.iter().map(|placed| number(placed.stop)).collect()
}

/// How a request is made up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) seed: u64,
    pub(crate) n_stops: usize,
    /// Dates more than stops.
    pub(crate) n_spare: usize,
    /// Every date that is not a spare one may be followed by a day off; one in so many is.
    pub(crate) day_off_in: u64,
    /// Whether all stops have dates that they may have together.
    pub(crate) is_possible: bool,
}

/// A request of a shape: places on a map of 1,600 by 1,200 km, some fixed, some within a few days. It
/// stands in the order of a salesman's walk that somebody has shuffled a little.
pub(crate) fn request(shape: Shape) -> OrderRequest {
    let mut random = Random(shape.seed | 1);
    let n_places = shape.n_stops + 2;
    let places: Vec<_> =
        (0..n_places).map(|_| (random.up_to(1_600.0), random.up_to(1_200.0))).collect();
    let legs = on_map(&places, 7.0);
    let legs = Legs::of(n_places, |from, to| {
        legs.leg(from, to).filter(|_| from == to || !random.one_in(60))
    });
    let mut day = 0;
    let dates: Vec<_> = (0..shape.n_stops + shape.n_spare)
        .map(|_| {
            day += if random.one_in(shape.day_off_in) { 2 } else { 1 };
            december(day)
        })
        .collect();
    let mut given = dates.clone();
    while given.len() > shape.n_stops {
        given.remove(random.below(given.len()));
    }
    let stops = given.iter().enumerate().map(|(stop, date)| {
        let may = may_be(&mut random, *date, shape.is_possible);
        StopToPlace { id: id(stop), given: *date, may }
    });
    let stops: Vec<_> = stops.collect();
    let (start, end) = (random.one_in(2), random.one_in(3));
    OrderRequest {
        dates,
        stops,
        legs,
        start: start.then_some(shape.n_stops),
        end: end.then_some(shape.n_stops + 1),
    }
}

fn may_be(random: &mut Random, given: NaiveDate, is_possible: bool) -> MayBe {
    let later = |days: usize| given.checked_add_days(Days::new(days as u64)).expect("it exists");
    let off = if is_possible { 0 } else { random.below(4) };
    match random.below(6) {
        0 => MayBe::On(later(off)),
        1 | 2 => {
            let first = given.checked_sub_days(Days::new(random.below(5) as u64));
            MayBe::Within(first.expect("it exists"), later(random.below(5)))
        }
        _ => MayBe::Anywhen,
    }
}

/// Numbers that look random and are always the same.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).expect("it is below a limit")
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(usize::try_from(n).expect("a small number")) == 0
    }

    fn up_to(&mut self, limit: f64) -> f64 {
        let thousandths = u32::try_from(self.below(1_001)).expect("a small number");
        f64::from(thousandths) / 1_000.0 * limit
    }
}
