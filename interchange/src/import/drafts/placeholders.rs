//! Times that only fill a field. A format that needs a time gets one, and the same one on every row is no time
//! that anything starts at.

use super::{Draft, When};
use crate::import::{
    headers::Role,
    report::{Notes, Problem},
    row::Value,
};

const MIDNIGHT: (u32, u32, u32) = (0, 0, 0);
const LAST_SECOND: (u32, u32, u32) = (23, 59, 59);
const LAST_MINUTE: (u32, u32, u32) = (23, 59, 0);

/// Takes placeholders off and says so: once for the file when every row has one, else row by row.
pub(super) fn forget(drafts: &mut [Draft], notes: &mut Notes) {
    let mut written = drafts.iter().map(written);
    let Some(first) = written.next().flatten() else {
        return forget_some(drafts, notes);
    };
    let everywhere = written.all(|other| other == Some(first));
    let fills =
        first == MIDNIGHT || first == LAST_SECOND || first == LAST_MINUTE && drafts.len() > 1;
    if !everywhere || !fills {
        return forget_some(drafts, notes);
    }
    let (hour, minute, second) = first;
    notes.push(Problem::warning(format!(
        "every row says {hour:02}:{minute:02}:{second:02}, which is no time a show starts at; no time was taken"
    )));
    for draft in drafts {
        draft.when = When::Day(draft.when.date());
    }
}

fn forget_some(drafts: &mut [Draft], notes: &mut Notes) {
    for draft in drafts {
        match written(draft) {
            Some(LAST_SECOND) => {
                draft.when = When::Day(draft.when.date());
                warn(draft, "23:59:59 is no time a show starts at; no time was taken", notes);
            }
            // Midnight in UTC is some other time on the wall.
            Some(MIDNIGHT) if !matches!(draft.when, When::Instant { offset_minutes: None, .. }) => {
                let reason = "00:00 may stand for a time that is not known; it was imported as midnight, \
                              when this day begins";
                warn(draft, reason, notes);
            }
            _ => {}
        }
    }
}

/// The time of a row, except from a calendar: there, a day without a time is written as such.
fn written(draft: &Draft) -> Option<(u32, u32, u32)> {
    let from_calendar =
        draft.row.get(Role::Date).is_some_and(|field| matches!(field.value, Value::Settled(_)));
    if from_calendar { None } else { draft.when.written() }
}

fn warn(draft: &Draft, reason: &str, notes: &mut Notes) {
    let field = draft.row.get(Role::Clock).or_else(|| draft.row.get(Role::Date));
    let mut problem = Problem::warning(reason).at(draft.row.number);
    if let Some(field) = field {
        problem = problem.about(&field.column, &field.value.text());
    }
    notes.push(problem);
}
