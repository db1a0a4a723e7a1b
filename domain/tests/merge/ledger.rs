//! An authority that keeps its records in memory: what a database does around the merge, and
//! nothing else. It checks after every group what must hold after every group.

use std::collections::{BTreeMap, BTreeSet};

use domain::change::{
    EditResult, Group, HistoryEntry, MergeContext, Merged, Outcome, Receipt, Status, check_group,
    first_needs, merge, more_needs,
};
use domain::ids::{AccountId, RecordId, ScopeId};
use domain::permission::Level;
use domain::problem::Problem;
use domain::record::{Kind, Record, check_create};
use domain::sync::Digest;

#[derive(Clone, Default)]
pub(crate) struct Ledger {
    pub(crate) records: BTreeMap<RecordId, Record>,
    pub(crate) history: Vec<(AccountId, HistoryEntry)>,
    pub(crate) levels: BTreeMap<AccountId, BTreeMap<ScopeId, Level>>,
    pub(crate) heads: BTreeMap<ScopeId, u64>,
    digests: BTreeMap<ScopeId, Digest>,
}

impl Ledger {
    /// Commits a group of its author.
    pub(crate) fn commit(&mut self, group: &Group) -> Receipt {
        if let Err(problems) = check_group(group) {
            return refusal(group, Status::Rejected, Problem::invalid(problems));
        }
        self.commit_unchecked(group)
    }

    /// Commits a group that has not passed the gate, as no server does.
    pub(crate) fn commit_unchecked(&mut self, group: &Group) -> Receipt {
        let author = group.author.unwrap();
        let nothing = BTreeMap::new();
        let levels = self.levels.get(&author).unwrap_or(&nothing);
        let mut touched = self.load(first_needs(group));
        touched.extend(self.load(more_needs(group, &touched)));
        match merge(group, touched, &MergeContext { author, levels }) {
            Outcome::Merged(merged) => self.store(group, author, merged),
            Outcome::Held(problem) => refusal(group, Status::Held, problem),
            Outcome::Rejected(problem) => refusal(group, Status::Rejected, problem),
        }
    }

    fn load(&self, ids: BTreeSet<RecordId>) -> BTreeMap<RecordId, Record> {
        ids.into_iter().filter_map(|id| Some((id, self.records.get(&id)?.clone()))).collect()
    }

    fn store(&mut self, group: &Group, author: AccountId, mut merged: Merged) -> Receipt {
        let before = self.heads.clone();
        merged.sequence(&mut self.heads);
        let mut at = BTreeMap::new();
        for record in &merged.changed {
            at.insert(record.scope, self.heads[&record.scope]);
            self.check_stored(record, &before);
            let digest = self.digests.entry(record.scope).or_default();
            if let Some(old) = self.records.get(&record.id) {
                digest.subtract(old);
            }
            digest.add(record);
            self.records.insert(record.id, record.clone());
        }
        self.check_history(&merged, &before);
        self.history.extend(merged.history.into_iter().map(|entry| (author, entry)));
        let edits: Vec<EditResult> = merged.edits;
        assert_eq!(merged.status == Status::Disputed, !edits.is_empty(), "{edits:?}");
        Receipt { group: group.id, status: merged.status, dup: false, at, edits, problem: None }
    }

    fn check_stored(&self, record: &Record, before: &BTreeMap<ScopeId, u64>) {
        let old_ver = self.records.get(&record.id).map_or(0, |old| old.ver);
        assert_eq!(record.ver, old_ver + 1, "ver goes up by one with each group: {record:?}");
        assert!(record.seq > before.get(&record.scope).copied().unwrap_or(0), "seq goes up");
        let is_taken = |other: &Record| other.scope == record.scope && other.seq == record.seq;
        assert!(!self.records.values().any(is_taken), "seq {} stands twice", record.seq);
        check_create(&record.kind, &record.fields).unwrap_or_else(|why| {
            assert!(why.iter().all(|p| p.field.is_empty()), "{record:?} breaks a rule: {why:?}");
            assert_eq!(record.kind, Kind::Dispute, "only a dispute may be larger than a record");
        });
        for (name, stamp) in &record.stamps {
            assert!(stamp.seq > 0 && stamp.seq <= record.seq, "{name} has no place in the order");
            assert!(stamp.ver <= record.ver, "{name} is of a version that is to come");
        }
    }

    /// A line of history belongs to a change: of its record, or of the dispute about its field.
    fn check_history(&self, merged: &Merged, before: &BTreeMap<ScopeId, u64>) {
        let changed: BTreeSet<_> = merged.changed.iter().map(|record| record.id).collect();
        for entry in merged.history.iter().filter(|entry| entry.outcome != Status::Disputed) {
            let dispute = RecordId::of_dispute(entry.record, &entry.field);
            let belongs = changed.contains(&entry.record) || changed.contains(&dispute);
            assert!(belongs, "{entry:?} belongs to no change");
            assert!(self.heads[&entry.scope] > before.get(&entry.scope).copied().unwrap_or(0));
        }
    }

    /// The digest that is kept has to be the one that is counted anew.
    pub(crate) fn check_digests(&self) {
        let mut anew: BTreeMap<ScopeId, Digest> = BTreeMap::new();
        for record in self.records.values() {
            anew.entry(record.scope).or_default().add(record);
        }
        assert_eq!(self.digests, anew);
    }
}

fn refusal(group: &Group, status: Status, problem: Problem) -> Receipt {
    Receipt {
        group: group.id,
        status,
        dup: false,
        at: BTreeMap::new(),
        edits: Vec::new(),
        problem: Some(problem),
    }
}
