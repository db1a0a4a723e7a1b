//! Mails to venues: drafts, sending them, and their text to copy.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::advance::MailStatus;
use domain::ids::{AccountId, AdvanceLinkId, AdvanceMailId, RecordId, TourId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::actor::Actor;
use super::answer;
use super::patch::Patch;
use crate::app::App;
use crate::error::Result;
use crate::service::advance::mails::{self, Changes, HandedOut, Mail};

/// Which mail is written.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailIn {
    /// For a reminder: for how many days before the show, 0 to 365. The first mail unless given.
    #[serde(default)]
    pub lead_days: Option<u16>,
}

/// What is changed about a mail that was not sent. What is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailPatch {
    /// The name of whom it goes to.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub to_name: Patch<String>,
    /// Their address.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub to_email: Patch<String>,
    /// What stands above it.
    #[serde(default)]
    #[schema(value_type = String)]
    pub subject: Patch<String>,
    /// What it says; `{link}` stands where the link goes.
    #[serde(default)]
    #[schema(value_type = String)]
    pub body: Patch<String>,
}

/// Which mails of a tour are listed.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct MailsQuery {
    /// Those that are so far; all unless given.
    #[serde(default)]
    pub status: Option<MailStatus>,
}

/// A mail to a venue.
#[derive(Serialize, ToSchema)]
pub struct MailOut {
    /// Its id.
    pub id: AdvanceMailId,
    /// The sheet.
    pub advance: RecordId,
    /// For a reminder: for how many days before the show.
    pub lead_days: Option<u16>,
    /// The date of the show when it was written.
    pub show_on: NaiveDate,
    /// Whom it goes to.
    pub to_name: Option<String>,
    /// Their address; where none is known, it can only be copied.
    pub to_email: Option<String>,
    /// What stands above it.
    pub subject: String,
    /// What it says, with `{link}` where the link stands: the address itself is kept nowhere.
    pub body: String,
    /// How far it is.
    pub status: MailStatus,
    /// Why it was not sent, or that nobody knows whether it was.
    pub problem: Option<String>,
    /// How often it was tried.
    pub tries: i32,
    /// The link that it carried.
    pub link: Option<AdvanceLinkId>,
    /// Who wrote it; nobody for what is written on a schedule.
    pub created_by: Option<AccountId>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When anything about it changed last.
    pub changed_at: DateTime<Utc>,
    /// When it was sent or its text was given out.
    pub sent_at: Option<DateTime<Utc>>,
}

/// Mails to venues.
#[derive(Serialize, ToSchema)]
pub struct MailsOut {
    /// The mails, newest first, at most 200.
    pub items: Vec<MailOut>,
    /// Whether this server can send mails. Otherwise their texts can be copied.
    pub smtp: bool,
}

/// A mail to copy.
#[derive(Serialize, ToSchema)]
pub struct MailTextOut {
    /// The mail.
    #[serde(flatten)]
    pub mail: MailOut,
    /// What it says, with a new link in it. The link's address is told here and nowhere else.
    pub text: String,
}

impl MailOut {
    fn of(mail: Mail) -> Self {
        Self {
            id: mail.id,
            advance: mail.advance,
            lead_days: mail.lead_days,
            show_on: mail.show_on,
            to_name: mail.to_name,
            to_email: mail.to_email,
            subject: mail.subject,
            body: mail.body,
            status: mail.status,
            problem: mail.problem,
            tries: mail.tries,
            link: mail.link,
            created_by: mail.created_by,
            created_at: mail.created_at,
            changed_at: mail.changed_at,
            sent_at: mail.sent_at,
        }
    }
}

impl MailsOut {
    fn of(app: &App, found: Vec<Mail>) -> Self {
        let items = found.into_iter().map(MailOut::of).collect();
        Self { items, smtp: mails::can_send(app) }
    }
}

/// A mail of a sheet of a tour, as it stands in a path.
type MailPath = web::Path<(TourId, RecordId, AdvanceMailId)>;

/// The mails of all sheets that you may change, newest first.
#[utoipa::path(get, path = "/v1/tours/{tour}/advances/mails", tag = "advancing",
    params(("tour" = Uuid, Path), MailsQuery), responses((status = 200, body = MailsOut)))]
pub async fn of_tour(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<MailsQuery>,
) -> Result<HttpResponse> {
    let found = mails::of_tour(&app, &actor, *tour, query.status).await?;
    Ok(answer::json(&MailsOut::of(&app, found)))
}

/// The mails of a sheet, newest first, whatever became of them.
#[utoipa::path(get, path = "/v1/tours/{tour}/advances/{advance}/mails", tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path)),
    responses((status = 200, body = MailsOut)))]
pub async fn list(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
) -> Result<HttpResponse> {
    let (tour, advance) = path.into_inner();
    let found = mails::list(&app, &actor, tour, advance).await?;
    Ok(answer::json(&MailsOut::of(&app, found)))
}

/// Writes a draft: of the first mail, or of a reminder.
#[utoipa::path(post, path = "/v1/tours/{tour}/advances/{advance}/mails", tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path)), request_body = MailIn,
    responses((status = 201, body = MailOut)))]
pub async fn draft(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    body: web::Json<MailIn>,
) -> Result<HttpResponse> {
    let (tour, advance) = path.into_inner();
    let mail = mails::draft(&app, &actor, tour, advance, body.lead_days).await?;
    let location = format!("/v1/tours/{tour}/advances/{advance}/mails/{}", mail.id);
    Ok(answer::created(&location, &MailOut::of(mail)))
}

/// Changes a mail that was not sent.
#[utoipa::path(patch, path = "/v1/tours/{tour}/advances/{advance}/mails/{mail}", tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path), ("mail" = Uuid, Path)),
    request_body = MailPatch,
    responses((status = 200, body = MailOut), (status = 409, body = super::problem::ProblemOut)))]
pub async fn edit(
    app: web::Data<App>,
    actor: Actor,
    path: MailPath,
    body: web::Json<MailPatch>,
) -> Result<HttpResponse> {
    let MailPatch { to_name, to_email, subject, body } = body.into_inner();
    let clearable = |patch| match patch {
        Patch::Keep => None,
        Patch::Clear => Some(None),
        Patch::Set(value) => Some(Some(value)),
    };
    let changes = Changes {
        to_name: clearable(to_name),
        to_email: clearable(to_email),
        subject: subject.required("subject")?,
        body: body.required("body")?,
    };
    let mail = mails::edit(&app, &actor, path.into_inner(), changes).await?;
    Ok(answer::json(&MailOut::of(mail)))
}

/// Drops a mail that was not sent. It stays in the list.
#[utoipa::path(delete, path = "/v1/tours/{tour}/advances/{advance}/mails/{mail}", tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path), ("mail" = Uuid, Path)),
    responses((status = 204), (status = 409, body = super::problem::ProblemOut)))]
pub async fn drop(app: web::Data<App>, actor: Actor, path: MailPath) -> Result<HttpResponse> {
    mails::drop(&app, &actor, path.into_inner()).await?;
    Ok(answer::no_content())
}

/// Sends a mail now. The answer's `status` says whether it was sent, and `problem` why not; without a
/// mail server it is a conflict.
#[utoipa::path(post, path = "/v1/tours/{tour}/advances/{advance}/mails/{mail}/send",
    tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path), ("mail" = Uuid, Path)),
    responses((status = 200, body = MailOut), (status = 409, body = super::problem::ProblemOut)))]
pub async fn send(app: web::Data<App>, actor: Actor, path: MailPath) -> Result<HttpResponse> {
    let mail = mails::send(&app, &actor, path.into_inner()).await?;
    Ok(answer::json(&MailOut::of(mail)))
}

/// Gives a mail's text out with a new link in it, for you to send it yourself.
#[utoipa::path(post, path = "/v1/tours/{tour}/advances/{advance}/mails/{mail}/text",
    tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path), ("mail" = Uuid, Path)),
    responses((status = 200, body = MailTextOut),
        (status = 409, body = super::problem::ProblemOut)))]
pub async fn text(app: web::Data<App>, actor: Actor, path: MailPath) -> Result<HttpResponse> {
    let HandedOut { mail, text } = mails::text(&app, &actor, path.into_inner()).await?;
    Ok(answer::json(&MailTextOut { mail: MailOut::of(mail), text }))
}
