//! The floor: the statements of one edit, in the same order on the same kind of database, without
//! any of our code between them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use api::Clock;
use api::store::{Engine, Store};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult, Statement, Value};
use uuid::Uuid;

use crate::load::Measured;
use crate::world::{Tour, World, id};

/// What stands in a record that is written.
const FIELDS: &str = r#"{"confirmed":true,"day":"0196f0aa-0000-8000-8000-000000000000","place":"Stage 7","title":"Load-in","when":{"precision":"exact","start":"08:30"}}"#;
/// What stands beside it.
const STAMPS: &str = r#"{"confirmed":{"by":"0196f0aa-0000-7000-8000-000000000000","seq":1,"ver":1},"day":{"by":"0196f0aa-0000-7000-8000-000000000000","seq":1,"ver":1},"place":{"by":"0196f0aa-0000-7000-8000-000000000000","seq":9,"ver":9},"title":{"by":"0196f0aa-0000-7000-8000-000000000000","seq":1,"ver":1},"when":{"by":"0196f0aa-0000-7000-8000-000000000000","seq":1,"ver":1}}"#;

/// Runs bare transactions of `n_edits` edits each, side by side, for some time.
pub(crate) async fn run(
    store: &Store,
    world: &Arc<World>,
    n_clients: usize,
    n_edits: usize,
    duration: Duration,
) -> anyhow::Result<Measured> {
    let began = Instant::now();
    let clients: Vec<_> = (0..n_clients)
        .map(|client| {
            let (store, world) = (store.clone(), Arc::clone(world));
            tokio::spawn(async move {
                let mut latencies = Vec::new();
                let tour = world.tours[client % world.tours.len()];
                while began.elapsed() < duration {
                    let sent = Instant::now();
                    store
                        .write(async |txn| bare(txn, &store, &world, &tour, n_edits).await)
                        .await?;
                    latencies.extend(std::iter::repeat_n(sent.elapsed(), n_edits));
                }
                Ok::<_, DbErr>(latencies)
            })
        })
        .collect();
    let mut measured = Measured::default();
    for client in clients {
        measured.latencies.extend(client.await??);
    }
    measured.elapsed = began.elapsed();
    Ok(measured)
}

async fn bare(
    txn: &DatabaseTransaction,
    store: &Store,
    world: &World,
    tour: &Tour,
    n_edits: usize,
) -> Result<(), DbErr> {
    for _ in 0..n_edits {
        edit(txn, store.engine(), world, tour).await?;
    }
    Ok(())
}

/// One edit: what it reads, then what it writes.
async fn edit(
    txn: &DatabaseTransaction,
    engine: Engine,
    world: &World,
    tour: &Tour,
) -> Result<(), DbErr> {
    let bare = Bare { txn, engine, world, tour, group: id() };
    bare.read_receipt_and_scopes().await?;
    let seq = bare.read_records_and_head().await? + 1;
    bare.write_record(seq).await?;
    bare.write_history(seq).await?;
    bare.write_receipt_and_tag(seq).await
}

/// One edit under way.
struct Bare<'a> {
    txn: &'a DatabaseTransaction,
    engine: Engine,
    world: &'a World,
    tour: &'a Tour,
    group: Uuid,
}

impl Bare<'_> {
    async fn read(&self, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>, DbErr> {
        self.txn.query_all_raw(statement(self.engine, sql, values)).await
    }

    async fn write(&self, sql: &str, values: Vec<Value>) -> Result<(), DbErr> {
        self.txn.execute_raw(statement(self.engine, sql, values)).await.map(drop)
    }

    fn ids(&self) -> (Uuid, Uuid, Uuid, Uuid) {
        (self.world.org.0, self.world.account.0, self.tour.scope.0, self.tour.items[0].0)
    }

    async fn read_receipt_and_scopes(&self) -> Result<(), DbErr> {
        let (org, account, _, item) = self.ids();
        let receipt = "SELECT * FROM receipt WHERE org_id = ? AND group_id = ?";
        self.read(receipt, vec![org.into(), self.group.into()]).await?;
        if self.engine == Engine::Postgres {
            self.read(
                "SELECT id FROM scope WHERE org_id = ? AND id IN \
                 (SELECT scope_id FROM record WHERE org_id = ? AND id IN (?, ?, ?)) \
                 ORDER BY id FOR UPDATE",
                vec![org.into(), org.into(), item.into(), self.group.into(), account.into()],
            )
            .await?;
        }
        self.read(
            "SELECT s.org_id, s.id, s.audience, s.epoch, s.head, m.level, s.tour_id, s.tag, \
             s.digest FROM scope s LEFT JOIN membership m \
             ON m.org_id = s.org_id AND m.scope_id = s.id AND m.account_id = ? \
             WHERE (s.org_id = ? AND s.tour_id = ?) OR (s.org_id = ? AND s.tour_id IS NULL)",
            vec![account.into(), org.into(), self.tour.id.0.into(), org.into()],
        )
        .await
        .map(drop)
    }

    async fn read_records_and_head(&self) -> Result<i64, DbErr> {
        let (org, account, scope, item) = self.ids();
        self.read(
            "SELECT * FROM record WHERE org_id = ? AND id IN (?, ?, ?)",
            vec![org.into(), item.into(), self.group.into(), account.into()],
        )
        .await?;
        let rows = self.read("SELECT head FROM scope WHERE id = ?", vec![scope.into()]).await?;
        rows.first().map_or(Ok(0), |row| row.try_get_by_index(0))
    }

    async fn write_record(&self, seq: i64) -> Result<(), DbErr> {
        let (org, _, scope, item) = self.ids();
        self.write(
            "INSERT INTO record (org_id, id, scope_id, kind, ver, seq, deleted, fields, stamps) \
             VALUES (?, ?, ?, 'schedule_item', ?, ?, ?, ?, ?) ON CONFLICT (org_id, id) DO UPDATE \
             SET ver = excluded.ver, seq = excluded.seq, deleted = excluded.deleted, \
             fields = excluded.fields, stamps = excluded.stamps",
            vec![
                org.into(),
                item.into(),
                scope.into(),
                seq.into(),
                seq.into(),
                false.into(),
                FIELDS.into(),
                STAMPS.into(),
            ],
        )
        .await
    }

    async fn write_history(&self, seq: i64) -> Result<(), DbErr> {
        let (org, account, scope, item) = self.ids();
        self.write(
            "INSERT INTO history (org_id, scope_id, seq, idx, kind, record_id, field, old, new, \
             author, group_id, at, outcome) VALUES (?, ?, ?, 1, 'schedule_item', ?, 'place', \
             '\"Stage 6\"', '\"Stage 7\"', ?, ?, ?, 'applied')",
            vec![
                org.into(),
                scope.into(),
                seq.into(),
                item.into(),
                account.into(),
                self.group.into(),
                Clock::system().now().into(),
            ],
        )
        .await
    }

    async fn write_receipt_and_tag(&self, seq: i64) -> Result<(), DbErr> {
        let (org, account, scope, _) = self.ids();
        let (group, now) = (self.group, Clock::system().now());
        let body = format!(r#"{{"group":"{group}","status":"applied","at":{{"{scope}":{seq}}}}}"#);
        self.write(
            "INSERT INTO receipt (org_id, group_id, author, status, body, at) \
             VALUES (?, ?, ?, 'applied', ?, ?)",
            vec![org.into(), group.into(), account.into(), body.into(), now.into()],
        )
        .await?;
        let tag = seq.to_le_bytes().to_vec();
        self.write(
            "INSERT INTO commit_tag (org_id, scope_id, seq, tag, at) VALUES (?, ?, ?, ?, ?)",
            vec![org.into(), scope.into(), seq.into(), tag.clone().into(), now.into()],
        )
        .await?;
        let digest = [tag.clone(), tag.clone()].concat();
        self.write(
            "UPDATE scope SET head = ?, tag = ?, digest = ? WHERE org_id = ? AND id = ?",
            vec![seq.into(), tag.into(), digest.into(), org.into(), scope.into()],
        )
        .await
    }
}

/// A statement with the engine's own marks for its values.
fn statement(engine: Engine, sql: &str, values: Vec<Value>) -> Statement {
    match engine {
        Engine::Sqlite => {
            Statement::from_sql_and_values(sea_orm::DatabaseBackend::Sqlite, sql, values)
        }
        Engine::Postgres => {
            let mut parts = sql.split('?');
            let mut numbered = parts.next().unwrap_or_default().to_owned();
            for (n, part) in parts.enumerate() {
                numbered.push('$');
                numbered.push_str(&(n + 1).to_string());
                numbered.push_str(part);
            }
            Statement::from_sql_and_values(sea_orm::DatabaseBackend::Postgres, numbered, values)
        }
    }
}
