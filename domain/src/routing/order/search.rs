//! The search: an iterated local search over sequences of stops.
//!
//! A descent tries to turn a stretch around, to carry up to three stops elsewhere, and to exchange two
//! stretches of up to three, and takes whatever is better, until nothing is. Then a few stretches at
//! hand are shaken up and it descends anew; what comes out no worse is gone on from, and what comes out
//! worse is dropped (H. Lourenço, O. Martin, T. Stützle, "Iterated Local Search", 2003). Most tries are
//! refused by a handful of additions; dates are looked at only when the roads would be better.
//!
//! It is bounded by work, not by time, and shakes with a fixed seed: the same request has the same
//! answer on every machine.

use super::board::{BROKEN, Board, broken, day_of};
use super::dates::{Scratch, broken_by_dates};
use super::line::{Line, Piece};
use super::{At, MayBe, OrderRequest};

/// Stops that are carried or exchanged at once.
const STRETCH_MAX: usize = 3;
/// Work in all, so that no request takes longer than half a second or so: about two nanoseconds each.
const WORK_MAX: u64 = 250_000_000;
/// What a try costs that is refused by its roads.
const WORK_OF_TRY: u64 = 6;
/// Tries to shake a line so that its dates still exist.
const SHAKES_MAX: usize = 50;
/// Rounds without any progress after which it begins again from the best.
const PATIENCE: usize = 50;
/// Any number but 0.
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// The best sequence of stops that is found: one whose dates exist, where there is one.
pub(super) fn best_sequence(board: &Board, request: &OrderRequest, given: &[At]) -> Vec<u16> {
    let by_deadline = by_deadline(request);
    let given: Vec<_> = given.iter().map(|at| index(at.stop)).collect();
    let mut best: Option<Search<'_>> = None;
    for stops in [given, by_deadline] {
        let Some(mut search) = Search::of(board, &stops) else { continue };
        search.descend();
        if best.as_ref().is_none_or(|best| search.cost < best.cost) {
            let done = best.map_or(0, |best| best.done);
            search.done += done;
            best = Some(search);
        }
    }
    best.map(iterated).unwrap_or_default()
}

fn iterated(mut best: Search<'_>) -> Vec<u16> {
    let mut random = Random(SEED);
    let (mut here, mut idle) = (best.clone(), 0);
    // Short tours have few orders; a long one is shaken up until its work is done.
    for _ in 0..best.board.n_stops.pow(2) {
        if here.done >= WORK_MAX {
            break;
        }
        let mut next = here.clone();
        next.shake(&mut random);
        next.descend();
        let done = next.done;
        if next.cost <= here.cost {
            here = next;
        }
        idle += 1;
        if here.cost < best.cost {
            (best, idle) = (here.clone(), 0);
        } else if idle >= PATIENCE {
            (here, idle) = (best.clone(), 0);
        }
        here.done = done;
    }
    best.line.stops().to_vec()
}

/// Stops on the dates in order, each time the one that must come soonest: it finds dates for all of
/// them whenever there are any (F. Glover, "Maximum matching in a convex bipartite graph", 1967).
fn by_deadline(request: &OrderRequest) -> Vec<u16> {
    let mut left: Vec<_> = (0..request.stops.len()).collect();
    let mut sequence = Vec::with_capacity(left.len());
    for date in &request.dates {
        let open =
            left.iter().enumerate().filter(|(_, stop)| request.stops[**stop].may.holds(*date));
        let soonest = open.min_by_key(|(_, stop)| {
            let stop = &request.stops[**stop];
            (deadline(request, stop.may), stop.given)
        });
        if let Some((at, _)) = soonest {
            sequence.push(index(left.remove(at)));
        }
    }
    sequence
}

fn deadline(request: &OrderRequest, may: MayBe) -> u16 {
    let last = request.dates.iter().rfind(|date| may.holds(**date));
    last.map_or(0, |date| day_of(request, *date))
}

fn index(stop: usize) -> u16 {
    u16::try_from(stop).unwrap_or(u16::MAX)
}

/// A line that is being made better.
#[derive(Clone)]
struct Search<'b> {
    board: &'b Board,
    line: Line,
    /// Its legs, and the fewest that its dates break.
    cost: u64,
    /// Work done so far.
    done: u64,
    stops: Vec<u16>,
    scratch: Scratch,
}

impl<'b> Search<'b> {
    /// A search that begins here; nothing where these stops cannot have dates, or are not all.
    fn of(board: &'b Board, stops: &[u16]) -> Option<Self> {
        if stops.len() != board.n_stops {
            return None;
        }
        let line = Line::of(board, stops);
        let mut scratch = Scratch::new();
        let broken = broken_by_dates(board, stops, stops.len(), &mut scratch)?;
        let cost = line.roads() + BROKEN * broken as u64;
        Some(Self { board, line, cost, done: 0, stops: Vec::new(), scratch })
    }

    /// Takes whatever is better until nothing is.
    fn descend(&mut self) {
        while self.done < WORK_MAX {
            let mut better = self.turn();
            better |= self.carry();
            better |= self.exchange();
            if !better {
                break;
            }
        }
    }

    /// Places among the nodes: the stops stand from the first to before the last.
    fn places(&self) -> (usize, usize) {
        (1, self.board.n_stops + 1)
    }

    fn turn(&mut self) -> bool {
        let (begin, end) = self.places();
        let mut better = false;
        for first in begin..end {
            for last in first + 2..=end {
                let pieces = [kept(0, first), turned(first, last), kept(last, end + 1)];
                better |= self.attempt(&pieces, self.cost);
            }
        }
        better
    }

    fn carry(&mut self) -> bool {
        let (begin, end) = self.places();
        let mut better = false;
        for n_stops in 1..=STRETCH_MAX {
            for first in begin..=end.saturating_sub(n_stops) {
                let last = first + n_stops;
                for to in (begin..first).chain(last + 1..=end) {
                    let stretches = [kept(first, last), turned(first, last)];
                    for stretch in &stretches[..n_stops.min(2)] {
                        let pieces = if to < first {
                            [kept(0, to), *stretch, kept(to, first), kept(last, end + 1)]
                        } else {
                            [kept(0, first), kept(last, to), *stretch, kept(to, end + 1)]
                        };
                        better |= self.attempt(&pieces, self.cost);
                    }
                }
            }
        }
        better
    }

    fn exchange(&mut self) -> bool {
        let (begin, end) = self.places();
        let mut better = false;
        for n_one in 1..=STRETCH_MAX {
            for n_other in 1..=STRETCH_MAX {
                for one in begin..end {
                    for other in one + n_one + 1..=end.saturating_sub(n_other) {
                        let pieces = exchanged(one, n_one, other, n_other, end + 1);
                        better |= self.attempt(&pieces, self.cost);
                    }
                }
            }
        }
        better
    }

    /// Takes the line of these pieces if it has dates and costs less than the limit.
    fn attempt(&mut self, pieces: &[Piece], limit: u64) -> bool {
        self.done += WORK_OF_TRY;
        let roads = self.line.roads_of(self.board, pieces);
        if roads >= limit {
            return false;
        }
        let most = usize::try_from(broken(limit - roads - 1)).unwrap_or(usize::MAX);
        let most = most.min(self.board.n_stops);
        self.line.write(pieces, &mut self.stops);
        self.done += (self.board.n_stops * (most + 2)) as u64;
        let Some(n_broken) = broken_by_dates(self.board, &self.stops, most, &mut self.scratch)
        else {
            return false;
        };
        self.cost = roads + BROKEN * n_broken as u64;
        self.line.take(self.board, &self.stops);
        true
    }

    /// Exchanges two or three pairs of neighbouring stretches, whatever that costs, as long as the stops
    /// still have dates.
    fn shake(&mut self, random: &mut Random) {
        let (begin, end) = self.places();
        let mut left = 1 + random.below(3);
        for _ in 0..SHAKES_MAX {
            let (n_one, n_other) = (1 + random.below(STRETCH_MAX), 1 + random.below(STRETCH_MAX));
            let one = begin + random.below(self.board.n_stops);
            let other = one + n_one + random.below(2 * STRETCH_MAX);
            if other + n_other > end {
                continue;
            }
            let pieces = exchanged(one, n_one, other, n_other, end + 1);
            if self.attempt(&pieces, u64::MAX) {
                left -= 1;
            }
            if left == 0 {
                break;
            }
        }
    }
}

fn kept(first: usize, end: usize) -> Piece {
    Piece { first, end, turned: false }
}

fn turned(first: usize, end: usize) -> Piece {
    Piece { first, end, turned: true }
}

/// Two stretches in each other's place; `end` is the place after the last node.
fn exchanged(one: usize, n_one: usize, other: usize, n_other: usize, end: usize) -> [Piece; 5] {
    [
        kept(0, one),
        kept(other, other + n_other),
        kept(one + n_one, other),
        kept(one, one + n_one),
        kept(other + n_other, end),
    ]
}

/// Numbers that look random and are always the same (G. Marsaglia, "Xorshift RNGs", 2003).
struct Random(u64);

impl Random {
    /// A number below a limit, which is not 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let number = (self.0 >> 33) % limit as u64;
        usize::try_from(number).unwrap_or(0)
    }
}
