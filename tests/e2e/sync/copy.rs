//! A replica as simple as can be: it holds what it was sent, and notices nothing by itself.

use std::collections::BTreeMap;

use domain::change::{Edit, Group};
use domain::ids::{GroupId, RecordId, ReplicaId, ScopeId};
use domain::record::Record;
use domain::sync::{Budget, Digest, ExchangeIn, ExchangeOut, PROTO, PageState, SCHEMA, ScopePage};
use harness::{Answer, Person, Tour, group};

/// One copy of one tour.
pub(super) struct Copy<'a> {
    pub(super) tour: &'a Tour<'a>,
    pub(super) who: Person,
    pub(super) replica: ReplicaId,
    pub(super) tip: Option<GroupId>,
    pub(super) grants: Option<String>,
    pub(super) cursors: BTreeMap<ScopeId, String>,
    pub(super) base: BTreeMap<ScopeId, BTreeMap<RecordId, Record>>,
    /// The digest that came with the last complete page.
    pub(super) digests: BTreeMap<ScopeId, String>,
    pub(super) limit: Budget,
    pub(super) wait: u64,
}

impl<'a> Copy<'a> {
    pub(super) fn new(tour: &'a Tour<'a>, who: &Person) -> Self {
        Self {
            tour,
            who: who.clone(),
            replica: ReplicaId(tour.app.new_id()),
            tip: None,
            grants: None,
            cursors: BTreeMap::new(),
            base: BTreeMap::new(),
            digests: BTreeMap::new(),
            limit: Budget { records: 2_000, bytes: 512 * 1024 },
            wait: 0,
        }
    }

    /// A group after the newest one.
    pub(super) fn group(&self, edits: Vec<Edit>) -> Group {
        let made = group(self.tour.app.new_id(), edits);
        Group { prev: self.tip, replica: Some(self.replica), ..made }
    }

    /// What it would send.
    pub(super) fn request(&self, groups: Vec<Group>) -> ExchangeIn {
        ExchangeIn {
            proto: PROTO,
            schema: SCHEMA,
            replica: self.replica,
            tour: self.tour.id,
            tip: self.tip,
            grants: self.grants.clone(),
            cursors: self.cursors.clone(),
            want: None,
            groups,
            limit: self.limit,
            wait: self.wait,
        }
    }

    /// Sends a request that may be wrong.
    pub(super) async fn send(&self, request: &ExchangeIn) -> Answer {
        let body = serde_json::to_value(request).unwrap();
        self.tour.app.post(&self.who, "/sync/v1/exchange", &body).await
    }

    /// One round trip, and what it changes here.
    pub(super) async fn exchange(&mut self, groups: Vec<Group>) -> ExchangeOut {
        let answer = self.send(&self.request(groups)).await;
        answer.must_succeed();
        let out: ExchangeOut = serde_json::from_slice(&answer.body).unwrap();
        self.take(&out);
        out
    }

    /// Takes an answer in.
    pub(super) fn take(&mut self, out: &ExchangeOut) {
        self.grants = Some(out.grants.clone());
        if let Some(receipt) = out.receipts.last() {
            self.tip = Some(receipt.group);
        }
        for (scope, page) in &out.scopes {
            self.take_page(*scope, page);
        }
    }

    pub(super) fn take_page(&mut self, scope: ScopeId, page: &ScopePage) {
        if page.state == PageState::Removed {
            self.base.remove(&scope);
            self.cursors.remove(&scope);
            self.digests.remove(&scope);
            return;
        }
        let base = self.base.entry(scope).or_default();
        if page.state.is_whole() {
            base.clear();
        }
        for record in &page.records {
            base.insert(record.id, record.read(scope).unwrap());
        }
        self.cursors.insert(scope, page.cursor.clone().unwrap());
        if page.complete {
            self.digests.insert(scope, page.digest.clone().unwrap());
        } else {
            self.digests.remove(&scope);
        }
    }

    /// Asks until nothing is new; how often that was.
    pub(super) async fn catch_up(&mut self) -> usize {
        for n_trips in 1..10_000 {
            if self.exchange(Vec::new()).await.scopes.is_empty() {
                return n_trips;
            }
        }
        panic!("it never ends");
    }

    /// The sum of what it holds of a scope.
    pub(super) fn digest(&self, scope: ScopeId) -> String {
        let mut digest = Digest::default();
        for record in self.base[&scope].values() {
            digest.add(record);
        }
        digest.to_string()
    }

    /// Stops the test unless every complete scope holds what its digest says.
    #[track_caller]
    pub(super) fn must_add_up(&self) {
        for (scope, digest) in &self.digests {
            assert_eq!(*digest, self.digest(*scope), "the digest of `{scope}`");
        }
    }

    /// One record that it holds.
    pub(super) fn see(&self, id: RecordId) -> Option<&Record> {
        self.base.values().find_map(|records| records.get(&id))
    }
}
