//! What the owner of a copy sees: the base with their own unconfirmed groups merged in.

mod on;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::book::{Book, Expected};
use domain::change::{Edit, Group};
use domain::ids::{GroupId, RecordId, ScopeId};
use domain::record::Record;
use domain::sync::ReplicaState;
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::entity::record;
use super::fault::Fault;
use super::groups::LoggedGroup;
use super::{Local, bulk, groups, state};
use crate::error::Result;

/// The fact that says when the copy was synced last.
pub const SYNCED_AT: &str = "synced_at";

/// What the owner of a copy sees.
#[derive(Clone, Debug)]
pub struct View {
    /// Base, overlay and outbox.
    pub book: Book,
    /// What the copy knows of itself.
    pub state: ReplicaState,
    /// What is to be expected for each group of the outbox, in their order.
    pub expected: Vec<Expected>,
    /// When the copy was synced last.
    pub as_of: Option<DateTime<Utc>>,
    /// The groups that were not accepted and that nobody has dismissed, oldest first.
    pub tray: Vec<LoggedGroup>,
}

/// What the server has said, as far as it has arrived.
#[derive(Clone, Debug)]
pub struct Base {
    /// What the copy knows of itself.
    pub state: ReplicaState,
    /// The records of all scopes, deleted ones too, in any order.
    pub records: Vec<Record>,
}

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// ● Something about it is saved on this device and not on the server.
    Here,
    /// ✓ It is as the server has it.
    Server,
    /// ⚠ Somebody has to decide about it, or will have to.
    Decide,
    /// ✖ Something about it was not accepted.
    Refused,
}

impl Local {
    /// The whole tour.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn view(&self) -> Result<View> {
        let view = async |txn: &DatabaseTransaction| {
            let records = bulk::records(txn, record::Entity::find()).await?;
            View::over(txn, records.into_iter().collect(), state::load(txn).await?).await
        };
        self.read(view).await
    }

    /// The records as the server has them, without what was edited here.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn base(&self) -> Result<Base> {
        let base = async |txn: &DatabaseTransaction| {
            let records = bulk::records(txn, record::Entity::find()).await?;
            Ok(Base { state: state::load(txn).await?, records })
        };
        self.read(base).await
    }
}

impl View {
    /// What is seen over a base that holds what the unconfirmed groups need.
    async fn over(
        txn: &DatabaseTransaction,
        base: Book,
        state: ReplicaState,
    ) -> Result<Self, Fault> {
        let pending = state.view(base);
        let as_of = state::fact(txn, SYNCED_AT).await?;
        Ok(Self {
            book: pending.book,
            expected: pending.expected,
            state,
            as_of: as_of.and_then(|text| text.parse().ok()),
            tray: groups::tray(txn).await?,
        })
    }

    /// The audiences that the owner of the copy is in, by name.
    pub fn audiences(&self) -> BTreeMap<ScopeId, String> {
        let scopes = self.state.scopes.iter();
        scopes.map(|(id, scope)| (*id, scope.audience.clone())).collect()
    }

    /// Where a record stands. What most needs a person comes first: refused, undecided, unsent.
    pub fn mark(&self, record: RecordId) -> Mark {
        let touches =
            |group: &Group| group.edits.iter().any(|edit| self.touched(edit).contains(&record));
        if self.tray.iter().any(|logged| touches(&logged.group)) {
            return Mark::Refused;
        }
        if self.book.open_disputes_of(record).next().is_some() || self.will_need(record) {
            return Mark::Decide;
        }
        if self.state.outbox.iter().any(touches) { Mark::Here } else { Mark::Server }
    }

    /// Whether an edit of the outbox is expected to end disputed.
    fn will_need(&self, record: RecordId) -> bool {
        let unsent = |id: GroupId| self.state.outbox.iter().find(|group| group.id == id);
        let of_outbox =
            self.expected.iter().filter_map(|expected| Some((expected, unsent(expected.group)?)));
        let disputed = of_outbox.flat_map(|(expected, group)| {
            expected.edits.iter().filter_map(|edit| group.edits.get(edit.index))
        });
        disputed.into_iter().any(|edit| self.touched(edit).contains(&record))
    }

    /// The records that an edit is about: a decision is about its dispute and that one's subject.
    fn touched(&self, edit: &Edit) -> BTreeSet<RecordId> {
        match edit {
            Edit::Create(create) => BTreeSet::from([create.id]),
            Edit::Set { id, .. } | Edit::Delete { id, .. } | Edit::Undelete { id, .. } => {
                BTreeSet::from([*id])
            }
            Edit::Add(member) | Edit::Remove(member) => BTreeSet::from([member.id]),
            Edit::Settle(settle) => {
                let dispute = self.book.record(settle.dispute);
                let subject = dispute.and_then(|dispute| dispute.value("subject").as_str());
                let subject = subject.and_then(|id| id.parse().ok());
                [settle.dispute].into_iter().chain(subject).collect()
            }
        }
    }
}
