//! Cutting a timeline into days: which rests are the nights.
//!
//! A rest that is long enough may be a night or only a long break, and which it is decides how many
//! exceptions are used. Among all readings the one is taken that breaks the fewest rules and then uses
//! the fewest exceptions, so nobody who rests longer is worse off.

use super::duty::{Minute, Night, Timeline};
use super::finding::Grade;

/// Exceptions that are counted: reduced rests, long days, rests put off.
pub(super) const N_COUNTED: usize = 3;

/// How much graver it is to break a rule of the day than to use an exception once too often. A day that is too long is
/// as many times as grave as it is days long, so that nights that are too short are not read as none.
pub(super) const RULE_BROKEN: u32 = 2;

/// What a day comes to by one of its readings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<K> {
    /// [`RULE_BROKEN`] for each rule that is broken, by [`times_broken`].
    pub(super) broken: u32,
    /// Which exceptions it uses.
    pub(super) uses: [bool; N_COUNTED],
    pub(super) what: K,
}

/// How grave it is that some minutes are more than a limit: nothing where they are not.
pub(super) fn times_broken(minutes: Minute, limit: Minute) -> u32 {
    let times = if minutes > limit { minutes / limit.max(1) } else { 0 };
    u32::try_from(times.max(i64::from(minutes > limit))).unwrap_or(u32::MAX / 64) * RULE_BROKEN
}

/// A day of a timeline, from the end of one night to the end of the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    /// The first and last work.
    pub(super) first: usize,
    pub(super) last: usize,
    /// When the night before ended.
    pub(super) starts: Minute,
    /// The night after it.
    pub(super) night: Night,
}

impl Day {
    /// Minutes at the wheel.
    pub(super) fn driven(&self, timeline: &Timeline) -> Minute {
        timeline.works[self.first..=self.last].iter().map(super::duty::Work::driven).sum()
    }

    /// The longest rest within it.
    pub(super) fn longest_break(&self, timeline: &Timeline) -> Minute {
        let within = &timeline.rests[self.first..self.night.after];
        within.iter().map(super::duty::Rest::minutes).max().unwrap_or(0)
    }
}

/// What a pack says of days.
pub(super) trait DayRules {
    /// What a reading is called.
    type What: Copy;

    /// From this on a rest is always a night.
    fn night_always(&self) -> Minute;

    /// From this on a rest may be one.
    fn night_least(&self) -> Minute;

    /// How many of each exception there are.
    fn allowed(&self) -> [u8; N_COUNTED];

    /// Which counts begin anew between a day that has begun at one instant and a night with the next
    /// day after it.
    fn renewed(&self, day: &Day) -> [bool; N_COUNTED];

    /// Which counts begin anew between the night before and the night of a day: those that go by the week of a night.
    fn renewed_by_night(&self, _before: &Night, _night: &Night) -> [bool; N_COUNTED] {
        [false; N_COUNTED]
    }

    /// The readings of a day.
    fn readings(&self, day: &Day) -> Vec<Reading<Self::What>>;
}

/// A day as it is read, with how much of each exception is used up to it.
pub(super) struct Read<K> {
    pub(super) day: Day,
    pub(super) what: K,
    /// Which exceptions it uses, and whether one of them is one too many.
    pub(super) uses: [bool; N_COUNTED],
    pub(super) used: [u8; N_COUNTED],
}

#[derive(Clone, Copy)]
struct State<K> {
    broken: u32,
    /// How many exceptions are used in all.
    n_used: u32,
    /// Before the counts begin anew.
    used: [u8; N_COUNTED],
    /// After it.
    left_with: [u8; N_COUNTED],
    read: Option<(Day, Reading<K>)>,
    /// The state before it, by node and place.
    from: (usize, usize),
}

/// The best reading of a whole timeline.
pub(super) fn read<R: DayRules>(timeline: &Timeline, rules: &R) -> Vec<Read<R::What>> {
    let Some(first) = timeline.works.first() else { return Vec::new() };
    let nights = timeline.nights(rules.night_least());
    let zero = [0; N_COUNTED];
    let begin =
        State { broken: 0, n_used: 0, used: zero, left_with: zero, read: None, from: (0, 0) };
    // Node 0 is the beginning; node n + 1 is after night n.
    let mut nodes: Vec<Vec<State<R::What>>> = vec![Vec::new(); nights.len() + 1];
    nodes[0].push(begin);
    for at in 0..nodes.len() {
        let (work, starts) = match at.checked_sub(1).map(|night| nights[night]) {
            None => (0, first.starts),
            Some(night) => (night.last + 1, night.ends),
        };
        if nodes[at].is_empty() || work >= timeline.works.len() {
            continue;
        }
        for (n, night) in nights.iter().enumerate().skip(at) {
            if night.after < work {
                continue;
            }
            let day = Day { first: work, last: night.last, starts, night: *night };
            go_on(rules, &mut nodes, (at, n + 1), &day);
            if night.rest >= rules.night_always() && !night.is_interrupted() {
                break;
            }
        }
    }
    back(&nodes, timeline.works.len(), &nights)
}

/// Every way from the states of one node over a day to another node.
fn go_on<R: DayRules>(
    rules: &R,
    nodes: &mut [Vec<State<R::What>>],
    (at, to): (usize, usize),
    day: &Day,
) {
    let (allowed, renewed) = (rules.allowed(), rules.renewed(day));
    for reading in rules.readings(day) {
        for n in 0..nodes[at].len() {
            let before = nodes[at][n];
            let mut state = State { read: Some((*day, reading)), from: (at, n), ..before };
            state.broken += reading.broken;
            state.used = before.left_with;
            let night = before.read.map(|(day, _)| day.night);
            let anew = night.map(|night| rules.renewed_by_night(&night, &day.night));
            for count in 0..N_COUNTED {
                if anew.is_some_and(|anew| anew[count]) {
                    state.used[count] = 0;
                }
                state.used[count] += u8::from(reading.uses[count]);
                state.n_used += u32::from(reading.uses[count]);
                state.broken +=
                    u32::from(reading.uses[count] && state.used[count] > allowed[count]);
                state.left_with[count] = if renewed[count] { 0 } else { state.used[count] };
            }
            keep(&mut nodes[to], state);
        }
    }
}

/// Keeps a state unless another is better, and drops those that are no better: of two that are alike the one
/// whose last day is shorter stays.
fn keep<K: Copy>(states: &mut Vec<State<K>>, new: State<K>) {
    let beats = |one: &State<K>, other: &State<K>| {
        one.broken <= other.broken
            && one.n_used <= other.n_used
            && one.left_with.iter().zip(other.left_with).all(|(one, other)| *one <= other)
    };
    if states.iter().any(|state| beats(state, &new) && !beats(&new, state)) {
        return;
    }
    states.retain(|state| !beats(&new, state));
    states.push(new);
}

/// The days that lead to the best state after the last work.
fn back<K: Copy>(nodes: &[Vec<State<K>>], n_works: usize, nights: &[Night]) -> Vec<Read<K>> {
    let ends = |node: &usize| *node > 0 && nights[node - 1].last + 1 == n_works;
    let last = (0..nodes.len()).filter(ends);
    let places = last.flat_map(|node| (0..nodes[node].len()).map(move |place| (node, place)));
    let best = places.min_by_key(|(node, place)| {
        let state = &nodes[*node][*place];
        (state.broken, state.n_used)
    });
    let mut days = Vec::new();
    let mut at = best;
    while let Some((node, place)) = at {
        let state = &nodes[node][place];
        let Some((day, reading)) = state.read else { break };
        days.push(Read { day, what: reading.what, uses: reading.uses, used: state.used });
        at = Some(state.from);
    }
    days.reverse();
    days
}

impl<K> Read<K> {
    /// How grave the use of an exception is.
    pub(super) fn grade(&self, count: usize, allowed: [u8; N_COUNTED]) -> Grade {
        match allowed[count].checked_sub(self.used[count]) {
            Some(left) => Grade::Used { left: Some(left) },
            None => Grade::Broken,
        }
    }
}
