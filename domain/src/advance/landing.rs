//! Where an answer goes in the tour book, what stands there, and the edits that would put it there.

use serde_json::{Value, json};

use super::decide::DecisionProblem;
use crate::book::{Book, Entry};
use crate::change::{Create, Edit};
use crate::ids::{RecordId, ScopeId};
use crate::record::kinds::{Advance, Contact, ContactCategory, Day, Event, File, FileCategory};
use crate::record::kinds::{ItemType, ScheduleItem, Venue};
use crate::record::{Fields, Form, Input, Key, Kind, Landing, Line, Question, Record};
use crate::time::{Span, When};

/// What stands in the tour book where an answer would go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The record.
    pub record: RecordId,
    /// What it says, as it is shown.
    pub text: String,
    /// Whether it says what the answer says.
    pub same: bool,
}

/// The show that a sheet is about.
pub(super) struct Show<'b> {
    book: &'b Book,
    pub(super) event: &'b Entry<Event>,
    pub(super) day: &'b Entry<Day>,
    pub(super) venue: Option<&'b Entry<Venue>>,
    /// Whom new records of the tour book are for.
    everyone: ScopeId,
}

impl<'b> Show<'b> {
    /// The show of a sheet; none where its event or day is gone, and for a visit of the directory.
    pub(super) fn of(book: &'b Book, advance: &Advance) -> Option<Self> {
        let event = book.get::<Event>(advance.event?)?;
        let day = book.get::<Day>(event.day?)?;
        let venue = event.venue.and_then(|venue| book.get(venue));
        let everyone = book.tour().map_or(event.scope(), Entry::scope);
        Some(Self { book, event, day, venue, everyone })
    }

    /// The row of the schedule of a type: the event's own before one of the day.
    fn item(&self, item_type: ItemType) -> Option<&'b Entry<ScheduleItem>> {
        let items = self.book.items_of(self.day.id());
        let of_type = items.into_iter().filter(|item| item.item_type == Some(item_type));
        let own =
            |item: &&Entry<ScheduleItem>| item.event.is_none_or(|event| event == self.event.id());
        let mut found: Vec<_> = of_type.filter(own).collect();
        found.sort_by_key(|item| item.event.is_none());
        found.first().copied()
    }

    /// The contacts of the event, its day or its venue who do this.
    fn contacts(&self, role: &Line) -> Vec<&'b Entry<Contact>> {
        let about = [Some(self.event.id()), Some(self.day.id()), self.venue.map(Entry::id)];
        let all = about.into_iter().flatten().flat_map(|id| self.book.contacts_of(id));
        let same = |contact: &&Entry<Contact>| {
            let does = contact.role.as_ref().map(|role| role.as_str().to_lowercase());
            does == Some(role.as_str().to_lowercase())
        };
        let mut found: Vec<&Entry<Contact>> = Vec::new();
        for contact in all.filter(same) {
            if !found.iter().any(|before| before.id() == contact.id()) {
                found.push(contact);
            }
        }
        found
    }

    fn record<'l>(&self, landing: &'l Landing) -> Result<(&'b Record, &'l Key), DecisionProblem> {
        match landing {
            Landing::Venue { field } => {
                let venue = self.venue.ok_or(DecisionProblem::NoVenue)?;
                Ok((venue.record(), field))
            }
            Landing::Event { field } => Ok((self.event.record(), field)),
            _ => Err(DecisionProblem::NoVenue),
        }
    }
}

/// What the tour book says where an answer would go; nothing where it says nothing.
pub fn planned(
    book: &Book,
    advance: &Advance,
    question: &Question,
    answer: Option<&Value>,
) -> Option<Planned> {
    let show = Show::of(book, advance)?;
    let landing = question.lands.as_ref()?;
    match landing {
        Landing::ScheduleItem { item_type } => {
            let item = show.item(*item_type)?;
            let when = item.when.filter(|when| when.has_time())?;
            let same = answer.and_then(when_of).is_some_and(|said| says_same(when, said));
            Some(Planned { record: item.id(), text: when.to_string(), same })
        }
        Landing::Venue { .. } | Landing::Event { .. } => {
            let (record, field) = show.record(landing).ok()?;
            let there = record.value(field.as_str());
            let text = match there {
                Value::Null => return None,
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let value = answer.and_then(|answer| field_value(record, field, question, answer).ok());
            Some(Planned { record: record.id, text, same: value.as_ref() == Some(there) })
        }
        Landing::Contact { role, .. } => {
            let contacts = show.contacts(role);
            let record = contacts.first()?.id();
            let text = contacts.iter().map(|contact| contact_text(contact)).collect::<Vec<_>>();
            let same = answer.is_some_and(|answer| {
                rows(answer).iter().all(|row| contacts.iter().any(|there| is_row(there, row)))
            });
            Some(Planned { record, text: text.join("\n"), same })
        }
        Landing::File { .. } => None,
    }
}

/// The edits that put a value where a question's answer goes; none where it stands there or goes
/// nowhere.
pub(super) fn edits(
    show: &Show<'_>,
    question: &Question,
    value: &Value,
    new_id: &mut impl FnMut() -> RecordId,
) -> Result<Vec<Edit>, DecisionProblem> {
    let Some(landing) = &question.lands else { return Ok(Vec::new()) };
    match landing {
        Landing::ScheduleItem { item_type } => {
            Ok(item_edits(show, *item_type, question, value, new_id).into_iter().collect())
        }
        Landing::Venue { .. } | Landing::Event { .. } => {
            let (record, field) = show.record(landing)?;
            let to = field_value(record, field, question, value)?;
            let same = *record.value(field.as_str()) == to;
            Ok(if same { Vec::new() } else { vec![Edit::set(record, [(field.as_str(), to)])] })
        }
        Landing::Contact { category, role } => {
            Ok(contact_edits(show, *category, role, question, value, new_id))
        }
        Landing::File { category } => Ok(file_edits(show, *category, value, new_id)),
    }
}

fn when_of(answer: &Value) -> Option<When> {
    serde_json::from_value(answer.clone()).ok()
}

/// Whether an answer says when something is planned. Who says only when it begins leaves its length open.
fn says_same(planned: When, said: When) -> bool {
    let precise = |when: When| matches!(when, When::Exact(_));
    let ends = said.end().is_none() || said.end() == planned.end();
    precise(planned) == precise(said) && planned.start() == said.start() && ends
}

/// The answer as the row has it: where only the beginning was said, it stays as long as it was planned.
fn as_long_as_planned(planned: Option<When>, said: When) -> When {
    let Some(span) = planned.and_then(|when| when.span()) else { return said };
    let (Some(start), None, Some(end)) = (said.start(), said.end(), span.end()) else {
        return said;
    };
    let minutes = i32::from(end.minutes()) - i32::from(span.start().minutes());
    let span = Span::new(start, start.plus_minutes(minutes));
    let span = span.map(|longer| longer.with_fold(said.fold()));
    match (said, span) {
        (When::Exact(_), Ok(span)) => When::Exact(span),
        (When::About(_), Ok(span)) => When::About(span),
        _ => said,
    }
}

/// What both have agreed is confirmed.
fn item_edits(
    show: &Show<'_>,
    item_type: ItemType,
    question: &Question,
    value: &Value,
    new_id: &mut impl FnMut() -> RecordId,
) -> Option<Edit> {
    let Some(item) = show.item(item_type) else {
        let fields = json!({
            "day": show.day.id(), "event": show.event.id(), "title": question.label,
            "item_type": item_type, "when": value, "confirmed": true,
        });
        return Some(create(show.everyone, Kind::ScheduleItem, new_id(), fields));
    };
    let when = when_of(value).map(|said| json!(as_long_as_planned(item.when, said)));
    let wanted = [("when", when.unwrap_or_else(|| value.clone())), ("confirmed", json!(true))];
    let record = item.record();
    let changed: Vec<_> =
        wanted.into_iter().filter(|(field, to)| record.value(field) != to).collect();
    (!changed.is_empty()).then(|| Edit::set(record, changed))
}

/// An answer as the value of a field of another form: rows as one line, a number as a whole one.
fn field_value(
    record: &Record,
    field: &Key,
    question: &Question,
    answer: &Value,
) -> Result<Value, DecisionProblem> {
    let does_not_fit = |why: String| DecisionProblem::DoesNotFit { key: question.key.clone(), why };
    let rule = record.kind.rule(field.as_str());
    let rule = rule.ok_or_else(|| does_not_fit(format!("there is no field `{field}`")))?;
    let value = match rule.form {
        Form::Whole => answer.clone(),
        Form::Prose => json!(question.input.show(answer)),
        _ => json!(question.input.show(answer).replace('\n', "; ")),
    };
    (rule.check)(&value).map_err(does_not_fit)?;
    Ok(value)
}

fn contact_edits(
    show: &Show<'_>,
    category: ContactCategory,
    role: &Line,
    question: &Question,
    value: &Value,
    new_id: &mut impl FnMut() -> RecordId,
) -> Vec<Edit> {
    let there = show.contacts(role);
    let rows = rows(value);
    let mut edits = Vec::new();
    for (idx, row) in rows.iter().enumerate() {
        let fields = contact_fields(question, row);
        let named = there.iter().find(|contact| is_named(contact, row));
        // One person then and one now is the same post, whoever has it.
        let only = (rows.len() == 1 && there.len() == 1).then(|| there.first()).flatten();
        match named.or(only.filter(|_| idx == 0)) {
            Some(contact) => {
                let record = contact.record();
                let changed: Vec<_> = fields
                    .iter()
                    .filter(|(field, to)| record.value(field) != *to)
                    .map(|(field, to)| (field.as_str(), to.clone()))
                    .collect();
                if !changed.is_empty() {
                    edits.push(Edit::set(record, changed));
                }
            }
            None if fields.contains_key("name") => {
                let mut fields = Value::Object(fields);
                fields["role"] = json!(role);
                fields["category"] = json!(category);
                fields["event"] = json!(show.event.id());
                edits.push(create(show.everyone, Kind::Contact, new_id(), fields));
            }
            None => {}
        }
    }
    edits
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

/// The files of an answer, for everyone who sees the event, unless the same content is there.
fn file_edits(
    show: &Show<'_>,
    category: FileCategory,
    value: &Value,
    new_id: &mut impl FnMut() -> RecordId,
) -> Vec<Edit> {
    let ids = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let ids = ids.iter().filter_map(|id| id.as_str()?.parse::<RecordId>().ok());
    let files = ids.filter_map(|id| show.book.get::<File>(id));
    let there = show.book.files_of(show.event.id());
    let is_there = |file: &File| {
        there.iter().any(|there| there.scope() == show.everyone && there.hash == file.hash)
    };
    let copy = |file: &Entry<File>| {
        let mut fields = file.record().fields.clone();
        fields.insert("event".to_owned(), json!(show.event.id()));
        fields.insert("category".to_owned(), json!(category));
        create(show.everyone, Kind::File, new_id(), Value::Object(fields))
    };
    files.filter(|file| !is_there(file)).map(copy).collect()
}

fn create(scope: ScopeId, kind: Kind, id: RecordId, fields: Value) -> Edit {
    let Value::Object(fields) = fields else { unreachable!("fields are written as an object") };
    Edit::Create(Create { scope, kind, id, fields })
}

fn rows(answer: &Value) -> &[Value] {
    answer.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn is_named(contact: &Contact, row: &Value) -> bool {
    let name = contact.name.as_ref().map(|name| name.as_str().to_lowercase());
    let said = row.get("name").and_then(Value::as_str).map(str::to_lowercase);
    said.is_some() && name == said
}

/// Whether a contact says all that a row says of name, phone and e-mail.
fn is_row(contact: &Contact, row: &Value) -> bool {
    let said = |name: &str| row.get(name).and_then(Value::as_str);
    let same = |said: Option<&str>, there: Option<&Line>| {
        said.is_none_or(|said| there.is_some_and(|there| there.as_str() == said))
    };
    same(said("name"), contact.name.as_ref())
        && same(said("phone"), contact.phone.as_ref())
        && same(said("email"), contact.email.as_ref())
}

fn contact_text(contact: &Contact) -> String {
    let parts = [&contact.name, &contact.phone, &contact.email];
    let parts: Vec<_> = parts.into_iter().flatten().map(Line::as_str).collect();
    parts.join(" | ")
}
