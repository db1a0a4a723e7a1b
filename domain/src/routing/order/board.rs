//! A request as numbers in flat tables, for a search that looks at millions of orders.

use super::OrderRequest;
use crate::limits::ORDER_DAYS_MAX;

/// Driving minutes stand in the low bits of a cost and broken legs above them, so that comparing two
/// costs compares what is broken first. 40 bits hold the minutes of 256 legs of 2³² minutes each.
const BROKEN_SHIFT: u32 = 40;
/// A leg more that cannot be driven.
pub(super) const BROKEN: u64 = 1 << BROKEN_SHIFT;

/// Days are counted from the first date of the request; this is after all of them.
pub(super) const NEVER: u16 = u16::MAX;

/// A request in numbers. Node `n` is where the tour begins and `n + 1` where it ends.
pub(super) struct Board {
    pub(super) n_stops: usize,
    /// Days from the first date to the last, both included.
    n_days: usize,
    width: usize,
    /// What a leg costs by its two nodes.
    roads: Vec<u64>,
    /// How many dates have to lie free between two nodes.
    between: Vec<u16>,
    /// By stop and day: the first day from that one on that the stop may have.
    earliest: Vec<u16>,
}

impl Board {
    /// Reads a request that was checked.
    pub(super) fn of(request: &OrderRequest) -> Self {
        let (n_stops, n_days) = (request.stops.len(), n_days(request));
        let width = n_stops + 2;
        let mut board = Self {
            n_stops,
            n_days,
            width,
            roads: vec![0; width * width],
            between: vec![0; width * width],
            earliest: vec![NEVER; n_stops * (n_days + 1)],
        };
        for from in 0..=n_stops {
            for to in (0..n_stops).chain([n_stops + 1]) {
                board.read_leg(request, from, to);
            }
        }
        for stop in 0..n_stops {
            board.read_days(request, stop);
        }
        board
    }

    fn read_leg(&mut self, request: &OrderRequest, from: usize, to: usize) {
        let n_stops = self.n_stops;
        let place_from = if from == n_stops { request.start } else { Some(from) };
        let place_to = if to == n_stops + 1 { request.end } else { Some(to) };
        let Some((place_from, place_to)) = place_from.zip(place_to) else { return };
        let at = from * self.width + to;
        match request.legs.leg(place_from, place_to) {
            None => self.roads[at] = BROKEN,
            Some(leg) => {
                self.roads[at] = u64::from(leg.driving_minutes);
                let has_dates = from < n_stops && to < n_stops;
                let days = u16::try_from(leg.dates_between_min).unwrap_or(NEVER);
                self.between[at] = if has_dates { days.min(self.last_day() + 1) } else { 0 };
            }
        }
    }

    fn read_days(&mut self, request: &OrderRequest, stop: usize) {
        let may = request.stops[stop].may;
        for date in request.dates.iter().filter(|date| may.holds(**date)) {
            let day = day_of(request, *date);
            self.earliest[stop * (self.n_days + 1) + usize::from(day)] = day;
        }
        let days = &mut self.earliest[stop * (self.n_days + 1)..(stop + 1) * (self.n_days + 1)];
        for day in (0..days.len() - 1).rev() {
            days[day] = days[day].min(days[day + 1]);
        }
    }

    fn last_day(&self) -> u16 {
        u16::try_from(self.n_days).unwrap_or(NEVER - 1).saturating_sub(1)
    }

    /// What the leg between two nodes costs.
    pub(super) fn road(&self, from: usize, to: usize) -> u64 {
        self.roads[from * self.width + to]
    }

    /// How many dates have to lie free between two stops.
    pub(super) fn between(&self, from: usize, to: usize) -> u16 {
        self.between[from * self.width + to]
    }

    /// The first day that a stop may have, from a day on; [`NEVER`] where there is none.
    pub(super) fn earliest(&self, stop: usize, day: u16) -> u16 {
        self.earliest[stop * (self.n_days + 1) + usize::from(day).min(self.n_days)]
    }
}

/// How many broken legs are in a cost.
pub(super) fn broken(cost: u64) -> u64 {
    cost >> BROKEN_SHIFT
}

/// The day of a date of the request.
pub(super) fn day_of(request: &OrderRequest, date: chrono::NaiveDate) -> u16 {
    let days = request.dates.first().map_or(0, |first| (date - *first).num_days());
    u16::try_from(days).unwrap_or(NEVER)
}

fn n_days(request: &OrderRequest) -> usize {
    let ends = request.dates.first().zip(request.dates.last());
    let n_days = ends.map_or(0, |(first, last)| (*last - *first).num_days() + 1);
    usize::try_from(n_days.min(ORDER_DAYS_MAX)).unwrap_or(0)
}
