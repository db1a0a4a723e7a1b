//! Avails: the dates that are still open, with the holds on them, as data and as text for an e-mail.

use chrono::NaiveDate;
use serde::Serialize;

use super::house::{house_name, is_confirmed_show};
use super::is_live;
use crate::book::{Book, DayOn, Entry};
use crate::ids::RecordId;
use crate::record::Whole;
use crate::record::kinds::{DayType, Hold, HoldStatus, Status};

/// A date that is open.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Avail {
    /// The date.
    pub date: NaiveDate,
    /// What venues keep for the tour on it, the best place in a queue first.
    pub holds: Vec<AvailHold>,
}

/// A hold on an open date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AvailHold {
    /// The hold.
    pub id: RecordId,
    /// Its place in the queue.
    pub level: Option<i64>,
    /// The house with its city; null where nobody has said it.
    pub venue: Option<String>,
    /// The last date on which a challenge can be answered, if there is one.
    pub challenge_until: Option<NaiveDate>,
    /// The last date on which it holds.
    pub expires: Option<NaiveDate>,
}

/// The dates of the tour from one to another that are open: without a confirmed show, and not agreed to
/// be a day off, a travel day or a day of other work. A date that the tour has no day for is not its own.
pub fn avails(book: &Book, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Vec<Avail> {
    let within =
        |date: &NaiveDate| from.is_none_or(|from| *date >= from) && to.is_none_or(|to| *date <= to);
    let days = book.dates().filter(within).filter_map(|date| book.on(date));
    days.filter(is_open).map(|on| avail(&on)).collect()
}

fn is_open(on: &DayOn<'_>) -> bool {
    let has_show = on.events().into_iter().any(|event| is_confirmed_show(event));
    let is_agreed = on.day().status == Some(Status::Confirmed);
    // A day of a type of its own may be anything, so it says nothing.
    let is_taken = is_agreed && on.day_type().is_some_and(|day_type| day_type != DayType::Custom);
    !has_show && !is_taken
}

fn avail(on: &DayOn<'_>) -> Avail {
    let live = on.holds().into_iter().filter(|hold| is_live(hold));
    Avail { date: on.date(), holds: live.map(|hold| avail_hold(on.book(), hold)).collect() }
}

fn avail_hold(book: &Book, hold: &Entry<Hold>) -> AvailHold {
    let is_challenged = hold.status == Some(HoldStatus::Challenged);
    AvailHold {
        id: hold.id(),
        level: hold.level.map(Whole::get),
        venue: house_name(book, hold),
        challenge_until: hold.challenge_until.filter(|_| is_challenged),
        expires: hold.expires,
    }
}

/// The open dates as text for an e-mail, one line each. `names_venues` is for those who may know where
/// the tour plays; others read of the holds alone.
pub fn avails_text(avails: &[Avail], names_venues: bool) -> String {
    let lines = avails.iter().map(|avail| {
        let date = avail.date.format("%a %-d %b %Y");
        let holds = avail.holds.iter().map(|hold| hold_text(hold, names_venues));
        let holds: Vec<_> = holds.collect();
        let state = if holds.is_empty() { "open".to_owned() } else { holds.join("; ") };
        format!("{date} — {state}\n")
    });
    lines.collect()
}

fn hold_text(hold: &AvailHold, names_venues: bool) -> String {
    let level =
        hold.level.map_or_else(|| "hold".to_owned(), |level| format!("{} hold", nth(level)));
    let venue = hold.venue.as_ref().filter(|_| names_venues);
    let venue = venue.map(|venue| format!(", {venue}")).unwrap_or_default();
    let day = |date: NaiveDate| date.format("%-d %b").to_string();
    let challenged = hold.challenge_until.map(|date| format!("challenged until {}", day(date)));
    let expires = hold.expires.map(|date| format!("expires {}", day(date)));
    let clocks: Vec<_> = challenged.into_iter().chain(expires).collect();
    let clocks =
        if clocks.is_empty() { String::new() } else { format!(" ({})", clocks.join(", ")) };
    format!("{level}{venue}{clocks}")
}

/// `1st`, `2nd`, `3rd`, `4th`: levels have one digit.
fn nth(level: i64) -> String {
    let ending = match level {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    format!("{level}{ending}")
}
