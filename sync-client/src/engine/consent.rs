//! Asking before much of an audience vanishes from this device although nobody was removed from it:
//! a server that was restored from the wrong backup looks just like that.

use domain::ids::ScopeId;
use domain::sync::{Executed, Op, ReplicaState, Vanishing};

use super::{Ask, Engine, Synced};
use crate::clock;
use crate::error::{Error, Result};

/// What somebody has agreed to let vanish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// Whatever waits.
    All,
    /// These audiences.
    Audiences(Vec<String>),
}

impl Accepted {
    /// As it is typed: names of audiences, or `all`.
    pub fn read(typed: &[String]) -> Option<Self> {
        match typed {
            [] => None,
            some if some.iter().any(|name| name == "all") => Some(Self::All),
            some => Some(Self::Audiences(some.to_vec())),
        }
    }
}

impl Engine {
    /// Takes somebody's consent to what waits for it.
    ///
    /// # Errors
    /// Where an audience is named that waits for nothing.
    pub async fn accept(&self, accepted: &Accepted) -> Result<()> {
        let state = self.local.state().await?;
        let waiting = waiting(&state);
        let chosen: Vec<ScopeId> = match accepted {
            Accepted::All => waiting,
            Accepted::Audiences(names) => names
                .iter()
                .map(|name| {
                    let named = |scope: &&ScopeId| state.scopes[*scope].audience == *name;
                    waiting.iter().find(named).copied().ok_or_else(|| {
                        Error::Usage(format!("nothing of `{name}` waits for anybody's consent"))
                    })
                })
                .collect::<Result<_>>()?,
        };
        for scope in chosen {
            let plan = |state: &ReplicaState| Ok::<_, Error>(state.consent(scope));
            self.local.execute(clock::now(), plan).await??;
        }
        Ok(())
    }

    /// Finds what waits for consent, also since an earlier sync: trying to swap asks again.
    pub(super) async fn find_asks(&self, synced: &mut Synced) -> Result<()> {
        let ops: Vec<_> = waiting(&self.local.state().await?).into_iter().map(Op::Swap).collect();
        synced.asks.clear();
        if ops.is_empty() {
            return Ok(());
        }
        let executed = self.local.execute(clock::now(), |_| Ok::<_, Error>(ops)).await??;
        self.note_asks(&executed, synced).await
    }

    pub(super) async fn note_asks(&self, executed: &Executed, synced: &mut Synced) -> Result<()> {
        if executed.asks.is_empty() {
            return Ok(());
        }
        let state = self.local.state().await?;
        let ask = |vanishing: &Vanishing| {
            let audience = state.scopes.get(&vanishing.scope)?.audience.clone();
            Some(Ask { audience, vanishing: *vanishing })
        };
        synced.asks.extend(executed.asks.iter().filter_map(ask));
        Ok(())
    }
}

/// Scopes that are complete and were not swapped in: they wait for consent.
pub fn waiting(state: &ReplicaState) -> Vec<ScopeId> {
    let waits = state.scopes.iter().filter(|(_, copy)| {
        copy.staging.as_ref().is_some_and(|staging| {
            staging.whole && staging.complete.is_some() && !staging.consented
        })
    });
    waits.map(|(scope, _)| *scope).collect()
}
