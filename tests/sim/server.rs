//! The real server without its HTTP: the services and the ledger over a SQLite file, which can be
//! swapped for an older one. What a switched-off rule means on this side is done on the way in and
//! out, so the server itself knows nothing of switches.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use api::service::access::Actor;
use api::service::{accounts, members, organisations, sync, tours};
use api::store::{Store, records, scopes, server};
use api::{App, Clock};
use base64::Engine as _;
use chrono::{DateTime, Duration, Utc};
use domain::change::{Edit, Group};
use domain::ids::{GroupId, OrgId, RecordId, ScopeId, TourId, v7};
use domain::permission::Level;
use domain::sync::{Cursor, CursorKey, Digest, ExchangeIn, ExchangeOut, Pin};
use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;

use crate::fault::{Held, machine};
use crate::rng::Rng;
use crate::rule::Rule;

/// What every run begins with: a tour with its audiences and four people, made once by the services.
pub(crate) struct Template {
    file: Vec<u8>,
    facts: Facts,
}

#[derive(Clone)]
pub(crate) struct Facts {
    pub(crate) org: OrgId,
    pub(crate) tour: TourId,
    /// The owner, a production manager, a rigger and a runner.
    pub(crate) people: Vec<Actor>,
    pub(crate) scopes: BTreeMap<String, ScopeId>,
    key: CursorKey,
}

struct Backup {
    file: PathBuf,
    arrived: Vec<GroupId>,
}

pub(crate) struct Server {
    dir: TempDir,
    app: App,
    clock: Clock,
    pub(crate) facts: Facts,
    off: Option<Rule>,
    /// The groups that arrived in the present life of the server, in their order.
    pub(crate) arrived: Vec<GroupId>,
    /// Every sum that a scope ever had after a commit, in any life.
    committed: BTreeMap<ScopeId, BTreeSet<String>>,
    backups: Vec<Backup>,
    /// Second names of groups, while nobody notices that a group comes twice.
    pub(crate) aliases: BTreeMap<GroupId, GroupId>,
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).expect("it is an instant")
}

fn url(path: &Path) -> String {
    format!("sqlite://{}?mode=rwc", path.display())
}

/// Where files are lost when the machine stops, if there is such a place: nothing here outlives a
/// run, and the disk is not what is tried.
fn folder() -> Held<TempDir> {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    made.map_err(machine)
}

impl Template {
    pub(crate) async fn make() -> Held<Self> {
        api::random::replay(1);
        let dir = folder()?;
        let path = dir.path().join("template.db");
        let store = Store::open(&url(&path), 1).await.map_err(machine)?;
        store.migrate().await.map_err(machine)?;
        let app = App::new(store, Clock::manual(noon()), harness::settings());
        let mut people = Vec::new();
        for name in ["owner", "pm", "rigger", "runner"] {
            let email = format!("{name}@example.test");
            let account = accounts::add(&app, &email, name, harness::PASSWORD).await;
            people.push(Actor {
                account: account.map_err(machine)?.id,
                session: uuid::Uuid::nil(),
                expires_at: noon() + Duration::days(3650),
            });
        }
        let org = organisations::create(&app, &people[0], "Trucks").await.map_err(machine)?.id;
        let new = tours::New { org, name: "Tour".to_owned(), artist: None, home_zone: None };
        let tour = tours::create(&app, &people[0], new).await.map_err(machine)?;
        let scopes = tour.audiences.iter().map(|one| (one.name.clone(), one.id)).collect();
        let grants: [(usize, &[(&str, Level)]); 3] = [
            (1, &[("everyone", Level::Edit), ("party", Level::Edit)]),
            (2, &[("everyone", Level::Contribute)]),
            (3, &[("everyone", Level::Edit)]),
        ];
        for (who, levels) in grants {
            let levels = levels.iter().map(|(name, level)| ((*name).to_owned(), Some(*level)));
            let account = people[who].account;
            members::set(&app, &people[0], tour.id, account, levels.collect())
                .await
                .map_err(machine)?;
        }
        sync::hello(&app).await.map_err(machine)?;
        let key = cursor_key(&app).await?;
        let facts = Facts { org, tour: tour.id, people, scopes, key };
        stop(&app).await?;
        let file = std::fs::read(&path).map_err(machine)?;
        Ok(Self { file, facts })
    }
}

async fn cursor_key(app: &App) -> Held<CursorKey> {
    let facts = server::facts(app.store.writer(), &["cursor_key"]).await.map_err(machine)?;
    let text = facts.get("cursor_key").ok_or_else(|| machine("there is no cursor key"))?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).map_err(machine)?;
    bytes.try_into().map_err(|_| machine("the cursor key has another length"))
}

async fn stop(app: &App) -> Held {
    app.stopping.send_replace(true);
    app.store.clone().close().await.map_err(machine)
}

impl Server {
    pub(crate) async fn start(template: &Template, off: Option<Rule>) -> Held<Self> {
        let dir = folder()?;
        let path = dir.path().join("server.db");
        std::fs::write(&path, &template.file).map_err(machine)?;
        let clock = Clock::manual(noon());
        let app = open(&path, &clock).await?;
        let mut server = Self {
            dir,
            app,
            clock,
            facts: template.facts.clone(),
            off,
            arrived: Vec::new(),
            committed: BTreeMap::new(),
            backups: Vec::new(),
            aliases: BTreeMap::new(),
        };
        server.note_committed().await?;
        Ok(server)
    }

    pub(crate) async fn stop(self) -> Held {
        stop(&self.app).await
    }

    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// One exchange, as the server takes it: with whatever the network did to the request before.
    pub(crate) async fn exchange(
        &mut self,
        rng: &mut Rng,
        who: usize,
        request: &ExchangeIn,
    ) -> Held<ExchangeOut> {
        let actor = self.facts.people[who].clone();
        let mut request = request.clone();
        self.weaken(rng, &actor, &mut request).await?;
        let mut answer = sync::exchange(&self.app, &actor, request).await.map_err(machine)?;
        for receipt in &mut answer.receipts {
            if let Some(original) = self.aliases.get(&receipt.group) {
                receipt.group = *original;
            }
            if !receipt.dup {
                self.arrived.push(receipt.group);
            }
        }
        self.note_committed().await?;
        Ok(answer)
    }

    /// What a switched-off rule does to a request.
    async fn weaken(&mut self, rng: &mut Rng, actor: &Actor, request: &mut ExchangeIn) -> Held {
        match self.off {
            Some(Rule::Dedupe) => {
                for group in &mut request.groups {
                    if self.arrived.contains(&group.id) {
                        let alias = GroupId(v7(1, rng.bytes()));
                        self.aliases.insert(alias, group.id);
                        group.id = alias;
                    }
                }
            }
            Some(Rule::Prev) => {
                for group in &mut request.groups {
                    group.prev = None;
                }
            }
            Some(Rule::Tip) => request.tip = None,
            Some(Rule::From) => self.rewrite_from(&mut request.groups).await?,
            Some(rule @ (Rule::Tag | Rule::PinnedHead)) => {
                let states = self.states(actor).await?;
                for (scope, text) in &mut request.cursors {
                    let Some(now) = states.iter().find(|state| state.id == *scope) else {
                        continue;
                    };
                    let key = &self.facts.key;
                    let opened = Cursor::open(text, key, actor.account, *scope);
                    let Some(cursor) = opened else { continue };
                    let complete = cursor.seq == cursor.pin.head;
                    if complete == (rule == Rule::Tag) {
                        let pin = Pin { head: now.head, tag: now.tag };
                        *text = Cursor { pin, ..cursor }.seal(key, actor.account, *scope);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Makes every edit one that was made from what the server has now: the last writer wins.
    async fn rewrite_from(&self, groups: &mut [Group]) -> Held {
        for edit in groups.iter_mut().flat_map(|group| &mut group.edits) {
            let Edit::Set { id, fields, .. } = edit else { continue };
            let ids = BTreeSet::from([*id]);
            let found = records::load(self.app.store.reader(), self.facts.org, &ids).await;
            let Some(record) = found.map_err(machine)?.remove(id) else { continue };
            for (field, from_to) in fields {
                from_to.0 = record.value(field).clone();
            }
        }
        Ok(())
    }

    pub(crate) async fn states(&self, actor: &Actor) -> Held<Vec<scopes::ScopeState>> {
        let Facts { org, tour, .. } = self.facts;
        scopes::states(self.app.store.reader(), org, tour, actor.account).await.map_err(machine)
    }

    async fn note_committed(&mut self) -> Held {
        for state in self.states(&self.facts.people[0]).await? {
            self.committed.entry(state.id).or_default().insert(state.digest.to_string());
        }
        Ok(())
    }

    /// Whether a scope ever had this sum.
    pub(crate) fn was_committed(&self, scope: ScopeId, digest: Digest) -> bool {
        self.committed.get(&scope).is_some_and(|known| known.contains(&digest.to_string()))
    }

    /// Gives somebody a level in an audience, or takes them out of it.
    pub(crate) async fn grant(&self, who: usize, audience: &str, level: Option<Level>) -> Held {
        let Facts { tour, people, .. } = &self.facts;
        let levels = BTreeMap::from([(audience.to_owned(), level)]);
        let account = people[who].account;
        match members::set(&self.app, &people[0], *tour, account, levels).await {
            // Somebody who is on no tour of the organisation cannot be taken off one.
            Err(_) if level.is_none() => Ok(()),
            given => given.map(|_| ()).map_err(machine),
        }
    }

    pub(crate) async fn back_up(&mut self) -> Held {
        let file = self.dir.path().join(format!("backup-{}.db", self.backups.len()));
        let sql = format!("VACUUM INTO '{}'", file.display());
        self.app.store.writer().execute_unprepared(&sql).await.map_err(machine)?;
        self.backups.push(Backup { file, arrived: self.arrived.clone() });
        Ok(())
    }

    /// Goes on from an earlier backup: from the bare file, or as the restore command does it, with
    /// scopes that begin a new life.
    pub(crate) async fn restore(&mut self, rng: &mut Rng) -> Held<bool> {
        if self.backups.is_empty() {
            return Ok(false);
        }
        let backup = &self.backups[rng.below(self.backups.len())];
        stop(&self.app).await?;
        let path = self.dir.path().join("server.db");
        for beside in ["server.db-wal", "server.db-shm"] {
            let _none = std::fs::remove_file(self.dir.path().join(beside));
        }
        std::fs::copy(&backup.file, &path).map_err(machine)?;
        self.arrived.clone_from(&backup.arrived);
        self.app = open(&path, &self.clock).await?;
        if rng.percent(30) {
            let sql = "UPDATE scope SET epoch = randomblob(16)";
            let epoch = uuid::Uuid::from_u128(u128::from(rng.next()));
            let sql = sql.replace("randomblob(16)", &format!("x'{}'", epoch.simple()));
            self.app.store.writer().execute_unprepared(&sql).await.map_err(machine)?;
        }
        self.note_committed().await?;
        Ok(true)
    }

    /// Every record of a scope, deleted ones too, by id.
    pub(crate) async fn records(
        &self,
        scope: ScopeId,
    ) -> Held<BTreeMap<RecordId, domain::record::Record>> {
        let reader = self.app.store.reader();
        let all = records::changed_after(reader, self.facts.org, scope, 0, 100_000).await;
        Ok(all.map_err(machine)?.into_iter().map(|record| (record.id, record)).collect())
    }
}

async fn open(path: &Path, clock: &Clock) -> Held<App> {
    let store = Store::open(&url(path), 1).await.map_err(machine)?;
    Ok(App::new(store, clock.clone(), harness::settings()))
}
