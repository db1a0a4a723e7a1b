//! The copy as it is used: plans in, what it knows out, over files that go away with the test.

mod files;
mod model;
mod on_date;
mod together;
mod told;

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{AccountId, GroupId, RecordId, ReplicaId, ScopeId, TourId};
use domain::sync::{Executed, Op};
use tempfile::TempDir;
use uuid::Uuid;

use super::Local;

/// A copy in a folder that goes away with the value.
pub(super) struct Scratch {
    pub(super) local: Local,
    _dir: TempDir,
}

impl Scratch {
    pub(super) async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("tours").join("tour.db");
        let local = Local::create(&path, replica(1), account(), tour()).await.unwrap();
        Self { local, _dir: dir }
    }

    pub(super) fn path(&self) -> PathBuf {
        self.local.path().to_owned()
    }

    /// Executes a plan that nothing refuses.
    pub(super) async fn execute(&self, ops: Vec<Op>) -> Executed {
        execute(&self.local, ops).await
    }

    /// Closes the copy and opens it again.
    pub(super) async fn reopen(&mut self) {
        let path = self.path();
        self.local.clone().close().await.unwrap();
        let opened = Local::open(&path, replica(99)).await.unwrap();
        assert!(!opened.copied);
        self.local = opened.local;
    }
}

pub(super) async fn execute(local: &Local, ops: Vec<Op>) -> Executed {
    local.execute(now(), |_| Ok::<_, ()>(ops)).await.unwrap().unwrap()
}

pub(super) fn replica(n: u128) -> ReplicaId {
    ReplicaId(Uuid::from_u128(n))
}

pub(super) fn account() -> AccountId {
    AccountId(Uuid::from_u128(0xacc))
}

pub(super) fn tour() -> TourId {
    TourId(Uuid::from_u128(0x7042))
}

pub(super) fn scope(n: u128) -> ScopeId {
    ScopeId(Uuid::from_u128(0x5c00 + n))
}

pub(super) fn record(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(0x4ec0_0000 + n))
}

pub(super) fn group(n: u128) -> GroupId {
    GroupId(Uuid::from_u128(0x6400_0000 + n))
}

pub(super) fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}
