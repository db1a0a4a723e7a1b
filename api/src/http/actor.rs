//! Who is asking: a bearer token from programs, a cookie from browsers.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::{AUTHORIZATION, HOST, ORIGIN};
use actix_web::{FromRequest, HttpRequest, web};
use domain::problem::ErrorCode;
use futures_util::future::LocalBoxFuture;

use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access;
pub use crate::service::access::Actor;

/// The cookie of the web app.
const COOKIE: &str = "buscall_session";

impl FromRequest for Actor {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<web::Data<App>>().cloned();
        let secret = secret_of(request);
        Box::pin(async move {
            let app =
                app.ok_or_else(|| Error::internal("the server was built without its parts"))?;
            let secret = secret?.ok_or_else(|| {
                Error::problem(ErrorCode::Unauthenticated, "send a token, or log in for a cookie")
            })?;
            access::actor(&app, &secret).await
        })
    }
}

/// Whoever asks where a log-in is welcome and not needed. A cookie that has gone stale counts as
/// none, because a browser sends it without being asked; a stale token is still an error.
pub struct MaybeActor(pub Option<Actor>);

impl FromRequest for MaybeActor {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let with_token = request.headers().contains_key(AUTHORIZATION);
        let with_cookie = request.cookie(COOKIE).is_some();
        let actor = Actor::from_request(request, payload);
        Box::pin(async move {
            if !with_token && !with_cookie {
                return Ok(Self(None));
            }
            match actor.await {
                Ok(actor) => Ok(Self(Some(actor))),
                Err(err) if !with_token && err.code() == ErrorCode::Unauthenticated => {
                    Ok(Self(None))
                }
                Err(err) => Err(err),
            }
        })
    }
}

/// The secret that came with a request. A cookie is sent by the browser without being asked, so a
/// request that changes something must then come from our own pages.
fn secret_of(request: &HttpRequest) -> Result<Option<String>> {
    if let Some(value) = request.headers().get(AUTHORIZATION) {
        let text = value.to_str().unwrap_or_default();
        let secret = text.strip_prefix("Bearer ").or_else(|| text.strip_prefix("bearer "));
        return match secret {
            Some(secret) => Ok(Some(secret.trim().to_owned())),
            None => Err(Error::problem(
                ErrorCode::Unauthenticated,
                "send `Authorization: Bearer` and a token",
            )),
        };
    }
    let Some(cookie) = request.cookie(COOKIE) else { return Ok(None) };
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || same_origin(request) {
        Ok(Some(cookie.value().to_owned()))
    } else {
        Err(Error::problem(ErrorCode::CrossSite, "a change needs a request from our own pages"))
    }
}

/// Whether a request comes from a page of this server: browsers say so in `Sec-Fetch-Site`, older
/// ones in `Origin`. A request that says neither did not come from a browser's page.
pub(super) fn same_origin(request: &HttpRequest) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return site == "same-origin";
    }
    match (header(ORIGIN.as_str()), header(HOST.as_str())) {
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, origin_host)| origin_host == host)
        }
        _ => false,
    }
}

/// The cookie of a log-in. Scripts cannot read it and other sites' forms do not send it.
pub fn cookie(secret: &str, days: i64, secure: bool) -> Cookie<'static> {
    Cookie::build(COOKIE, secret.to_owned())
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(days))
        .finish()
}

/// The cookie that takes it back.
pub fn no_cookie() -> Cookie<'static> {
    let mut cookie = Cookie::build(COOKIE, "").path("/").http_only(true).finish();
    cookie.make_removal();
    cookie
}
