//! Answers that say something else than the tour book, by the record that they contradict: so that
//! whoever looks at the plan sees it too, and not only whoever looks at the sheet.

use std::collections::BTreeMap;

use serde::Serialize;

use super::begin::sheet_of;
use super::landing::planned;
use super::sheet::{FieldState, asked};
use crate::book::DayOn;
use crate::ids::RecordId;
use crate::record::Landing;

/// What a venue says of a row of the schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VenueSays {
    /// The sheet.
    pub advance: RecordId,
    /// Which question.
    pub key: String,
    /// The answer, as it is read.
    pub text: String,
    /// Who gave it.
    pub by: Option<String>,
}

/// What venues say of the rows of a date's schedule, where it is something else and nobody has decided.
pub(crate) fn differing(on: &DayOn<'_>) -> BTreeMap<RecordId, VenueSays> {
    let book = on.book();
    let mut found = BTreeMap::new();
    for sheet in on.events().iter().filter_map(|event| sheet_of(book, event.id())) {
        for one in asked(book, sheet) {
            let undecided = matches!(one.state(), FieldState::Answered | FieldState::Disputed);
            let in_schedule = matches!(one.question.lands, Some(Landing::ScheduleItem { .. }));
            if !undecided || !in_schedule {
                continue;
            }
            let there = planned(book, sheet, one.question, one.answer());
            let there = there.filter(|there| !there.same);
            if let (Some(there), Some(text)) = (there, one.answer_text()) {
                let by = one.answered().and_then(|answered| answered.by);
                let (advance, key) = (sheet.id(), one.question.key.to_string());
                found.insert(there.record, VenueSays { advance, key, text, by });
            }
        }
    }
    found
}
