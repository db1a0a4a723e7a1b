//! The writer task of SQLite: it takes what has queued up and commits it with one sync of the disk.
//!
//! It never waits for more work, so one person alone gets one commit at once, and many together
//! share the price of it.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use tokio::sync::{mpsc, oneshot};

use super::commit::{Moved, commit_one};
use super::{Job, Submission, Submitted};
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::service::live::Live;
use crate::store::{DatabaseTransaction, Engine, Store, in_savepoint};

/// Groups in one durable commit. Past it the first of them would wait too long for its answer.
const GROUPS_MAX: usize = 64;
/// How long a commit takes further groups in, for the same reason.
const GATHER: Duration = Duration::from_millis(4);

pub(super) struct Writer {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) live: Live,
}

/// The answers of a batch, to be sent once it is durable.
type Answers = Vec<(oneshot::Sender<Result<Submitted>>, Result<Submitted>)>;

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

    async fn write_batch(&self, first: Job, jobs: &mut mpsc::Receiver<Job>) {
        let mut answers = Answers::new();
        let mut moved = Vec::new();
        // Outside of the transaction, so that a job is answered even when none could begin.
        let mut next = Some(first);
        let committed: Result<()> = self
            .store
            .write(async |txn| {
                let began = Instant::now();
                let mut n_groups = 0;
                while let Some(Job { submission, answer }) = next.take() {
                    n_groups += submission.groups.len();
                    answers.push((answer, self.submit(txn, &submission, &mut moved).await));
                    let full = n_groups >= GROUPS_MAX || began.elapsed() >= GATHER;
                    next = if full { None } else { jobs.try_recv().ok() };
                }
                Ok(())
            })
            .await;
        match committed {
            Ok(()) => {
                self.live.publish(&moved);
                for (sender, answer) in answers {
                    let _gone = sender.send(answer);
                }
            }
            Err(err) => {
                tracing::warn!(error = %err, n_answers = answers.len(), "a commit failed; nothing of it was written");
                let why = err.to_string();
                let senders = answers.into_iter().map(|(sender, _)| sender);
                for sender in senders.chain(next.map(|job| job.answer)) {
                    let _gone = sender.send(Err(Error::Unavailable { why: why.clone() }));
                }
            }
        }
    }

    /// Commits the groups of one submission, each in a savepoint, so that a failure of one leaves
    /// the others of the batch alone.
    async fn submit(
        &self,
        txn: &DatabaseTransaction,
        submission: &Submission,
        moved: &mut Vec<Moved>,
    ) -> Result<Submitted> {
        let mut submitted = Submitted::default();
        for group in &submission.groups {
            let now = self.clock.now();
            let committed = in_savepoint(txn, async |savepoint| {
                commit_one(savepoint, Engine::Sqlite, submission, group, now).await
            });
            let committed = committed.await?;
            let Some(now_moved) = submitted.take(group.id, committed) else { break };
            moved.extend(now_moved);
        }
        Ok(submitted)
    }
}
