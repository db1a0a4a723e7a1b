//! Plain resources: any kind of record, read and written one at a time.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use domain::change::Receipt;
use domain::ids::{RecordId, TourId};
use domain::limits::{PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX};
use domain::problem::{ErrorCode, FieldProblem, Problem};
use domain::record::{Fields, Kind, Record, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

use super::actor::Actor;
use super::answer;
use super::input::{IdempotencyKey, IfMatch};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::resources::{self, Changed, New};

/// Where the ledger says that a problem of a plain request is.
const ONLY_EDIT: &str = "edits[0].";

/// A new record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordIn {
    /// Its id, a UUIDv7; made here where it is absent.
    #[serde(default)]
    pub id: Option<RecordId>,
    /// Its audience; `everyone` where it is absent.
    #[serde(default)]
    pub audience: Option<String>,
    /// Its values.
    #[schema(value_type = Object)]
    pub fields: Fields,
}

/// New values of some fields: absent leaves a field, `null` clears it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPatch {
    /// The new values.
    #[schema(value_type = Object)]
    pub fields: Fields,
}

/// A record.
#[derive(Serialize, ToSchema)]
pub struct RecordOut {
    /// Its id.
    pub id: RecordId,
    /// What it is.
    pub kind: Kind,
    /// Its audience.
    pub audience: String,
    /// How often it was changed; the ETag.
    pub ver: u64,
    /// The audience's counter at its newest change.
    pub seq: u64,
    /// Whether it is deleted.
    pub deleted: bool,
    /// The values in force.
    #[schema(value_type = Object)]
    pub fields: Fields,
    /// Who set each field.
    pub stamps: BTreeMap<String, Stamp>,
    /// What became of the change that this is the answer to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}

/// A page of records.
#[derive(Serialize, ToSchema)]
pub struct RecordsOut {
    /// By id.
    pub items: Vec<RecordOut>,
    /// Where the next page begins.
    pub next: Option<RecordId>,
}

/// Which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct PageIn {
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<RecordId>,
    /// How many, at most 200.
    #[serde(default)]
    pub limit: Option<u64>,
}

impl RecordOut {
    fn new(record: Record, audience: String, receipt: Option<Receipt>) -> Self {
        let Record { kind, id, ver, seq, deleted, fields, stamps, .. } = record;
        Self { id, kind, audience, ver, seq, deleted, fields, stamps, receipt }
    }
}

/// The size of a page: what the request says, or the usual.
pub(super) fn page_size(limit: Option<u64>) -> Result<u64> {
    match limit {
        None => Ok(PAGE_SIZE_DEFAULT),
        Some(limit) if (1..=PAGE_SIZE_MAX).contains(&limit) => Ok(limit),
        Some(limit) => {
            Err(Error::invalid("limit", format!("`{limit}` is not within 1 to {PAGE_SIZE_MAX}")))
        }
    }
}

/// A plain request is answered in its own words: it knows of no group of edits.
fn of_request(err: Error) -> Error {
    match err {
        Error::Problem(Problem { code: ErrorCode::Invalid, errors, .. }) if !errors.is_empty() => {
            let named = errors.into_iter().map(|FieldProblem { field, rule }| {
                let field = field.strip_prefix(ONLY_EDIT).map(str::to_owned).unwrap_or(field);
                FieldProblem { field, rule }
            });
            Problem::invalid(named.collect()).into()
        }
        other => other,
    }
}

/// The kind in a path, by its name: `schedule_item`.
fn kind_of(word: &str) -> Result<Kind> {
    Kind::from_name(word).filter(|kind| Kind::KNOWN.contains(kind)).ok_or_else(Error::not_found)
}

fn changed(status: StatusCode, changed: Changed) -> HttpResponse {
    let Changed { record, audience, receipt } = changed;
    answer::versioned(status, record.ver, &RecordOut::new(record, audience, Some(receipt)))
}

/// The records of a kind that the viewer may see.
#[utoipa::path(get, path = "/v1/tours/{tour}/{kind}", tag = "records",
    params(("tour" = Uuid, Path), ("kind" = String, Path), PageIn),
    responses((status = 200, body = RecordsOut)))]
pub async fn list(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String)>,
    page: web::Query<PageIn>,
) -> Result<HttpResponse> {
    let (tour, kind) = path.into_inner();
    let limit = page_size(page.limit)?;
    let found = resources::list(&app, &actor, tour, &kind_of(&kind)?, page.after, limit).await?;
    let next = (found.len() as u64 == limit).then(|| found.last().map(|(record, _)| record.id));
    let items = found.into_iter().map(|(record, audience)| RecordOut::new(record, audience, None));
    Ok(answer::json(&RecordsOut { items: items.collect(), next: next.flatten() }))
}

/// Makes a record.
#[utoipa::path(post, path = "/v1/tours/{tour}/{kind}", tag = "records",
    params(("tour" = Uuid, Path), ("kind" = String, Path)), request_body = RecordIn,
    responses((status = 201, body = RecordOut)))]
pub async fn create(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String)>,
    body: web::Json<RecordIn>,
    key: IdempotencyKey,
) -> Result<HttpResponse> {
    let (tour, kind) = path.into_inner();
    let kind = kind_of(&kind)?;
    let RecordIn { id, audience, fields } = body.into_inner();
    let location_kind = kind.clone();
    let new = New { kind, id, audience, fields };
    let made = resources::create(&app, &actor, tour, new, key.0).await.map_err(of_request)?;
    let location = format!("/v1/tours/{tour}/{location_kind}/{}", made.record.id);
    Ok(answer::located(&location, changed(StatusCode::CREATED, made)))
}

/// One record. A deleted one is found too, and says so.
#[utoipa::path(get, path = "/v1/tours/{tour}/{kind}/{id}", tag = "records",
    params(("tour" = Uuid, Path), ("kind" = String, Path), ("id" = Uuid, Path)),
    responses((status = 200, body = RecordOut)))]
pub async fn one(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String, RecordId)>,
) -> Result<HttpResponse> {
    let (tour, kind, id) = path.into_inner();
    let (record, audience) = resources::one(&app, &actor, tour, &kind_of(&kind)?, id).await?;
    Ok(answer::versioned(StatusCode::OK, record.ver, &RecordOut::new(record, audience, None)))
}

/// Changes fields. Needs `If-Match`.
#[utoipa::path(patch, path = "/v1/tours/{tour}/{kind}/{id}", tag = "records",
    params(("tour" = Uuid, Path), ("kind" = String, Path), ("id" = Uuid, Path)),
    request_body = RecordPatch, responses((status = 200, body = RecordOut)))]
pub async fn patch(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String, RecordId)>,
    seen: IfMatch,
    body: web::Json<RecordPatch>,
    key: IdempotencyKey,
) -> Result<HttpResponse> {
    let (tour, kind, id) = path.into_inner();
    let kind = kind_of(&kind)?;
    let fields = body.into_inner().fields;
    let patched = resources::patch(&app, &actor, tour, (&kind, id), seen.0, fields, key.0).await;
    let patched = patched.map_err(of_request)?;
    Ok(changed(StatusCode::OK, patched))
}

/// Deletes a record. Needs `If-Match`.
#[utoipa::path(delete, path = "/v1/tours/{tour}/{kind}/{id}", tag = "records",
    params(("tour" = Uuid, Path), ("kind" = String, Path), ("id" = Uuid, Path)),
    responses((status = 200, body = RecordOut)))]
pub async fn delete(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String, RecordId)>,
    seen: IfMatch,
    key: IdempotencyKey,
) -> Result<HttpResponse> {
    let (tour, kind, id) = path.into_inner();
    let kind = kind_of(&kind)?;
    let gone = resources::delete(&app, &actor, tour, (&kind, id), seen.0, key.0).await;
    let gone = gone.map_err(of_request)?;
    Ok(changed(StatusCode::OK, gone))
}

/// Brings a deleted record back.
#[utoipa::path(post, path = "/v1/tours/{tour}/{kind}/{id}/restore", tag = "records",
    params(("tour" = Uuid, Path), ("kind" = String, Path), ("id" = Uuid, Path)),
    responses((status = 200, body = RecordOut)))]
pub async fn restore(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, String, RecordId)>,
    key: IdempotencyKey,
) -> Result<HttpResponse> {
    let (tour, kind, id) = path.into_inner();
    let kind = kind_of(&kind)?;
    let back = resources::restore(&app, &actor, tour, (&kind, id), key.0).await;
    let back = back.map_err(of_request)?;
    Ok(changed(StatusCode::OK, back))
}
