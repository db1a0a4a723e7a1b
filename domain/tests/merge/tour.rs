//! A tour to try things on: three people, some audiences, and edits in a few words.

use chrono::NaiveDate;
use domain::change::{Create, Edit, FromTo, Group, Member, Receipt, Settle, Status};
use domain::ids::{AccountId, GroupId, RecordId, ScopeId, TourId, v7};
use domain::permission::Level;
use domain::record::kinds::{Candidate, Dispute};
use domain::record::{DELETED, Kind, Record, TypedRecord};
use serde_json::{Value, json};

use crate::ledger::Ledger;

pub(crate) const ANN: AccountId = AccountId(id(1));
pub(crate) const BOB: AccountId = AccountId(id(2));
pub(crate) const CAT: AccountId = AccountId(id(3));
/// Everybody's, who edit it.
pub(crate) const EVERYONE: ScopeId = ScopeId(id(11));
/// Ann's alone.
pub(crate) const MANAGEMENT: ScopeId = ScopeId(id(12));
/// Of another tour, which nobody here sees.
pub(crate) const ELSEWHERE: ScopeId = ScopeId(id(13));
pub(crate) const TOUR: TourId = TourId(id(21));

pub(crate) const ITEM: Kind = Kind::ScheduleItem;
pub(crate) const TASK: Kind = Kind::Task;

const fn id(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 | n)
}

/// A record id for a number.
pub(crate) fn rid(n: u64) -> RecordId {
    RecordId(v7(1_790_000_000_000 + n, [7; 10]))
}

/// The tour and its authority.
#[derive(Clone)]
pub(crate) struct Tour {
    pub(crate) ledger: Ledger,
    n_groups: u64,
}

/// A row of the show day's schedule at 18:00, a task without anybody, and their day, all by Ann.
pub(crate) const DAY_DATE: &str = "2026-10-24";

impl Tour {
    /// Nothing yet. Everyone edits; Ann manages, in all of the tour's audiences.
    pub(crate) fn empty() -> Self {
        let mut ledger = Ledger::default();
        let everyone = [(ANN, Level::Manage), (BOB, Level::Edit), (CAT, Level::Edit)];
        for (account, level) in everyone {
            ledger.levels.entry(account).or_default().insert(EVERYONE, level);
        }
        ledger.levels.entry(ANN).or_default().insert(MANAGEMENT, Level::Manage);
        Self { ledger, n_groups: 0 }
    }

    /// A day with one row, `item()`, titled "Doors", and a task, `task()`. Ann made them.
    pub(crate) fn new() -> Self {
        let mut tour = Self::empty();
        let created = tour.commit(
            ANN,
            [
                create(Kind::Day, day(), json!({"date": DAY_DATE})),
                create(ITEM, item(), json!({"day": day(), "title": "Doors"})),
                create(TASK, task(), json!({"title": "Order towels"})),
            ],
        );
        assert_eq!(created.status, Status::Applied, "{created:?}");
        tour
    }

    /// Commits a group of this author.
    pub(crate) fn commit(
        &mut self,
        author: AccountId,
        edits: impl IntoIterator<Item = Edit>,
    ) -> Receipt {
        let group = self.group(author, edits);
        self.ledger.commit(&group)
    }

    /// The same, and it takes effect without a dispute.
    pub(crate) fn applied(&mut self, author: AccountId, edit: Edit) {
        let receipt = self.commit(author, [edit]);
        assert_eq!(receipt.status, Status::Applied, "{receipt:?}");
    }

    /// The same, and it is disputed.
    pub(crate) fn disputed(&mut self, author: AccountId, edit: Edit) {
        let receipt = self.commit(author, [edit]);
        assert_eq!(receipt.status, Status::Disputed, "{receipt:?}");
    }

    /// The same, and it is refused with this problem in its only field.
    pub(crate) fn refused(&mut self, author: AccountId, edit: Edit, status: Status) -> String {
        let before = self.ledger.records.clone();
        let receipt = self.commit(author, [edit]);
        assert_eq!(receipt.status, status, "{receipt:?}");
        assert_eq!(self.ledger.records, before, "nothing takes effect");
        receipt.problem.unwrap().detail
    }

    /// A group of this author, not yet sent.
    pub(crate) fn group(
        &mut self,
        author: AccountId,
        edits: impl IntoIterator<Item = Edit>,
    ) -> Group {
        self.n_groups += 1;
        Group {
            id: GroupId(v7(1_800_000_000_000 + self.n_groups, [0; 10])),
            prev: None,
            replica: None,
            author: Some(author),
            via: None,
            said_at: Some(format!("group {}", self.n_groups)),
            reason: None,
            edits: edits.into_iter().collect(),
        }
    }

    pub(crate) fn record(&self, id: RecordId) -> &Record {
        &self.ledger.records[&id]
    }

    pub(crate) fn value(&self, id: RecordId, field: &str) -> Value {
        self.record(id).value(field).clone()
    }

    /// The dispute about a field, if there ever was one.
    pub(crate) fn dispute(&self, subject: RecordId, field: &str) -> Option<Dispute> {
        let record = self.ledger.records.get(&RecordId::of_dispute(subject, field))?;
        Some(Dispute::read(&record.fields).unwrap())
    }

    pub(crate) fn is_disputed(&self, subject: RecordId, field: &str) -> bool {
        self.dispute(subject, field).is_some_and(|dispute| dispute.open == Some(true))
    }

    /// The open candidates about a field, oldest first.
    pub(crate) fn candidates(&self, subject: RecordId, field: &str) -> Vec<Candidate> {
        let dispute = self.dispute(subject, field).filter(|dispute| dispute.open == Some(true));
        dispute.and_then(|dispute| dispute.candidates).unwrap_or_default().0
    }

    /// The same in short: who wants what.
    pub(crate) fn wishes(&self, subject: RecordId, field: &str) -> Vec<(AccountId, Value)> {
        let candidates = self.candidates(subject, field);
        candidates.into_iter().map(|candidate| (candidate.author, candidate.value)).collect()
    }

    /// Decides a dispute, having seen all there is to see of it.
    pub(crate) fn settle(&self, subject: RecordId, field: &str, to: impl Into<Value>) -> Edit {
        let dispute = self.dispute(subject, field).unwrap();
        let candidates = dispute.candidates.unwrap_or_default().0;
        let mut saw: Vec<_> = candidates.into_iter().map(|candidate| candidate.id).collect();
        saw.extend(dispute.in_force_id.map(|name| name.as_str().to_owned()));
        let dispute = RecordId::of_dispute(subject, field);
        Edit::Settle(Settle { dispute, to: to.into(), saw })
    }

    pub(crate) fn is_deleted(&self, id: RecordId) -> bool {
        self.record(id).deleted
    }

    /// Who wants a record deleted or back, against what is in force.
    pub(crate) fn delete_wishes(&self, id: RecordId) -> Vec<(AccountId, Value)> {
        self.wishes(id, DELETED)
    }
}

pub(crate) fn day() -> RecordId {
    RecordId::of_day(TOUR, DAY_DATE.parse::<NaiveDate>().unwrap())
}

pub(crate) fn item() -> RecordId {
    rid(1)
}

pub(crate) fn task() -> RecordId {
    rid(2)
}

pub(crate) fn create(kind: Kind, id: RecordId, fields: Value) -> Edit {
    create_in(EVERYONE, kind, id, fields)
}

pub(crate) fn create_in(scope: ScopeId, kind: Kind, id: RecordId, fields: Value) -> Edit {
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    Edit::Create(Create { scope, kind, id, fields })
}

/// Sets a field of the schedule item.
pub(crate) fn set(field: &str, from: impl Into<Value>, to: impl Into<Value>) -> Edit {
    set_of(ITEM, item(), field, from, to)
}

pub(crate) fn set_of(
    kind: Kind,
    id: RecordId,
    field: &str,
    from: impl Into<Value>,
    to: impl Into<Value>,
) -> Edit {
    let fields = [(field.to_owned(), FromTo(from.into(), to.into()))].into();
    Edit::Set { kind, id, fields }
}

fn member(value: RecordId, ver: Option<u64>) -> Member {
    let field = "assignees".to_owned();
    Member { kind: TASK, id: task(), field, value: value.to_string().into(), ver }
}

/// Gives the task to somebody.
pub(crate) fn assign(person: RecordId) -> Edit {
    Edit::Add(member(person, None))
}

/// Takes somebody off the task, having seen this version of it.
pub(crate) fn unassign(person: RecordId, ver: u64) -> Edit {
    Edit::Remove(member(person, Some(ver)))
}

/// Deletes the schedule item, having seen this version of it.
pub(crate) fn delete(ver: u64) -> Edit {
    Edit::Delete { kind: ITEM, id: item(), ver }
}

pub(crate) fn undelete() -> Edit {
    Edit::Undelete { kind: ITEM, id: item() }
}

pub(crate) fn delete_day(ver: u64) -> Edit {
    Edit::Delete { kind: Kind::Day, id: day(), ver }
}
