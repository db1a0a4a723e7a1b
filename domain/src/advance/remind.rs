//! Which mails are due to the venues of a tour, given what was mailed, and which drafts are of no use
//! any more. It makes nothing and sends nothing.

use chrono::{Days, NaiveDate};

use super::chase::{Owed, chase};
use super::mail::{MailStatus, MailText, mail_for};
use super::progress::AdvanceStatus;
use crate::book::Book;
use crate::ids::{AccountId, AdvanceMailId, RecordId, ScopeId};
use crate::record::kinds::{Advance, Reminders, Status};
use crate::time::Zone;

/// A mail that is there, as far as the schedule looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailed {
    /// The mail.
    pub id: AdvanceMailId,
    /// The sheet.
    pub advance: RecordId,
    /// The date of the show when it was written.
    pub show_on: NaiveDate,
    /// For a reminder: for how many days before the show.
    pub lead_days: Option<u16>,
    /// How far it is.
    pub status: MailStatus,
    /// Whether somebody has a hand in it: they have written or changed it.
    pub by_hand: bool,
}

/// A reminder to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The sheet.
    pub advance: RecordId,
    /// The date of the show.
    pub show_on: NaiveDate,
    /// For how many days before it.
    pub lead_days: u16,
    /// Whom it goes to.
    pub to_name: Option<String>,
    /// Their e-mail.
    pub to_email: String,
    /// What it says.
    pub text: MailText,
    /// Who made the sheet. What comes in by the mail's link is kept under their name.
    pub made_by: Option<AccountId>,
}

/// What there is to do for a tour now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Whether the tour has its reminders sent; otherwise they wait for somebody to look at them.
    pub sends: bool,
    /// The reminders to write, by date.
    pub reminders: Vec<Reminder>,
    /// Drafts that are to be dropped.
    pub outdated: Vec<AdvanceMailId>,
    /// Whether no sheet waits for anything any more, however many days pass.
    pub is_over: bool,
}

/// What there is to do now for the sheets of one audience. `mailed` holds the mails of that audience,
/// `today` says the date in a zone.
pub fn round(
    book: &Book,
    scope: ScopeId,
    mailed: &[Mailed],
    today: impl Fn(Option<Zone>) -> NaiveDate,
) -> Round {
    let tour = book.tour();
    let sends = tour.and_then(|tour| tour.reminders) == Some(Reminders::Sent);
    let is_on = tour.is_some_and(|tour| tour.status != Some(Status::Cancelled));
    let mut round = Round { sends, is_over: true, ..Round::default() };
    let mut open: Vec<&Mailed> =
        mailed.iter().filter(|mail| mail.status == MailStatus::Draft).collect();
    let owed = if is_on { chase(book, today) } else { Vec::new() };
    for owed in owed {
        let Some(sheet) = book.get::<Advance>(owed.advance) else { continue };
        if sheet.scope() != scope {
            continue;
        }
        round.is_over = false;
        let of_sheet: Vec<_> = mailed.iter().filter(|mail| mail.advance == owed.advance).collect();
        let due = due(&owed, sheet.sent_on, &of_sheet);
        // What waits for somebody stays, unless its date is wrong or a newer one takes its place.
        open.retain(|mail| {
            let is_replaced = due.is_some() && mail.lead_days.is_some() && !mail.by_hand;
            mail.advance != owed.advance || mail.show_on != owed.date || is_replaced
        });
        round.reminders.extend(due.and_then(|lead_days| {
            Some(Reminder {
                advance: owed.advance,
                show_on: owed.date,
                lead_days,
                to_name: owed.recipient_name.clone(),
                to_email: owed.recipient_email.clone()?,
                text: mail_for(book, &owed),
                made_by: sheet.stamps().get("event").and_then(|stamp| stamp.by),
            })
        }));
    }
    round.outdated = open.into_iter().map(|mail| mail.id).collect();
    round
}

/// The reminder that is due on a sheet: the newest alone, however many days were let pass, and none
/// where the venue was given its link since that day.
fn due(owed: &Owed, sent_on: Option<NaiveDate>, mailed: &[&Mailed]) -> Option<u16> {
    let lead_days = owed.lead_days?;
    let can_be = owed.status != AdvanceStatus::Completed
        && !owed.no_reminders
        && !owed.venue_owes.is_empty()
        && owed.recipient_email.is_some();
    let due_on = owed.date.checked_sub_days(Days::new(lead_days.into()))?;
    let was_given = sent_on.is_some_and(|sent_on| sent_on >= due_on);
    let is_there = |mail: &&Mailed| {
        mail.show_on == owed.date && mail.lead_days.is_some_and(|lead| lead <= lead_days)
    };
    (can_be && !was_given && !mailed.iter().any(is_there)).then_some(lead_days)
}

#[cfg(test)]
mod tests;
