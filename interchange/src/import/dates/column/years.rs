//! Years that were left out or cut to two digits, by the rows that have them.
//!
//! A year is proved when the rows with full years stand in order and leave one year for the row between them,
//! or when the weekday beside a date leaves one. A row that is bounded on one side only may be of any later
//! year, so nothing is proved for it.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Candidate, Dated};
use crate::import::dates::{Day, Year};

/// A weekday returns to a date after five years at the soonest.
const WEEKDAY_REPEATS_YEARS: i32 = 5;

/// Of two years a century apart, the one this near to a full year of the same column is meant.
const SAME_TOUR_YEARS: i32 = 30;

/// The last day of February comes back after eight years at the latest.
const LEAP_GAP_YEARS: i32 = 8;

/// The year of a row, and whether it was inferred.
pub(super) type Settled = Result<(i32, bool), String>;

/// The years that a date with this much of a year could be of; none when it says nothing.
pub(super) fn written(day: Day, stated: Option<i32>) -> Vec<i32> {
    match (day.year, stated) {
        (Year::Full(year), _) => vec![year],
        (Year::Short(short), Some(stated)) if stated.rem_euclid(100) == short => vec![stated],
        (Year::Short(short), _) => vec![1900 + short, 2000 + short],
        (Year::Missing, Some(stated)) => vec![stated],
        (Year::Missing, None) => Vec::new(),
    }
}

/// Finds the year of every row that has a date; the others repeat what is wrong with them.
pub(super) fn settle(
    column: &[Dated],
    chosen: &[Result<Candidate, String>],
    heading: Option<i32>,
) -> Vec<Settled> {
    let mut items: Vec<Option<Item>> = column
        .iter()
        .zip(chosen)
        .map(|(dated, candidate)| {
            let (day, _) = *candidate.as_ref().ok()?.spans.first()?;
            let options = written(day, dated.stated_year.or(heading));
            Some(Item { day, options, weekday: dated.reading.weekday })
        })
        .collect();
    let given: Vec<bool> =
        items.iter().map(|item| item.as_ref().is_some_and(Item::is_known)).collect();
    infer(&mut items);
    let rows = items.into_iter().zip(given).zip(chosen);
    rows.map(|((item, given), candidate)| match (item, candidate) {
        (_, Err(reason)) => Err(reason.clone()),
        (None, Ok(_)) => Err("there is no date in it".to_owned()),
        (Some(item), Ok(_)) => match item.options.as_slice() {
            [year] => Ok((*year, !given)),
            _ => Err(item.unproved()),
        },
    })
    .collect()
}

struct Item {
    day: Day,
    /// The years it can be of; none when it can be of any.
    options: Vec<i32>,
    weekday: Option<Weekday>,
}

impl Item {
    fn is_known(&self) -> bool {
        self.options.len() == 1
    }

    fn date(&self) -> Option<NaiveDate> {
        match self.options.as_slice() {
            [year] => self.day.in_year(*year),
            _ => None,
        }
    }

    fn falls_on_its_weekday(&self, year: i32) -> bool {
        let date = self.day.in_year(year);
        date.is_some_and(|date| self.weekday.is_none_or(|weekday| weekday == date.weekday()))
    }

    fn unproved(&self) -> String {
        match self.day.year {
            Year::Short(short) => format!(
                "`{short:02}` can be {} or {}, and nothing proves which; write the year with four digits",
                1900 + short,
                2000 + short
            ),
            _ => "there is no year in it, and the order of the rows proves none; write the year"
                .to_owned(),
        }
    }

    /// The earliest date it can have from `from` on.
    fn earliest(&self, from: NaiveDate) -> Option<NaiveDate> {
        let any: Vec<i32> = (from.year()..=from.year() + LEAP_GAP_YEARS).collect();
        let options = if self.options.is_empty() { &any } else { &self.options };
        options.iter().filter_map(|year| self.day.in_year(*year)).find(|date| *date >= from)
    }

    /// The latest date it can have up to `to`.
    fn latest(&self, to: NaiveDate) -> Option<NaiveDate> {
        let any: Vec<i32> = (to.year() - LEAP_GAP_YEARS..=to.year()).collect();
        let options = if self.options.is_empty() { &any } else { &self.options };
        options.iter().rev().filter_map(|year| self.day.in_year(*year)).find(|date| *date <= to)
    }
}

fn infer(items: &mut [Option<Item>]) {
    by_own_evidence(items);
    if items.iter().flatten().all(Item::is_known) {
        return;
    }
    let known: Vec<NaiveDate> = items.iter().flatten().filter_map(Item::date).collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return };
    let rising = known.is_sorted() && first < last;
    let falling = known.is_sorted_by(|a, b| a >= b) && first > last;
    if falling {
        items.reverse();
    }
    if rising || falling {
        by_order(items);
    }
    if falling {
        items.reverse();
    }
    by_weekday_near(items);
}

/// What a row proves alone, or together with any other: its weekday, or a full year of the same decades.
fn by_own_evidence(items: &mut [Option<Item>]) {
    let full: Vec<i32> =
        items.iter().flatten().filter(|item| item.is_known()).map(|i| i.options[0]).collect();
    for item in items.iter_mut().flatten().filter(|item| item.options.len() > 1) {
        let on_weekday: Vec<i32> =
            item.options.iter().copied().filter(|year| item.falls_on_its_weekday(*year)).collect();
        let near = |year: &i32| full.iter().any(|full| (full - year).abs() <= SAME_TOUR_YEARS);
        let near_full: Vec<i32> = item.options.iter().copied().filter(near).collect();
        if let [year] = on_weekday[..]
            && item.weekday.is_some()
        {
            item.options = vec![year];
        } else if let [year] = near_full[..] {
            item.options = vec![year];
        }
    }
}

/// Rows in rising order: a row whose earliest and latest dates are one has that one.
fn by_order(items: &mut [Option<Item>]) {
    let mut earliest: Vec<Option<NaiveDate>> = Vec::with_capacity(items.len());
    let mut bound: Option<NaiveDate> = None;
    for item in items.iter() {
        let date = item.as_ref().and_then(|item| match (item.date(), bound) {
            (Some(date), _) => Some(date),
            (None, Some(bound)) => item.earliest(bound),
            (None, None) => None,
        });
        bound = date.or(bound);
        earliest.push(date);
    }
    let mut bound: Option<NaiveDate> = None;
    for (item, earliest) in items.iter_mut().zip(earliest).rev() {
        let Some(item) = item else { continue };
        let latest = match (item.date(), bound) {
            (Some(date), _) => Some(date),
            (None, Some(bound)) => item.latest(bound),
            (None, None) => None,
        };
        bound = latest.or(bound);
        let proved = match (earliest, latest) {
            (Some(earliest), Some(latest)) if earliest == latest => Some(earliest.year()),
            // Two digits leave only two years, and one neighbour may rule one of them out.
            (Some(date), None) if item.only_from(date) => Some(date.year()),
            (None, Some(date)) if item.only_until(date) => Some(date.year()),
            _ => None,
        };
        if let Some(year) = proved.filter(|year| item.falls_on_its_weekday(*year)) {
            item.options = vec![year];
        }
    }
}

impl Item {
    fn only_from(&self, date: NaiveDate) -> bool {
        !self.options.is_empty() && self.options.iter().all(|year| *year <= date.year())
    }

    fn only_until(&self, date: NaiveDate) -> bool {
        !self.options.is_empty() && self.options.iter().all(|year| *year >= date.year())
    }
}

/// A weekday leaves one year of the five around the nearest row that has one.
fn by_weekday_near(items: &mut [Option<Item>]) {
    let anchors: Vec<Option<i32>> =
        items.iter().map(|item| Some(item.as_ref()?.date()?.year())).collect();
    for at in 0..items.len() {
        let Some(item) = &items[at] else { continue };
        if item.weekday.is_none() || !item.options.is_empty() {
            continue;
        }
        let before = anchors[..at].iter().rev().flatten().next();
        let after = anchors[at..].iter().flatten().next();
        let Some(anchor) = before.or(after) else { continue };
        let half = WEEKDAY_REPEATS_YEARS / 2;
        let mut years =
            (anchor - half..=anchor + half).filter(|year| item.falls_on_its_weekday(*year));
        if let (Some(year), None) = (years.next(), years.next()) {
            let item = items[at].as_mut().expect("the item was looked at just now");
            item.options = vec![year];
        }
    }
}
