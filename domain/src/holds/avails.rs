//! Avails: the dates on which the tour could still play, to be sent to agents.

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::{is_live, is_show, venue_name};
use crate::book::{Book, DayOn, Entry};
use crate::ids::RecordId;
use crate::record::kinds::{DayType, Hold, HoldStatus, Status, Venue};
use crate::record::{Place, Whole};

/// Dates that are listed at most: two years.
pub const AVAILS_DATES_MAX: usize = 731;

/// Which dates are asked for; the tour's own where nobody said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AvailsAsked {
    /// The first.
    pub from: Option<NaiveDate>,
    /// The last.
    pub to: Option<NaiveDate>,
}

/// A date on which the tour could still play.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Avail {
    /// The date.
    pub date: NaiveDate,
    /// The day's record; null for a date that the tour has not made a day of.
    pub day_id: Option<RecordId>,
    /// Where the party is that day, as far as somebody said.
    pub city: Option<String>,
    /// The live holds, the best first.
    pub holds: Vec<HeldAt>,
}

/// A hold on such a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldAt {
    /// The hold's record.
    pub id: RecordId,
    /// What the venue is called.
    pub venue: Option<String>,
    /// The city of the venue.
    pub city: Option<String>,
    /// Its place in the venue's queue.
    pub level: Option<i64>,
    /// Whether somebody behind it wants the date.
    pub is_challenged: bool,
    /// The last date on which it is kept, or can be confirmed where it is challenged.
    pub until: Option<NaiveDate>,
    /// The agent or promoter.
    pub agent: Option<String>,
}

/// The dates on which the tour could still play: those without a show that is agreed, and that are not for
/// something else.
pub fn avails(book: &Book, asked: AvailsAsked) -> Vec<Avail> {
    let dates: Vec<_> = book.dates().collect();
    let first = asked.from.or(dates.first().copied());
    let last = asked.to.or(dates.last().copied());
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let range = first.iter_days().take_while(|date| *date <= last).take(AVAILS_DATES_MAX);
    range.filter_map(|date| avail(book, date)).collect()
}

fn avail(book: &Book, date: NaiveDate) -> Option<Avail> {
    let Some(on) = book.on(date) else {
        return Some(Avail { date, day_id: None, city: None, holds: Vec::new() });
    };
    let mut holds: Vec<_> = on.holds().into_iter().filter(|hold| is_live(hold)).collect();
    holds.sort_by_key(|hold| (hold.level.map_or(i64::MAX, Whole::get), hold.id()));
    let city = on.place().and_then(|place| place.city.as_ref()).map(ToString::to_string);
    (!is_taken(&on)).then(|| Avail {
        date,
        day_id: Some(on.day().id()),
        city,
        holds: holds.into_iter().map(|hold| held_at(book, hold)).collect(),
    })
}

/// Whether a date is for something: a show that is agreed, or anything but a show.
fn is_taken(on: &DayOn<'_>) -> bool {
    let is_else = match on.day_type() {
        Some(
            DayType::Travel
            | DayType::DayOff
            | DayType::Rehearsal
            | DayType::Press
            | DayType::LoadIn
            | DayType::Prep,
        ) => true,
        None | Some(DayType::Show | DayType::Festival | DayType::Custom) => false,
    };
    is_else || is_booked(on)
}

/// Whether a date has a show that is agreed.
pub(super) fn is_booked(on: &DayOn<'_>) -> bool {
    let agreed = |status: Option<Status>| status == Some(Status::Confirmed);
    let event = on.events().iter().any(|event| is_show(event) && agreed(event.status));
    event || (on.is_show() && agreed(on.day().status))
}

fn held_at(book: &Book, hold: &Entry<Hold>) -> HeldAt {
    let venue = hold.venue.and_then(|id| book.get::<Venue>(id));
    let place = venue.and_then(|venue| venue.place.as_ref()).or(hold.place.as_ref());
    let city = |place: &Place| place.city.as_ref().map(ToString::to_string);
    let is_challenged = hold.status == Some(HoldStatus::Challenged);
    HeldAt {
        id: hold.id(),
        venue: venue_name(book, hold),
        city: place.and_then(city),
        level: hold.level.map(Whole::get),
        is_challenged,
        until: if is_challenged { hold.challenge_until.or(hold.expires) } else { hold.expires },
        agent: hold.agent.as_ref().map(ToString::to_string),
    }
}

/// The same for those who are not to know who holds: without venues, cities and agents.
#[must_use]
pub fn without_venues(mut avails: Vec<Avail>) -> Vec<Avail> {
    for hold in avails.iter_mut().flat_map(|avail| &mut avail.holds) {
        (hold.venue, hold.city, hold.agent) = (None, None, None);
    }
    avails
}

/// Avails as text for an e-mail, one line a date: `Sat 5 Dec 2026 — 2nd hold, Melkweg, Amsterdam (until 20 Nov)`.
/// Without venues it can go to those who are not to know who else holds: `Sat 5 Dec 2026 — 2nd hold`.
pub fn avails_text(avails: &[Avail], with_venues: bool) -> String {
    let line = |avail: &Avail| {
        let date = avail.date.format("%a %-d %b %Y");
        let holds: Vec<_> =
            avail.holds.iter().map(|hold| hold_text(hold, avail.date, with_venues)).collect();
        let what = if holds.is_empty() { "open".to_owned() } else { holds.join("; ") };
        format!("{date} — {what}\n")
    };
    avails.iter().map(line).collect()
}

fn hold_text(hold: &HeldAt, date: NaiveDate, with_venues: bool) -> String {
    let mut text =
        hold.level.map_or_else(|| "hold".to_owned(), |level| format!("{} hold", ordinal(level)));
    if with_venues {
        for part in [&hold.venue, &hold.city].into_iter().flatten() {
            text.push_str(", ");
            text.push_str(part);
        }
    }
    let until = hold.until.map(|until| {
        let form = if until.year() == date.year() { "%-d %b" } else { "%-d %b %Y" };
        let word = if hold.is_challenged { "challenged, until" } else { "until" };
        format!(" ({word} {})", until.format(form))
    });
    text + &until.unwrap_or_default()
}

/// `1st`, `2nd`, `3rd`, `11th`.
pub fn ordinal(n: i64) -> String {
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}
