//! `buscall sync --watch`: a line for everything that arrives, is decided or goes wrong.

use chrono::{DateTime, Utc};
use domain::view::changes;
use tokio::sync::watch::Sender;

use super::sync::{tell_asks, tell_receipts, tell_repaired, words};
use crate::clock;
use crate::engine::{self, Engine, News, Synced};
use crate::error::{Exit, Result};
use crate::render;

/// Lines about what arrived with one sync; a shift of a day is about thirty.
const LINES_MAX: usize = 40;

pub(super) async fn run(engine: &Engine) -> Result<Exit> {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let signals = tokio::spawn(until_told(stop));
    render::say(&format!("watching {}; Ctrl-C ends it", engine.net().address()));
    let mut teller = Teller { failing: false, told: clock::now(), trouble: Vec::new() };
    let tell = async |news| teller.tell(engine, news).await;
    let ended = Box::pin(engine::watch(engine, stopped, tell)).await;
    signals.abort();
    ended?;
    Ok(Exit::Done)
}

async fn until_told(stop: Sender<bool>) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};

        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    drop(tokio::signal::ctrl_c().await);
    stop.send_replace(true);
}

/// Tells what happens, and remembers up to when it has told what arrived.
struct Teller {
    failing: bool,
    told: DateTime<Utc>,
    /// What the sync before had trouble with: the same is not told with every sync.
    trouble: Vec<String>,
}

impl Teller {
    async fn tell(&mut self, engine: &Engine, news: News) -> Result<()> {
        match news {
            News::Synced(synced) => self.synced(engine, &synced).await,
            News::Failed(err) => {
                self.failing = true;
                line(&format!("{err}; trying again"))
            }
            News::Files(fetched) => {
                if fetched.n_files > 0 {
                    line(&format!("files of the next days: {} arrived", fetched.n_files))?;
                }
                fetched.trouble.iter().try_for_each(|trouble| line(trouble))
            }
            News::Stuck => {
                self.failing = true;
                line("nothing has moved for a while; trying anew")
            }
        }
    }

    async fn synced(&mut self, engine: &Engine, synced: &Synced) -> Result<()> {
        if std::mem::take(&mut self.failing) {
            line("it works again")?;
        }
        for told in &synced.tell {
            line(&words(told))?;
        }
        let n_sent = synced.receipts.len();
        if n_sent > 0 {
            line(&format!("{n_sent} sent, {} on this device only", synced.n_unsent))?;
        }
        if synced.n_records > 0 {
            self.arrived(engine, synced.n_records).await?;
        }
        tell_receipts(&synced.receipts);
        tell_asks(&synced.asks);
        tell_repaired(&synced.repaired);
        let before = std::mem::replace(&mut self.trouble, synced.trouble.clone());
        let new = self.trouble.iter().filter(|trouble| !before.contains(trouble));
        new.into_iter().try_for_each(|trouble| line(trouble))
    }

    /// Says what has changed. What is new, or is the echo of an edit of one's own, changes nothing
    /// that was here before.
    async fn arrived(&mut self, engine: &Engine, n_records: usize) -> Result<()> {
        let since = std::mem::replace(&mut self.told, clock::now());
        let arrived = engine.local().changes(Some(since), None).await?;
        if arrived.is_empty() {
            let records = if n_records == 1 { "record has" } else { "records have" };
            return line(&format!("{n_records} {records} arrived"));
        }
        let book = engine.local().view().await?.book;
        let entries: Vec<_> = arrived.iter().map(|change| change.to_view(&book)).collect();
        let told = changes(&entries, &book, None);
        let lines: Vec<_> = told.days.iter().flat_map(|day| &day.lines).collect();
        for told in lines.iter().take(LINES_MAX) {
            let who = told.author_name.as_ref().map(|name| format!(" – {name}"));
            let date = told.date.map(|date| format!("{date} ")).unwrap_or_default();
            line(&format!("{date}{}{}", told.sentence, who.unwrap_or_default()))?;
        }
        match lines.len().checked_sub(LINES_MAX) {
            None | Some(0) => Ok(()),
            Some(more) => line(&format!("and {more} more; `buscall changes` tells")),
        }
    }
}

fn line(text: &str) -> Result<()> {
    let at = clock::now().format("%H:%M:%SZ");
    Ok(render::print_text(&format!("{at} {}", super::plain(text)))?)
}
