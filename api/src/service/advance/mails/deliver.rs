//! How a mail that is claimed goes out: a link is made for it, the mail server is told, what became of it
//! is noted. None of it happens inside a transaction, and none of it twice for one claim.

use domain::advance::{LINK, MailStatus};
use domain::change::{Edit, Group};
use domain::ids::{AccountId, GroupId};
use domain::problem::ErrorCode;

use crate::app::App;
use crate::error::{Error, Result};
use crate::mail::{self, Letter, SendProblem};
use crate::random;
use crate::service::access::{Actor, TourAccess};
use crate::service::advance::links::{self, Given, New, Sheet};
use crate::service::ledger::Submission;
use crate::service::resources::only_receipt;
use crate::store::advance_links;
use crate::store::advance_mails::{Mail, Outcome, conclude};

/// By which way groups of the schedule come.
const VIA: &str = "advance reminder";

/// On whose word a mail goes out.
#[derive(Clone, Copy, Debug)]
pub(in crate::service::advance) enum Sender<'a> {
    /// Somebody of the tour.
    Person(&'a Actor),
    /// Nobody; whoever made the sheet has the link.
    Schedule {
        /// Under whose name files that come in by the link are kept.
        made_by: Option<AccountId>,
    },
}

/// Sends a mail that is claimed. What became of it stands in the answer.
pub(in crate::service::advance) async fn deliver(
    app: &App,
    access: &TourAccess,
    sheet: &Sheet,
    mail: Mail,
    sender: Sender<'_>,
) -> Result<Mail> {
    let outcome = hand_over(app, access, sheet, &mail, sender).await;
    let mail = concluded(app, mail, outcome).await?;
    if mail.status == MailStatus::Sent {
        note_sent(app, access, sheet, sender).await;
    }
    Ok(mail)
}

/// Gives out the text of a mail that is claimed, with its link.
pub(super) async fn hand_out(
    app: &App,
    access: &TourAccess,
    sheet: &Sheet,
    mail: Mail,
    actor: &Actor,
) -> Result<(Mail, String)> {
    let sender = Sender::Person(actor);
    let given = match link(app, access, sheet, &mail, sender).await {
        Ok(given) => given,
        Err(err) => {
            concluded(app, mail, failed(said(&err))).await?;
            return Err(err);
        }
    };
    let text = mail.body.replace(LINK, &given.url);
    let link = Some(given.link.id);
    let outcome = Outcome { status: MailStatus::Copied, problem: None, link };
    let mail = concluded(app, mail, outcome).await?;
    note_sent(app, access, sheet, sender).await;
    Ok((mail, text))
}

async fn hand_over(
    app: &App,
    access: &TourAccess,
    sheet: &Sheet,
    mail: &Mail,
    sender: Sender<'_>,
) -> Outcome {
    let Some(to_email) = &mail.to_email else {
        return failed("it is not known whom to send it to".to_owned());
    };
    let given = match link(app, access, sheet, mail, sender).await {
        Ok(given) => given,
        Err(err) => return failed(said(&err)),
    };
    let body = mail.body.replace(LINK, &given.url);
    let letter = Letter {
        id: mail.id.0,
        to_name: mail.to_name.as_deref(),
        to_email,
        subject: &mail.subject,
        body: &body,
        automatic: mail.lead_days.is_some(),
        at: app.clock.now(),
    };
    let link = Some(given.link.id);
    match mail::send(&app.settings, &letter).await {
        Ok(()) => Outcome { status: MailStatus::Sent, problem: None, link },
        Err(problem) => {
            let has_it = matches!(problem, SendProblem::Unknown(_));
            if !has_it {
                close(app, &given).await;
            }
            Outcome { link: link.filter(|_| has_it), ..failed(problem.to_string()) }
        }
    }
}

async fn link(
    app: &App,
    access: &TourAccess,
    sheet: &Sheet,
    mail: &Mail,
    sender: Sender<'_>,
) -> Result<Given> {
    let recipient = mail.to_name.clone().or_else(|| mail.to_email.clone());
    let by = match sender {
        Sender::Person(actor) => actor.account,
        // A sheet that nobody has made is none: every sheet is somebody's edit.
        Sender::Schedule { made_by } => made_by.ok_or_else(Error::not_found)?,
    };
    links::give(app, access, sheet, &New { recipient, ..New::default() }, false, by).await
}

/// Closes a link that nobody has got.
async fn close(app: &App, given: &Given) {
    let (link, now) = (&given.link, app.clock.now());
    let conn = app.store.writer();
    if let Err(err) = advance_links::revoke(conn, link.org, link.advance, Some(link.id), now).await
    {
        tracing::warn!(error = %err, "the link of a mail that was not sent could not be closed");
    }
}

async fn concluded(app: &App, mail: Mail, outcome: Outcome) -> Result<Mail> {
    let now = app.clock.now();
    if !conclude(app.store.writer(), (mail.id, mail.tries), &outcome, now).await? {
        let detail = "sending took so long that the mail was given up meanwhile";
        return Err(Error::problem(ErrorCode::Conflict, detail));
    }
    let Outcome { status, problem, link } = outcome;
    let went_out = matches!(status, MailStatus::Sent | MailStatus::Copied);
    let sent_at = if went_out { Some(now) } else { mail.sent_at };
    Ok(Mail { status, problem, link, changed_at: now, sent_at, ..mail })
}

/// Notes on the sheet that the venue has a link. The mail is sent, so that this fails is no reason to
/// say that it was not.
async fn note_sent(app: &App, access: &TourAccess, sheet: &Sheet, sender: Sender<'_>) {
    if let Sender::Person(actor) = sender {
        return links::note_sent(app, actor, access, sheet).await;
    }
    let Some(edit) = sheet.sent_today() else { return };
    if let Err(err) = submit(app, access, sheet, edit).await {
        tracing::warn!(error = %err, "that an advance sheet was sent could not be noted on it");
    }
}

/// Submits an edit of the schedule, which is nobody's and in no audience.
async fn submit(app: &App, access: &TourAccess, sheet: &Sheet, edit: Edit) -> Result<()> {
    let author = access.account;
    let group = Group {
        id: GroupId(random::id(&app.clock)),
        prev: None,
        replica: None,
        author: Some(author),
        via: Some(VIA.to_owned()),
        said_at: Some(app.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
        reason: None,
        edits: vec![edit],
    };
    let (org, tour, guest_in) = (access.org, access.tour, Some(sheet.scope));
    let submission = Submission { org, tour, author, groups: vec![group], guest_in };
    only_receipt(app.ledger.submit(submission).await?).map(drop)
}

fn failed(problem: String) -> Outcome {
    Outcome { status: MailStatus::Failed, problem: Some(problem), link: None }
}

/// What of an error somebody of the tour may read.
fn said(err: &Error) -> String {
    match err {
        Error::Problem(problem) => problem.detail.clone(),
        Error::RateLimited { .. } | Error::Unavailable { .. } | Error::Internal(_) => {
            "the link could not be made; try again".to_owned()
        }
    }
}
