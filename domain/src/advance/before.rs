//! What a venue said the last time: earlier sheets of this tour at the same house, and visits that
//! were kept in the directory. Nothing of it is an answer until somebody confirms it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;

use super::sheet::asked;
use crate::book::{Book, Entry};
use crate::record::kinds::{Advance, Event, Venue};
use crate::record::{Line, Question, Questions};

/// What was answered at an earlier visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// The answer.
    pub answer: Value,
    /// The date of that show.
    pub date: NaiveDate,
    /// Who had answered.
    pub by: Option<String>,
}

/// What is known of earlier visits to the venue of one sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visit {
    /// The newest of them.
    pub date: Option<NaiveDate>,
    /// The newest answer to each question that this sheet asks and asked in a form that still fits.
    pub answers: BTreeMap<String, Before>,
}

/// What is known of earlier visits to the venue of a sheet. `directory` holds the organisation's
/// venues and the visits kept with them; it may be empty.
pub fn last_visit(book: &Book, directory: &Book, advance: &Entry<Advance>) -> Visit {
    let mut visit = Visit::default();
    let Some((date, venue)) = house_of(book, advance) else { return visit };
    let questions = advance.questions.as_ref().map(Questions::as_slice).unwrap_or_default();
    let mut sheets: Vec<(NaiveDate, &Book, &Entry<Advance>)> = Vec::new();
    for earlier in book.all::<Advance>() {
        let there = house_of(book, earlier).filter(|(_, house)| is_same_house(house, venue));
        sheets.extend(there.filter(|(on, _)| *on < date).map(|(on, _)| (on, book, earlier)));
    }
    for kept in directory.all::<Advance>() {
        let house = kept.venue.and_then(|house| directory.get::<Venue>(house));
        let on = kept.visited.filter(|on| *on < date);
        if let (Some(on), Some(_)) = (on, house.filter(|house| is_same_house(house, venue))) {
            sheets.push((on, directory, kept));
        }
    }
    sheets.sort_by_key(|(on, _, sheet)| (std::cmp::Reverse(*on), sheet.id()));
    for (on, book, sheet) in sheets {
        take(&mut visit, questions, on, book, sheet);
    }
    visit
}

fn take(
    visit: &mut Visit,
    questions: &[Question],
    date: NaiveDate,
    book: &Book,
    sheet: &Entry<Advance>,
) {
    for earlier in asked(book, sheet) {
        let key = earlier.question.key.as_str();
        let question = questions.iter().find(|question| question.key.as_str() == key);
        let (Some(question), Some(answer)) = (question, earlier.settled()) else { continue };
        // A file is a record of the tour that it was sent to.
        let is_file = question.input == crate::record::Input::File;
        if is_file || question.input.check(answer).is_err() || visit.answers.contains_key(key) {
            continue;
        }
        let by = earlier.answered().and_then(|answered| answered.by);
        visit.date = visit.date.max(Some(date));
        visit.answers.insert(key.to_owned(), Before { answer: answer.clone(), date, by });
    }
}

/// The date and the venue of a sheet of the tour.
fn house_of<'b>(book: &'b Book, sheet: &Advance) -> Option<(NaiveDate, &'b Entry<Venue>)> {
    let event = book.get::<Event>(sheet.event?)?;
    Some((book.date_of(event.day?)?, book.get(event.venue?)?))
}

/// Whether two records mean one house: one was copied from the other, both from a third, or name and
/// city are the same and nothing says that they differ.
pub(super) fn is_same_house(one: &Entry<Venue>, other: &Entry<Venue>) -> bool {
    let origin = |venue: &Entry<Venue>| venue.copied_from.unwrap_or(venue.id());
    if origin(one) == origin(other) {
        return true;
    }
    let lower = |line: &Line| line.as_str().to_lowercase();
    let name = |venue: &Venue| venue.name.as_ref().map(lower);
    let city =
        |venue: &Venue| venue.place.as_ref().and_then(|place| place.city.as_ref()).map(lower);
    let country = |venue: &Venue| venue.place.as_ref().and_then(|place| place.country.clone());
    let agree = country(one).zip(country(other)).is_none_or(|(one, other)| one == other);
    name(one) == name(other) && city(one).is_some() && city(one) == city(other) && agree
}
