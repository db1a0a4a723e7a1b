//! Beginning sheets: one for each show, in one step, from a template. What is there stays: a sheet that
//! asks something else is shown with the difference, and gets missing questions only where somebody
//! says so.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::book::{Book, Entry};
use crate::change::{Create, Edit};
use crate::ids::{RecordId, ScopeId};
use crate::record::kinds::{Advance, Contact, ContactCategory, Event, EventType, Status};
use crate::record::{Kind, Line, Question, Questions};
use crate::view::record_title;

/// Which shows get a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Begin {
    /// The dates; every date with a show unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<NaiveDate>,
    /// Whether sheets that are there get the questions that they lack.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub add_missing: bool,
}

/// What beginning sheets would do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BeginPlan {
    /// Show by show, in the order of the dates.
    pub shows: Vec<SheetPlan>,
    /// The edits. The caller splits them into groups.
    pub edits: Vec<Edit>,
}

/// What it would do to one show.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetPlan {
    /// The date.
    pub date: NaiveDate,
    /// The event.
    pub event: RecordId,
    /// What the event is called.
    pub show: String,
    /// The sheet, or the id that it would have.
    pub advance: RecordId,
    /// Whether it is made.
    pub begins: bool,
    /// The questions that the template has and the sheet has not.
    pub missing: Vec<String>,
    /// The questions that stand in both and differ. They stay as they are on the sheet.
    pub differs: Vec<String>,
}

/// What beginning sheets with these questions would do. They go to `scope`.
pub fn begin(
    book: &Book,
    template: Option<RecordId>,
    questions: &Questions,
    asked: &Begin,
    scope: ScopeId,
) -> BeginPlan {
    let dates: BTreeSet<_> = asked.dates.iter().copied().collect();
    let mut plan = BeginPlan { shows: Vec::new(), edits: Vec::new() };
    for date in book.dates().filter(|date| dates.is_empty() || dates.contains(date)) {
        let Some(on) = book.on(date) else { continue };
        for event in on.events().into_iter().filter(|event| is_advanced(event)) {
            let (show, edit) = for_event(book, date, event, template, questions, asked, scope);
            plan.shows.push(show);
            plan.edits.extend(edit);
        }
    }
    plan
}

/// Whether an event has to be advanced: a show that is on. Rehearsals and interviews are not.
pub(crate) fn is_advanced(event: &Event) -> bool {
    let of_type = [EventType::Show, EventType::Festival, EventType::Support, EventType::Private];
    event.status != Some(Status::Cancelled)
        && event.event_type.is_none_or(|event_type| of_type.contains(&event_type))
}

/// The sheet of an event.
pub fn sheet_of(book: &Book, event: RecordId) -> Option<&Entry<Advance>> {
    let derived = book.get::<Advance>(RecordId::of_advance(event));
    derived
        .filter(|sheet| sheet.event == Some(event))
        .or_else(|| book.linked::<Advance>(event).find(|sheet| sheet.event == Some(event)))
}

fn for_event(
    book: &Book,
    date: NaiveDate,
    event: &Entry<Event>,
    template: Option<RecordId>,
    questions: &Questions,
    asked: &Begin,
    scope: ScopeId,
) -> (SheetPlan, Option<Edit>) {
    let show = record_title(book, event.record());
    let Some(sheet) = sheet_of(book, event.id()) else {
        let advance = RecordId::of_advance(event.id());
        let edit = new_sheet(book, event, template, questions, scope);
        let plan = SheetPlan {
            date,
            event: event.id(),
            show,
            advance,
            begins: true,
            missing: Vec::new(),
            differs: Vec::new(),
        };
        return (plan, Some(edit));
    };
    let there = sheet.questions.as_ref().map(Questions::as_slice).unwrap_or_default();
    let same_key = |question: &&Question| there.iter().find(|one| one.key == question.key);
    let all = questions.as_slice().iter();
    let missing: Vec<_> = all.clone().filter(|one| same_key(one).is_none()).collect();
    let differs = all.filter(|one| same_key(one).is_some_and(|there| there != *one));
    let labels =
        |questions: Vec<&Question>| questions.iter().map(|q| q.label.to_string()).collect();
    let plan = SheetPlan {
        date,
        event: event.id(),
        show,
        advance: sheet.id(),
        begins: false,
        differs: labels(differs.collect()),
        missing: labels(missing.clone()),
    };
    let adds = asked.add_missing && !missing.is_empty();
    let edit = adds.then(|| {
        let all: Vec<_> = there.iter().chain(missing).collect();
        Edit::set(sheet.record(), [("questions", json!(all))])
    });
    (plan, edit)
}

/// A sheet, with whom to send it to as far as the book knows: the venue's production, the promoter.
fn new_sheet(
    book: &Book,
    event: &Entry<Event>,
    template: Option<RecordId>,
    questions: &Questions,
    scope: ScopeId,
) -> Edit {
    let mut fields = crate::record::Fields::new();
    fields.insert("event".to_owned(), json!(event.id()));
    fields.insert("questions".to_owned(), json!(questions));
    if let Some(template) = template {
        fields.insert("template".to_owned(), json!(template));
    }
    if let Some(contact) = recipient(book, event) {
        let known = [("recipient_name", &contact.name), ("recipient_email", &contact.email)];
        let known = known.into_iter().filter_map(|(field, line)| Some((field, line.as_ref()?)));
        fields.extend(known.map(|(field, line)| (field.to_owned(), Value::from(line.as_str()))));
    }
    let id = RecordId::of_advance(event.id());
    Edit::Create(Create { scope, kind: Kind::Advance, id, fields })
}

fn recipient<'b>(book: &'b Book, event: &Entry<Event>) -> Option<&'b Entry<Contact>> {
    let about = [Some(event.id()), event.day, event.venue];
    let contacts = about.into_iter().flatten().flat_map(|id| book.contacts_of(id));
    let rank = |contact: &&Entry<Contact>| {
        let role = contact.role.as_ref().map(Line::as_str).unwrap_or_default().to_lowercase();
        let production = !role.contains("production");
        let category = match contact.category {
            Some(ContactCategory::Venue) => 0,
            Some(ContactCategory::Promoter) => 1,
            _ => 2,
        };
        (category, production)
    };
    let fits = |contact: &&Entry<Contact>| contact.email.is_some() && rank(contact).0 < 2;
    contacts.filter(fits).min_by_key(rank)
}
