//! Publishing a day sheet, a guest list or a rooming list.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use domain::change::Receipt;
use domain::ids::{RecordId, TourId};
use domain::publish::{Order, PublishPlan, Subject};
use domain::record::Line;
use domain::record::kinds::{Published, Severity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer;
use super::days::PreviewIn;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::publications;

/// What is published, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishIn {
    /// Which kind of sheet.
    #[serde(default = "day_sheet")]
    pub what: Published,
    /// The date, for a day sheet.
    #[serde(default)]
    pub date: Option<NaiveDate>,
    /// The event, for a guest list.
    #[serde(default)]
    pub event: Option<RecordId>,
    /// The stay, for a rooming list.
    #[serde(default)]
    pub stay: Option<RecordId>,
    /// Why there is a new version.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub reason: Option<Line>,
    /// How much it matters; what follows from the changes unless given.
    #[serde(default)]
    pub severity: Option<Severity>,
}

fn day_sheet() -> Published {
    Published::DaySheet
}

/// The new version, and what it changes.
#[derive(Serialize, ToSchema)]
pub struct PublishOut {
    /// The version with what differs from the one before.
    #[serde(flatten)]
    pub plan: PublishPlan,
    /// Whether it was carried out.
    pub applied: bool,
    /// The ledger's word on each group.
    pub receipts: Vec<Receipt>,
}

impl PublishIn {
    fn subject(&self) -> Result<Subject> {
        let missing = |name| Error::invalid(name, "is required for what is published");
        match self.what {
            Published::DaySheet => self.date.map(Subject::Day).ok_or_else(|| missing("date")),
            Published::GuestList => {
                self.event.map(Subject::GuestList).ok_or_else(|| missing("event"))
            }
            Published::RoomingList => {
                self.stay.map(Subject::RoomingList).ok_or_else(|| missing("stay"))
            }
        }
    }
}

/// Hands out a sheet or a list as a new version; `preview` shows what that would change.
#[utoipa::path(post, path = "/v1/tours/{tour}/publications", tag = "writing",
    params(("tour" = Uuid, Path), PreviewIn), request_body = PublishIn,
    responses((status = 200, body = PublishOut),
        (status = 409, body = super::problem::ProblemOut)))]
pub async fn publish(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<PreviewIn>,
    body: web::Json<PublishIn>,
) -> Result<HttpResponse> {
    let (subject, preview) = (body.subject()?, query.preview);
    let PublishIn { reason, severity, .. } = body.into_inner();
    let order = Order { reason, severity };
    let done = publications::publish(&app, &actor, *tour, subject, &order, preview).await?;
    let (plan, receipts) = (done.plan, done.receipts);
    Ok(answer::json(&PublishOut { plan, applied: !preview, receipts }))
}
