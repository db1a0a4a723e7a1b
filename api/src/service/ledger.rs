//! The ledger: the one way in which records are written. See `commit` for what happens to a group, and
//! `adopt` for a tour that another server has counted.
//!
//! On SQLite one task writes, many groups in one durable commit. On PostgreSQL every request
//! writes for itself and waits for the rows of the scopes that it changes.

mod adopt;
mod commit;
mod writer;

use domain::change::{Group, Receipt, check_group};
use domain::ids::{AccountId, GroupId, OrgId, ScopeId, TourId};
use domain::limits::{GROUP_SENT_BYTES_MAX, GROUPS_PER_REQUEST_MAX, GROUPS_UNDECIDED_MAX};
use domain::problem::ErrorCode;
use tokio::sync::{mpsc, oneshot};

use self::commit::{Committed, commit_one};
use self::writer::Writer;
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::service::finish::finish;
use crate::service::live::Live;
use crate::store::{Engine, Store};

/// Requests that wait for the writer. Past it a request is told to come back.
const QUEUE_MAX: usize = 1_024;
/// How often a transaction that another was in the way of is tried.
const TRIES: u32 = 5;

/// Groups of one author for one tour, in order.
#[derive(Debug)]
pub struct Submission {
    /// The organisation.
    pub org: OrgId,
    /// The tour whose scopes, with its organisation's directory, the groups may touch.
    pub tour: TourId,
    /// Who sent them.
    pub author: AccountId,
    /// The groups.
    pub groups: Vec<Group>,
    /// For somebody who came by a link and is in no audience: the one that the link is for. The service
    /// that makes their groups answers for what is in them.
    pub guest_in: Option<ScopeId>,
}

/// What became of a submission.
#[derive(Debug, Default)]
pub struct Submitted {
    /// One receipt for each group that was reached.
    pub receipts: Vec<Receipt>,
    /// The group whose `prev` has not arrived. It and those after it were not looked at.
    pub gap: Option<GroupId>,
    /// A replica that sent two groups after the same one must take a new id.
    pub forked: bool,
    /// Too much of the author's waits for a decision. The group that could not be kept and those
    /// after it have no receipt.
    pub full: bool,
}

/// By which way groups come in, where that makes a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// With a request whose sender waits for the answer.
    Request,
    /// With an exchange: a group that can never be taken must not hold up those after it.
    Exchange,
    /// As what takes over this held group.
    Accepting(GroupId),
}

/// The way in. Cheap to clone.
#[derive(Clone)]
pub struct Ledger {
    store: Store,
    clock: Clock,
    live: Live,
    queue: Option<mpsc::Sender<Job>>,
}

/// A submission on its way to the writer, and where its answer goes.
struct Job {
    submission: Submission,
    way: Way,
    answer: oneshot::Sender<Result<Submitted>>,
}

impl Ledger {
    /// Starts the writer task where the database has one writer.
    pub fn start(store: &Store, clock: &Clock, live: &Live) -> Self {
        let queue = (store.engine() == Engine::Sqlite).then(|| {
            let (queue, jobs) = mpsc::channel(QUEUE_MAX);
            let writer = Writer { store: store.clone(), clock: clock.clone(), live: live.clone() };
            tokio::spawn(writer.run(jobs));
            queue
        });
        Self { store: store.clone(), clock: clock.clone(), live: live.clone(), queue }
    }

    /// Commits groups in order. When this answers, what it says is durable and readers see it.
    ///
    /// The work goes on when the caller goes away: a phone that loses the network mid-request has
    /// either sent its group or not, never half.
    pub async fn submit(&self, submission: Submission) -> Result<Submitted> {
        self.commit(submission, Way::Request).await
    }

    /// The same for a replica, which sends what it has until every group has a receipt. One under an
    /// id that somebody else has used is rejected; its content stays with the replica.
    pub async fn exchange(&self, submission: Submission) -> Result<Submitted> {
        self.commit(submission, Way::Exchange).await
    }

    /// Commits a group that takes over a held one, and in the same transaction notes that the held
    /// one is decided: what somebody discards meanwhile takes no effect, and what takes effect was
    /// not discarded. Accepting twice is accepting once, whoever does.
    pub async fn accept(&self, submission: Submission, held: GroupId) -> Result<Submitted> {
        self.commit(submission, Way::Accepting(held)).await
    }

    async fn commit(&self, submission: Submission, way: Way) -> Result<Submitted> {
        let groups = &submission.groups;
        check_sizes(groups.len(), groups.iter().map(Group::n_bytes))?;
        let submitted = self.hand_on(submission, way).await?;
        if submitted.full && submitted.receipts.is_empty() {
            return Err(Error::problem(
                ErrorCode::Unavailable,
                format!(
                    "{GROUPS_UNDECIDED_MAX} of your groups wait for a decision; no more are taken \
                     until some are accepted or discarded"
                ),
            ));
        }
        Ok(submitted)
    }

    async fn hand_on(&self, submission: Submission, way: Way) -> Result<Submitted> {
        match &self.queue {
            Some(queue) => {
                let (answer, answered) = oneshot::channel();
                queue.try_send(Job { submission, way, answer }).map_err(|_| {
                    Error::Unavailable { why: format!("more than {QUEUE_MAX} writes are waiting") }
                })?;
                answered.await.map_err(|_| Error::internal("the writer gave no answer"))?
            }
            None => {
                let ledger = self.clone();
                finish(async move { ledger.submit_here(submission, way).await }).await
            }
        }
    }

    async fn submit_here(&self, submission: Submission, way: Way) -> Result<Submitted> {
        let mut submitted = Submitted::default();
        for group in &submission.groups {
            let committed = self.commit_with_retries(&submission, way, group).await?;
            let Some(committed) = submitted.take(group.id, committed) else { break };
            self.live.publish(&committed);
        }
        Ok(submitted)
    }

    async fn commit_with_retries(
        &self,
        submission: &Submission,
        way: Way,
        group: &Group,
    ) -> Result<Committed> {
        let mut tried = 1;
        loop {
            let now = self.clock.now();
            let outcome = self
                .store
                .write(async |txn| {
                    commit_one(txn, self.store.engine(), submission, way, group, now).await
                })
                .await;
            match outcome {
                Err(Error::Unavailable { why }) if tried < TRIES => {
                    tracing::debug!(tried, why, "a write is tried again");
                    let [jitter] = crate::random::bytes::<1>();
                    let wait_ms = u64::from(jitter) * u64::from(tried) / 8;
                    tokio::time::sleep(std::time::Duration::from_millis(wait_ms)).await;
                    tried += 1;
                }
                outcome => return outcome,
            }
        }
    }
}

impl Submitted {
    /// Takes the outcome of one group in; the heads it moved, or nothing where the run ends.
    fn take(&mut self, group: GroupId, committed: Committed) -> Option<Vec<Moved>> {
        match committed {
            Committed::Gap => {
                self.gap = Some(group);
                None
            }
            Committed::Full => {
                self.full = true;
                None
            }
            Committed::Done { receipt, forked, moved } => {
                self.receipts.push(receipt);
                self.forked |= forked;
                Some(moved)
            }
        }
    }
}

/// Refuses more groups than are taken at once, and a group that is too large to be kept even with
/// the word that it is. Both are refused whole: whatever is kept is read again, by the sweep, by
/// people and by backups.
pub fn check_sizes(n_groups: usize, groups: impl Iterator<Item = usize>) -> Result<()> {
    if n_groups > GROUPS_PER_REQUEST_MAX {
        let rule = format!("has {n_groups} groups, the limit is {GROUPS_PER_REQUEST_MAX}");
        return Err(Error::invalid("groups", rule));
    }
    for (idx, n_bytes) in groups.enumerate() {
        if n_bytes > GROUP_SENT_BYTES_MAX {
            let rule = format!("has {n_bytes} bytes, the limit is {GROUP_SENT_BYTES_MAX}");
            return Err(Error::invalid(format!("groups[{idx}]"), rule));
        }
    }
    Ok(())
}

pub use self::adopt::Adoption;
pub use self::commit::Moved;
pub(in crate::service) use self::commit::decide;

/// What can be said of a group before any transaction.
fn problem_before(group: &Group, author: AccountId) -> Option<domain::problem::Problem> {
    if group.author.is_some_and(|said| said != author) {
        let problem = domain::problem::FieldProblem::new("author", "is not who has logged in");
        return Some(problem.into());
    }
    check_group(group).err().map(domain::problem::Problem::invalid)
}
