//! The viewer's own account.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer;
use super::organisations::OrganisationOut;
use super::patch::Patch;
use super::peer::Peer;
use super::problem::ProblemOut;
use super::sessions::AccountOut;
use crate::app::App;
use crate::error::Result;
use crate::service::accounts::{self, Change, Me, PasswordChange};

/// The viewer's account and organisations.
#[derive(Serialize, ToSchema)]
pub struct MeOut {
    /// The account.
    pub account: AccountOut,
    /// The organisations whose directory they are in, with their level there.
    pub organisations: Vec<OrganisationOut>,
}

/// What changes: absent leaves a part as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MePatch {
    /// The new name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub name: Patch<String>,
    /// The password. Changing it ends every other log-in.
    #[serde(default)]
    #[schema(value_type = Option<PasswordPatch>)]
    pub password: Patch<PasswordPatch>,
}

/// The password, old and new.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordPatch {
    /// The one in force.
    pub old: String,
    /// The one to come, 10 to 256 characters.
    pub new: String,
}

impl From<Me> for MeOut {
    fn from(me: Me) -> Self {
        let organisations = me.organisations.into_iter().map(OrganisationOut::from).collect();
        Self { account: me.account.into(), organisations }
    }
}

/// Who the viewer is.
#[utoipa::path(get, path = "/v1/me", tag = "people", responses((status = 200, body = MeOut)))]
pub async fn me(app: web::Data<App>, actor: Actor) -> Result<HttpResponse> {
    Ok(answer::json(&MeOut::from(accounts::me(&app, &actor).await?)))
}

/// Changes the viewer's name or password.
#[utoipa::path(patch, path = "/v1/me", tag = "people", request_body = MePatch,
    responses((status = 200, body = MeOut), (status = 422, body = ProblemOut)))]
pub async fn patch(
    app: web::Data<App>,
    actor: Actor,
    peer: Peer,
    body: web::Json<MePatch>,
) -> Result<HttpResponse> {
    let MePatch { name, password } = body.into_inner();
    let password = password.required("password")?;
    let password = password.map(|PasswordPatch { old, new }| PasswordChange { old, new });
    let change = Change { name: name.required("name")?, password };
    Ok(answer::json(&MeOut::from(accounts::change(&app, &actor, change, peer.0).await?)))
}
