//! An import's report for people, and how it ends.

use domain::change::Status;
use domain::time::ShowClock;
use interchange::import::{Event, Problem, Severity};
use interchange::plan::PlannedAction;

use crate::commands::Exit;
use crate::commands::table::table;
use crate::http::imports::ImportOut;

/// Done, or somebody has to decide: about rows that were refused or can be read in several ways,
/// values that differ from the tour's, or groups that are not in force.
pub(super) fn exit(out: &ImportOut) -> Exit {
    let open = |p: &Problem| p.severity == Severity::Error || !p.candidates.is_empty();
    let asked = out.report.problems.iter().any(open);
    let differs = out.changes.iter().any(|change| change.action == PlannedAction::Dispute);
    let undecided = out
        .receipts
        .iter()
        .any(|receipt| !matches!(receipt.status, Status::Applied | Status::Merged));
    if asked || differs || undecided { Exit::Decide } else { Exit::Done }
}

/// The report as tables, and a line that says what was done.
pub(super) fn text(out: &ImportOut, for_tour: bool) -> String {
    let mut parts = Vec::new();
    if !out.report.events.is_empty() {
        let rows: Vec<_> = out.report.events.iter().map(event).collect();
        parts.push(table(["row", "date", "time", "zone", "title", "place"], &rows));
    }
    if !out.report.problems.is_empty() {
        let rows: Vec<_> = out.report.problems.iter().map(problem).collect();
        parts.push(table(["row", "", "column", "value", "problem"], &rows));
    }
    parts.push(summary(out, for_tour));
    parts.join("\n\n")
}

fn event(event: &Event) -> [String; 6] {
    let place = [&event.venue, &event.city, &event.country];
    let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
    let mut title = event.title.clone().unwrap_or_default();
    if event.cancelled {
        title.push_str(" (cancelled)");
    }
    [
        at(event.file.as_deref(), Some(event.row)),
        event.date.to_string(),
        event.clock.as_ref().map(ShowClock::to_string).unwrap_or_default(),
        event.zone.map(|zone| zone.name().to_owned()).unwrap_or_default(),
        title,
        place.join(", "),
    ]
}

fn problem(problem: &Problem) -> [String; 5] {
    let weight = match problem.severity {
        Severity::Error => "refused",
        Severity::Warning => "look at",
    };
    let mut reason = problem.reason.clone();
    if !problem.candidates.is_empty() {
        reason = format!("{reason}; could be {}", problem.candidates.join(", "));
    }
    [
        at(problem.file.as_deref(), problem.row),
        weight.to_owned(),
        problem.column.clone().unwrap_or_default(),
        problem.value.clone().unwrap_or_default(),
        reason,
    ]
}

fn at(file: Option<&str>, row: Option<usize>) -> String {
    match (file, row) {
        (Some(file), Some(row)) => format!("{file}:{row}"),
        (Some(file), None) => file.to_owned(),
        (None, Some(row)) => row.to_string(),
        (None, None) => "all".to_owned(),
    }
}

fn summary(out: &ImportOut, for_tour: bool) -> String {
    let (read, refused) = (out.report.events.len(), out.report.refused());
    let mut lines = vec![format!("{read} read, {refused} refused ({})", out.report.format)];
    if for_tour {
        lines.push(changes(out));
        if !out.applied && refused > 0 {
            lines.push(
                "put the refused rows right, or bring in the others with `--partial`".to_owned(),
            );
        }
    }
    for receipt in &out.receipts {
        let problem = receipt.problem.as_ref();
        lines.extend(problem.map(|p| format!("{}: {}", receipt.status.word(), p.detail)));
    }
    lines.join("\n")
}

fn changes(out: &ImportOut) -> String {
    let count = |action| out.changes.iter().filter(|change| change.action == action).count();
    format!(
        "{} new, {} filled in, {} differ, {} there already; {}",
        count(PlannedAction::Create),
        count(PlannedAction::Fill),
        count(PlannedAction::Dispute),
        out.unchanged,
        if out.applied { "done" } else { "nothing was changed" }
    )
}
