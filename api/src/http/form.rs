//! The venue's form, behind a link and without an account: a page that works with no script, and a
//! small script that saves while somebody types.
//!
//! The link's secret is in the address, so the page is kept by nobody, sends no address on, and takes
//! nothing that another site posts. Everything that a stranger may not see is not there, all alike.

mod page;
mod read;
mod upload;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION, ORIGIN, RETRY_AFTER,
};
use actix_web::web::{self, Payload, ServiceConfig, resource};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _};
use domain::ids::RecordId;
use domain::problem::ErrorCode;
use domain::record::Line;
use maud::Markup;
use serde::Serialize;

use self::page::Notice;
use super::actor::same_origin;
use super::peer::Peer;
use super::{answer, files, input};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::advance::form::{self, Guest, Saved};

/// The form runs our script alone, looks as we say, and posts to us.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// Bytes of a filled-in form: every answer at its longest would not fit, and nobody writes that.
const FORM_BYTES_MAX: usize = 512 * 1024;
/// The cookie in which a browser keeps what somebody calls themselves on one form.
const NAME_COOKIE: &str = "buscall_form_name";
const CSS: &str = include_str!("form/form.css");
const JS: &str = include_str!("form/form.js");

/// The addresses of the form.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(resource("/a/form.css").get(css))
        .service(resource("/a/form.js").get(js))
        .service(resource("/a/{token}").get(show).post(save))
        .service(resource("/a/{token}/files/{key}").post(add_file))
        .service(resource("/a/{token}/handouts/{handout}").get(handout));
}

async fn css() -> HttpResponse {
    asset("text/css; charset=utf-8", CSS)
}

async fn js() -> HttpResponse {
    asset("text/javascript; charset=utf-8", JS)
}

fn asset(content_type: &str, body: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .content_type(content_type)
        .body(body)
}

async fn show(
    app: web::Data<App>,
    request: HttpRequest,
    peer: Peer,
    token: web::Path<String>,
) -> HttpResponse {
    let shown = async {
        let guest = form::enter(&app, &token, peer.0).await?;
        form::note_opened(&app, &guest).await;
        let name = name_of(&request);
        whole_page(&app, &guest, &token, name.as_deref(), &Notice::of_query(&request)).await
    };
    shown.await.map_or_else(|err| failed(&err), |markup| html(StatusCode::OK, &markup))
}

/// Saves the form. A page is sent on to itself, so that reloading it saves nothing twice; a script gets
/// JSON.
async fn save(
    app: web::Data<App>,
    request: HttpRequest,
    peer: Peer,
    token: web::Path<String>,
    payload: Payload,
) -> HttpResponse {
    let wants_json = wants_json(&request);
    let saved = save_form(&app, &request, peer, &token, payload).await;
    match saved {
        Ok((saved, _, name)) if wants_json => {
            let mut told = answer::json(&SavedOut::of(&saved));
            if let Some(name) = &name {
                keep_name(&app, &mut told, &token, name);
            }
            told
        }
        Err(err) if wants_json => err.error_response(),
        Ok((saved, posted, name)) => {
            let answered = after_save(&app, peer, &token, saved, posted, name.as_ref()).await;
            answered.unwrap_or_else(|err| failed(&err))
        }
        Err(err) => failed(&err),
    }
}

type SavedForm = (Saved, read::Filled, Option<Line>);

async fn save_form(
    app: &App,
    request: &HttpRequest,
    peer: Peer,
    token: &str,
    payload: Payload,
) -> Result<SavedForm> {
    must_be_own_page(request)?;
    let guest = form::enter(app, token, peer.0).await?;
    let body = input::whole_body(payload, FORM_BYTES_MAX).await?;
    let filled = read::filled(&body)?;
    let name = name_in(filled.name.as_deref())?;
    let saved = form::save(app, &guest, name.as_ref(), &filled.posted, peer.0).await?;
    Ok((saved, filled, name))
}

async fn after_save(
    app: &App,
    peer: Peer,
    token: &str,
    saved: Saved,
    filled: read::Filled,
    name: Option<&Line>,
) -> Result<HttpResponse> {
    let mut answer = if saved.problems.is_empty() {
        let notice = if saved.disputed { "both" } else { "saved" };
        see_other(&format!("/a/{token}?{notice}={}", saved.n_answers))
    } else {
        let guest = form::enter(app, token, peer.0).await?;
        let notice = Notice::Problems { saved, filled };
        let markup = whole_page(app, &guest, token, name.map(Line::as_str), &notice).await?;
        html(StatusCode::UNPROCESSABLE_ENTITY, &markup)
    };
    if let Some(name) = name {
        keep_name(app, &mut answer, token, name);
    }
    Ok(answer)
}

async fn add_file(
    app: web::Data<App>,
    request: HttpRequest,
    peer: Peer,
    path: web::Path<(String, String)>,
    payload: Payload,
) -> HttpResponse {
    let (token, key) = path.into_inner();
    let added = async {
        must_be_own_page(&request)?;
        let guest = form::enter(&app, &token, peer.0).await?;
        form::may_send(&app, &guest)?;
        // A file is in memory while it arrives, so only so many arrive at a time.
        let _turn = app.form_files.acquire().await.map_err(Error::internal)?;
        let sent = upload::read(&request, payload).await?;
        let by = name_in(sent.by.as_deref().or(name_of(&request).as_deref()))?;
        let file = sent.file()?;
        form::add_file(&app, &guest, by.as_ref(), &key, file, peer.0).await
    };
    match added.await {
        Ok(()) => see_other(&format!("/a/{token}?saved=1#f-{key}")),
        Err(err) => match &err {
            Error::Problem(problem) if says_why(problem.code) => {
                let back = format!("/a/{token}#f-{key}");
                html(err.status_code(), &page::refused(&back, &problem.detail))
            }
            _ => failed(&err),
        },
    }
}

/// Whether a problem is one of the file that was sent, about which its sender can do something.
fn says_why(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::Malformed
            | ErrorCode::TooLarge
            | ErrorCode::UnsupportedMedia
            | ErrorCode::Invalid
    )
}

async fn handout(
    app: web::Data<App>,
    peer: Peer,
    path: web::Path<(String, RecordId)>,
) -> HttpResponse {
    let (token, id) = path.into_inner();
    let found = async {
        let guest = form::enter(&app, &token, peer.0).await?;
        form::handed_out(&app, &guest, id).await
    };
    found.await.map_or_else(|err| failed(&err), files::whole)
}

async fn whole_page(
    app: &App,
    guest: &Guest,
    token: &str,
    name: Option<&str>,
    notice: &Notice,
) -> Result<Markup> {
    let form = form::form(app, guest).await?;
    Ok(page::form(&form, token, (name, guest.link.recipient.as_deref()), notice))
}

/// What a script is told: how much was saved, and what could not be read.
#[derive(Serialize)]
struct SavedOut<'a> {
    saved: usize,
    both_kept: bool,
    answers: &'a std::collections::BTreeMap<String, serde_json::Value>,
    problems: &'a [domain::problem::FieldProblem],
}

impl<'a> SavedOut<'a> {
    fn of(saved: &'a Saved) -> Self {
        let Saved { n_answers, disputed, answers, problems } = saved;
        Self { saved: *n_answers, both_kept: *disputed, answers, problems }
    }
}

fn html(status: StatusCode, markup: &Markup) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header(("x-robots-tag", "noindex"))
        .content_type("text/html; charset=utf-8")
        .body(markup.0.clone())
}

/// What went wrong, as a page. Whatever a link does not open looks the same.
fn failed(err: &Error) -> HttpResponse {
    let status = err.status_code();
    let mut answer = html(status, &page::failed(status));
    if let Error::RateLimited { retry_after_s } = err
        && let Ok(value) = retry_after_s.to_string().parse()
    {
        answer.headers_mut().insert(RETRY_AFTER, value);
    }
    if status.is_server_error() {
        tracing::error!(error = %err, "an advance form could not be answered");
    }
    answer
}

fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, to))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

fn wants_json(request: &HttpRequest) -> bool {
    let accepts = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
    accepts.is_some_and(|accepts| accepts.starts_with("application/json"))
}

/// Refuses what another site's page has sent. Browsers say where a form was; one that says nothing is
/// older than that, and whoever posts holds the secret.
fn must_be_own_page(request: &HttpRequest) -> Result<()> {
    let says_where = ["sec-fetch-site", ORIGIN.as_str()];
    let says_where = says_where.iter().any(|name| request.headers().contains_key(*name));
    if !says_where || same_origin(request) {
        return Ok(());
    }
    let detail = "this was not sent by the form's own page";
    Err(Error::problem(ErrorCode::CrossSite, detail))
}

/// What somebody calls themselves.
fn name_in(typed: Option<&str>) -> Result<Option<Line>> {
    let typed = typed.map(str::trim).filter(|name| !name.is_empty());
    typed.map(Line::try_from).transpose().map_err(|rule| Error::invalid("by", rule))
}

fn name_of(request: &HttpRequest) -> Option<String> {
    let kept = request.cookie(NAME_COOKIE)?;
    let decoded = form_urlencoded::parse(format!("n={}", kept.value()).as_bytes())
        .next()
        .map(|(_, name)| name.into_owned());
    decoded.filter(|name| Line::try_from(name.as_str()).is_ok())
}

fn keep_name(app: &App, answer: &mut HttpResponse, token: &str, name: &Line) {
    let value: String = form_urlencoded::byte_serialize(name.as_str().as_bytes()).collect();
    let cookie = Cookie::build(NAME_COOKIE, value)
        .path(format!("/a/{token}"))
        .http_only(true)
        .secure(app.settings.cookie_secure)
        .same_site(SameSite::Lax)
        .permanent()
        .finish();
    if let Err(err) = answer.add_cookie(&cookie) {
        tracing::debug!(error = %err, "a name could not be kept");
    }
}
