//! The history over HTTP: of a tour, of a day, of a record.

use actix_web::{HttpResponse, web};
use domain::ids::{RecordId, TourId};
use domain::problem::ErrorCode;
use domain::record::Kind;
use domain::view::Change;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::actor::Actor;
use super::answer;
use super::days::date_of;
use super::records::page_size;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::history::{self, Changes, Since};

/// From where on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct SinceIn {
    /// The `next` of an earlier answer; without it the newest changes.
    #[serde(default)]
    pub since: Option<String>,
    /// How many of each audience, at most 200.
    #[serde(default)]
    pub limit: Option<u64>,
}

/// Changes as lines for people.
#[derive(Serialize, ToSchema)]
pub struct ChangesOut {
    /// By date, oldest first.
    #[serde(flatten)]
    pub changes: domain::view::Changes,
    /// From where to read on.
    pub next: String,
    /// Whether there are more right now.
    pub more: bool,
}

/// Which page of a record's history.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct HistoryPageIn {
    /// The `next` of the page before.
    #[serde(default)]
    pub before: Option<String>,
    /// How many, at most 200.
    #[serde(default)]
    pub limit: Option<u64>,
}

/// The history of one record.
#[derive(Serialize, ToSchema)]
pub struct HistoryOut {
    /// Newest first.
    pub items: Vec<Change>,
    /// Where the next page begins.
    pub next: Option<String>,
}

impl SinceIn {
    fn read(&self) -> Result<(Option<Since>, u64)> {
        let since = self.since.as_deref().map(Since::from_token).transpose()?;
        Ok((since, page_size(self.limit)?))
    }
}

impl From<Changes> for ChangesOut {
    fn from(changes: Changes) -> Self {
        Self { changes: changes.view, next: changes.next.to_token(), more: changes.more }
    }
}

/// What changed in the viewer's audiences.
#[utoipa::path(get, path = "/v1/tours/{tour}/changes", tag = "the book",
    params(("tour" = Uuid, Path), SinceIn), responses((status = 200, body = ChangesOut)))]
pub async fn of_tour(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<SinceIn>,
) -> Result<HttpResponse> {
    let (since, limit) = query.read()?;
    let changes = history::of_tour(&app, &actor, *tour, since, limit).await?;
    Ok(answer::json(&ChangesOut::from(changes)))
}

/// What changed about one day.
#[utoipa::path(get, path = "/v1/tours/{tour}/days/{date}/changes", tag = "the book",
    params(("tour" = Uuid, Path), ("date" = String, Path), SinceIn),
    responses((status = 200, body = ChangesOut)))]
pub async fn of_day(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String)>,
    query: web::Query<SinceIn>,
) -> Result<HttpResponse> {
    let (tour, date) = path.into_inner();
    let (since, limit) = query.read()?;
    let changes = history::of_day(&app, &actor, tour, date_of(&date)?, since, limit).await?;
    Ok(answer::json(&ChangesOut::from(changes)))
}

/// Who set which field of a record, when, from what: newest first.
#[utoipa::path(get, path = "/v1/tours/{tour}/{kind}/{id}/history", tag = "records",
    params(("tour" = Uuid, Path), ("kind" = String, Path), ("id" = Uuid, Path), HistoryPageIn),
    responses((status = 200, body = HistoryOut)))]
pub async fn of_record(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String, RecordId)>,
    query: web::Query<HistoryPageIn>,
) -> Result<HttpResponse> {
    let (tour, kind, id) = path.into_inner();
    let kind = Kind::from_name(&kind).ok_or_else(Error::not_found)?;
    let before = query.before.as_deref().map(place).transpose()?;
    let limit = page_size(query.limit)?;
    let (items, next) = history::of_record(&app, &actor, tour, (&kind, id), before, limit).await?;
    let next = next.map(|(seq, idx)| format!("{seq}.{idx}"));
    Ok(answer::json(&HistoryOut { items, next }))
}

fn place(text: &str) -> Result<(u64, i32)> {
    let place = text
        .split_once('.')
        .and_then(|(seq, idx)| Some((history::seq_of(seq)?, idx.parse().ok()?)));
    place.ok_or_else(|| Error::problem(ErrorCode::Malformed, "`before` is not one of our cursors"))
}
