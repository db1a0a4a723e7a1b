//! The best order there is, by looking at all of them, beside what the search finds.
//!
//! M. Held and R. Karp's dynamic programme ("A dynamic programming approach to sequencing problems",
//! 1962), here over sets of stops, the last of them and its date: exact for windows, days off and dates
//! that must lie free, and far too slow for a tour.

use domain::routing::order::{MayBe, OrderRequest, suggest};

use crate::world::{Shape, request};

/// What an order costs at the least: legs that cannot be driven, then minutes.
type Least = Option<(u32, u64)>;

/// Requests that are looked at.
const REQUESTS: u64 = 240;
/// Stops that the oracle can do in the time of a test, and dates.
const STOPS: std::ops::RangeInclusive<usize> = 3..=10;

struct Oracle<'r> {
    request: &'r OrderRequest,
    n_dates: usize,
}

impl Oracle<'_> {
    fn least(&self) -> Least {
        let n_stops = self.request.stops.len();
        let n_cells = n_stops * self.n_dates;
        let mut table: Vec<Least> = vec![None; n_cells << n_stops];
        for stop in 0..n_stops {
            for date in 0..self.n_dates {
                let start = self.request.start.map(|start| self.leg(start, stop));
                let cost = start.unwrap_or((0, 0));
                table[(n_cells << stop) + stop * self.n_dates + date] =
                    self.may(stop, date).then_some(cost);
            }
        }
        for set in 1..1_usize << n_stops {
            for last in (0..n_stops).filter(|last| set >> last & 1 == 1) {
                let row = set * n_cells + last * self.n_dates;
                let up_to = up_to(&table[row..row + self.n_dates]);
                for next in (0..n_stops).filter(|next| set >> next & 1 == 0) {
                    let into = (set | 1 << next) * n_cells + next * self.n_dates;
                    for date in 0..self.n_dates {
                        let cost = self.step(&up_to, last, next, date);
                        table[into + date] = least(table[into + date], cost);
                    }
                }
            }
        }
        let all = (1 << n_stops) - 1;
        let ends = (0..n_stops).flat_map(|last| (0..self.n_dates).map(move |date| (last, date)));
        let costs = ends.map(|(last, date)| {
            let end = self.request.end.map_or((0, 0), |end| self.leg(last, end));
            table[all * n_cells + last * self.n_dates + date].map(|cost| plus(cost, end))
        });
        costs.fold(None, least)
    }

    /// The least of coming to a stop on a date from another one on any date before.
    fn step(&self, up_to: &[Least], last: usize, next: usize, date: usize) -> Least {
        if !self.may(next, date) {
            return None;
        }
        let leg = self.request.legs.leg(last, next);
        let (cost, between) = (self.leg(last, next), leg.map_or(0, |leg| leg.dates_between_min));
        let dates = &self.request.dates;
        let days = |before: usize| (dates[date] - dates[before]).num_days() - 1;
        let fit = (0..date).filter(|before| days(*before) >= i64::from(between)).count();
        let fits = up_to[fit].map(|before| plus(before, cost));
        let breaks = up_to[date].map(|(broken, minutes)| plus((broken + 1, minutes), cost));
        least(fits, breaks)
    }

    fn may(&self, stop: usize, date: usize) -> bool {
        let date = self.request.dates[date];
        match self.request.stops[stop].may {
            MayBe::On(only) => date == only,
            MayBe::Within(first, last) => first <= date && date <= last,
            MayBe::Anywhen => true,
        }
    }

    fn leg(&self, from: usize, to: usize) -> (u32, u64) {
        let leg = self.request.legs.leg(from, to);
        leg.map_or((1, 0), |leg| (0, u64::from(leg.driving_minutes)))
    }
}

/// By how many dates are looked at: the least on any of them.
fn up_to(row: &[Least]) -> Vec<Least> {
    let mut best = vec![None];
    for cell in row {
        best.push(least(*cell, best[best.len() - 1]));
    }
    best
}

fn least(one: Least, other: Least) -> Least {
    one.into_iter().chain(other).min()
}

fn plus((broken, minutes): (u32, u64), (more, longer): (u32, u64)) -> (u32, u64) {
    (broken + more, minutes + longer)
}

#[test]
fn short_tours_get_the_best_order_there_is() {
    let (mut n_best, mut gaps) = (0, 0.0_f64);
    for seed in 0..REQUESTS {
        let n = usize::try_from(seed).expect("a small number");
        let n_stops = STOPS.start() + n % (STOPS.end() - STOPS.start() + 1);
        let n_spare = (12 - n_stops).min(n % 4);
        let shape =
            Shape { seed: seed * 7_919 + 1, n_stops, n_spare, day_off_in: 5, is_possible: true };
        let request = request(shape);
        let n_dates = request.dates.len();
        let best = Oracle { request: &request, n_dates }.least().expect("there is an order");
        let found = suggest(&request).expect("the request can be read").after;
        assert_eq!(found.misplaced, 0, "{shape:?}");
        let found = (found.broken, found.driving_minutes);
        assert!(found >= best, "{shape:?}: {found:?} is better than {best:?}");
        assert_eq!(found.0, best.0, "{shape:?}: fewer legs need to be broken");
        if found == best {
            n_best += 1;
        } else {
            let gap = minutes(found.1) / minutes(best.1) - 1.0;
            println!("{shape:?}: {:.2} % above", gap * 100.0);
            gaps += gap;
        }
    }
    let mean = gaps / minutes(REQUESTS) * 100.0;
    println!("{n_best} of {REQUESTS} are the best there is; on average {mean:.3} % above");
    assert_eq!(n_best, REQUESTS, "a search that finds less than it did");
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn minutes(minutes: u64) -> f64 {
    minutes as f64
}
