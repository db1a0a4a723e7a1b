//! Mails to venues: drafted, looked at and changed, sent or given out to copy. Whoever edits the sheet's
//! audience may. Each stays in the list, whatever became of it.
//!
//! A mail is sent by whoever claims it first, and its link is made when it goes out: the one it carries
//! is kept nowhere. How a claimed mail goes out is in `deliver`.

pub(super) mod deliver;

use domain::advance::{self, AdvanceStatus, LINK, MailStatus, MailText, Owed};
use domain::ids::{AdvanceMailId, RecordId, TourId};
use domain::permission::Action;
use domain::problem::ErrorCode;
use domain::record::{Kind, Line, Prose};
use domain::time::local;

use self::deliver::{Sender, deliver, hand_out};
use super::links::{self, Sheet};
use crate::app::App;
use crate::error::{Error, Result};
use crate::mail;
use crate::random;
use crate::service::access::{self, Actor, TourAccess};
use crate::service::finish::finish;
use crate::service::{books, resources};
use crate::store::advance_mails as stored;

pub use crate::store::advance_mails::Mail;

/// Mails of one sheet, and mails of a tour that are listed: so many are looked through.
pub const MAILS_MAX: u64 = 200;
/// Days before a show that a reminder may be for.
const LEAD_DAYS_MAX: u16 = domain::limits::LEAD_DAYS_MAX;
/// The longest address that SMTP carries (RFC 5321, 4.5.3.1.3).
const EMAIL_CHARS_MAX: usize = 254;

/// What is changed about a mail; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The name of whom it goes to.
    pub to_name: Option<Option<String>>,
    /// Their address.
    pub to_email: Option<Option<String>>,
    /// What stands above it.
    pub subject: Option<String>,
    /// What it says; `{link}` stands where the link goes.
    pub body: Option<String>,
}

/// A mail whose text was given out to copy, with its link in it.
#[derive(Debug)]
pub struct HandedOut {
    /// The mail.
    pub mail: Mail,
    /// What it says, with the address of the form. It is told here and nowhere else.
    pub text: String,
}

/// Whether mails can be sent, or only copied.
pub fn can_send(app: &App) -> bool {
    app.settings.smtp_url.is_some()
}

/// Writes a draft: of the first mail, or of a reminder for so many days before the show.
pub async fn draft(
    app: &App,
    actor: &Actor,
    tour: TourId,
    advance: RecordId,
    lead_days: Option<u16>,
) -> Result<Mail> {
    if lead_days.is_some_and(|days| days > LEAD_DAYS_MAX) {
        return Err(Error::invalid("lead_days", format!("is more than {LEAD_DAYS_MAX} days")));
    }
    let access = access::tour(app, actor, tour).await?;
    let sheet = links::open_sheet(app, &access, advance).await?;
    let (owed, text) = worded(app, &access, advance, lead_days).await?;
    let now = app.clock.now();
    let there = stored::of_advance(app.store.reader(), access.org, advance, MAILS_MAX, now).await?;
    if there.len() as u64 >= MAILS_MAX {
        let detail = format!("the sheet has {MAILS_MAX} mails; give a link out by hand");
        return Err(Error::problem(ErrorCode::Conflict, detail));
    }
    let mail = Mail {
        id: AdvanceMailId(random::id(&app.clock)),
        org: access.org,
        tour,
        scope: sheet.scope,
        advance,
        link: None,
        lead_days,
        show_on: owed.date,
        to_name: owed.recipient_name,
        to_email: owed.recipient_email,
        subject: text.subject,
        body: text.body,
        status: MailStatus::Draft,
        problem: None,
        tries: 0,
        created_by: Some(actor.account),
        created_at: now,
        changed_at: now,
        sent_at: None,
    };
    if stored::insert(app.store.writer(), &mail).await? {
        return Ok(mail);
    }
    let days = lead_days.unwrap_or_default();
    let detail = format!("there is a reminder for {days} days before this show already");
    Err(Error::problem(ErrorCode::Conflict, detail))
}

/// What is owed on a sheet, and the mail about it. A sheet that is complete is asked for nothing.
async fn worded(
    app: &App,
    access: &TourAccess,
    advance: RecordId,
    lead_days: Option<u16>,
) -> Result<(Owed, MailText)> {
    let now = app.clock.now();
    let today = |zone: Option<_>| zone.map_or(now.date_naive(), |zone| local(zone, now).date());
    let found = books::read(app, access, |book| {
        let owed = advance::owed_on(book, advance, today)?;
        let text = match lead_days {
            Some(_) => advance::mail_for(book, &owed),
            None => advance::first_mail(book, &owed),
        };
        Some((owed, text))
    });
    let (owed, text) = found.await?.ok_or_else(Error::not_found)?;
    if owed.status == AdvanceStatus::Completed {
        return Err(Error::problem(ErrorCode::Conflict, "the sheet is complete"));
    }
    Ok((owed, text))
}

/// The mails of a sheet, newest first.
pub async fn list(app: &App, actor: &Actor, tour: TourId, advance: RecordId) -> Result<Vec<Mail>> {
    let access = access::tour(app, actor, tour).await?;
    links::open_sheet(app, &access, advance).await?;
    let (conn, now) = (app.store.reader(), app.clock.now());
    Ok(stored::of_advance(conn, access.org, advance, MAILS_MAX, now).await?)
}

/// The mails of all sheets that the actor may change, newest first, of one status or of all.
pub async fn of_tour(
    app: &App,
    actor: &Actor,
    tour: TourId,
    status: Option<MailStatus>,
) -> Result<Vec<Mail>> {
    let access = access::tour(app, actor, tour).await?;
    let may_change =
        |scope| resources::must_be_allowed(&access, &Kind::Advance, scope, Action::Change).is_ok();
    let scopes = access.scopes.iter().map(|scope| scope.id);
    let scopes: Vec<_> = scopes.filter(|scope| may_change(*scope)).collect();
    let (conn, now) = (app.store.reader(), app.clock.now());
    Ok(stored::of_tour(conn, (access.org, tour), &scopes, status, MAILS_MAX, now).await?)
}

/// Changes a mail that was not sent.
pub async fn edit(
    app: &App,
    actor: &Actor,
    (tour, advance, id): (TourId, RecordId, AdvanceMailId),
    changes: Changes,
) -> Result<Mail> {
    let (_, _, mut mail) = open_mail(app, actor, (tour, advance, id)).await?;
    if let Some(name) = changes.to_name {
        let name = name.as_deref().map(Line::try_from).transpose();
        let name = name.map_err(|rule| Error::invalid("to_name", rule))?;
        mail.to_name = name.map(|name| name.to_string());
    }
    if let Some(email) = changes.to_email {
        let is_one =
            |email: &String| mail::is_address(email) && email.chars().count() <= EMAIL_CHARS_MAX;
        if let Some(email) = email.as_ref().filter(|email| !is_one(email)) {
            return Err(Error::invalid("to_email", format!("`{email}` is not an e-mail address")));
        }
        mail.to_email = email;
    }
    if let Some(subject) = changes.subject {
        let subject =
            Line::try_from(subject.trim()).map_err(|rule| Error::invalid("subject", rule))?;
        mail.subject = subject.to_string();
    }
    if let Some(body) = changes.body {
        let body = body.replace("\r\n", "\n");
        let body = Prose::try_from(body.trim()).map_err(|rule| Error::invalid("body", rule))?;
        if !body.as_str().contains(LINK) {
            return Err(Error::invalid("body", format!("must hold `{LINK}` where the link goes")));
        }
        mail.body = body.to_string();
    }
    let now = app.clock.now();
    if !stored::edit(app.store.writer(), &mail, now).await? {
        return Err(not_open(app, &mail).await?);
    }
    Ok(Mail { changed_at: now, ..mail })
}

/// Sends a mail now. What became of it stands in the answer: it is sent, or has failed.
pub async fn send(
    app: &App,
    actor: &Actor,
    which: (TourId, RecordId, AdvanceMailId),
) -> Result<Mail> {
    let (access, sheet, mail) = open_mail(app, actor, which).await?;
    if !can_send(app) {
        let detail = "no mail server is set (`smtp_url`); take the text and send it yourself";
        return Err(Error::problem(ErrorCode::Conflict, detail));
    }
    if mail.to_email.is_none() {
        return Err(Error::invalid("to_email", "is not known; say whom to send it to"));
    }
    must_fit(&sheet, &mail)?;
    let (app, actor) = (app.clone(), actor.clone());
    finish(async move {
        let mail = claimed(&app, mail, None).await?;
        deliver(&app, &access, &sheet, mail, Sender::Person(&actor)).await
    })
    .await
}

/// Gives a mail's text out, with a new link in it, for somebody to send it by themselves.
pub async fn text(
    app: &App,
    actor: &Actor,
    which: (TourId, RecordId, AdvanceMailId),
) -> Result<HandedOut> {
    let (access, sheet, mail) = open_mail(app, actor, which).await?;
    must_fit(&sheet, &mail)?;
    let (app, actor) = (app.clone(), actor.clone());
    finish(async move {
        let mail = claimed(&app, mail, Some(MailStatus::Copied)).await?;
        let (mail, text) = hand_out(&app, &access, &sheet, mail, &actor).await?;
        Ok(HandedOut { mail, text })
    })
    .await
}

/// Drops a mail that was not sent. It stays in the list.
pub async fn drop(
    app: &App,
    actor: &Actor,
    which: (TourId, RecordId, AdvanceMailId),
) -> Result<()> {
    let (_, _, mail) = open_mail(app, actor, which).await?;
    if !stored::drop_open(app.store.writer(), mail.id, app.clock.now()).await? {
        return Err(not_open(app, &mail).await?);
    }
    Ok(())
}

async fn claimed(app: &App, mail: Mail, also: Option<MailStatus>) -> Result<Mail> {
    if !stored::claim(app.store.writer(), &mail, also, app.clock.now()).await? {
        return Err(not_open(app, &mail).await?);
    }
    Ok(Mail { status: MailStatus::Sending, tries: mail.tries + 1, ..mail })
}

/// A mail of a sheet, for whoever may change the sheet.
async fn open_mail(
    app: &App,
    actor: &Actor,
    (tour, advance, id): (TourId, RecordId, AdvanceMailId),
) -> Result<(TourAccess, Sheet, Mail)> {
    let access = access::tour(app, actor, tour).await?;
    let sheet = links::open_sheet(app, &access, advance).await?;
    let mail = stored::one(app.store.reader(), access.org, id, app.clock.now()).await?;
    let mail = mail.filter(|mail| mail.advance == advance).ok_or_else(Error::not_found)?;
    Ok((access, sheet, mail))
}

/// A mail names the date of the show, which may have moved since.
fn must_fit(sheet: &Sheet, mail: &Mail) -> Result<()> {
    if mail.show_on == sheet.date {
        return Ok(());
    }
    let (was, is) = (mail.show_on, sheet.date);
    let detail = format!("the show has moved from {was} to {is}; drop this mail and write it anew");
    Err(Error::problem(ErrorCode::Conflict, detail))
}

async fn not_open(app: &App, mail: &Mail) -> Result<Error> {
    let now = stored::one(app.store.reader(), mail.org, mail.id, app.clock.now()).await?;
    let status = now.map_or(mail.status, |mail| mail.status);
    let detail = if status.is_open() {
        "somebody else has changed the mail; look at it again".to_owned()
    } else {
        format!("the mail is no draft any more: it is `{}`", status.word())
    };
    Ok(Error::problem(ErrorCode::Conflict, detail))
}
