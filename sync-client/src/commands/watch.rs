//! `buscall sync --watch`: a line for everything that arrives, is decided or goes wrong.

use tokio::sync::watch::Sender;

use super::sync::{tell_asks, tell_receipts, tell_repaired, words};
use crate::clock;
use crate::engine::{self, Engine, News, Synced};
use crate::error::{Error, Exit, Result};
use crate::render;

pub(super) async fn run(engine: &Engine) -> Result<Exit> {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let signals = tokio::spawn(until_told(stop));
    render::say(&format!("watching {}; Ctrl-C ends it", engine.net().address()));
    let mut teller = Teller { failing: false };
    let ended = engine::watch(engine, stopped, async |news| teller.tell(news)).await;
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

struct Teller {
    failing: bool,
}

impl Teller {
    fn tell(&mut self, news: News) -> Result<()> {
        match news {
            News::Synced(synced) => self.synced(&synced),
            News::Failed(err) => {
                self.failing = true;
                self.line(&failure(&err))
            }
            News::Stuck => {
                self.failing = true;
                self.line("nothing has moved for a while; trying anew")
            }
        }
    }

    fn synced(&mut self, synced: &Synced) -> Result<()> {
        if std::mem::take(&mut self.failing) {
            self.line("the server answers again")?;
        }
        for told in &synced.tell {
            self.line(&words(told))?;
        }
        let n_sent = synced.receipts.len();
        if n_sent > 0 {
            self.line(&format!("{n_sent} sent, {} on this device only", synced.n_unsent))?;
        }
        if synced.n_records > 0 {
            self.line(&format!("{} arrived", synced.n_records))?;
        }
        tell_receipts(&synced.receipts);
        tell_asks(&synced.asks);
        tell_repaired(&synced.repaired);
        Ok(())
    }

    fn line(&self, text: &str) -> Result<()> {
        let at = clock::now().format("%H:%M:%SZ");
        Ok(render::print_text(&format!("{at} {}", super::plain(text)))?)
    }
}

fn failure(err: &Error) -> String {
    format!("{err}; trying again")
}
