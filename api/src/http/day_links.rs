//! Links to the sheets of days: given out, listed and closed. What they open stands in `share`.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::ids::{DayLinkId, TourId};
use domain::view::Variant;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer;
use super::days::date_of;
use crate::app::App;
use crate::error::Result;
use crate::service::day_links::{self, Given, New};

/// What a new link to a day's sheet is made of.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DayLinkIn {
    /// What it shows; `everyone` unless given, and never `own`.
    #[serde(default)]
    pub variant: Variant,
    /// What it is for: `stage door`, `bus drivers`.
    #[serde(default)]
    pub label: Option<String>,
    /// Days that it lives, 1 to 550; to the end of the second day after the show unless given.
    #[serde(default)]
    pub expires_in_days: Option<u32>,
}

/// A link to a day's sheet, without its secret.
#[derive(Serialize, ToSchema)]
pub struct DayLinkOut {
    /// Its id.
    pub id: DayLinkId,
    /// What it shows.
    pub variant: Variant,
    /// What it is for.
    pub label: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// When it was opened last.
    pub last_opened_at: Option<DateTime<Utc>>,
    /// How often it was opened.
    pub n_opened: i32,
}

/// A new link to a day's sheet.
#[derive(Serialize, ToSchema)]
pub struct NewDayLinkOut {
    /// The link.
    #[serde(flatten)]
    pub link: DayLinkOut,
    /// The address of the page. It is told here and nowhere else.
    pub url: String,
}

/// The links to a day's sheet.
#[derive(Serialize, ToSchema)]
pub struct DayLinksOut {
    /// Those that open something, newest first.
    pub items: Vec<DayLinkOut>,
}

impl DayLinkOut {
    fn of(link: day_links::Link) -> Self {
        Self {
            id: link.id,
            variant: link.variant,
            label: link.label,
            created_at: link.created_at,
            expires_at: link.expires_at,
            last_opened_at: link.last_opened_at,
            n_opened: link.n_opened,
        }
    }
}

/// The links to a day's sheet that open something.
#[utoipa::path(get, path = "/v1/tours/{tour}/days/{date}/links", tag = "the book",
    params(("tour" = Uuid, Path), ("date" = String, Path)),
    responses((status = 200, body = DayLinksOut),
        (status = 403, body = super::problem::ProblemOut)))]
pub async fn list(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String)>,
) -> Result<HttpResponse> {
    let (tour, date) = path.into_inner();
    let found = day_links::list(&app, &actor, tour, date_of(&date)?).await?;
    Ok(answer::json(&DayLinksOut { items: found.into_iter().map(DayLinkOut::of).collect() }))
}

/// Gives out a link to a day's sheet. Its address opens a page without an account.
#[utoipa::path(post, path = "/v1/tours/{tour}/days/{date}/links", tag = "the book",
    params(("tour" = Uuid, Path), ("date" = String, Path)), request_body = DayLinkIn,
    responses((status = 201, body = NewDayLinkOut),
        (status = 403, body = super::problem::ProblemOut),
        (status = 409, body = super::problem::ProblemOut)))]
pub async fn create(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String)>,
    body: web::Json<DayLinkIn>,
) -> Result<HttpResponse> {
    let (tour, date) = path.into_inner();
    let DayLinkIn { variant, label, expires_in_days } = body.into_inner();
    let new = New { variant, label, expires_in_days };
    let given = day_links::create(&app, &actor, tour, date_of(&date)?, &new).await?;
    let Given { link, url } = given;
    let location = format!("/v1/tours/{tour}/days/{date}/links/{}", link.id);
    Ok(answer::created(&location, &NewDayLinkOut { link: DayLinkOut::of(link), url }))
}

/// Closes a link to a day's sheet for good.
#[utoipa::path(delete, path = "/v1/tours/{tour}/days/{date}/links/{link}", tag = "the book",
    params(("tour" = Uuid, Path), ("date" = String, Path), ("link" = Uuid, Path)),
    responses((status = 204), (status = 404, body = super::problem::ProblemOut)))]
pub async fn revoke(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String, DayLinkId)>,
) -> Result<HttpResponse> {
    let (tour, date, link) = path.into_inner();
    day_links::revoke(&app, &actor, tour, date_of(&date)?, link).await?;
    Ok(answer::no_content())
}
