//! Canada south of 60° north: SOR/2005-313, cycle 1.
//!
//! Days are those of the clocks at hand, from midnight. Two drivers relay each other, as in the United
//! States: of each the law asks the same as of one alone.

use std::collections::BTreeMap;

use super::duty::{Crew, Minute, Timeline};
use super::finding::{Finding, Rule};
use super::us::{broken, on_duty_since};

const HOUR: Minute = 60;
const DAY: Minute = 24 * HOUR;

/// At the wheel and on duty, in a day and in a shift (s. 12 and 13).
const DRIVING: Minute = 13 * HOUR;
const ON_DUTY: Minute = 14 * HOUR;
/// From the beginning of a shift to the end of its driving (s. 13(3)).
const ELAPSED: Minute = 16 * HOUR;
/// Off duty before a shift (s. 13).
const OFF: Minute = 8 * HOUR;
/// Off duty in a day, in parts of half an hour (s. 14).
const DAY_OFF: Minute = 10 * HOUR;
const PART: Minute = 30;
/// A day off, and how long there may be none (s. 25).
const WHOLE_DAY_OFF: Minute = 24 * HOUR;
const WITHOUT_DAY_OFF: Minute = 14 * DAY;
/// On duty in seven days, and what begins them anew (s. 26 and 28).
const CYCLE: Minute = 70 * HOUR;
const CYCLE_DAYS: Minute = 7;
const RESET: Minute = 36 * HOUR;

pub(super) fn findings(timeline: &Timeline, crew: Crew) -> Vec<Finding> {
    let mut found = shifts(timeline, crew);
    found.extend(days(timeline, crew));
    found.extend(cycles(timeline, crew));
    found.extend(without_day_off(timeline));
    found
}

fn shifts(timeline: &Timeline, crew: Crew) -> Vec<Finding> {
    let mut found = Vec::new();
    let (mut starts, mut driven, mut other) = (None, 0, 0);
    for (work, rest) in timeline.works.iter().zip(&timeline.rests) {
        let since = *starts.get_or_insert(work.starts);
        driven += work.driven();
        other += work.minutes() - work.driven();
        if work.driving {
            let sums = [
                (Rule::CaShiftDriving, DRIVING, crew.share(driven)),
                (Rule::CaShiftOnDuty, ON_DUTY, other + crew.share(driven)),
                (Rule::CaShiftElapsed, ELAPSED, crew.share(work.ends - since)),
            ];
            found.extend(sums.into_iter().filter_map(|sum| broken(work, sum)));
        }
        if rest.minutes() >= OFF {
            (starts, driven, other) = (None, 0, 0);
        }
    }
    found
}

/// What a calendar day holds.
#[derive(Default)]
struct CalendarDay {
    driven: Minute,
    other: Minute,
    /// Too short to count as off duty.
    pauses: Minute,
    last: usize,
}

fn days(timeline: &Timeline, crew: Crew) -> Vec<Finding> {
    let mut days: BTreeMap<Minute, CalendarDay> = BTreeMap::new();
    for (n, (work, rest)) in timeline.works.iter().zip(&timeline.rests).enumerate() {
        let short = if rest.minutes() < PART { rest.minutes() } else { 0 };
        for (starts, ends, pause) in
            [(work.starts, work.ends, false), (rest.starts, rest.starts + short, true)]
        {
            for (date, minutes) in by_date(work.local(starts), work.local(ends)) {
                let day = days.entry(date).or_default();
                day.last = n;
                match (pause, work.driving) {
                    (true, _) => day.pauses += minutes,
                    (false, true) => day.driven += minutes,
                    (false, false) => day.other += minutes,
                }
            }
        }
    }
    let sums = days.into_values().flat_map(|day| {
        let driven = crew.share(day.driven);
        let on_duty = driven + day.other;
        let off = DAY - on_duty - if crew == Crew::One { day.pauses } else { 0 };
        // Said as what is missing of a day's rest, so that more is worse as in the other rules.
        let work = &timeline.works[day.last];
        [
            broken(work, (Rule::CaDayDriving, DRIVING, driven)),
            broken(work, (Rule::CaDayOnDuty, ON_DUTY, on_duty)),
            broken(work, (Rule::CaDayOff, 0, DAY_OFF - off)).map(|found| Finding {
                limit_minutes: DAY_OFF,
                planned_minutes: off,
                ..found
            }),
        ]
    });
    sums.flatten().collect()
}

/// The dates that a time lies on, with its minutes on each.
fn by_date(starts: Minute, ends: Minute) -> impl Iterator<Item = (Minute, Minute)> {
    (starts.div_euclid(DAY)..=(ends - 1).div_euclid(DAY)).filter_map(move |date| {
        let minutes = ends.min((date + 1) * DAY) - starts.max(date * DAY);
        (minutes > 0).then_some((date, minutes))
    })
}

fn cycles(timeline: &Timeline, crew: Crew) -> Vec<Finding> {
    let (mut found, mut reset) = (Vec::new(), Minute::MIN);
    for (n, work) in timeline.works.iter().enumerate() {
        let midnight = work.local(work.ends - 1).div_euclid(DAY) * DAY - work.utc_offset;
        let since = reset.max(midnight - (CYCLE_DAYS - 1) * DAY);
        if work.driving {
            let on_duty = on_duty_since(&timeline.works[..=n], since, crew);
            found.extend(broken(work, (Rule::CaCycle, CYCLE, on_duty)));
        }
        if timeline.rests[n].minutes() >= RESET {
            reset = timeline.rests[n].ends;
        }
    }
    found
}

/// Driving on more than fourteen days after the last whole day off.
fn without_day_off(timeline: &Timeline) -> Vec<Finding> {
    let (mut found, mut since) = (Vec::new(), None);
    for (work, rest) in timeline.works.iter().zip(&timeline.rests) {
        let starts = *since.get_or_insert(work.starts);
        if work.driving {
            found.extend(broken(work, (Rule::CaFortnightOff, WITHOUT_DAY_OFF, work.ends - starts)));
        }
        if rest.minutes() >= WHOLE_DAY_OFF {
            since = None;
        }
    }
    found
}
