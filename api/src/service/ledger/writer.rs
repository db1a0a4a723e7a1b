//! The writer task of SQLite: it takes what has queued up and commits it with one sync of the disk.
//!
//! It never waits for more work, so one person alone gets one commit at once, and many together
//! share the price of it.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use tokio::sync::mpsc;

use super::commit::{Moved, commit_one};
use super::{Job, Submitted};
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::service::live::Live;
use crate::store::{DatabaseTransaction, Engine, Store};

/// Groups in one durable commit. Past it the first of them would wait too long for its answer.
const GROUPS_MAX: usize = 64;
/// How long a commit takes further groups in, for the same reason.
const GATHER: Duration = Duration::from_millis(4);

pub(super) struct Writer {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) live: Live,
}

impl Writer {
    /// Writes until every sender is gone.
    pub(super) async fn run(self, mut jobs: mpsc::Receiver<Job>) {
        while let Some(first) = jobs.recv().await {
            // One group that makes the merge panic must not end writing for everybody. What was
            // begun is undone as it is dropped, and its senders hear that there is no answer.
            let batch = AssertUnwindSafe(self.write_batch(first, &mut jobs));
            if batch.catch_unwind().await.is_err() {
                tracing::error!("a commit ended in a panic; nothing of it was written");
            }
        }
    }

    /// Writes one job and whatever has queued up behind it. Hardly ever does one of them fail; then
    /// all are undone, and each is written again by itself.
    async fn write_batch(&self, first: Job, jobs: &mut mpsc::Receiver<Job>) {
        let mut batch = vec![first];
        let mut moved = Vec::new();
        let written: Result<Vec<Submitted>> = self
            .store
            .write(async |txn| {
                let began = Instant::now();
                let (mut written, mut n_groups) = (Vec::new(), 0);
                while let Some(job) = batch.get(written.len()) {
                    n_groups += job.submission.groups.len();
                    written.push(self.submit(txn, job, &mut moved).await?);
                    if n_groups < GROUPS_MAX && began.elapsed() < GATHER {
                        batch.extend(jobs.try_recv().ok());
                    }
                }
                Ok(written)
            })
            .await;
        match written {
            Ok(written) => {
                self.live.publish(&moved);
                for (job, submitted) in batch.into_iter().zip(written) {
                    let _gone = job.answer.send(Ok(submitted));
                }
            }
            Err(err) => self.write_one_by_one(batch, err).await,
        }
    }

    /// What became of a batch that could not be written together. A job that was alone in it has had
    /// its turn.
    async fn write_one_by_one(&self, mut batch: Vec<Job>, err: Error) {
        tracing::debug!(error = %err, n_jobs = batch.len(), "a batch was not written");
        if batch.len() > 1 {
            for job in batch {
                self.write_alone(job).await;
            }
        } else if let Some(job) = batch.pop() {
            let _gone = job.answer.send(Err(err));
        }
    }

    async fn write_alone(&self, job: Job) {
        let mut moved = Vec::new();
        let written = self.store.write(async |txn| self.submit(txn, &job, &mut moved).await).await;
        if written.is_ok() {
            self.live.publish(&moved);
        }
        let _gone = job.answer.send(written);
    }

    async fn submit(
        &self,
        txn: &DatabaseTransaction,
        Job { submission, way, .. }: &Job,
        moved: &mut Vec<Moved>,
    ) -> Result<Submitted> {
        let mut submitted = Submitted::default();
        for group in &submission.groups {
            let now = self.clock.now();
            let committed = commit_one(txn, Engine::Sqlite, submission, *way, group, now).await?;
            let Some(now_moved) = submitted.take(group.id, committed) else { break };
            moved.extend(now_moved);
        }
        Ok(submitted)
    }
}
