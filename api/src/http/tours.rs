//! Tours and their audiences.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use domain::ids::{OrgId, ScopeId, TourId};
use domain::permission::Level;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::actor::Actor;
use super::answer;
use super::problem::ProblemOut;
use super::records::page_size;
use crate::app::App;
use crate::error::Result;
use crate::service::tours::{self, Audience, New, Summary};

/// A new tour.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TourIn {
    /// Whose it is; takes the level `manage` in the organisation's directory.
    pub organisation: OrgId,
    /// What it is called, 1 to 200 characters.
    pub name: String,
    /// Who is on tour.
    #[serde(default)]
    pub artist: Option<String>,
    /// The zone of home, `Europe/Amsterdam`.
    #[serde(default)]
    pub home_zone: Option<String>,
}

/// A tour, as the viewer is on it.
#[derive(Serialize, ToSchema)]
pub struct TourOut {
    /// Its id.
    pub id: TourId,
    /// Whose it is.
    pub organisation: OrgId,
    /// What it is called.
    pub name: String,
    /// Who is on tour.
    pub artist: Option<String>,
    /// The audiences that the viewer is in.
    pub audiences: Vec<AudienceOut>,
    /// The first date that the viewer sees.
    pub first_date: Option<NaiveDate>,
    /// The last date that the viewer sees.
    pub last_date: Option<NaiveDate>,
}

/// A page of tours.
#[derive(Serialize, ToSchema)]
pub struct ToursOut {
    /// Oldest first.
    pub items: Vec<TourOut>,
    /// Where the next page begins.
    pub next: Option<TourId>,
}

/// Which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct ToursPage {
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<TourId>,
    /// How many, at most 200.
    #[serde(default)]
    pub limit: Option<u64>,
}

/// A new audience.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceIn {
    /// Its name: a small letter, then up to 39 small letters, digits and underscores.
    pub name: String,
}

/// An audience that the viewer is in.
#[derive(Serialize, ToSchema)]
pub struct AudienceOut {
    /// Its scope.
    pub id: ScopeId,
    /// Its name: `everyone`, `party`, `management`, `money` or one of the tour's own.
    pub audience: String,
    /// The viewer's level in it.
    pub level: Level,
    /// The counter at its newest change.
    pub seq: u64,
}

/// The audiences that the viewer is in.
#[derive(Serialize, ToSchema)]
pub struct AudiencesOut {
    /// Oldest first.
    pub items: Vec<AudienceOut>,
    /// Always absent: a tour has at most 24.
    pub next: Option<ScopeId>,
}

impl From<Audience> for AudienceOut {
    fn from(audience: Audience) -> Self {
        let Audience { id, name, level, seq } = audience;
        Self { id, audience: name, level, seq }
    }
}

impl From<Summary> for TourOut {
    fn from(summary: Summary) -> Self {
        let Summary { id, org, name, artist, audiences, first_date, last_date } = summary;
        let audiences = audiences.into_iter().map(AudienceOut::from).collect();
        Self { id, organisation: org, name, artist, audiences, first_date, last_date }
    }
}

/// Makes a tour with the audiences `everyone`, `party`, `management` and `money`.
#[utoipa::path(post, path = "/v1/tours", tag = "people", request_body = TourIn,
    responses((status = 201, body = TourOut), (status = 403, body = ProblemOut),
        (status = 422, body = ProblemOut)))]
pub async fn create(
    app: web::Data<App>,
    actor: Actor,
    body: web::Json<TourIn>,
) -> Result<HttpResponse> {
    let TourIn { organisation: org, name, artist, home_zone } = body.into_inner();
    let made = tours::create(&app, &actor, New { org, name, artist, home_zone }).await?;
    Ok(answer::created(&format!("/v1/tours/{}", made.id), &TourOut::from(made)))
}

/// The tours that the viewer is on.
#[utoipa::path(get, path = "/v1/tours", tag = "people", params(ToursPage),
    responses((status = 200, body = ToursOut)))]
pub async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: web::Query<ToursPage>,
) -> Result<HttpResponse> {
    let limit = page_size(page.limit)?;
    let (found, next) = tours::list(&app, &actor, page.after, limit).await?;
    let items = found.into_iter().map(TourOut::from).collect();
    Ok(answer::json(&ToursOut { items, next }))
}

/// One tour.
#[utoipa::path(get, path = "/v1/tours/{tour}", tag = "people", params(("tour" = Uuid, Path)),
    responses((status = 200, body = TourOut), (status = 404, body = ProblemOut)))]
pub async fn one(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    Ok(answer::json(&TourOut::from(tours::one(&app, &actor, *tour).await?)))
}

/// The audiences of a tour that the viewer is in.
#[utoipa::path(get, path = "/v1/tours/{tour}/audiences", tag = "people",
    params(("tour" = Uuid, Path)), responses((status = 200, body = AudiencesOut)))]
pub async fn audiences(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    let found = tours::audiences(&app, &actor, *tour).await?;
    let items = found.into_iter().map(AudienceOut::from).collect();
    Ok(answer::json(&AudiencesOut { items, next: None }))
}

/// Adds an audience of the tour's own. The viewer manages it and is alone in it.
#[utoipa::path(post, path = "/v1/tours/{tour}/audiences", tag = "people",
    params(("tour" = Uuid, Path)), request_body = AudienceIn,
    responses((status = 201, body = AudienceOut), (status = 409, body = ProblemOut)))]
pub async fn add_audience(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    body: web::Json<AudienceIn>,
) -> Result<HttpResponse> {
    let added = tours::add_audience(&app, &actor, *tour, &body.name).await?;
    Ok(answer::created(&format!("/v1/tours/{tour}/audiences"), &AudienceOut::from(added)))
}
