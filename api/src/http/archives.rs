//! Archives over HTTP: a whole tour as one file, out and in.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::{OrgId, TourId};
use domain::limits::ARCHIVE_BYTES_MAX;
use domain::problem::ErrorCode;
use futures_util::StreamExt as _;
use interchange::archive::name_of;
use serde::Deserialize;
use utoipa::IntoParams;

use super::actor::Actor;
use super::{answer, input};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::archives::{self, Arriving, Report};

/// The tour as you may see it, with its files: one JSON document, described in `docs/ARCHIVE.md`. An
/// archive without all of the audiences that every tour has says `partial`.
#[utoipa::path(get, path = "/v1/tours/{tour}/archive.json", tag = "files",
    params(("tour" = Uuid, Path)),
    responses((status = 200, body = Object), (status = 404, body = super::problem::ProblemOut),
        (status = 413, body = super::problem::ProblemOut)))]
pub async fn export(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    let outgoing = archives::of_tour(&app, &actor, *tour).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", name_of(*tour)),
        ))
        .content_type("application/json")
        .streaming(Box::pin(outgoing.stream())))
}

/// Where an archive goes.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct ArchiveIn {
    /// The organisation that the tour is to belong to.
    #[param(value_type = Uuid)]
    pub organisation: OrgId,
    /// Whether to report only.
    #[serde(default)]
    pub dry_run: bool,
}

/// Takes an archive in: the tour with the same ids, versions and numbers, or nothing of it. You manage all
/// of it then, and nobody else is on it. With `dry_run` it only says what the archive is.
#[utoipa::path(post, path = "/v1/archives", tag = "files", params(ArchiveIn),
    request_body(content = Object, content_type = "application/json"),
    responses((status = 200, body = Report), (status = 403, body = super::problem::ProblemOut),
        (status = 409, body = super::problem::ProblemOut),
        (status = 413, body = super::problem::ProblemOut),
        (status = 422, body = super::problem::ProblemOut)))]
pub async fn import(
    app: web::Data<App>,
    actor: Actor,
    request: HttpRequest,
    query: web::Query<ArchiveIn>,
    mut body: web::Payload,
) -> Result<HttpResponse> {
    input::must_be_json(&request)?;
    must_fit(&request)?;
    archives::may_take_in(&app, &actor, query.organisation).await?;
    let mut arriving = Arriving::begin(&app).await?;
    while let Some(bytes) = body.next().await {
        let bytes = bytes.map_err(|err| {
            input::payload_error(&err, usize::try_from(ARCHIVE_BYTES_MAX).unwrap_or(usize::MAX))
        })?;
        arriving.push(&bytes).await?;
    }
    let archive = arriving.end().await?;
    let report =
        archives::take_in(&app, &actor, query.organisation, archive, query.dry_run).await?;
    Ok(answer::json(&report))
}

/// Refuses by its head what is too large, before any of it is read.
fn must_fit(request: &HttpRequest) -> Result<()> {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let length = length.and_then(|length| length.parse::<u64>().ok());
    if length.is_some_and(|length| length > ARCHIVE_BYTES_MAX) {
        let detail = format!("an archive has at most {ARCHIVE_BYTES_MAX} bytes");
        return Err(Error::problem(ErrorCode::TooLarge, detail));
    }
    Ok(())
}
