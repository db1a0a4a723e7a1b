//! Regulation (EC) 561/2006: breaks here, days in `days_eu`, weeks in `weeks`.
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

pub(super) fn findings(timeline: &Timeline, crew: Crew, rules: EuRules) -> Vec<Finding> {
    let mut found = by_week(timeline, crew, rules);
    if crew == Crew::One {
        found.extend(breaks::working(timeline));
    }
    let rules = nights::EuDays::new(timeline, crew, rules);
    let days = days::read(timeline, &rules);
    found.extend(days.iter().flat_map(|day| rules.findings(day)));
    found
}

/// What depends on which rests are weekly ones, by the reading that breaks fewer rules.
fn by_week(timeline: &Timeline, crew: Crew, rules: EuRules) -> Vec<Finding> {
    let findings = |weeks: &Weeks| {
        let mut found = weeks.findings(timeline, crew);
        if crew == Crew::One {
            found.extend(breaks::driving(timeline, rules, |work| weeks.twelve_days(work)));
        }
        found
    };
    let usual = Weeks::of(timeline, rules, Prefer::WeeklyRests);
    let found = findings(&usual);
    let n_broken =
        |found: &[Finding]| found.iter().filter(|one| one.grade == Grade::Broken).count();
    if !rules.is_occasional || n_broken(&found) == 0 {
        return found;
    }
    let other = findings(&Weeks::of(timeline, rules, Prefer::TwelveDays));
    if n_broken(&other) < n_broken(&found) { other } else { found }
}
