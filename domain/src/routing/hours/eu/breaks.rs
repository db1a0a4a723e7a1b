//! Breaks from driving (Article 7) and from work (Directive 2002/15/EC, Article 5).
//!
//! A full break begins the count anew, as the court has said (C-394/92, Michielsen). So a break that is made
//! longer can come to be a full one earlier and be missing later: of breaks alone it is not true that more
//! is never worse.

use super::super::duty::{Minute, Timeline, Work};
use super::super::finding::{Finding, Grade, Rule};
use super::{EuRules, HOUR};

/// At the wheel until a break is due (Article 7).
const DRIVING: Minute = 4 * HOUR + 30;
/// By night, under the twelve days (Article 8(6a)(d)).
const DRIVING_BY_NIGHT: Minute = 3 * HOUR;
/// A full break; its parts (Article 7).
const BREAK: Minute = 45;
const SECOND_PART: Minute = 30;
/// Anything shorter is no break.
const PART: Minute = 15;
/// The night of Article 8(6a)(d), by the clocks at hand.
const NIGHT: (Minute, Minute) = (22 * HOUR, 30 * HOUR);
/// Work without a break (Directive 2002/15/EC, Article 5(1)).
const WORKING: Minute = 6 * HOUR;

/// The driving since the last full break.
#[derive(Default)]
struct Stint {
    driven: Minute,
    by_night: bool,
    /// The longest part of a break so far.
    part: Minute,
    reported: bool,
}

impl Stint {
    /// Whether a pause ends it.
    fn ends(&mut self, pause: Minute, rules: EuRules) -> bool {
        let full = if rules.is_occasional {
            // Two breaks of at least 15 minutes, 45 together, in any order.
            self.part >= PART && pause >= PART && self.part + pause >= BREAK
        } else {
            self.part >= PART && pause >= SECOND_PART
        };
        if pause >= PART {
            self.part = self.part.max(pause);
        }
        full || pause >= BREAK
    }
}

/// Too long at the wheel without a full break. `twelve_days` says of a work whether it relies on that rule.
pub(super) fn driving(
    timeline: &Timeline,
    rules: EuRules,
    twelve_days: impl Fn(usize) -> bool,
) -> Vec<Finding> {
    let (mut found, mut stint) = (Vec::new(), Stint::default());
    for (n, (work, rest)) in timeline.works.iter().zip(&timeline.rests).enumerate() {
        stint.driven += work.driven();
        stint.by_night |= work.driving && is_by_night(work) && twelve_days(n);
        let limit = if stint.by_night { DRIVING_BY_NIGHT } else { DRIVING };
        if work.driving && stint.driven > limit {
            if stint.reported {
                found.pop();
            }
            let rule = if stint.by_night { Rule::EuTwelveDayNight } else { Rule::EuBreak };
            found.push(broken(rule, work, limit, stint.driven));
            stint.reported = true;
        }
        if stint.ends(rest.minutes(), rules) {
            stint = Stint::default();
        }
    }
    found
}

/// Too long at work without a break.
pub(super) fn working(timeline: &Timeline) -> Vec<Finding> {
    let (mut found, mut worked, mut reported) = (Vec::new(), 0, false);
    for (work, rest) in timeline.works.iter().zip(&timeline.rests) {
        worked += work.minutes();
        if worked > WORKING {
            if reported {
                found.pop();
            }
            found.push(broken(Rule::EuWorkingTime, work, WORKING, worked));
            reported = true;
        }
        if rest.minutes() >= PART {
            (worked, reported) = (0, false);
        }
    }
    found
}

fn broken(rule: Rule, work: &Work, limit_minutes: Minute, planned_minutes: Minute) -> Finding {
    let (leg, at) = (work.leg, work.ends - (planned_minutes - limit_minutes).min(work.minutes()));
    Finding { rule, grade: Grade::Broken, leg, at, limit_minutes, planned_minutes }
}

/// Whether a minute of a work lies between ten at night and six in the morning.
fn is_by_night(work: &Work) -> bool {
    let starts = work.local(work.starts).rem_euclid(24 * HOUR);
    let ends = starts + work.minutes();
    let meets = |from: Minute, to: Minute| starts < to && from < ends;
    // The night that began the day before, this one, and the next for works that long.
    (-1..=1).any(|day| meets(NIGHT.0 + day * 24 * HOUR, NIGHT.1 + day * 24 * HOUR))
}
