//! The end of every run: the line does what it should, everything runs again, and within a minute
//! nothing is unsent. Then each word that was reported as saved is accounted for, and everybody has
//! the same.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use api::store::entity::history;
use api::store::scopes::ScopeState;
use api::store::{Store, receipts, records, scopes};
use domain::change::{Edit, Status};
use domain::ids::{AccountId, ScopeId};
use domain::record::Record;
use domain::sync::Digest;
use sea_orm::{EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use sync_client::local::LoggedGroup;

use super::crew::{Crew, DATE};
use super::laptop::Laptop;

/// How long it may take until nothing is unsent, once nothing is amiss.
const HEALED: Duration = Duration::from_mins(1);

impl Crew {
    /// Ends the run: nothing is amiss from now on, and everything must come right. What became of
    /// the edits.
    pub(super) async fn must_heal(mut self) -> BTreeSet<Status> {
        self.service.proxy.heal();
        self.service.start().await;
        self.come_to_rest().await;
        let store = self.service.store().await;
        let states = scopes::states(store.reader(), self.org, self.tour, AccountId(self.tour.0));
        let held = Held::of(&self, &store, states.await.unwrap()).await;
        let mut outcomes = BTreeSet::new();
        for laptop in &self.laptops {
            outcomes.extend(self.every_word_is_accounted_for(laptop, &store, &held).await);
            self.has_what_the_server_has(laptop, &held).await;
        }
        self.maya_sees_the_same_on_both().await;
        store.close().await.unwrap();
        self.service.stop().await;
        outcomes
    }

    /// Everybody syncs until nothing is unsent and nothing new arrives.
    async fn come_to_rest(&self) {
        let began = Instant::now();
        loop {
            let mut moved = false;
            for laptop in &self.laptops {
                let ended = laptop.run(&["sync", "--json", "--accept-removal", "all"]).await;
                // Nothing waits for consent where that is refused as wrong use.
                let ended = match ended.code {
                    2 => laptop.run(&["sync", "--json"]).await,
                    _ => ended,
                };
                assert!([0, 3].contains(&ended.code), "{}: {ended:?}", laptop.name);
                assert!(!ended.stderr.contains("report this as a fault"), "{ended:?}");
                let synced = ended.json();
                moved |= synced["records"] != 0 || synced["sent"] != 0 || synced["unsent"] != 0;
            }
            if !moved {
                break;
            }
            assert!(began.elapsed() < HEALED, "it has not come to rest after {HEALED:?}");
        }
        for laptop in &self.laptops {
            assert!(laptop.is_sent().await, "{}", laptop.name);
        }
    }

    async fn every_word_is_accounted_for(
        &self,
        laptop: &Laptop,
        store: &Store,
        held: &Held,
    ) -> BTreeSet<Status> {
        let mut outcomes = BTreeSet::new();
        let log = laptop.log(self.tour).await;
        for word in laptop.saved() {
            let mut said = log.iter().filter(|logged| logged.group.reason.as_ref() == Some(&word));
            let (found, twin) = (said.next(), said.next());
            let found = found.unwrap_or_else(|| panic!("`{word}` was saved and is gone"));
            assert!(twin.is_none(), "`{word}` was saved once and is there twice");
            outcomes.insert(self.is_at_the_server(found, &word, store, held).await);
        }
        outcomes
    }

    /// The server has its word on this group, and can say what it said.
    async fn is_at_the_server(
        &self,
        saved: &LoggedGroup,
        word: &str,
        store: &Store,
        held: &Held,
    ) -> Status {
        let (conn, group) = (store.reader(), &saved.group);
        let known = receipts::receipt_of(conn, self.org, group.id).await.unwrap();
        let (known, _) = known.unwrap_or_else(|| panic!("the server has not heard of `{word}`"));
        let ours = saved.receipt.as_ref().unwrap();
        assert_eq!((known.status, &known.at), (ours.status, &ours.at), "`{word}`");
        if matches!(known.status, Status::Held | Status::Rejected) {
            let kept = receipts::held(conn, self.org, group.id).await.unwrap();
            let kept = kept.unwrap_or_else(|| panic!("what `{word}` said is gone"));
            assert_eq!(kept.group.edits, group.edits, "`{word}`");
            return known.status;
        }
        let lines = history::Entity::find()
            .filter(history::COLUMN.org_id.eq(self.org.0))
            .filter(history::COLUMN.group_id.eq(group.id.0))
            .all(conn)
            .await
            .unwrap();
        assert_eq!(lines.is_empty(), known.at.is_empty(), "`{word}` has left no line of history");
        let typed = group.edits.iter().filter(|edit| json!(edit).to_string().contains(word));
        if typed.clone().count() > 0 && !known.at.is_empty() {
            let said =
                lines.iter().any(|line| line.new.as_ref().is_some_and(|new| new.contains(word)));
            assert!(said, "what `{word}` said cannot be read back: {lines:?}");
        }
        for edit in typed {
            let Edit::Create(made) = edit else { continue };
            assert_eq!(held.titled(word), 1, "`{word}`: {made:?}");
        }
        known.status
    }

    async fn has_what_the_server_has(&self, laptop: &Laptop, held: &Held) {
        let state = laptop.device.state(self.tour).await;
        assert!(!state.scopes.is_empty());
        for (scope, copy) in &state.scopes {
            let (kept, _) = &held.scopes[scope];
            let found = (copy.head, copy.digest);
            assert_eq!(found, (kept.head, kept.digest), "{}: {}", laptop.name, kept.audience);
        }
        let seen = laptop.sees().await;
        let seen = seen["records"].as_array().unwrap().iter();
        let seen: BTreeMap<_, _> = seen.map(|record| (record["id"].to_string(), record)).collect();
        let there = held.scopes.iter().filter(|(scope, _)| state.scopes.contains_key(scope));
        let there = there.flat_map(|(_, (_, records))| records).filter(|record| !record.deleted);
        let there: BTreeMap<_, _> =
            there.map(|record| (json!(record.id).to_string(), json!(record))).collect();
        assert_eq!(seen.len(), there.len(), "{}", laptop.name);
        for (id, record) in &there {
            assert_eq!(seen.get(id), Some(&record), "{}", laptop.name);
        }
    }

    async fn maya_sees_the_same_on_both(&self) {
        let mut sheets = Vec::new();
        for laptop in self.laptops.iter().filter(|laptop| !laptop.name.starts_with("cleo")) {
            let sheet = laptop.run(&["export", "day", DATE, "--json"]).await.with(0).json();
            let mut all = laptop.sees().await;
            // When it was synced, and what was not accepted from here, is each laptop's own.
            for own in ["as_of", "tray"] {
                all[own] = Value::Null;
            }
            sheets.push((sheet, all));
        }
        assert!(sheets.windows(2).all(|two| two[0] == two[1]), "two copies differ");
    }
}

/// What the server has, as its database says.
struct Held {
    scopes: BTreeMap<ScopeId, (ScopeState, Vec<Record>)>,
}

impl Held {
    async fn of(crew: &Crew, store: &Store, states: Vec<ScopeState>) -> Self {
        let mut scopes = BTreeMap::new();
        for state in states {
            let conn = store.reader();
            let found = records::changed_after(conn, crew.org, state.id, 0, 1_000_000).await;
            let found = found.unwrap();
            let mut digest = Digest::default();
            for record in &found {
                digest.add(record);
            }
            assert_eq!(digest, state.digest, "the digest of `{}`", state.audience);
            let newest = found.iter().map(|record| record.seq).max().unwrap_or(0);
            assert_eq!(newest, state.head, "the counter of `{}`", state.audience);
            scopes.insert(state.id, (state, found));
        }
        Self { scopes }
    }

    /// How many records have this title.
    fn titled(&self, title: &str) -> usize {
        let records = self.scopes.values().flat_map(|(_, records)| records);
        records.filter(|record| record.fields.get("title") == Some(&json!(title))).count()
    }
}
