//! What happens after an edit was saved: it is sent at once if that is quick. It never fails the
//! command: what is saved is saved.

use std::time::{Duration, Instant};

use domain::change::Receipt;

use super::{Engine, Progress, Synced, wake};
use crate::error::{Error, Result};
use crate::home::Home;
use crate::local::Local;
use crate::net::Patience;

/// How long somebody waits for their prompt at most, on a line that is there and slow.
const WAIT: Duration = Duration::from_secs(8);
/// The same where a running `sync --watch` does the sending.
const WAIT_FOR_WATCHER: Duration = Duration::from_secs(2);
/// Between two looks.
const LOOK: Duration = Duration::from_millis(20);

/// What became of an edit that was saved.
#[derive(Clone, Debug, PartialEq)]
pub struct After {
    /// Whether nothing waits to be sent any more.
    pub on_server: bool,
    /// The server's words on what was sent by this process.
    pub receipts: Vec<Receipt>,
    /// What to tell the person.
    pub say: String,
}

impl After {
    fn here(why: impl std::fmt::Display) -> Self {
        let say = format!("saved on this device, not sent: {why}");
        Self { on_server: false, receipts: Vec::new(), say }
    }
}

/// Sends what was saved, if that is quick, or lets a running `sync --watch` do it.
pub async fn after_edit(home: &Home, local: &Local, offline: bool) -> After {
    if offline {
        return After::here("offline, as asked for");
    }
    let mut synced = Synced::default();
    match tokio::time::timeout(WAIT, send(home, local, &mut synced)).await {
        Ok(Ok(true)) => {
            After { on_server: true, receipts: synced.receipts, say: "on the server".to_owned() }
        }
        Ok(Ok(false)) => After::here("a running `buscall sync --watch` is about to"),
        Ok(Err(err)) => After::here(brief(&err)),
        Err(_) => After::here("the line is slow"),
    }
}

/// Whether everything is on the server.
async fn send(home: &Home, local: &Local, synced: &mut Synced) -> Result<bool> {
    let tour = local.state().await?.tour;
    if wake::ring(&home.wake_file(tour)).await {
        let began = Instant::now();
        while began.elapsed() < WAIT_FOR_WATCHER {
            if local.state().await?.outbox.is_empty() {
                return Ok(true);
            }
            tokio::time::sleep(LOOK).await;
        }
        return Ok(false);
    }
    let engine = Engine::new(home, local.clone(), Patience::Quick).await?;
    engine.sync_once(&Progress::default(), synced).await?;
    Ok(synced.n_unsent == 0)
}

/// The reason in a few words; the whole of it is for `buscall sync` to tell.
fn brief(err: &Error) -> String {
    match err {
        Error::Unreachable { .. } => "the server could not be reached".to_owned(),
        Error::Busy { .. } => "the server is busy".to_owned(),
        Error::Syncing => "another buscall is syncing this tour".to_owned(),
        Error::Rubbish { .. } => "this network wants a log-in of its own".to_owned(),
        Error::LoggedOut { .. } => "the log-in has ended".to_owned(),
        other => other.to_string(),
    }
}
