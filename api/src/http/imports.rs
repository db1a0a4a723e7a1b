//! Imports over HTTP: the body is the file, the answer is the report and what it means for the tour.

use actix_web::{HttpResponse, web};
use domain::change::Receipt;
use domain::ids::TourId;
use domain::limits::IMPORT_BYTES_MAX;
use domain::problem::ErrorCode;
use interchange::import::Report;
use interchange::plan::PlannedChange;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::actor::Actor;
use super::{answer, input};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::import;

/// How a file is imported.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct ImportIn {
    /// The file's name; its ending helps to tell what it is.
    #[serde(default)]
    pub name: Option<String>,
    /// Whether to report only.
    #[serde(default)]
    pub dry_run: bool,
    /// Whether to import what is sound although some rows are refused.
    #[serde(default)]
    pub partial: bool,
}

/// What an import read and did.
#[derive(Serialize, ToSchema)]
pub struct ImportOut {
    /// Every row: an event or a problem.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub report: Report,
    /// What would change, or has changed, in the tour.
    #[schema(value_type = Vec<Object>)]
    pub changes: Vec<PlannedChange>,
    /// The records that are there already.
    pub unchanged: usize,
    /// Whether the changes were made.
    pub applied: bool,
    /// The ledger's word on each group.
    pub receipts: Vec<Receipt>,
}

/// Imports a file of dates. With `dry_run` it only reports; without, a file with refused rows is
/// imported only with `partial`.
#[utoipa::path(post, path = "/v1/tours/{tour}/import", tag = "writing",
    params(("tour" = Uuid, Path), ImportIn),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportOut), (status = 422, body = super::problem::ProblemOut)))]
pub async fn import(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<ImportIn>,
    body: web::Payload,
) -> Result<HttpResponse> {
    let query = query.into_inner();
    let name = query.name.unwrap_or_else(|| "upload".to_owned());
    let bytes = input::whole_body(body, IMPORT_BYTES_MAX).await?;
    let report = import::read_for(&app, &actor, *tour, (name, bytes.to_vec())).await?;
    if report.rows == 0 {
        let why = report.problems.first().map_or("it holds no dates", |p| p.reason.as_str());
        return Err(Error::problem(ErrorCode::UnreadableFile, why));
    }
    let n_refused = report.refused();
    let nothing_sound = report.events.is_empty() || (n_refused > 0 && !query.partial);
    let dry_run = query.dry_run || nothing_sound;
    let imported = import::into_tour(&app, &actor, *tour, report, dry_run).await?;
    Ok(answer::json(&ImportOut {
        report: imported.report,
        changes: imported.plan.changes,
        unchanged: imported.plan.unchanged,
        applied: !dry_run,
        receipts: imported.receipts,
    }))
}
