//! The sheet of a day behind a link: a page without a script for whoever scans the code on paper in a
//! corridor and has no account.
//!
//! The link's secret is in the address, so the page sends no address on and is kept by nobody but the
//! browser that asked. Everything that a stranger may not see is not there, all alike.

mod page;
mod paper;
mod sections;
mod words;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, RETRY_AFTER,
};
use actix_web::web::{self, ServiceConfig, resource};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _};
use domain::view::{ClockStyle, DaySheet};
use maud::Markup;

use super::answer;
use super::peer::Peer;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::books::Rendered;
use crate::service::day_links::{self, Paper};

/// The page runs nothing, sends nothing, and looks as we say.
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";
const CSS: &str = include_str!("share/share.css");

/// The addresses of the page.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(resource("/s/sheet.css").get(css))
        .service(resource("/s/{token}.txt").get(text))
        .service(resource("/s/{token}").get(show));
}

async fn css() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .content_type("text/css; charset=utf-8")
        .body(CSS)
}

async fn show(
    app: web::Data<App>,
    request: HttpRequest,
    peer: Peer,
    token: web::Path<String>,
) -> HttpResponse {
    let said = edition(&request);
    let rendered = open(&app, peer, &token, said.as_deref(), "page", |sheet, paper| {
        Rendered::new(page::sheet(sheet, paper).0.into_bytes(), "text/html; charset=utf-8")
    });
    answered(&request, rendered.await)
}

async fn text(
    app: web::Data<App>,
    request: HttpRequest,
    peer: Peer,
    token: web::Path<String>,
) -> HttpResponse {
    let rendered = open(&app, peer, &token, None, "text", |sheet, _| {
        let text = sheet.text(ClockStyle::H24);
        Rendered::new(text.into_bytes(), "text/plain; charset=utf-8")
    });
    answered(&request, rendered.await)
}

async fn open(
    app: &App,
    peer: Peer,
    token: &str,
    said: Option<&str>,
    form: &str,
    render: impl FnOnce(&DaySheet, Paper) -> Rendered,
) -> Result<Rendered> {
    let guest = day_links::enter(app, token, peer.0).await?;
    let paper = day_links::paper(app, &guest, said).await?;
    let form = format!("{form} {paper:?}");
    let rendered = day_links::rendered(app, &guest, &form, |sheet| render(sheet, paper)).await?;
    day_links::note_opened(app, &guest).await;
    Ok(rendered)
}

/// The edition that paper carries in its address.
fn edition(request: &HttpRequest) -> Option<String> {
    let mut pairs = form_urlencoded::parse(request.query_string().as_bytes());
    pairs.find(|(name, _)| name == "v").map(|(_, value)| value.into_owned())
}

fn answered(request: &HttpRequest, rendered: Result<Rendered>) -> HttpResponse {
    let mut answer = match rendered {
        Ok(rendered) => answer::view(request, &rendered),
        Err(err) => failed(&err),
    };
    let headers = answer.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let noindex = HeaderValue::from_static("noindex");
    headers.insert(HeaderName::from_static("x-robots-tag"), noindex);
    answer
}

/// What went wrong, as a page. Whatever a link does not open looks the same.
fn failed(err: &Error) -> HttpResponse {
    let status = err.status_code();
    if status.is_server_error() {
        tracing::error!(error = %err, "a link to a day could not be answered");
    }
    let mut answer = html(status, &page::failed(status));
    if let Error::RateLimited { retry_after_s } = err
        && let Ok(value) = retry_after_s.to_string().parse()
    {
        answer.headers_mut().insert(RETRY_AFTER, value);
    }
    answer
}

fn html(status: StatusCode, markup: &Markup) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8")
        .body(markup.0.clone())
}
