//! Reading the values: from the text that a flag, a variable or the file holds to the type in use.
//!
//! Each reader answers with the rule that the text breaks, in words that an operator can act on.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use domain::routing::RoadEngine;
use tracing_subscriber::EnvFilter;

/// What turns off what need not be there.
pub(super) const OFF: &str = "off";

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object on each line.
    Json,
}

pub(super) fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        format!("must be an IP address and a port such as `127.0.0.1:8080`, not `{text}`")
    })
}

pub(super) fn address_or_off(text: &str) -> Result<Option<SocketAddr>, String> {
    if text == OFF { Ok(None) } else { address(text).map(Some) }
}

pub(super) fn addresses(text: &str) -> Result<Vec<IpAddr>, String> {
    let one = |part: &str| {
        part.parse().map_err(|_| format!("must be IP addresses between commas, not `{part}`"))
    };
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(one).collect()
}

pub(super) fn site(text: &str) -> Result<String, String> {
    let refuse = || Err(format!("must be such as `https://tour.example.org`, not `{text}`"));
    let text = text.trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['?', '#', '@', ' ']) => {
            Ok(text.to_owned())
        }
        _ => refuse(),
    }
}

pub(super) fn database(text: &str) -> Result<String, String> {
    let known = ["sqlite:", "postgres://", "postgresql://"];
    if known.iter().any(|scheme| text.starts_with(scheme)) {
        Ok(text.to_owned())
    } else {
        // The text may hold a password, so it is not repeated.
        Err("must begin with `sqlite://` or `postgres://`".to_owned())
    }
}

pub(super) fn path(text: &str) -> Result<PathBuf, String> {
    if text.is_empty() { Err("must name a directory".to_owned()) } else { Ok(text.into()) }
}

pub(super) fn yes_or_no(text: &str) -> Result<bool, String> {
    text.parse().map_err(|_| format!("must be `true` or `false`, not `{text}`"))
}

pub(super) fn within<N>(text: &str, min: N, max: N) -> Result<N, String>
where
    N: Copy + FromStr + PartialOrd + std::fmt::Display,
{
    text.parse()
        .ok()
        .filter(|number| (&min..=&max).contains(&number))
        .ok_or_else(|| format!("must be a whole number from {min} to {max}, not `{text}`"))
}

pub(super) fn filter(text: &str) -> Result<String, String> {
    match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(err) => Err(format!("must be a level or levels of parts, not `{text}`: {err}")),
    }
}

pub(super) fn log_format(text: &str) -> Result<LogFormat, String> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        other => Err(format!("must be `text` or `json`, not `{other}`")),
    }
}

pub(super) fn road_engine(text: &str) -> Result<Option<RoadEngine>, String> {
    match text {
        OFF => Ok(None),
        "osrm" => Ok(Some(RoadEngine::Osrm)),
        "valhalla" => Ok(Some(RoadEngine::Valhalla)),
        other => Err(format!("must be `off`, `osrm` or `valhalla`, not `{other}`")),
    }
}

/// Where an engine is when it was started by its own defaults on this machine.
pub(super) fn usual_site(engine: Option<RoadEngine>) -> String {
    let port = match engine {
        None | Some(RoadEngine::Osrm) => 5_000,
        Some(RoadEngine::Valhalla) => 8_002,
    };
    format!("http://127.0.0.1:{port}")
}

/// An address to send from. What it may look like is for whoever sends to say.
pub(super) fn mailbox(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        Ok(None)
    } else if crate::mail::is_mailbox(text) {
        Ok(Some(text.to_owned()))
    } else {
        Err(format!("must be such as `Hollow Coast <advance@example.org>`, not `{text}`"))
    }
}

/// How many threads this machine runs at once.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// A value as it would be written in the file.
pub(super) trait Show {
    fn show(&self) -> String;
}

macro_rules! shown_as_displayed {
    ($($type:ty),*) => {
        $(impl Show for $type {
            fn show(&self) -> String {
                self.to_string()
            }
        })*
    };
}

shown_as_displayed!(SocketAddr, String, bool, u32, u64, i64, usize);

impl Show for Option<SocketAddr> {
    fn show(&self) -> String {
        self.map_or_else(|| OFF.to_owned(), |address| address.to_string())
    }
}

impl Show for Option<RoadEngine> {
    fn show(&self) -> String {
        self.map_or(OFF, RoadEngine::name).to_owned()
    }
}

impl Show for Option<String> {
    fn show(&self) -> String {
        self.clone().unwrap_or_default()
    }
}

impl Show for Vec<IpAddr> {
    fn show(&self) -> String {
        self.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
    }
}

impl Show for PathBuf {
    fn show(&self) -> String {
        Path::display(self).to_string()
    }
}

impl Show for LogFormat {
    fn show(&self) -> String {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
        .to_owned()
    }
}
