//! The mails of advancing, in words: the one that asks a venue to fill the sheet in, and the reminder.
//! Where the link goes stands `{link}`: a secret is not known here and kept nowhere.

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::chase::{Owed, OwedField};
use crate::book::{Book, Entry};
use crate::ids::RecordId;
use crate::limits::LINE_CHARS_MAX;
use crate::record::Line;
use crate::record::kinds::{Advance, Event, Person, Venue};
use crate::view::words::{long_date, place_name, short_date, text};

/// What stands in a mail where its link goes.
pub const LINK: &str = "{link}";
/// Questions that a mail names. A whole sheet is what the link is for.
const LINES_MAX: usize = 20;

/// A mail in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MailText {
    /// What stands above it.
    pub subject: String,
    /// What it says, with [`LINK`] where the link goes.
    pub body: String,
}

/// How far a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailStatus {
    /// It waits for somebody to look at it.
    Draft,
    /// It is being handed to the mail server.
    Sending,
    /// The mail server has taken it.
    Sent,
    /// Its text was given out, for somebody to send it by themselves.
    Copied,
    /// It was not sent, or nobody knows whether it was; its problem says which.
    Failed,
    /// Nobody will send it.
    Dropped,
}

impl MailStatus {
    /// Every status.
    pub const ALL: &'static [Self] =
        &[Self::Draft, Self::Sending, Self::Sent, Self::Copied, Self::Failed, Self::Dropped];

    /// The word as it is stored and stands in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Copied => "copied",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }

    /// The status of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|status| status.word() == word)
    }

    /// Whether it may still be changed, sent or dropped.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Failed)
    }
}

/// The mail that fits: a sheet that the venue was never given is asked for, any other reminded of.
pub fn mail_for(book: &Book, owed: &Owed) -> MailText {
    let sheet = book.get::<Advance>(owed.advance);
    let was_given = sheet.is_some_and(|sheet| sheet.sent_on.is_some());
    if was_given { reminder(book, owed) } else { first_mail(book, owed) }
}

/// The first mail: what it is about, the link, and which answers the tour cannot do without.
pub fn first_mail(book: &Book, owed: &Owed) -> MailText {
    let show = Show::of(book, owed);
    let mut body = greeting(owed);
    let _ = write!(
        body,
        "This is about {} on {}. We would like to agree everything about the day with you in \
        writing.\n\nOur questions are on one page. It opens without an account, keeps what you have \
        filled in, and several of you may work on it:\n\n{LINK}\n\n",
        show.name,
        with_year(&long_date(owed.date), owed.date),
    );
    if !owed.venue_owes.is_empty() {
        body += "What we need most:\n\n";
        body += &listed(&owed.venue_owes, |_| String::new());
        body.push('\n');
    }
    body += "What you do not know yet can wait; please fill in the rest.\n\n";
    body += &sign_off(book);
    MailText { subject: subject(&show, "advance"), body }
}

/// A reminder: what is still open, with what is late first.
pub fn reminder(book: &Book, owed: &Owed) -> MailText {
    let show = Show::of(book, owed);
    let n_open = owed.venue_owes.len();
    let mut body = greeting(owed);
    let _ = write!(
        body,
        "{} on {} is {}. ",
        show.name,
        with_year(&long_date(owed.date), owed.date),
        in_days(owed.days_left)
    );
    if n_open == 0 {
        body += "Please look through what we have agreed:\n\n";
    } else {
        body += match n_open {
            1 => "One answer is still open:\n\n",
            _ => "These answers are still open:\n\n",
        };
        let was_due = |field: &OwedField| {
            let due = field.late.then(|| short_date(field.due));
            due.map_or_else(String::new, |due| format!(" (was due {due})"))
        };
        body += &listed(&owed.venue_owes, was_due);
        body += "\nThey can be filled in here, a few at a time if that is easier:\n\n";
    }
    body += LINK;
    body += "\n\nIf somebody else looks after this, please pass the link on.\n\n";
    body += &sign_off(book);
    let what = match n_open {
        0 => "advance".to_owned(),
        1 => "1 answer open".to_owned(),
        n_open => format!("{n_open} answers open"),
    };
    MailText { subject: subject(&show, &what), body }
}

/// A show as somebody at its venue knows it.
struct Show {
    /// `Hollow Coast at Paradiso, Amsterdam`.
    name: String,
    date: NaiveDate,
}

impl Show {
    fn of(book: &Book, owed: &Owed) -> Self {
        let sheet = book.get::<Advance>(owed.advance);
        let event = sheet.and_then(|sheet| book.get::<Event>(sheet.event?));
        let venue = event.and_then(|event| book.get::<Venue>(event.venue?));
        let venue = venue.and_then(|venue| text(venue.name.as_ref()));
        let city = book.on(owed.date).and_then(|on| place_name(on.place()?));
        let city = city.filter(|city| Some(city) != venue.as_ref());
        let artist = book.tour().and_then(|tour| text(tour.artist.as_ref().or(tour.name.as_ref())));
        let artist = artist.unwrap_or_else(|| owed.show.clone());
        let name = match (venue, city) {
            (Some(venue), Some(city)) => format!("{artist} at {venue}, {city}"),
            (Some(venue), None) => format!("{artist} at {venue}"),
            (None, Some(city)) => format!("{artist} in {city}"),
            (None, None) => artist,
        };
        Self { name, date: owed.date }
    }
}

/// On one line that a record could hold: what is too long loses its end, not the date.
fn subject(show: &Show, what: &str) -> String {
    let tail = format!(", {}: {what}", with_year(&short_date(show.date), show.date));
    let room = LINE_CHARS_MAX.saturating_sub(tail.chars().count());
    let name: String = show.name.chars().take(room).collect();
    format!("{}{tail}", name.trim_end())
}

fn with_year(date: &str, of: NaiveDate) -> String {
    format!("{date} {}", of.format("%Y"))
}

fn greeting(owed: &Owed) -> String {
    match &owed.recipient_name {
        Some(name) => format!("Hello {name},\n\n"),
        None => "Hello,\n\n".to_owned(),
    }
}

fn listed(fields: &[OwedField], remark: impl Fn(&OwedField) -> String) -> String {
    let mut list = String::new();
    for field in fields.iter().take(LINES_MAX) {
        let _ = writeln!(list, "- {}{}", field.label, remark(field));
    }
    let n_more = fields.len().saturating_sub(LINES_MAX);
    if n_more > 0 {
        let _ = writeln!(list, "- and {n_more} more");
    }
    list
}

fn in_days(days_left: i64) -> String {
    match days_left {
        i64::MIN..0 => "over".to_owned(),
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

/// Who writes, as far as the tour book says it, and how to reach them.
fn sign_off(book: &Book) -> String {
    let tour = book.tour();
    let artist = tour.and_then(|tour| text(tour.artist.as_ref().or(tour.name.as_ref())));
    let manager = tour.and_then(|tour| tour.tour_manager);
    let mut lines = vec!["Thank you".to_owned(), String::new()];
    match manager.and_then(|id: RecordId| book.get::<Person>(id)) {
        Some(person) => {
            lines.extend(text(person.name.as_ref()));
            lines.push(artist.map_or("Tour manager".to_owned(), |a| format!("Tour manager, {a}")));
            lines.extend(reached_at(person));
        }
        None => lines.extend(artist),
    }
    lines.join("\n").trim_end().to_owned()
}

fn reached_at(person: &Entry<Person>) -> impl Iterator<Item = String> {
    let known: [&Option<Line>; 2] = [&person.phone, &person.email];
    known.into_iter().flatten().map(ToString::to_string)
}

#[cfg(test)]
mod tests;
