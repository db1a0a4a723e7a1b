//! What comes back from a venue's form. Every field comes with the answer that its page showed, so
//! that a page which was open for a day says what its reader meant and overwrites nobody.

use std::collections::BTreeMap;

use serde_json::Value;

use super::answer::rows_of;
use super::before::Visit;
use super::say::{Said, edit};
use super::sheet::{Asked, asked};
use crate::book::{Book, Entry};
use crate::change::Edit;
use crate::problem::FieldProblem;
use crate::record::kinds::Advance;
use crate::record::{Answered, Asks, Input, Prose};

/// What was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A text.
    Text(String),
    /// Rows of cells.
    Rows(Vec<Vec<String>>),
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Posted {
    /// Which question.
    pub key: String,
    /// The answer that the page showed; null for none.
    pub was: Value,
    /// What was filled in; nothing where only a remark came.
    pub typed: Option<Typed>,
    /// Whether somebody ticked that the last visit's answer still holds.
    pub confirmed: bool,
    /// The remark, as it stands in the form.
    pub remark: Option<String>,
}

/// What becomes of a form: edits of the fields that can be read, and what is wrong with the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormRead {
    /// One edit for each answer that says something new.
    pub edits: Vec<Edit>,
    /// What was said anew, by the key of its question, as it is stored.
    pub answers: BTreeMap<String, Value>,
    /// What could not be read, by the key of its question.
    pub problems: Vec<FieldProblem>,
}

/// Reads a form. A venue answers only what it is asked; anything else is a problem and changes nothing.
pub fn read_form(
    book: &Book,
    advance: &Entry<Advance>,
    visit: &Visit,
    form: &[Posted],
    answered: &Answered,
) -> FormRead {
    let sheet = asked(book, advance);
    let mut read = FormRead::default();
    for posted in form {
        let found = sheet.iter().find(|one| {
            one.question.key.as_str() == posted.key
                && one.question.asks == Asks::Venue
                && one.question.input != Input::File
        });
        let Some(found) = found else {
            read.problems.push(FieldProblem::new(posted.key.clone(), "is not asked here"));
            continue;
        };
        match said(found, visit, posted) {
            Ok(Some(said)) => {
                if let Some(edit) = edit(advance, found, &said, answered) {
                    read.edits.push(edit);
                }
                read.answers.insert(posted.key.clone(), said.answer);
            }
            Ok(None) => {}
            Err(rule) => read.problems.push(FieldProblem::new(posted.key.clone(), rule)),
        }
    }
    read
}

fn said(asked: &Asked<'_>, visit: &Visit, posted: &Posted) -> Result<Option<Said>, String> {
    let question = asked.question;
    let typed = match (&posted.typed, &question.input) {
        (None, _) => None,
        (Some(Typed::Text(text)), input) => Some(input.read(text)?),
        (Some(Typed::Rows(rows)), Input::Rows { columns }) => Some(rows_of(rows, columns)?),
        (Some(Typed::Rows(_)), _) => return Err("takes no rows".to_owned()),
    };
    let typed = typed.map(Option::unwrap_or_default);
    let remark = posted.remark.as_deref().map(|remark| remark.replace('\r', ""));
    let remark = match remark.as_deref().map(str::trim) {
        None => None,
        Some("") => Some(None),
        Some(remark) => Some(Some(Prose::try_from(remark)?)),
    };
    let answer = typed.filter(|typed| says_something(asked, visit, posted, typed));
    if answer.is_none() && remark.is_none() {
        return Ok(None);
    }
    let from = answer.is_some().then(|| posted.was.clone());
    let answer = answer.unwrap_or_else(|| asked.answer().cloned().unwrap_or_default());
    Ok(Some(Said { key: question.key.clone(), from, answer, remark }))
}

/// Whether a filled-in field says anything. One that still shows what it showed does not, and what was
/// filled in from the last visit only does once somebody confirms or changes it.
fn says_something(asked: &Asked<'_>, visit: &Visit, posted: &Posted, typed: &Value) -> bool {
    let before = visit.answers.get(asked.question.key.as_str()).map(|before| &before.answer);
    let shown_before = posted.was.is_null() && before == Some(typed);
    if shown_before { posted.confirmed } else { *typed != posted.was }
}
