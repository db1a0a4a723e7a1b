//! Findings in words.

use super::{FindingShown, PackShown};
use crate::routing::hours::{Finding, Grade, RulePack};
use crate::view::words::duration;

pub(super) fn pack(pack: RulePack) -> PackShown {
    PackShown { pack, title: pack.title(), source: pack.source(), as_of: pack.as_of() }
}

pub(super) fn finding(finding: &Finding) -> FindingShown {
    let Finding { rule, grade, limit_minutes, planned_minutes, .. } = *finding;
    let (planned, limit) = (duration(planned_minutes), duration(limit_minutes));
    let words = rule.words();
    // A rest is short of what is asked for, anything else is beyond what is allowed.
    let numbers = if planned_minutes < limit_minutes {
        format!("{words}: {planned} of {limit}")
    } else {
        format!("{words}: {planned} where {limit} is allowed")
    };
    let text = match grade {
        Grade::Broken => numbers,
        Grade::Used { left: None } => format!("{numbers}; allowed as an exception"),
        Grade::Used { left: Some(left) } => {
            format!("{numbers}; allowed as an exception, {left} left")
        }
    };
    FindingShown { rule, article: rule.article(), grade, limit_minutes, planned_minutes, text }
}
