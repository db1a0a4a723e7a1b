//! Invitations by link: making them, and accepting one with or without an account.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::ids::{AccountId, InvitationId, TourId};
use domain::permission::Level;
use domain::problem::{ErrorCode, FieldProblem, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::actor::{Actor, MaybeActor};
use super::answer;
use super::peer::Peer;
use super::problem::ProblemOut;
use super::sessions::{AccountOut, LoggedInOut, set_cookie};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::invitations::{self, New, Newcomer, Offer, Seen};

/// A new invitation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationIn {
    /// The level that it gives, by audience; each one that the viewer manages.
    pub audiences: BTreeMap<String, Level>,
    /// Whom it is for; nobody else can accept it then.
    #[serde(default)]
    pub email: Option<String>,
    /// Days that it lives, at most 90; 14 where it is absent.
    #[serde(default)]
    pub expires_in_days: Option<u32>,
    /// How many may accept it, at most 200; one where it is absent.
    #[serde(default)]
    pub uses: Option<u32>,
}

/// An open invitation.
#[derive(Serialize, ToSchema)]
pub struct InvitationOut {
    /// Its id.
    pub id: InvitationId,
    /// What it gives in the audiences that the viewer is in.
    pub audiences: BTreeMap<String, Level>,
    /// Whom it is for.
    pub email: Option<String>,
    /// Who invites.
    pub created_by: AccountId,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// How many may still accept it.
    pub uses_left: u32,
}

/// An invitation that has just been made, with what is shown this once.
#[derive(Serialize, ToSchema)]
pub struct NewInvitationOut {
    /// The invitation.
    #[serde(flatten)]
    pub invitation: InvitationOut,
    /// The secret.
    pub token: String,
    /// The link to send.
    pub link: String,
}

/// The open invitations.
#[derive(Serialize, ToSchema)]
pub struct InvitationsOut {
    /// Newest first.
    pub items: Vec<InvitationOut>,
    /// Always absent: a tour has at most 200.
    pub next: Option<InvitationId>,
}

/// What a link offers.
#[derive(Serialize, ToSchema)]
pub struct OfferOut {
    /// What the tour is called.
    pub tour_name: String,
    /// What the organisation is called.
    pub organisation_name: String,
    /// The level that it gives, by audience.
    pub audiences: BTreeMap<String, Level>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Who accepts: nothing of this from somebody who has logged in, the first three from everybody else.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptIn {
    /// The e-mail address of the new account.
    #[serde(default)]
    pub email: Option<String>,
    /// What its owner is called.
    #[serde(default)]
    pub name: Option<String>,
    /// Its password, 10 to 256 characters.
    #[serde(default)]
    pub password: Option<String>,
    /// What the device is called.
    #[serde(default)]
    pub label: Option<String>,
    /// Whether to set a cookie in the place of a token in the body.
    #[serde(default)]
    pub cookie: bool,
}

/// What came of accepting.
#[derive(Serialize, ToSchema)]
pub struct AcceptedOut {
    /// The tour that the viewer is on now.
    pub tour: TourId,
    /// The token of a new account's first log-in; absent where a cookie was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// When that log-in ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
    /// The new account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountOut>,
}

impl From<Seen> for InvitationOut {
    fn from(seen: Seen) -> Self {
        let Seen { invitation, audiences } = seen;
        Self {
            id: invitation.id,
            audiences,
            email: invitation.email,
            created_by: invitation.created_by,
            created_at: invitation.created_at,
            expires_at: invitation.expires_at,
            uses_left: invitation.uses_left,
        }
    }
}

impl AcceptIn {
    fn is_empty(&self) -> bool {
        self.email.is_none() && self.name.is_none() && self.password.is_none()
    }

    /// The newcomer, or every field that is missing.
    fn newcomer(self) -> Result<Newcomer> {
        match (self.email, self.name, self.password) {
            (Some(email), Some(name), Some(password)) => {
                Ok(Newcomer { email, name, password, label: self.label })
            }
            (email, name, password) => {
                let fields = [("email", email), ("name", name), ("password", password)];
                let missing = fields.into_iter().filter(|(_, value)| value.is_none());
                let rule = "is needed for a new account, unless you log in first";
                let errors = missing.map(|(field, _)| FieldProblem::new(field, rule)).collect();
                Err(Problem::invalid(errors).into())
            }
        }
    }
}

/// Makes an invitation.
#[utoipa::path(post, path = "/v1/tours/{tour}/invitations", tag = "people",
    params(("tour" = Uuid, Path)), request_body = InvitationIn,
    responses((status = 201, body = NewInvitationOut), (status = 403, body = ProblemOut)))]
pub async fn create(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    body: web::Json<InvitationIn>,
) -> Result<HttpResponse> {
    let InvitationIn { audiences, email, expires_in_days, uses } = body.into_inner();
    let new = New { audiences, email, expires_in_days, uses };
    let (seen, token) = invitations::create(&app, &actor, *tour, new).await?;
    let location = format!("/v1/tours/{tour}/invitations/{}", seen.invitation.id);
    let link = format!("{}/join/{token}", app.settings.public_url.trim_end_matches('/'));
    let invitation = InvitationOut::from(seen);
    Ok(answer::created(&location, &NewInvitationOut { invitation, token, link }))
}

/// The open invitations to audiences that the viewer manages, without their secrets.
#[utoipa::path(get, path = "/v1/tours/{tour}/invitations", tag = "people",
    params(("tour" = Uuid, Path)), responses((status = 200, body = InvitationsOut)))]
pub async fn list(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    let found = invitations::list(&app, &actor, *tour).await?;
    let items = found.into_iter().map(InvitationOut::from).collect();
    Ok(answer::json(&InvitationsOut { items, next: None }))
}

/// Revokes an invitation.
#[utoipa::path(delete, path = "/v1/tours/{tour}/invitations/{id}", tag = "people",
    params(("tour" = Uuid, Path), ("id" = Uuid, Path)),
    responses((status = 204), (status = 404, body = ProblemOut)))]
pub async fn revoke(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, InvitationId)>,
) -> Result<HttpResponse> {
    let (tour, id) = path.into_inner();
    invitations::revoke(&app, &actor, tour, id).await?;
    Ok(answer::no_content())
}

/// What a link offers. Unknown, expired, revoked and used up are all not there.
#[utoipa::path(get, path = "/v1/invitations/{token}", tag = "people",
    params(("token" = String, Path)),
    responses((status = 200, body = OfferOut), (status = 404, body = ProblemOut)),
    security(()))]
pub async fn offer(app: web::Data<App>, token: web::Path<String>) -> Result<HttpResponse> {
    let offer = invitations::offer(&app, &token).await?;
    let Offer { tour_name, organisation_name, audiences, expires_at } = offer;
    Ok(answer::json(&OfferOut { tour_name, organisation_name, audiences, expires_at }))
}

/// Accepts an invitation: with the viewer's account, or with a new one and its first log-in.
#[utoipa::path(post, path = "/v1/invitations/{token}/accept", tag = "people",
    params(("token" = String, Path)), request_body = AcceptIn,
    responses((status = 200, body = AcceptedOut), (status = 201, body = AcceptedOut),
        (status = 404, body = ProblemOut), (status = 409, body = ProblemOut)),
    security((), ("bearer" = [])))]
pub async fn accept(
    app: web::Data<App>,
    actor: MaybeActor,
    peer: Peer,
    token: web::Path<String>,
    body: web::Json<AcceptIn>,
) -> Result<HttpResponse> {
    let body = body.into_inner();
    if let Some(actor) = actor.0 {
        if !body.is_empty() {
            let detail = "you have logged in; log out to make another account";
            return Err(Error::problem(ErrorCode::Conflict, detail));
        }
        let tour = invitations::join(&app, &actor, &token).await?;
        let joined = AcceptedOut { tour, token: None, expires_at: None, account: None };
        return Ok(answer::json(&joined));
    }
    let cookie = body.cookie;
    let newcomer = body.newcomer()?;
    let (tour, logged_in) = invitations::join_as_newcomer(&app, newcomer, &token, peer.0).await?;
    let (LoggedInOut { expires_at, account, .. }, secret) = LoggedInOut::new(logged_in);
    let token = (!cookie).then(|| secret.clone());
    let (expires_at, account) = (Some(expires_at), Some(account));
    let joined = AcceptedOut { tour, token, expires_at, account };
    let mut answer = answer::created(&format!("/v1/tours/{tour}"), &joined);
    if cookie {
        set_cookie(&app, &mut answer, &secret)?;
    }
    Ok(answer)
}
