//! `buscall status`: what is on this device only, what needs somebody, and how old the copies are.
//! It reads the copies and asks nobody.

use chrono::{DateTime, Utc};
use domain::ids::TourId;
use domain::time::tzdb;
use serde::Serialize;

use super::{Context, ago, plain};
use crate::cli::Status;
use crate::clock;
use crate::engine::{fact, waiting};
use crate::error::{Error, Exit, Result};
use crate::home::Card;
use crate::local::Local;
use crate::render::{self, Tone, paint};

#[derive(Serialize)]
struct StatusOut {
    server: Option<String>,
    email: Option<String>,
    logged_in: bool,
    /// The release of the zone rules on this device.
    tzdb: String,
    tours: Vec<TourOut>,
}

#[derive(Serialize)]
struct TourOut {
    id: TourId,
    name: String,
    current: bool,
    #[serde(flatten)]
    copy: CopyOut,
}

/// A copy, or why it cannot be looked into.
#[derive(Serialize)]
#[serde(untagged)]
enum CopyOut {
    Read(ReadOut),
    Failed { error: String, next: Option<String> },
}

#[derive(Serialize)]
struct ReadOut {
    /// When everything had last been sent and fetched.
    as_of: Option<DateTime<Utc>>,
    /// Groups that the server does not have.
    on_this_device: usize,
    /// Open disputes.
    to_decide: usize,
    /// Groups that were not accepted.
    in_tray: usize,
    /// Audiences of which much would vanish.
    waiting: Vec<String>,
    /// How many seconds the server's clock was ahead.
    clock_off_s: i64,
    /// The server's release of the zone rules.
    server_tzdb: Option<String>,
    /// Whether the copy was found to be copied or restored just now.
    copied: bool,
}

pub(super) async fn run(context: &Context, asked: &Status) -> Result<Exit> {
    let account = context.home.account().ok();
    let current = context.home.current()?;
    let cards = match &context.global.tour {
        Some(named) => vec![context.home.card(context.home.tour(Some(named))?)],
        None => context.home.tours()?,
    };
    let (mut tours, mut trouble) = (Vec::new(), None);
    for card in cards {
        let copy = read(context, &card).await.unwrap_or_else(|err| {
            let failed = CopyOut::Failed { error: err.to_string(), next: err.next() };
            trouble = Some(err);
            failed
        });
        let Card { tour: id, name } = card;
        tours.push(TourOut { id, name, current: current == Some(id), copy });
    }
    let out = StatusOut {
        logged_in: account.as_ref().is_some_and(|account| context.home.token(account).is_ok()),
        server: account.as_ref().map(|account| account.url.clone()),
        email: account.map(|account| account.email),
        tzdb: tzdb().version.clone(),
        tours,
    };
    if asked.json {
        render::print_json(&out)?;
    } else {
        render::print_text(&out.text())?;
    }
    Ok(trouble.map_or(Exit::Done, |err: Error| err.exit()))
}

async fn read(context: &Context, card: &Card) -> Result<CopyOut> {
    let spare = clock::new_id().into();
    let opened = Local::open(&context.home.database(card.tour), spare).await?;
    let view = opened.local.view().await?;
    let fact = async |name| opened.local.fact(name).await;
    let audiences = waiting(&view.state).into_iter();
    Ok(CopyOut::Read(ReadOut {
        as_of: view.as_of,
        on_this_device: view.state.outbox.len(),
        to_decide: view.book.open_disputes().count(),
        in_tray: view.tray.len(),
        waiting: audiences.map(|scope| view.state.scopes[&scope].audience.clone()).collect(),
        clock_off_s: fact(fact::CLOCK_OFF).await?.and_then(|s| s.parse().ok()).unwrap_or(0),
        server_tzdb: fact(fact::TZDB).await?,
        copied: opened.copied,
    }))
}

impl StatusOut {
    fn text(&self) -> String {
        let mut lines = vec![match (&self.server, &self.email, self.logged_in) {
            (Some(server), Some(email), true) => format!("{email} at {server}"),
            (Some(server), Some(email), false) => {
                format!("{email} at {server}: {}", paint(Tone::Warn, "logged out"))
            }
            _ => "nobody has logged in here".to_owned(),
        }];
        for tour in &self.tours {
            let mark = if tour.current { " *" } else { "" };
            lines.push(String::new());
            lines.push(format!("{}{mark}", paint(Tone::Strong, &plain(&tour.name))));
            let said = match &tour.copy {
                CopyOut::Read(copy) => copy.lines(&self.tzdb),
                CopyOut::Failed { error, next } => {
                    let next = next.iter().cloned();
                    std::iter::once(paint(Tone::Bad, &plain(error))).chain(next).collect()
                }
            };
            lines.extend(said.into_iter().map(|line| format!("  {line}")));
        }
        lines.join("\n")
    }
}

impl ReadOut {
    fn lines(&self, ours: &str) -> Vec<String> {
        let as_of = match self.as_of {
            Some(at) => format!("as of {} ({})", at.format("%Y-%m-%d %H:%MZ"), ago(at)),
            None => "not complete; `buscall clone` goes on".to_owned(),
        };
        let mut lines = vec![as_of];
        let counted = [
            (self.on_this_device, Tone::Warn, "●", "on this device only"),
            (self.to_decide, Tone::Warn, "⚠", "to decide: `buscall decide`"),
            (self.in_tray, Tone::Bad, "✖", "not accepted: `buscall tray`"),
        ];
        for (number, tone, mark, what) in counted.into_iter().filter(|(number, ..)| *number > 0) {
            lines.push(format!("{} {number} {what}", paint(tone, mark)));
        }
        if self.on_this_device == 0 && self.as_of.is_some() {
            lines.push(format!("{} everything is on the server", paint(Tone::Good, "✓")));
        }
        let waiting = self.waiting.iter().map(|audience| {
            format!(
                "{} much of `{audience}` would vanish: `buscall sync --accept-removal {audience}`",
                paint(Tone::Warn, "⚠")
            )
        });
        lines.extend(waiting);
        lines.extend(clock_warning(self.clock_off_s));
        lines.extend(tzdb_warning(ours, self.server_tzdb.as_deref()));
        if self.copied {
            lines.push(
                "this folder was copied or restored; edits go on under a new name".to_owned(),
            );
        }
        lines
    }
}

/// What to say of two clocks that differ.
pub(super) fn clock_warning(off_s: i64) -> Option<String> {
    let minutes = off_s.unsigned_abs().div_ceil(60);
    let which = if off_s > 0 { "behind" } else { "ahead of" };
    (off_s != 0).then(|| {
        format!(
            "this device's clock is {minutes} minutes {which} the server's; nothing depends on it"
        )
    })
}

/// What to say of two releases of the zone rules that differ.
pub(super) fn tzdb_warning(ours: &str, server: Option<&str>) -> Option<String> {
    let server = server.filter(|server| *server != ours)?;
    Some(format!(
        "this device knows the zone rules {ours} and the server {server}; a few clocks may differ"
    ))
}
