//! Groups: the native form of writing, and what became of them.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::change::{Group, Receipt, Settle, Status};
use domain::ids::{AccountId, GroupId, RecordId, TourId};
use domain::limits::PAGE_SIZE_MAX;
use domain::problem::Problem;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::actor::Actor;
use super::answer;
use super::records::page_size;
use crate::app::App;
use crate::error::Result;
use crate::service::groups::{self, HeldGroup, Waiting};

/// Groups of one author, in order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupsIn {
    /// At most 100 groups.
    pub groups: Vec<Group>,
}

/// What became of them.
#[derive(Serialize, ToSchema)]
pub struct GroupsOut {
    /// One for each group that was reached.
    pub receipts: Vec<Receipt>,
    /// The group whose `prev` has not arrived; it and those after it were not looked at.
    pub gap: Option<GroupId>,
    /// Whether the replica must take a new id.
    pub forked: bool,
}

/// A group that took no effect.
#[derive(Serialize, ToSchema)]
pub struct HeldGroupOut {
    /// Its content.
    pub group: Group,
    /// Its author.
    pub author: AccountId,
    /// What the author is called.
    pub author_name: Option<String>,
    /// `held` or `rejected`.
    pub status: Status,
    /// Why.
    pub problem: Problem,
    /// When it arrived.
    pub at: DateTime<Utc>,
    /// `accepted` or `discarded`, once somebody has decided.
    pub decided: Option<String>,
}

/// One group's receipt, with its content where it took no effect.
#[derive(Serialize, ToSchema)]
pub struct GroupOut {
    /// The ledger's word.
    pub receipt: Receipt,
    /// The content.
    pub held: Option<HeldGroupOut>,
}

/// The groups that wait for a decision.
#[derive(Serialize, ToSchema)]
pub struct HeldGroupsOut {
    /// Oldest first.
    pub items: Vec<HeldGroupOut>,
    /// Where the next page begins. A page may hold fewer than asked for, and none, and not be the
    /// last.
    pub next: Option<GroupId>,
}

/// Which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct HeldPageIn {
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<GroupId>,
    /// How many, at most 200, which is also what comes where it is not said.
    #[serde(default)]
    pub limit: Option<u64>,
}

/// A decision.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleIn {
    /// The value that shall be in force.
    #[schema(value_type = Object)]
    pub to: Value,
    /// The ids of the candidates and of the value in force that the decider has seen.
    pub saw: Vec<String>,
}

impl HeldGroupOut {
    fn new(held: HeldGroup, names: &HashMap<AccountId, String>) -> Self {
        let HeldGroup { group, author, status, problem, at, decided, .. } = held;
        let author_name = names.get(&author).cloned();
        Self { group, author, author_name, status, problem, at, decided }
    }
}

/// Submits groups. Each gets a receipt; one that was sent before gets the same one again.
#[utoipa::path(post, path = "/v1/tours/{tour}/groups", tag = "writing",
    params(("tour" = Uuid, Path)), request_body = GroupsIn,
    responses((status = 200, body = GroupsOut), (status = 409, body = super::problem::ProblemOut)))]
pub async fn submit(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    body: web::Json<GroupsIn>,
) -> Result<HttpResponse> {
    let submitted = groups::submit(&app, &actor, *tour, body.into_inner().groups).await?;
    let (receipts, gap, forked) = (submitted.receipts, submitted.gap, submitted.forked);
    Ok(answer::json(&GroupsOut { receipts, gap, forked }))
}

/// The groups that took no effect and wait for a decision.
#[utoipa::path(get, path = "/v1/tours/{tour}/groups", tag = "writing",
    params(("tour" = Uuid, Path), HeldPageIn),
    responses((status = 200, body = HeldGroupsOut)))]
pub async fn undecided(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<HeldPageIn>,
) -> Result<HttpResponse> {
    let limit = page_size(query.limit.or(Some(PAGE_SIZE_MAX)))?;
    let Waiting { groups, next } =
        groups::undecided(&app, &actor, *tour, query.after, limit).await?;
    let names = groups::author_names(&app, &groups).await?;
    let items = groups.into_iter().map(|held| HeldGroupOut::new(held, &names)).collect();
    Ok(answer::json(&HeldGroupsOut { items, next }))
}

/// What became of a group.
#[utoipa::path(get, path = "/v1/tours/{tour}/groups/{group}", tag = "writing",
    params(("tour" = Uuid, Path), ("group" = Uuid, Path)),
    responses((status = 200, body = GroupOut)))]
pub async fn one(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, GroupId)>,
) -> Result<HttpResponse> {
    let (tour, group) = path.into_inner();
    let answered = groups::one(&app, &actor, tour, group).await?;
    let names = groups::author_names(&app, answered.held.as_slice()).await?;
    let held = answered.held.map(|held| HeldGroupOut::new(held, &names));
    Ok(answer::json(&GroupOut { receipt: answered.receipt, held }))
}

/// Takes a held group over.
#[utoipa::path(post, path = "/v1/tours/{tour}/groups/{group}/accept", tag = "writing",
    params(("tour" = Uuid, Path), ("group" = Uuid, Path)),
    responses((status = 200, body = Receipt)))]
pub async fn accept(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, GroupId)>,
) -> Result<HttpResponse> {
    let (tour, group) = path.into_inner();
    Ok(answer::json(&groups::accept(&app, &actor, tour, group).await?))
}

/// Lets a held group go, which its author may do too.
#[utoipa::path(post, path = "/v1/tours/{tour}/groups/{group}/discard", tag = "writing",
    params(("tour" = Uuid, Path), ("group" = Uuid, Path)), responses((status = 204)))]
pub async fn discard(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, GroupId)>,
) -> Result<HttpResponse> {
    let (tour, group) = path.into_inner();
    groups::discard(&app, &actor, tour, group).await?;
    Ok(answer::no_content())
}

/// Decides a dispute.
#[utoipa::path(post, path = "/v1/tours/{tour}/disputes/{dispute}/settle", tag = "writing",
    params(("tour" = Uuid, Path), ("dispute" = Uuid, Path)), request_body = SettleIn,
    responses((status = 200, body = Receipt)))]
pub async fn settle(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    body: web::Json<SettleIn>,
) -> Result<HttpResponse> {
    let (tour, dispute) = path.into_inner();
    let SettleIn { to, saw } = body.into_inner();
    let settle = Settle { dispute, to, saw };
    Ok(answer::json(&groups::settle(&app, &actor, tour, settle).await?))
}
