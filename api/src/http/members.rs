//! Who is on a tour, audience by audience.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use domain::ids::{AccountId, TourId};
use domain::permission::Level;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::actor::Actor;
use super::answer;
use super::problem::ProblemOut;
use super::records::page_size;
use crate::app::App;
use crate::error::Result;
use crate::service::members::{self, Member};

/// Levels to give and to take.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberIn {
    /// A level by audience; `null` takes the account out of it. Audiences that are not named stay.
    #[schema(value_type = BTreeMap<String, Option<String>>)]
    pub audiences: BTreeMap<String, Option<Level>>,
}

/// Somebody on the tour, as far as the viewer may know.
#[derive(Serialize, ToSchema)]
pub struct MemberOut {
    /// Their account.
    pub account: AccountId,
    /// What they are called.
    pub name: String,
    /// Their e-mail address, for whoever manages an audience that they are in, and for themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Their level in each audience that the viewer is in too.
    pub audiences: BTreeMap<String, Level>,
}

/// A page of members.
#[derive(Serialize, ToSchema)]
pub struct MembersOut {
    /// By account.
    pub items: Vec<MemberOut>,
    /// Where the next page begins.
    pub next: Option<AccountId>,
}

/// Which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct MembersPage {
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<AccountId>,
    /// How many, at most 200.
    #[serde(default)]
    pub limit: Option<u64>,
}

impl From<Member> for MemberOut {
    fn from(member: Member) -> Self {
        let Member { account, name, email, audiences } = member;
        Self { account, name, email, audiences }
    }
}

/// Who is in the audiences that the viewer is in.
#[utoipa::path(get, path = "/v1/tours/{tour}/members", tag = "people",
    params(("tour" = Uuid, Path), MembersPage), responses((status = 200, body = MembersOut)))]
pub async fn list(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    page: web::Query<MembersPage>,
) -> Result<HttpResponse> {
    let limit = page_size(page.limit)?;
    let (found, next) = members::list(&app, &actor, *tour, page.after, limit).await?;
    let items = found.into_iter().map(MemberOut::from).collect();
    Ok(answer::json(&MembersOut { items, next }))
}

/// Gives an account levels, or takes it out, in audiences that the viewer manages.
#[utoipa::path(put, path = "/v1/tours/{tour}/members/{account}", tag = "people",
    params(("tour" = Uuid, Path), ("account" = Uuid, Path)), request_body = MemberIn,
    responses((status = 200, body = MemberOut), (status = 403, body = ProblemOut),
        (status = 409, body = ProblemOut)))]
pub async fn set(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, AccountId)>,
    body: web::Json<MemberIn>,
) -> Result<HttpResponse> {
    let (tour, account) = path.into_inner();
    let audiences = body.into_inner().audiences;
    let member = members::set(&app, &actor, tour, account, audiences).await?;
    Ok(answer::json(&MemberOut::from(member)))
}

/// Takes an account out of every audience that the viewer manages.
#[utoipa::path(delete, path = "/v1/tours/{tour}/members/{account}", tag = "people",
    params(("tour" = Uuid, Path), ("account" = Uuid, Path)),
    responses((status = 204), (status = 403, body = ProblemOut),
        (status = 409, body = ProblemOut)))]
pub async fn remove(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, AccountId)>,
) -> Result<HttpResponse> {
    let (tour, account) = path.into_inner();
    members::remove(&app, &actor, tour, account).await?;
    Ok(answer::no_content())
}
