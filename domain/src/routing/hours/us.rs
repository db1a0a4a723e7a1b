//! The United States: 49 CFR 395.3 for trucks, 395.5 for buses.
//!
//! Two drivers are taken to relay each other: while one drives, the other is off duty in the sleeper berth,
//! so the vehicle goes for twice as long. The cycle is the one of eight days, for operators who run every day
//! of the week. Days are those of the clocks at hand.

use super::duty::{Crew, Minute, Timeline, Work};
use super::finding::{Finding, Grade, Rule};

const HOUR: Minute = 60;
const DAY: Minute = 24 * HOUR;

/// What differs between buses and trucks.
pub(super) struct UsRules {
    /// Off duty before a shift.
    off: Minute,
    /// At the wheel in a shift.
    driving: Minute,
    /// After so long no more driving: on duty, or since the beginning.
    window: Minute,
    /// Whether rest within a shift counts for the window too.
    window_elapses: bool,
    /// At the wheel until a break of half an hour is due.
    stint: Option<Minute>,
    /// What begins the cycle anew.
    restart: Option<Minute>,
    rules: [Rule; 3],
}

pub(super) const PASSENGER: UsRules = UsRules {
    off: 8 * HOUR,
    driving: 10 * HOUR,
    window: 15 * HOUR,
    window_elapses: false,
    stint: None,
    restart: None,
    rules: [Rule::UsBusDriving, Rule::UsBusOnDuty, Rule::UsBusCycle],
};
pub(super) const PROPERTY: UsRules = UsRules {
    off: 10 * HOUR,
    driving: 11 * HOUR,
    window: 14 * HOUR,
    window_elapses: true,
    stint: Some(8 * HOUR),
    restart: Some(34 * HOUR),
    rules: [Rule::UsTruckDriving, Rule::UsTruckWindow, Rule::UsTruckCycle],
};
/// A break of § 395.3(a)(3)(ii): anything but driving.
const BREAK: Minute = 30;
/// On duty in so many days (§ 395.3(b)(2), § 395.5(b)(2)).
const CYCLE: Minute = 70 * HOUR;
const CYCLE_DAYS: Minute = 8;

/// A shift so far.
#[derive(Clone, Copy)]
struct Shift {
    starts: Minute,
    driven: Minute,
    on_duty: Minute,
}

pub(super) fn findings(timeline: &Timeline, crew: Crew, rules: &UsRules) -> Vec<Finding> {
    let mut found = shifts(timeline, crew, rules);
    found.extend(
        rules.stint.filter(|_| crew == Crew::One).iter().flat_map(|limit| stints(timeline, *limit)),
    );
    found.extend(cycles(timeline, crew, rules));
    found
}

fn shifts(timeline: &Timeline, crew: Crew, rules: &UsRules) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut shift: Option<Shift> = None;
    for (work, rest) in timeline.works.iter().zip(&timeline.rests) {
        let now = shift.get_or_insert(Shift { starts: work.starts, driven: 0, on_duty: 0 });
        now.driven += work.driven();
        now.on_duty += work.minutes();
        if work.driving {
            // Of two drivers one is off duty while the other drives.
            let alone = now.on_duty - now.driven;
            let window = if rules.window_elapses { work.ends - now.starts } else { now.on_duty };
            let window = match crew {
                Crew::One => window,
                Crew::Two if rules.window_elapses => crew.share(window),
                Crew::Two => alone + crew.share(now.driven),
            };
            let sums = [
                (rules.rules[0], rules.driving, crew.share(now.driven)),
                (rules.rules[1], rules.window, window),
            ];
            found.extend(sums.into_iter().filter_map(|sum| broken(work, sum)));
        }
        if rest.minutes() >= rules.off {
            shift = None;
        }
    }
    found
}

/// Too long at the wheel without half an hour of anything else.
fn stints(timeline: &Timeline, limit: Minute) -> Vec<Finding> {
    let (mut found, mut driven, mut other) = (Vec::new(), 0, 0);
    for (work, rest) in timeline.works.iter().zip(&timeline.rests) {
        if work.driving {
            driven += work.driven();
            other = 0;
            found.extend(broken(work, (Rule::UsTruckBreak, limit, driven)));
        } else {
            other += work.minutes();
        }
        other += rest.minutes();
        if other >= BREAK {
            driven = 0;
        }
    }
    found
}

/// Too long on duty in eight days, the day at hand among them.
fn cycles(timeline: &Timeline, crew: Crew, rules: &UsRules) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut restarted = Minute::MIN;
    for (n, work) in timeline.works.iter().enumerate() {
        let midnight = work.local(work.ends - 1).div_euclid(DAY) * DAY - work.utc_offset;
        let since = restarted.max(midnight - (CYCLE_DAYS - 1) * DAY);
        let on_duty = on_duty_since(&timeline.works[..=n], since, crew);
        if work.driving {
            found.extend(broken(work, (rules.rules[2], CYCLE, on_duty)));
        }
        if rules.restart.is_some_and(|restart| timeline.rests[n].minutes() >= restart) {
            restarted = timeline.rests[n].ends;
        }
    }
    found
}

pub(super) fn on_duty_since(works: &[Work], since: Minute, crew: Crew) -> Minute {
    let within = works.iter().rev().take_while(|work| work.ends > since);
    let minutes = within.map(|work| {
        let minutes = work.ends - work.starts.max(since);
        if work.driving { crew.share(minutes) } else { minutes }
    });
    minutes.sum()
}

pub(super) fn broken(work: &Work, sum: (Rule, Minute, Minute)) -> Option<Finding> {
    let (rule, limit_minutes, planned_minutes) = sum;
    (planned_minutes > limit_minutes).then_some(Finding {
        rule,
        grade: Grade::Broken,
        leg: work.leg,
        at: work.starts,
        limit_minutes,
        planned_minutes,
    })
}
