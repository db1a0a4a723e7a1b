//! Contacts out of the rows of an answer: who is there already, and what changes of them.

use serde_json::{Value, json};

use super::{Show, create, rows};
use crate::book::Entry;
use crate::change::Edit;
use crate::ids::RecordId;
use crate::record::kinds::{Contact, ContactCategory};
use crate::record::{Fields, Input, Kind, Line, Question};

pub(super) fn contact_edits(
    show: &Show<'_>,
    category: ContactCategory,
    role: &Line,
    question: &Question,
    value: &Value,
) -> Vec<Edit> {
    let there = show.contacts(role);
    let rows = rows(value);
    let mut edits = Vec::new();
    for (idx, row) in rows.iter().enumerate() {
        let fields = contact_fields(question, row);
        let made = RecordId::of_landing(show.advance, question.key.as_str(), idx);
        let named = there.iter().find(|contact| is_named(contact, row));
        // One person then and one now is the same post, whoever has it.
        let only = (rows.len() == 1 && there.len() == 1).then(|| there.first()).flatten();
        let same_post = only.or_else(|| there.iter().find(|contact| contact.id() == made));
        match named.or(same_post) {
            Some(contact) => edits.extend(contact_edit(contact, fields, named.is_none())),
            None if fields.contains_key("name") => {
                let mut fields = Value::Object(fields);
                fields["role"] = json!(role);
                fields["category"] = json!(category);
                fields["event"] = json!(show.event.id());
                edits.push(create(show.everyone, Kind::Contact, made, fields));
            }
            None => {}
        }
    }
    edits
}

/// What changes of a contact. Of somebody else in the same post nothing stays of who was there before.
fn contact_edit(contact: &Entry<Contact>, mut fields: Fields, is_other: bool) -> Option<Edit> {
    let record = contact.record();
    if is_other && fields.contains_key("name") {
        for field in ["phone", "email", "company", "notes"] {
            fields.entry(field.to_owned()).or_insert(Value::Null);
        }
    }
    let changed: Vec<_> = fields
        .iter()
        .filter(|(field, to)| record.value(field) != *to)
        .map(|(field, to)| (field.as_str(), to.clone()))
        .collect();
    (!changed.is_empty()).then(|| Edit::set(record, changed))
}

/// A row as the fields of a contact; columns that a contact does not have become its notes.
fn contact_fields(question: &Question, row: &Value) -> Fields {
    let Input::Rows { columns } = &question.input else { return Fields::new() };
    let mut fields = Fields::new();
    let mut notes = Vec::new();
    for column in columns {
        let Some(text) = row.get(column.key.as_str()).and_then(Value::as_str) else { continue };
        match column.key.as_str() {
            key @ ("name" | "phone" | "email" | "company") => {
                fields.insert(key.to_owned(), json!(text));
            }
            _ => notes.push(format!("{}: {text}", column.label)),
        }
    }
    if !notes.is_empty() {
        fields.insert("notes".to_owned(), json!(notes.join("\n")));
    }
    fields
}

fn is_named(contact: &Contact, row: &Value) -> bool {
    let name = contact.name.as_ref().map(|name| name.as_str().to_lowercase());
    let said = row.get("name").and_then(Value::as_str).map(str::to_lowercase);
    said.is_some() && name == said
}

/// Whether a contact says all that a row says of name, phone and e-mail.
pub(super) fn is_row(contact: &Contact, row: &Value) -> bool {
    let said = |name: &str| row.get(name).and_then(Value::as_str);
    let same = |said: Option<&str>, there: Option<&Line>| {
        said.is_none_or(|said| there.is_some_and(|there| there.as_str() == said))
    };
    same(said("name"), contact.name.as_ref())
        && same(said("phone"), contact.phone.as_ref())
        && same(said("email"), contact.email.as_ref())
}

pub(super) fn contact_text(contact: &Contact) -> String {
    let parts = [&contact.name, &contact.phone, &contact.email];
    let parts: Vec<_> = parts.into_iter().flatten().map(Line::as_str).collect();
    parts.join(" | ")
}
