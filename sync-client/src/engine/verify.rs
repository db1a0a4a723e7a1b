//! Putting a scope right whose sum is not the server's. That should never happen; so it is told,
//! and somebody should find out why it did.

use domain::ids::ScopeId;
use domain::limits::SYNC_FETCH_MAX;
use domain::sync::{Refused, VerifyIn, VerifyOut, repair, still_to_fetch};

use super::once::Run;
use super::{Engine, Synced};
use crate::clock;
use crate::error::{Error, Result};

/// Answers that may contradict each other, while people edit meanwhile, before it is given up.
const ATTEMPTS: usize = 50;

impl Engine {
    /// Verifies the scopes that are suspect, each once.
    pub(super) async fn put_right(&self, run: &mut Run, synced: &mut Synced) -> Result<()> {
        while let Some(scope) = self.local.state().await?.suspect() {
            if !run.repaired.insert(scope) {
                return Err(self.never_right("its sum is wrong for the second time"));
            }
            let audience = self.local.state().await?.scopes.get(&scope).map(|s| s.audience.clone());
            self.verify(scope).await?;
            synced.repaired.extend(audience);
        }
        Ok(())
    }

    async fn verify(&self, scope: ScopeId) -> Result<()> {
        let base = self.local.versions(scope).await?;
        let mut fetch = Vec::new();
        let mut known: Option<VerifyOut> = None;
        for _ in 0..ATTEMPTS {
            self.net.pulse().touch();
            let asked = VerifyIn { tour: self.tour, scope, fetch: std::mem::take(&mut fetch) };
            let mut answer = self.net.verify(&asked).await?;
            // Records that came earlier and are still what the scope holds need not come again.
            let earlier = known.take().map(|known| known.records).unwrap_or_default();
            let is_new = |id| !answer.records.iter().any(|record| record.id == id);
            let kept = earlier.into_iter().filter(|record| {
                is_new(record.id) && answer.vers.get(&record.id) == Some(&(record.ver, record.seq))
            });
            let kept: Vec<_> = kept.collect();
            answer.records.extend(kept);
            fetch = still_to_fetch(&base, &answer);
            fetch.truncate(SYNC_FETCH_MAX);
            if fetch.is_empty() {
                return self.repair(scope, answer).await;
            }
            known = Some(answer);
        }
        Err(self.never_right("what it holds and what it sends do not fit together"))
    }

    async fn repair(&self, scope: ScopeId, answer: VerifyOut) -> Result<()> {
        let base = self.local.versions(scope).await?;
        let executed = self.local.execute(clock::now(), |_| {
            repair(scope, &base, answer)
                .map(|op| vec![op, domain::sync::Op::Cover])
                .ok_or_else(|| Refused::Broken(format!("scope `{scope}` has no readable digest")))
        });
        executed.await?.map_err(|refused| self.told(refused))?;
        Ok(())
    }

    fn never_right(&self, why: &str) -> Error {
        Error::Rubbish { url: self.net.address().to_string(), why: why.to_owned() }
    }
}
