//! The log: where it goes, how it looks, and what must never be in it.
//!
//! No token, name, telephone number, e-mail address or body is logged: a request is named by its
//! method, its path with secrets masked, and an id. The query is left out altogether.

use std::borrow::Cow;
use std::io::IsTerminal as _;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::{Error, HttpMessage as _};
use tracing::{Level, Span, field};
use tracing_actix_web::{RequestId, RootSpanBuilder};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::Directive;

use crate::settings::{LogFormat, Settings};

/// What other crates say at `info` on each start, unless the settings ask for it.
const QUIET: &str = "actix_server=warn,sea_orm_migration=warn";
/// What is never heard, whatever the settings ask for: of a request these log whole paths, headers
/// and the details of errors, and with them tokens and whatever somebody typed.
const SILENCED: &[&str] = &["actix_web=warn", "actix_http=warn", "tracing_actix_web=off"];
/// Parts of a path after which a secret stands.
const BEFORE_SECRETS: &[&str] = &["a", "feeds", "invitations", "join", "s", "share", "shares"];
/// The longest part of a path that is no secret: an id has 36 characters.
const PART_CHARS_MAX: usize = 36;

/// Starts logging to stderr. A second call in one process changes nothing.
pub fn start(settings: &Settings) -> anyhow::Result<()> {
    let filter = filter(&settings.log)?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    let started = match settings.log_format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(log_panic));
    }
    Ok(())
}

fn filter(log: &str) -> anyhow::Result<EnvFilter> {
    let mut filter = EnvFilter::try_new(format!("{QUIET},{log}"))?;
    for directive in SILENCED {
        filter = filter.add_directive(directive.parse::<Directive>()?);
    }
    Ok(filter)
}

/// A panic in a handler ends that connection alone; this is what remains of it. Its message may hold
/// what somebody typed, so it takes `debug` to see it.
fn log_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(|| "?".to_owned(), ToString::to_string);
    tracing::error!(place, "a part of the server panicked through our own fault");
    let message = panic.payload_as_str().unwrap_or("no text");
    tracing::debug!(place, message, "what the panic said");
}

/// The span of a request: everything logged meanwhile carries its id.
pub struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let id = request.extensions().get::<RequestId>().copied();
        tracing::span!(
            Level::INFO,
            "request",
            method = %request.method(),
            path = %masked(request.path()),
            id = id.map(field::display),
        )
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let status = match outcome {
            Ok(response) => response.status(),
            Err(error) => error.as_response_error().status_code(),
        };
        let status = status.as_u16();
        span.in_scope(|| tracing::debug!(status, "answered"));
    }
}

/// The path with every part masked that is, or may be, a secret.
pub fn masked(path: &str) -> Cow<'_, str> {
    let is_secret = |before: &str, part: &str| {
        !part.is_empty() && (BEFORE_SECRETS.contains(&before) || part.len() > PART_CHARS_MAX)
    };
    let parts = || path.split('/');
    let mut pairs = parts().zip(parts().skip(1));
    if !pairs.any(|(before, part)| is_secret(before, part)) {
        return Cow::Borrowed(path);
    }
    let mut before = "";
    let shown = parts().map(|part| {
        let shown = if is_secret(before, part) { "***" } else { part };
        before = part;
        shown
    });
    Cow::Owned(shown.collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::{filter, masked};

    #[test]
    fn no_level_makes_the_libraries_log_what_is_private() {
        let shown = filter("trace,actix_web=trace,tracing_actix_web=trace").unwrap().to_string();
        for directive in ["actix_web=warn", "actix_http=warn", "tracing_actix_web=off", "trace"] {
            assert!(shown.split(',').any(|part| part == directive), "{directive} in {shown}");
        }
        assert!(!shown.contains("actix_web=trace"), "{shown}");
    }

    #[test]
    fn secrets_in_paths_are_masked_and_ids_are_not() {
        let tour = "/v1/tours/01935b0e-7a3c-7000-8000-000000000001/days/2026-10-24";
        assert_eq!(masked(tour), tour);
        let long = "x".repeat(43);
        for (path, shown) in [
            ("/v1/invitations/bci_abc".to_owned(), "/v1/invitations/***"),
            ("/v1/invitations/bci_abc/accept".to_owned(), "/v1/invitations/***/accept"),
            ("/join/bci_abc".to_owned(), "/join/***"),
            ("/feeds/short.ics".to_owned(), "/feeds/***"),
            ("/a/short/files/plan".to_owned(), "/a/***/files/plan"),
            ("/s/short".to_owned(), "/s/***"),
            ("/s/short.txt".to_owned(), "/s/***"),
            (format!("/anything/{long}/else"), "/anything/***/else"),
            ("/v1/invitations".to_owned(), "/v1/invitations"),
            ("/v1/invitations/".to_owned(), "/v1/invitations/"),
        ] {
            assert_eq!(masked(&path), shown);
        }
    }
}
