//! Taking what was learnt back to the directory, on purpose: the venue's record is corrected, and the
//! answers are kept as a visit, from which the next form is filled in.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::before::is_same_house;
use super::decide::DecisionProblem;
use super::landing::Show;
use super::sheet::{Asked, asked};
use crate::book::{Book, Entry};
use crate::change::{Create, Edit};
use crate::ids::{RecordId, ScopeId};
use crate::record::kinds::{Advance, AdvanceField, Venue};
use crate::record::{Fields, Input, Kind, Record};

/// Fields of a venue that are of one copy of it and not of the house.
const OF_THE_COPY: [&str; 2] = ["copied_from", "notes"];

/// What would be kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Kept {
    /// Whether the directory did not know the venue.
    pub new_venue: bool,
    /// What would change in the directory's record of the venue.
    pub corrections: Vec<Correction>,
    /// How many answers are kept with the visit.
    pub answers: usize,
    /// The edits. The caller splits them into groups.
    pub edits: Vec<Edit>,
}

/// A field of a venue that the tour knows better than the directory.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Correction {
    /// The field.
    pub field: String,
    /// What the directory says; null for nothing.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub from: Value,
    /// What the tour says.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub to: Value,
}

/// What would be kept of one sheet in the directory, whose records go to `scope`.
pub fn keep(
    book: &Book,
    directory: &Book,
    advance: RecordId,
    scope: ScopeId,
    new_id: &mut impl FnMut() -> RecordId,
) -> Result<Kept, DecisionProblem> {
    let advance = book.get::<Advance>(advance).ok_or(DecisionProblem::NoShow)?;
    let show = Show::of(book, advance).ok_or(DecisionProblem::NoShow)?;
    let venue = show.venue.ok_or(DecisionProblem::NoVenue)?;
    let date = show.day.date.ok_or(DecisionProblem::NoShow)?;
    let known = directory.all::<Venue>().find(|house| is_same_house(house, venue));
    let mut kept =
        Kept { new_venue: known.is_none(), corrections: Vec::new(), answers: 0, edits: Vec::new() };
    let house = match known {
        Some(house) => {
            kept.corrections = corrections(house.record(), venue.record());
            house.id()
        }
        None => new_id(),
    };
    kept.edits.extend(venue_edit(known, venue, house, &kept.corrections, scope));
    if venue.copied_from != Some(house) && venue.id() != house {
        kept.edits.push(Edit::set(venue.record(), [("copied_from", json!(house))]));
    }
    let visit = visit_edits(book, directory, advance, (house, date), scope);
    kept.answers = visit.0;
    kept.edits.extend(visit.1);
    Ok(kept)
}

fn corrections(house: &Record, venue: &Record) -> Vec<Correction> {
    let learnt = venue
        .fields
        .iter()
        .filter(|(field, to)| !OF_THE_COPY.contains(&field.as_str()) && house.value(field) != *to);
    let correction = |(field, to): (&String, &Value)| Correction {
        field: field.clone(),
        from: house.value(field).clone(),
        to: to.clone(),
    };
    learnt.map(correction).collect()
}

fn venue_edit(
    known: Option<&Entry<Venue>>,
    venue: &Entry<Venue>,
    house: RecordId,
    corrections: &[Correction],
    scope: ScopeId,
) -> Option<Edit> {
    match known {
        Some(known) if corrections.is_empty() => {
            debug_assert_eq!(known.id(), house);
            None
        }
        Some(known) => {
            let to = corrections.iter().map(|one| (one.field.as_str(), one.to.clone()));
            Some(Edit::set(known.record(), to))
        }
        None => {
            let mut fields = venue.record().fields.clone();
            fields.retain(|field, _| !OF_THE_COPY.contains(&field.as_str()));
            Some(Edit::Create(Create { scope, kind: Kind::Venue, id: house, fields }))
        }
    }
}

/// The visit with its answers; what was kept of it before is brought up to date.
fn visit_edits(
    book: &Book,
    directory: &Book,
    advance: &Entry<Advance>,
    (house, date): (RecordId, NaiveDate),
    scope: ScopeId,
) -> (usize, Vec<Edit>) {
    let visit = RecordId::of_visit(house, date);
    let mut edits = Vec::new();
    if directory.get::<Advance>(visit).is_none() {
        let fields = object(json!({ "venue": house, "visited": date, "questions": [] }));
        edits.push(Edit::Create(Create { scope, kind: Kind::Advance, id: visit, fields }));
    }
    let mut n_answers = 0;
    for asked in asked(book, advance) {
        let Some(answer) = asked.settled().filter(|_| asked.question.input != Input::File) else {
            continue;
        };
        n_answers += 1;
        edits.extend(answer_edit(directory, &asked, answer, visit, scope));
    }
    (n_answers, edits)
}

fn answer_edit(
    directory: &Book,
    asked: &Asked<'_>,
    answer: &Value,
    visit: RecordId,
    scope: ScopeId,
) -> Option<Edit> {
    let id = RecordId::of_advance_field(visit, asked.question.key.as_str());
    let answered = asked.field.and_then(|field| field.answered.as_ref());
    if let Some(there) = directory.get::<AdvanceField>(id) {
        let wanted = [
            ("question", json!(asked.question)),
            ("answer", answer.clone()),
            ("answered", json!(answered)),
        ];
        let record = there.record();
        let changed: Vec<_> =
            wanted.into_iter().filter(|(field, to)| record.value(field) != to).collect();
        return (!changed.is_empty()).then(|| Edit::set(record, changed));
    }
    let mut fields = object(json!({
        "advance": visit, "key": asked.question.key, "question": asked.question, "answer": answer,
    }));
    if let Some(answered) = answered {
        fields.insert("answered".to_owned(), json!(answered));
    }
    Some(Edit::Create(Create { scope, kind: Kind::AdvanceField, id, fields }))
}

fn object(value: Value) -> Fields {
    let Value::Object(fields) = value else { unreachable!("it is written as an object") };
    fields
}
