//! Links to the forms of advance sheets.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::ids::{AdvanceLinkId, RecordId, TourId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer;
use crate::app::App;
use crate::error::Result;
use crate::service::advance::links::{self, Given, New};

/// What a new link is made of.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkIn {
    /// Whom it is given to.
    #[serde(default)]
    pub recipient: Option<String>,
    /// From when on it opens the form; at once unless given.
    #[serde(default)]
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when answers are taken; as long as it lives unless given.
    #[serde(default)]
    pub closes_at: Option<DateTime<Utc>>,
    /// Days that it lives, 1 to 550; until 14 days after the show unless given.
    #[serde(default)]
    pub expires_in_days: Option<u32>,
    /// Whether every other link of the sheet is closed.
    #[serde(default)]
    pub reset: bool,
}

/// A link, without its secret.
#[derive(Serialize, ToSchema)]
pub struct LinkOut {
    /// Its id.
    pub id: AdvanceLinkId,
    /// Whom it was given to.
    pub recipient: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// From when on it opens the form.
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when answers are taken.
    pub closes_at: Option<DateTime<Utc>>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// When it was opened last.
    pub last_opened_at: Option<DateTime<Utc>>,
    /// How often it was opened.
    pub n_opened: i32,
}

/// A new link.
#[derive(Serialize, ToSchema)]
pub struct NewLinkOut {
    /// The link.
    #[serde(flatten)]
    pub link: LinkOut,
    /// The address of the form. It is told here and nowhere else.
    pub url: String,
}

/// Something that was saved through a link.
#[derive(Serialize, ToSchema)]
pub struct VisitOut {
    /// The link.
    pub link: AdvanceLinkId,
    /// When.
    pub at: DateTime<Utc>,
    /// What they call themselves.
    pub by: Option<String>,
    /// The address that it came from.
    pub address: Option<String>,
    /// How many answers.
    pub n_answers: i32,
}

/// The links of a sheet, and what came in by them.
#[derive(Serialize, ToSchema)]
pub struct LinksOut {
    /// The links, newest first.
    pub items: Vec<LinkOut>,
    /// What was saved last, newest first.
    pub visits: Vec<VisitOut>,
}

impl LinkOut {
    fn of(link: links::Link) -> Self {
        Self {
            id: link.id,
            recipient: link.recipient,
            created_at: link.created_at,
            opens_at: link.opens_at,
            closes_at: link.closes_at,
            expires_at: link.expires_at,
            last_opened_at: link.last_opened_at,
            n_opened: link.n_opened,
        }
    }
}

/// The links of a sheet that open something or will, and what came in by them.
#[utoipa::path(get, path = "/v1/tours/{tour}/advances/{advance}/links", tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path)),
    responses((status = 200, body = LinksOut)))]
pub async fn list(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
) -> Result<HttpResponse> {
    let (tour, advance) = path.into_inner();
    let (found, visits) = links::list(&app, &actor, tour, advance).await?;
    let visit = |visit: links::Visit| VisitOut {
        link: visit.link,
        at: visit.at,
        by: visit.said_by,
        address: visit.address,
        n_answers: visit.n_answers,
    };
    let items = found.into_iter().map(LinkOut::of).collect();
    Ok(answer::json(&LinksOut { items, visits: visits.into_iter().map(visit).collect() }))
}

/// Gives a link out, again or for the first time; with `reset` the others open nothing any more.
#[utoipa::path(post, path = "/v1/tours/{tour}/advances/{advance}/links", tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path)), request_body = LinkIn,
    responses((status = 201, body = NewLinkOut)))]
pub async fn create(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    body: web::Json<LinkIn>,
) -> Result<HttpResponse> {
    let (tour, advance) = path.into_inner();
    let LinkIn { recipient, opens_at, closes_at, expires_in_days, reset } = body.into_inner();
    let new = New { recipient, opens_at, closes_at, expires_in_days };
    let given = links::create(&app, &actor, tour, advance, &new, reset).await?;
    let Given { link, url } = given;
    let location = format!("/v1/tours/{tour}/advances/{advance}/links/{}", link.id);
    Ok(answer::created(&location, &NewLinkOut { link: LinkOut::of(link), url }))
}

/// Closes a link for good.
#[utoipa::path(delete, path = "/v1/tours/{tour}/advances/{advance}/links/{link}",
    tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path), ("link" = Uuid, Path)),
    responses((status = 204), (status = 404, body = super::problem::ProblemOut)))]
pub async fn revoke(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId, AdvanceLinkId)>,
) -> Result<HttpResponse> {
    let (tour, advance, link) = path.into_inner();
    links::revoke(&app, &actor, tour, advance, link).await?;
    Ok(answer::no_content())
}
