//! What happens after an edit was saved: it is sent at once if that is quick. It never fails the
//! command: what is saved is saved.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use domain::blob::BlobHash;
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

/// What became of what was saved.
#[derive(Clone, Debug, PartialEq)]
pub struct After {
    /// Whether nothing waits to be sent any more.
    pub on_server: bool,
    /// The server's words on what was sent by this process, also if something failed after that.
    pub receipts: Vec<Receipt>,
    /// What went wrong beside, in sentences.
    pub trouble: Vec<String>,
    /// Content that was to be sent and is not at the server.
    pub contents_missing: BTreeSet<BlobHash>,
    /// What to tell the person.
    pub say: String,
}

/// How far sending came.
enum Sent {
    /// Nothing waits any more.
    All,
    /// Something waits still.
    Some,
    /// A running `sync --watch` sends it.
    ByWatcher,
}

/// Sends what was saved, if that is quick, or lets a running `sync --watch` do it.
pub async fn after_edit(home: &Home, local: &Local, offline: bool) -> After {
    let mut synced = Synced::default();
    let why = if offline {
        Some("offline, as asked for".to_owned())
    } else {
        match tokio::time::timeout(WAIT, send(home, local, &mut synced)).await {
            Ok(Ok(Sent::All)) => None,
            Ok(Ok(Sent::Some)) => Some("it waits for what was saved before it".to_owned()),
            Ok(Ok(Sent::ByWatcher)) => {
                Some("a running `buscall sync --watch` is about to".to_owned())
            }
            Ok(Err(err)) => Some(brief(&err)),
            Err(_) => Some("the line is slow".to_owned()),
        }
    };
    let Synced { receipts, trouble, contents_missing, .. } = synced;
    let say = match &why {
        Some(why) => format!("saved on this device, not sent: {why}"),
        None => "on the server".to_owned(),
    };
    After { on_server: why.is_none(), receipts, trouble, contents_missing, say }
}

async fn send(home: &Home, local: &Local, synced: &mut Synced) -> Result<Sent> {
    let tour = local.state().await?.tour;
    if wake::ring(&home.wake_file(tour)).await {
        let began = Instant::now();
        while began.elapsed() < WAIT_FOR_WATCHER {
            if local.state().await?.outbox.is_empty() {
                return Ok(Sent::All);
            }
            tokio::time::sleep(LOOK).await;
        }
        return Ok(Sent::ByWatcher);
    }
    let engine = Engine::new(home, local.clone(), Patience::Quick).await?;
    engine.sync_once(&Progress::default(), synced).await?;
    Ok(if synced.n_unsent == 0 { Sent::All } else { Sent::Some })
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
