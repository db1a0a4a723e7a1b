//! Weeks of drivers in Europe: Articles 6(2), 6(3), 8(6), 8(6a) and 8(9).

use std::collections::BTreeMap;

use super::duty::{Crew, Minute, Night, Timeline, Work};
use super::eu::EuRules;
use super::finding::{Finding, Grade, Rule};

const HOUR: Minute = 60;
const DAY: Minute = 24 * HOUR;
const WEEK: Minute = 7 * DAY;
/// 1970 began on a Thursday.
const THURSDAY: Minute = 3 * DAY;

/// At the wheel in a week and in two (Articles 6(2) and 6(3)).
const DRIVING: Minute = 56 * HOUR;
const DRIVING_IN_TWO: Minute = 90 * HOUR;
/// A weekly rest at least, and a regular one (Article 4(h)).
const WEEKLY_REST: Minute = 24 * HOUR;
const REGULAR: Minute = 45 * HOUR;
/// From one weekly rest to the next (Article 8(6)), and under the twelve days (Article 8(6a)).
const STRETCH: Minute = 6 * DAY;
const LONG_STRETCH: Minute = 12 * DAY;
/// After it: a regular weekly rest and a reduced one (Article 8(6a)(b)), here in one.
const AFTER_LONG_STRETCH: Minute = REGULAR + WEEKLY_REST;

/// The week of an instant, from Monday 00:00 UTC (Article 4(i)).
pub(super) fn week_of(at: Minute) -> Minute {
    (at + THURSDAY).div_euclid(WEEK)
}

/// Its first instant.
pub(super) fn start_of_week(week: Minute) -> Minute {
    week * WEEK - THURSDAY
}

/// The works between two weekly rests.
#[derive(Clone)]
struct Stretch {
    first: usize,
    last: usize,
    starts: Minute,
    ends: Minute,
    /// The weekly rest after it; none at the end of the plan.
    rest: Option<Night>,
    twelve_days: bool,
}

impl Stretch {
    fn minutes(&self) -> Minute {
        self.ends - self.starts
    }

    /// How many of its rules are broken.
    fn n_broken(&self) -> u32 {
        let too_long = if self.twelve_days { LONG_STRETCH } else { STRETCH };
        let too_short = |rest: Night| self.twelve_days && rest.rest < AFTER_LONG_STRETCH;
        u32::from(self.minutes() > too_long) + u32::from(self.rest.is_some_and(too_short))
    }
}

/// Which of several readings of the weekly rests is taken where they are alike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefer {
    /// Every rest that can be a weekly one is one.
    WeeklyRests,
    /// The twelve days, wherever they can be relied on.
    TwelveDays,
}

/// The stretches of a timeline.
pub(super) struct Weeks {
    stretches: Vec<Stretch>,
}

/// The best way to a weekly rest.
struct Way {
    n_broken: u32,
    n_twelve_days: u32,
    /// The rest before it, counted from 1; 0 is the beginning.
    from: usize,
    /// None at the beginning.
    stretch: Option<Stretch>,
}

impl Weeks {
    /// Which rests are weekly ones: a longer rest may be no more than a night, where counting it would end
    /// the twelve days. The reading that breaks the fewest rules.
    pub(super) fn of(timeline: &Timeline, rules: EuRules, prefer: Prefer) -> Self {
        let rests = weekly_rests(timeline);
        let begin = Way { n_broken: 0, n_twelve_days: 0, from: 0, stretch: None };
        let mut best = vec![begin];
        for to in 0..rests.len() {
            let stretches = (0..=to).filter_map(|from| {
                Some((
                    from,
                    stretch(timeline, rules, from.checked_sub(1).map(|n| rests[n]), rests[to])?,
                ))
            });
            let ways = stretches.map(|(from, stretch)| Way {
                n_broken: best[from].n_broken + stretch.n_broken(),
                n_twelve_days: best[from].n_twelve_days + u32::from(stretch.twelve_days),
                from,
                stretch: Some(stretch),
            });
            let way = ways.min_by_key(|way| match prefer {
                Prefer::WeeklyRests => (way.n_broken, way.n_twelve_days, usize::MAX - way.from),
                Prefer::TwelveDays => (way.n_broken, u32::MAX - way.n_twelve_days, way.from),
            });
            best.push(way.expect("every rest can be come to from the beginning"));
        }
        let (mut stretches, mut at) = (Vec::new(), rests.len());
        while let Some(stretch) = best[at].stretch.take() {
            stretches.push(stretch);
            at = best[at].from;
        }
        stretches.reverse();
        Self { stretches }
    }

    /// The weekly rests, without the one after the plan.
    pub(super) fn rests(&self) -> impl Iterator<Item = Night> {
        self.stretches.iter().filter_map(|stretch| stretch.rest)
    }

    /// Whether a work is in a stretch that relies on the twelve days.
    pub(super) fn twelve_days(&self, work: usize) -> bool {
        let within = |stretch: &&Stretch| (stretch.first..=stretch.last).contains(&work);
        self.stretches.iter().find(within).is_some_and(|stretch| stretch.twelve_days)
    }

    pub(super) fn findings(&self, timeline: &Timeline, crew: Crew) -> Vec<Finding> {
        let mut found = driving(timeline, crew);
        found.extend(self.stretches.iter().flat_map(|stretch| rests(stretch, timeline)));
        found.extend(self.without_regular(timeline));
        found
    }

    /// Two weeks without a regular weekly rest in either. One over the turn of a week counts for one of
    /// them (Article 8(9)); here for the one that needs it.
    fn without_regular(&self, timeline: &Timeline) -> Vec<Finding> {
        let Some((first, last)) = timeline.works.first().zip(timeline.works.last()) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        // The rest before the plan is a regular one and counts for its first week.
        let mut covered = week_of(first.starts - 1);
        let rests = self.stretches.iter().filter_map(|stretch| stretch.rest);
        let regular = rests.filter(|rest| rest.rest >= REGULAR);
        let spans = regular.map(|rest| (week_of(rest.starts), week_of(rest.ends - 1)));
        for (from, to) in spans.chain([(week_of(last.ends), Minute::MAX)]) {
            let without = (covered + 2..from).step_by(2);
            found.extend(without.filter_map(|week| self.missing(timeline, week)));
            let either_will_do = from <= covered + 1 || to > from + 1;
            covered = covered.max(if either_will_do { to } else { from });
        }
        found
    }

    /// That two weeks have none, the second of which is this; under the twelve days it is put off.
    fn missing(&self, timeline: &Timeline, week: Minute) -> Option<Finding> {
        let in_week = |work: &&Work| week_of(work.starts) == week;
        let n = timeline.works.iter().rposition(|work| in_week(&work))?;
        let put_off = self.twelve_days(n);
        let weeks = |rest: &Night| [week, week - 1].contains(&week_of(rest.starts));
        let rests = self.stretches.iter().filter_map(|stretch| stretch.rest).filter(weeks);
        let work = &timeline.works[n];
        (!put_off).then(|| Finding {
            rule: Rule::EuRegularWeeklyRest,
            grade: Grade::Broken,
            leg: work.leg,
            at: work.starts,
            limit_minutes: REGULAR,
            planned_minutes: rests.map(|rest| rest.rest).max().unwrap_or(0),
        })
    }
}

/// The works between two rests, the first of which may be the one before the plan; nothing where they
/// overlap.
fn stretch(timeline: &Timeline, rules: EuRules, from: Option<Night>, to: Night) -> Option<Stretch> {
    let (starts, first, is_regular) = match from {
        None => (timeline.works.first()?.starts, 0, true),
        Some(rest) => (rest.ends, rest.last + 1, rest.rest >= REGULAR),
    };
    let is_long = to.starts - starts > STRETCH;
    (to.after >= first).then_some(Stretch {
        first,
        last: to.after,
        starts,
        ends: to.starts,
        rest: (to.last + 1 < timeline.works.len()).then_some(to),
        twelve_days: rules.is_occasional && is_regular && is_long,
    })
}

/// The weekly rests, the last of which never ends.
fn weekly_rests(timeline: &Timeline) -> Vec<Night> {
    let mut longest: BTreeMap<usize, Night> = BTreeMap::new();
    for night in timeline.nights(WEEKLY_REST) {
        let known = longest.entry(night.after).or_insert(night);
        if known.rest < night.rest {
            *known = night;
        }
    }
    longest.into_values().collect()
}

/// What is to be said of a stretch and the weekly rest after it.
fn rests(stretch: &Stretch, timeline: &Timeline) -> Vec<Finding> {
    let mut found = Vec::new();
    let works = &timeline.works[stretch.first..=stretch.last];
    let past = |limit: Minute| {
        let work = works.iter().find(|work| work.ends > stretch.starts + limit);
        work.or(works.last()).map_or((0, stretch.ends), |work| (work.leg, work.starts))
    };
    let mut say = |rule, grade, (leg, at), limit_minutes, planned_minutes| {
        found.push(Finding { rule, grade, leg, at, limit_minutes, planned_minutes });
    };
    let minutes = stretch.minutes();
    if stretch.twelve_days {
        let over = minutes > LONG_STRETCH;
        let grade = if over { Grade::Broken } else { Grade::Used { left: None } };
        let limit = if over { LONG_STRETCH } else { STRETCH };
        say(Rule::EuTwelveDays, grade, past(limit), LONG_STRETCH, minutes);
    } else if minutes > STRETCH {
        say(Rule::EuWeeklyRest, Grade::Broken, past(STRETCH), STRETCH, minutes);
    }
    let Some(rest) = stretch.rest else { return found };
    let next =
        timeline.works.get(rest.last + 1).map_or((0, rest.ends), |work| (work.leg, work.starts));
    if stretch.twelve_days && rest.rest < AFTER_LONG_STRETCH {
        say(Rule::EuAfterTwelveDays, Grade::Broken, next, AFTER_LONG_STRETCH, rest.rest);
    } else if rest.rest < REGULAR {
        let grade = Grade::Used { left: None };
        say(Rule::EuReducedWeeklyRest, grade, next, REGULAR, rest.rest);
    }
    found
}

/// Too long at the wheel in a week, or in two.
fn driving(timeline: &Timeline, crew: Crew) -> Vec<Finding> {
    let mut weeks: BTreeMap<Minute, (Minute, &Work)> = BTreeMap::new();
    for work in timeline.works.iter().filter(|work| work.driving) {
        for week in week_of(work.starts)..=week_of(work.ends - 1) {
            let starts = start_of_week(week);
            let minutes = work.ends.min(starts + WEEK) - work.starts.max(starts);
            let (sum, last) = weeks.entry(week).or_insert((0, work));
            (*sum, *last) = (*sum + minutes, work);
        }
    }
    let mut found = Vec::new();
    for (week, (minutes, last)) in &weeks {
        let before = weeks.get(&(week - 1)).map_or(0, |(minutes, _)| *minutes);
        let sums = [
            (Rule::EuWeeklyDriving, DRIVING, *minutes),
            (Rule::EuFortnightDriving, DRIVING_IN_TWO, minutes + before),
        ];
        for (rule, limit_minutes, minutes) in sums {
            let planned_minutes = crew.share(minutes);
            found.extend((planned_minutes > limit_minutes).then_some(Finding {
                rule,
                grade: Grade::Broken,
                leg: last.leg,
                at: last.starts,
                limit_minutes,
                planned_minutes,
            }));
        }
    }
    found
}
