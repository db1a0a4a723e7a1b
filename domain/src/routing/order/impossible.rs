//! Which dates cannot be kept, whatever the order.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{MayBe, OrderRequest};
use crate::ids::RecordId;

/// Why no order can keep all dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Impossible {
    /// None of the dates that a show may have is one on which there can be a show.
    NoDate {
        /// The show.
        stop: RecordId,
    },
    /// Several shows are fixed on one date.
    OneDate {
        /// The date.
        date: NaiveDate,
        /// The shows.
        stops: Vec<RecordId>,
    },
    /// More shows have to be within some dates than there are.
    TooFewDates {
        /// The first of the dates.
        first: NaiveDate,
        /// The last of them.
        last: NaiveDate,
        /// How many shows there can be from the first to the last.
        n_dates: usize,
        /// The shows.
        stops: Vec<RecordId>,
    },
}

/// What cannot be kept. Shows without a date and dates with two are all named; where they alone do not
/// tell, the shortest time into which too much has to go.
pub(super) fn impossible(request: &OrderRequest) -> Vec<Impossible> {
    let ranges: Vec<_> = request.stops.iter().map(|stop| range(request, stop.may)).collect();
    let without = request.stops.iter().zip(&ranges).filter(|(_, range)| range.is_none());
    let mut found: Vec<_> = without.map(|(stop, _)| Impossible::NoDate { stop: stop.id }).collect();
    let mut fixed = BTreeMap::<_, Vec<_>>::new();
    for stop in &request.stops {
        if let MayBe::On(date) = stop.may {
            fixed.entry(date).or_default().push(stop.id);
        }
    }
    let shared = fixed.into_iter().filter(|(_, stops)| stops.len() > 1);
    found.extend(shared.map(|(date, stops)| Impossible::OneDate { date, stops }));
    if found.is_empty() {
        found.extend(crowd(request, &ranges));
    }
    found
}

/// The first and the last of the dates that a show may have, as places among the dates.
fn range(request: &OrderRequest, may: MayBe) -> Option<(usize, usize)> {
    let first = request.dates.iter().position(|date| may.holds(*date))?;
    let last = request.dates.iter().rposition(|date| may.holds(*date))?;
    Some((first, last))
}

/// The shortest time into which more shows have to go than it has dates. All dates between the first
/// and the last of a show are its own too, so there is such a time whenever there is no way
/// (P. Hall, "On representatives of subsets", 1935).
fn crowd(request: &OrderRequest, ranges: &[Option<(usize, usize)>]) -> Option<Impossible> {
    let ranges: Vec<_> = ranges.iter().copied().flatten().collect();
    let ends = ranges.iter().flat_map(|(first, _)| {
        let later = ranges.iter().filter(move |(_, last)| last >= first);
        later.map(move |(_, last)| (last - first, *first, *last))
    });
    let within = |first, last| {
        let inside = move |(f, l): &(usize, usize)| *f >= first && *l <= last;
        ranges.iter().filter(move |range| inside(range)).count()
    };
    let crowded = ends.filter(|(more, first, last)| within(*first, *last) > more + 1);
    let (more, first, last) = crowded.min()?;
    let inside = request.stops.iter().zip(&ranges);
    let inside = inside.filter(|(_, (f, l))| *f >= first && *l <= last);
    Some(Impossible::TooFewDates {
        first: request.dates[first],
        last: request.dates[last],
        n_dates: more + 1,
        stops: inside.map(|(stop, _)| stop.id).collect(),
    })
}
