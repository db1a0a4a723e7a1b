//! Regulation (EC) 561/2006: breaks in `breaks`, days in `nights`, weeks in `weeks`.
//!
//! Weeks are those of UTC, by which tachographs count. A rest before the first duty and one after the last
//! are taken to be long enough.

mod breaks;
mod nights;

use super::days;
use super::duty::{Crew, Minute, Timeline};
use super::finding::{Finding, Grade};
use super::weeks::{Prefer, Weeks};

/// What differs between coaches and goods.
#[derive(Clone, Copy, Debug)]
pub(super) struct EuRules {
    /// Whether this is an occasional passenger service: breaks in any order (Article 7), a rest put off by
    /// an hour (Article 8(2a)) and the twelve days (Article 8(6a)).
    pub(super) is_occasional: bool,
}

pub(super) const COACH: EuRules = EuRules { is_occasional: true };
pub(super) const GOODS: EuRules = EuRules { is_occasional: false };

const HOUR: Minute = 60;
const DAY: Minute = 24 * HOUR;

/// Everything that is found, by the reading of the weekly rests that breaks fewer rules.
pub(super) fn findings(timeline: &Timeline, crew: Crew, rules: EuRules) -> Vec<Finding> {
    let found = with_weeks(timeline, crew, rules, Prefer::WeeklyRests);
    let n_broken =
        |found: &[Finding]| found.iter().filter(|one| one.grade == Grade::Broken).count();
    if !rules.is_occasional || n_broken(&found) == 0 {
        return found;
    }
    let other = with_weeks(timeline, crew, rules, Prefer::TwelveDays);
    if n_broken(&other) < n_broken(&found) { other } else { found }
}

fn with_weeks(timeline: &Timeline, crew: Crew, rules: EuRules, prefer: Prefer) -> Vec<Finding> {
    let weeks = Weeks::of(timeline, rules, prefer);
    let mut found = weeks.findings(timeline, crew);
    if crew == Crew::One {
        found.extend(breaks::driving(timeline, rules, |work| weeks.twelve_days(work)));
        found.extend(breaks::working(timeline));
    }
    let days = nights::EuDays::new(timeline, crew, rules, &weeks);
    found.extend(days::read(timeline, &days).iter().flat_map(|day| days.findings(day)));
    found
}
