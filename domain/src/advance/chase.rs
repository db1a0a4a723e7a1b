//! Chasing: which venue owes what, and which reminder is due.

use chrono::NaiveDate;
use serde::Serialize;

use super::begin::{is_advanced, sheet_of};
use super::progress::{AdvanceStatus, of_sheet};
use super::sheet::{FieldState, asked};
use crate::book::{Book, Entry};
use crate::ids::RecordId;
use crate::record::kinds::{Advance, Event};
use crate::record::{Asks, LeadDays, Line};
use crate::time::Zone;
use crate::view::record_title;

/// How many days before a show its venue is reminded, where the tour says nothing else.
pub const LEAD_DAYS_DEFAULT: [u16; 4] = [21, 14, 7, 2];

/// What is owed for one show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Owed {
    /// The sheet.
    pub advance: RecordId,
    /// The date of the show.
    pub date: NaiveDate,
    /// What the show is called.
    pub show: String,
    /// How far the sheet is.
    pub status: AdvanceStatus,
    /// Days until the show, by the clock of its place.
    pub days_left: i64,
    /// The newest reminder that has fallen due, as days before the show; none before the first.
    pub lead_days: Option<u16>,
    /// Who is to answer for the venue.
    pub recipient_name: Option<String>,
    /// Their e-mail.
    pub recipient_email: Option<String>,
    /// What the venue owes, with what is late first.
    pub venue_owes: Vec<OwedField>,
    /// What the tour owes.
    pub tour_owes: Vec<OwedField>,
    /// Whether nobody is reminded of it.
    pub no_reminders: bool,
}

/// A required question without an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwedField {
    /// Which question.
    pub key: String,
    /// What is asked.
    pub label: String,
    /// The date it is due.
    pub due: NaiveDate,
    /// Whether that date is past.
    pub late: bool,
}

/// The days before a show on which its venue is reminded, the largest first.
pub fn lead_days(book: &Book) -> Vec<u16> {
    let said = book.tour().and_then(|tour| tour.reminder_days.as_ref());
    said.map_or_else(|| LEAD_DAYS_DEFAULT.to_vec(), |days| LeadDays::as_slice(days).to_vec())
}

/// What is owed for every show that is still to come and not complete, by date. `today` says the date
/// in a zone.
pub fn chase(book: &Book, today: impl Fn(Option<Zone>) -> NaiveDate) -> Vec<Owed> {
    let leads = lead_days(book);
    let mut owed = Vec::new();
    for date in book.dates() {
        let Some(on) = book.on(date) else { continue };
        let today = today(on.zone());
        if date < today {
            continue;
        }
        for event in on.events().into_iter().filter(|event| is_advanced(event)) {
            let sheet = sheet_of(book, event.id());
            let sheet = sheet.map(|sheet| of_show(book, event, sheet, (date, today), &leads));
            owed.extend(sheet.filter(|owed| owed.status != AdvanceStatus::Completed));
        }
    }
    owed
}

/// What is owed on one sheet, also where it is complete or its show is past; nothing where the sheet, its
/// show or its day is gone, or the show is off.
pub fn owed_on(
    book: &Book,
    advance: RecordId,
    today: impl Fn(Option<Zone>) -> NaiveDate,
) -> Option<Owed> {
    let sheet = book.get::<Advance>(advance)?;
    let event = book.get::<Event>(sheet.event?).filter(|event| is_advanced(event))?;
    let date = book.date_of(event.day?)?;
    let today = today(book.on(date).and_then(|on| on.zone()));
    Some(of_show(book, event, sheet, (date, today), &lead_days(book)))
}

fn of_show(
    book: &Book,
    event: &Entry<Event>,
    advance: &Entry<Advance>,
    (date, today): (NaiveDate, NaiveDate),
    leads: &[u16],
) -> Owed {
    let sheet = asked(book, advance);
    let days_left = (date - today).num_days();
    // Without a date of its own a question is due when the first reminder is.
    let usual = leads.first().copied().unwrap_or_default();
    let owes = |asks: Asks| {
        let open = sheet.iter().filter(|one| {
            let question = one.question;
            question.required && question.asks == asks && one.state() == FieldState::Open
        });
        let mut fields: Vec<_> = open
            .map(|one| {
                let before = chrono::Days::new(one.question.due_days.unwrap_or(usual).into());
                let due = date.checked_sub_days(before).unwrap_or(date);
                let (key, label) = (one.question.key.to_string(), one.question.label.to_string());
                OwedField { key, label, due, late: due < today }
            })
            .collect();
        fields.sort_by_key(|field| field.due);
        fields
    };
    let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
    Owed {
        advance: advance.id(),
        date,
        show: record_title(book, event.record()),
        status: of_sheet(book, advance, &sheet).status,
        days_left,
        lead_days: leads.iter().copied().filter(|lead| i64::from(*lead) >= days_left).min(),
        recipient_name: text(&advance.recipient_name),
        recipient_email: text(&advance.recipient_email),
        venue_owes: owes(Asks::Venue),
        tour_owes: owes(Asks::Tour),
        no_reminders: advance.no_reminders == Some(true),
    }
}
