//! The first reading of a scope: as a snapshot, which a thousand phones share and which goes on
//! where it was cut off. Where the server keeps none, or none of use, pages do.

use domain::ids::ScopeId;

use super::once::Run;
use super::{Engine, Progress, Synced};
use crate::clock;
use crate::error::{Error, Result};
use crate::net::Wanted;

impl Engine {
    /// Fetches the snapshots of scopes that are being read for the first time. What is small has
    /// come with the first page.
    pub(super) async fn first_readings(
        &self,
        run: &mut Run,
        progress: &Progress,
        synced: &mut Synced,
    ) -> Result<()> {
        let state = self.local.state().await?;
        let wanted = state.scopes.keys().filter(|scope| state.wants_snapshot(**scope));
        for scope in wanted.copied() {
            if run.asked.insert(scope)
                && let Some(n_records) = self.first_reading(scope, progress, synced).await?
            {
                run.arrived.insert(scope, n_records);
                synced.n_records = run.n_records();
                progress.records(synced.n_records);
            }
        }
        Ok(())
    }

    /// How many records the snapshot holds, if there is one.
    async fn first_reading(
        &self,
        scope: ScopeId,
        progress: &Progress,
        synced: &mut Synced,
    ) -> Result<Option<usize>> {
        let part = self.home.snapshot_file(self.tour, scope);
        let arrived = |n_bytes, whole| progress.bytes(n_bytes, whole);
        let wanted = Wanted { tour: self.tour, scope, part: &part, arrived: &arrived };
        let snapshot = match self.net.snapshot(&wanted).await {
            Ok(Some(snapshot)) => snapshot,
            // The scope comes in pages all the same, only slower.
            Ok(None) | Err(Error::Rubbish { .. } | Error::Busy { .. } | Error::Problem(_)) => {
                return Ok(None);
            }
            Err(err) => return Err(err),
        };
        self.net.pulse().touch();
        self.learn_name(&snapshot.page.records).await?;
        let n_records = snapshot.page.records.len();
        let taken = self
            .local
            .execute(clock::now(), |state| {
                state.take_snapshot(scope, snapshot.page, snapshot.cursor)
            })
            .await?;
        let executed = taken.map_err(|refused| self.told(refused))?;
        self.note_asks(&executed, synced).await?;
        Ok(Some(n_records))
    }
}
