//! Reminders on a schedule: every few minutes each tour with sheets is looked at, and what is due is
//! written as a draft, or sent where the tour says so and a mail server is set. What is due is decided in
//! `domain`; here it is made sure that each reminder is made once, by however many servers.

use std::collections::HashMap;
use std::time::Duration as Wait;

use chrono::{DateTime, TimeDelta, Utc};
use domain::advance::{self, MailStatus, Reminder};
use domain::ids::{AccountId, AdvanceMailId};
use domain::time::{Zone, local};
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use super::links::Sheet;
use super::mails::can_send;
use super::mails::deliver::{Sender, deliver};
use crate::app::App;
use crate::error::{Error, Result};
use crate::mail;
use crate::random;
use crate::service::access::{self, TourAccess};
use crate::service::books;
use crate::store::advance_mails::schedule::{Sheets, outlines, with_sheets};
use crate::store::advance_mails::{Mail, drop_draft, insert};
use crate::store::scopes::Head;

/// A server that has just started has other things to do.
const FIRST: Wait = Wait::from_mins(1);
/// How often it is looked whether something is due.
const EVERY: Wait = Wait::from_mins(5);
/// The hour of the show's place from which on a day counts: nobody is written to at midnight.
const FROM_HOUR: i64 = 9;
/// Minutes after which a tour in which nothing has changed is looked at again: a day has begun there.
const REST_MINUTES: i64 = 60;
/// Mails of one audience of a tour that are looked at. A tour of a year has not as many.
const MAILS_MAX: u64 = 20_000;

/// What a round has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reminded {
    /// Reminders that wait for somebody.
    pub drafted: usize,
    /// Reminders that were sent.
    pub sent: usize,
    /// Reminders that could not be sent, or nobody knows.
    pub failed: usize,
    /// Drafts that were dropped.
    pub dropped: usize,
}

/// Tours that were looked at and wait for nothing before a while has passed or something changes.
type Resting = HashMap<Sheets, Rest>;

struct Rest {
    heads: Vec<Head>,
    /// Until when; none for what is over.
    until: Option<DateTime<Utc>>,
}

/// Reminds until the server stops. Two servers on one database may do it at once.
pub fn remind_regularly(app: App) {
    tokio::spawn(async move {
        let mut stopping = app.stopping.subscribe();
        let mut ticks = interval_at(Instant::now() + FIRST, EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut resting = Resting::new();
        loop {
            tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return,
                _ = ticks.tick() => {}
            }
            match round(&app, &mut resting).await {
                Ok(done) if done == Reminded::default() => {}
                Ok(Reminded { drafted, sent, failed, dropped }) => {
                    tracing::info!(drafted, sent, failed, dropped, "venues were reminded");
                }
                Err(err) => tracing::warn!(error = %err, "no venue could be reminded"),
            }
        }
    });
}

/// Looks at every tour now.
pub async fn remind(app: &App) -> Result<Reminded> {
    round(app, &mut Resting::new()).await
}

async fn round(app: &App, resting: &mut Resting) -> Result<Reminded> {
    let all = with_sheets(app.store.reader()).await?;
    resting.retain(|sheets, _| all.binary_search(sheets).is_ok());
    let mut round = Round { app, resting, done: Reminded::default(), can_send: None };
    for sheets in all {
        if *app.stopping.borrow() {
            break;
        }
        // What one tour cannot be read for is no reason to leave the others alone.
        if let Err(err) = round.of_tour(sheets).await {
            tracing::warn!(error = %err, tour = %sheets.tour, "a tour's venues were not reminded");
        }
    }
    Ok(round.done)
}

/// One look at every tour.
struct Round<'a> {
    app: &'a App,
    resting: &'a mut Resting,
    done: Reminded,
    /// Whether the mail server is there, once it was asked.
    can_send: Option<bool>,
}

impl Round<'_> {
    async fn of_tour(&mut self, sheets: Sheets) -> Result<()> {
        let app = self.app;
        let now = app.clock.now();
        let (org, tour, scope) = (sheets.org, sheets.tour, sheets.scope);
        let access = access::through(app, (org, tour), scope, AccountId::of_schedule(tour)).await?;
        if self.resting.get(&sheets).is_some_and(|rest| rest.lasts(&access, now)) {
            return Ok(());
        }
        let mailed = outlines(app.store.reader(), &sheets, MAILS_MAX).await?;
        let morning = now - TimeDelta::hours(FROM_HOUR);
        let today = |zone: Option<Zone>| {
            zone.map_or(morning.date_naive(), |zone| local(zone, morning).date())
        };
        let found = books::read(app, &access, |book| advance::round(book, scope, &mailed, today));
        let found = found.await?;
        for id in found.outdated {
            self.done.dropped += usize::from(drop_draft(app.store.writer(), id, now).await?);
        }
        let sends = found.sends && can_send(app);
        if sends && !found.reminders.is_empty() && !self.can_send().await {
            // They stay due, and are looked at again at the next round.
            return Ok(());
        }
        for reminder in found.reminders {
            if *app.stopping.borrow() {
                return Ok(());
            }
            write(app, &access, sheets, reminder, sends, &mut self.done).await?;
        }
        let until = (!found.is_over).then(|| now + TimeDelta::minutes(REST_MINUTES));
        self.resting.insert(sheets, Rest { heads: access.heads, until });
        Ok(())
    }

    /// Whether the mail server can be reached. One that is away for a while costs no venue its reminder;
    /// one that refuses us is told of on each mail, so that somebody sees to it.
    async fn can_send(&mut self) -> bool {
        if let Some(known) = self.can_send {
            return known;
        }
        let away = mail::away(&self.app.settings).await;
        if let Some(why) = &away {
            tracing::warn!(%why, "reminders wait until the mail server is back");
        }
        *self.can_send.insert(away.is_none())
    }
}

impl Rest {
    fn lasts(&self, access: &TourAccess, now: DateTime<Utc>) -> bool {
        self.heads == access.heads && self.until.is_none_or(|until| now < until)
    }
}

/// Writes a reminder and, where it is to be sent, sends it. One that is to be sent is written as claimed,
/// so that nobody else sends it and a server that ends here leaves it as one of which nobody knows.
async fn write(
    app: &App,
    access: &TourAccess,
    sheets: Sheets,
    reminder: Reminder,
    sends: bool,
    done: &mut Reminded,
) -> Result<()> {
    let now = app.clock.now();
    let made_by = reminder.made_by;
    let status = if sends { MailStatus::Sending } else { MailStatus::Draft };
    let mail = Mail {
        id: AdvanceMailId(random::id(&app.clock)),
        org: sheets.org,
        tour: sheets.tour,
        scope: sheets.scope,
        advance: reminder.advance,
        link: None,
        lead_days: Some(reminder.lead_days),
        show_on: reminder.show_on,
        to_name: reminder.to_name,
        to_email: Some(reminder.to_email),
        subject: reminder.text.subject,
        body: reminder.text.body,
        status,
        problem: None,
        tries: i32::from(sends),
        created_by: None,
        created_at: now,
        changed_at: now,
        sent_at: None,
    };
    // Found before it is written: past that nothing may fail but the sending itself.
    let sheet = books::read(app, access, |book| Sheet::of(book, mail.advance, now)).await?;
    let sheet = sheet.ok_or_else(Error::not_found)?;
    if !insert(app.store.writer(), &mail).await? {
        return Ok(());
    }
    if !sends {
        done.drafted += 1;
        return Ok(());
    }
    let mail = deliver(app, access, &sheet, mail, Sender::Schedule { made_by }).await?;
    match mail.status {
        MailStatus::Sent => done.sent += 1,
        _ => done.failed += 1,
    }
    Ok(())
}
