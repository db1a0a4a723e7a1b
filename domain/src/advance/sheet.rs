//! The questions of a sheet beside their answers: those that were copied from a template first, then
//! the sheet's own.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use super::FORM_VIA;
use crate::book::{Book, Entry};
use crate::ids::{AccountId, RecordId};
use crate::record::kinds::{Advance, AdvanceField, Dispute};
use crate::record::{AnswerVia, Outcome, Question, Questions};

/// A question and what is known of its answer.
#[derive(Clone, Debug)]
pub struct Asked<'b> {
    /// The question.
    pub question: &'b Question,
    /// Whether this sheet alone asks it.
    pub own: bool,
    /// The id of the answer's record, whether it is there or not.
    pub id: RecordId,
    /// The answer's record.
    pub field: Option<&'b Entry<AdvanceField>>,
    /// The open dispute about the answer.
    pub dispute: Option<&'b Entry<Dispute>>,
}

/// Who gave an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredBy {
    /// What they call themselves, or by which path the answer came.
    pub by: Option<String>,
    /// The account that wrote it down.
    pub account: Option<AccountId>,
    /// By which way.
    pub via: Option<AnswerVia>,
    /// When, as the server's or their device's clock said.
    pub at: Option<DateTime<Utc>>,
}

/// How far a question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldState {
    /// Nobody has answered it.
    Open,
    /// It has an answer that the tour has not decided about, or not about this one.
    Answered,
    /// The tour has taken the answer over.
    Accepted,
    /// The tour has put something else.
    Changed,
    /// The tour book stays as it is.
    Refused,
    /// There are two answers.
    Disputed,
}

/// Every question of a sheet, with its answer.
pub fn asked<'b>(book: &'b Book, advance: &'b Entry<Advance>) -> Vec<Asked<'b>> {
    let mut fields: BTreeMap<&str, &Entry<AdvanceField>> = BTreeMap::new();
    for field in book.linked::<AdvanceField>(advance.id()) {
        if let Some(key) = &field.key {
            // Of two records for one question the one that everybody derives counts.
            let derived = RecordId::of_advance_field(advance.id(), key.as_str()) == field.id();
            if derived || !fields.contains_key(key.as_str()) {
                fields.insert(key.as_str(), field);
            }
        }
    }
    let copied = advance.questions.as_ref().map(Questions::as_slice).unwrap_or_default();
    let mut sheet: Vec<_> = copied
        .iter()
        .map(|question| {
            let field = fields.remove(question.key.as_str());
            Asked::new(book, advance.id(), question, field, false)
        })
        .collect();
    let own = fields.into_values().filter_map(|field| Some((field, field.question.as_ref()?)));
    let mut own: Vec<_> = own
        .map(|(field, question)| Asked::new(book, advance.id(), question, Some(field), true))
        .collect();
    own.sort_by_key(|asked| asked.field.map(|field| (asked.question.section as u8, field.id())));
    sheet.extend(own);
    sheet
}

/// Who came by a form, where a path is one.
pub(crate) fn guest_of(via: &str) -> &str {
    via.strip_prefix(FORM_VIA).and_then(|rest| rest.strip_prefix(", ")).unwrap_or(via)
}

impl<'b> Asked<'b> {
    fn new(
        book: &'b Book,
        advance: RecordId,
        question: &'b Question,
        field: Option<&'b Entry<AdvanceField>>,
        own: bool,
    ) -> Self {
        let derived = || RecordId::of_advance_field(advance, question.key.as_str());
        let id = field.map_or_else(derived, Entry::id);
        let about_answer = |dispute: &&Entry<Dispute>| {
            dispute.field.as_ref().is_some_and(|field| field.as_str() == "answer")
        };
        let dispute = field.and_then(|_| book.open_disputes_of(id).find(about_answer));
        Self { question, own, id, field, dispute }
    }

    /// The answer in force.
    pub fn answer(&self) -> Option<&'b Value> {
        self.field.and_then(|field| field.value())
    }

    /// The answer as it is shown.
    pub fn answer_text(&self) -> Option<String> {
        self.answer().map(|answer| self.question.input.show(answer))
    }

    /// Who gave the answer in force. Of two who answered at once both have said who they are, and only
    /// what came with the answer in force is about it; else its stamp says by which path it came.
    pub fn answered(&self) -> Option<AnsweredBy> {
        let field = self.field.filter(|_| self.answer().is_some())?;
        let stamps = field.stamps();
        let stamp = stamps.get("answer");
        let together = stamp.map(|stamp| stamp.ver) == stamps.get("answered").map(|one| one.ver);
        match field.answered.as_ref().filter(|_| together) {
            Some(answered) => Some(AnsweredBy {
                by: answered.by.as_ref().map(ToString::to_string),
                account: stamp.and_then(|stamp| stamp.by),
                via: Some(answered.via),
                at: Some(answered.at),
            }),
            None => stamp.map(|stamp| AnsweredBy {
                by: stamp.via.as_deref().map(|via| guest_of(via).to_owned()),
                account: stamp.by,
                via: None,
                at: stamp.said_at.as_ref().and_then(|at| at.parse().ok()),
            }),
        }
    }

    /// The scope's counter when the answer was given; 0 for none.
    pub fn answer_seq(&self) -> u64 {
        let stamp = self.field.and_then(|field| field.stamps().get("answer"));
        stamp.map_or(0, |stamp| stamp.seq)
    }

    /// How far it is.
    pub fn state(&self) -> FieldState {
        let Some(answer) = self.answer() else { return FieldState::Open };
        if self.dispute.is_some() {
            return FieldState::Disputed;
        }
        let decided = self.field.and_then(|field| field.decided.as_ref());
        match decided.filter(|decided| decided.answer == *answer).map(|decided| decided.outcome) {
            Some(Outcome::Accepted) => FieldState::Accepted,
            Some(Outcome::Changed) => FieldState::Changed,
            Some(Outcome::Refused) => FieldState::Refused,
            None => FieldState::Answered,
        }
    }

    /// What holds: the answer, or what the tour put instead.
    pub fn settled(&self) -> Option<&'b Value> {
        let decided = self.field.and_then(|field| field.decided.as_ref());
        match (self.state(), decided) {
            (FieldState::Changed, Some(decided)) => decided.instead.as_ref(),
            (FieldState::Refused, _) => None,
            _ => self.answer(),
        }
    }
}
