//! A suggested order for a long tour, beside the plainest one: each time the nearest town that is left.
//! Neither asks a server for anything.

use std::hint::black_box;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use domain::ids::RecordId;
use domain::routing::order::{
    LegCost, Legs, MayBe, OrderRequest, StopToPlace, dates_between_min, suggest,
};
use uuid::Uuid;

use crate::Options;
use crate::report::{Figure, line, section};

/// Minutes at the wheel of a day.
const DAY_MINUTES: u32 = 9 * 60;

/// Shows of a long tour.
const STOPS: usize = 60;
/// Dates more than shows.
const SPARE: usize = 10;
/// Kilometres an hour by which minutes are made of distances.
const KMH: f64 = 80.0;
/// How often the nearest towns are taken, so that it takes long enough to be measured.
const TIMES: u32 = 1_000;

/// Suggests an order for sixty shows, free ones and ones that are half bound to dates.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    if !options.wants("order") {
        return Ok(());
    }
    section("an order for 60 shows on 70 dates (target ≤ 2 s)");
    let (mut nearest_us, mut minutes) = (Vec::new(), 0);
    for _ in 0..options.runs {
        let request = tour(0);
        let began = Instant::now();
        for _ in 0..TIMES {
            minutes = black_box(nearest(black_box(&request)));
        }
        nearest_us.push(began.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES));
    }
    let nearest_us = Figure::new(nearest_us);
    line(
        "floor: the nearest town each time, bound to no date",
        &format!("{} µs", nearest_us.text(1)),
    );
    line("its time at the wheel", &format!("{minutes} min"));
    for (name, bound_in) in [("none bound to a date", 0), ("one in three bound to a few dates", 3)]
    {
        let request = tour(bound_in);
        let mut taken_ms = Vec::new();
        let mut found = suggest(&request)?;
        for _ in 0..options.runs {
            let began = Instant::now();
            found = suggest(black_box(&request))?;
            taken_ms.push(began.elapsed().as_secs_f64() * 1e3);
        }
        let taken_ms = Figure::new(taken_ms);
        line(name, &format!("{} ms", taken_ms.text(0)));
        let floors = taken_ms.median() * 1e3 / nearest_us.median();
        line("its time in floors", &format!("{floors:.0}"));
        let (before, after) = (found.before, found.after);
        let told = format!(
            "{} min with {} legs that cannot be driven, instead of {} min with {}",
            after.driving_minutes, after.broken, before.driving_minutes, before.broken
        );
        line("its time at the wheel", &told);
    }
    Ok(())
}

/// Sixty towns on a map of 1,600 by 1,200 km in no order; one in so many is bound to the five days
/// around its date.
fn tour(bound_in: usize) -> OrderRequest {
    let mut number = 1_u32;
    let mut next = || {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(number >> 16) / 65_536.0
    };
    let places: Vec<_> = (0..STOPS).map(|_| (next() * 1_600.0, next() * 1_200.0)).collect();
    let date = |day: usize| NaiveDate::default() + Days::new(day as u64);
    let stops = (0..STOPS).map(|stop| {
        let given = date(stop);
        let bound = bound_in > 0 && stop % bound_in == 0;
        let may = if bound {
            MayBe::Within(given - Days::new(2), given + Days::new(2))
        } else {
            MayBe::Anywhen
        };
        StopToPlace { id: RecordId(Uuid::from_u128(stop as u128 + 1)), given, may }
    });
    OrderRequest {
        dates: (0..STOPS + SPARE).map(date).collect(),
        stops: stops.collect(),
        legs: Legs::of(STOPS, |from, to| Some(leg(places[from], places[to]))),
        start: None,
        end: None,
    }
}

fn leg(from: (f64, f64), to: (f64, f64)) -> LegCost {
    let km = (to.0 - from.0).hypot(to.1 - from.1);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a day or two")]
    let driving_minutes = (km / KMH * 60.0).ceil() as u32;
    LegCost { driving_minutes, dates_between_min: dates_between_min(driving_minutes, DAY_MINUTES) }
}

/// Minutes at the wheel from the first town on, always to the nearest that is left.
fn nearest(request: &OrderRequest) -> u64 {
    let mut left: Vec<_> = (1..request.stops.len()).collect();
    let (mut here, mut minutes) = (0, 0);
    while !left.is_empty() {
        let leg =
            |to: usize| request.legs.leg(here, to).map_or(u32::MAX, |leg| leg.driving_minutes);
        let Some(at) = (0..left.len()).min_by_key(|at| leg(left[*at])) else { break };
        minutes += u64::from(leg(left[at]));
        here = left.swap_remove(at);
    }
    minutes
}
