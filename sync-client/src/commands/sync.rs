//! `buscall sync`: sends what was edited here, fetches what changed, and says what became of it.

use domain::change::{Receipt, Status};
use domain::sync::Tell;
use serde::Serialize;

use super::{Context, watch};
use crate::cli::Sync;
use crate::engine::{Accepted, Ask, Engine, Progress, Synced};
use crate::error::{Error, Exit, Result};
use crate::net::Patience;
use crate::render::{self, Tone, paint};

/// What a sync came to, for machines.
#[derive(Debug, Default, Serialize)]
pub(super) struct Outcome {
    /// Records that have arrived.
    records: usize,
    /// Groups that the server has taken.
    sent: usize,
    /// Of those, groups that somebody has to decide about.
    disputed: usize,
    /// Of those, groups that were not accepted and are in the tray.
    refused: usize,
    /// Groups that wait to be sent.
    unsent: usize,
    /// Files whose content was to be sent and is not at the server.
    contents_missing: usize,
    /// Audiences of which much would vanish, and that wait for consent.
    waiting: Vec<WaitingOut>,
}

#[derive(Debug, Serialize)]
struct WaitingOut {
    audience: String,
    records: usize,
    vanishing: usize,
}

impl Outcome {
    pub(super) fn of(synced: &Synced) -> Self {
        let n = |counts: fn(&Receipt) -> bool| {
            synced.receipts.iter().filter(|receipt| counts(receipt)).count()
        };
        let waiting = |ask: &Ask| WaitingOut {
            audience: ask.audience.clone(),
            records: ask.vanishing.n_live,
            vanishing: ask.vanishing.n_vanish,
        };
        Self {
            records: synced.n_records,
            sent: synced.receipts.len(),
            disputed: n(|receipt| receipt.status == Status::Disputed),
            refused: n(is_refused),
            unsent: synced.n_unsent,
            contents_missing: synced.contents_missing.len(),
            waiting: synced.asks.iter().map(waiting).collect(),
        }
    }

    /// Whether all is there, or somebody has to decide something that this sync has brought.
    pub(super) fn exit(&self) -> Exit {
        if self.contents_missing > 0 {
            Exit::Failed
        } else if self.disputed + self.refused > 0 || !self.waiting.is_empty() {
            Exit::Undecided
        } else {
            Exit::Done
        }
    }

    fn sentence(&self) -> String {
        let mut parts = Vec::new();
        match (self.sent, self.unsent) {
            (0, 0) => {}
            (sent, 0) => parts.push(format!("{} on the server", edits(sent))),
            (_, unsent) => parts.push(format!("{} still on this device only", edits(unsent))),
        }
        match self.records {
            0 => parts.push("nothing new".to_owned()),
            1 => parts.push("1 record has arrived".to_owned()),
            many => parts.push(format!("{many} records have arrived")),
        }
        parts.join(", ")
    }
}

fn is_refused(receipt: &Receipt) -> bool {
    matches!(receipt.status, Status::Held | Status::Rejected)
}

fn edits(number: usize) -> String {
    if number == 1 { "1 edit is".to_owned() } else { format!("{number} edits are") }
}

pub(super) async fn run(context: &Context, asked: &Sync) -> Result<Exit> {
    if context.global.offline {
        return Err(Error::Usage("syncing needs the server".to_owned()));
    }
    if asked.watch && asked.json {
        return Err(Error::Usage("what is watched is told in lines, not in JSON".to_owned()));
    }
    let local = context.open().await?;
    let engine = Engine::new(&context.home, local, Patience::Usual).await?;
    if let Some(accepted) = Accepted::read(&asked.accept_removal) {
        engine.accept(&accepted).await?;
    }
    if asked.watch {
        return watch::run(&engine).await;
    }
    let is_first = engine.local().fact(crate::engine::fact::SYNCED_AT).await?.is_none();
    let progress = if is_first { Progress::seen("first sync") } else { Progress::default() };
    let mut synced = Synced::default();
    let ended = engine.sync_once(&progress, &mut synced).await;
    progress.end();
    tell_all(&synced.tell);
    ended?;
    let outcome = Outcome::of(&synced);
    if asked.json {
        render::print_json(&outcome)?;
    } else {
        render::print_text(&outcome.sentence())?;
    }
    tell_receipts(&synced.receipts);
    tell_asks(&synced.asks);
    tell_repaired(&synced.repaired);
    synced.trouble.iter().for_each(|trouble| render::say(&super::plain(trouble)));
    engine.warn().await?;
    fetch_files(&engine).await?;
    Ok(outcome.exit())
}

/// Fetches the files of the next days, and says what came of it.
pub(super) async fn fetch_files(engine: &Engine) -> Result<()> {
    let fetched = engine.fetch_files().await?;
    match fetched.n_files {
        0 => {}
        1 => render::say("1 file of the next days has arrived"),
        many => render::say(&format!("{many} files of the next days have arrived")),
    }
    fetched.trouble.iter().for_each(|trouble| render::say(&super::plain(trouble)));
    Ok(())
}

/// Says what a person would want to know of a sync.
pub(super) fn tell_all(tell: &[Tell]) {
    for told in tell {
        render::say(&words(told));
    }
}

/// What happened, in a sentence.
pub(super) fn words(told: &Tell) -> String {
    match told {
        Tell::ServerLostWork => "the server was restored and has lost work that it had \
                                 acknowledged; everything that this device has is offered again"
            .to_owned(),
        Tell::Forked => "another copy of this folder is in use; this one goes on under a name of \
                         its own"
            .to_owned(),
        Tell::Added(audience) => format!("you are in `{audience}`"),
        Tell::Removed(audience) => {
            format!("you are no longer in `{audience}`; its records are gone from this device")
        }
        Tell::Anew(audience) => format!("`{audience}` is read from its beginning"),
    }
}

/// Says which groups need somebody, and why.
pub(super) fn tell_receipts(receipts: &[Receipt]) {
    for receipt in receipts {
        if receipt.status == Status::Disputed {
            let text = "somebody else changed the same; `buscall decide` shows both values";
            render::say(&format!("{} {text}", paint(Tone::Warn, "⚠")));
        } else if is_refused(receipt) {
            let why = receipt.problem.as_ref().map_or("", |problem| &problem.detail);
            let text = format!("not accepted: {}; it is kept in `buscall tray`", super::plain(why));
            render::say(&format!("{} {text}", paint(Tone::Bad, "✖")));
        }
    }
}

/// Says what waits for consent, and how to give it.
pub(super) fn tell_asks(asks: &[Ask]) {
    for Ask { audience, vanishing } in asks {
        render::say(&format!(
            "{} {} of {} records of `{audience}` would vanish from this device; if that is right: \
             `buscall sync --accept-removal {audience}`",
            paint(Tone::Warn, "⚠"),
            vanishing.n_vanish,
            vanishing.n_live,
        ));
    }
}

/// Says what was wrong with the copy: a fault of the program that somebody should look for.
pub(super) fn tell_repaired(repaired: &[String]) {
    for audience in repaired {
        render::say(&format!(
            "the copy of `{audience}` was not what the server has and was put right; please report \
             this as a fault"
        ));
    }
}
