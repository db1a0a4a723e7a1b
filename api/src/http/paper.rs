//! What is printed: day sheets, the tour book, the route, lists and advance sheets as PDF.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, web};
use domain::ids::{RecordId, TourId};
use domain::view::Variant;
use interchange::export::pdf::{Document, PageSize};
use serde::Deserialize;
use utoipa::IntoParams;

use super::actor::Actor;
use super::days::{clock_style, date_of};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::paper::{self, Print};

/// How it is printed.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct PrintIn {
    /// For whom it is; `everyone` unless given. Lists and advance sheets have no variants.
    #[serde(default)]
    pub variant: Variant,
    /// `a4` (the usual) or `letter`.
    #[serde(default)]
    pub size: Option<String>,
    /// `24` (the usual) or `12`.
    #[serde(default)]
    pub clock: Option<String>,
    /// For a day sheet: the secret of a link to it, which its code then opens; unless given, the code
    /// opens the app, which takes a log-in.
    #[serde(default)]
    pub link: Option<String>,
}

impl PrintIn {
    fn read(self) -> Result<Print> {
        let size = match self.size.as_deref() {
            None | Some("a4") => PageSize::A4,
            Some("letter") => PageSize::Letter,
            Some(other) => {
                return Err(Error::invalid("size", format!("`{other}` is neither a4 nor letter")));
            }
        };
        let clock = clock_style(self.clock.as_deref())?;
        Ok(Print { variant: self.variant, size, clock, link: self.link })
    }
}

async fn printed(
    app: &App,
    actor: &Actor,
    tour: TourId,
    document: Document,
    asked: PrintIn,
) -> Result<HttpResponse> {
    let bytes = paper::print(app, actor, tour, document, asked.read()?).await?;
    let name = format!("inline; filename=\"{}.pdf\"", document.file_name());
    Ok(HttpResponse::Ok()
        // It says as of when it is, so that it is never the same twice.
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, name))
        .content_type("application/pdf")
        .body(bytes))
}

/// The day sheet of a date on paper.
#[utoipa::path(get, path = "/v1/tours/{tour}/days/{date}.pdf", tag = "paper",
    params(("tour" = Uuid, Path), ("date" = String, Path), PrintIn),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf")))]
pub async fn day(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String)>,
    query: web::Query<PrintIn>,
) -> Result<HttpResponse> {
    let (tour, date) = path.into_inner();
    printed(&app, &actor, tour, Document::Day(date_of(&date)?), query.into_inner()).await
}

/// The whole tour on paper: dates, people, and each day.
#[utoipa::path(get, path = "/v1/tours/{tour}/book.pdf", tag = "paper",
    params(("tour" = Uuid, Path), PrintIn),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf")))]
pub async fn tour_book(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<PrintIn>,
) -> Result<HttpResponse> {
    printed(&app, &actor, *tour, Document::TourBook, query.into_inner()).await
}

/// The dates with distances and drives on paper.
#[utoipa::path(get, path = "/v1/tours/{tour}/routing.pdf", tag = "paper",
    params(("tour" = Uuid, Path), PrintIn),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf")))]
pub async fn routing(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<PrintIn>,
) -> Result<HttpResponse> {
    printed(&app, &actor, *tour, Document::Routing, query.into_inner()).await
}

/// The guest list of an event on paper.
#[utoipa::path(get, path = "/v1/tours/{tour}/events/{event}/guest_list.pdf", tag = "paper",
    params(("tour" = Uuid, Path), ("event" = Uuid, Path), PrintIn),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf")))]
pub async fn guest_list(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    query: web::Query<PrintIn>,
) -> Result<HttpResponse> {
    let (tour, event) = path.into_inner();
    printed(&app, &actor, tour, Document::GuestList(event), query.into_inner()).await
}

/// The rooming list of a stay on paper.
#[utoipa::path(get, path = "/v1/tours/{tour}/hotel_stays/{stay}/rooming_list.pdf", tag = "paper",
    params(("tour" = Uuid, Path), ("stay" = Uuid, Path), PrintIn),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf")))]
pub async fn rooming_list(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    query: web::Query<PrintIn>,
) -> Result<HttpResponse> {
    let (tour, stay) = path.into_inner();
    printed(&app, &actor, tour, Document::RoomingList(stay), query.into_inner()).await
}

/// An advance sheet on paper.
#[utoipa::path(get, path = "/v1/tours/{tour}/advances/{advance}.pdf", tag = "paper",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path), PrintIn),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf")))]
pub async fn advance(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    query: web::Query<PrintIn>,
) -> Result<HttpResponse> {
    let (tour, advance) = path.into_inner();
    printed(&app, &actor, tour, Document::Advance(advance), query.into_inner()).await
}
