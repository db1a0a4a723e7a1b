//! Where an answer goes in the tour book, what stands there, and the edits that would put it there.

mod contact;

use serde_json::{Value, json};

use self::contact::{contact_edits, contact_text, is_row};
use super::decide::DecisionProblem;
use crate::book::{Book, Entry};
use crate::change::{Create, Edit};
use crate::ids::{RecordId, ScopeId};
use crate::record::kinds::{Advance, Contact, Day, Event, File, FileCategory};
use crate::record::kinds::{ItemType, ScheduleItem, Venue};
use crate::record::{Form, Key, Kind, Landing, Line, Question, Record};
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

/// Which row of the schedule an answer is about.
enum Row<'b> {
    /// This one.
    This(&'b Entry<ScheduleItem>),
    /// There is none yet.
    None,
    /// Several could be meant, and nothing is guessed.
    OneOfSeveral,
}

/// Whether a day has one row of a type, however it is called. Meals, calls and supports there are several
/// of, and only the name says which.
fn is_once_a_day(item_type: ItemType) -> bool {
    match item_type {
        ItemType::LoadIn
        | ItemType::Soundcheck
        | ItemType::DarkStage
        | ItemType::Doors
        | ItemType::Set
        | ItemType::Curfew
        | ItemType::LoadOut
        | ItemType::Settlement
        | ItemType::BusPark => true,
        ItemType::Arrival
        | ItemType::Call
        | ItemType::LobbyCall
        | ItemType::LineCheck
        | ItemType::Catering
        | ItemType::MeetGreet
        | ItemType::Press
        | ItemType::Support
        | ItemType::Changeover
        | ItemType::BusCall
        | ItemType::Travel
        | ItemType::Other => false,
    }
}

/// The show that a sheet is about.
pub(super) struct Show<'b> {
    book: &'b Book,
    /// The sheet.
    advance: RecordId,
    pub(super) event: &'b Entry<Event>,
    pub(super) day: &'b Entry<Day>,
    pub(super) venue: Option<&'b Entry<Venue>>,
    /// Whom new records of the tour book are for.
    everyone: ScopeId,
}

impl<'b> Show<'b> {
    /// The show of a sheet; none where its event or day is gone, and for a visit of the directory.
    pub(super) fn of(book: &'b Book, advance: &Entry<Advance>) -> Option<Self> {
        let event = book.get::<Event>(advance.event?)?;
        let day = book.get::<Day>(event.day?)?;
        let venue = event.venue.and_then(|venue| book.get(venue));
        let everyone = book.tour().map_or(event.scope(), Entry::scope);
        Some(Self { book, advance: advance.id(), event, day, venue, everyone })
    }

    /// The row of the schedule that a question is about: the one that was made of its answer, the one
    /// that is called like it, or the only one of its type where a day has one of those. A row of
    /// another party, of another event, or that is hidden is none.
    fn item(&self, item_type: ItemType, question: &Question) -> Row<'b> {
        let made = RecordId::of_landing(self.advance, question.key.as_str(), 0);
        let of_type: Vec<_> = self
            .book
            .items_of(self.day.id())
            .into_iter()
            .filter(|item| item.item_type == Some(item_type) && self.is_own(item))
            .collect();
        let label = question.label.as_str().to_lowercase();
        let is_called = |item: &&&Entry<ScheduleItem>| {
            item.title.as_ref().is_some_and(|title| title.as_str().to_lowercase() == label)
        };
        let found = of_type.iter().find(|item| item.id() == made);
        match (found.or_else(|| of_type.iter().find(is_called)), of_type.as_slice()) {
            (Some(item), _) => Row::This(item),
            (None, [only]) if is_once_a_day(item_type) => Row::This(only),
            (None, [_, _, ..]) if is_once_a_day(item_type) => Row::OneOfSeveral,
            _ => Row::None,
        }
    }

    fn is_own(&self, item: &ScheduleItem) -> bool {
        let of_event = item.event.is_none_or(|event| event == self.event.id());
        let of_party = item.party.is_none() || item.party == self.event.party;
        let hidden = matches!(item.when, Some(When::Hidden { .. }));
        of_event && of_party && !hidden
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

    fn venue(&self, question: &Question) -> Result<&'b Record, DecisionProblem> {
        let no_venue = || DecisionProblem::NoVenue(Some(question.key.clone()));
        self.venue.map(Entry::record).ok_or_else(no_venue)
    }
}

/// What the tour book says where an answer would go; nothing where it says nothing.
pub fn planned(
    book: &Book,
    advance: &Entry<Advance>,
    question: &Question,
    answer: Option<&Value>,
) -> Option<Planned> {
    let show = Show::of(book, advance)?;
    let landing = question.lands.as_ref()?;
    match landing {
        Landing::ScheduleItem { item_type } => {
            let Row::This(item) = show.item(*item_type, question) else { return None };
            let when = item.when.filter(When::has_time)?;
            let same = answer.and_then(when_of).is_some_and(|said| says_same(when, said));
            Some(Planned { record: item.id(), text: when.to_string(), same })
        }
        Landing::Venue { field } => {
            field_planned(show.venue(question).ok()?, field, question, answer)
        }
        Landing::Event { field } => field_planned(show.event.record(), field, question, answer),
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

/// What a field says where an answer would go.
fn field_planned(
    record: &Record,
    field: &Key,
    question: &Question,
    answer: Option<&Value>,
) -> Option<Planned> {
    let there = record.value(field.as_str());
    let text = match there {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let value = answer.and_then(|answer| field_value(record, field, question, answer).ok());
    Some(Planned { record: record.id, text, same: value.as_ref() == Some(there) })
}

/// The edits that put a value where a question's answer goes; none where it stands there or goes
/// nowhere.
pub(super) fn edits(
    show: &Show<'_>,
    question: &Question,
    value: &Value,
) -> Result<Vec<Edit>, DecisionProblem> {
    let Some(landing) = &question.lands else { return Ok(Vec::new()) };
    let edits = match landing {
        Landing::ScheduleItem { item_type } => {
            item_edit(show, *item_type, question, value)?.into_iter().collect()
        }
        Landing::Venue { field } => field_edit(show.venue(question)?, field, question, value)?,
        Landing::Event { field } => field_edit(show.event.record(), field, question, value)?,
        Landing::Contact { category, role } => {
            contact_edits(show, *category, role, question, value)
        }
        Landing::File { category } => file_edits(show, *category, question, value),
    };
    Ok(edits)
}

fn field_edit(
    record: &Record,
    field: &Key,
    question: &Question,
    value: &Value,
) -> Result<Vec<Edit>, DecisionProblem> {
    let to = field_value(record, field, question, value)?;
    let same = *record.value(field.as_str()) == to;
    Ok(if same { Vec::new() } else { vec![Edit::set(record, [(field.as_str(), to)])] })
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
fn item_edit(
    show: &Show<'_>,
    item_type: ItemType,
    question: &Question,
    value: &Value,
) -> Result<Option<Edit>, DecisionProblem> {
    let item = match show.item(item_type, question) {
        Row::This(item) => item,
        Row::OneOfSeveral => return Err(DecisionProblem::SeveralRows(question.key.clone())),
        Row::None => {
            let fields = json!({
                "day": show.day.id(), "event": show.event.id(), "title": question.label,
                "item_type": item_type, "when": value, "confirmed": true,
            });
            let id = RecordId::of_landing(show.advance, question.key.as_str(), 0);
            return Ok(Some(create(show.everyone, Kind::ScheduleItem, id, fields)));
        }
    };
    let when = when_of(value).map(|said| json!(as_long_as_planned(item.when, said)));
    let wanted = [("when", when.unwrap_or_else(|| value.clone())), ("confirmed", json!(true))];
    let record = item.record();
    let changed: Vec<_> =
        wanted.into_iter().filter(|(field, to)| record.value(field) != to).collect();
    Ok((!changed.is_empty()).then(|| Edit::set(record, changed)))
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

/// The files of an answer, for everyone who sees the event, unless the same content is there.
fn file_edits(
    show: &Show<'_>,
    category: FileCategory,
    question: &Question,
    value: &Value,
) -> Vec<Edit> {
    let ids = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let ids = ids.iter().filter_map(|id| id.as_str()?.parse::<RecordId>().ok());
    let files = ids.filter_map(|id| show.book.get::<File>(id));
    let there = show.book.files_of(show.event.id());
    let is_there = |file: &File| {
        there.iter().any(|there| there.scope() == show.everyone && there.hash == file.hash)
    };
    let copy = |(idx, file): (usize, &Entry<File>)| {
        let mut fields = file.record().fields.clone();
        fields.insert("event".to_owned(), json!(show.event.id()));
        fields.insert("category".to_owned(), json!(category));
        let id = RecordId::of_landing(show.advance, question.key.as_str(), idx);
        create(show.everyone, Kind::File, id, Value::Object(fields))
    };
    files.enumerate().filter(|(_, file)| !is_there(file)).map(copy).collect()
}

fn create(scope: ScopeId, kind: Kind, id: RecordId, fields: Value) -> Edit {
    let Value::Object(fields) = fields else { unreachable!("fields are written as an object") };
    Edit::Create(Create { scope, kind, id, fields })
}

fn rows(answer: &Value) -> &[Value] {
    answer.as_array().map(Vec::as_slice).unwrap_or_default()
}
