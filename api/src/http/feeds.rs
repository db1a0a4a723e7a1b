//! Calendars, and the addresses under which programs fetch them.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::http::header::HeaderValue;
use actix_web::web::{self, ServiceConfig, resource};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use domain::ids::{FeedId, RecordId, TourId};
use interchange::export::ics::Shape;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::actor::Actor;
use super::answer;
use super::peer::Peer;
use crate::app::App;
use crate::error::Result;
use crate::service::feeds::{self, Feed, Given, Wanted};

/// A calendar that asks more often is answered from what it has kept.
const KEPT: &str = "private, max-age=900";

/// The addresses of feeds, which are no part of the API: they are for calendars.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(resource("/feeds/{token}.ics").get(feed));
}

/// What one entry of a calendar is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FeedShape)]
pub enum ShapeIn {
    /// A day of the tour.
    #[default]
    Days,
    /// A row of the schedule, a leg of travel, or an event that has no rows.
    Items,
}

impl ShapeIn {
    fn shape(self) -> Shape {
        match self {
            Self::Days => Shape::Days,
            Self::Items => Shape::Items,
        }
    }
}

/// Which calendar.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct CalendarIn {
    /// What one entry is; days unless given.
    #[serde(default)]
    #[param(inline)]
    pub shape: ShapeIn,
    /// The person whose calendar it is; the whole tour's unless given.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    pub person: Option<RecordId>,
}

/// What a new feed is made of.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeedIn {
    /// What one entry is.
    pub shape: ShapeIn,
    /// The person whose calendar it is; the whole tour's unless given.
    #[serde(default)]
    pub person: Option<RecordId>,
    /// What you call it, up to 200 characters.
    #[serde(default)]
    pub name: Option<String>,
}

/// A feed, without its secret.
#[derive(Serialize, ToSchema)]
pub struct FeedOut {
    /// Its id.
    pub id: FeedId,
    /// What one entry is: `days` or `items`.
    pub shape: String,
    /// The person whose calendar it is.
    pub person: Option<RecordId>,
    /// What you call it.
    pub name: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// When it was asked for last, to within an hour.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// A new feed.
#[derive(Serialize, ToSchema)]
pub struct NewFeedOut {
    /// The feed.
    #[serde(flatten)]
    pub feed: FeedOut,
    /// Its address, for a calendar to subscribe to. It is told here and nowhere else.
    pub url: String,
}

/// One's feeds of a tour.
#[derive(Serialize, ToSchema)]
pub struct FeedsOut {
    /// The feeds, newest first.
    pub items: Vec<FeedOut>,
}

impl From<Feed> for FeedOut {
    fn from(feed: Feed) -> Self {
        Self {
            id: feed.id,
            shape: feed.shape,
            person: feed.person,
            name: feed.name,
            created_at: feed.created_at,
            expires_at: feed.expires_at,
            last_used_at: feed.last_used_at,
        }
    }
}

/// The tour as a calendar (RFC 5545). For a person it holds what both of you see.
#[utoipa::path(get, path = "/v1/tours/{tour}/calendar.ics", tag = "the book",
    params(("tour" = Uuid, Path), CalendarIn),
    responses((status = 200, body = String, content_type = "text/calendar")))]
pub async fn calendar(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<CalendarIn>,
) -> Result<HttpResponse> {
    let wanted = Wanted { shape: query.shape.shape(), person: query.person };
    Ok(answer::view(&request, &feeds::calendar(&app, &actor, *tour, wanted).await?))
}

async fn feed(
    request: HttpRequest,
    app: web::Data<App>,
    peer: Peer,
    token: web::Path<String>,
) -> Result<HttpResponse> {
    let mut told = answer::view(&request, &feeds::open(&app, &token, peer.0).await?);
    told.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(KEPT));
    Ok(told)
}

/// Your own feeds of a tour.
#[utoipa::path(get, path = "/v1/tours/{tour}/feeds", tag = "the book",
    params(("tour" = Uuid, Path)), responses((status = 200, body = FeedsOut)))]
pub async fn list(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    let items = feeds::list(&app, &actor, *tour).await?;
    Ok(answer::json(&FeedsOut { items: items.into_iter().map(FeedOut::from).collect() }))
}

/// Makes an address under which calendars fetch the tour. It shows what you see at the time, to whoever has it.
#[utoipa::path(post, path = "/v1/tours/{tour}/feeds", tag = "the book",
    params(("tour" = Uuid, Path)), request_body = FeedIn,
    responses((status = 201, body = NewFeedOut)))]
pub async fn create(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    body: web::Json<FeedIn>,
) -> Result<HttpResponse> {
    let FeedIn { shape, person, name } = body.into_inner();
    let wanted = Wanted { shape: shape.shape(), person };
    let Given { feed, url } = feeds::create(&app, &actor, *tour, wanted, name.as_deref()).await?;
    let location = format!("/v1/tours/{tour}/feeds/{}", feed.id);
    Ok(answer::created(&location, &NewFeedOut { feed: feed.into(), url }))
}

/// Ends a feed for good.
#[utoipa::path(delete, path = "/v1/tours/{tour}/feeds/{id}", tag = "the book",
    params(("tour" = Uuid, Path), ("id" = Uuid, Path)),
    responses((status = 204), (status = 404, body = super::problem::ProblemOut)))]
pub async fn revoke(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, FeedId)>,
) -> Result<HttpResponse> {
    let (tour, id) = path.into_inner();
    feeds::revoke(&app, &actor, tour, id).await?;
    Ok(answer::no_content())
}
