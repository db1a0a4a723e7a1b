//! Deciding about answers: what the tour accepts goes into the tour book, in one group with the
//! decision, so that neither is there without the other.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::landing::{self, Show};
use super::sheet::{Asked, FieldState, asked};
use crate::book::Book;
use crate::change::Edit;
use crate::ids::RecordId;
use crate::record::kinds::Advance;
use crate::record::{Decided, Key, Line, Outcome};

/// What is decided about one answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Which question.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: Key,
    /// What is decided.
    pub outcome: Outcome,
    /// The answer that was seen; where another is in force by now, nothing is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub answer: Option<Value>,
    /// What holds instead, as it is typed; for `changed` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// What the venue is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Line>,
}

/// Why nothing can be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecisionProblem {
    /// There is no such sheet, or its event is gone.
    NoShow,
    /// The show has no venue that the answer could go to.
    NoVenue(Option<Key>),
    /// The sheet does not ask that.
    NotAsked(Key),
    /// It has no answer.
    NoAnswer(Key),
    /// There are two answers; which one holds has to be decided first.
    TwoAnswers(Key),
    /// Another answer has come since.
    AnotherAnswer(Key),
    /// Several rows of the schedule could be meant.
    SeveralRows(Key),
    /// It is decided about twice at once.
    Twice(Key),
    /// Nothing, or no readable value, was given to put instead.
    BadInstead {
        /// Which question.
        key: Key,
        /// The rule.
        why: String,
    },
    /// The answer breaks a rule of the field that it would go to.
    DoesNotFit {
        /// Which question.
        key: Key,
        /// The rule.
        why: String,
    },
}

impl DecisionProblem {
    /// The question that it is about, where it is about one.
    pub fn key(&self) -> Option<&Key> {
        match self {
            Self::NoShow | Self::NoVenue(None) => None,
            Self::NoVenue(Some(key))
            | Self::NotAsked(key)
            | Self::NoAnswer(key)
            | Self::TwoAnswers(key)
            | Self::AnotherAnswer(key)
            | Self::SeveralRows(key)
            | Self::Twice(key)
            | Self::BadInstead { key, .. }
            | Self::DoesNotFit { key, .. } => Some(key),
        }
    }
}

impl fmt::Display for DecisionProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoShow => f.write_str("there is no such sheet, or its show is gone"),
            Self::NoVenue(Some(key)) => write!(f, "`{key}`: the show has no venue yet"),
            Self::NoVenue(None) => f.write_str("the show has no venue yet"),
            Self::NotAsked(key) => write!(f, "the sheet does not ask `{key}`"),
            Self::NoAnswer(key) => write!(f, "`{key}` has no answer"),
            Self::TwoAnswers(key) => {
                write!(f, "`{key}` has two answers; decide first which one holds")
            }
            Self::AnotherAnswer(key) => write!(f, "`{key}` has another answer by now; look again"),
            Self::SeveralRows(key) => {
                write!(f, "`{key}`: several rows of the schedule could be meant; change it there")
            }
            Self::Twice(key) => write!(f, "`{key}` stands twice"),
            Self::BadInstead { key, why } | Self::DoesNotFit { key, why } => {
                write!(f, "`{key}`: {why}")
            }
        }
    }
}

/// The edits of decisions about answers of one sheet, as one group.
pub fn decide(
    book: &Book,
    advance: RecordId,
    decisions: &[Decision],
) -> Result<Vec<Edit>, DecisionProblem> {
    let advance = book.get::<Advance>(advance).ok_or(DecisionProblem::NoShow)?;
    let show = Show::of(book, advance).ok_or(DecisionProblem::NoShow)?;
    let sheet = asked(book, advance);
    let mut edits = Vec::new();
    for (idx, decision) in decisions.iter().enumerate() {
        let key = &decision.key;
        if decisions[..idx].iter().any(|before| before.key == *key) {
            return Err(DecisionProblem::Twice(key.clone()));
        }
        let found = sheet.iter().find(|asked| asked.question.key == *key);
        let found = found.ok_or_else(|| DecisionProblem::NotAsked(key.clone()))?;
        edits.extend(one(&show, found, decision)?);
    }
    Ok(edits)
}

/// Every answer that nothing was decided about, accepted: the edits, and what stays open and why. With
/// `seen`, the scope's counter of what somebody has looked at, answers that came later stay open too.
pub fn accept_all(
    book: &Book,
    advance: RecordId,
    seen: Option<u64>,
) -> Result<(Vec<Edit>, Vec<DecisionProblem>), DecisionProblem> {
    let advance = book.get::<Advance>(advance).ok_or(DecisionProblem::NoShow)?;
    let show = Show::of(book, advance).ok_or(DecisionProblem::NoShow)?;
    let (mut edits, mut left) = (Vec::new(), Vec::new());
    for asked in asked(book, advance) {
        let is_seen = seen.is_none_or(|seen| asked.answer_seq() <= seen);
        if asked.state() != FieldState::Answered || !is_seen {
            continue;
        }
        let (key, outcome) = (asked.question.key.clone(), Outcome::Accepted);
        let accepted = Decision { key, outcome, answer: None, instead: None, note: None };
        match one(&show, &asked, &accepted) {
            Ok(one) => edits.extend(one),
            Err(problem) => left.push(problem),
        }
    }
    Ok((edits, left))
}

fn one(
    show: &Show<'_>,
    asked: &Asked<'_>,
    decision: &Decision,
) -> Result<Vec<Edit>, DecisionProblem> {
    let key = &decision.key;
    let (Some(field), Some(in_force)) = (asked.field, asked.answer()) else {
        return Err(DecisionProblem::NoAnswer(key.clone()));
    };
    if asked.state() == FieldState::Disputed {
        return Err(DecisionProblem::TwoAnswers(key.clone()));
    }
    if decision.answer.as_ref().is_some_and(|seen| seen != in_force) {
        return Err(DecisionProblem::AnotherAnswer(key.clone()));
    }
    let answer = in_force;
    let bad = |why: String| DecisionProblem::BadInstead { key: key.clone(), why };
    let instead = match (decision.outcome, &decision.instead) {
        (Outcome::Changed, Some(typed)) => {
            let read = asked.question.input.read(typed).map_err(bad)?;
            Some(read.ok_or_else(|| bad("says nothing to put instead".to_owned()))?)
        }
        (Outcome::Changed, None) => return Err(bad("says nothing to put instead".to_owned())),
        (Outcome::Accepted | Outcome::Refused, _) => None,
    };
    let mut edits = match decision.outcome {
        Outcome::Refused => Vec::new(),
        Outcome::Accepted | Outcome::Changed => {
            let value = instead.as_ref().unwrap_or(answer);
            landing::edits(show, asked.question, value)?
        }
    };
    let decided = Decided {
        outcome: decision.outcome,
        answer: answer.clone(),
        instead,
        note: decision.note.clone(),
    };
    edits.push(Edit::set(field.record(), [("decided", json!(decided))]));
    Ok(edits)
}
