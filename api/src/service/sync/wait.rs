//! Waiting for news on behalf of a long poll. Only hints are waited for; what they are about is
//! read from the database afterwards.

use std::collections::BTreeMap;

use domain::ids::ScopeId;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;

use crate::app::App;
use crate::service::live::Hint;

/// Everything that is said from the moment of its making.
pub(super) struct News {
    hints: broadcast::Receiver<Hint>,
    stopping: watch::Receiver<bool>,
}

impl News {
    /// Listens from now on.
    pub(super) fn listen(app: &App) -> Self {
        Self { hints: app.live.subscribe(), stopping: app.stopping.subscribe() }
    }

    /// Waits until one of these scopes has moved past its counter, or levels or log-ins may have
    /// changed. `false` when time is up or the server stops.
    pub(super) async fn come(&mut self, seen: &BTreeMap<ScopeId, u64>, deadline: Instant) -> bool {
        loop {
            let hint = tokio::select! {
                hint = self.hints.recv() => hint,
                _ = self.stopping.wait_for(|stopping| *stopping) => return false,
                () = tokio::time::sleep_until(deadline) => return false,
            };
            match hint {
                Ok(Hint::Moved(moved)) => {
                    if seen.get(&moved.scope).is_some_and(|seq| *seq < moved.head.seq) {
                        return true;
                    }
                }
                Ok(Hint::LookAgain) | Err(RecvError::Lagged(_)) => return true,
                Err(RecvError::Closed) => return false,
            }
        }
    }
}
