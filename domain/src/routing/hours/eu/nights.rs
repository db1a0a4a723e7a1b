//! Days and their rests: Articles 6(1), 8(2), 8(2a), 8(4), 8(5) and 9(1).

use std::collections::BTreeSet;

use super::super::days::{Day, DayRules, N_COUNTED, RULE_BROKEN, Read, Reading, times_broken};
use super::super::duty::{Crew, Minute, Timeline};
use super::super::finding::{Finding, Grade, Rule};
use super::super::weeks::{Weeks, week_of};
use super::{DAY, EuRules, HOUR};

/// A day's rest is taken within so much of the end of the last (Articles 8(2) and 8(5)).
const WINDOW: Minute = DAY;
const WINDOW_OF_TWO: Minute = 30 * HOUR;
/// A regular rest, a reduced one, and the first part of one in two parts (Article 4(g)).
const REST: Minute = 11 * HOUR;
const REDUCED: Minute = 9 * HOUR;
const FIRST_PART: Minute = 3 * HOUR;
/// At the wheel between two rests, and twice a week (Article 6(1)).
const DRIVING: Minute = 9 * HOUR;
const LONG_DRIVING: Minute = 10 * HOUR;
/// By how much a rest may be put off, and on a day with how much driving (Article 8(2a)).
const PUT_OFF: Minute = HOUR;
const PUT_OFF_DRIVING: Minute = 7 * HOUR;
/// From how long a service on, once and twice (Article 8(2a)).
const PUT_OFF_ONCE: Minute = 6 * DAY;
const PUT_OFF_TWICE: Minute = 8 * DAY;

/// The exceptions that are counted.
const REDUCED_RESTS: usize = 0;
const LONG_DAYS: usize = 1;
const RESTS_PUT_OFF: usize = 2;

/// What Article 8 says of days.
pub(super) struct EuDays<'t> {
    timeline: &'t Timeline,
    crew: Crew,
    put_off_max: u8,
    /// The works before the weekly rests.
    before_weekly_rests: BTreeSet<usize>,
}

/// How a day is read.
#[derive(Clone, Copy)]
pub(super) struct EuDay {
    /// The rest within the day's window.
    rest: Minute,
    driven: Minute,
    is_rest_broken: bool,
}

impl<'t> EuDays<'t> {
    pub(super) fn new(timeline: &'t Timeline, crew: Crew, rules: EuRules, weeks: &Weeks) -> Self {
        let ends = timeline.works.last().map_or(0, |work| work.ends);
        let service = ends - timeline.works.first().map_or(ends, |work| work.starts);
        let put_off_max = match service {
            _ if !rules.is_occasional => 0,
            PUT_OFF_TWICE.. => 2,
            PUT_OFF_ONCE.. => 1,
            _ => 0,
        };
        let before_weekly_rests = weeks.rests().map(|rest| rest.after).collect();
        Self { timeline, crew, put_off_max, before_weekly_rests }
    }

    fn window(&self) -> Minute {
        match self.crew {
            Crew::One => WINDOW,
            Crew::Two => WINDOW_OF_TWO,
        }
    }

    /// Minutes of rest within the window, or with one that is longer.
    fn rest_within(&self, day: &Day, longer: Minute) -> Minute {
        let past = day.night.ends - (day.starts + self.window() + longer);
        (day.night.rest - past.max(0)).max(0)
    }

    /// The ways in which a day's rest is one, with the exceptions that each uses.
    fn rests(&self, day: &Day, driven: Minute) -> Vec<(Minute, [bool; N_COUNTED])> {
        let (rest, whole) = (self.rest_within(day, 0), !day.night.is_interrupted());
        if self.crew == Crew::Two {
            let enough = if whole { REDUCED } else { REST };
            return if rest >= enough { vec![(rest, [false; N_COUNTED])] } else { Vec::new() };
        }
        let in_two_parts = whole && day.longest_break(self.timeline) >= FIRST_PART;
        let is_regular = |rest| rest >= REST || (in_two_parts && rest >= REDUCED);
        let mut ways = Vec::new();
        if is_regular(rest) {
            return vec![(rest, [false; N_COUNTED])];
        }
        if whole && rest >= REDUCED {
            ways.push((rest, uses(&[REDUCED_RESTS])));
        }
        let put_off = self.rest_within(day, PUT_OFF);
        if self.put_off_max > 0 && driven <= PUT_OFF_DRIVING {
            if is_regular(put_off) {
                ways.push((put_off, uses(&[RESTS_PUT_OFF])));
            } else if whole && put_off >= REDUCED {
                ways.push((put_off, uses(&[REDUCED_RESTS, RESTS_PUT_OFF])));
            }
        }
        ways
    }

    /// What is to be said of a day.
    pub(super) fn findings(&self, read: &Read<EuDay>) -> Vec<Finding> {
        let (day, what) = (&read.day, read.what);
        let mut found = Vec::new();
        let mut say = |rule, limit_minutes, planned_minutes, grade, leg| {
            let at = day.night.starts;
            found.push(Finding { rule, grade, leg, at, limit_minutes, planned_minutes });
        };
        let driver = self.timeline.works[day.first..=day.last].iter().rev();
        let wheel = driver.clone().find(|work| work.driving).map_or(0, |work| work.leg);
        let before_night = self.timeline.works[day.night.after].leg;
        // Whoever is woken too early leaves too early; whoever lies down too late has come too late.
        let is_woken = day.night.ends < day.starts + self.window();
        let next = self.timeline.works.get(day.last + 1).filter(|_| is_woken);
        let at_night = next.map_or(before_night, |work| work.leg);
        if what.driven > LONG_DRIVING {
            say(Rule::EuDailyDriving, LONG_DRIVING, what.driven, Grade::Broken, wheel);
        } else if read.uses[LONG_DAYS] {
            let grade = read.grade(LONG_DAYS, self.allowed());
            say(Rule::EuDailyDriving, DRIVING, what.driven, grade, wheel);
        }
        if what.is_rest_broken {
            let rule = if self.crew == Crew::Two { Rule::EuCrewRest } else { Rule::EuDailyRest };
            say(rule, REDUCED, what.rest, Grade::Broken, at_night);
        }
        if read.uses[REDUCED_RESTS] {
            let grade = read.grade(REDUCED_RESTS, self.allowed());
            say(Rule::EuReducedRest, REST, what.rest, grade, at_night);
        }
        if read.uses[RESTS_PUT_OFF] {
            let grade = read.grade(RESTS_PUT_OFF, self.allowed());
            say(Rule::EuPostponedRest, WINDOW, WINDOW + PUT_OFF, grade, before_night);
        }
        found
    }
}

impl DayRules for EuDays<'_> {
    type What = EuDay;

    fn night_always(&self) -> Minute {
        REST
    }

    fn night_least(&self) -> Minute {
        REDUCED
    }

    /// Reduced rests between two weekly rests (Article 8(4)), long days in a week (Article 6(1)), rests put off
    /// on one service (Article 8(2a)).
    fn allowed(&self) -> [u8; N_COUNTED] {
        [3, 2, self.put_off_max]
    }

    fn renewed(&self, day: &Day) -> [bool; N_COUNTED] {
        [
            self.before_weekly_rests.contains(&day.night.after),
            week_of(day.starts) != week_of(day.night.ends),
            false,
        ]
    }

    fn readings(&self, day: &Day) -> Vec<Reading<EuDay>> {
        let whole = day.driven(self.timeline);
        let driven = self.crew.share(whole);
        let too_long = times_broken(driven, LONG_DRIVING);
        let long = driven > DRIVING && driven <= LONG_DRIVING;
        let ways = self.rests(day, whole);
        let too_late = times_broken(day.night.starts - day.starts, self.window()).max(RULE_BROKEN);
        let read = |rest, mut uses: [bool; N_COUNTED], broken| {
            let broken_rest = if broken { too_late } else { 0 };
            uses[LONG_DAYS] = long;
            let what = EuDay { rest, driven, is_rest_broken: broken };
            Reading { broken: too_long + broken_rest, uses, what }
        };
        if ways.is_empty() {
            return vec![read(self.rest_within(day, 0), [false; N_COUNTED], true)];
        }
        ways.into_iter().map(|(rest, uses)| read(rest, uses, false)).collect()
    }
}

fn uses(which: &[usize]) -> [bool; N_COUNTED] {
    std::array::from_fn(|count| which.contains(&count))
}
