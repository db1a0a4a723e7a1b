//! A suggestion in sentences.

use super::{BrokenLeg, Impossible, Suggestion};
use crate::ids::RecordId;
use crate::view::{duration, short_date};

impl Suggestion {
    /// What it is about in sentences without a full stop: what it saves, what cannot be driven all the
    /// same, and what cannot be kept. `name` says what a show is called.
    pub fn sentences(&self, name: impl Fn(RecordId) -> String) -> Vec<String> {
        let impossible = self.impossible.iter().map(|why| sentence(why, &name));
        let broken = self.broken.iter().map(|leg| broken(leg, &name));
        std::iter::once(self.outcome()).chain(impossible).chain(broken).collect()
    }

    fn outcome(&self) -> String {
        let (before, after) = (self.before, self.after);
        let told = |minutes: u64| duration(i64::try_from(minutes).unwrap_or(i64::MAX));
        let wheel = |minutes| format!("{} at the wheel", told(minutes));
        if !self.impossible.is_empty() {
            return format!(
                "no order can keep the dates; it stays at {}",
                wheel(before.driving_minutes)
            );
        }
        if self.changes.is_empty() {
            return format!(
                "no better order was found; it stays at {}",
                wheel(before.driving_minutes)
            );
        }
        let (from, to) = (before.driving_minutes, after.driving_minutes);
        let difference = if to <= from {
            format!("{} less", told(from - to))
        } else {
            format!("{} more, because the order before cannot be driven", told(to - from))
        };
        format!("{} instead of {}: {difference}", wheel(to), told(from))
    }
}

fn sentence(why: &Impossible, name: &impl Fn(RecordId) -> String) -> String {
    let names =
        |stops: &[RecordId]| stops.iter().map(|id| name(*id)).collect::<Vec<_>>().join(", ");
    match why {
        Impossible::NoDate { stop } => format!("{} has no date that is free for it", name(*stop)),
        Impossible::OneDate { date, stops } => {
            format!("{} are fixed on {}", names(stops), short_date(*date))
        }
        Impossible::TooFewDates { first, last, n_dates, stops } => format!(
            "{} have to be within {} to {}, where there are {n_dates} dates",
            names(stops),
            short_date(*first),
            short_date(*last)
        ),
    }
}

fn broken(leg: &BrokenLeg, name: &impl Fn(RecordId) -> String) -> String {
    let end = |id: Option<RecordId>, otherwise: &str| id.map_or_else(|| otherwise.to_owned(), name);
    let (from, to) = (end(leg.from, "the start"), end(leg.to, "the end"));
    match leg.dates_between_min {
        None => format!("from {from} to {to}: there is no road"),
        Some(1) => format!("from {from} to {to}: one date has to lie free between"),
        Some(n) => format!("from {from} to {to}: {n} dates have to lie free between"),
    }
}
