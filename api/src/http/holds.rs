//! Holds and avails.

use actix_web::{HttpResponse, web};
use domain::change::{Edit, Receipt};
use domain::holds::{Avail, AvailsAsked, HoldMove, avails_text, without_venues};
use domain::ids::{RecordId, TourId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::actor::Actor;
use super::answer;
use super::days::{PreviewIn, date_of};
use crate::app::App;
use crate::error::Result;
use crate::service::holds;

/// What is done with a hold, and what became of it.
#[derive(Serialize, ToSchema)]
pub struct HoldMoveOut {
    /// The edits, one group.
    pub edits: Vec<Edit>,
    /// Whether it was carried out.
    pub applied: bool,
    /// The ledger's word on it; null where it was only shown.
    pub receipt: Option<Receipt>,
}

/// Which dates are asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct AvailsIn {
    /// The first date; the tour's own unless given.
    #[serde(default)]
    pub from: Option<String>,
    /// The last date.
    #[serde(default)]
    pub to: Option<String>,
    /// Whether venues, cities and agents are named; not for outsiders.
    #[serde(default = "yes")]
    pub venues: bool,
}

fn yes() -> bool {
    true
}

/// The dates on which the tour could still play.
#[derive(Serialize, ToSchema)]
pub struct AvailsOut {
    /// The dates, in order.
    pub dates: Vec<Avail>,
}

/// Lets a hold go, moves it up, challenges it or makes it a show; `preview` shows it first.
#[utoipa::path(post, path = "/v1/tours/{tour}/holds/{hold}", tag = "writing",
    params(("tour" = Uuid, Path), ("hold" = Uuid, Path), PreviewIn),
    request_body = HoldMove, responses((status = 200, body = HoldMoveOut)))]
pub async fn act(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    query: web::Query<PreviewIn>,
    body: web::Json<HoldMove>,
) -> Result<HttpResponse> {
    let (tour, hold) = path.into_inner();
    let done = holds::act(&app, &actor, tour, hold, body.into_inner(), query.preview).await?;
    let (edits, receipt) = (done.edits, done.receipt);
    Ok(answer::json(&HoldMoveOut { edits, applied: receipt.is_some(), receipt }))
}

/// The dates on which the tour could still play, with the holds on them.
#[utoipa::path(get, path = "/v1/tours/{tour}/avails", tag = "the book",
    params(("tour" = Uuid, Path), AvailsIn), responses((status = 200, body = AvailsOut)))]
pub async fn avails(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<AvailsIn>,
) -> Result<HttpResponse> {
    let dates = holds::avails(&app, &actor, *tour, asked(&query)?).await?;
    let dates = if query.venues { dates } else { without_venues(dates) };
    Ok(answer::json(&AvailsOut { dates }))
}

/// The same as text, for an e-mail.
#[utoipa::path(get, path = "/v1/tours/{tour}/avails.txt", tag = "the book",
    params(("tour" = Uuid, Path), AvailsIn),
    responses((status = 200, body = String, content_type = "text/plain")))]
pub async fn avails_as_text(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<AvailsIn>,
) -> Result<HttpResponse> {
    let dates = holds::avails(&app, &actor, *tour, asked(&query)?).await?;
    Ok(answer::text(avails_text(&dates, query.venues)))
}

fn asked(query: &AvailsIn) -> Result<AvailsAsked> {
    let date = |text: &Option<String>| text.as_deref().map(date_of).transpose();
    Ok(AvailsAsked { from: date(&query.from)?, to: date(&query.to)? })
}
