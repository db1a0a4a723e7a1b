//! Log-ins over HTTP: a token in the body for programs, a cookie for the web app.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::ids::AccountId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::actor::{self, Actor};
use super::answer;
use super::peer::Peer;
use super::problem::ProblemOut;
use crate::app::App;
use crate::error::Result;
use crate::service::accounts::Account;
use crate::service::sessions::{self, LogIn, LoggedIn, Session};

/// What somebody logs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionIn {
    /// The account's e-mail address.
    pub email: String,
    /// Its password.
    pub password: String,
    /// What the device is called, so that its owner knows it in the list.
    #[serde(default)]
    pub label: Option<String>,
    /// Whether to set a cookie that scripts cannot read, in the place of a token in the body.
    #[serde(default)]
    pub cookie: bool,
}

/// An account.
#[derive(Serialize, ToSchema)]
pub struct AccountOut {
    /// Its id.
    pub id: AccountId,
    /// Its e-mail address.
    pub email: String,
    /// What its owner is called.
    pub name: String,
}

/// A log-in that has begun.
#[derive(Serialize, ToSchema)]
pub struct LoggedInOut {
    /// What to send as `Authorization: Bearer` from now on; absent where a cookie was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// Whose it is.
    pub account: AccountOut,
}

/// One of the viewer's log-ins.
#[derive(Serialize, ToSchema)]
pub struct SessionOut {
    /// Its id.
    pub id: Uuid,
    /// What the device is called.
    pub label: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the hour.
    pub last_used_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// Whether this request came with it.
    pub current: bool,
}

/// The viewer's log-ins.
#[derive(Serialize, ToSchema)]
pub struct SessionsOut {
    /// Newest first.
    pub items: Vec<SessionOut>,
    /// Always absent: an account has at most 50.
    pub next: Option<Uuid>,
}

impl From<Account> for AccountOut {
    fn from(account: Account) -> Self {
        let Account { id, email, name } = account;
        Self { id, email, name }
    }
}

impl SessionOut {
    fn new(session: Session, actor: &Actor) -> Self {
        let Session { id, label, created_at, last_used_at, expires_at, .. } = session;
        let current = id == actor.session;
        Self { id, label, created_at, last_used_at, expires_at, current }
    }
}

impl LoggedInOut {
    /// The answer without the secret, and the secret.
    pub(super) fn new(logged_in: LoggedIn) -> (Self, String) {
        let LoggedIn { secret, session, account } = logged_in;
        let expires_at = session.expires_at;
        (Self { token: None, expires_at, account: account.into() }, secret)
    }
}

/// Puts the secret of a log-in where the client asked for it: into a cookie.
pub(super) fn set_cookie(app: &App, answer: &mut HttpResponse, secret: &str) -> Result<()> {
    let settings = &app.settings;
    let cookie = actor::cookie(secret, settings.session_days, settings.cookie_secure);
    answer.add_cookie(&cookie).map_err(crate::Error::internal)
}

/// Logs in.
#[utoipa::path(post, path = "/v1/sessions", tag = "people", request_body = SessionIn,
    responses((status = 201, body = LoggedInOut), (status = 401, body = ProblemOut),
        (status = 429, body = ProblemOut)),
    security(()))]
pub async fn create(
    app: web::Data<App>,
    peer: Peer,
    body: web::Json<SessionIn>,
) -> Result<HttpResponse> {
    let SessionIn { email, password, label, cookie } = body.into_inner();
    let logged_in = sessions::log_in(&app, LogIn { email, password, label }, peer.0).await?;
    let location = format!("/v1/sessions/{}", logged_in.session.id);
    let (mut body, secret) = LoggedInOut::new(logged_in);
    if cookie {
        let mut answer = answer::created(&location, &body);
        set_cookie(&app, &mut answer, &secret)?;
        return Ok(answer);
    }
    body.token = Some(secret);
    Ok(answer::created(&location, &body))
}

/// The viewer's log-ins.
#[utoipa::path(get, path = "/v1/sessions", tag = "people",
    responses((status = 200, body = SessionsOut)))]
pub async fn list(app: web::Data<App>, actor: Actor) -> Result<HttpResponse> {
    let found = sessions::list(&app, &actor).await?;
    let items = found.into_iter().map(|session| SessionOut::new(session, &actor)).collect();
    Ok(answer::json(&SessionsOut { items, next: None }))
}

/// Logs out: ends the log-in that this request came with, and takes the cookie back.
#[utoipa::path(delete, path = "/v1/sessions/current", tag = "people",
    responses((status = 204)))]
pub async fn delete_current(app: web::Data<App>, actor: Actor) -> Result<HttpResponse> {
    sessions::end(&app, &actor, actor.session).await?;
    let mut answer = answer::no_content();
    answer.add_cookie(&actor::no_cookie()).map_err(crate::Error::internal)?;
    Ok(answer)
}

/// Ends one of the viewer's log-ins, such as that of a lost phone.
#[utoipa::path(delete, path = "/v1/sessions/{id}", tag = "people",
    params(("id" = Uuid, Path)),
    responses((status = 204), (status = 404, body = ProblemOut)))]
pub async fn delete(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    sessions::end(&app, &actor, *id).await?;
    Ok(answer::no_content())
}
