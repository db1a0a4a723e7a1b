//! What comes back from a venue's form. Every field comes with the answer that its page showed, so
//! that a page which was open for a day says what its reader meant and overwrites nobody.

use std::collections::BTreeMap;

use serde_json::Value;

use super::answer::rows_of;
use super::before::Visit;
use super::say::{Remark, Said, edit};
use super::sheet::{Asked, asked};
use crate::book::{Book, Entry};
use crate::change::{Edit, FromTo};
use crate::problem::FieldProblem;
use crate::record::kinds::Advance;
use crate::record::{Answered, Asks, Input, Prose, check_size};

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
    /// The remark that the page showed.
    pub remark_was: Option<String>,
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
                let Some(edit) = edit(advance, found, &said, answered) else { continue };
                if let Err(rule) = fits(found, &edit) {
                    read.problems.push(FieldProblem::new(posted.key.clone(), rule));
                    continue;
                }
                read.edits.push(edit);
                // Only what was said anew is what the page shows from now on.
                if said.from.is_some() {
                    read.answers.insert(posted.key.clone(), said.answer);
                }
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
    let remark = remark(posted)?;
    let answer = typed.filter(|typed| says_something(asked, visit, posted, typed));
    if answer.is_none() && remark.is_none() {
        return Ok(None);
    }
    let from = answer.is_some().then(|| posted.was.clone());
    let answer = answer.unwrap_or_else(|| asked.answer().cloned().unwrap_or_default());
    Ok(Some(Said { key: question.key.clone(), from, answer, remark }))
}

/// What is remarked, where the remark is not the one that the page showed.
fn remark(posted: &Posted) -> Result<Option<Remark>, String> {
    let read = |text: Option<&str>| -> Result<Option<Prose>, String> {
        let text = text.map(|text| text.replace('\r', "")).unwrap_or_default();
        let text = text.trim();
        if text.is_empty() { Ok(None) } else { Prose::try_from(text).map(Some) }
    };
    if posted.remark.is_none() {
        return Ok(None);
    }
    let from = read(posted.remark_was.as_deref())?;
    let to = read(posted.remark.as_deref())?;
    Ok((from != to).then_some(Remark { from, to }))
}

/// Whether the answer's record can hold what is said: one answer that is too long must not take the
/// others with it.
fn fits(asked: &Asked<'_>, edit: &Edit) -> Result<(), String> {
    let mut fields = asked.field.map(|field| field.record().fields.clone()).unwrap_or_default();
    match edit {
        Edit::Create(create) => fields.clone_from(&create.fields),
        Edit::Set { fields: set, .. } => {
            fields.extend(set.iter().map(|(field, FromTo(_, to))| (field.clone(), to.clone())));
        }
        _ => {}
    }
    check_size(&fields).into_iter().next().map_or(Ok(()), |problem| Err(problem.rule))
}

/// Whether a filled-in field says anything. One that still shows what it showed does not, and what was
/// filled in from the last visit only does once somebody confirms or changes it.
fn says_something(asked: &Asked<'_>, visit: &Visit, posted: &Posted, typed: &Value) -> bool {
    let before = visit.answers.get(asked.question.key.as_str()).map(|before| &before.answer);
    let filled_in = !asked.question.changes;
    let shown_before = filled_in && posted.was.is_null() && before == Some(typed);
    if shown_before { posted.confirmed } else { *typed != posted.was }
}
