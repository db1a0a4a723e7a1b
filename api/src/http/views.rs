//! The views of a whole tour.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::TourId;
use domain::problem::ErrorCode;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::actor::Actor;
use super::answer;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::views;

/// What a phone has already.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct HaveIn {
    /// `key:etag` of each piece, separated by commas.
    #[serde(default)]
    pub have: Option<String>,
}

/// The stops in order, with great-circle distances and the time between them.
#[utoipa::path(get, path = "/v1/tours/{tour}/routing", tag = "the book",
    params(("tour" = Uuid, Path)), responses((status = 200, body = domain::view::Routing)))]
pub async fn routing(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    Ok(answer::view(&request, &views::routing(&app, &actor, *tour).await?))
}

/// Another order for the shows that are not agreed: the least driving that fits days off, fixed dates and drivers.
#[utoipa::path(get, path = "/v1/tours/{tour}/routing/suggestion", tag = "the book",
    params(("tour" = Uuid, Path)),
    responses((status = 200, body = domain::view::SuggestedOrder)))]
pub async fn suggestion(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    Ok(answer::view(&request, &views::suggestion(&app, &actor, *tour).await?))
}

/// Drivers' hours: whether each leg of each vehicle is legal, by which rule not, and when the driver may leave.
#[utoipa::path(get, path = "/v1/tours/{tour}/drivers", tag = "the book",
    params(("tour" = Uuid, Path)), responses((status = 200, body = domain::view::DriverHours)))]
pub async fn drivers(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    Ok(answer::view(&request, &views::drivers(&app, &actor, *tour).await?))
}

/// What is wrong with the tour as it is planned, with the article of each rule and groups that would help.
#[utoipa::path(get, path = "/v1/tours/{tour}/checks", tag = "the book",
    params(("tour" = Uuid, Path)), responses((status = 200, body = domain::view::Checks)))]
pub async fn checks(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    Ok(answer::view(&request, &views::checks(&app, &actor, *tour).await?))
}

/// People and contacts.
#[utoipa::path(get, path = "/v1/tours/{tour}/people", tag = "the book",
    params(("tour" = Uuid, Path)), responses((status = 200, body = domain::view::People)))]
pub async fn people(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    Ok(answer::view(&request, &views::people(&app, &actor, *tour).await?))
}

/// Travel of the whole tour.
#[utoipa::path(get, path = "/v1/tours/{tour}/travel_plan", tag = "the book",
    params(("tour" = Uuid, Path)), responses((status = 200, body = domain::view::TravelPlan)))]
pub async fn travel(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    Ok(answer::view(&request, &views::travel(&app, &actor, *tour).await?))
}

/// Everything that a phone needs with no signal, in day-sized pieces; `have` leaves out what it has.
#[utoipa::path(get, path = "/v1/tours/{tour}/book", tag = "the book",
    params(("tour" = Uuid, Path), HaveIn), responses((status = 200, body = views::Pieces)))]
pub async fn book(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<HaveIn>,
) -> Result<HttpResponse> {
    let have = have(query.have.as_deref().unwrap_or_default())?;
    let pieces = views::book(&app, &actor, *tour, &have).await?;
    Ok(answer::view(&request, &crate::service::books::Rendered::json(&pieces)?))
}

/// What a phone has, where that is more than fits into an address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HaveBodyIn {
    /// The ETag of each piece by its key.
    pub have: BTreeMap<String, String>,
}

/// The same as a `GET`, for a phone that has many pieces. It changes nothing.
#[utoipa::path(post, path = "/v1/tours/{tour}/book", tag = "the book",
    params(("tour" = Uuid, Path)), request_body = HaveBodyIn,
    responses((status = 200, body = views::Pieces)))]
pub async fn book_less(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    body: web::Json<HaveBodyIn>,
) -> Result<HttpResponse> {
    Ok(answer::json(&views::book(&app, &actor, *tour, &body.have).await?))
}

fn have(text: &str) -> Result<BTreeMap<String, String>> {
    let pair = |part: &str| {
        let (key, etag) = part.split_once(':')?;
        Some((key.to_owned(), etag.to_owned()))
    };
    let parts = text.split(',').filter(|part| !part.is_empty());
    parts.map(pair).collect::<Option<_>>().ok_or_else(|| {
        Error::problem(ErrorCode::Malformed, "`have` takes `key:etag`, separated by commas")
    })
}
