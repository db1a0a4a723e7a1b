//! The sync protocol over HTTP: one exchange carries groups up and pages down.

mod outline;
mod snapshots;

use actix_web::web::Json;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::TourId;
use domain::problem::ErrorCode;
use domain::sync::{ExchangeIn, ExchangeOut, HelloOut, VerifyIn, VerifyOut};
use serde::Deserialize;
use utoipa::IntoParams;

use self::outline::Outline;
pub use self::snapshots::{__path_snapshot, snapshot};
use super::actor::Actor;
use super::live::{self, LiveOut, Told};
use super::{answer, input};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::sync;

/// Which tour.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct OfTour {
    /// The tour.
    pub tour: TourId,
}

/// Who answers here, and in which version of what. Needs no log-in.
#[utoipa::path(get, path = "/sync/v1/hello", tag = "sync", security(()),
    responses((status = 200, body = HelloOut)))]
pub async fn hello(app: web::Data<App>) -> Result<HttpResponse> {
    Ok(answer::json(&sync::hello(&app).await?))
}

/// Takes a replica's groups and answers with receipts and with what is new for it.
#[utoipa::path(post, path = "/sync/v1/exchange", tag = "sync",
    request_body = ExchangeIn,
    responses((status = 200, body = ExchangeOut),
        (status = 426, body = super::problem::ProblemOut)))]
pub async fn exchange(
    app: web::Data<App>,
    actor: Actor,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse> {
    input::must_be_json(&request)?;
    let (body, turn) = input::large_body(payload, &app.large_bodies).await?;
    let body = read_exchange(&body)?;
    // Only groups are kept from here on, and whoever sends some is not let wait.
    let _turn = turn.filter(|_| !body.groups.is_empty());
    Ok(answer::json(&sync::exchange(&app, &actor, body).await?))
}

/// What can be read of a request in any version of the protocol.
#[derive(Deserialize)]
struct Spoken {
    proto: u32,
    schema: u32,
}

fn read_exchange(body: &[u8]) -> Result<ExchangeIn> {
    read::<Outline>(body)?.check()?;
    read(body)
}

/// A program that speaks another protocol is told so, and not that its request has a wrong member.
fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T> {
    serde_json::from_slice(body).map_err(|err| {
        let spoken = serde_json::from_slice::<Spoken>(body).ok();
        match spoken.map(|spoken| sync::must_be_spoken(spoken.proto, spoken.schema)) {
            Some(Err(unspoken)) => unspoken,
            _ => Error::problem(ErrorCode::Malformed, format!("the body: {err}")),
        }
    })
}

/// What a scope holds, for a replica whose sum came out otherwise.
#[utoipa::path(post, path = "/sync/v1/verify", tag = "sync",
    request_body = VerifyIn,
    responses((status = 200, body = VerifyOut)))]
pub async fn verify(
    app: web::Data<App>,
    actor: Actor,
    body: Json<VerifyIn>,
) -> Result<HttpResponse> {
    Ok(answer::json(&sync::verify(&app, &actor, body.into_inner()).await?))
}

/// Hints for a replica, as `text/event-stream`: like those of a tour, with the organisation's
/// directory where the replica's person is in it.
#[utoipa::path(get, path = "/sync/v1/live", tag = "sync", params(OfTour),
    responses((status = 200, body = LiveOut, content_type = "text/event-stream")))]
pub async fn live(
    app: web::Data<App>,
    actor: Actor,
    query: web::Query<OfTour>,
) -> Result<HttpResponse> {
    live::open(App::clone(&app), actor, query.tour, Told::Replica).await
}
