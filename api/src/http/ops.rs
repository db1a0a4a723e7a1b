//! For those who run the server: does it live, is it ready, and what has it counted.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{self, ServiceConfig, resource};
use actix_web::{HttpResponse, Responder};
use domain::time::{TzdbInUse, tzdb};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer;
use crate::app::App;
use crate::error::Error;

/// How long the database may take to answer before the server counts as not ready.
const DATABASE_TIMEOUT: Duration = Duration::from_secs(2);
/// The type that scrapers of `OpenMetrics` ask for.
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Whether the server takes requests, and why not.
#[derive(Serialize, ToSchema)]
pub struct ReadyOut {
    /// Whether every check says `ok`.
    pub ready: bool,
    /// What was looked at.
    pub checks: ChecksOut,
    /// The time zone rules in use.
    pub tzdb: TzdbInUse,
    /// The version of the server.
    pub version: &'static str,
}

/// Each is `ok` or says in a word or two what is wrong.
#[derive(Serialize, ToSchema)]
pub struct ChecksOut {
    /// Whether the database answers.
    pub database: &'static str,
    /// Whether its schema is this version's.
    pub migrations: &'static str,
    /// Whether the server was told to stop.
    pub serving: &'static str,
}

/// The word of a check that found nothing wrong.
const OK: &str = "ok";

/// Whether the server lives.
#[derive(Serialize, ToSchema)]
pub struct HealthOut {
    /// Always true; a server that does not live does not answer.
    pub alive: bool,
}

/// What everybody may ask.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(resource("/healthz").get(healthz)).service(resource("/readyz").get(readyz));
}

/// What is asked on the second listener.
pub fn configure_second(cfg: &mut ServiceConfig) {
    cfg.configure(configure).service(resource("/metrics").get(metrics));
}

/// Whether the process lives. It looks at nothing else, so that a slow database restarts nobody.
#[utoipa::path(get, path = "/healthz", tag = "operation",
    responses((status = 200, body = HealthOut)))]
pub async fn healthz() -> impl Responder {
    answer::json(&HealthOut { alive: true })
}

/// Whether requests will be answered. It fails first when the server stops.
#[utoipa::path(get, path = "/readyz", tag = "operation",
    responses((status = 200, body = ReadyOut), (status = 503, body = ReadyOut)))]
pub async fn readyz(app: web::Data<App>) -> HttpResponse {
    let checks = check(&app).await;
    let ready = [checks.database, checks.migrations, checks.serving] == [OK; 3];
    let body = ReadyOut { ready, checks, tzdb: tzdb().clone(), version: env!("CARGO_PKG_VERSION") };
    let mut answer = answer::json(&body);
    if !ready {
        *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    answer
}

async fn check(app: &App) -> ChecksOut {
    let serving = if *app.stopping.borrow() { "stopping" } else { OK };
    let pending = tokio::time::timeout(DATABASE_TIMEOUT, app.store.pending_migrations()).await;
    let (database, migrations) = match pending {
        Ok(Ok(pending)) if pending.is_empty() => (OK, OK),
        Ok(Ok(_)) => (OK, "pending"),
        Ok(Err(err)) => {
            tracing::warn!(error = %err, "the database does not answer as it should");
            ("no answer", "unknown")
        }
        Err(_) => ("no answer in time", "unknown"),
    };
    ChecksOut { database, migrations, serving }
}

async fn metrics(app: web::Data<App>) -> impl Responder {
    app.metrics.books(app.books.n_kept());
    HttpResponse::Ok().content_type(OPENMETRICS).body(app.metrics.encode())
}

/// What is answered where no route is.
pub async fn nothing_here() -> Result<HttpResponse, Error> {
    Err(Error::not_found())
}
