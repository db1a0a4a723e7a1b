//! Dates for stops that stand in a sequence: whether there are any, and which of them to take.
//!
//! Which order to drive in decides what is driven; dates only decide whether it fits. So the search
//! looks at sequences, and both questions about dates are answered exactly.

use super::board::{Board, NEVER, day_of};
use super::{At, OrderRequest};

/// Room for [`broken_by_dates`], so that asking takes no memory.
pub(super) type Scratch = Vec<u16>;

/// The fewest legs of a sequence that do not fit between their dates, if no more than `most` need be
/// broken; nothing where there are no dates at all that the stops may have.
///
/// For each number of broken legs it keeps the earliest day that the stop before can have: an earlier
/// day leaves everything open that a later one does.
pub(super) fn broken_by_dates(
    board: &Board,
    sequence: &[u16],
    most: usize,
    earliest: &mut Scratch,
) -> Option<usize> {
    earliest.clear();
    earliest.resize(most + 1, NEVER);
    let Some(first) = sequence.first() else { return Some(0) };
    earliest.fill(board.earliest(usize::from(*first), 0));
    for pair in sequence.windows(2) {
        let (from, to) = (usize::from(pair[0]), usize::from(pair[1]));
        let between = board.between(from, to);
        for broken in (0..=most).rev() {
            let fits = after(board, to, earliest[broken], between);
            let breaks = match broken {
                1.. if between > 0 => after(board, to, earliest[broken - 1], 0),
                _ => NEVER,
            };
            earliest[broken] = fits.min(breaks);
        }
        if earliest[most] == NEVER {
            return None;
        }
    }
    earliest.iter().position(|day| *day != NEVER)
}

/// The first day of a stop after a day, with so many days free between.
fn after(board: &Board, stop: usize, day: u16, between: u16) -> u16 {
    if day == NEVER { NEVER } else { board.earliest(stop, day + between + 1) }
}

/// What dates of a sequence cost: broken legs, then stops that move, then days they move by.
type Cost = (u32, u32, u64);

/// A stop on a date: what it costs up to there, and the date of the stop before.
#[derive(Clone, Copy)]
struct Cell {
    cost: Cost,
    before: usize,
}

/// The dates of a sequence that break the fewest legs and, of those, move the fewest stops by the
/// fewest days; nothing where there are none.
pub(super) fn placed(board: &Board, request: &OrderRequest, sequence: &[u16]) -> Option<Vec<At>> {
    let mut rows: Vec<Vec<Option<Cell>>> = Vec::with_capacity(sequence.len());
    for (idx, stop) in sequence.iter().enumerate() {
        let stop = usize::from(*stop);
        let row = match idx.checked_sub(1) {
            None => first_row(request, stop),
            Some(before) => {
                let between = board.between(usize::from(sequence[before]), stop);
                next_row(request, stop, between, &rows[before])
            }
        };
        rows.push(row);
    }
    let mut date_idx = match rows.last() {
        None => return Some(Vec::new()),
        Some(row) => cheapest(row, row.len())?.1,
    };
    let mut order = Vec::with_capacity(sequence.len());
    for (row, stop) in rows.iter().zip(sequence).rev() {
        order.push(At { date: request.dates[date_idx], stop: usize::from(*stop) });
        date_idx = row[date_idx]?.before;
    }
    order.reverse();
    Some(order)
}

fn first_row(request: &OrderRequest, stop: usize) -> Vec<Option<Cell>> {
    let cell = |date_idx| {
        let cost = moving(request, stop, date_idx)?;
        Some(Cell { cost, before: date_idx })
    };
    (0..request.dates.len()).map(cell).collect()
}

fn next_row(
    request: &OrderRequest,
    stop: usize,
    between: u16,
    before: &[Option<Cell>],
) -> Vec<Option<Cell>> {
    let best: Vec<_> = best_up_to(before);
    let cell = |date_idx: usize| {
        let (_, moved, days) = moving(request, stop, date_idx)?;
        let day = day_of(request, request.dates[date_idx]);
        let fit = request
            .dates
            .partition_point(|date| day_of(request, *date).saturating_add(between) < day);
        let fits = best[fit].map(|(cost, at)| (cost, 0, at));
        let breaks = best[date_idx].map(|(cost, at)| (cost, 1, at));
        let told = fits.into_iter().chain(breaks).map(|((broken, n_moved, n_days), more, at)| {
            ((broken + more, n_moved + moved, n_days + days), at)
        });
        told.min().map(|(cost, before)| Cell { cost, before })
    };
    (0..request.dates.len()).map(cell).collect()
}

/// By how many dates are looked at: the cheapest of them.
fn best_up_to(row: &[Option<Cell>]) -> Vec<Option<(Cost, usize)>> {
    let mut best = vec![None];
    for (date_idx, cell) in row.iter().enumerate() {
        let here = cell.map(|cell| (cell.cost, date_idx));
        let before = best[date_idx];
        best.push(before.into_iter().chain(here).min());
    }
    best
}

fn cheapest(row: &[Option<Cell>], n_dates: usize) -> Option<(Cost, usize)> {
    best_up_to(&row[..n_dates])[n_dates]
}

/// What it costs to have a stop on a date; nothing where it may not be there.
fn moving(request: &OrderRequest, stop: usize, date_idx: usize) -> Option<Cost> {
    let (stop, date) = (&request.stops[stop], request.dates[date_idx]);
    let days = (date - stop.given).num_days().unsigned_abs();
    stop.may.holds(date).then_some((0, u32::from(days > 0), days))
}
