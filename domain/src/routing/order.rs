//! "Suggest an order": which date each show that is not confirmed could take, for the least driving.
//!
//! A suggestion changes nothing and knows no law: whoever asks says of each leg how many dates have to
//! lie free between its two ends. What comes out follows from what goes in alone, without a clock and
//! without chance, and is never worse than what was given. How it is searched, how far that is from the
//! best order there is, and how long it takes stands in docs/decisions/0015-order-and-holds.md.

mod board;
mod dates;
mod impossible;
mod line;
mod search;
mod words;

use chrono::NaiveDate;
use serde::Serialize;

use self::board::Board;
pub use self::impossible::Impossible;
use crate::ids::RecordId;
use crate::limits::{ORDER_DAYS_MAX, ORDER_STOPS_MAX};

/// What is to be ordered.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderRequest {
    /// The dates on which there can be a show, in order, each once. A day off is a date that is left out.
    pub dates: Vec<NaiveDate>,
    /// The shows. There may be fewer than dates.
    pub stops: Vec<StopToPlace>,
    /// The legs between all places. The first places are those of the stops, in their order.
    pub legs: Legs,
    /// The place among the legs where the tour begins before its first show. It has no date: its leg
    /// counts by its road and minutes alone.
    pub start: Option<usize>,
    /// The place among the legs where the tour ends after its last show, counted likewise.
    pub end: Option<usize>,
}

/// A show, where it stands, and where it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopToPlace {
    /// The record that it stands for; a suggestion names it.
    pub id: RecordId,
    /// The date that it has now.
    pub given: NaiveDate,
    /// The dates that it may have.
    pub may: MayBe,
}

/// The dates that a show may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayBe {
    /// This one.
    On(NaiveDate),
    /// From the first to the last, both included.
    Within(NaiveDate, NaiveDate),
    /// Any.
    Anywhen,
}

impl MayBe {
    fn holds(self, date: NaiveDate) -> bool {
        match self {
            Self::On(only) => date == only,
            Self::Within(first, last) => (first..=last).contains(&date),
            Self::Anywhen => true,
        }
    }
}

/// What a leg takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegCost {
    /// Minutes at the wheel.
    pub driving_minutes: u32,
    /// Dates that have to lie free between the two shows: none, and the next date works.
    pub dates_between_min: u32,
}

/// The legs from every place to every other; there and back may differ, and there may be no road.
#[derive(Clone, Debug, PartialEq)]
pub struct Legs {
    n_places: usize,
    legs: Vec<Option<LegCost>>,
}

impl Legs {
    /// The legs between so many places; `leg` tells each by the places at its ends.
    pub fn of(n_places: usize, mut leg: impl FnMut(usize, usize) -> Option<LegCost>) -> Self {
        let pairs = (0..n_places).flat_map(|from| (0..n_places).map(move |to| (from, to)));
        Self { n_places, legs: pairs.map(|(from, to)| leg(from, to)).collect() }
    }

    /// How many places there are.
    pub fn n_places(&self) -> usize {
        self.n_places
    }

    /// The leg from one place to another, if a road leads there.
    pub fn leg(&self, from: usize, to: usize) -> Option<LegCost> {
        self.legs[from * self.n_places + to]
    }
}

/// What an order costs. Less is better, and what comes first weighs more than all that follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderCost {
    /// Shows on a date that they may not have, or that another one has.
    pub misplaced: u32,
    /// Legs that do not fit between their dates, or that have no road.
    pub broken: u32,
    /// Minutes at the wheel.
    pub driving_minutes: u64,
}

impl OrderCost {
    /// Whether everything is where it may be and every leg can be driven.
    pub fn is_legal(&self) -> bool {
        self.misplaced == 0 && self.broken == 0
    }
}

/// An order that is suggested.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// Every show with its date, in the order of the dates.
    pub order: Vec<Placed>,
    /// What the given order costs.
    pub before: OrderCost,
    /// What this one costs; never more.
    pub after: OrderCost,
    /// The shows whose date changes, in the order of their new dates.
    pub changes: Vec<Moved>,
    /// The legs of this order that cannot be driven as planned.
    pub broken: Vec<BrokenLeg>,
    /// Why no order can keep all dates; then the given one is returned.
    pub impossible: Vec<Impossible>,
}

/// A show on its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// The date.
    pub date: NaiveDate,
    /// The show.
    pub stop: RecordId,
}

/// A show whose date changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The show.
    pub stop: RecordId,
    /// The date that it has.
    pub from: NaiveDate,
    /// The date that is suggested.
    pub to: NaiveDate,
}

/// A leg that cannot be driven as planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BrokenLeg {
    /// Where it begins; null for the place where the tour begins.
    pub from: Option<RecordId>,
    /// Where it ends; null for the place where the tour ends.
    pub to: Option<RecordId>,
    /// Dates that have to lie free between; null where there is no road.
    pub dates_between_min: Option<u32>,
}

/// A request that cannot be read. What cannot be *kept* is told in the suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrderProblem {
    /// More stops than the limit.
    #[error("there are {0} shows to order, the limit is {ORDER_STOPS_MAX}")]
    TooManyStops(usize),
    /// More days from the first date to the last than the limit.
    #[error("there are {0} days from the first date to the last, the limit is {ORDER_DAYS_MAX}")]
    TooManyDays(i64),
    /// The dates are not in order, or one is there twice.
    #[error("the dates are not in order")]
    DatesNotInOrder,
    /// The legs do not tell of every stop, or of the start or the end.
    #[error("the legs tell of {0} places, there are more")]
    PlaceWithoutLegs(usize),
    /// A stop is there twice.
    #[error("`{0}` is there twice")]
    Twice(RecordId),
}

/// Suggests an order: what is misplaced comes right first, then what cannot be driven, and then the
/// least driving wins. Of equal orders the given one stays. A show moves to another date only as far as
/// its new place in the order takes.
///
/// # Errors
/// Where the request cannot be read.
pub fn suggest(request: &OrderRequest) -> Result<Suggestion, OrderProblem> {
    check(request)?;
    let impossible = impossible::impossible(request);
    let given = given_order(request);
    let before = cost_of(request, &given);
    let found = if impossible.is_empty() { better_than(request, &given, before) } else { None };
    let (order, after) = found.unwrap_or((given, before));
    Ok(Suggestion {
        changes: order.iter().filter_map(|placed| placed.moved(request)).collect(),
        broken: broken_legs(request, &order),
        order: order
            .iter()
            .map(|at| Placed { date: at.date, stop: request.stops[at.stop].id })
            .collect(),
        before,
        after,
        impossible,
    })
}

/// Dates that have to lie free between two shows for a drive: none for up to a day at the wheel, one more for each
/// further day that is begun. How much a day is, in minutes, is a matter of the drivers' rules; it is not 0. Breaks,
/// ferries and borders are not driving.
pub fn dates_between_min(driving_minutes: u32, day_minutes: u32) -> u32 {
    driving_minutes.saturating_sub(1) / day_minutes.max(1)
}

fn check(request: &OrderRequest) -> Result<(), OrderProblem> {
    let OrderRequest { dates, stops, legs, start, end } = request;
    if stops.len() > ORDER_STOPS_MAX {
        return Err(OrderProblem::TooManyStops(stops.len()));
    }
    if dates.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(OrderProblem::DatesNotInOrder);
    }
    if let (Some(first), Some(last)) = (dates.first(), dates.last()) {
        let n_days = (*last - *first).num_days() + 1;
        if n_days > ORDER_DAYS_MAX {
            return Err(OrderProblem::TooManyDays(n_days));
        }
    }
    let places = [Some(stops.len()), start.map(|at| at + 1), end.map(|at| at + 1)];
    if places.into_iter().flatten().any(|n_places| n_places > legs.n_places) {
        return Err(OrderProblem::PlaceWithoutLegs(legs.n_places));
    }
    let mut ids: Vec<_> = stops.iter().map(|stop| stop.id).collect();
    ids.sort_unstable();
    match ids.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(OrderProblem::Twice(pair[0])),
        None => Ok(()),
    }
}

/// A stop, by its place in the request, on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    date: NaiveDate,
    stop: usize,
}

impl At {
    fn moved(self, request: &OrderRequest) -> Option<Moved> {
        let stop = &request.stops[self.stop];
        let moved = Moved { stop: stop.id, from: stop.given, to: self.date };
        (moved.from != moved.to).then_some(moved)
    }
}

fn given_order(request: &OrderRequest) -> Vec<At> {
    let stops = request.stops.iter().enumerate();
    let mut order: Vec<_> = stops.map(|(stop, of)| At { date: of.given, stop }).collect();
    order.sort_unstable();
    order
}

/// The best order that is found, if it is better than the given one.
fn better_than(
    request: &OrderRequest,
    given: &[At],
    before: OrderCost,
) -> Option<(Vec<At>, OrderCost)> {
    let board = Board::of(request);
    let sequence = search::best_sequence(&board, request, given);
    let order = dates::placed(&board, request, &sequence)?;
    let after = cost_of(request, &order);
    (after < before).then_some((order, after))
}

/// What an order costs, counted leg by leg.
fn cost_of(request: &OrderRequest, order: &[At]) -> OrderCost {
    let is_free = |at: &At| request.dates.binary_search(&at.date).is_ok();
    let may = |at: &At| request.stops[at.stop].may.holds(at.date);
    let misplaced = order.iter().filter(|at| !is_free(at) || !may(at)).count();
    let shared = order.windows(2).filter(|pair| pair[0].date == pair[1].date).count();
    let legs = legs_of(request, order);
    let minutes = legs.iter().filter_map(|leg| Some(u64::from(leg.cost?.driving_minutes)));
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    OrderCost {
        misplaced: count(misplaced + shared),
        broken: count(legs.iter().filter(|leg| leg.is_broken()).count()),
        driving_minutes: minutes.sum(),
    }
}

fn broken_legs(request: &OrderRequest, order: &[At]) -> Vec<BrokenLeg> {
    let legs = legs_of(request, order).into_iter().filter(Leg::is_broken);
    let id = |at: At| request.stops[at.stop].id;
    let told = legs.map(|leg| BrokenLeg {
        from: leg.from.map(id),
        to: leg.to.map(id),
        dates_between_min: leg.cost.map(|cost| cost.dates_between_min),
    });
    told.collect()
}

/// A leg of an order; an end that is not a stop is the start or the end of the tour.
struct Leg {
    from: Option<At>,
    to: Option<At>,
    cost: Option<LegCost>,
}

impl Leg {
    fn is_broken(&self) -> bool {
        let Some(cost) = self.cost else { return true };
        let days = self.from.zip(self.to).map(|(from, to)| (to.date - from.date).num_days());
        // Two shows on one date are one misplaced, and whatever lies between them is no leg too many.
        days.is_some_and(|days| days > 0 && days - 1 < i64::from(cost.dates_between_min))
    }
}

fn legs_of(request: &OrderRequest, order: &[At]) -> Vec<Leg> {
    let leg = |from, to| request.legs.leg(from, to);
    let first = request.start.zip(order.first()).map(|(start, to)| Leg {
        from: None,
        to: Some(*to),
        cost: leg(start, to.stop),
    });
    let last = request.end.zip(order.last()).map(|(end, from)| Leg {
        from: Some(*from),
        to: None,
        cost: leg(from.stop, end),
    });
    let between = order.windows(2).map(|pair| Leg {
        from: Some(pair[0]),
        to: Some(pair[1]),
        cost: leg(pair[0].stop, pair[1].stop),
    });
    first.into_iter().chain(between).chain(last).collect()
}
