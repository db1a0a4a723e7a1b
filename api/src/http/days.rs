//! Days: the grid, the day sheet in both its forms, and what changes a whole day at once.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::change::Receipt;
use domain::ids::{RecordId, TourId};
use domain::shift::{ShiftPlan, ShiftRequest};
use domain::template::{TemplateMode, TemplatePlan};
use domain::time::parse_date;
use domain::view::{ClockStyle, Variant};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::actor::Actor;
use super::answer;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::views::Form;
use crate::service::{paper, plans, views};

/// How a text sheet tells the time.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct TextIn {
    /// `24` (the usual) or `12`.
    #[serde(default)]
    pub clock: Option<String>,
}

/// What goes into a message.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct MessageIn {
    /// `24` (the usual) or `12`.
    #[serde(default)]
    pub clock: Option<String>,
    /// For whom it is; `everyone` unless given.
    #[serde(default)]
    #[param(inline)]
    pub variant: Variant,
    /// `true` tells only what has changed.
    #[serde(default)]
    pub changes: bool,
    /// The edition that changes are counted from; unless given, the newest one, or the one before
    /// where nothing has changed since.
    #[serde(default)]
    pub since: Option<RecordId>,
}

/// Whether to show a plan or to carry it out.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct PreviewIn {
    /// `true` shows only what would change.
    #[serde(default)]
    pub preview: bool,
}

/// What a shift moves, and what is in its way.
#[derive(Serialize, ToSchema)]
pub struct ShiftOut {
    /// What moves, what stays and why, what overlaps, which curfew breaks.
    #[serde(flatten)]
    pub plan: ShiftPlan,
    /// Whether it was carried out.
    pub applied: bool,
    /// The ledger's word on it.
    pub receipt: Option<Receipt>,
}

/// The dates that get a template.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyTemplateIn {
    /// At most 150. Leaving a date out is opting it out.
    pub dates: Vec<NaiveDate>,
    /// What happens to a date that has a schedule already.
    #[serde(default)]
    pub mode: TemplateMode,
}

/// What a template adds to each date.
#[derive(Serialize, ToSchema)]
pub struct ApplyTemplateOut {
    /// For each date what is added, what is there already, and what differs and is left alone.
    #[serde(flatten)]
    pub plan: TemplatePlan,
    /// Whether it was carried out.
    pub applied: bool,
    /// The ledger's word on each group.
    pub receipts: Vec<Receipt>,
}

/// The tour grid: one row for each day.
#[utoipa::path(get, path = "/v1/tours/{tour}/days", tag = "the book",
    params(("tour" = Uuid, Path)), responses((status = 200, body = domain::view::Grid)))]
pub async fn grid(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    Ok(answer::view(&request, &views::grid(&app, &actor, *tour).await?))
}

/// The day sheet of a date, as the viewer may see it.
#[utoipa::path(get, path = "/v1/tours/{tour}/days/{date}", tag = "the book",
    params(("tour" = Uuid, Path), ("date" = String, Path)),
    responses((status = 200, body = domain::view::DaySheet), (status = 304)))]
pub async fn sheet(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String)>,
) -> Result<HttpResponse> {
    let (tour, date) = path.into_inner();
    let rendered = views::day_sheet(&app, &actor, tour, date_of(&date)?, Form::Json).await?;
    Ok(answer::view(&request, &rendered))
}

/// The same as text, for pasting into a message.
#[utoipa::path(get, path = "/v1/tours/{tour}/days/{date}.txt", tag = "the book",
    params(("tour" = Uuid, Path), ("date" = String, Path), TextIn),
    responses((status = 200, body = String, content_type = "text/plain"), (status = 304)))]
pub async fn sheet_text(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String)>,
    query: web::Query<TextIn>,
) -> Result<HttpResponse> {
    let (tour, date) = path.into_inner();
    let form = Form::Text(clock_style(query.clock.as_deref())?);
    let rendered = views::day_sheet(&app, &actor, tour, date_of(&date)?, form).await?;
    Ok(answer::view(&request, &rendered))
}

/// The day in short, or only what has changed, for a messenger: with the version and where the sheet is.
#[utoipa::path(get, path = "/v1/tours/{tour}/days/{date}/message.txt", tag = "the book",
    params(("tour" = Uuid, Path), ("date" = String, Path), MessageIn),
    responses((status = 200, body = String, content_type = "text/plain"), (status = 304)))]
pub async fn message(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String)>,
    query: web::Query<MessageIn>,
) -> Result<HttpResponse> {
    let (tour, date) = path.into_inner();
    let (date, style) = (date_of(&date)?, clock_style(query.clock.as_deref())?);
    let asked = paper::Message { style, changes: query.changes.then_some(query.since) };
    let rendered = paper::message(&app, &actor, tour, date, query.variant, &asked).await?;
    Ok(answer::view(&request, &rendered))
}

/// How clocks are written, as an address says it.
pub(super) fn clock_style(asked: Option<&str>) -> Result<ClockStyle> {
    match asked {
        None | Some("24") => Ok(ClockStyle::H24),
        Some("12") => Ok(ClockStyle::H12),
        Some(other) => Err(Error::invalid("clock", format!("`{other}` is neither 12 nor 24"))),
    }
}

/// Moves everything after an item or a clock by some minutes; `preview` shows it first.
#[utoipa::path(post, path = "/v1/tours/{tour}/days/{date}/shift", tag = "writing",
    params(("tour" = Uuid, Path), ("date" = String, Path), PreviewIn),
    request_body = ShiftRequest, responses((status = 200, body = ShiftOut)))]
pub async fn shift(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String)>,
    query: web::Query<PreviewIn>,
    body: web::Json<ShiftRequest>,
) -> Result<HttpResponse> {
    let (tour, date) = path.into_inner();
    let (date, preview) = (date_of(&date)?, query.preview);
    let done = plans::shift(&app, &actor, tour, date, &body, preview).await?;
    let receipt = done.receipts.into_iter().next();
    Ok(answer::json(&ShiftOut { plan: done.plan, applied: !preview, receipt }))
}

/// Copies a template's rows to dates; nothing that is there is overwritten.
#[utoipa::path(post, path = "/v1/tours/{tour}/schedule_templates/{template}/apply",
    tag = "writing", params(("tour" = Uuid, Path), ("template" = Uuid, Path), PreviewIn),
    request_body = ApplyTemplateIn, responses((status = 200, body = ApplyTemplateOut)))]
pub async fn apply_template(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    query: web::Query<PreviewIn>,
    body: web::Json<ApplyTemplateIn>,
) -> Result<HttpResponse> {
    let (tour, template) = path.into_inner();
    let (preview, asked) = (query.preview, body.into_inner());
    let asked = (template, asked.dates.as_slice(), asked.mode);
    let done = plans::apply_template(&app, &actor, tour, asked, preview).await?;
    let (plan, receipts) = (done.plan, done.receipts);
    Ok(answer::json(&ApplyTemplateOut { plan, applied: !preview, receipts }))
}

/// The date in a path. One that does not exist is said to be wrong, not merely absent.
pub(super) fn date_of(text: &str) -> Result<NaiveDate> {
    parse_date(text).map_err(|err| Error::invalid("date", err.to_string()))
}
