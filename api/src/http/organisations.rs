//! Organisations: whoever owns tours.

use actix_web::{HttpResponse, web};
use domain::ids::{OrgId, ScopeId};
use domain::permission::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer;
use crate::app::App;
use crate::error::Result;
use crate::service::organisations::{self, Organisation};

/// A new organisation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationIn {
    /// What it is called, 1 to 200 characters.
    pub name: String,
}

/// An organisation, as the viewer is in it.
#[derive(Serialize, ToSchema)]
pub struct OrganisationOut {
    /// Its id.
    pub id: OrgId,
    /// What it is called.
    pub name: String,
    /// The scope of its directory.
    pub directory: ScopeId,
    /// The viewer's level in the directory.
    pub level: Level,
}

/// The viewer's organisations.
#[derive(Serialize, ToSchema)]
pub struct OrganisationsOut {
    /// Oldest first.
    pub items: Vec<OrganisationOut>,
    /// Always absent: an account has at most 100.
    pub next: Option<OrgId>,
}

impl From<Organisation> for OrganisationOut {
    fn from(organisation: Organisation) -> Self {
        let Organisation { id, name, directory, level } = organisation;
        Self { id, name, directory, level }
    }
}

/// Makes an organisation. The viewer manages its directory.
#[utoipa::path(post, path = "/v1/organisations", tag = "people", request_body = OrganisationIn,
    responses((status = 201, body = OrganisationOut)))]
pub async fn create(
    app: web::Data<App>,
    actor: Actor,
    body: web::Json<OrganisationIn>,
) -> Result<HttpResponse> {
    let made = organisations::create(&app, &actor, &body.name).await?;
    Ok(answer::created("/v1/organisations", &OrganisationOut::from(made)))
}

/// The organisations whose directory the viewer is in.
#[utoipa::path(get, path = "/v1/organisations", tag = "people",
    responses((status = 200, body = OrganisationsOut)))]
pub async fn list(app: web::Data<App>, actor: Actor) -> Result<HttpResponse> {
    let found = organisations::list(&app, &actor).await?;
    let items = found.into_iter().map(OrganisationOut::from).collect();
    Ok(answer::json(&OrganisationsOut { items, next: None }))
}
