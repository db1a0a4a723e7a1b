//! One advance sheet: every question with its answer, who gave it, what stands in the tour book in its
//! place, what was decided, and what the venue said the last time.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;

use super::board::show_title;
use crate::advance::{
    Asked, FieldState, Progress, Visit, asked, guest_of, last_visit, of_sheet, planned,
};
use crate::book::{Book, Entry};
use crate::ids::RecordId;
use crate::record::kinds::{Advance, Day, Event, File, Handout, Venue};
use crate::record::{AnswerVia, Input, Outcome, Question, Section};
use crate::time::Zone;
use crate::view::words::{account_name, place_name, record_title, text};

/// One advance sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdvanceSheet {
    /// The sheet's record.
    pub advance: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// The event.
    pub event: RecordId,
    /// The date of the show.
    pub date: NaiveDate,
    /// The zone of its clocks.
    pub zone: Option<Zone>,
    /// What the show is called.
    pub show: String,
    /// The venue.
    pub venue: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// How far it is.
    #[serde(flatten)]
    pub progress: Progress,
    /// Who is to answer for the venue.
    pub recipient_name: Option<String>,
    /// Their e-mail.
    pub recipient_email: Option<String>,
    /// Who advances it for the tour.
    pub owner: Option<String>,
    /// When the link was last given to the venue.
    pub sent_on: Option<NaiveDate>,
    /// Whether the tour calls it complete, whatever is open.
    pub closed: bool,
    /// Whether nobody is reminded.
    pub no_reminders: bool,
    /// What the tour notes about it. The venue does not see it.
    pub notes: Option<String>,
    /// The newest visit to the venue before this one.
    pub last_visit: Option<NaiveDate>,
    /// The sections in the order of the sheet.
    pub parts: Vec<SheetSection>,
    /// The versions of files that the venue was given.
    pub handouts: Vec<HandoutShown>,
}

/// A section of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetSection {
    /// Which.
    pub section: Section,
    /// Its questions.
    pub fields: Vec<SheetField>,
}

/// A question with everything that is known of its answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetField {
    /// The id of the answer's record, whether it is there or not.
    pub id: RecordId,
    /// How often that record was changed; 0 where it is not there.
    pub ver: u64,
    /// The question.
    pub question: Question,
    /// Whether this sheet alone asks it.
    pub own: bool,
    /// How far it is.
    pub state: FieldState,
    /// The answer in force.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answer: Value,
    /// The answer as it is read.
    pub text: Option<String>,
    /// Who gave it.
    pub by: Option<String>,
    /// By which way.
    pub via: Option<AnswerVia>,
    /// When, as the server's or their device's clock said.
    pub at: Option<DateTime<Utc>>,
    /// The scope's counter at the answer; 0 for none.
    pub seq: u64,
    /// What was remarked about it.
    pub remark: Option<String>,
    /// What the tour book says in its place.
    pub planned: Option<PlannedShown>,
    /// What was decided.
    pub decided: Option<DecidedShown>,
    /// The dispute, where there are two answers.
    pub dispute: Option<RecordId>,
    /// The answers that are not in force, oldest first.
    pub others: Vec<CandidateShown>,
    /// What the venue said the last time.
    pub before: Option<BeforeShown>,
}

/// What the tour book says where an answer would go.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlannedShown {
    /// The record.
    pub record: RecordId,
    /// What it says.
    pub text: String,
    /// Whether the answer says something else.
    pub differs: bool,
}

/// What the tour has decided about an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecidedShown {
    /// What.
    pub outcome: Outcome,
    /// What holds instead, as it is read.
    pub instead: Option<String>,
    /// What the venue is told.
    pub note: Option<String>,
    /// Who decided.
    pub by: Option<String>,
    /// Whether the answer has changed since.
    pub outdated: bool,
}

/// An answer that is not in force.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CandidateShown {
    /// The answer.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answer: Value,
    /// As it is read.
    pub text: String,
    /// Who gave it.
    pub by: Option<String>,
    /// When, as the server's or their device's clock said.
    pub said_at: Option<String>,
}

/// What the venue said the last time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BeforeShown {
    /// The answer.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answer: Value,
    /// As it is read.
    pub text: String,
    /// The date of that show.
    pub date: NaiveDate,
    /// How many days before this one that was.
    pub age_days: i64,
    /// Who had answered.
    pub by: Option<String>,
}

/// A version of a file that the venue was given.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandoutShown {
    /// The hand-out's record.
    pub id: RecordId,
    /// The file's record.
    pub file: RecordId,
    /// What it was called.
    pub name: String,
    /// The version it said it was.
    pub version: Option<String>,
    /// Who was given it.
    pub recipient: Option<String>,
    /// When.
    pub given_on: Option<NaiveDate>,
    /// Whether the file has other content now: they hold an old one.
    pub outdated: bool,
    /// The version that the file says it is now.
    pub newest: Option<String>,
}

/// The sheet of this id; nothing where it, its event or its day is gone.
pub fn advance_sheet(book: &Book, directory: &Book, id: RecordId) -> Option<AdvanceSheet> {
    let advance = book.get::<Advance>(id)?;
    let event = book.get::<Event>(advance.event?)?;
    let day = book.get::<Day>(event.day?)?;
    let date = day.date?;
    let city = day.place.as_ref().and_then(place_name);
    let venue = event.venue.and_then(|venue| book.get::<Venue>(venue));
    let sheet = asked(book, advance);
    let visit = last_visit(book, directory, advance);
    let mut parts: Vec<SheetSection> = Vec::new();
    for one in &sheet {
        let shown = field(book, advance, one, &visit, date);
        let section = one.question.section;
        match parts.iter_mut().find(|part| part.section == section) {
            Some(part) => part.fields.push(shown),
            None => parts.push(SheetSection { section, fields: vec![shown] }),
        }
    }
    parts.sort_by_key(|part| part.section as u8);
    let owner = advance.owner.and_then(|owner| book.record(owner));
    Some(AdvanceSheet {
        advance: id,
        ver: advance.ver(),
        event: event.id(),
        date,
        zone: day.zone,
        show: show_title(book, date, event, city.as_deref()),
        venue: venue.and_then(|venue| text(venue.name.as_ref())),
        city,
        progress: of_sheet(book, advance, &sheet),
        recipient_name: text(advance.recipient_name.as_ref()),
        recipient_email: text(advance.recipient_email.as_ref()),
        owner: owner.map(|owner| record_title(book, owner)),
        sent_on: advance.sent_on,
        closed: advance.closed == Some(true),
        no_reminders: advance.no_reminders == Some(true),
        notes: text(advance.notes.as_ref()),
        last_visit: visit.date,
        parts,
        handouts: book.linked::<Handout>(id).map(|handout| shown_handout(book, handout)).collect(),
    })
}

fn field(
    book: &Book,
    advance: &Entry<Advance>,
    one: &Asked<'_>,
    visit: &Visit,
    date: NaiveDate,
) -> SheetField {
    let input = &one.question.input;
    let answered = one.answered();
    let by = answered.as_ref().and_then(|answered| {
        let account = || account_name(book, answered.account?);
        answered.by.clone().or_else(account)
    });
    let there = planned(book, advance, one.question, one.answer());
    let before = visit.answers.get(one.question.key.as_str()).map(|before| BeforeShown {
        text: input.show(&before.answer),
        answer: before.answer.clone(),
        date: before.date,
        age_days: (date - before.date).num_days(),
        by: before.by.clone(),
    });
    SheetField {
        id: one.id,
        ver: one.field.map_or(0, Entry::ver),
        question: one.question.clone(),
        own: one.own,
        state: one.state(),
        answer: one.answer().cloned().unwrap_or_default(),
        text: one.answer().map(|answer| answer_text(book, one.question, answer)),
        by,
        via: answered.as_ref().and_then(|answered| answered.via),
        at: answered.and_then(|answered| answered.at),
        seq: one.answer_seq(),
        remark: one.field.and_then(|field| text(field.remark.as_ref())),
        planned: there.map(|there| PlannedShown {
            record: there.record,
            text: there.text,
            differs: one.answer().is_some() && !there.same,
        }),
        decided: decided(book, one),
        dispute: one.dispute.map(Entry::id),
        others: others(book, one),
        before,
    }
}

/// An answer as it is read: files by their names.
fn answer_text(book: &Book, question: &Question, answer: &Value) -> String {
    if question.input != Input::File {
        return question.input.show(answer);
    }
    let ids = answer.as_array().map(Vec::as_slice).unwrap_or_default();
    let name = |id: &Value| {
        let file = book.get::<File>(id.as_str()?.parse().ok()?)?;
        text(file.name.as_ref())
    };
    ids.iter().filter_map(name).collect::<Vec<_>>().join("\n")
}

fn decided(book: &Book, one: &Asked<'_>) -> Option<DecidedShown> {
    let field = one.field?;
    let decided = field.decided.as_ref()?;
    let by = field.stamps().get("decided").and_then(|stamp| stamp.by);
    Some(DecidedShown {
        outcome: decided.outcome,
        instead: decided.instead.as_ref().map(|instead| one.question.input.show(instead)),
        note: text(decided.note.as_ref()),
        by: by.and_then(|by| account_name(book, by)),
        outdated: matches!(one.state(), FieldState::Answered | FieldState::Open),
    })
}

fn others(book: &Book, one: &Asked<'_>) -> Vec<CandidateShown> {
    let candidates = one.dispute.and_then(|dispute| dispute.candidates.as_ref());
    let candidates = candidates.map(|all| all.0.as_slice()).unwrap_or_default();
    let shown = |candidate: &crate::record::kinds::Candidate| CandidateShown {
        answer: candidate.value.clone(),
        text: one.question.input.show(&candidate.value),
        by: candidate
            .via
            .as_deref()
            .map(|via| guest_of(via).to_owned())
            .or_else(|| account_name(book, candidate.author)),
        said_at: candidate.said_at.clone(),
    };
    candidates.iter().map(shown).collect()
}

pub(super) fn shown_handout(book: &Book, handout: &Entry<Handout>) -> HandoutShown {
    let file = handout.file.and_then(|file| book.get::<File>(file));
    HandoutShown {
        id: handout.id(),
        file: handout.file.unwrap_or_else(|| handout.id()),
        name: text(handout.name.as_ref()).unwrap_or_default(),
        version: text(handout.version.as_ref()),
        recipient: text(handout.recipient.as_ref()),
        given_on: handout.given_on,
        outdated: file.is_some_and(|file| file.hash != handout.hash),
        newest: file.and_then(|file| text(file.version.as_ref())),
    }
}
