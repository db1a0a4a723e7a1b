//! Tables for spreadsheets, to be downloaded, and the lists for hotels and box offices.

use actix_web::http::header::{CONTENT_DISPOSITION, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::{RecordId, TourId};
use interchange::export::table::{TableFormat, TableOf};

use super::actor::Actor;
use super::answer;
use super::files::disposition;
use crate::app::App;
use crate::error::Result;
use crate::service::tables;

/// The guest list of an event: who is on it, as which version it stands, and what differs from the one
/// handed out before.
#[utoipa::path(get, path = "/v1/tours/{tour}/events/{event}/guest_list", tag = "lists",
    params(("tour" = Uuid, Path), ("event" = Uuid, Path)),
    responses((status = 200, body = domain::view::GuestList), (status = 304),
        (status = 404, body = super::problem::ProblemOut)))]
pub async fn guest_list(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
) -> Result<HttpResponse> {
    let (tour, event) = path.into_inner();
    Ok(answer::view(&request, &tables::guest_list(&app, &actor, tour, event).await?))
}

/// The rooming list of a stay: what the hotel needs, as which version it stands, and what differs from the
/// one handed out before.
#[utoipa::path(get, path = "/v1/tours/{tour}/hotel_stays/{stay}/rooming_list", tag = "lists",
    params(("tour" = Uuid, Path), ("stay" = Uuid, Path)),
    responses((status = 200, body = domain::view::RoomingList), (status = 304),
        (status = 404, body = super::problem::ProblemOut)))]
pub async fn rooming_list(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
) -> Result<HttpResponse> {
    let (tour, stay) = path.into_inner();
    Ok(answer::view(&request, &tables::rooming_list(&app, &actor, tour, stay).await?))
}

/// Handlers of one table of the whole tour, as CSV and as a workbook.
macro_rules! of_tour {
    ($table:ident, $words:tt, $csv:ident $csv_path:tt, $xlsx:ident $xlsx_path:tt) => {
        #[doc = $words]
        #[utoipa::path(get, path = $csv_path, tag = "tables", params(("tour" = Uuid, Path)),
            responses((status = 200, body = String, content_type = "text/csv"), (status = 304)))]
        pub async fn $csv(
            request: HttpRequest,
            app: web::Data<App>,
            actor: Actor,
            tour: web::Path<TourId>,
        ) -> Result<HttpResponse> {
            send(&request, &app, &actor, (*tour, TableOf::$table), TableFormat::Csv).await
        }

        #[doc = $words]
        #[utoipa::path(get, path = $xlsx_path, tag = "tables", params(("tour" = Uuid, Path)),
            responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                (status = 304)))]
        pub async fn $xlsx(
            request: HttpRequest,
            app: web::Data<App>,
            actor: Actor,
            tour: web::Path<TourId>,
        ) -> Result<HttpResponse> {
            send(&request, &app, &actor, (*tour, TableOf::$table), TableFormat::Xlsx).await
        }
    };
}

/// Handlers of the list of one record, as CSV and as a workbook.
macro_rules! of_record {
    ($table:ident, $gap:tt, $words:tt, $csv:ident $csv_path:tt, $xlsx:ident $xlsx_path:tt) => {
        #[doc = $words]
        #[utoipa::path(get, path = $csv_path, tag = "lists",
            params(("tour" = Uuid, Path), ($gap = Uuid, Path)),
            responses((status = 200, body = String, content_type = "text/csv"), (status = 304),
                (status = 404, body = super::problem::ProblemOut)))]
        pub async fn $csv(
            request: HttpRequest,
            app: web::Data<App>,
            actor: Actor,
            path: web::Path<(TourId, RecordId)>,
        ) -> Result<HttpResponse> {
            let (tour, id) = path.into_inner();
            send(&request, &app, &actor, (tour, TableOf::$table(id)), TableFormat::Csv).await
        }

        #[doc = $words]
        #[utoipa::path(get, path = $xlsx_path, tag = "lists",
            params(("tour" = Uuid, Path), ($gap = Uuid, Path)),
            responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                (status = 304), (status = 404, body = super::problem::ProblemOut)))]
        pub async fn $xlsx(
            request: HttpRequest,
            app: web::Data<App>,
            actor: Actor,
            path: web::Path<(TourId, RecordId)>,
        ) -> Result<HttpResponse> {
            let (tour, id) = path.into_inner();
            send(&request, &app, &actor, (tour, TableOf::$table(id)), TableFormat::Xlsx).await
        }
    };
}

of_tour! {
    Routing, "The routing as a table: one row per date, with distances, drives and clocks.",
    routing_csv "/v1/tours/{tour}/routing.csv", routing_xlsx "/v1/tours/{tour}/routing.xlsx"
}
of_tour! {
    Schedule, "Every item of every date as a table, with its wall clock and its instant.",
    schedule_csv "/v1/tours/{tour}/schedule.csv", schedule_xlsx "/v1/tours/{tour}/schedule.xlsx"
}
of_tour! {
    People, "Who is on tour, as a table.",
    people_csv "/v1/tours/{tour}/people.csv", people_xlsx "/v1/tours/{tour}/people.xlsx"
}
of_tour! {
    Contacts, "Whom to call elsewhere, as a table; nobody who is to be kept off what is handed out.",
    contacts_csv "/v1/tours/{tour}/contacts.csv", contacts_xlsx "/v1/tours/{tour}/contacts.xlsx"
}
of_record! {
    GuestList, "event", "The guest list of an event as a table, for its box office.",
    guest_list_csv "/v1/tours/{tour}/events/{event}/guest_list.csv",
    guest_list_xlsx "/v1/tours/{tour}/events/{event}/guest_list.xlsx"
}
of_record! {
    RoomingList, "stay", "The rooming list of a stay as a table, for its hotel.",
    rooming_list_csv "/v1/tours/{tour}/hotel_stays/{stay}/rooming_list.csv",
    rooming_list_xlsx "/v1/tours/{tour}/hotel_stays/{stay}/rooming_list.xlsx"
}

async fn send(
    request: &HttpRequest,
    app: &App,
    actor: &Actor,
    (tour, of): (TourId, TableOf),
    format: TableFormat,
) -> Result<HttpResponse> {
    let file = tables::file(app, actor, tour, of, format).await?;
    let mut answer = answer::view(request, &file.rendered);
    if let Ok(name) = HeaderValue::from_str(&disposition(&file.name)) {
        answer.headers_mut().insert(CONTENT_DISPOSITION, name);
    }
    Ok(answer)
}
