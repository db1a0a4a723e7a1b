//! Answering: what somebody says becomes an edit of the answer's record, from what they were shown to
//! what they say. Two who answer at once have both said it; neither is lost.

use serde_json::{Value, json};

use super::sheet::{Asked, asked};
use crate::book::{Book, Entry};
use crate::change::{Create, Edit, FromTo};
use crate::ids::RecordId;
use crate::record::kinds::{Advance, AdvanceField};
use crate::record::{Answered, Fields, Key, Kind, Prose, Question};

/// What somebody says to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Which question.
    pub key: Key,
    /// The answer that they were shown; the one in force unless given. Null for none.
    pub from: Option<Value>,
    /// Their answer; null takes it back.
    pub answer: Value,
    /// What they remark, where they remark something.
    pub remark: Option<Remark>,
}

/// A remark, from what was shown to what it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The remark that was shown.
    pub from: Option<Prose>,
    /// The remark as it shall be; none takes it back.
    pub to: Option<Prose>,
}

/// The edit of an answer; nothing where it is what is in force. It is a problem where the sheet does
/// not ask that, or asks for something else.
pub fn say(
    book: &Book,
    advance: &Entry<Advance>,
    said: &Said,
    answered: &Answered,
) -> Result<Option<Edit>, String> {
    let sheet = asked(book, advance);
    let found = sheet.iter().find(|asked| asked.question.key == said.key);
    let found = found.ok_or_else(|| format!("the sheet does not ask `{}`", said.key))?;
    if !said.answer.is_null() {
        found.question.input.check(&said.answer)?;
    }
    Ok(edit(advance, found, said, answered))
}

/// An answer as somebody types it, in the form that the sheet asks for; null where nothing is typed.
pub fn read_typed(
    book: &Book,
    advance: &Entry<Advance>,
    key: &Key,
    text: &str,
) -> Result<Value, String> {
    let sheet = asked(book, advance);
    let found = sheet.iter().find(|asked| asked.question.key == *key);
    let found = found.ok_or_else(|| format!("the sheet does not ask `{key}`"))?;
    Ok(found.question.input.read(text)?.unwrap_or_default())
}

/// The edit for a question that was looked up.
pub(super) fn edit(
    advance: &Entry<Advance>,
    asked: &Asked<'_>,
    said: &Said,
    answered: &Answered,
) -> Option<Edit> {
    let in_force = asked.answer().cloned().unwrap_or_default();
    let says_new = said.answer != in_force;
    let remarks_new = said.remark.as_ref().is_some_and(|remark| remark.from != remark.to);
    if !says_new && !remarks_new {
        return None;
    }
    let Some(field) = asked.field else {
        let mut fields = begun(advance.id(), &said.key);
        if says_new {
            fields.insert("answer".to_owned(), said.answer.clone());
            fields.insert("answered".to_owned(), json!(answered));
        }
        if let Some(Remark { to: Some(remark), .. }) = &said.remark {
            fields.insert("remark".to_owned(), json!(remark));
        }
        return Some(create(advance, asked.id, fields));
    };
    let record = field.record();
    let mut fields = std::collections::BTreeMap::new();
    if says_new {
        let from = said.from.clone().unwrap_or(in_force);
        fields.insert("answer".to_owned(), FromTo(from, said.answer.clone()));
        let before = record.value("answered").clone();
        fields.insert("answered".to_owned(), FromTo(before, json!(answered)));
    }
    if let Some(Remark { from, to }) = said.remark.as_ref().filter(|_| remarks_new) {
        fields.insert("remark".to_owned(), FromTo(json!(from), json!(to)));
    }
    Some(Edit::Set { kind: Kind::AdvanceField, id: record.id, fields })
}

/// The edit that adds a question to one sheet alone.
pub fn ask(book: &Book, advance: &Entry<Advance>, question: &Question) -> Result<Edit, String> {
    let sheet = asked(book, advance);
    if sheet.iter().any(|asked| asked.question.key == question.key) {
        return Err(format!("the sheet asks `{}` already", question.key));
    }
    if let Some(problem) = question.problem() {
        return Err(problem);
    }
    let key = &question.key;
    let id = RecordId::of_advance_field(advance.id(), key.as_str());
    if let Some(there) = book.get::<AdvanceField>(id) {
        return Ok(Edit::set(there.record(), [("question", json!(question))]));
    }
    let mut fields = begun(advance.id(), key);
    fields.insert("question".to_owned(), json!(question));
    Ok(create(advance, id, fields))
}

fn begun(advance: RecordId, key: &Key) -> Fields {
    let mut fields = Fields::new();
    fields.insert("advance".to_owned(), json!(advance));
    fields.insert("key".to_owned(), json!(key));
    fields
}

fn create(advance: &Entry<Advance>, id: RecordId, fields: Fields) -> Edit {
    Edit::Create(Create { scope: advance.scope(), kind: Kind::AdvanceField, id, fields })
}
