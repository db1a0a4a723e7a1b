//! Plans of drivers as one writes them on paper: `D4:30 R0:45 D4:30 R11:00`.
//!
//! `D` is driving, `W` other work, `R` rest, `F` a ferry without a bunk and `B` one with; `3*[…]` repeats.
//! Each duty is a leg of its own, so that a finding says which.

use domain::routing::hours::{Activity, Crew, Duty, Finding, Grade, Minute, RulePack, findings};

/// A pack, its drivers, the first minute of the plan, and the clocks there.
#[derive(Clone, Copy)]
pub(crate) struct Under {
    pub(crate) pack: RulePack,
    pub(crate) crew: Crew,
    /// `2026-11-30 06:00`, in UTC.
    pub(crate) starts: &'static str,
    pub(crate) utc_offset_minutes: i32,
}

impl Under {
    pub(crate) const fn one(pack: RulePack) -> Self {
        Self { pack, crew: Crew::One, starts: MONDAY, utc_offset_minutes: 0 }
    }

    pub(crate) const fn two(pack: RulePack) -> Self {
        Self { crew: Crew::Two, ..Self::one(pack) }
    }

    pub(crate) const fn from(self, starts: &'static str) -> Self {
        Self { starts, ..self }
    }

    pub(crate) const fn clocks(self, utc_offset_minutes: i32) -> Self {
        Self { utc_offset_minutes, ..self }
    }

    pub(crate) fn findings(&self, plan: &str) -> Vec<Finding> {
        findings(self.pack, self.crew, &self.duties(plan))
    }

    pub(crate) fn duties(&self, plan: &str) -> Vec<Duty> {
        let mut at = minute(self.starts);
        let mut duties = Vec::new();
        for (what, minutes) in pieces(plan) {
            let starts = at;
            at += minutes;
            let activity = match what {
                'D' => Activity::Driving,
                'W' => Activity::OtherWork,
                'F' => Activity::Aboard { bunk: false },
                'B' => Activity::Aboard { bunk: true },
                'R' => continue,
                other => panic!("`{other}` is nothing that a driver does"),
            };
            let (utc_offset_minutes, leg) = (self.utc_offset_minutes, duties.len());
            duties.push(Duty { starts, ends: at, activity, utc_offset_minutes, leg });
        }
        duties
    }

    /// What is found, one line each: `EuBreak 4:31 of 4:30`, with `uses` and what is left for an exception.
    pub(crate) fn told(&self, plan: &str) -> Vec<String> {
        let told = self.findings(plan).into_iter().map(|found| {
            let numbers =
                format!("{} of {}", clock(found.planned_minutes), clock(found.limit_minutes));
            match found.grade {
                Grade::Broken => format!("{:?} {numbers}", found.rule),
                Grade::Used { left: None } => format!("{:?} {numbers}, used", found.rule),
                Grade::Used { left: Some(left) } => {
                    format!("{:?} {numbers}, used, {left} left", found.rule)
                }
            }
        });
        told.collect()
    }
}

/// 2026-11-30 is a Monday.
pub(crate) const MONDAY: &str = "2026-11-30 00:00";

pub(crate) fn minute(text: &str) -> Minute {
    let at = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M");
    at.expect("a date and a clock").and_utc().timestamp() / 60
}

/// The pieces of a plan, with repetitions written out.
pub(crate) fn pieces(plan: &str) -> Vec<(char, Minute)> {
    let mut pieces = Vec::new();
    let mut rest = plan.trim();
    while !rest.is_empty() {
        if let Some((times, after)) =
            rest.split_once("*[").filter(|(times, _)| !times.contains(' '))
        {
            let (within, after) = after.split_once(']').expect("a `]` for each `[`");
            let times = times.parse().expect("how often");
            pieces.extend(std::iter::repeat_n(self::pieces(within), times).flatten());
            rest = after.trim_start();
            continue;
        }
        let (piece, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let (hours, minutes) = piece[1..].split_once(':').expect("hours and minutes");
        let number = |text: &str| text.parse::<Minute>().expect("a number");
        pieces.push((piece.as_bytes()[0].into(), number(hours) * 60 + number(minutes)));
        rest = after.trim_start();
    }
    pieces
}

fn clock(minutes: Minute) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// A plan, and what is found in it.
pub(crate) type Case<'a> = (&'a str, &'a [&'a str]);

/// Compares a table with what is found, and says all that differs.
pub(crate) fn hold(under: Under, cases: &[Case<'_>]) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|(plan, expected)| (plan, expected, under.told(plan)))
        .filter(|(_, expected, told)| told != *expected)
        .map(|(plan, expected, told)| format!("{plan}\n  is   {told:?}\n  not  {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{:?} from {}\n{}", under.pack, under.starts, wrong.join("\n"));
}
