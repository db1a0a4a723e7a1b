//! Great Britain's own rules for vehicles of at most eight passengers: Part VI of the Transport Act 1968.

use super::days::{self, Day, DayRules, N_COUNTED, Read, Reading, times_broken};
use super::duty::{Crew, Minute, Timeline};
use super::finding::{Finding, Grade, Rule};
use super::weeks::{start_of_week, week_of};

const HOUR: Minute = 60;
/// At the wheel in a working day (s. 96(1)), and from its first work to its last (s. 96(3)).
const DRIVING: Minute = 10 * HOUR;
const WORKING_DAY: Minute = 16 * HOUR;
/// At the wheel until a break is due, and the break (s. 96(2)).
const STINT: Minute = 5 * HOUR + 30;
const BREAK: Minute = 30;
/// Or: at the wheel within a longer time, with so many minutes of breaks in it (s. 96(2)(b)).
const LONG_STINT: Minute = 7 * HOUR + 45;
const LONG_STINT_WITHIN: Minute = 8 * HOUR + 30;
const LONG_STINT_BREAKS: Minute = 45;
/// Between two working days, and three times a week (s. 96(4)).
const REST: Minute = 10 * HOUR;
const SHORT_REST: Minute = 8 * HOUR + 30;
const SHORT_RESTS: usize = 0;
/// Off duty in two weeks (s. 96(6)).
const OFF: Minute = 24 * HOUR;

pub(super) fn findings(timeline: &Timeline, crew: Crew) -> Vec<Finding> {
    let mut found = if crew == Crew::One { stints(timeline) } else { Vec::new() };
    let rules = GbDays { timeline, crew };
    found.extend(days::read(timeline, &rules).iter().flat_map(|day| rules.findings(day)));
    found.extend(fortnights(timeline));
    found
}

/// From where a stint is counted: each break of half an hour may end it or be one of its breaks.
#[derive(Clone, Copy)]
struct Stint {
    starts: Minute,
    driven: Minute,
    breaks: Minute,
}

impl Stint {
    fn is_legal(&self, at: Minute) -> bool {
        let long = self.driven <= LONG_STINT
            && at - self.starts <= LONG_STINT_WITHIN
            && self.breaks >= LONG_STINT_BREAKS;
        self.driven <= STINT || long
    }
}

/// Too long at the wheel without a break.
fn stints(timeline: &Timeline) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut stints: Vec<Stint> = Vec::new();
    let mut anew = true;
    for (work, rest) in timeline.works.iter().zip(&timeline.rests) {
        if anew {
            stints.push(Stint { starts: work.starts, driven: 0, breaks: 0 });
        }
        for stint in &mut stints {
            stint.driven += work.driven();
        }
        let least = stints.iter().map(|stint| stint.driven).min().unwrap_or(0);
        stints.retain(|stint| !work.driving || stint.is_legal(work.ends));
        if stints.is_empty() {
            found.push(Finding {
                rule: Rule::GbBreak,
                grade: Grade::Broken,
                leg: work.leg,
                at: work.ends,
                limit_minutes: STINT,
                planned_minutes: least,
            });
        }
        for stint in &mut stints {
            stint.breaks += rest.minutes();
        }
        if rest.minutes() >= SHORT_REST {
            stints.clear();
        }
        anew = rest.minutes() >= BREAK || stints.is_empty();
    }
    found
}

struct GbDays<'t> {
    timeline: &'t Timeline,
    crew: Crew,
}

#[derive(Clone, Copy)]
struct GbDay {
    driven: Minute,
    spread: Minute,
}

impl DayRules for GbDays<'_> {
    type What = GbDay;

    fn night_always(&self) -> Minute {
        REST
    }

    fn night_least(&self) -> Minute {
        SHORT_REST
    }

    fn allowed(&self) -> [u8; N_COUNTED] {
        [3, 0, 0]
    }

    fn renewed(&self, day: &Day) -> [bool; N_COUNTED] {
        [week_of(day.starts) != week_of(day.night.ends), false, false]
    }

    fn readings(&self, day: &Day) -> Vec<Reading<GbDay>> {
        let starts = self.timeline.works[day.first].starts;
        let what = GbDay {
            driven: self.crew.share(day.driven(self.timeline)),
            spread: day.night.starts - starts,
        };
        let broken = times_broken(what.driven, DRIVING) + times_broken(what.spread, WORKING_DAY);
        let uses = [day.night.rest < REST, false, false];
        vec![Reading { broken, uses, what }]
    }
}

impl GbDays<'_> {
    fn findings(&self, read: &Read<GbDay>) -> Vec<Finding> {
        let (day, what) = (&read.day, read.what);
        let before = self.timeline.works[day.night.after];
        let next = self.timeline.works.get(day.last + 1).map_or(before.leg, |work| work.leg);
        let find = |rule, grade, leg, limit_minutes, planned_minutes| {
            let at = day.night.starts;
            Finding { rule, grade, leg, at, limit_minutes, planned_minutes }
        };
        let broken = [
            (Rule::GbDriving, DRIVING, what.driven),
            (Rule::GbWorkingDay, WORKING_DAY, what.spread),
        ];
        let broken = broken.into_iter().filter(|(_, limit, planned)| planned > limit);
        let mut found: Vec<_> = broken
            .map(|(rule, limit, planned)| find(rule, Grade::Broken, before.leg, limit, planned))
            .collect();
        if read.uses[SHORT_RESTS] {
            let grade = read.grade(SHORT_RESTS, self.allowed());
            found.push(find(Rule::GbDailyRest, grade, next, REST, day.night.rest));
        }
        found
    }
}

/// Two weeks without a day off in them. What lies before the plan and after it is off.
fn fortnights(timeline: &Timeline) -> Vec<Finding> {
    let Some((first, last)) = timeline.works.first().zip(timeline.works.last()) else {
        return Vec::new();
    };
    let longest_off = |week| {
        let (from, to) = (start_of_week(week), start_of_week(week + 2));
        let before = first.starts - from;
        let off = timeline.rests.iter().map(|rest| rest.ends.min(to) - rest.starts.max(from));
        off.chain([before]).max().unwrap_or(0)
    };
    let mut found = Vec::new();
    let mut week = week_of(first.starts);
    while week < week_of(last.starts) {
        let off = longest_off(week);
        let work = timeline.works.iter().rfind(|work| week_of(work.starts) <= week + 1);
        if let Some(work) = work.filter(|_| off < OFF) {
            found.push(Finding {
                rule: Rule::GbFortnightRest,
                grade: Grade::Broken,
                leg: work.leg,
                at: work.starts,
                limit_minutes: OFF,
                planned_minutes: off,
            });
            // The two weeks are told of once.
            week += 1;
        }
        week += 1;
    }
    found
}
