//! Drivers' hours: what the law lets a driver do, and whether a plan keeps to it.
//!
//! The rules are data and pure functions over a timeline of duties: what is no duty is rest. A pack of
//! rules answers with findings, each with its article, what is allowed and what is planned. This is an
//! aid for planning; the operator decides.
//!
//! The clauses are of the consolidated texts that [`RulePack::source`] names. What nobody can know from a
//! plan is left out: adverse conditions, rest in a sleeper berth under the law of the United States, the
//! papers on board.

mod canada;
mod days;
mod duty;
mod eu;
mod finding;
mod gb;
mod layout;
mod pack;
mod us;
mod weeks;

pub use self::duty::{Activity, Crew, Duty, Minute};
pub use self::finding::{Finding, Grade, Rule};
pub use self::layout::{Begin, Breaks, CHECK_MINUTES, day_driving, lay_out};
pub use self::pack::RulePack;

use self::duty::Timeline;

/// What a pack finds in the duties of a vehicle: what breaks its rules, and which of its exceptions are
/// used. In the order of the duties; none means that all is well.
///
/// Duties may come in any order and must not overlap; where they do, the later one begins when the
/// earlier one ends.
pub fn findings(pack: RulePack, crew: Crew, duties: &[Duty]) -> Vec<Finding> {
    let timeline = Timeline::new(duties);
    let mut found = match pack {
        RulePack::EuCoach => eu::findings(&timeline, crew, eu::COACH),
        RulePack::EuGoods => eu::findings(&timeline, crew, eu::GOODS),
        RulePack::GbDomestic => gb::findings(&timeline, crew),
        RulePack::UsPassenger => us::findings(&timeline, crew, &us::PASSENGER),
        RulePack::UsProperty => us::findings(&timeline, crew, &us::PROPERTY),
        RulePack::CanadaSouth => canada::findings(&timeline, crew),
    };
    found.sort_by_key(|finding| finding.at);
    worst_of_each(found)
}

/// Of the same rule broken on the same leg only the gravest.
fn worst_of_each(found: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::with_capacity(found.len());
    for finding in found {
        let same = |one: &&mut Finding| {
            (one.rule, one.leg, one.grade) == (finding.rule, finding.leg, finding.grade)
        };
        match kept.iter_mut().find(same) {
            Some(one) if finding.by() > one.by() => *one = finding,
            Some(_) => {}
            None => kept.push(finding),
        }
    }
    kept
}
